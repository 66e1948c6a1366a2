"""What stands on the page so far: every written vector with its interval, its true value, and its guilt.

A written vector is a ``Ref`` whose symbol is its role (p, q, a, h, x, or v for anything else) and whose unit
tells it from the others: "2" for the state of step 2, "#7" for the seventh literal. So expressions of the
table can be written over it, evaluated, and changed by the mistakes of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tutor.binding.literal_rows import turned
from tutor.binding.model import Model
from tutor.calculation.equations import (
    Add,
    Equation,
    Expression,
    Fn,
    Matrix,
    MatVec,
    Mul,
    Param,
    Ref,
    flat,
    rewrite,
    walk,
)
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed, Key, key_of
from tutor.calculation.habits import enclose
from tutor.calculation.tolerance import given
from tutor.reading.formulas.syntax import Place

# W_hh where no reading gives it a size that fits, as long as it multiplies zeros.
NO_SIZE = "weight_hh/none"


class Page:
    """Written vectors and parameters; grows as the text is read, belongs to one judgement."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.start = Ref("h", unit=str(model.givens.start))
        self.values: dict[Key, Enclosed] = {}
        self.points: dict[Key, Enclosed] = {}
        self.truth: dict[Key, Enclosed] = {}
        self.places: dict[Key, Place] = {}
        self.numbers: dict[Key, Numbers] = {}
        self.charged: set[Key] = set()
        self.meaning: dict[Key, Expression] = {}
        self.lines: dict[tuple[str, str], Ref] = {}
        self.whole: dict[Expression, tuple[Expression, int]] = {}
        self.formulas: dict[Key, Expression] = {}
        self.parameters: dict[str, Numbers | Matrix] = dict(model.parameters)
        self.replaced: dict[str, Numbers | Matrix] = {}
        self.names: dict[Key, str] = {}
        self.softmax: dict[Expression, Expression] = {}
        self.equivalents: dict[Expression, tuple[Expression, ...]] = {}
        self.slices: dict[Key, tuple[Expression, int]] = {}
        self.origins: dict[Key, Expression] = {}
        self.corrected: dict[tuple[Key, int], Enclosed | None] = {}
        self.own: dict[Key, frozenset[int]] = {}
        self._count = 0
        self._printed: dict[Decimal, tuple[int, int]] = {}
        for step, vector in model.inputs.items():
            self.put(Ref("x", unit=str(step)), vector, given(vector))
        if model.start is not None:
            self.put(self.start, model.start, given(model.start))
        self._true_states()

    def _true_states(self) -> None:
        """Follow the repaired network; where it cannot be followed there is no truth."""
        for step in self.model.givens.numbered:
            value = enclose(self.equation("h", step), self.truth, self.parameters)
            if value is None:
                break
            self.truth[key_of(Ref("h", unit=str(step)))] = value

    # Putting

    def fresh(self, symbol: str) -> Ref:
        """Give a new name for a written vector of a role."""
        self._count += 1
        return Ref(symbol, unit=f"#{self._count}")

    def put(
        self,
        reference: Ref,
        numbers: Numbers | None,
        value: Enclosed,
        *,
        truth: Enclosed | None = None,
        charged: bool = False,
        meaning: Expression | None = None,
        own: frozenset[int] = frozenset(),
    ) -> Ref:
        """Write a vector down; ``own`` are entries that are wrong and follow from nothing, from 1."""
        key = key_of(reference)
        if own:
            self.own[key] = own
        self.values[key] = value
        if numbers is not None:
            self.numbers[key] = numbers
            self.points[key] = given(numbers)
            if value.low != value.high:
                self._printed.update(zip(numbers, zip(value.low, value.high, strict=True), strict=True))
        else:
            self.points[key] = value
        if truth is not None:
            self.truth[key] = truth
        elif (key not in self.truth and reference.symbol in ("x", "weight", "bias")) or (
            key not in self.truth and reference == self.start
        ):
            self.truth[key] = value
        if charged:
            self.charged.add(key)
        if meaning is not None:
            self.meaning[key] = meaning
        return reference

    def alias(self, name: Ref, written: Ref) -> None:
        """Let ``name`` stand for a vector that was written without one."""
        source = key_of(written)
        self.put(
            name,
            self.numbers.get(source),
            self.values[source],
            truth=self.truth.get(key_of(name)) or self.truth.get(source),
            charged=source in self.charged,
            meaning=self.meaning.get(source),
        )
        if source in self.origins:
            self.origins[key_of(name)] = self.origins[source]
        if source in self.own:
            self.own[key_of(name)] = self.own[source]
        if source in self.places:
            self.places[key_of(name)] = self.places[source]

    # Looking up

    def equation(self, symbol: str, step: int, *, written: bool = False) -> Expression:
        """Give the equation of a line at a step, in absolute form, everything folded in.

        With ``written``, lines of this step that were already written stand for themselves.
        """
        cell = self.model.cell
        line: Equation = next(each for each in cell.fold((symbol, "h")) if each.symbol == symbol)
        if written and symbol not in ("p", "q"):
            line = cell.equation(symbol)

        def absolute(node: Expression) -> Expression | None:
            if isinstance(node, Ref):
                if written and not node.lag and node.symbol != "x":
                    known = self.lines.get((node.symbol, str(step)))
                    return known if known else self.equation(node.symbol, step, written=True)
                return Ref(node.symbol, unit=str(step - node.lag))
            if node == Param("bias"):
                return None
            return None

        expression = flat(rewrite(line.expression, absolute))
        expression = rewrite(expression, self.times_zeros)
        return self._with_biases(expression)

    def times_zeros(self, node: Expression) -> Expression | None:
        """Where W_hh has no size that fits, the first step can do without: it multiplies zeros there."""
        start = self.model.start
        if node != MatVec(Param("weight_hh"), self.start) or "weight_hh" not in self.model.unusable:
            return None
        if start is None or any(start):
            return None
        size = self.model.hidden_size or 0
        self.parameters[NO_SIZE] = ((Decimal(0),) * size,) * size
        return MatVec(Param(NO_SIZE), self.start)

    def _with_biases(self, expression: Expression) -> Expression:
        """Leave out a bias that is not given; give both where the text has two."""
        both = [Param(name) for name in ("bias_ih", "bias_hh") if name in self.parameters]
        if len(both) < 2 or self.model.binding.names("bias"):
            named = "bias" in self.parameters or self.model.binding.names("bias")
            both = [Param("bias")] if named else []

        def is_absent(term: Expression) -> bool:
            """A matrix that the text neither gives nor names has no term."""
            return isinstance(term, MatVec) and not (
                term.matrix.name in self.parameters or self.model.binding.names(term.matrix.name)
            )

        def change(node: Expression) -> Expression | None:
            if not isinstance(node, Add):
                return None
            terms: list[Expression] = []
            for term in node.terms:
                terms += both if term == Param("bias") else [] if is_absent(term) else [term]
            return Add(tuple(terms)) if len(terms) != 1 else terms[0]

        return rewrite(expression, change)

    def taken_over(self, numbers: Numbers) -> Enclosed:
        """Enclose numbers of unknown origin: as they were printed before, else exact."""
        exact = given(numbers).low
        ends = [self._printed.get(number, (n, n)) for number, n in zip(numbers, exact, strict=True)]
        return Enclosed([low for low, _ in ends], [high for _, high in ends])

    def known(self, reference: Ref) -> bool:
        """Whether a vector was written."""
        return key_of(reference) in self.values

    def numbers_of(self, expression: Expression) -> Numbers | None:
        """Give the numbers that stand written for a vector."""
        if isinstance(expression, Ref):
            return self.numbers.get(key_of(expression))
        if isinstance(expression, Param):
            values = self.parameters.get(expression.name)
            return values if values and not isinstance(values[0], tuple) else None
        return None

    def evaluate(
        self, expression: Expression, decimals: int | None = None, *, cut: bool = False
    ) -> Enclosed | None:
        """Evaluate from what stands written; with ``decimals``, with every rounding allowed on the way."""
        value = enclose(expression, self.values, self.parameters, decimals, cut=cut)
        if decimals is None or value is None or not self.equivalents:
            return value
        for form in self._other_forms(expression):
            other = enclose(form, self.values, self.parameters, decimals, cut=cut)
            if other is not None:
                value = Enclosed(list(map(min, value.low, other.low)), list(map(max, value.high, other.high)))
        return value

    def _other_forms(self, expression: Expression) -> Iterator[Expression]:
        """Give the other ways in which people rightly compute the same, such as softmax less its maximum."""
        for node in walk(expression):
            for form in self.equivalents.get(node, ()):
                yield rewrite(expression, lambda each, node=node, form=form: form if each == node else None)  # type: ignore[misc]

    def true_value(self, expression: Expression) -> Enclosed | None:
        """Evaluate as the repaired network has it."""
        return enclose(expression, self.truth, {**self.parameters, **self.replaced})

    def is_charged(self, expression: Expression) -> bool:
        """Whether anything that the expression reads is already charged to an earlier mistake."""
        return any(
            (isinstance(node, Ref) and key_of(node) in self.charged)
            or (node == self.start and "h_0" in self.model.unusable)
            or (isinstance(node, Param) and (node.name in self.model.unusable or node.name in self.replaced))
            for node in walk(expression)
        )

    def missing(self, expression: Expression) -> list[Ref | Param]:
        """List what the expression reads and nobody has written."""
        return [
            node
            for node in walk(expression)
            if (isinstance(node, Ref) and not self.known(node))
            or (isinstance(node, Param) and node.name not in self.parameters)
        ]

    # Single entries

    def entry(self, expression: Expression, i: int) -> Expression:
        """Give entry ``i`` (from 1) of a vector expression, products written out."""
        sliced = self._entry(expression, i)
        self.whole[sliced] = (expression, i)
        return sliced

    def _entry(self, expression: Expression, i: int) -> Expression:
        match expression:
            case Ref() | Param():
                return self._slice(expression, i)
            case MatVec(Param(name), vector):
                return self._row(name, vector, i)
            case Add(terms):
                return flat(Add(tuple(self.entry(term, i) for term in terms)))
            case Fn(name, argument):
                return Fn(name, self.entry(argument, i))
            case Mul(left, right):
                return Mul(self.entry(left, i), self.entry(right, i))
            case _:
                unit = tuple(Decimal(int(j == i)) for j in range(1, (self.model.hidden_size or 1) + 1))
                self.parameters[f"pick/{i}"] = (unit,)
                return MatVec(Param(f"pick/{i}"), expression)

    def _row(self, name: str, vector: Expression, i: int) -> Expression:
        matrix: Matrix = self.parameters.get(name, ())  # type: ignore[assignment]
        if not 1 <= i <= len(matrix):
            return Ref("v", unit="none")
        row = matrix[i - 1]
        if isinstance(vector, Ref | Param):
            values = self.values.get(key_of(vector)) if isinstance(vector, Ref) else None
            size = len(values.low) if values is not None else len(self.numbers_of(vector) or ())
            if size == len(row):
                products = tuple(
                    Mul(self._weight(name, i, j, weight), self._slice(vector, j))
                    for j, weight in enumerate(row, start=1)
                )
                return Add(products) if len(products) > 1 else products[0]
        self.parameters[f"{name}[{i}]"] = (row,)
        return MatVec(Param(f"{name}[{i}]"), vector)

    def _weight(self, name: str, i: int, j: int, weight: Decimal) -> Ref:
        reference = Ref("weight", unit=f"{name}[{i},{j}]")
        return self.put(reference, (weight,), given((weight,)))

    def _slice(self, expression: Ref | Param, i: int) -> Expression:
        if isinstance(expression, Param):
            numbers = self.numbers_of(expression)
            if numbers is None:
                return Ref("bias", unit=f"{expression.name}[{i}]")
            if not 1 <= i <= len(numbers):
                return Ref("v", unit="none")
            return self.put(
                Ref("bias", unit=f"{expression.name}[{i}]"), (numbers[i - 1],), given((numbers[i - 1],))
            )
        key = key_of(expression)
        name = Ref(expression.symbol, unit=f"{expression.unit}[{i}]")
        if key not in self.values:
            return name  # written entry by entry, or not at all
        self.slices[key_of(name)] = expression, i
        value, numbers = self.values[key], self.numbers.get(key)
        if not 1 <= i <= len(value.low):
            return Ref("v", unit="none")
        truth = self.truth.get(key)
        return self.put(
            name,
            (numbers[i - 1],) if numbers is not None else None,
            pick(value, i),
            truth=pick(truth, i) if truth is not None and i <= len(truth.low) else None,
            charged=key in self.charged,
        )

    def transposed(self, role: str) -> str:
        """Give the name under which the transpose of a matrix is known."""
        name = f"{role}/transposed"
        if name not in self.parameters:
            self.parameters[name] = turned(self.parameters[role])  # type: ignore[arg-type]
        return name

    def named_matrix(self, base: str, columns: Matrix) -> str:
        """Take in a matrix of the text that is not the network's, by its name (W_hy)."""
        name = f"named/{base}" if columns == self.model.givens.matrices[base] else f"named/{base}/transposed"
        self.parameters[name] = columns
        return name

    def literal_matrix(self, role: str, rows: Matrix) -> str:
        """Take in a matrix that is none of the known ones."""
        self._count += 1
        name = f"{role}/#{self._count}"
        self.parameters[name] = rows
        return name


def pick(value: Enclosed, i: int) -> Enclosed:
    """Give one entry of an enclosure, from 1."""
    low = [value.low[i - 1]]
    return Enclosed(low, low if value.low is value.high else [value.high[i - 1]])


def joined(values: Sequence[Enclosed]) -> Enclosed:
    """Put single entries together."""
    low, high = [each.low[0] for each in values], [each.high[0] for each in values]
    return Enclosed(low, low) if low == high else Enclosed(low, high)
