"""The step-by-step tutor for recurrent networks computed by hand.

>>> from tutor import Problem, render, trace
>>> problem = Problem.from_dict({
...     "sentence": "i am", "vocabulary": ["i", "am"],
...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
>>> trace(problem).output
[('0.197',), ('0.491',)]
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.calculation.problem import Problem
    from tutor.calculation.trace import Trace, trace
    from tutor.calls.explaining import explain_call
    from tutor.desk.frame import practice
    from tutor.judging.answers.doors import check, judge
    from tutor.worked.rendering import render

__version__ = "0.1.0"
__all__ = ["Problem", "Trace", "check", "explain_call", "judge", "practice", "render", "trace"]

_HOMES = {
    "Problem": "tutor.calculation.problem",
    "Trace": "tutor.calculation.trace",
    "check": "tutor.judging.answers.doors",
    "explain_call": "tutor.calls.explaining",
    "judge": "tutor.judging.answers.doors",
    "practice": "tutor.desk.frame",
    "render": "tutor.worked.rendering",
    "trace": "tutor.calculation.trace",
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is first asked for; a command needs only some of it."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
