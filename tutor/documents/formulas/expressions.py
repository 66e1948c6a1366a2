"""SymPy's expressions on paper: the notation's printer writes them, and sums keep their order.

SymPy's own ``latex`` sorts the terms and writes 7 tanh(1/5) / 10; a board has 7/10 tanh(1/5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import groupby
from types import MappingProxyType
from typing import TypeVar

from tutor.documents.formulas.algebra import Expr, base_of, text_of
from tutor.documents.formulas.notation import Notation

# The letter of a parameter's numbers, by what the parameter is for.
LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "input weight": "w",
        "recurrent weight": "u",
        "bias": "b",
        "recurrent bias": "b",
        "output weight": "v",
        "output bias": "b",
    }
)

# Of more entries, or more terms of one kind, the first two and the last are written, with dots between.
SHOWN = 4

# SymPy's functions by their names in the table.
_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {"tanh": "tanh", "Max": "relu", "exp": "exp", "sigmoid": "sigmoid", "log": "ln"}
)

T = TypeVar("T")


def elided(items: list[T], dots: T) -> list[T]:
    """Leave out the middle of many."""
    return items if len(items) <= SHOWN else [*items[:2], dots, items[-1]]


class Writer:
    """Writes SymPy's expressions with the notation's printer, sums in the order in which they were made."""

    def __init__(self, notation: Notation) -> None:
        self.notation = notation

    def text(self, expression: Expr) -> str:
        """Write an expression."""
        printer = self.notation.print
        if expression.is_Symbol:
            return text_of(expression)
        if expression.is_Rational:
            sign, size = printer.negative if expression < 0 else "", abs(expression)
            whole = printer.number(str(size.p))
            return sign + (whole if size.q == 1 else printer.quotient(whole, printer.number(str(size.q))))
        if expression.is_Add or expression.is_Mul:
            return self._sum(expression.args if expression.is_Add else (expression,))
        name = _FUNCTIONS.get(expression.func.__name__)
        if name is None:
            raise TypeError(f"{expression.func.__name__} has no closed form on paper")
        argument = next(each for each in expression.args if each != 0 or len(expression.args) == 1)
        return printer.applied(name, self._grouped(argument))

    def _sum(self, terms: Sequence[Expr]) -> str:
        pieces: list[tuple[bool, str]] = []
        for kind, run in groupby(terms, _kind):
            written = [self._term(term) for term in run]
            pieces += elided(written, (False, self.notation.print.across)) if kind else written
        return self.notation.print.signed(pieces)

    def _term(self, term: Expr) -> tuple[bool, str]:
        """Tell whether a term is negative, and write it without its sign."""
        number, rest = term.as_coeff_Mul()
        is_negative, size = number < 0, abs(number)
        if rest == 1:
            return is_negative, self.text(size)
        over, under = rest.as_numer_denom()
        factors = sorted(over.args if over.is_Mul else (over,), key=self._place)
        if under != 1:
            numerator = reduce(self.notation.print.product, map(self._factor, factors))
            return is_negative, self.notation.print.quotient(numerator, self.text(under))
        written = map(self._factor, factors if size == 1 else [size, *factors])
        return is_negative, reduce(self.notation.print.product, written)

    def _factor(self, factor: Expr) -> str:
        return self._grouped(factor) if factor.is_Add else self.text(factor)

    def _grouped(self, expression: Expr) -> str:
        tall = any(each.is_Rational and not each.is_Integer for each in expression.atoms())
        return self.notation.print.grouped(self.text(expression), tall=tall)

    def _place(self, factor: Expr) -> bool:
        """Put weights before what they multiply in W x, behind it in x W."""
        return (_base(factor) in LETTERS.values()) == self.notation.rows


def _base(expression: Expr) -> str:
    """Give the letter of a symbol without its indices and arrow; nothing for what is none."""
    return base_of(expression) if expression.is_Symbol else ""


def _kind(term: Expr) -> str:
    """Tell what kind of letters a term has; terms of one kind may give way to dots."""
    return "".join(sorted(map(_base, term.free_symbols)))
