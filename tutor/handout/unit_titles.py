"""What the units of a network are called where somebody reads of them: the output layer, layer 1."""

from __future__ import annotations

from tutor.calculation.problem import Problem
from tutor.language.faults import Sentence
from tutor.worked import backward_messages as backward_says
from tutor.worked.steps import unit_title


def title_inside(problem: Problem, name: str) -> Sentence | None:
    """Name a unit within a line, or the unit that a backward one goes back through; None where there is one.

    >>> from tutor import Problem
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> [str(title_inside(problem, name)) for name in ("l0", "dl1", "sl0", "loss")]
    ['recurrent layer', 'output layer', 'recurrent layer', 'The loss']
    """
    if name == "loss":
        return backward_says.THE_LOSS()
    unit = next(each for each in problem.units if each.name in (name, name[1:]))
    return unit_title(problem, unit, inside=True)
