"""Tables that fit a page: divided where they are too wide for it, their numbers set at the decimal point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from tutor.documents.document import Table, Verbatim

# So many digits stand side by side on a page; a column needs room beside its own.
PAGE_DIGITS = 80
COLUMN_GAP = 3


def divided(table: Table, digits: float) -> Iterator[Table]:
    """Divide a table of numbers into tables of about as many columns each; one without keys stays whole.

    ``digits``: as many stand side by side on a page.
    """
    if not table.keys:
        yield table
        return
    keys, columns = table.keys, len(table.header) - table.keys
    rows = list(table.rows)
    word = max(len(cell.text) if isinstance(cell, Verbatim) else 0 for row in rows for cell in row[:keys])
    longest = max(len(str(cell)) for row in rows for cell in row[keys:])
    fitting = max(1, int((digits - word) // (longest + COLUMN_GAP)))
    each = ceil(columns / ceil(columns / fitting))
    for begin in range(keys, keys + columns, each):
        shown = [*range(keys), *range(begin, min(begin + each, keys + columns))]
        yield table._replace(
            header=[table.header[column] for column in shown],
            rows=[[row[column] for column in shown] for row in rows],
            numeric=[table.numeric[column] for column in shown],
        )


def missing_digits(cells: Sequence[str]) -> list[str]:
    """Tell what each number of a column lacks behind it, so that all points stand below each other.

    >>> missing_digits(["1", "0.25", "0.5"]), missing_digits(["0,5", "0,25"])
    (['.00', '', '0'], ['0', ''])
    """
    ends = [cell.replace(",", ".").partition(".") for cell in cells]
    most = max((len(decimals) for _, _, decimals in ends), default=0)
    hidden = ["0" * (most - len(decimals)) for _, _, decimals in ends]
    return [
        f".{digits}" if digits and not point else digits
        for digits, (_, point, _) in zip(hidden, ends, strict=True)
    ]
