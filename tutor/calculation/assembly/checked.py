"""Intervals that say where sizes do not fit, with the functions that only mistakes use."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from tutor.calculation.equations import Matrix
from tutor.calculation.evaluation import Enclosed, Intervals
from tutor.calculation.numbers import Ties, round_units
from tutor.calculation.tolerance import PLACES
from tutor.record import record

# Rounded to so many decimals on the way: "rounded-1".
ROUNDED = "rounded-"
# Written down on a line of its own, with so many decimals and ties so: "written-3-half-even".
WRITTEN = "written-"


class Misfit(Exception):  # noqa: N818 - sizes that do not fit are an outcome here, not a failure
    """The expression has no value: sizes do not fit, or a function has a pole."""


@record()
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


class Checked(Intervals):
    """Intervals that raise :class:`Misfit` where sizes do not fit, or a function has a pole."""

    def __init__(self, places: int = PLACES) -> None:
        super().__init__(places)

    def matvec(self, matrix: Matrix) -> Callable[[Enclosed], Enclosed]:
        """Multiply by a matrix of given numbers."""
        if len({len(row) for row in matrix}) != 1:
            raise Misfit
        columns, product = len(matrix[0]), super().matvec(matrix)

        def fitting(value: Enclosed) -> Enclosed:
            if len(value.low) != columns:
                raise Misfit
            return product(value)

        return fitting

    def multiply(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Multiply entry by entry, or all by one number."""
        count = max(len(left.low), len(right.low))
        return super().multiply(_repeated(left, count), _repeated(right, count))

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
        if name.startswith(WRITTEN):
            decimals, _, ties = name.removeprefix(WRITTEN).partition("-")
            return written_down(int(decimals), cast(Ties, ties), self.places)
        if name.startswith(ROUNDED):
            return self._rounding(int(name.removeprefix(ROUNDED)))
        if name not in WRONG_FUNCTIONS:
            return super().function(name)
        wrong, one = WRONG_FUNCTIONS[name], self.unit

        def apply(value: Enclosed) -> Enclosed:
            low, high = [], []
            for a, b in zip(value.low, value.high, strict=True):
                ends = a / one - 1e-12, b / one + 1e-12
                if not wrong.allowed(*ends):
                    raise Misfit
                images = sorted(map(wrong.of_float, ends))
                if not all(abs(image) < 10**6 for image in images):
                    raise Misfit
                low.append(int((images[0] - 1e-11) * one))
                high.append(int((images[1] + 1e-11) * one))
            return Enclosed(low, high)

        return apply

    def _rounding(self, decimals: int) -> Callable[[Enclosed], Enclosed]:
        """Round both ends to the nearest, half away from zero."""
        unit = int(10 ** max(0, self.places - decimals))

        def rounded(ends: Sequence[int]) -> list[int]:
            return [(abs(n) + unit // 2) // unit * unit * (1 if n >= 0 else -1) for n in ends]

        return lambda value: Enclosed(rounded(value.low), rounded(value.high))


def written_down(decimals: int, ties: Ties, places: int = PLACES) -> Callable[[Enclosed], Enclosed]:
    """Round as the trace does when it writes a line down; later lines go on from that."""
    unit = int(10 ** max(0, places - decimals))

    def rounded(value: Enclosed) -> Enclosed:
        ends = [
            round_units((a + b) * 5, places + 1 - decimals, ties) * unit for a, b in zip(*value, strict=True)
        ]
        return Enclosed(ends, ends)

    return rounded


def _repeated(value: Enclosed, count: int) -> Enclosed:
    if len(value.low) == count:
        return value
    if len(value.low) != 1:
        raise Misfit
    low = value.low * count
    return Enclosed(low, low if value.low is value.high else value.high * count)
