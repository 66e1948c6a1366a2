"""Answers as they are judged, and what becomes of them: a verdict and a note for every entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from tutor.judging.answers.lines import Number
from tutor.language.faults import CalculationError
from tutor.record import record

Verdict = Literal["exact", "rounding", "follow-through", "wrong", "blank", "review"]

# What else is to be said of an entry: digits were cut off; fewer digits than asked, enough or too few to
# tell, or as many significant ones as decimals were asked; a gap before it leaves too much room; the mistake
# before it made it too easy; right, but not by the own work; by the own work, but for an entry that is
# wrong; another number of entries than the quantity has; something in its formula is wrong.
Note = Literal[
    "", "cut", "short", "few", "significant", "wide", "trivial", "not-own", "recomputed", "size", "working"
]

Answer = tuple[Number | None, ...]
Answers = Sequence[Answer | None]
Faulty = Mapping[int, Collection[int]]
NO_FAULTS: Faulty = MappingProxyType({})

# What is raised where numbers that somebody wrote have no result: a quotient by 0, the logarithm of 0.
NO_VALUE = (ZeroDivisionError, CalculationError)


@record(slots=True)
class Judged:
    """What became of one answered vector: a verdict and a note for every entry that was asked for.

    ``charged``: something that it was computed from is wrong, so it earns what it earns by follow-through.
    """

    line: int
    verdicts: tuple[Verdict, ...]
    notes: tuple[Note, ...]
    charged: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether every entry is exact, with nothing else to say."""
        return self.verdicts.count("exact") == len(self.verdicts) and not any(self.notes)

    @property
    def wrong(self) -> tuple[int, ...]:
        """The wrong entries, from 1."""
        return tuple(i for i, verdict in enumerate(self.verdicts, start=1) if verdict == "wrong")


def values_of(answer: Answer) -> list[int | None]:
    """Give the values of an answer, entry by entry."""
    return [None if number is None else number.value for number in answer]


def same_entry(number: Number | None, other: Number | None) -> bool:
    """Whether two entries are the same: both left out, or of one value."""
    return (number and number[0]) == (other and other[0])


def same(number: Number | None, other: Number) -> bool:
    """Whether an entry has the value of a number."""
    return number is not None and number[0] == other[0]
