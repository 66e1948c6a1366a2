"""MathML mathematics: the printer for web pages, in what MathML Core has, written from the data.

A piece is a run of elements; where MathML wants one element, the printer puts the run in an ``<mrow>``.
Brackets around a matrix or something tall grow with it, all others keep their size. A minus is U+2212.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from tutor.documents.formulas.printer import BREAK, FRAMED, Arrow, Printer
from tutor.documents.palette import Role

_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {"tanh": "tanh", "relu": "ReLU", "step": "step", "sigmoid": "σ", "exp": "exp", "ln": "ln", "max": "max"}
)
_ARROWS: Mapping[str, str] = MappingProxyType({"right": "→", "left": "←"})

# What an index is made of: digits, letters, a sign; or the mark of a hole.
_INDEX = re.compile("(?P<mark>\x00[^\x00]*\x00)|(?P<number>[0-9]+)|(?P<letter>[A-Za-z])|(?P<sign>.)")
# A matrix of numbers, all with as many decimals, is set to the right, so that their points are in line.
_NUMBER = ("<mn>", "<mrow><mo>−</mo><mn>")


def _row(pieces: Sequence[str]) -> str:
    """Make one element of some."""
    return pieces[0] if len(pieces) == 1 else f"<mrow>{''.join(pieces)}</mrow>"


@lru_cache(maxsize=4096)
def _index(text: str) -> str:
    """Write an index, such as 2, t-1 or ih; a mark stays as it is."""
    return _row(
        [
            found["mark"]
            or (
                f"<mn>{found[0]}</mn>"
                if found["number"]
                else f"<mi>{found[0]}</mi>"
                if found["letter"]
                else f"<mo>{found[0].replace('-', '−')}</mo>"
            )
            for found in _INDEX.finditer(text)
        ]
    )


@lru_cache(maxsize=4096)
def _symbol(name: str, step: str, transposed: bool, entry: str, layer: str, arrow: str) -> str:
    """Put the parts of a symbol together; a page asks for the same ones again and again."""
    base, _, below = name.partition("_")
    text = f"<mi>{base}</mi>"
    if arrow:
        text = f"<mover>{text}<mo>{_ARROWS[arrow]}</mo></mover>"
    below = ",".join(filter(None, (below, step)))
    above = [f"{MathML.opening}<mn>{layer}</mn>{MathML.closing}"] if layer else []
    above += ["<mo>⊤</mo>"] if transposed else []
    if below and above:
        text = f"<msubsup>{text}{_index(below)}<mrow>{''.join(above)}</mrow></msubsup>"
    elif below:
        text = f"<msub>{text}{_index(below)}</msub>"
    elif above:
        text = f"<msup>{text}<mrow>{''.join(above)}</mrow></msup>"
    if not entry:
        return text
    return f"<mrow>{text}{_at(entry)}</mrow>"


def _at(entry: str) -> str:
    """Write the place of an entry, in brackets that keep their size."""
    return f'<mo stretchy="false">[</mo>{_index(entry)}<mo stretchy="false">]</mo>'


class MathML(Printer):
    """Writes each piece of mathematics as MathML."""

    tabular = True
    equal = "<mo>=</mo>"
    approximately = "<mo>≈</mo>"
    plus = "<mo>+</mo>"
    minus = "<mo>−</mo>"
    negative = '<mo form="prefix">−</mo>'
    opening = '<mo stretchy="false">(</mo>'
    closing = '<mo stretchy="false">)</mo>'
    comma = "<mo>,</mo>"
    semicolon = '<mo>;</mo><mspace width="0.3em"/>'
    wide_comma = '<mo>,</mo><mspace width="0.3em"/>'
    beside = '<mo>,</mo><mspace width="1em"/>'
    between = ""
    entrywise_sign = "<mo>⊙</mo>"
    ellipsis = "<mo>…</mo>"
    across = "<mo>⋯</mo>"
    down = "<mo>⋮</mo>"
    diagonal = "<mo>⋱</mo>"
    rate = "<mi>η</mi>"

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
        """Write a name such as W_ih or a_i, with its step, an entry in brackets, its layer and direction.

        >>> MathML().symbol("h", "t-1")
        '<msub><mi>h</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub>'
        >>> MathML().symbol("h", "2", layer="1", arrow="left")[:56]
        '<msubsup><mover><mi>h</mi><mo>←</mo></mover><mn>2</mn><m'
        """
        return _symbol(name, step, transposed, entry, layer, arrow)

    def gradient(self, piece: str) -> str:
        """Write the gradient of the loss by something; a name of two letters would stand upright."""
        return f"<mrow><mi>d</mi>{piece}</mrow>"

    def transposed(self, piece: str) -> str:
        """Write the transpose of something that is more than a symbol."""
        return f"<msup><mrow>{piece}</mrow><mo>⊤</mo></msup>"

    def updated(self, piece: str) -> str:
        """Write the symbol of a parameter after a step of learning."""
        return f"<msup><mrow>{piece}</mrow><mo>′</mo></msup>"

    def at(self, entry: str) -> str:
        """Write which entry of something is meant.

        >>> MathML().at("2")
        '<mo stretchy="false">[</mo><mn>2</mn><mo stretchy="false">]</mo>'
        """
        return _at(entry) if entry else ""

    def step(self, text: str) -> str:
        """Write what fills a hole for a step or an entry."""
        return _index(text)

    def point(self, text: str) -> str:
        """Write a number.

        >>> MathML().number("-0.3")
        '<mrow><mo>−</mo><mn>0.3</mn></mrow>'
        """
        return f"<mrow><mo>−</mo><mn>{text[1:]}</mn></mrow>" if text[0] == "-" else f"<mn>{text}</mn>"

    def term(self, text: str) -> str:
        """Write a number that is added; its sign stands between, even where a role begins with it."""
        sign, number = ("−", text[1:]) if text.startswith("-") else ("+", text)
        return f'<mo form="infix">{sign}</mo>{self.number(number)}'

    def blank(self) -> str:
        """Write an empty box, with room for one number; MathML Core has none, so HTML lends it."""
        return '<mtext><span class="box"></span></mtext>'

    def answer(self, text: str) -> str:
        """Write a number in such a box."""
        return f'<mtext><span class="box">{self.with_mark(text).replace("-", "−")}</span></mtext>'

    def numbered(self, piece: str, number: int) -> str:
        """Write which sequence a piece belongs to behind it."""
        return f'{piece}<mspace width="0.3em"/><mtext>(#{number})</mtext>'

    def role(self, role: Role | None, piece: str) -> str:
        """Write a piece in the colour of its role, which the page's style knows.

        >>> MathML().role("input", "<mi>x</mi>")
        '<mrow class="input"><mi>x</mi></mrow>'
        """
        return f'<mrow class="{role}">{piece}</mrow>' if role else piece

    def result(self, role: Role | None, piece: str) -> str:
        """Write the result of a line; a state is framed."""
        return f'<mrow class="{role} made">{piece}</mrow>' if role in FRAMED else self.role(role, piece)

    def picked(self, rows: Sequence[Sequence[str]], position: str, *, row: bool = False) -> str:
        """Write a matrix of which a one-hot vector picks a column, or a ``row``; the style shades it."""
        whole = self.matrix(rows)
        kind = f'<mtable class="{"across" if row else "down"} pick{position}'
        return whole.replace("<mtable", f'{kind}"', 1).replace(f'{kind}" class="numbers"', f'{kind} numbers"')

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Write a matrix."""
        return _matrix(["</mtd><mtd>".join(row) for row in rows])

    def row(self, entries: Sequence[str]) -> str:
        """Write a row vector."""
        return _matrix(["</mtd><mtd>".join(entries)])

    def column(self, entries: Sequence[str]) -> str:
        """Write a column vector."""
        return _matrix(entries)

    def sized(self, term: str, rows: int, columns: int) -> str:
        """Write the size of a term under it."""
        size = f"<mrow><mn>{rows}</mn><mo>×</mo><mn>{columns}</mn></mrow>"
        return f"<munder><munder><mrow>{term}</mrow><mo>⏟</mo></munder>{size}</munder>"

    def product(self, left: str, right: str) -> str:
        """Write a matrix product."""
        return f'{left}<mspace width="0.17em"/>{right}'

    def times(self, left: str, right: str) -> str:
        """Write a product of two numbers."""
        return f"{left}<mo>⋅</mo>{right}"

    def quotient(self, left: str, right: str) -> str:
        """Write a quotient."""
        return f"<mfrac><mrow>{left}</mrow><mrow>{right}</mrow></mfrac>"

    def total(self, argument: str) -> str:
        """Write the sum over all entries j."""
        return f"<munder><mo>∑</mo><mi>j</mi></munder>{argument}"

    def function(self, name: str) -> str:
        """Write the name of a function, and that it is applied to what follows."""
        return f"<mi>{_FUNCTIONS[name]}</mi><mo>&#x2061;</mo>"

    def grouped(self, argument: str, *, tall: bool) -> str:
        """Write parentheses around something, where it is tall as tall as it is."""
        if tall:
            return f"<mrow><mo>(</mo>{argument}<mo>)</mo></mrow>"
        return f"<mrow>{self.opening}{argument}{self.closing}</mrow>"

    def lines(self, lines: Sequence[tuple[str, str, str]]) -> str:
        """Write lines (left side, relation, right side) as a table; each row is a line of the text, too."""
        rows = [f"{left}</mtd><mtd>{relation}</mtd><mtd>{right}" for left, relation, right in lines]
        table = "</mtd></mtr>\n<mtr><mtd>".join(rows)
        return f'<mtable class="lines" displaystyle="true">\n<mtr><mtd>{table}</mtd></mtr>\n</mtable>'

    def chain(self, left: str, symbolic: str, numbers: str, relation: str, result: str) -> str:
        """Write what a line says in a row that may be broken before a relation.

        >>> MathML().chain("a", "b", "1", "=", "1").split(BREAK)
        ['a<mo>=</mo>b', '<mo>=</mo>1', '=1']
        """
        return BREAK.join((f"{left}{self.equal}{symbolic}", f"{self.equal}{numbers}", f"{relation}{result}"))

    def continued(self, piece: str) -> str:
        """Write the beginning of a line that goes on with a sum."""
        return f'<mspace width="1em"/>{piece}'


def _matrix(rows: Sequence[str]) -> str:
    """Write a matrix, each row given as its finished entries."""
    inside = "</mtd></mtr><mtr><mtd>".join(rows)
    kind = ' class="numbers"' if inside.startswith(_NUMBER) and "<mtext>" not in inside else ""
    return f"<mrow><mo>(</mo><mtable{kind}><mtr><mtd>{inside}</mtd></mtr></mtable><mo>)</mo></mrow>"
