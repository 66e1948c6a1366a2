"""The sign of a mark, and that of a part of the page: what is to be seen, before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tutor.documents.document import Sign
from tutor.documents.palette import Outcome
from tutor.judging.answers.outcomes import Verdict
from tutor.marking.marks import Mark
from tutor.marking.reporting import feedback_messages as says
from tutor.marking.reporting.wording import DECIDED, OF_A_PART, OUTCOME_OF, SIGN_WORDS

# Outcomes of which there is something to be seen.
SEEN: tuple[Outcome, ...] = ("wrong", "review", "blank")
_WORST_FIRST: tuple[Outcome, ...] = (*SEEN, "repeated", "follows")


def sign_of(mark: Mark) -> Sign:
    """Give the sign of a mark, with its word."""
    if mark.is_decided:
        decided: Outcome = "right" if mark.points >= mark.worth else "review" if mark.points else "wrong"
        return Sign(decided, DECIDED, mark.quantity)
    return _sign(mark.verdict, mark.root, mark.quantity)


@lru_cache(maxsize=4096)
def _sign(verdict: Verdict, is_root: bool, quantity: str) -> Sign:
    """Give the sign of a verdict; a class has few, for the same quantities."""
    if verdict == "wrong" and not is_root:
        return Sign("repeated", says.SAME_MISTAKE_CHARGED_ONCE(), quantity)
    return Sign(OUTCOME_OF[verdict], SIGN_WORDS[verdict], quantity)


def status_of(marks: Sequence[Mark]) -> Sign:
    """Sum a part up: all right, or how many are."""
    outcomes = [sign_of(mark).outcome for mark in marks]
    good = sum(each not in SEEN for each in outcomes)
    worst: Outcome = next((each for each in _WORST_FIRST if each in outcomes), "right")
    if worst in SEEN:
        return Sign(worst, says.N_OF_MOST(n=good, most=len(marks)))
    return Sign(worst, OF_A_PART[worst])
