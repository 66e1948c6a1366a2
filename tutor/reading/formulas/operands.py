r"""Operands: numbers, names, functions with their arguments, calls, fractions, and what hangs on them.

    factor      sign? primary (^T | .T | size)*
    primary     number | name | function argument | brackets | \frac | e^… | \underbrace | …

The half of the grammar that knows what stands between the signs; the other is
:mod:`tutor.reading.formulas.grammar`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from decimal import Decimal

from tutor.calculation.numbers import MAX_NUMBER_LENGTH
from tutor.calculation.numerals import Numeral, read_number
from tutor.language.faults import Sentence
from tutor.reading import reading_messages as says
from tutor.reading.formulas import arrays
from tutor.reading.formulas.brackets import TOO_DEEP
from tutor.reading.formulas.obstacles import Obstacle, ObstacleKind
from tutor.reading.formulas.slices import slice_at
from tutor.reading.formulas.syntax import (
    Apply,
    Ellipsis,
    Expression,
    Matrix,
    Name,
    Neg,
    Number,
    Place,
    Power,
    Product,
    Transpose,
    Vector,
    negated,
)
from tutor.reading.formulas.written_out import applied, quotient
from tutor.reading.names import name_at
from tutor.reading.signs import (
    ARRAY_CALLS,
    FUNCTIONS,
    LETTER_FUNCTIONS,
    MAX_DEPTH,
    OUTER_CALLS,
    PREFIX_FUNCTIONS,
    PRODUCT_CALLS,
    ZERO_CALLS,
)
from tutor.reading.tokens import Token
from tutor.reading.work import Size

Parsed = tuple[Expression, int]

_TIMES = frozenset("*@·×⊙")


class Operands(ABC):
    """Parses operands out of one stream of tokens; ``known`` are names that the text has defined."""

    def __init__(self, tokens: Sequence[Token], partner: Sequence[int]) -> None:
        self.tokens = tokens
        self.partner = partner
        self.known: set[str] = set()
        self.fault: Obstacle | None = None
        self.sizes: dict[Place, Size] = {}
        self.after_relation = self.decimal_comma = False
        self._depth = 0
        self._brackets: dict[int, tuple[Parsed | None, Obstacle | None]] = {}

    # Faults and places

    def fail(
        self,
        start: int,
        end: int,
        reason: Sentence,
        help: Sentence | None = None,
        *,
        ask: bool = False,
        kind: ObstacleKind = ObstacleKind.OTHER,
    ) -> None:
        """Note the first thing that cannot be read."""
        if self.fault is None:
            self.fault = Obstacle(start, end, reason, help, ask, kind)

    def fail_at_power(self, start: int, end: int, help: Sentence | None = None) -> None:
        """Note a power."""
        self.fail(start, end, says.A_POWER_IS_NOT_SUPPORTED_HERE(), help, kind=ObstacleKind.POWER)

    def fail_at_bracket(self, start: int, end: int, text: str, help: Sentence | None = None) -> None:
        """Note a bracket that is never closed."""
        self.fail(start, end, says.TEXT_IS_NEVER_CLOSED(text=text), help, kind=ObstacleKind.UNCLOSED)

    def span(self, start: int, after: int) -> Place:
        """The place of the tokens from ``start`` up to, not including, ``after``."""
        return self.tokens[start].place.to(self.tokens[after - 1].place)

    def skip_lines(self, index: int) -> int:
        """Pass over line ends, but not over an empty line."""
        while self.tokens[index].kind == "newline":
            index += 1
        return index

    @abstractmethod
    def expression(self, start: int) -> Parsed | None:
        """Read a sum, or what is inside one."""

    @abstractmethod
    def term(self, start: int) -> Parsed | None:
        """Read a product."""

    @abstractmethod
    def brackets(self, start: int) -> Parsed | None:
        """Read a vector, a matrix or a group."""

    # Factors

    def factor(self, start: int) -> Parsed | None:
        """Read a signed operand with what hangs on it."""
        token = self.tokens[start]
        if self._depth > 2 * MAX_DEPTH:
            self.fail(start, start + 1, says.NESTED_DEEPER_THAN_LIMIT(limit=MAX_DEPTH))
            return None
        self._depth += 1
        try:
            if token.kind == "op" and token.text in "+-":
                got = self.factor(start + 1)
                if got is None or token.text == "+":
                    return got
                node, index = got
                if isinstance(node, Number) and self.tokens[start + 1].kind == "number":
                    return Number(self.span(start, index), f"-{node.token}", -node.value), index
                return Neg(self.span(start, index), node), index
            got = self.primary(start)
            return None if got is None else self._postfix(start, *got)
        finally:
            self._depth -= 1

    def primary(self, start: int) -> Parsed | None:
        """Read an operand."""
        token = self.tokens[start]
        match token.kind:
            case "number":
                return self._number(start)
            case "ident":
                return self._word(start)
            case "open":
                return self.brackets(start)
            case "frac":
                return self._fraction(start)
            case "labelled":
                return self._labelled(start)
            case "dots":
                return Ellipsis(token.place), start + 1
            case "ask":
                self.fail(
                    start,
                    start + 2,
                    says.SIGN_IS_A_LETTER_HERE_NOT_A_MINUS(sign="ー"),
                    says.WRITE_NUMBER_IF_IT_IS_MEANT_TO_BE_NEGATIVE(number=self.tokens[start + 1].text),
                    ask=True,
                )
            case "under" if self.tokens[start + 1].gap == 0 and self.tokens[start + 1].kind in {
                "under",
                "ident",
            }:
                self._not_notation(start, self._end_of_call(start))
        return None

    def _number(self, start: int) -> Parsed | None:
        token, following = self.tokens[start], self.tokens[start + 1]
        if following.gap == 0 and (following.kind in {"number", "under"} and not following.math):
            self.fail(start, start + 2, says.TEXT_IS_NOT_A_NUMBER(text=token.text + following.text))
            return None
        read = read_number(token.text, "text")
        if not isinstance(read, Numeral):
            self.fail(start, start + 1, says.A_NUMBER_HAS_AT_MOST_LIMIT_CHARACTERS(limit=MAX_NUMBER_LENGTH))
            return None
        return Number(token.place, token.text, read.number), start + 1

    def _not_notation(self, start: int, end: int) -> None:
        text = "".join((" " if each.gap == 1 else "") + each.text for each in self.tokens[start:end]).strip()
        self.fail(start, end, says.TEXT_IS_NOT_PART_OF_THE_NOTATION(text=text[:60]))

    def _end_of_call(self, start: int) -> int:
        index = start
        while self.tokens[index].kind in {"under", "ident", "dot"} or (
            self.tokens[index].kind == "open" and self.partner[index] > 0
        ):
            index = self.partner[index] + 1 if self.tokens[index].kind == "open" else index + 1
        return index

    def _word(self, start: int) -> Parsed | None:
        """Read a function with its argument, a call that wraps an array, or a name."""
        token, following = self.tokens[start], self.tokens[start + 1]
        opens = following.kind == "open" and following.gap < 2
        if token.text in FUNCTIONS and (opens or token.text not in LETTER_FUNCTIONS):
            got = self._apply(start)
            if got is not None or self.fault is not None:
                return got
        if token.text == "e" and following.kind in {"caret", "sup"} and following.gap == 0:
            return self._exponential(start)
        if opens and following.text == "(" and following.gap == 0:
            if token.text in ARRAY_CALLS or token.text in ZERO_CALLS:
                return arrays.array_call(self, start)
            if token.text in PRODUCT_CALLS | OUTER_CALLS:
                return self._product_call(start, start, None)
        found = name_at(self.tokens, self.partner, start)
        after = self.tokens[found.after]
        called = after.kind == "open" and after.text == "(" and after.gap == 0
        if called and found.strength == "word" and self.partner[found.after] > 0:
            self._not_notation(start, self.partner[found.after] + 1)
            return None
        if after.text == "[" and (part := slice_at(self.tokens, self.partner, found.name, found.after)):
            return part
        return found.name, found.after

    def _apply(self, start: int) -> Parsed | None:
        token = self.tokens[start]
        function = FUNCTIONS[token.text]
        index = start + 1
        following = self.tokens[index]
        if following.kind in {"caret", "sup"}:
            raised = arrays.text_of(self, index)
            if raised is None:
                return None
            if raised[0] == "-1" and function == "tanh":
                function, power = "artanh", ""
            elif raised[0].isdigit() and len(raised[0]) < 3:
                power = raised[0]
            else:
                return None
            index = raised[1]
            following = self.tokens[index]
        else:
            power = ""
        if following.kind == "open":
            if self.partner[index] < 0:
                self._unclosed(start, index)
                return None
            got = self.brackets(index)
        elif function in PREFIX_FUNCTIONS and (
            following.kind in {"number", "labelled", "frac"}
            or (following.kind == "ident" and self._operand_name(index))
            or (following.kind == "op" and following.text == "-" and self.tokens[index + 1].kind == "number")
        ):
            got = self.factor(index)
        else:
            return None
        if got is None:
            return None
        found = applied(self.span(start, got[1]), function, got[0], token.text)
        if power:
            exponent = Number(token.place, power, Decimal(power))
            return Power(found.place, found, exponent), got[1]
        return found, got[1]

    def _operand_name(self, index: int) -> bool:
        found = name_at(self.tokens, self.partner, index)
        return found.strength == "strong" or (found.strength == "weak" and self.tokens[index].math)

    def _unclosed(self, start: int, opened: int) -> None:
        text = "".join(each.text for each in self.tokens[start : opened + 1]).replace("matrix", "\\begin{…}")
        if self.partner[opened] == TOO_DEEP:
            self.fail(opened, opened + 1, says.NESTED_DEEPER_THAN_LIMIT(limit=MAX_DEPTH))
        else:
            self.fail_at_bracket(start, opened + 1, text, says.CLOSE_THE_BRACKET())

    def _exponential(self, start: int) -> Parsed | None:
        index = start + 1
        if self.tokens[index].kind == "sup":
            got = self._exponent(index)
            if got is None:
                return None
            return Apply(self.span(start, got[1]), "exp", got[0], "e"), got[1]
        got = self.factor(index + 1)
        if got is None:
            return None
        following = self.tokens[got[1]]
        if isinstance(got[0], Number) and following.kind == "ident" and following.gap == 0:  # e^2z
            exponent = self.term(index + 1)
            got = exponent or got
        return Apply(self.span(start, got[1]), "exp", got[0], "e"), got[1]

    def _fraction(self, start: int) -> Parsed | None:
        top = self.factor(start + 1)
        bottom = self.factor(top[1]) if top else None
        if top is None or bottom is None:
            return None
        return quotient(self.span(start, bottom[1]), top[0], bottom[0]), bottom[1]

    def _labelled(self, start: int) -> Parsed | None:
        """Read what stands over or under a brace; its label may be a size."""
        first = self.tokens[start].text
        operand = start + 1
        if first in {"underset", "overset", "stackrel"}:
            operand = self.partner[start + 1] + 1
        got = self.brackets(operand) if operand > start and self.tokens[operand].kind == "open" else None
        if got is None:
            return None
        return arrays.labelled(self, *got)

    def _product_call(self, start: int, call: int, left: Expression | None) -> Parsed | None:
        got = self.brackets(call + 1)
        if got is None:
            return None
        factors: tuple[Expression, ...] = () if left is None else (left,)
        factors += got[0].entries if left is None and isinstance(got[0], Vector) else (got[0],)
        if len(factors) != 2:
            return None
        if self.tokens[call].text in OUTER_CALLS:
            factors = factors[0], Transpose(factors[1].place, factors[1])
        return Product(self.span(start, got[1]), factors, ("@",)), got[1]

    # What hangs on an operand

    def _postfix(self, start: int, node: Expression, index: int) -> Parsed | None:
        for _ in range(MAX_DEPTH):
            token = self.tokens[index]
            touching = token.gap == 0 or (token.gap == 1 and token.math)
            if token.kind in {"caret", "sup"} and touching:
                raised = arrays.text_of(self, index)
                if raised is not None and raised[0] in {"T", "t", "tr", "⊤", "'"}:
                    node, index = Transpose(self.span(start, raised[1]), node), raised[1]
                    continue
                power = self._exponent(index)
                if power is None:
                    end = raised[1] if raised else index + 1
                    self.fail_at_power(start, end, says.WRITE_THE_PRODUCT_OUT())
                    return None
                node, index = Power(self.span(start, power[1]), node, power[0]), power[1]
            elif token.kind == "power":
                power = self._exponent(index)
                if power is None or self.tokens[power[1]].kind == "power":  # a tower of powers
                    self._power(start, index)
                    return None
                node, index = Power(self.span(start, power[1]), node, power[0]), power[1]
            elif token.kind == "prime" and token.gap == 0 and isinstance(node, Name | Vector | Matrix):
                node, index = Transpose(self.span(start, index + 1), node), index + 1
            elif token.kind == "dot" and token.gap == 0 and self.tokens[index + 1].gap == 0:
                got = self._method(start, node, index)
                if got is None:
                    return None if self.fault else (node, index)
                node, index = got
            elif (token.kind == "under" and touching) or token.kind == "open":
                after = arrays.size_remark(self, node, index)
                if after is None:
                    return node, index
                index = after
            else:
                return node, index
        self.fail(index, index + 1, says.NESTED_DEEPER_THAN_LIMIT(limit=MAX_DEPTH))
        return None

    def _exponent(self, index: int) -> Parsed | None:
        """Read what stands behind a ``^`` or a ``**``, or is raised: a whole number, or a bracket."""
        token = self.tokens[index]
        if token.kind == "sup":
            if not token.text.lstrip("+-").isdigit() or len(token.text) > 3:
                return None
            return Number(token.place, token.text, Decimal(token.text)), index + 1
        after = index + 1
        signed = self.tokens[after].text == "-" and self.tokens[after].kind == "op"
        following = self.tokens[after + signed]
        if following.kind == "number":
            if not following.text.isdigit() or len(following.text) > 2:
                return None
            got = self._number(after + signed)
            if got is not None and signed and isinstance(got[0], Number):
                return negated(got[0]), got[1]
            return got
        if following.kind == "open" and not signed:
            return self.brackets(after)
        return None

    def _power(self, start: int, index: int) -> None:
        end = index
        while self.tokens[end].kind in {"power", "number", "ident", "caret"} and end < index + 40:
            end += 1
        self._not_notation(start, end)

    def _method(self, start: int, node: Expression, index: int) -> Parsed | None:
        method, following = self.tokens[index + 1], self.tokens[index + 2]
        called = following.text == "(" and following.gap == 0 and self.partner[index + 2] > 0
        if method.text == "T" and not called:
            return Transpose(self.span(start, index + 2), node), index + 2
        if not called or method.kind != "ident":
            return None
        closed = self.partner[index + 2]
        if method.text == "copy":
            return node, closed + 1
        if method.text in {"t", "transpose"}:
            return Transpose(self.span(start, closed + 1), node), closed + 1
        if method.text in PRODUCT_CALLS:
            return self._product_call(start, index + 1, node)
        self._not_notation(start, closed + 1)
        return None
