"""The tables in double precision are torch's modules, every kind of them."""

from random import Random

import numpy as np
import pytest

from tests.calculation.networks import GATES, random_network
from tutor import Problem, trace
from tutor.calculation.arrays import Arrays, float_runs
from tutor.calculation.assembly.checked import WRONG_FUNCTIONS
from tutor.calculation.equations import Greatest, Outer, Picked, Ref
from tutor.calculation.evaluation import Floats, lower
from tutor.calculation.functions import FUNCTIONS
from tutor.handout.candidates import Candidates


@pytest.mark.parametrize("kind", GATES)
def test_every_state_is_that_of_full_precision(kind):
    random = Random(f"floats {kind}")
    for _ in range(15):
        problem = Problem.from_dict(random_network(random, kind=kind, size=4, steps=5).spec)
        exact = trace(problem).full_precision
        runs = float_runs(problem)
        assert len(runs) == len(exact.runs)
        for ours, theirs in zip(runs, exact.runs, strict=True):
            assert ours["h"] == pytest.approx(np.array(theirs.floats("h")), rel=1e-11, abs=1e-11)


def test_softmax_and_loss_are_computed_too():
    steps = trace(Problem.from_file("worked_examples/next_word/spec.toml"))
    output = float_runs(steps.problem)[-1]
    assert output["y"].sum(axis=1) == pytest.approx(np.ones(3))
    printed = [[float(text) for text in step.quantities["y"].texts] for step in steps.runs[-1].steps]
    assert output["y"] == pytest.approx(np.array(printed), abs=2e-3)
    losses = [float(step.quantities["L"].texts[0]) for step in steps.runs[-1].steps]
    assert output["L"].ravel() == pytest.approx(np.array(losses), abs=5e-3)


@pytest.mark.parametrize("name", [*FUNCTIONS, *WRONG_FUNCTIONS])
def test_functions_of_many_candidates_are_those_of_single_numbers(name):
    numbers = [0.9, 0.3, 0.01] + ([] if name == "ln" else [-0.2, -0.75])
    one = FUNCTIONS[name].of_float if name in FUNCTIONS else WRONG_FUNCTIONS[name].of_float
    many = Candidates(len(numbers)).function(name)(np.array([numbers]))
    assert many[0] == pytest.approx([one(number) for number in numbers], rel=1e-14)


def test_the_greatest_entry_an_outer_product_and_picked_entries_are_those_of_single_numbers():
    u, v, k = [0.5, -2.0], [3.0, 0.25, 1.0], [0.0, 1.0]
    values = {("u", 0, ""): u, ("v", 0, ""): v, ("k", 0, ""): k}
    arrays = {key: np.array(value) for key, value in values.items()}
    found = {
        Greatest(Ref("u")): [0.5, 0.5],
        Picked(Ref("u"), Ref("k")): [-2.0],
        Outer(Ref("u"), Ref("v")): [1.5, 0.125, 0.5, -6.0, -0.5, -2.0],
    }
    for expression, expected in found.items():
        assert lower(expression, Floats(), {})(values) == expected
        assert lower(expression, Arrays(), {})(arrays).tolist() == expected
