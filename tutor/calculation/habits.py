"""How people write numbers down: to so many decimals, to the nearest or cut off, tanh by key or exponentials.

The arithmetic of a habit encloses what anybody with it can have got: every inexact product and every line
that was not written may have been rounded on the way, to the decimals asked for or to any number of more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from operator import ne
from types import MappingProxyType
from typing import Literal

from tutor.calculation.assembly.checked import Checked, Misfit
from tutor.calculation.equations import (
    Add,
    Const,
    Div,
    Expression,
    Fn,
    Matrix,
    Param,
    Ref,
    Sub,
    Vector,
    rewrite,
    walk,
)
from tutor.calculation.evaluation import Enclosed, Key, lower, point
from tutor.calculation.functions import FUNCTIONS
from tutor.calculation.tolerance import PLACES
from tutor.calculation.whole_rows import Row, whole_row
from tutor.language.faults import CalculationError

Shown = Literal["key", "exp", "exp2"]

# A line that was not written: its value may have been rounded too.
UNWRITTEN = "unwritten"

# A function that jumps has two values where a number may lie on either side of the jump, and none between.
_JUMP = "step"
_SIDES: Mapping[str, Callable[[Enclosed], list[int]]] = MappingProxyType(
    {"step-below": lambda value: value.low, "step-above": lambda value: value.high}
)

# Half units by which a function is further off where the exponentials in it are written down.
_EXTRA_HALVES: Mapping[Shown, Mapping[str, int]] = MappingProxyType(
    {
        "key": MappingProxyType({}),
        "exp": MappingProxyType({"tanh": 1, "sigmoid": 1}),
        "exp2": MappingProxyType({"tanh": 2, "sigmoid": 1}),
    }
)

# Up to so many decimals double precision is enough; its functions, which lie within 1, are off by less than a
# unit of 10^-15, and are widened by this many.
_MOST_QUICK_DECIMALS = 6
_GUARD = 4
# As many places more than decimals are enough for every rounding on the way.
SPARE_PLACES = 9


class Habit(Checked):
    """Intervals of what a person with a habit can have got, to ``decimals`` or to any number of more.

    >>> nearest, cut = Habit(3), Habit(3, cut=True)
    >>> u = nearest.unit_in_places
    >>> [end / u for end in nearest.stands_for(197 * u)], [end / u for end in cut.stands_for(-5 * u)]
    ([196.5, 197.5], [-6.0, -5.0])
    """

    def __init__(
        self, decimals: int, *, cut: bool = False, shown: Shown = "key", places: int | None = None
    ) -> None:
        wanted = places or decimals + SPARE_PLACES
        self._quick = wanted <= _MOST_QUICK_DECIMALS + SPARE_PLACES
        super().__init__(wanted if self._quick else places or PLACES)
        self.decimals = decimals
        self.cut = cut
        self.unit_in_places = int(10 ** max(0, self.places - decimals))
        self._half = self.unit_in_places // 2
        extra = self.unit_in_places if cut else self._half
        self._extra = {name: halves * extra for name, halves in _EXTRA_HALVES[shown].items()}

    def stands_for(self, number: int) -> tuple[int, int]:
        """Give the interval of what may have been written as ``number``, all in units of 10^-places."""
        if not self.cut:
            return number - self._half, number + self._half
        unit = self.unit_in_places
        return number - (unit if number <= 0 else 0), number + (unit if number >= 0 else 0)

    def vector(self, values: Sequence[Decimal]) -> Enclosed:
        """Take given numbers in, which may have been rounded before they were used."""
        return self.rounded(super().vector(values))

    def rounded(self, value: Enclosed) -> Enclosed:
        """Allow for one rounding of a line that nobody wrote."""
        if self.cut:
            ends = [self._towards_zero(a, b) for a, b in zip(*value, strict=True)]
            return Enclosed([low for low, _ in ends], [high for _, high in ends])
        if not any(map(self._inexact, value.low, value.high)):
            return value
        return Enclosed(
            [a - self._half * self._inexact(a, b) for a, b in zip(value.low, value.high, strict=True)],
            [b + self._half * self._inexact(a, b) for a, b in zip(value.low, value.high, strict=True)],
        )

    def _inexact(self, low: int, high: int) -> bool:
        return low != high or low % self.unit_in_places != 0

    def _towards_zero(self, low: int, high: int) -> tuple[int, int]:
        """Allow for digits cut off: a whole unit, since sums inside a line may have been cut off, too."""
        if not self._inexact(low, high):
            return low, high
        unit = self.unit_in_places
        return (max(0, low - unit) if low > 0 else low), (min(0, high + unit) if high < 0 else high)

    def multiply(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Multiply entry by entry, or all by one number; an inexact product may have been rounded."""
        return self.rounded(super().multiply(left, right))

    def matvec(self, matrix: Matrix) -> Callable[[Enclosed], Enclosed]:
        """Multiply by a matrix of given numbers, each inexact product rounded or cut off."""
        return self._cut_products(matrix) if self.cut else self._rounded_products(matrix)

    def _rounded_products(self, matrix: Matrix) -> Callable[[Enclosed], Enclosed]:
        """Every inexact product adds half a unit."""
        product = super().matvec(matrix)
        rows = [whole_row(row) for row in matrix]
        every = [sum(map(bool, row.entries)) for row in rows]

        def rounded(value: Enclosed) -> Enclosed:
            exact = product(value)
            counts = every if all(map(ne, *value)) else [self._inexact_products(row, value) for row in rows]
            if not any(counts):
                return exact
            return Enclosed(
                [low - count * self._half for low, count in zip(exact.low, counts, strict=True)],
                [high + count * self._half for high, count in zip(exact.high, counts, strict=True)],
            )

        return rounded

    def _inexact_products(self, row: Row, value: Enclosed) -> int:
        """Count the products of a row that have more digits than are written."""
        unit = self.unit_in_places * row.unit
        return sum(
            1
            for weight, low, high in zip(row.entries, value.low, value.high, strict=True)
            if weight and (low != high or weight * low % unit)
        )

    def _cut_products(self, matrix: Matrix) -> Callable[[Enclosed], Enclosed]:
        if len({len(row) for row in matrix}) != 1:
            raise Misfit
        rows = [whole_row(row) for row in matrix]

        def product(value: Enclosed) -> Enclosed:
            if len(value.low) != len(matrix[0]):
                raise Misfit
            low, high = [], []
            for row in rows:
                pairs = [sorted((w * a, w * b)) for w, a, b in zip(row.entries, *value, strict=True)]
                ends = [self._towards_zero(a // row.unit, -(-b // row.unit)) for a, b in pairs]
                low.append(sum(end for end, _ in ends))
                high.append(sum(end for _, end in ends))
            return Enclosed(low, high)

        return product

    def function(self, name: str) -> Callable[[Enclosed], Enclosed]:
        """Apply a function of the table, with what written exponentials add to it."""
        if name == UNWRITTEN:
            return self.rounded
        if name in _SIDES:
            side, apply = _SIDES[name], super().function(_JUMP)
            return lambda value: apply(point(side(value)))
        extra = self._extra.get(name, 0)
        if self._quick and name in ("tanh", "sigmoid"):
            return self._in_doubles(FUNCTIONS[name].of_float, extra)
        apply = super().function(name)
        if not extra:
            return apply

        def wider(value: Enclosed) -> Enclosed:
            low, high = apply(value)
            return Enclosed([each - extra for each in low], [each + extra for each in high])

        return wider

    def _in_doubles(self, of_float: Callable[[float], float], extra: int) -> Callable[[Enclosed], Enclosed]:
        unit, more = self.unit, _GUARD + extra
        zero = int(of_float(0.0) * unit)

        def apply(value: Enclosed) -> Enclosed:
            return Enclosed(
                [int(of_float(z / unit) * unit) - more if z else zero for z in value.low],
                [int(of_float(z / unit) * unit) + more if z else zero for z in value.high],
            )

        return apply


@lru_cache(maxsize=64)
def both_habits(decimals: int, shown: Shown, places: int | None = None) -> tuple[Habit, Habit]:
    """Give the habits of who rounds to the nearest, and of who cuts digits off; a class has the same ones."""
    return Habit(decimals, shown=shown, places=places), Habit(decimals, cut=True, shown=shown, places=places)


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


def sides(expression: Expression) -> tuple[Expression, ...]:
    """Give an expression as it is on either side of a jump in it; one without a jump has one form.

    Where a number is written 0.000, the slope of ReLU there is 0 or it is 1, for nobody 0.4.

    >>> [side.name for side in sides(Fn("step", Ref("h")))], len(sides(Fn("tanh", Ref("a"))))
    (['step-below', 'step-above'], 1)
    """
    found = tuple(rewrite(expression, partial(_beside_jump, side)) for side in _SIDES)
    return found if expression not in found else (expression,)


def _beside_jump(side: str, node: Expression) -> Expression | None:
    return Fn(side, node.argument) if isinstance(node, Fn) and node.name == _JUMP else None


def between(value: Enclosed) -> Enclosed:
    """Give what may be cut off a sum whose terms lie within an enclosure: its ends are none of it.

    A sum of numbers as they stand written is exact; nothing in it is cut off. Who goes on with the digits of
    a calculator adds terms that were cut off by less than a unit each, and cuts off less than a unit of the
    sum: with one such term it is at most a unit from the sum of what is written, with two it may be two.

    >>> between(Enclosed([-300], [-298]))
    Enclosed(low=[-299], high=[-299])
    """
    return Enclosed([low + 1 for low in value.low], [high - 1 for high in value.high])


def is_sum(expression: Expression) -> bool:
    """Whether an expression only adds numbers that stand written: as they stand, their sum is exact.

    >>> is_sum(Add((Ref("p"), Param("bias")))), is_sum(Fn("tanh", Ref("a")))
    (True, False)
    """
    return isinstance(expression, Add | Sub) and all(
        isinstance(node, Add | Sub | Ref | Param | Const) for node in walk(expression)
    )


def enclose(
    expression: Expression,
    values: Mapping[Key, Enclosed],
    parameters: Mapping[str, Vector | Matrix],
    decimals: int | None = None,
    *,
    cut: bool = False,
) -> Enclosed | None:
    """Evaluate an expression; with ``decimals``, allow for every rounding on the way to so many digits.

    Gives None where the sizes do not fit or a value is missing.
    """
    arithmetic = Checked() if decimals is None else Habit(decimals, cut=cut, places=PLACES)
    try:
        lowered = lower(unwritten(expression) if decimals is not None else expression, arithmetic, parameters)
        value = lowered(values)
    except (Misfit, KeyError, ZeroDivisionError, CalculationError):
        return None
    if isinstance(arithmetic, Habit) and any(isinstance(node, Div) for node in walk(expression)):
        unit = arithmetic.unit_in_places
        return Enclosed([low - unit for low in value.low], [high + unit for high in value.high])
    return value
