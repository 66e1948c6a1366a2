"""What the entries of a sheet are worth by a scheme: worked out once for all sheets that ask for the same."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from sys import intern

from tutor.judging.answers.lines import Line
from tutor.marking.marks import Mark
from tutor.marking.scheme import Scheme


class Prices:
    """The points of entries, and the marks of right ones, of which a class has the same again and again.

    Args:
        scheme: what everything is worth.
        entries: lines with an entry of each, from 1.

    ``names`` are those of the entries; ``worths`` are for a right one, ``follow`` for one that follows from
    an earlier mistake, ``method`` for a slip by the right method. Points are added up in whole numbers of
    their smallest common part: ``unit`` of them are one point, ``units`` those of a right entry.
    """

    def __init__(self, scheme: Scheme, entries: Sequence[tuple[Line, int]]) -> None:
        self.scheme = scheme
        self.names = names_of(entries)
        self.worths = [scheme.worth(line, entry) for line, entry in entries]
        shares = {worth: (worth * scheme.follow_through, worth * scheme.method) for worth in self.worths}
        self.follow = [shares[worth][0] for worth in self.worths]
        self.method = [shares[worth][1] for worth in self.worths]
        self.unit = lcm(1, *(each.denominator for each in (*self.worths, *self.follow, *self.method)))
        self.units = [each.numerator * (self.unit // each.denominator) for each in self.worths]
        self.total = sum(self.worths, Fraction(0))
        self._right: list[dict[str, Mark]] = [{} for _ in self.worths]

    def right(self, at: int, text: str) -> Mark:
        """Give the mark of an entry that is what the key has, by its number."""
        mark = self._right[at].get(text)
        if mark is None:
            text, worth = intern(text), self.worths[at]
            mark = Mark(self.names[at], text, "exact", text, worth, worth)
            self._right[at][text] = mark
        return mark


def names_of(entries: Sequence[tuple[Line, int]]) -> tuple[str, ...]:
    """Name entries of lines, each counted from 1."""
    return tuple(line.name(entry) for line, entry in entries)
