"""Parameters rounded to a few decimals: a new problem, and how far its results are from the old one's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import MappingProxyType

from tutor.calculation.assembly.origin import Origin
from tutor.calculation.assembly.parameters import stacked, unstacked
from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.evaluation import Enclosed
from tutor.calculation.network import Unit
from tutor.calculation.precision import full_precision
from tutor.calculation.problem import Problem
from tutor.record import replace

Numbers = Vector | Matrix

# The results that are compared: states and, of an output layer, probabilities.
OUTPUTS = frozenset({"h", "y"})


def shortened(problem: Problem, decimals: int) -> Problem:
    """Round every parameter to ``decimals``; see :meth:`tutor.Problem.shortened`."""
    sequences = tuple(
        replace(each, units=tuple(_unit(unit, decimals) for unit in each.units)) for each in problem.sequences
    )
    short = replace(problem, sequences=sequences)
    return replace(short, origin=Origin(problem.origin.notes, decimals, _distance(problem, short)))


def _unit(unit: Unit, decimals: int) -> Unit:
    """Round what was given, gates and both biases, and add the biases up again."""
    given = {name: _rounded(values, decimals) for name, values in stacked(unit.cell, unit.parameters).items()}
    if unit.is_output:
        return replace(unit, parameters=MappingProxyType(given))
    size = unit.output_size
    parameters: Mapping[str, Numbers] = unstacked(unit.cell, given, size)
    return replace(unit, parameters=MappingProxyType(dict(parameters)))


def _rounded(values: Numbers, decimals: int) -> Numbers:
    unit = Decimal(1).scaleb(-decimals)
    rounded = tuple(
        _rounded(each, decimals) if isinstance(each, tuple) else each.quantize(unit, ROUND_HALF_UP) + 0
        for each in values
    )
    return rounded  # type: ignore[return-value]


def _distance(problem: Problem, short: Problem) -> str:
    """Give the largest difference between the results of two problems, rounded up to two digits."""
    before, after = full_precision(problem), full_precision(short)
    largest = Fraction(0)
    for one, other in zip(before.steps, after.steps, strict=True):
        for symbol in OUTPUTS & one.keys():
            ours, theirs = _middles(one[symbol], before.places), _middles(other[symbol], after.places)
            largest = max(largest, *(abs(a - b) for a, b in zip(ours, theirs, strict=True)))
    number = Decimal(largest.numerator) / Decimal(largest.denominator)
    if not number:
        return "0"
    return f"{number.quantize(Decimal(1).scaleb(number.adjusted() - 1), ROUND_CEILING):f}"


def _middles(value: Enclosed, places: int) -> list[Fraction]:
    return [Fraction(low + high, 2 * 10**places) for low, high in zip(*value, strict=True)]
