"""What a text writes for its outputs, told by the scores V h + c that its states give.

    z_3 = [1.7230, -0.2480, -0.0450]    near V h_3 + c              → the scores
    y_3 = [0.7634, 0.1063, 0.1303]      near softmax(V h_3 + c)     → what is made of them

Names decide nothing: y is the output in one text and the target in the next.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tutor.binding.backwards.facts import OUTPUTS, Facts, Rows, Written
from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.problem import Problem

# A written output lies within so many units of its last digit of what its states give.
OUTPUT_UNITS = 4.0
# What is written without digits is exact: [0, 0, 1] is a target, and near no output.
_COARSEST = 0.01
_STEEPEST = 500  # beyond it the sigmoid is 0 in every digit

Squash = Callable[[Sequence[float]], list[float]]


def scores_of(facts: Facts, weight: Rows, bias: Rows) -> dict[int, list[float]]:
    """Give V h + c at every step."""
    return {
        step: [dot(row, state.floats) + add[0] for row, add in zip(weight, bias, strict=True)]
        for step, state in enumerate(facts.states(), start=1)
    }


def squashed(scores: Mapping[int, Sequence[float]], squash: Squash) -> dict[int, list[float]]:
    """Give what is made of the scores of every step."""
    return {step: squash(each) for step, each in scores.items()}


def written_outputs(facts: Facts, problem: Problem, target: str = "") -> Mapping[tuple[str, int], Written]:
    """Give what a text writes for the scores s and for what is made of them, y, of a problem, step by step.

    A letter whose numbers are near neither is left out: what follows from it is judged from the states.
    """
    outer = problem.units[-1]
    weight, bias = (outer.parameters.get(name) for name in ("weight_hy", "bias_y"))
    assert weight is not None
    rows = floats(weight)
    scores = scores_of(facts, rows, floats(bias) if bias else tuple((0.0,) for _ in rows))
    made = {"s": scores}
    if outer.cell.kind in _MADE:
        made["y"] = squashed(scores, _MADE[outer.cell.kind])
    found: dict[tuple[str, int], Written] = {}
    for values in outputs_of(facts, len(rows), target).values():
        off = {symbol: furthest(values, each) for symbol, each in made.items()}
        nearest = min(off, key=lambda symbol: off[symbol])
        if off[nearest] <= OUTPUT_UNITS:
            for step, value in values.items():
                found.setdefault((nearest, step), value)
    return MappingProxyType(found)


def floats(value: Vector | Matrix) -> Rows:
    """Give a parameter as rows of numbers; a vector is a column."""
    return tuple(tuple(map(float, row)) if isinstance(row, tuple) else (float(row),) for row in value)


def outputs_of(facts: Facts, entries: int, target: str) -> Mapping[str, dict[int, Written]]:
    """Give what may be the output at every step: what is written for it, and is not the target."""
    found: dict[str, dict[int, Written]] = {}
    for base in OUTPUTS:
        if base == target:
            continue
        values = {step: facts.values.get((base, step)) for step in range(1, facts.steps + 1)}
        values[facts.steps] = values[facts.steps] or facts.values.get((base, None))
        fitting = {
            step: value for step, value in values.items() if value is not None and len(value.rows) == entries
        }
        # z[1] and z[2] look like two steps.
        parts = [facts.values.get((base, at)) for at in range(1, entries + 1)]
        if entries > 1 and not fitting and all(each is not None and len(each.flat) == 1 for each in parts):
            whole = Written(tuple((each.flat[0],) for each in parts if each is not None))
            fitting = {facts.steps: whole}
        if fitting:
            found[base] = fitting
    return found


def furthest(values: Mapping[int, Written], made: Mapping[int, Sequence[float]]) -> float:
    """Say how far written outputs are from what they may follow from, in units of their digits."""
    return max(
        abs(one - row[0]) / min(value.unit, _COARSEST)
        for step, value in values.items()
        for one, row in zip(made[step], value.floats, strict=True)
    )


def dot(row: Sequence[float], vector: Rows) -> float:
    """Give the product of a row and a column."""
    return sum(one * other[0] for one, other in zip(row, vector, strict=True))


def _softmax(scores: Sequence[float]) -> list[float]:
    grown = [math.exp(each - max(scores)) for each in scores]
    return [each / sum(grown) for each in grown]


def _sigmoids(scores: Sequence[float]) -> list[float]:
    return [1 / (1 + math.exp(-each)) if each > -_STEEPEST else 0.0 for each in scores]


_MADE: Mapping[str, Squash] = MappingProxyType({"softmax": _softmax, "sigmoid": _sigmoids})
SQUASHES: Mapping[str, Squash] = MappingProxyType(
    {"cross-entropy": _softmax, "binary-cross-entropy": _sigmoids}
)
