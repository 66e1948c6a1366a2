"""The text of one answer → a number, a blank, or something for a teacher to see. Nothing is evaluated."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from tutor.calculation.numbers import MAX_NUMBER_LENGTH
from tutor.calculation.numerals import SIGNS, Numeral, read_number, tells_commas
from tutor.reading.dress import divided, is_matrix, unbracketed, undressed
from tutor.record import record

Kind = Literal["number", "blank", "unreadable", "ambiguous"]

_MATRIX = re.compile(r"\\(?:begin|end)\{[a-zA-Z]*matrix\}|\\(?:left|right)(?=[()\[\].])")
# The sign of a transposed vector at the end: ^T, ^\top, ᵀ, .T
_TURNED = re.compile(r"(?:\^\s*\{?\s*(?:T|\\top|⊤)\s*\}?|ᵀ|⊤|(?<=[\])])\s*\.?T)\s*$")
_OPENING, _CLOSING = "[({<", "])}>"

# More entries than any vector has.
_MOST_ENTRIES = 64


@record(slots=True)
class Token:
    """What one answer says.

    >>> read_token("−０.38").number, read_token("?").kind, read_token("0,38").kind, read_token("x").kind
    (Decimal('-0.38'), 'blank', 'ambiguous', 'unreadable')
    """

    kind: Kind
    number: Decimal | None = None


_LONGEST_DRESSED = 120
# A fraction is written out to so many digits, far beyond those that are compared.
_MOST_DECIMALS = 24


def read_token(text: str, *, decimal_comma: bool = False) -> Token:
    """Read the text of an answer that should be one number.

    A comma between digits is a decimal comma where the whole file is said to have such; otherwise it is
    asked about. Harmless dress is taken off; a value that is called by a name is left to who knows whose
    name it is.

    >>> read_token("약 0.5").number, read_token("0.197 (approx)").number, read_token("p = 0.8").kind
    (Decimal('0.5'), Decimal('0.197'), 'unreadable')
    """
    read = read_number(text, "answer", decimal_comma=decimal_comma)
    if isinstance(read, Numeral):
        return Token("number", read.to_decimals(_MOST_DECIMALS))
    if read.reason != "blank" and len(text) <= _LONGEST_DRESSED:
        plain = undressed(text)
        bare = unbracketed(plain_signs(plain.text))
        if bare != text and bare and not plain.label:
            return read_token(bare, decimal_comma=decimal_comma)
    return Token("unreadable" if read.reason == "not here" else read.reason)


def plain_signs(text: str) -> str:
    """Write full-width digits and brackets, the family of the minus, and odd spaces in plain ASCII.

    >>> plain_signs("（２，−３）")
    '(2,-3)'
    """
    return text.translate(SIGNS)


@record(slots=True)
class Entries:
    """What an answer to a whole vector says: its entries, whether they are a matrix's.

    What it calls the vector, and whether it has brackets.
    """

    tokens: tuple[Token, ...]
    texts: tuple[str, ...]
    nested: bool = False
    label: str = ""
    bracketed: bool = False


def read_entries(text: str, *, decimal_comma: bool = False) -> Entries:
    """Read the text of an answer that should be a vector, in brackets or without.

    Entries stand between commas, semicolons, spaces or lines; with decimal commas, commas do not divide,
    unless the entries themselves have points. Between semicolons, ``0,5; 0,3``, a comma tells itself.

    >>> [str(token.number) for token in read_entries("[0.197; 0.380]").tokens]
    ['0.197', '0.380']
    >>> read_entries("[[0.1, 0.2]]").nested, len(read_entries("").tokens)
    (False, 0)
    >>> read_entries("0.5 + 0.3").texts, read_entries("- 0.5, + 0.3").texts
    (('0.5+0.3',), ('-0.5', '+0.3'))
    """
    plain = plain_signs(text)[: 4 * MAX_NUMBER_LENGTH * _MOST_ENTRIES]
    # A sign with a space on either side calculates: 0.5 + 0.3 is one entry, and no number.
    plain = re.sub(r"(?<=[0-9.])[ \t]+([+-])[ \t]+(?=[0-9.])", r"\1", plain)
    bare = undressed(" ".join(plain.split()))
    plain = " ".join(divided(bare.text).split())
    turned = _TURNED.search(plain)
    if turned is not None:
        plain = plain[: turned.start()]
    # Of TeX's matrices, & stands between the entries of a row, \\\\ between those of a column.
    plain = _MATRIX.sub(" ", plain).strip()
    nested = is_matrix(plain)
    plain = _MATRIX.sub(" ", plain).replace("\\\\", " ").replace("&", " ")
    bracketed = any(sign in plain for sign in _OPENING)
    for sign in _OPENING + _CLOSING:
        plain = plain.replace(sign, " ")
    decimal_comma = (decimal_comma or tells_commas(plain)) and not re.search(r"\.[0-9]", plain)
    spaced = re.sub(r"([+-]) (?=[0-9.])", r"\1", plain)
    parts = re.split(
        r"\s*;\s*|,?\s+" if decimal_comma else r"\s*[,;]\s*|\s+",
        spaced.strip(" ;," if not decimal_comma else " ;"),
    )
    texts = tuple(part.strip("\"'") for part in parts if part)[: _MOST_ENTRIES + 1]
    tokens = tuple(read_token(part, decimal_comma=decimal_comma) for part in texts)
    return Entries(tokens, texts, nested, bare.label, bracketed)
