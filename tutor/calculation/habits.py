"""How people write numbers down: to so many decimals, to the nearest or cut off, tanh by key or exponentials.

The arithmetic of a habit encloses what anybody with it can have got: every inexact product and every line
that was not written may have been rounded on the way, to the decimals asked for or to any number of more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from tutor.calculation.equations import Matrix
from tutor.calculation.evaluation import Enclosed, Intervals
from tutor.calculation.functions import FUNCTIONS
from tutor.calculation.numbers import decimals_of, scaled
from tutor.calculation.tolerance import PLACES, Lenient, Misfit

Shown = Literal["key", "exp", "exp2"]

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


class Habit(Lenient):
    """Intervals of what a person with a habit can have got.

    >>> nearest, cut = Habit(3), Habit(3, cut=True)
    >>> u = nearest.unit_in_places
    >>> [end / u for end in nearest.stands_for(197 * u)], [end / u for end in cut.stands_for(-5 * u)]
    ([196.5, 197.5], [-6.0, -5.0])
    """

    def __init__(self, decimals: int, *, cut: bool = False, shown: Shown = "key") -> None:
        self._quick = decimals <= _MOST_QUICK_DECIMALS
        super().__init__(decimals, slack=True, places=decimals + 9 if self._quick else PLACES)
        self.cut = cut
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
        return self._widened(value)

    def _widened(self, value: Enclosed) -> Enclosed:
        if not self.cut:
            return super()._widened(value)
        ends = [self._towards_zero(a, b) for a, b in zip(*value, strict=True)]
        return Enclosed([low for low, _ in ends], [high for _, high in ends])

    def _towards_zero(self, low: int, high: int) -> tuple[int, int]:
        if not self._inexact(low, high):
            return low, high
        unit = self.unit_in_places
        return (max(0, low - unit) if low > 0 else low), (min(0, high + unit) if high < 0 else high)

    def matvec(self, matrix: Matrix) -> Callable[[Enclosed], Enclosed]:
        """Multiply by a matrix of given numbers, each inexact product rounded or cut off."""
        if not self.cut:
            return super().matvec(matrix)
        places = max(decimals_of(entry) for row in matrix for entry in row)
        unit, rows = 10**places, [[scaled(entry, places) for entry in row] for row in matrix]

        def product(value: Enclosed) -> Enclosed:
            if len(value.low) != len(matrix[0]):
                raise Misfit
            low, high = [], []
            for row in rows:
                pairs = [sorted((w * a, w * b)) for w, a, b in zip(row, *value, strict=True)]
                ends = [self._towards_zero(a // unit, -(-b // unit)) for a, b in pairs]
                low.append(sum(end for end, _ in ends))
                high.append(sum(end for _, end in ends))
            return Enclosed(low, high)

        return product

    def function(self, name: str) -> Callable[[Enclosed], Enclosed]:
        """Apply a function of the table, with what written exponentials add to it."""
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


def exactly(decimals: int) -> Intervals:
    """Give the arithmetic in which nothing is rounded on the way, at the places of a habit."""
    return Intervals(Habit(decimals).places)
