"""Tokens → chains: islands of calculation in a sea of prose.

At every token a claim is tried: an expression, then its sides (:mod:`tutor.reading.claims.sides`). What is
not a claim is prose, and prose is skipped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from tutor.reading.claims.claim import Claim, Recent
from tutor.reading.claims.sides import Sides
from tutor.reading.claims.spoken_sums import spoken_sum
from tutor.reading.formulas.obstacles import Obstacle, ObstacleKind
from tutor.reading.formulas.syntax import (
    Expression,
    Gap,
    Matrix,
    Name,
    Number,
    Place,
    Transpose,
    Vector,
    is_literal,
    walk,
)
from tutor.reading.signs import FUNCTIONS
from tutor.reading.tokens import Token
from tutor.reading.words import Words
from tutor.reading.work import Segment, Unreadable
from tutor.record import replace

_STARTS = frozenset({"number", "ident", "open", "op", "frac", "labelled", "dots", "ask", "under"})
_ENDS = frozenset({"newline", "blank", "bar"})
_PARTICLES = frozenset({"은", "는", "이", "가", "is", "are"})
_SIGNS_OF_A_CLAIM = frozenset({"relation", "colon", "power", "caret", "sup", "ask", "under", "arrow"})
_CLOCKS = frozenset({"t", "T", "step"})
# Words before a calculation that are no operand of it.
_ANNOUNCES = frozenset(
    {"is", "are", "so", "get", "gives", "have", "obtain", "then", "hence", "therefore", "equals"}
)


class Scanner:
    """Walks through the tokens once and keeps what it finds."""

    def __init__(
        self,
        tokens: Sequence[Token],
        partner: Sequence[int],
        words: Words,
        headings: Collection[int],
        prompts: Collection[int] = (),
        cells: Mapping[int, Expression] = MappingProxyType({}),
    ) -> None:
        self.tokens = tokens
        self.partner = partner
        self.grammar = words.grammar
        self.words = words
        self.headings = headings
        self.prompts = prompts
        self.cells = cells
        self.claims: list[Claim] = []
        self.recent = Recent()
        self.sides = Sides(tokens, partner, words, self.recent)
        self._heads: set[tuple[str, int | str | None, tuple[int, ...]]] = set()
        self._beside: tuple[Expression, ...] = ()
        self._active = _lines_with_claims(tokens)

    @property
    def unreadable(self) -> list[Unreadable]:
        """What looks like a calculation and cannot be read, with the reason."""
        return self.sides.unreadable

    def run(self) -> None:
        """Read everything."""
        index = 0
        while index < len(self.tokens) - 3:  # the last three only mark the end
            token = self.tokens[index]
            starts_line = index == 0 or self.tokens[index - 1].kind in {"newline", "blank", "bullet"}
            if starts_line and token.line in self.headings:
                self.recent.claims = []
            after = self._printed(index) if starts_line and token.line in self.prompts else None
            if after is not None:
                pass
            elif index in self.cells:
                after = self._cell(index)
            elif token.text == "#":
                after = self._comment(index)
            elif token.kind == "relation":
                after = self._continue(index) if starts_line else self._of_nothing(index)
            elif token.kind in {"word", "string", "ident", "open"}:
                after = self._spoken_sum(index) or self.words.at(index)
            if token.kind == "number" and self._counts_sequences(index):
                after = index + 1
            if after is None and token.kind in _STARTS and token.line in self._active:
                after = self._claim(index)
            index = index + 1 if after is None else max(after, index + 1)

    def _counts_sequences(self, index: int) -> bool:
        """Whether a number says which sequence is meant, as in ``h_1[1]#2 = 0.3``."""
        return index > 0 and self.tokens[index].gap == 0 and self.tokens[index - 1].text == "#"

    def _printed(self, start: int) -> int | None:
        """Read what a prompt was asked, and the numbers that it printed on the next line, as a claim."""
        grammar, tokens = self.grammar, self.tokens
        while tokens[start].kind == "ident" and tokens[start + 1].text == "." and not tokens[start + 2].gap:
            start += 2  # rnn.weight_ih_l0
        closed = self.partner[start + 1] if tokens[start].text == "print" else -1
        saved, grammar.fault = grammar.fault, None
        asked = grammar.expression(start + 2 if closed > 0 else start)
        end = closed + 1 if asked is not None and asked[1] == closed else asked[1] if asked else start
        answer = None
        if asked is not None and tokens[end].kind == "blank" and (closed < 0 or asked[1] == closed):
            answer = grammar.expression(end + 2 if tokens[end + 1].text == "#" else end + 1)
        grammar.fault = saved
        if asked is None or answer is None or is_literal(asked[0]) or not is_literal(answer[0]):
            return None
        value, after = answer
        if tokens[after].kind not in {"newline", "blank"}:
            return None
        segments = [Segment(None, None, asked[0]), Segment("=", value.place, value)]
        self._keep(Claim(segments, after), tokens[start].line)
        return after

    def _spoken_sum(self, index: int) -> int | None:
        """Read a sum that words announce as a claim."""
        found = spoken_sum(self.grammar, index) if self.tokens[index].kind in {"word", "ident"} else None
        if found is None:
            return None
        name, behind, value, end = found
        segments = [Segment(None, None, name), Segment("=", self.tokens[behind].place, value)]
        self._keep(Claim(segments, end), self.tokens[index].line)
        return end

    # Claims

    def _cell(self, start: int) -> int:
        """Read the calculation in a cell of a table as what its row and its column say it is."""
        claim = Claim([Segment(None, None, self.cells[start])], start, "table")
        relation = start if self.tokens[start].kind == "relation" else start - 1
        end = self.sides.follow(claim, relation)
        if len(claim.segments) > 1:
            self._keep(claim, self.tokens[start].line)
        return end

    def _claim(self, start: int) -> int:
        grammar = self.grammar
        if self._goes_on_with_prose(start):
            return self.sides.island_end(start)
        if (behind := self._behind_label(start)) is not None:
            return behind
        if self._is_before_a_sign(start):
            return start + 1
        grammar.fault, grammar.after_relation = None, False
        got = grammar.expression(start)
        if got is None:
            return self._stopped(start) if grammar.fault else start + 1
        node, after = got
        relation = self._relation_after(node, after)
        if relation is None:
            self._beside = (*self._beside, node) if self._is_beside(node, start, after) else ()
            return after
        if _is_clock(node) and self.tokens[relation + 1].text != "[":  # t = [1, 0, 0] is a target
            return relation + 1
        claim = Claim([Segment(None, None, node)])
        beside, self._beside = self._beside if self.tokens[start - 1].kind == "comma" else (), ()
        self.sides.before = len(beside)
        self.sides.several = False
        end = self.sides.follow(claim, relation)
        if len(claim.segments) > 1:
            for each in _apart(claim, beside if self.sides.several else ()):
                for one in self._one_by_one(each):
                    self._keep(one, self.tokens[start].line)
        return max(end, after)

    def _one_by_one(self, claim: Claim) -> list[Claim]:
        """Give one claim for each name of ``h_0 = c_0 = [0, 0]`` if none of them was written before."""
        *names, value = [each.expression for each in claim.segments]
        keys = [(each.base, each.step, each.entry) for each in names if isinstance(each, Name)]
        plain = len(keys) == len(names) == len({*keys}) > 1 and is_literal(value)
        if not plain or self._heads & {*keys}:
            return [claim]
        last = claim.segments[-1]
        return [Claim([Segment(None, None, name), last], claim.end) for name in names]

    def _goes_on_with_prose(self, start: int) -> bool:
        """Say whether a sign joins what follows to prose before it, so that a calculation is not whole."""
        token, before, following = self.tokens[start], self.tokens[start - 1], self.tokens[start + 1]
        joins = token.kind == "op" and (token.text != "-" or following.gap > 0)
        return joins and start > 0 and token.gap > 0 and before.kind in {"word", "ident", "string"}

    def _is_before_a_sign(self, start: int) -> bool:
        """Say whether a word announces a number with its sign: ``so -ln(0.7)`` takes nothing away."""
        token, sign, following = self.tokens[start : start + 3]
        signs = sign.text == "-" and sign.gap > 0 and following.gap == 0
        return signs and token.text.lower() in _ANNOUNCES and token.text not in self.grammar.known

    def _behind_label(self, start: int, *, last: bool = False) -> int | None:
        """Pass over what numbers a claim or says what it is worth: ``(b)``, ``[4 pts]``, both."""
        token, closed = self.tokens[start], self.partner[start]
        if token.kind != "open" or token.text not in "([" or not 1 <= closed - start - 1 <= 3:
            return None
        following, inside = self.tokens[closed + 1], self.tokens[start + 1 : closed]
        if following.kind not in {"ident", "open"} or not following.gap:
            return None
        if following.kind == "open" and self.tokens[closed + 1].text not in "([":
            return None
        words = any(each.kind in {"ident", "word"} and len(each.text) > 1 for each in inside)
        letter = len(inside) == 1 and inside[0].kind == "ident" and len(inside[0].text) == 1
        number = len(inside) == 1 and inside[0].kind == "number" and inside[0].text.isdigit()
        starts = start == 0 or self.tokens[start - 1].kind in {"newline", "blank", "bullet", "bar", "close"}
        only = all(each.kind in {"ident", "word", "number"} for each in inside)
        leads = following.kind == "ident" or (not last and bool(self._behind_label(closed + 1, last=True)))
        plain = only and (words or (starts and leads and (letter or number)))
        known = any(each.text in self.grammar.known or each.text in FUNCTIONS for each in inside)
        return closed + 1 if plain and not known and token.text + following.text != "[[" else None

    def _is_beside(self, node: Expression, start: int, after: int) -> bool:
        """Say whether a name is one of several that an assignment of several values begins with."""
        first = not self._beside or self.tokens[start - 1].kind == "comma"
        return isinstance(node, Name) and first and self.tokens[after].kind == "comma"

    def _keep(self, claim: Claim, line: int) -> None:
        self.claims.append(claim)
        if line != self.recent.line:
            self.recent.claims = []
        self.recent.claims.append(claim)
        self.recent.line = self.tokens[max(claim.end - 1, 0)].line
        head = claim.segments[0].expression
        if isinstance(head, Name):
            self.grammar.known.add(head.base)
            self._heads.add((head.base, head.step, head.entry))

    def _continue(self, relation: int) -> int:
        """Read a line that starts with a relation: it goes on with the claim that is still open."""
        claim = next((each for each in reversed(self.recent.claims) if each.unfinished), None)
        if claim is None and self.recent.claims:
            claim = self.recent.claims[0]
        if claim is None:
            return self._of_nothing(relation)
        self.recent.claims = [claim]
        end = self.sides.follow(claim, relation)
        self.recent.line = self.tokens[end - 1].line
        return end

    def _of_nothing(self, relation: int) -> int:
        """Keep what a sign says of something that was not read: it is seen, and compared with nothing."""
        token = self.tokens[relation]
        here = Place(token.line, token.start, token.line, token.start)
        claim = Claim([Segment(None, None, Gap(here))])
        end = self.sides.follow(claim, relation)
        if len(claim.segments) > 1:
            self._keep(claim, token.line)
        return end

    def _comment(self, sign: int) -> int | None:
        """Read what a comment says of its line of code: ``a = w * x  # = 0.2``, ``# 0.5*0.4 = 0.2``."""
        line, following = self.tokens[sign].line, self.tokens[sign + 1]
        claim = self.recent.claims[-1] if self.recent.claims and self.recent.line == line else None
        if claim is None or not claim.unfinished:
            return None
        if following.kind == "relation":
            return self._continue(sign + 1)
        saved, self.grammar.fault = self.grammar.fault, None
        got = self.grammar.expression(sign + 1)
        self.grammar.fault = saved
        if got is None or isinstance(got[0], Name) or self.tokens[got[1]].kind not in {"relation", "newline"}:
            return None
        return self.sides.follow(claim, sign)

    # What makes a claim

    def _relation_after(self, node: Expression, index: int) -> int | None:
        """Find the relation that makes a claim of an expression."""
        tokens = self.tokens
        token = tokens[index]
        if token.kind == "relation":
            return index
        following = self.sides.past_lines(index)
        if following > index and tokens[following].kind == "relation" and not is_literal(node):
            return following
        if token.kind == "arrow":
            return index if self.sides.points_to_result(node, index) else None
        if not isinstance(node, Name):
            return None
        if token.kind == "open" and token.text == "(" and self.partner[index] > 0:
            behind = self.partner[index] + 1
            return behind if tokens[behind].kind in {"relation", "colon"} and self._value(behind) else None
        if token.kind == "colon" or token.text in _PARTICLES:
            return index if self._value(index) else None
        return None

    def _value(self, index: int) -> bool:
        """Say whether a value follows the token at ``index``; after ``=`` anything may."""
        if self.tokens[index].kind == "relation":
            return True
        grammar = self.grammar
        if self.sides.column(index + 1) is not None:
            return True
        start = grammar.skip_lines(index + 1)
        grammar.fault = None
        got = grammar.expression(start)
        grammar.fault = None
        if got is None:
            return False
        node, after = got
        if self.tokens[index].kind != "colon":  # "h_0 is [0, 0]"; "x is (3, 2)" is rather a size
            node = node.argument if isinstance(node, Transpose) else node
            return isinstance(node, Vector | Matrix) and (
                self.tokens[start].text != "("
                or (is_literal(node) and not _is_size(node) and not self._is_supposed(index))
            )
        closes = self.tokens[after].kind in {"newline", "blank", "comma"}
        return is_literal(node) and (closes or not isinstance(node, Number))

    def _is_supposed(self, index: int) -> bool:
        """Whether a sentence says what something would be: ``if …, h_3 is (0.3, 0.2)``, ``…면 h_3은``."""
        line = self.tokens[index].line
        while index > 0 and self.tokens[index - 1].line == line and self.tokens[index].kind != "dot":
            index -= 1
            if self.tokens[index].text.endswith("면") or self.tokens[index].text.casefold() == "if":
                return True
        return False

    # What stops a claim

    def _stopped(self, start: int) -> int:
        """Report what could not be read on the left of a claim or on its own, if it was a calculation."""
        fault = self.grammar.fault
        assert fault is not None
        end = self.sides.island_end(start)
        claimed = self.tokens[end].kind == "relation"
        first = start == 0 or self.tokens[start - 1].kind in {"newline", "blank", "bullet"}
        if fault.kind is ObstacleKind.UNCLOSED:
            meant = self._meant(fault)
        else:
            meant = claimed or fault.ask or (first and self._alone(fault, end)) or self._meant(fault)
        if not meant:
            return start + 1
        self.sides.report(fault)
        if not claimed:
            return max(end, start + 1)
        claim = Claim([Segment(None, None, Gap(self.grammar.span(start, max(end, start + 1))))])
        after = self.sides.follow(claim, end)
        if len(claim.segments) > 1:
            self._keep(claim, self.tokens[start].line)
        return max(after, end)

    def _alone(self, fault: Obstacle, end: int) -> bool:
        return all(token.kind not in {"word", "string"} for token in self.tokens[fault.end : end])

    def _meant(self, fault: Obstacle) -> bool:
        first, second = self.tokens[fault.start], self.tokens[fault.start + 1]
        if fault.kind is ObstacleKind.UNCLOSED:
            return first.text in FUNCTIONS or (first.text == "[" and second.text in {"[", "number"})
        return fault.kind is ObstacleKind.POWER or any(
            token.kind == "power" for token in self.tokens[fault.start : fault.end]
        )


