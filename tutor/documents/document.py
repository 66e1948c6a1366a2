"""Document: what stands on a page, as data. Every kind of document is a list of these blocks.

Texts are sentences (:class:`tutor.language.faults.Sentence`) whose values may be inline pieces; each target
(Markdown, LaTeX) says them in the reader's language and its own markup. Numbers and formulas are finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from tutor.documents import document_messages as says
from tutor.documents.drawings.scene import Scene
from tutor.documents.palette import Outcome, Role
from tutor.language.faults import Sentence
from tutor.record import NamedTuple


class Math(NamedTuple):
    """A formula inside a line, printed by the target's mathematics."""

    text: str


class Verbatim(NamedTuple):
    """What a person wrote (a word of the vocabulary, a name), shown literally in any format."""

    text: str


class Title(NamedTuple):
    """Running text that a person wrote, shown literally but not set apart."""

    text: str


class Code(NamedTuple):
    """A name from a program or a file: ``weight_ih``."""

    text: str


class Blank(NamedTuple):
    """A box to write in, in a line or in a table; on a key the answer stands in it.

    ``room``: about how many characters are to find room in it.
    """

    answer: str = ""
    room: int = 8


class Link(NamedTuple):
    """Text that leads to a place of the same page, where there are such places; else the text alone."""

    text: Sentence
    anchor: str


class Sign(NamedTuple):
    """The sign of a verdict in its colour, and the word that says the same; ``about`` is what it judges."""

    outcome: Outcome
    word: Sentence
    about: str = ""


class Signs(NamedTuple):
    """Signs side by side, whose words are told only where signs are not seen."""

    signs: Sequence[Sign]


Inline = Sentence | Math | Verbatim | Title | Code | Blank | Link | Sign | Signs | str


class Heading(NamedTuple):
    """A heading; level 1 is the title."""

    level: int
    text: Inline


class Paragraph(NamedTuple):
    """A paragraph, or an item of a list."""

    text: Inline
    item: bool = False


class Remark(NamedTuple):
    """A paragraph that must not be missed."""

    text: Inline


class Table(NamedTuple):
    """A table; ``numeric`` marks the columns that are set to the right.

    The first ``keys`` columns say what a row is about: they are repeated where a table is divided because a
    page is too narrow for it. Without them it is never divided.
    """

    header: Sequence[Inline]
    rows: Iterable[Sequence[Inline]]
    numeric: Sequence[bool]
    keys: int = 0


class Fields(NamedTuple):
    """The head of a sheet: what each field is for, and what stands in it, or a :class:`Blank`."""

    fields: Sequence[tuple[Inline, Inline]]


class Display(NamedTuple):
    """A formula on lines of its own, already printed.

    ``aligned``: several lines, aligned at their relations. ``breakable``: they may go over the end of a page.
    """

    text: str
    aligned: bool = False
    breakable: bool = False


class Picture(NamedTuple):
    """A line chart: one series an entry, over the steps from ``first`` on; ``words`` stand at the steps.

    ``name`` tells it from the page's first picture where files are named.
    """

    series: Sequence[tuple[str, Sequence[float]]]
    caption: Inline
    first: int = 0
    words: Sequence[str] = ()
    name: str = ""
    decimal_comma: bool = False


class Bars(NamedTuple):
    """A bar chart of counts; ``most`` is the number of a full bar where that is not the longest one's."""

    bars: Sequence[tuple[str, int]]
    caption: Inline
    most: int | None = None


class Drawing(NamedTuple):
    """A drawing with the numbers of the page; ``told`` says the same in words, ``name`` ends its file's."""

    scene: Scene
    caption: Inline
    told: Inline
    name: str = "network"


class Key(NamedTuple):
    """What a colour and its line mean: a role, the piece of the formula that has it, its meaning."""

    role: Role
    formula: Math
    meaning: Inline


class Legend(NamedTuple):
    """The formulas of a page, and what their colours mean; what has no colours shows the formulas alone."""

    formulas: Display
    keys: Sequence[Key]


class Group(NamedTuple):
    """Columns of a table of given numbers that belong together: their role, symbol, heads one by one."""

    role: Role | None
    symbol: Inline
    heads: Sequence[Inline]


class Given(NamedTuple):
    """The given numbers of one unit in one table, a row a hidden unit; on top of everything that uses them.

    ``labels`` say what a row is for; ``begins`` are the rows with which a gate begins, after the first.
    ``formulas`` show the same numbers where there is no such table; those ``left_out`` of it stand behind it.
    Without groups there is no table.
    """

    groups: Sequence[Group]
    labels: Sequence[str]
    rows: Sequence[Sequence[str]]
    begins: Sequence[int]
    formulas: Sequence[Display]
    left_out: Sequence[Display] = ()


class Givens(NamedTuple):
    """The tables of given numbers of a page, side by side; a table says which unit it is for."""

    tables: Sequence[tuple[Inline | None, Given]]


class Columns(NamedTuple):
    """Blocks side by side where there is room for it, else one after another.

    ``widths`` are the shares of the page; without them a column is as wide as what it holds.
    """

    columns: Sequence[Sequence[Block]]
    widths: Sequence[float] = ()


