"""Which terms of a calculation stand behind which terms of the next line.

On paper terms merge (W_hh h + b becomes one vector), zero terms vanish and the order may change. Among all
ways to share the terms out, the one that explains the most wins; in doubt the written order does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, cast

from tutor.binding.literal_rows import numbers, rows_of, turned
from tutor.calculation.equations import Add, Expression, MatVec, Mul, Param, Ref
from tutor.calculation.equations import Matrix as Rows
from tutor.calculation.tolerance import ONE, fitted, given, unit_decimals
from tutor.judging.translate import UnknownNameError
from tutor.reading.formulas import syntax as w

if TYPE_CHECKING:
    from tutor.judging.compare import Comparison

MAX_ENUMERATED = 4

# What a term scores that is certainly the one that should stand there.
CERTAIN = 9


def assign(
    terms: Sequence[Expression], written: Sequence[w.Expression], comparison: Comparison
) -> list[tuple[int, ...]] | None:
    """Share the terms out: for each written term the indices of those it stands for; None if hopeless.

    A written term with no index stands for nothing that should be there.
    """
    if max(len(terms), len(written)) > MAX_ENUMERATED:
        return _in_order(terms, written, comparison)
    scores: dict[tuple[tuple[int, ...], int], float] = {}

    def score(group: tuple[int, ...], index: int) -> float:
        if (group, index) not in scores:
            scores[group, index] = _score([terms[i] for i in group], written[index], comparison)
        return scores[group, index]

    if len(terms) == len(written) and all(score((index,), index) >= CERTAIN for index in range(len(terms))):
        return [(index,) for index in range(len(terms))]
    best: tuple[float, list[tuple[int, ...]]] | None = None
    zero = [comparison.is_zero(term) for term in terms]
    for choice in product(range(len(written) + 1), repeat=len(terms)):
        groups = [tuple(i for i, j in enumerate(choice) if j == index) for index in range(len(written))]
        total = 0.0
        for i, j in enumerate(choice):
            if j == len(written):
                total -= 0.5 if zero[i] else 12
        used = [j for j in choice if j < len(written)]
        total += 0.5 if used == sorted(used) else 0
        for index, group in enumerate(groups):
            total += score(group, index) if group else -14
        if best is None or total > best[0]:
            best = total, groups
    return best[1] if best else None


def _score(group: list[Expression], written: w.Expression, comparison: Comparison) -> float:
    single = group[0] if len(group) == 1 else None
    if numbers(written) is not None:
        return _literal_score(group, single, written, comparison)
    if isinstance(written, w.Product):
        if single is None:
            return 2 * CERTAIN + 6 if _is_block(group, written, comparison) else 3
        return _product_score(single, written, comparison)
    if isinstance(written, w.Name):
        try:
            found = comparison.translator.vector(written)
        except UnknownNameError:
            return 0
        whole = single if single is not None else Add(tuple(group))
        canonical = comparison.translator.canonical
        return 12 if canonical(found) == canonical(whole) else -6
    return 2 if single is not None else -4


def _literal_score(
    group: list[Expression], single: Expression | None, written: w.Expression, comparison: Comparison
) -> float:
    page, claimed = comparison.page, numbers(written)
    assert claimed is not None
    if isinstance(single, Ref | Param) and page.numbers_of(single) == claimed:
        return 12
    copied = isinstance(single, Ref | Param)
    whole = single if single is not None else Add(tuple(group))
    strict = page.evaluate(whole)
    lenient = page.evaluate(whole, unit_decimals(claimed))
    if strict is None or lenient is None:
        return 1 if single is not None else -1
    if len(strict.low) != len(claimed):
        return -8 if copied else -3 if single is not None else -5
    judged = fitted(claimed, strict, lenient)
    if not judged.wrong:
        return 10 if single is not None else 9.5
    distance: float = max(abs(n - low) / ONE for n, low in zip(given(claimed).low, strict.low, strict=True))
    return 4 - min(6.0, 3 * distance) - len(judged.wrong) / len(claimed) - (4 if copied else 0)


def _is_block(group: list[Expression], written: w.Product, comparison: Comparison) -> bool:
    """Whether the matrices of a group, side by side, are as wide as the matrix or the stack of a product."""
    width = 0
    for term in group:
        matrix = comparison.page.parameters.get(term.matrix.name) if isinstance(term, MatVec) else None
        if matrix is None:
            return False
        width += len(cast(Rows, matrix)[0])
    rows = [found for factor in written.factors if (found := rows_of(factor)) is not None and len(found) > 1]
    return any(width in (len(matrix), len(matrix[0])) for matrix in rows)


def _product_score(single: Expression, written: w.Product, comparison: Comparison) -> float:
    if isinstance(single, Mul):
        page = comparison.page
        found = sorted(str(numbers(factor)) for factor in written.factors)
        wanted = sorted(str(page.numbers_of(side)) for side in (single.left, single.right))
        return 12 if found == wanted else 6 if set(found) & set(wanted) else 3
    if not isinstance(single, MatVec):
        return -8
    score = 6.0
    matrix = comparison.page.parameters.get(single.matrix.name)
    defined = comparison.page.model.givens.by_role.get(single.matrix.name.partition("/")[0])
    for factor in written.factors:
        rows = rows_of(factor)
        if (rows is not None and matrix is not None and rows in (matrix, turned(cast(Rows, matrix)))) or (
            rows is not None and defined is not None and rows == defined.rows
        ):
            score += 4
        if isinstance(factor, w.Name):
            base = comparison.page.model.binding.roles.get(factor.base)
            score += 4 if base == single.matrix.name.partition("/")[0] else 0
        vector = numbers(factor)
        if vector is not None and vector == comparison.page.numbers_of(single.vector):
            score += 2
    return score


def _in_order(
    terms: Sequence[Expression], written: Sequence[w.Expression], comparison: Comparison
) -> list[tuple[int, ...]] | None:
    """Match long sums in their order; only terms that are zero may be missing."""
    if len(terms) == len(written):
        return [(index,) for index in range(len(terms))]
    groups: list[tuple[int, ...]] = []
    index = 0
    for each in written:
        while index < len(terms) and _score([terms[index]], each, comparison) < 10:
            if not comparison.is_zero(terms[index]):
                return None
            index += 1
        if index == len(terms):
            return None
        groups.append((index,))
        index += 1
    rest = terms[index:]
    return groups if all(map(comparison.is_zero, rest)) else None
