"""Every printed digit of a backward pass against an independent program."""

import os
from fractions import Fraction
from random import Random

import pytest

from tests.calculation.networks import numbers
from tests.oracles.backward import backward
from tutor import Problem, trace
from tutor.calculation.backward.result import backward_pass
from tutor.calculation.names import SYMBOLS

KINDS = {"rnn_tanh": 1, "rnn_relu": 1, "rnn_sigmoid": 1, "gru": 3, "gru_reset_before": 3, "lstm": 4}
NUMBERS = 200_000 if os.environ.get("RNN_TUTOR_FULL") else 3_000  # of each kind


def drawn(random, kind):
    hidden, words, steps, outputs = (random.randint(*ends) for ends in ((1, 3), (1, 4), (1, 5), (2, 4)))
    rows, unit = KINDS[kind] * hidden, 4 if kind == "rnn_relu" else 1

    def smaller(*shape):
        def over(value):
            return [over(each) for each in value] if isinstance(value, list) else round(value / unit, 2)

        return over(numbers(random, *shape))

    cell = {"kind": kind, "weight_ih": smaller(rows, words), "weight_hh": smaller(rows, hidden)}
    if kind == "gru":
        cell |= {"bias_ih": smaller(rows), "bias_hh": smaller(rows)}
    else:
        cell["bias"] = smaller(rows)
    for state in "hc" if kind == "lstm" else "h":
        cell[f"{state}_0"] = numbers(random, hidden)
    vocabulary = [f"w{place}" for place in range(words)]
    targets = [random.choice([random.randrange(outputs), ""]) for _ in range(steps - 1)]
    targets.append(random.randrange(outputs))
    is_last = random.random() < 0.25
    return {
        "tokens": [random.choice(vocabulary) for _ in range(steps)],
        "vocabulary": vocabulary,
        "cell": cell,
        "output": {
            "weight_hy": [[round(each / 4, 2) for each in row] for row in numbers(random, outputs, hidden)],
            "bias_y": numbers(random, outputs),
            **({"at": "last", "targets": targets[-1:]} if is_last else {"targets": targets}),
        },
        "loss": {"learning_rate": random.choice([0.1, 0.05, 0.5])},
        "rounding": {"decimals": random.randint(2, 4), "decimals_backward": random.randint(2, 6)},
    }


def padded(targets, steps):
    return [*[""] * (len(steps) - len(targets)), *targets]


def fractions(values):
    return [fractions(each) for each in values] if isinstance(values, tuple | list) else Fraction(values)


@pytest.mark.parametrize("kind", KINDS)
def test_every_digit_is_the_independent_programs(kind):
    """RNN_TUTOR_FULL=1 compares a million numbers, else 15,000."""
    compared, seed = 0, 0
    while compared < NUMBERS:
        seed += 1
        spec = drawn(Random(f"digits {kind} {seed}"), kind)
        problem = Problem.from_dict(spec, limits=False)
        recurrent, output = trace(problem).runs
        forward = {0: {state: fractions(value.texts) for state, value in recurrent.start.items()}}
        for below in recurrent.steps:
            above = output.at(below.t).quantities if output.has(below.t) else {}
            both = {**above, **below.quantities}
            forward[below.t] = {symbol: fractions(value.texts) for symbol, value in both.items()}
        names = SYMBOLS["pytorch"].names
        given = {
            names[name]: fractions(values)
            for unit in problem.units
            for name, values in unit.parameters.items()
        }
        theirs = backward(
            kind,
            given,
            forward,
            [None if each == "" else each for each in padded(spec["output"]["targets"], recurrent.steps)],
            Fraction(str(spec["loss"]["learning_rate"])),
            problem.rounding.decimals_backward,
        )
        ours = {line.name(): list(value.texts) for line, value in backward_pass(problem).lines[1:]}
        assert ours == theirs, seed
        compared += sum(map(len, ours.values()))
