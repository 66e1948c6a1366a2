"""One part of an entry of a backward line, worked out to show how, and never the entry itself.

W^T da           the first product of the column that is not 0
W^T ds + W^T da  the same
dh ⊙ (1 − h ⊙ h) what stands in the parentheses
W − η dW         the step
L_1 + L_2 + L_3  the first two terms
"""

from __future__ import annotations

from decimal import Decimal

from tutor.calculation.backward.result import decimals_of_line
from tutor.calculation.backward.units import Placed
from tutor.calculation.equations import (
    Add,
    Back,
    Const,
    Div,
    Expression,
    Mul,
    Param,
    Part,
    Ref,
    Sub,
    references,
)
from tutor.calculation.evaluation import Intervals, key_of, lower
from tutor.calculation.numbers import plain
from tutor.calculation.tolerance import PLACES
from tutor.desk.building.parts import MORE_DIGITS
from tutor.documents.formulas.gradients import Gradients

_LEAVES = (Ref, Param, Const)


def backward_part(gradients: Gradients, line: Placed, entry: int) -> str | None:
    """Work out one part of an entry, from 1; None where the entry is a single product or difference.

    >>> from tutor import Problem, trace
    >>> from tutor.calculation.backward.result import backward_pass
    >>> from tutor.documents.formulas.notation import Notation
    >>> from tutor.documents.formulas.plain import Plain
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> done = backward_pass(problem)
    >>> gradients = Gradients(trace(problem), done, Notation(problem, Plain()))
    >>> lines = {each.name(): each for each in done.table.lines}
    >>> print(backward_part(gradients, lines["dh_2"], 1))
    0.5 · (−0.3980) = −0.199
    >>> print(backward_part(gradients, lines["ds_2"], 1))
    None
    """
    chosen = _inside(line.equation.expression)
    if isinstance(chosen, Back):
        return _product(gradients, line, chosen, entry, is_all=chosen is line.equation.expression)
    if chosen is None:
        return None
    left = "".join(gradients.numbers.pieces(line, chosen, entry, first=True))
    return _related(gradients, line, left, _value(gradients, line, chosen, entry))


def _inside(expression: Expression) -> Expression | None:
    """Choose a part of an expression that is not the whole of it."""
    match expression:
        case Back():
            return expression
        case Add(terms):
            for term in terms:
                if not isinstance(term, (*_LEAVES, Part)):
                    return term
            return Add(terms[:2]) if len(terms) > 2 else None
        case Sub(left, right) | Mul(left, right):
            return next((each for each in (left, right) if not isinstance(each, _LEAVES)), None)
        case Div(left, _):
            return None if isinstance(left, _LEAVES) else left
    return None


def _product(gradients: Gradients, line: Placed, node: Back, entry: int, *, is_all: bool) -> str | None:
    """Multiply out the first product of a column that is not 0, where it is not all of the column."""
    assert isinstance(node.matrix, Param) and isinstance(node.vector, Ref), "as the tables have it"
    printer, numbers = gradients.print, gradients.numbers
    rows = numbers.owner_of(line.unit, node.matrix.name).texts[node.matrix.name]
    weights = [row[entry - 1] for row in rows]
    pairs = zip(weights, numbers.texts(line, node.vector), strict=True)
    found = [(weight, text) for weight, text in pairs if Decimal(weight) and Decimal(text)]
    if not found or (is_all and len(found) == 1):
        return None
    weight, text = found[0]
    left = printer.times(printer.number(weight), printer.factor(text))
    return printer.equation(left, printer.number(plain((Decimal(weight) * Decimal(text)).normalize())))


def _related(gradients: Gradients, line: Placed, left: str, value: Decimal) -> str:
    """Write what a part comes to: all its digits, or two more than the line has."""
    printer = gradients.print
    digits = decimals_of_line(gradients.trace.problem.rounding, line).decimals + MORE_DIGITS
    rounded = round(value, digits)
    sign = printer.equal if rounded == value else printer.approximately
    return printer.related(left, sign, printer.number(plain(rounded.normalize())))


def _value(gradients: Gradients, line: Placed, node: Expression, entry: int) -> Decimal:
    """Evaluate a part of an entry, as the table does, from the numbers that stand in its row."""
    arithmetic = Intervals(PLACES)
    values = {
        key_of(each): arithmetic.vector([Decimal(text) for text in gradients.numbers.texts(line, each)])
        for each in references(node)
    }
    found = lower(node, arithmetic, gradients.table.parameters_of(line.unit))(values)
    return Decimal(found.low[entry - 1]).scaleb(-PLACES)
