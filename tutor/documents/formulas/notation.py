"""Equation × notation → formulas: the symbolic line, the line with numbers put in, each entry written out.

The only place that knows how an expression of the table looks on paper. It writes for columns (W x), for
rows (x W) and fused ([W_ih W_hh b] on [x; h; 1]), in the letters chosen, with any printer.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.calculation.equations import (
    Add,
    Back,
    Cat,
    Const,
    Div,
    Equation,
    Expression,
    Fn,
    Greatest,
    MatVec,
    Mul,
    Outer,
    Param,
    Part,
    Picked,
    Ref,
    Spread,
    Sub,
    Total,
)
from tutor.calculation.network import Unit
from tutor.calculation.numbers import plain
from tutor.calculation.problem import Problem
from tutor.documents.formulas.letters import STEP, STEP_BEFORE, Naming
from tutor.documents.formulas.printer import Printer
from tutor.documents.formulas.skeleton import Hole, LineFormulas, Skeleton
from tutor.documents.palette import Role
from tutor.record import NamedTuple


class Block(NamedTuple):
    """A sum that the fused layout writes as one product, and the terms that stay apart."""

    products: list[MatVec]
    constants: list[Param]
    rest: Sequence[Expression]


class Notation(Naming):
    """Writes the equations of one unit of a problem, of the first unless another is named."""

    def __init__(self, problem: Problem, printer: Printer, unit: Unit | None = None) -> None:
        super().__init__(problem, printer, unit)
        self._others: dict[tuple[str, bool], Notation] = {}

    def of_unit(self, unit: Unit) -> Notation:
        """Give the notation of another unit of the problem."""
        key = unit.name, unit.is_output
        if key == (self.unit.name, self.unit.is_output):
            return self
        if key not in self._others:
            ours = next(each for each in self.problem.units if (each.name, each.is_output) == key)
            self._others[key] = Notation(self.problem, self.print, ours)
        return self._others[key]

    def equations(self) -> str:
        """Write the computation of one step, all stepping stones put in, a line each."""
        lines = [
            (self.quantity(each.symbol), self.print.equal, self._symbolic(each.expression, sizes=False))
            for each in self.summary()
        ]
        text = self.print.lines(lines) if len(lines) > 1 else self.print.related(*lines[0])
        before = "t-1" if self.unit.direction > 0 else "t+1"
        target = self.print.symbol("k", "t")
        step = self.print.step
        holes = {Hole("", 0, "step"): step("t"), Hole("", 1, "step"): step(before)}
        holes[Hole("s", 0, "target")] = target
        return Skeleton(text).fill(holes)

    # Lines

    def symbolic(self, expression: Expression, *, sizes: bool = False) -> str:
        """Write an expression in symbols, at a step that is still a hole; ``sizes`` stand under the terms."""
        return self._symbolic(expression, sizes=sizes)

    def entry(self, expression: Expression, entry: int) -> Skeleton:
        """Write one entry of an expression in the numbers that it is computed from, without its value."""
        return Skeleton("".join(self._entry(expression, entry, first=True)))

    def entry_in_lines(self, expression: Expression, entry: int, terms: int) -> list[Skeleton]:
        """Write one entry as :meth:`entry` does, with at most so many terms a line."""
        pieces = self._entry(expression, entry, first=True)
        lines = ["".join(pieces[start : start + terms]) for start in range(0, len(pieces), terms)]
        return [Skeleton(line if at == 0 else self.print.continued(line)) for at, line in enumerate(lines)]

    def line(self, equation: Equation, *, sizes: bool) -> LineFormulas:
        """Write one line of the table; ``sizes`` puts the size under every term of the symbolic line."""
        printer, symbol = self.print, equation.symbol
        scalar = equation.axis == "one"
        if scalar:
            numbers = "".join(self._entry(equation.expression, 1, first=True))
            result = Hole(symbol, 0, "plain", 1).mark()
        else:
            numbers, result = self._numeric(equation.expression), Hole(symbol, 0, "vector").mark()
        chain = printer.chain(
            self.quantity(symbol),
            self._symbolic(equation.expression, sizes=sizes),
            numbers,
            Hole(symbol, 0, "relation").mark(),
            printer.result(self.roles[symbol], result),
        )
        return LineFormulas(equation, Skeleton(chain), None if scalar else self._entries(equation))

    def _entries(self, equation: Equation) -> Skeleton:
        printer, symbol = self.print, equation.symbol
        entries: list[tuple[str, str, str]] = []
        for entry in range(1, self.axes[symbol] + 1):
            relation = Hole(symbol, 0, "relation", entry).mark()
            result = self.valued(symbol, Hole(symbol, 0, "plain", entry).mark())
            pieces = self._entry(equation.expression, entry, first=True)
            left, sign = self.quantity(symbol, entry=str(entry)), printer.equal
            for start in range(0, len(pieces), self.products_a_line):
                text = "".join(pieces[start : start + self.products_a_line])
                last = start + self.products_a_line >= len(pieces)
                text = printer.continued(text) if start else text
                entries.append((left, sign, printer.related(text, relation, result) if last else text))
                left = sign = ""
        return Skeleton(printer.lines(entries))

    def cells(self, equation: Equation, *, working: bool) -> list[Skeleton]:
        """Write each entry of a line as it stands in a table whose head says what it is.

        Without ``working`` that is its relation and its value.
        """
        printer, symbol = self.print, equation.symbol
        found = []
        for entry in range(1, self.axes[symbol] + 1):
            relation = Hole(symbol, 0, "relation", entry).mark()
            value = self.valued(symbol, Hole(symbol, 0, "plain", entry).mark())
            left = "".join(self._entry(equation.expression, entry, first=True)) if working else ""
            found.append(Skeleton(printer.related(left, relation, value).lstrip()))
        return found

    def block(self, expression: Expression) -> Block | None:
        """Split a sum that the fused layout writes as one product."""
        if not self.fused or not isinstance(expression, Add):
            return None
        products = [term for term in expression.terms if isinstance(term, MatVec)]
        constants = [term for term in expression.terms if isinstance(term, Param)]
        rest = [term for term in expression.terms if not isinstance(term, (MatVec, Param))]
        return Block(products, constants, rest) if products else None

    def _symbolic(self, expression: Expression, *, sizes: bool) -> str:
        printer = self.print

        def sized(text: str, rows: int, columns: int) -> str:
            return printer.sized(text, rows, columns) if sizes else text

        def down(inner: Expression) -> str:
            return self._symbolic(inner, sizes=sizes)

        match expression:
            case Ref(symbol) if symbol in self.scalars:
                return self.quantity(symbol)
            case Ref(symbol, lag):
                return sized(
                    self.quantity(symbol, STEP_BEFORE if lag else STEP), *self._turn(self.axes[symbol], 1)
                )
            case Param(name):
                size = self.sizes[name]
                return sized(self.parameter(name), *self._turn(size[0], size[1] if len(size) == 2 else 1))
            case Const(value):
                return printer.number(plain(value))
            case MatVec(matrix, vector):
                return printer.product(*self._order(down(matrix), self._multiplied(vector, down(vector))))
            case Add(terms):
                if block := self.block(expression):
                    return printer.sum([self._symbolic_block(block, sizes=sizes), *map(down, block.rest)])
                return printer.sum(map(down, terms))
            case Sub(left, right):
                return printer.difference(down(left), self._operand(right, down(right)))
            case Mul(left, right):
                return printer.entrywise(self._operand(left, down(left)), self._operand(right, down(right)))
            case Div(left, right):
                return printer.quotient(down(left), down(right))
            case Fn(name, argument):
                tall = self.block(argument) is not None
                return printer.applied(name, printer.grouped(down(argument), tall=tall))
            case Total(argument):
                entry = self._symbolic_entry(argument)
                return printer.total(entry if entry else down(argument))
            case Greatest(argument):
                return printer.applied("max", printer.grouped(down(argument), tall=False))
            case Picked(Ref(symbol, lag)):
                step = STEP_BEFORE if lag else STEP
                return self.quantity(symbol, step, Hole(symbol, lag, "target").mark())
            case Picked(vector):
                return printer.grouped(down(vector), tall=False)
            case Cat(parts):
                return printer.matrix([[down(part)] for part in parts])
            case Back() | Outer() | Part() | Spread():
                raise TypeError(f"{type(expression).__name__} stands in no forward table")

    def _symbolic_entry(self, argument: Expression) -> str:
        """Write entry j of what a sum goes over, where that is a quantity or a function of one."""
        match argument:
            case Ref(symbol, lag):
                return self.quantity(symbol, STEP_BEFORE if lag else STEP, "j")
            case Fn(name, Ref() as inner):
                return self.print.applied(name, self.print.grouped(self._symbolic_entry(inner), tall=False))
        return ""

    def _symbolic_block(self, block: Block, *, sizes: bool) -> str:
        printer = self.print
        matrices = [self.parameter(each.matrix.name) for each in block.products]
        matrices += [self.parameter(each.name) for each in block.constants]
        vectors: list[str] = []
        for each in block.products:
            if isinstance(each.vector, Ref):
                vectors += self.stack(each.vector.symbol, STEP_BEFORE if each.vector.lag else STEP)
            else:
                vectors.append(self._symbolic(each.vector, sizes=False))
        vectors += [printer.number("1")] * len(block.constants)
        rows, columns = self._block_size(block)
        matrix, vector = printer.matrix([matrices]), printer.matrix([[each] for each in vectors])
        if sizes:
            matrix, vector = printer.sized(matrix, rows, columns), printer.sized(vector, columns, 1)
        return printer.product(matrix, vector)

    def _numeric(self, expression: Expression) -> str:
        printer, down = self.print, self._numeric
        match expression:
            case Ref(symbol, lag):
                scalar = symbol in self.scalars
                hole = Hole(symbol, lag, "plain", 1) if scalar else Hole(symbol, lag, "vector")
                return self.valued(symbol, hole.mark())
            case Param(name):
                return printer.role(self._shade(name), self.parameter_values(name))
            case Const(value):
                return printer.number(plain(value))
            case MatVec(Param(name), Ref("x") as x) if self.picks:
                return printer.product(*self._order(self._picked(name), down(x)))
            case MatVec(matrix, vector):
                return printer.product(*self._order(down(matrix), self._multiplied(vector, down(vector))))
            case Add(terms):
                if block := self.block(expression):
                    return printer.sum([self._numeric_block(block), *map(down, block.rest)])
                return printer.sum(map(down, terms))
            case Sub(left, right):
                return printer.difference(down(left), self._operand(right, down(right)))
            case Mul(left, right):
                return printer.entrywise(self._operand(left, down(left)), self._operand(right, down(right)))
            case Div(left, right):
                return printer.quotient(down(left), down(right))
            case Fn(name, Ref() as argument):
                return printer.applied(name, down(argument))
            case Fn(name, argument):
                return printer.applied(name, printer.grouped(down(argument), tall=True))
            case Total(argument):
                return printer.total(down(argument))
            case Greatest(argument):
                return printer.applied("max", printer.grouped(down(argument), tall=False))
            case Picked(Ref(symbol, lag)):
                return Hole(symbol, lag, "picked").mark()
            case Picked(vector):
                return printer.grouped(down(vector), tall=True)
            case Cat(parts):
                return printer.matrix([[down(part)] for part in parts])
            case Back() | Outer() | Part() | Spread():
                raise TypeError(f"{type(expression).__name__} stands in no forward table")

    def _shade(self, name: str) -> Role | None:
        """Give the colour of a parameter's numbers: those of a bias have one, a matrix is black."""
        return self.roles[name] if len(self.sizes[name]) == 1 else None

    def _picked(self, name: str) -> str:
        """Write a matrix of which the one-hot x picks a column, or a row where vectors are rows."""
        rows = [[self.print.number(entry) for entry in row] for row in self.texts[name]]
        turned = [list(row) for row in zip(*rows, strict=True)] if self.rows else rows
        return self.print.picked(turned, Hole("x", 0, "position").mark(), row=self.rows)

    def _numeric_block(self, block: Block) -> str:
        rows = [
            [entry for each in block.products for entry in self.texts[each.matrix.name][row]]
            + [self.texts[each.name][0][row] for each in block.constants]
            for row in range(self._block_size(block)[0])
        ]
        numbers = [[self.print.number(entry) for entry in row] for row in rows]
        entries: list[str] = []
        for each in block.products:
            for entry in range(1, self.sizes[each.matrix.name][1] + 1):
                if isinstance(each.vector, Ref):
                    entries.append(Hole(each.vector.symbol, each.vector.lag, "plain", entry).mark())
                else:
                    entries.append("".join(self._entry(each.vector, entry, first=True)))
        entries += [self.print.number("1")] * len(block.constants)
        return self.print.product(
            self.print.matrix(numbers), self.print.matrix([[entry] for entry in entries])
        )

    def _block_size(self, block: Block) -> tuple[int, int]:
        rows = self.sizes[block.products[0].matrix.name][0]
        columns = sum(self.sizes[each.matrix.name][1] for each in block.products)
        return rows, columns + len(block.constants)

    def _entry(self, expression: Expression, entry: int, *, first: bool) -> list[str]:
        """Write one entry as the pieces of a sum, every piece but the first with its sign in front."""
        printer = self.print
        match expression:
            case Ref(symbol, lag):
                return [self.valued(symbol, Hole(symbol, lag, "plain" if first else "term", entry).mark())]
            case Param(name):
                text = self.texts[name][0][entry - 1]
                return [printer.role("bias", printer.number(text) if first else printer.term(text))]
            case Const(value):
                return [printer.number(plain(value)) if first else printer.term(plain(value))]
            case MatVec(Param(name), vector):
                weights = self.texts[name][entry - 1]
                return [
                    self._product(weight, self._factor(vector, column), first=first and column == 1)
                    for column, weight in enumerate(weights, start=1)
                ]
            case Add(terms):
                block = self.block(expression)
                pieces: list[str] = []
                for term in terms:
                    if block and isinstance(term, Param):
                        pieces.append(
                            self._product(
                                self.texts[term.name][0][entry - 1],
                                printer.number("1"),
                                first=first and not pieces,
                            )
                        )
                    else:
                        pieces += self._entry(term, entry, first=first and not pieces)
                return pieces
            case Fn(name, argument):
                inner = self._entry(argument, entry, first=True)
                sign = "" if first else printer.plus
                inner[0] = sign + printer.applied(name, printer.opening + inner[0])
                inner[-1] += printer.closing
                return inner
            case Sub(left, right):
                return [*self._entry(left, entry, first=first), printer.minus + self._factor(right, entry)]
            case Div(left, right):
                sign = "" if first else printer.plus
                divisor = 1 if self.is_scalar(right) else entry
                over, under = self._entry(left, entry, first=True), self._entry(right, divisor, first=True)
                return [sign + printer.quotient("".join(over), "".join(under))]
            case Total(Ref(symbol, lag)):
                return [
                    Hole(symbol, lag, "plain" if first and each == 1 else "term", each).mark()
                    for each in range(1, self.axes[symbol] + 1)
                ]
            case Total(argument):
                return [
                    piece
                    for each in range(1, self.length(argument) + 1)
                    for piece in self._entry(argument, each, first=first and each == 1)
                ]
            case Picked(Ref(symbol, lag)):
                return [("" if first else printer.plus) + Hole(symbol, lag, "picked").mark()]
            case Mul(left, right):
                sign = "" if first else printer.plus
                return [sign + printer.times(self._factor(left, entry), self._factor(right, entry))]
            case _:
                raise TypeError(f"{type(expression).__name__} has no entry of its own on paper")

    def _factor(self, expression: Expression, entry: int) -> str:
        if isinstance(expression, Ref):
            return Hole(expression.symbol, expression.lag, "factor", entry).mark()
        if isinstance(expression, Picked):
            return "".join(self._entry(expression, entry, first=True))
        inner = "".join(self._entry(expression, entry, first=True))
        return inner if isinstance(expression, Fn | Const) else self.print.grouped(inner, tall=False)

    def _product(self, weight: str, value: str, *, first: bool) -> str:
        printer = self.print
        if self.rows:
            return ("" if first else printer.plus) + printer.times(value, printer.factor(weight))
        return printer.times(printer.number(weight) if first else printer.term(weight), value)

    def _order(self, matrix: str, vector: str) -> tuple[str, str]:
        return (vector, matrix) if self.rows else (matrix, vector)

    def _turn(self, rows: int, columns: int) -> tuple[int, int]:
        return (columns, rows) if self.rows else (rows, columns)

    def _multiplied(self, vector: Expression, text: str) -> str:
        """Put parentheses around an entrywise product that a matrix multiplies."""
        return self.print.grouped(text, tall=False) if isinstance(vector, Mul) else text

    def _operand(self, expression: Expression, text: str) -> str:
        """Put parentheses around a sum or a matrix product that stands in an entrywise product."""
        return self.print.grouped(text, tall=True) if isinstance(expression, Add | Sub | MatVec) else text
