"""Small differences of writing, settled before anything is judged.

``[0, 1]^T`` is a column, f is an activation without a name, ``Wx`` is W x where W is a matrix of the text.
"""

from __future__ import annotations

from tutor.binding.activation import LETTERS
from tutor.binding.named_by_word import by_word
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain, Work
from tutor.record import replace

_TURNED: dict[w.Written, w.Written] = {"list": "column", "row": "column", "column": "row"}


def settled(work: Work) -> Work:
    """Give the same work, every part of it in one way of writing.

    >>> from tutor.reading.reader import read
    >>> settled(read("h0 = [0, 0]^T")).chains[0].literal.written
    'column'
    """
    work = _counted_from_one(by_word(work))
    matrices = {
        chain.name.base for chain in work.chains if chain.name and isinstance(chain.literal, w.Matrix)
    }

    def product(name: w.Name) -> w.Expression:
        """Take ``Wx`` apart where it is no name of its own."""
        letter, _, operand = name.base.partition("_")
        if name.step is not None or len(name.text) != 2 or name.base in matrices or letter not in matrices:
            return name
        middle = name.place.column + 1
        return w.Product(
            name.place,
            (
                w.Name(name.place._replace(end_column=middle), letter, letter),
                w.Name(name.place._replace(column=middle), operand, operand),
            ),
            ("",),
        )

    chains = tuple(
        replace(
            chain,
            segments=tuple(
                replace(each, expression=_settle(w.changed(each.expression, product)))
                for each in _definition(chain).segments
            ),
        )
        for chain in work.chains
    )
    return replace(work, chains=chains)


def _counted_from_one(work: Work) -> Work:
    """Where an entry 0 occurs, entries count from 0 everywhere; here they count from 1."""
    names = (
        node
        for chain in work.chains
        for segment in chain.segments
        for node in w.walk(segment.expression)
        if isinstance(node, w.Name)
    )
    if not any(0 in name.entry for name in names):
        return work

    def moved(name: w.Name) -> w.Name:
        return replace(name, entry=tuple(i + 1 for i in name.entry))

    chains = tuple(
        replace(
            chain,
            segments=tuple(
                replace(each, expression=w.changed(each.expression, moved)) for each in chain.segments
            ),
        )
        for chain in work.chains
    )
    return replace(work, chains=chains)


def _definition(chain: Chain) -> Chain:
    """Let ``W^T = [[…]]`` define W."""
    head = chain.segments[0].expression
    if len(chain.segments) != 2 or not (isinstance(head, w.Transpose) and isinstance(head.argument, w.Name)):
        return chain
    first, second = chain.segments
    given = second.expression
    if isinstance(given, w.Matrix) and w.is_literal(given) and len({len(row) for row in given.rows}) == 1:
        rows = tuple(zip(*given.rows, strict=True))
        given = w.Matrix(given.place, rows, tuple(row[0].place.to(row[-1].place) for row in rows))
    elif isinstance(given, w.Vector) and w.is_literal(given):
        given = replace(given, written=_TURNED[given.written])
    else:
        return chain
    return replace(
        chain, segments=(replace(first, expression=head.argument), replace(second, expression=given))
    )


def _settle(expression: w.Expression) -> w.Expression:
    match expression:
        case w.Transpose(place=place, argument=w.Vector() as vector) if w.is_literal(vector):
            return replace(vector, place=place, written=_TURNED[vector.written])
        case w.Apply(function=function, argument=argument) if function in LETTERS:
            return replace(expression, function="sigmoid", argument=_settle(argument))
        case w.Transpose(argument=argument) | w.Neg(argument=argument) | w.Apply(argument=argument):
            return replace(expression, argument=_settle(argument))
        case w.Product(factors=factors):
            return replace(expression, factors=tuple(map(_settle, factors)))
        case w.Sum(terms=terms):
            return replace(
                expression, terms=tuple(replace(term, expression=_settle(term.expression)) for term in terms)
            )
        case w.Quotient(numerator=numerator, denominator=denominator):
            return replace(expression, numerator=_settle(numerator), denominator=_settle(denominator))
        case w.Vector(entries=entries) if not w.is_literal(expression):
            return replace(expression, entries=tuple(map(_settle, entries)))
        case _:
            return expression
