"""The step-by-step tutor for recurrent networks computed by hand.

>>> from tutor import Problem, render, trace
>>> problem = Problem.from_dict({
...     "sentence": "i am", "vocabulary": ["i", "am"],
...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
>>> trace(problem).output
[('0.197',), ('0.491',)]
"""

from typing import TYPE_CHECKING

from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace, trace

if TYPE_CHECKING:
    from tutor.documents.rendering import render

__version__ = "0.1.0"
__all__ = ["Problem", "Trace", "render", "trace"]


def __getattr__(name: str) -> object:
    """Import ``render``, and with it the template engine, when it is first asked for."""
    if name == "render":
        from tutor.documents.rendering import render

        return render
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
