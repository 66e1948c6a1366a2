"""Texts of every network with one printed number changed: what stands corrected is what stood there.

The texts are our own pages; the spec is drawn, the changed number is drawn, the truth is the unchanged page. With
RNN_TUTOR_FULL=1 all networks, forty changes of each, in both languages.
"""

import os
import random
import re

import pytest

from tutor import Problem, render, trace
from tutor.checking.errata import _corrected
from tutor.checking.repair import repair
from tutor.judging.judge import judge
from tutor.reading.reader import read
from tutor.spec import read_problem_text
from tutor.spec.writer import spec_toml

FULL = os.environ.get("RNN_TUTOR_FULL") == "1"
GATES = {"rnn_tanh": 1, "rnn_relu": 1, "rnn_sigmoid": 1, "gru": 3, "lstm": 4}
WORDS = ["i", "am", "here"]

NETWORKS = {
    "rnn": {},
    "no bias": {"bias": False},
    "two biases": {"both": True},
    "sigmoid": {"kind": "rnn_sigmoid"},
    "numbers": {"inputs": True},
    "full": {"rounding": {"decimals": 4, "carry": "full"}},
    "even": {"rounding": {"decimals": 2, "ties": "half-even"}},
    "batch": {"sentences": 2},
    "layers": {"layers": 2},
    "directions": {"directions": 2},
    "relu layers without bias": {"kind": "rnn_relu", "layers": 2, "bias": False},
    "gru": {"kind": "gru"},
    "gru without bias": {"kind": "gru", "bias": False, "rounding": {"decimals": 4, "carry": "full"}},
    "gru layers": {"kind": "gru", "layers": 2},
    "gru batch": {"kind": "gru", "sentences": 2},
    "lstm": {"kind": "lstm"},
    "lstm numbers": {"kind": "lstm", "inputs": True},
    "lstm directions": {"kind": "lstm", "directions": 2, "rounding": {"decimals": 3, "ties": "half-even"}},
}
# The others take seconds each.
LARGE = (
    "gru without bias", "gru layers", "gru batch", "lstm numbers", "lstm directions", "two biases", "sigmoid",
    "layers",
)  # fmt: skip
EVERYDAY = [each for each in NETWORKS if FULL or each not in LARGE]


def drawn(
    seed,
    kind="rnn_tanh",
    layers=1,
    directions=1,
    bias=True,
    both=False,
    sentences=1,
    inputs=False,
    rounding=None,
):
    draw = random.Random(seed)
    hidden = 2

    def vector(size):
        return [round(draw.uniform(-0.9, 0.9), 1) for _ in range(size)]

    cell = {"kind": kind, "num_layers": layers, "bidirectional": directions == 2}
    rows = GATES[kind] * hidden
    for layer in range(layers):
        for end in ("", "_reverse")[:directions]:
            width = hidden * directions if layer else 2 if inputs else len(WORDS)
            cell[f"weight_ih_l{layer}{end}"] = [vector(width) for _ in range(rows)]
            cell[f"weight_hh_l{layer}{end}"] = [vector(hidden) for _ in range(rows)]
            if bias:
                cell[f"bias_ih_l{layer}{end}"] = vector(rows)
                zero = not both and kind.startswith("rnn")
                cell[f"bias_hh_l{layer}{end}"] = [0] * rows if zero else vector(rows)
    if not bias:
        cell["bias"] = False
    spec = {"cell": cell, "rounding": rounding or {"decimals": 3}}
    if inputs:
        return Problem.from_dict({**spec, "inputs": [vector(2) for _ in WORDS]})
    said = ["i am here", "here am i"][:sentences]
    named = {"sentence": said[0]} if sentences == 1 else {"sentences": said}
    return Problem.from_dict({**spec, **named, "vocabulary": WORDS})


@pytest.mark.parametrize("name", EVERYDAY)
def test_the_problem_of_a_page_is_read_back(name):
    problem = drawn(name, **NETWORKS[name])
    traced = trace(problem)
    found = repair(judge(read(render(traced))))
    assert found.trace is not None, found.why
    back = read_problem_text(spec_toml(found.trace.problem).encode(), "fixed.toml")
    assert back.rounding == problem.rounding
    assert ("inputs = " in spec_toml(back)) is (name.endswith("numbers"))
    assert [[step.quantities["h"].texts for step in run.in_time] for run in trace(back).runs] == [
        [step.quantities["h"].texts for step in run.in_time] for run in traced.runs
    ]


def page(traced, language="en"):
    """Give the page without its last part, which names moved numbers without the sentence that they are of."""
    return render(traced, lang=language).rpartition("\n## ")[0]


def changed(text, draw):
    """Change one digit of a printed number among the steps."""
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if re.match("## (?:Step|단계)", line))
    end = next((at for at, line in enumerate(lines) if at > start and line.startswith("## ")), len(lines))
    places = [
        (at, found)
        for at in range(start, end)
        for found in re.finditer(r"(?<![\d.])\d+\.\d{2,}(?!\d)", lines[at])
    ]
    at, found = draw.choice(places)
    digit = str((int(found[0][-2]) + 4) % 10)
    lines[at] = lines[at][: found.end() - 2] + digit + lines[at][found.end() - 1 :]
    return "\n".join(lines)


def stood(finding, lines):
    """Give the number that the unchanged page has in the place of the first that is blamed."""
    if finding.carets or len(finding.claimed) == 1:
        place = finding.carets[0] if finding.carets else finding.place
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]
    return finding.claimed[finding.entries[0] - 1 if finding.entries else 0]


@pytest.mark.parametrize("name", EVERYDAY)
def test_what_is_corrected_is_what_stood_there(name):
    draw = random.Random(name)
    problem = drawn(name, **NETWORKS[name])
    traced, said = trace(problem), 0
    for language in ("en", "ko") if FULL else ("en",):
        text = page(traced, language)
        lines = text.split("\n")
        for _ in range(20 if FULL else 2):
            judgement = judge(read(changed(text, draw)))
            repaired = repair(judgement)
            assert repaired.trace is not None, repaired.why
            for finding in judgement.findings:
                truth = _corrected(finding, repaired)
                if finding.severity != "error" or finding.kind != "value" or not finding.claimed or not truth:
                    continue
                entry = finding.entries[0] - 1 if finding.entries and len(finding.claimed) > 1 else 0
                assert truth[entry].strip("-") == stood(finding, lines).strip("-−"), (finding, truth)
                said += 1
    assert said


@pytest.mark.parametrize("name", EVERYDAY)
def test_a_text_is_judged_by_any_spec(name):
    problem = drawn(name, **NETWORKS[name])
    text = page(trace(problem))
    judgement = judge(read(text), problem)
    assert not judgement.is_wrong and len(judgement.checked) > 100
    assert repair(judgement).trace is not None
    assert judge(read(changed(text, random.Random(name))), problem).is_wrong
