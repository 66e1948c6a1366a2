"""verify compares every gradient with torch's own modules and autograd, and finds one that is off."""

from pathlib import Path
from random import Random

import pytest

from tests.calculation.backward import trained_network
from tutor import Problem

torch = pytest.importorskip("torch")

EXAMPLES = Path(__file__).parents[2] / "worked_examples"


@pytest.mark.parametrize("seed", range(25))
def test_every_tensor_is_autograds(seed):
    from tutor.weights.autograd import compare_gradients

    problem = Problem.from_dict(trained_network(Random(f"verify {seed}")).spec, limits=False)
    differences = compare_gradients(problem)
    assert [each for each in differences if not each.is_close] == []
    assert {"L", "dweight_hy", "dh_0", "new weight_hh"} <= {each.name for each in differences}


def test_verify_tells_every_gradient(rnn_tutor):
    result = rnn_tutor("verify", EXAMPLES / "backward" / "spec.toml")
    assert (result.code, result.err) == (0, "")
    shown = result.out.split("Backwards, every gradient against torch's autograd")[1]
    names = [line.split("  ")[1] for line in shown.splitlines()[1:-1]]
    assert [name.strip() for name in names][:3] == ["L", "dweight_ih", "new weight_ih"]


def test_verify_finds_a_gradient_that_is_off(rnn_tutor, monkeypatch):
    from tutor.weights import autograd

    true = autograd.tensors

    def wrong(done):
        found = true(done)
        found.gradients["bias_y"][0] += 1e-6
        return found

    monkeypatch.setattr(autograd, "tensors", wrong)
    result = rnn_tutor("verify", EXAMPLES / "backward" / "spec.toml")
    assert result.code == 1
    assert result.err.startswith("error[T01]: dbias_y differs from torch's autograd")
