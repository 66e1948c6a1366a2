"""The number of a sheet: which variant a student was given, printed on the sheet and on its key.

The last letter checks the others: whoever mistypes one letter, or two that stand beside each other, never
writes the number of another sheet.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from tutor.record import NamedTuple

# Without letters that are read for another: no B, I, L, O, U; no 0, 1. There are 29, a prime.
_LETTERS = "23456789ACDEFGHJKMNPQRSTVWXYZ"
_KEY = "KEY"
_FIRST, _LENGTH = 4, 8
_FOUND = re.compile(
    rf"(?<![A-Z0-9-])([{_LETTERS}]{{{_FIRST}}})([-_ ]?)([{_LETTERS}]{{{_LENGTH + 1 - _FIRST}}})"
    rf"([-_ ]{_KEY})?(?![A-Z0-9-])"
)
# After a word for it, what may have been meant as a number.
_LABELLED = re.compile(
    r"(?:SHEET|문제지|시험지|시트)[^\w\n]{0,6}(?:ID|NO|NUMBER|번호)?[^\w\n]{0,6}"
    r"(?P<number>[A-Z0-9]{3,6}[- ]?[A-Z0-9]{3,7})"
    r"(?P<key>-KEY)?(?![A-Z0-9-])"
)
_HYPHENS = re.compile("[–—−‐‑]")


class SheetId(NamedTuple):
    """A number found in a text, and whether it is that of a key."""

    sheet: str
    is_key: bool


def sheet_id(exercise: str, student: str) -> str:
    """Make the number of a student's sheet; the same exercise and student give the same one.

    >>> sheet_id("seed 7", "kim") == sheet_id("seed 7", "kim") != sheet_id("seed 7", "lee")
    True
    """
    number = int.from_bytes(hashlib.sha256(f"{exercise}\n{student}".encode()).digest()[:8])
    letters = ""
    for _ in range(_LENGTH):
        number, at = divmod(number, len(_LETTERS))
        letters += _LETTERS[at]
    return f"{letters[:_FIRST]}-{letters[_FIRST:]}{_check(letters)}"


def _check(letters: str) -> str:
    """Give the letter that checks others: their places in the alphabet, weighed 1, 2, 3 and so on."""
    return _LETTERS[sum(at * _LETTERS.index(letter) for at, letter in enumerate(letters, start=1)) % 29]


def is_sheet_id(text: str) -> bool:
    """Whether a text is the number of a sheet with the right letter at its end.

    >>> number = sheet_id("seed 7", "kim")
    >>> is_sheet_id(number), is_sheet_id(number[::-1]), is_sheet_id("A7")
    (True, False, False)
    """
    letters = text.replace("-", "")
    return (
        len(letters) == _LENGTH + 1
        and text == f"{letters[:_FIRST]}-{letters[_FIRST:]}"
        and set(letters) <= set(_LETTERS)
        and _check(letters[:-1]) == letters[-1]
    )


def key_id(sheet: str) -> str:
    """Give the number that the key of a sheet carries."""
    return f"{sheet}-{_KEY}"


def plain_sheet_id(text: str) -> SheetId:
    """Take what somebody typed for a number, in whatever letters and with whatever hyphens.

    >>> plain_sheet_id(" 7kq2–m4xdp "), plain_sheet_id("7KQ2-M4XDP-KEY")
    (SheetId(sheet='7KQ2-M4XDP', is_key=False), SheetId(sheet='7KQ2-M4XDP', is_key=True))
    """
    plain = re.sub(r"[\s`*]", "", _HYPHENS.sub("-", unicodedata.normalize("NFKC", text))).upper()
    is_key = plain.endswith(f"-{_KEY}")
    plain = plain.removesuffix(f"-{_KEY}")
    if "-" not in plain and len(plain) == _LENGTH + 1:
        plain = f"{plain[:_FIRST]}-{plain[_FIRST:]}"
    return SheetId(plain, is_key)


def find_sheet_id(text: str) -> SheetId | None:
    """Find the first number of a sheet or key in a text; else what is called one and is mistyped.

    >>> number = sheet_id("seed 7", "kim")
    >>> find_sheet_id(f"Sheet {number}-KEY, to be kept") == SheetId(number, True), find_sheet_id("h_1")
    (True, None)
    >>> find_sheet_id("문제지 번호: 7kq2-m4xx")
    SheetId(sheet='7KQ2-M4XX', is_key=False)
    """
    plain = _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).upper()
    for found in _FOUND.finditer(plain):
        number = f"{found[1]}-{found[3]}"
        # Nine letters in a row may be a word.
        is_telling = found[2] == "-" or any(map(str.isdigit, number))
        if is_telling and is_sheet_id(number):
            return SheetId(number, found[4] is not None)
    for labelled in _LABELLED.finditer(plain):
        number = labelled["number"]
        if any(map(str.isdigit, number)) and any(map(str.isalpha, number)):
            return plain_sheet_id(number + (labelled["key"] or ""))
    return None


def differs_little(number: str, other: str) -> bool:
    """Whether a number is another one with a single slip: a letter wrong, lost or too many, or two exchanged.

    >>> [differs_little(each, "7KQ2-M4XDP") for each in ("7KQ2-M4XDQ", "K7Q2-M4XDP", "7KQ3-M4XDQ")]
    [True, True, False]
    """
    a, b = number.replace("-", ""), other.replace("-", "")
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [at for at, (one, two) in enumerate(zip(a, b, strict=True)) if one != two]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) <= 1
    short, long = sorted((a, b), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
