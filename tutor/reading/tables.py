"""Tables of results: a row for each time step, a column for each quantity, in Markdown and in LaTeX.

| t | word | W_hh h_{t-1} | h_t           |        W_hh h_0 = [0, 0], h_1 = [0.197, 0.380]
|---|------|--------------|---------------|   →
| 1 | i    | [0, 0]       | [0.197, 0.38] |        and the word of step 1
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tutor.reading.chains import Claim
from tutor.reading.grammar import Grammar
from tutor.reading.syntax import Expression, Name, Number, Segment, changed, is_literal, step_of, walk

_CLOCKS = frozenset({"t", "step", "time", "timestep", "단계", "시점", "시간"})

# What a state is called in the head of a column.
_STATES = frozenset(
    {"hidden state", "state", "new state", "은닉 상태", "은닉상태", "estado oculto", "estado", "隐藏状态"}
)

_RULES = frozenset({"bar", "op", "colon", "bullet", "arrow"})

Cells = list[tuple[int, int]]


def table_claims(grammar: Grammar) -> tuple[list[Claim], dict[int, int]]:
    """Read every cell whose column names a quantity and whose row names a step; and the step of each line."""
    claims: list[Claim] = []
    steps: dict[int, int] = {}
    for table in _tables(grammar):
        turned = _turned(grammar, table)
        rows, is_turned = turned or table, turned is not None
        header, body = rows[0], rows[1:]
        names = _by_entry(grammar, header, [_head(grammar, cell) for cell in header], len(body))
        clock = next((column for column, cell in enumerate(header) if _is_clock(grammar, cell)), None)
        if is_turned:
            clock = 0
        claims += _givens(grammar, rows)
        told = _in_order(
            [_step(grammar, row[clock]) if clock is not None and clock < len(row) else None for row in body]
        )
        counts = clock is None and len(body) > 1 and sum(map(_is_over_t, names)) > 1
        for number, row in enumerate(body, start=1):
            step = number if counts else told[number - 1]
            if step is not None and not is_turned:
                steps.setdefault(grammar.tokens[row[0][0]].line, step)
            for name, cell in zip(names, row, strict=False):
                named = _at_step(name, step, alone=len(body) == 1)
                value = _whole(grammar, cell) if named is not None else None
                if named is None or value is None or not is_literal(value):
                    continue
                sides = [Segment(None, None, named), Segment("=", value.place, value)]
                # Steps beside each other are read one after the other, where the table begins.
                at = grammar.tokens[table[0][0][0]].place if is_turned else None
                claims.append(Claim(sides, cell[1], "table", at))
    return claims, steps


def _turned(grammar: Grammar, rows: list[Cells]) -> list[Cells] | None:
    """Turn a table whose columns are the steps and whose rows are the quantities; None for any other."""
    if all(row and row[-1][0] == row[-1][1] for row in rows):  # the last bar ends the line
        rows = [row[:-1] for row in rows]
    head = rows[0]
    told = [_column_step(grammar, cell) for cell in head[1:]]
    counted = len(told) > 1 and None not in told and _in_order(told)[0] is not None
    if not counted or any(len(row) != len(head) for row in rows):
        return None
    names = [_head(grammar, row[0]) for row in rows[1:]]
    if not any(isinstance(each, Name) for each in names) or any(
        each is not None and is_literal(each) for each in names
    ):
        return None
    return [list(column) for column in zip(*rows, strict=True)]


def _column_step(grammar: Grammar, cell: tuple[int, int]) -> int | None:
    """Read the step that a column stands for: ``t = 1``, ``step 1``, ``1단계``, or a number alone."""
    tokens = grammar.tokens[cell[0] : cell[1]]
    words = {each.text.lower() for each in tokens if each.kind in {"ident", "word"}}
    numbers = [each.text for each in tokens if each.kind == "number"]
    if len(numbers) != 1 or not numbers[0].isdigit() or words - _CLOCKS:
        return None
    return int(numbers[0])


def _by_entry(
    grammar: Grammar, header: Cells, names: list[Expression | None], rows: int
) -> list[Expression | None]:
    """Read ``| t | h_1 | h_2 |`` over the rows of several steps as the entries of h."""
    if rows < 2 or not any(_is_clock(grammar, cell) for cell in header):
        return names
    numbered: dict[str, list[Name]] = {}
    for each in names:
        if isinstance(each, Name) and isinstance(each.step, int) and not each.entry:
            numbered.setdefault(each.base, []).append(each)
    entries = {
        id(each): replace(each, step="t", entry=(each.step,))
        for several in numbered.values()
        if [each.step for each in several] == list(range(1, len(several) + 1))
        for each in several
        if isinstance(each.step, int)
    }
    return [entries.get(id(each), each) for each in names]


def _in_order(steps: list[int | None]) -> list[int | None]:
    """Give the steps of the rows of a table; numbers that count nothing up are no steps."""
    known = [step for step in steps if step is not None]
    rises = all(one < other for one, other in pairwise(known))
    counted = bool(known) and (known[0] <= 1 or known[-1] - known[0] == len(known) - 1 > 1)
    return steps if rises and counted else [None] * len(steps)


def _givens(grammar: Grammar, rows: Sequence[Cells]) -> list[Claim]:
    """Read rows of a name, or several, and what it stands for: ``| x_1, x_2 | [1, 0], [0, 1] |``."""
    found: list[Claim] = []
    for row in rows:
        cells = [cell for cell in row if cell[0] < cell[1]]
        if len(cells) != 2:
            continue
        names, values = (_listed(grammar, cell) for cell in cells)
        if len(names) != len(values) or not all(map(_is_of_a_network, names)):
            continue
        for name, value in zip(names, values, strict=True):
            if name is not None and value is not None and is_literal(value):
                segments = [Segment(None, None, name), Segment("=", value.place, value)]
                found.append(Claim(segments, cells[1][1], "table"))
    return found if len(found) > 1 else []


def _is_of_a_network(node: Expression | None) -> bool:
    """Whether a cell names a vector of a step, or a parameter, and no word of the vocabulary."""
    if not isinstance(node, Name) or node.step is not None:
        return isinstance(node, Name)
    return node.base[:1] in "WUVwuvb" and (len(node.base) == 1 or "_" in node.base or node.base[0].isupper())


def _listed(grammar: Grammar, cell: tuple[int, int]) -> list[Expression | None]:
    """Read the expressions of a cell, with commas between them."""
    start, end = cell
    parts, index = [start], start
    while index < end:
        if grammar.tokens[index].kind == "comma":
            parts.append(index + 1)
        index = max(index, grammar.partner[index]) + 1
    bounds = [*parts, end + 1]
    return [_whole(grammar, (one, other - 1)) for one, other in pairwise(bounds)]


def _head(grammar: Grammar, cell: tuple[int, int]) -> Expression | None:
    """Read what a column is headed by; of a formula, the name before it; of the words, what they mean."""
    start, end = cell
    at = next((i for i in range(start, end) if grammar.tokens[i].kind == "relation"), end)
    if start >= at:
        return None
    text = " ".join(each.text.lower() for each in grammar.tokens[start:at])
    if text in _STATES:
        place = grammar.span(start, at)
        base = next((each for each in ("h", "s", "a") if each in grammar.known), "h")
        return Name(place, text, base, "t")
    return _whole(grammar, (start, at))


def _is_over_t(header: Expression | None) -> bool:
    """Whether a column holds a quantity at every step."""
    return isinstance(header, Name) and isinstance(header.step, str) and not header.entry


def _at_step(header: Expression | None, step: int | None, *, alone: bool) -> Expression | None:
    """Give what the header of a column says at the step of a row; a fixed step holds for a single row."""
    if header is None or is_literal(header):
        return None
    names = [node for node in walk(header) if isinstance(node, Name)]
    stepped = [node for node in names if node.step is not None]
    if not names or any(node.base in _CLOCKS for node in names):
        return None
    if stepped and all(isinstance(node.step, int) for node in stepped):
        return header if alone else None
    if step is None or not (stepped or isinstance(header, Name)):
        return None
    return changed(header, lambda name: _moved(name, step, whole=isinstance(header, Name)))


def _moved(name: Name, step: int, *, whole: bool) -> Name:
    """Put a name at a step; a name alone in the header belongs to the step of the row."""
    return replace(name, step=step if whole and name.step is None else step_of(name, step))


def _tables(grammar: Grammar) -> Iterator[list[Cells]]:
    """Find runs of lines with ``|`` in them, as rows of cells, without the lines that rule them."""
    tokens, partner = grammar.tokens, grammar.partner
    rows: list[Cells] = []
    cells: Cells = []
    start = index = 0
    barred = False
    while index < len(tokens):
        token = tokens[index]
        if token.kind == "bar":
            barred = True
            cells.append((start, index))
            start = index + 1
        elif token.kind in {"newline", "blank"}:
            cells.append((start, index))
            inside = {each.kind for each in tokens[cells[0][0] : index]} - _RULES
            if barred and inside:
                if tokens[cells[0][0]].kind == "bar":  # the line begins with its first bar
                    cells = cells[1:]
                rows.append(cells)
            elif token.kind == "blank" or (not barred and index > start):
                if len(rows) > 1:
                    yield rows
                rows = []
            cells, start, barred = [], index + 1, False
        index = partner[index] + 1 if partner[index] > index else index + 1
    if len(rows) > 1:
        yield rows


def _whole(grammar: Grammar, cell: tuple[int, int]) -> Expression | None:
    """Read a cell that holds one expression and nothing else."""
    start, end = cell
    if start >= end:
        return None
    saved, grammar.fault = grammar.fault, None
    got = grammar.expression(start)
    grammar.fault = saved
    return got[0] if got is not None and got[1] == end else None


def _is_clock(grammar: Grammar, cell: tuple[int, int]) -> bool:
    texts = [token.text.lower() for token in grammar.tokens[cell[0] : cell[1]]]
    hangs = len(texts) > 1 and texts[-2] in {"_", "^"}  # the t of x_t
    return bool(texts) and texts[-1] in _CLOCKS and not hangs


def _step(grammar: Grammar, cell: tuple[int, int]) -> int | None:
    """Read the step that a row stands for: ``1``, ``t = 1``, ``1단계``."""
    if (step := _column_step(grammar, cell)) is not None:
        return step
    tokens = [
        token for token in grammar.tokens[cell[0] : cell[1]] if token.kind in {"number", "ident", "relation"}
    ]
    value = _whole(grammar, (cell[1] - 1, cell[1])) if tokens else None
    return int(value.token) if isinstance(value, Number) and value.token.isdigit() else None
