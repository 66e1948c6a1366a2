"""What marking gives: a mark for every entry, and one student's marks together."""

from __future__ import annotations

from fractions import Fraction

from tutor.judging.answers.outcomes import Note, Verdict
from tutor.marking.given_answers import GivenNote
from tutor.record import record


@record(slots=True)
class Mark:
    """One entry that was asked for: what was written, the verdict, and what it earns.

    ``expected`` is what the own earlier answers give. ``root``: wrong by itself and charged; a wrong entry
    that is no root repeats a misconception that is charged already. ``note`` says what else is to be said.
    """

    quantity: str
    answer: str
    verdict: Verdict
    expected: str
    points: Fraction
    worth: Fraction
    note: Note | GivenNote | str = ""
    mistakes: tuple[str, ...] = ()
    root: bool = False
    comment: str = ""
    is_decided: bool = False


@record(slots=True)
class Marked:
    """One student's marks: in the order of computing, with their sum.

    ``mistakes`` are those that fit the first wrong line, the likeliest first. ``comment`` and ``is_decided``
    are the teacher's, here for the whole, in a mark for that entry.
    """

    marks: tuple[Mark, ...]
    points: Fraction
    max_points: Fraction
    mistakes: tuple[str, ...] = ()
    comment: str = ""
    is_decided: bool = False

    @property
    def first_error(self) -> Mark | None:
        """The first wrong entry."""
        return next((mark for mark in self.marks if mark.verdict == "wrong"), None)

    @property
    def needs_review(self) -> int:
        """How many entries a teacher has yet to look at."""
        if self.is_decided:
            return 0
        return sum(mark.verdict == "review" and not mark.is_decided for mark in self.marks)
