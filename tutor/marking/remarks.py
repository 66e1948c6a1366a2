"""What is odd about a submission: remarks that a teacher should see, and whether they stop the grading."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.handout.roster import Student
from tutor.language.faults import Fault
from tutor.marking import marking_messages as says
from tutor.marking.submissions.submission import Submission


def twice(student: Student, submissions: Sequence[Submission]) -> Fault:
    """Say that a student handed in more than once."""
    return says.STUDENT_HANDED_IN_N_TIMES_SOURCES(
        student=student.id, n=len(submissions), sources=", ".join(each.source for each in submissions[:5])
    )


def strange_sheet(submission: Submission) -> Fault:
    """Say that the number of a sheet is none of the exercise; it stops the grading."""
    return says.SOURCE_IS_FOR_SHEET_WHICH_THIS_EXERCISE_DOES(
        source=submission.source, sheet=submission.sheet[:20]
    )


def mistyped_sheet(submission: Submission, own: str) -> Fault:
    """Say that the number of a sheet is nobody's, and nearly that of the student who is named."""
    return says.SOURCE_SAYS_SHEET_THE_SHEET_OF_THIS_STUDENT(
        source=submission.source, sheet=submission.sheet[:20], own=own
    )


def other_name(submission: Submission, holder: Student, name: str) -> Fault:
    """Say that the sheet is another student's than the name."""
    return says.SOURCE_HAS_THE_SHEET_OF_HOLDER_AND_THE_NAME(
        source=submission.source, holder=holder.id, name=name[:40]
    )


def unusable(submission: Submission) -> Fault:
    """Say that an id can be no file name."""
    return says.THE_ID_CANNOT_BE_THE_NAME_OF_A_FILE(id=submission.student[:40])


def not_listed(submission: Submission, student: str) -> Fault:
    """Say that a student is not on the list."""
    return says.STUDENT_IN_SOURCE_IS_NOT_ON_THE_LIST(student=student[:40], source=submission.source)


def is_key(submission: Submission) -> Fault:
    """Say that a key was handed in."""
    return says.SOURCE_CARRIES_THE_NUMBER_OR_THE_TITLE(source=submission.source)


def own_fault(submission: Submission, error: Exception) -> Fault:
    """Own up to a fault of the program."""
    return says.THIS_IS_A_FAULT_OF_RNN_TUTOR_NOT_YOURS_KIND(kind=type(error).__name__, text=error)
