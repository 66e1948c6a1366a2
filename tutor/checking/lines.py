"""The lines of a problem as a judge of answers needs them: named, with keys, lowered once for every habit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from tutor.calculation.equations import Equation, Expression, Matrix, Ref, Vector, flat, references, rewrite
from tutor.calculation.evaluation import Enclosed, Intervals, Key, Lowered, key_of, lower
from tutor.calculation.names import quantity_name
from tutor.calculation.numbers import Carry, decimals_of, scaled
from tutor.calculation.problem import Problem
from tutor.calculation.trace import trace
from tutor.checking.habits import Habit, Shown
from tutor.checking.widths import unwritten

Source = int | Enclosed
Present = frozenset[str]


class Number(NamedTuple):
    """A written number in units of 10^-places, and how many decimals it is written with."""

    value: int
    decimals: int


@dataclass(frozen=True)
class Line:
    """A vector that can be answered: the quantity of one equation at one step.

    ``before`` is the position of the run's step before, None at its start.
    """

    symbol: str
    step: int
    size: int
    run: int = 0
    position: int = 0
    sequence: int = 1
    layer: int = 0
    reverse: bool = False

    def name(self, entry: int = 0) -> str:
        """Name the vector, or an entry of it (from 1)."""
        return quantity_name(
            self.symbol, self.step, entry, layer=self.layer, reverse=self.reverse, sequence=self.sequence
        )


class Evaluated(NamedTuple):
    """An equation with everything that nobody wrote folded in: its forms, lowered, and what they read."""

    forms: tuple[Lowered[Enclosed], ...]
    reads: tuple[Ref, ...]
    expression: Expression


class Lines:
    """Every line of a problem in the order of computing.

    ``shown`` is how the class was told to compute tanh: with a key, or by written exponentials.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}})
    >>> lines = Lines(problem)
    >>> [line.name() for line in lines.lines], lines.key[3]
    (['p_1', 'q_1', 'a_1', 'h_1'], ('0.380',))
    """

    def __init__(self, problem: Problem, shown: Shown = "key") -> None:
        self.problem = problem
        self.habits = (
            Habit(problem.rounding.decimals, shown=shown),
            Habit(problem.rounding.decimals, cut=True, shown=shown),
        )
        self.exactly = Intervals(self.habits[0].places)
        self.unit = self.habits[0].unit_in_places
        self._trace = trace(_all_written(problem))
        self.lines, self.key = self._listed()
        self.at = {(line.run, line.symbol, line.position): i for i, line in enumerate(self.lines)}
        self._tables: dict[tuple[int, Present, int], Mapping[str, Evaluated]] = {}
        self._sources: dict[tuple[int, Present], tuple[tuple[Key, Source], ...]] = {}

    def _listed(self) -> tuple[tuple[Line, ...], tuple[tuple[str, ...], ...]]:
        lines, key = [], []
        for position, step in enumerate(self._trace.steps):
            for symbol in self.problem.unit.cell.symbols:
                texts = step.quantities[symbol].texts
                lines.append(Line(symbol, step.t, len(texts), 0, position))
                key.append(texts)
        return tuple(lines), tuple(key)

    @cached_property
    def names(self) -> Mapping[str, tuple[int, int]]:
        """Where every name belongs: line and entry, from 0."""
        return MappingProxyType(
            {
                line.name(entry + 1): (i, entry)
                for i, line in enumerate(self.lines)
                for entry in range(line.size)
            }
        )

    @cached_property
    def key_numbers(self) -> tuple[tuple[Number, ...], ...]:
        """The key as numbers."""
        return tuple(tuple(self.number(Decimal(text)) for text in texts) for texts in self.key)

    @cached_property
    def conventions(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """What named conventions of carrying give, entry by entry."""
        other: Carry = "full" if self.problem.rounding.carry == "rounded" else "rounded"
        rounding = replace(self.problem.rounding, carry=other)
        carried = trace(replace(_all_written(self.problem), rounding=rounding)).steps
        return tuple(
            tuple(
                frozenset((number.value, self.number(Decimal(text)).value))
                for number, text in zip(
                    numbers, carried[line.position].quantities[line.symbol].texts, strict=True
                )
            )
            for line, numbers in zip(self.lines, self.key_numbers, strict=True)
        )

    @cached_property
    def exact(self) -> tuple[tuple[int | None, ...], ...]:
        """The entries that hold no more digits than are asked for, in units of 10^-places; None elsewhere."""
        values: list[Enclosed] = []
        whole = frozenset(self.problem.unit.cell.symbols)
        for i in range(len(self.lines)):
            reads = {
                key: values[source] if isinstance(source, int) else source
                for key, source in self.sources(i, whole)
            }
            values.append(self.evaluated(i, whole, 2).forms[0](reads))
        return tuple(
            tuple(a if a == b and a % self.unit == 0 else None for a, b in zip(*value, strict=True))
            for value in values
        )

    def number(self, number: Decimal) -> Number:
        """Take in a written number; what lies beyond the places is left off."""
        decimals = decimals_of(number)
        more = max(0, decimals - self.exactly.places)
        return Number(scaled(number, self.exactly.places + more) // 10**more, decimals)

    # Evaluation

    def evaluated(self, i: int, present: Present, habit: int) -> Evaluated:
        """Give a line's equation where the lines ``present`` of its step stand written; habit 2 is exact."""
        run = self.lines[i].run
        table = self._tables.get((run, present, habit))
        if table is None:
            table = self._tables[run, present, habit] = self._lowered(present, habit)
        return table[self.lines[i].symbol]

    def _lowered(self, present: Present, habit: int) -> Mapping[str, Evaluated]:
        cell, parameters = self.problem.unit.cell, self.problem.unit.parameters
        arithmetic = (*self.habits, self.exactly)[habit]
        table = {}
        for symbol in cell.symbols:
            line: Equation = next(each for each in cell.fold((*present, symbol)) if each.symbol == symbol)
            forms = [line.expression, *line.equivalent_forms]
            table[symbol] = Evaluated(
                tuple(
                    lower(form if habit == 2 else unwritten(form), arithmetic, parameters) for form in forms
                ),
                tuple(dict.fromkeys(node for form in forms for node in references(form))),
                line.expression,
            )
        return MappingProxyType(table)

    def sources(self, i: int, present: Present) -> tuple[tuple[Key, Source], ...]:
        """Say where each value that a line reads comes from: another line, or something given."""
        known = self._sources.get((i, present))
        if known is None:
            reads = self.evaluated(i, present, 0).reads
            known = tuple((key_of(node), self._source(i, node)) for node in reads)
            self._sources[i, present] = known
        return known

    def _source(self, i: int, node: Ref) -> Source:
        line = self.lines[i]
        if node.symbol == "x":
            return self.input(i)
        position = line.position - node.lag
        return self.starts(i)[node.symbol] if position < 0 else self.at[line.run, node.symbol, position]

    def input(self, i: int) -> Enclosed:
        """Give x at the step of a line."""
        word = self.problem.words[self.lines[i].step - 1]
        return self.habits[0].vector(tuple(map(Decimal, self.problem.vocabulary.one_hot(word))))

    def starts(self, i: int) -> Mapping[str, Enclosed]:
        """Give the start values of a line's run."""
        return {state: self.habits[0].vector(start) for state, start in self.problem.unit.start.items()}

    def given(self, i: int) -> tuple[Mapping[str, Vector | Matrix], tuple[int | None, ...]]:
        """Give the parameters of a line's unit, and which word stands at each step."""
        vocabulary = self.problem.vocabulary.words
        return self.problem.unit.parameters, tuple(map(vocabulary.index, self.problem.words))

    def absolute(self, i: int, present: Present) -> Expression:
        """Give a line's equation with every quantity at its own step, as the catalogue reads it."""
        step = self.lines[i].step

        def change(node: Expression) -> Expression | None:
            return Ref(node.symbol, unit=str(step - node.lag)) if isinstance(node, Ref) else None

        return flat(rewrite(self.evaluated(i, present, 2).expression, change))


def _all_written(problem: Problem) -> Problem:
    """The same problem where every line can be asked for; what is written already keeps its digits."""
    symbols = problem.unit.cell.symbols
    return problem if set(problem.written) >= set(symbols) else replace(problem, written=symbols)
