"""Mistakes with the activation: another function, none, in the wrong place, or twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from tutor.calculation.equations import Add, Div, Expression, Fn, Param, Ref
from tutor.mistakes.sites import Change, Site, Variant


def activation(*names: str) -> Change:
    """Take other functions for the activation."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if isinstance(expression, Fn):
            for name in names:
                if name != expression.name:
                    yield Variant(Fn(name, expression.argument))

    return variants


def no_activation(expression: Expression, site: Site) -> Iterator[Variant]:
    """Leave the activation out."""
    if isinstance(expression, Fn):
        yield Variant(expression.argument)


def per_term(expression: Expression, site: Site) -> Iterator[Variant]:
    """Activate every term, then add."""
    if isinstance(expression, Fn) and isinstance(expression.argument, Add):
        yield Variant(Add(tuple(Fn(expression.name, term) for term in expression.argument.terms)))


def on_one_part(expression: Expression, site: Site) -> Iterator[Variant]:
    """Activate a part of the sum."""
    if isinstance(expression, Fn) and isinstance(expression.argument, Add):
        terms = expression.argument.terms
        for chosen in range(len(terms)):
            rest = tuple(term for index, term in enumerate(terms) if index != chosen)
            inner = Add(rest) if len(rest) > 1 else rest[0]
            yield Variant(Add((terms[chosen], Fn(expression.name, inner))))
            if len(rest) > 1:
                yield Variant(Add((Fn(expression.name, terms[chosen]), *rest)))


def twice(expression: Expression, site: Site) -> Iterator[Variant]:
    """Activate twice."""
    if isinstance(expression, Fn):
        yield Variant(Fn(expression.name, expression))


def old_state_added(expression: Expression, site: Site) -> Iterator[Variant]:
    """Add the earlier state to the result, or take the mean of both."""
    if isinstance(expression, Fn):
        total = Add((Ref("h", unit=str(site.step - 1)), expression))
        yield Variant(total)
        yield Variant(Div(total, Param("two")), MappingProxyType({"two": (Decimal(2),)}))
