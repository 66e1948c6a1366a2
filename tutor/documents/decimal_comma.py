"""Decimal commas: a finished document whose numbers outside of formulas have a comma where they had a point.

Formulas come from a printer that writes commas itself. What a person wrote stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from tutor.documents.document import (
    Code,
    Display,
    Document,
    Drawing,
    Link,
    Math,
    Picture,
    Source,
    Title,
    Verbatim,
)
from tutor.documents.drawings.scene import Cell, Scene
from tutor.language.faults import Sentence
from tutor.record import replace

# A number, or several with commas between; a power of ten may follow.
_NUMBER = r"[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:, {_NUMBER})*")
# What is written already, or is a person's own.
_FINISHED = (Math, Display, Verbatim, Title, Code, Source)


def with_commas(document: Document) -> Document:
    """Give a document its numbers with commas.

    >>> from tutor.documents.document import Table
    >>> table = Table(("", "h"), [("a.b", "0.5"), (Verbatim("0.5"), "-1")], (False, True))
    >>> next(iter(with_commas(Document([table])).blocks)).rows
    [('a.b', '0,5'), (Verbatim(text='0.5'), '-1')]
    """
    footer = document.footer
    return document._replace(
        blocks=map(_commas, document.blocks), footer=None if footer is None else _commas(footer)
    )


def commas_in(drawing: Drawing) -> Drawing:
    """Give a drawing its numbers with commas."""
    return Drawing(*map(_commas, drawing))


def with_comma(text: str) -> str:
    """Write a number, or a list of numbers, with commas; any other text stays as it is.

    >>> with_comma("0.5"), with_comma("0.5, -0.25"), with_comma("1.1e-16"), with_comma("v1.2")
    ('0,5', '0,5; -0,25', '1,1e-16', 'v1.2')
    """
    if "." not in text or not _NUMBERS.fullmatch(text):
        return text
    return text.replace(", ", "; ").replace(".", ",")


def _commas(value: Any) -> Any:  # noqa: ANN401 - a block, or whatever stands in one
    match value:
        case str():
            return with_comma(value)
        case Sentence():
            return replace(
                value, values=MappingProxyType({name: _commas(each) for name, each in value.values.items()})
            )
        case Link(text, anchor):
            return Link(_commas(text), anchor)
        case Picture(caption=caption):
            return value._replace(caption=_commas(caption), decimal_comma=True)
        case Scene(items):
            return value._replace(
                items=[
                    each._replace(text=with_comma(each.text)) if isinstance(each, Cell) else each
                    for each in items
                ]
            )
        case _ if isinstance(value, _FINISHED):
            return value
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*map(_commas, value))
        case tuple():
            return tuple(map(_commas, value))
        case Iterable():
            return [*map(_commas, value)]
        case _:
            return value
