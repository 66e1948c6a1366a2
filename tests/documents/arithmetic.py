"""Rounding and tanh for recomputing a page: exact fractions and flint's balls. Nothing from `tutor`."""

from fractions import Fraction

from flint import arb, ctx, fmpq


def of(fraction):
    return fmpq(fraction.numerator, fraction.denominator)


def rounded(number, decimals, ties):
    """Round to whole units of 10^-decimals."""
    units = abs(number) * 10**decimals
    whole, rest = divmod(units.numerator, units.denominator)
    twice = 2 * rest - units.denominator
    if twice > 0 or (twice == 0 and (ties == "half-up" or whole % 2)):
        whole += 1
    return Fraction(whole if number > 0 else -whole, 10**decimals)


def rounded_tanh(argument, decimals):
    """Tanh of a fraction that is not 0 is no tie."""
    return Fraction(settled(lambda: arb(of(argument)).tanh() * 10**decimals), 10**decimals)


def settled(compute):
    """The nearest whole number to a ball, with as much precision as it takes; 0 where 2,048 bits hold 0."""
    precision = 128
    while True:
        ctx.prec = precision
        ball = compute()
        nearest = (ball + fmpq(1, 2)).floor().unique_fmpz()
        if nearest is not None:
            return int(nearest)
        assert precision < 4096, ball
        precision *= 2


def as_arb(number):
    return arb(of(number)) if isinstance(number, Fraction) else number


def is_zero(state):
    """A ball that holds 0 at 2,048 bits is 0."""
    ctx.prec = 128
    if 0 not in state():
        return False
    ctx.prec = 2048
    return 0 in state()


def significant(state):
    """15 significant digits, nearest; a fraction that has fewer is written with those."""
    if isinstance(state, Fraction):
        if state == 0:
            return "0"
        places = 0
        while abs(state) * Fraction(10) ** places < 10**14:
            places += 1
        while abs(state) * Fraction(10) ** places >= 10**15:
            places -= 1
        units = rounded(state * Fraction(10) ** places, 0, "half-even")
        text = decimal_text(units, places)
        whole = units == state * Fraction(10) ** places and "." in text
        return text.rstrip("0").rstrip(".") if whole else text
    if is_zero(state):
        return "0"
    ctx.prec = 128
    places = 14
    while abs(state()) * 10**places < 10**14:
        places += 1
    return decimal_text(Fraction(settled(lambda: state() * 10**places)), places)


def decimal_text(units, places):
    if abs(units) == 10**15:  # all nines were rounded up
        units, places = units / 10, places - 1
    if places <= 0:
        return str(int(units * Fraction(10) ** -places))
    digits = f"{abs(int(units)):0{places + 1}d}"
    text = f"{digits[:-places]}.{digits[-places:]}"
    return f"-{text}" if units < 0 else text
