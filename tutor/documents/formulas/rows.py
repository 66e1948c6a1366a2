"""A row: one entry of a line in the numbers that somebody computes it from, and what these come to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tutor.calculation.equations import Expression, Matrix, Ref, walk
from tutor.calculation.evaluation import Enclosed, Intervals, Key, lower
from tutor.calculation.network import Unit
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.language.faults import CalculationError
from tutor.record import NamedTuple

# So many places behind the point are computed with.
PLACES = 30


class Values(NamedTuple):
    """The numbers that a line reads: by the symbol and lag of what they are, entry by entry."""

    texts: Mapping[tuple[str, int], tuple[str, ...]]
    # The place of the target, from 1, where there is one.
    target: int = 0


def row(notation: Notation, expression: Expression, entry: int, values: Values) -> str:
    """Write an entry of an expression in numbers, without its result."""
    return _filled(notation.print, notation.entry(expression, entry), values)


def row_in_lines(
    notation: Notation, expression: Expression, entry: int, values: Values, terms: int
) -> list[str]:
    """Write an entry in numbers as :func:`row` does, with at most so many terms a line."""
    lines = notation.entry_in_lines(expression, entry, terms)
    return [_filled(notation.print, line, values) for line in lines]


def _filled(printer: Printer, formula: Skeleton, values: Values) -> str:
    write = {"plain": printer.number, "factor": printer.factor, "term": printer.term}
    filled: dict[Hole, str] = {}
    for hole in formula.holes:
        texts = values.texts[hole.slot, hole.lag]
        if hole.kind == "picked":
            filled[hole] = printer.factor(texts[values.target - 1])
        else:
            filled[hole] = write[hole.kind](texts[hole.entry - 1])
    return formula.fill(filled)


def comes_to(expression: Expression, entry: int, values: Values, unit: Unit) -> tuple[int, int] | None:
    """Enclose what an entry comes to, in units of 10^-PLACES; None where it has no value."""
    arithmetic = Intervals(PLACES)
    parameters: Mapping[str, tuple[Decimal, ...] | Matrix] = unit.parameters
    needed: dict[Key, Enclosed] = {}
    for node in walk(expression):
        if isinstance(node, Ref):
            texts = values.texts[node.symbol, node.lag]
            needed[node.symbol, node.lag, ""] = arithmetic.vector([Decimal(text) for text in texts])
    try:
        value = lower(expression, arithmetic, parameters)(needed)
    except (ZeroDivisionError, CalculationError):
        return None
    at = entry - 1 if len(value.low) > 1 else 0
    return value.low[at], value.high[at]
