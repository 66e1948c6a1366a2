"""SymPy at the edge: the equation table evaluated on expressions, that is with letters or exact fractions.

:class:`Expressions` is one more arithmetic for :func:`tutor.calculation.evaluation.lower`; the equations
stand in the table alone. Sums keep the order of the table, as one writes them on a board, and functions stay
as they are: SymPy on its own would sort the terms and turn tanh(-1/5) into -tanh(1/5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from tutor.calculation.equations import Matrix
from tutor.calculation.network import Runner
from tutor.calculation.problem import Problem

Expr: TypeAlias = Any
Exprs: TypeAlias = list[Expr]


def _sympy() -> Any:  # noqa: ANN401 - SymPy has no type annotations
    """Import SymPy, which takes half a second, for those who need it."""
    import sympy  # type: ignore[import-untyped]

    return sympy


@cache
def sigmoid_function() -> Any:  # noqa: ANN401 - a class of SymPy's
    """Make the logistic sigmoid a function of its own, as SymPy has none: it is written σ, not as a fraction.

    >>> sigmoid_function()(0), round(sigmoid_function()(1).evalf(), 4)
    (1/2, 0.7311)
    """
    sympy = _sympy()

    class sigmoid(sympy.Function):  # type: ignore[misc, name-defined] # noqa: N801 - named as it is printed
        @classmethod
        def eval(cls, z: Expr) -> Expr | None:
            return sympy.Rational(1, 2) if z == 0 else None

        def _eval_evalf(self, precision: int) -> Expr:
            digits = precision * 30103 // 100000 + 2
            return (1 / (1 + sympy.exp(-self.args[0]))).evalf(digits)

    return sigmoid


_BETWEEN = "\x1e"


def base_of(symbol: Expr) -> str:
    """Give the letter of a symbol without its indices."""
    return str(symbol.name).partition(_BETWEEN)[0]


def text_of(symbol: Expr) -> str:
    """Give a symbol as it is printed."""
    return str(symbol.name).partition(_BETWEEN)[2]


class Expressions:
    """An arithmetic on lists of SymPy expressions; parameters are exact decimals or letters."""

    def __init__(self) -> None:
        self._sympy = _sympy()

    def letter(self, base: str, text: str) -> Expr:
        """Make a symbol of a letter, which is printed with its indices as ``text``."""
        return self._sympy.Symbol(base + _BETWEEN + text)

    def vector(self, values: Sequence[Any]) -> Exprs:
        """Take given numbers, as exact fractions, and letters in."""
        rational, sympify = self._sympy.Rational, self._sympy.sympify
        return [
            rational(*value.as_integer_ratio()) if isinstance(value, Decimal) else sympify(value)
            for value in values
        ]

    def matvec(self, matrix: Matrix) -> Callable[[Exprs], Exprs]:
        """Multiply by a matrix; products with 0 vanish."""
        rows, zero = [self.vector(row) for row in matrix], self._sympy.S.Zero
        return lambda value: [
            self._sum([a * b for a, b in zip(row, value, strict=True) if b is not zero]) for row in rows
        ]

    def add(self, terms: Sequence[Exprs]) -> Exprs:
        """Add entry by entry."""
        return [self._sum(entries) for entries in zip(*terms, strict=True)]

    def subtract(self, left: Exprs, right: Exprs) -> Exprs:
        """Subtract entry by entry."""
        return [self._sum((a, -b)) for a, b in zip(left, right, strict=True)]

    def multiply(self, left: Exprs, right: Exprs) -> Exprs:
        """Multiply entry by entry."""
        return [a * b for a, b in zip(left, right, strict=True)]

    def divide(self, left: Exprs, right: Exprs) -> Exprs:
        """Divide entry by entry, or all by the one entry of ``right``."""
        return [a / b for a, b in zip(left, right * len(left) if len(right) == 1 else right, strict=True)]

    def function(self, name: str) -> Callable[[Exprs], Exprs]:
        """Apply a function to every entry, leaving it as it is."""
        sympy = self._sympy
        functions: Mapping[str, Callable[[Expr], Expr]] = {
            "tanh": lambda z: sympy.tanh(z, evaluate=False),
            "relu": lambda z: sympy.Max(0, z, evaluate=False),
            "step": lambda z: sympy.Heaviside(z, 0, evaluate=False),
            "sigmoid": lambda z: sigmoid_function()(z, evaluate=False),
            "exp": lambda z: sympy.exp(z, evaluate=False),
            "ln": lambda z: sympy.log(z, evaluate=False),
        }
        apply = functions[name]
        return lambda value: list(map(apply, value))

    def total(self, value: Exprs) -> Exprs:
        """Sum all entries."""
        return [self._sum(value)]

    def greatest(self, value: Exprs) -> Exprs:
        """Give the largest entry in every place, whichever it is."""
        return [self._sympy.Max(*value, evaluate=False)] * len(value)

    def join(self, parts: Sequence[Exprs]) -> Exprs:
        """Put vectors one below the other."""
        return [entry for part in parts for entry in part]

    def constant(self, value: Decimal, like: Exprs) -> Exprs:
        """Repeat a number of the table."""
        return self.vector([value]) * len(like)

    def size(self, value: Exprs) -> int:
        """Count the entries."""
        return len(value)

    def taken(self, value: Exprs, at: Sequence[int]) -> Exprs:
        """Give the entries at these places, from 0."""
        return [value[place] for place in at]

    def _sum(self, terms: Sequence[Expr]) -> Expr:
        """Add, numbers first and the rest in the order given; like terms are put together."""
        sympy = self._sympy
        one, zero = sympy.S.One, sympy.S.Zero
        coefficients = {one: zero}
        for part in (part for term in terms for part in sympy.Add.make_args(term) if part is not zero):
            number, rest = part.as_coeff_Mul()
            coefficients[rest] = coefficients.get(rest, zero) + number
        parts = [number * rest for rest, number in coefficients.items() if number is not zero]
        return sympy.Add(*parts, evaluate=False)


def settled(expression: Expr) -> Expr:
    """Give the number that an expression is where that is a fraction (ReLU of one, tanh 0), else itself.

    >>> arithmetic = Expressions()
    >>> form, = arithmetic.function("relu")(arithmetic.vector([Decimal("0.2")]))
    >>> form, settled(form)
    (Max(0, 1/5), 1/5)
    """
    value = expression.doit()
    return value if value.is_Rational else expression


def closed_forms(problem: Problem) -> Iterator[Mapping[str, Exprs]]:
    """Write the states of each step as expressions of the given numbers alone.

    Yields:
        For each step the states, hidden_size expressions each. They grow by a factor of hidden_size a step
        (tanh); a step is computed when it is asked for.

    >>> from tutor import Problem
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> [step["h"] for step in closed_forms(problem)]
    [[tanh(1/5)], [tanh(7*tanh(1/5)/10 + 2/5)]]
    """
    runner = Runner(problem.units, Expressions(), lambda unit: unit.cell.fold(unit.cell.results))
    for sequence in problem.sequences:
        for begun in runner.run(sequence):
            step = {}
            for line in begun.lines:
                step[line.symbol] = line.evaluate(begun.values)
                begun.values[(line.symbol, 0, "")] = list(map(settled, step[line.symbol]))
            yield step


def is_enclosed(expression: Expr, low: int, high: int, places: int) -> bool:
    """Tell whether SymPy's own value of a closed form lies between ``low`` and ``high`` times 10^-places.

    >>> arithmetic = Expressions()
    >>> form, = arithmetic.function("tanh")(arithmetic.vector([Decimal("0.2")]))
    >>> is_enclosed(form, 197375, 197376, 6), is_enclosed(form, 197377, 197378, 6)
    (True, False)
    """
    # Ten digits more than the places (and those before the point) put the error far below one unit.
    digits = max(places, len(str(abs(high)))) + 10
    value = int((expression * 10**places).evalf(digits))
    return bool(low - 1 <= value <= high + 1)
