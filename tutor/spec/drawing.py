"""Weights that compute well by hand, drawn reproducibly for a sentence; of a cell with gates, for every gate.

One decimal, signs mixed, weight_hh not symmetric, no two words with the same column of weight_ih (exchanging
them would go unnoticed), the entries of the bias distinct and not zero, and every pre-activation between 0.3
and 1.5 in size: below, tanh is hardly more than its argument, above, it saturates.
The column of a word is drawn where the word first stands, among the numbers that keep the bounds there; where
the word comes back and they fail, everything is drawn again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from random import Random

from tutor.calculation.assembly.parameters import Numbers, unstacked
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Cell, Matrix, Vector
from tutor.calculation.evaluation import Floats, Key, Lowered, lower
from tutor.record import record

Bounds = tuple[float, float]

# The bounds of |a|, the wanted ones first. A long sentence with few words may need wider ones; so do gates,
# all of which have to keep them.
BOUNDS: tuple[Bounds, ...] = ((0.3, 1.5), (0.3, 2.5), (0.1, 4.0))
OF_GATES: tuple[Bounds, ...] = (*BOUNDS, (0.0, 5.0))
_TRIES = 200

# Kept from the bounds, so that an |a| carried on from rounded numbers is within them too; and so that no
# sum of tenths ever stands on a bound, where platforms could disagree.
_MARGIN = 0.005

# The largest sum of sizes in a row of weight_hh, in tenths: errors of h grow by less than that times tanh'.
_ROW_SUM = 11

TENTHS = tuple(k for k in range(-9, 10) if k)


@record()
class Weights:
    """Parameters of a unit for columns, gates stacked as torch stacks them, and the bounds of every |a|."""

    weight_ih: Matrix
    weight_hh: Matrix
    biases: Mapping[str, Vector]
    bounds: Bounds

    @property
    def tensors(self) -> dict[str, Numbers]:
        """All of them under their bare names."""
        return {"weight_ih": self.weight_ih, "weight_hh": self.weight_hh, **self.biases}


def draw_weights(
    words: Sequence[str], hidden: int, seed: int | str, kind: str = "rnn_tanh"
) -> Weights | None:
    """Draw weights for a sentence; the same seed gives the same weights everywhere.

    Args:
        words: in the order in which the unit reads them.
        hidden: entries of h.
        seed: of the draw.
        kind: of the cell, a key of :data:`tutor.calculation.cells.CELLS`.

    Returns ``None`` where no bounds can be kept: many units cannot obey them at every one of many steps.

    >>> draw_weights(["i", "am", "here"], 2, 0).bounds
    (0.3, 1.5)
    >>> {name: len(rows) for name, rows in draw_weights(["so", "it"], 2, 0, "gru").tensors.items()}
    {'weight_ih': 6, 'weight_hh': 6, 'bias_ih': 6, 'bias_hh': 6}
    """
    random, cell = Random(seed), CELLS[kind]
    # One unit has too few tenths to give each of many words its own.
    for own_columns in (True, False):
        for bounds in OF_GATES if cell.gates else BOUNDS:
            for attempt in range(_TRIES):
                freedom = 1 - attempt / _TRIES
                if found := _attempt(words, hidden, random, cell, bounds, freedom, own_columns):
                    return found
    return None


def _attempt(
    words: Sequence[str],
    hidden: int,
    random: Random,
    cell: Cell,
    bounds: Bounds,
    freedom: float,
    own_columns: bool,
) -> Weights | None:
    """Draw once; ``None`` where a bound or a rule about the whole matrix fails.

    The less ``freedom`` (from 1 down to 0), the smaller weight_hh, and the nearer |a| to the middle of its
    bounds where a word first stands.
    """
    gates = max(1, len(cell.gates))
    weight_hh = recurrent_tenths(random, hidden, gates, freedom)
    if weight_hh is None:
        return None
    biases = bias_tenths(random, hidden, cell)
    lines = _lowered(cell, weight_hh, biases, hidden)
    middle = sum(bounds) / 2
    columns: dict[str, dict[str, list[int]]] = {}
    before = {state: [0.0] * hidden for state in cell.states}
    for word in words:
        values: dict[Key, list[float]] = {(state, 1, ""): value for state, value in before.items()}
        own = columns.setdefault(word, {})
        for symbol, gate, role, evaluate in lines:
            if role == "input term":
                values[(symbol, 0, "")] = [k / 10 for k in own.get(gate, [0] * hidden)]
                term = symbol
                continue
            values[(symbol, 0, "")] = evaluate(values)
            if role != "pre-activation":
                continue
            if gate not in own:
                column: list[int] = []
                for without in values[(symbol, 0, "")]:
                    allowed = [k for k in TENTHS if _within(without + k / 10, bounds)]
                    if not allowed:
                        return None
                    # Rounded, so that no platform's last bit decides between two that are as near.
                    allowed.sort(key=lambda k: round(abs(abs(without + k / 10) - middle), 6))
                    column.append(allowed[random.randrange(max(1, round(len(allowed) * freedom)))])
                if own_columns and any(column == other.get(gate) for other in columns.values()):
                    return None
                own[gate] = column
                values[(term, 0, "")] = [k / 10 for k in column]
                values[(symbol, 0, "")] = evaluate(values)
            if not all(_within(entry, bounds) for entry in values[(symbol, 0, "")]):
                return None
        before = {state: values[(state, 0, "")] for state in cell.states}
    weight_ih = [
        list(row)
        for gate in cell.gates or ("",)
        for row in zip(*(of_word[gate] for of_word in columns.values()), strict=True)
    ]
    # A single entry has one sign; then weight_hh must have the other.
    mixed = weight_ih if len(columns) * hidden > 1 else weight_ih + weight_hh
    if len({k > 0 for row in mixed for k in row}) == 1:
        return None
    return Weights(decimals(weight_ih), decimals(weight_hh), _named(biases), bounds)


def recurrent_tenths(random: Random, hidden: int, gates: int, freedom: float) -> list[list[int]] | None:
    """Draw weight_hh, a gate below the other; ``None`` where it is not mixed well.

    A gate's is drawn until it is: hardly a draw of all of them together would be.
    """
    largest = max(1, round(9 * freedom * min(1, 2 / hidden)))
    of_gates: list[list[int]] = []
    while len(of_gates) < gates * hidden:
        matrix = [[signed(random, largest) for _ in range(hidden)] for _ in range(hidden)]
        if _well_mixed(matrix):
            of_gates += matrix
        elif gates == 1:
            return None
    return of_gates


def bias_tenths(random: Random, hidden: int, cell: Cell) -> dict[str, list[int]]:
    """Draw the biases, a gate behind the other; in a GRU the two do not fold into one."""
    two = any(each.role == "recurrent bias" for each in cell.parameters)
    return {
        name: [k for _ in range(max(1, len(cell.gates))) for k in distinct(random, hidden)]
        for name in (("bias_ih", "bias_hh") if two else ("bias",))
    }


def _named(biases: Mapping[str, list[int]]) -> dict[str, Vector]:
    return {name: decimals([row])[0] for name, row in biases.items()}


def _lowered(
    cell: Cell, weight_hh: list[list[int]], biases: Mapping[str, list[int]], hidden: int
) -> list[tuple[str, str, str, Lowered[list[float]]]]:
    """Make the table functions: symbol, gate and role of every line; what the word brings is put in."""
    nothing: Matrix = ((Decimal(0),),) * len(weight_hh)
    given = unstacked(
        cell, {"weight_ih": nothing, "weight_hh": decimals(weight_hh), **_named(biases)}, hidden
    )
    return [
        (each.symbol, each.gate, each.role, lower(each.expression, Floats(), given))
        for each in cell.equations
    ]


def signed(random: Random, largest: int) -> int:
    """Draw a number of tenths that is not zero."""
    k = random.randrange(2 * largest) - largest
    return k if k < 0 else k + 1


def distinct(random: Random, count: int) -> list[int]:
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


def _within(a: float, bounds: Bounds) -> bool:
    return bounds[0] + _MARGIN <= abs(a) <= bounds[1] - _MARGIN


def decimals(rows: Iterable[Sequence[int]]) -> Matrix:
    """Make tenths decimals."""
    return tuple(tuple(Decimal(k).scaleb(-1) for k in row) for row in rows)
