"""A sheet or a key as a notebook: one step a cell, and the table of answers in a cell of its own."""

from __future__ import annotations

import re

from tutor.documents.formats.formats import written
from tutor.documents.formats.notebook import notebook
from tutor.handout.sheets.sheet import key, sheet
from tutor.handout.task import Task
from tutor.language.languages import Language

# Only a heading begins a line with these: what people wrote is escaped, and no formula does.
_HEADING = re.compile(r"^(?=#{2,6} )", re.MULTILINE)


def sheet_notebook(
    task: Task, language: Language, *, is_key: bool, working: bool = False, decimal_comma: bool = False
) -> bytes:
    """Write a task as a notebook of Markdown cells, a heading a cell.

    Raises:
        MissingExtraError: nbformat is not installed.
    """
    text = "".join(
        map(
            str,
            written(
                lambda printer: key(task, printer, working=working) if is_key else sheet(task, printer),
                "md",
                language,
                decimal_comma=decimal_comma,
            ),
        )
    )
    return notebook([part.strip() for part in _HEADING.split(text) if part.strip()], language.code)
