"""Every enclosure holds the truth, against balls of python-flint, where it is easiest to go wrong."""

from random import Random

import flint
import pytest

from tutor.calculation import numbers
from tutor.calculation.evaluation import Enclosed, Intervals
from tutor.calculation.functions import FUNCTIONS

TRUTH = {
    "tanh": flint.arb.tanh,
    "sigmoid": lambda z: 1 / (1 + (-z).exp()),
    "exp": flint.arb.exp,
    "relu": lambda z: flint.arb.max(z, flint.arb(0)),
}


def holds(name, z, low, high, places):
    """Whether [low, high] / 10^places holds f(z / 10^places), decided with balls of 4,000 bits."""
    flint.ctx.prec = 4000
    truth = TRUTH[name](flint.arb(z) / flint.arb(10) ** places) * flint.arb(10) ** places
    return bool(flint.arb(low) <= truth) and bool(truth <= flint.arb(high))


def around(places):
    """Arguments near zero, near where a function is taken for its limit, and in between."""
    unit = 10**places
    saturated = [(2 * places + 1) * unit, (3 * places + 1) * unit, (3 * places + 1) * unit // 2]
    points = [1, 2, unit // 1000 + 1, unit // 3, unit, 5 * unit, 20 * unit, *saturated]
    return [sign * (point + shift) for point in points for shift in (-1, 0, 1) for sign in (1, -1)]


@pytest.mark.parametrize("places", [12, 30, 64])
@pytest.mark.parametrize("name", ["tanh", "sigmoid", "exp"])
def test_a_function_of_a_point(name, places):
    for z in around(places):
        if name == "exp" and z > 200 * 10**places:
            continue
        low, high = FUNCTIONS[name].enclose(z, places)
        if z == 0:
            continue
        assert low < high and holds(name, z, low, high, places), (z, low, high)


@pytest.mark.parametrize("places", [1, 3, 9, 12])
@pytest.mark.parametrize("name", ["tanh", "sigmoid"])
def test_what_doubles_decide_holds_the_truth_between_neighbours(name, places):
    random = Random(f"{name} {places}")
    for _ in range(1000):
        z = random.randrange(-8 * 10**places, 8 * 10**places)
        low, high = FUNCTIONS[name].enclose(z, places)
        assert (z == 0 or high - low in (1, 2)) and holds(name, z, low, high, places), (z, low, high)


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_function_of_an_interval_holds_both_ends(name):
    places = 20
    unit = 10**places
    ends = [(-2 * unit, unit // 7), (unit // 9, unit // 8), (-unit, -unit // 3), (3 * unit, 4 * unit)]
    value = Enclosed([low for low, _ in ends], [high for _, high in ends])
    result = Intervals(places).function(name)(value)
    for (low, high), first, last in zip(ends, result.low, result.high, strict=True):
        for z in (low, (low + high) // 2, high):
            assert holds(name, z, first, last, places), (name, z)


def test_a_tie_is_assumed_only_beyond_a_thousand_bits():
    assert numbers.TIE_PLACES >= 300
