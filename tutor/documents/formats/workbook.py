"""XlsxWriter at the edge: a sheet or key as a workbook.

The first worksheet has what is given, the second one table "quantity | answer". On a sheet the answers that
are asked for are empty cells; on a key every line is a live formula over the cells before it, its value kept.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from tutor.calculation.evaluation import Floats, Key, key_of, lower
from tutor.calculation.network import TARGET, Runner, X
from tutor.calculation.trace import Run, Step
from tutor.documents.formats.spreadsheet import Formulas, rounded
from tutor.documents.formats.workbook_content import (
    ACROSS,
    ANSWER,
    ANSWERS,
    CARRIED,
    GIVENS,
    LARGE,
    LINE,
    LINE_HEIGHT,
    QUANTITY,
    Behind,
    Cells,
    Content,
    Styles,
    key_of_unit,
    letters,
    range_of,
)
from tutor.documents.formats.workbook_givens import Givens
from tutor.files.extras import missing_extra
from tutor.record import replace

_SMALL, _WIDE = 12, 52
# Letters that fit in a line across the first worksheet.
_LETTERS = 100

# A number, with a point or a comma in every country's spreadsheet, or a question mark; nothing is enforced.
_VALID = '=OR(TRIM({cell})="?",ISNUMBER(_xlfn.NUMBERVALUE(SUBSTITUTE(TRIM({cell}),",","."),".","\'")))'


def workbook(content: Content) -> bytes:
    """Write the workbook.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise missing_extra("sheets", "xlsx") from None
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2020, 1, 1)})
    _Pages(book, content).write()
    book.close()
    return buffer.getvalue()


