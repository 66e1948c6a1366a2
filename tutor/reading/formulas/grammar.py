r"""Tokens → expressions: recursive descent over what people write for a recurrent network by hand.

    expression  sign? term ((+|-) term)*
    term        factor ((*|@|·|×|⊙|/)? factor)*        juxtaposed only where both are surely operands
    factor      an operand: :mod:`tutor.reading.formulas.operands`

A method gives the node and the index of the next token, or None. Where something stands that looks like a
calculation and is no part of the notation, :attr:`Grammar.fault` says what and where; nothing is shortened
to the part that could be read.
"""

from __future__ import annotations

import re

from tutor.reading import reading_messages as says
from tutor.reading.formulas import arrays
from tutor.reading.formulas.operands import Operands, Parsed
from tutor.reading.formulas.syntax import (
    Apply,
    Expression,
    Matrix,
    Name,
    Neg,
    Number,
    Product,
    Sum,
    Term,
    Transpose,
    Vector,
    is_literal,
)
from tutor.reading.formulas.written_out import quotient
from tutor.reading.names import name_at
from tutor.reading.signs import ARRAY_CALLS, ENGLISH, FUNCTIONS, LETTER_FUNCTIONS, MAX_FACTORS

_TIMES = frozenset("*@·×⊙")
# What is derived: a loss.
_OVER = re.compile(r"(?:∂|d)(?:[LEJC]|[Ll]oss|[Cc]ost)")


class Grammar(Operands):
    """Parses expressions out of one stream of tokens; ``known`` are names that the text has defined."""

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
                    says.NOTHING_THAT_CAN_BE_READ_FOLLOWS_SIGN(sign=self.tokens[sign].text),
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
        if sign.kind == "bullet" and self.after_relation and self._sum_goes_on(following):
            return following
        return None

    def _sum_goes_on(self, bullet: int) -> bool:
        """Tell a minus at the start of a line from a bullet: no claim is on the line, one ends below it."""
        index = bullet
        while True:
            index += 1
            while self.tokens[index].kind not in {"newline", "blank", "relation"}:
                index = max(index, self.partner[index]) + 1
            if self.tokens[index].kind != "newline":
                return False
            index = self.skip_lines(index)
            if self.tokens[index].kind == "relation":
                return True
            if self.tokens[index].text not in {"+", "-"}:
                return False

    def term(self, start: int) -> Parsed | None:
        """Read a product."""
        got = self.factor(start)
        if got is None:
            return None
        node, index = got
        factors, operators = [node], list[str]()
        count = 1

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
                            says.NOTHING_THAT_CAN_BE_READ_FOLLOWS_SIGN(sign=token.text),
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
            count += 1
            if count > MAX_FACTORS:
                self.fail(index, index + 1, says.PRODUCT_OF_MORE_THAN_LIMIT_FACTORS(limit=MAX_FACTORS))
                return None
            if operator == "/":
                numerator = build(index)
                factors, operators = [quotient(self.span(start, got[1]), numerator, got[0])], []
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
        got = self._derivative(index)
        if got is None and self._may_follow(left, index):
            got = self.factor(index)
        self.fault = saved
        if got is None:
            return None
        node, after = got
        following = self.tokens[after].kind
        value = left.argument if isinstance(left, Transpose) else left
        apart = crossing or (is_literal(value) and not self._is_added(index - 1))
        if isinstance(node, Name) and following == "relation" and apart:
            return None  # the next claim begins here
        if token.kind == "open" and token.text in "([" and token.gap and _bare_integer(node):
            return None  # the number of an equation, or of a source
        if token.kind == "open" and token.gap and is_literal(value) and self._is_remark(index):
            return None  # (0.2, 0.4) [2 pts]: what it is worth
        if token.gap and not token.math and isinstance(left, Number) and isinstance(node, Number):
            return None  # 0.492 (0.491): another value, in a remark
        return got

    def _derivative(self, index: int) -> Parsed | None:
        """Read a derivative on one line, which is one factor: ``W^T ∂L/∂h_3`` is W^T times it."""
        if not _OVER.fullmatch(self.tokens[index].text):
            return None
        top = self.factor(index)
        if top is None or self.tokens[top[1]].text != "/":
            return None
        below = top[1] + 1
        if self.tokens[below].text[:1] != self.tokens[index].text[:1]:
            return None
        bottom = self.factor(below)
        if bottom is None:
            return None
        return quotient(self.span(index, bottom[1]), top[0], bottom[0]), bottom[1]

    def _is_added(self, index: int) -> bool:
        """Whether the number at ``index`` is added to something or taken from it: b - 0.1 db."""
        sign, before = self.tokens[index - 1], self.tokens[index - 2]
        operand = before.kind in {"ident", "close", "sub", "sup", "prime"}
        return index > 1 and sign.kind == "op" and sign.text in "+-" and sign.gap > 0 and operand

    def _is_remark(self, opened: int) -> bool:
        """Whether words stand in brackets, beside numbers or not."""
        return any(
            token.kind in {"ident", "word"} and len(token.text) > 1 and token.text.isalpha()
            and token.text not in FUNCTIONS and token.text not in ARRAY_CALLS and token.text not in self.known
            for token in self.tokens[opened : self.partner[opened]]
        )  # fmt: skip

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
            following = self.tokens[index + 1]
            operand = token.math and following.kind in {"ident", "number", "frac", "labelled"}
            return following.kind in {"open", "caret", "sup"} or operand
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
