"""Rules about a whole sheet: passes over a finished judgement, each of which a caller may leave out.

A line is judged by itself. Whether a mistake is the same as an earlier one, and whether the sheet is
another's, shows only when all lines are judged; whoever judges while somebody still works leaves both out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.judging.answers.outcomes import Answer
from tutor.judging.answers.sheet_answers import Script
from tutor.judging.candidates import SLIPS

_RIGHT = ("exact", "rounding", "follow-through")

# So many numbers are never two by computing.
_MANY = 6

# The names of the mistakes that explain wrong lines.
Explained = Mapping[int, tuple[str, ...]]


def repeated(script: Script, wrong: Sequence[int], explained: Explained) -> frozenset[int]:
    """Find the wrong lines that only repeat a misconception which an earlier line is charged for."""
    if len(wrong) < 2:
        return frozenset()
    charged: set[str] = set()
    found = set()
    for i in wrong:
        names = {name for name in explained.get(i, ()) if name not in SLIPS}
        if names & charged and (_is_used(script, i) or not _without_work(script, i)):
            found.add(i)
        else:
            charged |= names
    return frozenset(found)


def is_foreign(script: Script, wrong: Sequence[int], explained: Explained) -> bool:
    """Whether nothing that was written belongs to this problem: it may be the work of another sheet.

    That is so where of the lines that read a given hardly an entry is right or follows, but for zeros, and
    no misconception explains most of those that are wrong. From the givens of another sheet hardly anything
    would follow.
    """
    if len(wrong) < 2:
        return False
    by_rule = sum(any(name not in SLIPS for name in explained.get(i, ())) for i in wrong)
    right = [
        verdict in _RIGHT
        for i, judged in script.judged.items()
        if i not in script.given and script.lines.reads_givens(i, script.present(script.lines.lines[i]))
        for verdict, number in zip(judged.verdicts, script.answers[i] or (), strict=False)
        if number is not None and number.value
    ]
    return 2 * by_rule < len(wrong) and 5 * sum(right) < len(right)


def is_made_up(script: Script, wrong: Sequence[int]) -> bool:
    """Whether every quantity has the same numbers at all steps, or all are one or two, though they are wrong.

    Then nothing was computed, and what seems to follow follows by chance: tanh z is z where z is small. Where
    the key is one or two numbers, too, a slip among them does not tell that; nor do they where the first step
    is right: that was computed, and comes again where a later state is taken for 0, or is copied.
    """
    if not wrong:
        return False
    by_name: dict[tuple[str, str, int], list[list[int | None]]] = {}
    for i, answer in enumerate(script.answers):
        if answer is not None and i in script.judged and i not in script.given:
            line = script.lines.lines[i]
            by_name.setdefault((line.symbol, line.unit.name, line.sequence), []).append(_values(answer))
    numbers = [
        value for lines in by_name.values() for values in lines for value in values if value is not None
    ]
    computed = [i for i in script.judged if script.answers[i] is not None and i not in script.given]
    key = {text for i in computed for text in script.lines.key[i]}
    if len(numbers) >= _MANY and len(set(numbers)) <= 2 < len(key) and not _begins_right(script):
        return True
    several = [values for values in by_name.values() if len(values) > 1]
    return bool(several) and all(each == values[0] for values in several for each in values)


def _begins_right(script: Script) -> bool:
    """Whether everything at the first steps is right, and not for being zeros."""
    first = [i for i in script.judged if script.lines.lines[i].position == 0 and i not in script.given]
    right = all(verdict in ("exact", "rounding") for i in first for verdict in script.judged[i].verdicts)
    return right and any(value for i in first for value in _values(script.answers[i]))


def _without_work(script: Script, i: int) -> bool:
    """Whether an answer took no computing: another size, zeros, an earlier state or the same line copied."""
    lines, answer = script.lines.lines, script.answers[i]
    if answer is None or not any(number and number.value for number in answer):
        return True
    return any(
        script.answers[j] is not None and _values(script.answers[j]) == _values(answer)
        for j in range(i)
        if (lines[j].is_state or lines[j].symbol == lines[i].symbol)
        and lines[j].sequence == lines[i].sequence
    )


def _is_used(script: Script, i: int) -> bool:
    """Whether something else of the step was computed from an answer: so it was meant, zeros or not."""
    lines = script.lines
    line = lines.lines[i]
    if line.is_state:
        return False
    for j, judged in script.judged.items():
        other = lines.lines[j]
        if (other.run, other.position) == (line.run, line.position) and i in lines.reads(
            j, script.present(other)
        ):
            answer = script.answers[j]
            if answer is not None and any(number and number.value for number in answer):
                return all(verdict in _RIGHT for verdict in judged.verdicts)
    return False


def _values(answer: Answer | None) -> list[int | None]:
    return [number.value if number is not None else None for number in answer or ()]
