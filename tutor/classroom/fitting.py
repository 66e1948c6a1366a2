"""Weights for words that keep the pre-activations in bounds: drawn among the numbers that do.

Without this nearly every draw would fall through the screen. The column of a word is chosen where the word
first stands, from what the other terms give there; the table is evaluated for all candidates at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tutor.bridges.candidates import Candidates, Number
from tutor.calculation.equations import Equation
from tutor.calculation.evaluation import Key, lower
from tutor.calculation.problem import Problem
from tutor.classroom.templates import Slot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Integers = NDArray[np.int64]

# Off the decimals that a pre-activation can be.
_OFF = 1e-7


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
        chosen = _chosen(column, rest.T, slot, bounds)
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


def _chosen(source: Integers, rest: Array, slot: Slot, bounds: tuple[float, float]) -> Integers:
    """Choose for every entry a weight that keeps it in bounds with the other terms; 0 where there is none."""
    import numpy as np

    scale, (least, largest) = 10**slot.decimals, bounds

    def whole(low: Array, high: Array) -> tuple[Integers, Integers]:
        first = np.maximum(np.ceil((low + _OFF) * scale), -slot.largest).astype(np.int64)
        last = np.minimum(np.floor((high - _OFF) * scale), slot.largest).astype(np.int64)
        return first, np.maximum(last - first + 1, 0)

    below, many_below = whole(-largest - rest, -least - rest)
    above, many_above = whole(least - rest, largest - rest)
    total = many_below + many_above
    # The sizes and signs of drawn numbers are as good as any; their place among all decides.
    place = (source + slot.largest) * 7919 % np.maximum(total, 1)
    return np.where(total == 0, 0, np.where(place < many_below, below + place, above + place - many_below))
