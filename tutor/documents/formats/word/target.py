"""The Word target: Markdown for pandoc, in which every formula becomes an equation of Word's own.

One equation a line, without alignment, and none begins with its relation: LibreOffice shows such with a sign
of missing text. What only one of Word and LibreOffice shows is written otherwise. Drawings are images.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tutor.documents.document import (
    Bars,
    Blank,
    Block,
    BoxColumn,
    BoxRows,
    Display,
    Drawing,
    Inline,
    Math,
    Paragraph,
    Picture,
    Table,
    Title,
)
from tutor.documents.formats.markdown import Markdown
from tutor.documents.formats.plain_text import plain_text
from tutor.documents.formats.targets import Finished, Mark
from tutor.documents.formats.word.sketch import sketched
from tutor.documents.formats.word.word_rows import marks_of
from tutor.documents.formulas.printer import Arrow
from tutor.documents.formulas.tex import Tex
from tutor.documents.tables import divided

# So many digits stand side by side on a page; letters are wider than those of other targets.
PAGE_DIGITS = 62
# So many letters has a full bar.
FULL_BAR = 30
# The margins of a page, left and right together, in millimetres.
SIDES = 44
# Between the equations of one Display.
BETWEEN = "\x1e"


class WordTex(Tex):
    """TeX for pandoc's equations."""

    def symbol(
        self,
        name: str,
        step: str = "",
        *,
        transposed: bool = False,
        entry: str = "",
        layer: str = "",
        arrow: Arrow = "",
    ) -> str:
        r"""Write a name; an arrow to the left is a sign of its own, for LibreOffice has no such accent.

        >>> WordTex().symbol("W_ih", arrow="left")
        '\\overset{\\leftarrow}{W}_{ih}'
        """
        written = super().symbol(name, step, transposed=transposed, entry=entry, layer=layer, arrow=arrow)
        return written.replace("\\overleftarrow{", "\\overset{\\leftarrow}{") if arrow == "left" else written

    def blank(self) -> str:
        """Write the mark of an empty box."""
        return r"\text{\_\_}"

    def answer(self, text: str) -> str:
        """Write a number in bold letters; frames around small numbers would touch each other."""
        return rf"\mathbf{{{self.with_mark(text)}}}"

    def numbered(self, piece: str, number: int) -> str:
        """Write which sequence a piece belongs to behind it, as text: # begins something else there."""
        return rf"{piece}\text{{ (\#{number})}}"

    def sized(self, term: str, rows: int, columns: int) -> str:
        r"""Write the size under the term, without a brace, which would be an equation of its own.

        Between delimiters that are not seen, for LibreOffice puts it under the first letter alone.
        """
        return rf"\underset{{{rows}\times {columns}}}{{\left.{term}\right.}}"

    def lines(self, lines: Sequence[tuple[str, str, str]]) -> str:
        r"""Write an equation a line; where the left side is missing, that of the line before stands again.

        >>> WordTex().lines([("a", "=", "b"), ("", "=", "1 + 2"), ("", "", "+ 3")]).split(BETWEEN)
        ['a = b', 'a = 1 + 2 + 3']
        """
        written: list[str] = []
        before = ""
        for left, relation, right in lines:
            if not left and not relation and written:
                written[-1] += f" {right}"
                continue
            before = left or before
            written.append(self.related(before, relation, right) if relation else before or right)
        return BETWEEN.join(written)

    def continued(self, piece: str) -> str:
        """Write what goes on in the same line."""
        return piece.strip()


def drawn_with_letters(bars: Bars) -> Table:
    """Draw a bar chart as a table: what a bar is for, the bar and its number.

    >>> [bar for _, bar in drawn_with_letters(Bars([("a", 2), ("b", 1), ("c", 0)], "", most=60)).rows]
    ['█ 2', '▌ 1', '0']
    """
    full = max(bars.most or 0, 1, *(count for _, count in bars.bars))
    rows = []
    for label, count in bars.bars:
        halves = round(2 * FULL_BAR * count / full)
        bar = "\u2588" * (halves // 2) + "\u258c" * (halves % 2)
        rows.append((Title(label), f"{bar} {count}".strip()))
    return Table(("", ""), rows, (False, False))


def _alone(sign: Inline) -> Inline:
    """Write a sign that stands alone as text: LibreOffice misses the numbers beside it."""
    if isinstance(sign, Math) and "\\" not in sign.text:
        return Math(rf"\text{{{sign.text}}}")
    return sign


class Word(Markdown):
    """Markdown from which pandoc makes a document of Word."""

    template = "document.docx.j2"
    kept = (BoxRows,)

    def laid_out(self, blocks: Iterable[Block]) -> Iterator[Block | Mark]:
        """Divide tables that are wider than the page, and draw bars with letters, in a table."""
        for block in blocks:
            if isinstance(block, Table):
                yield from divided(block, self.digits(PAGE_DIGITS))
            elif isinstance(block, Bars):
                yield Paragraph(block.caption)
                yield drawn_with_letters(block)
            else:
                yield block

    def finish(self, block: Block | Mark) -> Finished:
        """Give the equations of a formula one by one, and where they may be parted."""
        if isinstance(block, Display):
            rows = [[text] for text in block.text.split(BETWEEN)]
            return Finished("display", rows=rows, breakable=block.breakable)
        if isinstance(block, BoxRows):
            return self._box_rows(block.columns)
        return super().finish(block)

    def _box_rows(self, columns: Sequence[BoxColumn]) -> Finished:
        """Write rows of boxes as a table, and before it which of its cells are boxes."""

        def beside(column: BoxColumn, *cells: Inline) -> list[str]:
            return [*map(self._cell, cells)] if column.sign else [self._cell(cells[-1])]

        head = [piece for column in columns for piece in beside(column, "", column.head)]
        rows = [
            [piece for column, cell in zip(columns, cells, strict=True)
             for piece in beside(column, _alone(column.sign), cell)]
            for cells in zip(*(column.cells for column in columns), strict=True)
        ]  # fmt: skip
        return Finished("box rows", marks_of(columns), header=head, rows=rows)

    def _cell(self, cell: Inline) -> str:
        if not isinstance(cell, Blank):
            return self.inline(cell)
        return f"**{self.text(cell.answer.replace('-', '−'))}**" if cell.answer else r"\_\_"

    def drawing(self, drawing: Drawing) -> str:
        """Give the drawing as an image, as wide as it is on paper, and what it is in words."""
        return self._image(drawing, drawing.told)

    def picture(self, picture: Picture | Bars) -> str:
        """Give the chart as an image."""
        assert not isinstance(picture, Bars), "bars are letters"
        return self._image(picture, picture.caption)

    def _image(self, drawn: Drawing | Picture, told: Inline) -> str:
        link, width = sketched(drawn, self.language, self.paper)
        width = min(width, self.paper.width - SIDES)
        words = self.literal(plain_text(told, self.language))
        return f"![{words}]({link}){{width={width:.1f}mm}}"
