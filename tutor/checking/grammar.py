r"""Tokens → expressions: recursive descent over what people write for a recurrent network by hand.

    expression  sign? term ((+|-) term)*
    term        factor ((*|@|·|×|⊙|/)? factor)*        juxtaposed only where both are surely operands
    factor      sign? primary (^T | .T | size)*
    primary     number | name | function argument | brackets | \frac | e^… | \underbrace | …

A method gives the node and the index of the next token, or None. Where something stands that looks like a
calculation and is no part of the notation, :attr:`Grammar.fault` says what and where; nothing is shortened
to the part that could be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tutor.checking import arrays
from tutor.checking.brackets import TOO_DEEP
from tutor.checking.naming import name_at
from tutor.checking.signs import (
    ARRAY_CALLS,
    ENGLISH,
    FUNCTIONS,
    LETTER_FUNCTIONS,
    MAX_DEPTH,
    MAX_DIGITS,
    PREFIX_FUNCTIONS,
    PRODUCT_CALLS,
)
from tutor.checking.tokens import Token
from tutor.checking.work import (
    Apply,
    Ellipsis,
    Expression,
    Matrix,
    Name,
    Neg,
    Number,
    Place,
    Product,
    Quotient,
    Size,
    Sum,
    Term,
    Transpose,
    Vector,
    is_literal,
)
from tutor.errors import Sentence, say

Parsed = tuple[Expression, int]

_TIMES = frozenset("*@·×⊙")


@dataclass(frozen=True)
class Obstacle:
    """Why reading stopped: the tokens, the reason, a repair, and whether there are two readings."""

    start: int
    end: int
    reason: Sentence
    help: Sentence | None = None
    ask: bool = False


class Grammar:
    """Parses expressions out of one stream of tokens; ``known`` are names that the text has defined."""

    def __init__(self, tokens: Sequence[Token], partner: Sequence[int]) -> None:
        self.tokens = tokens
        self.partner = partner
        self.known: set[str] = set()
        self.fault: Obstacle | None = None
        self.sizes: dict[Place, Size] = {}
        self.after_relation = False
        self._depth = 0
        self._brackets: dict[int, tuple[Parsed | None, Obstacle | None]] = {}

    # Faults and places

    def fail(
        self, start: int, end: int, reason: Sentence, help: Sentence | None = None, *, ask: bool = False
    ) -> None:
        """Note the first thing that cannot be read."""
        if self.fault is None:
            self.fault = Obstacle(start, end, reason, help, ask)

    def span(self, start: int, after: int) -> Place:
        """The place of the tokens from ``start`` up to, not including, ``after``."""
        return self.tokens[start].place.to(self.tokens[after - 1].place)

    def skip_lines(self, index: int) -> int:
        """Pass over line ends, but not over an empty line."""
        while self.tokens[index].kind == "newline":
            index += 1
        return index

    # Sums and products

    def expression(self, start: int) -> Parsed | None:
        """Read a sum, or what is inside one."""
        first = self._sign(start)
        negative = first > start and self.tokens[start].text == "-"
        literal = negative and self.tokens[first].kind == "number"
        got = self.term(start if literal else first)
        if got is None:
            return None
        node, index = got
        terms = [Term(-1 if negative and not literal else 1, node)]
        while True:
            sign = self._next_sign(index)
            if sign is None:
                break
            operand = self.skip_lines(sign + 1)
            got = self.term(operand)
            if got is None:
                if self.fault is not None:
                    return None
                if self.tokens[sign].text == "-" and self.tokens[operand].gap and not self._inside(sign):
                    break  # a dash before prose
                self.fail(
                    sign,
                    sign + 1,
                    say("nothing that can be read follows `{sign}`", sign=self.tokens[sign].text),
                )
                return None
            if self.tokens[sign].text == "-" and self._is_word(got[0]) and self._goes_on(got[1]):
                break
            node, index = got
            terms.append(Term(-1 if self.tokens[sign].text == "-" else 1, node))
        if len(terms) > 1:
            return Sum(self.span(start, index), tuple(terms)), index
        if negative and not literal:
            return Neg(self.span(start, index), node), index
        return node, index

    def _inside(self, index: int) -> bool:
        """Say whether the line goes on with an operand after the sign at ``index``."""
        return self.tokens[index + 1].kind in {"number", "open", "frac", "labelled"}

    def _goes_on(self, index: int) -> bool:
        """Say whether prose stands at ``index``."""
        return self.tokens[index].kind in {"ident", "word", "string"}

    def _sign(self, index: int) -> int:
        token = self.tokens[index]
        return index + 1 if token.kind == "op" and token.text in "+-" else index

    def _next_sign(self, index: int) -> int | None:
        """Find the plus or minus that goes on with a sum, in this line or at the start of the next."""
        token = self.tokens[index]
        if token.kind == "op" and token.text in "+-":
            return index
        following = self.skip_lines(index)
        sign = self.tokens[following]
        if following == index or sign.text not in {"+", "-"}:
            return None
        if sign.kind == "op" and (sign.math or self.after_relation):
            return following
        if sign.kind == "bullet" and self.after_relation and self._only_minus_fits(following):
            return following
        return None

    def _only_minus_fits(self, bullet: int) -> bool:
        """Tell the minus of a sum from the bullet of a list: no new claim begins there, and no prose."""
        saved, self.fault = self.fault, None
        got = self.term(bullet + 1)
        self.fault = saved
        if got is None:
            return False
        node, after = got
        following = self.tokens[after]
        if isinstance(node, Name) and following.kind in {"relation", "colon"}:
            return False
        return following.kind in {"relation", "newline", "blank", "op"}

    def term(self, start: int) -> Parsed | None:
        """Read a product."""
        got = self.factor(start)
        if got is None:
            return None
        node, index = got
        factors, operators = [node], list[str]()

        def build(after: int) -> Expression:
            if not operators:
                return factors[0]
            return Product(self.span(start, after), tuple(factors), tuple(operators))

        while True:
            token = self.tokens[index]
            operator = token.text if token.kind == "op" else ""
            if token.kind == "ident" and token.text in {"x", "X"} and self._is_times(factors[-1], index):
                operator = "×"
            if operator in _TIMES or operator == "/":
                got = self.factor(self.skip_lines(index + 1)) if operator else None
                if got is None and operator:
                    if self.fault is None and operator != "*":
                        self.fail(
                            index,
                            index + 1,
                            say("nothing that can be read follows `{sign}`", sign=token.text),
                        )
                    if self.fault is not None:
                        return None
                    break  # the closing star of *emphasis*
            if not operator:
                got = self._juxtaposed(factors[-1], index)
            elif operator in "+-":
                break
            if got is None:
                break
            if operator == "/":
                numerator = build(index)
                factors, operators = [Quotient(self.span(start, got[1]), numerator, got[0])], []
            else:
                factors.append(got[0])
                operators.append(operator)
            index = got[1]
        return build(index), index

    def _is_times(self, left: Expression, index: int) -> bool:
        following = self.tokens[index + 1]
        return isinstance(left, Number | Vector | Matrix) and (
            following.kind == "number" or (following.kind == "open" and following.gap > 0)
        )

    def _juxtaposed(self, left: Expression, index: int) -> Parsed | None:
        """Read a factor that follows without a sign, if it is surely one."""
        token = self.tokens[index]
        crossing = token.kind == "newline" and token.text == "" and token.math
        if crossing:
            index += 1
            token = self.tokens[index]
        if token.gap == 2 and not crossing:
            return None
        if token.kind not in {"ident", "open", "frac", "labelled"} or self._is_word(left):
            return None
        saved, self.fault = self.fault, None
        got = self.factor(index) if self._may_follow(left, index) else None
        self.fault = saved
        if got is None:
            return None
        node, after = got
        following = self.tokens[after].kind
        if isinstance(node, Name) and following == "relation" and (crossing or is_literal(left)):
            return None  # the next claim begins here
        if token.kind == "open" and token.text in "([" and token.gap and _bare_integer(node):
            return None  # the number of an equation, or of a source
        return got

    def _is_word(self, node: Expression) -> bool:
        """Say whether a name is only a word of prose, which is never a factor."""
        if not isinstance(node, Name) or not node.text.isalpha() or node.base in self.known:
            return False
        return node.text in ENGLISH or (len(node.text) > 1 and node.text == node.base)

    def _may_follow(self, left: Expression, index: int) -> bool:
        token = self.tokens[index]
        if token.kind == "open":
            return token.text != "{" or token.math
        if token.kind != "ident":
            return True
        if token.text in FUNCTIONS and token.text not in LETTER_FUNCTIONS:
            return self.tokens[index + 1].kind == "open"
        if token.text in ARRAY_CALLS:
            return self.tokens[index + 1].text == "("
        found = name_at(self.tokens, self.partner, index)
        if found.strength == "strong":
            return True
        following = self.tokens[found.after]
        if found.strength == "weak" and token.text not in ENGLISH:
            prose = following.kind in {"ident", "word", "string"} and following.gap == 1 and not token.math
            return (isinstance(left, Name | Number | Transpose | Apply) or token.math) and not prose
        return found.strength == "weak" and token.math

    # Factors

    def factor(self, start: int) -> Parsed | None:
        """Read a signed operand with what hangs on it."""
        token = self.tokens[start]
        if self._depth > 2 * MAX_DEPTH:
            self.fail(start, start + 1, say("nested deeper than {limit}", limit=MAX_DEPTH))
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
                    say("`{sign}` is a letter here, not a minus", sign="ー"),
                    say("write -{number} if it is meant to be negative", number=self.tokens[start + 1].text),
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
        _, _, exponent = token.text.lower().partition("e")
        if len(token.text) > MAX_DIGITS or len(exponent.lstrip("+-")) > 2:
            self.fail(start, start + 1, say("a number has at most {limit} characters", limit=MAX_DIGITS))
            return None
        if following.gap == 0 and (following.kind in {"number", "under"} and not following.math):
            self.fail(start, start + 2, say("`{text}` is not a number", text=token.text + following.text))
            return None
        return Number(token.place, token.text, Decimal(token.text)), start + 1

    def _not_notation(self, start: int, end: int) -> None:
        text = "".join((" " if each.gap == 1 else "") + each.text for each in self.tokens[start:end]).strip()
        self.fail(start, end, say("`{text}` is not part of the notation", text=text[:60]))

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
            if token.text in ARRAY_CALLS or token.text == "zeros":
                return arrays.array_call(self, start)
            if token.text in PRODUCT_CALLS:
                return self._product_call(start, start, None)
        found = name_at(self.tokens, self.partner, start)
        after = self.tokens[found.after]
        called = after.kind == "open" and after.text == "(" and after.gap == 0
        if called and found.strength == "word" and self.partner[found.after] > 0:
            self._not_notation(start, self.partner[found.after] + 1)
            return None
        return found.name, found.after

    def _apply(self, start: int) -> Parsed | None:
        token = self.tokens[start]
        function = FUNCTIONS[token.text]
        index = start + 1
        following = self.tokens[index]
        if following.kind in {"caret", "sup"}:
            inverse = arrays.text_of(self, index)
            if function != "tanh" or inverse is None or inverse[0] != "-1":
                self.fail(start, index + 1, say("a power is not supported here"))
                return None
            function, index = "artanh", inverse[1]
            following = self.tokens[index]
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
        return Apply(self.span(start, got[1]), function, got[0], token.text), got[1]

    def _operand_name(self, index: int) -> bool:
        found = name_at(self.tokens, self.partner, index)
        return found.strength == "strong" or (found.strength == "weak" and self.tokens[index].math)

    def _unclosed(self, start: int, opened: int) -> None:
        text = "".join(each.text for each in self.tokens[start : opened + 1]).replace("matrix", "\\begin{…}")
        if self.partner[opened] == TOO_DEEP:
            self.fail(opened, opened + 1, say("nested deeper than {limit}", limit=MAX_DEPTH))
        else:
            self.fail(start, opened + 1, say("`{text}` is never closed", text=text), say("close the bracket"))

    def _exponential(self, start: int) -> Parsed | None:
        index = start + 1
        if self.tokens[index].kind == "sup":
            return None
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
        return Quotient(self.span(start, bottom[1]), top[0], bottom[0]), bottom[1]

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
        return Product(self.span(start, got[1]), factors, ("@",)), got[1]

    # What hangs on an operand

    def _postfix(self, start: int, node: Expression, index: int) -> Parsed | None:
        while True:
            token = self.tokens[index]
            touching = token.gap == 0 or (token.gap == 1 and token.math)
            if token.kind in {"caret", "sup"} and touching:
                raised = arrays.text_of(self, index)
                if raised is None or raised[0] not in {"T", "t", "tr", "⊤", "'"}:
                    end = raised[1] if raised else index + 1
                    self.fail(start, end, say("a power is not supported here"), say("write the product out"))
                    return None
                node, index = Transpose(self.span(start, raised[1]), node), raised[1]
            elif token.kind == "power":
                self._power(start, index)
                return None
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
        if method.text in {"t", "transpose"}:
            return Transpose(self.span(start, closed + 1), node), closed + 1
        if method.text in PRODUCT_CALLS:
            return self._product_call(start, index + 1, node)
        self._not_notation(start, closed + 1)
        return None

    # Brackets

    def brackets(self, start: int) -> Parsed | None:
        """Read a vector, a matrix or a group; each bracket is read once, however often it is asked for."""
        if start not in self._brackets:
            saved, self.fault = self.fault, None
            if self.partner[start] < 0:
                self._unclosed(start, start)
                parsed = None
            else:
                after, self.after_relation = self.after_relation, True
                parsed = arrays.bracketed(self, start, self.partner[start])
                self.after_relation = after
            self._brackets[start] = (parsed, self.fault)
            self.fault = saved
        parsed, fault = self._brackets[start]
        self.fault = self.fault or fault
        return parsed


def _bare_integer(node: Expression) -> bool:
    if isinstance(node, Vector) and len(node.entries) == 1:
        node = node.entries[0]
    return isinstance(node, Number) and node.token.isdigit() and len(node.token) <= 2
