"""Equation × notation → formulas: the symbolic line, the line with numbers put in, each entry written out.

The only place that knows how an expression of the table looks on paper. It writes for columns (W x), for
rows (x W) and fused ([W_ih W_hh b] on [x; h; 1]), in the letters chosen, with any printer (TeX now).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tutor.calculation.equations import (
    Add,
    Cat,
    Const,
    Div,
    Equation,
    Expression,
    Fn,
    Greatest,
    MatVec,
    Mul,
    Param,
    Picked,
    Ref,
    Sub,
    Total,
    walk,
)
from tutor.calculation.names import SYMBOLS
from tutor.calculation.numbers import aligned, plain
from tutor.calculation.problem import Numbers, Problem
from tutor.documents.skeleton import Hole, Skeleton
from tutor.documents.tex import Tex

# A printed line holds this many products, fewer if their numbers are long; a sum goes on in the next line.
PRODUCTS_A_LINE = 6
DIGITS_A_LINE = 60

STEP = Hole("", 0, "step").mark()
STEP_BEFORE = Hole("", 1, "step").mark()


class LineFormulas(NamedTuple):
    """The formulas of one written line: the chain symbolic = numbers = result, and its entries."""

    equation: Equation
    chain: Skeleton
    entries: Skeleton

    def holes(self, *, entries: bool) -> tuple[Hole, ...]:
        """List the holes of the chain, and of the entries where they are shown."""
        return (*self.chain.holes, *self.entries.holes) if entries else self.chain.holes


def number_texts(values: Numbers) -> list[list[str]]:
    """Print given numbers with as many decimals as the longest of them; a vector is one row.

    >>> from decimal import Decimal
    >>> number_texts((Decimal("1"), Decimal("0.25")))
    [['1.00', '0.25']]
    """
    if not isinstance(values[0], tuple):
        return [aligned(values)]
    columns = len(values[0])
    texts = aligned([entry for row in values for entry in row])
    return [texts[start : start + columns] for start in range(0, len(texts), columns)]


class Notation:
    """Writes the equations of one problem."""

    def __init__(self, problem: Problem, printer: Tex) -> None:
        self.problem = problem
        self.print = printer
        self.rows = problem.layout == "rows"
        self.fused = problem.layout == "fused"
        symbols = SYMBOLS[problem.symbols]
        self.names = symbols.names
        # In x W the symbol that stands for a columns matrix is transposed, and the other way round.
        self.transposed = symbols.stored == ("columns" if self.rows else "rows")
        unit = problem.unit
        self.texts = {name: number_texts(values) for name, values in unit.parameters.items()}
        longest = max(len(text) for rows in self.texts.values() for row in rows for text in row)
        fitting = DIGITS_A_LINE // (longest + problem.rounding.decimals)
        self.products_a_line = min(PRODUCTS_A_LINE, max(1, fitting))
        self.sizes = {
            parameter.name: [self._size(axis) for axis in parameter.axes]
            for parameter in unit.cell.parameters
        }
        self.axes = {each.symbol: self._size(each.axis) for each in unit.cell.equations} | {
            "x": problem.input_size
        }

    def _size(self, axis: str) -> int:
        return self.problem.input_size if axis == "input" else self.problem.hidden_size

    # Names and values

    def parameter(self, name: str) -> str:
        """Write the symbol of a parameter as it stands in the layout."""
        matrix = len(self.sizes.get(name, ())) == 2
        return self.print.symbol(self.names[name], transposed=matrix and self.transposed)

    def quantity(self, symbol: str, step: str = STEP, entry: str = "") -> str:
        """Write a quantity at a step."""
        return self.print.symbol(symbol, step, entry=entry)

    def parameter_values(self, name: str) -> str:
        """Write the numbers of a parameter as they stand in the layout."""
        if len(self.sizes.get(name, ())) == 2:
            return self.matrix(self.texts[name])
        return self.vector(self.texts[name][0])

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Write a matrix given for columns, transposed where the layout is rows."""
        turned = list(zip(*rows, strict=True)) if self.rows else rows
        return self.print.matrix([[self.print.number(entry) for entry in row] for row in turned])

    def vector(self, texts: Sequence[str]) -> str:
        """Write a vector as a column, or as a row where the layout is rows."""
        entries = [self.print.number(text) for text in texts]
        return self.print.row(entries) if self.rows else self.print.column(entries)

    def equation(self, symbol: str = "h") -> str:
        """Write the whole computation of one step with everything folded into ``symbol``."""
        (line,) = [each for each in self.problem.unit.cell.fold((symbol,)) if each.symbol == symbol]
        text = f"{self.quantity(symbol)} = {self._symbolic(line.expression, sizes=False)}"
        return Skeleton(text).fill({Hole("", 0, "step"): "t", Hole("", 1, "step"): "t-1"})

    def uses(self, function: str) -> bool:
        """Tell whether a function stands in the equations."""
        nodes = (node for each in self.problem.unit.cell.equations for node in walk(each.expression))
        return any(isinstance(node, Fn) and node.name == function for node in nodes)

    # Lines

    def symbolic(self, expression: Expression) -> str:
        """Write an expression in symbols, at a step that is still a hole."""
        return self._symbolic(expression, sizes=False)

    def line(self, equation: Equation, *, sizes: bool) -> LineFormulas:
        """Write one line of the table; ``sizes`` puts the size under every term of the symbolic line."""
        printer, symbol = self.print, equation.symbol
        chain = [
            (self.quantity(symbol), printer.equal, self._symbolic(equation.expression, sizes=sizes)),
            (
                "",
                printer.equal,
                f"{self._numeric(equation.expression)} {Hole(symbol, 0, 'relation').mark()} "
                f"{Hole(symbol, 0, 'vector').mark()}",
            ),
        ]
        entries: list[tuple[str, str, str]] = []
        for entry in range(1, self.axes[symbol] + 1):
            relation = Hole(symbol, 0, "relation", entry).mark()
            result = f" {relation} {Hole(symbol, 0, 'plain', entry).mark()}"
            pieces = self._entry(equation.expression, entry, first=True)
            left, sign = self.quantity(symbol, entry=str(entry)), printer.equal
            for start in range(0, len(pieces), self.products_a_line):
                text = "".join(pieces[start : start + self.products_a_line])
                last = start + self.products_a_line >= len(pieces)
                text = printer.continued(text) if start else text
                entries.append((left, sign, text + (result if last else "")))
                left = sign = ""
        return LineFormulas(equation, Skeleton(printer.lines(chain)), Skeleton(printer.lines(entries)))

    def _block(self, expression: Expression) -> tuple[list[MatVec], list[Param]] | None:
        """Split a sum that the fused layout writes as one product: products, and what multiplies the 1."""
        if not self.fused or not isinstance(expression, Add):
            return None
        products = [term for term in expression.terms if isinstance(term, MatVec)]
        constants = [term for term in expression.terms if isinstance(term, Param)]
        return (
            (products, constants)
            if products and len(products) + len(constants) == len(expression.terms)
            else None
        )

    def _symbolic(self, expression: Expression, *, sizes: bool) -> str:
        printer = self.print

        def sized(text: str, rows: int, columns: int) -> str:
            return printer.sized(text, rows, columns) if sizes else text

        def down(inner: Expression) -> str:
            return self._symbolic(inner, sizes=sizes)

        match expression:
            case Ref(symbol, lag):
                return sized(
                    self.quantity(symbol, STEP_BEFORE if lag else STEP), *self._turn(self.axes[symbol], 1)
                )
            case Param(name):
                size = self.sizes[name]
                return sized(self.parameter(name), *self._turn(size[0], size[1] if len(size) == 2 else 1))
            case Const(value):
                return plain(value)
            case MatVec(matrix, vector):
                return printer.product(*self._order(down(matrix), down(vector)))
            case Add(terms):
                if block := self._block(expression):
                    products, constants = block
                    matrices = [
                        *(self.parameter(each.matrix.name) for each in products),
                        *(self.parameter(each.name) for each in constants),
                    ]
                    vectors = [self._symbolic(each.vector, sizes=False) for each in products] + ["1"] * len(
                        constants
                    )
                    rows, columns = self._block_size(products, constants)
                    return printer.product(
                        sized(printer.matrix([matrices]), rows, columns),
                        sized(printer.matrix([[each] for each in vectors]), columns, 1),
                    )
                return " + ".join(map(down, terms))
            case Sub(left, right):
                return f"{down(left)} - {self._operand(right, down(right))}"
            case Mul(left, right):
                return printer.entrywise(self._operand(left, down(left)), self._operand(right, down(right)))
            case Div(left, right):
                return printer.quotient(down(left), down(right))
            case Fn(name, argument):
                tall = self._block(argument) is not None
                return printer.function(name) + printer.grouped(down(argument), tall=tall)
            case Total(argument):
                return printer.total(down(argument))
            case Greatest(argument):
                return printer.function("max") + printer.grouped(down(argument), tall=False)
            case Picked():
                raise NotImplementedError
            case Cat(parts):
                return printer.matrix([[down(part)] for part in parts])

    def _numeric(self, expression: Expression) -> str:
        printer, down = self.print, self._numeric
        match expression:
            case Ref(symbol, lag):
                return Hole(symbol, lag, "vector").mark()
            case Param(name):
                return self.parameter_values(name)
            case Const(value):
                return plain(value)
            case MatVec(matrix, vector):
                return printer.product(*self._order(down(matrix), down(vector)))
            case Add(terms):
                if block := self._block(expression):
                    return self._numeric_block(*block)
                return " + ".join(map(down, terms))
            case Sub(left, right):
                return f"{down(left)} - {self._operand(right, down(right))}"
            case Mul(left, right):
                return printer.entrywise(self._operand(left, down(left)), self._operand(right, down(right)))
            case Div(left, right):
                return printer.quotient(down(left), down(right))
            case Fn(name, Ref() as argument):
                return printer.function(name) + down(argument)
            case Fn(name, argument):
                return printer.function(name) + printer.grouped(down(argument), tall=True)
            case Total(argument):
                return printer.total(down(argument))
            case Greatest(argument):
                return printer.function("max") + printer.grouped(down(argument), tall=False)
            case Picked():
                raise NotImplementedError
            case Cat(parts):
                return printer.matrix([[down(part)] for part in parts])

    def _numeric_block(self, products: list[MatVec], constants: list[Param]) -> str:
        rows = [
            [entry for each in products for entry in self.texts[each.matrix.name][row]]
            + [self.texts[each.name][0][row] for each in constants]
            for row in range(self._block_size(products, constants)[0])
        ]
        entries = [
            Hole(each.vector.symbol, each.vector.lag, "plain", entry).mark()
            for each in products
            if isinstance(each.vector, Ref)
            for entry in range(1, self.axes[each.vector.symbol] + 1)
        ] + ["1"] * len(constants)
        return self.print.product(self.print.matrix(rows), self.print.matrix([[entry] for entry in entries]))

    def _block_size(self, products: list[MatVec], constants: list[Param]) -> tuple[int, int]:
        rows = self.sizes[products[0].matrix.name][0]
        return rows, sum(self.sizes[each.matrix.name][1] for each in products) + len(constants)

    def _entry(self, expression: Expression, entry: int, *, first: bool) -> list[str]:
        """Write one entry as the pieces of a sum, every piece but the first with its sign in front."""
        printer = self.print
        match expression:
            case Ref(symbol, lag):
                return [Hole(symbol, lag, "plain" if first else "term", entry).mark()]
            case Param(name):
                text = self.texts[name][0][entry - 1]
                return [printer.number(text) if first else printer.term(text)]
            case Const(value):
                return [printer.number(plain(value)) if first else printer.term(plain(value))]
            case MatVec(Param(name), Ref(symbol, lag)):
                weights = self.texts[name][entry - 1]
                return [
                    self._product(
                        weight, Hole(symbol, lag, "factor", column).mark(), first=first and column == 1
                    )
                    for column, weight in enumerate(weights, start=1)
                ]
            case Add(terms):
                block = self._block(expression)
                pieces: list[str] = []
                for term in terms:
                    if block and isinstance(term, Param):
                        pieces.append(
                            self._product(
                                self.texts[term.name][0][entry - 1], "1", first=first and not pieces
                            )
                        )
                    else:
                        pieces += self._entry(term, entry, first=first and not pieces)
                return pieces
            case Fn(name, argument):
                inner = self._entry(argument, entry, first=True)
                sign = "" if first else " + "
                inner[0] = f"{sign}{printer.function(name)}({inner[0]}"
                inner[-1] += ")"
                return inner
            case Sub(left, right):
                return [*self._entry(left, entry, first=first), f" - {self._factor(right, entry)}"]
            case Mul(left, right):
                sign = "" if first else " + "
                return [sign + printer.times(self._factor(left, entry), self._factor(right, entry))]
            case _:
                raise TypeError(f"{type(expression).__name__} has no entry of its own on paper")

    def _factor(self, expression: Expression, entry: int) -> str:
        if isinstance(expression, Ref):
            return Hole(expression.symbol, expression.lag, "factor", entry).mark()
        inner = "".join(self._entry(expression, entry, first=True))
        return inner if isinstance(expression, Fn | Const) else f"({inner})"

    def _product(self, weight: str, value: str, *, first: bool) -> str:
        printer = self.print
        if self.rows:
            return ("" if first else " + ") + printer.times(value, printer.factor(weight))
        return printer.times(printer.number(weight) if first else printer.term(weight), value)

    def _order(self, matrix: str, vector: str) -> tuple[str, str]:
        return (vector, matrix) if self.rows else (matrix, vector)

    def _turn(self, rows: int, columns: int) -> tuple[int, int]:
        return (columns, rows) if self.rows else (rows, columns)

    def _operand(self, expression: Expression, text: str) -> str:
        """Put parentheses around a sum that stands in a product."""
        return self.print.grouped(text, tall=True) if isinstance(expression, Add | Sub) else text
