"""The lines of a backward pass behind those of the forward pass: one list, judged by one judge.

    forward lines ─→ loss ─→ gradients, step by step backwards ─→ sums over the steps ─→ new weights

Backward lines are judged from what the forward lines were answered with: a slip is charged where it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from tutor.calculation.backward.result import BackwardPass, backward_pass, is_written_as_forward
from tutor.calculation.backward.units import WHOLE, Placed
from tutor.calculation.equations import Expression, Matrix, Ref, Vector, references, rewrite
from tutor.calculation.evaluation import Enclosed, Intervals, Lowered, lower
from tutor.calculation.habits import SPARE_PLACES, Habit, Shown, both_habits, folded, is_sum, sides
from tutor.calculation.network import TARGET, X
from tutor.calculation.problem import Problem
from tutor.judging.answers.forms import Form
from tutor.judging.answers.lines import Line, Lines, Present, Source
from tutor.language.faults import CalculationError, SpecError
from tutor.record import record, replace

# Letters with which the names of gradients and of new parameters begin, and of no forward quantity.
_BACKWARD = re.compile(r"d[A-Za-z]|new_")

# A backward line is never put into another: where it was left blank, a value of its own stands for it.
_NEVER_FOLDED: Present = frozenset()


@record()
class BackwardLine(Line):
    """A vector, or a matrix row by row, of the backward pass; ``unit`` is the one that it goes back through.

    ``placed`` is the line of the backward table. The step of what belongs to no step is -1.
    """

    placed: Placed | None = None

    @property
    def at(self) -> Placed:
        """The line of the backward table."""
        assert self.placed is not None
        return self.placed

    def name(self, entry: int = 0) -> str:
        """Name the whole, or an entry of it (from 1): ``dh_2[1]``, ``dW_hh[1,2]``, ``new_b[1]``."""
        return self.at.name(entry)

    @property
    def is_state(self) -> bool:
        """Whether the next step reads it; what comes back is read as any other line is."""
        return False


class BackwardLines(Lines):
    """Every line of a problem and of its backward pass, in the order of computing.

    Raises:
        SpecError: there are no targets, or a forward line that is read is not written.
        CalculationError: a value grew beyond 10^12.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> lines = BackwardLines(problem)
    >>> i, entry = lines.names["dW_ih[1,2]"]
    >>> lines.key[i], entry, lines.decimals(i), lines.decimals(0)
    (('0.3054', '-0.3304'), 1, 4, 3)
    """

    def __init__(self, problem: Problem, shown: Shown = "key") -> None:
        self._pass = backward_pass(problem)
        self._table = self._pass.table
        rounding = problem.rounding
        # Both kinds of numbers are judged in units of one size.
        places = max(rounding.decimals, rounding.decimals_backward) + SPARE_PLACES
        self._of_gradients = both_habits(rounding.decimals_backward, shown, places)
        self._forms: dict[tuple[str, int], Form] = {}
        self._backward: dict[tuple[str, int, int], tuple[Lowered[Enclosed], ...]] = {}
        super().__init__(problem, shown, places=self._of_gradients[0].places)
        self.whole += [_NEVER_FOLDED] * len({line.run for line in self.lines[len(self.forward) :]})

    def _behind(self) -> tuple[Line, ...]:
        runs: dict[tuple[str, int], int] = {}
        positions: dict[int, dict[int, int]] = {}
        found = []
        for placed, _ in self._pass.lines:
            run = runs.setdefault((placed.unit.name, placed.sequence), len(self._runs) + len(runs))
            steps = positions.setdefault(run, {})
            step = WHOLE if placed.t is None else placed.t
            found.append(
                BackwardLine(
                    placed.symbol,
                    step,
                    placed.unit.size_of(placed.symbol),
                    run,
                    steps.setdefault(step, len(steps)),
                    placed.unit.forward,
                    placed.sequence,
                    placed,
                )
            )
        return tuple(found)

    def _behind_texts(self, problem: Problem) -> tuple[tuple[str, ...], ...]:
        done = self._pass if problem is self.problem else backward_pass(problem)
        return tuple(quantity.texts for _, quantity in done.lines)

    def habit(self, i: int, habit: int = 0) -> Habit:
        """Give how a line is written by who rounds to the nearest (0), or cuts digits off (1)."""
        line = self.lines[i]
        if not isinstance(line, BackwardLine):
            return self.habits[habit]
        return (self.habits if is_written_as_forward(line.at) else self._of_gradients)[habit]

    def folding(self, line: Line) -> tuple[str, ...]:
        """Give the lines of a step that are put into each other where nobody wrote them."""
        return () if isinstance(line, BackwardLine) else super().folding(line)

    def form(self, i: int, present: Present) -> Form:
        """Give a line's equation; a backward one has all its lines written."""
        line = self.lines[i]
        if not isinstance(line, BackwardLine):
            return super().form(i, present)
        # By identity: a table holds each of its equations once.
        key = line.at.unit.name, id(line.at.equation)
        if key not in self._forms:
            form = self._with_inputs(line.at.equation.expression)
            reads = tuple(dict.fromkeys(references(form)))
            self._forms[key] = Form((form,), sides(folded(form)), reads, form, is_sum(form))
        return self._forms[key]

    def forms(self, i: int, present: Present, habit: int) -> tuple[Lowered[Enclosed], ...]:
        """Give the forms of a line's equation, lowered for a habit of rounding."""
        line = self.lines[i]
        if not isinstance(line, BackwardLine):
            return super().forms(i, present, habit)
        return self._of_backward(line.at, self.form(i, present).folded, self.habit(i, habit), habit)

    def exact_form(self, i: int, present: Present) -> Lowered[Enclosed]:
        """Give a line's equation, lowered for who rounds nothing."""
        line = self.lines[i]
        if not isinstance(line, BackwardLine):
            return super().exact_form(i, present)
        return self._of_backward(line.at, self.form(i, present).exact, self.exactly, 2)[0]

    def _of_backward(
        self, placed: Placed, forms: Sequence[Expression], arithmetic: Intervals, habit: int
    ) -> tuple[Lowered[Enclosed], ...]:
        key = placed.unit.name, id(placed.equation), habit
        if key not in self._backward:
            parameters = self._table.parameters_of(placed.unit)
            self._backward[key] = tuple(lower(each, arithmetic, parameters) for each in forms)
        return self._backward[key]

    def _with_inputs(self, expression: Expression) -> Expression:
        """Put what a layer reads from the units below it in the place of its x."""

        def change(node: Expression) -> Expression | None:
            if not isinstance(node, Ref) or node.symbol != "x" or self._table.forward[node.unit].x == X:
                return None
            return rewrite(
                self._table.forward[node.unit].x,
                lambda each: replace(each, lag=node.lag) if isinstance(each, Ref) else None,
            )

        return rewrite(expression, change)

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str, int, int], int]:
        return MappingProxyType({self.place(i): i for i in range(len(self.lines))})

    def place(self, i: int) -> tuple[str, str, int, int]:
        """Say where a line stands, as references of the table do: unit, symbol, sentence, step."""
        line = self.lines[i]
        if isinstance(line, BackwardLine):
            return line.at.place
        return line.unit.name, line.symbol, line.sequence, line.step

    def _source(self, i: int, node: Ref) -> Source:
        line = self.lines[i]
        if not isinstance(line, BackwardLine):
            return super()._source(i, node)
        if node == TARGET:
            return self.habits[0].vector(self.problem.sequences[line.sequence - 1].targets[line.step - 1])
        found = self.at_place(line.at.place_of(node))
        assert found is not None
        return found

    def at_place(self, place: tuple[str, str, int, int]) -> Source | None:
        """Give what stands at a place: a line, an input or a start value; None where nothing does."""
        if place in self._by_place:
            return self._by_place[place]
        name, symbol, number, t = place
        sequence = self.problem.sequences[number - 1]
        if symbol == "x":
            steps = len(sequence.inputs)
            return self.habits[0].vector(sequence.inputs[t - 1]) if 1 <= t <= steps else None
        unit = next((each for each in sequence.units if each.name == name), None)
        if (
            unit is None
            or symbol not in unit.start
            or t != (0 if unit.direction > 0 else self._table.steps + 1)
        ):
            return None
        return self.habits[0].vector(unit.start[symbol])

    def source_of(self, line: BackwardLine, node: Ref) -> Source | None:
        """Give what a reference reads that may stand in no line of the table; None where nothing stands."""
        placed = line.at
        if node.symbol == TARGET.symbol and not node.unit:
            assert placed.t is not None
            return self.target(placed.sequence, placed.t - node.lag * placed.unit.direction)
        return self.at_place(placed.place_of(node))

    def target(self, sequence: int, step: int) -> Source | None:
        """Give the target of a step; None where there is none."""
        targets = self.problem.sequences[sequence - 1].targets
        there = 1 <= step <= len(targets) and targets[step - 1]
        return self.habits[0].vector(targets[step - 1]) if there else None

    def parameters(self, line: BackwardLine) -> Mapping[str, Vector | Matrix]:
        """Give the parameters that a line reads."""
        return self._table.parameters_of(line.at.unit)

    @property
    def done(self) -> BackwardPass:
        """The backward pass, with its numbers as the sheet has them."""
        return self._pass


def is_backward(name: str) -> bool:
    """Whether a name is one of the backward pass; the loss of all steps together has no step.

    >>> [is_backward(name) for name in ("dW_hh[1,2]", "da_3", "new_b[1]", "L", "L_2", "h_1[1]")]
    [True, True, True, True, False, False]
    """
    return name == "L" or _BACKWARD.match(name) is not None


def lines_asked(problem: Problem, names: Iterable[str], shown: Shown = "key") -> Lines:
    """Give the lines of a problem, with those of its backward pass where one of the names belongs to it.

    Raises:
        SpecError: a forward line that the backward pass reads is not written.
        CalculationError: a value grew beyond 10^12.
    """
    has_targets = any(sequence.targets for sequence in problem.sequences)
    if has_targets and any(map(is_backward, names)):
        return BackwardLines(problem, shown)
    return Lines(problem, shown)


def every_line(problem: Problem) -> Lines:
    """Give all lines of a problem, those of a backward pass where it has one."""
    try:
        return BackwardLines(problem)
    except (SpecError, CalculationError):
        return Lines(problem)
