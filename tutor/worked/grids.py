"""Lines of a step as tables, a row an entry: the gates of a cell, or a state of many entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.calculation.equations import Add, Equation, Expression, Fn, MatVec, Param, Ref, walk
from tutor.documents.document import Grid, Inline, Math
from tutor.documents.formulas.letters import STEP
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.documents.palette import Role
from tutor.language.faults import Sentence
from tutor.record import NamedTuple
from tutor.worked import board_messages as says

# What the gates of the cells are called.
GATE_NAMES: Mapping[str, Sentence] = MappingProxyType(
    {
        "r": says.RESET_GATE(),
        "z": says.UPDATE_GATE(),
        "n": says.CANDIDATE(),
        "i": says.INPUT_GATE(),
        "f": says.FORGET_GATE(),
        "g": says.CANDIDATE(),
        "o": says.OUTPUT_GATE(),
    }
)

# A table where a vector has at least so many entries, or x has.
ENTRIES, INPUTS = 4, 6
# So many letters stand side by side in a row of a table.
LETTERS_A_CELL = 62


class Column(NamedTuple):
    """A column: its head, its role, the formula of each row; None where a row has nothing."""

    head: Skeleton
    role: Role | None
    cells: Sequence[Skeleton | None]


class Plan(NamedTuple):
    """A table of some lines of a unit, with holes for what changes from step to step."""

    lines: Sequence[Equation]
    labels: Sequence[Skeleton]
    columns: Sequence[Column]
    gates: Sequence[tuple[int, str, Skeleton]]

    def holes(self) -> Iterator[Hole]:
        """List the holes of the table."""
        for label in self.labels:
            yield from label.holes
        for column in self.columns:
            yield from column.head.holes
            for cell in column.cells:
                yield from cell.holes if cell else ()
        for _, _, symbol in self.gates:
            yield from symbol.holes

    def filled(self, values: Mapping[Hole, str]) -> Grid:
        """Give the table of one step."""
        header: list[Inline] = [""]
        header += [Math(column.head.fill(values)) for column in self.columns]
        rows: list[list[Inline]] = []
        for at, label in enumerate(self.labels):
            cells = [column.cells[at] for column in self.columns]
            rows.append(
                [Math(label.fill(values)), *(Math(each.fill(values)) if each else "" for each in cells)]
            )
        gates = [
            (at, says.GATE_SYMBOL(gate=GATE_NAMES[gate], symbol=Math(symbol.fill(values))))
            for at, gate, symbol in self.gates
        ]
        return Grid(header, (None, *(column.role for column in self.columns)), rows, gates)


def planned(notation: Notation, lines: Sequence[Equation]) -> list[Plan | Equation]:
    """Put lines that stand together into tables where that is easier to read; others stay lines."""
    if not _suits(notation, lines):
        return list(lines)
    found: list[Plan | Equation] = []
    waiting: list[Equation] = []
    for line in lines:
        if line.axis == "one" or (waiting and (line.gate == "") != (waiting[-1].gate == "")):
            found += _tables(notation, waiting)
            waiting = []
        if line.axis == "one":
            found.append(line)
        else:
            waiting.append(line)
    return [*found, *_tables(notation, waiting)]


def _suits(notation: Notation, lines: Sequence[Equation]) -> bool:
    """Whether the lines of a unit read better as a table, and find room in one."""
    if not notation.print.tabular or notation.fused:
        return False
    valued = {line.gate for line in lines if _kind(line) == "gate"}
    if {line.gate for line in lines if line.gate} != valued or (
        valued and len(valued) < len(notation.unit.cell.gates)
    ):
        return False
    largest = max(notation.axes[line.symbol] for line in lines)
    inputs = notation.axes["x"] if not notation.unit.is_output else 0
    if not notation.unit.cell.gates and largest < ENTRIES and inputs < INPUTS:
        return False
    return all(_letters(notation, line.expression) <= LETTERS_A_CELL for line in lines)


def _letters(notation: Notation, expression: Expression) -> int:
    """Count about how many letters the widest product of an expression has when it is written out."""
    decimals = notation.problem.rounding.decimals
    widths = [0]
    for node in walk(expression):
        if isinstance(node, MatVec) and not (notation.picks and node.vector == Ref("x")):
            texts = notation.texts[node.matrix.name]
            widths.append(sum(len(text) + decimals + 4 for text in texts[0]))
    return sum(widths)


def _tables(notation: Notation, lines: Sequence[Equation]) -> list[Plan | Equation]:
    if not lines:
        return []
    if lines[0].gate:
        return [_of_gates(notation, lines)]
    if len({notation.axes[line.symbol] for line in lines}) > 1:
        return list(lines)
    return [_of_lines(notation, lines)]


def _of_lines(notation: Notation, lines: Sequence[Equation]) -> Plan:
    """Make a table of lines that belong together, a column a line."""
    printer = notation.print
    columns: list[Column] = []
    for line in lines:
        if (bias := _bias(line, lines)) is not None:
            columns.append(_bias_column(notation, [(bias, notation.axes[line.symbol])]))
        left = notation.quantity(line.symbol, STEP)
        head = printer.equation(left, notation.symbolic(line.expression))
        cells = notation.cells(line, working=_has_working(notation, line, lines))
        columns.append(Column(Skeleton(head), notation.roles[line.symbol], cells))
    size = notation.axes[lines[0].symbol]
    labels = [Skeleton(printer.number(str(entry))) for entry in range(1, size + 1)]
    return Plan(lines, labels, columns, ())


def _of_gates(notation: Notation, lines: Sequence[Equation]) -> Plan:
    """Make a table of all gates, a column a kind of line, the gates below each other."""
    gates = list(dict.fromkeys(line.gate for line in lines))
    kinds = list(dict.fromkeys(_kind(line) for line in lines))
    size = notation.axes[lines[0].symbol]
    of = {(line.gate, _kind(line)): line for line in lines}
    columns: list[Column] = []
    for kind in kinds:
        own = [of.get((gate, kind)) for gate in gates]
        if kind == "pre-activation":
            biases = [_bias(line, lines) if line else None for line in own]
            if any(biases):
                columns.append(_bias_column(notation, [(bias, size) for bias in biases]))
        cells: list[Skeleton | None] = []
        for line in own:
            if line is None:
                cells += [None] * size
            else:
                cells += notation.cells(line, working=_has_working(notation, line, lines))
        roles = [notation.roles[line.symbol] for line in own if line]
        columns.append(Column(Skeleton(_head(notation, kind, lines)), roles[0], cells))
    labels = [
        Skeleton(notation.quantity(_result(lines, gate), STEP, str(entry)))
        for gate in gates
        for entry in range(1, size + 1)
    ]
    named = [
        (at * size, gate, Skeleton(notation.quantity(_result(lines, gate), STEP)))
        for at, gate in enumerate(gates)
    ]
    return Plan(lines, labels, columns, named)


def _kind(line: Equation) -> str:
    return "gate" if line.role == "candidate" else line.role


def _result(lines: Sequence[Equation], gate: str) -> str:
    """Give the last line of a gate, which is its value."""
    return [line.symbol for line in lines if line.gate == gate][-1]


def _head(notation: Notation, kind: str, lines: Sequence[Equation]) -> str:
    """Write the head of a column that holds the lines of one kind of all gates."""
    printer = notation.print
    letter = {"input term": "p", "recurrent term": "q", "pre-activation": "a"}.get(kind)
    if letter:
        role = next(notation.roles[line.symbol] for line in lines if _kind(line) == kind)
        return printer.role(role, printer.symbol(letter))
    used = dict.fromkeys(
        node.name
        for line in lines
        if _kind(line) == kind
        for node in walk(line.expression)
        if isinstance(node, Fn)
    )
    a = printer.grouped(printer.symbol("a"), tall=False)
    return printer.listed(printer.applied(name, a) for name in used)


def _bias(line: Equation, lines: Sequence[Equation]) -> str | None:
    """Give the bias of a line that adds nothing but what stands in the row before it, and a bias."""
    if not isinstance(line.expression, Add):
        return None
    written = {each.symbol for each in lines}
    names = [term.name for term in line.expression.terms if isinstance(term, Param)]
    others = [term for term in line.expression.terms if not isinstance(term, Param)]
    plain = all(isinstance(term, Ref) and not term.lag and term.symbol in written for term in others)
    return names[0] if plain and len(names) == 1 else None


def _has_working(notation: Notation, line: Equation, lines: Sequence[Equation]) -> bool:
    """Whether an entry is written out: not a sum of the row before it, nor what a one-hot vector picks."""
    expression = line.expression
    if isinstance(expression, MatVec):
        return not (notation.picks and expression.vector == Ref("x"))
    if isinstance(expression, Add):
        written = {each.symbol for each in lines}
        return not all(
            isinstance(term, Param) or (isinstance(term, Ref) and not term.lag and term.symbol in written)
            for term in expression.terms
        )
    return True


def _bias_column(notation: Notation, biases: Sequence[tuple[str | None, int]]) -> Column:
    printer = notation.print
    cells: list[Skeleton | None] = []
    for name, size in biases:
        if name is None:
            cells += [None] * size
        else:
            cells += [Skeleton(printer.number(text)) for text in notation.texts[name][0]]
    head = printer.role("bias", printer.symbol("b"))
    names = [name for name, _ in biases if name]
    if len(biases) == 1:
        head = notation.parameter(names[0])
    return Column(Skeleton(head), "bias", cells)
