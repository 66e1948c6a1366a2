"""Warnings about a problem that is allowed, but teaches little or is hard to compute by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from tutor.calculation.equations import Equation, Fn, MatVec, Param, Ref, walk
from tutor.calculation.evaluation import Arithmetic, Enclosed, Floats, Intervals, Key, key_of
from tutor.calculation.names import SYMBOLS
from tutor.calculation.network import Begun, Runner, Unit
from tutor.calculation.problem import Problem
from tutor.calculation.vocabulary import MAX_STEPS
from tutor.errors import Fault, say

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
    for each in problem.unit.cell.parameters:
        if len(each.axes) == 2 and not any(any(row) for row in problem.unit.parameters[each.name]):  # type: ignore[arg-type]
            yield Fault(
                "N07",
                say("every entry of {symbol} is zero", symbol=SYMBOLS[problem.symbols].names[each.name]),
                because=say("Its term vanishes, and many errors would be invisible."),
                help=say("use weights other than zero"),
                severity="warning",
                key=f"cell.{each.name}",
            )


def _saturated(problem: Problem) -> Fault | None:
    cell = problem.unit.cell
    bounded = [
        (each.symbol, key_of(each.reads[0]))
        for each in cell.equations
        if isinstance(each.expression, Fn) and each.expression.name != "relu"
    ]
    for _, t, values, lines, _ in _begun(problem, Floats(), lambda unit: unit.cell.equations):
        for line in lines:
            values[(line.symbol, 0, "")] = line.evaluate(values)
        for symbol, inside in bounded:
            unit = next((at for at, entry in enumerate(values[inside]) if abs(entry) > _SATURATED), None)
            if unit is not None:
                name = _largest_term(problem, cell.equation(inside[0]), values, unit)
                return Fault(
                    "N08",
                    say(
                        "{symbol}_{t} is saturated: |{inside}_{t}| > {limit}",
                        symbol=symbol,
                        t=t,
                        inside=inside[0],
                        limit=_SATURATED,
                    ),
                    because=say(
                        "It is almost 1 or −1 whatever its inputs are, and many errors would be invisible."
                    ),
                    help=say("use a smaller {symbol}", symbol=SYMBOLS[problem.symbols].names[name]),
                    severity="warning",
                    key=f"cell.{name}",
                )
    return None


def _largest_term(problem: Problem, equation: Equation, values: Mapping[Key, list[float]], unit: int) -> str:
    """Name the parameter whose term is the largest where ``equation`` is added up for one unit."""
    sizes: dict[str, float] = {}
    for node in walk(equation.expression):
        if isinstance(node, Param):
            sizes[node.name] = abs(float(problem.unit.parameters[node.name][unit]))  # type: ignore[arg-type]
        elif isinstance(node, Ref):
            product = problem.unit.cell.equation(node.symbol).expression
            if isinstance(product, MatVec):
                sizes[product.matrix.name] = abs(values[key_of(node)][unit])
    return max(sizes, key=lambda name: sizes[name])


def _expansive(problem: Problem) -> Fault | None:
    """Warn where the roundings of all lines together may move a result by more than ten units."""
    unit = 10**_SPARE

    def write(value: Enclosed) -> Enclosed:
        if value.low is value.high and not any(each % unit for each in value.low):
            return value  # printed whole
        return Enclosed([each - unit // 2 for each in value.low], [each + unit // 2 for each in value.high])

    arithmetic = Intervals(problem.rounding.decimals + _SPARE)
    for _, t, values, lines, _ in _begun(problem, arithmetic, problem.lines_of):
        for line in lines:
            values[(line.symbol, 0, "")] = write(line.evaluate(values))
        for state in problem.unit.cell.states:
            low, high = values[(state, 0, "")]
            if any(above - below > _EXPANSIVE * unit for below, above in zip(low, high, strict=True)):
                return Fault(
                    "N09",
                    say(
                        "rounding errors grow beyond {limit} units of the last decimal at step {t}",
                        limit=_EXPANSIVE,
                        t=t,
                    ),
                    because=say(
                        "People who round in different places get visibly different {symbol}_{t}.",
                        symbol=state,
                        t=t,
                    ),
                    help=say(
                        "use a smaller {symbol}, fewer steps or more decimals",
                        symbol=SYMBOLS[problem.symbols].names["weight_hh"],
                    ),
                    severity="warning",
                    key="cell.weight_hh",
                )
    return None


def _begun(
    problem: Problem, arithmetic: Arithmetic[V], lines: Callable[[Unit], tuple[Equation, ...]]
) -> Iterator[Begun[V]]:
    """Run the problem, no further than a person goes, whatever the limits are."""
    runner = Runner(problem.units, arithmetic, lines)
    for sequence in problem.sequences:
        yield from runner.run(sequence.shortened(MAX_STEPS))
