"""The error at the output, the one gradient that is stated; tests hold it against the derivation."""

from __future__ import annotations

from decimal import Decimal

from tutor.calculation.backward.loss import LossKind
from tutor.calculation.equations import Const, Div, Expression, Mul, Ref, Sub
from tutor.calculation.network import TARGET

_ONE, _TWO = Const(Decimal(1)), Const(Decimal(2))


def error(kind: LossKind, *, squashed: bool, count: int, unit: str) -> Expression:
    """State the gradient of the scores, ds, as one computes it by hand.

    Args:
        kind: of the loss.
        squashed: whether a sigmoid stands between the scores and a squared error.
        count: by how many the loss is divided; 1 where it is a sum.
        unit: the name of the output layer, whose numbers are read.

    >>> error("cross-entropy", squashed=False, count=1, unit="l1")
    Sub(left=Ref(symbol='y', lag=0, unit='l1'), right=Ref(symbol='k', lag=0, unit=''))
    """
    y = Ref("y", 0, unit)
    if kind in ("cross-entropy", "binary-cross-entropy"):
        return _portion(Sub(y, TARGET), count)
    result = y if squashed else Ref("s", 0, unit)
    difference: Expression = Sub(result, TARGET)
    if kind == "squared":
        difference = Mul(_TWO, difference)
    if squashed:
        difference = Mul(Mul(difference, y), Sub(_ONE, y))
    return _portion(difference, count)


def _portion(whole: Expression, count: int) -> Expression:
    return Div(whole, Const(Decimal(count))) if count > 1 else whole
