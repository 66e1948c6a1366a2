"""Sixty backward passes: until they are read it is said that they are not, and no line of them is accused."""

import json
from pathlib import Path

import pytest

from tutor.judging.judge import judge
from tutor.reading.gradients import backward_pass
from tutor.reading.reader import read

TEXTS = Path(__file__).parent / "texts" / "backward"
TRUTH = json.loads((TEXTS / "truth.json").read_text(encoding="utf-8"))


def test_the_texts_are_there():
    assert len(TRUTH) == 60
    assert sum(each["right"] for each in TRUTH.values()) == 30


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_backward_pass_is_said_to_be_not_read_and_no_right_line_is_accused(name):
    work = read((TEXTS / name).read_text(encoding="utf-8"))
    assert work.backward is not None
    assert work.backward in {each.place.line for each in work.unreadable}
    truth = TRUTH[name]
    if not truth["right"] and name != "032-forward-slip-carried-back.md":
        assert all(root >= work.backward for root in truth["root"])
    errors = {each.line for each in judge(work).findings if each.severity == "error"}
    assert errors & set(truth["clean"]) == set()


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
    assert backward_pass(text) is None
