"""Tables of results: a row for each time step, a column for each quantity, in Markdown and in LaTeX.

| t | word | W_hh h_{t-1} | h_t           |        W_hh h_0 = [0, 0], h_1 = [0.197, 0.380]
|---|------|--------------|---------------|   →
| 1 | i    | [0, 0]       | [0.197, 0.38] |        and the word of step 1

|        | p     | a     | value           |           p_{r,1} = 0.4, a_{r,1} = 0.7
| r_1    | 0.4   | = 0.7 | σ(0.7) ≈ 0.668  |   →       r_1 = σ(0.7) ≈ 0.668

|   | c_1 = f_1 ⊙ c_0 + i_1 ⊙ g_1       |
| 1 | 0.525 · 0.1 + 0.668 · 0.604 ≈ 0.456 |   →       c_1[1] = 0.525 · 0.1 + 0.668 · 0.604 ≈ 0.456
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tutor.reading.claims.claim import Claim
from tutor.reading.formulas.grammar import Grammar
from tutor.reading.formulas.syntax import (
    Expression,
    Gap,
    Name,
    Number,
    Place,
    changed,
    is_literal,
    step_of,
    walk,
)
from tutor.reading.gate_tables import label_of, parameters, part_of, value_of
from tutor.reading.table_cells import Cell, Cells, listed, tables_of, whole
from tutor.reading.work import Segment
from tutor.record import field, record, replace

_CLOCKS = frozenset({"t", "step", "time", "timestep", "단계", "시점", "시간"})

# What a state is called in the head of a column.
_STATES = frozenset(
    {"hidden state", "state", "new state", "은닉 상태", "은닉상태", "estado oculto", "estado", "隐藏状态"}
)


@record()
class Tables:
    """What the tables of a text say.

    Attributes:
        claims: the cells that hold a value and nothing else, as claims.
        steps: the step of each line that is a row of one.
        heads: of the other cells what their column and row say they are, by the index of their first token.
    """

    claims: list[Claim] = field(default_factory=list)
    steps: dict[int, int] = field(default_factory=dict)
    heads: dict[int, Expression] = field(default_factory=dict)


def read_tables(grammar: Grammar) -> Tables:
    """Read every cell whose column names a quantity and whose row names a step, a gate or an entry."""
    found = Tables()
    for table in tables_of(grammar):
        if parts := parameters(grammar, table):
            found.claims.extend(parts)
            continue
        turned = _turned(grammar, table)
        rows, is_turned = turned or table, turned is not None
        header, body = rows[0], rows[1:]
        columns = _by_entry(grammar, header, [_head(grammar, cell) for cell in header], len(body))
        clock = next((column for column, cell in enumerate(header) if _is_clock(grammar, cell)), None)
        if is_turned:
            clock = 0
        givens = _givens(grammar, rows)
        found.claims.extend(givens)
        told = _in_order(
            [_step(grammar, row[clock]) if clock is not None and clock < len(row) else None for row in body]
        )
        counts = clock is None and len(body) > 1 and sum(map(_is_over_t, columns)) > 1
        by_entry = clock is None and _counts_entries(grammar, header, body, columns)
        beside = [[whole(grammar, cell) for cell in row] for row in body]
        times = Counter(_quantity_of(each) for row in beside for each in row)
        for number, row in enumerate(body, start=1):
            step = number if counts else told[number - 1]
            if step is not None and not is_turned:
                found.steps.setdefault(grammar.tokens[row[0][0]].line, step)
            label = None if clock is not None else label_of(grammar, header, row)
            names = beside[number - 1]
            for at, cell in enumerate(row[: len(header)]):
                named: Expression | None = _entry(columns[at], number) if by_entry and at else None
                if label is not None:
                    named = part_of(label, columns[at]) or value_of(grammar, label, header[at])
                named = named or _at_step(columns[at], step, alone=len(body) == 1)
                about = _quantity_of(names[at - 1]) if at and named is None else None
                if about is not None and times[about] == 1:
                    named = names[at - 1]  # the value stands beside its name
                if named is not None:
                    # Steps beside each other are read one after the other, where the table begins.
                    begins = grammar.tokens[table[0][0][0]].place if is_turned else None
                    _keep(grammar, found, cell, named, begins)
                elif not givens and any(map(_quantity_of, (columns[at], *names))):
                    _seen(grammar, found, cell)
    return found


def _keep(grammar: Grammar, found: Tables, cell: Cell, named: Expression, at: Place | None) -> None:
    """Keep a cell: a bare value as a claim, a calculation for who reads calculations."""
    value = whole(grammar, cell)
    if value is not None and is_literal(value):
        segments = [Segment(None, None, named), Segment("=", value.place, value)]
        found.claims.append(Claim(segments, cell[1], "table", at))
    elif any(grammar.tokens[index].kind == "relation" for index in range(*cell)):
        found.heads[cell[0]] = named


def _seen(grammar: Grammar, found: Tables, cell: Cell) -> None:
    """Keep the numbers of a quantity of which nothing says what they follow from: they are not lost."""
    value = whole(grammar, cell)
    decimals = value is not None and any(isinstance(each, Number) and each.decimals for each in walk(value))
    if value is not None and is_literal(value) and decimals:
        segments = [Segment(None, None, Gap(value.place)), Segment("=", value.place, value)]
        found.claims.append(Claim(segments, cell[1], "table"))


def _quantity_of(node: Expression | None) -> tuple[str, int | str, tuple[int, ...]] | None:
    """Tell which quantity of a step a cell names, if it does."""
    if isinstance(node, Name) and node.step is not None:
        return node.base, node.step, node.entry
    return None


def _counts_entries(
    grammar: Grammar, header: Cells, body: Sequence[Cells], columns: Sequence[Expression | None]
) -> bool:
    """Whether the rows are the entries of vectors: 1, 2, … below nothing, beside names of one step each."""
    named = [each for each in columns[1:] if isinstance(each, Name) and isinstance(each.step, int)]
    if header[0][0] < header[0][1] or len(named) != len(columns) - 1:
        return False
    return [_step(grammar, row[0]) for row in body] == list(range(1, len(body) + 1))


def _entry(column: Expression | None, number: int) -> Name | None:
    return replace(column, entry=(number,)) if isinstance(column, Name) and not column.entry else None


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


def _column_step(grammar: Grammar, cell: Cell) -> int | None:
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
    falls = len(known) > 1 and known == list(range(known[0], 0, -1))  # the other direction
    return steps if (rises and counted) or falls else [None] * len(steps)


def _givens(grammar: Grammar, rows: Sequence[Cells]) -> list[Claim]:
    """Read rows of a name, or several, and what it stands for: ``| x_1, x_2 | [1, 0], [0, 1] |``."""
    found: list[Claim] = []
    for row in rows:
        cells = [cell for cell in row if cell[0] < cell[1]]
        if len(cells) > 2:
            cells = _named_and_given(grammar, cells)
        if len(cells) != 2:
            continue
        names, values = (listed(grammar, cell) for cell in cells)
        if len(names) != len(values) or not all(map(_is_of_a_network, names)):
            continue
        for name, value in zip(names, values, strict=True):
            if name is not None and value is not None and is_literal(value):
                segments = [Segment(None, None, name), Segment("=", value.place, value)]
                found.append(Claim(segments, cells[1][1], "table"))
    return found if len(found) > 1 else []


def _named_and_given(grammar: Grammar, cells: Cells) -> Cells:
    """Give the cells of a parameter or an input and its value, of a row that says more in words."""
    read = [whole(grammar, cell) for cell in cells]
    values = [cell for cell, each in zip(cells, read, strict=True) if each is not None and is_literal(each)]
    first = read[0]
    told = isinstance(first, Name) and _is_of_a_network(first) and (first.step is None or first.base == "x")
    words = all(each is None or isinstance(each, Name) or is_literal(each) for each in read[1:])
    marked = any(grammar.tokens[index].kind == "relation" for cell in cells for index in range(*cell))
    return [cells[0], *values] if told and words and not marked else []


def _is_of_a_network(node: Expression | None) -> bool:
    """Whether a cell names a vector of a step, or a parameter, and no word of the vocabulary."""
    if not isinstance(node, Name) or node.step is not None:
        return isinstance(node, Name)
    return node.base[:1] in "WUVwuvb" and (len(node.base) == 1 or "_" in node.base or node.base[0].isupper())


def _head(grammar: Grammar, cell: Cell) -> Expression | None:
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
    return whole(grammar, (start, at))


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


def _is_clock(grammar: Grammar, cell: Cell) -> bool:
    texts = [token.text.lower() for token in grammar.tokens[cell[0] : cell[1]]]
    hangs = len(texts) > 1 and texts[-2] in {"_", "^"}  # the t of x_t
    return bool(texts) and texts[-1] in _CLOCKS and not hangs


def _step(grammar: Grammar, cell: Cell) -> int | None:
    """Read the step that a row stands for: ``1``, ``t = 1``, ``1단계``."""
    if (step := _column_step(grammar, cell)) is not None:
        return step
    tokens = [
        token for token in grammar.tokens[cell[0] : cell[1]] if token.kind in {"number", "ident", "relation"}
    ]
    value = whole(grammar, (cell[1] - 1, cell[1])) if tokens else None
    return int(value.token) if isinstance(value, Number) and value.token.isdigit() else None
