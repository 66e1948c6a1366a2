"""A table of one person with the steps in its rows, or in its columns: read as what stands in a text.

| t | p_t        | h_t          |      |   | t = 1        | t = 2       |
|---|------------|--------------|      |---|--------------|-------------|
| 1 | [0.8, 0.3] | [0.66, 0.29] |      | h | [0.66, 0.29] | [0.1, -0.2] |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tutor.handout.sheets.columns import columns_of, plain_heading

_CLOCK = ("t", "step", "timestep", "time", "단계", "시간단계", "시점")
_STEP = re.compile(r"(?:t|step|timestep|시간단계|단계|시점)?=?\d{1,4}(?:단계|step)?")
# As many steps as a sentence may have, and lines above.
MOST_ROWS = 80


def is_by_steps(table: Sequence[Sequence[str]]) -> bool:
    """Whether a table has a row, or a column, for each step, and is nobody's row among others'.

    >>> is_by_steps([["단계", "p1", "p2"], ["1", "0.8", "0.3"], ["2", "0.1", "0.2"]])
    True
    >>> is_by_steps([["", "t=1", "t=2"], ["h", "(0.1, 0.2)", "(0.3, 0.4)"]])
    True
    >>> is_by_steps([["id", "h_1[1]"], ["20241", "0.5"]]), is_by_steps([["t", "h_1[1]"], ["1", "0.5"]])
    (False, False)
    """
    filled = [row for row in table if any(cell.strip() for cell in row)]
    if len(filled) < 2 or "id" in columns_of(filled[0]).values():
        return False
    head, body = filled[0], filled[1:]
    down = [plain_heading(row[0]) for row in body if row]
    across = [plain_heading(cell) for cell in head[1:] if cell.strip()]
    by_rows = plain_heading(head[0]) in _CLOCK and len(down) > 1 and all(map(_STEP.fullmatch, down))
    by_columns = len(across) > 1 and all(map(_STEP.fullmatch, across)) and not all(map(str.isdigit, down))
    return by_rows or by_columns


def by_entries(table: Sequence[Sequence[str]], named: Callable[[str], str | None]) -> dict[str, str]:
    """Read a table whose columns are the lines of a step and whose rows are their entries, as on our sheets.

    Between the columns stand the signs of the calculation; ``named`` gives the name of a line.

    >>> table = [["p_1 = W x_1", "", "b", "", "a_1"], ["0.3", "+", "0.1", "=", "0.4"], ["0.2"]]
    >>> by_entries(table, {"p_1": "p_1", "a_1": "a_1"}.get)
    {'p_1[1]': '0.3', 'p_1[2]': '0.2', 'a_1[1]': '0.4', 'a_1[2]': ''}
    """
    head, body = table[0], table[1:]
    parts = [re.split(r"[=≈]|\\approx", cell) for cell in head]
    names = {at: named(each[0].strip(" $`*").replace(",", "_")) for at, each in enumerate(parts)}
    lines = {at: name for at, name in names.items() if name is not None and "[" not in name}
    if not lines or all(len(parts[at]) == 1 for at in lines):  # at least one says how it is computed
        return {}
    return {
        f"{name}[{entry}]": row[at] if at < len(row) else ""
        for at, name in lines.items()
        for entry, row in enumerate(body, start=1)
    }


def as_text(table: Sequence[Sequence[str]]) -> str:
    r"""Write a table as Markdown does, for the reader of texts.

    >>> as_text([["t", "h"], ["1", "(0.1, 0.2)"]])
    '| t | h |\n| --- | --- |\n| 1 | (0.1, 0.2) |'
    """
    filled = [row for row in table if any(cell.strip() for cell in row)]
    width = max(map(len, filled))
    lines = [
        f"| {' | '.join(' '.join(cell.split()) for cell in (*row, *[''] * (width - len(row))))} |"
        for row in filled
    ]
    return "\n".join([lines[0], f"| {' | '.join(['---'] * width)} |", *lines[1:]])
