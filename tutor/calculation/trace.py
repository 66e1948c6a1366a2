"""Trace: every intermediate of every step of a problem, to the digit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tutor.calculation.equations import Equation, Fn, Ref
from tutor.calculation.evaluation import Enclosed, Intervals, Key, Lowered, key_of, lower, point
from tutor.calculation.functions import FUNCTIONS
from tutor.calculation.numbers import (
    Rounding,
    aligned,
    decide,
    decimals_of,
    fixed,
    indistinguishable,
    round_units,
    significant,
)
from tutor.calculation.problem import Problem
from tutor.errors import CalculationError, Fault, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Where an enclosure starts: enough for D = 12 with room, so that it is seldom raised.
_PLACES_ROUNDED = 30
_PLACES_FULL = 32
_PLACES_LIMIT = 20_000

MAX_VALUE_DIGITS = 12
SIGNIFICANT_DIGITS = 15

_X = Ref("x")


class Quantity(NamedTuple):
    """A vector as it is printed: an exact text for each entry, and which texts are the value itself.

    An entry that is not ``exact`` was rounded when it was written.
    """

    texts: tuple[str, ...]
    exact: tuple[bool, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every entry is printed whole."""
        return all(self.exact)


class Step(NamedTuple):
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
            [(low + high) / (2 * 10**self.places) for low, high in zip(*step[symbol], strict=True)]
            for step in self.steps
        ]

    def rounded(self, symbol: str, rounding: Rounding) -> list[list[str]]:
        """Print a quantity at every step as full precision would be written down."""
        decimals = rounding.decimals

        def rounded(low: int, high: int) -> str:
            value = decide(low, high, self.places, decimals, rounding.ties)
            # None is ruled out: full_precision raises the places until these digits are decided.
            assert value is not None
            return fixed(value, decimals)

        return [[rounded(low, high) for low, high in zip(*step[symbol], strict=True)] for step in self.steps]

    def texts(self, symbol: str) -> list[list[str]]:
        """Print a quantity at every step to 15 significant digits; a shorter number is exact."""
        return [
            [
                # None is ruled out: full_precision raises the places until these digits are decided.
                str(significant(low, high, self.places, SIGNIFICANT_DIGITS))
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

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process as the problem, whose digits are computed there again."""
        return trace, (self.problem,)

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


def trace(problem: Problem) -> Trace:
    """Compute every step: x, then every written line, each entry correctly rounded.

    With carry "rounded" each line is evaluated from what stands written, exactly or in an enclosure whose
    precision rises until the digits are decided. With carry "full" nothing is rounded but what is printed.

    Returns:
        Trace with T steps; each quantity has its axis' size (x: input_size; p, q, a, h: hidden_size).

    Raises:
        CalculationError: a value grew beyond 10^12 (ReLU does, with large weights).

    >>> from tutor import Problem
    >>> first, second = trace(Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})).steps
    >>> second.word, second.quantities["a"].texts, second.quantities["h"].texts
    ('am', ('0.538',), ('0.491',))
    """
    start = {state: _given(values) for state, values in problem.unit.start.items()}
    inputs = {
        word: Quantity(tuple(map(str, problem.vocabulary.one_hot(word))), (True,) * problem.input_size)
        for word in dict.fromkeys(problem.words)
    }
    first = _PLACES_ROUNDED if problem.rounding.carry == "rounded" else _PLACES_FULL
    written = _at_rising_precision(problem, first, _written_steps)
    steps = tuple(
        Step(t, word, MappingProxyType({"x": inputs[word], **quantities}))
        for t, (word, quantities) in enumerate(zip(problem.words, written, strict=True), start=1)
    )
    return Trace(problem, MappingProxyType(start), steps)


def _given(values: tuple[Decimal, ...]) -> Quantity:
    return Quantity(tuple(aligned(values)), (True,) * len(values))


def full_precision(problem: Problem) -> FullPrecision:
    """Enclose the states of every step so narrowly that 15 significant digits and the double are decided."""
    return _at_rising_precision(problem, _PLACES_FULL, _enclosed_steps)


class _UndecidedError(Exception):
    """At this precision a digit is not decided; raised and caught in this module."""


R = TypeVar("R")


def _at_rising_precision(problem: Problem, places: int, compute: Callable[[Problem, int], R]) -> R:
    """Compute with twice the places until every digit is decided; start values are held exactly."""
    given = (decimals_of(value) for values in problem.unit.start.values() for value in values)
    places = max(places, *given)
    while places <= _PLACES_LIMIT:
        try:
            return compute(problem, places)
        except _UndecidedError:
            places *= 2
    raise CalculationError(
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


class _Line(NamedTuple):
    """An equation, lowered; ``exact_value`` is the only decimal its function takes, if it has such a one."""

    symbol: str
    evaluate: Lowered[Enclosed]
    reads_word_only: bool
    exact_value: Decimal | None


class _Table:
    """The lines of a unit, lowered for one number of places, and how a step begins."""

    def __init__(self, problem: Problem, lines: tuple[Equation, ...], places: int) -> None:
        unit, arithmetic = problem.unit, Intervals(places)
        self.lines = [
            _Line(
                each.symbol,
                lower(each.expression, arithmetic, unit.parameters),
                all(node == _X for node in each.reads),
                FUNCTIONS[each.expression.name].exact_value if isinstance(each.expression, Fn) else None,
            )
            for each in lines
        ]
        self.start: Mapping[Key, Enclosed] = {
            (symbol, 0, ""): arithmetic.vector(values) for symbol, values in unit.start.items()
        }
        self._lagged = {node for each in lines for node in each.reads if node.lag}
        self._inputs = {
            word: arithmetic.vector(tuple(map(Decimal, problem.vocabulary.one_hot(word))))
            for word in dict.fromkeys(problem.words)
        }

    def begin(self, word: str, previous: Mapping[Key, Enclosed]) -> dict[Key, Enclosed]:
        """Give what a step reads: x, and the values of the step before."""
        values = {key_of(node): previous[(node.symbol, 0, node.unit)] for node in self._lagged}
        values[key_of(_X)] = self._inputs[word]
        return values


def _written_steps(problem: Problem, places: int) -> list[dict[str, Quantity]]:
    """Write down every line of every step.

    With carry "rounded" the written digits are the value from there on; a line that is not written, which
    stands only because the next step reads it, is carried as it is.
    """
    table = _Table(problem, problem.lines, places)
    page = _Page(problem.rounding, places)
    rounded = problem.rounding.carry == "rounded"
    written = frozenset(problem.written)
    repeated: dict[tuple[str, str], tuple[Quantity, Enclosed]] = {}
    steps = []
    values = table.start
    for t, word in enumerate(problem.words, start=1):
        values = now = table.begin(word, values)
        step: dict[str, Quantity] = {}
        for line in table.lines:
            symbol = line.symbol
            if known := repeated.get((symbol, word)):
                step[symbol], now[(symbol, 0, "")] = known
                continue
            value = line.evaluate(now)
            if symbol in written:
                step[symbol], on_paper = page.write(value, line, t)
                value = on_paper if rounded else value
            now[(symbol, 0, "")] = value
            if line.reads_word_only and symbol in written:
                repeated[(symbol, word)] = step[symbol], value
        steps.append(step)
    return steps


def _enclosed_steps(problem: Problem, places: int) -> FullPrecision:
    """Evaluate the states of every step with nothing rounded but outwards at 10^-places."""
    states = problem.unit.cell.states
    table = _Table(problem, problem.unit.cell.fold(states), places)
    steps = []
    values = table.start
    for t, word in enumerate(problem.words, start=1):
        values = now = table.begin(word, values)
        for line in table.lines:
            value = now[(line.symbol, 0, "")] = line.evaluate(now)
            _bounded([*value.low, *value.high], places, line.symbol, t)
        step = {line.symbol: now[(line.symbol, 0, "")] for line in table.lines}
        if not all(_is_sharp(value, places, problem.rounding) for value in step.values()):
            raise _UndecidedError
        steps.append(step)
    return FullPrecision(places, tuple(steps))


def _is_sharp(value: Enclosed, places: int, rounding: Rounding) -> bool:
    """Tell whether every entry is known to 18 digits, to the 15 that are printed, and as it is rounded."""
    return value.low is value.high or all(
        ((high - low) * 10**18 <= abs(low) or indistinguishable(low, high, places))
        and significant(low, high, places, SIGNIFICANT_DIGITS) is not None
        and decide(low, high, places, rounding.decimals, rounding.ties) is not None
        for low, high in zip(value.low, value.high, strict=True)
    )


class _Page:
    """Numbers of ``places`` decimals are written down here with the decimals asked for."""

    def __init__(self, rounding: Rounding, places: int) -> None:
        self._rounding = rounding
        self._places = places
        self._unit = int(10 ** (places - rounding.decimals))

    def write(self, value: Enclosed, line: _Line, t: int) -> tuple[Quantity, Enclosed]:
        """Round every entry; give the texts, which of them are exact, and the value that they print."""
        decimals, ties, unit = self._rounding.decimals, self._rounding.ties, self._unit
        if value.low is value.high:
            drop = self._places - decimals
            digits = [round_units(each, drop, ties) for each in value.low]
            printed = [each * unit for each in digits]
            exact = tuple([a == b for a, b in zip(printed, value.low, strict=True)])
        else:
            entries = [
                self._entry(low, high, line.exact_value)
                for low, high in zip(value.low, value.high, strict=True)
            ]
            digits = [each for each, _ in entries]
            printed = [each * unit for each in digits]
            exact = tuple([each for _, each in entries])
        _bounded(digits, decimals, line.symbol, t)
        return Quantity(tuple([fixed(each, decimals) for each in digits]), exact), point(printed)

    def _entry(self, low: int, high: int, exact_value: Decimal | None) -> tuple[int, bool]:
        """Round an enclosure and tell whether the printed number is the value itself."""
        decimals = self._rounding.decimals
        digits = decide(low, high, self._places, decimals, self._rounding.ties)
        if digits is None:
            raise _UndecidedError
        if not low <= digits * self._unit <= high:
            return digits, False
        if exact_value is not None and exact_value != Decimal(digits).scaleb(-decimals):
            return digits, False
        if low < high and not indistinguishable(low, high, self._places):
            raise _UndecidedError
        return digits, True


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
