"""An entry of a vector written out: a row times a vector, a sum of entries, one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from tutor.judging.following.calculating import ENTRYWISE, Calculator
from tutor.judging.following.literals import bare, turned
from tutor.judging.following.quantities import NoValueError, Paper, SizesError
from tutor.judging.following.sheet import Sheet
from tutor.reading.formulas import syntax as w
from tutor.record import replace


def entry_of(sheet: Sheet, node: w.Expression, i: int) -> w.Expression | None:
    """Write entry ``i`` of a vector out: a row times a vector, a sum of entries, a number."""
    node = _literal_of(sheet, bare(node))
    match node:
        case w.Name(entry=()):
            return replace(node, entry=(i,)) if _has(sheet, node, i) else None
        case w.Vector(entries=entries):
            return entries[i - 1] if i <= len(entries) and len(entries) > 1 else None
        case w.Sum(place=place, terms=terms):
            parts = [
                term.expression
                if isinstance(term.expression, w.Number)
                else entry_of(sheet, term.expression, i)
                for term in terms
            ]
            if all(isinstance(term.expression, w.Number) for term in terms):
                return None
            if None in parts:
                return None
            whole = [
                w.Term(term.sign, cast(w.Expression, part)) for term, part in zip(terms, parts, strict=True)
            ]
            return w.Sum(place, tuple(whole))
        case w.Apply(function=function, argument=argument) if function in ENTRYWISE:
            inner = entry_of(sheet, argument, i)
            return replace(node, argument=inner) if inner is not None else None
        case w.Product(place=place, factors=(first, second), operators=(operator,)):
            matrix, vector = _literal_of(sheet, bare(first)), _literal_of(sheet, bare(second))
            if isinstance(vector, w.Matrix) and isinstance(matrix, w.Vector):
                matrix, vector = turned(vector), matrix
            if isinstance(matrix, w.Matrix) and isinstance(vector, w.Vector):
                if i > len(matrix.rows) or len(matrix.rows[i - 1]) != len(vector.entries):
                    return None
                products = [
                    w.Term(1, w.Product(place, both, ("·",)))
                    for both in zip(matrix.rows[i - 1], vector.entries, strict=True)
                ]
                return w.Sum(place, tuple(products)) if len(products) > 1 else products[0].expression
            numbers = [isinstance(each, w.Number) for each in (matrix, vector)]
            if operator == "⊙" or any(numbers):
                pair = [
                    each if isinstance(each, w.Number) else entry_of(sheet, each, i)
                    for each in (matrix, vector)
                ]
                if None in pair:
                    return None
                return w.Product(place, tuple(cast(list[w.Expression], pair)), (operator,))
    return None


def dot_products_out(sheet: Sheet, terms: Sequence[w.Expression]) -> list[w.Expression]:
    """Write out, among terms, a row times a column of numbers: W_f [h, x] is w_1 h + w_2 x."""
    found: list[w.Expression] = []
    for term in terms:
        pairs = _dot_product(sheet, term)
        found += [w.Product(term.place, pair, ("·",)) for pair in pairs] if pairs else [term]
    return found


def _dot_product(sheet: Sheet, term: w.Expression) -> list[tuple[w.Expression, w.Expression]]:
    match term:
        case w.Product(factors=(first, second), operators=(operator,)) if operator != "⊙":
            sides = [_entries_of(sheet, first), _entries_of(sheet, second)]
            if len(sides[0]) == len(sides[1]) > 1:
                return list(zip(*sides, strict=True))
    return []


def _entries_of(sheet: Sheet, node: w.Expression) -> tuple[w.Expression, ...]:
    """Give the entries of a vector, or of a matrix of one row, where each of them is a number."""
    written = _literal_of(sheet, bare(node))
    if isinstance(written, w.Matrix) and len(written.rows) == 1:
        return written.rows[0]
    entries = written.entries if isinstance(written, w.Vector) else ()
    try:
        values = [Calculator(sheet, Paper()).value(each) for each in entries]
    except (NoValueError, SizesError):
        return ()
    if any(each.shape for each in values):
        return ()
    if not isinstance(node, w.Name):
        return entries
    return tuple(replace(node, text=f"{node.text}[{i}]", entry=(i,)) for i in range(1, len(entries) + 1))


def _has(sheet: Sheet, name: w.Name, i: int) -> bool:
    """Whether a name stands for a vector with an entry ``i``."""
    if any((i,) in sheet.parts.get(key, {}) for key in sheet.keys(name)):
        return True
    try:
        value = Calculator(sheet, Paper()).value(name)
    except (NoValueError, SizesError):
        return False
    return len(value.shape) == 1 and 1 < len(value.ends.low) >= i


def _literal_of(sheet: Sheet, node: w.Expression) -> w.Expression:
    if isinstance(node, w.Name):
        return sheet.literal(node) or node
    if isinstance(node, w.Transpose):
        inner = _literal_of(sheet, node.argument)
        return turned(inner) if isinstance(inner, w.Matrix) else inner
    return node
