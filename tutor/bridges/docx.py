"""pandoc at the edge: Markdown → a document of Word, with pages as a teacher prints them.

pandoc makes the equations; what it does not know is put in afterwards: A4, a footer with the page's number, a
Korean face, tables with lines, and steps that stay on one page. The same text gives the same bytes.
"""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

from tutor.bridges.extras import missing_extra

_READER = "markdown-auto_identifiers-implicit_figures-yaml_metadata_block-citations-smart"
_EPOCH = "1577836800"
_TIME = (2020, 1, 1, 0, 0, 0)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NAMES = {
    "w": _W,
    "r": _R,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
# Twentieths of a point.
_PAGE, _MARGIN = (11906, 16838), 1247
_KOREAN_FACE = "Malgun Gothic"
_STEP = "Heading3"


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
        [pandoc, f"--from={_READER}", "--to=docx", "--columns=1000", "--output=-"],
        input=text.encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH},
        cwd=Path(pandoc).parent,  # nothing of the reader's folder is looked at
    )
    return _finished(made.stdout, footer)


def _finished(data: bytes, footer: str) -> bytes:
    for prefix, name in _NAMES.items():
        Xml.register_namespace(prefix, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = Xml.fromstring(parts["word/document.xml"])
    _keep_steps(document)
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


def _element(tag: str, **attributes: object) -> Xml.Element:
    return Xml.Element(_w(tag), {_w(name): str(value) for name, value in attributes.items()})


# The pages


def _paragraphs(document: Xml.Element) -> Iterator[tuple[str, Xml.Element]]:
    """Give the paragraphs of the body, each with the name of its style."""
    for paragraph in document.iterfind(f".//{_w('body')}/{_w('p')}"):
        style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
        yield ("" if style is None else style.get(_w("val"), "")), paragraph


def _keep_steps(document: Xml.Element) -> None:
    """Keep a step's paragraphs together; the last one may be parted from what follows."""
    together: list[Xml.Element] = []
    for style, paragraph in [*_paragraphs(document), ("Heading1", Xml.Element("end"))]:
        if style.startswith("Heading"):
            for each in together[:-1]:
                properties = each.find(_w("pPr"))
                if properties is None:
                    properties = _element("pPr")
                    each.insert(0, properties)
                style_first = 1 if properties.find(_w("pStyle")) is not None else 0
                properties.insert(style_first, _element("keepNext"))
            together = []
        if style == _STEP or together:
            together.append(paragraph)


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
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
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
    """Name a Korean face, and draw the lines of tables."""
    styles = Xml.fromstring(data)
    for fonts in styles.iter(_w("rFonts")):
        fonts.attrib.pop(_w("eastAsiaTheme"), None)
        fonts.set(_w("eastAsia"), _KOREAN_FACE)
    for style in styles.iterfind(_w("style")):
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
