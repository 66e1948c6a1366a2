"""How far a long command has come: one line on the standard error, and only on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

from tutor.language.faults import Sentence
from tutor.language.languages import Language

T = TypeVar("T")

_COLUMNS = 24
_SECONDS_BETWEEN = 0.1


def progress(items: Iterable[T], total: int, what: Sentence, err: TextIO, language: Language) -> Iterator[T]:
    """Hand items on, and show on a terminal how many have been.

    >>> import io
    >>> from tutor.language.faults import Pattern
    >>> list(progress("ab", 2, Pattern("marking", "채점")(), io.StringIO(), Language("en")))
    ['a', 'b']
    """
    if not err.isatty() or total < 2:
        yield from items
        return
    words, shown = language.say(what), 0.0
    try:
        for done, item in enumerate(items):
            if monotonic() - shown >= _SECONDS_BETWEEN:
                shown = monotonic()
                full = _COLUMNS * done // total
                err.write(f"\r{words} {'━' * full}{'─' * (_COLUMNS - full)} {done}/{total} ")
                err.flush()
            yield item
    finally:
        err.write("\r\x1b[K")
        err.flush()
