"""NumPy at the edge: the numbers of a trace as arrays, and the same tables in double precision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tutor.calculation.network import Runner

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tutor.calculation.equations import Matrix
    from tutor.calculation.problem import Problem
    from tutor.calculation.trace import Trace

    Array = NDArray[np.float64]


def trace_to_numpy(trace: Trace) -> dict[str, NDArray[np.float64]]:
    """Give the printed values of every quantity, x included, as arrays in double precision.

    Shapes: x (T, input_size), every other quantity (T, hidden_size).

    >>> from tutor import Problem, trace
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> arrays = trace_to_numpy(trace(problem))
    >>> arrays["x"].tolist(), arrays["h"].shape
    ([[1.0, 0.0], [0.0, 1.0]], (2, 1))
    """
    import numpy as np

    symbols = list(trace.steps[0].quantities)
    return {
        symbol: np.array([[float(text) for text in step.quantities[symbol].texts] for step in trace.steps])
        for symbol in symbols
    }


def float_runs(problem: Problem) -> list[dict[str, Array]]:
    """Evaluate every equation in double precision, quickly and without a promise on any digit.

    For networks that nobody computes by hand; the digits of a page come from :func:`tutor.trace`.

    Returns:
        For each run of a :class:`tutor.Trace`, in the order of computing (a backward run begins at the last
        step), every quantity of the table at every step: shape (T, size of its axis).

    >>> from tutor import Problem
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> float_runs(problem)[0]["h"].round(3).tolist()
    [[0.197], [0.492]]
    """
    import numpy as np

    runner = Runner(problem.units, Arrays(), lambda unit: unit.cell.equations)
    found: list[dict[str, Array]] = []
    for sequence in problem.sequences:
        # The runner goes on from the values that are put in, so a step is evaluated before the next begins.
        for unit, begun in groupby(runner.run(sequence), lambda step: step.unit):
            symbols, steps = unit.cell.symbols, []
            for _, _, values, lines, _ in begun:
                for line in lines:
                    values[(line.symbol, 0, "")] = line.evaluate(values)
                steps.append([values[(symbol, 0, "")] for symbol in symbols])
            columns = zip(*steps, strict=True)
            found.append(dict(zip(symbols, map(np.array, columns), strict=True)))
    return found


class Arrays:
    """Double precision on whole vectors: an arithmetic for :func:`tutor.calculation.evaluation.lower`."""

    def __init__(self) -> None:
        import numpy

        self._np: Any = numpy
        self._functions: dict[str, Callable[[Array], Array]] = {
            "tanh": numpy.tanh,
            "relu": lambda z: numpy.maximum(z, 0.0),
            "step": lambda z: (z > 0.0).astype(float),
            "sigmoid": lambda z: 0.5 * (1.0 + numpy.tanh(0.5 * z)),
            "exp": numpy.exp,
            "ln": numpy.log,
        }

    def vector(self, values: Sequence[Decimal]) -> Array:
        """Take given numbers in."""
        return self._array(values)

    def _array(self, values: Sequence[Any]) -> Array:
        found: Array = self._np.array(values, dtype=float)
        return found

    def matvec(self, matrix: Matrix) -> Callable[[Array], Array]:
        """Multiply by a matrix of given numbers."""
        product: Callable[[Array], Array] = self._array(matrix).dot
        return product

    def add(self, terms: Sequence[Array]) -> Array:
        """Add entry by entry."""
        total = terms[0]
        for term in terms[1:]:
            total = total + term
        return total

    def subtract(self, left: Array, right: Array) -> Array:
        """Subtract entry by entry."""
        return left - right

    def multiply(self, left: Array, right: Array) -> Array:
        """Multiply entry by entry."""
        return left * right

    def divide(self, left: Array, right: Array) -> Array:
        """Divide entry by entry, or all by the one entry of ``right``."""
        return left / right

    def function(self, name: str) -> Callable[[Array], Array]:
        """Apply a function to every entry."""
        return self._functions[name]

    def total(self, value: Array) -> Array:
        """Sum all entries."""
        return self._array([value.sum()])

    def greatest(self, value: Array) -> Array:
        """Give the largest entry, once for every entry."""
        return self._array([value.max()] * len(value))

    def join(self, parts: Sequence[Array]) -> Array:
        """Put vectors one below the other."""
        joined: Array = self._np.concatenate(parts)
        return joined

    def constant(self, value: Decimal, like: Array) -> Array:
        """Repeat a number of the table."""
        return self._array([float(value)] * len(like))

    def size(self, value: Array) -> int:
        """Count the entries."""
        return len(value)

    def taken(self, value: Array, at: Sequence[int]) -> Array:
        """Give the entries at these places, from 0."""
        found: Array = value[list(at)]
        return found
