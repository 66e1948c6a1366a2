"""XlsxWriter at the edge: a sheet or key as a workbook.

The first worksheet has what is given, the second one table "quantity | answer". On a sheet the answers that
are asked for are empty cells; on a key every line is a live formula over the cells before it, its value kept.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

from tutor.calculation.evaluation import Floats, Key, key_of, lower
from tutor.calculation.network import TARGET, Runner, Unit, X
from tutor.calculation.numbers import plain
from tutor.calculation.trace import Run, Step, Trace
from tutor.documents.formats.spreadsheet import Formulas, rounded
from tutor.files.extras import missing_extra
from tutor.record import record, replace

# Where cells are: worksheet (by its place), first row and column from 0, height and width.
GIVENS, ANSWERS = 0, 1

# The columns of the table; the last is on keys alone, where more is carried than is written.
QUANTITY, ANSWER, LINE, CARRIED = range(4)

_LARGE, _SMALL, _WIDE = 18, 12, 52
# Columns that a line of text goes across on the first worksheet, and the letters that fit.
_ACROSS, _LETTERS = 9, 100
_LETTERS_A_CELL = 8
_LINE_HEIGHT, _MOST_HEIGHT = 16, 400

# A number, with a point or a comma in every country's spreadsheet, or a question mark; nothing is enforced.
_VALID = '=OR(TRIM({cell})="?",ISNUMBER(_xlfn.NUMBERVALUE(SUBSTITUTE(TRIM({cell}),",","."),".","\'")))'


@record()
class Cells:
    """A block of cells."""

    sheet: int
    row: int
    column: int
    height: int
    width: int = 1


@record()
class Behind:
    """A line behind those of the forward pass: names and numbers of its entries, and its equation."""

    names: Sequence[str]
    texts: Sequence[str]
    equation: str


@record()
class Content:
    """What a workbook says, finished: texts of the reader's language, and rows of the table.

    ``parameters`` are labels, by unit, whether it is the output layer, and name; only those stand there, and
    only the lines of the units in ``lines_of``. ``sizes`` are the sizes that
    are asked for, by the names of their blanks; ``line`` writes the equation of a quantity. ``no_number`` is
    what a student is told who writes something else. The lines ``behind`` are numbers, on a key as well.
    """

    trace: Trace
    titles: tuple[str, str]
    head: Sequence[tuple[str, str]]
    instructions: Sequence[str]
    labels: Mapping[str, str]
    no_number: str
    asked: frozenset[str]
    sizes: Mapping[str, str]
    parameters: Mapping[tuple[str, bool, str], str]
    lines_of: Set[tuple[str, bool]]
    line: Callable[[Unit, str, int], str]
    footer: str
    is_key: bool
    behind: Sequence[Behind] = ()


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
        self.rows = self.problem.layout == "rows"
        self.sheets = [book.add_worksheet(title) for title in content.titles]
        digits = f"0.{'0' * self.problem.rounding.decimals}"
        number = {"border": 1, "align": "right"}
        self.title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.header = book.add_format({"bold": True, "border": 1, "bg_color": "#E8E8E8"})
        self.word = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        self.number = book.add_format(number)
        self.entered = book.add_format(
            {"bg_color": "#FFF9DB", "bottom": 1, "num_format": "@", "locked": False}
        )
        # Of the table: within a step, and in the first row of a step.
        self.of_row = [
            {
                "name": book.add_format({"border": 1, **more}),
                "line": book.add_format({"indent": 1, **more}),
                "number": book.add_format({**number, **more}),
                "written": book.add_format({**number, "num_format": digits, **more}),
                "carried": book.add_format({**number, **more}),
                "input": book.add_format(
                    {**number, "bg_color": "#FFF9DB", "num_format": "@", "locked": False, **more}
                ),
            }
            for more in ({}, {"top": 2})
        ]
        self.carries_more = content.is_key and self.problem.rounding.carry == "full"
        self.next = 0
        # How far to the right the first worksheet goes; vectors that a key puts together stand beyond that.
        self.widest, self.joined_row = _ACROSS, 0
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
        self._heads()
        self._givens()
        self.sheets[GIVENS].print_area(0, 0, self.next, self.widest)
        self._table()
        self._inputs()

    def _heads(self) -> None:
        for at, sheet in enumerate(self.sheets):
            self._across(sheet, 0, self.problem.title, self.title, (_ACROSS, LINE)[at], 2)
            # Beside the table alone: an id may look like the heading of a table.
            for row, (label, value) in enumerate(self.content.head if at == ANSWERS else (), start=1):
                sheet.write_string(row, 0, label, self.bold)
                sheet.write_string(row, 1, value, *([] if value or self.content.is_key else [self.entered]))
            if at == GIVENS:
                sheet.write_string(1, 0, self.content.footer)
                self.next = 3
                for text in self.content.instructions:
                    self._across(sheet, self.next, text, self.wrapped, _ACROSS)
                    self.next += 1
                self.begin = self.next + 1
        self.next, self.joined_row, self.table_row = self.begin, self.begin, len(self.content.head) + 2

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
        sheet.set_row(row, (1 + _letters(text) * large // _LETTERS) * (_LINE_HEIGHT + 4 * (large - 1)))

    # What is given

    def _givens(self) -> None:
        sheet, problem, labels = self.sheets[GIVENS], self.problem, self.content.labels
        sheet.set_column(0, 0, _LARGE)
        sheet.set_column(1, 12, 10)
        if problem.words:
            self._words("vocabulary", problem.vocabulary.words)
            for number, sequence in enumerate(problem.sequences, start=1):
                self._words("sentence", sequence.words, number if len(problem.sequences) > 1 else 0)
        self.inputs: dict[int, Cells] = {}
        # Where any x is asked for, all stand in the table.
        asks_x = any(name.startswith("x_") for name in self.content.asked)
        for number, sequence in enumerate(problem.sequences, start=1):
            if asks_x:
                continue
            columns = list(zip(*sequence.inputs, strict=True))
            self.inputs[number] = self._matrix(labels["x"] + (f" #{number}" if number > 1 else ""), columns)
        self.parameters = {
            _of(unit): self._parameters(unit)
            for unit in problem.units
            if any(key[:2] == _of(unit) for key in self.content.parameters)
        }
        self.starts = [
            {
                _of(unit): {
                    state: self._matrix(self._start_name(unit, state, number), [[n] for n in values])
                    for state, values in unit.start.items()
                }
                for unit in sequence.units
                if _of(unit) in self.content.lines_of
            }
            for number, sequence in enumerate(problem.sequences, start=1)
        ]
        # The column of a step without a target stands empty of any: no formula reads it.
        zeros = (Decimal(0),) * problem.units[-1].output_size
        self.targets = {
            number: self._matrix(
                labels["target"] + (f" #{number}" if number > 1 else ""),
                list(zip(*(target or zeros for target in sequence.targets), strict=True)),
            )
            for number, sequence in enumerate(problem.sequences, start=1)
            if sequence.targets and any(is_output for _, is_output in self.content.lines_of)
        }

    def _start_name(self, unit: Unit, state: str, number: int) -> str:
        step = 0 if unit.direction > 0 else len(self.problem.sequences[0].inputs) + 1
        return unit.quantity_name(state, step, sequence=number)

    def _words(self, label: str, words: Sequence[str], number: int = 0) -> None:
        sheet = self.sheets[GIVENS]
        sheet.write_string(
            self.next, 0, self.content.labels[label] + (f" {number}" if number else ""), self.bold
        )
        for column, word in enumerate(words, start=1):
            sheet.write_string(self.next, column, word, self.word)
        lines = max(1 + _letters(word) // _LETTERS_A_CELL for word in words)
        sheet.set_row(self.next, min(lines * _LINE_HEIGHT, _MOST_HEIGHT))
        self.next += 2

    def _matrix(self, label: str, rows: Sequence[Sequence[Any]]) -> Cells:
        sheet = self.sheets[GIVENS]
        sheet.write_string(self.next, 0, label, self.bold)
        # XlsxWriter writes 0.94 as 0.9399999999999999 where it is a float, and a Decimal as it is.
        for row, entries in enumerate(rows, start=self.next):
            for column, entry in enumerate(entries, start=1):
                sheet.write_number(row, column, Decimal(plain(entry)), self.number)
        cells = Cells(GIVENS, self.next, 1, len(rows), len(rows[0]))
        self.widest = max(self.widest, len(rows[0]))
        self.next += len(rows) + 1
        return cells

    def _parameters(self, unit: Unit) -> dict[str, Any]:
        """Write the parameters of a unit; give their ranges as the table takes them."""
        ranges: dict[str, Any] = {}
        for parameter in unit.cell.parameters:
            values = unit.parameters[parameter.name]
            label = self.content.parameters[unit.name, unit.is_output, parameter.name]
            if isinstance(values[0], tuple):
                turned = list(zip(*values, strict=True)) if self.rows else values
                text = self._range(self._matrix(label, turned))
                ranges[parameter.name] = ((f"TRANSPOSE({text})" if self.rows else text,),)
            else:
                ranges[parameter.name] = (self._range(self._matrix(label, [[n] for n in values])),)
        return ranges

    def _range(self, cells: Cells) -> str:
        from xlsxwriter.utility import xl_range_abs

        name = self.content.titles[cells.sheet].replace("'", "''")
        where = xl_range_abs(
            cells.row, cells.column, cells.row + cells.height - 1, cells.column + cells.width - 1
        )
        return f"'{name}'!{where}"

    # The table

    def _table(self) -> None:
        sheet, content = self.sheets[ANSWERS], self.content
        sheet.set_column(QUANTITY, QUANTITY, _LARGE)
        sheet.set_column(ANSWER, ANSWER, _SMALL)
        sheet.set_column(LINE, LINE, _WIDE)
        sheet.set_column(CARRIED, CARRIED, _LARGE)
        for column, label in enumerate(("quantity", "answer", "line", "carried")[: 3 + self.carries_more]):
            sheet.write_string(self.table_row, column, content.labels[label], self.header)
        sheet.repeat_rows(self.table_row)
        self.next = self.table_row + 1
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
        formats = self.of_row[self.next == self.step_row]
        sheet.write_string(self.next, QUANTITY, name, formats["name"])
        sheet.write_string(self.next, LINE, equation, formats["line"])
        if name in self.content.asked and not self.content.is_key:
            sheet.write_blank(self.next, ANSWER, None, formats["input"])
            self.inputs_at.append(self.next)
        else:
            sheet.write_number(self.next, ANSWER, Decimal(text), self._style(formats, text))
        self.next += 1

    def _style(self, formats: Mapping[str, Any], text: str) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        """Show a number that is written with decimals with all of them."""
        decimals = len(text.partition(".")[2])
        if not decimals:
            return formats["number"]
        top = {"top": 2} if self.next == self.step_row else {}
        digits = f"0.{'0' * decimals}"
        return self.book.add_format({"border": 1, "align": "right", "num_format": digits, **top})

    def _run(self, run: Run, exact: Mapping[Any, Sequence[float]]) -> None:
        unit, problem = run.unit, self.problem
        if _of(unit) not in self.content.lines_of:
            if unit.x == X and not self.inputs:
                for step in run.steps:
                    self.step_row = self.next
                    self._x(run, step)
            return
        before: dict[str, Cells] = dict(self.starts[run.sequence - 1][_of(unit)])
        lines = [
            (each, lower(each.expression, Formulas(), self.parameters[_of(unit)]))
            for each in problem.lines_of(unit)
        ]
        for step in run.steps:
            self.step_row = self.next
            now: dict[Key, str] = {("x", 0, ""): self._x(run, step)}
            now |= {(state, 1, ""): self._range(cells) for state, cells in before.items()}
            if run.sequence in self.targets and unit.is_output:
                now[key_of(TARGET)] = self._column(self.targets[run.sequence], step.t)
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
            if run.sequence in self.inputs:
                return self._column(self.inputs[run.sequence], step.t)
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
        where = Cells(GIVENS, self.joined_row, self.widest + 2, height)
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
            formats = self.of_row[row == self.step_row]
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
            formats = self.of_row[row == self.step_row]
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
        style_of = [self.of_row[row == self.step_row][style] for row in range(cells.row, last + 1)]
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


def _of(unit: Unit) -> tuple[str, bool]:
    """Tell a unit from every other."""
    return unit.name, unit.is_output


def _letters(text: str) -> int:
    """Count the letters that fit in the place of a text; a syllable of Hangul takes that of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
