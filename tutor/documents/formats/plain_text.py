"""A sentence in plain letters: for what describes a picture, a name in a spreadsheet, a title."""

from __future__ import annotations

from tutor.documents.document import Bars, Blank, Inline, Picture
from tutor.documents.formats.targets import Target
from tutor.language.languages import Language


class PlainText(Target):
    """Writes inline pieces as plain letters."""

    template = None

    @staticmethod
    def text(text: str) -> str:
        """Write words of ours."""
        return text

    def literal(self, text: str) -> str:
        """Write what a person wrote."""
        return text

    def verbatim(self, text: str) -> str:
        """Write a word."""
        return text

    def code(self, text: str) -> str:
        """Write a name."""
        return text

    def math(self, text: str) -> str:
        """Write a formula of the printer for plain letters."""
        return text

    def blank(self, blank: Blank) -> str:
        """Write what stands in a box."""
        return blank.answer

    def picture(self, picture: Picture | Bars) -> str:
        """Leave a picture out."""
        return ""


def plain_text(piece: Inline, language: Language) -> str:
    """Write an inline piece in plain letters.

    >>> plain_text("h", Language("en"))
    'h'
    """
    return PlainText(language).inline(piece)
