"""The page of a mistake of the catalogue by its name: what it is, and in a backward pass its formula."""

from __future__ import annotations

from tutor.calculation.backward.result import BackwardPass, backward_pass
from tutor.calculation.backward.units import Placed
from tutor.calculation.equations import Param, Ref, Sub, walk
from tutor.calculation.network import TARGET
from tutor.calculation.problem import Problem
from tutor.calculation.trace import trace
from tutor.checking import mistake_messages as says
from tutor.documents.formulas.gradients import Gradients
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.language.languages import Language
from tutor.language.messages import padded, width
from tutor.mistakes.backward_catalogue import BACKWARD, BackwardMistake, titled
from tutor.mistakes.catalogue import CATALOGUE
from tutor.mistakes.planting import PLANTABLE
from tutor.record import replace

# The slope of tanh is no mistake in a network with tanh.
_KINDS = ("rnn_tanh", "rnn_sigmoid")


def names() -> tuple[str, ...]:
    """List the mistakes of both catalogues.

    >>> "bias-forgotten" in names(), "slope-forgotten" in names()
    (True, True)
    """
    return (*CATALOGUE, *BACKWARD)


def mistake_page(name: str, language: Language) -> str:
    """Write the page of a mistake; of one in a backward pass with a line as it is and as it was mistaken.

    >>> print(mistake_page("slope-forgotten", Language("en")))
    # slope-forgotten: the slope was left out
    <BLANKLINE>
    A mistake of a backward pass. `check`, `grade` and the practice page know it by this name.
    <BLANKLINE>
        right line  da_3 = dh_3 ⊙ (1 - h_3 ⊙ h_3)
        mistaken    da_3 = dh_3
    <BLANKLINE>
    """
    say = language.say
    lines = [f"# {name}: {say(titled(name))}", ""]
    if name not in BACKWARD:
        lines.append(say(says.A_MISTAKE_OF_A_FORWARD_PASS()))
        if name in PLANTABLE:
            lines.append(say(says.IT_CAN_BE_PLANTED(name=name)))
        return "\n".join([*lines, ""])
    lines.append(say(says.A_MISTAKE_OF_A_BACKWARD_PASS()))
    found = next(filter(None, (_formulas(BACKWARD[name], kind) for kind in _KINDS)), None)
    if found is not None:
        heads = [say(says.RIGHT()), say(says.MISTAKEN())]
        columns = max(map(width, heads))
        lines += [
            "",
            *(f"    {padded(head, columns)}  {line}" for head, line in zip(heads, found, strict=True)),
        ]
    return "\n".join([*lines, ""])


def _formulas(mistake: BackwardMistake, kind: str) -> tuple[str, str] | None:
    """Write a line as it is and with the mistake, where it can be made and written; else nothing."""
    problem = _problem(kind)
    done = backward_pass(problem)
    gradients = Gradients(trace(problem), done, Notation(problem, Plain()))
    # The lines of the recurrent layer tell more.
    lines = sorted((each.line for each in done.lines), key=lambda line: line.unit.forward.is_output)
    for line in lines:
        for changed in mistake.change(line.equation.expression, line):
            made = line._replace(equation=replace(line.equation, expression=changed))
            if _is_readable(done, made):
                return gradients.symbolic(line), gradients.symbolic(made)
    return None


def _is_readable(done: BackwardPass, line: Placed) -> bool:
    """Whether a changed line reads what there is, and says something else than that there is nothing."""
    expression = line.equation.expression
    if isinstance(expression, Sub) and expression.left == expression.right:
        return False
    for node in walk(expression):
        if isinstance(node, Param) and node.name not in done.table.parameters_of(line.unit):
            return False
        if isinstance(node, Ref) and not _exists(done, line, node):
            return False
    return True


def _exists(done: BackwardPass, line: Placed, node: Ref) -> bool:
    unit, symbol, sequence, t = line.place_of(node)
    if node.symbol == TARGET.symbol:
        return done.table.has_target(sequence, t) if 1 <= t <= done.table.steps else False
    return (unit, symbol, sequence, t) in done.by_place or (
        unit in done.table.forward and 0 <= t <= done.table.steps
    )


def _problem(kind: str) -> Problem:
    """Give a small network of which every step has a target."""
    return Problem.from_dict(
        {
            "sentence": "i am here",
            "vocabulary": ["i", "am", "here"],
            "cell": {
                "kind": kind,
                "weight_ih": [[0.5, -0.3, 0.8], [0.1, 0.4, -0.6]],
                "weight_hh": [[0.4, -0.2], [0.3, 0.7]],
                "bias": [0.1, -0.1],
            },
            "output": {
                "weight_hy": [[0.6, -0.4], [-0.5, 0.3], [0.2, 0.9]],
                "bias_y": [0.1, 0.2, -0.1],
                "targets": ["am", "here", "i"],
            },
            "loss": {"learning_rate": 0.1},
        }
    )
