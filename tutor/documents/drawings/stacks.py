"""Stacks: everybody as a named box, in a stack for each number of points; who waits has a dashed one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.documents.drawings.scene import Cell, Frame, Item, Label, Part, Scene, placed
from tutor.record import NamedTuple

# So many stacks stand side by side, so many boxes on each other; what is more is no picture of people.
MOST_STACKS, MOST_BOXES = 16, 30
# Widths of the numbers that a stack stands for.
_WIDTHS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
BOX, GAP, SIZE = 17.0, 10.0, 10.0
LETTER, WIDE_LETTER, LEAST_WIDTH = 6.4, 10.4, 40.0
LONGEST = 12


class Boxed(NamedTuple):
    """A person: the name in the box, the points, whether some of them are still to be given."""

    name: str
    points: Fraction
    waits: bool


class Pile(NamedTuple):
    """A stack: the numbers that it stands for, and who is in it."""

    label: str
    people: Sequence[Boxed]


def piled(people: Sequence[Boxed], most: Fraction) -> list[Pile]:
    """Put people into stacks, from the lowest number that anybody has up to the whole.

    >>> [(pile.label, len(pile.people)) for pile in piled([Boxed("a", Fraction(3), False)], Fraction(5))]
    [('3', 1), ('4', 0), ('5', 0)]
    """
    low = int(min(each.points for each in people))
    span = max(int(most), *(int(each.points) for each in people)) - low + 1
    width = next(each for each in _WIDTHS if span <= each * MOST_STACKS or each == _WIDTHS[-1])
    piles = []
    for start in range(low, low + span, width):
        inside = [each for each in people if start <= each.points < start + width]
        is_one = width == 1 and all(each.points == start for each in inside)
        label = str(start) if is_one else f"{start}–{start + width}"
        piles.append(Pile(label, inside))
    return piles


def stacks(piles: Sequence[Pile]) -> Scene:
    """Draw stacks over their numbers, and below these how many are in each.

    >>> len(stacks([Pile("3", [Boxed("kim", Fraction(3), False)])]).items)
    5
    """
    wide = max(LEAST_WIDTH, *(_width(_short(each.name)) + 8 for pile in piles for each in pile.people))
    floor = BOX * max(len(pile.people) for pile in piles)
    items: list[Item] = []
    for at, pile in enumerate(piles):
        left = at * (wide + GAP)
        middle = left + wide / 2
        for height, each in enumerate(pile.people, start=1):
            part: Part = "waits" if each.waits else "person"
            top = floor - BOX * height
            items.append(Cell(left, top, wide, BOX - 2, part))
            if each.waits:
                items.append(Frame(left, top, wide, BOX - 2, part))
            items.append(Label(middle, top + BOX - 6, "middle", _short(each.name), size=SIZE))
        items.append(Label(middle, floor + 15, "middle", pile.label, size=SIZE + 2))
        if pile.people:
            items.append(Label(middle, floor + 29, "middle", f"({len(pile.people)})", "gate", SIZE))
    last = (len(piles) - 1) * (wide + GAP) + wide
    items.append(Cell(-4, floor, last + 8, 0.8, "gate", full=True))
    return placed(items)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _width(name: str) -> float:
    return sum(WIDE_LETTER if ord(letter) > 0x2E80 else LETTER for letter in name)
