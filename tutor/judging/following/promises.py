"""The numbers that are printed of a side: digits that it surely gives as the text rounds, or none.

Where a text carries what is written, a number is its digits and nothing else. Where it goes on with more,
only an interval is known of it, and digits are told where the whole interval has the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.numbers import plain
from tutor.calculation.tolerance import texts
from tutor.judging.following.literals import numbers_of
from tutor.reading.formulas import syntax as w

if TYPE_CHECKING:
    from tutor.calculation.numbers import Rounding
    from tutor.judging.following.comparing import Following
    from tutor.judging.following.quantities import Quantity


def promised(c: Following, side: w.Expression, decimals: int, want: int | None = None) -> tuple[str, ...]:
    """Print what a side gives; nothing where one of its digits is not sure.

    Raises:
        NoValueError: it has no value.
        SizesError: it joins what does not fit.
    """
    c.sheet.bare = c.reports.rounding.carry == "rounded"
    try:
        value = c.strict(side, want)
    finally:
        c.sheet.bare = False
    return sure(value, decimals, c.reports.rounding)


def sure(value: Quantity, decimals: int, rounding: Rounding) -> tuple[str, ...]:
    """Print a value; nothing where its ends differ in a digit."""
    low, high = (texts(Enclosed(ends, ends), decimals, rounding.ties) for ends in value.ends)
    return low if low == high else ()


def as_it_stands(c: Following, leaf: w.Expression, decimals: int) -> tuple[str, ...]:
    """Print what a name or a number was written as; where that is a calculation, its value."""
    literal = c.sheet.literal(leaf) if isinstance(leaf, w.Name) else leaf
    if literal is None or not w.is_literal(literal):
        return promised(c, leaf, decimals)
    shown = tuple(map(plain, numbers_of(literal)))
    entry = leaf.entry if isinstance(leaf, w.Name) and len(shown) > 1 else ()
    if not entry:
        return shown
    return shown[entry[0] - 1 : entry[0]] if len(entry) == 1 else promised(c, leaf, decimals)
