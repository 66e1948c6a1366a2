"""Trace: every intermediate of every step of a problem, to the digit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tutor.calculation.equations import Equation, Fn
from tutor.calculation.evaluation import Enclosed, Intervals, point
from tutor.calculation.functions import FUNCTIONS
from tutor.calculation.network import Line, Runner, Sequence, Unit, X
from tutor.calculation.numbers import Rounding, aligned, decide, fixed, indistinguishable, round_units
from tutor.calculation.precision import (
    FullPrecision,
    UndecidedError,
    at_rising_precision,
    bounded,
    evaluated,
    full_precision,
)
from tutor.calculation.problem import Problem
from tutor.record import NamedTuple, record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Where an enclosure starts: enough for D = 12 with room, so that it is seldom raised.
_PLACES_ROUNDED = 30
_PLACES_FULL = 32


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


class Run(NamedTuple):
    """One unit over one sequence: what it starts from, and its steps in the order of computing.

    A run backwards begins at the last word. ``sequence`` counts from 1.
    """

    sequence: int
    unit: Unit
    start: Mapping[str, Quantity]
    steps: tuple[Step, ...]

    @property
    def in_time(self) -> tuple[Step, ...]:
        """The steps in the order of the words, whatever the direction."""
        return self.steps[:: self.unit.direction]

    def at(self, t: int) -> Step:
        """Give step t, from 1."""
        steps = self.in_time
        return steps[t - steps[0].t]

    def has(self, t: int) -> bool:
        """Whether step t is one of the run's."""
        return self.in_time[0].t <= t <= self.in_time[-1].t


