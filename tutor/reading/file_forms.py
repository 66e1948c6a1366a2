"""Workbooks and notebooks that people hand in → rows of cells, pieces of text. Nothing in them is run."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from tutor.language.faults import MissingExtraError
from tutor.reading import reading_messages as says

# A workbook is an archive, too: what its parts may unpack to, and how many cells are looked at.
MAX_UNPACKED = 64 << 20
MAX_ROWS = 30_000
MAX_COLUMNS = 500
# Of a whole workbook; a cell far from all others makes rows of empty ones before it.
MAX_CELLS = 3_000_000

# A letter beyond the first 65,536 is two escapes in JSON; one of them alone is no letter.
_HALF = re.compile(
    r"(?P<both>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


class UnreadableFileError(Exception):
    """The bytes are no file of the kind that its name says."""


def workbook_tables(data: bytes) -> Iterator[list[list[str]]]:
    """Give every sheet of an .xlsx file as rows of texts: numbers as short as they were typed.

    A formula gives the value that the spreadsheet kept for it, else itself.

    Raises:
        MissingExtraError: openpyxl is not installed.
        UnreadableFileError: it is no workbook, or one that unpacks to too much.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError(says.READING_XLSX_NEEDS_THE_PACKAGE_OPENPYXL()) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise UnreadableFileError
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False, read_only=True)
        cells = 0
        for sheet, typed in zip(values.worksheets, formulas.worksheets, strict=True):
            table = []
            for row, other in zip(_rows(sheet), _rows(typed), strict=False):
                cells += len(row)
                if cells > MAX_CELLS:
                    raise UnreadableFileError
                table.append([_cell(value, formula) for value, formula in zip(row, other, strict=False)])
            yield table
    except UnreadableFileError:
        raise
    except Exception as error:  # openpyxl lets every fault of a broken file through as it is
        raise UnreadableFileError from error


def _rows(sheet: object) -> Iterator[tuple[object, ...]]:
    yield from sheet.iter_rows(  # type: ignore[attr-defined]
        max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True
    )


def _cell(value: object, typed: object) -> str:
    value = typed if value is None else value
    if value is None:
        return ""
    if isinstance(value, float):
        text = repr(value)
        return text[:-2] if text.endswith(".0") else text
    return str(value)


def json_of(text: str, **options: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    r"""Read JSON; half a letter, which only an escape of JSON can hold, is shown as one that cannot be read.

    >>> json_of(r'["\ud800x", "\ud83d\ude00"]')
    ['�x', '😀']
    """
    return json.loads(_HALF.sub(lambda found: found["both"] or r"\ufffd", text), **options)


def notebook_texts(data: bytes) -> list[str]:
    r"""Give the source of every cell of a notebook, which is JSON; outputs are left out.

    >>> notebook_texts(b'{"cells": [{"cell_type": "code", "source": ["h_1 = [0.2]\\n", "x"]}]}')
    ['h_1 = [0.2]\nx']
    """
    try:
        notebook = json_of(data.decode("utf-8-sig"))
        cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
        sources = [cell.get("source", cell.get("input", "")) for cell in cells]
        return ["".join(source) if isinstance(source, list) else str(source) for source in sources]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise UnreadableFileError from error
