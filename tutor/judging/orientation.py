"""Which way round a square matrix is meant: the written order decides; without one, the numbers do.

A square matrix fits both ways. Where W h or h W is written, that is what is judged. Where neither is, both
readings are judged: the one that fits throughout is taken, and said; where both fit or neither does, both
results are given. It is never guessed in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType

from tutor.binding.givens import MATRICES
from tutor.binding.literal_rows import turned
from tutor.binding.model import Model
from tutor.binding.problem_reading import Assumption
from tutor.calculation.equations import Ref
from tutor.calculation.names import Orientation
from tutor.judging import judging_messages as says
from tutor.judging.judgement import Judgement
from tutor.judging.on_paper import corrected
from tutor.judging.symbol_table import Page
from tutor.language.faults import Operand, Sentence
from tutor.reading.findings import Finding, Reading
from tutor.reading.work import Work
from tutor.record import replace

# Fewer would print two readings alike.
LEAST_DECIMALS = 3

JudgeAs = Callable[[Work, Model], Judgement]


def by_evidence(work: Work, model: Model, judge_as: JudgeAs) -> Judgement:
    """Judge under every reading that the sizes leave open, and keep the one the text bears out."""
    square = [name for name in MATRICES if _reads_both_ways(model, name)]
    unordered = [name for name in square if name not in model.binding.order]
    if not unordered:
        judgement = judge_as(work, model)
        return _other_way(work, model, judgement, judge_as) if judgement.roots else judgement
    models = []
    for choice in product((False, True), repeat=len(unordered)):
        other = model
        for name, turn in zip(unordered, choice, strict=True):
            other = other.with_orientation(name) if turn else other
        models.append(other)
    if model.orientation.get("weight_ih") == "rows" and "weight_ih" not in unordered:
        models.reverse()
    judged = [(judge_as(work, each), each) for each in models]
    roots = [len(judgement.roots) for judgement, _ in judged]
    best = min(range(len(judged)), key=lambda index: roots[index])
    judgement, chosen = judged[best]
    names = ", ".join(model.givens.by_role[name].name for name in unordered)
    if roots.count(roots[best]) == 1 and roots[best] == 0:
        why = Assumption(
            says.NAMES_WAS_READ_SO_THAT_THE_NUMBERS_FIT(names=names),
            model.givens.by_role[unordered[0]].place,
        )
        reading = replace(judgement.reading, assumptions=(*judgement.reading.assumptions, why))
        return replace(judgement, reading=reading)
    same = [each for (_, each), count in zip(judged, roots, strict=True) if count == roots[best]]
    evidence = says.THE_NUMBERS_FIT_BOTH_READINGS() if roots[best] == 0 else says.NO_READING_FITS_THROUGHOUT()
    return _with_note(judgement, chosen, same, unordered[-1], evidence)


def _reads_both_ways(model: Model, name: str) -> bool:
    matrix = model.parameters.get(name)
    if matrix is None or name in model.charged or not isinstance(matrix[0], tuple):
        return False
    return len(matrix) == len(matrix[0]) and turned(matrix) != matrix


def _other_way(work: Work, model: Model, judgement: Judgement, judge_as: JudgeAs) -> Judgement:
    """Where the order is written but every step fits the transpose, say that too."""
    if not _reads_both_ways(model, "weight_hh"):
        return judgement
    if not any("recurrent-transposed" in root.mistakes for root in judgement.roots):
        return judgement
    other = model.with_orientation("weight_hh")
    if judge_as(work, other).roots:
        return judgement
    return _with_note(judgement, model, [model, other], "weight_hh", says.EVERY_STEP_FITS_THE_TRANSPOSE())


def _with_note(
    judgement: Judgement, chosen: Model, models: list[Model], name: str, evidence: Sentence
) -> Judgement:
    given = chosen.givens.by_role[name]
    decimals = judgement.reading.decimals
    readings = tuple(Reading(each.orientation, evidence, states(each, decimals)) for each in models)
    if len({reading.output for reading in readings}) < 2:
        return judgement
    note = Finding(
        "C13",
        "note",
        "ambiguous",
        given.place,
        says.NAME_CAN_BE_READ_BOTH_WAYS(name=given.name),
        says.IT_IS_SQUARE_AND_EVIDENCE(evidence=evidence),
        quantity=given.name,
        readings=readings,
        operands=tuple(
            Operand(given.name, state, _WAYS[way])
            for way, state in dict.fromkeys(
                (model.orientation[name], _last_state(model, max(decimals, LEAST_DECIMALS)))
                for model in models
            )
        ),
    )
    findings = sorted((*judgement.findings, note), key=lambda each: (each.place.line, each.place.column))
    return replace(judgement, findings=tuple(findings))


_WAYS: Mapping[Orientation, Sentence] = MappingProxyType(
    {"columns": says.IF_IT_IS_MEANT_FOR_COLUMNS_W_H(), "rows": says.IF_IT_IS_MEANT_FOR_ROWS_H_W()}
)


def _last_state(model: Model, decimals: int) -> str:
    """Write the last state of a reading."""
    output = states(model, decimals)
    last = model.givens.numbered[len(output) - 1] if output else 0
    return f"h_{last} = ({', '.join(output[-1])})" if output else "…"


def states(model: Model, decimals: int) -> tuple[tuple[str, ...], ...]:
    """Give h at every step under a model, under the rounding of the text."""
    page = Page(replace(model, rounding=replace(model.rounding, decimals=decimals)))
    rows = []
    for step in model.givens.numbered:
        state = Ref("h", unit=str(step))
        if page.true_value(state) is None:
            break
        rows.append(corrected(page, state, decimals))
    return tuple(rows)
