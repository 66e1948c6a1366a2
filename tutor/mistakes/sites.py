"""Where a mistake is made, and what the terms of a sum are for: roles, never names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from tutor.calculation.equations import Expression, Matrix, MatVec, Param, Ref, flat, rewrite
from tutor.calculation.equations import Vector as Numbers
from tutor.record import field, record

ONE, ZERO = Decimal(1), Decimal(0)


@record()
class Site:
    """Where a mistake is made: the step, the parameters by role, and which word stands at each step.

    ``words`` has the position of the 1 in x at every step, from 0; None where x is no one-hot vector.
    ``first`` is the number of the first step. ``slip`` is the only entry, from 1, in which a slip of a single
    entry is looked for, where it is known which; 0 for all.
    """

    step: int
    parameters: Mapping[str, Numbers | Matrix]
    words: Sequence[int | None]
    hidden_size: int
    input_size: int
    first: int = 1
    slip: int = 0

    def may_slip(self, entry: int) -> bool:
        """Whether a slip is looked for in an entry, from 0."""
        return self.slip in (0, entry + 1)

    def matrix(self, name: str) -> Matrix:
        """Give a matrix by its role."""
        return cast(Matrix, self.parameters[name])

    def vector(self, name: str) -> Numbers:
        """Give a bias by its role."""
        return cast(Numbers, self.parameters[name])

    def word(self, step: int) -> int | None:
        """Give the position of the 1 in x at a step, if that is known."""
        at = step - self.first
        return self.words[at] if 0 <= at < len(self.words) else None


@record()
class Variant:
    """A changed equation, with the changed parameters that it reads; ``entry`` where one entry is changed."""

    expression: Expression
    parameters: Mapping[str, Numbers | Matrix] = field(default_factory=lambda: MappingProxyType({}))
    entry: int = 0


Change = Callable[[Expression, Site], Iterator[Variant]]


def absolute(expression: Expression, step: int) -> Expression:
    """Put every quantity of an equation at its own step, counted in the order of computing.

    >>> absolute(Ref("h", lag=1), 3)
    Ref(symbol='h', lag=0, unit='2')
    """

    def change(node: Expression) -> Expression | None:
        return Ref(node.symbol, unit=str(step - node.lag)) if isinstance(node, Ref) else None

    return flat(rewrite(expression, change))


# What a term of a sum is for


def is_input(term: Expression) -> bool:
    """Whether a term is W_ih x, or a number written for it."""
    return _is_term(term, "weight_ih", "p")


def is_recurrent(term: Expression) -> bool:
    """Whether a term is W_hh h, or a number written for it."""
    return _is_term(term, "weight_hh", "q")


def is_bias(term: Expression) -> bool:
    """Whether a term is a bias: the bias of a gate, or its second one, which stands apart."""
    return isinstance(term, Param) and term.name.partition("/")[0] in ("bias", "bias_recurrent")


def _is_term(term: Expression, parameter: str, symbol: str) -> bool:
    if isinstance(term, MatVec):
        return term.matrix.name.partition("/")[0] == parameter
    return isinstance(term, Ref) and term.symbol == symbol
