"""Trace: every intermediate of every step of a problem, to the digit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tutor.calculation.equations import Equation, Unit
from tutor.calculation.evaluation import Enclosed, Intervals, Key, Lowered, key_of, lower, point
from tutor.calculation.numbers import TIE_PLACES, Rounding, decide, fixed, plain, round_units, significant
from tutor.calculation.problem import Problem
from tutor.errors import CalculationError, Fault, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Where an enclosure starts: enough for D = 12 with room, so that it is seldom raised.
_PLACES_ROUNDED = 30
_PLACES_FULL = 50
_PLACES_LIMIT = 20_000

MAX_VALUE_DIGITS = 12
SIGNIFICANT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Quantity:
    """A vector as it is printed: an exact text for each entry, and which texts are the value itself.

    An entry that is not ``exact`` was rounded when it was written.
    """

    texts: tuple[str, ...]
    exact: tuple[bool, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every entry is printed whole."""
        return all(self.exact)


@dataclass(frozen=True, slots=True)
class Step:
    """One time step of one unit: t from 1, the word, and its quantities (x, then the written lines)."""

    t: int
    word: str
    quantities: Mapping[str, Quantity]
    layer: int = 0
    direction: str = "forward"
    sequence: int = 1


@dataclass(frozen=True)
class FullPrecision:
    """The same steps with nothing rounded: enclosures in units of 10^-places."""

    places: int
    steps: tuple[Mapping[str, Enclosed], ...]

    def floats(self, symbol: str) -> list[list[float]]:
        """Give a quantity at every step in double precision; shape (T, hidden_size)."""
        return [
            [
                float(Decimal(f"{low + high}E-{self.places}") / 2)
                for low, high in zip(*step[symbol], strict=True)
            ]
            for step in self.steps
        ]

    def rounded(self, symbol: str, rounding: Rounding) -> list[list[str]]:
        """Print a quantity at every step as full precision would be written down."""
        decimals = rounding.decimals
        return [
            [
                fixed(
                    round_units((low + high) * 5, self.places + 1 - decimals, rounding.ties), decimals
                )
                for low, high in zip(*step[symbol], strict=True)
            ]
            for step in self.steps
        ]

    def texts(self, symbol: str) -> list[list[str]]:
        """Print a quantity at every step to 15 significant digits."""
        return [
            [
                significant(low, high, self.places, SIGNIFICANT_DIGITS) or fixed(low, self.places)
                for low, high in zip(*step[symbol], strict=True)
            ]
            for step in self.steps
        ]


