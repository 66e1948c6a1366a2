"""What the own earlier answers give for a line, as a reader with a calculator would have it."""

from __future__ import annotations

from collections.abc import Callable

from tutor.calculation.evaluation import Enclosed
from tutor.judging.answers.lines import Line, Lines, Present
from tutor.judging.answers.outcomes import Answers
from tutor.record import record


@record()
class Own:
    """The answers to the lines of a problem; ``present`` says what stands before a line."""

    lines: Lines
    answers: Answers
    present: Callable[[Line], Present]


def own_value(own: Own, i: int, known: dict[int, Enclosed]) -> Enclosed:
    """Compute a line from the own answers before it; where there is none, from what it should be."""
    present = own.present(own.lines.lines[i])
    values = {}
    for key, source in own.lines.sources(i, present):
        if isinstance(source, int):
            if source not in known:
                known[source] = _written(own, source, known)
            values[key] = known[source]
        else:
            values[key] = source
    return own.lines.exact_form(i, present)(values)


def _written(own: Own, i: int, known: dict[int, Enclosed]) -> Enclosed:
    answer = own.answers[i]
    if answer is not None and None not in answer:
        numbers = [number.value for number in answer if number is not None]
        return Enclosed(numbers, numbers)
    value = own_value(own, i, known)
    if answer is None:
        return value
    low = [own if n is None else n.value for n, own in zip(answer, value.low, strict=True)]
    high = [own if n is None else n.value for n, own in zip(answer, value.high, strict=True)]
    return Enclosed(low, high)
