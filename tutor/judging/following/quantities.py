"""Quantities as they stand on paper: numbers, vectors and matrices of intervals; no size is ever stretched.

The arithmetic is that of :mod:`tutor.calculation.tolerance`; here are the shapes. A vector has no
orientation, a matrix of one row or one column is taken for a vector where a vector is needed, a zero without
a size has the size that fits, and ``1 - z`` takes every entry from 1. All else that does not fit is a
:class:`SizesError`, with both sizes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal

from tutor.calculation.assembly.checked import Checked
from tutor.calculation.evaluation import Enclosed, point
from tutor.calculation.habits import UNWRITTEN, Habit
from tutor.calculation.tolerance import ONE, PLACES
from tutor.record import record

Shape = tuple[int, ...]


class SizesError(Exception):
    """Two operands whose sizes do not fit; ``operation`` is "sum" or "product"."""

    def __init__(self, operation: str, left: Shape, right: Shape) -> None:
        super().__init__(operation, left, right)
        self.operation = operation
        self.left = left
        self.right = right


class NoValueError(Exception):
    """A calculation that has no value here: a pole, a name that nothing was written for."""


@record()
class Quantity:
    """A number (shape ``()``), a vector ``(n,)`` or a matrix ``(rows, columns)``, row by row.

    ``bare`` marks a number written as such, which ``1 - z`` may take from every entry of a vector; ``blank``
    the product of a matrix and a zero without a size, of which nobody said of how many sequences it is.
    """

    shape: Shape
    ends: Enclosed
    bare: bool = False
    identity: bool = False
    blank: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it has one entry, whatever brackets stand around it."""
        return all(each == 1 for each in self.shape)

    @property
    def is_zero(self) -> bool:
        """Whether every entry is exactly zero."""
        return not any(self.ends.low) and not any(self.ends.high)

    @property
    def is_exact(self) -> bool:
        """Whether every entry is a point."""
        return self.ends.low == self.ends.high

    @property
    def as_vector(self) -> Quantity:
        """The same entries as a vector, where it is a number or has a single row or column."""
        if len(self.shape) == 1:
            return self
        if len(self.shape) == 2 and 1 not in self.shape:
            raise SizesError("vector", self.shape, ())
        return Quantity((len(self.ends.low),), self.ends)

    def row(self, i: int) -> Quantity:
        """Row ``i`` of a matrix, from 0."""
        columns = self.shape[1]
        return Quantity((columns,), _cut(self.ends, i * columns, (i + 1) * columns))

    def entry(self, *at: int) -> Quantity:
        """An entry, counted from 1; of a matrix with one index, a row."""
        if len(at) == 2 and len(self.shape) == 2:
            i, j = at
            if 1 <= i <= self.shape[0] and 1 <= j <= self.shape[1]:
                return self.row(i - 1).entry(j)
        elif len(at) == 1 and len(self.shape) == 2 and 1 not in self.shape:
            if 1 <= at[0] <= self.shape[0]:
                return self.row(at[0] - 1)
        elif len(at) == 1 and 1 <= at[0] <= len(self.ends.low):
            return Quantity((), _cut(self.ends, at[0] - 1, at[0]))
        raise NoValueError

    @property
    def turned(self) -> Quantity:
        """The transpose of a matrix; a vector has none."""
        if len(self.shape) < 2:
            return self
        rows, columns = self.shape
        order = [i * columns + j for j in range(columns) for i in range(rows)]
        return Quantity((columns, rows), _picked(self.ends, order))


def _cut(ends: Enclosed, start: int, end: int) -> Enclosed:
    low = ends.low[start:end]
    return Enclosed(low, low if ends.low is ends.high else ends.high[start:end])


def _picked(ends: Enclosed, order: Sequence[int]) -> Enclosed:
    low = [ends.low[i] for i in order]
    return Enclosed(low, low if ends.low is ends.high else [ends.high[i] for i in order])


def _both(low: list[int], high: list[int]) -> Enclosed:
    return Enclosed(low, low) if low == high else Enclosed(low, high)


