"""The given numbers of a network: every unit's parameters and start values, in one table or in formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from tutor.calculation.equations import Parameter
from tutor.calculation.network import Unit
from tutor.calculation.problem import Problem
from tutor.documents.document import Display, Given, Givens, Group, Inline, Math, Verbatim
from tutor.documents.formulas.letters import number_texts
from tutor.documents.formulas.notation import Notation
from tutor.documents.palette import Role
from tutor.language.faults import Sentence
from tutor.worked import board_messages as says

# Matrices with no more columns than this, taken together, share a line.
COLUMNS_A_LINE = 9
# A table with more columns is wider than a page.
MOST_COLUMNS = 20


def given_numbers(
    problem: Problem, units: Sequence[Unit], notation: Notation, *, sizes: bool = False
) -> Givens:
    """Show the numbers of the parameters of some units, and what they start from.

    ``sizes`` puts its size under every parameter where they are formulas.
    """
    found: list[tuple[Inline | None, Given]] = []
    for unit in units:
        of_unit = notation.of_unit(unit)
        formulas = [*_formulas(problem, unit, of_unit, sizes=sizes)]
        table = _table(problem, unit, of_unit, formulas)
        found.append((_unit_title(problem, unit) if len(units) > 1 else None, table))
    return Givens(found)


def _unit_title(problem: Problem, unit: Unit) -> Sentence:
    """Say which unit a table is for."""
    if unit.is_output:
        return says.OUTPUT_LAYER()
    if problem.num_layers == 1:
        if not problem.bidirectional:
            return says.RECURRENT_LAYER()
        return says.FORWARD() if unit.direction > 0 else says.BACKWARD()
    title = says.LAYER(layer=unit.layer)
    if not problem.bidirectional:
        return title
    way = says.FORWARD_IN_A_LINE() if unit.direction > 0 else says.BACKWARD_IN_A_LINE()
    return says.FIRST_SECOND(first=title, second=way)


def _table(problem: Problem, unit: Unit, notation: Notation, formulas: Sequence[Display]) -> Given:
    """Put the numbers side by side, a row an entry; without rows where vectors are rows, or room is short."""
    size = unit.output_size
    gates = unit.cell.gates or ("",)
    columns: dict[str, dict[str, Sequence[Sequence[str]]]] = {}
    shown: dict[str, tuple[Role | None, Inline, Sequence[Inline]]] = {}
    for parameter in unit.cell.parameters:
        for name in [*(part for part in parameter.sum_of if part in unit.parameters), parameter.name]:
            head = _head(notation, name, parameter)
            is_matrix = len(parameter.axes) == 2
            texts = notation.texts[name]
            rows = texts if is_matrix else [[text] for text in texts[0]]
            columns.setdefault(head, {})[parameter.gate] = rows
            shown.setdefault(head, (notation.roles[name], Math(head), _heads(problem, unit, parameter)))
    starts = {} if unit.cell.gates else dict(_start_values(problem, unit, notation))
    groups = [Group(*each) for each in shown.values()]
    groups += [Group("state", Math(head), [""]) for head in starts]
    if notation.rows or sum(len(group.heads) for group in groups) > MOST_COLUMNS:
        return Given([], [], [], [], formulas)
    rows = []
    for gate in gates:
        for entry in range(size):
            row: list[str] = []
            for head, group in zip(shown, groups, strict=False):
                of_gate = columns[head].get(gate)
                row += of_gate[entry] if of_gate else [""] * len(group.heads)
            rows.append(row + [texts[entry] for texts in starts.values()])
    labels = [f"{gate}[{entry + 1}]" for gate in gates for entry in range(size)]
    left = [each for each in formulas if each.text in _start_formulas(problem, unit, notation)]
    return Given(groups, labels, rows, [at * size for at in range(1, len(gates))], formulas, left)


def _head(notation: Notation, name: str, parameter: Parameter) -> str:
    """Write the symbol over the columns of a parameter; those of all gates share one, without the gate."""
    if not parameter.gate:
        is_matrix = len(parameter.axes) == 2
        return notation.parameter(name) if is_matrix else notation.part(name)
    base, _, below = notation.names[name].partition("_")
    kept = below.replace(parameter.gate, "", 1) if below != parameter.gate * 2 else parameter.gate
    symbol = "_".join(filter(None, (base, kept)))
    layer, arrow = notation.marks
    written = notation.print.symbol(
        symbol, transposed=len(parameter.axes) == 2 and notation.transposed, layer=layer, arrow=arrow
    )
    return notation.print.role(notation.roles[name], written)


def _heads(problem: Problem, unit: Unit, parameter: Parameter) -> Sequence[Inline]:
    """Give what stands over each column: the words over what x is multiplied with, else numbers."""
    if len(parameter.axes) == 1:
        return [""]
    size = unit.sizes[parameter.axes[1]]
    if parameter.role == "input weight" and not unit.sources[0].unit and problem.words:
        return [Verbatim(word) for word in problem.vocabulary.words]
    return [f"[{entry}]" for entry in range(1, size + 1)]


def _start_formulas(problem: Problem, unit: Unit, notation: Notation) -> frozenset[str]:
    """Give the formulas of start values that no table shows: those of cells with gates."""
    if not unit.cell.gates:
        return frozenset()
    return frozenset([notation.print.side_by_side(_starts(problem, unit, notation))])


def _formulas(problem: Problem, unit: Unit, notation: Notation, *, sizes: bool) -> Iterator[Display]:
    """Show the numbers of a unit's parameters and start values, a gate at a time, in few lines.

    ``sizes`` puts its size under every parameter.
    """
    starts = _starts(problem, unit, notation)
    for gate in unit.cell.gates or ("",):
        own = [each for each in unit.cell.parameters if each.gate == gate]
        shown = [_value(unit, each, notation, sizes=sizes) for each in own]
        if not unit.cell.gates:
            shown, starts = shown + starts, []
        columns = sum(notation.sizes[each.name][-1] for each in own if len(each.axes) == 2)
        together = columns <= COLUMNS_A_LINE
        yield from map(Display, [notation.print.side_by_side(shown)] if together else shown)
    if starts:
        yield Display(notation.print.side_by_side(starts))


def _value(unit: Unit, parameter: Parameter, notation: Notation, *, sizes: bool) -> str:
    """Write a parameter with its numbers, and with its parts where it was given in two."""
    printer = notation.print
    sides = [notation.parameter(parameter.name)]
    parts = [name for name in parameter.sum_of if name in unit.parameters]
    if parts:
        sides.append(printer.sum(map(notation.part, parts)))
        sides.append(printer.sum(notation.vector(number_texts(unit.parameters[part])[0]) for part in parts))
    numbers = notation.parameter_values(parameter.name)
    if sizes:
        rows, *more = notation.sizes[parameter.name]
        columns = more[0] if more else 1
        numbers = printer.sized(numbers, *((columns, rows) if notation.rows else (rows, columns)))
    return reduce(printer.equation, [*sides, numbers])


def _starts(problem: Problem, unit: Unit, notation: Notation) -> list[str]:
    """Write the start values of a unit as equations."""
    return [
        notation.print.equation(head, notation.vector(texts))
        for head, texts in _start_values(problem, unit, notation)
    ]


def _start_values(problem: Problem, unit: Unit, notation: Notation) -> Iterator[tuple[str, Sequence[str]]]:
    """Give the start values of a unit with their symbols, once where all sentences have the same."""
    step = "0" if unit.direction > 0 else str(len(problem.sequences[0].inputs) + 1)
    at = problem.units.index(unit)
    starts = [sequence.units[at].start for sequence in problem.sequences]
    same = all(start == starts[0] for start in starts)
    for number, start in enumerate(starts[:1] if same else starts, start=1):
        for state, values in start.items():
            symbol = notation.quantity(state, step)
            yield symbol if same else notation.print.numbered(symbol, number), number_texts(values)[0]
