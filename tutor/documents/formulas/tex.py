r"""TeX mathematics: the printer for Markdown and LaTeX.

Portable between KaTeX, MathJax, pandoc and XeLaTeX, and safe inside Markdown: one matrix row a line, every
``\\`` at the end of its line, every ``_`` after a letter, no line that Markdown could take for a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from tutor.documents.formulas.printer import Arrow, Printer

_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "tanh": r"\tanh",
        "relu": r"\mathrm{ReLU}",
        "step": r"\mathrm{step}",
        "sigmoid": r"\sigma",
        "exp": r"\exp",
        "ln": r"\ln",
        "max": r"\max",
    }
)


@lru_cache(maxsize=4096)
def _symbol(name: str, step: str, transposed: bool, entry: str, layer: str, arrow: str) -> str:
    """Put the parts of a symbol together; a page asks for the same ones again and again."""
    base, _, below = name.partition("_")
    base = f"\\over{arrow}arrow{{{base}}}" if arrow else base
    below = ",".join(filter(None, (below, step)))
    above = (f"({layer})" if layer else "") + (r"\top" if transposed else "")
    text = (f"{base}_{{{below}}}" if below else base) + (f"^{{{above}}}" if above else "")
    return text + (f"[{entry}]" if entry else "")


class Tex(Printer):
    """Writes each piece of mathematics as TeX."""

    approximately = r"\approx"
    number_comma = "{,}"
    semicolon = ";\\ "
    wide_comma = ",\\ "
    beside = ",\\quad "
    entrywise_sign = r"\odot"
    delta = r"\delta"
    rate = r"\eta"
    ellipsis = r"\ldots"
    across = r"\cdots"
    down = r"\vdots"
    diagonal = r"\ddots"

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

        >>> Tex().symbol("W_ih", transposed=True), Tex().symbol("h", "2", entry="1")
        ('W_{ih}^{\\top}', 'h_{2}[1]')
        >>> Tex().symbol("h", "t", layer="1", arrow="left")
        '\\overleftarrow{h}_{t}^{(1)}'
        """
        return _symbol(name, step, transposed, entry, layer, arrow)

    def transposed(self, piece: str) -> str:
        """Write the transpose of something that is more than a symbol."""
        return f"{{{piece}}}^{{\\top}}"

    def updated(self, piece: str) -> str:
        """Write a prime, which stands outside of every index."""
        return f"{{{piece}}}'"

    def point(self, text: str) -> str:
        """Write a number; a hyphen is a minus in TeX."""
        return text

    def blank(self) -> str:
        """Write an empty box, with room for one number."""
        return r"\boxed{\qquad}"

    def answer(self, text: str) -> str:
        """Write a number in such a box."""
        return f"\\boxed{{{self.with_mark(text)}}}"

    def numbered(self, piece: str, number: int) -> str:
        """Write which sequence a piece belongs to behind it."""
        return f"{piece}\\;(\\#{number})"

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Write a matrix, one row a line."""
        return self.column([" & ".join(row) for row in rows])

    def row(self, entries: Sequence[str]) -> str:
        """Write a row vector."""
        return self.column([" & ".join(entries)])

    def column(self, entries: Sequence[str]) -> str:
        """Write a column vector, one entry a line."""
        return "\\begin{pmatrix}\n" + " \\\\\n".join(entries) + "\n\\end{pmatrix}"

    def product(self, left: str, right: str) -> str:
        """Write a matrix product."""
        return f"{left}\n{right}" if right.startswith("\\begin") else f"{left}\\,{right}"

    def times(self, left: str, right: str) -> str:
        """Write a product of two numbers."""
        return f"{left}\\cdot {right}"

    def quotient(self, left: str, right: str) -> str:
        """Write a quotient."""
        return f"\\frac{{{left}}}{{{right}}}"

    def total(self, argument: str) -> str:
        """Write the sum over all entries j."""
        return f"\\sum_{{j}} {argument}"

    def function(self, name: str) -> str:
        """Write the name of a function."""
        return _FUNCTIONS[name]

    def grouped(self, argument: str, *, tall: bool) -> str:
        """Write parentheses around something, as tall as it is."""
        return f"\\left({argument}\\right)" if tall else f"({argument})"

    def sized(self, term: str, rows: int, columns: int) -> str:
        """Write the size of a term under it."""
        return f"\\underbrace{{{term}}}_{{{rows}\\times {columns}}}"

    def lines(self, lines: Sequence[tuple[str, str, str]]) -> str:
        """Write lines (left side, relation, right side) under each other, for an environment that aligns."""
        return " \\\\\n".join([f"{left} &{relation} {right}".lstrip() for left, relation, right in lines])

    def continued(self, piece: str) -> str:
        """Write the beginning of a line that goes on with a sum."""
        return f"\\quad {{}}{piece.strip()}"
