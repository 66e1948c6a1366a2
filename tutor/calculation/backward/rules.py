"""How a gradient goes through an expression: one rule a node, from which every backward line follows.

A backward step reads with lags of its own order: 0 is this step, 1 the step after it in the order of the
forward unit (computed before), -1 the step before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from tutor.calculation.equations import (
    Add,
    Back,
    Const,
    Div,
    Equation,
    Expression,
    Fn,
    MatVec,
    Mul,
    Outer,
    Param,
    Picked,
    Ref,
    Spread,
    Sub,
    Total,
    references,
    rewrite,
)
from tutor.calculation.network import TARGET
from tutor.record import NamedTuple, replace

ONE, ZERO = Const(Decimal(1)), Const(Decimal(0))
# From the lag of what is read to the gradient that it gets, as its own step writes it.
Gradient = Callable[[int], Expression]


class Share(NamedTuple):
    """What an equation gives back to one thing that it reads."""

    to: Ref | Param
    gradient: Gradient


def shares(equation: Equation, forward: str, top: Gradient) -> Iterator[Share]:
    """Split the gradient of an equation's left side among all that its right side reads.

    Args:
        equation: of a forward unit.
        forward: the name of that unit, whose numbers the backward lines read.
        top: the gradient of the left side.

    >>> h = Equation("h", "hidden", Fn("relu", Ref("a")), "state")
    >>> to, gradient = next(shares(h, "l0", lambda lag: Ref("dh", lag)))
    >>> to, gradient(0)
    (Ref(symbol='a', lag=0, unit=''), Mul(left=Ref(symbol='dh', lag=0, unit=''), right=Fn(name='step', \
argument=Ref(symbol='h', lag=0, unit='l0'))))
    """

    def there(node: Expression, lag: int) -> Expression:
        """Read the forward numbers of an expression from a backward step."""
        return rewrite(
            node,
            lambda each: (
                each
                if each == TARGET
                else replace(each, lag=lag - each.lag, unit=each.unit or forward)
                if isinstance(each, Ref)
                else None
            ),
        )

    def down(node: Expression, g: Gradient, value: Expression) -> Iterator[Share]:
        match node:
            case Ref() | Param():
                yield Share(node, g)
            case Const():
                return
            case MatVec(matrix, vector):
                yield Share(matrix, lambda lag: Outer(g(lag), there(vector, lag)))
                yield from down(vector, lambda lag: Back(matrix, g(lag)), vector)
            case Add(terms):
                for term in terms:
                    yield from down(term, g, term)
            case Sub(left, right):
                yield from down(left, g, left)
                yield from down(right, lambda lag: Sub(ZERO, g(lag)), right)
            case Mul(left, right):
                yield from down(right, lambda lag: Mul(there(left, lag), g(lag)), right)
                yield from down(left, lambda lag: Mul(g(lag), there(right, lag)), left)
            case Div(left, right):  # right is one number
                yield from down(left, lambda lag: Div(g(lag), there(right, lag)), left)
                yield from down(
                    right,
                    lambda lag: Sub(
                        ZERO,
                        Div(
                            Total(Mul(g(lag), there(left, lag))),
                            Mul(there(right, lag), there(right, lag)),
                        ),
                    ),
                    right,
                )
            case Fn(name, argument):
                yield from down(
                    argument,
                    lambda lag: slope(name, g(lag), there(value, lag), there(argument, lag)),
                    argument,
                )
            case Total(argument):
                like = references(argument)[0]
                assert not like.lag and not like.unit
                yield from down(argument, lambda lag: Spread(g(lag), replace(like, unit=forward)), argument)
            case Picked(vector, by):
                yield from down(vector, lambda lag: Mul(Spread(g(lag), by), by), vector)
            case _:
                raise TypeError(f"{type(node).__name__} has no rule for gradients")

    yield from down(equation.expression, top, Ref(equation.symbol))


def slope(name: str, g: Expression, value: Expression, argument: Expression) -> Expression:
    """Multiply by the slope of a function, taken from its value where one computes it so by hand."""
    match name:
        case "tanh":
            return Mul(g, Sub(ONE, Mul(value, value)))
        case "sigmoid":
            return Mul(Mul(g, value), Sub(ONE, value))
        case "relu":
            return Mul(g, Fn("step", value))
        case "exp":
            return Mul(g, value)
        case "ln":
            return Div(g, argument)
    raise TypeError(f"the slope of {name} is not known")


def simple(expression: Expression) -> Expression:
    """Leave out factors of 1, and write what is added as a negative as a difference.

    >>> simple(Add((Ref("b"), Sub(ZERO, Ref("a")))))
    Sub(left=Ref(symbol='b', lag=0, unit=''), right=Ref(symbol='a', lag=0, unit=''))
    """

    def change(each: Expression) -> Expression | None:
        match each:
            case Sub(Const(a), Const(b)):
                return Const(a - b)
            case Mul(Spread(inner), other) | Mul(other, Spread(inner)) if isinstance(
                got := simple(inner), Const
            ):
                return simple(other if got == ONE else Mul(got, other))
            case Mul(Const(a), Const(b)):
                return Const(a * b)
            case Mul(left, Const() as number) if not isinstance(left, Const):
                return simple(Mul(number, left))
            case Mul(left, right) if ONE in (left, right):
                return simple(right if left == ONE else left)
            case Mul(left, Sub(zero, right)) if zero == ZERO:
                return Sub(ZERO, simple(Mul(left, right)))
            case Add(terms) if len(terms) > 1:
                return _signed([simple(term) for term in terms])
        return None

    return rewrite(expression, change)


def _signed(terms: list[Expression]) -> Expression:
    """Add terms, those that are negative last."""
    added = [term for term in terms if not _is_negative(term)]
    less = [term.right for term in terms if isinstance(term, Sub) and term.left == ZERO]
    if not added:
        return Sub(ZERO, Add(tuple(less)) if len(less) > 1 else less[0])
    total: Expression = Add(tuple(added)) if len(added) > 1 else added[0]
    for term in less:
        total = Sub(total, term)
    return total


def _is_negative(term: Expression) -> bool:
    return isinstance(term, Sub) and term.left == ZERO
