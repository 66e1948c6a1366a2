"""Exact decimals and their rounding.

A number on a page is an integer in units of 10^-D: ``197`` with D = 3 is 0.197. A number that is not
exact is enclosed by two integers in units of 10^-P ("places"), rounded outwards. Where both ends of an
enclosure round to the same D digits, those digits are proved; where they do not, the caller raises P.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Literal

from tutor.record import record

Carry = Literal["rounded", "full"]
Ties = Literal["half-up", "half-even"]
# "standard" puts what comes from above and from the step after into one line where that is short; "all"
# writes every line; "short" has no lines for what single steps contribute.
BackwardLines = Literal["standard", "all", "short"]

MAX_DECIMALS = 12
MAX_NUMBER = 10**6
MAX_NUMBER_LENGTH = 40

# An enclosure narrower than this that still straddles a tie is taken for the tie (about 1,000 bits).
TIE_PLACES = 300

# For moving the point of a number of any length.
UNROUNDED = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


@record()
class Rounding:
    """How numbers are written down: to ``decimals`` digits, ties by ``ties``, later lines by ``carry``.

    ``carry="rounded"``: later lines use what is written. ``carry="full"``: everything stays exact and is
    rounded only when it is written.

    Gradients are small: they have decimals of their own. ``backward`` says which of their lines are written.
    """

    decimals: int = 3
    carry: Carry = "rounded"
    ties: Ties = "half-up"
    decimals_backward: int = 4
    backward: BackwardLines = "standard"


def scaled(number: Decimal, places: int) -> int:
    """Give ``number`` as an integer in units of 10^-places; it must have no more decimals than that.

    >>> scaled(Decimal("-0.25"), 3)
    -250
    """
    if not number.is_finite():
        raise ValueError(f"{number} is not finite")
    shifted = number.scaleb(places, UNROUNDED)
    value = int(shifted)
    if value != shifted:
        raise ValueError(f"{number} has more than {places} decimals")
    return value


def decimals_of(number: Decimal) -> int:
    """Count the decimals that ``number`` is written with.

    >>> decimals_of(Decimal("1.50")), decimals_of(Decimal("1E+3"))
    (2, 0)
    """
    text = str(number)
    if "E" not in text:
        return len(text) - text.find(".") - 1 if "." in text else 0
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def round_units(value: int, drop: int, ties: Ties) -> int:
    """Round an integer in units of 10^-P to units of 10^-(P - drop), ties as asked.

    Half-up is half away from zero, as taught in school.

    >>> round_units(2675, 1, "half-up"), round_units(-2675, 1, "half-up"), round_units(2665, 1, "half-even")
    (268, -268, 266)
    """
    if drop <= 0:
        return value * int(10**-drop)
    unit = int(10**drop)
    quotient, rest = divmod(abs(value), unit)
    twice = 2 * rest
    if twice > unit or (twice == unit and (ties == "half-up" or quotient % 2)):
        quotient += 1
    return -quotient if value < 0 else quotient


def decide(low: int, high: int, places: int, decimals: int, ties: Ties) -> int | None:
    """Round an enclosure to ``decimals`` digits, or ``None`` where its two ends differ.

    >>> decide(197_300, 197_400, 6, 3, "half-up"), decide(197_400, 197_600, 6, 3, "half-up")
    (197, None)
    """
    drop = places - decimals
    rounded = round_units(low, drop, ties)
    if low == high or rounded == round_units(high, drop, ties):
        return rounded
    if indistinguishable(low, high, places):
        return round_units(_tie_between(low, high, drop), 1, ties)
    return None


def indistinguishable(low: int, high: int, places: int) -> bool:
    """Tell whether an enclosure is so narrow that a tie or a printed number inside it is taken for the value.

    >>> indistinguishable(4, 6, TIE_PLACES), indistinguishable(5, 6, TIE_PLACES)
    (False, True)
    """
    return places >= TIE_PLACES and high - low <= int(10 ** (places - TIE_PLACES))


def _tie_between(low: int, high: int, drop: int) -> int:
    """Find the half unit between ``low`` and ``high``, in tenths of the unit they are rounded to."""
    tenth = 10 ** (drop - 1)
    candidates = range(low // tenth, high // tenth + 2)
    return next(each for each in candidates if each % 10 == 5 and low <= each * tenth <= high)


def fixed(value: int, decimals: int) -> str:
    """Print an integer in units of 10^-decimals; zero never has a sign.

    >>> fixed(-5, 3), fixed(0, 2), fixed(12, 0)
    ('-0.005', '0.00', '12')
    """
    if decimals == 0:
        return str(value)
    digits = str(abs(value)).rjust(decimals + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def plain(number: Decimal) -> str:
    """Print a given number with the decimals it was written with, never in powers of ten.

    >>> plain(Decimal("1.0")), plain(Decimal("1E-3")), plain(Decimal("-0"))
    ('1.0', '0.001', '0')
    """
    places = decimals_of(number)
    return fixed(scaled(number, places), places)


def aligned(numbers: Sequence[Decimal]) -> list[str]:
    """Print given numbers with as many decimals as the longest of them is written with.

    >>> aligned([Decimal("1"), Decimal("0.25")])
    ['1.00', '0.25']
    """
    places = max(map(decimals_of, numbers))
    return [fixed(scaled(number, places), places) for number in numbers]


def significant(low: int, high: int, places: int, digits: int) -> str | None:
    """Print an enclosure to ``digits`` significant digits, or ``None`` where they are not decided.

    A number with fewer digits is exact; zeros at the end of any other are digits like the rest.

    >>> significant(197_375_320, 197_375_321, 9, 6), significant(462_000_320, 462_000_321, 9, 6)
    ('0.197375', '0.462000')
    >>> significant(200_000_000, 200_000_000, 9, 6)
    '0.2'
    """
    size = min(abs(low), abs(high))
    if size == 0 or (low < 0) != (high < 0):
        return "0" if low == high or indistinguishable(low, high, places) else None
    decimals = digits + places - Decimal(size).adjusted() - 1
    if decimals > places and low != high:
        return None
    value = decide(low, high, places, decimals, "half-even")
    if value is None:
        return None
    exact = low == high == round_units(value, decimals - places, "half-even")
    if abs(value) == 10**digits:  # all nines were rounded up to one digit more
        value, decimals = value // 10, decimals - 1
    text = fixed(value, decimals) if decimals > 0 else str(value * int(10**-decimals))
    return text.rstrip("0").rstrip(".") if exact and "." in text else text
