"""Weights that compute well by hand, drawn reproducibly for a sentence.

One decimal, signs mixed, weight_hh not symmetric, no two words with the same column of weight_ih (exchanging
them would go unnoticed), the entries of the bias distinct and not zero, and every pre-activation between 0.3
and 1.5 in size: below, tanh is hardly more than its argument, above, it saturates.
The column of a word is drawn where the word first stands, among the numbers that keep the bounds there; where
the word comes back and they fail, everything is drawn again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.evaluation import Floats, Key, lower

# The bounds of |a|, the wanted ones first. A long sentence with few words may need wider ones.
BOUNDS = ((0.3, 1.5), (0.3, 2.5), (0.1, 4.0))
_TRIES = 200

# Kept from the bounds, so that an |a| carried on from rounded numbers is within them too; and so that no
# sum of tenths ever stands on a bound, where platforms could disagree.
_MARGIN = 0.005

# The largest sum of sizes in a row of weight_hh, in tenths: errors of h grow by less than that times tanh'.
_ROW_SUM = 11

_TENTHS = tuple(k for k in range(-9, 10) if k)


@dataclass(frozen=True)
class Weights:
    """Parameters for columns, with the bounds that every |a| keeps."""

    weight_ih: Matrix
    weight_hh: Matrix
    bias: Vector
    bounds: tuple[float, float]


def draw_weights(words: Sequence[str], hidden: int, seed: int) -> Weights | None:
    """Draw weights for a sentence; the same seed gives the same weights everywhere.

    Returns ``None`` where no bounds can be kept: many units cannot obey them at every one of many steps.

    >>> draw_weights(["i", "am", "here"], 2, 0).bounds
    (0.3, 1.5)
    """
    random = Random(seed)
    # One unit has too few tenths to give each of many words its own.
    for own_columns in (True, False):
        for bounds in BOUNDS:
            for attempt in range(_TRIES):
                freedom = 1 - attempt / _TRIES
                if found := _attempt(words, hidden, random, bounds, freedom, own_columns):
                    return found
    return None


def _attempt(
    words: Sequence[str],
    hidden: int,
    random: Random,
    bounds: tuple[float, float],
    freedom: float,
    own_columns: bool,
) -> Weights | None:
    """Draw once; ``None`` where a bound or a rule about the whole matrix fails.

    The less ``freedom`` (from 1 down to 0), the smaller weight_hh, and the nearer |a| to the middle of its
    bounds where a word first stands.
    """
    largest = max(1, round(9 * freedom * min(1, 2 / hidden)))
    weight_hh = [[_signed(random, largest) for _ in range(hidden)] for _ in range(hidden)]
    if not _well_mixed(weight_hh):
        return None
    bias = _distinct(random, hidden)
    step = _lowered(weight_hh, bias)
    middle = sum(bounds) / 2
    columns: dict[str, list[int]] = {}
    h = [0.0] * hidden
    for word in words:
        if word not in columns:
            column: list[int] = []
            for without in step([0] * hidden, h)[0]:
                allowed = [k for k in _TENTHS if _within(without + k / 10, bounds)]
                if not allowed:
                    return None
                # Rounded, so that no platform's last bit decides between two that are as near.
                allowed.sort(key=lambda k: round(abs(abs(without + k / 10) - middle), 6))
                column.append(allowed[random.randrange(max(1, round(len(allowed) * freedom)))])
            if own_columns and column in columns.values():
                return None
            columns[word] = column
        a, h = step(columns[word], h)
        if not all(_within(entry, bounds) for entry in a):
            return None
    weight_ih = [list(row) for row in zip(*columns.values(), strict=True)]
    # A single entry has one sign; then weight_hh must have the other.
    mixed = weight_ih if len(columns) * hidden > 1 else weight_ih + weight_hh
    if len({k > 0 for row in mixed for k in row}) == 1:
        return None
    return Weights(_decimals(weight_ih), _decimals(weight_hh), _decimals([bias])[0], bounds)


def _lowered(
    weight_hh: list[list[int]], bias: list[int]
) -> Callable[[list[int], list[float]], tuple[list[float], list[float]]]:
    """Make the table a function: the column of the word (its input term) and h before → a and h."""
    given: dict[str, Vector | Matrix] = {"weight_hh": _decimals(weight_hh), "bias": _decimals([bias])[0]}
    lines = [
        (each.symbol, lower(each.expression, Floats(), given))
        for each in CELLS["rnn_tanh"].equations
        if each.role != "input term"
    ]

    def step(column: list[int], h: list[float]) -> tuple[list[float], list[float]]:
        values: dict[Key, list[float]] = {("p", 0, ""): [k / 10 for k in column], ("h", 1, ""): h}
        for symbol, evaluate in lines:
            values[(symbol, 0, "")] = evaluate(values)
        return values[("a", 0, "")], values[("h", 0, "")]

    return step


def _signed(random: Random, largest: int) -> int:
    k = random.randrange(2 * largest) - largest
    return k if k < 0 else k + 1


def _distinct(random: Random, count: int) -> list[int]:
    """Draw different entries, none of them zero."""
    largest = max(5, count // 2 + 1)
    left = [k for k in range(-largest, largest + 1) if k]
    return [left.pop(random.randrange(len(left))) for _ in range(count)]


def _well_mixed(matrix: list[list[int]]) -> bool:
    """Tell whether a matrix has both signs, differs from its transpose and lets rounding errors fade.

    A matrix of one entry has only the last to obey.
    """
    if any(sum(map(abs, row)) > max(_ROW_SUM, len(matrix)) for row in matrix):
        return False
    signs = {k > 0 for row in matrix for k in row}
    return len(matrix) == 1 or (
        len(signs) == 2 and matrix != [list(column) for column in zip(*matrix, strict=True)]
    )


def _within(a: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] + _MARGIN <= abs(a) <= bounds[1] - _MARGIN


def _decimals(rows: list[list[int]]) -> Matrix:
    return tuple(tuple(Decimal(k).scaleb(-1) for k in row) for row in rows)