class Line(NamedTuple):
    """A line of a step: the whole, with matrices, and each entry; ``role`` is that of its result."""

    role: Role | None
    whole: Display
    entries: Display | None


class Grid(NamedTuple):
    """Lines of a step as a table, a row an entry; ``roles`` are those of the columns.

    ``gates`` names the gate of the rows from each of its entries on. A printer that has no tables of formulas
    never meets one.
    """

    header: Sequence[Inline]
    roles: Sequence[Role | None]
    rows: Sequence[Sequence[Inline]]
    gates: Sequence[tuple[int, Inline]]


class Step(NamedTuple):
    """A step in one piece: its title, notes on what it reads, its lines; ``anchor`` is its place."""

    title: Inline
    anchor: str
    notes: Sequence[Inline]
    reads: Inline | None
    blocks: Sequence[Block]


class BoxColumn(NamedTuple):
    """A column of a row of boxes: what stands over it, the sign before it, a box or a number in every row."""

    role: Role | None
    head: Inline
    sign: Inline
    cells: Sequence[Inline]


class BoxRows(NamedTuple):
    """Lines whose row is the equation itself, an entry a row.

    ``blocks`` say the same line by line, and may be read once. ``is_alone``: they are all of their question,
    so that there is room to calculate below.
    """

    columns: Sequence[BoxColumn]
    blocks: Iterable[Block]
    is_alone: bool = True


class Part(NamedTuple):
    """A line of a question with its boxes, and what they are worth together."""

    points: Fraction
    display: Display


class Question(NamedTuple):
    """A question of a sheet, on one page: its title, its points (0 where nothing is asked), its lines."""

    title: Inline
    points: Fraction
    blocks: Sequence[Block]


class OnKey(NamedTuple):
    """What stands on a key alone."""

    blocks: Sequence[Block]


class Source(NamedTuple):
    """A piece of the target's own language between blocks, which the target itself puts there."""

    text: str


class Score(NamedTuple):
    """Points, large, what they are of, and every mark in a grid of signs, a row a step; then what signs mean.

    A row has a title, the place that it leads to, and a cell a column, or a single one across them all.
    """

    points: str
    of: Inline
    header: Sequence[Inline]
    rows: Sequence[tuple[Inline, str, Sequence[Signs]]]
    legend: Sequence[Sign]


class Card(NamedTuple):
    """What is to be seen first, in a frame of its own in the colour of an outcome."""

    outcome: Outcome
    title: Inline
    blocks: Sequence[Block]


class Fold(NamedTuple):
    """Blocks below a line that says what they hold; on a screen they are shown when they are asked for.

    ``status`` stands at the end of that line. Without an ``anchor`` it is a part of another.
    """

    title: Inline
    status: Inline
    blocks: Sequence[Block]
    is_open: bool = False
    anchor: str = ""


class Heat(NamedTuple):
    """Shares of right entries in percent, shaded, a row a step; None where nothing was asked.

    The second number of a cell tells how many went wrong there first.
    """

    header: Sequence[Inline]
    rows: Sequence[tuple[Inline, Sequence[tuple[int, int] | None]]]


OfSheets = Part | Question | OnKey | BoxRows
OfPages = Drawing | Legend | Givens | Columns | Line | Grid | Step
OfMarks = Score | Card | Fold | Heat
Block = (
    Heading
    | Paragraph
    | Remark
    | Table
    | Fields
    | Display
    | Picture
    | Bars
    | OfSheets
    | OfPages
    | OfMarks
    | Source
)


def points_said(points: Fraction) -> Sentence:
    """Say points: one point, several, or a part.

    >>> str(points_said(Fraction(1))), str(points_said(Fraction(7, 2))), str(points_said(Fraction(1, 3)))
    ('1 point', '3.5 points', '1/3 points')
    """
    if points == 1:
        return says.N_POINT(n="1")
    return says.N_POINTS(n=points_text(points))


def points_text(points: Fraction) -> str:
    """Write points as a decimal number where that is short, else as a fraction."""
    if 100 % points.denominator:
        return str(points)
    text = f"{Decimal(points.numerator) / Decimal(points.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Document(NamedTuple):
    """A stream of blocks, which may be read once.

    ``hangul`` tells whether what people wrote in it needs Korean letters, whatever the language of the page;
    ``matrix_columns`` is how many columns its matrices have at most, of which LaTeX must be told. ``footer``
    stands at the foot of every page, beside the number of the page, where there are pages.
    """

    blocks: Iterable[Block]
    hangul: bool = False
    matrix_columns: int = 10
    footer: Inline | None = None


# Hangul, kana and the common ideographs.
_KOTEX = "[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7a3]"


def needs_kotex(text: str) -> bool:
    """Tell whether a text holds letters that LaTeX sets with kotex.

    >>> needs_kotex("나는 학생"), needs_kotex("i am here")
    (True, False)
    """
    return not text.isascii() and re.search(_KOTEX, text) is not None
