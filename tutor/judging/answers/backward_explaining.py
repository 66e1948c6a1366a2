"""Which mistakes explain a wrong backward line: changes of its equation, in its writer's own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tutor.calculation.assembly.checked import Misfit
from tutor.calculation.equations import Div, Expression, Matrix, Vector, references, walk
from tutor.calculation.evaluation import Enclosed, Key, Lowered, key_of, lower
from tutor.calculation.habits import Habit, folded
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines
from tutor.judging.answers.outcomes import NO_VALUE
from tutor.judging.answers.sheet_answers import Script
from tutor.judging.candidates import Candidate, Trial, slips
from tutor.mistakes.backward_catalogue import BACKWARD
from tutor.mistakes.backward_changes import diagonals


def backward_explanations(script: Script, lines: BackwardLines, i: int) -> tuple[str, ...]:
    """Name every mistake under which a wrong line would be right; misconceptions first, then slips."""
    line, answer = lines.lines[i], script.answers[i]
    assert isinstance(line, BackwardLine) and answer is not None
    claimed = [None if number is None else number.value for number in answer]
    found: list[str] = []
    if i not in script.misfits:
        habit = lines.habit(i)
        trial = Trial(claimed, habit)
        for name, expression in _changed(lines, i):
            candidate = _candidate(name, expression, lines.parameters(line), habit)
            values = _values(script, lines, line, expression)
            if candidate is None or values is None:
                continue
            if name not in found and trial.explains(candidate, values):
                found.append(name)
        expected = script.expected(i)
        pairs = [
            (_decimal(lines, number.value, number.decimals), Decimal(expected[entry - 1]))
            for entry in script.judged[i].wrong
            if (number := answer[entry - 1]) is not None
        ]
        lost = pairs and all(number == -right for number, right in pairs)
        found += [*(["result-sign-lost"] if lost else []), *slips(pairs)]
    return tuple(dict.fromkeys(found))


def folded_explanations(script: Script, lines: BackwardLines, i: int) -> tuple[str, ...]:
    """Name every mistake in a line that was not written, and was put into this one, that explains it.

    Who writes δ_2 = (W_hy^T e_2 + W_hh δ_3) ⊙ (1 - h_2²) makes the mistake of dh_2 in da_2.
    """
    line, answer = lines.lines[i], script.answers[i]
    assert isinstance(line, BackwardLine) and answer is not None
    habit, own = lines.habit(i), lines.form(i, frozenset()).expression
    outer, values = _candidate("", own, lines.parameters(line), habit), _values(script, lines, line, own)
    if outer is None or values is None or i in script.misfits:
        return ()
    trial = Trial([None if number is None else number.value for number in answer], habit)
    found: list[str] = []
    for node in references(own):
        j = lines.source_of(line, node)
        below = lines.lines[j] if isinstance(j, int) else None
        if not isinstance(j, int) or not isinstance(below, BackwardLine) or script.answers[j] is not None:
            continue
        for name, expression in _changed(lines, j):
            inner = _candidate(name, expression, lines.parameters(below), habit)
            given = _values(script, lines, below, expression)
            if inner is None or given is None or name in found:
                continue
            try:
                changed = inner.value(given)
            except (Misfit, *NO_VALUE):
                continue  # a matrix that is not square cannot be left untransposed
            if trial.explains(outer, {**values, key_of(node): changed}):
                found.append(name)
    return tuple(found)


def _changed(lines: BackwardLines, i: int) -> Iterator[tuple[str, Expression]]:
    line = lines.lines[i]
    assert isinstance(line, BackwardLine)
    expression = lines.form(i, frozenset()).expression
    for mistake in BACKWARD.values():
        for changed in mistake.change(expression, line.at):
            yield mistake.name, changed


def _candidate(
    name: str, expression: Expression, parameters: Mapping[str, Vector | Matrix], habit: Habit
) -> Candidate | None:
    """Lower a changed equation; None where its sizes cannot fit."""
    try:
        value = lower(folded(expression), habit, {**parameters, **diagonals(expression, parameters)})
    except (Misfit, KeyError):
        return None
    if any(isinstance(node, Div) for node in walk(expression)):
        value = _wider(value, habit.unit_in_places)
    return Candidate(name, 0, value)


def _wider(value: Lowered[Enclosed], unit: int) -> Lowered[Enclosed]:
    """A quotient that is written out may be off by a unit more."""

    def wider(values: Mapping[Key, Enclosed]) -> Enclosed:
        low, high = value(values)
        return Enclosed([each - unit for each in low], [each + unit for each in high])

    return wider


def _values(
    script: Script, lines: BackwardLines, line: BackwardLine, expression: Expression
) -> dict[Key, Enclosed] | None:
    """Give what a changed equation reads, as the own answers have it; None where that is missing."""
    found: dict[Key, Enclosed] = {}
    for node in references(expression):
        source = lines.source_of(line, node)
        if source is None:
            return None
        try:
            found[key_of(node)] = script.value(source) if isinstance(source, int) else source
        except NO_VALUE:
            return None
    return found


def _decimal(lines: BackwardLines, value: int, decimals: int) -> Decimal:
    """Give a number as it was written."""
    places = lines.exactly.places
    drop = max(0, places - decimals)
    return Decimal(value // 10**drop).scaleb(drop - places)
