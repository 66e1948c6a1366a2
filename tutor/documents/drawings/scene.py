"""Scene: what a drawing is made of, whatever language draws it: cells, frames, arrows, labels.

Laid out once, in units of which a page has some 880 side by side; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from tutor.documents.formulas.printer import Arrow as Way
from tutor.documents.palette import INK, OUTCOMES, PAPER, ROLES, SOFT, Look, Role
from tutor.record import NamedTuple

Side = Literal["start", "middle", "end"]
# What a part of a drawing is for: a role of the page, a gate, the box around gates, a person, one who waits.
Part = Role | Literal["gate", "box", "person", "waits"]

_GATE = Look(SOFT, "e4e4e4", "solid")
_OTHERS: Mapping[Part, Look] = {
    "gate": _GATE,
    "box": _GATE,
    "person": ROLES["input"],
    "waits": OUTCOMES["review"][1],
}
# Lines of frames; the others are this thick.
_THICK = {"state": 1.8, "memory": 1.8, "box": 1.0, "gate": 0.8}
FRAME = 1.2


class Cell(NamedTuple):
    """An entry of a vector: its number, perhaps a bar behind it from ``bar[0]`` to ``bar[1]``, or filled."""

    x: float
    y: float
    width: float
    height: float
    part: Part
    text: str = ""
    bar: tuple[float, float] | None = None
    full: bool = False
    plain: bool = False

    @property
    def fill(self) -> str:
        """The colour behind the number."""
        if self.full:
            return look(self.part).colour
        return PAPER if self.bar or self.plain else look(self.part).tint

    @property
    def ink(self) -> str:
        """The colour of the number; a zero of a one-hot vector steps back."""
        if self.full:
            return PAPER
        return SOFT if self.plain and self.text == "0" else INK


class Frame(NamedTuple):
    """A frame around a vector, or around gates, with corners that are round by ``radius``."""

    x: float
    y: float
    width: float
    height: float
    part: Part
    radius: float = 0


class Arrow(NamedTuple):
    """A straight arrow."""

    x: float
    y: float
    to_x: float
    to_y: float
    part: Part


class Name(NamedTuple):
    """A symbol: its letter, what stands below and above it, its arrow, and a sign in front."""

    base: str
    below: str = ""
    above: str = ""
    arrow: Way = ""
    sign: str = ""


class Label(NamedTuple):
    """A symbol or a word at a place; ``side`` says which end of it stands there."""

    x: float
    y: float
    side: Side
    text: Name | str
    part: Part | None = None
    size: float = 13

    @property
    def ink(self) -> str:
        """The colour of the label."""
        return INK if self.part is None else look(self.part).colour


Item = Cell | Frame | Arrow | Label


class Scene(NamedTuple):
    """A finished drawing."""

    items: Sequence[Item]
    width: float
    height: float


def look(part: Part) -> Look:
    """Give the colours and the line of a part."""
    return _OTHERS[part] if part in _OTHERS else ROLES[part]  # type: ignore[index]


def thickness(part: Part) -> float:
    """Give the thickness of a frame: a state's is thick."""
    return _THICK.get(part, FRAME)


def placed(items: Sequence[Item], *, margin: float = 4) -> Scene:
    """Move items so that they begin at the margin, and measure them."""
    lefts, tops, rights, bottoms = zip(*map(_bounds, items), strict=True)
    dx, dy = margin - min(lefts), margin - min(tops)
    moved = [_moved(each, dx, dy) for each in items]
    return Scene(moved, max(rights) + dx + margin, max(bottoms) + dy + margin)


def _bounds(item: Item) -> tuple[float, float, float, float]:
    match item:
        case Cell() | Frame():
            return item.x, item.y, item.x + item.width, item.y + item.height
        case Arrow(x, y, to_x, to_y):
            return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)
        case Label(x, y, side, _, _, size):
            wide = label_width(item)
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[side]
            return left, y - size, left + wide, y + size * 0.4


def label_width(label: Label) -> float:
    """Estimate how wide a label is; Hangul and other full letters count twice."""
    text = label.text
    if isinstance(text, str):
        return sum(label.size * (0.95 if ord(letter) > 0x2E80 else 0.6) for letter in text)
    wide = 0.7 * label.size * (len(text.base) + len(text.sign))
    return wide + 0.42 * label.size * max(len(text.below), len(text.above))


def _moved(item: Item, dx: float, dy: float) -> Item:
    match item:
        case Arrow(x, y, to_x, to_y, part):
            return Arrow(x + dx, y + dy, to_x + dx, to_y + dy, part)
        case Cell(bar=(low, high)):
            return item._replace(x=item.x + dx, y=item.y + dy, bar=(low + dx, high + dx))
        case _:
            return item._replace(x=item.x + dx, y=item.y + dy)
