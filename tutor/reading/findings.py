"""Findings: one thing to say about one written operand of one line, with its code and its place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from tutor.calculation.names import Orientation
from tutor.language.faults import Fault, Operand, Sentence, Severity
from tutor.reading.formulas.syntax import Place
from tutor.record import record

Kind = Literal["shape", "value", "state", "notation", "unreadable", "ambiguous", "unchecked"]

# The codes, each with a page of its own under ``rnn-tutor explain``.
CODES: Mapping[str, str] = MappingProxyType(
    {
        "C01": "the size of a matrix or vector disagrees with the rest",
        "C02": "a result has too many or too few entries",
        "C03": "operands that do not fit are added or multiplied",
        "C04": "a line does not follow from the line before it",
        "C05": "a number that follows from an earlier wrong line",
        "C06": "the state used is not the state that was written",
        "C07": "a number was copied wrong",
        "C08": "a line that cannot be assessed",
        "C09": "a number was cut off instead of rounded",
        "C10": "a number has fewer digits than the others",
        "C11": "a formula disagrees with its numbers, or with the network's equation",
        "C12": "a number matches the network, but not the line before it",
        "C13": "a matrix that can be read both ways",
        "C14": "a piece that cannot be read",
        "C15": "a line that was not checked",
        "C16": "an assumption",
        "C17": "a value is used before it is given",
        "C18": "a written size is not the size of what stands there",
    }
)


@record()
class Reading:
    """One way to read an ambiguous text: which way, the evidence for it, and h at every step under it."""

    orientation: Mapping[str, Orientation]
    evidence: Sentence
    output: tuple[tuple[str, ...], ...]


@record()
class Finding:
    """One thing to say about one written operand of one line.

    ``root`` is false for what only follows from an earlier wrong line. ``claimed`` and ``expected`` are
    numbers as the text writes them (for a size, the sizes); ``expected`` is what the line before gives,
    ``corrected`` what the repaired network has there, where that is known. ``entries`` counts the wrong
    entries from 1 and ``carets`` has the place of each. ``same_as`` is the line of the same mistake earlier.
    ``mistakes`` are names of the catalogue that fit, the simplest first.
    """

    code: str
    severity: Severity
    kind: Kind
    place: Place
    title: Sentence
    because: Sentence | None = None
    help: Sentence | None = None
    operands: tuple[Operand, ...] = ()
    quantity: str | None = None
    claimed: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    carets: tuple[Place, ...] = ()
    root: bool = False
    same_as: int | None = None
    readings: tuple[Reading, ...] | None = None
    mistakes: tuple[str, ...] = ()

    @property
    def mistake(self) -> str | None:
        """The simplest mistake that fits, if one does."""
        return self.mistakes[0] if self.mistakes else None

    @property
    def line(self) -> int:
        """The line to look at: that of the first wrong number, where single numbers are wrong."""
        return self.carets[0].line if self.carets else self.place.line

    def fault(self, file: str = "") -> Fault:
        """The finding as a message with its place."""
        return Fault(
            self.code,
            self.title,
            self.operands,
            self.because,
            self.help,
            self.severity,
            file=file,
            line=self.place.line,
            column=self.place.column,
        )
