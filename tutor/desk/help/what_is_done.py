"""What is done in a line, in a sentence, by what its equation is."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from tutor.calculation.equations import (
    Add,
    Const,
    Div,
    Expression,
    Fn,
    MatVec,
    Mul,
    Param,
    Ref,
    Sub,
    Total,
    walk,
)
from tutor.desk.help import rung_messages as says
from tutor.documents.document import Inline
from tutor.documents.formulas.notation import Notation
from tutor.language.faults import Sentence


def what_is_done(
    expression: Expression, notation: Notation, math: Callable[[str], Inline], size: int
) -> Sentence:
    """Say what is done.

    Args:
        expression: of the line.
        notation: of its unit.
        math: sets a formula at the step of the line.
        size: how many entries the line has.
    """
    if size == 1 and (single := of_numbers(expression)) is not None:
        return single
    inner = tuple(walk(expression))
    has_matrix = any(isinstance(each, MatVec) for each in inner)
    match expression:
        case MatVec(matrix, vector):
            return says.MATRIX_TIMES_VECTOR(
                matrix=math(notation.symbolic(matrix)), vector=math(notation.symbolic(vector))
            )
        case Fn(name, Ref() as argument):
            return _FUNCTIONS[name](argument=math(notation.symbolic(argument)))
        case Fn(name, argument):
            return says.FIRST_WHAT_STANDS_INSIDE(
                argument=math(notation.symbolic(argument)), function=math(notation.print.function(name))
            )
        case Add() | Mul() | Sub() if has_matrix:
            return says.FIRST_EVERY_MATRIX_TIMES_ITS_VECTOR()
        case Add(terms) if all(isinstance(each, _LEAVES) for each in terms):
            return says.A_SUM_ENTRY_BY_ENTRY()
        case Add() if any(isinstance(each, Mul) and _has_parentheses(each) for each in inner):
            return says.FIRST_THE_PARENTHESES_THEN_THE_PRODUCTS()
        case Add():
            return says.FIRST_THE_PRODUCTS_THEN_THE_SUM()
        case Mul(Const(), _):
            return says.EVERY_ENTRY_TIMES_A_NUMBER()
        case Mul():
            return says.A_PRODUCT_ENTRY_BY_ENTRY(sign=math(notation.print.entrywise_sign))
        case Div():
            return says.EVERY_ENTRY_DIVIDED_BY_THE_TOTAL()
        case Total(Ref()):
            return says.ALL_ENTRIES_ARE_ADDED()
        case Total():
            return says.FIRST_EVERY_ENTRY_THEN_THE_TOTAL()
        case Sub():
            return says.A_DIFFERENCE() if size == 1 else says.A_DIFFERENCE_ENTRY_BY_ENTRY()
    return says.COMPUTED_FROM_WHAT_FOLLOWS()


def _has_parentheses(product: Mul) -> bool:
    return any(isinstance(each, Add | Sub) for each in (product.left, product.right))


def of_numbers(expression: Expression) -> Sentence | None:
    """Say what is done where all is single numbers, so that there are no entries to speak of."""
    match expression:
        case Add(terms) if any(isinstance(each, Mul | MatVec) for each in terms):
            return says.THE_PRODUCTS_THEN_THE_SUM()
        case Add():
            return says.A_SUM_OF_NUMBERS()
        case Mul():
            return says.A_PRODUCT_OF_NUMBERS()
    return None


_LEAVES = (Ref, Param, Const)
_FUNCTIONS = MappingProxyType(
    {
        "tanh": says.TANH_OF_EVERY_ENTRY,
        "sigmoid": says.SIGMOID_OF_EVERY_ENTRY,
        "relu": says.RELU_OF_EVERY_ENTRY,
        "exp": says.EXP_OF_EVERY_ENTRY,
        "ln": says.LN_OF_THE_NUMBER,
    }
)
