"""Mistakes that only a cell with gates has: which factor a gate is, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from tutor.calculation.equations import Add, Const, Expression, Fn, MatVec, Mul, Param, Ref, Sub, rewrite
from tutor.mistakes.changes import reset_state
from tutor.mistakes.sites import Site, Variant, is_recurrent

_ONE = Const(Decimal(1))


def reset_before_product(expression: Expression, site: Site) -> Iterator[Variant]:
    """Scale the earlier state by the reset gate, before its matrix: W (r * h) for r * (W h)."""
    state = Ref("h", unit=str(site.step - 1))
    product = MatVec(Param("weight_hh"), state)
    if expression == product:
        # The line of the product itself, in a cell whose reset gate stands written.
        yield Variant(MatVec(Param("weight_hh"), Mul(Ref("r", unit=str(site.step)), state)))

    def moved(node: Expression) -> Expression | None:
        if not isinstance(node, Mul) or not _is_scaled_recurrent(node):
            return None
        if any(isinstance(term, Ref) for term in _terms(node.right)):
            return node.right  # the product stands written, with the gate in it
        inside = MatVec(Param("weight_hh"), Mul(node.left, state))
        return rewrite(node.right, lambda each: inside if each == product else None)

    yield from _changed(expression, moved)


def reset_after_product(expression: Expression, site: Site) -> Iterator[Variant]:
    """Scale the product by the reset gate, where it is the earlier state that is scaled: r * (W h)."""
    reset, state = Ref("r", unit=str(site.step)), Ref("h", unit=str(site.step - 1))

    def moved(node: Expression) -> Expression | None:
        match node:
            case MatVec(matrix, Mul(gate, scaled)) if scaled == state:
                return Mul(gate, MatVec(matrix, state))
            case MatVec(matrix, vector) if vector == reset_state(site):
                return Mul(reset, MatVec(matrix, state))
        return None

    yield from _changed(expression, moved)


def reset_forgotten(expression: Expression, site: Site) -> Iterator[Variant]:
    """Leave out the reset gate before the recurrent term, or before the state that its matrix multiplies."""
    state = Ref("h", unit=str(site.step - 1))

    def bare(node: Expression) -> Expression | None:
        match node:
            case MatVec(matrix, Mul(_, scaled)) if scaled == state:
                return MatVec(matrix, state)
            case MatVec(matrix, vector) if vector == reset_state(site):
                return MatVec(matrix, state)
            case Mul() if _is_scaled_recurrent(node):
                return node.right
        return None

    if isinstance(expression, Mul) and expression.right == state:
        yield Variant(state)  # the line of the scaled state itself
    yield from _changed(expression, bare)


def update_inverted(expression: Expression, site: Site) -> Iterator[Variant]:
    """Exchange a gate and one minus it in a weighted mean."""

    def exchanged(node: Expression) -> Expression | None:
        match node:
            case Add((Mul(Sub(Const() as one, gate), new), Mul(other, old))) if gate == other and one == _ONE:
                return Add((Mul(gate, new), Mul(Sub(one, gate), old)))
            case _:
                return None

    return _changed(expression, exchanged)


def tanh_for_sigmoid(expression: Expression, site: Site) -> Iterator[Variant]:
    """Take tanh for the sigmoid, wherever it stands."""
    return _changed(expression, lambda node: _function(node, "sigmoid", "tanh"))


def sigmoid_for_tanh(expression: Expression, site: Site) -> Iterator[Variant]:
    """Take the sigmoid for the activation, or for every tanh inside."""
    if not isinstance(expression, Fn):
        yield from _changed(expression, lambda node: _function(node, "tanh", "sigmoid"))
    elif expression.name != "sigmoid":
        yield Variant(Fn("sigmoid", expression.argument))


def _function(node: Expression, name: str, other: str) -> Expression | None:
    if not isinstance(node, Fn) or node.name != name:
        return None
    return Fn(other, rewrite(node.argument, lambda inner: _function(inner, name, other)))


def _changed(expression: Expression, change: Callable[[Expression], Expression | None]) -> Iterator[Variant]:
    changed = rewrite(expression, change)
    if changed != expression:
        yield Variant(changed)


def _is_scaled_recurrent(node: Mul) -> bool:
    """Whether a gate scales the recurrent term, alone or with its bias."""
    return any(map(is_recurrent, _terms(node.right)))


def _terms(expression: Expression) -> tuple[Expression, ...]:
    return expression.terms if isinstance(expression, Add) else (expression,)
