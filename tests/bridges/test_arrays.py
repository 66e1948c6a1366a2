"""The tables in double precision are torch's modules, every kind of them."""

from random import Random

import numpy as np
import pytest
from calculation.networks import GATES, random_network

from tutor import Problem, trace
from tutor.bridges.arrays import float_runs


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
