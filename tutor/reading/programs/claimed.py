"""What a claim of a program is about, and the rows of a value."""

from __future__ import annotations

from tutor.reading.claims.claim import Claim
from tutor.reading.formulas.syntax import Expression, Matrix, Name, Vector, is_literal


def head_of(claim: Claim) -> Name | None:
    """Give the name on the left of a claim, if one stands there alone."""
    head = claim.segments[0].expression
    return head if isinstance(head, Name) else None


def line_of(claim: Claim) -> int:
    """Give the line on which a claim begins."""
    return claim.segments[0].expression.place.line


def rows_of(value: Expression | None) -> tuple[Expression, ...]:
    """Give the rows of a matrix, or the entries of a vector, one after the other."""
    match value:
        case Matrix(rows=rows, row_places=places):
            return tuple(
                Vector(place, row) if len(row) > 1 else row[0]
                for place, row in zip(places, rows, strict=True)
            )
        case Vector(entries=entries):
            return entries if all(map(is_literal, entries)) else ()
    return ()
