"""Tables and steps of a document of Word: columns as wide as their content, steps that stay on one page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from xml.etree import ElementTree as Xml

from tutor.documents.formats.word.elements import (
    EQUATION,
    LAST_EQUATION,
    element_of,
    keep_with_next,
    math_tag,
    style_of,
    texts_of,
    thin_paragraph,
    width_of,
    width_of_letter,
    word_tag,
)

_STEP = "Heading3"
# What of a page is at most kept together; faces differ, so that some is left. Rows of small tables, too.
_PART_OF_A_PAGE = 13000 / 16838
_MOST_ROWS = 12


def lay_out_table(table: Xml.Element, room: int) -> None:
    """Make each column as wide as what stands in it; a cell to write in is its own box.

    ``room``: the width of the page between its margins.
    """
    rows = [row.findall(word_tag("tc")) for row in table.iterfind(word_tag("tr"))]
    asked = [max(map(width_of, column)) + 260 for column in zip(*rows, strict=True)]
    least = [max(map(_longest_word, column)) + 260 for column in zip(*rows, strict=True)]
    widths = _shared(asked, least, room)
    for grid, width in zip(table.iter(word_tag("gridCol")), widths, strict=True):
        grid.set(word_tag("w"), str(width))
    for total in table.iter(word_tag("tblW")):
        total.set(word_tag("type"), "dxa")
        total.set(word_tag("w"), str(sum(widths)))
    for at, (row, cells) in enumerate(zip(table.findall(word_tag("tr")), rows, strict=True)):
        properties = row.find(word_tag("trPr"))
        if properties is None:
            properties = element_of("trPr")
            row.insert(0, properties)
        properties.insert(0, element_of("cantSplit"))
        for cell, width in zip(cells, widths, strict=True):
            for of_cell in cell.iterfind(word_tag("tcPr")):
                of_cell.insert(0, element_of("tcW", w=width, type="dxa"))
            if set("".join(texts_of(cell))) == {"_"}:
                for text in cell.iter(word_tag("t")):
                    text.text = ""
                if properties.find(word_tag("trHeight")) is None:
                    properties.insert(1, element_of("trHeight", val=480, hRule="atLeast"))
        if len(rows) <= _MOST_ROWS and at < len(rows) - 1:
            keep_with_next(row.iter(word_tag("p")))


def _longest_word(cell: Xml.Element) -> int:
    words = "".join(texts_of(cell)).split()
    return max((sum(map(width_of_letter, word)) for word in words), default=0)


def _shared(asked: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Share a width: what was asked for; where that is too much, what is needed and a part of the rest.

    >>> _shared([10, 20], [5, 5], 40), _shared([10, 30], [10, 10], 30)
    ([10, 20], [10, 20])
    """
    if sum(asked) <= width:
        return list(asked)
    if sum(least) > width:
        return [width * each // sum(least) for each in least]
    more = [each - need for each, need in zip(asked, least, strict=True)]
    left = width - sum(least)
    return [need + left * each // max(1, sum(more)) for need, each in zip(least, more, strict=True)]


def keep_steps(document: Xml.Element, room: int, height: int) -> None:
    """Keep a step together that finds room on a page, and any text with the table or formula behind it.

    ``room``: the width between the margins; ``height``: that of the whole page.
    """
    body = document.find(word_tag("body"))
    assert body is not None, "a document has a body"
    blocks = list(body)
    for before, after in pairwise(blocks):
        leads = after.tag == word_tag("tbl") or style_of(after) in (EQUATION, LAST_EQUATION)
        if before.tag == word_tag("p") and leads and style_of(before) != LAST_EQUATION:
            keep_with_next([before])
    step: list[Xml.Element] = []
    for each in [*blocks, Xml.Element("end")]:
        style = style_of(each)
        if step and (style.startswith("Heading") or each.tag != word_tag("p")):
            if sum(_height(each, room) for each in step) <= _PART_OF_A_PAGE * height:
                keep_with_next(step[:1])
                _put_in_a_cell(body, step[1:], room)
            step = []
        if style == _STEP or step:
            step.append(each)


def _put_in_a_cell(body: Xml.Element, paragraphs: Sequence[Xml.Element], width: int) -> None:
    """Put paragraphs in a cell that is never parted.

    To keep each paragraph with the next is not enough: LibreOffice gives up on many of them in a row.
    """
    if not paragraphs:
        return
    table = element_of("tbl")
    at = list(body).index(paragraphs[0])
    properties = Xml.SubElement(table, word_tag("tblPr"))
    margins = element_of("tblCellMar")
    margins.extend(element_of(side, w=0, type="dxa") for side in ("left", "right"))
    properties.extend(
        [element_of("tblW", w=width, type="dxa"), element_of("tblLayout", type="fixed"), margins]
    )
    Xml.SubElement(table, word_tag("tblGrid")).append(element_of("gridCol", w=width))
    row = Xml.SubElement(table, word_tag("tr"))
    Xml.SubElement(row, word_tag("trPr")).append(element_of("cantSplit"))
    cell = Xml.SubElement(row, word_tag("tc"))
    Xml.SubElement(cell, word_tag("tcPr")).append(element_of("tcW", w=width, type="dxa"))
    for paragraph in paragraphs:
        body.remove(paragraph)
        cell.append(paragraph)
    body.insert(at, table)


def part_tables(document: Xml.Element) -> None:
    """Put a paragraph behind a table where none is: Word would join it to the next one."""
    body = document.find(word_tag("body"))
    assert body is not None, "a document has a body"
    for at, (before, after) in reversed(list(enumerate(pairwise([*body, element_of("end")])))):
        if before.tag == word_tag("tbl") and after.tag != word_tag("p"):
            body.insert(at + 1, thin_paragraph())


def _height(paragraph: Xml.Element, room: int) -> int:
    """Estimate the height of a paragraph."""
    if style_of(paragraph).startswith("Heading"):
        return 600
    lines = max(1, -(-width_of(paragraph) // room))
    rows = [
        sum(_row_height(row) for row in matrix.iterfind(math_tag("mr")))
        for matrix in paragraph.iter(math_tag("m"))
    ]
    return max(320 * lines, *rows, 0) + 200


def _row_height(row: Xml.Element) -> int:
    """Estimate the height of a row of a matrix; a box to write in has two lines."""
    return 800 if row.find(f".//{math_tag('bar')}//{math_tag('f')}") is not None else 300
