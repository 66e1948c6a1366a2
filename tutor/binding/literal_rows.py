"""Written numbers as rows and vectors: what a literal holds, and in which of its forms it was written."""

from __future__ import annotations

from typing import cast

from tutor.calculation.equations import Matrix as Rows
from tutor.calculation.equations import Vector as Numbers
from tutor.reading.formulas import syntax as w

_COMPUTED = (w.Number, w.Sum, w.Product, w.Neg, w.Quotient)


def turned(rows: Rows) -> Rows:
    """Transpose."""
    return tuple(zip(*rows, strict=True))


def numbers(expression: w.Expression) -> Numbers | None:
    """Give the numbers of a literal vector (or of a single number)."""
    if isinstance(expression, w.Number):
        return (expression.value,)
    if isinstance(expression, w.Vector) and w.is_literal(expression):
        return tuple(cast(w.Number, entry).value for entry in expression.entries)
    if isinstance(expression, w.Matrix) and len(expression.rows) == len(expression.rows[0]) == 1:
        return numbers(expression.rows[0][0])
    return None


def rows_of(expression: w.Expression) -> Rows | None:
    """Give the rows of a literal matrix; a list of numbers is one row."""
    if isinstance(expression, w.Transpose):
        inner = rows_of(expression.argument)
        return turned(inner) if inner is not None else None
    if isinstance(expression, w.Matrix):
        if not w.is_literal(expression) or len({len(row) for row in expression.rows}) != 1:
            return None
        return tuple(tuple(cast(w.Number, entry).value for entry in row) for row in expression.rows)
    vector = numbers(expression)
    if vector is None:
        return None
    if isinstance(expression, w.Vector) and expression.written == "column":
        return tuple((entry,) for entry in vector)
    return (vector,)


def rows_written(expression: w.Expression) -> tuple[tuple[w.Expression, ...], ...] | None:
    """Give the rows of numbers that no reading makes a vector of: several rows of several entries.

    They may differ in length; an entry may be a sum that is still to be computed, but names nothing.
    """
    if isinstance(expression, w.Transpose):
        return rows_written(expression.argument)
    if not isinstance(expression, w.Matrix) or len(expression.rows) < 2:
        return None
    named = any(not isinstance(node, _COMPUTED) for row in expression.rows for e in row for node in w.walk(e))
    return None if named or max(map(len, expression.rows)) == 1 else expression.rows


def matrix_rows(literal: w.Expression) -> Rows | None:
    """Give the rows of what is written as a matrix; one of a single row or column is one too."""
    written = isinstance(literal, w.Matrix) or (isinstance(literal, w.Vector) and literal.written != "list")
    return rows_of(literal) if written else None
