"""Losses: what a network is told to make small."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from tutor.record import record

Activation = Literal["softmax", "sigmoid", "linear"]
LossKind = Literal["cross-entropy", "binary-cross-entropy", "squared", "half-squared"]
Reduction = Literal["sum", "mean"]


@record()
class Loss:
    """The loss of a problem: its kind, how steps are put together, and how far a step of learning goes.

    ``reduction``: "sum" adds the losses of all steps that have a target, "mean" divides by their number.
    Without a ``learning_rate`` no weights are updated.
    """

    kind: LossKind = "cross-entropy"
    reduction: Reduction = "sum"
    learning_rate: Decimal | None = None


# What a target is, by the kind of loss: an entry of a one-hot vector, 0 or 1, or numbers.
TARGET_KINDS: Mapping[LossKind, Literal["entry", "binary", "numbers"]] = MappingProxyType(
    {
        "cross-entropy": "entry",
        "binary-cross-entropy": "binary",
        "squared": "numbers",
        "half-squared": "numbers",
    }
)
