"""The catalogue of mistakes in a backward pass, behind that of the forward one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from tutor.calculation.equations import Add, Const, Div, Fn, MatVec, Mul, Outer, Sub
from tutor.language.faults import Pattern, Sentence
from tutor.mistakes import backward_messages as says
from tutor.mistakes.backward_changes import (
    MINUS,
    ONE,
    TWO,
    Change,
    added,
    at_start,
    each_of,
    from_argument,
    last_state,
    no_loss,
    of_error,
    of_outer,
    of_right,
    of_slope,
    of_transposed,
    of_update,
    on_diagonal,
    one_before,
    other_target,
    over_steps,
    recursion_without_slope,
    replaced,
    sigmoid_slope,
    slope_of_output,
    step_alone,
    step_slope,
    sum_of_state,
    tanh_slope,
    without_one_between,
    without_slope,
    without_target,
)
from tutor.mistakes.catalogue import CATALOGUE
from tutor.record import record, replace


@record()
class BackwardMistake:
    """One row: a number that no other mistake of either catalogue has, and what it changes."""

    number: int
    name: str
    title: Sentence
    change: Change


def _rows() -> Iterator[BackwardMistake]:
    def row(number: int, name: str, title: Pattern, change: Change) -> BackwardMistake:
        return BackwardMistake(number, name, title(), change)

    # fmt: off
    yield row(56, "error-sign-reversed", says.THE_ERROR_HAS_THE_OTHER_SIGN,
              of_error(lambda e, line: each_of(Mul(MINUS, e))))
    yield row(57, "target-not-subtracted", says.THE_TARGET_WAS_NOT_SUBTRACTED,
              of_error(replaced(without_target)))
    yield row(58, "softmax-derivative-forgotten", says.ONLY_THE_LOSS_OF_Y_WAS_DIFFERENTIATED,
              of_error(lambda e, line: slope_of_output(e, twice=False)))
    yield row(59, "softmax-derivative-twice", says.THE_OUTPUT_FUNCTION_WAS_DIFFERENTIATED_TWICE,
              of_error(lambda e, line: slope_of_output(e, twice=True)))
    yield row(60, "error-doubled", says.THE_ERROR_WAS_DOUBLED, of_error(lambda e, line: each_of(Mul(TWO, e))))
    yield row(61, "error-halved", says.THE_ERROR_WAS_HALVED, of_error(lambda e, line: each_of(Div(e, TWO))))
    yield row(62, "target-of-wrong-step", says.THE_TARGET_OF_ANOTHER_STEP_WAS_USED, of_error(other_target))
    yield row(63, "only-last-loss", says.ONLY_THE_LAST_STEP_WAS_GIVEN_A_LOSS, of_error(no_loss))
    yield row(64, "output-matrix-not-transposed", says.THE_OUTPUT_MATRIX_WAS_NOT_TRANSPOSED,
              of_transposed("weight_hy", lambda node: MatVec(node.matrix, node.vector)))
    yield row(65, "recurrent-not-transposed", says.THE_RECURRENT_MATRIX_WAS_NOT_TRANSPOSED,
              of_transposed("weight_hh", lambda node: MatVec(node.matrix, node.vector)))
    yield row(66, "recursion-without-slope", says.THE_SLOPE_OF_THE_STEP_AFTER_WAS_LEFT_OUT,
              of_transposed("weight_hh", recursion_without_slope))
    yield row(67, "recursion-matrix-omitted", says.THE_RECURRENT_MATRIX_WAS_LEFT_OUT_ON_THE_WAY_BACK,
              of_transposed("weight_hh", lambda node: node.vector))
    yield row(68, "recursion-elementwise", says.ONLY_THE_DIAGONAL_OF_THE_RECURRENT_MATRIX_WAS_USED,
              of_transposed("weight_hh", on_diagonal))
    yield row(69, "future-forgotten", says.WHAT_COMES_BACK_FROM_LATER_STEPS_WAS_LEFT_OUT,
              sum_of_state(lambda later, others: added(others)))
    yield row(70, "output-error-forgotten", says.WHAT_COMES_BACK_FROM_THE_OUTPUT_WAS_LEFT_OUT,
              sum_of_state(lambda later, others: added(later)))
    yield row(71, "future-subtracted", says.WHAT_COMES_BACK_FROM_LATER_STEPS_WAS_SUBTRACTED,
              sum_of_state(lambda later, others: Sub(added(others), added(later))))
    yield row(72, "slope-forgotten", says.THE_SLOPE_WAS_LEFT_OUT,
              of_slope(*[lambda g, v, line: g] * 3))
    yield row(73, "slope-of-pre-activation", says.THE_SLOPE_WAS_TAKEN_FROM_THE_PRE_ACTIVATION,
              of_slope(from_argument(tanh_slope), from_argument(sigmoid_slope)))
    yield row(74, "tanh-of-state-again", says.THE_FUNCTION_WAS_APPLIED_AGAIN,
              of_slope(lambda g, v, line: tanh_slope(g, Fn("tanh", v)),
                     lambda g, v, line: sigmoid_slope(g, Fn("sigmoid", v))))
    yield row(75, "sigmoid-slope", says.THE_SLOPE_OF_THE_SIGMOID_WAS_USED,
              of_slope(lambda g, v, line: sigmoid_slope(g, v)))
    yield row(76, "slope-not-squared", says.THE_SQUARE_IN_THE_SLOPE_WAS_LEFT_OUT,
              of_slope(lambda g, v, line: Mul(g, Sub(ONE, v)), lambda g, v, line: Mul(g, Sub(ONE, v))))
    yield row(77, "slope-of-previous-state", says.THE_SLOPE_OF_THE_STEP_BEFORE_WAS_USED,
              of_slope(lambda g, v, line: tanh_slope(g, one_before(v)),
                       lambda g, v, line: sigmoid_slope(g, one_before(v)),
                       lambda g, v, line: step_slope(g, one_before(v))))
    yield row(78, "slope-inverted", says.IT_WAS_DIVIDED_BY_THE_SLOPE,
              of_slope(lambda g, v, line: Div(g, Sub(ONE, Mul(v, v))),
                     lambda g, v, line: Div(g, Mul(v, Sub(ONE, v)))))
    yield row(79, "slope-square-only", says.ONLY_THE_SQUARE_WAS_TAKEN_FOR_THE_SLOPE,
              of_slope(lambda g, v, line: Mul(g, Mul(v, v)), lambda g, v, line: Mul(g, Mul(v, v))))
    yield row(80, "slope-twice", says.THE_SLOPE_WAS_USED_TWICE,
              of_slope(lambda g, v, line: tanh_slope(tanh_slope(g, v), v),
                     lambda g, v, line: sigmoid_slope(sigmoid_slope(g, v), v)))
    yield row(81, "value-for-slope", says.THE_VALUE_WAS_TAKEN_FOR_THE_SLOPE,
              of_slope(*[lambda g, v, line: Mul(g, v)] * 3))
    yield row(82, "state-of-this-step", says.THE_STATE_OF_THIS_STEP_WAS_USED,
              of_right("h", -1, lambda right, line: replace(right, lag=0)))
    yield row(83, "state-of-last-step-wrapped", says.THE_LAST_STATE_WAS_TAKEN_FOR_THE_START,
              of_right("h", -1, last_state))
    yield row(84, "outer-transposed", says.THE_OUTER_PRODUCT_WAS_TURNED,
              of_outer(lambda node, line: Outer(node.right, node.left)))
    yield row(85, "gradient-without-slope", says.THE_CONTRIBUTION_LACKS_THE_SLOPE, of_outer(without_slope))
    yield row(86, "input-of-step-before", says.THE_INPUT_OF_THE_STEP_BEFORE_WAS_MULTIPLIED,
              of_right("x", 0, lambda right, line: replace(right, lag=-1)))
    yield row(87, "input-of-step-after", says.THE_INPUT_OF_THE_STEP_AFTER_WAS_MULTIPLIED,
              of_right("x", 0, lambda right, line: replace(right, lag=1)))
    yield row(88, "output-state-of-step-before", says.THE_OUTPUT_MATRIX_GOT_THE_STATE_OF_THE_STEP_BEFORE,
              of_right("h", 0, lambda right, line: replace(right, lag=-1)))
    yield row(89, "last-step-only", says.ONLY_THE_LAST_STEP_WAS_COUNTED,
              over_steps(lambda terms: each_of(terms[-1])))
    yield row(90, "first-step-only", says.ONLY_THE_FIRST_STEP_WAS_COUNTED,
              over_steps(lambda terms: each_of(terms[0])))
    yield row(91, "last-step-left-out", says.THE_LAST_STEP_WAS_LEFT_OUT,
              over_steps(lambda terms: each_of(added([*terms[:-1]]))))
    yield row(92, "first-step-left-out", says.THE_FIRST_STEP_WAS_LEFT_OUT,
              over_steps(lambda terms: each_of(added([*terms[1:]]))))
    yield row(93, "middle-step-left-out", says.A_STEP_BETWEEN_WAS_LEFT_OUT,
              over_steps(without_one_between))
    yield row(94, "averaged-over-steps", says.THE_MEAN_OF_THE_STEPS_WAS_TAKEN,
              over_steps(lambda terms: each_of(Div(Add(terms), Const(Decimal(len(terms)))))))
    yield row(95, "update-added", says.THE_STEP_WAS_ADDED,
              of_update(lambda old, rate, gradient: each_of(Add((old, Mul(rate, gradient))))))
    yield row(96, "learning-rate-forgotten", says.THE_LEARNING_RATE_WAS_FORGOTTEN,
              of_update(lambda old, rate, gradient: each_of(Sub(old, gradient))))
    yield row(97, "update-only-the-step", says.ONLY_THE_STEP_WAS_WRITTEN,
              of_update(lambda old, rate, gradient: step_alone(Mul(rate, gradient))))
    yield row(98, "divided-by-rate", says.IT_WAS_DIVIDED_BY_THE_LEARNING_RATE,
              of_update(lambda old, rate, gradient: each_of(Sub(old, Div(gradient, rate)))))
    yield row(99, "start-matrix-omitted", says.THE_MATRIX_BEFORE_THE_START_WAS_LEFT_OUT,
              at_start(lambda node: node.vector))
    yield row(100, "start-not-transposed", says.THE_MATRIX_BEFORE_THE_START_WAS_NOT_TRANSPOSED,
              at_start(lambda node: MatVec(node.matrix, node.vector)))
    yield row(101, "tanh-slope", says.THE_SLOPE_OF_TANH_WAS_USED,
              of_slope(lambda g, v, line: None, lambda g, v, line: tanh_slope(g, v)))
    yield row(103, "slope-square-added", says.THE_SQUARE_IN_THE_SLOPE_WAS_ADDED,
              of_slope(lambda g, v, line: Mul(g, Add((ONE, Mul(v, v)))),
                     lambda g, v, line: Mul(Mul(g, v), Add((ONE, v)))))
    # fmt: on


BACKWARD: Mapping[str, BackwardMistake] = MappingProxyType({each.name: each for each in _rows()})


def titled(name: str) -> Sentence:
    """Give what a mistake of either catalogue is called."""
    return BACKWARD[name].title if name in BACKWARD else CATALOGUE[name].title


def rank(name: str) -> int:
    """Give the place of a mistake in the catalogues, 0 for what stands in neither.

    >>> rank("bias-forgotten"), rank("error-sign-reversed")
    (1, 56)
    """
    found = BACKWARD.get(name) or CATALOGUE.get(name)
    return 0 if found is None else found.number
