"""Workbooks, of Excel and open ones → rows of cells. Nothing in them is run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutor.language.faults import MissingExtraError
from tutor.reading.forms import form_messages as says
from tutor.reading.forms.packages import MAX_UNPACKED, UnreadableFileError, part_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# How many cells are looked at.
MAX_ROWS = 30_000
MAX_COLUMNS = 500
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# A repeated empty cell or row at the end of a sheet fills it to its last column or row.
_MOST_REPEATED = 64
# Of a whole workbook; a cell far from all others makes rows of empty ones before it.
MAX_CELLS = 3_000_000


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


def ods_tables(data: bytes) -> Iterator[list[list[str]]]:
    """Give every sheet of an .ods as rows of texts: numbers as the file has them, not as they are shown.

    Raises:
        UnreadableFileError: it is none.
    """
    cells = 0
    for sheet in part_of(data, "content.xml").iter(f"{_TABLE}table"):
        table: list[list[str]] = []
        for row in sheet.iter(f"{_TABLE}table-row"):
            texts = list(_cells_of(row))
            while texts and not texts[-1]:
                texts.pop()
            again = min(_repeated(row, "rows"), _MOST_REPEATED)
            cells += len(texts) * again
            if cells > MAX_CELLS or len(table) > MAX_ROWS:
                raise UnreadableFileError
            table += [list(texts) for _ in range(again)]
        yield table


def _cells_of(row: Element) -> Iterator[str]:
    count = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        value = cell.get(f"{_OFFICE}value")
        text = (
            value if value is not None else "\n".join("".join(p.itertext()) for p in cell.iter(f"{_TEXT}p"))
        )
        for _ in range(min(_repeated(cell, "columns"), _MOST_REPEATED)):
            count += 1
            if count > MAX_COLUMNS:
                return
            yield text


def _repeated(element: Element, what: str) -> int:
    times = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(times) if times.isdecimal() else 1
