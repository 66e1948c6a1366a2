"""pandoc at the edge: Markdown → a document of Word, with pages as a teacher prints them.

pandoc makes the equations; what it does not know is put in afterwards: A4, a footer with the number of the
page, a Korean face, boxes to write in, tables with lines, each column as wide as its content, and steps that
stay on one page. The same text gives the same bytes.
"""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from unicodedata import east_asian_width
from xml.etree import ElementTree as Xml

from tutor.files.extras import missing_extra

_READER = "markdown-auto_identifiers-implicit_figures-yaml_metadata_block-citations-smart"
_EPOCH = "1577836800"
_TIME = (2020, 1, 1, 0, 0, 0)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NAMES = {
    "w": _W,
    "r": _R,
    "m": _M,
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Twentieths of a point.
_PAGE, _MARGIN = (11906, 16838), 1247
_KOREAN_FACE = "Malgun Gothic"
_STEP = "Heading3"
_EQUATION, _LAST_EQUATION = "Equation", "LastEquation"
# Half points: the letters of the text.
_SIZE = 22
# What is at most kept on one page; faces differ, so that some of the page is left. Rows of small tables, too.
_PAGE_HEIGHT = 13000
_MOST_ROWS = 12
# The room in an empty box; digits of a pencil are wide.
_ROOM = "\u00a0" * 11


def converted(text: str, footer: str = "") -> bytes:
    """Make a document of Word.

    Args:
        text: Markdown with TeX mathematics.
        footer: what stands at the foot of every page, beside its number.

    Raises:
        MissingExtraError: pypandoc_binary is not installed.
    """
    try:
        import pypandoc

        pandoc = pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        raise missing_extra("docx", "docx") from None
    made = subprocess.run(
        [pandoc, "--sandbox", f"--from={_READER}", "--to=docx", "--columns=1000", "--output=-"],
        input=text.encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH},
        cwd=Path(pandoc).parent,  # nothing of the reader's folder is looked at, nor, by --sandbox, any other
    )
    return _finished(made.stdout, footer)


def _finished(data: bytes, footer: str) -> bytes:
    for prefix, name in _NAMES.items():
        Xml.register_namespace(prefix, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = Xml.fromstring(parts["word/document.xml"])
    _draw_boxes(document)
    for table in document.iter(_w("tbl")):
        _lay_out_table(table)
    _keep_steps(document)
    _part_tables(document)
    _lay_out_pages(document)
    parts["word/document.xml"] = _bytes(document)
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    parts["word/footer1.xml"] = _bytes(_footer(footer))
    parts["word/_rels/document.xml.rels"] = _with_child(
        parts["word/_rels/document.xml.rels"], _RELS, "Relationship",
        Id="rIdFooter", Type=f"{_R}/footer", Target="footer1.xml",
    )  # fmt: skip
    parts["[Content_Types].xml"] = _with_child(
        parts["[Content_Types].xml"], _TYPES, "Override",
        PartName="/word/footer1.xml",
        ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    )  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name, _TIME), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _bytes(element: Xml.Element) -> bytes:
    text: bytes = Xml.tostring(element, encoding="UTF-8", xml_declaration=True)
    return text


def _with_child(data: bytes, namespace: str, tag: str, **attributes: str) -> bytes:
    Xml.register_namespace("", namespace)
    root = Xml.fromstring(data)
    Xml.SubElement(root, f"{{{namespace}}}{tag}", attributes)
    return _bytes(root)


def _w(tag: str) -> str:
    return f"{{{_W}}}{tag}"


def _m(tag: str) -> str:
    return f"{{{_M}}}{tag}"


def _element(tag: str, **attributes: object) -> Xml.Element:
    return Xml.Element(_w(tag), {_w(name): str(value) for name, value in attributes.items()})


# Steps


def _style_of(paragraph: Xml.Element) -> str:
    style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
    return "" if style is None else style.get(_w("val"), "")


def _keep_with_next(paragraphs: Iterable[Xml.Element]) -> None:
    for paragraph in paragraphs:
        properties = paragraph.find(_w("pPr"))
        if properties is None:
            properties = _element("pPr")
            paragraph.insert(0, properties)
        if properties.find(_w("keepNext")) is not None:
            continue
        style_first = 1 if properties.find(_w("pStyle")) is not None else 0
        properties.insert(style_first, _element("keepNext"))


def _keep_steps(document: Xml.Element) -> None:
    """Keep a step together that finds room on a page, and any text with the table or formula behind it."""
    body = document.find(_w("body"))
    assert body is not None, "a document has a body"
    blocks = list(body)
    for before, after in pairwise(blocks):
        leads = after.tag == _w("tbl") or _style_of(after) in (_EQUATION, _LAST_EQUATION)
        if before.tag == _w("p") and leads and _style_of(before) != _LAST_EQUATION:
            _keep_with_next([before])
    step: list[Xml.Element] = []
    for each in [*blocks, Xml.Element("end")]:
        style = _style_of(each)
        if step and (style.startswith("Heading") or each.tag != _w("p")):
            if sum(map(_height, step)) <= _PAGE_HEIGHT:
                _keep_with_next(step[:1])
                _put_in_a_cell(body, step[1:])
            step = []
        if style == _STEP or step:
            step.append(each)


