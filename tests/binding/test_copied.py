"""A given of a text is held against the problem beside it, and what was given is shown whole."""

import pytest

from tutor import Problem
from tutor.judging.judge import judge
from tutor.reading.reader import read

PROBLEM = Problem.from_dict(
    {
        "sentence": "i am",
        "vocabulary": ["i", "am", "here"],
        "cell": {
            "weight_ih": [[0.5, -0.3, 0.8], [0.2, 0.7, -0.6]],
            "weight_hh": [[0.4, -0.2], [0.1, 0.6]],
            "bias": [0.1, -0.2],
            "h_0": [0.5, -0.5],
        },
    }
)
GIVEN = {
    "W_xh": "[[0.5, -0.3, 0.8], [0.2, 0.7, -0.6]]",
    "W_hh": "[[0.4, -0.2], [0.1, 0.6]]",
    "b": "[0.1, -0.2]",
    "h_0": "[0.5, -0.5]",
}


def said(**changed):
    givens = "".join(f"{name} = {values}\n" for name, values in (GIVEN | changed).items())
    text = givens + "h_1 = tanh(W_xh x_1 + W_hh h_0 + b)\n"
    return [str(each.fault()) for each in judge(read(text), PROBLEM).findings]


def test_what_was_copied_right_is_not_remarked():
    assert said() == []


@pytest.mark.parametrize("name", GIVEN)
def test_what_was_copied_wrong_is_shown_as_it_was_given(name):
    wrong = GIVEN[name][:-2].rstrip("]0123456789.") + "9" + GIVEN[name][len(GIVEN[name].rstrip("]")) :]
    assert said(**{name: wrong}) == [
        f"error[C07]: {name} was copied wrong\n  {name} was given as {GIVEN[name]}."
    ]
