"""Boxes to write in, in the formulas of a document of Word."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from tutor.documents.formats.word.elements import SPACE, math_tag

# The room in an empty box; digits of a pencil are wide.
_ROOM = "\u00a0" * 11


def draw_boxes(document: Xml.Element) -> None:
    """Put boxes in the place of their marks, two low lines."""
    for parent in list(document.iter()):
        for at, child in enumerate(parent):
            if child.tag == math_tag("r") and "".join(child.itertext()) == "__":
                parent[at] = _box()


def _box() -> Xml.Element:
    """Draw a box of what Word and LibreOffice both have: bars above and below, strokes at the sides.

    The border that Word has for it is not shown by LibreOffice.
    """

    def made(tag: str, *children: Xml.Element, **attributes: str) -> Xml.Element:
        element = Xml.Element(math_tag(tag), {math_tag(name): value for name, value in attributes.items()})
        element.extend(children)
        return element

    def room() -> Xml.Element:
        spaces = made("t")
        spaces.set(SPACE, "preserve")
        spaces.text = _ROOM
        return made("r", made("rPr", made("nor")), spaces)

    # Two lines one above the other: as high as a hand writes.
    box = made("f", made("fPr", made("type", val="noBar")), made("num", room()), made("den", room()))
    for side in ("bot", "top"):
        box = made("bar", made("barPr", made("pos", val=side)), made("e", box))
    sides = made("dPr", made("begChr", val="|"), made("endChr", val="|"), made("grow", val="1"))
    return made("d", sides, made("e", box))
