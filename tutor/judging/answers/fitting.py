"""How a number fits what stands before it, on the paths that a person's own numbers leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations
from typing import Protocol

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.habits import between
from tutor.calculation.tolerance import Interval, fit
from tutor.judging.answers.lines import Line, Lines, Number, Present
from tutor.judging.answers.outcomes import Judged, Note

# Of so many wrong entries before a line every choice is tried: which of them are computed again.
_MOST_RECOMPUTED = 4


class Judging(Protocol):
    """What has been judged so far: all that a path is made of."""

    lines: Lines
    judged: dict[int, Judged]

    def present(self, line: Line) -> Present:
        """Say which lines of a step are written."""

    def value(self, i: int, habit: int = 0) -> Enclosed:
        """Enclose what stands for a line."""

    def enclosure(self, i: int, habit: int = 0) -> Enclosed:
        """Enclose what the lines before give."""


def how_it_fits(
    lines: Lines,
    i: int,
    present: Present,
    entry: int,
    number: Number,
    nearest: Sequence[Enclosed],
    cut: Callable[[], Sequence[Enclosed]],
) -> Note | None:
    """Say how a number fits a line; None where it fits no form of the equation.

    Args:
        lines: the lines of the problem.
        i: the line.
        present: the lines of its step that stand written.
        entry: the entry of the line, from 0.
        number: what is written for it.
        nearest: what each form of the equation gives to who rounds to the nearest.
        cut: gives the same for who cuts digits off.
    """
    places, asked = lines.exactly.places, lines.decimals(i)
    intervals = [Interval(form.low[entry], form.high[entry], None, None, places) for form in nearest]
    found = {fit(number.value, interval, asked) for interval in intervals}
    if "rounding" in found:
        return ""
    is_sum = lines.form(i, present).is_sum
    for interval, form in zip(intervals, map(between, cut()) if is_sum else cut(), strict=True):
        ends = form.low[entry], form.high[entry]
        found.add(fit(number.value, interval._replace(cut=ends), asked))
    return "cut" if "cut" in found else "short" if "short" in found else None


def follows_recomputed(judging: Judging, i: int, entry: int, number: Number) -> bool:
    """Whether a number follows if some wrong entries before it had been computed from the own lines.

    So it is where such an entry was only written down wrongly; and a gap in its place would stand for that
    value, too. Nobody is to be worse off with a number than with nothing.
    """
    lines = judging.lines
    present = judging.present(lines.lines[i])
    before = [
        (line, each - 1)
        for line in lines.reads(i, present)
        if line in judging.judged
        for each in judging.judged[line].wrong
    ]
    if not 0 < len(before) <= _MOST_RECOMPUTED:
        return False
    choices = chain.from_iterable(combinations(before, many) for many in range(1, len(before) + 1))

    def forms(habit: int, chosen: Sequence[tuple[int, int]]) -> tuple[Enclosed, ...]:
        values = {
            key: _recomputed(judging, source, habit, [each for at, each in chosen if at == source])
            if isinstance(source, int)
            else source
            for key, source in lines.sources(i, present)
        }
        return tuple(form(values) for form in lines.forms(i, present, habit))

    def fits(chosen: Sequence[tuple[int, int]]) -> bool:
        found = how_it_fits(lines, i, present, entry, number, forms(0, chosen), lambda: forms(1, chosen))
        return found in ("", "cut")

    return any(map(fits, choices))


def _recomputed(judging: Judging, i: int, habit: int, entries: Sequence[int]) -> Enclosed:
    """Give what stands for a line, where some of its entries stand for what the lines before give."""
    value = judging.value(i, habit)
    if not entries:
        return value
    own = judging.lines.habit(i, habit).rounded(judging.enclosure(i, habit))
    return Enclosed(*map(list, zip(*_ends(value, own, entries), strict=True)))


def _ends(value: Enclosed, own: Enclosed, entries: Sequence[int]) -> Iterator[tuple[int, int]]:
    for entry in range(len(value.low)):
        low, high = own if entry in entries else value
        yield low[entry], high[entry]
