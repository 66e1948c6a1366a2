"""Small differences of writing, settled before anything is judged: ``[0, 1]^T`` is a column."""

from __future__ import annotations

from dataclasses import replace

from tutor.checking import work as w
from tutor.checking.work import Work

_TURNED: dict[w.Written, w.Written] = {"list": "column", "row": "column", "column": "row"}


def settled(work: Work) -> Work:
    """Give the same work with every transposed vector of numbers turned.

    >>> from tutor.checking.reader import read
    >>> settled(read("h0 = [0, 0]^T")).chains[0].literal.written
    'column'
    """
    chains = tuple(
        replace(
            chain,
            segments=tuple(replace(each, expression=_settle(each.expression)) for each in chain.segments),
        )
        for chain in work.chains
    )
    return replace(work, chains=chains)


def _settle(expression: w.Expression) -> w.Expression:
    match expression:
        case w.Transpose(place=place, argument=w.Vector() as vector) if w.is_literal(vector):
            return replace(vector, place=place, written=_TURNED[vector.written])
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
