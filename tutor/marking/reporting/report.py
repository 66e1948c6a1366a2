"""The class report: how the points are spread, which mistakes were made by whom, which step was hardest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import cast

from tutor.calculation.backward.units import WHOLE
from tutor.documents.document import (
    Bars,
    Block,
    Card,
    Code,
    Columns,
    Document,
    Drawing,
    Heading,
    Heat,
    Inline,
    Paragraph,
    Remark,
    Table,
    Title,
    Verbatim,
    needs_kotex,
)
from tutor.documents.drawings.stacks import MOST_BOXES, Boxed, piled, stacks
from tutor.documents.palette import Outcome
from tutor.language.faults import Count, Sentence
from tutor.marking import submission_messages as of_files
from tutor.marking.decisions import number
from tutor.marking.grading import Graded, Result
from tutor.marking.reporting import report_messages as says
from tutor.marking.reporting.telling import shown, vector_name
from tutor.marking.reporting.wording import GIVEN_MISTAKES, NOTES
from tutor.mistakes.backward_catalogue import rank, titled
from tutor.record import NamedTuple

_MOST_NAMES, _MOST_LISTED, _LONGEST_ANSWER = 100, 40, 40


class Place(NamedTuple):
    """Where a line stands in the table of steps and lines: the row and the column."""

    row: tuple[str, int]
    column: str


class Counted(NamedTuple):
    """How a line was answered: right entries, of how many; how many students went wrong there first."""

    right: int
    asked: int
    starts: int

    @property
    def percent(self) -> int:
        """The share of right entries, rounded down, so that 100 is all of them."""
        return 100 * self.right // self.asked if self.asked else 100


def report(title: str, result: Result) -> Document:
    """Lay out the report of a class."""
    texts = [text for each in result.graded for text in (each.student.id, each.student.name)]
    return Document(_blocks(title, result), hangul=any(map(needs_kotex, (title, *texts))))


def _blocks(title: str, result: Result) -> Iterator[Block]:
    graded = result.graded
    present = [each for each in graded if each.handed_in]
    yield Heading(1, says.CLASS_REPORT_TITLE(title=Title(title)))
    yield Paragraph(says.STUDENTS_PRESENT_HANDED_IN(n=Count(len(graded)), present=len(present)))
    yield Columns([[card] for card in _to_do(graded)], (1, 1, 1))
    yield from _lost(result)
    if not present:
        return
    yield from _points(present)
    yield from _lines(present)
    yield from _mistakes(present)
    yield from _to_see(result.graded)


# What is to do


def _to_do(graded: Sequence[Graded]) -> Iterator[Card]:
    """Lay out first what waits for the teacher, who handed nothing in, and who left something empty."""
    waiting = [says.REMARK(remark=_waiting(each)) for each in graded if each.marked.needs_review]
    missing = [_name(each) for each in graded if not each.handed_in]
    empty = [
        says.WHO_ENTRIES(who=_name(each), n=Count(blanks))
        for each in graded
        if each.handed_in and (blanks := sum(mark.verdict == "blank" for mark in each.marked.marks))
    ]
    for outcome, title, people in (
        ("review", says.FOR_YOU_TO_DECIDE(), waiting),
        ("blank", says.NOTHING_HANDED_IN(), missing),
        ("blank", says.LEFT_EMPTY(), empty),
    ):
        yield Card(cast(Outcome, outcome), title, [*_listed(people)])


def _listed(people: Sequence[Inline]) -> Iterator[Block]:
    for each in people[:_MOST_LISTED]:
        yield Paragraph(each, item=True)
    if len(people) > _MOST_LISTED:
        yield Paragraph(says.AND_N_MORE(n=len(people) - _MOST_LISTED), item=True)
    if not people:
        yield Paragraph(says.NOBODY())


def _waiting(each: Graded) -> Sentence:
    """Say what of somebody waits for the teacher: a single entry with what was written, or how many."""
    entries = [mark for mark in each.marked.marks if mark.verdict == "review" and not mark.is_decided]
    if len(entries) == 1:
        sentence = says.WHO_ENTRY(who=_name(each), entry=Code(entries[0].quantity))
    else:
        sentence = says.WHO_ENTRIES(who=_name(each), n=Count(len(entries)))
    for note in dict.fromkeys(mark.note for mark in entries):
        if note in NOTES:
            sentence = says.BEFORE_NOTE(before=sentence, note=NOTES[note])
    if len(entries) == 1 and entries[0].answer.strip():
        sentence = says.BEFORE_ANSWER(before=sentence, answer=Verbatim(entries[0].answer[:_LONGEST_ANSWER]))
    return sentence


def _name(each: Graded) -> Inline:
    """Give the id, and the name beside it where there is another."""
    student = each.student
    if not student.name or student.name == student.id:
        return Verbatim(student.id)
    return says.ID_NAME(id=Verbatim(student.id), name=Title(student.name))


# Points


def _points(present: Sequence[Graded]) -> Iterator[Block]:
    yield Heading(2, says.POINTS())
    shares = sorted(share for each in present if (share := _share(each)) is not None)
    most = max(each.marked.max_points for each in present)
    if shares:
        middle = (shares[(len(shares) - 1) // 2] + shares[len(shares) // 2]) / 2
        yield Paragraph(
            says.MEAN_MEDIAN_FROM_LOW_TO_HIGH_OF_MOST(
                mean=number(most * sum(shares, Fraction(0)) / len(shares), 2),
                median=number(most * middle, 2),
                low=number(most * shares[0], 2),
                high=number(most * shares[-1], 2),
                most=number(most, 2),
            )
        )
    waiting = [each.marked.needs_review for each in present if each.marked.needs_review]
    if waiting:
        yield Remark(
            says.PROVISIONAL_ENTRIES_ARE_UNDECIDED(n=Count(sum(waiting)), students=Count(len(waiting)))
        )
    people = [Boxed(each.student.id, each.marked.points, bool(each.marked.needs_review)) for each in present]
    piles = piled(people, most)
    if max(len(pile.people) for pile in piles) > MOST_BOXES:
        counts = [(pile.label, len(pile.people)) for pile in piles]
        yield Bars(counts, says.STUDENTS_BY_THEIR_POINTS())
        return
    told: Sentence = says.STUDENTS_BY_THEIR_POINTS()
    for pile in piles:
        if pile.people:
            told = says.TOLD_POINTS_PEOPLE(
                told=told, points=pile.label, people=Title(", ".join(each.name for each in pile.people))
            )
    yield Drawing(stacks(piles), says.STUDENTS_BY_THEIR_POINTS(), told)


def _share(each: Graded) -> Fraction | None:
    """Give the share of the points of what is decided; None where nothing is."""
    waiting = each.marked.marks if each.marked.needs_review else ()
    undecided = [mark.worth for mark in waiting if mark.verdict == "review" and not mark.is_decided]
    decided = each.marked.max_points - sum(undecided, Fraction(0))
    return each.marked.points / decided if decided > 0 else None


# Mistakes


def mistakes_of(present: Sequence[Graded]) -> list[tuple[str, list[str]]]:
    """Give the likeliest mistakes with those who made them, the most frequent first.

    Of a line it is a name of the catalogue, of sizes and one-hot vectors what their note says.
    """
    who: dict[str, dict[str, None]] = {}
    for each in present:
        named = {mark.mistakes[0] for mark in each.marked.marks if mark.root and mark.mistakes}
        if each.marked.mistakes:
            likeliest = each.marked.mistakes[0]
            named = {likeliest} | {
                mark.mistakes[0]
                for mark in each.marked.marks
                if mark.root and mark.mistakes and likeliest not in mark.mistakes
            }
        named |= {str(mark.note) for mark in each.marked.marks if mark.root and mark.note in GIVEN_MISTAKES}
        for name in named:
            who.setdefault(name, {})[each.student.id] = None
    return sorted(
        ((name, list(people)) for name, people in who.items()),
        key=lambda item: (-len(item[1]), rank(item[0]), item[0]),
    )


def _title(name: str) -> Sentence:
    return titled(name) if rank(name) else NOTES[name]


def _mistakes(present: Sequence[Graded]) -> Iterator[Block]:
    yield Heading(2, says.MISTAKES())
    found = mistakes_of(present)
    named = {student for _, people in found for student in people}
    by_id = {each.student.id: each for each in present}
    unnamed = [
        student
        for student, each in by_id.items()
        if each.marked.first_error is not None and student not in named
    ]
    if not found and not unnamed:
        yield Paragraph(says.NONE_THAT_HAS_A_NAME())
        return
    yield Paragraph(says.EACH_IS_THE_LIKELIEST_OF_THOSE_THAT_FIT())
    rows: list[list[Inline]] = [
        [str(len(people)), _title(name), Code(name), _people([by_id[student] for student in people])]
        for name, people in found
    ]
    if unnamed:
        who = _people([by_id[student] for student in unnamed])
        rows.append([str(len(unnamed)), says.NO_MISTAKE_OF_THE_CATALOGUE_FITS(), "–", who])
    yield Table((says.STUDENTS(), says.WHAT_HAPPENED(), says.MISTAKE(), says.WHO()), rows,
                (True, False, False, False))  # fmt: skip


def _people(people: Sequence[Graded]) -> Inline:
    """List who made a mistake, each with the first wrong entry."""
    listed = Title(", ".join(map(_with_entry, people[:_MOST_NAMES])))
    if len(people) <= _MOST_NAMES:
        return listed
    return says.PEOPLE_AND_N_MORE(people=listed, n=len(people) - _MOST_NAMES)


def _with_entry(each: Graded) -> str:
    student, first = each.student, each.marked.first_error
    name = f" {student.name}" if student.name and student.name != student.id else ""
    return f"{student.id}{name} {first.quantity}" if first is not None else f"{student.id}{name}"


# Lines and steps


def counted(present: Sequence[Graded]) -> dict[Place, Counted]:
    """Count the right entries of every line over the class; what is left to the teacher does not count."""
    found: dict[Place, Counted] = {}
    for each in present:
        first = each.marked.first_error
        for mark in each.marked.marks:
            if mark.verdict == "review":
                continue
            place = place_of(mark.quantity)
            right, asked, starts = found.get(place, Counted(0, 0, 0))
            found[place] = Counted(
                right + (mark.verdict in ("exact", "rounding", "follow-through")),
                asked + 1,
                starts + (mark is first),
            )
    return found


@lru_cache(maxsize=4096)
def place_of(entry: str) -> Place:
    """Find the row and the column of an entry: its unit and step, and its symbol; sizes stand in row 0.

    What belongs to no step, a sum over all of them or a new weight, stands in a row of its own.

    >>> place_of("h_2[1]@l1r#3"), place_of("shape(W_ih)[2]").row, place_of("dW_hh[1,2]")
    (Place(row=('l1r', 2), column='h'), ('', 0), Place(row=('', -1), column='dW_hh'))
    """
    name = vector_name(entry)
    if name.startswith("shape("):
        return Place(("", 0), name)
    name, _, unit = name.partition("#")[0].partition("@")
    symbol, _, step = name.rpartition("_")
    return Place((unit, int(step)), symbol) if step.isdigit() else Place((unit, WHOLE), name)


def _lines(present: Sequence[Graded]) -> Iterator[Block]:
    found = counted(present)
    if not found:
        return
    yield Heading(2, says.RIGHT_ENTRIES_IN_PERCENT())
    sizes = [place for place in found if place.column.startswith("shape(")]
    if sizes:
        shares = [(found[place].percent, found[place].starts) for place in sizes]
        yield Heat([Code(place.column) for place in sizes], [(says.SIZES(), shares)])
    places = [place for place in found if place not in sizes]
    columns = list(dict.fromkeys(place.column for place in places))
    rows = sorted(dict.fromkeys(place.row for place in places), key=lambda row: row[1] == WHOLE)
    if rows:
        several = len({unit for unit, _ in rows}) > 1
        yield Heat(
            [Code(column) for column in columns],
            [(_row_title(row, several), [*_shares(found, row, columns)]) for row in rows],
        )
    yield Paragraph(says.WHAT_FOLLOWS_FROM_AN_EARLIER_MISTAKE_IS_RIGHT())


def _row_title(row: tuple[str, int], several: bool) -> Sentence:
    unit, step = row
    if step == WHOLE:
        title: Sentence = says.ALL_STEPS()
    else:
        title = says.STEP_T(t=step)
    return says.TITLE_UNIT(title=title, unit=Code(unit or "l0")) if several else title


def _shares(
    found: Mapping[Place, Counted], row: tuple[str, int], columns: Sequence[str]
) -> Iterator[tuple[int, int] | None]:
    for column in columns:
        here = found.get(Place(row, column))
        yield None if here is None else (here.percent, here.starts)


# For the teacher


def _to_see(graded: Sequence[Graded]) -> Iterator[Block]:
    odd = [each for each in graded if each.remarks]
    own = [each for each in graded if any(mark.note == "not-own" for mark in each.marked.marks)]
    if not (odd or own):
        return
    yield Heading(2, says.FOR_YOU_TO_SEE())
    for each in own:
        entries = [mark.quantity for mark in each.marked.marks if mark.note == "not-own"]
        yield Paragraph(
            says.STUDENT_ENTRIES_MATCH_THE_KEY(
                student=Verbatim(each.student.id), entries=Code(", ".join(entries[:6]))
            ),
            item=True,
        )
    for each in odd:
        for fault in each.remarks:
            yield Paragraph(
                says.STUDENT_REMARK(student=Verbatim(each.student.id), remark=shown(fault.title)),
                item=True,
            )


def _lost(result: Result) -> Iterator[Block]:
    """List what is nobody's, and what nobody hands in."""
    if result.lost:
        yield Heading(2, of_files.WHOSE_ARE_THESE())
    for lost in result.lost:
        for fault in (*lost.faults, *lost.submission.faults):
            yield Paragraph(says.REMARK(remark=shown(fault.title)), item=True)
    if result.litter:
        sources = ", ".join(each.source for each in result.litter[:_MOST_NAMES])
        yield Paragraph(of_files.NOTHING_HANDED_IN(files=Verbatim(sources)))
