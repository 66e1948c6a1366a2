"""Elements of Word's XML: how they are named, made, measured and kept together."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width
from xml.etree import ElementTree as Xml

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Twentieths of a point.
MARGIN = 1247
EQUATION, LAST_EQUATION = "Equation", "LastEquation"
PICTURE, LEGEND, BOX_ROWS = "Picture", "Legend", "BoxRows"


def word_tag(tag: str) -> str:
    """Name an element or attribute of a text."""
    return f"{{{WORD}}}{tag}"


def math_tag(tag: str) -> str:
    """Name an element or attribute of a formula."""
    return f"{{{MATH}}}{tag}"


def element_of(tag: str, **attributes: object) -> Xml.Element:
    """Make an element of a text, with its attributes."""
    return Xml.Element(word_tag(tag), {word_tag(name): str(value) for name, value in attributes.items()})


def style_of(paragraph: Xml.Element) -> str:
    """Give the style of a paragraph; "" where it has none."""
    style = paragraph.find(f"{word_tag('pPr')}/{word_tag('pStyle')}")
    return "" if style is None else style.get(word_tag("val"), "")


def keep_with_next(paragraphs: Iterable[Xml.Element]) -> None:
    """Keep each of these paragraphs on the page of what follows."""
    for paragraph in paragraphs:
        properties = paragraph.find(word_tag("pPr"))
        if properties is None:
            properties = element_of("pPr")
            paragraph.insert(0, properties)
        if properties.find(word_tag("keepNext")) is not None:
            continue
        style_first = 1 if properties.find(word_tag("pStyle")) is not None else 0
        properties.insert(style_first, element_of("keepNext"))


def thin_paragraph() -> Xml.Element:
    """Make an empty paragraph of hardly any height."""
    paragraph = element_of("p")
    properties = Xml.SubElement(paragraph, word_tag("pPr"))
    properties.append(element_of("spacing", before=0, after=0, line=120, lineRule="exact"))
    Xml.SubElement(properties, word_tag("rPr")).append(element_of("sz", val=2))
    return paragraph


def width_of(element: Xml.Element) -> int:
    """Estimate how wide a text is on one line, in twentieths of a point."""
    return sum(width_of_letter(letter) for text in texts_of(element) for letter in text)


def texts_of(element: Xml.Element) -> list[str]:
    """Give the pieces of text in an element, those of formulas too."""
    return [each.text or "" for each in element.iter() if each.tag in (word_tag("t"), math_tag("t"))]


def width_of_letter(letter: str) -> int:
    """Estimate how wide a letter is, in twentieths of a point."""
    if east_asian_width(letter) in "WFA":
        return 230
    return 170 if letter.isupper() else 130 if letter.islower() else 140
