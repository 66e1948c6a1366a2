"""The judge: the one place that decides what is right and what is wrong in written work.

    Work ─ bind ─ collect ─ understand ─→ Model ─┐
                                                 ├─ chain by chain, side by side ─→ Judgement
    Work ────────────────────────────────────────┘

Two questions are kept apart. Does a side follow from the side before it, as written? And does it equal the
network's equation? Only the first numeric side of a chain answers to the equation, with the writer's own
earlier values; so a wrong line is charged once, and what follows from it is said to follow.
"""

from __future__ import annotations

from tutor.binding.activation import letter
from tutor.binding.exercises import exercises
from tutor.binding.givens import collect, operands_by_value
from tutor.binding.model import Model, understand
from tutor.binding.networks.against import against
from tutor.binding.networks.batches import in_one_batch
from tutor.binding.networks.choosing import chosen, spots
from tutor.binding.networks.possible import candidates, has_gates
from tutor.binding.normalisation import settled
from tutor.binding.policy import stated_rounding
from tutor.binding.roles import Binding, bind
from tutor.binding.stacks import split_stack
from tutor.binding.stated import is_simple, only_lines, stated
from tutor.binding.steps import counted
from tutor.calculation.network import Sequence
from tutor.calculation.problem import Problem
from tutor.judging import judging_messages as says
from tutor.judging.chains import Judging
from tutor.judging.coverage import covered, together
from tutor.judging.following.as_written import as_written
from tutor.judging.following.sheet import Sheet
from tutor.judging.judgement import Judgement
from tutor.judging.orientation import by_evidence
from tutor.judging.weighing import completed, weighed
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.sequences import sequences
from tutor.reading.work import Work
from tutor.record import replace


def judge(work: Work, problem: Problem | None = None) -> Judgement:
    """Judge a text.

    Args:
        work: the text, read.
        problem: what it has to solve; without it, the problem is read from the text.

    >>> from tutor.reading.reader import read
    >>> judge(read("h1 = tanh([0.2, 0.4]) = [0.197, 0.378]")).is_wrong
    True
    """
    works = sequences(work)
    if problem is None:
        parts = [_judge_one(part) for part in works] if len(works) > 1 else _problems(work)
        if len(parts) > 1:
            return _of_a_batch(parts) if len(works) > 1 else _together(parts, batch=False)
        if work.backward is None:
            return parts[0]
        from tutor.judging.backwards.taken_in import with_gradients

        return with_gradients(work, parts[0])
    own = problem.sequences if len(works) == len(problem.sequences) else problem.sequences[:1] * len(works)
    parts = [_judge_one(part, problem, sequence) for part, sequence in zip(works, own, strict=True)]
    if len(parts) == 1 and work.backward is not None:
        from tutor.judging.backwards.taken_in import with_gradients

        parts = [with_gradients(work, parts[0], problem)]
    return replace(_together(parts), corrected=problem, no_correction=None)


def _problems(work: Work) -> list[Judgement]:
    """Judge the problems of a text one after the other; what is written is read from the first on."""
    judged: list[Judgement] = []
    sheet: Sheet | None = None
    for part in exercises(work):
        own, model = _understood(part.work)
        mine = replace(own, chains=own.chains[len(own.chains) - len(part.own) :])
        if part.anew:
            sheet = None
        elif sheet is not None and part.labelled:
            sheet.forget()
        reads, sheet, model = as_written(mine, model, letter(own, "sigmoid"), sheet)
        judgement = weighed(by_evidence(_forward(own), model, _judge_as), reads, own.backward)
        judged.append(
            _with_assumptions(own, _with_correction(covered(judgement, reads, own.backward), own, model))
        )
    return judged


def _judge_one(work: Work, problem: Problem | None = None, sequence: Sequence | None = None) -> Judgement:
    work, model = _understood(work)
    if problem is None or sequence is None:
        return _with_assumptions(work, _with_correction(_judge_text(work, model), work, model))
    if is_simple(problem):
        reads, _, _ = as_written(work, model, letter(work, "sigmoid"))
        own = stated(model, problem, sequence, _explained(work))
        judgement = _judge_as(_forward(work), own)
        return covered(completed(judgement, reads, work.backward), reads, work.backward)
    differing, compared = against(work, [unit for unit in sequence.units if not unit.is_output])
    judgement = _judge_text(work, only_lines(model, problem, compared=compared))
    findings = sorted(
        (*judgement.findings, *differing), key=lambda each: (each.place.line, each.place.column)
    )
    return _with_assumptions(work, replace(judgement, findings=tuple(findings)))


