"""The LaTeX target: escapes, letters of every script, tables that fit the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil

from tutor.documents.document import Block, Picture, Table, Verbatim
from tutor.documents.picture import tikz
from tutor.documents.targets import Target

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": r"{-}",
}
_LATEX_WORDS = str.maketrans(
    {
        **{each: _LATEX[each] for each in "\\{}$&#^_~%<>|"},
        "≈": r"$\approx$",
        "×": r"$\times$",
        "·": r"$\cdot$",
        "−": "$-$",
    }
)
_LATEX_LITERAL = str.maketrans(_LATEX)


# Letters that neither Latin Modern nor the Korean fonts have; first those written from right to left.
_OTHER = re.compile(
    "(?P<leftwards>[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)"
    "|[^\x00-\u017f\u0300-\u036f\u1100-\u11ff\u1e00-\u1eff\u2010-\u2027\u2e80-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)

# So many digits stand side by side on a page; a column needs room beside its own.
PAGE_DIGITS = 80
COLUMN_GAP = 3
LONG_FORMULA = 60


class Latex(Target):
    """LaTeX for XeLaTeX."""

    template = "document.tex.j2"

    def laid_out(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Divide tables that are wider than the page."""
        for block in blocks:
            if isinstance(block, Table) and block.keys:
                yield from _divided(block)
            else:
                yield block

    @staticmethod
    def text(text: str) -> str:
        """Write words of ours."""
        return text.translate(_LATEX_WORDS)

    def literal(self, text: str) -> str:
        """Write running text that a person wrote; no ligature, no command."""
        return _OTHER.sub(_in_other_letters, text.translate(_LATEX_LITERAL))

    def verbatim(self, text: str) -> str:
        """Write a word in typewriter letters."""
        return f"\\texttt{{{self.literal(text)}}}"

    def code(self, text: str) -> str:
        """Write a name in typewriter letters."""
        return self.verbatim(text)

    def math(self, text: str) -> str:
        """Write an inline formula; a long list in it may go on in the next line."""
        if len(text) > LONG_FORMULA:
            text = text.replace(", ", ", \\allowbreak ")
        return f"${text}$"

    def picture(self, picture: Picture) -> str:
        """Write the picture in TikZ."""
        return tikz(picture.series)


def _in_other_letters(found: re.Match[str]) -> str:
    return f"\\{'leftwards' if found['leftwards'] else 'otherletters'}{{{found[0]}}}"


def _divided(table: Table) -> Iterator[Table]:
    """Divide a table of numbers into tables of about as many columns each."""
    keys, columns = table.keys, len(table.header) - table.keys
    rows = list(table.rows)
    word = max(len(cell.text) if isinstance(cell, Verbatim) else 0 for row in rows for cell in row[:keys])
    longest = max(len(str(cell)) for row in rows for cell in row[keys:])
    fitting = max(1, (PAGE_DIGITS - word) // (longest + COLUMN_GAP))
    each = ceil(columns / ceil(columns / fitting))
    for begin in range(keys, keys + columns, each):
        shown = [*range(keys), *range(begin, min(begin + each, keys + columns))]
        yield table._replace(
            header=[table.header[column] for column in shown],
            rows=[[row[column] for column in shown] for row in rows],
            numeric=[table.numeric[column] for column in shown],
        )
