"""The functions that stand in tables, each with its float form and its certified enclosure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from tutor.calculation.enclosures import exp_enclosure, ln_enclosure, sigmoid_enclosure, tanh_enclosure
from tutor.record import NamedTuple


class Function(NamedTuple):
    """A function of one number that never decreases, so an interval maps end to end.

    ``enclose(z, places)`` gives two integers around f(z / 10^places), in units of 10^-places.
    ``exact_value`` is the only decimal that the function takes at a decimal (Lindemann: e^z is transcendental
    where z is algebraic and not 0); ``None`` where it takes many.
    """

    name: str
    enclose: Callable[[int, int], tuple[int, int]]
    of_float: Callable[[float], float]
    exact_value: Decimal | None = None


def _relu_enclosure(z: int, places: int) -> tuple[int, int]:
    value = max(0, z)
    return value, value


def _step_enclosure(z: int, places: int) -> tuple[int, int]:
    value = 10**places if z > 0 else 0
    return value, value


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z >= 0 else 1 - 1 / (1 + math.exp(z))


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "tanh": Function("tanh", tanh_enclosure, math.tanh, Decimal(0)),
        "relu": Function("relu", _relu_enclosure, lambda z: max(0.0, z)),
        # The slope of relu, which is 0 at 0 as in torch.
        "step": Function("step", _step_enclosure, lambda z: float(z > 0)),
        "sigmoid": Function("sigmoid", sigmoid_enclosure, _sigmoid, Decimal("0.5")),
        "exp": Function("exp", exp_enclosure, math.exp, Decimal(1)),
        "ln": Function("ln", ln_enclosure, math.log, Decimal(0)),
    }
)
