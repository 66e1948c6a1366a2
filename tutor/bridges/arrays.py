"""NumPy at the edge: the numbers of a trace as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tutor.calculation.trace import Trace


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
