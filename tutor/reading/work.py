r"""Work: what a person wrote, as it stands on the page, before anybody asks whether it is right.

    Work
    ├── vocabulary    words with the one-hot vectors written beside them
    ├── word_lists    lists of words without vectors (``Sequence: [i, am, here]``)
    ├── headings      lines that open a step: the step's number, the word it reads, where
    ├── chains        ``A = B ≈ C``: definitions, symbolic lines, numeric lines, results, in reading order
    ├── sizes         sizes written under an operand (``\underbrace{W_{ih}}_{2\times 3}``)
    ├── unreadable    pieces that look like a calculation and cannot be read, with the reason
    └── lines         the text itself, for messages

A definition is not a kind of its own: ``h_1 = [0.197, 0.380]`` may define or conclude, and only the judge
can tell. :attr:`Chain.name` and :attr:`Chain.literal` say what is needed for that.
"""

from __future__ import annotations

from typing import Literal

from tutor.language.faults import Sentence
from tutor.reading.forms import form_messages as says
from tutor.reading.forms.spots import Spot
from tutor.reading.formulas.syntax import Expression, Name, Place, Vector, is_literal
from tutor.record import record

Relation = Literal["=", "≈"]


@record()
class Segment:
    """One side of a chain: the relation before it (None for the first), where that stands, the expression."""

    relation: Relation | None
    relation_place: Place | None
    expression: Expression


@record()
class Chain:
    """``A = B ≈ C``, over one line or several: what is written of one quantity, in reading order.

    ``heading`` is the index in :attr:`Work.headings` of the step it stands under. ``remark`` is the prose
    on its last line. A side that could not be read is a :class:`Gap`, so that the name keeps its result.
    ``origin`` tells a cell of a table of results.
    """

    place: Place
    segments: tuple[Segment, ...]
    heading: int | None = None
    remark: str = ""
    origin: Literal["line", "table"] = "line"

    @property
    def name(self) -> Name | None:
        """The name on the left, if a name alone stands there."""
        first = self.segments[0].expression
        return first if isinstance(first, Name) else None

    @property
    def literal(self) -> Expression | None:
        """The number, vector or matrix of numbers that directly follows the name, if one does."""
        if self.name is None or len(self.segments) < 2:
            return None
        value = self.segments[1].expression
        return value if is_literal(value) else None


@record()
class Heading:
    """A line that opens a step or a part, or a row of a table of steps: its text, step and word."""

    place: Place
    text: str
    step: int | None = None
    word: str | None = None


@record()
class VocabularyWord:
    """A word with the vector written beside it, or with its index (``{"i": 0, "am": 1}``)."""

    place: Place
    word: str
    vector: Vector | None = None
    index: int | None = None


@record()
class WordList:
    """A list of words without vectors, with the prose before it (``label``: "Input sequence")."""

    place: Place
    words: tuple[str, ...]
    label: str


@record()
class Size:
    """A size written at an operand: ``shape`` (2, 3) for 2 × 3, (2,) for 2."""

    place: Place
    operand: Expression
    shape: tuple[int, ...]


@record()
class Unreadable:
    """A piece that looks like a calculation and was not read; ``ask`` where there are two readings."""

    place: Place
    reason: Sentence
    help: Sentence | None = None
    ask: bool = False


@record()
class Work:
    """A text, read: see the module's docstring.

    ``first`` is the number of its first step, 1 or 0 (:mod:`tutor.binding.steps`); ``backward`` is the line
    at which it begins to go backwards; ``spots`` says where every line stands in a file that is no text;
    ``named`` has the steps whose formula calls x by its word (:mod:`tutor.binding.named_by_word`).
    """

    lines: tuple[str, ...]
    language: Literal["ko", "en"]
    vocabulary: tuple[VocabularyWord, ...]
    word_lists: tuple[WordList, ...]
    headings: tuple[Heading, ...]
    chains: tuple[Chain, ...]
    sizes: tuple[Size, ...]
    unreadable: tuple[Unreadable, ...]
    first: int = 1
    backward: int | None = None
    spots: tuple[Spot, ...] = ()
    named: tuple[tuple[int, str], ...] = ()

    def where(self, line: int) -> Sentence:
        """Say where a line stands, so that a person finds it in the file."""
        return self.spots[line - 1].said() if self.spots else says.LINE(line=line)

    def step_at(self, chain: Chain) -> int:
        """Give the step whose heading a chain stands under; before any, the first step."""
        step = self.heading_step(chain)
        return self.first if step is None else step

    def heading_step(self, chain: Chain) -> int | None:
        """Give the step that the nearest heading above a chain tells, if one does."""
        at = -1 if chain.heading is None else chain.heading
        while at >= 0 and self.headings[at].step is None:
            at -= 1
        return self.headings[at].step if at >= 0 else None
