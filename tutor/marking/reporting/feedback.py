"""Feedback for one student: what was right, the first wrong line and why, what followed correctly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import Literal

from tutor.calculation.trace import trace
from tutor.documents.document import (
    Block,
    Card,
    Code,
    Display,
    Document,
    Fold,
    Heading,
    Inline,
    Math,
    Paragraph,
    Score,
    Sign,
    Signs,
    Table,
    Title,
    Verbatim,
    needs_kotex,
)
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines
from tutor.judging.answers.lines import Line, Lines
from tutor.language.faults import Count, Sentence
from tutor.marking.decisions import number
from tutor.marking.given_answers import Given, givens
from tutor.marking.grading import Graded
from tutor.marking.marks import Mark, Marked
from tutor.marking.practised import SHOWN
from tutor.marking.reporting import feedback_messages as says
from tutor.marking.reporting import given_feedback
from tutor.marking.reporting.own_row import OwnRows, Range, beyond
from tutor.marking.reporting.signs import SEEN, sign_of, status_of
from tutor.marking.reporting.telling import (
    consistent_with,
    equation,
    is_function_of_asked,
    shown,
    step_of,
    step_title,
    vector_name,
    what_is_wrong,
)
from tutor.marking.reporting.wording import NOTES, SIZE, VERDICTS, hint
from tutor.record import NamedTuple

_LONGEST_ANSWER = 40


def feedback(graded: Graded, lines: Lines | None, printer: Printer, *, hints: bool = False) -> Document:
    """Lay out a student's feedback.

    Args:
        graded: the result.
        lines: the lines of the student's problem; None where there is none.
        printer: the mathematics of the target.
        hints: give the direction to look in, and no numbers.
    """
    texts = (
        graded.student.id,
        graded.student.name,
        graded.marked.comment,
        *(m.answer for m in graded.marked.marks),
    )
    return Document(_blocks(graded, lines, printer, hints), hangul=any(map(needs_kotex, texts)))


def _blocks(graded: Graded, lines: Lines | None, printer: Printer, hints: bool) -> Iterator[Block]:
    marked = graded.marked
    title = lines.problem.title if lines is not None else ""
    yield Heading(1, says.FEEDBACK_TITLE(title=Title(title)))
    yield Paragraph(_who(graded))
    page = None
    if graded.handed_in and lines is not None and marked.marks:
        page = Page(marked, lines, printer, hints=hints)
    yield _score(marked, page)
    if marked.comment:
        yield Paragraph(says.YOUR_TEACHER_SAYS_COMMENT(comment=Verbatim(marked.comment)))
    for fault in graded.remarks:
        yield Paragraph(says.REMARK(remark=shown(fault.title)), item=True)
    if not graded.handed_in:
        yield Paragraph(says.NOTHING_WAS_HANDED_IN())
    if page is not None:
        yield from page.start()
        for part in page.parts:
            yield page.fold(part)


def _score(marked: Marked, page: Page | None) -> Score:
    points, most = number(marked.points), number(marked.max_points)
    of = (
        says.POINTS_OF_MOST_POINTS_SO_FAR(points=points, most=most, n=Count(marked.needs_review))
        if marked.needs_review
        else says.POINTS_OF_MOST_POINTS(points=points, most=most)
    )
    if page is None:
        return Score(points, of, (), (), ())
    rows = [(part.title, part.anchor, page.cells(part)) for part in page.parts]
    legend: dict[object, Sign] = {}
    for mark in marked.marks:
        sign = sign_of(mark)
        legend.setdefault(sign.word.pattern, sign)
    return Score(points, of, page.header(), rows, list(legend.values()))


class Part(NamedTuple):
    """What stands together on the page: the sizes, the one-hot vectors, or the lines of a step."""

    kind: Literal["size", "one-hot", "lines", "backward"]
    title: Sentence
    anchor: str
    marks: Sequence[Mark]


class Page:
    """One student's marks on a page.

    Args:
        marked: the marks.
        lines: the lines of the student's problem.
        printer: the mathematics of the target.
        hints: give the direction to look in, and no numbers.
    """

    def __init__(self, marked: Marked, lines: Lines, printer: Printer, *, hints: bool) -> None:
        self.marked, self.lines, self.hints = marked, lines, hints
        self.problem, self._printer = lines.problem, printer
        self._line = {
            mark.quantity: lines.lines[lines.names[mark.quantity][0]]
            for mark in marked.marks
            if mark.quantity in lines.names
        }
        self._asked: dict[tuple[int, str, int], dict[str, None]] = {}
        for line in self._line.values():
            self._asked.setdefault(step_of(line), {})[line.symbol] = None
        # Where every entry is worth one point, and has it or not, signs say it all.
        self._with_points = any(
            mark.worth != 1
            or (mark.points is not mark.worth and mark.points not in (0, 1))
            or mark.is_decided
            or mark.note == SHOWN
            for mark in marked.marks
        )
        self.parts = [*self._parts()]

    @cached_property
    def notation(self) -> Notation:
        """How the equations of the problem are written."""
        return Notation(self.problem, self._printer)

    @cached_property
    def _given(self) -> Mapping[str, Given]:
        """What the problem gives, by the name of each entry, where something of it was asked for."""
        if len(self._line) == len(self.marked.marks):
            return MappingProxyType({})
        return MappingProxyType(
            {given.name(at): given for given in givens(self.problem) for at in range(1, len(given.key) + 1)}
        )

    def _parts(self) -> Iterator[Part]:
        kinds: tuple[tuple[Literal["size", "one-hot"], Sentence], ...] = (
            ("size", given_feedback.SIZES),
            ("one-hot", given_feedback.ONE_HOTS),
        )
        of_lines = [mark for mark in self.marked.marks if mark.quantity in self._line]
        for kind, title in kinds:
            marks = [
                mark
                for mark in self.marked.marks
                if mark.quantity not in self._line
                and mark.quantity in self._given
                and self._given[mark.quantity].kind == kind
            ]
            if marks:
                yield Part(kind, title, kind, marks)
        for (sequence, unit, step), group in groupby(
            of_lines, key=lambda mark: step_of(self._line[mark.quantity])
        ):
            title = step_title(self.problem, sequence, unit, step)
            marks = list(group)
            is_backward = isinstance(self._line[marks[0].quantity], BackwardLine)
            yield Part("backward" if is_backward else "lines", title, f"{unit}-{step}-{sequence}", marks)

    # The grid

    @cached_property
    def _symbols(self) -> list[str]:
        lines = [line for line in self._line.values() if not isinstance(line, BackwardLine)]
        return list(dict.fromkeys(line.symbol for line in lines))

    def header(self) -> list[Inline]:
        """Name the columns of the grid: the lines of a step."""
        return [Math(self._printer.symbol(symbol, "t")) for symbol in self._symbols] or [""]

    def cells(self, part: Part) -> list[Signs]:
        """Give the signs of a part, line by line; those of sizes and of one-hot vectors together."""
        if part.kind != "lines":
            return [Signs(list(map(sign_of, part.marks)))]
        found: dict[str, list[Sign]] = {symbol: [] for symbol in self._symbols}
        for mark in part.marks:
            found[self._line[mark.quantity].symbol].append(sign_of(mark))
        return [Signs(signs) for signs in found.values()]

    # Where to start

    def start(self) -> Iterator[Block]:
        """Write the first wrong entry out, or say that everything is right."""
        first = self.marked.first_error
        if first is None:
            if all(sign_of(mark).outcome in ("right", "follows") for mark in self.marked.marks):
                yield Card("right", says.EVERY_LINE_FOLLOWS_FROM_THE_LINES_BEFORE_IT(), [])
            return
        title = says.START_HERE_ENTRY(entry=Code(first.quantity))
        if first.quantity not in self._line:
            found = [
                mark
                for mark in self.marked.marks
                if vector_name(mark.quantity) == vector_name(first.quantity)
            ]
            blocks = given_feedback.explained(found, self._given, self.problem, hints=self.hints)
        else:
            blocks = self._first(first)
        yield Card("wrong", title, [*blocks])

    def _first(self, first: Mark) -> Iterator[Block]:
        """Say what is wrong with the first wrong line, with its first wrong entry in the own numbers."""
        line = self._line[first.quantity]
        found = [
            mark
            for mark in self.marked.marks
            if self._line.get(mark.quantity) is line and mark.verdict == "wrong"
        ]
        yield Paragraph(what_is_wrong(line.name(), found, first, line.size))
        yield from self._why(line, first)
        if self.hints or first.note == "size":
            return
        i, entry = self.lines.names[first.quantity]
        own = OwnRows(self.lines, self.marked.marks)
        written = own.of(
            i, entry + 1, first.expected, self._asked[step_of(line)], self.notation.of_unit(line.unit)
        )
        if written is not None:
            yield Paragraph(says.YOUR_OWN_NUMBERS_GIVE())
            yield Display(written, aligned=True, breakable=True)
            yield Paragraph(says.YOU_WROTE_ANSWER(answer=Verbatim(first.answer[:_LONGEST_ANSWER])))

    def _why(self, line: Line, first: Mark) -> Iterator[Block]:
        """Give the equation of a line, the mistakes that fit or the hint, and the range of its function."""
        asked = self._asked[step_of(line)]
        if isinstance(line, BackwardLine) and isinstance(self.lines, BackwardLines):
            from tutor.documents.formulas.gradients import Gradients

            gradients = Gradients(trace(self.problem), self.lines.done, self.notation)
            yield Display(gradients.symbolic(line.at))
        else:
            yield Display(equation(self.notation.of_unit(line.unit), line, asked))
        if (known := beyond(line, first)) is not None:
            yield Paragraph(_range(known))
        if first.note == "few" and not first.mistakes:
            decimals = self.lines.decimals(self.lines.names[first.quantity][0])
            yield Paragraph(says.WRITE_AS_MANY_DECIMALS_AS_ASKED(decimals=Count(decimals)))
        elif self.hints:
            mistake = next(iter(first.mistakes), None)
            is_function = is_function_of_asked(line, asked)
            yield Paragraph(SIZE if first.note == "size" else hint(mistake, is_function=is_function))
        elif first.mistakes:
            yield Paragraph(consistent_with(first.mistakes))
        else:
            yield Paragraph(says.NO_KNOWN_MISTAKE_EXPLAINS_IT())

    # The steps

    def fold(self, part: Part) -> Fold:
        """Lay out a part: what is to be seen, with its reasons, and folded away what is right."""
        points = self._with_points
        seen: list[Mark] = []
        others: list[Mark] = []
        for mark in part.marks:
            (seen if sign_of(mark).outcome in SEEN else others).append(mark)
        blocks: list[Block] = []
        if seen:
            blocks += [table(seen, hints=self.hints, points=points), *self._reasons(part)]
        if seen and others:
            title = says.THE_OTHERS_N(n=len(others))
            blocks.append(Fold(title, "", [table(others, hints=self.hints, points=points)]))
        elif others:
            blocks.append(table(others, hints=self.hints, points=points))
        return Fold(part.title, status_of(part.marks), blocks, bool(seen), part.anchor)

    def _reasons(self, part: Part) -> Iterator[Block]:
        """Explain every wrong line of a part but the first of all, which is explained on top of the page."""
        first = self.marked.first_error
        start = vector_name(first.quantity) if first is not None else ""
        marks = [mark for mark in part.marks if vector_name(mark.quantity) != start]
        if part.kind in ("size", "one-hot"):
            yield from given_feedback.explained(marks, self._given, self.problem, hints=self.hints)
            return
        wrong: dict[str, list[Mark]] = {}
        for mark in marks:
            if mark.verdict == "wrong":
                wrong.setdefault(self._line[mark.quantity].name(), []).append(mark)
        for name, found in wrong.items():
            line = self._line[found[0].quantity]
            yield Paragraph(what_is_wrong(name, found, found[0], line.size))
            if found[0].root:
                yield from self._why(line, found[0])


def _range(known: Range) -> Sentence:
    """Say between which numbers a function stays."""
    function = Code(known.function)
    if known.high is None:
        return says.FUNCTION_IS_NEVER_BELOW(function=function, low=known.low)
    return says.FUNCTION_LIES_BETWEEN(function=function, low=str(known.low), high=str(known.high))


def _who(graded: Graded) -> Sentence:
    student = graded.student
    name: Inline = Verbatim(student.id)
    if student.name and student.name != student.id:
        name = says.NAME_ID(name=Title(student.name), id=Verbatim(student.id))
    if graded.sheet:
        return says.STUDENT_SHEET(student=name, sheet=Code(graded.sheet))
    return says.STUDENT(student=name)


def table(marks: Sequence[Mark], *, hints: bool, points: bool) -> Table:
    """List marks, with the columns in which there is anything to say."""
    expected = not hints and any(sign_of(mark).outcome not in ("right", "follows") for mark in marks)
    remarks = any(mark.comment or mark.note in NOTES for mark in marks)
    columns: list[tuple[Inline, bool, bool]] = [
        (says.QUANTITY(), False, True),
        (says.YOU_WROTE(), True, True),
        (says.VERDICT(), False, True),
        (says.EXPECTED(), True, expected),
        (says.POINTS(), True, points),
        (says.REMARK_OF_A_TABLE(), False, remarks),
    ]
    shown = [at for at, (_, _, is_shown) in enumerate(columns) if is_shown]
    return Table(
        [columns[at][0] for at in shown],
        [[cells[at] for at in shown] for cells in (_cells(mark, points=points) for mark in marks)],
        [columns[at][1] for at in shown],
    )


def _cells(mark: Mark, *, points: bool) -> list[Inline]:
    sign = sign_of(mark)
    word = VERDICTS[mark.verdict] if mark.verdict == "rounding" and not mark.is_decided else sign.word
    return [
        Code(mark.quantity),
        Verbatim(mark.answer[:_LONGEST_ANSWER]) if mark.answer.strip() else "–",
        sign._replace(word=word),
        "" if sign.outcome in ("right", "follows") else mark.expected or "–",
        f"{number(mark.points)} / {number(mark.worth)}" if points else "",
        Verbatim(mark.comment) if mark.comment else NOTES.get(mark.note, ""),
    ]
