"""Sizes of paper, with the name that each kind of file has for them."""

from __future__ import annotations

from typing import Literal

from tutor.record import NamedTuple

PaperName = Literal["a4", "letter", "b4"]


class PaperSize(NamedTuple):
    """A size in millimetres; ``latex`` is the option of its classes, ``geometry`` that of the package."""

    width: float
    height: float
    typst: str
    css: str
    latex: str = ""
    geometry: str = ""

    @property
    def twips(self) -> tuple[int, int]:
        """Width and height as Word counts: twentieths of a point.

        >>> A4.twips
        (11906, 16838)
        """
        return round(self.width * 1440 / 25.4), round(self.height * 1440 / 25.4)


A4 = PaperSize(210, 297, "a4", "A4", latex=",a4paper")
LETTER = PaperSize(215.9, 279.4, "us-letter", "letter", latex=",letterpaper")
# The B4 of Korea and Japan, which is larger than that of ISO; classes of LaTeX do not know it.
B4 = PaperSize(257, 364, "jis-b4", "JIS-B4", geometry="b4j,")


def paper_size(name: PaperName) -> PaperSize:
    """Give a size by its name.

    >>> paper_size("b4").width
    257
    """
    return {"a4": A4, "letter": LETTER, "b4": B4}[name]
