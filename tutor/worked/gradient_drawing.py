"""The unrolled network with its arrows turned round: what comes back to every step, where its value stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tutor.calculation.backward.result import BackwardPass
from tutor.calculation.network import Unit
from tutor.calculation.trace import Run, Trace
from tutor.documents.document import Drawing
from tutor.documents.drawings.network_content import Network, Row, Signs, Top
from tutor.documents.drawings.scene import Name
from tutor.documents.drawings.unrolled import layout
from tutor.documents.formulas.notation import Notation
from tutor.language.faults import Sentence
from tutor.worked import backward_messages as says
from tutor.worked import board_messages as board_says
from tutor.worked.network_drawing import STEPS_TOLD, groups_of

# backward unit, quantity, step → what is printed, in the first sentence
_Printed = Mapping[tuple[str, str, int], tuple[str, ...]]

TRANSPOSED = "⊤"


def turned(trace: Trace, done: BackwardPass, notation: Notation) -> Iterator[Drawing]:
    """Draw what comes back over the steps of the first sentence; a layer of two directions by itself."""
    printed = {
        (line.unit.name, line.symbol, line.t): quantity.texts
        for line, quantity in done.lines
        if line.t is not None and line.sequence == 1
    }
    groups = groups_of(trace)
    output = trace.problem.units[-1]
    for group in groups:
        first = group[0]
        lowest = first.unit.layer == 0
        network = Network(
            [step.word for step in first.in_time],
            Name("x") if lowest else Name("h", above=f"({first.unit.layer - 1})"),
            [step.quantities["x"].texts for step in first.in_time],
            [_row(run, notation.of_unit(run.unit), printed) for run in group],
            _top(output, notation.of_unit(output), printed, len(first.steps))
            if group is groups[-1]
            else None,
            "input" if lowest else "state",
            turned=True,
        )
        yield Drawing(
            layout(network), says.THE_ARROWS_ARE_TURNED_ROUND(), _told(group, printed), name="backward"
        )


def _told(group: Sequence[Run], printed: _Printed) -> Sentence:
    """Say in words what comes back, from the last step to the first."""
    told: Sentence = says.WHAT_COMES_BACK_TO_EVERY_STEP()
    for run in group:
        for step in run.steps[::-1][:STEPS_TOLD]:
            texts = printed.get((f"d{run.unit.name}", "dh", step.t))
            if texts is not None:
                each = board_says.STEP_T_H_VALUES(t=step.t, h=f"dh_{step.t}", values=", ".join(texts))
                told = board_says.FIRST_AND_SECOND(first=told, second=each)
    return told


def _row(run: Run, notation: Notation, printed: _Printed) -> Row:
    unit = run.unit
    layer, arrow = notation.marks
    above = f"({layer})" if layer else ""
    nothing = ("",) * unit.output_size

    def values(symbol: str) -> list[tuple[str, ...]]:
        return [printed.get((f"d{unit.name}", symbol, step.t), nothing) for step in run.in_time]

    def parameter(role: str, *, back: bool) -> Name:
        name = next(each.name for each in unit.cell.parameters if each.role == role)
        base, _, below = notation.names[name].partition("_")
        below = "" if unit.cell.gates else below
        return Name(base, below, above + TRANSPOSED, arrow) if back else Name(f"d{base}", below, above, arrow)

    start = 0 if unit.direction > 0 else len(run.steps) + 1
    has_cells = "c" in unit.cell.states
    delta = "δ" if notation.problem.symbols in ("textbook", "source") else "da"
    return Row(
        Signs(
            Name("dh", "", above, arrow),
            # Into a word nothing goes back: there the step gives its share to the matrix.
            parameter("input weight", back=unit.layer > 0),
            parameter("recurrent weight", back=True),
            None,
            Name(delta, "", above, arrow),
        ),
        printed.get((f"d{unit.name}", "dh", start), nothing),
        values("dh"),
        [] if unit.cell.gates else values("da"),
        c_start=printed.get((f"d{unit.name}", "dc", start), nothing) if has_cells else (),
        c=values("dc") if has_cells else [],
        gates={gate: values(f"da_{gate}") for gate in unit.cell.gates},
        cell=unit.cell.kind.upper(),
        is_backward=unit.direction < 0,
    )


def _top(unit: Unit, notation: Notation, printed: _Printed, steps: int) -> Top | None:
    base, _, below = notation.names["weight_hy"].partition("_")
    found = {t: texts for t in range(1, steps + 1) if (texts := printed.get((f"d{unit.name}", "ds", t)))}
    return Top(Name("ds"), Name(base, below, TRANSPOSED), found) if found else None
