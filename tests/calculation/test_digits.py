"""Every printed digit, and every `=` and `≈`, against the oracle."""

from random import Random

import pytest
from flint import arb, ctx, fmpq

from tests.calculation.problems import of_exercise
from tests.oracles.rnn import Exercise, random_exercise, solve, text
from tutor.calculation.enclosures import tanh_enclosure
from tutor.calculation.numbers import decide
from tutor.calculation.trace import trace

NUMBERS = 100_000  # in each of ten cells: a million in all


def compare(exercise):
    """Compare all lines of all steps; give how many numbers were compared."""
    count = 0
    for step, page in zip(trace(of_exercise(exercise)).steps, solve(exercise), strict=True):
        assert [*step.quantities] == ["x", *page]
        for symbol, (texts, exact) in page.items():
            quantity = step.quantities[symbol]
            assert (list(quantity.texts), list(quantity.exact)) == (texts, exact), (step.t, symbol, exercise)
            count += len(texts)
    return count


@pytest.mark.parametrize("decimals", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("carry", ["rounded", "full"])
def test_a_million_printed_numbers(carry, decimals):
    random = Random(f"{carry} {decimals}")
    count = 0
    while count < NUMBERS:
        count += compare(random_exercise(random, carry=carry, decimals=decimals))


@pytest.mark.parametrize("decimals", range(1, 13))
@pytest.mark.parametrize("carry", ["rounded", "full"])
def test_every_number_of_decimals(carry, decimals):
    random = Random(f"every {carry} {decimals}")
    for _ in range(25):
        compare(
            random_exercise(random, carry=carry, decimals=decimals, scale=random.choice([0, 1, 4, 9, 30]))
        )


@pytest.mark.parametrize("decimals", [3, 4])
def test_tanh_of_everything_on_paper(decimals):
    ctx.prec = 128
    unit = 10**decimals
    for k in range(-8 * unit, 8 * unit + 1):
        low, high = tanh_enclosure(k * 10 ** (20 - decimals), 20)
        truth = (arb(fmpq(k, unit)).tanh() * unit + fmpq(1, 2)).floor().unique_fmpz()
        assert decide(low, high, 20, decimals, "half-up") == int(truth), k


def test_the_printed_three_words():
    """The three-word example, worked out by hand with a calculator."""
    exercise = Exercise(
        scale=1,
        weight_ih=[[1, 3, 5], [2, 4, 6]],
        weight_hh=[[7, 8], [9, 10]],
        bias=[1, 2],
        h_0=[0, 0],
        words=[0, 1, 2],
    )
    pages = solve(exercise)
    assert [page["h"][0] for page in pages] == [["0.197", "0.380"], ["0.687", "0.820"], ["0.940", "0.977"]]
    compare(exercise)


def test_the_oracle_prints_like_a_person():
    assert [text(5, 3), text(-5, 3), text(0, 1), text(-1234, 2)] == ["0.005", "-0.005", "0.0", "-12.34"]