def _apart(claim: Claim, beside: Sequence[Expression]) -> list[Claim]:
    """Give one claim for each name of ``W, U, b = 0.5, 0.1, 0``."""
    value = claim.segments[1].expression
    names = (*beside, claim.segments[0].expression)
    if (
        not beside
        or not isinstance(value, Vector)
        or len(claim.segments) != 2
        or len(value.entries) != len(names)
    ):
        return [claim]
    return [
        Claim([Segment(None, None, name), replace(claim.segments[1], expression=entry)], claim.end)
        for name, entry in zip(names, value.entries, strict=True)
    ]


def _is_size(node: Expression) -> bool:
    """Whether what stands in parentheses may say how large something is."""
    numbers = [each.value for each in walk(node) if isinstance(each, Number)]
    return all(value > 0 and value == int(value) for value in numbers)


def _lines_with_claims(tokens: Sequence[Token]) -> set[int]:
    """Find the lines on which a claim may begin; in the others no time is spent on prose."""
    lines: set[int] = set()
    for token, following in pairwise(tokens):
        if token.kind in _SIGNS_OF_A_CLAIM or (token.kind == "open" and following.kind in {"number", "open"}):
            lines |= {token.line - 1, token.line}
    return lines


def _is_clock(node: Expression) -> bool:
    return isinstance(node, Name) and node.base in _CLOCKS and node.step is None
