"""Sheet and key: what is given, what is asked, boxes to write in; the key is the same page with the answers.

A sheet is laid out from the values that are given; those of the blanks never reach it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.calculation.asked import sized
from tutor.calculation.trace import Run
from tutor.documents.document import (
    Blank,
    Block,
    Code,
    Document,
    Fields,
    Heading,
    Inline,
    Math,
    OnKey,
    Paragraph,
    Question,
    Remark,
    Table,
    Title,
    Verbatim,
    needs_kotex,
    points_text,
)
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.handout.sheets import sheet_messages as says
from tutor.handout.sheets.sheet_steps import Steps
from tutor.handout.task import Task, Value, rounding_policy, units_shown, values_on
from tutor.language.faults import Sentence
from tutor.worked.givens import two_biases, vocabulary
from tutor.worked.numbers_given import given_numbers
from tutor.worked.page import functions, order
from tutor.worked.steps import run_title

if TYPE_CHECKING:
    pass

# As many sizes stand side by side in a table where there are many.
SIZES_A_ROW, FEW_SIZES = 3, 6


def sheet(task: Task, printer: Printer) -> Document:
    """Lay out the sheet of a task: boxes where something is asked, and no answer anywhere."""
    return _document(SheetPage(task, printer, values_on(task, answers=False), is_key=False))


def key(task: Task, printer: Printer, *, working: bool = False) -> Document:
    """Lay out the key: the sheet with its answers, and with ``working`` how they come about."""
    return _document(SheetPage(task, printer, values_on(task, answers=True), is_key=True, working=working))


def _document(page: SheetPage) -> Document:
    task, problem = page.task, page.problem
    people_wrote = " ".join((problem.title, task.name, task.student, *problem.vocabulary.words))
    columns = max(
        sum(unit.sizes[axis] for axis in ("input", "hidden") if axis in unit.sizes) for unit in problem.units
    )
    return Document(
        page.blocks(),
        hangul=needs_kotex(people_wrote),
        matrix_columns=max(columns + 1, problem.input_size),
        footer=Code(task.sheet_id) if task.sheet_id else None,
    )


class SheetPage:
    """Lays out a sheet or a key from the values that may stand on it."""

    def __init__(
        self,
        task: Task,
        printer: Printer,
        known: Mapping[str, Value],
        *,
        is_key: bool,
        working: bool = False,
    ) -> None:
        self.task, self.print, self.known = task, printer, known
        self.is_key, self.working = is_key, working
        self.problem = task.problem
        self.notation = Notation(self.problem, printer)
        names = task.blanks
        self.asks_sizes = any(name.startswith("shape(") for name in names)
        self.asks_one_hot = any(name.startswith("x_") for name in names)
        self.units = units_shown(task)

    def blocks(self) -> Iterator[Block]:
        """Lay out the page."""
        task = self.task
        yield Heading(1, Title(self.problem.title))
        if self.is_key:
            yield OnKey([Remark(self._key_title())])
        yield self._head()
        yield from self._instructions()
        yield from self._givens()
        if self.asks_sizes:
            yield from self._sizes()
        for run in task.trace.runs:
            yield from self._run(run)
        if task.passed_back is not None:
            from tutor.handout.sheets.sheet_backward import backward_questions  # most sheets have none

            yield from backward_questions(self, task.passed_back)
        if task.table:
            yield from self._table()

    def _key_title(self) -> Inline:
        if self.task.key_id:
            return says.ANSWER_KEY_ID(id=Code(self.task.key_id))
        return says.ANSWER_KEY()

    def _head(self) -> Block:
        task = self.task
        name: Inline = Title(task.name) if task.name else Blank(room=22)
        student: Inline = Verbatim(task.student) if task.student else Blank(room=12)
        fields: list[tuple[Inline, Inline]] = [(says.NAME(), name), (says.STUDENT_ID(), student)]
        if task.sheet_id:
            fields.append((says.SHEET(), Code(task.sheet_id)))
        total = says.BLANK_OF_TOTAL(blank=Blank(room=4), total=points_text(task.total))
        return Fields([*fields, (says.POINTS(), total)])

    # What is asked

    def _instructions(self) -> Iterator[Block]:
        yield Paragraph(says.FILL_IN_EVERY_BOX_WHAT(what=self._what()))
        yield Paragraph(self._points())
        if self.units:
            yield from map(Paragraph, rounding_policy(self.task))

    def _what(self) -> Sentence:
        parts = []
        if self.asks_sizes:
            parts.append(says.THE_SIZES_OF_THE_PARAMETERS_AND_QUANTITIES())
        if self.asks_one_hot:
            parts.append(says.THE_ONE_HOT_VECTORS_X(x=Math(self.notation.quantity("x", "t"))))
        symbols = self._symbols()
        if symbols:
            listed = Math(self.print.listed(symbols))
            parts.append(says.SYMBOLS_STEP_BY_STEP(symbols=listed))
        if self.task.passed_back is not None:
            parts.append(says.THE_BACKWARD_PASS())
        first, *rest = parts
        for part in rest:
            first = says.FIRST_SECOND(first=first, second=part)
        return first

    def _symbols(self) -> list[str]:
        """List the symbols of the lines asked for, each once, without layer and direction."""
        asked = {
            line.symbol: unit
            for run in self.task.trace.runs
            for unit in (run.unit,)
            for line in self.problem.lines_of(unit)
            if any(
                run.unit.quantity_name(line.symbol, step.t, 1, run.sequence) in self.task.asked
                or run.unit.quantity_name(line.symbol, step.t, unit.size_of(line.symbol), run.sequence)
                in self.task.asked
                for step in run.steps
            )
        }
        return [self.print.symbol(symbol, "t") for symbol in asked]

    def _points(self) -> Sentence:
        task = self.task
        worths = set(map(task.worth, task.blanks)) if task.points else {Fraction(1)}
        total = points_text(task.total)
        if len(worths) == 1:
            return says.POINTS_TOTAL_IN_ALL_EACH_FOR_EVERY_BOX(total=total, each=points_text(worths.pop()))
        return says.POINTS_TOTAL_IN_ALL_EACH_STEP_SAYS_HOW_MANY(total=total)

    # What is given

    def _givens(self) -> Iterator[Block]:
        problem, told = self.problem, not self.asks_sizes
        yield from vocabulary(problem, self.notation, one_hot=not self.asks_one_hot, sizes=told)
        units = self.problem.units if self.asks_sizes else self.units
        if not units:
            return
        yield Heading(2, says.PARAMETERS())
        yield given_numbers(problem, units, self.notation, sizes=told)
        yield from two_biases(problem)
        if self.notation.rows:
            yield Paragraph(says.VECTORS_ARE_ROWS_ON_THIS_PAGE())
        if self.units:
            if len(problem.units) > 1:
                yield from order(problem, self.notation)
            yield from functions(problem, self.notation)

    # Sizes

    def _sizes(self) -> Iterator[Block]:
        cells: list[tuple[Inline, Inline]] = []
        points = Fraction(0)
        for each in sized(self.problem):
            notation = self.notation.of_unit(each.unit)
            symbol = (
                notation.parameter(each.parameter) if each.parameter else notation.quantity(each.symbol, "t")
            )
            boxes = [self._box(each.name(axis)) for axis in range(1, len(each.size) + 1)]
            points += sum(self.task.worth(each.name(axis)) for axis in range(1, len(each.size) + 1))
            cells.append(
                (Math(symbol), boxes[0])
                if len(boxes) == 1
                else (Math(symbol), says.ROWS_COLUMNS(rows=boxes[0], columns=boxes[1]))
            )
        across = SIZES_A_ROW if len(cells) > FEW_SIZES else 1
        down = -(-len(cells) // across)
        cells += [("", "")] * (across * down - len(cells))
        table = Table(
            (says.SYMBOL(), says.SIZE()) * across,
            [[cell for at in range(across) for cell in cells[at * down + row]] for row in range(down)],
            (False, False) * across,
        )
        yield Heading(2, says.SIZES())
        yield Paragraph(says.FOR_A_MATRIX_WRITE_ROWS_COLUMNS())
        yield Question(says.SIZES_OF_THE_PARAMETERS_AND_QUANTITIES(), points, [table])

    def _box(self, name: str) -> Blank:
        return Blank(self.known[name].text, room=3) if self.is_key else Blank(room=3)

    # Steps

    def entry(self, name: str) -> str:
        """Write an entry of a line: a box, on a key with its answer, or the number that is given."""
        if name not in self.task.asked:
            return self.print.number(self.known[name].text)
        return self.print.answer(self.known[name].text) if self.is_key else self.print.blank()

    def _run(self, run: Run) -> Iterator[Block]:
        asks_x = self.asks_one_hot and run.unit.name == "l0" and not run.unit.is_output
        shown = run.unit.name in [each.name for each in self.units if each.is_output == run.unit.is_output]
        if not asks_x and not shown:
            return
        several = len(self.task.trace.runs) > 1
        yield Heading(2, says.STEP_BY_STEP_UNIT(unit=run_title(self.task.trace, run))
                      if several else says.STEP_BY_STEP())  # fmt: skip
        if run.unit.direction < 0:
            yield Paragraph(says.THIS_DIRECTION_BEGINS_AT_THE_LAST_WORD())
        steps = Steps(self, run, asks_x=asks_x, lines=self.problem.lines_of(run.unit) if shown else ())
        for step in run.steps:
            yield steps.question(step)

    # Answers

    def _table(self) -> Iterator[Block]:
        yield Heading(2, says.ANSWERS())
        yield from self._marks_of_names()
        yield Table(
            (says.QUANTITY(), says.ANSWER()),
            [
                (Code(name), self.known[name].text if self.is_key else "")
                for name in self.task.blanks
            ],
            (False, False),
        )  # fmt: skip

    def _marks_of_names(self) -> Iterator[Block]:
        """Say what stands behind the names of a network of several units, or of several sequences."""
        units = [unit for unit in self.problem.units if not unit.is_output]
        if len(units) > 1:
            yield Paragraph(says.BEHIND_A_NAME_LAYER_MEANS_LAYER_1(layer=Code("@l1"), reverse=Code("@l0r")))
        if len(self.problem.sequences) > 1:
            yield Paragraph(says.BEHIND_A_NAME_SECOND_MEANS_SEQUENCE_2(second=Code("#2")))
        if self.task.passed_back is not None:
            from tutor.handout.sheets.sheet_backward import letters_of_the_table  # most sheets have none

            yield from letters_of_the_table(self, self.task.passed_back)
