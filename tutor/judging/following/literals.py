"""Written numbers as they stand: their shapes, their places, what they may be copies of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from tutor.calculation.tolerance import given
from tutor.judging.following.quantities import Quantity, Shape
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.record import replace

_MOST_SHARED = 4


def bare(node: w.Expression) -> w.Expression:
    """Take the brackets off a single number."""
    if isinstance(node, w.Vector) and len(node.entries) == 1:
        return bare(node.entries[0])
    if isinstance(node, w.Matrix) and len(node.rows) == 1 and len(node.rows[0]) == 1:
        return bare(node.rows[0][0])
    if isinstance(node, w.Neg) and isinstance(node.argument, w.Number):
        return w.negated(node.argument)
    return node


def is_ragged(node: w.Expression) -> bool:
    """Whether rows of a matrix differ in length."""
    return isinstance(node, w.Matrix) and len({len(row) for row in node.rows}) != 1


def is_leaf(node: w.Expression) -> bool:
    """Whether a side is a name or written numbers: nothing to calculate."""
    return isinstance(node, w.Name) or w.is_literal(node)


def terms_of(node: w.Expression) -> list[w.Expression]:
    """Give the terms of a sum, sums inside it opened, each with its sign."""
    if isinstance(node, w.Neg):
        return [w.signed(w.Term(-1, each)) for each in terms_of(node.argument)]
    if not isinstance(node, w.Sum):
        return [bare(node)]
    found = []
    for term in node.terms:
        found += [w.signed(w.Term(term.sign, each)) for each in terms_of(term.expression)]
    return found


def total_of(terms: Sequence[w.Expression]) -> w.Expression:
    """Put terms together to a sum again."""
    if len(terms) == 1:
        return terms[0]
    return w.Sum(terms[0].place.to(terms[-1].place), tuple(w.Term(1, each) for each in terms))


def _shared_out(terms: Sequence[w.Expression], count: int) -> Iterator[list[w.Expression]]:
    """Put the terms of a sum together to so many sums, in every way; of many terms in none."""
    for places in product(range(count), repeat=len(terms)) if len(terms) <= _MOST_SHARED else ():
        if len(set(places)) == count:
            yield [
                total_of([term for term, at in zip(terms, places, strict=True) if at == i])
                for i in range(count)
            ]


def grouped(
    terms: Sequence[w.Expression],
    numbers: Sequence[w.Expression],
    fits: Callable[[w.Expression, w.Expression], bool | None],
) -> list[w.Expression]:
    """Share terms out among fewer numbers, which stand for several of them; [] where none fits.

    All fit, or all but one; what is behind a second one that does not is not looked at.
    """
    second: list[w.Expression] = []
    for groups in _shared_out(terms, len(numbers)) if all(map(w.is_literal, numbers)) else ():
        others = 0
        wrong = False
        for group, number in zip(groups, numbers, strict=True):
            found = fits(group, number)
            others += found is not True
            wrong |= found is False
            if others > 1:
                break
        if not others:
            return groups
        if others == 1 and wrong and not second:
            second = groups
    return second


def turned(node: w.Matrix) -> w.Matrix:
    """Transpose a written matrix; one with rows of several lengths stays."""
    if len({len(row) for row in node.rows}) != 1:
        return node
    rows = tuple(zip(*node.rows, strict=True))
    return replace(node, rows=rows, row_places=(node.place,) * len(rows))


def numbers_of(literal: w.Expression) -> list[Decimal]:
    """Give the numbers in an expression, from left to right."""
    return [node.value for node in w.walk(literal) if isinstance(node, w.Number)]


def places_of(literal: w.Expression) -> list[Place]:
    """Give the places of its numbers."""
    return [node.place for node in w.walk(literal) if isinstance(node, w.Number)]


def shape_of(literal: w.Expression) -> Shape:
    """Give how many rows and columns written numbers have."""
    match literal:
        case w.Vector(entries=entries):
            return (len(entries),)
        case w.Matrix(rows=rows):
            return (len(rows), len(rows[0]))
    return ()


def quantity_of(literal: w.Expression) -> Quantity:
    """Give the quantity that written numbers are."""
    return Quantity(shape_of(literal), given(numbers_of(literal)))


def same_shape(value: Quantity, literal: w.Expression) -> bool:
    """Whether a value and written numbers have one shape, a row and a column being alike."""
    shape = shape_of(literal)
    if value.shape == shape or (value.is_number and all(each == 1 for each in shape)):
        return True
    thin = len(value.shape) < 2 or 1 in value.shape
    return thin and (len(shape) < 2 or 1 in shape) and len(value.ends.low) == len(numbers_of(literal))