class _Pages:
    """Writes the two worksheets; cells are given out from above to below."""

    def __init__(self, book: Any, content: Content) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.book, self.content = book, content
        self.problem = content.trace.problem
        self.sheets = [book.add_worksheet(title) for title in content.titles]
        self.styles = Styles(book, self.problem.rounding.decimals)
        self.carries_more = content.is_key and self.problem.rounding.carry == "full"
        self.next = self._heads()
        self.given = Givens(self.sheets[GIVENS], content, self.styles, self.next)
        # Vectors that a key puts together stand beside what is given.
        self.joined_row = self.next
        # The first row of the step that is being written; rows to write answers in.
        self.step_row = -1
        self.inputs_at: list[int] = []

    def write(self) -> None:
        """Write everything."""
        for sheet in self.sheets:
            sheet.set_paper(9)  # A4
            sheet.set_portrait()
            sheet.fit_to_pages(1, 0)
            sheet.set_footer(f"&L{self.content.footer}&R&P / &N")
        self.given.write()
        self.sheets[GIVENS].print_area(0, 0, self.given.next, self.given.widest)
        self._table()
        self._inputs()

    def _heads(self) -> int:
        """Write titles and instructions; give the row where what is given begins."""
        content, (givens, answers) = self.content, self.sheets
        for sheet, last in ((givens, ACROSS), (answers, LINE)):
            self._across(sheet, 0, self.problem.title, self.styles.title, last, 2)
        # Beside the table alone: an id may look like the heading of a table.
        for row, (label, value) in enumerate(content.head, start=1):
            answers.write_string(row, 0, label, self.styles.bold)
            answers.write_string(row, 1, value, *([] if value or content.is_key else [self.styles.entered]))
        givens.write_string(1, 0, content.footer)
        for row, text in enumerate(content.instructions, start=3):
            self._across(givens, row, text, self.styles.wrapped, ACROSS)
        return 4 + len(content.instructions)

    def _across(
        self,
        sheet: Any,  # noqa: ANN401 - XlsxWriter has no types
        row: int,
        text: str,
        style: Any,  # noqa: ANN401
        last: int,
        large: int = 1,
    ) -> None:
        """Write a text across columns, in as many lines as it needs; letters may be large."""
        sheet.merge_range(row, 0, row, last, "", style)
        sheet.write_string(row, 0, text, style)
        sheet.set_row(row, (1 + letters(text) * large // _LETTERS) * (LINE_HEIGHT + 4 * (large - 1)))

    def _range(self, cells: Cells) -> str:
        return range_of(self.content.titles, cells)

    # The table

    def _table(self) -> None:
        sheet, content = self.sheets[ANSWERS], self.content
        table_row = len(content.head) + 2
        sheet.set_column(QUANTITY, QUANTITY, LARGE)
        sheet.set_column(ANSWER, ANSWER, _SMALL)
        sheet.set_column(LINE, LINE, _WIDE)
        sheet.set_column(CARRIED, CARRIED, LARGE)
        for column, label in enumerate(("quantity", "answer", "line", "carried")[: 3 + self.carries_more]):
            sheet.write_string(table_row, column, content.labels[label], self.styles.header)
        sheet.repeat_rows(table_row)
        self.next = table_row + 1
        self.step_row = self.next
        for name, size in content.sizes.items():
            self._one(name, size)
        self.at: dict[tuple[int, str, str, int], Cells] = {}
        # What stands in the cells of a line on a key: a program that opens the file may not compute it anew.
        self.kept: dict[Cells, Sequence[float | Decimal]] = {}
        exact = self._unrounded()
        for run in content.trace.runs:
            self._run(run, exact)
        for line in content.behind:
            self._behind(line)

    def _formats(self, row: int) -> Mapping[str, Any]:
        return self.styles.of_row(begins=row == self.step_row)

    def _behind(self, line: Behind) -> None:
        """Write a line behind those of the forward pass."""
        self.step_row = self.next
        for at, (name, text) in enumerate(zip(line.names, line.texts, strict=True)):
            self._one(name, text, "" if at else line.equation)

    def _unrounded(self) -> dict[tuple[int, str, bool, str, int], Sequence[float]]:
        """Give the values that are carried on, where those are not what is written."""
        if not self.carries_more:
            return {}
        found: dict[tuple[int, str, bool, str, int], Sequence[float]] = {}
        for number, sequence in enumerate(self.problem.sequences, start=1):
            for begun in Runner(sequence.units, Floats(), self.problem.lines_of).run(sequence):
                for line in begun.lines:
                    value = line.evaluate(begun.values)
                    begun.values[line.symbol, 0, ""] = value
                    found[number, begun.unit.name, begun.unit.is_output, line.symbol, begun.t] = value
        return found

    def _one(self, name: str, text: str, equation: str = "") -> None:
        """Write an entry that the problem gives, or one of a line behind."""
        sheet = self.sheets[ANSWERS]
        formats = self._formats(self.next)
        sheet.write_string(self.next, QUANTITY, name, formats["name"])
        sheet.write_string(self.next, LINE, equation, formats["line"])
        if name in self.content.asked and not self.content.is_key:
            sheet.write_blank(self.next, ANSWER, None, formats["input"])
            self.inputs_at.append(self.next)
        else:
            sheet.write_number(
                self.next, ANSWER, Decimal(text), self.styles.of_text(text, begins=self.next == self.step_row)
            )
        self.next += 1

    def _run(self, run: Run, exact: Mapping[Any, Sequence[float]]) -> None:
        unit, problem = run.unit, self.problem
        if key_of_unit(unit) not in self.content.lines_of:
            if unit.x == X and not self.given.inputs:
                for step in run.steps:
                    self.step_row = self.next
                    self._x(run, step)
            return
        before: dict[str, Cells] = dict(self.given.starts[run.sequence - 1][key_of_unit(unit)])
        lines = [
            (each, lower(each.expression, Formulas(), self.given.parameters[key_of_unit(unit)]))
            for each in problem.lines_of(unit)
        ]
        for step in run.steps:
            self.step_row = self.next
            now: dict[Key, str] = {("x", 0, ""): self._x(run, step)}
            now |= {(state, 1, ""): self._range(cells) for state, cells in before.items()}
            if run.sequence in self.given.targets and unit.is_output:
                now[key_of(TARGET)] = self._column(self.given.targets[run.sequence], step.t)
            before = {}
            for line, formula in lines:
                if line.symbol not in step.quantities:
                    continue
                texts = step.quantities[line.symbol].texts
                values = exact.get((run.sequence, unit.name, unit.is_output, line.symbol, step.t))
                cells = self._line(run, step, line.symbol, texts, formula(now), values)
                now[line.symbol, 0, ""] = self._range(cells)
                self.at[run.sequence, unit.name, line.symbol, step.t] = cells
                before[line.symbol] = cells

    def _x(self, run: Run, step: Step) -> str:
        """Give x of a step: of the inputs, of the answers where it is asked for, or the state below."""
        unit = run.unit
        if unit.x == X:
            if run.sequence in self.given.inputs:
                return self._column(self.given.inputs[run.sequence], step.t)
            if (run.sequence, "", "x", step.t) not in self.at:
                first = self.next
                for entry, text in enumerate(step.quantities["x"].texts, start=1):
                    self._one(unit.quantity_name("x", step.t, entry, run.sequence), text)
                self.at[run.sequence, "", "x", step.t] = Cells(ANSWERS, first, ANSWER, self.next - first)
            return self._range(self.at[run.sequence, "", "x", step.t])
        parts = [self.at[run.sequence, node.unit, node.symbol, step.t] for node in unit.sources]
        return self._range(parts[0]) if len(parts) == 1 else self._joined(parts)

    def _column(self, cells: Cells, t: int) -> str:
        return self._range(Cells(cells.sheet, cells.row, cells.column + t - 1, cells.height))

    def _joined(self, parts: Sequence[Cells]) -> str:
        """Put vectors below each other in cells of their own, on the key alone."""
        height = sum(part.height for part in parts)
        where = Cells(GIVENS, self.joined_row, self.given.widest + 2, height)
        if self.content.is_key:
            from xlsxwriter.utility import xl_rowcol_to_cell

            row = where.row
            self.joined_row += height + 1
            name = self.content.titles[ANSWERS].replace("'", "''")
            for part in parts:
                for offset, value in enumerate(self.kept[part]):
                    cell = xl_rowcol_to_cell(part.row + offset, part.column)
                    self.sheets[GIVENS].write_formula(row, where.column, f"='{name}'!{cell}", None, value)
                    row += 1
        return self._range(where)

    def _line(
        self,
        run: Run,
        step: Step,
        symbol: str,
        texts: Sequence[str],
        formula: str,
        values: Sequence[float] | None,
    ) -> Cells:
        """Write a vector: formulas on a key; on a sheet empty cells where it is asked for, else numbers."""
        sheet, content, unit = self.sheets[ANSWERS], self.content, run.unit
        first, last = self.next, self.next + len(texts) - 1
        self.next = last + 1
        cells = Cells(ANSWERS, first, CARRIED if self.carries_more else ANSWER, len(texts))
        names = []
        for row in range(first, last + 1):
            formats = self._formats(row)
            name = unit.quantity_name(symbol, step.t, row - first + 1, run.sequence)
            names.append(name)
            sheet.write_string(row, QUANTITY, name, formats["name"])
            line = content.line(unit, symbol, step.t) if row == first else ""
            sheet.write_string(row, LINE, line, formats["line"])
        if content.is_key:
            if values is not None:
                self._live(cells, formula, values, "carried")
                formula = self._range(cells)
            numbers = [Decimal(text) for text in texts]
            self.kept[cells] = numbers if values is None else values
            written = rounded(formula, self.problem.rounding)
            self._live(replace(cells, column=ANSWER), written, numbers, "written")
            return cells
        for row, name, text in zip(range(first, last + 1), names, texts, strict=True):
            formats = self._formats(row)
            if name in content.asked:
                sheet.write_blank(row, ANSWER, None, formats["input"])
                self.inputs_at.append(row)
            else:
                sheet.write_number(row, ANSWER, Decimal(text), formats["written"])
        return cells

    def _live(self, cells: Cells, formula: str, values: Sequence[float | Decimal], style: str) -> None:
        """Write a formula over cells, with the values that it has."""
        sheet, last = self.sheets[ANSWERS], cells.row + cells.height - 1
        first, *rest = values
        style_of = [self._formats(row)[style] for row in range(cells.row, last + 1)]
        sheet.write_array_formula(
            cells.row, cells.column, last, cells.column, f"{{={formula}}}", style_of[0], first
        )
        for row, value in enumerate(rest, start=cells.row + 1):
            sheet.write_number(row, cells.column, Decimal(str(value)), style_of[row - cells.row])

    def _inputs(self) -> None:
        """Leave the cells of answers alone open, and tell who writes something else than a number."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        if self.content.is_key:
            return
        sheet = self.sheets[ANSWERS]
        # Without a password: against a slip of the hand, not against anybody.
        sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
        for _, together in groupby(enumerate(self.inputs_at), lambda each: each[1] - each[0]):
            rows = [row for _, row in together]
            sheet.data_validation(
                rows[0],
                ANSWER,
                rows[-1],
                ANSWER,
                {
                    "validate": "custom",
                    "value": _VALID.format(cell=xl_rowcol_to_cell(rows[0], ANSWER)),
                    "error_message": self.content.no_number,
                    "error_type": "warning",
                },
            )
