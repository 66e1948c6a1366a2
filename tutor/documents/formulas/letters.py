"""Symbols and numbers on paper: what a parameter, a quantity, a vector of one unit looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from tutor.calculation.assembly.parameters import Numbers
from tutor.calculation.assembly.shapes import axis_text
from tutor.calculation.equations import (
    Axis,
    Const,
    Equation,
    Expression,
    MatVec,
    Param,
    Picked,
    Ref,
    Total,
    children,
)
from tutor.calculation.names import SYMBOLS
from tutor.calculation.network import TARGET, Unit, X
from tutor.calculation.numbers import aligned
from tutor.calculation.problem import Problem
from tutor.documents.formulas.printer import Arrow, Printer
from tutor.documents.formulas.skeleton import Hole
from tutor.documents.palette import Role, role_of

# A printed line holds this many products, fewer if their numbers are long; a sum goes on in the next line.
PRODUCTS_A_LINE = 6
DIGITS_A_LINE = 60

STEP = Hole("", 0, "step").mark()
STEP_BEFORE = Hole("", 1, "step").mark()

# Lines that a summary of the equations puts into the others.
_STEPPING_STONES = ("input term", "recurrent term", "reset state", "pre-activation", "squashed cell state")


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


class Naming:
    """Writes the symbols and the numbers of one unit of a problem, of the first unless another is named."""

    def __init__(self, problem: Problem, printer: Printer, unit: Unit | None = None) -> None:
        self.problem = problem
        self.print = printer
        self.unit = unit = unit or problem.units[0]
        self.rows = problem.layout == "rows"
        self.fused = problem.layout == "fused"
        symbols = SYMBOLS[problem.symbols]
        self.names = symbols.names
        # In x W the symbol that stands for a columns matrix is transposed, and the other way round.
        self.transposed = symbols.stored == ("columns" if self.rows else "rows")
        self.sizes = {
            parameter.name: [unit.sizes[axis] for axis in parameter.axes]
            for parameter in unit.cell.parameters
        }
        self.axes = {symbol: unit.size_of(symbol) for symbol in (*unit.cell.symbols, "x")}
        if unit.is_output:
            self.axes[TARGET.symbol] = unit.output_size
        self.scalars = {each.symbol for each in unit.cell.equations if each.axis == "one"}
        self._reads_x = unit.x == X
        self.roles: dict[str, Role | None] = {
            **{each.symbol: role_of(each.role) for each in unit.cell.equations},
            **{each.name: role_of(each.role) for each in unit.cell.parameters},
            **{part: "bias" for each in unit.cell.parameters for part in each.sum_of},
            "x": "input",
            TARGET.symbol: None,
        }
        # Whether x is a one-hot vector, which picks a column of a matrix.
        self.picks = self._reads_x and bool(problem.words)
        self._layers, self._both_ways = problem.num_layers, problem.bidirectional
        self.marks = self._marks(unit)

    @cached_property
    def texts(self) -> Mapping[str, list[list[str]]]:
        """The parameters as they are printed, row by row."""
        return {name: number_texts(values) for name, values in self.unit.parameters.items()}

    @cached_property
    def products_a_line(self) -> int:
        """How many products of a row stand side by side."""
        longest = max(len(text) for rows in self.texts.values() for row in rows for text in row)
        fitting = DIGITS_A_LINE // (longest + self.problem.rounding.decimals)
        return min(PRODUCTS_A_LINE, max(1, fitting))

    def _marks(self, unit: Unit) -> tuple[str, Arrow]:
        """Give the layer and the direction where symbols must tell them."""
        if unit.is_output:
            return "", ""
        layer = str(unit.layer) if self._layers > 1 else ""
        return layer, ("right" if unit.direction > 0 else "left") if self._both_ways else ""

    def parameter(self, name: str) -> str:
        """Write the symbol of a parameter as it stands in the layout."""
        matrix = len(self.sizes.get(name, ())) == 2
        return self.part(name, transposed=matrix and self.transposed)

    def part(self, name: str, *, transposed: bool = False) -> str:
        """Write the symbol of a parameter, or of a part of it, as the school that chose it does."""
        layer, arrow = self.marks
        symbol = self.print.symbol(self.names[name], transposed=transposed, layer=layer, arrow=arrow)
        return self.print.role(self.roles[name], symbol)

    def quantity(self, symbol: str, step: str = STEP, entry: str = "", unit: Unit | None = None) -> str:
        """Write a quantity at a step; x of a higher layer is what it is put together from."""
        if symbol == "x" and unit is None:
            if not self._reads_x:
                return self._source(step, entry)
            return self.print.role("input", self.print.symbol(symbol, step, entry=entry))
        layer, arrow = self.marks if unit is None else self._marks(unit)
        entry = "" if symbol in self.scalars else entry
        role = self.roles[symbol] if unit is None else role_of(unit.cell.equation(symbol).role)
        return self.print.role(role, self.print.symbol(symbol, step, entry=entry, layer=layer, arrow=arrow))

    def is_scalar(self, expression: Expression) -> bool:
        """Tell whether an expression is one number."""
        if isinstance(expression, Ref):
            return self.axes[expression.symbol] == 1
        return isinstance(expression, Total | Picked)

    def length(self, expression: Expression) -> int:
        """Count the entries of an expression."""
        match expression:
            case Ref(symbol):
                return self.axes[symbol]
            case MatVec(Param(name)) | Param(name):
                return self.sizes[name][0]
        return max(self.length(each) for each in children(expression) if not isinstance(each, Const))

    def valued(self, symbol: str, piece: str) -> str:
        """Write the value of a quantity in the colour of its role; what a step reads as x stays plain."""
        return piece if symbol == "x" else self.print.role(self.roles[symbol], piece)

    def _source(self, step: str, entry: str) -> str:
        """Write x of a higher layer: h of the layer below, both directions one below the other."""
        parts = self.sources()
        if not entry:
            written = [self.quantity(node.symbol, step, unit=unit) for node, unit in parts]
            return written[0] if len(written) == 1 else self.stacked(written)
        size = parts[0][1].output_size
        node, unit = parts[(int(entry) - 1) // size]
        return self.quantity(node.symbol, step, str((int(entry) - 1) % size + 1), unit)

    def stacked(self, texts: Sequence[str]) -> str:
        """Write pieces as a column, or as a row where the layout is rows."""
        return self.print.row(texts) if self.rows else self.print.column(texts)

    def sources(self) -> list[tuple[Ref, Unit]]:
        """List the quantities that x is put together from, each with its unit."""
        units = {unit.name: unit for unit in self.problem.units if not unit.is_output}
        return [(node, units[node.unit]) for node in self.unit.sources if node.unit]

    def stack(self, symbol: str, step: str) -> list[str]:
        """List what a vector is put together from, or the vector alone."""
        if symbol == "x" and self.unit.x != X:
            return [self.quantity(node.symbol, step, unit=unit) for node, unit in self.sources()]
        return [self.quantity(symbol, step)]

    def axis(self, axis: Axis) -> str:
        """Name an axis of this unit; what a higher layer reads are hidden states."""
        if axis == "input" and self.unit.x != X:
            return axis_text("hidden", len(self.unit.sources))
        return axis_text(axis)

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
        return self.stacked([self.print.number(text) for text in texts])

    def summary(self) -> tuple[Equation, ...]:
        """Give the equations with all stepping stones put into the others."""
        kept = [each.symbol for each in self.unit.cell.equations if each.role not in _STEPPING_STONES]
        return self.unit.cell.fold(kept)

    def uses(self, function: str) -> bool:
        """Tell whether a function stands in the equations."""
        return function in self.unit.cell.functions
