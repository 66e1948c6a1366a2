"""A network: an ordered list of units, run over the steps of one sequence after another.

A unit is one layer in one direction, or the output layer. It computes all its steps before the next unit
begins, as a second layer needs every state of the first and a way back begins at the last step. The runner is
the only place that knows how a step begins; whoever evaluates a table, for whatever purpose, goes through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Sequence as Many
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from tutor.calculation.assembly.parameters import Place
from tutor.calculation.equations import (
    Axis,
    Cell,
    Direction,
    Equation,
    Expression,
    Matrix,
    Ref,
    Vector,
    references,
)
from tutor.calculation.evaluation import Arithmetic, Key, Lowered, key_of, lower
from tutor.calculation.names import quantity_name
from tutor.record import field, record, replace

X = Ref("x")
TARGET = Ref("k")

V = TypeVar("V")


@record()
class Unit:
    """One layer in one direction: its table, its parameters, where x comes from, its start values.

    A second layer reads ``x = Ref("h", unit="l0")``; both directions of a layer meet in a :class:`Cat`.
    Parameters are stored for columns (W x), whatever the orientation they were given in, a gate at a time.
    A unit that is ``only_last`` computes nothing before the last step: the output layer of a classifier.
    """

    cell: Cell
    parameters: Mapping[str, Vector | Matrix]
    start: Mapping[str, Vector] = field(default_factory=lambda: MappingProxyType({}))
    x: Expression = X
    layer: int = 0
    direction: Direction = 1
    only_last: bool = False

    def steps(self, count: int) -> range:
        """Give the steps that the unit computes of so many, in its order."""
        return range(count if self.only_last else 1, count + 1)[:: self.direction]

    @cached_property
    def name(self) -> str:
        """The unit's name as it stands after the @ of a quantity: l0, l1r."""
        return f"l{self.layer}{'r' if self.direction < 0 else ''}"

    @property
    def place(self) -> Place:
        """Layer and direction, as the names of torch's parameters tell them."""
        return Place(self.layer, self.direction < 0)

    @property
    def is_output(self) -> bool:
        """Whether this is the output layer, which keeps nothing from one step to the next."""
        return not self.cell.states

    @cached_property
    def sources(self) -> tuple[Ref, ...]:
        """The quantities that x is put together from."""
        return references(self.x)

    @cached_property
    def sizes(self) -> Mapping[Axis, int]:
        """The size of every axis of the table, read from the parameters."""
        sizes: dict[Axis, int] = {"one": 1}
        for each in self.cell.parameters:
            values = self.parameters[each.name]
            sizes[each.axes[0]] = len(values)
            if isinstance(values[0], tuple):
                sizes[each.axes[-1]] = len(values[0])
        return MappingProxyType(sizes)

    @property
    def output_size(self) -> int:
        """Entries of the result of every step: of h, or of the output layer's probabilities."""
        return self.sizes[self.cell.equation(self.cell.output).axis]

    def size_of(self, symbol: str) -> int:
        """Count the entries of a quantity."""
        return self.sizes["input" if symbol == "x" else self.cell.equation(symbol).axis]

    def quantity_name(self, symbol: str, step: int, entry: int = 0, sequence: int = 1) -> str:
        """Name a value of this unit, such as ``h_2[1]@l1r#3``; a scalar has no bracket."""
        return quantity_name(
            symbol,
            step,
            0 if symbol != "x" and self.cell.equation(symbol).axis == "one" else entry,
            layer=0 if self.is_output else self.layer,
            reverse=self.direction < 0,
            sequence=sequence,
        )


