"""Where the tables of a text are, and what stands in a cell: its tokens, from one to before another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tutor.reading.formulas.grammar import Grammar
from tutor.reading.formulas.syntax import Expression

_RULES = frozenset({"bar", "op", "colon", "bullet", "arrow"})

Cell = tuple[int, int]
Cells = list[Cell]


def tables_of(grammar: Grammar) -> Iterator[list[Cells]]:
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
                if cells[-1][0] == cells[-1][1]:  # and ends with its last
                    cells = cells[:-1]
                rows.append(cells)
            elif token.kind == "blank" or (not barred and index > start):
                if len(rows) > 1:
                    yield rows
                rows = []
            cells, start, barred = [], index + 1, False
        index = partner[index] + 1 if partner[index] > index else index + 1
    if len(rows) > 1:
        yield rows


def whole(grammar: Grammar, cell: Cell) -> Expression | None:
    """Read a cell that holds one expression and nothing else."""
    start, end = cell
    if start >= end:
        return None
    saved, grammar.fault = grammar.fault, None
    got = grammar.expression(start)
    grammar.fault = saved
    return got[0] if got is not None and got[1] == end else None


def listed(grammar: Grammar, cell: Cell) -> list[Expression | None]:
    """Read the expressions of a cell, with commas between them."""
    start, end = cell
    parts, index = [start], start
    while index < end:
        if grammar.tokens[index].kind == "comma":
            parts.append(index + 1)
        index = max(index, grammar.partner[index]) + 1
    bounds = [*parts, end + 1]
    return [whole(grammar, (one, other - 1)) for one, other in pairwise(bounds)]
