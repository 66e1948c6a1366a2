"""The equation table in the formulas of a spreadsheet: one more arithmetic, over ranges of cells.

A vector is a column of cells. Only functions that every spreadsheet has: no LET, no XLOOKUP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from tutor.calculation.numbers import Rounding, plain

_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "tanh": "TANH({0})",
        "relu": "((ABS({0})+{0})/2)",
        "sigmoid": "(1/(1+EXP(-{0})))",
        "exp": "EXP({0})",
        "ln": "LN({0})",
    }
)

# Sums of binary fractions that stand for decimals are exact to so many digits. Where many decimals are
# written, a few more are kept, so that hardly a number is rounded twice.
_DIGITS, _MORE, _MOST = 12, 5, 15


class Formulas:
    """An arithmetic on the texts of formulas; parameters are ranges of cells.

    >>> from tutor.calculation.cells import CELLS
    >>> from tutor.calculation.evaluation import lower
    >>> line = CELLS["rnn_tanh"].equation("q").expression
    >>> lower(line, Formulas(), {"weight_hh": (("A1:B2",),)})({("h", 1, ""): "C1:C2"})
    'MMULT(A1:B2,C1:C2)'
    """

    def vector(self, values: Sequence[Any]) -> str:
        """Take the range of a vector in."""
        (cells,) = values
        return str(cells)

    def matvec(self, matrix: Any) -> Callable[[str], str]:  # noqa: ANN401 - the range of a matrix, as one entry
        """Multiply by a matrix."""
        ((cells,),) = matrix
        return lambda value: f"MMULT({cells},{value})"

    def add(self, terms: Sequence[str]) -> str:
        """Add entry by entry."""
        return f"({'+'.join(terms)})"

    def subtract(self, left: str, right: str) -> str:
        """Subtract entry by entry."""
        return f"({left}-{right})"

    def multiply(self, left: str, right: str) -> str:
        """Multiply entry by entry."""
        return f"({left}*{right})"

    def divide(self, left: str, right: str) -> str:
        """Divide entry by entry."""
        return f"({left}/{right})"

    def function(self, name: str) -> Callable[[str], str]:
        """Apply a function of the table to every entry."""
        return _FUNCTIONS[name].format

    def total(self, value: str) -> str:
        """Sum all entries."""
        return f"SUM({value})"

    def greatest(self, value: str) -> str:
        """Give the largest entry."""
        return f"MAX({value})"

    def join(self, parts: Sequence[str]) -> str:
        """Stand for vectors below each other, which are cells below each other already."""
        (only,) = parts
        return only

    def constant(self, value: Decimal, like: str) -> str:
        """Write a number of the table."""
        return plain(value)

    def size(self, value: str) -> int:
        """Refuse to count: a range is taken whole. Raises :class:`TypeError`."""
        raise TypeError(f"{value} is a range, of which no formula knows the size")

    def taken(self, value: str, at: Sequence[int]) -> str:
        """Refuse to take entries: a range is taken whole. Raises :class:`TypeError`."""
        raise TypeError(f"{value} is a range, of which no formula takes {len(at)} entries")


def rounded(formula: str, rounding: Rounding) -> str:
    """Round as on paper.

    >>> rounded("A1*A2", Rounding(decimals=3))
    'ROUND(ROUND(A1*A2,12),3)'
    """
    decimals = rounding.decimals
    digits = min(_MOST, max(_DIGITS, decimals + _MORE))
    exact = f"ROUND({formula},{digits})"
    nearest = f"ROUND({exact},{decimals})"
    if rounding.ties == "half-up":
        return nearest
    # At a tie half of what is twice as coarse is even.
    even = f"2*ROUND({exact}/2,{decimals})"
    tie = f"ABS(ABS({exact}-{nearest})-{Decimal(5).scaleb(-decimals - 1):f})<0.{'0' * (digits - 1)}1"
    return f"IF({tie},{even},{nearest})"
