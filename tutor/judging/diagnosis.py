"""Which mistakes of the catalogue explain a wrong claim: each changed equation, under the same interval rule.

Every rule that fits is named, the simplest first; where none fits, nothing is.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tutor.calculation.equations import Add, Expression, Param, rewrite
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed
from tutor.calculation.habits import enclose
from tutor.calculation.numbers import decimals_of
from tutor.calculation.tolerance import fitted, texts, unit_decimals
from tutor.judging.symbol_table import Page, pick
from tutor.mistakes.catalogue import CATALOGUE, carry_slips, digit_transpositions, variants
from tutor.mistakes.sites import Site, Variant


def site_of(page: Page, step: int) -> Site:
    """Describe the place of a mistake to the catalogue."""
    model = page.model
    return Site(
        step,
        page.parameters,
        model.words,
        model.hidden_size or 0,
        model.input_size or 0,
        model.givens.first,
    )


def diagnose(
    page: Page,
    step: int,
    expression: Expression,
    claimed: Numbers,
    wrong: Sequence[int],
    strict: Enclosed | None,
) -> tuple[str, ...]:
    """Name every mistake under which the claim would be right."""
    whole, entry = page.whole.get(expression, (expression, 0))
    whole = _one_bias(whole)
    site = site_of(page, step)
    general: list[str] = []
    single: list[str] = []
    for mistake in CATALOGUE.values():
        if mistake.by != "equation":
            continue
        for variant in variants(mistake, whole, site):
            if entry and variant.entry not in (0, entry):
                continue
            if _explains(page, variant, claimed, entry):
                (single if variant.entry else general).append(mistake.name)
                break
    return (*general, *single, *_slips(claimed, wrong, strict))


def _one_bias(expression: Expression) -> Expression:
    """Write two biases as one, as the catalogue does."""

    def change(node: Expression) -> Expression | None:
        if isinstance(node, Add) and Param("bias_ih") in node.terms and Param("bias_hh") in node.terms:
            rest = tuple(term for term in node.terms if term not in (Param("bias_ih"), Param("bias_hh")))
            return Add((*rest, Param("bias")))
        return None

    return rewrite(expression, change)


def _explains(page: Page, variant: Variant, claimed: Numbers, entry: int) -> bool:
    parameters = {**page.parameters, **variant.parameters}
    strict = enclose(variant.expression, page.values, parameters)
    lenient = enclose(variant.expression, page.values, parameters, unit_decimals(claimed))
    if strict is None or lenient is None:
        return False
    decimals = unit_decimals(claimed)
    cut = enclose(variant.expression, page.values, parameters, decimals, cut=True)
    if entry:
        if entry > len(strict.low):
            return False
        strict, lenient = pick(strict, entry), pick(lenient, entry)
        cut = pick(cut, entry) if cut is not None else None
    if len(strict.low) != len(claimed):
        return False
    return all(each in ("exact", "rounding", "cut") for each in fitted(claimed, strict, lenient, cut).fits)


def _slips(claimed: Numbers, wrong: Sequence[int], strict: Enclosed | None) -> list[str]:
    """Name what happens to single digits of a claim."""
    if strict is None or not wrong or len(strict.low) < max(wrong):
        return []
    right = [Decimal(text) for text in texts(strict, unit_decimals(claimed))]
    return slips([(claimed[i - 1], right[i - 1]) for i in wrong])


def slips(pairs: Sequence[tuple[Decimal, Decimal]]) -> list[str]:
    """Name what happened to single digits of (written, right): a slipped carry, two digits exchanged.

    >>> slips([(Decimal("0.83"), Decimal("0.38"))]), slips([(Decimal("0.48"), Decimal("0.38"))])
    (['digits-transposed'], ['carry-slip'])
    """
    names = []
    if pairs and all(number in tuple(carry_slips(expected)) for number, expected in pairs):
        names.append("carry-slip")
    if pairs and all(
        number in tuple(digit_transpositions(expected, max(decimals_of(number), 1)))
        for number, expected in pairs
    ):
        names.append("digits-transposed")
    return names


def by_length(page: Page, step: int, expression: Expression, claimed: Numbers) -> tuple[str, ...]:
    """Name what a result of the wrong length shows: a row taken for a column, vectors put in a row."""
    names = []
    whole, _ = page.whole.get(expression, (expression, 0))
    site = site_of(page, step)
    for variant in variants(CATALOGUE["input-row-for-column"], whole, site):
        if _explains(page, variant, claimed, 0):
            names.append("input-row-for-column")
    values = [page.evaluate(term) for term in whole.terms] if isinstance(whole, Add) else []
    parts = [value for value in values if value is not None]
    if len(parts) > 1 and len(parts) == len(values):
        chained = Enclosed([n for part in parts for n in part.low], [n for part in parts for n in part.high])
        if len(chained.low) == len(claimed) and not fitted(claimed, chained, chained).wrong:
            names.append("concatenated")
    return tuple(names)
