"""Mathematics in plain letters: the printer for cells of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tutor.documents.formulas.printer import Arrow, Printer

_FUNCTIONS: Mapping[str, str] = MappingProxyType({"relu": "ReLU", "sigmoid": "σ"})
_ARROWS: Mapping[str, str] = MappingProxyType({"": "", "right": "→", "left": "←"})


class Plain(Printer):
    """Writes each piece of mathematics as one line of plain text."""

    approximately = "≈"
    wide_comma = ", "
    beside = ",  "
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
        """Write a name with its step, an entry in brackets, its layer and direction.

        >>> Plain().symbol("h", "2", entry="1", layer="1", arrow="left")
        '←h_2^(1)[1]'
        """
        below = "_".join(filter(None, (name, step)))
        above = (f"^({layer})" if layer else "") + ("ᵀ" if transposed else "")
        return _ARROWS[arrow] + below + above + (f"[{entry}]" if entry else "")

    def transposed(self, piece: str) -> str:
        """Write the transpose of something that is more than a symbol."""
        return f"{piece}ᵀ"

    def point(self, text: str) -> str:
        """Write a number."""
        return text.replace("-", "−")

    def blank(self) -> str:
        """Write a place for a number."""
        return "____"

    def answer(self, text: str) -> str:
        """Write a number in such a place."""
        return self.number(text)

    def numbered(self, piece: str, number: int) -> str:
        """Write which sequence a piece belongs to behind it."""
        return f"{piece} (#{number})"

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Write a matrix on one line."""
        return f"[{'; '.join(' '.join(row) for row in rows)}]"

    def row(self, entries: Sequence[str]) -> str:
        """Write a row vector."""
        return f"[{' '.join(entries)}]"

    def column(self, entries: Sequence[str]) -> str:
        """Write a column vector."""
        return f"[{'; '.join(entries)}]"

    def sized(self, term: str, rows: int, columns: int) -> str:
        """Leave the size out."""
        return term

    def product(self, left: str, right: str) -> str:
        """Write a matrix product."""
        return f"{left} {right}"

    def times(self, left: str, right: str) -> str:
        """Write a product of two numbers."""
        return f"{left} · {right}"

    def quotient(self, left: str, right: str) -> str:
        """Write a quotient, with parentheses around what is more than one piece."""
        return " / ".join(f"({piece})" if " " in piece else piece for piece in (left, right))

    def total(self, argument: str) -> str:
        """Write the sum over all entries j."""
        return f"Σ_j {argument}"

    def function(self, name: str) -> str:
        """Write the name of a function."""
        return _FUNCTIONS.get(name, name)

    def lines(self, lines: Sequence[tuple[str, str, str]]) -> str:
        """Write lines below each other."""
        return "\n".join(self.related(*line).strip() for line in lines)

    def continued(self, piece: str) -> str:
        """Write the beginning of a line that goes on with a sum."""
        return piece.strip()
