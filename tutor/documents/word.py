"""The Word target: Markdown for pandoc, in which every formula becomes an equation of Word's own.

One equation a line, without alignment, and none begins with its relation: LibreOffice shows such with a sign
of missing text. Boxes are lost there, too, so one writes on a line; sizes and pictures are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.documents.document import Bars, Block, Display, Picture
from tutor.documents.targets import Finished, Markdown
from tutor.documents.tex import Tex

# Between the equations of one Display.
BETWEEN = "\x1e"


class WordTex(Tex):
    """TeX for pandoc's equations."""

    def blank(self) -> str:
        """Write a line to write on."""
        return r"\text{\_\_\_\_\_\_\_}"

    def numbered(self, piece: str, number: int) -> str:
        """Write which sequence a piece belongs to behind it, as text: # begins something else there."""
        return rf"{piece}\text{{ (\#{number})}}"

    def sized(self, term: str, rows: int, columns: int) -> str:
        """Leave the size out."""
        return term

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


class Word(Markdown):
    """Markdown from which pandoc makes a document of Word."""

    template = "document.docx.j2"

    def finish(self, block: Block) -> Finished:
        """Give the equations of a formula one by one."""
        if isinstance(block, Display):
            return Finished("display", rows=[[text] for text in block.text.split(BETWEEN)])
        return super().finish(block)

    def picture(self, picture: Picture | Bars) -> str:
        """Leave the picture out, which not every Word shows; its numbers stand in a table."""
        return ""
