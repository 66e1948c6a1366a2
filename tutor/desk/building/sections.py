"""What a page in a browser is made of: sections, their lines, the entries of these."""

from __future__ import annotations

from tutor.documents.document import Block, Inline
from tutor.documents.palette import Role
from tutor.record import record


@record()
class Entry:
    """A place of a line: its name, and the number that is given there; None where there is a box."""

    name: str
    given: str | None = None


@record()
class Row:
    """A line with its boxes.

    ``kind`` is what it shares with the lines of other steps, as the map names it. ``symbol`` and ``formula``
    are written for the page; ``role`` is the part that the line plays; ``before`` says what a reader must
    know first. ``flat``: the boxes stand side by side. ``is_matrix``: the entries are
    those of a matrix, row by row.
    """

    name: str
    kind: str
    symbol: str
    formula: str
    role: Role | None
    entries: tuple[Entry, ...]
    flat: bool = False
    before: tuple[Block, ...] = ()
    is_matrix: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether there is a box in it."""
        return any(entry.given is None for entry in self.entries)


@record()
class Section:
    """A step, or the sizes: its title, a short name for the map, its lines; ``unit`` has a map of its own."""

    title: Inline
    short: Inline
    rows: tuple[Row, ...]
    unit: Inline = ""
