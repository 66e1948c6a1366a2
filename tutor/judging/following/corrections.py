"""What a line should have given where something before it is wrong, however it was rounded on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.tolerance import PLACES, unit_decimals
from tutor.judging.following.literals import numbers_of
from tutor.judging.following.quantities import NoValueError, Quantity, SizesError
from tutor.judging.following.sides import names_of
from tutor.reading.formulas import syntax as w
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.judging.following.comparing import Following


def corrected(c: Following, sides: Sequence[w.Expression]) -> Quantity | None:
    """Give what the first side with names should have given; None where it reads nothing that was wrong."""
    sheet = c.sheet
    if not (sheet.truths or sheet.true_lines):
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
        return written_down(wide, decimals) if right.ends != written.ends else None
    return None


def written_down(value: Quantity, decimals: int) -> Quantity:
    """Give all that digits may stand for which are written of a value: half a unit about what has more."""
    unit = int(10 ** max(0, PLACES - decimals))
    pairs = [
        (low, high) if low == high and low % unit == 0 else (low - unit // 2, high + unit // 2)
        for low, high in zip(*value.ends, strict=True)
    ]
    return replace(value, ends=Enclosed([low for low, _ in pairs], [high for _, high in pairs]))
