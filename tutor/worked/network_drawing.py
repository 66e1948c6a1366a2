"""The unrolled network of a trace: which of its numbers stand where in the drawing, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.calculation.trace import Run, Trace
from tutor.documents.document import Drawing, Verbatim
from tutor.documents.drawings.network_content import Network, Row, Signs, Top
from tutor.documents.drawings.scene import Name
from tutor.documents.drawings.unrolled import layout
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.language.faults import Sentence
from tutor.worked import board_messages as says

# Of more steps, the words that describe a drawing tell these alone.
STEPS_TOLD = 12


def drawings(trace: Trace, notation: Notation) -> Iterator[Drawing]:
    """Draw the network over the steps of the first sentence; with two directions, each layer by itself."""
    output = next((run for run in trace.runs if run.sequence == 1 and run.unit.is_output), None)
    groups = groups_of(trace)
    words = [step.word for step in groups[0][0].in_time]
    for group in groups:
        first = group[0]
        is_lowest = first.unit.layer == 0
        network = Network(
            words,
            Name("x") if is_lowest else Name("h", above=f"({first.unit.layer - 1})"),
            [step.quantities["x"].texts for step in first.in_time],
            [_row(run, notation.of_unit(run.unit)) for run in group],
            _top(output, notation) if output is not None and group is groups[-1] else None,
            "input" if is_lowest else "state",
        )
        yield Drawing(layout(network), _caption(trace, group, len(groups) > 1), _told(group, notation))


def groups_of(trace: Trace) -> list[list[Run]]:
    """Give the recurrent runs of the first sentence that one drawing shows together."""
    problem = trace.problem
    recurrent = [run for run in trace.runs if run.sequence == 1 and not run.unit.is_output]
    if problem.bidirectional and problem.num_layers > 1:
        return [[run for run in recurrent if run.unit.layer == at] for at in range(problem.num_layers)]
    return [recurrent]


def _caption(trace: Trace, group: Sequence[Run], is_one_of_several: bool) -> Sentence:
    if is_one_of_several:
        return says.LAYER_OF_THE_NETWORK_STEP_BY_STEP(layer=group[0].unit.layer)
    if len(trace.problem.sequences) > 1:
        return says.THE_NETWORK_STEP_BY_STEP()
    return says.THE_NETWORK_STEP_BY_STEP_WITH_THE_NUMBERS_OF_THIS_PAGE()


def _told(group: Sequence[Run], notation: Notation) -> Sentence:
    """Say in words what the drawing shows: what every step reads, and the state that it leads to."""
    told: Sentence | None = None
    for run in group:
        name = Notation(notation.problem, Plain(), run.unit)
        for step in run.steps[:STEPS_TOLD]:
            state = name.quantity("h", str(step.t))
            values = ", ".join(step.quantities["h"].texts) if "h" in step.quantities else "…"
            each = (
                says.STEP_T_READS_WORD_H_VALUES(t=step.t, word=Verbatim(step.word), h=state, values=values)
                if step.word
                else says.STEP_T_H_VALUES(t=step.t, h=state, values=values)
            )  # fmt: skip
            told = each if told is None else says.FIRST_AND_SECOND(first=told, second=each)
    assert told is not None, "a network has steps"
    return told


def _row(run: Run, notation: Notation) -> Row:
    unit, steps = run.unit, run.in_time
    layer, arrow = notation.marks
    above = f"({layer})" if layer else ""

    def parameter(role: str) -> Name | None:
        name = next((each.name for each in unit.cell.parameters if each.role == role), None)
        if name is None:
            return None
        base, _, below = notation.names[name].partition("_")
        return Name(base, "" if unit.cell.gates else below, above, arrow)

    def values(symbol: str) -> list[tuple[str, ...]]:
        return [step.quantities[symbol].texts for step in steps if symbol in step.quantities]

    input_weight, recurrent_weight = parameter("input weight"), parameter("recurrent weight")
    assert input_weight is not None and recurrent_weight is not None, "every cell has both"
    return Row(
        Signs(
            Name("h", "", above, arrow),
            input_weight,
            recurrent_weight,
            None if unit.cell.gates else parameter("bias"),
        ),
        run.start["h"].texts,
        values("h") or [("",) * unit.output_size] * len(steps),
        values("p"),
        values("q"),
        run.start["c"].texts if "c" in run.start else (),
        values("c") if "c" in run.start else [],
        {gate: found for gate in unit.cell.gates if (found := values(gate))}
        if all(values(gate) for gate in unit.cell.gates)
        else {gate: [("",) * unit.output_size] * len(steps) for gate in unit.cell.gates},
        frozenset(each.symbol for each in unit.cell.equations if each.role == "candidate"),
        unit.cell.kind.upper(),
        unit.direction < 0,
    )


def _top(run: Run, notation: Notation) -> Top | None:
    if any("y" not in step.quantities for step in run.steps):
        return None
    base, _, below = notation.of_unit(run.unit).names["weight_hy"].partition("_")
    return Top(Name("y"), Name(base, below), {step.t: step.quantities["y"].texts for step in run.in_time})
