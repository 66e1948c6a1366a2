"""The lines of a backward pass where they stand: which are written, and what of them exists at which step.

Nothing comes back from behind the last step, a step without a target has no error, and before the first step
there are only the start values: each line is written without the terms that do not exist there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from tutor.calculation.backward.derivation import Plan, derived
from tutor.calculation.backward.error import error
from tutor.calculation.backward.units import BackUnit, Placed
from tutor.calculation.equations import (
    Add,
    Equation,
    Expression,
    Matrix,
    Part,
    Ref,
    Vector,
    children,
    flat,
    rewrite,
    walk,
)
from tutor.calculation.network import TARGET, Unit
from tutor.calculation.problem import Problem
from tutor.record import replace

_Place = tuple[str, str, int, int]


class BackwardTable:
    """Every line of the backward pass of a problem, in the order of computing.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> [line.name() for line in BackwardTable(problem).lines][:6]
    ['L', 'ds_2', 'dW_hy_2', 'ds_1', 'dW_hy_1', 'dh_2']
    """

    def __init__(self, problem: Problem, *, stated: bool = True) -> None:
        self.problem = problem
        self.steps = len(problem.sequences[0].inputs)
        output = problem.units[-1]
        assert output.is_output and any(sequence.targets for sequence in problem.sequences)
        many = range(1, len(problem.sequences) + 1)
        self.places = tuple((number, t) for number in many for t in range(1, self.steps + 1))
        self.targets = tuple(place for place in self.places if self.has_target(*place))
        count = len(self.targets) if problem.loss.reduction == "mean" else 1
        stated_error = error(
            problem.loss.kind, squashed="y" in output.cell.symbols, count=count, unit=output.name
        )
        self.units = derived(
            problem.units,
            Plan(
                self.steps,
                self.places,
                self.targets,
                stated_error if stated else None,
                count,
                problem.loss.learning_rate,
                problem.layout == "rows",
            ),
        )
        self.forward = {unit.name: unit for unit in problem.units}
        self.by_name = {unit.name: unit for unit in self.units}
        self._exists: dict[_Place, bool] = {}
        self._folded: dict[tuple[str, str], Expression] = {}

    def has_target(self, sequence: int, t: int) -> bool:
        """Whether a step is compared with something."""
        return self.problem.sequences[sequence - 1].has_target(t)

    # Which lines are written

    @cached_property
    def written(self) -> frozenset[tuple[str, str]]:
        """The unit and the symbol of every line that stands on the page."""
        kind = self.problem.rounding.backward
        every = {(unit.name, each.symbol) for unit in self.units for each in unit.equations}
        if kind == "all":
            return frozenset(every)
        in_parts = {
            (node.vector.unit, node.vector.symbol)
            for unit in self.units
            for each in unit.equations
            for node in walk(each.expression)
            if isinstance(node, Part) and isinstance(node.vector, Ref)
        }
        apart = {
            (unit.name, each.symbol)
            for unit in self.units
            for each in unit.equations
            if (each.role == "recurrent gradient" and not each.gate)
            or (each.role == "input gradient" and unit.forward.is_output)
        }
        apart -= in_parts
        if kind == "short":
            apart |= {
                (unit.name, each.symbol)
                for unit in self.units
                for each in unit.equations
                if each.role.endswith("contribution")
            }
        return frozenset(every - apart)

    @cached_property
    def equations(self) -> Mapping[str, tuple[Equation, ...]]:
        """The written equations of every unit, the others put into them."""
        found = {}
        for unit in self.units:
            lines = []
            for each in unit.equations:
                line = replace(each, expression=flat(rewrite(each.expression, self._put_in(unit))))
                if (unit.name, each.symbol) in self.written:
                    lines.append(line)
                else:
                    self._folded[unit.name, each.symbol] = _named(line.expression, unit.name)
            found[unit.name] = tuple(lines)
        return found

    def _put_in(self, reader: BackUnit) -> Callable[[Expression], Expression | None]:
        def change(node: Expression) -> Expression | None:
            if not isinstance(node, Ref) or node == TARGET:
                return None
            inner = self._folded.get((node.unit or reader.name, node.symbol))
            if inner is None:
                return None
            return rewrite(
                inner,
                lambda each: (
                    replace(each, lag=each.lag + node.lag, unit="" if each.unit == reader.name else each.unit)
                    if isinstance(each, Ref) and each != TARGET
                    else None
                ),
            )

        return change

    @cached_property
    def needed(self) -> Mapping[str, tuple[str, ...]]:
        """The forward quantities that the written lines of the pass read, by their unit."""
        read = {
            (node.unit, node.symbol)
            for unit in self.units
            for each in self.equations[unit.name]
            for node in each.reads
        }
        return {
            name: tuple(symbol for symbol in unit.cell.symbols if (name, symbol) in read)
            for name, unit in self.forward.items()
        }

    def parameters_of(self, unit: BackUnit) -> Mapping[str, Vector | Matrix]:
        """Give the parameters that the lines of a unit read; the layer below reads the output's, too."""
        return {**self.problem.units[-1].parameters, **unit.forward.parameters}

    # What exists where

    @cached_property
    def lines(self) -> tuple[Placed, ...]:
        """Every written line, in the order of computing."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Placed]:
        many = range(1, len(self.problem.sequences) + 1)
        yield from self._of(self.by_name["loss"], 1, None)
        for sequence in many:
            for unit in self.units:
                if unit.stage == "steps":
                    steps = range(self.steps, 0, -1) if unit.direction < 0 else range(1, self.steps + 1)
                    for t in (*steps, unit.start):
                        yield from self._of(unit, sequence, t)
        for unit in self.units:
            if unit.stage == "sums":
                yield from self._of(unit, 1, None)

    def _of(self, unit: BackUnit, sequence: int, t: int | None) -> Iterator[Placed]:
        """Give the lines of a unit at a step, each without what does not exist there."""
        copied: dict[str, Expression] = {}
        lines: list[Placed] = []
        for equation in self.equations[unit.name]:
            line = Placed(unit, equation, t, sequence)
            if t is not None and not self._stands(unit, equation.symbol, sequence, t):
                continue
            expression = self._pruned(line, equation.expression)
            # Some step has a target, and every sum over the steps has its term.
            assert expression is not None
            if isinstance(expression, Ref) and not expression.unit and expression.symbol in copied:
                # The only term has the line's own name.
                lines = [each for each in lines if each.symbol != expression.symbol]
                expression = copied[expression.symbol]
            if equation.role == "recurrent gradient":
                copied[equation.symbol] = expression
            same = expression == equation.expression
            lines.append(line if same else line._replace(equation=replace(equation, expression=expression)))
        yield from lines

    def _stands(self, unit: BackUnit, symbol: str, sequence: int, t: int) -> bool:
        """Whether a quantity of a backward unit exists at a step, all lines being written."""
        place = (unit.name, symbol, sequence, t)
        if place not in self._exists:
            self._exists[place] = self._computed(unit, symbol, sequence, t)
        return self._exists[place]

    def _computed(self, unit: BackUnit, symbol: str, sequence: int, t: int) -> bool:
        if not 0 <= t <= self.steps + 1 or t == self.steps + 1 - unit.start:
            return False
        if unit.forward.is_output and not self.has_target(sequence, t):
            return False
        equation = unit.equation(symbol)
        if t == unit.start:
            states = {f"d{state}" for state in unit.forward.cell.states}
            if equation.role != "recurrent gradient" and symbol not in states:
                return False
        return self._pruned(Placed(unit, equation, t, sequence), equation.expression) is not None

    def _reads(self, line: Placed, node: Ref) -> bool:
        unit_name, symbol, sequence, t = line.place_of(node)
        if node == TARGET:
            return line.t is not None and self.has_target(sequence, line.t)
        if line.t is None and unit_name == line.unit.name:
            return True
        if unit_name in self.by_name:
            return self._stands(self.by_name[unit_name], symbol, sequence, t)
        unit: Unit = self.forward[unit_name]
        start = 0 if unit.direction > 0 else self.steps + 1
        return 1 <= t <= self.steps or (t == start and symbol in unit.start)

    def _pruned(self, line: Placed, expression: Expression) -> Expression | None:
        """Leave out the terms of sums that do not exist where a line stands; all else is whole or absent."""
        match expression:
            case Ref():
                return expression if self._reads(line, expression) else None
            case Add(terms):
                there = [each for term in terms if (each := self._pruned(line, term)) is not None]
                return None if not there else there[0] if len(there) == 1 else Add(tuple(there))
        inside = [(each, self._pruned(line, each)) for each in children(expression)]
        if any(after is None for _, after in inside):
            return None
        assert all(before == after for before, after in inside), "a sum with missing terms stands by itself"
        return expression


def _named(expression: Expression, unit: str) -> Expression:
    """Give every quantity of an equation its unit, so that it can stand in another one's."""
    return rewrite(
        expression,
        lambda node: (
            replace(node, unit=unit) if isinstance(node, Ref) and not node.unit and node != TARGET else None
        ),
    )
