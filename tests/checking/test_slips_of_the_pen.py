"""One number of a page is wrong and nothing was computed with it: one error, and no other line is charged.

Every fourth number of the page; with RNN_TUTOR_FULL=1 each.
"""

import os
import re

import pytest

from tutor import Problem, render, trace
from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
NUMBER = re.compile(r"(?:=|\\approx) \\begin\{pmatrix\}\n(-?\d\.\d{3})\n")
ROWS = {
    "gru": [[0.4, -0.7], [-0.5, 0.6], [0.9, 0.5]],
    "lstm": [[0.4, -0.7], [-0.5, 0.6], [0.9, 0.5], [-0.2, 0.8]],
    "rnn_tanh": [[0.4, -0.7]],
}


def page(kind, carry):
    rows = ROWS[kind]
    cell = {
        "kind": kind,
        "weight_ih": rows,
        "weight_hh": [[0.6], [-0.8], [0.7], [0.3]][: len(rows)],
        "bias_ih": [0.1, 0.3, -0.2, 0.4][: len(rows)],
        "bias_hh": [0.2, -0.5, 0.6, -0.1][: len(rows)],
        "h_0": [0.3],
    }
    rounding = {"decimals": 3, "carry": carry}
    spec = {"sentence": "i am", "vocabulary": ["i", "am"], "cell": cell, "rounding": rounding}
    return render(trace(Problem.from_dict(spec)), to="md", detail="brief")


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("kind", ROWS)
def test_every_number_of_a_page_one_at_a_time(kind, carry):
    text = page(kind, carry)
    assert not judge(read(text)).is_wrong
    steps = text.index("## Step by step")
    places = [each for each in NUMBER.finditer(text) if each.start() > steps]
    assert len(places) > {"gru": 30, "lstm": 40, "rnn_tanh": 8}[kind]
    for place in places[:: 1 if FULL else 4]:
        slip = f"{float(place[1]) + 0.031:.3f}"
        changed = text[: place.start(1)] + slip + text[place.end(1) :]
        errors = [each for each in judge(read(changed)).findings if each.severity == "error"]
        assert [each.root for each in errors] == [True], (slip, *map(str, errors))
        line = changed[: place.start(1)].count("\n") + 1
        assert errors[0].place.line <= line <= errors[0].place.end_line
        assert errors[0].claimed == (slip,) and errors[0].expected == (place[1],)


def test_the_messages():
    text = page("lstm", "rounded")
    found = judge(read(text.replace("\n0.641\n", "\n0.672\n", 1))).findings
    assert [str(each.fault()) for each in found] == [
        "error[C04]: c_{1} does not follow from what stands before it\n"
        "  f_{1} · c_{0} + i_{1} · g_{1} gives 0.641, not 0.672; any rounding on the way stays "
        "between 0.64038 and 0.64192."
    ]
