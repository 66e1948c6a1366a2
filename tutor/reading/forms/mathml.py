r"""Formulas of web pages (MathML) → TeX; where a page keeps the TeX that it was made from, that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.reading.forms import tex
from tutor.record import field, record

_TEX = ("application/x-tex", "TeX", "latex", "application/x-latex")
_STYLED = re.compile(r"\{\\(?:display|text)style\s*(.*)\}", re.DOTALL)
_BRACES = {"⏟": "underbrace", "⏞": "overbrace"}


@record(frozen=False)
class Node:
    """An element of a formula, as far as it was read: its name, its text, its parts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    parts: list[Node] = field(default_factory=list)

    def everything(self) -> Iterator[Node]:
        """Give the node and all that stands in it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.parts)


def mathml_tex(math: Node) -> str:
    r"""Give a formula as TeX.

    >>> index = Node("msub", {}, "", [Node("mi", {}, "h"), Node("mn", {}, "1")])
    >>> mathml_tex(Node("math", {}, "", [index, Node("mo", {}, "="), Node("mn", {}, "0.2")]))
    'h_{1}=0.2'
    """
    for node in math.everything():
        if node.name == "annotation" and node.attributes.get("encoding", "") in _TEX:
            return _shown(node.text)
    return _tex(math)


def _shown(text: str) -> str:
    """Take off what says only how large a formula is."""
    text = text.strip()
    match = _STYLED.fullmatch(text)
    return match[1] if match is not None else text


def _all(nodes: list[Node]) -> str:
    return "".join(map(_tex, nodes))


def _tex(node: Node) -> str:
    parts = [_tex(each) for each in node.parts] if node.name in _OF_PARTS else []
    match node.name, parts:
        case ("annotation" | "annotation-xml" | "mphantom", _):
            return ""
        case ("mi", _):
            return tex.word(tex.letters(node.text.strip()))
        case ("mo" | "mn", _):
            return tex.letters(node.text.strip())
        case ("mtext" | "ms", _):
            # What is typed into the boxes of a sheet stands in elements of the page.
            text = tex.letters("".join(each.text for each in node.everything()))
            return tex.word(text) if len(text) == 1 or not text.strip().isalpha() else f"\\text{{{text}}}"
        case ("mspace", _):
            return " "
        case ("mfrac", [above, below]):
            if node.attributes.get("linethickness") in ("0", "0px"):
                return tex.matrix([[above], [below]])
            return tex.fraction(above, below)
        case ("msub", [base, below]):
            return tex.scripts(base, below)
        case ("msup", [base, above]):
            return tex.scripts(base, "", above)
        case ("msubsup" | "munderover", [base, below, above]):
            return tex.scripts(base, below, above)
        case ("munder" | "mover", [base, sign]):
            return _over(node.name, base, sign)
        case ("mroot", [inside, degree]):
            return tex.root(inside, degree)
        case ("msqrt", _):
            return tex.root("".join(parts))
        case ("mtable", _):
            return _table(node)
        case ("mfenced", _):
            between = node.attributes.get("separators", ",")[:1]
            opens, closes = node.attributes.get("open", "("), node.attributes.get("close", ")")
            return f"{opens}{between.join(parts)}{closes}"
        case ("semantics", _):
            return _all(node.parts[:1])
        case _:
            return _all(node.parts) or tex.letters(node.text.strip())


_OF_PARTS = frozenset(
    ("mfrac", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mroot", "msqrt", "mfenced")
)


def _over(name: str, base: str, sign: str) -> str:
    if brace := _BRACES.get(sign.strip()):
        return f"\\{brace}{{{base}}}"
    if name == "munder":
        return tex.below(base, sign)
    return tex.accent(sign, base)


def _table(node: Node) -> str:
    rows = [
        [_tex(cell) for cell in row.parts if cell.name == "mtd"]
        for row in node.parts
        if row.name in ("mtr", "mlabeledtr")
    ]
    # A table of equations, not a matrix, has the signs of equality at the beginning of its columns.
    if any(cell.lstrip().startswith(("=", "≈")) for row in rows for cell in row[1:]):
        return tex.aligned(" & ".join(row) for row in rows)
    return tex.matrix(rows)
