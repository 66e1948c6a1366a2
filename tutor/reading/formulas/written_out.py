"""Activations that are written out: ``np.maximum(0, a)`` is ReLU, ``1/(1 + np.exp(-a))`` the sigmoid."""

from __future__ import annotations

from tutor.reading.formulas.syntax import (
    Apply,
    Expression,
    Name,
    Neg,
    Number,
    Place,
    Product,
    Quotient,
    Sum,
    Term,
    Vector,
    walk,
)
from tutor.record import replace


def applied(place: Place, function: str, argument: Expression, text: str) -> Apply:
    """Apply a function; the greater of 0 and what has a name is its ReLU.

    >>> from tutor.reading.reader import read
    >>> [read(f"h1 = {each}").chains[0].segments[1].expression.function for each in ("max(0, a1)", "max(a1)")]
    ['relu', 'max']
    """
    if function == "max" and isinstance(argument, Vector) and len(argument.entries) == 2:
        first, second = argument.entries
        for nothing, other in ((first, second), (second, first)):
            if isinstance(nothing, Number) and not nothing.value and _is_named(other):
                return Apply(place, "relu", other, "ReLU")
    return Apply(place, function, argument, text)


def quotient(place: Place, numerator: Expression, denominator: Expression) -> Expression:
    """Divide; one by one and the exponential of a negated name is its sigmoid.

    >>> from tutor.reading.reader import read
    >>> read("h1 = 1 / (1 + np.exp(-a1))").chains[0].segments[1].expression.function
    'sigmoid'
    """
    match denominator:
        case Sum(terms=(first, second)) if _is_one(numerator) and first.sign == second.sign == 1:
            for one, other in ((first, second), (second, first)):
                negated = _negated(other.expression) if _is_one(one.expression) else None
                if negated is not None and _is_named(negated):
                    return Apply(place, "sigmoid", negated, "sigmoid")
    return Quotient(place, numerator, denominator)


def _negated(expression: Expression) -> Expression | None:
    """Give z where ``expression`` is exp(-z)."""
    match expression:
        case Apply(function="exp", argument=Neg(argument=inner)):
            return inner
        case Apply(function="exp", argument=Sum(terms=(Term(sign=-1), *_) as terms) as total):
            return replace(total, terms=tuple(replace(each, sign=-each.sign) for each in terms))
        case Apply(function="exp", argument=Product(factors=(Neg(argument=first), *rest)) as product):
            return replace(product, factors=(first, *rest))
    return None


def _is_one(expression: Expression) -> bool:
    return isinstance(expression, Number) and expression.value == 1


def _is_named(expression: Expression) -> bool:
    return any(isinstance(node, Name) for node in walk(expression))
