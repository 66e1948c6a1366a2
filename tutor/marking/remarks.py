"""What is odd about a submission: remarks that a teacher should see, and whether they stop the grading."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.handout.roster import Student
from tutor.language.faults import Fault, Sentence, say
from tutor.marking.submissions.submission import Submission


def _remark(code: str, title: Sentence, because: Sentence | None = None, *, stops: bool = False) -> Fault:
    return Fault(code, title, because=because, severity="error" if stops else "warning")


def twice(student: Student, submissions: Sequence[Submission]) -> Fault:
    """Say that a student handed in more than once."""
    return _remark(
        "G11",
        say("{student} handed in {n} times: {sources}", student=student.id, n=len(submissions),
            sources=", ".join(each.source for each in submissions[:5])),
        say("Neither was graded; leave one and run again."),
    )  # fmt: skip


def strange_sheet(submission: Submission) -> Fault:
    """Say that the number of a sheet is none of the exercise; it stops the grading."""
    return _remark(
        "G12",
        say("{source} is for sheet {sheet}, which this exercise does not have", source=submission.source,
            sheet=submission.sheet[:20]),
        say("It may belong to another version; it was not graded."),
        stops=True,
    )  # fmt: skip


def mistyped_sheet(submission: Submission, own: str) -> Fault:
    """Say that the number of a sheet is nobody's, and nearly that of the student who is named."""
    return _remark(
        "G12",
        say("{source} says sheet {sheet}; the sheet of this student is {own}", source=submission.source,
            sheet=submission.sheet[:20], own=own),
        say("It was graded as the work of the student who is named."),
    )  # fmt: skip


def other_name(submission: Submission, holder: Student, name: str) -> Fault:
    """Say that the sheet is another student's than the name."""
    return _remark(
        "G12",
        say("{source} has the sheet of {holder} and the name {name}", source=submission.source,
            holder=holder.id, name=name[:40]),
        say("It was graded as the work of the student with that sheet."),
    )  # fmt: skip


def unusable(submission: Submission) -> Fault:
    """Say that an id can be no file name."""
    return _remark(
        "G14",
        say("the id `{id}` cannot be the name of a file", id=submission.student[:40]),
        say("Every student's files are named by the id."),
    )


def not_listed(submission: Submission, student: str) -> Fault:
    """Say that a student is not on the list."""
    return _remark(
        "G13",
        say("`{student}` in {source} is not on the list", student=student[:40], source=submission.source),
        say("The answers were graded all the same, in a row of their own."),
    )


def is_key(submission: Submission) -> Fault:
    """Say that a key was handed in."""
    return _remark(
        "G16",
        say("{source} carries the number or the title of a key", source=submission.source),
        say("It was graded; see whether the student's own work was handed in."),
    )


def own_fault(submission: Submission, error: Exception) -> Fault:
    """Own up to a fault of the program."""
    return _remark(
        "B01",
        say(
            "this is a fault of rnn-tutor, not yours ({kind}: {text})", kind=type(error).__name__, text=error
        ),
    )
