"""What verdicts, notes and mistakes are called, and the hint that each mistake deserves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.documents.palette import Outcome
from tutor.judging.candidates import SLIPS
from tutor.language.faults import Sentence
from tutor.marking import submission_messages as of_files
from tutor.marking.practised import SHOWN
from tutor.marking.reporting import feedback_messages as says

VERDICTS: Mapping[str, Sentence] = MappingProxyType(
    {
        "exact": says.RIGHT(),
        "rounding": says.RIGHT_ROUNDED_IN_ANOTHER_WAY(),
        "follow-through": says.FOLLOWS_FROM_YOUR_EARLIER_LINE(),
        "wrong": says.WRONG(),
        "blank": says.NOT_ANSWERED(),
        "review": says.FOR_THE_TEACHER_TO_SEE(),
    }
)

# The sign of a verdict, and the word beside it; a wrong entry that is no root has one of its own.
OUTCOME_OF: Mapping[str, Outcome] = MappingProxyType(
    {
        "exact": "right",
        "rounding": "right",
        "follow-through": "follows",
        "wrong": "wrong",
        "blank": "blank",
        "review": "review",
    }
)
SIGN_WORDS: Mapping[str, Sentence] = MappingProxyType({**VERDICTS, "rounding": VERDICTS["exact"]})

# What is said of a part in which nothing is to be seen.
OF_A_PART: Mapping[Outcome, Sentence] = MappingProxyType(
    {
        "repeated": says.SAME_MISTAKE_CHARGED_ONCE(),
        "follows": says.FOLLOWS_FROM_YOUR_EARLIER_LINE(),
        "right": says.ALL_RIGHT(),
    }
)

DECIDED = says.DECIDED_BY_YOUR_TEACHER()

NOTES: Mapping[str, Sentence] = MappingProxyType(
    {
        "cut": says.DIGITS_WERE_CUT_OFF_INSTEAD_OF_ROUNDED(),
        "short": says.CONSISTENT_BUT_WITH_FEWER_DIGITS_THAN_ASKED(),
        "few": says.TOO_FEW_DIGITS_TO_ASSESS(),
        "significant": says.SIGNIFICANT_FIGURES_WERE_KEPT_INSTEAD(),
        "wide": says.TOO_MUCH_IS_MISSING_BEFORE_IT(),
        "trivial": says.CANNOT_BE_ASSESSED_THE_MISTAKE_BEFORE(),
        "not-own": says.MATCHES_THE_KEY_NOT_YOUR_WORKING(),
        "recomputed": says.FOLLOWS_AS_IF_THE_WRONG_ENTRY_WERE_COMPUTED(),
        "size": says.ANOTHER_NUMBER_OF_ENTRIES_THAN_ASKED(),
        "working": says.FOLLOWS_FROM_WORKING_THAT_IS_WRONG(),
        "unreadable": says.CANNOT_BE_READ_AS_A_NUMBER(),
        "ambiguous": says.CAN_BE_READ_IN_TWO_WAYS(),
        "twice": says.HANDED_IN_MORE_THAN_ONCE(),
        "sheet": says.MADE_FOR_ANOTHER_SHEET(),
        "drill": says.A_DRILL_ASKED_FOR_ONE_LINE(),
        SHOWN: says.THE_PRACTICE_PAGE_HAS_SHOWN_IT(),
        "foreign": says.NOTHING_IN_IT_BELONGS_TO_THIS_SHEET(),
        "fault": says.A_FAULT_OF_THE_PROGRAM(),
        "nothing": says.NOTHING_COULD_BE_READ(),
        "contended": of_files.WHOSE_HAS_TO_BE_DECIDED(),
        "paper": of_files.ON_PAPER(),
        "made-up": of_files.THE_SAME_AT_EVERY_STEP(),
        "exchanged": says.ROWS_AND_COLUMNS_ARE_EXCHANGED(),
        "elsewhere": says.THE_1_STANDS_AT_ANOTHER_POSITION(),
        "several": says.MORE_THAN_ONE_1(),
        "no-one": says.THERE_IS_NO_1_IN_IT(),
    }
)

# Notes that tell in which way a size or a one-hot vector is wrong.
GIVEN_MISTAKES = ("exchanged", "elsewhere", "several", "no-one")

_AGAIN = says.COMPUTE_THIS_LINE_ONCE_MORE_FROM_THE_NUMBERS()
_SLIP = says.THE_METHOD_LOOKS_RIGHT()
_COPY = says.THE_METHOD_LOOKS_RIGHT_TAKE_THE_FUNCTION_ONCE_MORE()
_BIAS = says.LOOK_AT_THE_BIAS_DOES_IT_STAND_IN_THE_SUM()
_STATE = says.LOOK_AT_WHICH_EARLIER_STATE_GOES_INTO_THIS()
_MATRIX = says.LOOK_AT_HOW_THE_RECURRENT_MATRIX_MEETS()
_COLUMN = says.LOOK_AT_WHICH_COLUMN_OF_THE_INPUT_MATRIX()
_FUNCTION = says.LOOK_AT_THE_FUNCTION_WHICH_ONE_IT_IS()
_GATE = says.LOOK_AT_WHAT_THE_GATE_MULTIPLIES()
_ERROR = says.LOOK_AT_THE_ERROR_OF_THE_OUTPUT()
_BACK = says.LOOK_AT_WHICH_MATRIX_BRINGS_IT_BACK()
_PARTS = says.LOOK_AT_WHERE_THE_STATE_IS_READ()
_SLOPE = says.LOOK_AT_THE_SLOPE_OF_THE_FUNCTION()
_OUTER = says.LOOK_AT_WHICH_TWO_VECTORS_ARE_MULTIPLIED()
_SUM = says.LOOK_AT_WHICH_STEPS_ARE_ADDED()
_UPDATE = says.LOOK_AT_HOW_A_WEIGHT_MOVES()
_EARLY = says.ROUND_WHEN_A_LINE_IS_WRITTEN_DOWN()
_ORDER = says.LOOK_AT_THE_ORDER_OF_THE_ENTRIES()
SIZE = says.COUNT_THE_ENTRIES_VECTORS_OF_THE_SAME_SIZE()

_HINTS_OF: tuple[tuple[Sentence, str], ...] = (
    (_BIAS, "bias-forgotten bias-doubled bias-subtracted bias-entries-swapped one-bias-only"),
    (_STATE, "recurrent-dropped state-two-back state-copied initial-state-throughout old-state-added"),
    (_MATRIX, "recurrent-transposed elementwise-recurrent recurrent-matrix-omitted matrices-exchanged"),
    (_COLUMN, "input-dropped input-row-for-column wrong-column row-sum-for-column previous-input"),
    (_COLUMN, "column-of-step terms-exchanged"),
    (_ORDER, "state-entries-swapped result-entries-swapped"),
    (SIZE, "concatenated added-cyclically"),
    (_FUNCTION, "no-activation tanh-as-identity sigmoid-for-tanh degrees tan-for-tanh inverse-tanh"),
    (_FUNCTION, "sinh-for-tanh tanh-inverted exponent-halved-or-doubled relu-or-clip tanh-per-term"),
    (_FUNCTION, "tanh-on-one-part tanh-twice tanh-for-sigmoid"),
    (_GATE, "reset-before-product reset-after-product reset-forgotten update-inverted"),
    (
        _ERROR,
        "error-sign-reversed target-not-subtracted softmax-derivative-forgotten softmax-derivative-twice",
    ),
    (_ERROR, "error-doubled error-halved target-of-wrong-step only-last-loss"),
    (_BACK, "output-matrix-not-transposed recurrent-not-transposed recursion-without-slope"),
    (_BACK, "recursion-matrix-omitted recursion-elementwise start-matrix-omitted start-not-transposed"),
    (_PARTS, "future-forgotten output-error-forgotten future-subtracted"),
    (_SLOPE, "slope-forgotten slope-of-pre-activation tanh-of-state-again sigmoid-slope slope-not-squared"),
    (_SLOPE, "slope-of-previous-state slope-inverted slope-square-only slope-twice value-for-slope"),
    (_SLOPE, "tanh-slope slope-square-added"),
    (_OUTER, "state-of-this-step state-of-last-step-wrapped outer-transposed gradient-without-slope"),
    (_OUTER, "input-of-step-before input-of-step-after output-state-of-step-before"),
    (_SUM, "last-step-only first-step-only last-step-left-out first-step-left-out middle-step-left-out"),
    (_SUM, "averaged-over-steps"),
    (_UPDATE, "update-added learning-rate-forgotten update-only-the-step divided-by-rate"),
    (_EARLY, "rounded-early"),
    (_SLIP, " ".join(SLIPS)),
)
_HINTS: Mapping[str, Sentence] = MappingProxyType(
    {mistake: sentence for sentence, mistakes in _HINTS_OF for mistake in mistakes.split()}
)


def hint(mistake: str | None, *, is_function: bool = False) -> Sentence:
    """Give the direction to look in, without numbers; in a function of a line there is no sum to look at."""
    if is_function and mistake in SLIPS:
        return _COPY
    return _AGAIN if mistake is None else _HINTS.get(mistake, _AGAIN)
