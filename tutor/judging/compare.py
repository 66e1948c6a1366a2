"""One side of a chain against the side before it: the same tree, operand by operand, entry by entry.

:meth:`Comparison.compare` walks an expression of the table (what should stand there) and a written one (what
does), and gives the written one back as an expression of the table, so that it is judged against next. A
literal in the place of an operand is a copy; a literal in the place of a calculation is a claim.
"""

from __future__ import annotations

from typing import cast

from tutor.binding.activation import ACTIVATIONS, is_letter
from tutor.binding.givens import MATRICES
from tutor.binding.literal_rows import numbers, rows_of, rows_written, turned
from tutor.calculation.equations import Add, Cat, Expression, Fn, Matrix, MatVec, Mul, Param, Ref, flat
from tutor.calculation.evaluation import key_of
from tutor.calculation.tolerance import apart
from tutor.judging.alignment import assign
from tutor.judging.claims import Claims
from tutor.judging.translate import Translator, UnknownNameError
from tutor.reading.formulas import syntax as w
from tutor.record import record


@record(frozen=False)
class Comparison(Claims):
    """Compares the sides of one chain; ``target`` is the quantity's name, ``step`` its step."""

    # The walk

    def side(self, a: Expression, b: w.Expression) -> Expression:
        """Compare a whole side: its result is the chain's own quantity."""
        self.level = self.role
        return self.compare(a, b)

    def _inside(self, a: Expression, b: w.Expression, level: str | None) -> Expression:
        outer, self.level = self.level, level
        found = self.compare(a, b)
        self.level = outer
        return found

    def compare(self, a: Expression, b: w.Expression) -> Expression:
        """Compare what should stand (``a``) with what does (``b``); give ``b`` with its values."""
        if numbers(b) is not None:
            return self.literal(a, b)
        if (rows := rows_written(b)) is not None:
            return self.not_a_vector(a, b, rows)
        match b:
            case w.Apply() if b.function in ACTIVATIONS:
                return self.function(a, b)
            case w.Apply(function="softmax") if a in self.page.softmax:
                return self.translator.softmax(self._inside(self.page.softmax[a], b.argument, None))
            case w.Sum():
                return self.sum(a, b)
            case w.Product():
                return self.product(a, b)
            case w.Vector(entries=entries):
                parts = [
                    self._inside(self.page.entry(a, i), each, None) for i, each in enumerate(entries, start=1)
                ]
                return Cat(tuple(parts))
            case w.Name() | w.Transpose():
                return self.name(a, b)
        return self.evaluated(a, b)

    def function(self, a: Expression, b: w.Apply) -> Expression:
        """Compare under a common function; where the functions differ, say so and go on inside."""
        name = self._function_name(b)
        if isinstance(a, Fn):
            if a.name != name:
                self.findings.append(self.reports.other_function(self, b, a.name, name))
            return Fn(name, self._inside(a.argument, b.argument, "a" if self.level == "h" else None))
        known = self.page.numbers_of(a)
        if known is not None and numbers(b.argument) == known:
            self.findings.append(self.reports.equals_chain(self, b))
            return Fn(name, self._as_known(a, b.argument))
        return self.evaluated(a, b)

    def _function_name(self, b: w.Apply) -> str:
        """σ stands for the activation of the network."""
        return self.page.model.binding.letter if is_letter(b) else b.function

    def _as_known(self, a: Expression, b: w.Expression) -> Expression:
        self.lines.add(b.place.line)
        return a

    def sum(self, a: Expression, b: w.Sum) -> Expression:
        """Compare term by term: terms may be merged, zero terms may be missing."""
        if isinstance(a, Fn):
            self.findings.append(self.reports.function_missing(self, b, a.name))
            return self.sum(a.argument, b)
        written = [each for each in map(_signed, b.terms) if each is not None]
        if not isinstance(a, Add | MatVec | Mul) or len(written) < len(b.terms):
            return self.evaluated(a, b)
        whole = flat(a)
        terms = whole.terms if isinstance(whole, Add) else (whole,)
        groups = assign(terms, written, self)
        if groups is None:
            return self.evaluated(a, b)
        left_out = [term for index, term in enumerate(terms) if not any(index in group for group in groups)]
        parts: list[Expression] = []
        before = len(self.findings)
        for group, each in zip(groups, written, strict=True):
            if not group:
                self.findings.append(self.reports.extra_term(self, each))
                parts.append(self.alone(each))
                continue
            chosen = [terms[index] for index in group]
            whole_term = Add(tuple(chosen)) if len(chosen) > 1 else chosen[0]
            if isinstance(each, w.Product) and isinstance(whole_term, Add):
                block = self._block(whole_term, *each.factors) if len(each.factors) == 2 else None
                parts.append(block if block is not None else self.evaluated(whole_term, each))
            else:
                parts.append(self._inside(whole_term, each, None))
        wrong = any(each.severity == "error" for each in self.findings[before:])
        missing = [term for term in left_out if not self.is_zero(term)]
        if missing:
            self.findings.append(self.reports.left_out(self, b, missing, note=wrong))
        result = Add(tuple(parts)) if len(parts) > 1 else parts[0]
        self._fit_sizes(result, b, written, parts)
        return result

    def is_zero(self, term: Expression) -> bool:
        """Whether a term is surely zero."""
        value = self.page.evaluate(term)
        return value is not None and not any(value.low) and not any(value.high)

    def _fit_sizes(
        self, result: Expression, b: w.Sum, written: list[w.Expression], parts: list[Expression]
    ) -> None:
        """Adding vectors of different sizes is wrong unless an earlier wrong size made them so."""
        values = [self.page.evaluate(part) for part in parts]
        sizes = [len(value.low) for value in values if value is not None]
        if len(set(sizes)) > 1 and not self.page.is_charged(result):
            self.findings.append(self.reports.unfitting_sum(self, b, written, sizes))
            self.page.charged |= {key_of(part) for part in parts if isinstance(part, Ref)}

    def check_sizes(self, translated: Expression, b: w.Expression) -> None:
        """Say so where the first side of a chain adds vectors of different sizes."""
        inner, whole = (
            (b.argument, translated.argument)
            if isinstance(b, w.Apply) and isinstance(translated, Fn)
            else (b, translated)
        )
        if isinstance(inner, w.Sum) and isinstance(whole, Add) and len(whole.terms) == len(inner.terms):
            self._fit_sizes(whole, inner, [term.expression for term in inner.terms], list(whole.terms))

    def product(self, a: Expression, b: w.Product) -> Expression:
        """Compare matrix with matrix and vector with vector."""
        if len(b.factors) == 2:
            first, second = b.factors
            if isinstance(a, MatVec):
                found = self._matrix_product(a, first, second)
                if found is not None:
                    return found
            if isinstance(a, Mul):
                return self._numbers_product(a, b)
            if isinstance(a, Add | MatVec):
                block = self._block(a, first, second)
                if block is not None:
                    return block
        if isinstance(a, Fn) and not isinstance(b.factors[0], w.Apply):
            self.findings.append(self.reports.function_missing(self, b, a.name))
            return self.product(a.argument, b)
        if isinstance(a, Add) and len(b.factors) == 2:
            return self.sum(a, w.Sum(b.place, (w.Term(1, b),)))
        return self.evaluated(a, b)

    def _matrix_product(self, a: MatVec, first: w.Expression, second: w.Expression) -> Expression | None:
        """Find out which factor is the matrix, by what should stand there, and compare both."""
        best: tuple[int, w.Expression, w.Expression, Matrix] | None = None
        for matrix, vector, way in ((first, second, "columns"), (second, first, "rows")):
            try:
                parameter = self.translator.matrix(matrix, way)
            except UnknownNameError:
                for columns in _readings(matrix, way):
                    score = self._likeness(a, matrix, vector, columns)
                    if score and (best is None or score > best[0]):
                        best = score, matrix, vector, columns
                continue
            return MatVec(self._same_matrix(a, parameter, matrix), self._inside(a.vector, vector, None))
        if best is None:
            return None
        _, matrix, vector, columns = best
        return MatVec(self.matrix(a, matrix, columns), self._inside(a.vector, vector, None))

    def _likeness(self, a: MatVec, matrix: w.Expression, vector: w.Expression, columns: Matrix) -> int:
        """Say how well a literal and its neighbour stand for a matrix and its vector; 0 is not at all."""
        wanted: Matrix = self.page.parameters.get(a.matrix.name, columns)  # type: ignore[assignment]
        defined = self.page.model.givens.by_role.get(a.matrix.name.partition("/")[0])
        same = columns == wanted or (defined is not None and columns == defined.columns)
        if isinstance(vector, w.Matrix) and numbers(vector) is None:
            return int(same)  # no vector; it is told where it stands
        score = 8 if same else 4 if (len(columns), len(columns[0])) == (len(wanted), len(wanted[0])) else 0
        score += 2 if isinstance(matrix, w.Matrix) and numbers(matrix) is None else 0
        written = numbers(vector)
        return score + (
            1 if score and written is not None and written == self.page.numbers_of(a.vector) else 0
        )

    @property
    def translator(self) -> Translator:
        """Turns names into operands."""
        return Translator(self.page, self.step)

    def matrix(self, a: MatVec, b: w.Expression, columns: Matrix) -> Param:
        """Compare a literal matrix with the one that should stand there."""
        self.lines.add(b.place.line)
        role = a.matrix.name.partition("/")[0]
        defined = self.page.model.givens.by_role.get(role)
        wanted: Matrix | None = self.page.parameters.get(a.matrix.name)  # type: ignore[assignment]
        if wanted is None:
            return Param(self.page.literal_matrix(role, columns))
        if columns == wanted or (defined is not None and columns == defined.columns):
            return a.matrix
        if columns == turned(wanted) and a.matrix.name == role:
            other = Param(self.page.transposed(role))
            self.page.replaced[other.name] = wanted
            self.findings.append(self.reports.other_matrix(self, b, a, other, columns, wanted))
            return other
        other = Param(self.page.literal_matrix(role, columns))
        for name in MATRICES:
            if name != role and columns == self.page.parameters.get(name):
                return self._exchanged(b, a, Param(name), columns, wanted)
        self.page.replaced[other.name] = wanted
        self.findings.append(self.reports.other_matrix(self, b, a, other, columns, wanted))
        return other

    def _exchanged(self, b: w.Expression, a: MatVec, other: Param, columns: Matrix, wanted: Matrix) -> Param:
        """The other matrix of the network stands here."""
        self.findings.append(self.reports.other_matrix(self, b, a, other, columns, wanted))
        copy = self.page.literal_matrix(a.matrix.name, columns)
        self.page.replaced[copy] = wanted
        return Param(copy)

    def _same_matrix(self, a: MatVec, found: Param, b: w.Expression) -> Param:
        if found == a.matrix or a.matrix.name.startswith(f"{found.name}/"):
            return a.matrix
        self.findings.append(self.reports.other_symbol(self, b, a))
        return found

    def _numbers_product(self, a: Mul, b: w.Product) -> Expression:
        """Compare a weight times an entry, in either order."""
        first, second = b.factors
        left, right = self.page.numbers_of(a.left), self.page.numbers_of(a.right)
        values = numbers(first), numbers(second)
        swapped = values != (left, right) and (
            (left is not None and values[1] == left) or (right is not None and values[0] == right)
        )
        one, other = (second, first) if swapped else (first, second)
        return Mul(self.compare(a.left, one), self.compare(a.right, other))

    def _block(self, a: Add | MatVec, first: w.Expression, second: w.Expression) -> Expression | None:
        """Split one block matrix times one stacked vector into its products."""
        for matrix, vector, way in ((first, second, "columns"), (second, first, "rows")):
            if not isinstance(matrix, w.Matrix) and not (isinstance(matrix, w.Vector) and self.entry is None):
                continue
            rows = rows_of(matrix)
            if rows is None or not isinstance(vector, w.Vector):
                continue
            columns = turned(rows) if way == "rows" else rows
            return self.translator.block(self, a, columns, vector, matrix.place)
        return None

    def name(self, a: Expression, b: w.Expression) -> Expression:
        """Compare with a name: it must stand for the same thing."""
        try:
            found = self.translator.vector(b)
        except UnknownNameError:
            return a
        if found == a or self.translator.canonical(found) == self.translator.canonical(a):
            return found
        if isinstance(found, Ref) and not self.page.known(found):
            return a
        wanted, value = self.page.evaluate(a, 3), self.page.evaluate(found)
        same_size = wanted is not None and value is not None and len(wanted.low) == len(value.low)
        if wanted is not None and value is not None and same_size and not apart(wanted, value, 3):
            return found
        self.findings.append(self.reports.other_symbol(self, b, a))
        return found

    # Anything else: by its value

    def alone(self, b: w.Expression) -> Expression:
        """Take an expression in that stands beside nothing."""
        try:
            return self.translator.expression(b)
        except UnknownNameError:
            return Ref("v", unit="none")

    def evaluated(self, a: Expression, b: w.Expression) -> Expression:
        """Compare two calculations of another shape by their values."""
        try:
            found = self.translator.expression(b)
        except UnknownNameError:
            return a
        self.lines.add(b.place.line)
        decimals = max((each.decimals for each in w.walk(b) if isinstance(each, w.Number)), default=3)
        wanted, value = self.page.evaluate(a, decimals), self.page.evaluate(found, decimals)
        if wanted is None or value is None:
            return found
        if len(wanted.low) != len(value.low):
            self.findings.append(self.reports.other_size(self, a, b, wanted, value))
        elif apart(wanted, value, decimals):
            if self.page.is_charged(a) and self.page.true_value(a) is not None:
                return found
            self.findings.append(self.reports.other_value(self, a, b, found, wanted, value, decimals))
        return found


def _readings(matrix: w.Expression, way: str) -> list[Matrix]:
    """Read a literal as a matrix for columns; a plain list may be a row or a column."""
    rows = rows_of(matrix)
    if rows is None:
        return []
    columns = turned(rows) if way == "rows" else rows
    plain = isinstance(matrix, w.Vector) and matrix.written == "list"
    return [columns, turned(columns)] if plain else [columns]


def _signed(term: w.Term) -> w.Expression | None:
    """Move the minus of a term into its first number."""
    if term.sign > 0:
        return term.expression
    match term.expression:
        case w.Number(place=place, token=token, value=value):
            return w.Number(place, token.removeprefix("-") if value < 0 else f"-{token}", -value)
        case w.Product(place=place, factors=(w.Number() as first, *rest), operators=operators):
            return w.Product(place, (cast(w.Number, _signed(w.Term(-1, first))), *rest), operators)
    return None
