"""What a line should have given where something before it is wrong, however it was rounded on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.tolerance import PLACES, Interval, copied, stands_for, unit_decimals
from tutor.judging.following.literals import numbers_of, same_shape
from tutor.judging.following.quantities import NoValueError, Quantity, SizesError
from tutor.judging.following.sides import names_of
from tutor.reading.formulas import syntax as w
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.judging.following.comparing import Following


def corrected(c: Following, sides: Sequence[w.Expression], *, broken: bool = False) -> Quantity | None:
    """Give what the first side with names should have given.

    None where it reads nothing that was wrong, unless the chain is ``broken`` on its own way. Where just that
    is written all the same, what is written.
    """
    sheet = c.sheet
    if not sides or not (broken or sheet.truths or sheet.true_lines):
        return None
    numbers = numbers_of(sides[-1]) if w.is_literal(sides[-1]) else []
    decimals = unit_decimals(numbers) if numbers else c.reports.rounding.decimals
    for side in sides:
        if not names_of(side):
            continue
        try:
            written = c.strict(side)
            sheet.corrected = True
            right, wide = c.strict(side), c.lenient(side, decimals)
        except (NoValueError, SizesError):
            continue
        finally:
            sheet.corrected = False
        if right.ends == written.ends and not broken:
            return None
        value = written_down(right, wide, decimals)
        return c.strict(sides[-1]) if w.is_literal(sides[-1]) and _fits(value, sides[-1]) else value
    return None


def written_down(strict: Quantity, lenient: Quantity, decimals: int) -> Quantity:
    """Give what digits stand for that are written of a value, as for those that the writer wrote.

    Where every line is rounded, the distance to a value with nothing rounded grows from line to line; so
    what goes on is the written digits and what they may have been rounded from.
    """
    unit = int(10 ** max(0, PLACES - decimals))
    pairs = []
    for low, high, least, most in zip(*strict.ends, *lenient.ends, strict=True):
        digits = (low + high + unit) // 2 // unit * unit
        exact = low == high == digits
        around = Interval(least, most, None, None)
        found = stands_for(digits, around, decimals, "exact" if exact else "rounding", digits=exact)
        pairs.append(found)
    return replace(strict, ends=Enclosed([low for low, _ in pairs], [high for _, high in pairs]))


def _fits(value: Quantity, literal: w.Expression) -> bool:
    """Whether written numbers are what should have been written."""
    return same_shape(value, literal) and not copied(numbers_of(literal), value.ends).wrong
