"""Lines of a step that stand in one row of boxes: p + q + b = a, then its function; others side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor.calculation.equations import Add, Equation, Fn, Param, Ref, walk
from tutor.record import NamedTuple

# More rows of boxes than this are lines: in a band, and in a whole step.
MOST_ROWS, MOST_ROWS_OF_A_STEP = 4, 16
# In millimetres: how wide a box is at least, a symbol of the formula over it about, a band at most.
BOX, SYMBOL, MOST_WIDE = 26, 9, 140
# p, q, a, its function.
_CHAIN = 4


class Band(NamedTuple):
    """Lines side by side: those from ``start`` to before ``stop``.

    ``bias`` and ``function`` tell that they are p, q, a = p + q + bias and the function of a.
    """

    start: int
    stop: int
    bias: str = ""
    function: str = ""


def bands(lines: Sequence[Equation], entries: Callable[[str], int]) -> list[Band]:
    """Divide the lines of a step into bands; none where they would be too many rows.

    Args:
        lines: of the step, in order.
        entries: how many entries a symbol has.
    """
    found: list[Band] = []
    at = 0
    while at < len(lines):
        band = _chain(lines, at) or _beside(lines, at, entries)
        found.append(band)
        at = band.stop
    rows = [entries(lines[band.start].symbol) for band in found]
    if max(rows, default=0) > MOST_ROWS or sum(rows) > MOST_ROWS_OF_A_STEP:
        return []
    return found


def _chain(lines: Sequence[Equation], at: int) -> Band | None:
    if len(lines) < at + _CHAIN:
        return None
    p, q, a, result = lines[at : at + _CHAIN]
    match a.expression, result.expression:
        case (
            Add(terms=(Ref(first, 0), Ref(second, 0), Param(bias))),
            Fn(function, Ref(argument, 0)),
        ) if (first, second, argument) == (p.symbol, q.symbol, a.symbol):
            return Band(at, at + _CHAIN, bias, function)
    return None


def _beside(lines: Sequence[Equation], at: int, entries: Callable[[str], int]) -> Band:
    """Take lines of equally many entries as long as there is room beside them."""
    stop, wide = at, 0
    while stop < len(lines) and (stop == at or _chain(lines, stop) is None):
        line = lines[stop]
        operands = sum(isinstance(node, Ref | Param) for node in walk(line.expression))
        wide += max(BOX, SYMBOL * (operands + 1))
        if stop > at and (wide > MOST_WIDE or entries(line.symbol) != entries(lines[at].symbol)):
            break
        stop += 1
    return Band(at, stop)
