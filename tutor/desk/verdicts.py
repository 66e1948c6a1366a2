"""What is said of every entry and every line: a sign, words, what else is to be known, what was read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.desk import verdict_messages as says
from tutor.desk.desk import Box, Judged, Standing
from tutor.documents.document import Code
from tutor.language.faults import Count, Pattern, Sentence
from tutor.marking.decisions import number
from tutor.marking.reporting.wording import NOTES
from tutor.record import NamedTuple


class Look(NamedTuple):
    """How a verdict is shown: its sign and its words; on the page it has the class of its name."""

    sign: str
    words: Pattern


LOOKS: Mapping[Standing, Look] = MappingProxyType(
    {
        "exact": Look("✓", says.RIGHT),
        "rounding": Look("✓", says.RIGHT),
        "follow-through": Look("→", says.FOLLOWS),
        "wrong": Look("✗", says.WRONG),
        "repeated": Look("(✗)", says.REPEATED),
        "blank": Look("–", says.BLANK),
        "review": Look("?", says.UNTOLD),
        "not-read": Look("?", says.NOT_READ),
        "stale": Look("↻", says.STALE),
    }
)

# What a note says to a teacher is said to a student in other words.
_TO_A_STUDENT: Mapping[str, Pattern] = MappingProxyType(
    {
        "unreadable": says.WRITE_A_NUMBER,
        "ambiguous": says.A_COMMA_OR_A_POINT,
        "few": says.TOO_FEW_DIGITS,
        "wide": says.FILL_IN_THE_LINES_BEFORE,
        "trivial": says.NOTHING_WAS_LEFT_TO_COMPUTE,
    }
)


def verdict(box: Box) -> Sentence:
    """Say how an entry stands."""
    words = LOOKS[box.standing].words()
    return says.SHOWN(verdict=words) if box.is_shown else words


def note(box: Box) -> Sentence | None:
    """Say what else is to be known of an entry."""
    if box.standing == "stale":
        return says.ITS_EARLIER_LINE_WAS_CORRECTED()
    if box.standing == "blank" and box.is_typed:
        return says.A_SIGN_ALONE_IS_NO_ANSWER()
    if box.is_shown:  # its verdict says so
        return None
    if box.numbers > 1:
        return says.SEVERAL_NUMBERS_IN_A_BOX(found=box.numbers)
    if box.mark.note in _TO_A_STUDENT:
        return _TO_A_STUDENT[box.mark.note]()
    return NOTES.get(box.mark.note)


def told(judged: Judged, line: str, entries: tuple[str, ...]) -> Sentence:
    """Say of a line what is read aloud when something in it has changed."""
    state = judged.lines[line]
    if state in ("right", "follows"):
        said = says.LINE_IS_RIGHT if state == "right" else says.LINE_FOLLOWS
        return said(line=Code(line))
    sentences = [
        says.ENTRY_STANDS(entry=Code(entry), verdict=verdict(judged.boxes[entry]))
        for entry in entries
        if judged.boxes[entry].is_typed
    ]
    if not sentences:
        return says.ENTRY_STANDS(entry=Code(line), verdict=says.BLANK())
    first, *others = sentences
    for other in others:
        first = says.FIRST_AND_SECOND(first=first, second=other)
    return first


def so_far(judged: Judged) -> Sentence:
    """Say how much is right."""
    if judged.is_finished:
        return says.EVERYTHING_IS_RIGHT()
    return says.SO_MANY_ARE_RIGHT(right=judged.right, n=Count(len(judged.boxes)))


def points_so_far(judged: Judged) -> Sentence:
    """Say what it earns."""
    return says.POINTS_SO_FAR(points=number(judged.points), most=number(judged.marked.max_points))
