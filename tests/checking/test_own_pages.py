"""Our own pages, read back: in every format every printed number of a step is compared, and no wrong one is lost.

A number that is changed anywhere among the steps is an error at its place, or its place is listed as not read.
Every day a few networks and a few changes in each format; with RNN_TUTOR_FULL=1 every cell with layers,
directions, batches, without bias and with x in numbers, and sixty changes of each.
"""

import os
import random
import re

import pytest

from tutor import Problem, render, trace
from tutor.judging.judge import judge
from tutor.reading.forms.file_text import file_text
from tutor.reading.reader import read
from tutor.record import replace

FULL = os.environ.get("RNN_TUTOR_FULL") == "1"
GATES = {"rnn_tanh": 1, "rnn_relu": 1, "rnn_sigmoid": 1, "gru": 3, "lstm": 4}
WORDS = ["i", "am", "here"]
FORMATS = ("md", "tex", "html")
NETWORKS = {
    **{kind: {"kind": kind} for kind in GATES},
    **{f"{kind} layers": {"kind": kind, "layers": 2} for kind in ("rnn_tanh", "gru", "lstm")},
    **{f"{kind} directions": {"kind": kind, "directions": 2} for kind in ("rnn_tanh", "gru", "lstm")},
    **{f"{kind} batch": {"kind": kind, "sentences": 2} for kind in ("rnn_tanh", "gru", "lstm")},
    **{f"{kind} no bias": {"kind": kind, "bias": False} for kind in ("rnn_tanh", "gru", "lstm")},
    **{f"{kind} numbers": {"kind": kind, "inputs": True} for kind in ("rnn_tanh", "gru", "lstm")},
}
EVERYDAY = ("rnn_tanh", "gru", "lstm directions")
NUMBER = re.compile(r"(?<![\d.])\d+\.\d{3}(?!\d)")


def drawn(name, kind, layers=1, directions=1, bias=True, sentences=1, inputs=False):
    """Draw a network with two units."""
    draw = random.Random(name)
    rows = GATES[kind] * 2

    def vector(size):
        return [round(draw.uniform(-0.9, 0.9), 1) for _ in range(size)]

    cell = {"kind": kind, "num_layers": layers, "bidirectional": directions == 2}
    if not bias:
        cell["bias"] = False
    for layer in range(layers):
        for end in ("", "_reverse")[:directions]:
            width = 2 * directions if layer else 2 if inputs else len(WORDS)
            cell[f"weight_ih_l{layer}{end}"] = [vector(width) for _ in range(rows)]
            cell[f"weight_hh_l{layer}{end}"] = [vector(2) for _ in range(rows)]
            if bias:
                cell[f"bias_ih_l{layer}{end}"] = vector(rows)
                cell[f"bias_hh_l{layer}{end}"] = vector(rows)
    spec = {"cell": cell, "rounding": {"decimals": 3}}
    if inputs:
        return Problem.from_dict({**spec, "inputs": [vector(2) for _ in WORDS]})
    said = ["i am here", "here am i"][:sentences]
    named = {"sentence": said[0]} if sentences == 1 else {"sentences": said}
    return Problem.from_dict({**spec, **named, "vocabulary": WORDS})


def numbers_of_steps(text):
    """Give the places of all numbers with three decimals from the first step to the summary."""
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if re.search(r"Step 1|Step 3", line))
    ends = [at for at, line in enumerate(lines) if at > start and "hidden states" in line.lower()]
    for at in range(start, ends[0] if ends else len(lines)):
        yield from ((at, found) for found in NUMBER.finditer(lines[at]))


def changed(text, at, found):
    """Change one digit of a number."""
    lines = text.split("\n")
    digit = str((int(found[0][-2]) + 4) % 10)
    lines[at] = lines[at][: found.end() - 2] + digit + lines[at][found.end() - 1 :]
    return "\n".join(lines)


def covers(place, line):
    """Whether a line lies in a place, or in the column of numbers below its start."""
    return place.line <= line <= max(place.end_line, place.line + 2)


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("name", NETWORKS if FULL else EVERYDAY)
def test_no_number_of_a_step_is_lost(name, to):
    page = file_text(render(trace(drawn(name, **NETWORKS[name])), to=to, lang="en").encode(), f"page.{to}")
    judgement = judge(read(page))
    places = list(numbers_of_steps(page.text))
    assert not judgement.is_wrong
    compared = {each.line for each in judgement.checked}
    assert len(judgement.checked) > 0.9 * len(places) and len(judgement.not_read) <= len(places) / 20
    assert compared
    lost = []
    for at, found in random.Random(name).sample(places, 60 if FULL else 1):
        told = judge(read(replace(page, text=changed(page.text, at, found))))
        errors = [each.place for each in told.findings if each.severity == "error"]
        unread = [each.place for each in told.not_read]
        if not any(covers(place, at + 1) for place in (*errors, *unread)):
            lost.append((at + 1, found[0], page.text.split("\n")[at]))
    assert not lost, lost
