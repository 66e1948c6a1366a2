"""One person's answers as they were handed in, and what tells whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from tutor.language.faults import Fault
from tutor.record import record

# What became of a file or a row: its answers were read; they could not be; it stands on paper, as a photo or
# a scan; it is nothing that anybody hands in, such as what a system leaves lying about, or a row of means.
Kind = Literal["answers", "unread", "paper", "litter"]


@record(slots=True)
class Submission:
    """Answers by name, every one with the text that was written.

    ``names`` and ``texts`` run side by side; a name is that of an entry (``h_1[1]``) or of a whole vector
    (``h_1``). ``student`` is what the file says, "" where it does not; ``sheet``, ``name`` and ``email``
    likewise; ``head`` are lines that may say it without being asked. ``source`` says where it stands,
    ``stem`` has the names of the file and its folders, innermost first, which tell the student where nothing
    else does. ``text`` is the derivation that answers were taken from, where there is one; ``when`` is the
    time in seconds, 0 where nothing says it. ``faults`` are what a teacher should know. ``shown``,
    ``drill`` and ``decimal_comma`` are what a practice page says: entries whose number it has shown; the one
    symbol that was asked for, "" where a whole sheet was; whether the writer said that 0,5 is 0.5.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    source: str
    student: str = ""
    sheet: str = ""
    stem: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    kind: Kind = "answers"
    is_key: bool = False
    name: str = ""
    email: str = ""
    head: tuple[str, ...] = ()
    when: int = 0
    text: str = ""
    shown: tuple[str, ...] = ()
    drill: str = ""
    decimal_comma: bool = False

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers by name."""
        return dict(zip(self.names, self.texts, strict=True))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered: an empty row of a class's table, a sheet left as it was."""
        return self.kind == "answers" and not any(text.strip() for text in self.texts)
