"""Numbers of a spec: what counts as a plain decimal, and what was probably meant where none stands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tutor.calculation.numbers import MAX_NUMBER, MAX_NUMBER_LENGTH, plain
from tutor.calculation.numerals import SIGNS, Numeral, read_number
from tutor.language.faults import Fault, Sentence
from tutor.spec import value_messages as says

if TYPE_CHECKING:
    from fractions import Fraction

_NOT_FINITE = re.compile(r"[+-]?(s?nan|inf|infinity)", re.IGNORECASE)


def excerpt(text: str, limit: int = 40) -> str:
    """Cut a text that is too long for a message.

    >>> excerpt("9" * 50)
    '999999999999999999999999999999999999999…'
    """
    text = text.encode("utf-8", "replace").decode()
    text = "".join(each if each.isprintable() else "�" for each in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def fits_a_page(number: Decimal) -> bool:
    """Tell whether a number is finite, at most 10^6 in size and at most 40 characters long.

    The exponent is looked at first: 1e99999999 is never written out.

    >>> fits_a_page(Decimal("0.1")), fits_a_page(Decimal("1e99999999")), fits_a_page(Decimal("NaN"))
    (True, False, False)
    """
    if not number.is_finite() or number.adjusted() > 6 or number.as_tuple().exponent < -MAX_NUMBER_LENGTH:  # type: ignore[operator]
        return False
    text = str(number)  # as it stands on a page, but for powers of ten and the sign of a zero
    length = len(text) if number and "E" not in text else len(plain(number))
    return abs(number) <= MAX_NUMBER and length <= MAX_NUMBER_LENGTH


def repaired(text: str) -> str | None:
    """Guess the decimal number that ``text`` means, or ``None``.

    >>> [repaired(text) for text in ("1/3", "0,5", "０．５", ".5", "1_000", "50%", "x")]
    ['0.333', '0.5', '0.5', '0.5', '1000', '0.5', None]
    """
    read = read_number(text, "spec")
    meant = read if isinstance(read, Numeral) else read.meant
    if meant is None:
        return None
    if meant.divisor is not None:
        return _three_digits(meant.value)
    number = meant.number
    percent = "%" in text.translate(SIGNS)
    return plain(number.normalize() if percent else number) if fits_a_page(number) else None


def _three_digits(value: Fraction) -> str | None:
    """Write a fraction to three significant digits, and with three decimals at most where they suffice."""
    if value == 0:
        return "0"
    places = 3
    while abs(value) * 10**places < 100 and places < 12 and abs(value) * 1000 < 1:
        places += 1
    number = Decimal(round(value * 10**places)).scaleb(-places).normalize()
    return plain(number) if fits_a_page(number) else None


def number_fault(found: str | None, where: Sentence, key: str = "") -> Fault:
    """Refuse a number that a page cannot hold; ``None`` is one too long to be shown."""
    if found is not None and _NOT_FINITE.fullmatch(found):
        return says.WHERE_FOUND_IS_NOT_A_FINITE_NUMBER(where=where, found=found).about(key)
    return (
        says.WHERE_A_NUMBER_OF_MORE_THAN_40_DIGITS_DOES(where=where, limit=MAX_NUMBER_LENGTH).about(key)
        if found is None
        else says.WHERE_FOUND_IS_NOT_A_NUMBER_THAT_A_PAGE_CAN(
            where=where, found=excerpt(found), limit=MAX_NUMBER_LENGTH
        ).about(key)
    )
