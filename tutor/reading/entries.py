"""The text of one answer → a number, a blank, or something for a teacher to see. Nothing is evaluated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tutor.calculation.numbers import MAX_NUMBER_LENGTH
from tutor.calculation.numerals import SIGNS, Numeral, read_number, tells_commas

Kind = Literal["number", "blank", "unreadable", "ambiguous"]

_MATRIX = re.compile(r"\\(?:begin|end)\{[a-zA-Z]*matrix\}|\\(?:left|right)(?=[()\[\].])")
# The sign of a transposed vector at the end: ^T, ^\top, ᵀ, .T
_TURNED = re.compile(r"(?:\^\s*\{?\s*(?:T|\\top|⊤)\s*\}?|ᵀ|⊤|(?<=[\])])\s*\.?T)\s*$")
_OPENING, _CLOSING = "[({", "])}"

# More entries than any vector has.
_MOST_ENTRIES = 64


@dataclass(frozen=True, slots=True)
class Token:
    """What one answer says.

    >>> read_token("−０.38").number, read_token("?").kind, read_token("0,38").kind, read_token("x").kind
    (Decimal('-0.38'), 'blank', 'ambiguous', 'unreadable')
    """

    kind: Kind
    number: Decimal | None = None


# A fraction is written out to so many digits, far beyond those that are compared.
_MOST_DECIMALS = 24


def read_token(text: str, *, decimal_comma: bool = False) -> Token:
    """Read the text of an answer that should be one number.

    A comma between digits is a decimal comma where the whole file is said to have such; otherwise it is asked
    about.
    """
    read = read_number(text, "answer", decimal_comma=decimal_comma)
    if isinstance(read, Numeral):
        return Token("number", read.to_decimals(_MOST_DECIMALS))
    return Token("unreadable" if read.reason == "not here" else read.reason)


def plain_signs(text: str) -> str:
    """Write full-width digits and brackets, the family of the minus, and odd spaces in plain ASCII.

    >>> plain_signs("（２，−３）")
    '(2,-3)'
    """
    return text.translate(SIGNS)


@dataclass(frozen=True, slots=True)
class Entries:
    """What an answer to a whole vector says: its entries, and whether they are nested (a row, a column)."""

    tokens: tuple[Token, ...]
    texts: tuple[str, ...]
    nested: bool = False


def read_entries(text: str, *, decimal_comma: bool = False) -> Entries:
    """Read the text of an answer that should be a vector, in brackets or without.

    Entries stand between commas, semicolons, spaces or lines; with decimal commas, commas do not divide,
    unless the entries themselves have points. Between semicolons, ``0,5; 0,3``, a comma tells itself.

    >>> [str(token.number) for token in read_entries("[0.197; 0.380]").tokens]
    ['0.197', '0.380']
    >>> read_entries("[[0.1, 0.2]]").nested, len(read_entries("").tokens)
    (True, 0)
    """
    plain = plain_signs(text)[: 4 * MAX_NUMBER_LENGTH * _MOST_ENTRIES]
    plain = " ".join(plain.split()).strip("$`'\" ")
    turned = _TURNED.search(plain)
    if turned is not None:
        plain = plain[: turned.start()]
    # Of TeX's matrices, & stands between the entries of a row, \\\\ between those of a column.
    row = "&" in plain and turned is None
    plain = _MATRIX.sub(" ", plain).replace("\\\\", " ").replace("&", " ")
    nested = row or sum(plain.count(sign) for sign in _OPENING) > 1
    for sign in _OPENING + _CLOSING:
        plain = plain.replace(sign, " ")
    decimal_comma = (decimal_comma or tells_commas(plain)) and not re.search(r"\.[0-9]", plain)
    spaced = re.sub(r"([+-]) (?=[0-9.])", r"\1", plain)
    divided = re.split(
        r"\s*;\s*|,?\s+" if decimal_comma else r"\s*[,;]\s*|\s+",
        spaced.strip(" ;," if not decimal_comma else " ;"),
    )
    texts = tuple(part.strip("\"'") for part in divided if part)[: _MOST_ENTRIES + 1]
    return Entries(tuple(read_token(part, decimal_comma=decimal_comma) for part in texts), texts, nested)
