"""Targets: how inline pieces look; the templates put blocks around them.

One escape function a target. A piece that a person wrote is shown literally everywhere; a formula is never
escaped; a sentence is translated, and its own words are escaped for the target.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from tutor.documents.document import (
    Bars,
    Blank,
    Block,
    Code,
    Display,
    Document,
    Drawing,
    Fields,
    Heading,
    Inline,
    Link,
    Math,
    Paragraph,
    Picture,
    Remark,
    Sign,
    Signs,
    Source,
    Table,
    Title,
    Verbatim,
)
from tutor.documents.drawings.bars import bars_svg
from tutor.documents.drawings.picture import svg
from tutor.documents.palette import OUTCOMES
from tutor.documents.paper_sizes import A4, PaperSize
from tutor.language.faults import Pattern, Sentence
from tutor.language.languages import Language, fields, fill
from tutor.record import NamedTuple

Dialect = Literal["portable", "github"]


class Mark(NamedTuple):
    """Where a block that holds others begins or ends; the target puts it around what the block holds."""

    kind: str
    text: str = ""
    caption: str = ""
    rows: Sequence[Sequence[str]] = ()


class Finished(NamedTuple):
    """A block whose texts are written for the target; which fields matter depends on its kind."""

    kind: str
    text: str = ""
    level: int = 0
    aligned: bool = False
    breakable: bool = False
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    numeric: Sequence[bool] = ()
    caption: str = ""


_ENDS = re.compile(r"[\t\n\v\f\r\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

# The margins of a page, left and right together, in millimetres.
SIDES = 30

PIECES = (Sentence, Math, Verbatim, Title, Code, Blank, Link, Sign, Signs)


def on_one_line(text: str) -> str:
    r"""Keep what a person wrote inside its line; control signs that end no line are shown as unreadable.

    >>> on_one_line("0.1\n\n<script>"), on_one_line("a\x1bb")
    ('0.1  <script>', 'a�b')
    """
    return text if text.isprintable() else _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _ENDS.sub(" ", text))


@lru_cache(maxsize=1024)
def parsed(pattern: str, escape: Callable[[str], str]) -> tuple[tuple[str, str | None, str], ...]:
    """Split a pattern at its fields: escaped words, then the field's name and format."""
    return tuple((escape(words), name, spec) for words, name, spec in fields(pattern))


