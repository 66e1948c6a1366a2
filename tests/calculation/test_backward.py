"""The backward pass against torch's autograd in float64, and its stated line against the derivation."""

import os
from random import Random

import pytest

from tests.calculation.backward import KINDS, LOSSES, torch_gradients, trained_network
from tutor import Problem
from tutor.calculation.backward.export import tensors
from tutor.calculation.backward.result import exact_pass
from tutor.calculation.backward.running import BackwardRunner
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.evaluation import Floats

torch = pytest.importorskip("torch")

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
NETWORKS = 10_000 if FULL else 80


def close(ours, theirs):
    return abs(ours - theirs) <= 1e-12 * max(1.0, abs(theirs))


def flat(values):
    return [entry for value in values for entry in flat(value)] if isinstance(values, list) else [values]


def assert_same(ours, theirs, what):
    ours, theirs = flat(ours), flat(theirs)
    assert len(ours) == len(theirs), what
    for a, b in zip(ours, theirs, strict=True):
        assert close(a, b), (what, a, b)


@pytest.mark.parametrize("chunk", range(20))
def test_every_gradient_is_autograds(chunk):
    """RNN_TUTOR_FULL=1 compares 10,000 networks, else 80."""
    for seed in range(chunk, NETWORKS, 20):
        drawn = trained_network(Random(seed))
        problem = Problem.from_dict(drawn.spec, limits=False)
        found = tensors(exact_pass(BackwardTable(problem)))
        loss, gradients, starts = torch_gradients(drawn)
        assert close(found.loss, loss), seed
        assert found.gradients.keys() == gradients.keys() | {f"{state}_0" for state in starts}, seed
        rate = drawn.spec["loss"]["learning_rate"]
        given = {**drawn.spec["cell"], **drawn.spec["output"]}
        assert found.updated.keys() == gradients.keys()
        for name, theirs in gradients.items():
            assert_same(found.gradients[name], theirs, (seed, name))
            moved = [w - rate * g for w, g in zip(flat(given[name]), flat(theirs), strict=True)]
            assert_same(found.updated[name], moved, (seed, name, "updated"))
        for state, theirs in starts.items():
            assert_same(found.gradients[f"{state}_0"], theirs, (seed, state))


def values_of(table):
    """Evaluate a table in double precision."""

    def forward(line, begun):
        return line.evaluate(begun.values)

    return BackwardRunner(table, Floats(), forward, lambda line, evaluate, reads: evaluate(reads)).run()


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_stated_error_is_the_derived_one(kind, loss):
    for seed in range(6):
        drawn = trained_network(Random(f"{seed} {kind} {loss}"), kind=kind, loss=loss)
        problem = Problem.from_dict(drawn.spec, limits=False)
        stated, derived = values_of(BackwardTable(problem)), values_of(BackwardTable(problem, stated=False))
        common = [place for place in stated if place in derived and not place[0].startswith("l")]
        assert any(place[1] == "ds" for place in common)
        for place in common:
            assert_same(stated[place], derived[place], (seed, place))