@dataclass(frozen=True)
class Trace:
    """What :func:`trace` computed: the steps, and what each unit started from."""

    problem: Problem
    start: Mapping[str, Quantity]
    steps: tuple[Step, ...]

    @property
    def output(self) -> list[tuple[str, ...]]:
        """The printed h of every step; shape (T, hidden_size)."""
        return [step.quantities[self.problem.unit.cell.output].texts for step in self.steps]

    @cached_property
    def full_precision(self) -> FullPrecision:
        """The same problem with nothing rounded on the way."""
        return full_precision(self.problem)

    def to_numpy(self) -> dict[str, NDArray[np.float64]]:
        """Give the printed values as arrays, one a quantity; shape (T, hidden_size).

        >>> from tutor import Problem, trace
        >>> problem = Problem.from_dict({
        ...     "sentence": "i am", "vocabulary": ["i", "am"],
        ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
        >>> trace(problem).to_numpy()["h"].tolist()
        [[0.197], [0.491]]
        """
        from tutor.bridges.arrays import trace_to_numpy

        return trace_to_numpy(self)

    def _repr_markdown_(self) -> str:
        """Show the trace in Jupyter as its document."""
        from tutor import render

        return render(self, to="md")

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain data: the content of ``--to json``."""
        problem = self.problem
        output = [list(texts) for texts in self.output]
        return {
            "title": problem.title,
            "hidden_size": problem.hidden_size,
            "input_size": problem.input_size,
            "rounding": {
                "decimals": problem.rounding.decimals,
                "carry": problem.rounding.carry,
                "ties": problem.rounding.ties,
                "written": list(problem.written),
            },
            "steps": [
                {
                    "t": step.t,
                    "word": step.word,
                    "layer": step.layer,
                    "direction": step.direction,
                    "sequence": step.sequence,
                    "quantities": {symbol: list(value.texts) for symbol, value in step.quantities.items()},
                }
                for step in self.steps
            ],
            "output": output,
            "h_n": [output[-1]],
            "full_precision": {"output": self.full_precision.texts(problem.unit.cell.output)},
        }


class _Table:
    """The written lines of a unit, lowered for one number of places."""

    def __init__(self, unit: Unit, lines: tuple[Equation, ...], places: int) -> None:
        self.arithmetic = Intervals(places)
        self.lines: tuple[tuple[str, Lowered[Enclosed]], ...] = tuple(
            (each.symbol, lower(each.expression, self.arithmetic, unit.parameters)) for each in lines
        )
        self.lags: tuple[tuple[str, Key], ...] = tuple(
            dict.fromkeys((node.symbol, key_of(node)) for each in lines for node in each.reads if node.lag)
        )


def trace(problem: Problem) -> Trace:
    """Compute every step: x, then every written line, each entry correctly rounded.

    With carry "rounded" each line is evaluated from what stands written, exactly or in an enclosure whose
    precision rises until the digits are decided. With carry "full" nothing is rounded but what is printed.

    Returns:
        Trace with T steps; each quantity has its axis' size (x: input_size; p, q, a, h: hidden_size).

    Raises:
        CalculationError: a value grew beyond 10^12 (ReLU does, with large weights).
    """
    compute = _rounded_steps if problem.rounding.carry == "rounded" else _full_steps
    start = {state: _given(values) for state, values in problem.unit.start.items()}
    inputs = {
        word: Quantity(tuple(map(str, problem.vocabulary.one_hot(word))), (True,) * problem.input_size)
        for word in dict.fromkeys(problem.words)
    }
    steps = tuple(
        Step(t, word, MappingProxyType({"x": inputs[word], **quantities}))
        for t, (word, quantities) in enumerate(zip(problem.words, compute(problem), strict=True), start=1)
    )
    return Trace(problem, MappingProxyType(start), steps)


def _given(values: tuple[Decimal, ...]) -> Quantity:
    return Quantity(tuple(map(plain, values)), (True,) * len(values))


def _rounded_steps(problem: Problem) -> Iterator[dict[str, Quantity]]:
    """Evaluate each line from the written ones, and write it down rounded."""
    unit, lines, rounding = problem.unit, problem.lines, problem.rounding
    table = _Table(unit, lines, max(_PLACES_ROUNDED, _decimals_given(unit)))
    places = table.arithmetic.places
    grow = 10 ** (places - rounding.decimals)
    inputs = _inputs(problem, places)
    before = {symbol: table.arithmetic.vector(values) for symbol, values in unit.start.items()}
    for t, word in enumerate(problem.words, start=1):
        values: dict[Key, Enclosed] = {("x", 0, ""): inputs[word]}
        for symbol, key in table.lags:
            values[key] = before[symbol]
        written: dict[str, Quantity] = {}
        for index, (symbol, evaluate) in enumerate(table.lines):
            enclosed = evaluate(values)
            found = _write(enclosed, places, rounding)
            if found is None:
                found = _written_finer(unit, lines[index : index + 1], values, places, rounding)
            units, exact = found
            _bounded(units, rounding.decimals, symbol, t)
            written[symbol] = Quantity(tuple([fixed(value, rounding.decimals) for value in units]), exact)
            values[(symbol, 0, "")] = point([value * grow for value in units])
        before = {symbol: values[(symbol, 0, "")] for symbol in unit.start}
        yield written


def _written_finer(
    unit: Unit, line: tuple[Equation, ...], values: Mapping[Key, Enclosed], places: int, rounding: Rounding
) -> tuple[list[int], tuple[bool, ...]]:
    """Evaluate one line again, from the same exact operands, until its digits are decided."""
    finer = places
    while finer <= _PLACES_LIMIT:
        finer *= 2
        table = _Table(unit, line, finer)
        grow = 10 ** (finer - places)
        operands = {key: point([value * grow for value in operand.low]) for key, operand in values.items()}
        if found := _write(table.lines[0][1](operands), finer, rounding):
            return found
    raise _undecided()


def _full_steps(problem: Problem) -> Iterator[dict[str, Quantity]]:
    """Write down what full precision gives, raising it until every digit is decided."""
    rounding, places = problem.rounding, max(_PLACES_FULL, _decimals_given(problem.unit))
    while places <= _PLACES_LIMIT:
        written = [
            {symbol: _write(value, places, rounding) for symbol, value in step.items()}
            for step in _enclosures(problem, places, problem.lines)
        ]
        if all(found is not None for step in written for found in step.values()):
            break
        places *= 2
    else:
        raise _undecided()
    for t, step in enumerate(written, start=1):
        quantities = {}
        for symbol, found in step.items():
            assert found is not None
            units, exact = found
            _bounded(units, rounding.decimals, symbol, t)
            quantities[symbol] = Quantity(tuple([fixed(value, rounding.decimals) for value in units]), exact)
        yield quantities


def full_precision(problem: Problem) -> FullPrecision:
    """Enclose the states of every step so narrowly that 15 significant digits are decided."""
    unit = problem.unit
    lines = unit.cell.fold(unit.cell.states)
    places = max(_PLACES_FULL, _decimals_given(unit))
    while places <= _PLACES_LIMIT:
        steps = tuple(_enclosures(problem, places, lines))
        if all(
            significant(low, high, places, SIGNIFICANT_DIGITS + 3) is not None
            or abs(low) + abs(high) < 10 ** (places // 4)
            for step in steps
            for value in step.values()
            for low, high in zip(*value, strict=True)
        ):
            return FullPrecision(places, steps)
        places *= 2
    raise _undecided()


def _enclosures(problem: Problem, places: int, lines: tuple[Equation, ...]) -> Iterator[dict[str, Enclosed]]:
    """Evaluate every line of every step with nothing rounded but outwards at 10^-places."""
    unit = problem.unit
    table = _Table(unit, lines, places)
    inputs = _inputs(problem, places)
    before = {symbol: table.arithmetic.vector(values) for symbol, values in unit.start.items()}
    for word in problem.words:
        values: dict[Key, Enclosed] = {("x", 0, ""): inputs[word]}
        for symbol, key in table.lags:
            values[key] = before[symbol]
        for symbol, evaluate in table.lines:
            values[(symbol, 0, "")] = evaluate(values)
        before = {symbol: values[(symbol, 0, "")] for symbol in unit.start}
        yield {symbol: values[(symbol, 0, "")] for symbol, _ in table.lines}


def _inputs(problem: Problem, places: int) -> dict[str, Enclosed]:
    one = 10**places
    return {
        word: point([one * entry for entry in problem.vocabulary.one_hot(word)])
        for word in dict.fromkeys(problem.words)
    }


def _decimals_given(unit: Unit) -> int:
    """Count the decimals of the longest start value, which an enclosure must hold exactly."""
    return max(
        (-int(value.as_tuple().exponent) for values in unit.start.values() for value in values), default=0
    )


def _write(value: Enclosed, places: int, rounding: Rounding) -> tuple[list[int], tuple[bool, ...]] | None:
    """Round every entry and tell which are exact; ``None`` where either is not decided at this precision."""
    units, exact = [], []
    grow = 10 ** (places - rounding.decimals)
    for low, high in zip(*value):  # noqa: B905 - one vector's two ends
        if low == high and not low % grow:
            units.append(low // grow)
            exact.append(True)
            continue
        rounded = decide(low, high, places, rounding.decimals, rounding.ties)
        if rounded is None:
            return None
        # An interval around the printed number does not tell whether it is the value itself.
        inside = low < high and low <= rounded * grow <= high
        if inside and places < TIE_PLACES:
            return None
        exact.append(inside)
        units.append(rounded)
    return units, tuple(exact)


def _bounded(units: list[int], decimals: int, symbol: str, t: int) -> None:
    if max(map(abs, units)) >= 10 ** (MAX_VALUE_DIGITS + decimals):
        raise CalculationError(
            Fault(
                "N05",
                say("{symbol}_{t} grows beyond 10^{digits}", symbol=symbol, t=t, digits=MAX_VALUE_DIGITS),
                because=say(
                    "With ReLU nothing bounds the hidden state, and large weights multiply it at every step."
                ),
                help=say("use smaller weights, or fewer steps"),
                key="cell.weight_hh",
            )
        )


def _undecided() -> CalculationError:
    return CalculationError(
        Fault(
            "N06",
            say("the digits of this problem cannot be decided"),
            because=say(
                "Its rounding errors grow so fast that even {places} decimals do not settle them.",
                places=_PLACES_LIMIT,
            ),
            help=say("use smaller weights, or fewer steps"),
            key="cell.weight_hh",
        )
    )
