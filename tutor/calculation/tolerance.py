"""The one rule about digits: whether a number fits what the line before gives, and what it stands for.

A number on paper stands for an interval, and so does the result of a calculation with such numbers. The rule,
measured on simulated work with random habits, is about the *value* that was written, whatever zeros it has at
its end. With D decimals asked for, or as many as the writer has, a number fits in this order:

    exact      it is what the line before gives, to the last digit
    rounding   it lies, at D decimals or at its own where it has more, within half a unit of what the line
               before gives with every rounding that is allowed on the way
    cut        the same with digits cut off instead of rounded: less than a unit nearer to 0; in a sum of
               written numbers nothing is cut
    short      it has at most D - 1 decimals, or from 10 on D digits, and lies within half a unit of those
    no         else

Further on a written number stands for all that its writer may hold, who may go on with the number as written
or with more digits of a calculator: what the line before gives *exactly* has width 0 (0.4 = 0.2 + 0.2);
otherwise the hull of the number and its computed enclosure, padded by a tenth of a unit, and no further from
the number than half a unit towards zero and one unit away from it. A short number stands for its whole width.

A number that is copied is read at the digits of the copy, as nobody asked for any: :func:`copied`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

from tutor.calculation.evaluation import Enclosed, Intervals
from tutor.calculation.numbers import Ties, decimals_of, fixed, round_units
from tutor.record import NamedTuple, record

PLACES = 24
ONE = 10**PLACES
# Digits that only a machine prints: a unit of binary32, and one of binary64.
SINGLE, DOUBLE = 7, 14
_EXACT = Intervals(PLACES)

Fit = Literal["exact", "rounding", "cut", "short", "no"]


class Interval(NamedTuple):
    """What the line before gives for one entry, in units of 10^-places.

    ``low`` and ``high`` allow for every rounding on the way to the nearest, ``cut`` for digits that were cut
    off; it is None where there is nothing to cut. ``point`` is the value itself where nothing was rounded.
    """

    low: int
    high: int
    cut: tuple[int, int] | None
    point: int | None
    places: int = PLACES


def fit(number: int, interval: Interval, decimals: int | None) -> Fit:
    """Say how a number fits what the line before gives.

    Args:
        number: in units of 10^-places of the interval.
        interval: what the line before gives.
        decimals: how many were asked for; None where nobody asked: as many as the number has, at least one.

    >>> exactly = Interval(380, 380, (380, 380), 380, 3)
    >>> [fit(number, exactly, 3) for number in (380, 381)]
    ['exact', 'no']
    >>> tanh = Interval(379_948, 379_949, (379_948, 379_949), None, 6)  # tanh 0.4
    >>> [fit(number * 1000, tanh, 3) for number in (380, 379, 378)]
    ['rounding', 'cut', 'no']
    >>> fit(799, exactly._replace(low=800, high=800, cut=(800, 800), point=800), 3)
    'no'
    >>> fit(90_000, Interval(86_900, 87_100, None, None, 6), 3)
    'short'
    """
    if interval.point == number:
        return "exact"
    low, high, cut, _, places = interval
    asked = max(1, shown_decimals(number, places)) if decimals is None else decimals
    half = half_unit(number, asked, places)
    if number - half <= high and low <= number + half:
        return "rounding"
    if cut is not None:
        # A whole unit away nothing was cut: of 0.8 nobody keeps 0.7 or 0.799.
        below, above = (0 if number > 0 else 2 * half - 1), (0 if number < 0 else 2 * half - 1)
        if number - below <= cut[1] and cut[0] <= number + above:
            return "cut"
    width = short_half(number, asked, places)
    if width and number - width <= high and low <= number + width:
        return "short"
    return "no"


def half_unit(number: int, decimals: int, places: int) -> int:
    """Give half a unit of a number at ``decimals``, or at its own where it has more.

    >>> half_unit(380_000, 3, 6), half_unit(380_010, 3, 6)
    (500, 5)
    """
    unit = int(10 ** max(0, places - decimals))
    if number % unit:
        unit = int(10 ** (places - shown_decimals(number, places)))
    return unit // 2


def short_half(number: int, decimals: int, places: int) -> int:
    """Give half the unit of a number with a digit less than asked, or from 10 on with as many; 0 of others.

    >>> short_half(380, 3, 3), short_half(385, 3, 3), short_half(12_300, 3, 3), short_half(12_340, 3, 3)
    (5, 0, 50, 0)
    """
    before = len(str(abs(number) // 10**places))
    if not 1 < decimals >= before:
        return 0
    unit = int(10 ** max(0, places - decimals + before))
    return unit // 2 if number % unit == 0 else 0


def shown_decimals(number: int, places: int) -> int:
    """Count the decimals that a number in units of 10^-places needs.

    >>> shown_decimals(90, 3), shown_decimals(0, 3), shown_decimals(12, 3)
    (2, 0, 3)
    """
    if number == 0:
        return 0
    while places > 0 and number % 10 == 0:
        number //= 10
        places -= 1
    return places


def stands_for(
    number: int, interval: Interval, decimals: int, found: Fit, *, digits: bool
) -> tuple[int, int]:
    """Give the interval of what the writer of a number may hold.

    ``digits``: whether its operands are exact, and it has at least their digits.
    """
    if found == "exact" or (found == "no" and digits):
        return number, number
    unit = int(10 ** max(0, interval.places - decimals))
    if found == "short":
        half = short_half(number, decimals, interval.places)
        return number - half, number + half
    below, above = widest(number, unit)
    if found == "no":
        return below, above
    pad = unit // 10
    return (
        max(min(number, interval.low) - pad, below),
        min(max(number, interval.high) + pad, above),
    )


def widest(number: int, unit: int) -> tuple[int, int]:
    """Give all that a number with a last digit of so much can stand for: rounded, or cut off.

    >>> widest(380, 10), widest(-380, 10), widest(0, 10)
    ((375, 390), (-390, -375), (-10, 10))
    """
    return number - (unit // 2 if number > 0 else unit), number + (unit // 2 if number < 0 else unit)


# Vectors of a text


def given(numbers: Sequence[Decimal]) -> Enclosed:
    """Take numbers that are exact as they stand.

    >>> given([Decimal("0.5")]).low == [5 * 10**23]
    True
    """
    return _EXACT.vector(numbers)


def unit_decimals(numbers: Sequence[Decimal]) -> int:
    """Count the decimals of the longest entry; at least one, or a trimmed 0 would fit everything.

    A vector of whole numbers only is read at two: that every entry's zeros were trimmed is likely only where
    few digits were written, and [0, 0] would otherwise stand for a term that was dropped.

    >>> unit_decimals([Decimal("0.38"), Decimal("0.197")]), unit_decimals([Decimal("1")])
    (3, 1)
    >>> unit_decimals([Decimal("0"), Decimal("0")])
    2
    """
    shown = max(decimals_of(number) for number in numbers)
    return shown or min(2, len(numbers))


@record()
class Fitted:
    """A claimed vector entry by entry: how it fits, and the interval each number stands for from now on."""

    fits: tuple[Fit, ...]
    value: Enclosed

    @property
    def wrong(self) -> tuple[int, ...]:
        """The entries that fit nothing, from 1."""
        return tuple(entry for entry, found in enumerate(self.fits, start=1) if found == "no")


def fitted(
    numbers: Sequence[Decimal],
    strict: Enclosed,
    nearest: Enclosed,
    cut: Callable[[], Enclosed | None] = lambda: None,
    *,
    asked: int | None = None,
) -> Fitted:
    """Compare claimed numbers with what the line before gives.

    Args:
        numbers: the claim, as many entries as the enclosures have.
        strict: what the line before gives, with nothing rounded on the way.
        nearest: the same with every rounding that is allowed on the way.
        cut: gives the same with digits cut off, where that counts; None where there is nothing to cut.
        asked: how many decimals were asked for; where nobody asked, the longest entry tells.

    >>> exact = given([Decimal("0.4")])
    >>> fitted([Decimal("0.40")], exact, exact).fits, fitted([Decimal("0.42")], exact, exact).fits
    (('exact',), ('no',))
    """
    decimals = asked if asked is not None else unit_decimals(numbers)
    nearest = by_machine(nearest, numbers, decimals)
    cut = cache(cut)
    fits: list[Fit] = []
    low: list[int] = []
    high: list[int] = []
    for entry, (number, n) in enumerate(zip(numbers, given(numbers).low, strict=True)):
        s_low, s_high = strict.low[entry], strict.high[entry]
        point = s_low if s_low == s_high else None
        interval = Interval(nearest.low[entry], nearest.high[entry], None, point)
        found = fit(n, interval, decimals)
        if found in ("short", "no") and (with_cut := cut()) is not None:
            # A bare 0 shows no digits that could have been cut on the way, and would fit nearly everything.
            bare = asked is None and decimals_of(number) == 0
            ends = nearest if bare else with_cut
            found = fit(n, interval._replace(cut=(ends.low[entry], ends.high[entry])), decimals)
        digits = point is not None and point % int(10 ** max(0, PLACES - decimals_of(number))) == 0
        own = stands_for(n, interval, decimals, found, digits=digits)
        fits.append(found)
        low.append(own[0])
        high.append(own[1])
    return Fitted(tuple(fits), Enclosed(low, low) if low == high else Enclosed(low, high))


def copied(numbers: Sequence[Decimal], known: Enclosed) -> Fitted:
    """Compare numbers with those that they are copied from.

    Args:
        numbers: the copy, as many entries as the enclosure has.
        known: what its writer may hold, who wrote it down before.

    Returns:
        "exact" or "rounding": what was written, with as many digits as its writer likes; "short": so it is at
        the digits of the copy; "no": another number. Who wrote fewer digits may go on with all that he holds.

    >>> copied([Decimal("0.94"), Decimal("0.95")], given([Decimal("0.944")] * 2)).fits
    ('short', 'no')
    >>> copied([Decimal("0.90")], given([Decimal("0.9")])).fits
    ('exact',)
    """
    known = by_machine(known, numbers, unit_decimals(numbers))
    fits: list[Fit] = []
    ends: list[tuple[int, int]] = []
    for number, n, low, high in zip(numbers, given(numbers).low, known.low, known.high, strict=True):
        decimals = max(1, decimals_of(number))
        half = half_unit(n, decimals, PLACES)
        below, above = widest(n, 2 * half)
        if n == low == high:
            fits.append("exact")
            ends.append((n, n))
        elif low <= n <= high:
            fits.append("rounding")
            ends.append((max(low, below), min(high, above)))
        else:
            fits.append("short" if n - half <= high and low <= n + half else "no")
            ends.append((min(low, below), max(high, above)) if fits[-1] == "short" else (below, above))
    return Fitted(tuple(fits), Enclosed([low for low, _ in ends], [high for _, high in ends]))


def apart(before: Enclosed, value: Enclosed, decimals: int) -> tuple[int, ...]:
    """Give the entries, from 1, in which two calculations of one size differ by more than half a unit.

    >>> apart(given([Decimal("0.4"), Decimal("0.4")]), given([Decimal("0.405"), Decimal("0.41")]), 2)
    (2,)
    """
    half = int(10 ** (PLACES - max(1, decimals))) // 2
    return tuple(
        entry
        for entry, (low, high, low2, high2) in enumerate(zip(*before, *value, strict=True), start=1)
        if low - half > high2 or low2 > high + half
    )


def is_near(numbers: Sequence[Decimal], value: Enclosed | None) -> bool:
    """Whether numbers are what a calculation gives, to a unit of the longest of them.

    >>> is_near([Decimal("0.38"), Decimal("0.1")], given([Decimal("0.39"), Decimal("0.1")]))
    True
    >>> is_near([Decimal("0.38")], None)
    False
    """
    if value is None or len(value.low) != len(numbers):
        return False
    unit = int(10 ** (PLACES - unit_decimals(numbers)))
    return all(
        low - unit <= n <= high + unit for n, low, high in zip(given(numbers).low, *value, strict=True)
    )


def all_widths(numbers: Sequence[Decimal]) -> Enclosed:
    """Give all that written numbers can stand for, at the digits of the longest of them.

    >>> low, high = all_widths([Decimal("0.4"), Decimal("-0.38")])
    >>> [float(each) / 10**PLACES for each in (*low, *high)]
    [0.395, -0.39, 0.41, -0.375]
    """
    unit = int(10 ** (PLACES - unit_decimals(numbers)))
    ends = [widest(n, unit) for n in given(numbers).low]
    return Enclosed([low for low, _ in ends], [high for _, high in ends])


def by_machine(ends: Enclosed, numbers: Sequence[Decimal], decimals: int) -> Enclosed:
    """Allow a few units of binary32, or of binary64, where so many digits are printed."""
    if decimals < SINGLE:
        return ends
    share = 2**-50 if decimals >= DOUBLE else 2**-22
    slack = [int(share * max(1, abs(float(value))) * ONE) for value in numbers]
    return Enclosed(
        [low - each for low, each in zip(ends.low, slack, strict=True)],
        [high + each for high, each in zip(ends.high, slack, strict=True)],
    )


def texts(value: Enclosed, decimals: int, ties: Ties = "half-up") -> tuple[str, ...]:
    """Print the middle of an enclosure with so many decimals.

    >>> texts(given([Decimal("0.25")]), 3)
    ('0.250',)
    """
    drop = PLACES + 1 - decimals
    return tuple(
        fixed(round_units((low + high) * 5, drop, ties), decimals)
        for low, high in zip(value.low, value.high, strict=True)
    )