def _put_in_a_cell(body: Xml.Element, paragraphs: Sequence[Xml.Element]) -> None:
    """Put paragraphs in a cell that is never parted.

    To keep each paragraph with the next is not enough: LibreOffice gives up on many of them in a row.
    """
    if not paragraphs:
        return
    table = _element("tbl")
    at = list(body).index(paragraphs[0])
    width = _PAGE[0] - 2 * _MARGIN
    properties = Xml.SubElement(table, _w("tblPr"))
    margins = _element("tblCellMar")
    margins.extend(_element(side, w=0, type="dxa") for side in ("left", "right"))
    properties.extend([_element("tblW", w=width, type="dxa"), _element("tblLayout", type="fixed"), margins])
    Xml.SubElement(table, _w("tblGrid")).append(_element("gridCol", w=width))
    row = Xml.SubElement(table, _w("tr"))
    Xml.SubElement(row, _w("trPr")).append(_element("cantSplit"))
    cell = Xml.SubElement(row, _w("tc"))
    Xml.SubElement(cell, _w("tcPr")).append(_element("tcW", w=width, type="dxa"))
    for paragraph in paragraphs:
        body.remove(paragraph)
        cell.append(paragraph)
    body.insert(at, table)


def _part_tables(document: Xml.Element) -> None:
    """Put a paragraph behind a table where none is: Word would join it to the next one."""
    body = document.find(_w("body"))
    assert body is not None, "a document has a body"
    for at, (before, after) in reversed(list(enumerate(pairwise([*body, _element("end")])))):
        if before.tag == _w("tbl") and after.tag != _w("p"):
            body.insert(at + 1, _thin())


def _thin() -> Xml.Element:
    """Make an empty paragraph of hardly any height."""
    paragraph = _element("p")
    properties = Xml.SubElement(paragraph, _w("pPr"))
    properties.append(_element("spacing", before=0, after=0, line=120, lineRule="exact"))
    Xml.SubElement(properties, _w("rPr")).append(_element("sz", val=2))
    return paragraph


