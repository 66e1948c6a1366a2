"""Formulas with holes: what is the same at every step is printed once, each step only fills in its numbers.

A printer writes a formula as text in which a :class:`Hole` leaves a mark. :class:`Skeleton` turns the marked
text into a pattern; filling it costs one string formatting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

from tutor.calculation.equations import Equation
from tutor.record import NamedTuple

Kind = Literal["vector", "plain", "factor", "term", "relation", "step", "target", "picked", "position"]


class Hole(NamedTuple):
    """A place for something that changes from step to step.

    ``slot`` is the quantity with its lag (``h``, 1), or for kind "step" the lag alone; ``entry`` counts from
    1, 0 stands for the whole. Kinds: the whole "vector"; an entry "plain"; as a "factor" (negative numbers in
    parentheses); as a "term" (with its sign in front); the "relation" = or ≈ of the line that gives the
    quantity; the number of the "step"; the position of the "target", and the entry "picked" by it; the
    "position" of the one in a one-hot vector.
    """

    slot: str
    lag: int
    kind: Kind
    entry: int = 0

    def mark(self) -> str:
        """Give the mark that stands for the hole in a marked text."""
        return f"\x00{self.slot}\x1f{self.lag}\x1f{self.kind}\x1f{self.entry}\x00"


_MARK = re.compile("\x00([^\x1f]*)\x1f([^\x1f]*)\x1f([^\x1f]*)\x1f([^\x00]*)\x00")


class Skeleton:
    """A formula with holes, ready to be filled."""

    __slots__ = ("holes", "pattern")

    def __init__(self, marked: str) -> None:
        self.holes = tuple(
            Hole(slot, int(lag), cast(Kind, kind), int(entry))
            for slot, lag, kind, entry in _MARK.findall(marked)
        )
        self.pattern = _MARK.sub("%s", marked.replace("%", "%%"))

    def fill(self, values: Mapping[Hole, str]) -> str:
        """Put a text in every hole.

        >>> Skeleton("2 + " + Hole("h", 1, "plain", 1).mark()).fill({Hole("h", 1, "plain", 1): "0.197"})
        '2 + 0.197'
        """
        return self.pattern % tuple([values[hole] for hole in self.holes])


class LineFormulas(NamedTuple):
    """The formulas of one written line: the chain symbolic = numbers = result, and its entries.

    A line of one number needs no entries.
    """

    equation: Equation
    chain: Skeleton
    entries: Skeleton | None

    def holes(self, *, entries: bool) -> tuple[Hole, ...]:
        """List the holes of the chain, and of the entries where they are shown."""
        return (*self.chain.holes, *(self.entries.holes if entries and self.entries else ()))
