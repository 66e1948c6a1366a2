"""A program run through by its lines: a loop is written out step by step, what was printed gets its names.

    for x in xs:                  x_1 = 1.0, h_1 = tanh(w x_1 + u h_0),
        h = tanh(w * x + u * h)   x_2 = 0.5, h_2 = tanh(w x_2 + u h_1)
        print(h)
    0.46                          h_1 = 0.46
    0.31                          h_2 = 0.31

Nothing is computed here. A program of another form stays as it was read, and so does what it printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tutor.reading.claims.claim import Claim
from tutor.reading.formulas.grammar import Grammar
from tutor.reading.formulas.syntax import Expression, Name, changed, is_literal, walk
from tutor.reading.programs.claimed import head_of, line_of, rows_of
from tutor.reading.programs.network_calls import called
from tutor.reading.programs.source import Collected, Loop, Print, Program, programs
from tutor.reading.work import Segment
from tutor.record import record, replace

_WRAPPED = re.compile(r"^(?:np|numpy|torch)\.(?:array|asarray|v?stack)\((\w+)\s*(?:,.*)?\)$")
# Longer loops are no examples by hand.
_MOST_STEPS = 40


@record()
class Unrolled:
    """The claims of a text, and the lines of code that print what was found."""

    claims: list[Claim]
    printing: frozenset[int]


def unrolled(claims: Sequence[Claim], lines: Sequence[str], grammar: Grammar) -> Unrolled:
    """Write the loops of a text out, and give what was printed its names."""
    found, printing = called(claims, lines)
    at = {token.line: index for index, token in reversed(list(enumerate(grammar.tokens[:-3])))}
    for program in programs(lines):
        run = _Run(program, grammar, at, lines)
        if program.loop is None or run.write_out(found):
            printing |= run.print_into(found) | run.collecting
    return Unrolled(found, frozenset(printing))


class _Run:
    """One program: the names that it assigns, how often its loop runs."""

    def __init__(
        self, program: Program, grammar: Grammar, at: Mapping[int, int], lines: Sequence[str]
    ) -> None:
        self.program = program
        self.grammar = grammar
        self.at = at
        self.lines = lines
        self.times = 1
        self.placed: list[Claim] = []
        self.ends: dict[int, Claim] = {}  # the last claim of every step
        self.assigned: dict[str, int] = {}  # the line that assigns each name in the loop

    @property
    def collecting(self) -> set[int]:
        """Give the lines that put values into lists, or lists into arrays."""
        names = {name for each in self.program.lists for name in each.names}
        made = {
            line
            for line in range(self.program.first, self.program.last + 1)
            if any(re.match(rf"\s*{re.escape(name)}\s*=", self.lines[line - 1]) for name in names)
        }
        return made | {each.line for each in self.program.lists}

    # The loop

    def write_out(self, claims: list[Claim]) -> bool:
        """Put the steps of the loop in the place of its body; say whether it is one that can be."""
        loop = self.program.loop
        assert loop is not None
        inside = [each for each in claims if loop.holds(line_of(each))]
        body = [each for each in inside if not _is_carried(each)]
        heads = [head for each in body if (head := head_of(each)) is not None]
        items = self._items(loop, claims)
        plain = all(each.step in (None, "t") and not each.entry for each in heads)
        if not items or not heads or len(heads) != len(body) or not plain:
            return False
        self.times = len(items)
        for head in heads:
            self.assigned.setdefault(head.base, head.place.line)
        states = self._states(body)
        start = next(index for index, each in enumerate(claims) if each is body[0])
        steps: list[Claim] = []
        for step in range(1, self.times + 1):
            steps += self._step(loop, body, items, step)
            self.ends[step] = steps[-1]
        header = [each for each in claims if line_of(each) == loop.line]
        rest = [each for each in claims[start:] if each not in inside and each not in header]
        before = [each for each in claims[:start] if each not in header]
        for base in states:
            self._begin(before, base)
        claims[:] = [*before, *steps, *(self._after(each) for each in rest)]
        return True

    def _items(self, loop: Loop, claims: Sequence[Claim]) -> list[Expression | None]:
        """Give what the loop's variable is at every step; None where it only counts."""
        over: Expression | None = self._read(loop.line, loop.over)
        if isinstance(over, Name):
            over = self._value(over, loop.line, claims)
        if loop.counts:
            text = loop.over.strip()
            if text.startswith("len(") and isinstance(named := self._read(loop.line, text[4:]), Name):
                over = self._value(named, loop.line, claims)
                return [None] * len(rows_of(over))
            return [None] * int(text) if text.isdigit() and int(text) <= _MOST_STEPS else []
        rows = rows_of(over)
        return list(rows) if len(rows) <= _MOST_STEPS else []

    def _read(self, line: int, text: str) -> Expression | None:
        """Read the expression with which ``text`` begins in a line of code."""
        column = self.lines[line - 1].find(text) + 1 + text.startswith("(")
        index = self.at.get(line, 0)
        while self.grammar.tokens[index].line == line and self.grammar.tokens[index].start < column:
            index += 1
        saved, self.grammar.fault = self.grammar.fault, None
        got = self.grammar.expression(index)
        self.grammar.fault = saved
        return got[0] if got is not None else None

    def _value(self, name: Name, before: int, claims: Sequence[Claim]) -> Expression | None:
        """Give what was assigned to a name above a line."""
        for claim in reversed(claims):
            head, value = head_of(claim), claim.segments[-1].expression
            if head is not None and head.base == name.base and line_of(claim) < before and is_literal(value):
                return value
        return None

    def _states(self, body: Sequence[Claim]) -> list[str]:
        """Find the names that the body reads before it assigns them, from the step before."""
        done, states = set[str](), dict[str, None]()
        for claim in body:
            for segment in claim.segments[1:]:
                for node in _names(segment.expression):
                    early = node.step == "t-1" or (node.step in (None, "t") and node.base not in done)
                    if node.base in self.assigned and early:
                        states[node.base] = None
            head = head_of(claim)
            assert head is not None
            done.add(head.base)
        return list(states)

    def _step(
        self, loop: Loop, body: Sequence[Claim], items: Sequence[Expression | None], step: int
    ) -> Iterator[Claim]:
        """Give the claims of one step."""
        item = items[step - 1]
        variable = self._read(loop.line, loop.item)
        if item is not None and isinstance(variable, Name):
            yield Claim([Segment(None, None, _at(variable, step)), Segment("=", item.place, item)])
        done = set[str]()

        def named(name: Name) -> Name:
            if isinstance(variable, Name) and (name.base, name.step) == (variable.base, variable.step):
                return _at(name, step)
            if loop.counts and name.step == loop.item:
                return _at(name, step)
            if name.base in self.assigned and name.step in (None, "t", "t-1"):
                return _at(name, step if name.base in done and name.step != "t-1" else step - 1)
            return name

        for claim in body:
            head = head_of(claim)
            assert head is not None
            sides = [replace(each, expression=changed(each.expression, named)) for each in claim.segments[1:]]
            yield Claim([Segment(None, None, _at(head, step)), *sides], claim.end)
            done.add(head.base)

    def _begin(self, before: list[Claim], base: str) -> None:
        """Let what a state is before the loop be its step 0."""
        for index in range(len(before) - 1, -1, -1):
            head = head_of(before[index])
            if head is not None and head.base == base and head.step in (None, "t-1", "start"):
                before[index] = _renamed(before[index], _at(head, 0))
                return

    def _after(self, claim: Claim) -> Claim:
        """Let what the loop assigned be the values of its last step in the code behind it."""
        if line_of(claim) > self.program.last:
            return claim
        first, *sides = claim.segments
        return replace(
            claim,
            segments=[
                first,
                *(replace(each, expression=changed(each.expression, self._last)) for each in sides),
            ],
        )

    def _last(self, name: Name) -> Name:
        return self._of(name, self.times)

    def _of(self, name: Name, step: int | None) -> Name:
        """Give a name of the program at a step, if the loop assigns it."""
        plain = step is not None and name.base in self.assigned and name.step in (None, "t")
        return _at(name, step) if plain and step is not None else name

    # What was printed

    def print_into(self, claims: list[Claim]) -> set[int]:
        """Give what was printed its names; give the lines that print, where all that was printed is found."""
        events, lines = list(self._events()), list(self.program.printed)
        found: list[tuple[Claim, Print, int | None]] = []
        for event, step in events:
            if not lines:
                return set()
            if event.alone:
                values = self._alone(event, step, lines[0])
                if not values:
                    return set()
                end = values[-1].segments[-1].expression.place.end_line
                found += [(value, event, step) for value in values]
            else:
                end = lines[0]
                found += [(each, event, step) for each in self._labelled(end, step, claims)]
            lines = [each for each in lines if each > end]
        if lines or not events:
            return set()
        for claim, event, step in found:
            head = head_of(claim)
            own = head.step if event.alone and head is not None and self._collects(event) else step
            self._insert(claims, claim, event, own if isinstance(own, int) else step)
        return {event.line for event, _ in events}

    def _events(self) -> Iterator[tuple[Print, int | None]]:
        """Give the calls of print in the order in which they print, those of the loop with their step."""
        loop, prints = self.program.loop, self.program.prints
        if loop is None:
            yield from ((each, None) for each in prints)
            return
        yield from ((each, None) for each in prints if each.line < loop.line)
        for step in range(1, self.times + 1):
            yield from ((each, step) for each in prints if loop.holds(each.line))
        yield from ((each, self.times) for each in prints if each.line > loop.last)

    def _collects(self, event: Print) -> Collected | None:
        """Give the list of all steps that a print shows, if it does."""
        shown = _WRAPPED.sub(r"\1", event.shown[0])
        return next((each for each in self.program.lists if shown in each.names), None)

    def _alone(self, event: Print, step: int | None, line: int) -> list[Claim]:
        """Read a value that stands alone on its lines as what was to be printed; a list as all its steps."""
        collected = self._collects(event)
        asked = self._read(event.line, event.shown[0])
        if collected is not None:
            asked = self._read(collected.line, f"({collected.variable}")
        saved, self.grammar.fault = self.grammar.fault, None
        got = self.grammar.expression(self.at.get(line, 0))
        self.grammar.fault = saved
        if asked is None or got is None or not is_literal(got[0]):
            return []
        value, after = got
        if self.grammar.tokens[after].kind not in {"newline", "blank"}:
            return []
        if collected is not None:
            rows = rows_of(value)
            if not isinstance(asked, Name) or len(rows) != self.times:
                return []
            named = [replace(_at(asked, at), place=row.place) for at, row in enumerate(rows, start=1)]
            return [
                Claim([Segment(None, None, name), Segment("=", row.place, row)])
                for name, row in zip(named, rows, strict=True)
            ]
        asked = replace(changed(asked, lambda name: self._of(name, step)), place=value.place)
        return [Claim([Segment(None, None, asked), Segment("=", value.place, value)], after)]

    def _labelled(self, line: int, step: int | None, claims: list[Claim]) -> list[Claim]:
        """Take the claims of a line that was printed with labels; their names get their step."""
        found = [each for each in claims if line_of(each) == line]
        claims[:] = [each for each in claims if line_of(each) != line]
        heads = [head_of(each) for each in found]
        return [
            claim if head is None else _renamed(claim, self._of(head, step))
            for claim, head in zip(found, heads, strict=True)
        ]

    def _insert(self, claims: list[Claim], claim: Claim, event: Print, step: int | None) -> None:
        """Put what was printed where it was computed: behind its step, or behind the line that prints it."""
        loop = self.program.loop
        stepped = loop is not None and (loop.holds(event.line) or self._collects(event) is not None)
        if stepped and step is not None:
            at = next(i for i, each in enumerate(claims) if each is self.ends[step]) + 1
            self.ends[step] = claim
        else:
            later = (
                i
                for i, each in enumerate(claims)
                if line_of(each) > event.line and not any(each is other for other in self.placed)
            )
            at = next(later, len(claims))
        claims.insert(at, claim)
        self.placed.append(claim)


def _at(name: Name, step: int) -> Name:
    return replace(name, step=step, text=f"{name.base}_{step}")


def _names(node: Expression) -> Iterator[Name]:
    return (each for each in walk(node) if isinstance(each, Name))


def _is_carried(claim: Claim) -> bool:
    """Whether a line only keeps a state for the next step: ``h_prev = h_t``."""
    head, value = head_of(claim), claim.segments[-1].expression
    return head is not None and head.step == "t-1" and isinstance(value, Name)


def _renamed(claim: Claim, head: Name) -> Claim:
    return replace(claim, segments=[replace(claim.segments[0], expression=head), *claim.segments[1:]])
