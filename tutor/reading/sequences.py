r"""A text of several sequences, each computed by itself: ``sentence 1``, ``문장 2``, taken apart.

The sequences of a batch share the parameters and nothing else, so each is judged as a text of its own, with
all that stands under no sequence. ``h_0 (#2)`` belongs to the second wherever it stands.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from tutor.reading.work import Chain, Work
from tutor.record import replace

_LABEL = re.compile(r"(?:sentence|sequence|문장|시퀀스)\s*#?\s*(\d{1,2})(?!\d|[.,×]\d)", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:\\[a-z]+ends\{\})?\s*(?:\\;)?\s*\(\s*\\?#\s*(\d{1,2})\s*\)")
_HEADING = re.compile(r"\s*(?:(#{1,6})\s|\\((?:sub)*)section\b|\\(paragraph)\b)")
_BELOW_HEADINGS = 9
# What is longer is prose that mentions a sentence.
_LONGEST_LABEL = 60


def sequences(work: Work) -> tuple[Work, ...]:
    r"""Give a work for every sequence, or the work itself where it has only one.

    >>> from tutor.reading.reader import read
    >>> parts = sequences(read("U = 2\n# Sentence 1\nh1 = 3\n# Sentence 2\nh1 = 4"))
    >>> [[chain.place.line for chain in part.chains] for part in parts]
    [[1, 3], [1, 5]]
    """
    lines = _by_line(work.lines)
    numbers = sorted({*lines, *(_mark(work, chain) for chain in work.chains)} - {0})
    if len(numbers) < 2:
        return (work,)
    return tuple(_part(work, number, lines, first=number == numbers[0]) for number in numbers)


def _by_line(lines: Sequence[str]) -> list[int]:
    """Give the sequence of every line, 0 where it belongs to all; a heading ends what stands below it."""
    found = []
    current, depth = 0, _BELOW_HEADINGS
    for line in lines:
        heading = _depth(line)
        label = _LABEL.search(line)
        own = int(label[1]) if label and (heading or len(line) < _LONGEST_LABEL) else 0
        row = line.lstrip().startswith("|") or " & " in line
        if own and not row and "=" not in line:
            current, depth = own, heading or _BELOW_HEADINGS
        elif heading and heading <= depth:
            current, depth = 0, _BELOW_HEADINGS
        found.append(own if own and row else current)
    return found


def _depth(line: str) -> int:
    """Give the depth of a heading, 0 where a line is none."""
    match = _HEADING.match(line)
    if match is None:
        return 0
    sharps, subs, paragraph = match.groups()
    return len(sharps) if sharps else 4 if paragraph else len(subs) // 3 + 1


def _mark(work: Work, chain: Chain) -> int:
    """Give the sequence that stands behind the name of a chain, as in ``h_0 (#2)``."""
    end = chain.segments[0].expression.place
    match = _MARK.match(work.lines[end.end_line - 1], end.end_column - 1)
    return int(match[1]) if match else 0


def _part(work: Work, number: int, lines: Sequence[int], *, first: bool) -> Work:
    """Keep what belongs to one sequence or to all."""

    def belongs(line: int) -> bool:
        return lines[line - 1] in (0, number)

    headings = tuple(each for each in work.headings if belongs(each.place.line))
    starts = [each.place.line for each in headings]
    return replace(
        work,
        headings=headings,
        chains=tuple(
            _under(chain, starts)
            for chain in work.chains
            if (mark := _mark(work, chain)) == number or (not mark and belongs(chain.place.line))
        ),
        word_lists=tuple(each for each in work.word_lists if belongs(each.place.line)),
        unreadable=work.unreadable if first else (),
    )


def _under(chain: Chain, starts: Sequence[int]) -> Chain:
    """Put a chain under the last of the headings above it."""
    above = bisect.bisect_right(starts, chain.place.line) - 1
    return replace(chain, heading=above if above >= 0 else None)
