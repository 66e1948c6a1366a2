"""Intervals that refuse what does not fit, and what a person's habit of writing adds to them."""

import math
from decimal import Decimal

import pytest

from tutor.calculation.assembly.checked import Checked, Misfit
from tutor.calculation.equations import Div, Fn, Ref
from tutor.calculation.evaluation import Enclosed, lower, point
from tutor.calculation.habits import Habit, enclose, sides
from tutor.calculation.tolerance import PLACES

CHECKED = Checked(6)


def numbers(*values):
    """Give exact numbers in units of 10^-6."""
    return point([int(Decimal(value).scaleb(6)) for value in values])


def decimals(*rows):
    return tuple(tuple(map(Decimal, row)) for row in rows)


@pytest.mark.parametrize(
    "operation",
    [
        lambda: CHECKED.matvec(decimals("12", "3")),
        lambda: CHECKED.matvec(decimals("12", "34"))(numbers(1)),
        lambda: CHECKED.multiply(numbers(1, 2), numbers(1, 2, 3)),
        lambda: CHECKED.add([numbers(1, 2), numbers(1)]),
        lambda: CHECKED.subtract(numbers(1, 2), numbers(1)),
        lambda: CHECKED.divide(numbers(1, 2, 3), numbers(1, 2)),
        lambda: Habit(3, cut=True).matvec(decimals("12", "3")),
        lambda: Habit(3, cut=True).matvec(decimals("12", "34"))(numbers(1)),
    ],
)
def test_sizes_that_do_not_fit_have_no_value(operation):
    with pytest.raises(Misfit):
        operation()


def test_sizes_that_fit_have_the_value_of_the_table():
    assert CHECKED.matvec(decimals("12", "34"))(numbers(5, 6)) == numbers(17, 39)
    assert CHECKED.add([numbers(1, 2), numbers(3, 4)]) == numbers(4, 6)
    assert CHECKED.subtract(numbers(1, 2), numbers(3, 1)) == numbers(-2, 1)
    assert CHECKED.divide(numbers(1, 2), numbers(4)) == numbers("0.25", "0.5")


def test_one_number_multiplies_every_entry():
    assert CHECKED.multiply(numbers(2), numbers(3, "0.5")) == numbers(6, 1)
    wide = Enclosed([1_000_000], [2_000_000])
    assert CHECKED.multiply(numbers(3, "0.5"), wide) == Enclosed([3_000_000, 500_000], [6_000_000, 1_000_000])


@pytest.mark.parametrize(("name", "at"), [("tan", "1.570796"), ("artanh", 1), ("coth", 0), ("sinh", 200)])
def test_a_pole_has_no_value(name, at):
    with pytest.raises(Misfit):
        CHECKED.function(name)(numbers(at))


def test_a_function_of_a_mistake_encloses_its_value():
    low, high = CHECKED.function("sinh")(numbers("0.5"))
    assert low[0] - 1 <= math.sinh(0.5) * 10**6 <= high[0] + 1 and high[0] - low[0] <= 1


def test_a_line_that_is_written_down_is_rounded_as_its_rule_says():
    value = numbers("0.0625", "-0.0375", "0.1249")
    even, up = (CHECKED.function(f"written-3-{ties}")(value) for ties in ("half-even", "half-up"))
    assert even == numbers("0.062", "-0.038", "0.125")
    assert up == numbers("0.063", "-0.038", "0.125")
    assert CHECKED.function("rounded-1")(value) == numbers("0.1", "0", "0.1")


def test_exponentials_that_are_written_make_a_function_wider():
    """Beyond six decimals, where doubles are no longer enough: half a unit of the eighth decimal, or two of them."""
    plain, written, twice = (
        Habit(8, shown=shown).function("tanh")(Habit(8).vector([Decimal("0.4")])) for shown in ("key", "exp", "exp2")
    )  # fmt: skip
    half = Habit(8).unit_in_places // 2
    for steps, found in ((1, written), (2, twice)):
        assert found == Enclosed([plain.low[0] - steps * half], [plain.high[0] + steps * half])


def test_a_quotient_may_have_been_rounded_on_the_way():
    unit = 10**PLACES
    values = {("e", 0, ""): point([unit]), ("E", 0, ""): point([3 * unit])}
    quotient = Div(Ref("e"), Ref("E"))
    exact, habit = enclose(quotient, values, {}), enclose(quotient, values, {}, 3)
    assert exact.low[0] <= unit // 3 <= exact.high[0] and exact.high[0] - exact.low[0] <= 1
    assert (exact.low[0] - habit.low[0], habit.high[0] - exact.high[0]) == (unit // 1000, unit // 1000)


def test_what_does_not_fit_or_is_missing_is_not_enclosed():
    assert enclose(Ref("h"), {}, {}) is None
    assert enclose(Fn("coth", Ref("h")), {("h", 0, ""): point([0])}, {}) is None


def test_a_slope_that_jumps_has_two_values_where_a_number_may_lie_on_either_side():
    habit = Habit(3)
    step = Fn("step", Ref("h"))
    unit = habit.unit
    for low, high, wanted in ((-5, 5, (0, 1)), (1, 5, (1, 1)), (-5, -1, (0, 0))):
        value = Enclosed([low * unit // 10_000], [high * unit // 10_000])
        found = [lower(side, habit, {})({("h", 0, ""): value}) for side in sides(step)]
        assert [(each.low, each.high) for each in found] == [([n * unit], [n * unit]) for n in wanted]
