"""Warnings about a problem that is allowed, but teaches little or is hard to compute by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from tutor.calculation.assembly.limits import MAX_STEPS
from tutor.calculation.equations import Equation, Fn, MatVec, Param, Parameter, Ref, walk
from tutor.calculation.evaluation import Arithmetic, Enclosed, Floats, Intervals, Key, key_of
from tutor.calculation.names import SYMBOLS
from tutor.calculation.network import Begun, Runner, Unit
from tutor.calculation.problem import Problem
from tutor.language.faults import Fault
from tutor.spec import example_messages as says

_SATURATED = 5
_EXPANSIVE = 10  # units in the last decimal

# Decimals carried beyond those written: widths are wanted roughly.
_SPARE = 3

V = TypeVar("V")


def advice(problem: Problem) -> list[Fault]:
    """Find what a teacher would want to change: zero weights, saturated units, rounding errors that grow."""
    found = [*_zero_weights(problem)]
    for warning in (_saturated(problem), _expansive(problem)):
        found += [warning] if warning else []
    return found


def _zero_weights(problem: Problem) -> Iterator[Fault]:
    for unit in problem.units:
        for each in unit.cell.parameters:
            if len(each.axes) == 2 and not any(any(row) for row in unit.parameters[each.name]):  # type: ignore[arg-type]
                yield says.EVERY_ENTRY_OF_SYMBOL_IS_ZERO(symbol=_symbol(problem, unit, each)).about(
                    _key(unit, each)
                )


def _symbol(problem: Problem, unit: Unit, parameter: Parameter) -> str:
    return SYMBOLS[problem.symbols].names[parameter.name] + unit.place.ending


def _key(unit: Unit, parameter: Parameter) -> str:
    """Give the key of a spec that holds a parameter."""
    return f"output.{parameter.torch}" if unit.is_output else f"cell.{parameter.torch}{unit.place.ending}"


def _saturated(problem: Problem) -> Fault | None:
    for unit, t, values, lines, _ in _begun(problem, Floats(), lambda unit: unit.cell.equations):
        for line in lines:
            values[(line.symbol, 0, "")] = line.evaluate(values)
            function = line.equation.expression
            if not isinstance(function, Fn) or function.name == "relu":
                continue
            inside = line.equation.reads[0]
            entry = next((at for at, z in enumerate(values[key_of(inside)]) if abs(z) > _SATURATED), None)
            if entry is not None and unit.cell.equation(inside.symbol).role == "pre-activation":
                parameter = _largest_term(unit, unit.cell.equation(inside.symbol), values, entry)
                return (
                    says.SYMBOL_IS_SATURATED_INSIDE_LIMIT(
                        symbol=unit.quantity_name(line.symbol, t),
                        inside=unit.quantity_name(inside.symbol, t),
                        limit=_SATURATED,
                    )
                    .saying(
                        because=says.IT_IS_ALMOST_1_OR_1_WHATEVER_ITS_INPUTS_ARE()
                        if function.name == "tanh"
                        else says.IT_IS_ALMOST_0_OR_1_WHATEVER_ITS_INPUTS_ARE(),
                        help=says.USE_A_SMALLER_SYMBOL(symbol=_symbol(problem, unit, parameter)),
                    )
                    .about(_key(unit, parameter))
                )
    return None


def _largest_term(unit: Unit, equation: Equation, values: Mapping[Key, list[float]], entry: int) -> Parameter:
    """Find the parameter whose term is the largest where ``equation`` is added up for one hidden unit."""
    sizes: dict[str, float] = {}
    for node in walk(equation.expression):
        if isinstance(node, Param):
            sizes[node.name] = abs(float(unit.parameters[node.name][entry]))  # type: ignore[arg-type]
        elif isinstance(node, Ref):
            product = unit.cell.equation(node.symbol).expression
            if isinstance(product, MatVec):
                sizes[product.matrix.name] = abs(values[key_of(node)][entry])
    return unit.cell.parameter(max(sizes, key=lambda name: sizes[name]))


def _expansive(problem: Problem) -> Fault | None:
    """Warn where the roundings of all lines together may move a result by more than ten units.

    Ten for every gate and every layer: each of them rounds lines of its own.
    """
    unit = 10**_SPARE

    def write(value: Enclosed) -> Enclosed:
        if value.low is value.high and not any(each % unit for each in value.low):
            return value  # printed whole
        return Enclosed([each - unit // 2 for each in value.low], [each + unit // 2 for each in value.high])

    arithmetic = Intervals(problem.rounding.decimals + _SPARE)
    for layer, t, values, lines, _ in _begun(problem, arithmetic, problem.lines_of):
        for line in lines:
            values[(line.symbol, 0, "")] = write(line.evaluate(values))
        limit = _EXPANSIVE * max(1, len(layer.cell.gates)) * (layer.layer + 1)
        for state in layer.cell.states:
            low, high = values[(state, 0, "")]
            if any(above - below > limit * unit for below, above in zip(low, high, strict=True)):
                recurrent = next(p for p in layer.cell.parameters if p.role == "recurrent weight")
                symbol = SYMBOLS[problem.symbols].names["weight_hh"] + layer.place.ending
                return (
                    says.ROUNDING_ERRORS_GROW_BEYOND_LIMIT_UNITS(
                        limit=limit, t=t, symbol=layer.quantity_name(state, t)
                    )
                    .saying(help=says.USE_A_SMALLER_SYMBOL_FEWER_STEPS_OR_MORE_DECIMALS(symbol=symbol))
                    .about(_key(layer, recurrent))
                )
    return None


def _begun(
    problem: Problem, arithmetic: Arithmetic[V], lines: Callable[[Unit], tuple[Equation, ...]]
) -> Iterator[Begun[V]]:
    """Run the recurrent units, no further than a person goes, whatever the limits are."""
    runner = Runner(problem.units, arithmetic, lines)
    for sequence in problem.sequences:
        for begun in runner.run(sequence.shortened(MAX_STEPS)):
            if begun.unit.is_output:
                break
            yield begun
