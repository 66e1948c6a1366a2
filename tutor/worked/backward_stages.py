"""The order of a backward pass on paper: loss, steps from the last back to the start, sums, new weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.backward.units import BackUnit, Placed
from tutor.calculation.trace import Run, Trace
from tutor.language.faults import Sentence
from tutor.record import record
from tutor.worked import backward_messages as says
from tutor.worked.steps import run_title

Kind = Literal["loss", "step", "start", "sums", "updates"]


@record()
class Stage:
    """Lines that stand together under a title.

    ``position`` counts the stages of a run from 0, as they are computed. The loss is the first stage of all,
    sums and new weights stand behind every step.
    """

    kind: Kind
    lines: tuple[Placed, ...]
    position: int = 0

    @property
    def first(self) -> Placed:
        """The first line."""
        return self.lines[0]

    @property
    def unit(self) -> BackUnit:
        """The unit whose stage it is; where the output gives back at the same step, that of the layer."""
        return self.lines[-1].unit


def is_several(table: BackwardTable) -> bool:
    """Whether there are several layers or directions, each with steps of its own."""
    return sum(not unit.is_output for unit in table.problem.units) > 1


def stages(table: BackwardTable, lines: Iterable[Placed]) -> Iterator[Stage]:
    """Group lines of a backward pass as they stand on paper.

    With a single layer, what the output gives back at a step stands with what the layer does there.

    >>> from tutor import Problem
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> table = BackwardTable(problem)
    >>> [(stage.kind, stage.position, stage.lines[-1].name()) for stage in stages(table, table.lines)][:3]
    [('loss', 0, 'L'), ('step', 0, 'dW_hh_2'), ('step', 1, 'dW_hh_1')]
    """
    several = is_several(table)
    of_stage: dict[str, list[Placed]] = {"loss": [], "steps": [], "sums": []}
    for line in lines:
        of_stage[line.unit.stage].append(line)
    if of_stage["loss"]:
        yield Stage("loss", tuple(of_stage["loss"]))
    steps = of_stage["steps"]
    if not several:
        steps.sort(key=lambda line: (line.sequence, -(line.t or 0)))
    counts: dict[tuple[int, str], int] = {}
    for (sequence, t, name), group in groupby(
        steps, lambda line: (line.sequence, line.t, line.unit.name if several else "")
    ):
        together = tuple(group)
        position = counts.setdefault((sequence, name), 0)
        counts[sequence, name] += 1
        yield Stage("start" if t == together[-1].unit.start else "step", together, position)
    last = table.steps + 1
    updates = [line for line in of_stage["sums"] if line.equation.role.endswith("update")]
    sums = tuple(line for line in of_stage["sums"] if line not in updates)
    if sums:
        yield Stage("sums", sums, last)
    if updates:
        yield Stage("updates", tuple(updates), last)


def run_of(trace: Trace, unit: BackUnit, sequence: int) -> Run:
    """Give the run of the forward pass that a unit goes back through."""
    return next(run for run in trace.runs if run.unit.name == unit.forward.name and run.sequence == sequence)


def title_of_unit(trace: Trace, unit: BackUnit) -> Sentence:
    """Name the layer and the direction that a unit goes back through."""
    return run_title(trace, run_of(trace, unit, 1), sentence=False)


def title_of(stage: Stage, trace: Trace, *, several: bool) -> Sentence:
    """Name a stage, with its layer and sentence where there are several."""
    match stage.kind:
        case "loss":
            return says.THE_LOSS()
        case "sums":
            return says.SUMS_OVER_TIME()
        case "updates":
            return says.ONE_STEP_OF_LEARNING()
    starts, t = stage.kind == "start", stage.first.t
    if several:
        unit = title_of_unit(trace, stage.unit)
        title = says.BACK_AT_THE_START_IN(unit=unit) if starts else says.BACK_AT_STEP_IN(unit=unit, t=t)
    else:
        title = says.BACK_AT_THE_START() if starts else says.BACK_AT_STEP(t=t)
    if len(trace.problem.sequences) > 1:
        return says.OF_SENTENCE(number=stage.first.sequence, title=title)
    return title
