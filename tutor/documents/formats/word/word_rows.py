"""Rows of boxes in a document of Word, each an equation: a table whose boxes alone have lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree as Xml

from tutor.documents.document import Blank, BoxColumn
from tutor.documents.formats.word.elements import (
    BOX_ROWS,
    element_of,
    keep_with_next,
    style_of,
    texts_of,
    thin_paragraph,
    width_of,
    word_tag,
)
from tutor.documents.palette import INK, ROLES, Stroke

# A box has room for a number written by hand: 25.4 by 10.2 mm, in twentieths of a point.
WIDTH, HEIGHT = 1440, 578
# What stands for a cell that is no box; what is free around a text in a cell.
_NO_BOX, _AROUND = "none", 120
# The kind of a frame, and its thickness in eighths of a point.
_LINES: Mapping[Stroke, tuple[str, int]] = {
    "solid": ("single", 8),
    "dashed": ("dashed", 8),
    "dotted": ("dotted", 8),
    "double": ("single", 16),
}


def marks_of(columns: Sequence[BoxColumn]) -> str:
    """Say cell by cell, those of the signs among them, which role a box has.

    >>> marks_of([BoxColumn("input", "p", "", [Blank()]), BoxColumn(None, "a", "=", [Blank()])])
    'input none plain'
    """
    marks = []
    for at in range(len(columns[0].cells)):
        for column in columns:
            marks += [_NO_BOX] if column.sign else []
            marks.append(column.role or "plain" if isinstance(column.cells[at], Blank) else _NO_BOX)
    return " ".join(marks)


def lay_out_rows(body: Xml.Element) -> list[Xml.Element]:
    """Draw the boxes of every table behind a paragraph of marks, take the marks away; give those tables."""
    tables: list[Xml.Element] = []
    before: Xml.Element | None = None
    for marked, table in pairwise(list(body)):
        if style_of(marked) == BOX_ROWS:
            _lay_out(table, "".join(texts_of(marked)).split())
            if tables and before is tables[-1]:  # the lines of one step stay together
                keep_with_next(tables[-1].iter(word_tag("p")))
                between = thin_paragraph()
                keep_with_next([between])
                body[list(body).index(marked)] = between
            else:
                body.remove(marked)
            tables.append(table)
        before = marked
    return tables


def _lay_out(table: Xml.Element, marks: Sequence[str]) -> None:
    rows = [row.findall(word_tag("tc")) for row in table.iterfind(word_tag("tr"))]
    many = len(rows[0])
    boxed = [any(mark != _NO_BOX for mark in marks[at::many]) for at in range(many)]
    widths = [
        max(WIDTH if boxed[at] else 0, *(width_of(cell) + _AROUND for cell in column))
        for at, column in enumerate(zip(*rows, strict=True))
    ]
    for grid, width in zip(table.iter(word_tag("gridCol")), widths, strict=True):
        grid.set(word_tag("w"), str(width))
    for total in table.iter(word_tag("tblW")):
        total.set(word_tag("type"), "dxa")
        total.set(word_tag("w"), str(sum(widths)))
    margins = element_of("tblCellMar")
    margins.extend(element_of(side, w=30, type="dxa") for side in ("left", "right"))
    properties = table.find(word_tag("tblPr"))
    assert properties is not None, "a table has properties"
    properties.insert(list(properties).index(next(table.iter(word_tag("tblW")))) + 1, _borders("tblBorders"))
    properties.insert(list(properties).index(_child(properties, "tblBorders")) + 1, margins)
    for at, (row, cells) in enumerate(zip(table.findall(word_tag("tr")), rows, strict=True)):
        is_head = at == 0
        _fix(row, is_head=is_head)
        of_row = [_NO_BOX] * many if is_head else marks[(at - 1) * many : at * many]
        for cell, width, mark in zip(cells, widths, of_row, strict=True):
            _draw(cell, width, mark)
        if at < len(rows) - 1:
            keep_with_next(row.iter(word_tag("p")))


def _child(element: Xml.Element, tag: str) -> Xml.Element:
    found = element.find(word_tag(tag))
    assert found is not None, "it was put there"
    return found


def _fix(row: Xml.Element, *, is_head: bool) -> None:
    """Keep a row on one page; one of boxes has their height."""
    properties = row.find(word_tag("trPr"))
    if properties is None:
        properties = element_of("trPr")
        row.insert(0, properties)
    properties.insert(0, element_of("cantSplit"))
    if not is_head:
        properties.insert(1, element_of("trHeight", val=HEIGHT, hRule="exact"))


def _draw(cell: Xml.Element, width: int, mark: str) -> None:
    """Draw the frame of a box, in the colour and the line of its role; an empty one has no text."""
    properties = cell.find(word_tag("tcPr"))
    assert properties is not None, "a cell has properties"
    properties.insert(0, element_of("tcW", w=width, type="dxa"))
    if mark != _NO_BOX:
        look = next((each for role, each in ROLES.items() if role == mark), None)
        colour, (kind, thick) = (INK, _LINES["solid"]) if look is None else (look.colour, _LINES[look.line])
        properties.append(_borders("tcBorders", val=kind, sz=thick, space=0, color=colour.upper()))
        if set("".join(texts_of(cell))) == {"_"}:
            for text in cell.iter(word_tag("t")):
                text.text = ""
    properties.append(element_of("vAlign", val="center"))


def _borders(tag: str, **line: object) -> Xml.Element:
    borders = element_of(tag)
    sides = ("top", "left", "bottom", "right", *(("insideH", "insideV") if tag == "tblBorders" else ()))
    borders.extend(element_of(side, **(line or {"val": "nil"})) for side in sides)
    return borders
