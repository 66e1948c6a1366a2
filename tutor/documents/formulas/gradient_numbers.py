"""The numbers of a backward pass in its formulas: whole vectors and matrices, and entry by entry."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.calculation.backward.result import BackwardPass
from tutor.calculation.backward.units import BackUnit, Placed
from tutor.calculation.equations import (
    Add,
    Back,
    Const,
    Div,
    Expression,
    Fn,
    Mul,
    Outer,
    Param,
    Part,
    Ref,
    Sub,
)
from tutor.calculation.network import TARGET
from tutor.calculation.numbers import plain
from tutor.calculation.trace import Quantity, Trace, given
from tutor.documents.formulas.notation import Notation

Place = tuple[str, str, int, int]


class GradientNumbers:
    """Writes what the lines of a backward pass read, in numbers."""

    def __init__(
        self, trace: Trace, done: BackwardPass, notation: Notation, own: Mapping[Place, Quantity]
    ) -> None:
        self._trace = trace
        self._table = done.table
        self._notation = notation
        self._print = notation.print
        self._rows = notation.rows
        self._numbers: dict[Place, Quantity] = {**done.by_place}
        for run in trace.runs:
            start = 0 if run.unit.direction > 0 else len(run.steps) + 1
            for symbol, quantity in run.start.items():
                self._numbers[run.unit.name, symbol, run.sequence, start] = quantity
            for step in run.steps:
                for symbol, quantity in step.quantities.items():
                    self._numbers[run.unit.name, symbol, run.sequence, step.t] = quantity
        self._numbers |= own

    def owner_of(self, unit: BackUnit, name: str) -> Notation:
        """Give the notation of the unit that a parameter belongs to: its own, or the output layer."""
        own = self._notation.of_unit(unit.forward)
        if name in own.texts:
            return own
        return self._notation.of_unit(self._trace.problem.units[-1])

    def grouped(self, node: Expression, text: str) -> str:
        """Put a factor in parentheses where it needs them."""
        return self._print.grouped(text, tall=True) if isinstance(node, Add | Sub | Outer) else text

    def texts(self, line: Placed, node: Ref) -> tuple[str, ...]:
        """Give the entries of a quantity that a line reads, as they were printed."""
        if node == TARGET:
            assert line.t is not None
            return given(self._trace.problem.sequences[line.sequence - 1].targets[line.t - 1]).texts
        return self._numbers[line.place_of(node)].texts

    def is_exact(self, line: Placed, node: Ref) -> bool:
        """Whether a quantity that a line reads is printed with all its digits."""
        return self._numbers[line.place_of(node)].is_exact

    def _shape(self, line: Placed, node: Ref) -> tuple[int, ...]:
        unit, symbol, _, _ = line.place_of(node)
        is_backward = unit in self._table.by_name and node != TARGET
        return self._table.by_name[unit].shape(symbol) if is_backward else (0,)

    def numeric(self, line: Placed, node: Expression) -> str:
        """Write an expression with its numbers put in."""
        printer = self._print

        def down(each: Expression) -> str:
            return self.numeric(line, each)

        match node:
            case Ref():
                texts, shape = self.texts(line, node), self._shape(line, node)
                if line.unit.stage == "loss":
                    return printer.number(texts[0])
                return (
                    self._notation.matrix(rows_of_numbers(texts, shape[1]))
                    if len(shape) == 2
                    else self._notation.vector(texts)
                )
            case Param(name):
                return self.owner_of(line.unit, name).parameter_values(name)
            case Const(value):
                return printer.number(plain(value))
            case Back(matrix, vector):
                owner = self.owner_of(line.unit, matrix.name)
                turned = owner.matrix([*zip(*owner.texts[matrix.name], strict=True)])
                pair = (turned, self.grouped(vector, down(vector)))
                return printer.product(*(reversed(pair) if self._rows else pair))
            case Outer(left, right):
                column = [printer.number(text) for text in self._operand(line, left)]
                row = [printer.number(text) for text in self._operand(line, right)]
                if self._rows:
                    return printer.product(printer.column(row), printer.row(column))
                return printer.product(printer.column(column), printer.row(row))
            case Part(Ref() as vector, start, count):
                return self._notation.vector(self.texts(line, vector)[start : start + count])
            case Add(terms):
                return printer.sum(map(down, terms))
            case Sub(left, right):
                return printer.difference(down(left), self.grouped(right, down(right)))
            case Mul(Const(number), right):
                return printer.times(printer.number(plain(number)), self.grouped(right, down(right)))
            case Mul(left, right):
                return printer.entrywise(self.grouped(left, down(left)), self.grouped(right, down(right)))
            case Div(left, right):
                return printer.quotient(down(left), down(right))
            case Fn(name, argument):
                return printer.applied(name, down(argument))
        raise TypeError(f"{type(node).__name__} stands in no written backward line")

    def _operand(self, line: Placed, node: Expression) -> tuple[str, ...]:
        """Give the numbers of an operand of an outer product, which is a written vector."""
        assert isinstance(node, Ref), "an outer product multiplies written vectors"
        return self.texts(line, node)

    # Entries

    def pieces(self, line: Placed, node: Expression, place: int, *, first: bool) -> list[str]:
        """Write one entry as the pieces of a sum, every piece but the first with its sign in front."""
        printer = self._print
        sign = "" if first else printer.plus
        match node:
            case Ref() | Param() | Const():
                text = self.text(line, node, place)
                return [printer.number(text) if first else printer.term(text)]
            case Back(Param(name), Ref() as vector):
                weights = [row[place - 1] for row in self.owner_of(line.unit, name).texts[name]]
                return [
                    printer.times(
                        printer.number(weight) if first and not at else printer.term(weight),
                        printer.factor(text),
                    )
                    for at, (weight, text) in enumerate(zip(weights, self.texts(line, vector), strict=True))
                ]
            case Part(vector, start, _):
                return self.pieces(line, vector, start + place, first=first)
            case Add(terms):
                pieces: list[str] = []
                for term in terms:
                    pieces += self.pieces(line, term, place, first=first and not pieces)
                return pieces
            case Sub(left, right):
                less = printer.minus + self._factor(line, right, place)
                return [*self.pieces(line, left, place, first=first), less]
            case Outer(left, right):
                columns = len(self._operand(line, right))
                row, column = divmod(place - 1, columns)
                a = printer.factor(self._operand(line, left)[row])
                return [sign + printer.times(a, printer.factor(self._operand(line, right)[column]))]
            case Mul(left, right):
                a, b = self._factor(line, left, place), self._factor(line, right, place)
                return [sign + printer.times(a, b)]
            case Div(left, right):
                over = "".join(self.pieces(line, left, place, first=True))
                return [sign + printer.quotient(over, self._factor(line, right, place))]
        return [sign + self._factor(line, node, place)]

    def _factor(self, line: Placed, node: Expression, place: int) -> str:
        printer = self._print
        if isinstance(node, Ref | Param | Const):
            return printer.factor(self.text(line, node, place))
        if isinstance(node, Fn):
            inner = "".join(self.pieces(line, node.argument, place, first=True))
            return printer.applied(node.name, printer.grouped(inner, tall=False))
        inner = "".join(self.pieces(line, node, place, first=True))
        return inner if isinstance(node, Mul) else printer.grouped(inner, tall=False)

    def text(self, line: Placed, node: Ref | Param | Const, place: int) -> str:
        """Give an entry, from 1, of what a line reads."""
        if isinstance(node, Const):
            return plain(node.value)
        if isinstance(node, Ref):
            return self.texts(line, node)[place - 1]
        rows = self.owner_of(line.unit, node.name).texts[node.name]
        return [text for row in rows for text in row][place - 1]


def rows_of_numbers(texts: tuple[str, ...], columns: int) -> list[tuple[str, ...]]:
    """Cut the entries of a matrix into its rows."""
    return [texts[at : at + columns] for at in range(0, len(texts), columns)]
