"""How inline pieces look in Markdown, portable or GitHub's."""

from __future__ import annotations

import re

from tutor.documents.document import Bars, Blank, Drawing, Picture
from tutor.documents.formats.plain_text import plain_text
from tutor.documents.formats.targets import Dialect, Target, drawn
from tutor.documents.paper_sizes import A4, PaperSize
from tutor.language.languages import Language

# Markdown's own characters; as numbers they are literal in every dialect, in tables too.
# A dot after a dot: three of them would become one character.
_SPECIAL = re.compile(r"""(?<=[.])[.]|["#$%&'()*+\-/:;<=>@\[\\\]^_`{|}~]""")


def _entities(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text)


class Markdown(Target):
    """Markdown with TeX mathematics: portable ($…$) or GitHub's (```` ```math ````).

    ``picture_link`` is where the picture will be found; without it the portable dialect carries the picture
    inside the page, and GitHub's, which would not show that, leaves it out.
    """

    def __init__(
        self,
        language: Language,
        dialect: Dialect = "portable",
        picture_link: str | None = None,
        *,
        paper: PaperSize = A4,
    ) -> None:
        super().__init__(language, paper=paper)
        self.dialect = dialect
        self.picture_link = picture_link

    @staticmethod
    def text(text: str) -> str:
        """Write words of ours, which hold nothing that Markdown would change."""
        return text

    def literal(self, text: str) -> str:
        """Write running text with Markdown's own characters as numbers."""
        return _entities(text)

    def verbatim(self, text: str) -> str:
        """Write a word as code, or where code could not hold it in a table, as numbered characters."""
        return _entities(text) if "`" in text or "|" in text else f"`{text}`"

    def code(self, text: str) -> str:
        """Write a name as code."""
        return f"`{text}`"

    def math(self, text: str) -> str:
        """Write an inline formula in the dialect's marks."""
        return f"$`{text}`$" if self.dialect == "github" else f"${text}$"

    def blank(self, blank: Blank) -> str:
        """Write a line of underscores, which stand for themselves; an answer is set in bold letters."""
        return f"**{_entities(blank.answer)}**" if blank.answer else r"\_" * blank.room

    def picture(self, picture: Picture | Bars) -> str:
        """Write a link to the picture, or the picture itself."""
        if self.picture_link is not None and isinstance(picture, Picture) and picture.name:
            return f"{self.picture_link.removesuffix('.svg')}-{picture.name}.svg"
        if self.picture_link is not None or self.dialect == "github":
            return self.picture_link or ""
        from base64 import b64encode

        drawing = drawn(picture, plain_text(picture.caption, self.language))
        return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"

    def drawing(self, drawing: Drawing) -> str:
        """Write a link to the drawing, which lies beside the picture, or the drawing itself."""
        if self.picture_link is not None:
            return f"{self.picture_link.removesuffix('.svg')}-{drawing.name}.svg"
        if self.dialect == "github":
            return ""
        from base64 import b64encode

        from tutor.documents.drawings.scene_svg import scene_svg

        caption, told = (plain_text(each, self.language) for each in (drawing.caption, drawing.told))
        svg_text = scene_svg(drawing.scene, caption, told)
        return f"data:image/svg+xml;base64,{b64encode(svg_text.encode()).decode()}"
