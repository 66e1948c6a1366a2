"""Which mistakes of the catalogue explain a wrong claim of a text: what the explainer is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import MappingProxyType

from tutor.calculation.equations import Add, Expression, Fn, Param, Ref, rewrite
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed, key_of
from tutor.calculation.habits import both_habits
from tutor.calculation.tolerance import PLACES, fitted, given, texts, unit_decimals
from tutor.judging.candidates import Plan, Trial, Wrong, lowered
from tutor.judging.symbol_table import Page
from tutor.mistakes.catalogue import CATALOGUE, variants
from tutor.mistakes.scopes import Scope
from tutor.mistakes.sites import Site


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
    """Name every mistake under which the claim would be right, as of an answer."""
    whole, entry = page.whole.get(expression, (expression, 0))
    whole = _one_bias(whole)
    numbers: list[int | None] = list(given(claimed).low)
    if entry:
        value = page.evaluate(whole)
        numbers = [None] * (len(value.low) if value is not None else page.model.hidden_size or 0)
        numbers[entry - 1 : entry] = given(claimed).low[:1]
    decimals = unit_decimals(claimed)
    right = texts(strict, decimals) if strict is not None else ()
    pairs = [
        Wrong(entry or i, claimed[i - 1], Decimal(right[i - 1])) for i in wrong if max(wrong) <= len(right)
    ]
    return _plan(page, step, whole, decimals).explain(page.values, numbers, pairs)


def _plan(page: Page, step: int, whole: Expression, decimals: int) -> Plan:
    site = site_of(page, step)

    def scope(expression: Expression) -> Scope:
        return Scope(expression, site.parameters, MappingProxyType({}))

    terms: tuple[Scope, ...] = ()
    if isinstance(whole, Fn) and isinstance(whole.argument, Ref):
        meaning = page.meaning.get(key_of(whole.argument))
        if isinstance(meaning, Add):
            terms = (scope(Fn(whole.name, _one_bias(meaning))),)
    return Plan((scope(whole),), terms, lambda _: site, both_habits(decimals, "key", PLACES))


def _one_bias(expression: Expression) -> Expression:
    """Write two biases as one, as the catalogue does."""

    def change(node: Expression) -> Expression | None:
        if isinstance(node, Add) and Param("bias_ih") in node.terms and Param("bias_hh") in node.terms:
            rest = tuple(term for term in node.terms if term not in (Param("bias_ih"), Param("bias_hh")))
            return Add((*rest, Param("bias")))
        return None

    return rewrite(expression, change)


def by_length(page: Page, step: int, expression: Expression, claimed: Numbers) -> tuple[str, ...]:
    """Name what a result of the wrong length shows: a row taken for a column, vectors put in a row."""
    names: list[str] = []
    whole, _ = page.whole.get(expression, (expression, 0))
    site = site_of(page, step)
    habit, _ = both_habits(unit_decimals(claimed), "key", PLACES)
    trial = Trial(given(claimed).low, habit)
    changes = [("input-row-for-column", v) for v in variants(CATALOGUE["input-row-for-column"], whole, site)]
    names += [each.name for each in lowered(changes, site, habit) if trial.explains(each, page.values)]
    values = [page.evaluate(term) for term in whole.terms] if isinstance(whole, Add) else []
    parts = [value for value in values if value is not None]
    if len(parts) > 1 and len(parts) == len(values):
        chained = Enclosed([n for part in parts for n in part.low], [n for part in parts for n in part.high])
        if len(chained.low) == len(claimed) and not fitted(claimed, chained, chained).wrong:
            names.append("concatenated")
    return tuple(names)
