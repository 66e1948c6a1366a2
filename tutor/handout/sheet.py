"""Sheet and key: what is given, what is asked, boxes to write in; the key is the same page with the answers.

    Task ─┬─ givens alone ────────→ sheet
          └─ givens and answers ──→ key

A sheet is laid out from the values that are given; those of the blanks never reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from tutor.calculation.asked import one_hot_entries, sized, sizes
from tutor.calculation.equations import Equation, Param, Ref, walk
from tutor.calculation.network import Unit
from tutor.calculation.numbers import Carry, Ties
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Run, Step, Trace
from tutor.documents.document import (
    Blank,
    Block,
    Code,
    Display,
    Document,
    Fields,
    Heading,
    Inline,
    Math,
    OnKey,
    Paragraph,
    Part,
    Question,
    Remark,
    Table,
    Title,
    Verbatim,
    needs_kotex,
    points_text,
)
from tutor.documents.formulas.notation import STEP, Notation
from tutor.documents.formulas.printer import Printer
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.language.faults import Sentence, say
from tutor.worked.givens import two_biases, vocabulary
from tutor.worked.numbers_given import given_numbers
from tutor.worked.page import functions, order
from tutor.worked.steps import Working, asks_for_target, before, reads_whole, run_title, step_title, target

# A line with more operands than this has its boxes in a line of their own.
OPERANDS_A_LINE = 6
# A step with more boxes below each other is taller than a page: its short lines stand in pairs, with so many
# operands in a row.
MOST_BOXES, OPERANDS_A_ROW = 22, 5
# A one-hot vector with more entries is written in a line, as in the table of the vocabulary.
MOST_BELOW = 8
# As many sizes stand side by side in a table where there are many.
SIZES_A_ROW, FEW_SIZES = 3, 6

# How numbers are rounded, each policy in one sentence.
_POLICIES: Mapping[tuple[Ties, Carry], str] = MappingProxyType(
    {
        (
            "half-up",
            "rounded",
        ): "Round every number that you write to {decimals} decimals, a 5 at the end away "
        "from zero, and go on with the rounded numbers; nothing inside a line is rounded.",
        ("half-up", "full"): "Round every number that you write to {decimals} decimals, a 5 at the end away "
        "from zero, but go on with the numbers that are not rounded.",
        (
            "half-even",
            "rounded",
        ): "Round every number that you write to {decimals} decimals, a 5 at the end to "
        "the even neighbour, and go on with the rounded numbers; nothing inside a line is rounded.",
        ("half-even", "full"): "Round every number that you write to {decimals} decimals, a 5 at the end to "
        "the even neighbour, but go on with the numbers that are not rounded.",
    }
)


@dataclass(frozen=True)
class Task:
    """What one student is asked.

    Args:
        trace: of the problem, written as the sheet sets it: its lines are those of the sheet.
        blanks: the names of the entries that are asked for; every other one is given.
        student: the student's id, where it is known.
        name: the student's name.
        sheet_id: the number of the sheet.
        key_id: what the key carries in its place.
        points: what a blank is worth, by its name; one point where nothing is said.
        worked: whether steps in which nothing is blank are worked out line by line.
        table: whether a table for the answers stands at the end, for sheets that are filled in a file.
    """

    trace: Trace
    blanks: tuple[str, ...]
    student: str = ""
    name: str = ""
    sheet_id: str = ""
    key_id: str = ""
    points: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    worked: bool = False
    table: bool = False

    @property
    def problem(self) -> Problem:
        """The problem, as the sheet sets it."""
        return self.trace.problem

    @cached_property
    def asked(self) -> frozenset[str]:
        """The names of the blanks."""
        return frozenset(self.blanks)

    def worth(self, name: str) -> Fraction:
        """Give the points of a blank."""
        return self.points.get(name, Fraction(1))

    def together(self, names: Iterable[str]) -> Fraction:
        """Give the points of those names that are blanks."""
        asked = [name for name in names if name in self.asked]
        return sum(map(self.worth, asked), Fraction(0)) if self.points else Fraction(len(asked))

    @property
    def total(self) -> Fraction:
        """The points of the whole sheet."""
        return self.together(self.blanks)


class Value(NamedTuple):
    """A number as it is printed, and whether it is the value itself."""

    text: str
    exact: bool = True


def rounding_policy(problem: Problem) -> Sentence:
    """Say in one sentence how numbers are rounded and what is carried on."""
    rounding = problem.rounding
    return say(_POLICIES[rounding.ties, rounding.carry], decimals=rounding.decimals)


def units_shown(task: Task) -> tuple[Unit, ...]:
    """Give the units whose lines stand on the sheet: those asked for, and those that they read."""
    of_lines = [
        run.unit
        for run in task.trace.runs
        if any(name in task.asked for step in run.steps for name in _names(run, step))
    ]
    if any(unit.is_output for unit in of_lines):
        return task.problem.units
    return tuple(unit for unit in task.problem.units if of_lines and not unit.is_output)


def sheet(task: Task, printer: Printer) -> Document:
    """Lay out the sheet of a task: boxes where something is asked, and no answer anywhere."""
    return _document(_Page(task, printer, _values(task, answers=False), is_key=False))


def key(task: Task, printer: Printer, *, working: bool = False) -> Document:
    """Lay out the key: the sheet with its answers, and with ``working`` how they come about."""
    return _document(_Page(task, printer, _values(task, answers=True), is_key=True, working=working))


def _values(task: Task, *, answers: bool) -> Mapping[str, Value]:
    """Give what may be printed, by its name: what is given, and for a key the answers."""
    asked = task.asked
    found = {
        name: Value(text, exact)
        for run in task.trace.runs
        for step in run.steps
        for symbol, quantity in step.quantities.items()
        if symbol != "x"
        for entry, (text, exact) in enumerate(zip(quantity.texts, quantity.exact, strict=True), start=1)
        if answers or run.unit.quantity_name(symbol, step.t, entry, run.sequence) not in asked
        for name in (run.unit.quantity_name(symbol, step.t, entry, run.sequence),)
    }
    given = {**one_hot_entries(task.problem), **sizes(task.problem)}
    found |= {name: Value(text) for name, text in given.items() if answers or name not in asked}
    return MappingProxyType(found)


def _document(page: _Page) -> Document:
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


class _Page:
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
        if task.table:
            yield from self._table()

    def _key_title(self) -> Inline:
        if self.task.key_id:
            return say("Answer key, {id}", id=Code(self.task.key_id))
        return say("Answer key")

    def _head(self) -> Block:
        task = self.task
        name: Inline = Title(task.name) if task.name else Blank(room=22)
        student: Inline = Verbatim(task.student) if task.student else Blank(room=12)
        fields: list[tuple[Inline, Inline]] = [(say("Name"), name), (say("Student id"), student)]
        if task.sheet_id:
            fields.append((say("Sheet"), Code(task.sheet_id)))
        total = say("{blank} of {total}", blank=Blank(room=4), total=points_text(task.total))
        return Fields([*fields, (say("Points"), total)])

    # What is asked

    def _instructions(self) -> Iterator[Block]:
        yield Paragraph(say("Fill in every box: {what}.", what=self._what()))
        yield Paragraph(self._points())
        if self.units:
            yield Paragraph(rounding_policy(self.problem))

    def _what(self) -> Sentence:
        parts = []
        if self.asks_sizes:
            parts.append(say("the sizes of the parameters and quantities"))
        if self.asks_one_hot:
            parts.append(say("the one-hot vectors {x}", x=Math(self.notation.quantity("x", "t"))))
        symbols = self._symbols()
        if symbols:
            listed = Math(self.print.listed(symbols))
            parts.append(say("{symbols}, step by step", symbols=listed))
        first, *rest = parts
        for part in rest:
            first = say("{first}, {second}", first=first, second=part)
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
            return say(
                "Points: {total} in all, {each} for every box.", total=total, each=points_text(worths.pop())
            )
        return say("Points: {total} in all; each step says how many it is worth.", total=total)

    # What is given

    def _givens(self) -> Iterator[Block]:
        problem, told = self.problem, not self.asks_sizes
        yield from vocabulary(problem, self.notation, one_hot=not self.asks_one_hot, sizes=told)
        units = self.problem.units if self.asks_sizes else self.units
        if not units:
            return
        yield Heading(2, say("Parameters"))
        yield given_numbers(problem, units, self.notation, sizes=told)
        yield from two_biases(problem)
        if self.notation.rows:
            yield Paragraph(
                say("Vectors are rows on this page, so every matrix is the transpose of torch's.")
            )
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
                else (Math(symbol), say("{rows} × {columns}", rows=boxes[0], columns=boxes[1]))
            )
        across = SIZES_A_ROW if len(cells) > FEW_SIZES else 1
        down = -(-len(cells) // across)
        cells += [("", "")] * (across * down - len(cells))
        table = Table(
            (say("symbol"), say("size")) * across,
            [[cell for at in range(across) for cell in cells[at * down + row]] for row in range(down)],
            (False, False) * across,
        )
        yield Heading(2, say("Sizes"))
        yield Paragraph(say("For a matrix write rows × columns, for a vector the number of its entries."))
        yield Question(say("Sizes of the parameters and quantities"), points, [table])

    def _box(self, name: str) -> Blank:
        return Blank(self.known[name].text, room=3) if self.is_key else Blank(room=3)

    # Steps

    def _run(self, run: Run) -> Iterator[Block]:
        asks_x = self.asks_one_hot and run.unit.name == "l0" and not run.unit.is_output
        shown = run.unit.name in [each.name for each in self.units if each.is_output == run.unit.is_output]
        if not asks_x and not shown:
            return
        several = len(self.task.trace.runs) > 1
        yield Heading(2, say("Step by step: {unit}", unit=run_title(self.task.trace, run))
                      if several else say("Step by step"))  # fmt: skip
        if run.unit.direction < 0:
            yield Paragraph(say("This direction begins at the last word and goes back to the first."))
        steps = _Steps(self, run, asks_x=asks_x, lines=self.problem.lines_of(run.unit) if shown else ())
        for step in run.steps:
            yield steps.question(step)

    # Answers

    def _table(self) -> Iterator[Block]:
        yield Heading(2, say("Answers"))
        yield from self._marks_of_names()
        yield Table(
            (say("quantity"), say("answer")),
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
            yield Paragraph(
                say(
                    "Behind a name, {layer} means layer 1, {reverse} backwards in layer 0; "
                    "layer 0 has no mark.",
                    layer=Code("@l1"),
                    reverse=Code("@l0r"),
                )
            )
        if len(self.problem.sequences) > 1:
            yield Paragraph(
                say("Behind a name, {second} means sequence 2; sequence 1 has no mark.", second=Code("#2"))
            )


def _names(run: Run, step: Step) -> Iterator[str]:
    """Name the entries of the lines of a step."""
    for symbol, quantity in step.quantities.items():
        if symbol != "x":
            for entry in range(1, len(quantity.texts) + 1):
                yield run.unit.quantity_name(symbol, step.t, entry, run.sequence)


class _Line(NamedTuple):
    """A line of a run: its formula with holes for the step, the relation and the vector."""

    equation: Equation
    formula: Skeleton
    is_long: bool
    operands: int
    entries: Sequence[int]


def _paired(lines: Sequence[_Line]) -> list[tuple[_Line, ...]]:
    """Put two lines in a row where both are short."""
    rows: list[tuple[_Line, ...]] = []
    for line in lines:
        before = rows[-1] if rows else ()
        if (
            len(before) == 1
            and not (line.is_long or before[0].is_long)
            and (line.operands + before[0].operands <= OPERANDS_A_ROW)
        ):
            rows[-1] = (*before, line)
        else:
            rows.append((line,))
    return rows


class _Steps:
    """Lays out the steps of one run, each as a question."""

    def __init__(self, page: _Page, run: Run, *, asks_x: bool, lines: Sequence[Equation]) -> None:
        self.page, self.run, self.asks_x = page, run, asks_x
        self.notation = page.notation.of_unit(run.unit)
        self.lines = [self._line(line) for line in lines]
        boxes = sum(len(line.entries) for line in self.lines) + (page.problem.input_size if asks_x else 0)
        is_tall = boxes > MOST_BOXES and not self.notation.rows
        self.rows = _paired(self.lines) if is_tall else [(line,) for line in self.lines]
        self.working: Working | None = None
        self.example: Working | None = None
        if lines and page.working:
            self.working = Working(page.task.trace, run, self.notation, full=True)
        if lines and page.task.worked:
            # With every entry written out there are sizes below the terms.
            self.example = Working(page.task.trace, run, self.notation, full=not page.asks_sizes)

    def _line(self, line: Equation) -> _Line:
        printer, notation, symbol = self.page.print, self.notation, line.symbol
        relation, vector = Hole(symbol, 0, "relation").mark(), Hole(symbol, 0, "vector").mark()
        left, symbolic = notation.quantity(symbol, STEP), notation.symbolic(line.expression)
        is_long = sum(isinstance(node, Ref) for node in walk(line.expression)) > OPERANDS_A_LINE // 2
        operands = sum(isinstance(node, Ref | Param) for node in walk(line.expression))
        if is_long:
            text = printer.lines([(left, printer.equal, symbolic), ("", relation, vector)])
        else:
            text = printer.related(left, printer.equal, symbolic, relation, vector)
        return _Line(line, Skeleton(text), is_long, operands, range(1, self.run.unit.size_of(symbol) + 1))

    def question(self, step: Step) -> Question:
        """Lay out one step: its lines with boxes, or as they are given; on a key perhaps the working."""
        task = self.page.task
        names = [*self._x_names(step), *_names(self.run, step)] if self.lines else self._x_names(step)
        points = task.together(names)
        if self.example is not None and not points and self._reads_no_blank(step):
            return Question(
                step_title(step),
                points,
                [*self._x(step), *map(Paragraph, self.example.notes(step)), *self.example.of(step)],
            )
        blocks = [*self._x(step), *self._lines(step)]
        if self.working is not None:
            blocks.append(OnKey([*map(Paragraph, self.working.notes(step)), *self.working.of(step)]))
        return Question(step_title(step), points, blocks)

    def _reads_no_blank(self, step: Step) -> bool:
        """Whether what a step reads of other units is given, as its working would show it."""
        return not any(
            unit.quantity_name(node.symbol, step.t, entry, self.run.sequence) in self.page.task.asked
            for node, unit in self.notation.sources()
            for entry in range(1, unit.size_of(node.symbol) + 1)
        )

    def _x_names(self, step: Step) -> list[str]:
        if not self.asks_x:
            return []
        size = self.page.problem.input_size
        return [self.run.unit.quantity_name("x", step.t, i + 1, self.run.sequence) for i in range(size)]

    def _x(self, step: Step) -> Iterator[Block]:
        names = self._x_names(step)
        if names:
            x = self.notation.quantity("x", str(step.t))
            entries = [self._entry(name) for name in names]
            tall = len(entries) > MOST_BELOW
            vector = self.page.print.enclosed(entries) if tall else self.notation.stacked(entries)
            yield self._part(Display(self.page.print.equation(x, vector)), names)

    def _lines(self, step: Step) -> Iterator[Block]:
        sequence = self.page.problem.sequences[self.run.sequence - 1]
        printer = self.page.print
        filled = {
            Hole("", lag, "step"): printer.step(str(step.t - lag * self.run.unit.direction)) for lag in (0, 1)
        }
        for row in self.rows:
            names: list[str] = []
            for line in row:
                symbol = line.equation.symbol
                if symbol not in step.quantities:
                    continue
                own = [
                    self.run.unit.quantity_name(symbol, step.t, entry, self.run.sequence)
                    for entry in line.entries
                ]
                position = sequence.target_entry(step.t)
                if position is not None and asks_for_target(line.equation):
                    yield target(self.page.problem, position)
                    filled |= {Hole("s", 0, "target"): printer.step(str(position + 1))}
                entries = [self._entry(name) for name in own]
                scalar = line.equation.axis == "one"
                filled[Hole(symbol, 0, "vector")] = entries[0] if scalar else self.notation.stacked(entries)
                filled[Hole(symbol, 0, "relation")] = self._relation(step, line.equation, own)
                names += own
            formulas = [line.formula.fill(filled) for line in row if line.equation.symbol in step.quantities]
            if not formulas:
                continue
            yield self._part(Display(printer.side_by_side(formulas), aligned=row[0].is_long), names)

    def _entry(self, name: str) -> str:
        printer = self.page.print
        if name not in self.page.task.asked:
            return printer.number(self.page.known[name].text)
        return printer.answer(self.page.known[name].text) if self.page.is_key else printer.blank()

    def _relation(self, step: Step, line: Equation, names: Sequence[str]) -> str:
        """Write = before boxes that are empty; else whether the line gives exactly what stands there."""
        printer, asked = self.page.print, self.page.task.asked

        def of(shown: Sequence[str]) -> str:
            carry = self.page.problem.rounding.carry
            exact = all(self.page.known[name].exact for name in shown) and reads_whole(
                line, carry, step.quantities, before(self.run, step)
            )
            return printer.equal if exact else printer.approximately

        given = [name for name in names if name not in asked]
        on_sheet = of(given) if given else printer.equal
        if len(given) == len(names) or not self.page.is_key:
            return on_sheet
        on_key = of(names)
        return on_sheet if on_key == on_sheet else printer.on_key(on_sheet, on_key)

    def _part(self, display: Display, names: Sequence[str]) -> Block:
        """Say what a line is worth; a line without a blank is given."""
        task = self.page.task
        points = task.together(names)
        return Part(points, display) if points else display
