"""What was typed, in its order: every answer, and what stood on the page when it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from tutor.record import record

# As many changes of one sheet are looked at; nobody makes more in an evening.
MOST_CHANGES = 5_000


@record()
class Typed:
    """Changes one after another: the name of an entry and its new text, "" where it was emptied.

    >>> typed = Typed((("a_1[1]", "0.5"), ("h_1[1]", "0.462"), ("a_1[1]", "0.4")))
    >>> dict(typed.answers), dict(typed.then("h_1[1]"))
    ({'a_1[1]': '0.4', 'h_1[1]': '0.462'}, {'a_1[1]': '0.5', 'h_1[1]': '0.462'})
    """

    changes: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, changes: Sequence[Sequence[str]]) -> Typed:
        """Take plain data; what is none of it is left out."""
        return cls(tuple((str(name), str(text)) for name, text in changes[-MOST_CHANGES:]))

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """What stands on the page now."""
        return self._after(len(self.changes))

    @cached_property
    def _last(self) -> Mapping[str, int]:
        return {name: at for at, (name, _) in enumerate(self.changes, start=1)}

    def then(self, name: str) -> Mapping[str, str]:
        """Give what stood on the page when an entry was typed as it is now."""
        return self._after(self._last.get(name, 0))

    def _after(self, count: int) -> Mapping[str, str]:
        return MappingProxyType(
            {name: text for name, text in dict(self.changes[:count]).items() if text.strip()}
        )
