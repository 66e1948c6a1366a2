"""NumPy at the edge: the equation table evaluated for many candidates at once.

:class:`Candidates` is one more arithmetic for :func:`tutor.calculation.evaluation.lower`. A vector is an
array (entries, candidates); a number of a parameter is an array (candidates) or one decimal for all of them.
Doubles are exact enough to sort candidates out; what is printed of the chosen one is computed exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tutor.calculation.arrays import Arrays
from tutor.calculation.assembly.checked import WRONG_FUNCTIONS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


class Number:
    """One number of a parameter for every candidate; it is only equal to itself.

    The catalogue's changes calculate with numbers of parameters, and leave out what changes nothing.
    """

    __slots__ = ("values",)

    def __init__(self, values: Array) -> None:
        self.values = values

    def __neg__(self) -> Number:
        return Number(-self.values)

    def __add__(self, other: Any) -> Number:  # noqa: ANN401 - a number, or a decimal for all
        return Number(self.values + _values(other))

    __radd__ = __add__

    def __mul__(self, factor: Any) -> Number:  # noqa: ANN401
        return Number(self.values * _values(factor))

    __rmul__ = __mul__

    def __truediv__(self, divisor: Any) -> Number:  # noqa: ANN401
        return Number(self.values / _values(divisor))


def _values(number: Any) -> Any:  # noqa: ANN401
    return number.values if isinstance(number, Number) else float(number)


class Candidates(Arrays):
    """The arithmetic on so many candidates; where a function has no value, the result is not a number.

    >>> import numpy as np
    >>> both = Candidates(2)
    >>> weight = Number(np.array([0.5, 2.0]))
    >>> both.matvec(((weight, Decimal(1)),))(both.vector([Decimal(4), Decimal(1)])).tolist()
    [[3.0, 9.0]]
    """

    def __init__(self, count: int) -> None:
        super().__init__()
        np = self._np
        self._count = count
        # Those that only mistakes use; the tests hold them against the ones of single numbers.
        self._functions |= {
            "tan": np.tan,
            "artanh": np.arctanh,
            "sinh": np.sinh,
            "coth": lambda z: 1 / np.tanh(z),
            "degrees": lambda z: np.tanh(z * (math.pi / 180)),
            "tan-degrees": lambda z: np.tan(z * (math.pi / 180)),
            "half-tanh": lambda z: np.tanh(z / 2),
            "double-tanh": lambda z: np.tanh(2 * z),
            "clip": lambda z: np.clip(z, -1.0, 1.0),
        }
        assert WRONG_FUNCTIONS.keys() <= self._functions.keys()

    def vector(self, values: Sequence[Any]) -> Array:
        """Take given numbers in."""
        filled: Array = self._np.empty((len(values), self._count))
        for row, value in zip(filled, values, strict=True):
            row[:] = _values(value)
        return filled

    def matvec(self, matrix: Sequence[Sequence[Any]]) -> Callable[[Array], Array]:
        """Multiply by a matrix of given numbers."""
        filled = self.vector([entry for row in matrix for entry in row])
        filled = filled.reshape(len(matrix), -1, self._count)
        return lambda value: (filled * value).sum(axis=1)

    def total(self, value: Array) -> Array:
        """Sum all entries."""
        total: Array = value.sum(axis=0, keepdims=True)
        return total

    def greatest(self, value: Array) -> Array:
        """Give the largest entry in every place."""
        largest: Array = self._np.broadcast_to(value.max(axis=0), value.shape)
        return largest

    def constant(self, value: Decimal, like: Array) -> Array:
        """Repeat a number of the table."""
        filled: Array = self._np.full_like(like, float(value))
        return filled
