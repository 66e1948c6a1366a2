"""Written names and expressions as expressions of the table, in absolute form."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from tutor.binding.activation import is_letter
from tutor.binding.givens import MATRICES
from tutor.binding.literal_rows import numbers, rows_of, turned
from tutor.calculation.cells import output_layer
from tutor.calculation.equations import (
    Add,
    Cat,
    Const,
    Div,
    Expression,
    Fn,
    Matrix,
    MatVec,
    Mul,
    Param,
    Ref,
    Sub,
    Total,
    flat,
    rewrite,
)
from tutor.calculation.evaluation import Key, key_of
from tutor.calculation.tolerance import given
from tutor.judging.symbol_table import Page
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place, step_of

if TYPE_CHECKING:
    from tutor.judging.compare import Comparison

_FUNCTIONS = frozenset({"tanh", "relu", "sigmoid", "exp", "ln"})
_PROBABILITY = next(
    each for each in output_layer(bias=False, loss=None).fold(("s", "y")) if each.symbol == "y"
)


class UnknownNameError(Exception):
    """A name that has no role and no value, or an expression that is not one of a network."""


class Translator:
    """Translates what is written at a step."""

    def __init__(self, page: Page, step: int | None) -> None:
        self.page = page
        self.step = step

    # Names

    def matrix(self, written: w.Expression, way: str) -> Param:
        """Give the parameter that a matrix name stands for, transposed where it is written so."""
        name = written.argument if isinstance(written, w.Transpose) else written
        if not isinstance(name, w.Name):
            raise UnknownNameError
        role = self.page.model.binding.roles.get(name.base)
        if isinstance(written, w.Transpose):
            way = "rows" if way == "columns" else "columns"
        if role is None and (rows := self.page.model.givens.matrices.get(name.base)) is not None:
            return Param(self.page.named_matrix(name.base, turned(rows) if way == "rows" else rows))
        if role not in MATRICES or role not in self.page.parameters:
            raise UnknownNameError(name.text)
        if way != self.page.model.binding.order.get(role, way):
            return Param(self.page.transposed(role))
        return Param(role)

    def vector(self, written: w.Expression) -> Expression:
        """Give what a name stands for."""
        if isinstance(written, w.Transpose):
            return self.vector(written.argument)
        if not isinstance(written, w.Name):
            raise UnknownNameError
        role = self.page.model.binding.roles.get(written.base)
        step = step_of(written, self.step)
        if role in MATRICES:
            return self._weight(written, role)
        whole = self._whole(written, role, step)
        if len(written.entry) == 1:
            return self.page.entry(whole, written.entry[0])
        if written.entry:
            raise UnknownNameError
        return whole

    def _whole(self, written: w.Name, role: str | None, step: int | None) -> Expression:
        if role == "h" and step is not None:
            return Ref("h", unit=str(step))
        if role == "x":
            at = step + self.page.model.binding.offset if step is not None else self.step
            if at is not None:
                return Ref("x", unit=str(at))
        if role is not None and role.startswith("bias"):
            if role not in self.page.parameters:
                raise UnknownNameError
            return Param(role)
        known = self.page.lines.get((written.base, str(step)))
        if known is not None:
            return known
        if role in ("p", "q", "a") and step is not None:
            return Ref(role, unit=f"{written.base}_{step}")
        raise UnknownNameError(written.text)

    def _weight(self, written: w.Name, role: str | None) -> Expression:
        matrix: Matrix | None = self.page.parameters.get(role or "")  # type: ignore[assignment]
        if role is None or matrix is None:
            raise UnknownNameError
        if len(written.entry) == 2:
            i, j = written.entry
            if 1 <= i <= len(matrix) and 1 <= j <= len(matrix[0]):
                return self.page._weight(role, i, j, matrix[i - 1][j - 1])
        if not written.entry and len(matrix) == 1 and len(matrix[0]) == 1:
            return self.page._weight(role, 1, 1, matrix[0][0])
        raise UnknownNameError

    # Whole expressions

    def expression(self, b: w.Expression) -> Expression:
        """Translate a formula or a calculation with numbers."""
        match b:
            case w.Number() | w.Vector() | w.Matrix() if w.is_literal(b) and numbers(b) is not None:
                return self.literal(b)
            case w.Name():
                return self.vector(b)
            case w.Transpose():
                return self.vector(b)
            case w.Apply(function=function, argument=argument) if function in _FUNCTIONS:
                name = self.page.model.binding.letter if is_letter(b) else function
                return Fn(name, self.expression(argument))
            case w.Apply(function="softmax", argument=argument):
                return self.softmax(self.expression(argument))
            case w.Apply(function="sum", argument=argument):
                return Total(self.expression(argument))
            case w.Sum(terms=terms):
                return self._sum(terms)
            case w.Neg(argument=argument):
                return Mul(self._number(Decimal(-1)), self.expression(argument))
            case w.Quotient(numerator=numerator, denominator=denominator):
                return Div(self.expression(numerator), self.expression(denominator))
            case w.Product():
                return self._product(b)
            case w.Vector(entries=entries):
                return Cat(tuple(map(self.expression, entries)))
        raise UnknownNameError

    def softmax(self, scores: Expression) -> Expression:
        """Give the probabilities of scores by the table of the output layer, with its equivalent forms."""

        def of_scores(form: Expression) -> Expression:
            return rewrite(form, lambda node: scores if node == Ref("s") else None)

        whole = of_scores(_PROBABILITY.expression)
        self.page.softmax[whole] = scores
        self.page.equivalents[whole] = tuple(map(of_scores, _PROBABILITY.equivalent_forms))
        return whole

    def _sum(self, terms: tuple[w.Term, ...]) -> Expression:
        plus = [self.expression(term.expression) for term in terms if term.sign > 0]
        minus = [self.expression(term.expression) for term in terms if term.sign < 0]
        left = (Add(tuple(plus)) if len(plus) > 1 else plus[0]) if plus else None
        if not minus:
            assert left is not None
            return flat(left)
        right = Add(tuple(minus)) if len(minus) > 1 else minus[0]
        if (number := _lone_number(terms)) is not None:
            return Sub(Const(number), right)
        if left is None:
            return Mul(self._number(Decimal(-1)), right)
        return Sub(left, right)

    def _product(self, b: w.Product) -> Expression:
        if len(b.factors) == 2 and b.operators != ("⊙",):
            first, second = b.factors
            if _is_names(first) and isinstance(second, w.Vector):
                return self._stack(first, second)
            if _is_names(second) and isinstance(first, w.Vector):
                return self._stack(second, first)
            for matrix, vector, way in ((first, second, "columns"), (second, first, "rows")):
                found = self._matrix_vector(matrix, vector, way)
                if found is not None:
                    return found
        result = self.expression(b.factors[0])
        for factor in b.factors[1:]:
            result = Mul(result, self.expression(factor))
        return result

    def _matrix_vector(self, matrix: w.Expression, vector: w.Expression, way: str) -> Expression | None:
        stacked = self.page.model.binding.stacked
        if isinstance(matrix, w.Name) and stacked is not None and matrix.base == stacked[0]:
            return None
        try:
            parameter = self.matrix(matrix, way)
        except UnknownNameError:
            rows = rows_of(matrix) if _is_matrix(matrix, vector, way) else None
            if rows is None:
                return None
            return MatVec(
                Param(self.known_matrix(turned(rows) if way == "rows" else rows)), self.expression(vector)
            )
        product = MatVec(parameter, self.expression(vector))
        return self.page.times_zeros(product) or product

    def known_matrix(self, columns: Matrix) -> str:
        """Name a literal matrix: the parameter that it is, or a new one."""
        for role in MATRICES:
            defined = self.page.model.givens.by_role.get(role)
            if columns == self.page.parameters.get(role) or (defined and defined.columns == columns):
                return role
        return self.page.literal_matrix("matrix", columns)

    def _stack(self, matrices: w.Expression, vectors: w.Vector) -> Expression:
        """Translate [W_ih W_hh b] [x; h; 1] into the sum of its products."""
        assert isinstance(matrices, w.Vector)
        if len(matrices.entries) != len(vectors.entries):
            raise UnknownNameError
        terms: list[Expression] = []
        for matrix, vector in zip(matrices.entries, vectors.entries, strict=True):
            if isinstance(vector, w.Number):
                terms.append(self.vector(matrix))
            else:
                terms.append(MatVec(self.matrix(matrix, "columns"), self.expression(vector)))
        return Add(tuple(terms)) if len(terms) > 1 else terms[0]

    def _number(self, number: Decimal) -> Ref:
        return self.page.put(self.page.fresh("weight"), (number,), given((number,)))

    def literal(self, b: w.Expression) -> Expression:
        """Take in a literal whose origin nobody says: a known vector, else as printed before."""
        written = numbers(b)
        if written is None:
            raise UnknownNameError
        if len(written) > 1:
            for step in (self.step, (self.step or 1) - 1):
                for symbol in ("x", "h"):
                    known = Ref(symbol, unit=str(step))
                    if self.page.numbers.get(key_of(known)) == written:
                        return known
            for role in ("bias", "bias_ih", "bias_hh"):
                if self.page.parameters.get(role) == written:
                    return Param(role)
        return self.page.put(self.page.fresh("v"), written, self.page.taken_over(written))

    def block(
        self,
        comparison: Comparison,
        a: Add | MatVec,
        columns: Matrix,
        vector: w.Vector,
        place: Place,
    ) -> Expression | None:
        """Split a literal block matrix and a literal stack into the products of ``a``."""
        whole = flat(a)
        terms = whole.terms if isinstance(whole, Add) else (whole,)
        entries = vector.entries
        if len(columns[0]) != len(entries):
            return None
        for order in permutations(terms):
            cut = self._cut(order, columns, len(entries))
            if cut is None:
                continue
            return self._compared(comparison, cut, entries)
        return None

    def _cut(
        self, terms: tuple[Expression, ...], columns: Matrix, size: int
    ) -> list[tuple[Expression, Matrix, int, int]] | None:
        """Cut the block where the terms meet; every piece must be the matrix of its term."""
        cut, start = [], 0
        for term in terms:
            name = term.matrix.name if isinstance(term, MatVec) else getattr(term, "name", "")
            values = self.page.parameters.get(name) or self.page.numbers_of(term)
            if values is None:
                return None
            rows: Matrix = values if isinstance(values[0], tuple) else tuple((n,) for n in values)
            end = start + len(rows[0])
            piece = tuple(row[start:end] for row in columns)
            if piece != rows:
                return None
            cut.append((term, rows, start, end))
            start = end
        return cut if start == size else None

    def _compared(
        self,
        comparison: Comparison,
        cut: list[tuple[Expression, Matrix, int, int]],
        entries: tuple[w.Expression, ...],
    ) -> Expression:
        parts: list[Expression] = []
        for term, _, start, end in cut:
            chosen = entries[start:end]
            if isinstance(term, MatVec):
                place = chosen[0].place.to(chosen[-1].place)
                parts.append(MatVec(term.matrix, comparison.compare(term.vector, w.Vector(place, chosen))))
            else:
                parts.append(term)
        return Add(tuple(parts)) if len(parts) > 1 else parts[0]

    def canonical(self, expression: Expression) -> str:
        """Write an expression so that equal formulas are equal texts: lines put in, sums in one order."""
        opened: list[Key] = []  # a text may define a line by itself

        def put_in(node: Expression) -> Expression | None:
            if not isinstance(node, Ref) or key_of(node) not in self.page.formulas:
                return None
            key = key_of(node)
            if key in opened:
                return None
            opened.append(key)
            whole = rewrite(self.page.formulas[key], put_in)
            opened.pop()
            return whole

        def ordered(node: Expression) -> Expression | None:
            if isinstance(node, Add):
                inner = [rewrite(term, ordered) for term in node.terms]
                return Add(tuple(sorted(inner, key=repr)))
            return None

        return repr(rewrite(flat(rewrite(expression, put_in)), ordered))


def _is_matrix(written: w.Expression, vector: w.Expression, way: str) -> bool:
    """Whether a literal is a matrix beside its vector, or one that has a single row or a single column."""
    if not isinstance(written, w.Vector):
        alone = numbers(written) is not None and len(numbers(vector) or ()) > 1  # 1 × 1, as h is there
        return isinstance(written, w.Matrix | w.Transpose) and not alone
    row, column = ("row", "column") if way == "columns" else ("column", "row")
    single = isinstance(vector, w.Matrix | w.Vector) and len(numbers(vector) or ()) == 1
    if written.written == row:
        return isinstance(vector, w.Name) or getattr(vector, "written", "") == column
    return written.written == column and single


def _lone_number(terms: tuple[w.Term, ...]) -> Decimal | None:
    """Give the number of ``1 - z``, which holds for every entry."""
    first = terms[0].expression
    if len(terms) == 2 and terms[0].sign > 0 > terms[1].sign and isinstance(first, w.Number):
        return None if isinstance(terms[1].expression, w.Number) else first.value
    return None


def _is_names(expression: w.Expression) -> bool:
    return (
        isinstance(expression, w.Vector)
        and len(expression.entries) > 1
        and all(isinstance(entry, w.Name | w.Transpose) for entry in expression.entries)
    )


__all__ = ["Finding", "Translator", "UnknownNameError"]
