"""What somebody computes who takes another function for tanh: a value, or none where the function has a pole."""

import math

import pytest

from tutor.calculation.assembly.checked import WRONG_FUNCTIONS, Checked, Misfit
from tutor.calculation.evaluation import Enclosed

# A function, an argument, and what it gives there; None where it has no value that a person would write.
CASES = [
    ("tan", 0.5, 0.5463),
    ("tan", -0.5, -0.5463),
    ("artanh", 0.5, 0.5493),
    ("artanh", 1.0, None),
    ("artanh", -1.0, None),
    ("sinh", 0.5, 0.5211),
    ("sinh", 200.0, None),
    ("coth", 0.5, 2.1640),
    ("coth", 0.0, None),
    ("degrees", 0.5, 0.0087),
    ("tan-degrees", 0.5, 0.0087),
    ("tan-degrees", 88.9, 52.0807),
    ("tan-degrees", 89.5, None),
    ("tan-degrees", -89.5, None),
    ("half-tanh", 0.5, 0.2449),
    ("double-tanh", 0.5, 0.7616),
    ("clip", 0.5, 0.5),
    ("clip", 1.5, 1.0),
    ("clip", -1.5, -1.0),
]


@pytest.mark.parametrize(("name", "argument", "value"), CASES)
def test_a_wrong_function_has_its_value_or_a_pole(name, argument, value):
    arithmetic = Checked()
    at = round(argument * 1000) * arithmetic.unit // 1000
    apply = arithmetic.function(name)
    if value is None:
        with pytest.raises((Misfit, OverflowError)):
            apply(Enclosed([at], [at]))
        return
    found = apply(Enclosed([at], [at]))
    assert found.low[0] <= found.high[0]
    for end in (*found.low, *found.high):
        assert math.isclose(end / arithmetic.unit, value, abs_tol=6e-5)


def test_every_wrong_function_is_tried():
    assert {name for name, *_ in CASES} == set(WRONG_FUNCTIONS)


@pytest.mark.parametrize(("low", "high"), [(1.5, 1.6), (-1.6, -1.5), (4.7, 4.8)])
def test_an_interval_over_a_pole_has_no_value(low, high):
    unit = Checked().unit
    with pytest.raises(Misfit):
        Checked().function("tan")(Enclosed([int(low * unit)], [int(high * unit)]))
