"""The names of the formats; nothing here needs a document, so that the help of a command is quick."""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["md", "tex", "html", "pdf", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)
# Of sheets and keys alone: files with cells to fill in; see :mod:`tutor.handout.sheets.notebook`.
CellFormat = Literal["ipynb", "xlsx"]
SheetFormat = Format | CellFormat
SHEET_FORMATS: tuple[SheetFormat, ...] = (*FORMATS, *get_args(CellFormat))
# Those that are no text.
BINARY: tuple[Format, ...] = ("pdf", "docx")
