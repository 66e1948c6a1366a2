"""The equation of a line with what nobody wrote folded in: the same for every problem with the same table."""

from __future__ import annotations

from functools import lru_cache

from tutor.calculation.equations import Cell, Expression, Ref, references, rewrite
from tutor.calculation.habits import folded, is_sum
from tutor.calculation.network import X
from tutor.record import NamedTuple


class Form(NamedTuple):
    """The forms of an equation, exact and with every rounding marked; what they read; that of the table."""

    exact: tuple[Expression, ...]
    folded: tuple[Expression, ...]
    reads: tuple[Ref, ...]
    expression: Expression
    is_sum: bool


@lru_cache(maxsize=1024)
def form_of(cell: Cell, x: Expression, symbol: str, present: frozenset[str]) -> Form:
    """Fold into a line what is not ``present``; ``x`` stands where the line reads x.

    >>> from tutor.calculation.cells import CELLS
    >>> form = form_of(CELLS["rnn_tanh"], X, "h", frozenset(("a", "h")))
    >>> form.expression, form.is_sum
    (Fn(name='tanh', argument=Ref(symbol='a', lag=0, unit='')), False)
    """
    line = next(each for each in cell.fold((*present, symbol)) if each.symbol == symbol)
    forms = tuple(_with_x(form, x) for form in (line.expression, *line.equivalent_forms))
    return Form(
        forms,
        tuple(map(folded, forms)),
        tuple(dict.fromkeys(node for form in forms for node in references(form))),
        line.expression,
        is_sum(line.expression),
    )


def _with_x(expression: Expression, x: Expression) -> Expression:
    """Put what x is in the place of x."""
    return expression if x == X else rewrite(expression, lambda node: x if node == X else None)
