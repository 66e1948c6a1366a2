"""What is odd about a submission: remarks that a teacher should see.

One that is an error stops the grading.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.handout.roster import Student
from tutor.language.faults import Fault
from tutor.marking import submission_messages as says
from tutor.marking.submissions.submission import Submission

_MOST_SOURCES = 5
_LONGEST_NAME = 40


def _sources(submissions: Sequence[Submission]) -> str:
    return ", ".join(each.source for each in submissions[:_MOST_SOURCES])


def twice(student: Student, submissions: Sequence[Submission]) -> Fault:
    """Say that a student handed in more than once."""
    return says.HANDED_IN_TWICE(student=student.id, n=len(submissions), sources=_sources(submissions))


def no_time(student: Student, submissions: Sequence[Submission]) -> Fault:
    """Say that nothing tells which of several is the latest."""
    return says.NO_TIME_TELLS(student=student.id, n=len(submissions), sources=_sources(submissions))


def one_taken(student: Student, submissions: Sequence[Submission], taken: Submission) -> Fault:
    """Say which of several was graded."""
    return says.ONE_WAS_TAKEN(student=student.id, n=len(submissions), source=taken.source)


def unknown(submission: Submission, said: str) -> Fault:
    """Say that nobody knows whose something is."""
    if said:
        return says.NOT_ON_THE_LIST(source=submission.source, student=said[:_LONGEST_NAME])
    return says.WHOSE_IS_IT(source=submission.source)


def contended(submission: Submission, parties: Sequence[Student]) -> Fault:
    """Say that something is several students' at once."""
    students = ", ".join(each.id for each in parties[:_MOST_SOURCES])
    return says.IT_IS_CLAIMED_TWICE(source=submission.source, students=students)


def by_file(submission: Submission, student: Student) -> Fault:
    """Say that the name of a file or folder alone tells whose something is."""
    return says.TOLD_BY_THE_FILE(source=submission.source, student=student.id)


def drill(submission: Submission, *, is_marked: bool) -> Fault:
    """Say that one line alone was asked; what is no sheet of the class stops the grading."""
    said = says.A_DRILL_WAS_ASKED if is_marked else says.A_DRILL_IS_NO_SHEET
    return said(file=submission.source, symbol=submission.drill)


def strange_sheet(submission: Submission) -> Fault:
    """Say that the number of a sheet is none of the exercise; it stops the grading."""
    return says.A_STRANGE_SHEET(source=submission.source, sheet=submission.sheet[:20])


def mistyped_sheet(submission: Submission, own: str) -> Fault:
    """Say that the number of a sheet is nobody's, and nearly that of a student."""
    return says.A_MISTYPED_SHEET(source=submission.source, sheet=submission.sheet[:20], own=own)


def other_name(submission: Submission, holder: Student, name: str) -> Fault:
    """Say that a name or id that is nobody's stands beside what told the student."""
    return says.ANOTHER_NAME(source=submission.source, holder=holder.id, name=name[:_LONGEST_NAME])


def is_key(submission: Submission) -> Fault:
    """Say that a key was handed in."""
    return says.A_KEY_WAS_HANDED_IN(source=submission.source)


def own_fault(error: Exception) -> Fault:
    """Own up to a fault of the program."""
    return says.A_FAULT_OF_OURS(kind=type(error).__name__, text=error)
