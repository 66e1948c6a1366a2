"""What verdicts, notes and mistakes are called, and the hint that each mistake deserves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.judging.explaining import SLIPS
from tutor.language.faults import Sentence, say
from tutor.marking import submission_messages as says

VERDICTS: Mapping[str, Sentence] = MappingProxyType(
    {
        "exact": say("right"),
        "rounding": say("right, rounded in another way"),
        "follow-through": say("follows from your earlier line"),
        "wrong": say("wrong"),
        "blank": say("not answered"),
        "review": say("for the teacher to see"),
    }
)

DECIDED = say("decided by your teacher")

NOTES: Mapping[str, Sentence] = MappingProxyType(
    {
        "cut": say("digits were cut off instead of rounded"),
        "short": say("consistent, but with fewer digits than asked"),
        "few": say("too few digits to assess"),
        "significant": say("significant figures were kept instead of decimals"),
        "wide": say("too much is missing before it: show your working"),
        "trivial": say("cannot be assessed: the mistake before it leaves nothing to compute"),
        "not-own": say("matches the key, not your working"),
        "size": say("another number of entries than asked"),
        "working": say("follows from working that is wrong"),
        "unreadable": say("cannot be read as a number"),
        "ambiguous": say("can be read in two ways"),
        "twice": say("handed in more than once"),
        "sheet": say("made for another sheet"),
        "foreign": say("nothing in it belongs to this sheet"),
        "fault": say("a fault of the program"),
        "nothing": say("nothing could be read"),
        "contended": says.WHOSE_HAS_TO_BE_DECIDED(),
        "paper": says.ON_PAPER(),
        "exchanged": say("rows and columns are exchanged"),
        "elsewhere": say("the 1 stands at another position"),
        "several": say("more than one 1"),
        "no-one": say("there is no 1 in it"),
    }
)

# Notes that tell in which way a size or a one-hot vector is wrong.
GIVEN_MISTAKES = ("exchanged", "elsewhere", "several", "no-one")

_AGAIN = say("Compute this line once more from the numbers that you wrote before it.")
_SLIP = say("The method looks right. Compute the products and the sum once more, with signs and points.")
_COPY = say("The method looks right. Take the function once more, and compare digit by digit, with the sign.")
_BIAS = say("Look at the bias: does it stand in the sum once, with its own signs, in its own order?")
_STATE = say("Look at which earlier state goes into this line, and what it is multiplied by.")
_MATRIX = say("Look at how the recurrent matrix meets the state: each row with the whole state.")
_COLUMN = say("Look at which column of the input matrix the word of this step picks.")
_FUNCTION = say("Look at the function: which one it is, what it is applied to, how the calculator is set.")
_EARLY = say("Round when a line is written down, and not before.")
_ORDER = say("Look at the order of the entries.")
SIZE = say("Count the entries: vectors of the same size are added entry by entry.")

_HINTS_OF: tuple[tuple[Sentence, str], ...] = (
    (_BIAS, "bias-forgotten bias-doubled bias-subtracted bias-entries-swapped one-bias-only"),
    (_STATE, "recurrent-dropped state-two-back state-copied initial-state-throughout old-state-added"),
    (_MATRIX, "recurrent-transposed elementwise-recurrent recurrent-matrix-omitted matrices-exchanged"),
    (_COLUMN, "input-dropped input-row-for-column wrong-column row-sum-for-column previous-input"),
    (_ORDER, "state-entries-swapped result-entries-swapped"),
    (SIZE, "concatenated added-cyclically"),
    (_FUNCTION, "no-activation tanh-as-identity sigmoid-for-tanh degrees tan-for-tanh inverse-tanh"),
    (_FUNCTION, "sinh-for-tanh tanh-inverted exponent-halved-or-doubled relu-or-clip tanh-per-term"),
    (_FUNCTION, "tanh-on-one-part tanh-twice"),
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
