"""The rows of a matrix in whole numbers, as exact products with them need them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from tutor.calculation.numbers import decimals_of, scaled
from tutor.record import NamedTuple


class Row(NamedTuple):
    """A row of a matrix in whole numbers of 1 / ``unit``, and what of it is above and below zero."""

    unit: int
    entries: tuple[int, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]


@lru_cache(maxsize=4096)
def whole_row(row: tuple[Decimal, ...]) -> Row:
    """Write a row in whole numbers; a matrix in which one weight was changed has the others as they were.

    >>> whole_row((Decimal("0.5"), Decimal("-0.25")))
    Row(unit=100, entries=(50, -25), above=(50, 0), below=(0, -25))
    """
    decimals = max(map(decimals_of, row))
    entries = tuple([scaled(entry, decimals) for entry in row])
    return Row(
        int(10**decimals),
        entries,
        tuple([n if n > 0 else 0 for n in entries]),
        tuple([n if n < 0 else 0 for n in entries]),
    )
