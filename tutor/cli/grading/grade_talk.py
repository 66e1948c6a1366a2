"""What ``rnn-tutor grade`` says at its end: how many, what is left to decide, and whose something is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tutor.cli.console import Console
from tutor.cli.messages import class_option_messages as says
from tutor.language.faults import Count, Fault
from tutor.marking import submission_messages as says_of_submissions
from tutor.marking.grading import Graded, Lost, Result
from tutor.record import replace

MOST_TOLD = 12
_MOST_LISTED = 100
# What a practice page says of itself, by the code of its remarks.
_OF_A_PAGE = says_of_submissions.THE_PAGE_GAVE_HELP.code
# Notes of entries that were not read.
_UNREAD = ("unreadable", "ambiguous")


def tell(console: Console, result: Result, decisions: Path, *, decimal_comma: bool) -> None:
    """Say how many were marked, what is left to decide, and what is nobody's."""
    _counts(console, result.graded)
    waiting = sum(each.marked.needs_review for each in result.graded)
    if waiting:
        console.say(says.ENTRIES_FOR_YOU_TO_DECIDE(n=Count(waiting), file=decisions))
    commas = sum(mark.note == "ambiguous" for each in result.graded for mark in each.marked.marks)
    if commas and not decimal_comma:
        console.say(says.ANSWERS_CAN_BE_READ_IN_TWO_WAYS(n=Count(commas)))
    _remarks(console, result.graded)
    if result.lost:
        _whose(console, result.lost, decisions)
    if result.litter:
        console.say(
            says.LEFT_OUT(
                n=Count(len(result.litter)), files=_listed([e.source for e in result.litter], MOST_TOLD)
            )
        )


def _counts(console: Console, graded: Sequence[Graded]) -> None:
    present = sum(each.handed_in for each in graded)
    console.say(says.STUDENTS_PRESENT_HANDED_IN(n=Count(len(graded)), present=present))
    paper = [each.student.id for each in graded if each.came == "paper"]
    if paper:
        console.say(says.ON_PAPER(n=Count(len(paper)), students=_listed(paper, MOST_TOLD)))
    missing = [each.student.id for each in graded if not each.handed_in]
    if missing and present:
        console.say(says.MISSING(n=Count(len(missing)), students=_listed(missing, MOST_TOLD)))


def _remarks(console: Console, graded: Sequence[Graded]) -> None:
    """Tell remarks; what is only to be known is counted."""
    faults = list({id(fault): fault for each in graded for fault in each.remarks}.values())
    told: list[Fault] = [replace(each, severity="warning") for each in faults if each.severity != "note"]
    console.tell(told[:MOST_TOLD])
    if len(told) > MOST_TOLD:
        console.say(says.AND_N_MORE_THE_REPORT_HAS_THEM_ALL(n=len(told) - MOST_TOLD))
    notes = [each.code == _OF_A_PAGE for each in faults if each.severity == "note"]
    if not all(notes):
        console.say(says.NOTES_IN_THE_REPORT(n=Count(notes.count(False))))
    if any(notes):
        console.say(says.NOTES_OF_PRACTICE_PAGES(n=Count(notes.count(True))))


def _whose(console: Console, lost: Sequence[Lost], decisions: Path) -> None:
    """List what is nobody's, each with the reason."""
    console.say(says.WHOSE_IS_THIS(n=Count(len(lost)), file=decisions))
    for each in lost[:_MOST_LISTED]:
        reason = each.faults[0].title if each.faults else ""
        console.say(says.A_LINE(text=reason or each.submission.source))
    if len(lost) > _MOST_LISTED:
        console.say(says.AND_N_MORE_THE_REPORT_HAS_THEM_ALL(n=len(lost) - _MOST_LISTED))


def _listed(names: Sequence[str], most: int) -> str:
    more = f" … (+{len(names) - most})" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def exit_code(result: Result, *, strict: bool) -> int:
    """Give 1 where something is nobody's; with ``strict`` 2 where an answer was not read; else 0."""
    if result.lost:
        return 1
    return 2 if strict and any(map(_is_partly_read, result.graded)) else 0


def _is_partly_read(graded: Graded) -> bool:
    if graded.came == "paper" and graded.marked.needs_review:
        return True
    return not graded.marked.is_decided and any(
        mark.verdict == "review" and not mark.is_decided and mark.note in _UNREAD
        for mark in graded.marked.marks
    )
