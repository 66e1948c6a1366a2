"""The sides of a claim: relations and expressions as long as they come, and what ends them.

An expression must end at a relation, a comma, prose or a line end; otherwise the whole side is a gap, with
the reason, and reading goes on behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from tutor.reading import reading_messages as says
from tutor.reading.claims.claim import Claim, Recent
from tutor.reading.formulas.arrays import AMBIGUOUS_COMMA, WRITE_POINTS
from tutor.reading.formulas.obstacles import Obstacle
from tutor.reading.formulas.syntax import (
    Expression,
    Gap,
    Matrix,
    Name,
    Number,
    Sum,
    Term,
    Vector,
    is_literal,
)
from tutor.reading.names import name_at
from tutor.reading.signs import FUNCTIONS, GROWING, SUMS
from tutor.reading.tokens import Token
from tutor.reading.words import Words
from tutor.reading.work import Relation, Segment, Unreadable

_ENDS = frozenset({"newline", "blank", "bar"})


class Sides:
    """Reads the sides of claims.

    ``before`` is how many names stand before the claim's own, which take their values from one list;
    ``several`` whether such a list was read.
    """

    def __init__(self, tokens: Sequence[Token], partner: Sequence[int], words: Words, recent: Recent) -> None:
        self.tokens = tokens
        self.partner = partner
        self.grammar = words.grammar
        self.words = words
        self.recent = recent
        self.unreadable: list[Unreadable] = []
        self.before = 0
        self.several = False
        self._island = (0, 0)

    def follow(self, claim: Claim, relation: int) -> int:
        """Read relations and sides as long as they come; give the index after the last."""
        tokens, grammar = self.tokens, self.grammar
        while True:
            start = grammar.skip_lines(relation + 1)
            while tokens[start].text == "}" and self.partner[start] < 0:
                start += 1
            if tokens[start].kind == "blank" and tokens[start + 1].text in {"[", "matrix"}:
                start += 1
            if len(claim.segments) == 1 and (end := self.words.value_at(start, claim.segments[0].expression)):
                return end
            grammar.fault, grammar.after_relation = None, True
            got = self.column(relation + 1) or grammar.expression(start)
            if got is not None and len(claim.segments) == 1:
                got = self._unbracketed(claim, *got)
            if got is not None:
                self._check_end(start, *got)
            if grammar.fault is not None or got is None:
                end = self.island_end(start)
                if not self._is_calculation(start, end):
                    claim.end = claim.end or relation
                    return start
                node: Expression = Gap(grammar.span(start, max(end, start + 1)))
                self.report(grammar.fault or Obstacle(start, max(end, start + 1), says.THIS_CANNOT_BE_READ()))
            else:
                node, end = self._rows(claim, *got)
                if tokens[end].kind == "word" and tokens[end].text.startswith("의"):
                    node = Gap(grammar.span(start, end))  # a part of it, in words
                if self._is_prose(node, end):
                    claim.end = claim.end or relation
                    return start
            claim.segments.append(self._segment(claim, relation, node))
            claim.end = end
            following = self._next_relation(claim, node, end)
            if following is None:
                return end
            relation = following

    def _segment(self, claim: Claim, relation: int, node: Expression) -> Segment:
        """Give a side behind its relation: ``b += x`` says that b is what b was before, and x."""
        token, head = self.tokens[relation], claim.segments[0].expression
        if token.text in GROWING:
            if len(claim.segments) == 1 and isinstance(head, Name) and not isinstance(node, Gap):
                node = Sum(node.place, (Term(1, head), Term(-1 if token.text == "-=" else 1, node)))
            return Segment("=", token.place, node)
        return Segment(cast(Relation, token.text if token.kind == "relation" else "="), token.place, node)

    def column(self, index: int) -> tuple[Expression, int] | None:
        """Read numbers that stand below each other, each on a line of its own, as a vector."""
        tokens, entries = self.tokens, list[Expression]()
        listed = tokens[index - 1].kind == "colon"  # behind an equals sign - 0.5 may be a number
        while tokens[index].kind == "newline":
            start = index + 1 + (listed and tokens[index + 1].kind == "bullet")
            signed = tokens[start].text in {"+", "-"} and not tokens[start + 1].gap
            number = tokens[start + signed]
            ends = tokens[start + signed + 1].kind in {"newline", "blank"}
            got = self.grammar.factor(start) if number.kind == "number" and ends else None
            if got is None:
                break
            entries.append(got[0])
            index = got[1]
        if len(entries) < 2:
            return None
        return Vector(entries[0].place.to(entries[-1].place), tuple(entries)), index

    def _unbracketed(self, claim: Claim, node: Expression, after: int) -> tuple[Expression, int]:
        """Read ``x = 1, 0, 1``: several numbers behind a name that has no step, as a list."""
        head = claim.segments[0].expression
        entries, index = [node], after
        while self.tokens[index].kind in {"comma", "semicolon"} and self._is_entry(entries[-1]):
            got = self.grammar.factor(index + 1) if self.tokens[index + 1].gap else None
            if got is None or not self._is_entry(got[0]):
                break
            entries.append(got[0])
            index = got[1]
        following = self.tokens[index].kind
        plain = isinstance(head, Name) and not head.entry and (head.step is None or bool(self.before))
        if len(entries) < 2 or not plain or following in {"relation", "op", "ident", "word", "open"}:
            return node, after
        self.several = True
        return Vector(node.place.to(entries[-1].place), tuple(entries)), index

    def _is_entry(self, node: Expression) -> bool:
        """Whether a value is one of several: a number, or an array where as many names stand before it."""
        return isinstance(node, Number) or (bool(self.before) and is_literal(node))

    def _rows(self, claim: Claim, node: Expression, after: int) -> tuple[Expression, int]:
        """Read the rows of a matrix that stand below each other, each in brackets of its own."""
        head = claim.segments[0].expression
        if not (isinstance(head, Name) and head.step is None and head.base[:1].isupper()):
            return node, after
        rows, first = [node], after
        while _is_row(rows[-1]) and self.tokens[after].kind == "newline":
            start = self.grammar.skip_lines(after)
            got = self.grammar.expression(start) if self.tokens[start].text == "[" else None
            if got is None or not _is_row(got[0]) or self.tokens[got[1]].kind not in _ENDS:
                break
            rows.append(got[0])
            after = got[1]
        vectors = [row for row in rows if isinstance(row, Vector)]
        if len(rows) == 1 or len({len(row.entries) for row in vectors}) > 1:
            return node, first
        place = rows[0].place.to(rows[-1].place)
        return Matrix(
            place, tuple(row.entries for row in vectors), tuple(row.place for row in vectors)
        ), after

    def _next_relation(self, claim: Claim, node: Expression, index: int) -> int | None:
        tokens = self.tokens
        if tokens[index].kind == "relation":
            return index
        following = self.past_lines(index)
        if following > index and tokens[following].kind == "relation":
            return None if self._is_aside(claim) else following
        if tokens[index].text == "(" and self.partner[index] > 0:
            behind = self.partner[index] + 1
            if tokens[behind].kind == "relation":
                return behind
        if tokens[index].kind == "arrow" and self.points_to_result(node, index):
            return index
        return self._remarked(claim, node, index)

    def _remarked(self, claim: Claim, node: Expression, index: int) -> int | None:
        """Find the result that stands behind a calculation, in a comment of code or in the next cell.

        ``np.tanh(a1)  # [0.197, 0.380]``, ``| h_1 = tanh(0.2) | 0.197 |``
        """
        tokens = self.tokens
        comment = tokens[index].text == "#" and tokens[index].kind == "break"
        cell = tokens[index].kind == "bar" and len(claim.segments) > 1
        if not (comment or cell) or is_literal(node):
            return None
        if tokens[index + 1].kind in {"arrow", "relation"}:
            index += 1
        ends = {"bar"} if cell else {"newline", "blank"}
        saved, self.grammar.fault = self.grammar.fault, None
        got = self.grammar.expression(index + 1)
        self.grammar.fault = saved
        if got is None or not is_literal(got[0]) or tokens[got[1]].kind not in ends:
            return None
        return index if not isinstance(got[0], Number) or got[0].decimals else None

    def points_to_result(self, node: Expression, arrow: int) -> bool:
        """Say whether an arrow points from a calculation to its value, and no word of prose to another."""
        if is_literal(node) or (isinstance(node, Name) and node.step is None and node.base not in SUMS):
            return False
        saved = self.grammar.fault
        got = self.grammar.expression(self.grammar.skip_lines(arrow + 1))
        self.grammar.fault = saved
        return got is not None and is_literal(got[0]) and self.tokens[got[1]].kind != "relation"

    def _is_aside(self, claim: Claim) -> bool:
        """Say whether a finished claim stands in the prose behind an unfinished one, which goes on."""
        line = claim.segments[0].expression.place.line
        return (
            not claim.unfinished
            and self.recent.line == line
            and any(each.unfinished and each is not claim for each in self.recent.claims)
        )

    def past_lines(self, index: int) -> int:
        """Pass over line ends and the bullet behind them, and a comma before them."""
        start = index
        if self.tokens[index].kind in {"comma", "semicolon", "dot"}:
            index += 1
        after = self.grammar.skip_lines(index)
        if after == index:
            return start
        return after + 1 if self.tokens[after].kind == "bullet" else after

    def _check_end(self, start: int, node: Expression, after: int) -> None:
        """A side that ends before something that belongs to it is not a side."""
        grammar, token, following = self.grammar, self.tokens[after], self.tokens[after + 1]
        closes = following.kind in {"newline", "blank", "comma", "relation"}
        if token.kind == "number" and (isinstance(node, Number) or closes):
            grammar.fail(start, after + 1, says.TWO_VALUES_STAND_SIDE_BY_SIDE_WITH_NOTHING())
        elif token.kind == "comma" and following.kind == "number" and isinstance(node, Number):
            if following.gap == 0:
                grammar.fail(
                    start,
                    after + 2,
                    AMBIGUOUS_COMMA,
                    WRITE_POINTS,
                    ask=True,
                )
            elif self.tokens[after + 2].kind in {"newline", "blank", "comma"}:
                grammar.fail(
                    start, after + 2, says.A_VECTOR_WITHOUT_BRACKETS(), says.PUT_BRACKETS_AROUND_ITS_ENTRIES()
                )

    def _is_prose(self, node: Expression, after: int) -> bool:
        """Say whether a side is only a word: ``W = weights``."""
        if not isinstance(node, Name):
            return False
        token = self.tokens[after - 1]
        if node.text != token.text or node.base in self.grammar.known or node.text in FUNCTIONS:
            return False
        return name_at(self.tokens, self.partner, after - 1).strength == "word" or (
            self.tokens[after].kind in {"word", "ident"} and self.tokens[after].gap > 0
        )

    def island_end(self, index: int) -> int:
        """Find the end of what cannot be read: a relation or a line end; one walk serves all inside."""
        if self._island[0] <= index < self._island[1]:
            return self._island[1]
        start = index
        while self.tokens[index].kind not in _ENDS and self.tokens[index].kind != "relation":
            index = self.partner[index] + 1 if self.partner[index] > index else index + 1
        self._island = (start, index)
        return index

    def _is_calculation(self, start: int, end: int) -> bool:
        """Say whether a side that could not be read was meant as one."""
        if self.grammar.fault is not None:
            return True
        inside = {token.kind for token in self.tokens[start:end]}
        first = self.tokens[start]
        if first.kind == "open":
            return "number" in inside and (first.text != "(" or not inside & {"word", "string"})
        return first.kind in {"op", "power", "caret"} and "number" in inside

    def report(self, fault: Obstacle) -> None:
        """Say that a piece cannot be read, and why."""
        place = self.grammar.span(fault.start, max(fault.end, fault.start + 1))
        self.unreadable.append(Unreadable(place, fault.reason, fault.help, fault.ask))


def _is_row(node: Expression) -> bool:
    return isinstance(node, Vector) and node.written == "list" and is_literal(node)