def number(value: Decimal | int) -> Quantity:
    """An exact number."""
    digits = Decimal(value)
    scaled = int(digits.scaleb(PLACES).to_integral_value())
    return Quantity((), point([scaled]), bare=True)


def joined(parts: Sequence[Quantity]) -> Quantity:
    """Numbers as a vector, vectors stacked on each other."""
    low = [each for part in parts for each in part.as_vector.ends.low]
    high = [each for part in parts for each in part.as_vector.ends.high]
    return Quantity((len(low),), _both(low, high))


def stacked(rows: Sequence[Quantity]) -> Quantity:
    """Vectors of one size as the rows of a matrix."""
    whole = joined(rows)
    return Quantity((len(rows), len(rows[0].ends.low)), whole.ends)


class Paper:
    """Arithmetic over quantities; with ``decimals``, every unwritten result may have been rounded to them.

    With ``cut``, digits may have been cut off instead.
    """

    def __init__(self, decimals: int | None = None, *, cut: bool = False) -> None:
        self._habit = None if decimals is None else Habit(min(decimals, PLACES - 2), cut=cut, places=PLACES)
        self._of = self._habit or Checked()

    def unwritten(self, value: Quantity) -> Quantity:
        """A result that may have been written down and rounded on the way."""
        if self._habit is None:
            return value
        return Quantity(value.shape, self._of.function(UNWRITTEN)(value.ends), identity=value.identity)

    def add(self, left: Quantity, right: Quantity) -> Quantity:
        """Add what has one size; a zero fits everywhere."""
        one, other = _fitted(left, right)
        return Quantity(one.shape, self._of.add([one.ends, other.ends]))

    def negate(self, value: Quantity) -> Quantity:
        """The same with the other sign."""
        low, high = [-n for n in value.ends.high], [-n for n in value.ends.low]
        return Quantity(value.shape, _both(low, high), value.bare)

    def scale(self, factor: Quantity, value: Quantity) -> Quantity:
        """Multiply every entry by one number."""
        count = len(value.ends.low)
        ends = _picked(factor.ends, [0] * count)
        return Quantity(value.shape, self._of.multiply(ends, value.ends))

    def entrywise(self, left: Quantity, right: Quantity) -> Quantity:
        """Multiply entry by entry."""
        if left.is_number or right.is_number:
            return self.times_number(left, right)
        if left.shape != right.shape:
            left, right = left.as_vector, right.as_vector
        if left.shape != right.shape:
            raise SizesError("product", left.shape, right.shape)
        return Quantity(left.shape, self._of.multiply(left.ends, right.ends))

    def times_number(self, left: Quantity, right: Quantity) -> Quantity:
        """A product of which one factor is a number."""
        if left.is_number and (not right.is_number or len(left.shape) <= len(right.shape)):
            return self.scale(left, right)
        return self.scale(right, left)

    def dot(self, left: Quantity, right: Quantity) -> Quantity:
        """The sum of the products of the entries."""
        return self._of_total(self.entrywise(left.as_vector, right.as_vector))

    def _of_total(self, value: Quantity) -> Quantity:
        return Quantity((), self._of.total(value.ends))

    def matrix(self, left: Quantity, right: Quantity) -> Quantity:
        """Matrix times vector, vector times matrix, or matrix times matrix."""
        if left.identity or right.identity:
            return right if left.identity else left
        if len(left.shape) < 2:
            return self._rows(right.turned, left)
        if len(right.shape) < 2 or right.shape[1] == 1:
            return self._rows(left, right if len(right.shape) < 2 else right.as_vector)
        if left.shape[1] != right.shape[0]:
            raise SizesError("product", left.shape, right.shape)
        columns = right.turned
        rows = [self._rows(columns, left.row(i)) for i in range(left.shape[0])]
        return stacked(rows) if len(rows) > 1 else rows[0]

    def _rows(self, matrix: Quantity, vector: Quantity) -> Quantity:
        if matrix.shape[1] != len(vector.ends.low):
            if vector.is_zero and not vector.shape:
                return Quantity((matrix.shape[0],), point([0] * matrix.shape[0]), blank=True)
            raise SizesError("product", matrix.shape, vector.shape)
        return joined([self.dot(matrix.row(i), vector) for i in range(matrix.shape[0])])

    def divide(self, left: Quantity, right: Quantity) -> Quantity:
        """Divide entry by entry, or all by one number."""
        if not right.is_number and right.shape != left.shape:
            raise SizesError("product", left.shape, right.shape)
        try:
            ends = self._of.divide(left.ends, right.ends)
        except ZeroDivisionError:
            raise NoValueError from None
        return self.unwritten(Quantity(left.shape, ends))

    def power(self, base: Quantity, exponent: int) -> Quantity:
        """A whole power; a negative one divides."""
        if abs(exponent) > 64:
            raise NoValueError
        result = number(1)
        for _ in range(abs(exponent)):
            result = self.entrywise(result, base)
        if exponent % 2 == 0 and any(a < 0 < b for a, b in zip(*base.ends, strict=True)):
            low = [0 if a < 0 < b else n for n, a, b in zip(result.ends.low, *base.ends, strict=True)]
            result = Quantity(result.shape, _both(low, result.ends.high))
        return self.divide(number(1), result) if exponent < 0 else result

    def function(self, name: str, value: Quantity) -> Quantity:
        """Apply a function to every entry."""
        if name == "abs":
            return _entries(value, abs, even=True)
        if name == "sqrt":
            if any(n < 0 for n in value.ends.low):
                raise NoValueError
            return _entries(value, lambda n: math.isqrt(n * ONE))
        if name in ("log10", "log2"):
            base = math.log(10 if name == "log10" else 2)
            natural = self.function("ln", value)
            return self.divide(natural, number(Decimal(repr(base))))
        if name == "ln" and any(n <= 0 for n in value.ends.low):
            raise NoValueError
        return Quantity(value.shape, self._of.function(name)(value.ends))

    def total(self, value: Quantity) -> Quantity:
        """The sum of all entries."""
        return self._of_total(value)

    def greatest(self, value: Quantity) -> Quantity:
        """The largest entry."""
        return Quantity((), _both([max(value.ends.low)], [max(value.ends.high)]))

    def softmax(self, scores: Quantity) -> Quantity:
        """The probabilities of scores, however the sum and the exponentials were rounded on the way."""
        powers = self.unwritten(self.function("exp", scores))
        total = self.unwritten(self.total(powers))
        found = self.divide(powers, _repeated(total, len(powers.ends.low)))
        return Quantity(scores.shape, found.ends)


