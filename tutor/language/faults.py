"""What can go wrong, and how it is said.

    TutorError                 carries faults; every message a user sees comes from one
    ├── SpecError              a spec that cannot be read, or whose content is refused
    ├── CallError              a call of torch that cannot be read, or is not supported
    ├── CalculationError       a problem that cannot be computed (numbers out of bounds)
    ├── OutputError            a file that cannot be written; nothing was changed
    └── MissingExtraError      an optional package is needed and not installed

What can be said is data: a :class:`Pattern` is one sentence in every language; a :class:`Message` is one
entry of a code, its severity and its patterns. They stand in the ``*_messages`` modules, each beside what
uses it, and the code only gives values: called with them, a pattern becomes a :class:`Sentence` and a message
a :class:`Fault`. So a fault raised deep in the mathematics, which knows no language, is still said in the
reader's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from tutor.record import NamedTuple, field, record, replace

Severity = Literal["error", "warning", "note"]


class Pattern(NamedTuple):
    """A sentence in every language, with named fields for values; called with values, it says them.

    A Korean field may ask for a particle that fits its value (:mod:`tutor.language.languages`).

    >>> EMPTY = Pattern("word {n} is empty", "{n}번째 단어가 비어 있습니다")
    >>> str(EMPTY(n=2))
    'word 2 is empty'
    """

    en: str
    ko: str

    def __call__(self, /, **values: object) -> Sentence:
        """Make the sentence with these values, which may be sentences themselves."""
        return Sentence(self, MappingProxyType(values))


class Message(NamedTuple):
    """An entry of what can be wrong: called with the values of its patterns, it becomes a :class:`Fault`.

    >>> EMPTY = Message(
    ...     "V02",
    ...     Pattern("word {n} is empty", "{n}번째 단어가 비어 있습니다"),
    ...     help=Pattern("remove it", "지우세요"),
    ... )
    >>> print(EMPTY(n=2).about("vocabulary"))
    error[V02]: word 2 is empty
      help: remove it
    """

    code: str
    title: Pattern
    because: Pattern | None = None
    help: Pattern | None = None
    severity: Severity = "error"

    def __call__(self, /, **values: object) -> Fault:
        """Make the fault with these values; all of its sentences draw on them."""
        given = MappingProxyType(values)
        return Fault(
            self.code,
            Sentence(self.title, given),
            because=Sentence(self.because, given) if self.because else None,
            help=Sentence(self.help, given) if self.help else None,
            severity=self.severity,
        )


@record()
class Sentence:
    """A pattern and the values to put in; ``str()`` says it in English.

    >>> str(Pattern("{found} of {size} entries", "{size}개 가운데 {found}개")(found=3, size=4))
    '3 of 4 entries'
    """

    pattern: Pattern
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return self.pattern.en.format_map(self.values)

    def __reduce__(self) -> tuple[object, ...]:
        """Let a sentence go to another process; its read-only values cannot be pickled as they are."""
        return _said, (self.pattern, dict(self.values))


def _said(pattern: Pattern, values: Mapping[str, object]) -> Sentence:
    return Sentence(pattern, MappingProxyType(dict(values)))


class Count(int):
    """A number with the word it counts: ``{n:entry|entries}`` says "1 entry" or "2 entries".

    A pattern in a language without plurals simply writes ``{n}``.

    >>> f"{Count(1):entry|entries}, {Count(2):entry|entries}, {Count(3)}"
    '1 entry, 2 entries, 3'
    """

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return format(int(self), spec)
        one, many = spec.split("|")
        return f"{int(self)} {one if self == 1 else many}"


@record()
class Operand:
    """One line of a message's table: a symbol, its size, and what its axes are or where it comes from."""

    symbol: str
    size: str
    remark: Sentence | None = None


@record()
class Fault:
    """One thing that is wrong: what was attempted, with what, why it fails, one repair.

    ``key`` is the dotted name of the entry in a spec (``cell.weight_ih``); the reader of the file turns it
    into a line. ``code`` names the page that ``rnn-tutor explain`` shows. ``carets`` are stretches of the
    line to point at, from a column up to another, where more than ``column`` is meant. ``where`` says the
    place in a file that is no text of lines.
    """

    code: str
    title: Sentence
    operands: tuple[Operand, ...] = ()
    because: Sentence | None = None
    help: Sentence | None = None
    severity: Severity = "error"
    key: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    carets: tuple[tuple[int, int], ...] = ()
    where: Sentence | None = None

    def at(self, file: str, line: int = 0, column: int = 0) -> Fault:
        """The same fault with its place in a file."""
        return replace(self, file=file, line=line, column=column)

    def about(self, key: str) -> Fault:
        """The same fault, of an entry in a spec."""
        return replace(self, key=key)

    def saying(self, *, because: Sentence | None = None, help: Sentence | None = None) -> Fault:
        """The same fault with a reason or a repair that is chosen where it is found."""
        return replace(self, because=because or self.because, help=help or self.help)

    def of(self, *operands: Operand) -> Fault:
        """The same fault with the lines of its table."""
        return replace(self, operands=operands)

    def __str__(self) -> str:
        parts = [f"{self.severity}[{self.code}]: {self.title}"]
        parts += [f"  {each.symbol}  {each.size}  {each.remark or ''}".rstrip() for each in self.operands]
        parts += [f"  {self.because}"] if self.because else []
        parts += [f"  help: {self.help}"] if self.help else []
        return "\n".join(parts)


class TutorError(Exception):
    """The root of the tree: one or more faults, all of them told at once."""

    def __init__(self, faults: Iterable[Fault] | Fault) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[object, ...]:
        """Let the faults, not only their text, come back from another process."""
        return type(self), (self.faults,)


class SpecError(TutorError):
    """A spec that cannot be read, or whose content is refused."""


class CallError(TutorError):
    """A call of torch that cannot be read, or that holds what is not supported."""


class CalculationError(TutorError):
    """A problem that cannot be computed within the bounds of a page."""


class OutputError(TutorError):
    """A file that cannot be written."""


class MissingExtraError(TutorError):
    """A part that needs an optional package which is not installed."""