@record()
class Sequence:
    """One sentence of a batch: its words, x of every step, the targets, the units with their start values.

    ``words`` is empty where x is given in numbers, ``targets`` where no output is compared with anything.
    A step without a target has an empty one. The units of all sequences of a problem differ in their start
    values alone.
    """

    words: tuple[str, ...]
    inputs: tuple[Vector, ...]
    units: tuple[Unit, ...]
    targets: tuple[Vector, ...] = ()

    def word(self, t: int) -> str:
        """Give the word of step t, from 1; nothing where x is given in numbers."""
        return self.words[t - 1] if self.words else ""

    def has_target(self, t: int) -> bool:
        """Whether the output of step t, from 1, is compared with something."""
        return bool(self.targets) and 1 <= t <= len(self.targets) and bool(self.targets[t - 1])

    def target_entry(self, t: int) -> int | None:
        """Give the place of the 1 in the target of step t, from 0, where it is an entry of the output."""
        target = self.targets[t - 1] if self.has_target(t) else ()
        return target.index(Decimal(1)) if sum(map(bool, target)) == 1 and Decimal(1) in target else None

    def has_line(self, equation: Equation, t: int) -> bool:
        """Whether a line is computed at step t: without a target there is no loss."""
        return TARGET.symbol not in equation.symbols_read or self.has_target(t)

    def shortened(self, steps: int) -> Sequence:
        """Give the sequence without what comes after so many steps."""
        return replace(
            self,
            words=self.words[:steps],
            inputs=self.inputs[:steps],
            targets=self.targets[:steps],
        )


class Line(NamedTuple, Generic[V]):
    """An equation, lowered; ``reads_input_only``: it is the same wherever x is."""

    equation: Equation
    symbol: str
    evaluate: Lowered[V]
    reads_input_only: bool


class Begun(NamedTuple, Generic[V]):
    """A step of a unit before its lines are evaluated.

    ``values`` holds what the lines read; whoever evaluates them puts their values in, for the next step.
    ``x`` is equal for steps with the same given input, and ``None`` where x comes from another unit.
    """

    unit: Unit
    t: int
    values: dict[Key, V]
    lines: tuple[Line[V], ...]
    x: int | None


class Runner(Generic[V]):
    """The units of a network, lowered for one arithmetic."""

    def __init__(
        self,
        units: Many[Unit],
        arithmetic: Arithmetic[V],
        lines: Callable[[Unit], Many[Equation]],
    ) -> None:
        self._arithmetic = arithmetic
        self._lines = [tuple(_lowered(each, arithmetic, unit) for each in lines(unit)) for unit in units]
        # Where a step finds what the step before has left: its key there, its key here.
        self._lagged = [
            {
                ((node.symbol, 0, node.unit), key_of(node))
                for line in of_unit
                for node in line.equation.reads
                if node.lag
            }
            for of_unit in self._lines
        ]
        self._x: list[Lowered[V]] = [lower(unit.x, arithmetic, {}) for unit in units]
        self._read_later = {node for unit in units for node in unit.sources if node.unit}

    def run(self, sequence: Sequence) -> Iterator[Begun[V]]:
        """Begin every step of every unit, in the order of computing."""
        inputs = {id(x): x for x in sequence.inputs}
        number = {key: index for index, key in enumerate(inputs)}
        vectors = {key: self._arithmetic.vector(x) for key, x in inputs.items()}
        count = len(sequence.inputs)
        kept: dict[tuple[Ref, int], V] = {}
        for index, unit in enumerate(sequence.units):
            lines, lagged, given = self._lines[index], self._lagged[index], unit.x == X
            values: dict[Key, V] = {
                (state, 0, ""): self._arithmetic.vector(start) for state, start in unit.start.items()
            }
            later = [node for node in self._read_later if node.unit == unit.name and not unit.is_output]
            for t in unit.steps(count):
                now: dict[Key, V] = {here: values[there] for there, here in lagged}
                if given:
                    place = id(sequence.inputs[t - 1])
                    now[("x", 0, "")] = vectors[place]
                    yield Begun(unit, t, now, lines, number[place])
                else:
                    outside = {key_of(node): kept[node, t] for node in unit.sources}
                    now[("x", 0, "")] = self._x[index](outside)
                    here = lines
                    if unit.is_output and sequence.has_target(t):
                        now[key_of(TARGET)] = self._arithmetic.vector(sequence.targets[t - 1])
                    elif unit.is_output:
                        here = tuple(line for line in lines if TARGET not in line.equation.reads)
                    yield Begun(unit, t, now, here, None)
                for node in later:
                    kept[node, t] = now[(node.symbol, 0, "")]
                values = now


def _lowered(equation: Equation, arithmetic: Arithmetic[V], unit: Unit) -> Line[V]:
    return Line(
        equation,
        equation.symbol,
        lower(equation.expression, arithmetic, unit.parameters),
        all(node == X for node in equation.reads),
    )
