"""What a workbook says, where its cells are, and how they look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any
from unicodedata import east_asian_width

from tutor.calculation.network import Unit
from tutor.calculation.trace import Trace
from tutor.record import record

# Where cells are: worksheet (by its place), first row and column from 0, height and width.
GIVENS, ANSWERS = 0, 1

# The columns of the table; the last is on keys alone, where more is carried than is written.
QUANTITY, ANSWER, LINE, CARRIED = range(4)

# The width of a column of names; the height of a line.
LARGE, LINE_HEIGHT = 18, 16
# Columns that a line of text goes across on the first worksheet.
ACROSS = 9

_INPUT = {"bg_color": "#FFF9DB", "num_format": "@", "locked": False}
_NUMBER = {"border": 1, "align": "right"}


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


class Styles:
    """The formats of cells; those of a row of the table with a thick line above it where a step begins."""

    def __init__(self, book: Any, decimals: int) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._book = book
        self.title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.header = book.add_format({"bold": True, "border": 1, "bg_color": "#E8E8E8"})
        self.word = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        self.number = book.add_format(_NUMBER)
        self.entered = book.add_format({**_INPUT, "bottom": 1})
        digits = {"num_format": _digits(decimals)}
        self._rows = [
            {
                "name": book.add_format({"border": 1, **top}),
                "line": book.add_format({"indent": 1, **top}),
                "number": book.add_format({**_NUMBER, **top}),
                "written": book.add_format({**_NUMBER, **digits, **top}),
                "carried": book.add_format({**_NUMBER, **top}),
                "input": book.add_format({**_NUMBER, **_INPUT, **top}),
            }
            for top in ({}, {"top": 2})
        ]

    def of_row(self, *, begins: bool) -> Mapping[str, Any]:
        """Give the formats of a row of the table, by what stands in the cell."""
        return self._rows[begins]

    def of_text(self, text: str, *, begins: bool) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        """Show a number that is written with decimals with all of them."""
        decimals = len(text.partition(".")[2])
        if not decimals:
            return self._rows[begins]["number"]
        top = {"top": 2} if begins else {}
        return self._book.add_format({**_NUMBER, "num_format": _digits(decimals), **top})


def _digits(decimals: int) -> str:
    return f"0.{'0' * decimals}"


def range_of(titles: Sequence[str], cells: Cells) -> str:
    """Write where a block of cells stands, as a formula on any worksheet does."""
    from xlsxwriter.utility import xl_range_abs

    name = titles[cells.sheet].replace("'", "''")
    where = xl_range_abs(
        cells.row, cells.column, cells.row + cells.height - 1, cells.column + cells.width - 1
    )
    return f"'{name}'!{where}"


def key_of_unit(unit: Unit) -> tuple[str, bool]:
    """Tell a unit from every other."""
    return unit.name, unit.is_output


def letters(text: str) -> int:
    """Count the letters that fit in the place of a text; a syllable of Hangul takes that of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
