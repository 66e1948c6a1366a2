"""What stands on the page before anybody has typed: the givens, step by step the lines with their boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.calculation.asked import sized
from tutor.calculation.equations import Equation
from tutor.calculation.trace import Run, Step
from tutor.desk.backward_layout import BackwardLayout
from tutor.desk.building import screen_messages as says
from tutor.desk.building.sections import Entry, Row, Section
from tutor.documents.document import Block, Inline, Paragraph, Verbatim
from tutor.documents.formulas.mathml import MathML
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.handout.sheets.sheet import SheetPage
from tutor.handout.task import Task, rounding_policy, values_on
from tutor.language.faults import Sentence
from tutor.worked.givens import two_biases, vocabulary
from tutor.worked.numbers_given import given_numbers
from tutor.worked.page import functions, order
from tutor.worked.steps import asks_for_target, run_title, step_title, target


class Layout:
    """Lays out the page of a task.

    >>> from tutor import Problem
    >>> from tutor.handout.blanks import task_of
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
    >>> sections = Layout(task_of(problem, "steps")).sections
    >>> [row.name for row in sections[0].rows], sections[0].rows[0].entries
    (['p_1', 'q_1', 'a_1', 'h_1'], (Entry(name='p_1[1]', given=None),))
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.printer = MathML()
        self.page = SheetPage(task, self.printer, values_on(task, answers=False), is_key=False)
        done = task.passed_back
        self.backward = None if done is None else BackwardLayout(self.page, done)
        self.sections = tuple(self._sections())

    def givens(self) -> Iterator[Block]:
        """Lay out what stays in sight, the numbers first."""
        page, problem, notation = self.page, self.task.problem, self.page.notation
        told = not page.asks_sizes
        units = problem.units if page.asks_sizes else page.units
        if units:
            yield given_numbers(problem, units, notation, sizes=told)
        yield from vocabulary(problem, notation, one_hot=not page.asks_one_hot, sizes=told)
        if units:
            yield from two_biases(problem)
        if page.units:
            if len(problem.units) > 1:
                yield from order(problem, notation)
            yield from functions(problem, notation)
        if self.backward is not None:
            # What else is said of decimals belongs to the gradients.
            yield from map(Paragraph, rounding_policy(self.task)[1:])
            yield from self.backward.meant()

    def policy(self) -> Sentence | None:
        """Say how numbers are rounded, where numbers are asked for."""
        return rounding_policy(self.task)[0] if self.page.units else None

    def _sections(self) -> Iterator[Section]:
        if self.page.asks_sizes:
            yield Section(says.SIZES(), says.SIZES(), tuple(self._sizes()))
        runs = self.task.trace.runs
        for run in runs:
            names = [each.name for each in self.page.units if each.is_output == run.unit.is_output]
            lines = self.task.problem.lines_of(run.unit) if run.unit.name in names else ()
            asks_x = self.page.asks_one_hot and run.unit.name == "l0" and not run.unit.is_output
            if not lines and not asks_x:
                continue
            unit: Inline = run_title(self.task.trace, run) if len(runs) > 1 else ""
            for step in run.steps:
                rows = [*self._x(run, step, asks_x), *self._rows(run, step, lines)]
                title = step_title(step)
                said = says.TITLE_OF_UNIT(title=title, unit=unit) if unit else title
                short = says.STEP_AND_WORD(t=step.t, word=Verbatim(step.word)) if step.word else str(step.t)
                yield Section(said, short, tuple(rows), unit)
        if self.backward is not None:
            yield from self.backward.sections()

    # Lines

    def _rows(self, run: Run, step: Step, lines: Sequence[Equation]) -> Iterator[Row]:
        notation, unit, printer = self.page.notation.of_unit(run.unit), run.unit, self.printer
        sequence = self.task.problem.sequences[run.sequence - 1]
        holes = {Hole("", lag, "step"): printer.step(str(step.t - lag * unit.direction)) for lag in (0, 1)}
        for line in lines:
            if line.symbol not in step.quantities:
                continue
            before: tuple[Block, ...] = ()
            at = sequence.target_entry(step.t)
            if at is not None and asks_for_target(line):
                before = (target(self.task.problem, at),)
                holes[Hole("s", 0, "target")] = printer.step(str(at + 1))
            size = unit.size_of(line.symbol)
            names = [
                unit.quantity_name(line.symbol, step.t, entry, run.sequence) for entry in range(1, size + 1)
            ]
            yield Row(
                unit.quantity_name(line.symbol, step.t, 0, run.sequence),
                line.symbol,
                Skeleton(notation.quantity(line.symbol)).fill(holes),
                Skeleton(notation.symbolic(line.expression)).fill(holes),
                notation.roles[line.symbol],
                tuple(map(self._entry, names)),
                flat=notation.rows,
                before=before,
            )

    def _x(self, run: Run, step: Step, asks_x: bool) -> Iterator[Row]:
        if asks_x:
            size = self.task.problem.input_size
            names = [run.unit.quantity_name("x", step.t, at, run.sequence) for at in range(1, size + 1)]
            x = self.page.notation.quantity("x", str(step.t))
            yield Row(
                run.unit.quantity_name("x", step.t, 0, run.sequence),
                "x",
                x,
                "",
                "input",
                tuple(map(self._entry, names)),
                flat=self.page.notation.rows,
            )

    def _entry(self, name: str) -> Entry:
        return Entry(name, None if name in self.task.asked else self.page.known[name].text)

    def _sizes(self) -> Iterator[Row]:
        for each in sized(self.task.problem):
            notation = self.page.notation.of_unit(each.unit)
            symbol = (
                notation.parameter(each.parameter) if each.parameter else notation.quantity(each.symbol, "t")
            )
            names = [each.name(axis) for axis in range(1, len(each.size) + 1)]
            name = each.name(1).replace("[1]", "")
            yield Row(name, name, symbol, "", None, tuple(map(self._entry, names)), flat=True)