def _repeated(value: Quantity, count: int) -> Quantity:
    return Quantity((count,), _picked(value.ends, [0] * count))


def _entries(value: Quantity, apply: Callable[[int], int], *, even: bool = False) -> Quantity:
    pairs = [
        (0 if even and a < 0 < b else min(apply(a), apply(b)), max(apply(a), apply(b)))
        for a, b in zip(*value.ends, strict=True)
    ]
    return Quantity(value.shape, _both([low for low, _ in pairs], [high for _, high in pairs]))


def _fitted(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity]:
    """Give both terms one size, where they have one."""
    if left.shape == right.shape:
        return left, right
    if left.is_number and right.is_number:
        size = min(left.shape, right.shape, key=len)
        return Quantity(size, left.ends), Quantity(size, right.ends)
    for one, other, swapped in ((left, right, False), (right, left, True)):
        several = one.blank and len(other.shape) == 2 and one.shape[0] in other.shape
        if several or (one.is_number and not one.shape and (one.is_zero or (one.bare and _is_one(one)))):
            stretched = Quantity(other.shape, _picked(one.ends, [0] * len(other.ends.low)))
            return (other, stretched) if swapped else (stretched, other)
    if len(left.ends.low) == len(right.ends.low) and _thin(left) and _thin(right):
        return left.as_vector, right.as_vector
    raise SizesError("sum", left.shape, right.shape)


def _is_one(value: Quantity) -> bool:
    return value.ends.low[0] == value.ends.high[0] and abs(value.ends.low[0]) == ONE


def _thin(value: Quantity) -> bool:
    return len(value.shape) < 2 or 1 in value.shape
