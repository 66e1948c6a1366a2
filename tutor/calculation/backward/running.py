"""A backward pass in any arithmetic: forward first, then every line where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.backward.units import Placed
from tutor.calculation.equations import Equation, Ref
from tutor.calculation.evaluation import Arithmetic, Key, Lowered, key_of, lower
from tutor.calculation.network import TARGET, Begun, Line, Runner, Unit

V = TypeVar("V")
# unit, quantity, sentence, step
Values = dict[tuple[str, str, int, int], V]


class BackwardRunner(Generic[V]):
    """Evaluates the lines of a backward table, and the forward lines that they read.

    ``forward`` writes a line of the forward pass, ``backward`` one of the backward pass: each is given the
    value and gives what later lines use.
    """

    def __init__(
        self,
        table: BackwardTable,
        arithmetic: Arithmetic[V],
        forward: Callable[[Line[V], Begun[V]], V],
        backward: Callable[[Placed, Lowered[V], Mapping[Key, V]], V],
    ) -> None:
        self._table = table
        self._arithmetic = arithmetic
        self._forward = forward
        self._backward = backward

    def run(self) -> Values[V]:
        """Give every value that a line has or reads."""
        values = self._forwards()
        parameters = {unit.name: self._table.parameters_of(unit) for unit in self._table.units}
        # By identity: a table holds each of its equations once, and to compare them is not quick.
        lowered: dict[tuple[str, int], Lowered[V]] = {}
        for line in self._table.lines:
            key = (line.unit.name, id(line.equation))
            if key not in lowered:
                lowered[key] = lower(line.equation.expression, self._arithmetic, parameters[line.unit.name])
            values[line.place] = self._backward(line, lowered[key], self._reads(line, values))
        return values

    def _reads(self, line: Placed, values: Values[V]) -> dict[Key, V]:
        return {
            key_of(node): self._target(line) if node == TARGET else values[line.place_of(node)]
            for node in line.equation.reads
        }

    def _target(self, line: Placed) -> V:
        assert line.t is not None
        return self._arithmetic.vector(self._table.problem.sequences[line.sequence - 1].targets[line.t - 1])

    def _forwards(self) -> Values[V]:
        """Run forward, and keep what the backward lines read."""
        problem, needed = self._table.problem, self._table.needed
        values: Values[V] = {}

        def lines_of(unit: Unit) -> tuple[Equation, ...]:
            return unit.cell.fold((*problem.written, *needed[unit.name]))

        runner = Runner(problem.units, self._arithmetic, lines_of)
        for number, sequence in enumerate(problem.sequences, start=1):
            for begun in runner.run(sequence):
                unit = begun.unit.name
                values[unit, "x", number, begun.t] = begun.values[key_of(Ref("x"))]
                for line in begun.lines:
                    value = self._forward(line, begun)
                    begun.values[line.symbol, 0, ""] = values[unit, line.symbol, number, begun.t] = value
            for each in sequence.units:
                before = 0 if each.direction > 0 else len(sequence.inputs) + 1
                for state, start in each.start.items():
                    values[each.name, state, number, before] = self._arithmetic.vector(start)
        return values
