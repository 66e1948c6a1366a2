"""The number of a sheet: which variant a student was given, printed on the sheet and on its key."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

# Without letters that are read for another: no I, L, O, U; no 0, 1.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_KEY = "KEY"
_ID = rf"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}"
_FOUND = re.compile(rf"(?<![A-Z0-9-])({_ID})(-{_KEY})?(?![A-Z0-9-])")


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
    letters = []
    for _ in range(8):
        number, at = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[at])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def key_id(sheet: str) -> str:
    """Give the number that the key of a sheet carries."""
    return f"{sheet}-{_KEY}"


def find_sheet_id(text: str) -> SheetId | None:
    """Find the first number of a sheet or key in a text.

    >>> find_sheet_id("Sheet 7KQ2-M4XD-KEY, to be kept"), find_sheet_id("h_1 = [0.2]")
    (SheetId(sheet='7KQ2-M4XD', is_key=True), None)
    """
    found = _FOUND.search(text)
    return SheetId(found[1], found[2] is not None) if found else None
