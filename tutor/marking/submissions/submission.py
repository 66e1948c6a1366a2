"""One person's answers as they were handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.language.faults import Fault


@dataclass(frozen=True, slots=True)
class Submission:
    """Answers by name, every one with the text that was written.

    ``names`` and ``texts`` run side by side; a name is that of an entry (``h_1[1]``) or of a whole vector
    (``h_1``). ``student`` is what the file says, "" where it does not; ``sheet`` likewise; ``name`` is what
    stands on the line for the name where another line has the id. ``source`` says
    where it stands, ``stem`` has the names of the file and its folder, which tell the student where nothing
    else does.
    ``text`` is the derivation that answers were taken from, where there is one.
    ``faults`` are what a teacher should know; with ``refused`` nothing is graded.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    source: str
    student: str = ""
    sheet: str = ""
    stem: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    refused: bool = False
    is_key: bool = False
    name: str = ""
    text: str = ""

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers by name."""
        return dict(zip(self.names, self.texts, strict=True))
