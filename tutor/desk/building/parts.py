"""One part of a line: a product, a bracket, a power, worked out to show how, and never the result itself.

W x                  the first product of the row that is not 0
p + q + b            the first two terms
tanh(W x + U h + b)  what stands in the function
r ⊙ (q + b)          what stands in the parentheses
tanh(a), σ(a)        the power of e
"""

from __future__ import annotations

from decimal import Decimal

from tutor.calculation.equations import (
    Add,
    Const,
    Div,
    Equation,
    Expression,
    Fn,
    MatVec,
    Mul,
    Param,
    Ref,
    Sub,
    Total,
)
from tutor.calculation.network import Unit
from tutor.calculation.numbers import fixed, plain, round_units
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.rows import PLACES, Values, comes_to, row
from tutor.record import NamedTuple

# A part is told with so many digits more than the line is written with.
MORE_DIGITS = 2
_TWO, _ONE, _MINUS_ONE = Const(Decimal(2)), Const(Decimal(1)), Const(Decimal(-1))
# What may stand in an entry and is no part of it.
_LEAVES = (Ref, Param, Const)


class Part(NamedTuple):
    """A part of an entry, in formulas: what it is, and what it comes to."""

    formula: str
    is_exact: bool


def part(
    notation: Notation, equation: Equation, entry: int, values: Values, unit: Unit, decimals: int
) -> Part | None:
    """Work out one part of an entry; None where the entry has none but itself."""
    printer = notation.print
    inner = _inside(equation.expression)
    if isinstance(inner, MatVec):
        return _product(notation, inner, entry, values, is_all=inner is equation.expression)
    if inner is not None:
        left = row(notation, inner, entry, values)
        return _worked_out(notation, inner, entry, values, unit, decimals, left)
    match equation.expression:
        case Fn("tanh", Ref() as argument):
            power = Fn("exp", Mul(_TWO, argument))
            factor = printer.times(printer.number("2"), _number(notation, argument, entry, values))
        case Fn("sigmoid", Ref() as argument):
            power = Fn("exp", Mul(_MINUS_ONE, argument))
            factor = printer.negative + _number(notation, argument, entry, values)
        case _:
            return None
    left = printer.applied("exp", printer.grouped(factor, tall=False))
    return _worked_out(notation, power, entry, values, unit, decimals, left)


def by_powers(notation: Notation, equation: Equation) -> str:
    """Write a function by powers of e; nothing where that says no more than its name."""
    printer = notation.print
    one = printer.number("1")
    match equation.expression:
        case Fn("tanh", Ref(symbol)):
            name = notation.quantity(symbol)
            power = printer.applied(
                "exp", printer.grouped(printer.times(printer.number("2"), name), tall=False)
            )
            return printer.quotient(printer.difference(power, one), printer.sum([power, one]))
        case Fn("sigmoid", Ref(symbol)):
            power = printer.applied(
                "exp", printer.grouped(printer.negative + notation.quantity(symbol), tall=False)
            )
            return printer.quotient(one, printer.sum([one, power]))
    return ""


def _inside(expression: Expression) -> Expression | None:
    """Choose a part of an expression that is not the whole of it."""
    match expression:
        case MatVec():
            return expression
        case Fn(_, argument):
            return None if isinstance(argument, _LEAVES) else argument
        case Add(terms):
            product = next((term for term in terms if isinstance(term, MatVec | Mul)), None)
            if product is not None:
                return product
            return Add(terms[:2]) if len(terms) > 2 else None
        case Sub(left, right) | Mul(left, right):
            return next((each for each in (left, right) if not isinstance(each, _LEAVES)), None)
        case Total(argument):
            return None if isinstance(argument, _LEAVES) else argument
        case Div(left, _):
            return None if isinstance(left, _LEAVES) else left
    return None


def _product(notation: Notation, product: MatVec, entry: int, values: Values, *, is_all: bool) -> Part | None:
    """Multiply out the first product of a row that is not 0, where it is not all of the row."""
    assert isinstance(product.matrix, Param) and isinstance(product.vector, Ref), "as the tables have it"
    printer = notation.print
    weights = notation.texts[product.matrix.name][entry - 1]
    numbers = values.texts[product.vector.symbol, product.vector.lag]
    found = [
        (weight, number)
        for weight, number in zip(weights, numbers, strict=True)
        if Decimal(weight) and Decimal(number)
    ]
    if not found or (is_all and len(found) == 1):
        return None
    weight, number = found[0]
    pair = (printer.number(weight), printer.factor(number))
    if notation.rows:
        pair = (printer.number(number), printer.factor(weight))
    value = plain(Decimal(weight) * Decimal(number))
    return Part(printer.equation(printer.times(*pair), printer.number(value)), True)


def _worked_out(
    notation: Notation,
    expression: Expression,
    entry: int,
    values: Values,
    unit: Unit,
    decimals: int,
    left: str,
) -> Part | None:
    """Evaluate a part of an entry, and write what it comes to."""
    printer = notation.print
    value = comes_to(expression, entry, values, unit)
    if value is None:
        return None
    low, high = value
    digits = decimals + MORE_DIGITS
    unit_of_print = 10 ** (PLACES - digits)
    is_exact = low == high and low % unit_of_print == 0
    text = fixed(round_units((low + high) // 2, PLACES - digits, "half-even"), digits)
    if is_exact:
        text = plain(Decimal(text).normalize())
    sign = printer.equal if is_exact else printer.approximately
    return Part(printer.related(left, sign, printer.number(text)), is_exact)


def _number(notation: Notation, node: Ref, entry: int, values: Values) -> str:
    return notation.print.factor(values.texts[node.symbol, node.lag][entry - 1])
