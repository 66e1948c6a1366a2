"""Whether a line of numbers was meant to be a formula, though it does not follow from it: with one slip.

A formula that nobody wrote is put to the lines only where they follow from it. A line that has its terms, but
for a sign, or one of them, speaks for the formula as well, and not against it.
"""

from __future__ import annotations

from tutor.calculation.tolerance import PLACES
from tutor.judging.following.comparing import Following
from tutor.judging.following.literals import bare, terms_of
from tutor.judging.following.quantities import NoValueError, SizesError
from tutor.reading.formulas import syntax as w

# How far apart two terms may be that are the same: what was put in may have been rounded before.
_NEAR, _SHARE = 0.002, 0.01


def resembles(c: Following, formula: w.Expression, line: w.Expression) -> bool:
    """Whether a line has the terms of a formula, as numbers without their signs, all but one at most."""
    a, b = bare(formula), bare(line)
    if isinstance(a, w.Apply) and isinstance(b, w.Apply):
        return a.function == b.function and resembles(c, a.argument, b.argument)
    if isinstance(b, w.Apply) or not any(isinstance(node, w.Product) for node in w.walk(b)):
        return False
    terms = terms_of(a)
    wanted, written = _sizes(c, terms), _sizes(c, terms_of(b))
    if wanted is None or written is None or len(terms_of(b)) > len(terms):
        return False
    missing = list(wanted)
    others = 0
    for size in written:
        near = [each for each in missing if abs(each - size) <= _NEAR + _SHARE * each]
        if near:
            missing.remove(near[0])
        else:
            others += 1
    same = len(wanted) - len(missing)
    return same > (1 if missing else 0) and max(len(missing), others) <= 1


def _sizes(c: Following, terms: list[w.Expression]) -> list[float] | None:
    """Give the values of terms that are numbers and not zero, without their signs."""
    found: list[float] = []
    for term in terms:
        try:
            value = c.strict(term)
        except (NoValueError, SizesError):
            return None
        if not value.is_number:
            return None
        found.append(abs(value.ends.low[0] + value.ends.high[0]) / 2 / 10**PLACES)
    return [each for each in found if each]
