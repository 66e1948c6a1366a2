"""Full precision against torch.nn.RNN in float64."""

from itertools import product
from random import Random

import pytest

from tests.calculation.problems import numbers, problem
from tests.oracles.rnn import random_exercise
from tutor.calculation.trace import full_precision

torch = pytest.importorskip("torch")

SPECS = 10_000  # in all, over eight kinds


def torch_states(given, relu, two_biases):
    module = torch.nn.RNN(
        len(given["weight_ih"][0]),
        len(given["weight_hh"]),
        nonlinearity="relu" if relu else "tanh",
        bias=two_biases or "bias" in given,
        dtype=torch.float64,
    )
    state = {
        f"{name}_l0": torch.tensor(given[name], dtype=torch.float64)
        for name in given
        if name.startswith(("weight", "bias"))
    }
    if "bias" in given:
        state["bias_ih_l0"] = state.pop("bias_l0")
        state["bias_hh_l0"] = torch.zeros_like(state["bias_ih_l0"])
    module.load_state_dict(state)
    one_hot = torch.eye(len(given["weight_ih"][0]), dtype=torch.float64)[given["words"]]
    h_0 = torch.tensor(given["h_0"], dtype=torch.float64)[None] if "h_0" in given else None
    with torch.no_grad():
        return module(one_hot, h_0)[0].tolist()


@pytest.mark.parametrize(("relu", "two_biases", "with_h_0"), list(product([False, True], repeat=3)))
def test_full_precision_is_torch(relu, two_biases, with_h_0):
    random = Random(f"{relu} {two_biases} {with_h_0}")
    for _ in range(SPECS // 8):
        drawn = random_exercise(random, scale=random.choice([1, 2, 4]))

        def shift(values, unit=10**drawn.scale):
            return [shift(each) for each in values] if isinstance(values, list) else values / unit

        given = {name: shift(getattr(drawn, name)) for name in ("weight_ih", "weight_hh", "bias")}
        if two_biases:
            given |= {"bias_ih": given.pop("bias"), "bias_hh": given["weight_hh"][0]}
        if with_h_0:
            given |= {"h_0": given["weight_hh"][-1]}
        ours = full_precision(
            problem(
                words=drawn.words,
                kind="rnn_relu" if relu else "rnn_tanh",
                **{name: _texts(values) for name, values in given.items()},
            )
        ).floats("h")
        theirs = torch_states({**given, "words": drawn.words}, relu, two_biases)
        size = 1.0
        for mine, others in zip(ours, theirs, strict=True):
            # |h| is the size of the whole state: relu's entries cancel, which costs torch digits, not us.
            size = max(size, *map(abs, others))
            for a, b in zip(mine, others, strict=True):
                assert abs(a - b) <= 1e-12 * size, drawn


def _texts(values):
    return [_texts(each) for each in values] if isinstance(values, list) else str(values)


def test_the_same_decimals_reach_both():
    assert numbers(_texts([0.1, -2.0])) == numbers(["0.1", "-2.0"])