class Target(ABC):
    """Writes inline pieces, tables and pictures; the template puts the blocks together."""

    # The template that puts the blocks together; without one they are written in Markdown.
    template: str | None = None
    dialect: Dialect = "portable"
    # Blocks with a form of their own here; others that hold blocks are written as what they hold.
    kept: tuple[type[Block], ...] = ()

    def __init__(self, language: Language, *, paper: PaperSize = A4) -> None:
        self.language = language
        self.paper = paper
        self._said: dict[Pattern | str, str] = {}

    def digits(self, on_a4: float) -> float:
        """Give how many digits stand side by side on the page, of which A4 has so many."""
        return on_a4 * (self.paper.width - SIDES) / (A4.width - SIDES)

    def inline(self, piece: Inline) -> str:
        """Write one inline piece."""
        match piece:
            # What there is most of comes first.
            case str():
                return self.text(piece)
            case Sentence():
                return self._sentence(piece)
            case Verbatim():
                return self.verbatim(on_one_line(piece.text))
            case Code():
                return self.code(on_one_line(piece.text))
            case Sign():
                return self.sign(piece)
            case Signs(signs):
                return self.signs(signs)
            case Math():
                return self.math(piece.text)
            case Title():
                return self.literal(on_one_line(piece.text))
            case Blank():
                return self.blank(piece)
            case Link(text, anchor):
                return self.link(self.inline(text), anchor)

    def link(self, written: str, anchor: str) -> str:
        """Write text that leads to a place of the page, where there are such places."""
        return written

    def sign(self, sign: Sign) -> str:
        """Write a sign and the word that says the same."""
        return f"{self.shape(sign)} {self.inline(sign.word)}"

    def signs(self, signs: Sequence[Sign]) -> str:
        """Write signs side by side."""
        return " ".join(map(self.shape, signs))

    def shape(self, sign: Sign) -> str:
        """Write a sign alone."""
        return self.text(OUTCOMES[sign.outcome][0])

    def _sentence(self, sentence: Sentence) -> str:
        """Translate a sentence; escape its words, put its values in, each written for the target."""
        if not sentence.values:
            known = self._said.get(sentence.pattern)
            if known is None:
                known = self._said[sentence.pattern] = self._put_together(sentence)
            return known
        return self._put_together(sentence)

    def _put_together(self, sentence: Sentence) -> str:
        parts = []
        for words, name, spec in parsed(self.language.gettext(sentence.pattern), self.text):
            parts.append(words)
            if name is not None:
                value = sentence.values[name]
                if isinstance(value, PIECES):
                    parts.append(self._filled(self.inline(value), spec))
                else:
                    parts.append(self.text(fill(value, spec)))
        return "".join(parts)

    def _filled(self, written: str, spec: str) -> str:
        """Write a finished piece as a field asks for it; a particle goes by how the piece is read aloud."""
        if not spec:
            return written
        heard = self.aloud(written)
        if heard is written:
            return fill(written, spec)
        particle = fill(heard, spec).removeprefix("" if spec.startswith("-") else heard)
        return self.text(particle) if spec.startswith("-") else written + self.text(particle)

    def aloud(self, written: str) -> str:
        """Give what is read aloud of a finished piece, from which the form of a particle follows."""
        return written

    def constants(self, document: Document) -> Mapping[str, object]:
        """Give what a template needs besides the blocks."""
        return {}

    @staticmethod
    @abstractmethod
    def text(text: str) -> str:
        """Write words of ours."""

    @abstractmethod
    def literal(self, text: str) -> str:
        """Write running text that a person wrote, so that it shows as it is."""

    @abstractmethod
    def verbatim(self, text: str) -> str:
        """Write a word that a person wrote, set apart, so that it shows as it is."""

    @abstractmethod
    def code(self, text: str) -> str:
        """Write a name from a program."""

    @abstractmethod
    def math(self, text: str) -> str:
        """Write a formula inside a line."""

    @abstractmethod
    def blank(self, blank: Blank) -> str:
        """Write a box to write in, or one with its answer."""

    def drawing(self, drawing: Drawing) -> str:
        """Write a drawing, or the link to it; nothing where it cannot be shown."""
        return ""

    @abstractmethod
    def picture(self, picture: Picture | Bars) -> str:
        """Write a picture, or the link to it; nothing where it cannot be shown."""

    def laid_out(self, blocks: Iterable[Block]) -> Iterable[Block | Mark]:
        """Divide what is too wide for the page; a page on a screen has no width."""
        return blocks

    def finish(self, block: Block | Mark) -> Finished:
        """Write every text of a block, so that the template only sets it."""
        inline = self.inline
        match block:
            case Mark(kind, text, caption, rows):
                return Finished(kind, text, caption=caption, rows=rows)
            case Drawing(caption=caption):
                return Finished("picture", self.drawing(block), caption=inline(caption))
            case Display(text, aligned, breakable):
                return Finished("display", text, aligned=aligned, breakable=breakable)
            case Paragraph(text, item):
                return Finished("item" if item else "paragraph", inline(text))
            case Heading(level, text):
                return Finished("heading", inline(text), level=level)
            case Remark(text):
                return Finished("remark", inline(text))
            case Table(header, rows, numeric, _):
                finished = [[inline(cell) for cell in row] for row in rows]
                return Finished(
                    "table", header=[inline(cell) for cell in header], rows=finished, numeric=numeric
                )
            case Fields(fields):
                return Finished("fields", rows=[[inline(label), inline(value)] for label, value in fields])
            case Picture(caption=caption) | Bars(caption=caption):
                return Finished("picture", self.picture(block), caption=inline(caption))
            case Source(text):
                return Finished("source", text)
            case _:
                raise TypeError(f"{type(block).__name__} has no form of its own in this format")


def drawn(picture: Picture | Bars, caption: str) -> str:
    """Draw a picture as SVG."""
    if isinstance(picture, Bars):
        return bars_svg(picture.bars, caption, picture.most)
    comma = "," if picture.decimal_comma else "."
    return svg(picture.series, caption, picture.first, picture.words, comma)
