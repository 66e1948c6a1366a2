"""The LaTeX target: escapes, letters of every script, tables that fit the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from tutor.documents.document import Bars, Blank, Block, Display, Document, Drawing, Picture, Sign, Table
from tutor.documents.drawings.bars import bars_tikz
from tutor.documents.drawings.picture import tikz
from tutor.documents.drawings.scene import Label
from tutor.documents.drawings.scene_tikz import scene_tikz
from tutor.documents.formats.targets import Finished, Mark, Target
from tutor.documents.formulas.tex import Tex
from tutor.documents.palette import OUTCOMES, ROLES, Outcome, Role
from tutor.documents.tables import PAGE_DIGITS, divided, missing_digits

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

LONG_FORMULA = 60
# A cell with more letters has lines.
LONG_CELL = 60
_LONG_COLUMN = r">{\raggedright\arraybackslash}p{.4\linewidth}"
_COMMAND = re.compile(r"\\[a-zA-Z]+|[{}]")
_SHAPES: Mapping[Outcome, str] = {
    "right": r"$\checkmark$",
    "follows": r"$\rightarrow$",
    "wrong": r"$\boldsymbol{\times}$",
    "repeated": r"($\boldsymbol{\times}$)",
    "review": "?",
    "blank": "--",
}
# A table with more rows is divided, for no page ends within a table.
ROWS_A_TABLE = 30

# Where a line of aligned formulas begins: its left side, then & and the relation without a space between.
_ALIGNED = re.compile(r"^([^&\n]*)&(?=\S)", re.MULTILINE)


class LatexTex(Tex):
    """Writes mathematics in the colours of the roles, which the preamble defines."""

    def role(self, role: Role | None, piece: str) -> str:
        r"""Write a piece in the colour of its role.

        >>> LatexTex().role("input", "x")
        '\\roleinput x\\roleends{}'
        """
        return f"\\role{role} {piece}\\roleends{{}}" if role else piece


class Latex(Target):
    """LaTeX for XeLaTeX."""

    template = "document.tex.j2"

    def constants(self, document: Document) -> Mapping[str, object]:
        """Give the colours of the roles."""
        return {
            "roles": [*ROLES.items()],
            "outcomes": [*OUTCOMES.items()],
            "paper": self.paper,
        }

    def laid_out(self, blocks: Iterable[Block]) -> Iterator[Block | Mark]:
        """Divide tables that are wider or longer than the page."""
        for block in blocks:
            if isinstance(block, Table):
                for table in divided(block, self.digits(PAGE_DIGITS)):
                    yield from _in_parts(table)
            else:
                yield block

    def finish(self, block: Block | Mark) -> Finished:
        """Write every text; each line of a formula is fitted to the page, decimal points are aligned."""
        finished = super().finish(block)
        if isinstance(block, Display) and block.aligned and not block.breakable:
            return finished._replace(text=_line_by_line(block.text))
        if isinstance(block, Table):
            columns = [
                _at_the_point(cells) if numeric else cells
                for cells, numeric in zip(zip(*finished.rows, strict=True), finished.numeric, strict=True)
            ]
            return finished._replace(rows=list(zip(*columns, strict=True)), text=_columns(finished))
        return finished

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

    def blank(self, blank: Blank) -> str:
        """Draw a line to write on; an answer stands on it."""
        inside = self.literal(blank.answer) or rf"\hspace{{{blank.room * 0.6:.1f}em}}"
        return rf"\underline{{{inside}}}"

    def shape(self, sign: Sign) -> str:
        """Write a sign in its colour."""
        return rf"\textcolor{{outcome{sign.outcome}}}{{{_SHAPES[sign.outcome]}}}"

    def drawing(self, drawing: Drawing) -> str:
        """Write the drawing in TikZ."""
        words = {
            label.text: self.literal(label.text)
            for label in drawing.scene.items
            if isinstance(label, Label) and isinstance(label.text, str)
        }
        return scene_tikz(drawing.scene, words)

    def picture(self, picture: Picture | Bars) -> str:
        """Write the picture in TikZ."""
        if isinstance(picture, Bars):
            return bars_tikz(picture.bars, [self.literal(label) for label, _ in picture.bars], picture.most)
        words = [(word, self.literal(word)) for word in picture.words]
        return tikz(picture.series, picture.first, words, decimal_comma=picture.decimal_comma)


def _in_other_letters(found: re.Match[str]) -> str:
    codes = " ".join(f"U+{ord(letter):04X}" for letter in found[0])
    return f"\\{'leftwards' if found['leftwards'] else 'otherletters'}{{{found[0]}}}{{{codes}}}"


def _line_by_line(text: str) -> str:
    """Mark the sides of aligned formulas, so that each line is fitted to the page by itself."""
    _, *pieces = _ALIGNED.split(text)
    lefts = [f"\\side {left.strip()} \\sideends " if left else "" for left in pieces[::2]]
    rights = [right.removesuffix(" \\\\\n") for right in pieces[1::2]]
    lines = zip(lefts, rights, strict=True)
    return " \\\\\n".join(f"{left}&\\fit {right} \\fitends" for left, right in lines)


def _at_the_point(cells: Sequence[str]) -> list[str]:
    """Set numbers of a column that is set to the right so that their points are below each other."""
    return [
        f"{cell}\\phantom{{{digits}}}" if digits else cell
        for cell, digits in zip(cells, missing_digits(cells), strict=True)
    ]


def _columns(table: Finished) -> str:
    """Say how columns are set; words that are long go on in the next line, formulas never do."""

    def is_long(column: Sequence[str]) -> bool:
        return not any("$" in cell for cell in column) and any(
            len(_COMMAND.sub("", cell)) > LONG_CELL for cell in column
        )

    columns = zip(*table.rows, strict=True)
    return "".join(
        "r" if right else _LONG_COLUMN if is_long(column) else "l"
        for right, column in zip(table.numeric, columns, strict=True)
    )


def _in_parts(table: Table) -> Iterator[Table]:
    """Divide a table into tables of about as many rows each."""
    rows = list(table.rows)
    each = ceil(len(rows) / ceil(len(rows) / ROWS_A_TABLE))
    for begin in range(0, len(rows), each):
        yield table._replace(rows=rows[begin : begin + each])
