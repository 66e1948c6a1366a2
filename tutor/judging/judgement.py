"""What the judge hands back: findings in text order, a verdict on every claim, the problem as read.

    Judgement
    ├── reading      what the text was taken to say: vocabulary, sizes, orientations, assumptions
    ├── findings     what is wrong (error), doubtful (warning), worth knowing (note); in text order
    ├── claims       every number-carrying piece with a verdict an entry: exact, rounding, follows, wrong, …
    ├── lines        the numbers of the lines that were really compared with something
    ├── checked      the numbers that were compared
    ├── not_read     the pieces that were seen and not compared, each with its reason
    ├── spots        where in a trace stands what the text computes, by the names as they are written
    └── corrected    the Problem with its repairs, or None and why not

An errata list, the messages on a terminal and a mark sheet are renderings of this; nothing decides again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from tutor.binding.networks.choosing import Spot
from tutor.binding.problem_reading import ProblemReading
from tutor.calculation.problem import Problem
from tutor.language.faults import Sentence
from tutor.reading.findings import Finding
from tutor.reading.formulas.syntax import Place
from tutor.record import field, record

Verdict = Literal["exact", "rounding", "follows", "wrong", "blank", "unreadable", "unassessable"]


@record()
class Claim:
    """A number-carrying piece of the text and what became of it.

    ``quantity`` is the name of the vector or entry ("h_2", "h_2[1]", "W_hx x_2"), ``tokens`` what was
    written, ``verdicts`` one for every entry, ``expected`` what the line before gives.
    """

    place: Place
    quantity: str
    tokens: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    expected: tuple[str, ...] = ()


@record()
class NotRead:
    """A piece of the text that looks like a calculation and was compared with nothing, and why."""

    place: Place
    reason: Sentence


@record()
class Judgement:
    """All that is to be said about a piece of work; see the module's docstring."""

    reading: ProblemReading
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    lines: frozenset[int]
    corrected: Problem | None
    no_correction: Sentence | None = None
    checked: tuple[Place, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    spots: Mapping[str, Spot] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def lines_checked(self) -> int:
        """How many lines were really compared with something."""
        return len(self.lines)

    @property
    def steps_seen(self) -> int:
        """How many calculations the text was seen to have, compared or not."""
        return len(self.checked) + len(self.not_read)

    @property
    def roots(self) -> tuple[Finding, ...]:
        """The errors that do not follow from earlier ones; the first is the place to start."""
        return tuple(each for each in self.findings if each.root and each.severity == "error")

    @property
    def is_wrong(self) -> bool:
        """Whether anything is an error."""
        return any(each.severity == "error" for each in self.findings)
