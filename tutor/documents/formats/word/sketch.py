"""A drawing as an image of dots, for documents that show no drawing of lines."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator

from tutor.documents.document import Block, Document, Drawing, Picture
from tutor.documents.formats.paper import Paper
from tutor.documents.formats.pdf import image
from tutor.documents.formats.targets import Mark
from tutor.documents.formats.writing import write
from tutor.documents.paper_sizes import PaperSize
from tutor.language.languages import Language
from tutor.record import NamedTuple

# As sharp as a printer of an office needs it.
DOTS_PER_INCH = 200
# Where a file of PNG says how many dots it is wide.
_WIDTH = slice(16, 20)


class Image(NamedTuple):
    """An image in a line of Markdown, and its width in millimetres."""

    link: str
    width: float


class _Sheet(Paper):
    """A page of Typst of the size of what stands on it."""

    template = "picture.typ.j2"

    def laid_out(self, blocks: Iterable[Block]) -> Iterator[Block | Mark]:
        """Leave everything as it is."""
        yield from blocks


def sketched(drawing: Drawing | Picture, language: Language, paper: PaperSize) -> Image:
    """Draw a drawing as it stands on a page of paper.

    Raises:
        MissingExtraError: typst is not installed, or the drawing is Korean and there is no Korean font.
    """
    data = image("".join(write(Document([drawing]), _Sheet(language, paper=paper))), DOTS_PER_INCH)
    dots = int.from_bytes(data[_WIDTH])
    return Image(f"data:image/png;base64,{b64encode(data).decode()}", dots / DOTS_PER_INCH * 25.4)
