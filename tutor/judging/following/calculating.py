"""Written expressions as quantities: what a side of a chain gives, from what stands on the sheet before it.

No role is asked for, only what is written: names stand for what was last written for them, products for what
the sizes allow. What has no one meaning here, or no value, is a :class:`NoValueError`; never a guess.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from tutor.binding.activation import is_letter
from tutor.calculation.assembly.checked import Misfit
from tutor.calculation.evaluation import Enclosed
from tutor.judging.following.quantities import (
    NoValueError,
    Paper,
    Quantity,
    SizesError,
    joined,
    number,
    stacked,
)
from tutor.language.faults import CalculationError
from tutor.reading.formulas import syntax as w
from tutor.record import record

ENTRYWISE = frozenset({"tanh", "sigmoid", "relu", "exp", "ln", "abs", "sqrt", "log10", "log2"})
# Formulas within formulas: a state, its cell state, a gate of it, the sum inside.
_MOST_NESTED = 4


class Sheet(Protocol):
    """What stands written: looked up by names and by numbers."""

    def find(self, name: w.Name, calculator: Calculator) -> Quantity:
        """Give what a name stands for."""

    def line(self, node: w.Expression) -> Quantity | None:
        """Give what was written down for a calculation with names, where it was one."""

    def ends(self, value: Decimal) -> tuple[int, int] | None:
        """Give the interval of a number that was printed before, where it is no exact one."""

    def function(self, letter: str) -> str | None:
        """Give the function that a letter stands for."""


@record()
class Calculator:
    """Evaluates what is written; ``want`` is how many dimensions the result has, where that is known."""

    sheet: Sheet
    paper: Paper
    depth: int = 0

    def value(self, node: w.Expression, want: int | None = None) -> Quantity:
        """Give the quantity that an expression is.

        Raises:
            NoValueError: it has none, or more than one.
            SizesError: it joins what does not fit.
        """
        try:
            return self._value(node, want)
        except (Misfit, ZeroDivisionError, CalculationError, OverflowError):
            raise NoValueError from None

    def deeper(self) -> Calculator:
        """The same, one formula further down."""
        if self.depth >= _MOST_NESTED:
            raise NoValueError
        return Calculator(self.sheet, self.paper, self.depth + 1)

    def _value(self, node: w.Expression, want: int | None) -> Quantity:
        if isinstance(node, w.Product | w.Sum | w.Apply) and (known := self.sheet.line(node)) is not None:
            return known
        match node:
            case w.Number(value=value):
                return self._number(value)
            case w.Name():
                return self.sheet.find(node, self)
            case w.Vector():
                return self._vector(node)
            case w.Matrix(rows=rows):
                if len({len(row) for row in rows}) != 1:
                    raise NoValueError
                return stacked([joined([self._scalar(each) for each in row]) for row in rows])
            case w.Neg(argument=argument):
                return self.paper.negate(self._value(argument, want))
            case w.Transpose(argument=argument):
                return self._value(argument, want).turned
            case w.Sum(terms=terms):
                return self._sum(terms, want)
            case w.Product():
                return self._product(node, want)
            case w.Quotient(numerator=numerator, denominator=denominator):
                return self.paper.divide(self._value(numerator, want), self._value(denominator, None))
            case w.Power(base=base, exponent=exponent):
                return self._power(base, exponent, want)
            case w.Apply():
                return self._apply(node, want)
        raise NoValueError

    def _number(self, value: Decimal) -> Quantity:
        ends = self.sheet.ends(value)
        if ends is None:
            return number(value)
        return Quantity((), Enclosed([ends[0]], [ends[1]]))

    def _scalar(self, node: w.Expression) -> Quantity:
        value = self._value(node, 0)
        if not value.is_number:
            raise NoValueError
        return value

    def _vector(self, node: w.Vector) -> Quantity:
        parts = [self._value(each, 0 if len(node.entries) > 1 else None) for each in node.entries]
        if not parts:
            raise NoValueError
        matrices = [each for each in parts if len(each.shape) == 2 and 1 not in each.shape]
        if not matrices:
            sizes = {each.shape for each in parts}
            block = node.written == "row" and len(parts) > 1 and _is_matrix_name(node.entries[0])
            if block and len(sizes) == 1 and not parts[0].is_number:
                return stacked(parts).turned  # [W b]: columns beside each other
            return joined(parts)
        if len(matrices) < len(parts) or len({each.shape[0] for each in parts}) != 1:
            raise NoValueError
        rows = [joined([each.row(i) for each in parts]) for i in range(parts[0].shape[0])]
        return stacked(rows)

    def _sum(self, terms: tuple[w.Term, ...], want: int | None) -> Quantity:
        values = [self._value(term.expression, want) for term in terms]
        signed = [
            value if term.sign > 0 else self.paper.negate(value)
            for term, value in zip(terms, values, strict=True)
        ]
        total = signed[0]
        for each in signed[1:]:
            total = self.paper.add(total, each)
        return total

    def _product(self, node: w.Product, want: int | None) -> Quantity:
        values = [self._value(each, None if len(node.factors) > 1 else want) for each in node.factors]
        result, left = values[0], node.factors[0]
        for operator, factor, value in zip(node.operators, node.factors[1:], values[1:], strict=True):
            result = self._times(left, result, operator, factor, value, want)
            left = w.Product(node.place, (left, factor), (operator,))
        return result

    def _times(
        self,
        left: w.Expression,
        one: Quantity,
        operator: str,
        right: w.Expression,
        other: Quantity,
        want: int | None,
    ) -> Quantity:
        if operator == "⊙" and not (one.identity or other.identity):
            return self.paper.entrywise(one, other)
        if one.identity or other.identity:
            return self.paper.matrix(one, other)
        if one.is_number or other.is_number:
            return self._with_number(one, other)
        if len(one.shape) == 2 or len(other.shape) == 2:
            return self.paper.matrix(one, other)
        turned = isinstance(left, w.Transpose), isinstance(right, w.Transpose)
        if turned == (False, True) and want != 0:
            return stacked([self.paper.scale(one.entry(i + 1), other) for i in range(one.shape[0])])
        if operator == "@" or turned == (True, False) or want == 0:
            return self.paper.dot(one, other)
        if _is_matrix_name(left) or _is_matrix_name(right):
            return self.paper.dot(one, other)  # a matrix of a single row or column
        if want == 1 or operator == "*":
            return self.paper.entrywise(one, other)
        if one.shape != other.shape:
            raise SizesError("product", one.shape, other.shape)
        raise NoValueError

    def _with_number(self, one: Quantity, other: Quantity) -> Quantity:
        """A product with a number; a zero beside a matrix stands for the vector of zeros that fits."""
        for matrix, vector in ((one, other), (other, one)):
            if len(matrix.shape) == 2 and not vector.shape and vector.is_zero:
                return self.paper.matrix(matrix, vector)
            if len(matrix.shape) == 2 and len(vector.shape) == 1 and not matrix.is_number:
                return self.paper.matrix(one, other)
        return self.paper.times_number(one, other)

    def _power(self, base: w.Expression, exponent: w.Expression, want: int | None) -> Quantity:
        if isinstance(base, w.Name) and base.base == "e" and base.step is None:
            return self.paper.function("exp", self._value(exponent, want))
        if not isinstance(exponent, w.Number) or exponent.value != exponent.value.to_integral_value():
            raise NoValueError
        return self.paper.power(self._value(base, want), int(exponent.value))

    def _apply(self, node: w.Apply, want: int | None) -> Quantity:
        function = node.function
        if is_letter(node):
            function = self.sheet.function(node.text) or ""
        if function in ENTRYWISE:
            inner = self._value(node.argument, want)
            if not isinstance(node.argument, w.Name) and not w.is_literal(node.argument):
                inner = self.paper.unwritten(inner)
            return self.paper.function(function, inner)
        if function == "concat":
            return self._value(node.argument, 1)
        if function == "softmax":
            return self.paper.softmax(self._value(node.argument, 1).as_vector)
        if function == "max" and isinstance(node.argument, w.Vector) and len(node.argument.entries) == 2:
            first, second = node.argument.entries
            for one, other in ((first, second), (second, first)):
                if isinstance(one, w.Number) and not one.value:
                    return self.paper.function("relu", self._value(other, want))
        if function in ("sum", "max"):
            inner = self._value(node.argument, 1)
            return self.paper.total(inner) if function == "sum" else self.paper.greatest(inner)
        raise NoValueError


def _is_matrix_name(node: w.Expression) -> bool:
    """Whether a name begins as those of matrices do."""
    inner = node.argument if isinstance(node, w.Transpose) else node
    return isinstance(inner, w.Name) and inner.base[:1] in "WUV" and inner.step is None
