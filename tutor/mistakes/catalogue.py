"""The catalogue of mistakes: each a change to an equation of the table, to a token, or to a length.

The same rule serves both ways: a judge evaluates the changed equation to see whether it explains a claim, and
a planter writes what the changed equation gives. A change acts on *roles* (input term, recurrent term, bias,
state, activation), never on names, so it fits any table whose parameters have those roles.

Equations come here in absolute form: a quantity of step 2 is ``Ref("h", unit="2")``; a number that somebody
wrote for the recurrent term keeps its role as symbol, ``Ref("q", unit="#7")``.

The names of the mistakes are those of the research notes on student errors; families cannot be told apart in
principle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from tutor.calculation.equations import Expression, flat, walk
from tutor.language.faults import Pattern, Sentence
from tutor.mistakes import mistake_messages as says
from tutor.mistakes.activation_changes import (
    activation,
    no_activation,
    old_state_added,
    on_one_part,
    per_term,
    twice,
)
from tutor.mistakes.changes import (
    bias,
    bias_forgotten,
    column_of_step,
    dropped,
    elementwise,
    exchanged,
    for_input,
    in_product,
    matrix_omitted,
    neighbour,
    one_bias_only,
    previous_input,
    result_swapped,
    row_for_column,
    row_sums,
    sign_lost,
    state_copied,
    state_of,
    state_swapped,
    swaps,
    terms_exchanged,
    transposed,
    wrong_column,
)
from tutor.mistakes.gate_changes import (
    reset_after_product,
    reset_before_product,
    reset_forgotten,
    sigmoid_for_tanh,
    tanh_for_sigmoid,
    update_inverted,
)
from tutor.mistakes.sites import Change, Site, Variant, is_input, is_recurrent
from tutor.record import record

ZERO = Decimal(0)

By = Literal["equation", "token", "length", "writing", "note"]


@record()
class Mistake:
    """One row of the catalogue.

    ``by`` says what it changes: the equation, the digits of a token, the length of a result, the way lines
    are written down, or nothing that earns a mark off. ``screened``: a variant must make it visible. Those of
    one ``family`` count as one.
    """

    number: int
    name: str
    title: Sentence
    screened: bool
    by: By
    family: str
    change: Change | None = None


def _row(
    number: int,
    name: str,
    title: Pattern,
    screened: bool,
    by: By,
    change: Change | None = None,
    family: str = "",
) -> Mistake:
    return Mistake(number, name, title(), screened, by, family or name, change)


def _rows() -> Iterator[Mistake]:
    # fmt: off
    yield _row(1, "bias-forgotten", says.THE_BIAS_WAS_LEFT_OUT,
              True, "equation", bias_forgotten)
    yield _row(2, "bias-doubled", says.THE_BIAS_WAS_ADDED_TWICE,
              True, "equation", bias(lambda b: [tuple(2 * n for n in b)], "doubled"))
    yield _row(3, "bias-subtracted", says.THE_BIAS_WAS_SUBTRACTED,
              True, "equation", bias(lambda b: [tuple(-n for n in b)], "negated"))
    yield _row(4, "bias-entries-swapped", says.ENTRIES_OF_THE_BIAS_WERE_SWAPPED,
              True, "equation", bias(swaps, "swapped"))
    yield _row(5, "one-bias-only", says.ONLY_ONE_OF_THE_TWO_BIASES_WAS_ADDED,
              False, "equation", one_bias_only)
    yield _row(6, "recurrent-dropped", says.THE_RECURRENT_TERM_WAS_LEFT_OUT,
              True, "equation", dropped("weight_hh", is_recurrent))
    yield _row(7, "input-dropped", says.THE_INPUT_TERM_WAS_LEFT_OUT,
              True, "equation", dropped("weight_ih", is_input))
    yield _row(8, "recurrent-transposed", says.THE_RECURRENT_MATRIX_WAS_READ_THE_OTHER_WAY,
              True, "equation", transposed)
    yield _row(9, "input-row-for-column", says.A_ROW_OF_THE_INPUT_MATRIX_WAS_TAKEN_FOR_ITS,
              False, "equation", for_input(row_for_column))
    yield _row(10, "wrong-column", says.A_NEIGHBOURING_COLUMN_OF_THE_INPUT_MATRIX,
              True, "equation", for_input(wrong_column))
    yield _row(11, "row-sum-for-column", says.WHOLE_ROWS_OF_THE_INPUT_MATRIX_WERE_ADDED_UP,
              True, "equation", for_input(row_sums))
    yield _row(12, "previous-input", says.THE_INPUT_OF_THE_STEP_BEFORE_WAS_USED,
              True, "equation", for_input(previous_input))
    yield _row(13, "matrices-exchanged", says.THE_TWO_MATRICES_WERE_EXCHANGED, False, "equation", exchanged)
    yield _row(14, "state-two-back", says.THE_STATE_OF_TWO_STEPS_BEFORE_WAS_USED,
              True, "equation", state_of(lambda site: site.step - 2))
    yield _row(15, "state-copied", says.THE_STATE_OF_THE_STEP_BEFORE_WAS_COPIED,
              True, "equation", state_copied)
    yield _row(16, "initial-state-throughout", says.THE_INITIAL_STATE_WAS_USED_AGAIN,
              True, "equation", state_of(lambda site: site.first - 1))
    yield _row(17, "elementwise-recurrent", says.THE_RECURRENT_MATRIX_WAS_MULTIPLIED_ENTRY,
              True, "equation", elementwise)
    yield _row(18, "recurrent-matrix-omitted", says.THE_STATE_WAS_ADDED_WITHOUT_THE_RECURRENT,
              True, "equation", matrix_omitted)
    yield _row(19, "state-entries-swapped", says.ENTRIES_OF_THE_EARLIER_STATE_WERE_SWAPPED,
              True, "equation", state_swapped)
    yield _row(20, "result-entries-swapped", says.ENTRIES_OF_THE_RESULT_WERE_SWAPPED,
              True, "equation", result_swapped)
    yield _row(21, "concatenated", says.VECTORS_WERE_PUT_ONE_BELOW_THE_OTHER_INSTEAD, False, "length")
    yield _row(22, "added-cyclically", says.THE_SHORTER_VECTOR_WAS_REPEATED_TO_FIT,
              False, "length")
    yield _row(23, "no-activation", says.THE_ACTIVATION_WAS_LEFT_OUT,
              True, "equation", no_activation, "identity")
    yield _row(24, "tanh-as-identity", says.TANH_X_WAS_TAKEN_FOR_X,
              True, "equation", no_activation, "identity")
    yield _row(25, "sigmoid-for-tanh", says.THE_SIGMOID_WAS_TAKEN_INSTEAD_OF_TANH,
              True, "equation", sigmoid_for_tanh)
    yield _row(26, "degrees", says.THE_CALCULATOR_WAS_SET_TO_DEGREES,
              True, "equation", activation("degrees", "tan-degrees"))
    yield _row(27, "tan-for-tanh", says.TAN_WAS_TAKEN_INSTEAD_OF_TANH, True, "equation", activation("tan"))
    yield _row(28, "inverse-tanh", says.THE_INVERSE_OF_TANH_WAS_TAKEN, True, "equation", activation("artanh"))
    yield _row(29, "sinh-for-tanh", says.SINH_WAS_TAKEN_INSTEAD_OF_TANH, True, "equation", activation("sinh"))
    yield _row(30, "tanh-inverted", says.THE_FRACTION_OF_TANH_WAS_INVERTED,
              True, "equation", activation("coth"))
    yield _row(31, "exponent-halved-or-doubled", says.THE_EXPONENT_IN_TANH_WAS_HALVED_OR_DOUBLED,
              True, "equation", activation("half-tanh", "double-tanh"))
    yield _row(32, "relu-or-clip", says.RELU_OR_CLIPPING_WAS_TAKEN_INSTEAD_OF_TANH,
              True, "equation", activation("relu", "clip"), "identity")
    yield _row(33, "tanh-per-term", says.TANH_WAS_TAKEN_OF_EVERY_TERM_BEFORE_ADDING,
              True, "equation", per_term)
    yield _row(34, "tanh-on-one-part", says.TANH_WAS_TAKEN_OF_A_PART_OF_THE_SUM_ONLY,
              True, "equation", on_one_part)
    yield _row(35, "tanh-twice", says.TANH_WAS_TAKEN_TWICE, True, "equation", twice)
    yield _row(36, "old-state-added", says.THE_EARLIER_STATE_WAS_ADDED_TO_THE_RESULT,
              True, "equation", old_state_added)
    yield _row(37, "sign-slip-in-product", says.A_PRODUCT_HAS_THE_WRONG_SIGN,
              True, "equation", in_product({"negated": lambda m, i, j: -m[i][j]}))
    yield _row(38, "product-omitted-or-doubled", says.A_PRODUCT_WAS_LEFT_OUT_OR_ADDED_TWICE,
              True, "equation",
              in_product({"omitted": lambda m, i, j: ZERO, "doubled": lambda m, i, j: 2 * m[i][j]}))
    yield _row(39, "decimal-point-slip", says.A_DECIMAL_POINT_SLIPPED_IN_A_PRODUCT,
              True, "equation",
              in_product({"tenfold": lambda m, i, j: m[i][j] * 10, "tenth": lambda m, i, j: m[i][j] / 10}))
    yield _row(40, "neighbouring-weight", says.A_NEIGHBOURING_WEIGHT_WAS_USED,
              True, "equation", in_product({"right": neighbour(1), "left": neighbour(-1)}))
    yield _row(41, "carry-slip", says.A_CARRY_SLIPPED_IN_A_SUM, False, "token")
    yield _row(42, "multiplication-slip", says.A_PRODUCT_OF_TWO_DIGITS_IS_WRONG, False, "token")
    yield _row(43, "result-sign-lost", says.THE_SIGN_OF_A_RESULT_WAS_LOST, True, "equation", sign_lost)
    yield _row(44, "digits-transposed", says.TWO_DIGITS_OF_A_NUMBER_WERE_EXCHANGED, False, "token")
    yield _row(45, "rounded-early", says.A_NUMBER_WAS_ROUNDED_TOO_EARLY, False, "writing")
    yield _row(46, "truncated", says.A_NUMBER_WAS_CUT_OFF_INSTEAD_OF_ROUNDED, False, "writing")
    yield _row(47, "significant-figures", says.SIGNIFICANT_FIGURES_WERE_KEPT_INSTEAD,
              False, "writing")
    yield _row(48, "own-error-carried", says.AN_EARLIER_ERROR_WAS_CARRIED_ON_CORRECTLY, False, "note")
    yield _row(49, "equals-chain", says.STANDS_BETWEEN_THINGS_THAT_ARE_NOT_EQUAL, False, "note")  # fmt: skip
    # fmt: on


def _later_rows() -> Iterator[Mistake]:
    # fmt: off
    yield _row(50, "column-of-step", says.THE_COLUMN_OF_THE_STEPS_NUMBER_WAS_TAKEN,
              False, "equation", for_input(column_of_step))
    yield _row(51, "terms-exchanged", says.INPUT_TERM_AND_RECURRENT_TERM_WERE_EXCHANGED,
              False, "equation", terms_exchanged)
    yield _row(52, "reset-before-product", says.THE_STATE_WAS_RESET_BEFORE_ITS_MATRIX,
              False, "equation", reset_before_product)
    yield _row(53, "reset-forgotten", says.THE_RESET_GATE_WAS_LEFT_OUT, False, "equation", reset_forgotten)
    yield _row(54, "update-inverted", says.A_GATE_AND_ONE_MINUS_IT_WERE_EXCHANGED,
              False, "equation", update_inverted)
    yield _row(55, "tanh-for-sigmoid", says.TANH_WAS_TAKEN_INSTEAD_OF_THE_SIGMOID,
              False, "equation", tanh_for_sigmoid)
    yield _row(102, "reset-after-product", says.THE_PRODUCT_WAS_RESET_NOT_THE_STATE,
              False, "equation", reset_after_product)
    # fmt: on


CATALOGUE: Mapping[str, Mistake] = MappingProxyType({each.name: each for each in (*_rows(), *_later_rows())})


def carry_slips(number: Decimal) -> Iterator[Decimal]:
    """Add or take away a tenth or a hundredth, as a slipped carry does.

    >>> [str(each) for each in carry_slips(Decimal("0.380"))]
    ['0.480', '0.280', '0.390', '0.370']
    """
    for slip in (Decimal("0.1"), Decimal("-0.1"), Decimal("0.01"), Decimal("-0.01")):
        yield number + slip


def digit_transpositions(number: Decimal, decimals: int) -> Iterator[Decimal]:
    """Exchange two neighbouring digits of a number written with so many decimals.

    >>> [str(each) for each in digit_transpositions(Decimal("0.38"), 2)]
    ['0.83', '3.08']
    """
    digits = f"{abs(number):.{decimals}f}"
    sign = "-" if number < 0 else ""
    spots = [index for index, character in enumerate(digits) if character.isdigit()]
    for first, second in reversed(list(pairwise(spots))):
        if digits[first] != digits[second]:
            swapped = list(digits)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            yield Decimal(sign + "".join(swapped))


def variants(mistake: Mistake, expression: Expression, site: Site) -> Iterator[Variant]:
    """Apply a mistake to an equation in absolute form; nothing comes where it does not apply."""
    for _, variant in changes(expression, site, (mistake,)):
        yield variant


def changes(
    expression: Expression, site: Site, mistakes: Iterable[Mistake]
) -> Iterator[tuple[Mistake, Variant]]:
    """Apply mistakes to an equation in absolute form, one after the other."""
    written, is_whole = _flat(expression)
    for mistake in mistakes:
        if mistake.change is not None:
            for variant in mistake.change(written, site):
                if is_whole or all(isinstance(node, Expression) for node in walk(variant.expression)):
                    yield mistake, variant


@lru_cache(maxsize=1024)
def _flat(expression: Expression) -> tuple[Expression, bool]:
    """Merge sums, and say whether all is of the table: what is put together from such terms alone is, too."""
    written = flat(expression)
    return written, all(isinstance(node, Expression) for node in walk(written))
