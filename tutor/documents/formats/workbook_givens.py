"""The first worksheet of a workbook: words, inputs, parameters, start values, targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tutor.calculation.network import Unit
from tutor.calculation.numbers import plain
from tutor.documents.formats.workbook_content import (
    ACROSS,
    GIVENS,
    LARGE,
    LINE_HEIGHT,
    Cells,
    Content,
    Styles,
    key_of_unit,
    letters,
    range_of,
)

_LETTERS_A_CELL, _MOST_HEIGHT = 8, 400


class Givens:
    """Writes what is given, from above to below, and keeps where it stands."""

    def __init__(self, sheet: Any, content: Content, styles: Styles, row: int) -> None:  # noqa: ANN401
        self.sheet, self.content, self.styles = sheet, content, styles
        self.problem = content.trace.problem
        self.rows = self.problem.layout == "rows"
        self.next = row
        # How far to the right the worksheet goes.
        self.widest = ACROSS
        self.inputs: dict[int, Cells] = {}

    def write(self) -> None:
        """Write everything from the next row on."""
        problem, labels = self.problem, self.content.labels
        self.sheet.set_column(0, 0, LARGE)
        self.sheet.set_column(1, 12, 10)
        if problem.words:
            self._words("vocabulary", problem.vocabulary.words)
            for number, sequence in enumerate(problem.sequences, start=1):
                self._words("sentence", sequence.words, number if len(problem.sequences) > 1 else 0)
        # Where any x is asked for, all stand in the table.
        asks_x = any(name.startswith("x_") for name in self.content.asked)
        for number, sequence in enumerate(problem.sequences, start=1):
            if asks_x:
                continue
            columns = list(zip(*sequence.inputs, strict=True))
            self.inputs[number] = self._matrix(labels["x"] + (f" #{number}" if number > 1 else ""), columns)
        self.parameters = {
            key_of_unit(unit): self._parameters(unit)
            for unit in problem.units
            if any(key[:2] == key_of_unit(unit) for key in self.content.parameters)
        }
        self.starts = [
            {
                key_of_unit(unit): {
                    state: self._matrix(self._start_name(unit, state, number), [[n] for n in values])
                    for state, values in unit.start.items()
                }
                for unit in sequence.units
                if key_of_unit(unit) in self.content.lines_of
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
        self.sheet.write_string(
            self.next, 0, self.content.labels[label] + (f" {number}" if number else ""), self.styles.bold
        )
        for column, word in enumerate(words, start=1):
            self.sheet.write_string(self.next, column, word, self.styles.word)
        lines = max(1 + letters(word) // _LETTERS_A_CELL for word in words)
        self.sheet.set_row(self.next, min(lines * LINE_HEIGHT, _MOST_HEIGHT))
        self.next += 2

    def _range(self, cells: Cells) -> str:
        return range_of(self.content.titles, cells)

    def _matrix(self, label: str, rows: Sequence[Sequence[Any]]) -> Cells:
        self.sheet.write_string(self.next, 0, label, self.styles.bold)
        # XlsxWriter writes 0.94 as 0.9399999999999999 where it is a float, and a Decimal as it is.
        for row, entries in enumerate(rows, start=self.next):
            for column, entry in enumerate(entries, start=1):
                self.sheet.write_number(row, column, Decimal(plain(entry)), self.styles.number)
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
