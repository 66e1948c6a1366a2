"""Lines of a backward pass as formulas: transposes, outer products, sums over steps, new weights.

A line of a backward pass stands where it stands: its equation has no terms that do not exist there. So every
line is written by itself, with the steps and the numbers of what it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from tutor.calculation.backward.result import BackwardPass, Written
from tutor.calculation.backward.units import WHOLE, BackUnit, Placed
from tutor.calculation.equations import (
    Add,
    Back,
    Const,
    Div,
    Expression,
    Fn,
    MatVec,
    Mul,
    Outer,
    Param,
    Part,
    Ref,
    Sub,
    walk,
)
from tutor.calculation.names import DELTA, backward_letters
from tutor.calculation.network import TARGET
from tutor.calculation.numbers import plain
from tutor.calculation.trace import Quantity, Trace
from tutor.documents.formulas.gradient_numbers import GradientNumbers, Place, rows_of_numbers
from tutor.documents.formulas.notation import Notation
from tutor.record import NamedTuple

# So many matrices of a sum stand side by side; the rest goes on in the next line.
TERMS_A_LINE = 3
# What a line gives stands beside its letters where these and the columns of the value are no more.
OPERANDS_BESIDE = 6


class GradientLine(NamedTuple):
    """The formulas of one line: the chain symbolic = numbers = result, and its entries."""

    chain: str
    entries: str


class Gradients:
    """Writes the lines of a backward pass; ``own`` are numbers of places that stand for those of the pass.

    >>> from tutor import Problem, trace
    >>> from tutor.calculation.backward.result import backward_pass
    >>> from tutor.documents.formulas.plain import Plain
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> done = backward_pass(problem)
    >>> gradients = Gradients(trace(problem), done, Notation(problem, Plain()))
    >>> print(gradients.line(done.lines[1], sizes=False).entries)
    ds_2[1] = 0.602 - 1 = −0.3980
    ds_2[2] = 0.398 - 0 = 0.3980
    """

    def __init__(
        self,
        trace: Trace,
        done: BackwardPass,
        notation: Notation,
        own: Mapping[Place, Quantity] | None = None,
    ) -> None:
        self.trace = trace
        self.done = done
        self.table = done.table
        self.print = notation.print
        self._notation = notation
        self._numbers = GradientNumbers(trace, done, notation, own or {})
        self.rows = notation.rows
        self.gradient = cache(self._gradient)

    @property
    def numbers(self) -> GradientNumbers:
        """What the lines read, in numbers."""
        return self._numbers

    # Symbols

    def _naming(self, unit: BackUnit) -> Notation:
        return self._notation.of_unit(unit.forward)

    def _gradient(self, unit: BackUnit, symbol: str, step: str, entry: str = "") -> str:
        """Write the symbol of a backward quantity at a step; without one, of a sum."""
        naming, printer = self._naming(unit), self.print
        layer, arrow = naming.marks
        kind, name = backward_letters(symbol, self.trace.problem.symbols)
        if kind == "loss":
            return printer.symbol(name)
        if kind == "updated":
            return printer.updated(printer.symbol(name, layer=layer, arrow=arrow)) + printer.at(entry)
        letters = printer.symbol(
            name.replace(DELTA, printer.delta), step, entry=entry, layer=layer, arrow=arrow
        )
        return letters if kind == "error" else printer.gradient(letters)

    def left(self, line: Placed, entry: str = "") -> str:
        """Write the left side of a line."""
        return self.gradient(line.unit, line.symbol, "" if line.t is None else str(line.t), entry)

    def rule(self, unit: BackUnit, symbol: str, expression: Expression) -> tuple[str, str, str]:
        """Write a line at any step t, for the table of the rules."""

        def quantity(node: Ref, transposed: bool) -> str:
            shift = -node.lag * unit.direction
            step = "t" + (f"{shift:+d}" if shift else "")
            return self._quantity(self._owner(node, unit), node, step, transposed=transposed)

        left = self.gradient(unit, symbol, "t")
        return left, self.print.equal, self._symbolic(unit, expression, quantity, size=None)

    def _owner(self, node: Ref, reader: BackUnit) -> str:
        return node.unit or reader.name

    def _quantity(self, unit: str, node: Ref, step: str, *, transposed: bool = False) -> str:
        if node.symbol == TARGET.symbol:
            return self.print.symbol("k", step, transposed=transposed)
        if unit in self.table.by_name:
            text = self.gradient(self.table.by_name[unit], node.symbol, step)
            return self._transposed(text) if transposed else text
        forward = self.table.forward[unit]
        naming = self._notation.of_unit(forward)
        if node.symbol == "x" and forward.sources and forward.sources[0].unit:
            text = naming.quantity("x", step)
            return self._transposed(text) if transposed else text
        layer, arrow = naming.marks
        return self.print.symbol(node.symbol, step, transposed=transposed, layer=layer, arrow=arrow)

    def _transposed(self, text: str) -> str:
        return self.print.transposed(text)

    # Lines

    def brief(self, lines: Iterable[Written]) -> str:
        """Write lines under each other, each on as few lines as its sum needs."""
        rows: list[tuple[str, str, str]] = []
        for written in lines:
            symbolic, numbers, *more = self._chain(written, None)
            if isinstance(written.line.equation.expression, Add) and written.line.t is None:
                rows += (symbolic, numbers, *more)
                continue
            text = self.print.related(symbolic[2], self.print.equal, numbers[2])
            rows += ((symbolic[0], symbolic[1], text), *more)
        return self.print.lines(rows)

    def line(self, written: Written, *, sizes: bool) -> GradientLine:
        """Write a line with its numbers; ``sizes`` puts the size under every term."""
        chain = self._chain(written, self._size_of(written.line) if sizes else None)
        return GradientLine(self.print.lines(chain), self._entries(written))

    def _chain(
        self, written: Written, size: Callable[[Expression], tuple[int, int]] | None
    ) -> list[tuple[str, str, str]]:
        """Write the symbolic line and the numbers, a long sum over several lines."""
        line, printer = written.line, self.print
        relation = self.relation(written)

        expression = line.equation.expression
        symbolic = self._at_place(line, size)
        result = self.value(line, written.quantity)
        chain = [(self.left(line), printer.equal, symbolic)]
        terms = expression.terms if isinstance(expression, Add) else (expression,)
        numeric = [self._numbers.numeric(line, term) for term in terms]
        if numeric == [result]:
            # What is only copied is not written twice.
            return [*chain, ("", relation, result)]
        groups = [numeric[at : at + TERMS_A_LINE] for at in range(0, len(numeric), TERMS_A_LINE)]
        for index, group in enumerate(groups):
            text = printer.sum(group)
            text = printer.continued(printer.plus + text) if index else text
            if index == len(groups) - 1:
                text = printer.related(text, relation, result)
            chain.append(("", "" if index else printer.equal, text))
        return chain

    def symbolic(self, line: Placed) -> str:
        """Write the equation of a line where it stands, in letters."""
        return self.print.equation(self.left(line), self._at_place(line, None))

    def operand(self, line: Placed, node: Ref) -> str:
        """Write what a line reads."""
        unit, _, _, step = line.place_of(node)
        return self._quantity(unit, node, "" if step == WHOLE else str(step))

    def parameter(self, line: Placed, name: str) -> str:
        """Write a parameter that a line reads, as it is given."""
        return self._numbers.owner_of(line.unit, name).parameter(name)

    def right(self, line: Placed, *, sizes: bool = False) -> str:
        """Write the right side of a line where it stands, in letters, on request with their sizes."""
        return self._at_place(line, self._size_of(line) if sizes else None)

    def _at_place(self, line: Placed, size: Callable[[Expression], tuple[int, int]] | None) -> str:
        def quantity(node: Ref, transposed: bool) -> str:
            unit, _, _, step = line.place_of(node)
            return self._quantity(unit, node, "" if step == WHOLE else str(step), transposed=transposed)

        return self._symbolic(line.unit, line.equation.expression, quantity, size)

    def value(self, line: Placed, quantity: Quantity) -> str:
        """Write what a line gives: a vector or a matrix as it stands in the layout."""
        return self._arranged(line, [self.print.number(text) for text in quantity.texts])

    def stated(self, line: Placed, relation: str, entries: Sequence[str]) -> str:
        """Write a line in letters and what it gives, which is written already: numbers, or boxes for them."""
        printer, symbolic = self.print, self._at_place(line, None)
        value = self._arranged(line, entries)
        operands = sum(isinstance(node, Ref | Param) for node in walk(line.equation.expression))
        columns = (*line.unit.shape(line.symbol), 1)[1]
        if operands + columns <= OPERANDS_BESIDE:
            right = printer.related(symbolic, relation, value)
            return printer.lines([(self.left(line), printer.equal, right)])
        return printer.lines([(self.left(line), printer.equal, symbolic), ("", relation, value)])

    def given(self, line: Placed, relation: str, entries: Sequence[str]) -> str:
        """Write what a line gives, without how."""
        return self.print.lines([(self.left(line), relation, self._arranged(line, entries))])

    def _arranged(self, line: Placed, entries: Sequence[str]) -> str:
        """Put entries, row by row, in the shape of what a line gives, as the layout has it."""
        shape = line.unit.shape(line.symbol)
        if line.equation.axis == "one":
            return entries[0]
        if len(shape) == 1:
            return self._notation.stacked(entries)
        rows = rows_of_numbers(tuple(entries), shape[1])
        return self.print.matrix([*zip(*rows, strict=True)] if self.rows else rows)

    def relation(self, written: Written) -> str:
        """Write = where a line gives exactly what is printed, else ≈."""
        return self.print.equal if self._is_equal(written) else self.print.approximately

    def _is_equal(self, written: Written, entry: int = 0) -> bool:
        """Whether a line gives exactly what is printed, from the very numbers that stand on the page."""
        exact = written.quantity.exact[entry - 1] if entry else written.quantity.is_exact
        if not exact or self.trace.problem.rounding.carry == "rounded":
            return exact
        reads = [node for node in written.line.equation.reads if node != TARGET]
        return all(self._numbers.is_exact(written.line, node) for node in reads)

    def _symbolic(
        self,
        unit: BackUnit,
        expression: Expression,
        quantity: Callable[[Ref, bool], str],
        size: Callable[[Expression], tuple[int, int]] | None,
    ) -> str:
        printer = self.print

        def sized(text: str, node: Expression, *, turned: bool = False) -> str:
            if size is None:
                return text
            rows, columns = size(node)
            return printer.sized(text, *((columns, rows) if turned != self.rows else (rows, columns)))

        def down(node: Expression) -> str:
            match node:
                case Ref():
                    return sized(quantity(node, False), node)
                case Param(name):
                    return sized(self._parameter(unit, name), node)
                case Const(value):
                    return printer.number(plain(value))
                case Back(matrix, vector):
                    turned = sized(self._parameter(unit, matrix.name, back=True), matrix, turned=True)
                    pair = (turned, self._numbers.grouped(vector, down(vector)))
                    return printer.product(*(reversed(pair) if self.rows else pair))
                case MatVec(matrix, vector):
                    # Only a mistake leaves the transpose out.
                    plain_matrix = sized(self._parameter(unit, matrix.name), matrix)
                    pair = (plain_matrix, self._numbers.grouped(vector, down(vector)))
                    return printer.product(*(reversed(pair) if self.rows else pair))
                case Outer(left, right):
                    row: str = (
                        sized(quantity(right, True), right, turned=True)
                        if isinstance(right, Ref)
                        else printer.transposed(self._numbers.grouped(right, down(right)))
                    )
                    if not self.rows:
                        return printer.product(self._numbers.grouped(left, down(left)), row)
                    return printer.product(row, self._numbers.grouped(left, down(left)))
                case Part(vector):
                    return down(vector)
                case Add(terms):
                    return printer.sum(map(down, terms))
                case Sub(left, right):
                    return printer.difference(down(left), self._numbers.grouped(right, down(right)))
                case Mul(Const(number), right) if number == self.trace.problem.loss.learning_rate:
                    return printer.product(printer.rate, down(right))
                case Mul(Const(number), right):
                    return printer.times(
                        printer.number(plain(number)), self._numbers.grouped(right, down(right))
                    )
                case Mul(left, right):
                    return printer.entrywise(
                        self._numbers.grouped(left, down(left)), self._numbers.grouped(right, down(right))
                    )
                case Div(left, right):
                    return printer.quotient(down(left), down(right))
                case Fn(name, argument):
                    return printer.applied(name, printer.grouped(down(argument), tall=False))
            raise TypeError(f"{type(node).__name__} stands in no written backward line")

        return down(expression)

    def _parameter(self, unit: BackUnit, name: str, *, back: bool = False) -> str:
        owner = self._numbers.owner_of(unit, name)
        matrix = len(owner.sizes.get(name, ())) == 2
        return owner.part(name, transposed=matrix and owner.transposed != back)

    def _size_of(self, line: Placed) -> Callable[[Expression], tuple[int, int]]:
        def size(node: Expression) -> tuple[int, int]:
            if isinstance(node, Param):
                owner = self._numbers.owner_of(line.unit, node.name)
                texts = owner.texts[node.name]
                is_matrix = len(owner.sizes.get(node.name, ())) == 2
                return (len(texts), len(texts[0])) if is_matrix else (len(texts[0]), 1)
            assert isinstance(node, Ref)
            if node == TARGET:
                return line.unit.forward.output_size, 1
            unit, symbol, _, _ = line.place_of(node)
            if unit in self.table.by_name:
                shape = self.table.by_name[unit].shape(symbol)
                return shape[0], shape[1] if len(shape) == 2 else 1
            return self.table.forward[unit].size_of(symbol), 1

        return size

    # Entries

    def entry(self, line: Placed, place: int) -> str:
        """Write an entry, from 1, as what is computed there, with its numbers."""
        pieces = self._numbers.pieces(line, line.equation.expression, place, first=True)
        return self.print.equation(self._entry_symbol(line, place), "".join(pieces))

    def entry_value(self, line: Placed, place: int, text: str) -> str:
        """Write an entry, from 1, and its number."""
        return self.print.equation(self._entry_symbol(line, place), self.print.number(text))

    def _entry_symbol(self, line: Placed, place: int) -> str:
        return self.left(line, line.name(place).partition("[")[2].partition("]")[0])

    def _entries(self, written: Written) -> str:
        line, printer = written.line, self.print
        if line.equation.axis == "one":
            return ""
        rows = []
        for place in range(1, line.unit.size_of(line.symbol) + 1):
            relation = printer.equal if self._is_equal(written, place) else printer.approximately
            pieces = self._numbers.pieces(line, line.equation.expression, place, first=True)
            number = printer.number(written.quantity.texts[place - 1])
            per_line = self._notation.products_a_line
            for start in range(0, len(pieces), per_line):
                text = "".join(pieces[start : start + per_line])
                text = printer.continued(text) if start else text
                if start + per_line >= len(pieces):
                    text = printer.related(text, relation, number)
                rows.append(
                    ("", "", text) if start else (self._entry_symbol(line, place), printer.equal, text)
                )
        return printer.lines(rows)
