r"""Typst's mathematics: the printer for PDF.

Written from the data like every other. Safe wherever a piece may come to stand in another one: a comma, a
semicolon and a parenthesis are escaped, for in the arguments of a function they would divide or end them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from tutor.documents.formulas.printer import BREAK, FRAMED, Arrow, Printer
from tutor.documents.palette import Role

_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "tanh": "tanh",
        "relu": 'op("ReLU")',
        "step": 'op("step")',
        "sigmoid": "σ",
        "exp": "exp",
        "ln": "ln",
        "max": "max",
    }
)
# A number, or the mark of a hole for one.
_NUMBER = re.compile("-?[0-9]|\x00")


@lru_cache(maxsize=4096)
def _symbol(name: str, step: str, transposed: bool, entry: str, layer: str, arrow: str) -> str:
    """Put the parts of a symbol together; a page asks for the same ones again and again."""
    base, _, below = name.partition("_")
    if arrow:
        base = f"accent({base}, {'→' if arrow == 'right' else '←'})"
    # Letters side by side would be one name.
    below = re.sub(r"(?<=[^\W\d])(?=[^\W\d])", " ", below)
    below = "\\,".join(filter(None, (below, step)))
    above = (f"\\({layer}\\)" if layer else "") + ("⊤" if transposed else "")
    text = (f"{base}_({below})" if below else base) + (f"^({above})" if above else "")
    return text + (f"[{entry}]" if entry else "")


class Typst(Printer):
    """Writes each piece of mathematics as Typst does between its dollar signs."""

    tabular = True
    approximately = "≈"
    opening = "\\("
    closing = "\\)"
    comma = "\\, "
    semicolon = "\\; thin "
    wide_comma = "\\, "
    beside = "\\, quad "
    entrywise_sign = "⊙"
    ellipsis = "…"
    across = "⋯"
    down = "⋮"
    diagonal = "⋱"

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
        r"""Write a name such as W_ih or a_i, with its step, an entry in brackets, its layer and direction.

        >>> Typst().symbol("W_ih", transposed=True), Typst().symbol("h", "2", entry="1")
        ('W_(i h)^(⊤)', 'h_(2)[1]')
        >>> Typst().symbol("h", "t", layer="1", arrow="left")
        'accent(h, ←)_(t)^(\\(1\\))'
        """
        return _symbol(name, step, transposed, entry, layer, arrow)

    def gradient(self, piece: str) -> str:
        """Write the gradient of the loss by something; two letters side by side would be one name."""
        return f"d {piece}"

    def transposed(self, piece: str) -> str:
        """Write the transpose of something that is more than a symbol."""
        return f"attach({piece}, tr: ⊤)"

    def updated(self, piece: str) -> str:
        """Write a prime, which stands outside of every index."""
        return f"attach({piece}, tr: ′)"

    def point(self, text: str) -> str:
        """Write a number; a hyphen is a minus in mathematics, and a comma would divide arguments."""
        sign, digits = text[:1] == "-", text.removeprefix("-")
        return f'{"-" * sign}"{digits}"' if "," in digits else text

    def blank(self) -> str:
        """Write an empty box, with room for one number."""
        return "gap"

    def answer(self, text: str) -> str:
        """Write a number in such a box."""
        return f"filled({self.number(text)})"

    def numbered(self, piece: str, number: int) -> str:
        """Write which sequence a piece belongs to behind it."""
        return f"{piece} thick \\(\\#{number}\\)"

    def role(self, role: Role | None, piece: str) -> str:
        """Write a piece in the colour of its role, by a function of the template.

        >>> Typst().role("input", "x")
        'cinput(x)'
        """
        return f"c{role}({piece})" if role else piece

    def result(self, role: Role | None, piece: str) -> str:
        """Write the result of a line; a state is framed."""
        return f"made{role}({piece})" if role in FRAMED else self.role(role, piece)

    def picked(self, rows: Sequence[Sequence[str]], position: str, *, row: bool = False) -> str:
        """Write a matrix of which a one-hot vector picks a column, or a ``row``, which is shaded."""
        way = "row" if row else "column"
        return f"picked({way}: #{position}, " + ";\n".join(", ".join(each) for each in rows) + ")"

    def chain(self, left: str, symbolic: str, numbers: str, relation: str, result: str) -> str:
        """Write what a line says in a row, which is broken before a relation where it must be."""
        return BREAK.join((f"{left} = {symbolic}", f"= {numbers}", f"{relation} {result}"))

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        r"""Write a matrix, one row a line.

        >>> Typst().matrix([["0.1"], ["-0.2"]])
        'numbers(0.1;\n-0.2)'
        """
        return self.column([", ".join(row) for row in rows])

    def row(self, entries: Sequence[str]) -> str:
        """Write a row vector."""
        return self.column([", ".join(entries)])

    def column(self, entries: Sequence[str]) -> str:
        """Write a column vector, one entry a line; numbers with their points below each other."""
        name = "numbers" if all(map(_NUMBER.match, entries)) else "mat"
        return f"{name}(" + ";\n".join(entries) + ")"

    def product(self, left: str, right: str) -> str:
        """Write a matrix product."""
        return f"{left} thin {right}"

    def times(self, left: str, right: str) -> str:
        """Write a product of two numbers."""
        return f"{left} ⋅ {right}"

    def quotient(self, left: str, right: str) -> str:
        """Write a quotient."""
        return f"frac({left}, {right})"

    def total(self, argument: str) -> str:
        """Write the sum over all entries j."""
        return f"∑_(j) {argument}"

    def function(self, name: str) -> str:
        """Write the name of a function."""
        return _FUNCTIONS[name]

    def applied(self, name: str, argument: str) -> str:
        """Write a function of something that shows by itself where it ends; names must not run together."""
        return f"{self.function(name)} {argument}"

    def grouped(self, argument: str, *, tall: bool) -> str:
        """Write parentheses around something, where it is tall as tall as it is."""
        return f"lr(\\({argument}\\))" if tall else super().grouped(argument, tall=tall)

    def sized(self, term: str, rows: int, columns: int) -> str:
        """Write the size of a term under it."""
        return f"underbrace({term}, {rows}×{columns})"

    def lines(self, lines: Sequence[tuple[str, str, str]]) -> str:
        """Write lines (left side, relation, right side) under each other, aligned at their relations."""
        return " \\\n".join([f"{left} &{relation} {right}".lstrip() for left, relation, right in lines])

    def continued(self, piece: str) -> str:
        """Write the beginning of a line that goes on with a sum."""
        return f'quad "" {piece.strip()}'
