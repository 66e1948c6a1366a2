r"""Equations of word processors (Office Math) → TeX.

Word, LibreOffice and Google Docs write them into .docx alike: ``m:sSub`` of ``m:e`` and ``m:sub``, an index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.reading.forms import tex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OPEN = "("


def omml_tex(element: Element) -> str:
    r"""Give an equation, or what is inside a part of one, as TeX.

    >>> from xml.etree.ElementTree import fromstring
    >>> ns = "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
    >>> part = "<m:sSub><m:e><m:r><m:t>h</m:t></m:r></m:e><m:sub><m:r><m:t>1</m:t></m:r></m:sub></m:sSub>"
    >>> omml_tex(fromstring(f"<m:oMath {ns}>{part}<m:r><m:t>=0.2</m:t></m:r></m:oMath>"))
    'h_{1}=0.2'
    """
    pieces = [_piece(each) for each in element]
    return "".join(pieces)


def _child(element: Element, name: str) -> str:
    found = element.find(MATH + name)
    return omml_tex(found) if found is not None else ""


def _property(element: Element, name: str, default: str) -> str:
    """Read a setting of an element, which stands in the first of its parts."""
    for properties in element:
        if properties.tag.endswith("Pr"):
            found = properties.find(MATH + name)
            if found is not None:
                return found.get(f"{MATH}val", default)
    return default


def _piece(element: Element) -> str:
    name = element.tag.removeprefix(MATH)
    match name:
        case "r":
            return _run(element)
        case "f":
            return _fraction(element)
        case "sSub" | "sSup" | "sSubSup":
            return tex.scripts(_child(element, "e"), _child(element, "sub"), _child(element, "sup"))
        case "d":
            return _delimited(element)
        case "m":
            return tex.matrix(
                [
                    [omml_tex(cell) for cell in row.iterfind(f"{MATH}e")]
                    for row in element.iterfind(f"{MATH}mr")
                ]
            )
        case "eqArr":
            return tex.aligned(omml_tex(each) for each in element.iterfind(f"{MATH}e"))
        case "func":
            return f"{tex.word(_child(element, 'fName').strip())} {_child(element, 'e')}"
        case "nary":
            sign = _property(element, "chr", "∫")
            return (
                f"{tex.scripts(sign, _child(element, 'sub'), _child(element, 'sup'))} {_child(element, 'e')}"
            )
        case "rad":
            return tex.root(_child(element, "e"), _child(element, "deg"))
        case "acc":
            return tex.accent(_property(element, "chr", "\u0302"), _child(element, "e"))
        case "bar":
            return _child(element, "e")
        case "borderBox":
            return tex.box(_child(element, "e"))
        case "groupChr":
            below = _property(element, "pos", "bot") == "bot"
            return f"\\{'underbrace' if below else 'overbrace'}{{{_child(element, 'e')}}}"
        case "limLow":
            return tex.below(_child(element, "e"), _child(element, "lim"))
        case "limUpp":
            return tex.scripts(_child(element, "e"), "", _child(element, "lim"))
        case _ if name.endswith("Pr"):
            return ""
        case _:
            return omml_tex(element)


def _run(element: Element) -> str:
    """Write the text of a run; the name of a function is one however it was typed."""
    text = tex.letters("".join(each.text or "" for each in element if each.tag.endswith("}t")))
    return tex.word(text) if text.isalpha() else text


def _fraction(element: Element) -> str:
    above, below = _child(element, "num"), _child(element, "den")
    match _property(element, "type", "bar"):
        case "noBar":
            return tex.matrix([[above], [below]])
        case "lin":
            return f"{above}/{below}"
        case _:
            return tex.fraction(above, below)


def _delimited(element: Element) -> str:
    if _is_box(element):
        return tex.box("".join(_run(each) for each in element.iter(f"{MATH}r")))
    between = _property(element, "sepChr", "|")
    inside = between.join(omml_tex(each) for each in element.iterfind(f"{MATH}e"))
    return f"{_property(element, 'begChr', _OPEN)}{inside}{_property(element, 'endChr', ')')}"


def _is_box(element: Element) -> bool:
    """Whether strokes stand around two lines to write on, as on our sheets and not as around a number."""
    if _property(element, "begChr", _OPEN) != "|" or _property(element, "endChr", ")") != "|":
        return False
    return any(element.find(f"{MATH}e//{MATH}{name}") is not None for name in ("bar", "eqArr"))
