"""Feedback for one student: what was right, the first wrong line and why, what followed correctly."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from tutor.calculation.equations import Equation, Fn, Ref
from tutor.calculation.problem import Problem
from tutor.documents.document import (
    Block,
    Code,
    Display,
    Document,
    Heading,
    Inline,
    Paragraph,
    Remark,
    Table,
    Title,
    Verbatim,
    needs_kotex,
)
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.judging.answers.lines import Line, Lines
from tutor.language.faults import Count, Sentence
from tutor.marking import feedback_messages as says
from tutor.marking import given_feedback
from tutor.marking.decisions import number
from tutor.marking.given_answers import Given, givens
from tutor.marking.grading import Graded
from tutor.marking.marks import Mark, Marked
from tutor.marking.wording import DECIDED, NOTES, SIZE, VERDICTS, hint
from tutor.mistakes.catalogue import CATALOGUE
from tutor.reading.entries import read_entries

_RIGHT = ("exact", "rounding", "follow-through")
_MOST_MISTAKES = 3


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
    points, most = number(marked.points), number(marked.max_points)
    if marked.needs_review:
        yield Remark(
            says.POINTS_OF_MOST_POINTS_SO_FAR(points=points, most=most, n=Count(marked.needs_review))
        )
    else:
        yield Remark(says.POINTS_OF_MOST_POINTS(points=points, most=most))
    if marked.comment:
        yield Paragraph(says.YOUR_TEACHER_SAYS_COMMENT(comment=Verbatim(marked.comment)))
    for fault in graded.remarks:
        yield Paragraph(says.REMARK(remark=shown(fault.title)), item=True)
    if not graded.handed_in:
        yield Paragraph(says.NOTHING_WAS_HANDED_IN())
        return
    if lines is None or not marked.marks:
        return
    yield from _summary(marked, lines)
    of_lines = [mark for mark in marked.marks if mark.quantity in lines.names]
    if len(of_lines) < len(marked.marks):
        yield from _givens(marked, lines.problem, hints)
    where = {mark.quantity: lines.lines[lines.names[mark.quantity][0]] for mark in of_lines}
    for (sequence, unit, step), group in groupby(of_lines, key=lambda mark: step_of(where[mark.quantity])):
        marks = list(group)
        yield Heading(2, step_title(lines.problem, sequence, unit, step))
        yield _table(marks, hints)
        yield from _explained(marks, where, lines.problem, printer, hints)


def _givens(marked: Marked, problem: Problem, hints: bool) -> Iterator[Block]:
    """Lay out what was asked of that which the problem gives: the sizes, then the one-hot vectors."""
    where: dict[str, Given] = {
        given.name(at): given for given in givens(problem) for at in range(1, len(given.key) + 1)
    }
    for kind, title in (("size", given_feedback.SIZES), ("one-hot", given_feedback.ONE_HOTS)):
        marks = [m for m in marked.marks if m.quantity in where and where[m.quantity].kind == kind]
        if marks:
            yield Heading(2, title)
            yield _table(marks, hints)
            yield from given_feedback.explained(marks, where, problem, hints=hints)


def _who(graded: Graded) -> Sentence:
    student = graded.student
    name: Inline = Verbatim(student.id)
    if student.name and student.name != student.id:
        name = says.NAME_ID(name=Title(student.name), id=Verbatim(student.id))
    if graded.sheet:
        return says.STUDENT_SHEET(student=name, sheet=Code(graded.sheet))
    return says.STUDENT(student=name)


def step_of(line: Line) -> tuple[int, str, int]:
    """Say which step of which run a line belongs to."""
    return line.sequence, line.unit.name, line.step


def step_title(problem: Problem, sequence: int, unit: str, step: int) -> Sentence:
    """Name a step: its word, its layer, its sequence, as far as there are several."""
    word = problem.sequences[sequence - 1].word(step)
    title = says.STEP_T_WORD(t=step, word=Verbatim(word)) if word else says.STEP_T(t=step)
    if len(problem.units) > 1:
        title = says.TITLE_UNIT(title=title, unit=Code(unit))
    if len(problem.sequences) > 1:
        title = says.TITLE_SEQUENCE_N(title=title, n=sequence)
    return title


def _summary(marked: Marked, lines: Lines) -> Iterator[Block]:
    """Say in two sentences what there is to be glad of and where to start."""
    right = sum(mark.verdict in _RIGHT for mark in marked.marks)
    yield Paragraph(says.RIGHT_OF_N_ENTRIES_ARE_RIGHT_OR_FOLLOW(right=right, n=len(marked.marks)))
    first = marked.first_error
    if first is not None and first.quantity not in lines.names:
        yield Remark(says.START_WITH_LINE_IT_IS_THE_FIRST(line=Code(vector_name(first.quantity))))
    elif first is not None:
        yield Remark(says.START_WITH_LINE_IT_IS_THE_FIRST_LINE(line=Code(vector_name(first.quantity))))
    elif right == len(marked.marks):
        yield Paragraph(says.EVERY_LINE_FOLLOWS_FROM_THE_LINES_BEFORE_IT())


def vector_name(entry: str) -> str:
    """Give the name of the vector that an entry belongs to.

    >>> vector_name("h_2[1]@l1r"), vector_name("shape(W_ih)[2]"), vector_name("E_1")
    ('h_2@l1r', 'shape(W_ih)', 'E_1')
    """
    return re.sub(r"\[\d+\]", "", entry)


def _table(marks: Sequence[Mark], hints: bool) -> Table:
    header: list[Inline] = [says.QUANTITY(), says.YOU_WROTE(), says.VERDICT()]
    if not hints:
        header.append(says.EXPECTED())
    header += [says.POINTS(), says.REMARK_OF_A_TABLE()]
    return Table(
        header,
        [_row(mark, hints) for mark in marks],
        (False, True, False, *(() if hints else (True,)), True, False),
    )


def _row(mark: Mark, hints: bool) -> list[Inline]:
    row: list[Inline] = [
        Code(mark.quantity),
        Verbatim(mark.answer[:40]) if mark.answer.strip() else "–",
        DECIDED if mark.is_decided else VERDICTS[mark.verdict],
    ]
    if not hints:
        row.append(mark.expected or "–")
    remark: Inline = NOTES.get(mark.note, "")
    if mark.comment:
        remark = Verbatim(mark.comment)
    row += [f"{number(mark.points)} / {number(mark.worth)}", remark]
    return row


def _explained(
    marks: Sequence[Mark], where: dict[str, Line], problem: Problem, printer: Printer, hints: bool
) -> Iterator[Block]:
    """Explain every wrong line of a step, and say what followed correctly from it."""
    wrong: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.verdict == "wrong":
            wrong.setdefault(where[mark.quantity].name(), []).append(mark)
    for name, found in wrong.items():
        first, line = found[0], where[found[0].quantity]
        yield Paragraph(what_is_wrong(name, found, first, line.size))
        asked = {where[mark.quantity].symbol for mark in marks}
        yield Display(equation(problem, line, asked, printer))
        if hints:
            mistake = next(iter(first.mistakes), None)
            yield Paragraph(
                SIZE if first.note == "size" else hint(mistake, is_function=is_function_of_asked(line, asked))
            )
            continue
        if first.mistakes:
            yield Paragraph(consistent_with(first.mistakes))
        else:
            yield Paragraph(says.NO_KNOWN_MISTAKE_EXPLAINS_IT())
        entries = [mark for mark in marks if where[mark.quantity] is line]
        yield Paragraph(
            says.FROM_WHAT_STANDS_BEFORE_IT_FOLLOWS_NAME(
                name=Code(name), values=", ".join(mark.expected for mark in entries)
            )
        )
    followed = list(
        dict.fromkeys(where[mark.quantity].name() for mark in marks if mark.verdict == "follow-through")
    )
    if followed:
        yield Paragraph(says.COMPUTED_CORRECTLY_FROM_YOUR_OWN_EARLIER(lines=Code(", ".join(followed))))


def what_is_wrong(name: str, found: Sequence[Mark], first: Mark, asked: int) -> Sentence:
    """Say what is wrong with the entries of a line, without saying what is right."""
    if first.note == "size":
        return _size(name, first, asked)
    entries = Code(", ".join(mark.quantity for mark in found))
    if not first.root:
        return says.ENTRIES_THE_SAME_MISTAKE_AS_BEFORE(entries=entries)
    if first.note == "working":
        return says.ENTRIES_THIS_FOLLOWS_FROM_WORKING_OF_YOURS(entries=entries)
    return says.ENTRIES_THIS_DOES_NOT_FOLLOW_FROM_WHAT_YOU(entries=entries)


def _size(name: str, first: Mark, asked: int) -> Sentence:
    """Say both sizes in words."""
    entries = read_entries(first.answer)
    if entries.nested:
        return says.NAME_IS_WRITTEN_AS_A_MATRIX(name=Code(name), asked=asked)
    return says.NAME_HAS_ENTRIES_HERE(name=Code(name), found=Count(len(entries.tokens)), asked=asked)


def consistent_with(mistakes: Sequence[str]) -> Sentence:
    """Say which mistakes fit, the likeliest first."""
    titles = [CATALOGUE[name].title for name in mistakes[:_MOST_MISTAKES]]
    sentence = says.THIS_IS_CONSISTENT_WITH_MISTAKE(mistake=titles[0])
    for title in titles[1:]:
        sentence = says.BEFORE_OR_MISTAKE(before=sentence, mistake=title)
    return sentence


def is_function_of_asked(line: Line, asked: Collection[str]) -> bool:
    """Whether a line is a function of another line that was asked for, with no products and no sum in it."""
    expression = folded(line, asked).expression
    return isinstance(expression, Fn) and isinstance(expression.argument, Ref)


def folded(line: Line, asked: Collection[str]) -> Equation:
    """Give the equation of a line with what was not asked for put in."""
    lines = line.unit.cell.fold((*asked, line.symbol))
    return next(each for each in lines if each.symbol == line.symbol)


def equation(problem: Problem, line: Line, asked: Collection[str], printer: Printer) -> str:
    """Write the equation of a line at its step, in letters, what was not asked for folded in."""
    notation = Notation(problem, printer)
    right = Skeleton(notation.symbolic(folded(line, asked).expression))
    steps = {
        Hole("", lag, "step"): printer.step(str(line.step - lag * line.unit.direction)) for lag in (0, 1)
    }
    name = notation.quantity(line.symbol, str(line.step))
    return printer.equation(name, right.fill(steps))


def shown(sentence: Sentence) -> Sentence:
    """The same sentence, with everything that a person may have written shown literally."""
    values = {
        name: shown(value)
        if isinstance(value, Sentence)
        else Verbatim(value)
        if isinstance(value, str)
        else value
        for name, value in sentence.values.items()
    }
    return Sentence(sentence.pattern, values)
