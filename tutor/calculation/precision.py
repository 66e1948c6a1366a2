"""Full precision: the same steps with nothing rounded on the way, enclosed until every digit is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from tutor.calculation import number_messages as says
from tutor.calculation.evaluation import Enclosed, Intervals, key_of
from tutor.calculation.network import Begun, Line, Runner, Unit
from tutor.calculation.numbers import Rounding, decide, decimals_of, fixed, indistinguishable, significant
from tutor.calculation.problem import Problem
from tutor.language.faults import CalculationError
from tutor.record import record

_PLACES = 32
_PLACES_LIMIT = 20_000

MAX_VALUE_DIGITS = 12
SIGNIFICANT_DIGITS = 15


@record()
class FullPrecision:
    """Steps with nothing rounded: enclosures in units of 10^-places, in the order of computing.

    What a step does not have, such as a loss without a target, is an empty list.

    ``lengths`` tells how many of the steps belong to each run of the trace.
    """

    places: int
    steps: tuple[Mapping[str, Enclosed], ...]
    lengths: tuple[int, ...] = ()

    @property
    def runs(self) -> tuple[FullPrecision, ...]:
        """The steps of every run of the trace by itself."""
        found, start = [], 0
        for length in self.lengths:
            found.append(FullPrecision(self.places, self.steps[start : start + length], (length,)))
            start += length
        return tuple(found)

    def floats(self, symbol: str) -> list[list[float]]:
        """Give a quantity at every step in double precision; shape (T, hidden_size)."""
        return [
            [(low + high) / (2 * 10**self.places) for low, high in zip(*step[symbol], strict=True)]
            if symbol in step
            else []
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

        return [
            [rounded(low, high) for low, high in zip(*step[symbol], strict=True)] if symbol in step else []
            for step in self.steps
        ]

    def texts(self, symbol: str) -> list[list[str]]:
        """Print a quantity at every step to 15 significant digits; a shorter number is exact."""
        return [
            [
                # None is ruled out: full_precision raises the places until these digits are decided.
                str(significant(low, high, self.places, SIGNIFICANT_DIGITS))
                for low, high in zip(*step[symbol], strict=True)
            ]
            if symbol in step
            else []
            for step in self.steps
        ]


def full_precision(problem: Problem) -> FullPrecision:
    """Enclose the results of every step so narrowly that 15 significant digits and the double are decided."""
    return at_rising_precision(problem, _PLACES, _enclosed)


def _enclosed(problem: Problem, places: int) -> FullPrecision:
    """Evaluate the states of every step with nothing rounded but outwards at 10^-places."""
    runner = Runner(problem.units, Intervals(places), lambda unit: unit.cell.fold(unit.cell.results))
    steps: list[Mapping[str, Enclosed]] = []
    for sequence in problem.sequences:
        for begun in runner.run(sequence):
            step = {}
            for line in begun.lines:
                value = evaluated(line, begun)
                step[line.symbol] = begun.values[(line.symbol, 0, "")] = value
                bounded([*value.low, *value.high], places, begun.unit, line.symbol, begun.t)
            if not all(is_sharp(value, places, problem.rounding) for value in step.values()):
                raise UndecidedError
            steps.append(step)
    lengths = tuple(
        len(unit.steps(len(sequence.inputs))) for sequence in problem.sequences for unit in sequence.units
    )
    return FullPrecision(places, tuple(steps), lengths)


def is_sharp(value: Enclosed, places: int, rounding: Rounding) -> bool:
    """Tell whether every entry is known to 18 digits, to the 15 that are printed, and as it is rounded."""
    return value.low is value.high or all(
        ((high - low) * 10**18 <= abs(low) or indistinguishable(low, high, places))
        and significant(low, high, places, SIGNIFICANT_DIGITS) is not None
        and decide(low, high, places, rounding.decimals, rounding.ties) is not None
        for low, high in zip(value.low, value.high, strict=True)
    )


class UndecidedError(Exception):
    """At this precision a digit is not decided; :func:`at_rising_precision` catches it."""


R = TypeVar("R")


def at_rising_precision(problem: Problem, places: int, compute: Callable[[Problem, int], R]) -> R:
    """Compute with twice the places until every digit is decided; what is given is held exactly."""
    given = [
        decimals_of(value)
        for sequence in problem.sequences
        for unit in sequence.units
        for values in unit.start.values()
        for value in values
    ]
    if not problem.vocabulary.words:
        given += [decimals_of(value) for each in problem.sequences for x in each.inputs for value in x]
    given += [decimals_of(value) for each in problem.sequences for target in each.targets for value in target]
    places = max(places, *given)
    while places <= _PLACES_LIMIT:
        try:
            return compute(problem, places)
        except UndecidedError:
            places *= 2
    raise CalculationError(
        says.THE_DIGITS_OF_THIS_PROBLEM_CANNOT_BE_DECIDED(places=_PLACES_LIMIT).about("cell.weight_hh")
    )


def evaluated(line: Line[Enclosed], begun: Begun[Enclosed]) -> Enclosed:
    """Evaluate a line. Raises :class:`CalculationError` where it divides by what is printed as 0."""
    try:
        return line.evaluate(begun.values)
    except ZeroDivisionError:
        if not any(_is_zero(begun.values[key_of(node)]) for node in line.equation.reads):
            raise UndecidedError from None
    raise CalculationError(says.NO_EXPONENTIAL_OF_STEP_T_IS_SEEN(t=begun.t).about("output.weight_hy"))


def _is_zero(value: Enclosed) -> bool:
    return value.low is value.high and not any(value.low)


def bounded(units: list[int], decimals: int, unit: Unit, symbol: str, t: int) -> None:
    """Refuse a value that no page holds. Raises :class:`CalculationError`."""
    if is_beyond(units, decimals):
        raise CalculationError(
            says.NAME_GROWS_BEYOND_10_DIGITS(name=unit.quantity_name(symbol, t), digits=MAX_VALUE_DIGITS)
            .saying(
                because=says.SCORES_ABOVE_27_HAVE_EXPONENTIALS_THAT_NO()
                if unit.is_output
                else says.WITH_RELU_NOTHING_BOUNDS_THE_HIDDEN_STATE()
            )
            .about("output.weight_hy" if unit.is_output else "cell.weight_hh")
        )


def is_beyond(units: list[int], decimals: int) -> bool:
    """Tell whether a value has more digits before the point than a page holds."""
    most: int = 10 ** (MAX_VALUE_DIGITS + decimals)
    return max(map(abs, units)) >= most
