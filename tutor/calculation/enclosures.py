"""Certified enclosures of tanh, sigmoid, exp and ln, from the correctly rounded exp and ln of ``decimal``.

A number is an integer in units of 10^-places; the enclosure of a function's value is two such integers,
rounded outwards. Where both ends round to the same digits, those digits are proved.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from math import exp, tanh

from tutor.calculation import number_messages as says
from tutor.calculation.numbers import UNROUNDED
from tutor.language.faults import CalculationError

# Digits that decimal's correctly rounded exp carries beyond the places asked for, and how many of them
# the error bound below may use up.
_GUARD = 12
_SLACK = 10**3
# To so many places a double tells between which integers a result lies, if it is no nearer to one than this.
_MOST_QUICK_PLACES = 12
_CLEAR = 0.01
# Values of a function that are remembered; each takes about 400 bytes.
_KNOWN = 1 << 13


def _context(places: int) -> Context:
    return Context(prec=places + _GUARD, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)


def _outward(value: Decimal, places: int) -> tuple[int, int]:
    """Enclose a result that is within 10^-(places + 9) of the truth."""
    fine = int(value.scaleb(places + _GUARD, UNROUNDED))
    return (fine - _SLACK) // 10**_GUARD, -((-fine - _SLACK) // 10**_GUARD)


def _in_doubles(value: float, places: int) -> tuple[int, int] | None:
    """Enclose a result below 1 that a double gives within 10^-15, where its place between integers is clear.

    What comes of it is what the exact way gives.
    """
    units = value * 10**places
    low = int(units)
    return (low, low + 1) if _CLEAR < units - low < 1 - _CLEAR else None


@lru_cache(maxsize=_KNOWN)
def tanh_enclosure(z: int, places: int) -> tuple[int, int]:
    """Enclose tanh(z / 10^places), in units of 10^-places, within two units.

    With tanh z = 1 - 2 / (e^2z + 1) for z > 0: ``exp`` is correctly rounded to places + 12 digits, the sum
    and the quotient add an error each, and the quotient is below 1, so the result is off by less than
    10^-(places + 9).

    >>> tanh_enclosure(200, 3), tanh_enclosure(0, 3)
    ((197, 198), (0, 0))
    """
    if z == 0:
        return 0, 0
    if z < 0:
        low, high = tanh_enclosure(-z, places)
        return -high, -low
    unit = 10**places
    if 2 * z >= (3 * places + 1) * unit:  # 1 - tanh z < 2 e^-2z < 10^-places
        return unit - 1, unit
    if places <= _MOST_QUICK_PLACES and (quick := _in_doubles(tanh(z / unit), places)):
        return quick
    context = _context(places)
    power = context.exp(Decimal(2 * z).scaleb(-places, UNROUNDED))
    low, high = _outward(
        context.subtract(Decimal(1), context.divide(Decimal(2), context.add(power, 1))), places
    )
    return max(0, low), min(unit, high)


@lru_cache(maxsize=_KNOWN)
def sigmoid_enclosure(z: int, places: int) -> tuple[int, int]:
    """Enclose 1 / (1 + e^-z), z = z / 10^places, in units of 10^-places.

    >>> sigmoid_enclosure(0, 1), sigmoid_enclosure(1000, 3)
    ((5, 5), (731, 732))
    """
    unit = 10**places
    if z == 0 and places >= 1:
        return unit // 2, unit // 2
    if z < 0:
        low, high = sigmoid_enclosure(-z, places)
        return unit - high, unit - low
    if z >= (3 * places + 1) * unit:
        return unit - 1, unit
    if places <= _MOST_QUICK_PLACES and (quick := _in_doubles(1 / (1 + exp(-z / unit)), places)):
        return quick
    context = _context(places)
    power = context.exp(Decimal(-z).scaleb(-places, UNROUNDED))
    low, high = _outward(context.divide(Decimal(1), context.add(power, 1)), places)
    return max(0, low), min(unit, high)


@lru_cache(maxsize=_KNOWN)
def exp_enclosure(z: int, places: int) -> tuple[int, int]:
    """Enclose e^(z / 10^places), in units of 10^-places.

    Raises :class:`CalculationError` where the result has more than a hundred digits before the point.

    >>> exp_enclosure(1000, 3), exp_enclosure(0, 3)
    ((2718, 2719), (1000, 1000))
    """
    unit = 10**places
    if z == 0:
        return unit, unit
    if z <= -(3 * places + 1) * unit:
        return 0, 1
    if z > 230 * unit:
        raise CalculationError(says.EXP_OF_A_NUMBER_ABOVE_230_DOES_NOT_FIT())
    # e^230 has 100 digits before the point; the guard digits count behind it.
    context = _context(places + max(0, z) // unit // 2 + 1)
    low, high = _outward(context.exp(Decimal(z).scaleb(-places, UNROUNDED)), places)
    return max(0, low), high


@lru_cache(maxsize=_KNOWN)
def ln_enclosure(z: int, places: int) -> tuple[int, int]:
    """Enclose ln(z / 10^places), in units of 10^-places.

    Raises :class:`ZeroDivisionError` where the number may be zero, as a quotient does: there is no logarithm.

    >>> ln_enclosure(2000, 3), ln_enclosure(1000, 3)
    ((693, 694), (0, 0))
    """
    if z <= 0:
        raise ZeroDivisionError("the argument of ln may be zero")
    if z == 10**places:
        return 0, 0
    # The result has no more digits before the point than the number of digits of z has.
    context = _context(places + len(str(len(str(z)) + places)))
    return _outward(context.ln(Decimal(z).scaleb(-places, UNROUNDED)), places)
