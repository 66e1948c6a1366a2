"""pandoc at the edge: Markdown → a document of Word, with pages as a teacher prints them.

pandoc makes the equations; what it does not know is put in afterwards: the size of the paper, a footer with
the number of the page, a Korean face, boxes to write in, tables with lines, each column as wide as its
content, and steps that stay on one page. The same text gives the same bytes.
"""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as Xml

from tutor.documents.formats.word.boxes import draw_boxes
from tutor.documents.formats.word.elements import (
    EQUATION,
    LAST_EQUATION,
    LEGEND,
    MARGIN,
    MATH,
    PICTURE,
    RELATIONSHIPS,
    SPACE,
    WORD,
    element_of,
    word_tag,
)
from tutor.documents.formats.word.word_rows import lay_out_rows
from tutor.documents.formats.word.word_tables import keep_steps, lay_out_table, part_tables
from tutor.documents.paper_sizes import A4, PaperSize
from tutor.files.extras import missing_extra

_READER = "markdown-auto_identifiers-implicit_figures-yaml_metadata_block-citations-smart"
_EPOCH = "1577836800"
_TIME = (2020, 1, 1, 0, 0, 0)

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NAMES = {
    "w": WORD,
    "r": RELATIONSHIPS,
    "m": MATH,
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_KOREAN_FACE = "Malgun Gothic"
# Half points: the letters of the text.
_SIZE = 22


def converted(text: str, footer: str = "", paper: PaperSize = A4) -> bytes:
    """Make a document of Word.

    Args:
        text: Markdown with TeX mathematics.
        footer: what stands at the foot of every page, beside its number.
        paper: the size of the pages.

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
    return _finished(made.stdout, footer, paper)


def _finished(data: bytes, footer: str, paper: PaperSize) -> bytes:
    width, height = paper.twips
    room = width - 2 * MARGIN
    for prefix, name in _NAMES.items():
        Xml.register_namespace(prefix, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = Xml.fromstring(parts["word/document.xml"])
    draw_boxes(document)
    body = document.find(word_tag("body"))
    assert body is not None, "a document has a body"
    of_boxes = lay_out_rows(body)
    for table in document.iter(word_tag("tbl")):
        if table not in of_boxes:
            lay_out_table(table, room)
    keep_steps(document, room, height)
    part_tables(document)
    _tell_images(document)
    _lay_out_pages(document, paper)
    parts["word/document.xml"] = _bytes(document)
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    parts["word/footer1.xml"] = _bytes(_footer(footer, room))
    parts["word/_rels/document.xml.rels"] = _with_child(
        parts["word/_rels/document.xml.rels"], _RELS, "Relationship",
        Id="rIdFooter", Type=f"{RELATIONSHIPS}/footer", Target="footer1.xml",
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


def _tell_images(document: Xml.Element) -> None:
    """Leave what an image shows in words where Word looks for it, and nothing but that."""
    for at, properties in enumerate(document.iter(f"{{{_NAMES['wp']}}}docPr"), start=1):
        properties.set("id", str(at))
        del properties.attrib["title"]
    for at, properties in enumerate(document.iter(f"{{{_NAMES['pic']}}}cNvPr"), start=1):
        properties.set("id", str(at))
        properties.set("descr", "")


def _bytes(element: Xml.Element) -> bytes:
    text: bytes = Xml.tostring(element, encoding="UTF-8", xml_declaration=True)
    return text


def _with_child(data: bytes, namespace: str, tag: str, **attributes: str) -> bytes:
    Xml.register_namespace("", namespace)
    root = Xml.fromstring(data)
    Xml.SubElement(root, f"{{{namespace}}}{tag}", attributes)
    return _bytes(root)


# Pages


def _lay_out_pages(document: Xml.Element, paper: PaperSize) -> None:
    body = document.find(word_tag("body"))
    assert body is not None, "a document has a body"
    for old in body.findall(word_tag("sectPr")):
        body.remove(old)
    section = Xml.SubElement(body, word_tag("sectPr"))
    reference = element_of("footerReference", type="default")
    reference.set(f"{{{RELATIONSHIPS}}}id", "rIdFooter")
    width, height = paper.twips
    section.extend(
        [
            reference,
            element_of("pgSz", w=width, h=height),
            element_of("pgMar", top=MARGIN, right=MARGIN, bottom=MARGIN, left=MARGIN, header=600, footer=600),
        ]
    )


def _footer(text: str, room: int) -> Xml.Element:
    """Write the footer: the text, then the number of the page and of all pages at the right."""
    footer = element_of("ftr")
    paragraph = Xml.SubElement(footer, word_tag("p"))
    properties = Xml.SubElement(paragraph, word_tag("pPr"))
    tabs = Xml.SubElement(properties, word_tag("tabs"))
    tabs.append(element_of("tab", val="right", pos=room))

    def run(*children: Xml.Element) -> None:
        Xml.SubElement(paragraph, word_tag("r")).extend(children)

    def said(words: str) -> Xml.Element:
        element = element_of("t")
        element.text = words
        element.set(SPACE, "preserve")
        return element

    run(said(text), element_of("tab"))
    for at, field in enumerate(("PAGE", "NUMPAGES")):
        if at:
            run(said(" / "))
        simple = element_of("fldSimple", instr=field)
        Xml.SubElement(simple, word_tag("r")).append(said("1"))
        paragraph.append(simple)
    return footer


def _styles(data: bytes) -> bytes:
    """Name a Korean face, draw the lines of tables, and bring equations closer together."""
    styles = Xml.fromstring(data)
    for fonts in styles.iter(word_tag("rFonts")):
        fonts.attrib.pop(word_tag("eastAsiaTheme"), None)
        fonts.set(word_tag("eastAsia"), _KOREAN_FACE)
    for default in styles.iterfind(f"{word_tag('docDefaults')}//{word_tag('sz')}"):
        default.set(word_tag("val"), str(_SIZE))
    for style in styles.iterfind(word_tag("style")):
        if style.get(word_tag("styleId")) in (EQUATION, LAST_EQUATION):
            properties = style.find(word_tag("pPr"))
            if properties is None:
                properties = Xml.SubElement(style, word_tag("pPr"))
            if style.get(word_tag("styleId")) == EQUATION:
                properties.append(element_of("keepNext"))
            last = style.get(word_tag("styleId")) == LAST_EQUATION
            properties.append(element_of("spacing", before=40, after=100 if last else 40))
        if style.get(word_tag("styleId")) in (PICTURE, LEGEND):
            properties = Xml.SubElement(style, word_tag("pPr"))
            if style.get(word_tag("styleId")) == PICTURE:
                properties.append(element_of("keepNext"))
            properties.extend([element_of("spacing", before=60, after=60), element_of("jc", val="center")])
        if style.get(word_tag("styleId")) == "Table":
            properties = style.find(word_tag("tblPr"))
            if properties is None:
                properties = Xml.SubElement(style, word_tag("tblPr"))
            borders = Xml.SubElement(properties, word_tag("tblBorders"))
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                borders.append(element_of(side, val="single", sz=4, space=0, color="808080"))
            # The schema wants the borders before the margins of the cells.
            margins = properties.find(word_tag("tblCellMar"))
            if margins is not None:
                properties.remove(margins)
                properties.append(margins)
    return _bytes(styles)
