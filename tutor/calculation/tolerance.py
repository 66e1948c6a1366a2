"""The width of a written number, and whether a claim fits what the line before gives.

A number on paper stands for an interval. The rule, measured on simulated work with random habits:

- what the line before gives *exactly* has width 0 (0.4 = 0.2 + 0.2); whatever contains the result of a tanh
  is never exact;
- otherwise the hull of the number and its computed enclosure, padded by a tenth of a unit, and no further
  from the number than half a unit towards zero and one unit away from it (digits may have been cut off);
- the unit is that of the longest entry of the vector, since zeros at the end get trimmed.

A result is accepted within half a unit, else as cut off, else as a number with too few digits. Products that
were not written out, and a pre-activation that was not, may each have been rounded on the way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import ne
from types import MappingProxyType
from typing import Literal, cast

from tutor.calculation.equations import Div, Expression, Fn, Matrix, Param, Ref, rewrite, walk
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed, Intervals, Key, lower
from tutor.calculation.numbers import Ties, decimals_of, fixed, round_units, scaled
from tutor.language.faults import CalculationError

PLACES = 24
ONE = 10**PLACES

Fit = Literal["exact", "rounding", "cut", "short", "wrong"]

UNWRITTEN = "unwritten"
# Rounded to so many decimals on the way: "rounded-1".
ROUNDED = "rounded-"
# Written down on a line of its own, with so many decimals and ties so: "written-3-half-even".
WRITTEN = "written-"


def given(numbers: Sequence[Decimal]) -> Enclosed:
    """Take numbers that are exact as they stand.

    >>> given([Decimal("0.5")]).low == [5 * 10**23]
    True
    """
    return Intervals(PLACES).vector(numbers)


@dataclass(frozen=True)
class _Wrong:
    """A function that only mistakes use: float ends, widened; ``ValueError`` where it has a pole."""

    of_float: Callable[[float], float]
    allowed: Callable[[float, float], bool] = lambda low, high: True


WRONG_FUNCTIONS: Mapping[str, _Wrong] = MappingProxyType(
    {
        "tan": _Wrong(math.tan, lambda low, high: round(low / math.pi) == round(high / math.pi)),
        "artanh": _Wrong(math.atanh, lambda low, high: low > -1 and high < 1),
        "sinh": _Wrong(lambda z: math.sinh(z) if abs(z) < 200 else math.inf),
        "coth": _Wrong(lambda z: 1 / math.tanh(z), lambda low, high: low * high > 0),
        "degrees": _Wrong(lambda z: math.tanh(math.radians(z))),
        "tan-degrees": _Wrong(lambda z: math.tan(math.radians(z)), lambda low, high: low > -89 and high < 89),
        "half-tanh": _Wrong(lambda z: math.tanh(z / 2)),
        "double-tanh": _Wrong(lambda z: math.tanh(2 * z)),
        "clip": _Wrong(lambda z: min(1.0, max(-1.0, z))),
    }
)  # fmt: skip


class Lenient(Intervals):
    """Intervals in which every inexact product not written out may have been rounded to ``decimals``.

    ``slack`` off, it is exactly the arithmetic of the table. The function ``unwritten`` stands for a line
    that was not written: its value may have been rounded too.
    """

    def __init__(self, decimals: int, *, slack: bool, places: int = PLACES) -> None:
        super().__init__(places)
        self.unit_in_places = int(10 ** max(0, places - decimals))
        self._half = self.unit_in_places // 2 if slack else 0

    def _inexact(self, low: int, high: int) -> bool:
        return low != high or low % self.unit_in_places != 0

    def matvec(self, matrix: Matrix) -> Callable[[Enclosed], Enclosed]:
        """Multiply by a matrix of given numbers; every inexact product adds half a unit."""
        if len({len(row) for row in matrix}) != 1:
            raise Misfit
        columns = len(matrix[0])
        product = super().matvec(matrix)
        if not self._half:

            def fitting(value: Enclosed) -> Enclosed:
                if len(value.low) != columns:
                    raise Misfit
                return product(value)

            return fitting
        places = [[decimals_of(entry) for entry in row] for row in matrix]
        scaled_rows = [
            [scaled(entry, digits) for entry, digits in zip(row, counts, strict=True)]
            for row, counts in zip(matrix, places, strict=True)
        ]

        every = [sum(1 for weight in row if weight) for row in scaled_rows]

        def rounded(value: Enclosed) -> Enclosed:
            if len(value.low) != columns:
                raise Misfit
            exact = product(value)
            counts = (
                every
                if all(map(ne, *value))
                else [
                    sum(
                        1
                        for weight, digits, low, high in zip(
                            row, digits_of_row, value.low, value.high, strict=True
                        )
                        if weight and (low != high or weight * low % (self.unit_in_places * 10**digits))
                    )
                    for row, digits_of_row in zip(scaled_rows, places, strict=True)
                ]
            )
            if not any(counts):
                return exact
            return Enclosed(
                [low - count * self._half for low, count in zip(exact.low, counts, strict=True)],
                [high + count * self._half for high, count in zip(exact.high, counts, strict=True)],
            )

        return rounded

    def multiply(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Multiply entry by entry, or all by one number."""
        count = max(len(left.low), len(right.low))
        value = super().multiply(_repeated(left, count), _repeated(right, count))
        return self._widened(value)

    def add(self, terms: Sequence[Enclosed]) -> Enclosed:
        """Add vectors of one size."""
        if len({len(term.low) for term in terms}) != 1:
            raise Misfit
        return super().add(terms)

    def subtract(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Subtract vectors of one size."""
        if len(left.low) != len(right.low):
            raise Misfit
        return super().subtract(left, right)

    def divide(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Divide entry by entry, or all by one number."""
        if len(right.low) not in (1, len(left.low)):
            raise Misfit
        return super().divide(left, right)

    def function(self, name: str) -> Callable[[Enclosed], Enclosed]:
        """Apply a function of the table, or one that only mistakes use."""
        if name == UNWRITTEN:
            return self._widened
        if name.startswith(WRITTEN):
            decimals, _, ties = name.removeprefix(WRITTEN).partition("-")
            return written_down(int(decimals), cast(Ties, ties))
        if name.startswith(ROUNDED):
            return _rounding(int(name.removeprefix(ROUNDED)))
        if name not in WRONG_FUNCTIONS:
            return super().function(name)
        wrong = WRONG_FUNCTIONS[name]

        def apply(value: Enclosed) -> Enclosed:
            low, high = [], []
            for a, b in zip(value.low, value.high, strict=True):
                ends = a / ONE - 1e-12, b / ONE + 1e-12
                if not wrong.allowed(*ends):
                    raise Misfit
                images = sorted(map(wrong.of_float, ends))
                if not all(abs(image) < 10**6 for image in images):
                    raise Misfit
                low.append(int((images[0] - 1e-11) * ONE))
                high.append(int((images[1] + 1e-11) * ONE))
            return Enclosed(low, high)

        return apply

    def _widened(self, value: Enclosed) -> Enclosed:
        if not self._half or not any(map(self._inexact, value.low, value.high)):
            return value
        return Enclosed(
            [a - self._half * self._inexact(a, b) for a, b in zip(value.low, value.high, strict=True)],
            [b + self._half * self._inexact(a, b) for a, b in zip(value.low, value.high, strict=True)],
        )


def _rounding(decimals: int) -> Callable[[Enclosed], Enclosed]:
    """Round both ends to the nearest, half away from zero."""
    unit = 10 ** (PLACES - decimals)

    def rounded(ends: Sequence[int]) -> list[int]:
        return [(abs(n) + unit // 2) // unit * unit * (1 if n >= 0 else -1) for n in ends]

    return lambda value: Enclosed(rounded(value.low), rounded(value.high))


def written_down(decimals: int, ties: Ties) -> Callable[[Enclosed], Enclosed]:
    """Round as the trace does when it writes a line down; later lines go on from that."""
    unit = int(10 ** max(0, PLACES - decimals))

    def rounded(value: Enclosed) -> Enclosed:
        drop = PLACES + 1 - decimals
        ends = [round_units((a + b) * 5, drop, ties) * unit for a, b in zip(*value, strict=True)]
        return Enclosed(ends, ends)

    return rounded


class Misfit(Exception):  # noqa: N818 - sizes that do not fit are an outcome here, not a failure
    """The expression has no value: sizes do not fit, or a function has a pole."""


def _repeated(value: Enclosed, count: int) -> Enclosed:
    if len(value.low) == count:
        return value
    if len(value.low) != 1:
        raise Misfit
    low = value.low * count
    return Enclosed(low, low if value.low is value.high else value.high * count)


def unwritten(expression: Expression) -> Expression:
    """Mark every argument of a function that is not itself written as a number."""

    def mark(node: Expression) -> Expression | None:
        if isinstance(node, Fn) and not isinstance(node.argument, Ref | Param):
            return Fn(node.name, Fn(UNWRITTEN, unwritten(node.argument)))
        return None

    return rewrite(expression, mark)


def folded(expression: Expression) -> Expression:
    """Mark every line that was folded into another: what functions are applied to, and what they give.

    >>> gate = Fn("sigmoid", Ref("a"))
    >>> folded(gate) == gate, folded(Fn("tanh", gate)).argument.argument
    (True, Fn(name='unwritten', argument=Fn(name='sigmoid', argument=Ref(symbol='a', lag=0, unit=''))))
    """

    def mark(node: Expression) -> Expression | None:
        if isinstance(node, Fn) and node.name != UNWRITTEN:
            return Fn(UNWRITTEN, Fn(node.name, rewrite(node.argument, mark)))
        return None

    marked = unwritten(expression)
    if isinstance(marked, Fn):
        return Fn(marked.name, rewrite(marked.argument, mark))
    return rewrite(marked, mark)


def enclose(
    expression: Expression,
    values: Mapping[Key, Enclosed],
    parameters: Mapping[str, Numbers | Matrix],
    decimals: int | None = None,
) -> Enclosed | None:
    """Evaluate an expression; with ``decimals``, allow for every rounding on the way to so many digits.

    Gives None where the sizes do not fit or a value is missing.
    """
    arithmetic = Lenient(decimals if decimals is not None else PLACES, slack=decimals is not None)
    try:
        value = lower(unwritten(expression) if decimals is not None else expression, arithmetic, parameters)(
            values
        )
    except (Misfit, KeyError, ZeroDivisionError, CalculationError):
        return None
    if decimals is not None and any(isinstance(node, Div) for node in walk(expression)):
        unit = arithmetic.unit_in_places
        return Enclosed([low - unit for low in value.low], [high + unit for high in value.high])
    return value


def unit_decimals(numbers: Sequence[Decimal]) -> int:
    """Count the decimals of the longest entry; at least one, or a trimmed 0 would fit everything.

    A vector of whole numbers only is read at two: that every entry's zeros were trimmed is likely only where
    few digits were written, and [0, 0] would otherwise stand for a term that was dropped.

    >>> unit_decimals([Decimal("0.38"), Decimal("0.197")]), unit_decimals([Decimal("1")])
    (3, 1)
    >>> unit_decimals([Decimal("0"), Decimal("0")])
    2
    """
    shown = max(decimals_of(number) for number in numbers)
    return shown or min(2, len(numbers))


@dataclass(frozen=True)
class Judged:
    """A claimed vector entry by entry: how it fits, and the interval each number stands for from now on."""

    fits: tuple[Fit, ...]
    value: Enclosed

    @property
    def wrong(self) -> tuple[int, ...]:
        """The entries that fit nothing, from 1."""
        return tuple(entry for entry, fit in enumerate(self.fits, start=1) if fit == "wrong")


def judge(
    numbers: Sequence[Decimal], strict: Enclosed, lenient: Enclosed, *, asked: int | None = None
) -> Judged:
    """Compare claimed numbers with what the line before gives, strictly and with every allowed rounding.

    ``asked`` is how many decimals were asked for; in free text nobody asks, and the longest entry tells.

    >>> exact = given([Decimal("0.4")])
    >>> judge([Decimal("0.40")], exact, exact).fits, judge([Decimal("0.42")], exact, exact).fits
    (('exact',), ('wrong',))
    """
    decimals = asked if asked is not None else unit_decimals(numbers)
    fewest = max(0, asked - 1) if asked is not None else 1
    fits: list[Fit] = []
    low: list[int] = []
    high: list[int] = []
    claimed = given(numbers).low
    for number, n, s_low, s_high, a, b in zip(
        numbers, claimed, strict.low, strict.high, lenient.low, lenient.high, strict=True
    ):
        fit = fit_of(number, n, s_low, s_high, a, b, decimals, fewest)
        fits.append(fit)
        ends = _ends(n, a, b, decimals, fit, _exact_digits(number, s_low, s_high))
        low.append(ends[0])
        high.append(ends[1])
    return Judged(tuple(fits), Enclosed(low, low) if low == high else Enclosed(low, high))


def fit_of(
    number: Decimal, n: int, s_low: int, s_high: int, low: int, high: int, decimals: int, fewest: int = 1
) -> Fit:
    """Say how one number fits an enclosure; a token is read at no fewer than ``fewest`` decimals."""
    if s_low == s_high == n:
        return "exact"
    unit = int(10 ** max(0, PLACES - decimals))
    if n - unit // 2 <= high and low <= n + unit // 2:
        return "rounding"
    # Who cuts digits off may have cut them off every product on the way too: a whole unit for every half.
    # A bare 0 shows no digits that could have been cut, and would fit nearly everything.
    more = decimals_of(number) > 0
    low_cut, high_cut = low - more * max(0, s_low - low), high + more * max(0, high - s_high)
    below, above = (0 if n > 0 else unit), (0 if n < 0 else unit)
    if n - below <= high_cut and low_cut <= n + above:
        return "cut"
    own = int(10 ** (PLACES - max(fewest, decimals_of(number))))
    if own > unit and n - own // 2 <= high and low <= n + own // 2:
        return "short"
    return "wrong"


def _exact_digits(number: Decimal, low: int, high: int) -> bool:
    """Whether the operands are exact and the number has at least their digits."""
    return low == high and low % int(10 ** max(0, PLACES - decimals_of(number))) == 0


def _ends(n: int, low: int, high: int, decimals: int, fit: Fit, digits: bool) -> tuple[int, int]:
    if fit == "exact" or (fit == "wrong" and digits):
        return n, n
    unit = int(10 ** max(0, PLACES - decimals))
    below = unit // 2 if n > 0 else unit
    above = unit // 2 if n < 0 else unit
    if fit == "wrong":
        return n - below, n + above
    if fit == "short":
        return min(n, low), max(n, high)
    pad = unit // 10
    return max(min(n, low) - pad, n - below), min(max(n, high) + pad, n + above)


def texts(value: Enclosed, decimals: int, ties: Ties = "half-up") -> tuple[str, ...]:
    """Print the middle of an enclosure with so many decimals.

    >>> texts(given([Decimal("0.25")]), 3)
    ('0.250',)
    """
    drop = PLACES + 1 - decimals
    return tuple(
        fixed(round_units((low + high) * 5, drop, ties), decimals)
        for low, high in zip(value.low, value.high, strict=True)
    )
