"""The screen of a backward pass: every mistake of its catalogue shows in some line that is asked for.

A mistake is made in one line, from what stands printed before it, as a marker judges every line from the
lines before it. It shows where some entry then differs by enough.
"""

from __future__ import annotations

from tutor.calculation.equations import Expression, references
from tutor.calculation.evaluation import Floats, key_of, lower
from tutor.calculation.problem import Problem
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines
from tutor.language.faults import CalculationError
from tutor.mistakes.backward_catalogue import BACKWARD
from tutor.mistakes.backward_changes import diagonals

# In units of the last decimal, as in the forward pass.
APART = 5


def mistakes_shown(problem: Problem, asked: frozenset[tuple[str, str]]) -> frozenset[str]:
    """Name the mistakes that show in a backward pass.

    Args:
        problem: with its targets.
        asked: the unit and the symbol of every line that is asked for.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> sorted(mistakes_shown(problem, frozenset({("dl0", "dh")})))[:3]
    ['future-forgotten', 'future-subtracted', 'output-error-forgotten']
    """
    try:
        lines = BackwardLines(problem)
    except CalculationError:
        return frozenset()
    shown: set[str] = set()
    for i, line in enumerate(lines.lines):
        if not isinstance(line, BackwardLine) or (line.at.unit.name, line.symbol) not in asked:
            continue
        expression = lines.form(i, frozenset()).expression
        right = [float(text) for text in lines.key[i]]
        bound = APART * 10.0 ** -lines.decimals(i)
        for mistake in BACKWARD.values():
            if mistake.name in shown:
                continue
            for changed in mistake.change(expression, line.at):
                value = _value(lines, line, changed)
                if value is not None and _differs(value, right, bound):
                    shown.add(mistake.name)
                    break
    return frozenset(shown)


def _differs(value: list[float], right: list[float], bound: float) -> bool:
    # Where the sizes do not fit nothing can be computed, and nobody makes the mistake unseen.
    return len(value) == len(right) and any(
        not abs(made - true) < bound for made, true in zip(value, right, strict=True)
    )


def _value(lines: BackwardLines, line: BackwardLine, expression: Expression) -> list[float] | None:
    """Evaluate a changed line from the key; None where it reads what there is not, or has no value."""
    reads = {}
    for node in references(expression):
        source = lines.source_of(line, node)
        if source is None:
            return None
        if isinstance(source, int):
            reads[key_of(node)] = [float(text) for text in lines.key[source]]
        else:
            reads[key_of(node)] = [low / 10**lines.exactly.places for low in source.low]
    parameters = lines.parameters(line)
    try:
        return [*lower(expression, Floats(), {**parameters, **diagonals(expression, parameters)})(reads)]
    except (ValueError, ZeroDivisionError, OverflowError, IndexError):
        return None