@record()
class Trace:
    """What :func:`trace` computed: every unit over every sequence, in the order of computing."""

    problem: Problem
    runs: tuple[Run, ...]

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process as the problem, whose digits are computed there again."""
        return trace, (self.problem,)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all runs, one run after another."""
        return tuple([step for run in self.runs for step in run.steps])

    @property
    def start(self) -> Mapping[str, Quantity]:
        """What the first run starts from."""
        return self.runs[0].start

    @property
    def output(self) -> list[Any]:
        """The printed h of the last layer at every step, both directions joined, in torch's shape.

        (T, D·H) for a sentence; for a batch (T, N, D·H), or (N, T, D·H) with batch_first. D is 2 where the
        network is bidirectional, else 1.
        """
        from tutor.calculation.export import output_shaped, printed

        return output_shaped(self.problem, printed(self, "h"))

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
        from tutor.calculation.arrays import trace_to_numpy

        return trace_to_numpy(self)

    def _repr_markdown_(self) -> str:
        """Show the trace in Jupyter as its document."""
        from tutor import render

        page: str = render(self, to="md")
        return page

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain data: the content of ``--to json``."""
        from tutor.calculation.export import trace_dict

        return trace_dict(self)


def trace(problem: Problem) -> Trace:
    """Compute every step: x, then every written line, each entry correctly rounded.

    With carry "rounded" each line is evaluated from what stands written, exactly or in an enclosure whose
    precision rises until the digits are decided. With carry "full" nothing is rounded but what is printed.

    Returns:
        Trace with T steps for every unit and sequence; each quantity has its axis' size (x: input_size;
        p, q, a, h: hidden_size).

    Raises:
        CalculationError: a value grew beyond 10^12 (ReLU does, with large weights).

    >>> from tutor import Problem
    >>> first, second = trace(Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})).steps
    >>> second.word, second.quantities["a"].texts, second.quantities["h"].texts
    ('am', ('0.538',), ('0.491',))
    """
    first = _PLACES_ROUNDED if problem.rounding.carry == "rounded" else _PLACES_FULL
    written = iter(at_rising_precision(problem, first, _written))
    runs: list[Run] = []
    for number, sequence in enumerate(problem.sequences, start=1):
        ours: dict[str, Run] = {}
        inputs = {id(x): given(x) for x in sequence.inputs}
        for unit in sequence.units:
            ours[unit.name] = _run(number, sequence, unit, ours, inputs, written)
        runs += ours.values()
    return Trace(problem, tuple(runs))


def _run(
    number: int,
    sequence: Sequence,
    unit: Unit,
    earlier: Mapping[str, Run],
    inputs: Mapping[int, Quantity],
    written: Iterator[Mapping[str, Quantity]],
) -> Run:
    """Put the written lines of a unit together with what it read."""
    direction = "forward" if unit.direction > 0 else "backward"
    steps = []
    for t in unit.steps(len(sequence.inputs)):
        if unit.x == X:
            x = inputs[id(sequence.inputs[t - 1])]
        else:
            x = joined([earlier[node.unit].at(t).quantities[node.symbol] for node in unit.sources])
        quantities = MappingProxyType({"x": x, **next(written)})
        steps.append(Step(t, sequence.word(t), quantities, unit.layer, direction, number))
    start = {state: given(values) for state, values in unit.start.items()}
    return Run(number, unit, MappingProxyType(start), tuple(steps))


def given(values: tuple[Decimal, ...]) -> Quantity:
    """Print given numbers, which are exact."""
    return Quantity(tuple(aligned(values)), (True,) * len(values))


def joined(parts: Iterable[Quantity]) -> Quantity:
    """Put printed vectors one below the other."""
    texts, exact = zip(*parts, strict=True)
    return Quantity(tuple(chain.from_iterable(texts)), tuple(chain.from_iterable(exact)))


def _written(problem: Problem, places: int) -> list[Mapping[str, Quantity]]:
    """Write down every line of every step.

    With carry "rounded" the written digits are the value from there on; a line that is not written, which
    stands only because the next step reads it, is carried as it is.
    """
    runner = Runner(problem.units, Intervals(places), problem.lines_of)
    page = Page(problem.rounding, places)
    rounded = problem.rounding.carry == "rounded"
    written = frozenset(problem.written)
    steps: list[Mapping[str, Quantity]] = []
    for sequence in problem.sequences:
        repeated: dict[tuple[str, str, int | None], tuple[Quantity, Enclosed]] = {}
        for begun in runner.run(sequence):
            unit, t, now, lines, x = begun
            step: dict[str, Quantity] = {}
            for line in lines:
                symbol = line.symbol
                same = line.reads_input_only and x is not None
                if same and (known := repeated.get((unit.name, symbol, x))):
                    step[symbol], now[(symbol, 0, "")] = known
                    continue
                value = evaluated(line, begun)
                if symbol in written:
                    step[symbol], on_paper = page.write(value, line, unit, t)
                    value = on_paper if rounded else value
                now[(symbol, 0, "")] = value
                if same and symbol in written:
                    repeated[(unit.name, symbol, x)] = step[symbol], value
            steps.append(step)
    return steps


class Page:
    """Numbers of ``places`` decimals are written down here with the decimals asked for."""

    def __init__(self, rounding: Rounding, places: int) -> None:
        self._rounding = rounding
        self._places = places
        self._unit = int(10 ** (places - rounding.decimals))

    def write(self, value: Enclosed, line: Line[Enclosed], unit: Unit, t: int) -> tuple[Quantity, Enclosed]:
        """Round every entry; give the texts, which of them are exact, and the value that they print."""
        quantity, digits, printed = self.rounded(value, line.equation)
        bounded(digits, self._rounding.decimals, unit, line.symbol, t)
        return quantity, printed

    def rounded(self, value: Enclosed, equation: Equation) -> tuple[Quantity, list[int], Enclosed]:
        """Round every entry of what an equation gives: texts, digits, and the value that they print."""
        decimals, ties, one = self._rounding.decimals, self._rounding.ties, self._unit
        if value.low is value.high:
            drop = self._places - decimals
            digits = [round_units(each, drop, ties) for each in value.low]
            printed = [each * one for each in digits]
            exact = tuple([a == b for a, b in zip(printed, value.low, strict=True)])
        else:
            exact_value = _exact_value(equation)
            entries = [
                self._entry(low, high, exact_value) for low, high in zip(value.low, value.high, strict=True)
            ]
            digits = [each for each, _ in entries]
            printed = [each * one for each in digits]
            exact = tuple([each for _, each in entries])
        return Quantity(tuple([fixed(each, decimals) for each in digits]), exact), digits, point(printed)

    def _entry(self, low: int, high: int, exact_value: Decimal | None) -> tuple[int, bool]:
        """Round an enclosure and tell whether the printed number is the value itself."""
        decimals = self._rounding.decimals
        digits = decide(low, high, self._places, decimals, self._rounding.ties)
        if digits is None:
            raise UndecidedError
        if not low <= digits * self._unit <= high:
            return digits, False
        if exact_value is not None and exact_value != Decimal(digits).scaleb(-decimals):
            return digits, False
        if low < high and not indistinguishable(low, high, self._places):
            raise UndecidedError
        return digits, True


def _exact_value(equation: Equation) -> Decimal | None:
    """Give the only decimal that a line takes where it is a function with such a one."""
    function = equation.expression
    return FUNCTIONS[function.name].exact_value if isinstance(function, Fn) else None
