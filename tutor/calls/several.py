"""Several calls of one text: which of them are the same, which one decides, and which are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.calls.explanation import Explanation
from tutor.calls.following.abstract import Found, Packed, Unknown
from tutor.calls.following.records import Record, read_record
from tutor.calls.rules.sizes import Symbol, Symbolic
from tutor.calls.rules.starts import flat
from tutor.record import replace

MOST_SHOWN = 12


def distinct(records: Sequence[Record]) -> list[Record]:
    """Leave out what a loop or a function calls again in the same way, with the same settings."""
    seen: dict[Found, Record] = {}
    for each in records:
        seen.setdefault((each.site, each.module.source, *_way(each)), each)
    return list(seen.values())


def _way(record: Record) -> Iterator[Found]:
    """Give everything that a verdict depends on; of open sizes only which of them are one."""
    reading = read_record(record)
    numbers: dict[Symbol, int] = {}
    module = record.module
    yield module.kind.name
    yield tuple(_written(each, numbers) for each in module.positional)
    yield tuple((name, _written(value, numbers)) for name, value in sorted(module.keywords))
    yield module.dtype, reading.dtypes, reading.unread
    yield tuple(_written(each, numbers) for each in (reading.input or ()))
    yield tuple(_written(each, numbers) for each in flat(reading.start))
    yield record.has_start, record.misused, record.after_stop, record.unreached
    if isinstance(record.input, Packed):
        yield _written(record.input.total, numbers)


def _written(value: Found, numbers: dict[Symbol, int]) -> Found:
    """Write a value so that two that differ only in which open size is meant are alike."""
    if isinstance(value, Symbolic):
        return f"{value}{[numbers.setdefault(each, len(numbers)) for each in sorted(value.symbols)]}"
    if isinstance(value, Unknown):
        return value.cause
    if type(value) in (list, tuple):
        return tuple(_written(each, numbers) for each in value)
    return f"{value!r}"


def together(explained: Sequence[Explanation]) -> Explanation:
    """Put the call that decides above the others: the first refused, the first not read, or the last."""
    if len(explained) == 1:
        return explained[0]
    return replace(explained[deciding(explained)], calls=tuple(explained))


def deciding(explained: Sequence[Explanation]) -> int:
    """Give the place of the call that decides."""
    verdicts = [each.accepted for each in explained]
    return next((verdicts.index(each) for each in (False, None) if each in verdicts), len(verdicts) - 1)


def shown(calls: Sequence[Explanation]) -> list[tuple[int, Explanation]]:
    """Choose the calls that a page has room for, with their numbers: what is wrong or open first."""
    urgency = (1, 2, 0)
    numbered = sorted(enumerate(calls, 1), key=lambda one: urgency.index(one[1].exit_code))
    return sorted(numbered[:MOST_SHOWN], key=lambda one: one[0])
