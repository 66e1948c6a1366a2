"""Sixty backward passes: until they are read it is said that they are not, and no line of them is accused."""

import json
from pathlib import Path

import pytest

from tutor.reading.gradients import without_backward_pass
from tutor.reading.reader import read

TEXTS = Path(__file__).parent / "texts" / "backward"
TRUTH = json.loads((TEXTS / "truth.json").read_text(encoding="utf-8"))


def test_the_texts_are_there():
    assert len(TRUTH) == 60
    assert sum(each["right"] for each in TRUTH.values()) == 30


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_backward_pass_is_said_to_be_not_read(name):
    text = (TEXTS / name).read_text(encoding="utf-8")
    forward, left_out = without_backward_pass(text)
    assert left_out is not None
    line = left_out.place.line
    assert forward.split("\n")[: line - 1] == text.split("\n")[: line - 1]
    work = read(text)
    assert left_out in work.unreadable
    assert [chain for chain in work.chains if chain.place.line >= line] == []
    if name != "032-forward-slip-carried-back.md" and not TRUTH[name]["right"]:
        assert all(root >= line for root in TRUTH[name]["root"])


@pytest.mark.parametrize(
    "text",
    [
        "Find ∂L/∂W for the network below.\nh_1 = tanh(0.2) = 0.197",
        "dim = 3, d = 2\nh_1 = tanh(0.2) = 0.197",
        "d_model = 2\nadd_1 = 0.3",
        r"\bar{h}_1 = \tanh(0.2) = 0.197",
    ],
)
def test_a_forward_pass_is_left_as_it_is(text):
    assert without_backward_pass(text) == (text, None)
