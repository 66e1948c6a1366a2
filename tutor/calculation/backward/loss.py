"""Losses: what a network is told to make small, its forward lines and the error at the output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from tutor.calculation.equations import Const, Div, Expression, Mul, Ref, Sub
from tutor.calculation.network import TARGET

LossKind = Literal["cross-entropy", "binary-cross-entropy", "squared", "half-squared"]
Reduction = Literal["sum", "mean"]


@dataclass(frozen=True)
class Loss:
    """The loss of a problem: its kind, how steps are put together, and how far a step of learning goes.

    ``reduction``: "sum" adds the losses of all steps that have a target, "mean" divides by their number.
    Without a ``learning_rate`` no weights are updated.
    """

    kind: LossKind = "cross-entropy"
    reduction: Reduction = "sum"
    learning_rate: Decimal | None = None


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


# What a target is, by the kind of loss: an entry of a one-hot vector, 0 or 1, or numbers.
TARGET_KINDS: Mapping[LossKind, Literal["entry", "binary", "numbers"]] = MappingProxyType(
    {
        "cross-entropy": "entry",
        "binary-cross-entropy": "binary",
        "squared": "numbers",
        "half-squared": "numbers",
    }
)
