"""Drawn weights made fit for the screen, without which nearly every draw would fall through it.

Neighbours in the recurrent matrix are told apart by their sizes, entries of a bias by size or sign. The
weights for words keep the pre-activations in bounds: the column of a word is chosen where the word first
stands, from what the other terms give there; the table is evaluated for all candidates at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tutor.calculation.equations import Equation
from tutor.calculation.evaluation import Key, lower
from tutor.calculation.problem import Problem
from tutor.handout.candidates import Candidates, Number
from tutor.handout.templates import Slot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Integers = NDArray[np.int64]

# Off the decimals that a pre-activation can be.
_OFF = 1e-7
# A word that comes again meets another state there: its pre-activation begins away from the bounds.
_MARGIN = 0.3


def differ(first: Integers, second: Integers) -> NDArray[np.bool_]:
    """Tell where a weight taken for its neighbour is no slip with the weight itself."""
    apart: NDArray[np.bool_] = (abs(first) != abs(second)) & (first != 2 * second) & (second != 2 * first)
    return apart


def spread(slot: Slot, drawn: Integers) -> Integers:
    """Change the sizes in a matrix so that every weight differs from the one before it in its row.

    >>> import numpy as np
    >>> spread(Slot(0, "weight_hh", (2, 2), 1, 3, 9), np.array([[4, -4, 3, 6]])).tolist()
    [[4, -5, 3, 7]]
    """
    import numpy as np

    matrix = drawn.reshape(-1, *slot.shape).copy()
    sizes = slot.largest - slot.least + 1
    for column in range(1, slot.shape[1]):
        own = matrix[:, :, column]
        for _ in range(sizes):
            next_size = slot.least + (abs(own) - slot.least + 1) % sizes
            own = np.where(differ(own, matrix[:, :, column - 1]), own, np.sign(own) * next_size)
        matrix[:, :, column] = own
    return matrix.reshape(len(drawn), -1)


def distinct(slot: Slot, drawn: Integers) -> Integers:
    """Change numbers of a vector so that each differs from all before it.

    >>> import numpy as np
    >>> distinct(Slot(0, "bias", (3,), 1, 3, 9), np.array([[9, 9, -3]])).tolist()
    [[9, -3, -4]]
    """
    import numpy as np

    vector, sizes = drawn.copy(), slot.largest - slot.least + 1
    for entry in range(1, slot.count):
        own, before = vector[:, entry], vector[:, :entry]
        for _ in range(2 * sizes):
            is_last = abs(own) == slot.largest
            further = np.where(is_last, -np.sign(own) * slot.least, own + np.sign(own))
            own = np.where((before == own[:, None]).any(axis=1), further, own)
        vector[:, entry] = own
    return vector


def fit(
    problem: Problem,
    slot: Slot,
    drawn: Integers,
    words: Integers,
    parameters: Mapping[str, Any],
    bounds: tuple[float, float],
) -> Integers:
    """Choose the input weights of candidates anew; which of the fitting ones, the drawn numbers decide.

    Args:
        problem: the template's; its first unit is a simple network.
        slot: the input weights.
        drawn: their drawn numbers, a row a candidate.
        words: the position of every word of the sentence, a row a candidate.
        parameters: those of the unit, with a number for every candidate.
        bounds: the least and the largest size of a pre-activation.
    """
    import numpy as np

    count, (hidden, inputs) = len(drawn), slot.shape
    unit, arithmetic, rows = problem.units[0], Candidates(count), np.arange(count)
    matrix = drawn.reshape(count, hidden, inputs).copy()
    nothing = tuple(tuple(Number(np.zeros(count)) for _ in range(inputs)) for _ in range(hidden))
    given = {**parameters, slot.name: nothing}
    lines = [(each, lower(each.expression, arithmetic, given)) for each in unit.cell.equations]
    known = np.zeros((count, inputs), dtype=bool)
    x, h = np.zeros((inputs, count)), arithmetic.vector(unit.start["h"])
    for word in words.T:
        values: dict[Key, Array] = {("x", 0, ""): x, ("h", 1, ""): h}
        rest = np.zeros((hidden, count))
        for line, evaluate in lines:
            values[line.symbol, 0, ""] = _written(problem, line, evaluate(values))
            if line.role == "pre-activation":
                rest = evaluate(values)
                break
        column = matrix[rows, :, word]
        again = (words == word[:, None]).sum(axis=1, keepdims=True) > 1
        chosen = _chosen(column, rest.T, slot, bounds, again * _MARGIN)
        chosen = np.where(chosen == 0, _chosen(column, rest.T, slot, bounds, np.zeros_like(again)), chosen)
        column = np.where(known[rows, word][:, None], column, chosen)
        matrix[rows, :, word] = column
        known[rows, word] = True
        for line, evaluate in lines:
            is_input = line.role == "input term"
            value = column.T / 10.0**slot.decimals if is_input else evaluate(values)
            values[line.symbol, 0, ""] = _written(problem, line, value)
        h = values["h", 0, ""]
    return matrix.reshape(count, -1)


def _written(problem: Problem, line: Equation, value: Array) -> Array:
    """Round a line that is written, where later lines use what is written."""
    import numpy as np

    if problem.rounding.carry == "full" or line.symbol not in problem.written:
        return value
    unit = 10.0**-problem.rounding.decimals
    return np.rint(value / unit) * unit


def _chosen(
    source: Integers, rest: Array, slot: Slot, bounds: tuple[float, float], margin: Array
) -> Integers:
    """Choose for every entry a weight that keeps it in bounds with the other terms; 0 where there is none."""
    import numpy as np

    scale, least, largest = 10**slot.decimals, bounds[0] + margin, bounds[1] - margin

    def whole(low: Array, high: Array) -> tuple[Integers, Integers, NDArray[np.bool_]]:
        """Give the first whole number, how many there are without 0, and whether 0 is among them."""
        first = np.maximum(np.ceil((low + _OFF) * scale), -slot.largest).astype(np.int64)
        last = np.minimum(np.floor((high - _OFF) * scale), slot.largest).astype(np.int64)
        has_zero = (first <= 0) & (last >= 0)
        return first, np.maximum(last - first + 1, 0) - has_zero, has_zero

    below, many_below, _ = low = whole(-largest - rest, -least - rest)
    above, many_above, _ = high = whole(least - rest, largest - rest)
    total = many_below + many_above
    # The sizes and signs of drawn numbers are as good as any; their place among all decides.
    place = (source + slot.largest) * 7919 % np.maximum(total, 1)
    is_low = place < many_below
    number = np.where(is_low, below + place, above + place - many_below)
    number += np.where(is_low, low[2], high[2]) & (number >= 0)
    return np.where(total == 0, 0, number)
