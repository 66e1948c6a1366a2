"""The backward pass of a worked example: rules, steps from the last to the first, sums, new weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tutor.calculation.backward.loss import TARGET_KINDS
from tutor.calculation.backward.result import BackwardPass, Written
from tutor.calculation.backward.units import BackUnit, Placed
from tutor.calculation.equations import Add, Fn, Outer, Ref, walk
from tutor.calculation.network import X
from tutor.calculation.numbers import plain
from tutor.calculation.trace import Trace
from tutor.documents.document import Block, Display, Heading, Math, Paragraph, Table
from tutor.documents.formulas.gradients import Gradients
from tutor.documents.formulas.notation import Notation
from tutor.language.faults import Count
from tutor.worked import backward_messages as says
from tutor.worked.backward_stages import is_several, run_of, stages, title_of, title_of_unit
from tutor.worked.gradient_drawing import turned
from tutor.worked.gradient_sizes import sizes_of

# A page of a cell with gates and several layers would end in a list of hundreds.
GRADIENTS_COMPARED = 60


def backward(
    trace: Trace, done: BackwardPass, notation: Notation, *, full: bool, pictures: bool = True
) -> Iterator[Block]:
    """Lay out a backward pass; in brief without rules, entries, sizes and contributions of single steps."""
    page = _Page(trace, done, notation, full=full)
    yield Heading(2, says.BACKWARDS())
    yield from page.introduction()
    if full and pictures:
        yield from turned(trace, done, notation)
    yield from page.loss()
    yield from page.steps()
    yield from page.sums()
    if full:
        yield from sizes_of(trace, done, notation).blocks()
        yield from page.full_precision()


class _Page:
    """The parts of a backward pass on the page."""

    def __init__(self, trace: Trace, done: BackwardPass, notation: Notation, *, full: bool) -> None:
        self.trace, self.done, self.table = trace, done, done.table
        self.problem = trace.problem
        self.notation, self.print = notation, notation.print
        self.full = full
        self.formulas = Gradients(trace, done, notation)
        self.several = is_several(self.table)

    # What is computed

    def introduction(self) -> Iterator[Block]:
        """Say what a gradient is, and by which rules it is computed."""
        printer, problem = self.print, self.problem
        h = self.notation.quantity("h", "t")
        yield Paragraph(
            says.THE_LOSS_OF_ALL_STEPS(
                loss=Math(printer.symbol("L")), gradient=Math(printer.gradient(h)), quantity=Math(h)
            )
        )
        yield Paragraph(
            says.THE_LOSS_IS_A_MEAN(count=len(self.table.targets))
            if problem.loss.reduction == "mean" and len(self.table.targets) > 1
            else says.THE_LOSS_IS_A_SUM()
        )
        yield from self._target()
        for unit in self.table.units if self.full else ():
            if unit.stage == "steps":
                yield from self._rules(unit)
        if self.full:
            yield Paragraph(says.BEHIND_THE_LAST_STEP_THERE_IS_NOTHING())
        if any(isinstance(node, Fn) and node.name == "step" for node in self._nodes()):
            yield Paragraph(says.STEP_IS_1_ABOVE_0(step=Math(printer.function("step"))))
        yield Paragraph(says.GRADIENTS_HAVE_DECIMALS(decimals=Count(problem.rounding.decimals_backward)))

    def _target(self) -> Iterator[Block]:
        """Say what a target is, and what a mean of squared errors does not divide by."""
        loss, size = self.problem.loss, self.problem.units[-1].output_size
        target, step = Math(self.print.symbol("k", "t")), Math(self.print.step("t"))
        if TARGET_KINDS[loss.kind] == "numbers" and loss.reduction == "mean" and size > 1:
            yield Paragraph(says.A_MEAN_DIVIDES_BY_STEPS_ALONE(size=size))
        if TARGET_KINDS[loss.kind] == "entry":
            yield Paragraph(says.THE_TARGET_IS_ONE_HOT(target=target, step=step))
        else:
            yield Paragraph(says.THE_TARGET_IS_AS_GIVEN(target=target, step=step))

    def _nodes(self) -> Iterator[object]:
        for lines in self.table.equations.values():
            for line in lines:
                yield from walk(line.expression)

    def _rules(self, unit: BackUnit) -> Iterator[Block]:
        lines = self.table.equations[unit.name]
        if not lines:
            return
        title = title_of_unit(self.trace, unit)
        yield Paragraph(
            says.THE_LAST_STEP_GIVES_BACK_IN_UNIT(unit=title, t=self.table.steps)
            if unit.forward.only_last
            else says.EVERY_STEP_GIVES_BACK_IN_UNIT(unit=title)
        )
        rules = [self.formulas.rule(unit, each.symbol, each.expression) for each in lines]
        yield Display(self.print.lines(rules), aligned=True, breakable=True)
        if self.problem.symbols in ("textbook", "source") and not unit.forward.is_output:
            yield Paragraph(
                says.DELTA_IS_THE_GRADIENT_OF_THE_PRE_ACTIVATION(
                    delta=Math(self.formulas.gradient(unit, "da", "t")),
                    quantity=Math(self.notation.of_unit(unit.forward).print.symbol("a", "t")),
                )
            )

    # Lines

    def _line(self, written: Written) -> Iterator[Block]:
        line = self.formulas.line(written, sizes=self.full)
        if self.full:
            yield from self._column(written.line)
        yield Display(line.chain, aligned=True)
        if self.full and line.entries and not _is_plain_sum(written.line):
            yield Display(line.entries, aligned=True, breakable=True)

    def _column(self, line: Placed) -> Iterator[Block]:
        """Say that a one-hot x puts the error into one column of the contribution."""
        expression = line.equation.expression
        if not isinstance(expression, Outer) or not self.problem.words or line.unit.forward.x != X:
            return
        if not (isinstance(expression.right, Ref) and expression.right.symbol == "x"):
            return
        assert isinstance(expression.left, Ref)
        # A sum over time of a single contribution is that contribution; its step is that of its x.
        _, _, sequence, t = line.place_of(expression.right)
        x = run_of(self.trace, line.unit, sequence).at(t).quantities["x"]
        said = says.ROW_OF_CONTRIBUTION if self.formulas.rows else says.COLUMN_OF_CONTRIBUTION
        yield Paragraph(
            said(
                x=Math(self.notation.of_unit(line.unit.forward).quantity("x", str(t))),
                position=x.texts.index("1") + 1,
                matrix=Math(self.formulas.left(line)),
                delta=Math(self.formulas.operand(line, expression.left)),
            )
        )

    def loss(self) -> Iterator[Block]:
        """Write the loss of all steps together."""
        yield Heading(3, says.THE_LOSS())
        for written in self.done.lines:
            if written.line.unit.stage == "loss":
                yield from self._line(written)

    def steps(self) -> Iterator[Block]:
        """Write every step, from the last one back to the start."""
        by_line = {each.line.place: each for each in self.done.lines}
        for stage in stages(self.table, (each.line for each in self.done.lines)):
            if stage.kind not in ("step", "start"):
                continue
            shown = [by_line[line.place] for line in stage.lines if self.full or not _is_contribution(line)]
            if shown:
                yield Heading(3, title_of(stage, self.trace, several=self.several))
                yield from self._lines(shown)

    def _lines(self, lines: Sequence[Written]) -> Iterator[Block]:
        """Write lines with all their working, or in brief a few in one formula."""
        if self.full:
            for each in lines:
                yield from self._line(each)
        else:
            yield Display(self.formulas.brief(lines), aligned=True, breakable=True)

    def sums(self) -> Iterator[Block]:
        """Write the sums over all steps, then the step of learning."""
        lines = [each for each in self.done.lines if each.line.unit.stage == "sums"]
        updates = [each for each in lines if each.line.equation.role.endswith("update")]
        yield Heading(3, says.SUMS_OVER_TIME())
        yield Paragraph(says.A_PARAMETER_SERVES_AT_EVERY_STEP())
        yield from self._lines([each for each in lines if each not in updates])
        yield from self._two_biases()
        rate = self.problem.loss.learning_rate
        if rate is None:
            return
        yield Heading(3, says.ONE_STEP_OF_LEARNING())
        yield Paragraph(says.EVERY_PARAMETER_MOVES(rate=Math(self.print.rate), value=plain(rate)))
        yield from self._lines(updates)

    def _two_biases(self) -> Iterator[Block]:
        for unit in self.problem.units:
            naming = self.notation.of_unit(unit)
            for parameter in unit.cell.parameters:
                parts = [part for part in parameter.sum_of if part in unit.parameters]
                if len(parts) == 2:
                    first, second = (Math(naming.part(part)) for part in parts)
                    yield Paragraph(says.BOTH_BIASES_GET_THE_SAME(first=first, second=second))

    def full_precision(self) -> Iterator[Block]:
        """Compare the results with those of full precision."""
        rows = []
        exact = dict(zip((each.line.place for each in self.done.lines), self._exact_texts(), strict=True))
        for written in self.done.lines:
            line = written.line
            is_result = line.t is None or line.t == line.unit.start
            if not is_result or line.equation.role.endswith("update"):
                continue
            for entry, text in enumerate(written.quantity.texts, start=1):
                full = exact[line.place][entry - 1]
                if full != text:
                    rows.append((line.name(entry), text, full))
        yield Paragraph(says.GRADIENTS_IN_FULL_PRECISION() if rows else says.GRADIENTS_ARE_THOSE())
        if rows:
            yield Table(
                (says.A_QUANTITY(), says.WRITTEN_HERE(), says.FULL_PRECISION_COLUMN()),
                rows[:GRADIENTS_COMPARED],
                (False, True, True),
            )
        if len(rows) > GRADIENTS_COMPARED:
            yield Paragraph(says.AND_MORE_RESULTS(more=Count(len(rows) - GRADIENTS_COMPARED)))

    def _exact_texts(self) -> Iterable[tuple[str, ...]]:
        return [texts for _, texts in self.done.full_precision.rounded()]


def _is_contribution(line: Placed) -> bool:
    return line.equation.role.endswith("contribution")


def _is_plain_sum(line: Placed) -> bool:
    """Whether a line adds written quantities entry by entry, which its matrices show as they stand."""
    expression = line.equation.expression
    terms = expression.terms if isinstance(expression, Add) else (expression,)
    return line.t is None and line.unit.stage == "sums" and all(isinstance(term, Ref) for term in terms)
