"""Input weights are chosen so that pre-activations keep to their bounds."""

import numpy as np
import pytest

from tutor import Problem
from tutor.handout.candidates import Number
from tutor.handout.fitting import fit
from tutor.handout.templates import Slot

SLOT = Slot(0, "weight_ih", (1, 2), 1, 1, 9)
DRAWN = np.array([[each, 5] for each in range(-9, 10) if each])


def fitted(sentence, bounds):
    """The numbers of the first word, for every number that may be drawn; the state before is 0."""
    problem = Problem.from_dict(
        {
            "sentence": " ".join("ab"[at] for at in sentence),
            "vocabulary": ["a", "b"],
            "cell": {"weight_ih": [[0.1, 0.2]], "weight_hh": [[0.3]]},
        }
    )
    words = np.tile(sentence, (len(DRAWN), 1))
    nothing = Number(np.zeros(len(DRAWN)))
    parameters = {"weight_hh": ((Number(np.full(len(DRAWN), 0.3)),),), "bias": (nothing,)}
    return fit(problem, SLOT, DRAWN, words, parameters, bounds)[:, 0].tolist()


@pytest.mark.parametrize(
    ("sentence", "bounds", "fitting"),
    [
        pytest.param([0, 1], (0.15, 0.45), {-4, -3, -2, 2, 3, 4}, id="once"),
        pytest.param([0, 0], (0.05, 0.75), {-4, 4}, id="again with a margin of 0.3"),
        pytest.param([0, 0], (0.15, 0.45), {-4, -3, -2, 2, 3, 4}, id="again where no margin is left"),
    ],
)
def test_the_drawn_number_decides_among_those_that_fit(sentence, bounds, fitting):
    chosen = fitted(sentence, bounds)
    assert set(chosen) == fitting


def test_where_none_fits_there_is_a_zero():
    assert set(fitted([0, 0], (0.41, 0.49))) == {0}
