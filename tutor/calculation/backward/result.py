"""The numbers of a backward pass: as they are written, and with nothing rounded on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from tutor.calculation import number_messages as says
from tutor.calculation.backward import loss_messages as loss_says
from tutor.calculation.backward.running import BackwardRunner
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.backward.units import Placed
from tutor.calculation.evaluation import Enclosed, Intervals, Key, Lowered
from tutor.calculation.network import Begun, Line
from tutor.calculation.numbers import Rounding, significant
from tutor.calculation.precision import (
    MAX_VALUE_DIGITS,
    SIGNIFICANT_DIGITS,
    UndecidedError,
    at_rising_precision,
    evaluated,
    is_beyond,
    is_sharp,
)
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Page, Quantity
from tutor.language.faults import CalculationError, SpecError
from tutor.record import NamedTuple, record, replace

_PLACES = 32


class Written(NamedTuple):
    """A line of the backward pass with its numbers."""

    line: Placed
    quantity: Quantity


@record()
class ExactPass:
    """Every written line with nothing rounded on the way: enclosures in units of 10^-places."""

    table: BackwardTable
    places: int
    lines: tuple[tuple[Placed, Enclosed], ...]

    def significant(self) -> Iterator[tuple[Placed, tuple[str, ...]]]:
        """Give every line to 15 significant digits; a shorter number is exact."""
        for line, value in self.lines:
            texts = [
                significant(low, high, self.places, SIGNIFICANT_DIGITS)
                for low, high in zip(value.low, value.high, strict=True)
            ]
            # None is ruled out: the places were raised until these digits were decided.
            yield line, tuple(map(str, texts))

    def rounded(self) -> Iterator[tuple[Placed, tuple[str, ...]]]:
        """Give every line as full precision would be written down."""
        for line, value in self.lines:
            rounding = decimals_of_line(self.table.problem.rounding, line)
            yield line, Page(rounding, self.places).rounded(value, line.equation)[0].texts

    def floats(self) -> Iterator[tuple[Placed, list[float]]]:
        """Give every line in double precision."""
        for line, value in self.lines:
            pairs = zip(value.low, value.high, strict=True)
            yield line, [(low + high) / (2 * 10**self.places) for low, high in pairs]


@record()
class BackwardPass:
    """What :func:`backward_pass` computed: every written line in the order of computing."""

    table: BackwardTable
    lines: tuple[Written, ...]

    @property
    def problem(self) -> Problem:
        """The problem whose backward pass it is."""
        return self.table.problem

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str, int, int], Quantity]:
        """The numbers of every line by the place where it stands."""
        return {each.line.place: each.quantity for each in self.lines}

    @cached_property
    def full_precision(self) -> ExactPass:
        """The same lines with nothing rounded on the way."""
        return exact_pass(self.table)


def is_written_as_forward(line: Placed) -> bool:
    """Whether a line has the decimals of forward lines, as a loss has; gradients have their own."""
    return line.unit.stage == "loss"


def decimals_of_line(rounding: Rounding, line: Placed) -> Rounding:
    """Give the rounding of a line."""
    if is_written_as_forward(line):
        return rounding
    return replace(rounding, decimals=rounding.decimals_backward)


def backward_pass(problem: Problem) -> BackwardPass:
    """Compute the backward pass of a problem with targets, each entry correctly rounded.

    With carry "rounded" every line is evaluated from what stands written, forward lines included; with carry
    "full" nothing is rounded but what is printed.

    Raises:
        SpecError: there are no targets, or a forward line that is read is not written.
        CalculationError: a value grew beyond 10^12.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> [(line.name(), value.texts) for line, value in backward_pass(problem).lines][:2]
    [('L', ('1.305',)), ('ds_2', ('-0.3980', '0.3980'))]
    """
    if not any(sequence.targets for sequence in problem.sequences):
        raise SpecError(loss_says.A_BACKWARD_PASS_NEEDS_TARGETS().about("output"))
    table = BackwardTable(problem)
    read = [symbol for symbols in table.needed.values() for symbol in symbols]
    missing = next((symbol for symbol in read if symbol not in problem.written), None)
    if missing is not None:
        raise SpecError(
            says.NAME_MUST_BE_WRITTEN(name=missing)
            .saying(because=loss_says.THE_BACKWARD_PASS_READS_IT())
            .about("rounding.written")
        )
    return BackwardPass(
        table, at_rising_precision(problem, _PLACES, lambda _, places: _written(table, places))
    )


def exact_pass(table: BackwardTable) -> ExactPass:
    """Enclose every line so narrowly that 15 significant digits and the double are decided."""
    return at_rising_precision(table.problem, _PLACES, lambda _, places: _exact(table, places))


def _written(table: BackwardTable, places: int) -> tuple[Written, ...]:
    """Write down every line."""
    problem = table.problem
    rounded = problem.rounding.carry == "rounded"
    written = frozenset(problem.written)
    forward_page = Page(problem.rounding, places)
    pages = {
        decimals: Page(replace(problem.rounding, decimals=decimals), places)
        for decimals in (problem.rounding.decimals, problem.rounding.decimals_backward)
    }
    found: list[Written] = []

    def forward(line: Line[Enclosed], begun: Begun[Enclosed]) -> Enclosed:
        value = evaluated(line, begun)
        if line.symbol not in written or not rounded:
            return value
        return forward_page.rounded(value, line.equation)[2]

    def backward(line: Placed, evaluate: Lowered[Enclosed], reads: Mapping[Key, Enclosed]) -> Enclosed:
        value = evaluate(reads)
        rounding = decimals_of_line(problem.rounding, line)
        quantity, digits, printed = pages[rounding.decimals].rounded(value, line.equation)
        if is_beyond(digits, rounding.decimals):
            raise CalculationError(
                says.NAME_GROWS_BEYOND_10_DIGITS(name=line.name(), digits=MAX_VALUE_DIGITS).about(
                    "cell.weight_hh"
                )
            )
        found.append(Written(line, quantity))
        return printed if rounded else value

    BackwardRunner(table, Intervals(places), forward, backward).run()
    return tuple(found)


def _exact(table: BackwardTable, places: int) -> ExactPass:
    """Evaluate every line with nothing rounded but outwards at 10^-places."""
    found: list[tuple[Placed, Enclosed]] = []

    def backward(line: Placed, evaluate: Lowered[Enclosed], reads: Mapping[Key, Enclosed]) -> Enclosed:
        value = evaluate(reads)
        if not is_sharp(value, places, decimals_of_line(table.problem.rounding, line)):
            raise UndecidedError
        found.append((line, value))
        return value

    BackwardRunner(table, Intervals(places), evaluated, backward).run()
    return ExactPass(table, places, tuple(found))
