"""Parts of a vector by their positions: ``z[0:2]`` as Python counts, ``z_1[3:4]`` as a page does.

A page counts from 1 and means both ends; Python counts from 0 and leaves the last one out. Which of the two a
text means is told by its first slice: one that begins with 0, or with nothing, is Python's.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.reading.formulas.syntax import Name, Vector
from tutor.reading.tokens import Token
from tutor.record import replace

# More entries than any part of a vector by hand.
_MOST = 64


def slice_at(
    tokens: Sequence[Token], partner: Sequence[int], name: Name, opened: int
) -> tuple[Vector, int] | None:
    """Read the part of a vector that a bracket behind its name picks, as a vector of its entries.

    >>> from tutor.reading.reader import read
    >>> side = read("i = σ(z[0:2]) = [0.5, 0.6]").chains[0].segments[1].expression
    >>> [each.entry for each in side.argument.entries]
    [(0,), (1,)]
    """
    ends = _ends(tokens, partner, opened)
    if ends is None or name.entry:
        return None
    start, stop = ends
    entries = range(start, stop if _is_pythons(tokens, partner) else stop + 1)
    if not 0 < len(entries) <= _MOST:
        return None
    closed = partner[opened]
    place = name.place.to(tokens[closed].place)
    parts = tuple(replace(name, entry=(each,), text=f"{name.text}[{each}]") for each in entries)
    return Vector(place, parts, "column"), closed + 1


def _ends(tokens: Sequence[Token], partner: Sequence[int], opened: int) -> tuple[int, int] | None:
    """Give the two numbers of ``[0:2]``, of ``[:2]`` with a 0."""
    closed = partner[opened]
    inside = [each.text for each in tokens[opened + 1 : closed]] if 0 < closed - opened <= 4 else []
    if tokens[opened].text != "[" or tokens[opened].gap or inside.count(":") != 1:
        return None
    start, _, stop = "".join(inside).partition(":")
    return (int(start or 0), int(stop)) if (start or "0").isdigit() and stop.isdigit() else None


def _is_pythons(tokens: Sequence[Token], partner: Sequence[int]) -> bool:
    """Whether the first part that a text picks begins with 0."""
    for index, token in enumerate(tokens):
        if token.kind == "open" and (ends := _ends(tokens, partner, index)) is not None:
            return ends[0] == 0
    return False