def _height(paragraph: Xml.Element) -> int:
    """Estimate the height of a paragraph."""
    if _style_of(paragraph).startswith("Heading"):
        return 600
    lines = max(1, -(-_width(paragraph) // (_PAGE[0] - 2 * _MARGIN)))
    rows = [sum(_row_height(row) for row in matrix.iterfind(_m("mr"))) for matrix in paragraph.iter(_m("m"))]
    return max(320 * lines, *rows, 0) + 200


def _row_height(row: Xml.Element) -> int:
    """Estimate the height of a row of a matrix; a box to write in has two lines."""
    return 800 if row.find(f".//{_m('bar')}//{_m('f')}") is not None else 300


# Boxes


def _draw_boxes(document: Xml.Element) -> None:
    """Put boxes in the place of their marks, two low lines."""
    for parent in list(document.iter()):
        for at, child in enumerate(parent):
            if child.tag == _m("r") and "".join(child.itertext()) == "__":
                parent[at] = _box()


def _box() -> Xml.Element:
    """Draw a box of what Word and LibreOffice both have: bars above and below, strokes at the sides.

    The border that Word has for it is not shown by LibreOffice.
    """

    def made(tag: str, *children: Xml.Element, **attributes: str) -> Xml.Element:
        element = Xml.Element(_m(tag), {_m(name): value for name, value in attributes.items()})
        element.extend(children)
        return element

    def room() -> Xml.Element:
        spaces = made("t")
        spaces.set(_SPACE, "preserve")
        spaces.text = _ROOM
        return made("r", made("rPr", made("nor")), spaces)

    # Two lines one above the other: as high as a hand writes.
    box = made("f", made("fPr", made("type", val="noBar")), made("num", room()), made("den", room()))
    for side in ("bot", "top"):
        box = made("bar", made("barPr", made("pos", val=side)), made("e", box))
    sides = made("dPr", made("begChr", val="|"), made("endChr", val="|"), made("grow", val="1"))
    return made("d", sides, made("e", box))


# Tables


def _width(element: Xml.Element) -> int:
    """Estimate how wide a text is on one line, in twentieths of a point."""
    return sum(_letter(letter) for text in _texts(element) for letter in text)


def _texts(element: Xml.Element) -> list[str]:
    return [each.text or "" for each in element.iter() if each.tag in (_w("t"), _m("t"))]


def _letter(letter: str) -> int:
    if east_asian_width(letter) in "WFA":
        return 230
    return 170 if letter.isupper() else 130 if letter.islower() else 140


def _lay_out_table(table: Xml.Element) -> None:
    """Make each column as wide as what stands in it; a cell to write in is its own box."""
    rows = [row.findall(_w("tc")) for row in table.iterfind(_w("tr"))]
    asked = [max(map(_width, column)) + 260 for column in zip(*rows, strict=True)]
    least = [max(map(_longest_word, column)) + 260 for column in zip(*rows, strict=True)]
    widths = _shared(asked, least, _PAGE[0] - 2 * _MARGIN)
    for grid, width in zip(table.iter(_w("gridCol")), widths, strict=True):
        grid.set(_w("w"), str(width))
    for total in table.iter(_w("tblW")):
        total.set(_w("type"), "dxa")
        total.set(_w("w"), str(sum(widths)))
    for at, (row, cells) in enumerate(zip(table.findall(_w("tr")), rows, strict=True)):
        properties = row.find(_w("trPr"))
        if properties is None:
            properties = _element("trPr")
            row.insert(0, properties)
        properties.insert(0, _element("cantSplit"))
        for cell, width in zip(cells, widths, strict=True):
            for of_cell in cell.iterfind(_w("tcPr")):
                of_cell.insert(0, _element("tcW", w=width, type="dxa"))
            if set("".join(_texts(cell))) == {"_"}:
                for text in cell.iter(_w("t")):
                    text.text = ""
                if properties.find(_w("trHeight")) is None:
                    properties.insert(1, _element("trHeight", val=480, hRule="atLeast"))
        if len(rows) <= _MOST_ROWS and at < len(rows) - 1:
            _keep_with_next(row.iter(_w("p")))


def _longest_word(cell: Xml.Element) -> int:
    words = "".join(_texts(cell)).split()
    return max((sum(map(_letter, word)) for word in words), default=0)


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


# Pages


def _lay_out_pages(document: Xml.Element) -> None:
    body = document.find(_w("body"))
    assert body is not None, "a document has a body"
    for old in body.findall(_w("sectPr")):
        body.remove(old)
    section = Xml.SubElement(body, _w("sectPr"))
    reference = _element("footerReference", type="default")
    reference.set(f"{{{_R}}}id", "rIdFooter")
    width, height = _PAGE
    section.extend(
        [
            reference,
            _element("pgSz", w=width, h=height),
            _element(
                "pgMar", top=_MARGIN, right=_MARGIN, bottom=_MARGIN, left=_MARGIN, header=600, footer=600
            ),
        ]
    )


def _footer(text: str) -> Xml.Element:
    """Write the footer: the text, then the number of the page and of all pages at the right."""
    footer = _element("ftr")
    paragraph = Xml.SubElement(footer, _w("p"))
    properties = Xml.SubElement(paragraph, _w("pPr"))
    tabs = Xml.SubElement(properties, _w("tabs"))
    tabs.append(_element("tab", val="right", pos=_PAGE[0] - 2 * _MARGIN))

    def run(*children: Xml.Element) -> None:
        Xml.SubElement(paragraph, _w("r")).extend(children)

    def said(words: str) -> Xml.Element:
        element = _element("t")
        element.text = words
        element.set(_SPACE, "preserve")
        return element

    run(said(text), _element("tab"))
    for at, field in enumerate(("PAGE", "NUMPAGES")):
        if at:
            run(said(" / "))
        simple = _element("fldSimple", instr=field)
        Xml.SubElement(simple, _w("r")).append(said("1"))
        paragraph.append(simple)
    return footer


def _styles(data: bytes) -> bytes:
    """Name a Korean face, draw the lines of tables, and bring equations closer together."""
    styles = Xml.fromstring(data)
    for fonts in styles.iter(_w("rFonts")):
        fonts.attrib.pop(_w("eastAsiaTheme"), None)
        fonts.set(_w("eastAsia"), _KOREAN_FACE)
    for default in styles.iterfind(f"{_w('docDefaults')}//{_w('sz')}"):
        default.set(_w("val"), str(_SIZE))
    for style in styles.iterfind(_w("style")):
        if style.get(_w("styleId")) in (_EQUATION, _LAST_EQUATION):
            properties = style.find(_w("pPr"))
            if properties is None:
                properties = Xml.SubElement(style, _w("pPr"))
            if style.get(_w("styleId")) == _EQUATION:
                properties.append(_element("keepNext"))
            last = style.get(_w("styleId")) == _LAST_EQUATION
            properties.append(_element("spacing", before=40, after=100 if last else 40))
        if style.get(_w("styleId")) == "Table":
            properties = style.find(_w("tblPr"))
            if properties is None:
                properties = Xml.SubElement(style, _w("tblPr"))
            borders = Xml.SubElement(properties, _w("tblBorders"))
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                borders.append(_element(side, val="single", sz=4, space=0, color="808080"))
            # The schema wants the borders before the margins of the cells.
            margins = properties.find(_w("tblCellMar"))
            if margins is not None:
                properties.remove(margins)
                properties.append(margins)
    return _bytes(styles)