def _understood(work: Work) -> tuple[Work, Model]:
    """Settle what every name and step of a text is, and which network it describes."""
    work = counted(settled(work))
    before = _forward(work)
    binding = _ordered(before, bind(before))
    givens = collect(before, binding)
    split_stack(before, binding, givens)
    return work, replace(understand(binding, givens), rounding=stated_rounding(before, binding))


def _explained(work: Work) -> dict[str, set[str]]:
    """Give the names for which a text has a formula, each with the names in it: z in ``z_1 = V h_1 + c``."""
    found: dict[str, set[str]] = {}
    for chain in _forward(work).chains:
        nodes = w.walk(chain.segments[1].expression)
        names = {node.base for node in nodes if isinstance(node, w.Name)}
        if chain.name is not None and names:
            found.setdefault(chain.name.base, set()).update(names)
    return found


def _forward(work: Work) -> Work:
    """Give what stands before a text goes backwards: gradients and new weights are none of the network's."""
    if work.backward is None:
        return work
    return replace(
        work,
        chains=tuple(each for each in work.chains if each.place.line < work.backward),
        sizes=tuple(each for each in work.sizes if each.place.line < work.backward),
    )


def _judge_text(work: Work, model: Model) -> Judgement:
    """Ask both questions: does it follow as written, and is it what the network asks for?"""
    reads, _, model = as_written(work, model, letter(work, "sigmoid"))
    judgement = weighed(by_evidence(_forward(work), model, _judge_as), reads, work.backward)
    return covered(judgement, reads, work.backward)


def _together(judgements: list[Judgement], batch: bool = True) -> Judgement:
    """Put the judgements of several sequences, or problems, together; what stands under all is said once."""
    if len(judgements) == 1:
        return judgements[0]
    findings = {
        (each.place, each.code, each.kind, each.severity, each.quantity): each
        for one in judgements
        for each in one.findings
    }
    checked, not_read = together(judgements)
    claims = {each.place: each for one in reversed(judgements) for each in one.claims}
    return replace(
        judgements[0],
        findings=tuple(sorted(findings.values(), key=lambda each: (each.place.line, each.place.column))),
        claims=tuple(claims[place] for place in sorted(claims)),
        lines=frozenset().union(*(one.lines for one in judgements)),
        checked=checked,
        not_read=not_read,
        corrected=None,
        no_correction=says.THE_TEXT_HAS_SEVERAL_SEQUENCES()
        if batch
        else says.THE_TEXT_HAS_SEVERAL_PROBLEMS(),
    )


def _with_correction(judged: Judgement, work: Work, model: Model) -> Judgement:
    """Put the network together where a model cannot hold it; say where its quantities stand."""
    if not (model.binding.gated or has_gates(work)):
        roles = {base: role for base, role in model.binding.roles.items() if role in ("h", "p", "q", "a")}
        return replace(judged, spots=spots(work, roles))
    found = candidates(_forward(work), model, judged.reading.decimals)
    before = min((each.line for each in judged.findings if each.severity == "error"), default=None)
    problem, why = chosen(found, _forward(work), before)
    return replace(judged, corrected=problem, no_correction=why, spots=spots(work, {}, found.lowest))


def _of_a_batch(parts: list[Judgement]) -> Judgement:
    """Put the sequences of a batch together; corrected is the batch, where each of them is."""
    judged = _together(parts)
    problems = [each.corrected for each in parts]
    first = problems[0]
    if first is None or None in problems:
        return replace(judged, no_correction=next(each.no_correction for each in parts if not each.corrected))
    batch = in_one_batch([each for each in problems if each is not None])
    return replace(judged, corrected=batch, no_correction=None if batch else judged.no_correction)


def _with_assumptions(work: Work, judgement: Judgement) -> Judgement:
    """Say what the text left open, where it did; what is nowhere, at its first calculation."""
    notes = [
        Finding("C16", "note", "ambiguous", assumption.place or work.chains[0].place, assumption.text)
        for assumption in judgement.reading.assumptions
    ]
    findings = sorted((*judgement.findings, *notes), key=lambda each: (each.place.line, each.place.column))
    return replace(judgement, findings=tuple(findings))


def _judge_as(work: Work, model: Model) -> Judgement:
    """Judge; where the judged states have other decimals than the text seemed to have, print those."""
    judgement = Judging(work, model).run()
    decimals = judgement.reading.decimals
    if decimals == model.rounding.decimals or not judgement.findings:
        return judgement
    return Judging(work, replace(model, rounding=replace(model.rounding, decimals=decimals))).run()


def _ordered(work: Work, binding: Binding) -> Binding:
    """Where no formula says which comes first, matrix or vector, the lines of numbers do."""
    order = dict(binding.order)
    for role, _, way in operands_by_value(work, binding):
        if way is not None:
            order.setdefault(role, way)
    return replace(binding, order=order)
