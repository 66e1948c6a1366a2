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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from tutor.calculation.equations import Expression, flat, walk
from tutor.language.faults import Sentence, say
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
    transposed,
    without,
    wrong_column,
)
from tutor.mistakes.sites import Change, Site, Variant, is_bias, is_input, is_recurrent

ZERO = Decimal(0)

By = Literal["equation", "token", "length", "writing", "note"]


@dataclass(frozen=True)
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


def _rows() -> Iterator[Mistake]:
    def row(
        number: int,
        name: str,
        title: str,
        screened: bool,
        by: By,
        change: Change | None = None,
        family: str = "",
    ) -> Mistake:
        return Mistake(number, name, say(title), screened, by, family or name, change)

    # fmt: off
    yield row(1, "bias-forgotten", "the bias was left out",
              True, "equation", lambda e, s: without(e, is_bias))
    yield row(2, "bias-doubled", "the bias was added twice",
              True, "equation", bias(lambda b: [tuple(2 * n for n in b)], "doubled"))
    yield row(3, "bias-subtracted", "the bias was subtracted",
              True, "equation", bias(lambda b: [tuple(-n for n in b)], "negated"))
    yield row(4, "bias-entries-swapped", "entries of the bias were swapped",
              True, "equation", bias(swaps, "swapped"))
    yield row(5, "one-bias-only", "only one of the two biases was added", False, "equation", one_bias_only)
    yield row(6, "recurrent-dropped", "the recurrent term was left out",
              True, "equation", dropped("weight_hh", is_recurrent))
    yield row(7, "input-dropped", "the input term was left out",
              True, "equation", dropped("weight_ih", is_input))
    yield row(8, "recurrent-transposed", "the recurrent matrix was read the other way round",
              True, "equation", transposed)
    yield row(9, "input-row-for-column", "a row of the input matrix was taken for its column",
              False, "equation", for_input(row_for_column))
    yield row(10, "wrong-column", "a neighbouring column of the input matrix was taken",
              True, "equation", for_input(wrong_column))
    yield row(11, "row-sum-for-column", "whole rows of the input matrix were added up",
              True, "equation", for_input(row_sums))
    yield row(12, "previous-input", "the input of the step before was used",
              True, "equation", for_input(previous_input))
    yield row(13, "matrices-exchanged", "the two matrices were exchanged", False, "equation", exchanged)
    yield row(14, "state-two-back", "the state of two steps before was used",
              True, "equation", state_of(lambda site: site.step - 2))
    yield row(15, "state-copied", "the state of the step before was copied", True, "equation", state_copied)
    yield row(16, "initial-state-throughout", "the initial state was used again",
              True, "equation", state_of(lambda site: site.first - 1))
    yield row(17, "elementwise-recurrent", "the recurrent matrix was multiplied entry by entry",
              True, "equation", elementwise)
    yield row(18, "recurrent-matrix-omitted", "the state was added without the recurrent matrix",
              True, "equation", matrix_omitted)
    yield row(19, "state-entries-swapped", "entries of the earlier state were swapped",
              True, "equation", state_swapped)
    yield row(20, "result-entries-swapped", "entries of the result were swapped",
              True, "equation", result_swapped)
    yield row(21, "concatenated", "vectors were put one below the other instead of added", False, "length")
    yield row(22, "added-cyclically", "the shorter vector was repeated to fit the longer one",
              False, "length")
    yield row(23, "no-activation", "the activation was left out",
              True, "equation", no_activation, "identity")
    yield row(24, "tanh-as-identity", "tanh x was taken for x", True, "equation", no_activation, "identity")
    yield row(25, "sigmoid-for-tanh", "the sigmoid was taken instead of tanh",
              True, "equation", activation("sigmoid"))
    yield row(26, "degrees", "the calculator was set to degrees",
              True, "equation", activation("degrees", "tan-degrees"))
    yield row(27, "tan-for-tanh", "tan was taken instead of tanh", True, "equation", activation("tan"))
    yield row(28, "inverse-tanh", "the inverse of tanh was taken", True, "equation", activation("artanh"))
    yield row(29, "sinh-for-tanh", "sinh was taken instead of tanh", True, "equation", activation("sinh"))
    yield row(30, "tanh-inverted", "the fraction of tanh was inverted",
              True, "equation", activation("coth"))
    yield row(31, "exponent-halved-or-doubled", "the exponent in tanh was halved or doubled",
              True, "equation", activation("half-tanh", "double-tanh"))
    yield row(32, "relu-or-clip", "ReLU or clipping was taken instead of tanh",
              True, "equation", activation("relu", "clip"), "identity")
    yield row(33, "tanh-per-term", "tanh was taken of every term before adding", True, "equation", per_term)
    yield row(34, "tanh-on-one-part", "tanh was taken of a part of the sum only",
              True, "equation", on_one_part)
    yield row(35, "tanh-twice", "tanh was taken twice", True, "equation", twice)
    yield row(36, "old-state-added", "the earlier state was added to the result",
              True, "equation", old_state_added)
    yield row(37, "sign-slip-in-product", "a product has the wrong sign",
              True, "equation", in_product({"negated": lambda m, i, j: -m[i][j]}))
    yield row(38, "product-omitted-or-doubled", "a product was left out or added twice",
              True, "equation",
              in_product({"omitted": lambda m, i, j: ZERO, "doubled": lambda m, i, j: 2 * m[i][j]}))
    yield row(39, "decimal-point-slip", "a decimal point slipped in a product",
              True, "equation",
              in_product({"tenfold": lambda m, i, j: m[i][j] * 10, "tenth": lambda m, i, j: m[i][j] / 10}))
    yield row(40, "neighbouring-weight", "a neighbouring weight was used",
              True, "equation", in_product({"right": neighbour(1), "left": neighbour(-1)}))
    yield row(41, "carry-slip", "a carry slipped in a sum", False, "token")
    yield row(42, "multiplication-slip", "a product of two digits is wrong", False, "token")
    yield row(43, "result-sign-lost", "the sign of a result was lost", True, "equation", sign_lost)
    yield row(44, "digits-transposed", "two digits of a number were exchanged", False, "token")
    yield row(45, "rounded-early", "a number was rounded too early", False, "writing")
    yield row(46, "truncated", "a number was cut off instead of rounded", False, "writing")
    yield row(47, "significant-figures", "significant figures were kept instead of decimals",
              False, "writing")
    yield row(48, "own-error-carried", "an earlier error was carried on, correctly", False, "note")
    yield row(49, "equals-chain", "= stands between things that are not equal", False, "note")  # fmt: skip
    # fmt: on


CATALOGUE: Mapping[str, Mistake] = MappingProxyType({each.name: each for each in _rows()})


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
    if mistake.change is not None:
        for variant in mistake.change(flat(expression), site):
            if all(isinstance(node, Expression) for node in walk(variant.expression)):
                yield variant
