"""The class report: how the points are spread, which mistakes were made by whom, which step was hardest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from tutor.documents.document import (
    Bars,
    Block,
    Code,
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
from tutor.language.faults import Count, Sentence
from tutor.marking import report_messages as says
from tutor.marking import submission_messages as of_files
from tutor.marking.decisions import number
from tutor.marking.grading import Graded, Result
from tutor.marking.telling import shown, vector_name
from tutor.marking.wording import GIVEN_MISTAKES, NOTES
from tutor.mistakes.catalogue import CATALOGUE

_BUCKETS = 10
_MOST_NAMES = 100


class LineCount(NamedTuple):
    """How a line was answered by those who handed in: how many entries are right, and of how many."""

    name: str
    step: int
    right: int
    asked: int

    @property
    def share(self) -> Fraction:
        """The share of entries that were right."""
        return Fraction(self.right, self.asked) if self.asked else Fraction(1)


def report(title: str, result: Result) -> Document:
    """Lay out the report of a class."""
    texts = [text for each in result.graded for text in (each.student.id, each.student.name)]
    return Document(_blocks(title, result), hangul=any(map(needs_kotex, (title, *texts))))


def _blocks(title: str, result: Result) -> Iterator[Block]:
    graded = result.graded
    present = [each for each in graded if each.handed_in]
    yield Heading(1, says.CLASS_REPORT_TITLE(title=Title(title)))
    yield Paragraph(says.STUDENTS_PRESENT_HANDED_IN(n=Count(len(graded)), present=len(present)))
    if not present:
        return
    yield from _points(present)
    yield from _mistakes(present)
    yield from _hardest(present)
    yield from _to_see(result)


# Points


def _points(present: Sequence[Graded]) -> Iterator[Block]:
    yield Heading(2, says.POINTS())
    shares = sorted(_share(each) for each in present)
    points = sorted(each.marked.points for each in present)
    middle = (points[(len(points) - 1) // 2] + points[len(points) // 2]) / 2
    yield Paragraph(
        says.MEAN_MEDIAN_FROM_LOW_TO_HIGH_OF_MOST(
            mean=number(sum(points, Fraction(0)) / len(points), 2),
            median=number(middle, 2),
            low=number(points[0], 2),
            high=number(points[-1], 2),
            most=number(max(each.marked.max_points for each in present), 2),
        )
    )
    counts = Counter(min(_BUCKETS - 1, int(share * _BUCKETS)) for share in shares)
    labels = [f"{at * 100 // _BUCKETS}–{(at + 1) * 100 // _BUCKETS} %" for at in range(_BUCKETS)]
    yield Bars(
        tuple((label, counts[at]) for at, label in enumerate(labels)),
        says.STUDENTS_BY_THEIR_SHARE_OF_THE_POINTS(),
    )


def _share(each: Graded) -> Fraction:
    return each.marked.points / each.marked.max_points if each.marked.max_points else Fraction(0)


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
        key=lambda item: (-len(item[1]), CATALOGUE[item[0]].number if item[0] in CATALOGUE else 0, item[0]),
    )


def _title(name: str) -> Sentence:
    return CATALOGUE[name].title if name in CATALOGUE else NOTES[name]


def _mistakes(present: Sequence[Graded]) -> Iterator[Block]:
    yield Heading(2, says.MISTAKES())
    found = mistakes_of(present)
    if not found:
        yield Paragraph(says.NONE_THAT_HAS_A_NAME())
        return
    yield Paragraph(says.EACH_IS_THE_LIKELIEST_OF_THOSE_THAT_FIT())
    yield Table(
        (says.MISTAKE(), says.WHAT_HAPPENED(), says.STUDENTS(), says.WHO()),
        [(Code(name), _title(name), str(len(people)), _people(people)) for name, people in found],
        (False, False, True, False),
    )


def _people(people: Sequence[str]) -> Inline:
    listed = Verbatim(", ".join(people[:_MOST_NAMES]))
    if len(people) <= _MOST_NAMES:
        return listed
    return says.PEOPLE_AND_N_MORE(people=listed, n=len(people) - _MOST_NAMES)


# Lines and steps


def line_counts(present: Sequence[Graded]) -> list[LineCount]:
    """Count the right entries of every line over the class; what is left to the teacher does not count."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for each in present:
        for mark in each.marked.marks:
            if mark.verdict == "review":
                continue
            name = vector_name(mark.quantity)
            asked[name] += 1
            right[name] += mark.verdict in ("exact", "rounding", "follow-through")
    return [LineCount(name, _step(name), right[name], asked[name]) for name in asked]


def _step(name: str) -> int:
    digits = name.partition("@")[0].partition("#")[0].rpartition("_")[2]
    return int(digits) if digits.isdecimal() else 0


def _hardest(present: Sequence[Graded]) -> Iterator[Block]:
    counts = line_counts(present)
    if not counts:
        return
    yield Heading(2, says.LINES_AND_STEPS())
    hardest = min(counts, key=lambda each: each.share)
    steps: dict[int, tuple[int, int]] = {}
    for each in counts:
        if not each.step:  # a size
            continue
        right, asked = steps.get(each.step, (0, 0))
        steps[each.step] = right + each.right, asked + each.asked
    step = min(steps, key=lambda t: Fraction(*steps[t]) if steps[t][1] else Fraction(1), default=0)
    if hardest.share < 1 and not hardest.step:
        yield Remark(says.THE_HARDEST_WAS_LINE(line=Code(hardest.name), share=_percent(hardest.share)))
    elif hardest.share < 1:
        yield Remark(
            says.THE_HARDEST_STEP_WAS_STEP_T(t=step, line=Code(hardest.name), share=_percent(hardest.share))
        )
    yield Bars(
        tuple((each.name, _percent(each.share)) for each in counts),
        says.RIGHT_ENTRIES_IN_PERCENT_LINE_BY_LINE(),
        most=100,
    )


def _percent(share: Fraction) -> int:
    return int(share * 100)


# For the teacher


def _to_see(result: Result) -> Iterator[Block]:
    waiting = [each for each in result.graded if each.marked.needs_review]
    odd = [each for each in result.graded if each.remarks]
    own = [each for each in result.graded if any(mark.note == "not-own" for mark in each.marked.marks)]
    if not (waiting or odd or own or result.lost or result.litter):
        return
    yield Heading(2, says.FOR_YOU_TO_SEE())
    for each in waiting:
        notes = [
            NOTES[note]
            for note in dict.fromkeys(mark.note for mark in each.marked.marks if mark.verdict == "review")
            if note in NOTES
        ]
        sentence = says.STUDENT_ENTRIES_FOR_YOU_TO_DECIDE(
            student=Verbatim(each.student.id), n=Count(each.marked.needs_review)
        )
        for note in notes:
            sentence = says.BEFORE_NOTE(before=sentence, note=note)
        yield Paragraph(says.REMARK(remark=sentence), item=True)
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
    if result.lost:
        yield Heading(3, of_files.WHOSE_ARE_THESE())
    for lost in result.lost:
        for fault in (*lost.faults, *lost.submission.faults):
            yield Paragraph(says.REMARK(remark=shown(fault.title)), item=True)
    if result.litter:
        sources = ", ".join(each.source for each in result.litter[:_MOST_NAMES])
        yield Paragraph(of_files.NOTHING_HANDED_IN(files=Verbatim(sources)))
