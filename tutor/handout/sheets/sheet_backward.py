"""The backward pass on a sheet or a key: each stage a question, its lines with boxes or as they are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutor.calculation.backward.result import BackwardPass, Written
from tutor.calculation.backward.units import WHOLE, Placed
from tutor.calculation.names import backward_letters
from tutor.calculation.network import TARGET
from tutor.calculation.numbers import plain
from tutor.calculation.trace import given
from tutor.documents.document import Block, Display, Heading, Math, OnKey, Paragraph, Part, Question
from tutor.documents.formulas.gradients import Gradients
from tutor.handout.backward_blanks import entries_of, kinds_asked, lines_shown
from tutor.handout.sheets import sheet_messages as sheet_says
from tutor.worked import backward_messages as says
from tutor.worked.backward_stages import Stage, is_several, stages, title_of
from tutor.worked.steps import target

if TYPE_CHECKING:
    from tutor.handout.sheets.sheet import SheetPage


def backward_questions(page: SheetPage, done: BackwardPass) -> Iterator[Block]:
    """Lay out every stage of which something is asked or given."""
    sheet = _Backward(page, done)
    yield Heading(2, says.BACKWARDS())
    yield from what_is_meant(page, done)
    several = is_several(done.table)
    for stage in stages(done.table, lines_shown(done.table, page.task.asked)):
        title = title_of(stage, page.task.trace, several=several)
        names = [name for line in stage.lines for name in entries_of(line)]
        yield Question(title, page.task.together(names), [*sheet.stage(stage)])


def what_is_meant(page: SheetPage, done: BackwardPass) -> Iterator[Block]:
    """Say what a gradient is, of which loss, and how far a parameter moves."""
    printer, table = page.print, done.table
    h = page.notation.quantity("h", "t")
    yield Paragraph(
        says.THE_LOSS_OF_ALL_STEPS(
            loss=Math(printer.symbol("L")), gradient=Math(printer.gradient(h)), quantity=Math(h)
        )
    )
    if len(table.targets) > 1:
        is_mean = page.problem.loss.reduction == "mean"
        yield Paragraph(
            says.THE_LOSS_IS_A_MEAN(count=len(table.targets)) if is_mean else says.THE_LOSS_IS_A_SUM()
        )
    rate = page.problem.loss.learning_rate
    if rate is not None and any(name.startswith("new_") for name in page.task.blanks):
        yield Paragraph(says.EVERY_PARAMETER_MOVES(rate=Math(printer.rate), value=plain(rate)))


def letters_of_the_table(page: SheetPage, done: BackwardPass) -> Iterator[Block]:
    """Say which name of the table is which gradient, where the sheet has other letters than torch."""
    asked = kinds_asked(done.table, page.task.asked)
    symbols = [line.symbol for line in done.table.lines if (line.unit.name, line.symbol) in asked]
    written = {symbol: backward_letters(symbol, page.problem.symbols).texts()[0] for symbol in symbols}
    names = [f"{letters} ({symbol})" for symbol, letters in written.items() if letters != symbol]
    if names:
        yield Paragraph(sheet_says.THE_TABLE_HAS_THE_LETTERS_OF_TORCH(names=", ".join(names)))


class _Backward:
    """Lays out the lines of stages."""

    def __init__(self, page: SheetPage, done: BackwardPass) -> None:
        self.page = page
        self.formulas = Gradients(page.task.trace, done, page.notation)
        self.written = {each.line.place: each for each in done.lines}
        self.asked = kinds_asked(done.table, page.task.asked)

    def stage(self, stage: Stage) -> Iterator[Block]:
        """Lay out one stage; where nothing is blank on a sheet that shows how, as it is worked out."""
        asked = self.page.task.asked
        is_given = all(asked.isdisjoint(entries_of(line)) for line in stage.lines)
        if is_given and self.page.task.worked and not any(map(self._reads_blank, stage.lines)):
            for line in stage.lines:
                yield from self._working(line)
            return
        for line in stage.lines:
            if self._is_asked(line):
                yield from targets_of(self.page, line)
        for line in stage.lines:
            yield self._line(line)
        if self.page.is_key and self.page.working and not is_given:
            yield OnKey([block for line in stage.lines for block in self._working(line)])

    def _is_asked(self, line: Placed) -> bool:
        """Whether a line is asked for at this or another step."""
        return (line.unit.name, line.symbol) in self.asked

    def _reads_blank(self, line: Placed) -> bool:
        """Whether a line reads what somebody is to find out."""
        table, asked = self.formulas.table, self.page.task.asked
        for node in line.equation.reads:
            unit, symbol, sequence, step = line.place_of(node)
            if node == TARGET:
                continue
            t = None if step == WHOLE else step
            if unit in table.by_name:
                back = table.by_name[unit]
                names = [
                    back.quantity_name(symbol, t, entry, sequence)
                    for entry in range(1, back.size_of(symbol) + 1)
                ]
            else:
                forward = table.forward[unit]
                size = self.page.problem.input_size if symbol == "x" else forward.size_of(symbol)
                names = [forward.quantity_name(symbol, step, entry, sequence) for entry in range(1, size + 1)]
            if not asked.isdisjoint(names):
                return True
        return False

    def _working(self, line: Placed) -> Iterator[Block]:
        formulas = self.formulas.line(self.written[line.place], sizes=False)
        yield Display(formulas.chain, aligned=True)

    def _line(self, line: Placed) -> Block:
        page = self.page
        names = entries_of(line)
        entries = [page.entry(name) for name in names]
        relation = self._relation(self.written[line.place], names)
        # Of a line that is given everywhere the rule reads what does not stand on the sheet.
        state = self.formulas.stated if self._is_asked(line) else self.formulas.given
        display = Display(state(line, relation, entries), aligned=True)
        points = page.task.together(names)
        return Part(points, display) if points else display

    def _relation(self, written: Written, names: list[str]) -> str:
        """Write = before boxes that are empty, and on a key what the numbers are."""
        page, printer = self.page, self.page.print
        whole = self.formulas.relation(written)
        if page.task.asked.isdisjoint(names):
            return whole
        if not page.is_key or whole == printer.equal:
            return printer.equal
        return printer.on_key(printer.equal, whole)


def targets_of(page: SheetPage, line: Placed) -> Iterator[Block]:
    """Say which target the step of an error has: a word or a position, and what k is."""
    if line.equation.role != "score gradient" or line.t is None:
        return
    sequence = page.problem.sequences[line.sequence - 1]
    position = sequence.target_entry(line.t)
    if position is not None and line.unit.size_of(line.symbol) > 1:
        yield target(page.problem, position)
    numbers = given(sequence.targets[line.t - 1]).texts
    vector = page.notation.stacked([page.print.number(text) for text in numbers])
    yield Display(page.print.equation(page.print.symbol("k", str(line.t)), vector))
