"""Several that one student handed in: copies count once, parts are put together.

Of others one may be chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from tutor.marking.submissions.submission import Submission
from tutor.marking.submissions.times import attempt, seconds
from tutor.record import replace

# Which of several that differ counts: the last, the best, or the teacher is asked.
Attempts = Literal["ask", "latest", "best"]


def without_copies(submissions: Iterable[Submission]) -> list[Submission]:
    """Leave out what says the same as another: a copy, a form that was sent twice."""
    seen: set[object] = set()
    kept = []
    for each in submissions:
        answers = frozenset((name, text.strip()) for name, text in each.answers.items())
        said = answers, each.sheet, frozenset(each.shown), each.drill, each.decimal_comma
        if said not in seen:
            seen.add(said)
            kept.append(each)
    return kept


def merged(submissions: Sequence[Submission]) -> list[Submission]:
    """Put parts together that answer different things, as two sheets of a workbook do, or two files."""
    together: list[Submission] = []
    for each in submissions:
        last = together[-1] if together else None
        if last is not None and _are_parts(last, each):
            names = {
                **last.answers,
                **{n: t for n, t in each.answers.items() if t.strip() or n not in last.answers},
            }
            together[-1] = replace(
                last,
                names=tuple(names),
                texts=tuple(names.values()),
                source=last.source if each.source == last.source else f"{last.source}, {each.source}",
                is_key=last.is_key or each.is_key,
                text="\n\n".join(filter(None, (last.text, each.text))),
                shown=last.shown + each.shown,
            )
        else:
            together.append(each)
    return together


def _are_parts(one: Submission, other: Submission) -> bool:
    alike = (one.sheet, one.drill, one.decimal_comma) == (other.sheet, other.drill, other.decimal_comma)
    return alike and set(_filled(one)).isdisjoint(_filled(other))


def _filled(submission: Submission) -> Iterable[str]:
    """Name what was answered; a vector as each of its entries may be."""
    return (name.partition("[")[0] for name, text in submission.answers.items() if text.strip())


def latest(submissions: Sequence[Submission]) -> Submission | None:
    """Find the last of several: by a date in their names, the number of the attempt, the time, the row.

    None where nothing tells.
    """
    dates = [max((seconds(part) for part in each.stem), default=0) for each in submissions]
    numbers = [attempt(each.stem) for each in submissions]
    times = [each.when for each in submissions]
    for told in (dates, numbers if any(numbers) else (), times):
        if told and (all(told) or told is numbers) and sum(each == max(told) for each in told) == 1:
            return submissions[list(told).index(max(told))]
    places = [each.source.rpartition(":") for each in submissions]
    if len({file for file, _, _ in places}) == 1 and all(row.isdecimal() for _, _, row in places):
        return max(submissions, key=lambda each: int(each.source.rpartition(":")[2]))
    return None
