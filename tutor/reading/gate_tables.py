"""Tables of a step of gates, and of their parameters: a row for each entry of a gate.

|        | p     | q     | b    | a     | value          |      p_{r,1} = 0.4, q_{r,1} = 0, b_r = 0.3,
| r_1    | = 0.4 | = 0.0 | 0.3  | = 0.7 | σ(0.7) ≈ 0.668 |  →   a_{r,1} = 0.7, r_1 = σ(0.7) ≈ 0.668
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.reading.claims.claim import Claim
from tutor.reading.formulas.grammar import Grammar
from tutor.reading.formulas.syntax import Apply, Expression, Matrix, Name, Number, Vector
from tutor.reading.signs import BACKWARD, FORWARD
from tutor.reading.table_cells import Cell, Cells, listed, whole
from tutor.reading.work import Segment
from tutor.record import replace

# What a gate is computed from, by the letters of the customary tables; and what heads its own value.
_PARTS = frozenset("pqba")
_VALUES = frozenset({"value", "result", "gate", "activation", "output", "값", "결과", "활성화", "게이트 값"})
_PARAMETER = re.compile(r"[WUb](?:_[a-z]+)*(?:\^\d+)?")


def label_of(grammar: Grammar, header: Cells, row: Cells) -> Name | None:
    """Find the quantity that a row is about: a cell under no heading, or in front, that is only its name."""
    for at, cell in enumerate(row[: len(header)]):
        if at and header[at][0] < header[at][1]:
            continue
        name = whole(grammar, cell)
        if isinstance(name, Name) and isinstance(name.step, int):
            return name
    return None


def parameters(grammar: Grammar, rows: Sequence[Cells]) -> list[Claim]:
    """Read a table of the parameters of all gates: a column for each entry, a row for each unit of a gate.

    |      | W_i |     | W_h | b  |
    | r[1] | 0.1 | 0.2 | 0.3 | 0  |     →  W_{ir} = [[0.1, 0.2], …], W_{hr} = [[0.3], …], b_r = [0, …]
    | r[2] | …   | …   | …   | …  |
    """
    starts = [
        (at, name) for at, cell in enumerate(rows[0]) if isinstance(name := whole(grammar, cell), Name) and at
    ]
    plain = all(_PARAMETER.fullmatch(name.base) and name.step is None for _, name in starts)
    if rows[0][0][0] < rows[0][0][1] or not starts or not plain:
        return []
    gates: dict[str, list[Cells]] = {}
    for row in rows[1:]:
        unit = _unit(whole(grammar, row[0]))
        if unit is not None:
            gate, number = unit
            if number != len(gates.setdefault(gate, [])) + 1:
                return []
            gates[gate].append(row)
    found: list[Claim] = []
    ends = [at for at, _ in starts[1:]] + [len(rows[0])]
    for gate, units in gates.items():
        for (start, name), end in zip(starts, ends, strict=True):
            entries = [[whole(grammar, cell) for cell in row[start:end]] for row in units]
            numbers = [tuple(each for each in row if isinstance(each, Number)) for row in entries]
            if all(len(one) == len(row) > 0 for one, row in zip(numbers, entries, strict=True)):
                found.append(_parameter(_of_gate(name, gate), numbers, units[-1][end - 1][1]))
    return found


def _unit(label: Expression | None) -> tuple[str, int] | None:
    """Give the gate and the number of ``r[1]``, whose [1] may look like a step, or ``f`` like a function."""
    match label:
        case Name(base=base, step=None, entry=(int(number),)) | Name(base=base, step=int(number), entry=()):
            return base, number
        case Apply(text=text, argument=Vector(entries=(Number(token=token),))) if token.isdigit():
            return text, int(token)
    return None


def _parameter(name: Name, rows: Sequence[tuple[Number, ...]], end: int) -> Claim:
    place = rows[0][0].place
    if name.base.startswith("b"):
        value: Expression = Vector(place, tuple(row[0] for row in rows))
    else:
        value = Matrix(place, tuple(rows), tuple(row[0].place.to(row[-1].place) for row in rows))
    return Claim([Segment(None, None, name), Segment("=", place, value)], end, "table")


def _of_gate(name: Name, gate: str) -> Name:
    """Name the rows of a parameter for one gate: of ``W_i^0`` for r ``W_ir^0``, of ``b`` ``b_r``."""
    base, _, layer = name.base.partition("^")
    below = base.rpartition("_")[2] if base[-2:-1] == "_" else ""
    stem = base.removesuffix(f"_{below}") if below else base
    base = f"{stem}_{below}{gate}" + (f"^{layer}" if layer else "")
    return replace(name, base=base, text=base)


def part_of(label: Name, column: Expression | None) -> Name | None:
    """Name what a column holds of the quantity of a row: ``a`` of ``r_1`` is ``a_{r,1}``, ``b`` is ``b_r``.

    >>> from tutor.reading.formulas.syntax import Place
    >>> here = Place(1, 1, 1, 2)
    >>> found = part_of(Name(here, "r", "r_forward^0", 2, (1,)), Name(here, "a", "a"))
    >>> found.base, found.text
    ('a_forward_r^0', 'a_{r,2}[1]')
    """
    if not isinstance(column, Name) or column.step is not None or column.base not in _PARTS:
        return None
    rest, _, layer = label.base.partition("^")
    letter, direction = rest, ""
    for each in (FORWARD, BACKWARD):
        if rest.endswith(each):
            letter, direction = rest.removesuffix(each), each
    base = f"{column.base}{direction}_{letter}" + (f"^{layer}" if layer else "")
    step = None if column.base == "b" else label.step
    hangs = letter if step is None else f"{{{letter},{step}}}"
    text = f"{column.base}_{hangs}" + "".join(f"[{each}]" for each in label.entry)
    return replace(label, base=base, step=step, text=text)


def value_of(grammar: Grammar, label: Name, header: Cell) -> Name | None:
    """Give the quantity of a row itself where a column says so: in a word, or by its activation."""
    text = " ".join(each.text.lower() for each in grammar.tokens[slice(*header)])
    applied = [node for node in listed(grammar, header) if isinstance(node, Apply)]
    return label if text in _VALUES or applied else None
