"""The lines of a problem as a judge of answers needs them: named, with keys, lowered once for every habit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from types import MappingProxyType

from tutor.calculation.assembly.vocabulary import hot
from tutor.calculation.equations import Expression, Param, Ref, Vector, walk
from tutor.calculation.evaluation import Enclosed, Intervals, Key, Lowered, key_of, lower
from tutor.calculation.habits import Habit, Shown, both_habits
from tutor.calculation.network import TARGET, Unit, X
from tutor.calculation.numbers import Carry, decide, decimals_of, fixed, round_units, scaled
from tutor.calculation.problem import Problem
from tutor.calculation.tolerance import Interval, fit
from tutor.calculation.trace import Trace, trace
from tutor.judging.answers.forms import Form, form_of
from tutor.judging.candidates import Plan
from tutor.language.faults import CalculationError
from tutor.mistakes.sites import absolute
from tutor.record import NamedTuple, record, replace

Source = int | Enclosed
Present = frozenset[str]


class Number(NamedTuple):
    """A written number in units of 10^-places, and how many decimals it is written with."""

    value: int
    decimals: int


@record()
class Line:
    """A vector that can be answered: the quantity of one equation at one step of a run.

    ``run`` counts units over sequences, ``position`` the steps of a run in the order of computing.
    """

    symbol: str
    step: int
    size: int
    run: int
    position: int
    unit: Unit
    sequence: int = 1

    def name(self, entry: int = 0) -> str:
        """Name the vector, or an entry of it (from 1); a vector of one entry by its table has no brackets."""
        return self.unit.quantity_name(self.symbol, self.step, entry, self.sequence)

    @property
    def is_state(self) -> bool:
        """Whether the next step reads it."""
        return self.symbol in self.unit.cell.states


class Lines:
    """Every line of a problem in the order of computing.

    ``shown`` is how the class was told to compute tanh: with a key, or by written exponentials.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}})
    >>> lines = Lines(problem)
    >>> [line.name() for line in lines.lines], lines.key[3]
    (['p_1', 'q_1', 'a_1', 'h_1'], ('0.380',))
    """

    def __init__(self, problem: Problem, shown: Shown = "key", *, places: int | None = None) -> None:
        self.problem = problem
        self.shown = shown
        self.habits = both_habits(problem.rounding.decimals, shown, places)
        self.exactly = Intervals(self.habits[0].places)
        self._runs = [(sequence, unit) for sequence in problem.sequences for unit in sequence.units]
        self.forward = self._listed()
        self.lines = (*self.forward, *self._behind())
        self.at = {(line.run, line.symbol, line.position): i for i, line in enumerate(self.lines)}
        self.plans: dict[tuple[int, Present], Plan] = {}
        self._conventions: dict[int, tuple[frozenset[int], ...]] = {}
        self._traced: dict[Carry, tuple[tuple[str, ...], ...]] = {}
        self._full: list[Enclosed] = []
        self._exact: dict[int, tuple[int | None, ...]] = {}
        self._lowered: dict[tuple[int, Present, int, str], tuple[Lowered[Enclosed], ...]] = {}
        self._sources: dict[tuple[int, Present], tuple[tuple[Key, Source], ...]] = {}
        self._reads: dict[tuple[int, Present], tuple[int, ...]] = {}
        self.whole = [frozenset(unit.cell.symbols) for _, unit in self._runs]

    def _behind(self) -> tuple[Line, ...]:
        """List what is computed behind the last forward line."""
        return ()

    def _behind_texts(self, problem: Problem) -> tuple[tuple[str, ...], ...]:
        """Print what is computed behind the last forward line."""
        return ()

    def of(self, problem: Problem) -> Lines:
        """Give the same kind of lines of another problem."""
        return type(self)(problem, self.shown)

    # How a line is written

    def decimals(self, i: int) -> int:
        """Give the decimals that a line is asked for with."""
        return self.habit(i).decimals

    def habit(self, i: int, habit: int = 0) -> Habit:
        """Give how a line is written by who rounds to the nearest (0), or cuts digits off (1)."""
        return self.habits[habit]

    def unit_of(self, i: int) -> int:
        """Give the last decimal of a line in units of 10^-places."""
        return self.habit(i).unit_in_places

    def folding(self, line: Line) -> tuple[str, ...]:
        """Give the lines of a step that are put into each other where nobody wrote them."""
        return line.unit.cell.symbols

    # The key

    @cached_property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """What stands on the sheet's key, and of what nobody writes what its lines give."""
        return (*self._key(), *self._behind_texts(self.problem))

    def _key(self) -> tuple[tuple[str, ...], ...]:
        """Give what stands on the sheet's key; of lines that it does not write, what its lines give."""
        problem, whole = self.problem, _all_written(self.problem)
        if whole is problem or problem.rounding.carry == "full":
            return self._texts(trace(whole))
        steps = [run.steps for run in trace(problem).runs]
        found: list[tuple[str, ...]] = []
        values: list[Enclosed] = []
        for i, line in enumerate(self.forward):
            written = steps[line.run][line.position].quantities
            if line.symbol in written:
                texts = written[line.symbol].texts
                numbers = [self.number(Decimal(text)).value for text in texts]
                value = Enclosed(numbers, numbers)
            else:
                present = frozenset(written)
                reads = {
                    key: values[source] if isinstance(source, int) else source
                    for key, source in self.sources(i, present)
                }
                value = self.exact_form(i, present)(reads)
                texts = self.printed(i, value)
            found.append(texts)
            values.append(value)
        return tuple(found)

    def printed(self, i: int, value: Enclosed) -> tuple[str, ...]:
        """Print the middle of an enclosure with the decimals that a line is asked for with."""
        ties, decimals = self.problem.rounding.ties, self.decimals(i)
        drop = self.exactly.places + 1 - decimals
        return tuple(
            fixed(round_units((low + high) * 5, drop, ties), decimals)
            for low, high in zip(*value, strict=True)
        )

    def _listed(self) -> tuple[Line, ...]:
        many = len(self.problem.units)
        found: list[Line] = []
        for run, (sequence, unit) in enumerate(self._runs):
            sized = [(each, unit.size_of(each.symbol)) for each in unit.cell.equations]
            found += [
                Line(each.symbol, step, size, run, position, unit, run // many + 1)
                for position, step in enumerate(unit.steps(len(sequence.inputs)))
                for each, size in sized
                if sequence.has_line(each, step)
            ]
        return tuple(found)

    def _texts(self, traced: Trace) -> tuple[tuple[str, ...], ...]:
        steps = [run.steps for run in traced.runs]
        return tuple(steps[line.run][line.position].quantities[line.symbol].texts for line in self.forward)

    @cached_property
    def names(self) -> Mapping[str, tuple[int, int]]:
        """Where every name belongs: line and entry, from 0."""
        return MappingProxyType(
            {
                line.name(entry + 1): (i, entry)
                for i, line in enumerate(self.lines)
                for entry in range(line.size)
            }
        )

    @cached_property
    def key_numbers(self) -> tuple[tuple[Number, ...], ...]:
        """The key as numbers."""
        places = self.exactly.places
        return tuple(tuple([_of_key(text, places) for text in texts]) for texts in self.key)

    def conventions(self, i: int) -> tuple[frozenset[int], ...]:
        """Give what named conventions of carrying give for a line, entry by entry."""
        known = self._conventions.get(i)
        if known is None:
            own, whole = self.problem.rounding.carry, _all_written(self.problem)
            carries: tuple[Carry, ...] = ("rounded", "full")
            others = [
                self._carried(i, carry) for carry in carries if whole is not self.problem or carry != own
            ]
            known = self._conventions[i] = tuple(
                frozenset((number.value, *(self.number(Decimal(text)).value for text in texts)))
                for number, *texts in zip(self.key_numbers[i], *filter(None, others), strict=True)
            )
        return known

    def _carried(self, i: int, carry: Carry) -> tuple[str, ...]:
        """Print what a line comes to where every line is written and carried so, if that can be."""
        if carry == "full" and (texts := self._decided(i)) is not None:
            return texts
        if carry not in self._traced:
            whole = _all_written(self.problem)
            other = replace(whole, rounding=replace(whole.rounding, carry=carry))
            try:
                self._traced[carry] = (*self._texts(trace(other)), *self._behind_texts(other))
            except CalculationError:  # every exponential of a step may be 0 as it is written
                self._traced[carry] = ((),) * len(self.lines)
        return self._traced[carry][i]

    def _decided(self, i: int) -> tuple[str, ...] | None:
        """Print what full precision gives, where the enclosure at hand decides the digits."""
        try:
            value = self.full(i)
        except (ZeroDivisionError, CalculationError):
            return None
        texts = []
        for low, high in zip(*value, strict=True):
            digits = decide(low, high, self.exactly.places, self.decimals(i), self.problem.rounding.ties)
            if digits is None:
                return None
            texts.append(fixed(digits, self.decimals(i)))
        return tuple(texts)

    def full(self, i: int) -> Enclosed:
        """Enclose what full precision gives for a line."""
        for each in range(len(self._full), i + 1):
            whole = self.whole[self.lines[each].run]
            reads = {
                key: self._full[source] if isinstance(source, int) else source
                for key, source in self.sources(each, whole)
            }
            self._full.append(self.exact_form(each, whole)(reads))
        return self._full[i]

    def exact(self, i: int) -> tuple[int | None, ...]:
        """Give the entries that hold no more digits than are asked for, in units of 10^-places; else None."""
        known = self._exact.get(i)
        if known is None:
            unit = self.unit_of(i)
            known = self._exact[i] = tuple(
                low if low == high and low % unit == 0 else None
                for low, high in zip(*self.full(i), strict=True)
            )
        return known

    def is_conventional(self, i: int, entry: int, number: int) -> bool:
        """Whether a number, in units of 10^-places, is what a named convention of carrying gives.

        With more digits than were asked for it may be that of full precision.
        """
        # Most are the key's own; other conventions are computed only where one is not.
        if number == self.key_numbers[i][entry].value or number in self.conventions(i)[entry]:
            return True
        if number % self.unit_of(i) == 0:
            return False
        places = self.exactly.places
        full = self.full(i)
        exactly = Interval(full.low[entry], full.high[entry], None, None, places)
        return fit(number, exactly, None) == "rounding"

    def number(self, number: Decimal) -> Number:
        """Take in a written number; what lies beyond the places is left off."""
        return _number(number, self.exactly.places)

    # Evaluation

    def form(self, i: int, present: Present) -> Form:
        """Give a line's equation where the lines ``present`` of its step stand written."""
        line = self.lines[i]
        return form_of(line.unit.cell, line.unit.x, line.symbol, present)

    def forms(self, i: int, present: Present, habit: int) -> tuple[Lowered[Enclosed], ...]:
        """Give the forms of a line's equation, lowered for a habit of rounding."""
        line = self.lines[i]
        key = line.run, present, habit, line.symbol
        known = self._lowered.get(key)
        if known is None:
            known = self._lowered[key] = tuple(
                [
                    lower(each, self.habits[habit], line.unit.parameters)
                    for each in self.form(i, present).folded
                ]
            )
        return known

    def exact_form(self, i: int, present: Present) -> Lowered[Enclosed]:
        """Give a line's equation, lowered for who rounds nothing."""
        line = self.lines[i]
        key = line.run, present, 2, line.symbol
        known = self._lowered.get(key)
        if known is None:
            exact = lower(self.form(i, present).exact[0], self.exactly, line.unit.parameters)
            known = self._lowered[key] = (exact,)
        return known[0]

    def sources(self, i: int, present: Present) -> tuple[tuple[Key, Source], ...]:
        """Say where each value that a line reads comes from: another line, or something given."""
        known = self._sources.get((i, present))
        if known is None:
            reads = self.form(i, present).reads
            known = tuple((key_of(node), self._source(i, node)) for node in reads)
            self._sources[i, present] = known
        return known

    def reads(self, i: int, present: Present) -> tuple[int, ...]:
        """Give the other lines that a line reads."""
        known = self._reads.get((i, present))
        if known is None:
            sources = self.sources(i, present)
            known = self._reads[i, present] = tuple(each for _, each in sources if isinstance(each, int))
        return known

    def _source(self, i: int, node: Ref) -> Source:
        line = self.lines[i]
        if node == X:
            return self.input(i)
        if node == TARGET:
            return self.habits[0].vector(self._runs[line.run][0].targets[line.step - 1])
        if node.unit:
            return self._of_unit(line, node)
        position = line.position - node.lag
        return self.starts(i)[node.symbol] if position < 0 else self.at[line.run, node.symbol, position]

    def _of_unit(self, line: Line, node: Ref) -> int:
        """Find the same step of another unit of the same sequence."""
        return next(
            i
            for i, other in enumerate(self.lines)
            if (other.sequence, other.step, other.symbol) == (line.sequence, line.step, node.symbol)
            and other.unit.name == node.unit
            and not other.unit.is_output
        )

    def input(self, i: int) -> Enclosed:
        """Give x at the step of a line, as the first layer reads it."""
        return self.habits[0].vector(self._runs[self.lines[i].run][0].inputs[self.lines[i].step - 1])

    def starts(self, i: int) -> Mapping[str, Enclosed]:
        """Give the start values of a line's run."""
        return {state: self.habits[0].vector(start) for state, start in self._starts(i).items()}

    def _starts(self, i: int) -> Mapping[str, Vector]:
        return self._runs[self.lines[i].run][1].start

    def words(self, i: int) -> tuple[int | None, ...]:
        """Say which entry of x is the 1 at each step of a run, where x is one-hot and the unit reads it."""
        line = self.lines[i]
        if line.unit.x != X:
            return ()
        return tuple(hot(x) for x in self._runs[line.run][0].inputs[:: line.unit.direction])

    def x_from(self, i: int) -> tuple[int, ...]:
        """Give the lines of other units that x of a line is put together from."""
        line = self.lines[i]
        return tuple(self._of_unit(line, node) for node in line.unit.sources if node != X)

    def reads_givens(self, i: int, present: Present) -> bool:
        """Whether a line's equation reads a parameter."""
        return any(isinstance(node, Param) for node in walk(self.form(i, present).expression))

    def absolute(self, i: int, present: Present) -> Expression:
        """Give a line's equation with every quantity at its own step, as the catalogue reads it."""
        return absolute(self.form(i, present).expression, self.lines[i].position + 1)


@lru_cache(maxsize=1 << 14)
def _of_key(text: str, places: int) -> Number:
    """Take in a number of a key; the keys of a class are made of few."""
    return _number(Decimal(text), places)


def _number(number: Decimal, places: int) -> Number:
    decimals = decimals_of(number)
    more = max(0, decimals - places)
    return Number(scaled(number, places + more) // 10**more, decimals)


def _all_written(problem: Problem) -> Problem:
    """The same problem where every line can be asked for; what is written already keeps its digits."""
    symbols = tuple(dict.fromkeys(symbol for unit in problem.units for symbol in unit.cell.symbols))
    return problem if set(problem.written) >= set(symbols) else replace(problem, written=symbols)
