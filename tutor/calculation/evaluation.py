"""Evaluate a table: an expression is lowered once to a function of the values it reads, then only run.

Two arithmetics serve every purpose. :class:`Floats` is quick and approximate. :class:`Intervals` encloses:
a value is two integers at 10^-places, rounded outwards; a number that is exact has equal ends. On paper
("rounded") every written line is made a point again; in full precision ``places`` rises until the digits
asked for are decided; a judge puts in operands that are widened by their own rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import mul
from typing import Protocol, TypeVar, cast

from tutor.calculation.equations import (
    Add,
    Back,
    Cat,
    Const,
    Div,
    Expression,
    Fn,
    Greatest,
    Matrix,
    MatVec,
    Mul,
    Outer,
    Param,
    Part,
    Picked,
    Ref,
    Spread,
    Sub,
    Total,
    Vector,
)
from tutor.calculation.functions import FUNCTIONS
from tutor.calculation.numbers import decimals_of, scaled
from tutor.calculation.whole_rows import whole_row
from tutor.record import NamedTuple

V = TypeVar("V")
Key = tuple[str, int, str]
Lowered = Callable[[Mapping[Key, V]], V]


def key_of(reference: Ref) -> Key:
    """Give the key under which the value of a reference is looked up."""
    return (reference.symbol, reference.lag, reference.unit)


class Arithmetic(Protocol[V]):
    """What an arithmetic must know; every operation works on whole vectors."""

    def vector(self, values: Sequence[Decimal]) -> V: ...  # noqa: D102
    def matvec(self, matrix: Matrix) -> Callable[[V], V]: ...  # noqa: D102
    def add(self, terms: Sequence[V]) -> V: ...  # noqa: D102
    def subtract(self, left: V, right: V) -> V: ...  # noqa: D102
    def multiply(self, left: V, right: V) -> V: ...  # noqa: D102
    def divide(self, left: V, right: V) -> V: ...  # noqa: D102
    def function(self, name: str) -> Callable[[V], V]: ...  # noqa: D102
    def total(self, value: V) -> V: ...  # noqa: D102
    def greatest(self, value: V) -> V: ...  # noqa: D102
    def join(self, parts: Sequence[V]) -> V: ...  # noqa: D102
    def constant(self, value: Decimal, like: V) -> V: ...  # noqa: D102
    def size(self, value: V) -> int: ...  # noqa: D102
    def taken(self, value: V, at: Sequence[int]) -> V: ...  # noqa: D102


def lower(
    expression: Expression, arithmetic: Arithmetic[V], parameters: Mapping[str, Vector | Matrix]
) -> Lowered[V]:
    """Turn an expression into a function from the values it reads to its own value."""

    def down(node: Expression) -> Lowered[V]:
        return lower(node, arithmetic, parameters)

    match expression:
        case Ref():
            key = key_of(expression)
            return lambda values: values[key]
        case Param(name):
            given = arithmetic.vector(_vector(parameters[name]))
            return lambda values: given
        case MatVec(Param(name), operand):
            product, inner = arithmetic.matvec(_matrix(parameters[name])), down(operand)
            return lambda values: product(inner(values))
        case Fn(name, operand):
            function, inner = arithmetic.function(name), down(operand)
            return lambda values: function(inner(values))
        case Add((Const(number), right)):
            return _beside(arithmetic, number, down(right), lambda one, all_: arithmetic.add([one, all_]))
        case Add(terms):
            lowered = tuple(map(down, terms))
            return lambda values: arithmetic.add([term(values) for term in lowered])
        case Back(Param(name), operand):
            turned = tuple(zip(*_matrix(parameters[name]), strict=True))
            product, inner = arithmetic.matvec(turned), down(operand)
            return lambda values: product(inner(values))
        case Sub(Const(number), right):
            return _beside(arithmetic, number, down(right), arithmetic.subtract)
        case Sub(left, right):
            first, second = down(left), down(right)
            return lambda values: arithmetic.subtract(first(values), second(values))
        case Mul(Const(number), right):
            return _beside(arithmetic, number, down(right), arithmetic.multiply)
        case Mul(left, right):
            first, second = down(left), down(right)
            return lambda values: arithmetic.multiply(first(values), second(values))
        case Div(Const(number), right):
            return _beside(arithmetic, number, down(right), arithmetic.divide)
        case Div(left, Const(number)):
            return _beside(arithmetic, number, down(left), lambda one, all_: arithmetic.divide(all_, one))
        case Div(left, right):
            first, second = down(left), down(right)
            return lambda values: arithmetic.divide(first(values), second(values))
        case Total(operand):
            inner = down(operand)
            return lambda values: arithmetic.total(inner(values))
        case Greatest(operand):
            inner = down(operand)
            return lambda values: arithmetic.greatest(inner(values))
        case Picked(operand, by):
            inner, key = down(operand), key_of(by)
            return lambda values: arithmetic.total(arithmetic.multiply(inner(values), values[key]))
        case Cat(parts):
            lowered = tuple(map(down, parts))
            return lambda values: arithmetic.join([part(values) for part in lowered])
        case Outer(left, right):
            first, second = down(left), down(right)
            return lambda values: outer(arithmetic, first(values), second(values))
        case Part(operand, start, count):
            inner, at = down(operand), range(start, start + count)
            return lambda values: arithmetic.taken(inner(values), at)
        case Spread(operand, like):
            inner, key = down(operand), key_of(like)
            return lambda values: arithmetic.taken(inner(values), [0] * arithmetic.size(values[key]))
        case _:
            raise TypeError(f"{type(expression).__name__} does not stand alone in a table")


def _beside(
    arithmetic: Arithmetic[V], number: Decimal, operand: Lowered[V], apply: Callable[[V, V], V]
) -> Lowered[V]:
    """Repeat a number of the table for every entry of what it stands beside, and put both together."""

    def apply_to(values: Mapping[Key, V]) -> V:
        value = operand(values)
        return apply(arithmetic.constant(number, value), value)

    return apply_to


def outer(arithmetic: Arithmetic[V], left: V, right: V) -> V:
    """Multiply every entry of a vector with every entry of another; the result stands row by row."""
    rows, columns = arithmetic.size(left), arithmetic.size(right)
    return arithmetic.multiply(
        arithmetic.taken(left, [row for row in range(rows) for _ in range(columns)]),
        arithmetic.taken(right, [column for _ in range(rows) for column in range(columns)]),
    )


def _vector(values: Vector | Matrix) -> Vector:
    """Give a vector as it is, a matrix row by row."""
    if values and isinstance(values[0], tuple):
        return tuple(entry for row in values for entry in row)
    return cast(Vector, values)


def _matrix(values: Vector | Matrix) -> Matrix:
    assert values and isinstance(values[0], tuple), "a vector where the table has a matrix"
    return values


class Floats:
    """Double precision, for what is approximate anyway."""

    def vector(self, values: Sequence[Decimal]) -> list[float]:
        """Take given numbers in."""
        return list(map(float, values))

    def matvec(self, matrix: Matrix) -> Callable[[list[float]], list[float]]:
        """Multiply by a matrix of given numbers."""
        rows = [list(map(float, row)) for row in matrix]
        return lambda value: [sum(map(mul, row, value)) for row in rows]

    def add(self, terms: Sequence[list[float]]) -> list[float]:
        """Add entry by entry."""
        return [sum(entries) for entries in zip(*terms, strict=True)]

    def subtract(self, left: list[float], right: list[float]) -> list[float]:
        """Subtract entry by entry."""
        return [a - b for a, b in zip(left, right, strict=True)]

    def multiply(self, left: list[float], right: list[float]) -> list[float]:
        """Multiply entry by entry."""
        return [a * b for a, b in zip(left, right, strict=True)]

    def divide(self, left: list[float], right: list[float]) -> list[float]:
        """Divide entry by entry, or all by the one entry of ``right``."""
        return [a / b for a, b in zip(left, _one_each(right, len(left)), strict=True)]

    def function(self, name: str) -> Callable[[list[float]], list[float]]:
        """Apply a function to every entry."""
        of_float = FUNCTIONS[name].of_float
        return lambda value: list(map(of_float, value))

    def total(self, value: list[float]) -> list[float]:
        """Sum all entries."""
        return [sum(value)]

    def greatest(self, value: list[float]) -> list[float]:
        """Give the largest entry in every place."""
        return [max(value)] * len(value)

    def join(self, parts: Sequence[list[float]]) -> list[float]:
        """Put vectors one below the other."""
        return [entry for part in parts for entry in part]

    def constant(self, value: Decimal, like: list[float]) -> list[float]:
        """Repeat a number of the table."""
        return [float(value)] * len(like)

    def size(self, value: list[float]) -> int:
        """Count the entries."""
        return len(value)

    def taken(self, value: list[float], at: Sequence[int]) -> list[float]:
        """Give the entries at these places, from 0."""
        return [value[place] for place in at]


T = TypeVar("T")


def _one_each(divisor: list[T], count: int) -> list[T]:
    return divisor * count if len(divisor) == 1 else divisor


class Enclosed(NamedTuple):
    """A vector of intervals in units of 10^-places; where it is exact, both lists are the same object."""

    low: list[int]
    high: list[int]


def point(values: list[int]) -> Enclosed:
    """Take exact values in."""
    return Enclosed(values, values)


def _enclosed(low: list[int], high: list[int]) -> Enclosed:
    return Enclosed(low, low) if low == high else Enclosed(low, high)


@lru_cache(maxsize=1024)
def _given(values: Vector, places: int) -> Enclosed:
    """Take given numbers in at 10^-places; who looks for a mistake takes the same ones in again and again."""
    low, high = [], []
    for number in values:
        spare = max(0, decimals_of(number) - places)
        quotient, rest = divmod(scaled(number, places + spare), 10**spare)
        low.append(quotient)
        high.append(quotient + 1 if rest else quotient)
    return _enclosed(low, high)


class Intervals:
    """Decimal intervals of ``places`` decimals, rounded outwards."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.unit = 10**places

    def vector(self, values: Sequence[Decimal]) -> Enclosed:
        """Take given numbers in; one with more decimals than places gets an interval around it."""
        return _given(tuple(values), self.places)

    def matvec(self, matrix: Matrix) -> Callable[[Enclosed], Enclosed]:
        """Multiply by a matrix of given numbers; the matrix itself is never rounded."""
        rows = [whole_row(row) for row in matrix]

        def product(value: Enclosed) -> Enclosed:
            low, high = value
            if low is high:
                sums = [(sum(map(mul, row.entries, low)), row.unit) for row in rows]
                return _enclosed(
                    [each // unit for each, unit in sums], [-(-each // unit) for each, unit in sums]
                )
            return _enclosed(
                [
                    (sum(map(mul, above, low)) + sum(map(mul, below, high))) // unit
                    for unit, _, above, below in rows
                ],
                [
                    -(-(sum(map(mul, above, high)) + sum(map(mul, below, low))) // unit)
                    for unit, _, above, below in rows
                ],
            )

        return product

    def add(self, terms: Sequence[Enclosed]) -> Enclosed:
        """Add entry by entry."""
        low = [sum(entries) for entries in zip(*[term.low for term in terms], strict=True)]
        if all(term.low is term.high for term in terms):
            return point(low)
        return Enclosed(low, [sum(entries) for entries in zip(*[term.high for term in terms], strict=True)])

    def subtract(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Subtract entry by entry."""
        low = [a - b for a, b in zip(left.low, right.high, strict=True)]
        if left.low is left.high and right.low is right.high:
            return point(low)
        return Enclosed(low, [a - b for a, b in zip(left.high, right.low, strict=True)])

    def multiply(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Multiply entry by entry."""
        low, high = [], []
        for a, b, c, d in zip(left.low, left.high, right.low, right.high, strict=True):
            ends = (a * c, a * d, b * c, b * d)
            low.append(min(ends) // self.unit)
            high.append(-(-max(ends) // self.unit))
        return _enclosed(low, high)

    def divide(self, left: Enclosed, right: Enclosed) -> Enclosed:
        """Divide entry by entry, or all by the one entry of ``right``; a divisor around 0 is refused."""
        low, high = [], []
        count = len(left.low)
        for a, b, c, d in zip(
            left.low, left.high, _one_each(right.low, count), _one_each(right.high, count), strict=True
        ):
            if c <= 0 <= d:
                raise ZeroDivisionError("the divisor may be zero")
            low.append(min(n * self.unit // m for n in (a, b) for m in (c, d)))
            high.append(max(-(-n * self.unit // m) for n in (a, b) for m in (c, d)))
        return _enclosed(low, high)

    def function(self, name: str) -> Callable[[Enclosed], Enclosed]:
        """Apply a function, none of which ever decreases, to both ends of every entry."""
        enclose, places = FUNCTIONS[name].enclose, self.places

        def ends(low: int, high: int) -> tuple[int, int]:
            # Digits far beyond the interval's own width are not worth computing.
            dropped = min(places // 2, max(0, (high - low).bit_length() * 3 // 10 - 8))
            unit, kept = 10**dropped, places - dropped
            return enclose(low // unit, kept)[0] * unit, enclose(-(-high // unit), kept)[1] * unit

        def apply(value: Enclosed) -> Enclosed:
            if value.low is value.high:
                both = [enclose(each, places) for each in value.low]
            else:
                both = [ends(low, high) for low, high in zip(value.low, value.high, strict=True)]
            return _enclosed([low for low, _ in both], [high for _, high in both])

        return apply

    def total(self, value: Enclosed) -> Enclosed:
        """Sum all entries."""
        return _enclosed([sum(value.low)], [sum(value.high)])

    def greatest(self, value: Enclosed) -> Enclosed:
        """Give the largest entry in every place."""
        count = len(value.low)
        return _enclosed([max(value.low)] * count, [max(value.high)] * count)

    def join(self, parts: Sequence[Enclosed]) -> Enclosed:
        """Put vectors one below the other."""
        return _enclosed(
            [entry for part in parts for entry in part.low], [entry for part in parts for entry in part.high]
        )

    def constant(self, value: Decimal, like: Enclosed) -> Enclosed:
        """Repeat a number of the table."""
        return point([scaled(value, self.places)] * len(like.low))

    def size(self, value: Enclosed) -> int:
        """Count the entries."""
        return len(value.low)

    def taken(self, value: Enclosed, at: Sequence[int]) -> Enclosed:
        """Give the entries at these places, from 0."""
        low = [value.low[place] for place in at]
        return point(low) if value.low is value.high else Enclosed(low, [value.high[place] for place in at])
