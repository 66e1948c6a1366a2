r"""A letter in its clothes: ``\hat{\mathbf{y}}``, ``\boldsymbol{\hat y}``, ``\bm{\delta}``, in any nesting.

A font changes only the look and is dropped; an accent belongs to the name, wherever it stands.
"""

from __future__ import annotations

import re

from tutor.reading.signs import TEX_ACCENTS, TEX_FONTS, TEX_LETTERS

_BRACED = re.compile(r"[A-Za-z]+\d*|[Α-Ωα-ω]")
_BARE = re.compile(r"[A-Za-z](?![A-Za-z])|[Α-Ωα-ω]")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SPACE = re.compile(r"\s*")
_MAX_CLOTHES = 6


def dressed_letter(command: str, text: str, at: int, clothes: int = 0) -> tuple[str, int] | None:
    r"""Read the letter, or the word, behind the font or the accent ``command``, and where it ends.

    None where something else stands there: a name with what hangs on it, prose, a formula.

    >>> dressed_letter("hat", r"\hat{\mathbf{y}}_1", 4), dressed_letter("bm", r"\bm{\hat \delta}", 3)
    (('y_hat', 16), ('δ_hat', 16))
    >>> dressed_letter("mathbf", r"\mathbf{W x}", 7) is None
    True
    """
    at = _after_space(text, at)
    braced = text.startswith("{", at)
    inner = _after_space(text, at + 1) if braced else at
    found = _letter(text, inner, braced, clothes)
    if found is None:
        return None
    letter, end = found
    if braced:
        end = _after_space(text, end)
        if not text.startswith("}", end):
            return None
        end += 1
    return letter + TEX_ACCENTS.get(command, ""), end


def _letter(text: str, at: int, braced: bool, clothes: int) -> tuple[str, int] | None:
    if (command := _COMMAND.match(text, at)) is not None:
        name, end = command[1], command.end()
        if name in TEX_LETTERS:
            return TEX_LETTERS[name], end
        dressing = (name in TEX_FONTS or name in TEX_ACCENTS) and clothes < _MAX_CLOTHES
        return dressed_letter(name, text, end, clothes + 1) if dressing else None
    plain = (_BRACED if braced else _BARE).match(text, at)
    return (plain[0], plain.end()) if plain else None


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
