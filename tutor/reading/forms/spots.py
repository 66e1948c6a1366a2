"""Where a line of a text stands in the file that it was taken from, in words with which a person finds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from tutor.language.faults import Pattern, Sentence
from tutor.reading.forms import form_messages as says
from tutor.record import NamedTuple, record

Part = Literal["cell", "output", "paragraph", "table"]


class Spot(NamedTuple):
    """A part of a file, counted from 1, and a line in it; 0 for a part that has one line only.

    A notebook has cells and outputs of cells, a document paragraphs with text in them and tables with rows.
    """

    part: Part
    number: int
    line: int = 0

    def said(self) -> Sentence:
        """Say the spot.

        >>> str(Spot("cell", 3, 2).said()), str(Spot("paragraph", 7).said())
        ('cell 3, line 2', 'paragraph 7')
        """
        if not self.line:
            return says.PARAGRAPH(number=self.number)
        return _SAID[self.part](number=self.number, line=self.line)

    def data(self) -> dict[str, str | int]:
        """Give the spot as plain data."""
        return {"part": self.part, "number": self.number, **({"line": self.line} if self.line else {})}


_SAID: Mapping[Part, Pattern] = MappingProxyType(
    {
        "cell": says.CELL_LINE,
        "output": says.OUTPUT_OF_CELL_LINE,
        "paragraph": says.PARAGRAPH_LINE,
        "table": says.TABLE_ROW,
    }
)


class LeftOut(NamedTuple):
    """A piece of a file that is no text, before which line of the text it stands, and why it is not read."""

    line: int
    reason: Sentence
    help: Sentence | None = None


@record()
class FileText:
    """What a file says; ``spots`` has one for every line, and none where the text is the file itself."""

    text: str
    spots: tuple[Spot, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def file_text_of(lines: Iterable[tuple[str, Spot]], left_out: Iterable[LeftOut] = ()) -> FileText:
    """Put a text together from its lines with their spots."""
    pairs = list(lines)
    return FileText("\n".join(text for text, _ in pairs), tuple(spot for _, spot in pairs), tuple(left_out))
