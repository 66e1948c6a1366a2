"""The desk: one student at one sheet. Everything that was typed goes in, what is to be shown comes out.

There is no state: the same answers always give the same, in a page, in a test and anywhere else, and every
verdict is the mark that ``grade`` gives on them. Only rules about a whole sheet are left out, as most of the
sheet is still empty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from tutor.calculation.numbers import plain
from tutor.calculation.trace import trace
from tutor.desk.layout import Layout
from tutor.desk.typed import Typed
from tutor.handout.exercise import Sheet
from tutor.handout.task import Task
from tutor.judging.answers.lines import Lines
from tutor.judging.answers.outcomes import Verdict
from tutor.marking.marking import Marker
from tutor.marking.marks import Mark, Marked
from tutor.marking.practised import SHOWN, without_shown
from tutor.marking.scheme import Scheme
from tutor.reading.entries import read_entries, read_token
from tutor.record import field, record, replace

RIGHT: tuple[Verdict, ...] = ("exact", "rounding", "follow-through")

Standing = Literal[
    "exact", "rounding", "follow-through", "wrong", "repeated", "blank", "review", "not-read", "stale"
]
# Why an entry is not read.
UNREAD = ("unreadable", "ambiguous")
# A number that was read is shown with so many characters; a fraction may have any number of digits.
LONGEST_READ = 12
# What becomes of a line: every entry right; some blank; something wrong, not read, or to be computed again.
State = Literal["open", "begun", "right", "follows", "wrong", "stale", "unclear"]


@record()
class Box:
    """What became of one entry: its mark, how it stands, the number that was read.

    ``is_shown``: the page has shown the number, so it earns nothing. ``numbers``: how many were written where
    one is wanted.
    """

    mark: Mark
    standing: Standing
    read: str
    is_shown: bool = False
    numbers: int = 1

    @property
    def is_typed(self) -> bool:
        """Whether anything stands there, if only a sign that counts as left blank."""
        return bool(self.mark.answer.strip())


@record()
class Judged:
    """What became of everything on the page."""

    marked: Marked
    boxes: Mapping[str, Box]
    lines: Mapping[str, State]
    asks_comma: bool = False

    @property
    def points(self) -> Fraction:
        """What it earns."""
        return self.marked.points

    @property
    def right(self) -> int:
        """How many entries are right or follow."""
        return sum(box.standing in RIGHT for box in self.boxes.values())

    @property
    def is_finished(self) -> bool:
        """Whether every entry is right or follows."""
        return self.right == len(self.boxes)


@record()
class Desk:
    """One sheet and how it is judged.

    Args:
        sheet: the problem and its blanks.
        scheme: what the entries are worth.
        decimal_comma: whether 0,5 is a number; None as long as nobody was asked.

    >>> spec = {"sentence": "i", "vocabulary": ["i", "am"], "rounding": {"written": ["a", "h"]},
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}}
    >>> desk = Desk(Sheet("", spec, ("a_1[1]", "h_1[1]")))
    >>> typed = Typed((("a_1[1]", "0.5"), ("h_1[1]", "0.462")))
    >>> [box.standing for box in desk.judge(typed).boxes.values()]
    ['wrong', 'follow-through']
    >>> [box.standing for box in desk.judge(Typed((*typed.changes, ("a_1[1]", "0.4")))).boxes.values()]
    ['exact', 'stale']
    """

    sheet: Sheet
    scheme: Scheme = field(default_factory=Scheme)
    decimal_comma: bool | None = None

    @cached_property
    def task(self) -> Task:
        """What is asked."""
        return Task(trace(self.sheet.problem()), self.sheet.blanks, sheet_id=self.sheet.sheet)

    @cached_property
    def layout(self) -> Layout:
        """What stands on the page."""
        return Layout(self.task)

    @cached_property
    def marker(self) -> Marker:
        """Who marks it."""
        return self._marker(explain=True)

    @cached_property
    def _quick(self) -> Marker:
        return self._marker(explain=False)

    def _marker(self, *, explain: bool) -> Marker:
        return Marker(
            self.task.problem,
            self.scheme,
            self.sheet.blanks,
            decimal_comma=bool(self.decimal_comma),
            explain=explain,
            whole=False,
            on_sheet=True,
        )

    @property
    def lines(self) -> Lines:
        """The lines of the problem."""
        return self.marker.lines

    @cached_property
    def line_of(self) -> Mapping[str, str]:
        """The name of the line that each entry belongs to."""
        return {
            entry.name: row.name
            for part in self.layout.sections
            for row in part.rows
            for entry in row.entries
        }

    def symbol_of(self, line: str) -> str | None:
        """Give the symbol of a line that is computed; None for a size and for x."""
        return next((each.symbol for each in self.lines.lines if each.name() == line), None)

    # Judging

    def judge(self, typed: Typed, shown: Collection[str] = ()) -> Judged:
        """Judge everything; ``shown`` are the entries whose number the page has shown."""
        marked = without_shown(self.marked(typed.answers), shown)
        standings = {mark.quantity: self._standing(mark) for mark in marked.marks}
        standings |= self._stale(typed, marked)
        boxes, read = {}, self.read(typed.answers)
        for mark in marked.marks:
            name, standing = mark.quantity, standings[mark.quantity]
            numbers = self._numbers_in(mark.answer) if standing == "not-read" else 1
            boxes[name] = Box(mark, standing, _shortened(read.get(name, "")), mark.note == SHOWN, numbers)
        asks = self.decimal_comma is None and any(mark.note == "ambiguous" for mark in marked.marks)
        return Judged(marked, MappingProxyType(boxes), self._states(boxes), asks)

    def marked(self, answers: Mapping[str, str]) -> Marked:
        """Mark answers as they stand, with what explains what is wrong."""
        return self._by(self.marker, answers)

    def _by(self, marker: Marker, answers: Mapping[str, str]) -> Marked:
        names = tuple(name for name in marker.names if answers.get(name, "").strip())
        return marker.mark(names, tuple(answers[name] for name in names))

    def _standing(self, mark: Mark) -> Standing:
        if mark.verdict == "wrong" and not mark.root:
            return "repeated"
        if mark.verdict == "review" and mark.note in UNREAD:
            return "not-read"
        return mark.verdict

    def read(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Print the numbers that answers are read as, by the marker; what is no number is left out."""
        names = tuple(name for name in self.marker.names if answers.get(name, "").strip())
        found = dict(self.marker.read(names, tuple(answers[name] for name in names)))
        for name in names:
            if name not in self.lines.names:  # a size, or a number of x
                number = read_token(answers[name], decimal_comma=bool(self.decimal_comma)).number
                found |= {} if number is None else {name: plain(number)}
        return found

    def _numbers_in(self, text: str) -> int:
        """Count the numbers of a text that is none but several."""
        tokens = read_entries(text, decimal_comma=bool(self.decimal_comma)).tokens
        return len(tokens) if tokens and all(token.kind == "number" for token in tokens) else 1

    def follows(self, answers: Mapping[str, str], i: int) -> tuple[str, ...]:
        """Print what the own earlier answers give for a line."""
        names = tuple(name for name in self.marker.names if answers.get(name, "").strip())
        return self.marker.script(names, tuple(answers[name] for name in names)).follows(i)

    # What was computed from a line that has been corrected since

    def _stale(self, typed: Typed, marked: Marked) -> dict[str, Standing]:
        """Find what is right from the numbers that stood there when it was typed, but no longer.

        What follows from such a line is to be computed again with it.
        """
        found: dict[str, Standing] = {}
        known: dict[tuple[tuple[str, str], ...], Mapping[str, Verdict]] = {}
        for mark in marked.marks:
            if (
                mark.verdict not in ("wrong", "review")
                or mark.note in UNREAD
                or mark.quantity not in self.lines.names
            ):
                continue
            then = typed.then(mark.quantity)
            at = tuple(then.items())
            if at not in known:
                known[at] = {each.quantity: each.verdict for each in self._by(self._quick, then).marks}
            if known[at][mark.quantity] in RIGHT:
                found[mark.quantity] = "stale"
        if found:
            lines = {self.lines.names[name][0] for name in found}
            for mark in marked.marks:
                place = self.lines.names.get(mark.quantity)
                if place is None:
                    continue
                if mark.verdict == "follow-through" and not lines.isdisjoint(self.reads(place[0])):
                    found[mark.quantity] = "stale"
                    lines.add(place[0])
        return found

    def reads(self, i: int) -> tuple[int, ...]:
        """Give the lines that a line of the sheet reads."""
        line = self.lines.lines[i]
        written = frozenset(self.task.problem.written) & frozenset(line.unit.cell.symbols)
        return self.lines.reads(i, written)

    def _states(self, boxes: Mapping[str, Box]) -> Mapping[str, State]:
        by_line: dict[str, list[Standing]] = {}
        for name, box in boxes.items():
            by_line.setdefault(self.line_of[name], []).append(box.standing)
        return MappingProxyType({line: _state(standings) for line, standings in by_line.items()})

    def with_comma(self, decimal_comma: bool | None) -> Desk:
        """The same desk, for a writer who was asked about the comma."""
        return replace(self, decimal_comma=decimal_comma)


def _shortened(digits: str) -> str:
    return digits if len(digits) <= LONGEST_READ else f"{digits[:LONGEST_READ]}…"


def _state(standings: list[Standing]) -> State:
    """Say how a line stands by its entries: what is most to be seen to first."""
    kinds = set(standings)
    if kinds & {"wrong", "repeated"}:
        return "wrong"
    if "stale" in kinds:
        return "stale"
    if kinds & {"review", "not-read"}:
        return "unclear"
    if kinds == {"blank"}:
        return "open"
    if "blank" in kinds:
        return "begun"
    return "follows" if "follow-through" in kinds else "right"
