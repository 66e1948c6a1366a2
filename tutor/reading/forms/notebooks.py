"""Notebooks (JSON) → their cells, and what was printed below them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tutor.reading.forms.packages import UnreadableFileError
from tutor.reading.forms.spots import FileText, Spot, file_text_of

# A letter beyond the first 65,536 is two escapes in JSON; one of them alone is no letter.
_HALF = re.compile(
    r"(?P<both>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
# What a cell shows, in the order in which a person would rather read it.
_SHOWN = ("text/markdown", "text/latex", "text/plain")
# Commands of the notebook itself, in code.
_COMMAND = re.compile(r"\s*[%!?]")
_COLOURS = re.compile("\x1b\\[[0-9;]*[A-Za-z]")
_WIDGET = re.compile(r"<[\w.]+(?: [^<>]*)?>")


def json_of(text: str, **options: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    r"""Read JSON; half a letter, which only an escape of JSON can hold, is shown as one that cannot be read.

    >>> json_of(r'["\ud800x", "\ud83d\ude00"]')
    ['�x', '😀']
    """
    return json.loads(_HALF.sub(lambda found: found["both"] or r"\ufffd", text), **options)


def notebook_text(text: str, *, outputs: bool = True) -> FileText:
    r"""Give what stands in the cells of a notebook, and what was printed below each if ``outputs``.

    Raises:
        UnreadableFileError: it is no notebook.

    >>> found = notebook_text('{"cells": [{"cell_type": "code", "source": ["h_1 = [0.2]\\n", "x"]}]}')
    >>> found.text, [str(each.said()) for each in found.spots]
    ('h_1 = [0.2]\nx', ['cell 1, line 1', 'cell 1, line 2'])
    """
    try:
        notebook = json_of(text)
        cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
        return file_text_of(_lines(cells, outputs))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise UnreadableFileError from error


def _lines(cells: list[Mapping[str, Any]], outputs: bool) -> Iterator[tuple[str, Spot]]:
    for number, cell in enumerate(cells, start=1):
        source = _joined(cell.get("source", cell.get("input", "")))
        is_code = cell.get("cell_type") == "code"
        if number > 1:
            yield "", Spot("cell", number, 1)
        for at, line in enumerate(source.split("\n"), start=1):
            yield ("" if is_code and _COMMAND.match(line) else line), Spot("cell", number, at)
        if is_code and outputs:
            for at, line in enumerate(_printed(cell.get("outputs", ())), start=1):
                yield line, Spot("output", number, at)


def _printed(outputs: list[Mapping[str, Any]]) -> Iterator[str]:
    """Give the lines below a cell; pictures, widgets and messages of errors are none."""
    for output in outputs:
        # Notebooks of the third format have the forms beside the kind, under short names.
        shown = output.get("data") or {f"text/{name}": value for name, value in output.items()}
        text = output["text"] if output.get("output_type") == "stream" and "text" in output else None
        if text is None:
            names = (*_SHOWN, "text/text") if output.get("output_type") != "error" else ()
            text = next((shown[name] for name in names if shown.get(name)), None)
        if text is None or output.get("name") == "stderr":
            continue
        text = _COLOURS.sub("", _joined(text)).strip("\n")
        if text.strip() and not _WIDGET.fullmatch(text.strip()):
            # A blank line: what is printed does not go on with the code.
            yield ""
            yield from (line.rpartition("\r")[2] for line in text.removesuffix("\r").split("\n"))


def _joined(text: object) -> str:
    if isinstance(text, list):
        return "".join(map(str, text))
    return str(text)
