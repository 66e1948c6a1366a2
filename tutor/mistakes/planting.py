"""A mistake of the catalogue, planted: a worked example in which one line is wrong and all others follow.

The same changes to equations that tell a judge what happened make the wrong line here. Every line after it
is computed, rightly, from what is written, so the planted line is the only one that does not follow from the
line before it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from tutor.calculation.equations import Equation, Expression, Matrix, Picked, Ref, Vector, rewrite
from tutor.calculation.evaluation import Enclosed, Key, key_of
from tutor.calculation.habits import enclose
from tutor.calculation.network import TARGET, X
from tutor.calculation.numbers import Rounding, decimals_of, fixed, round_units, scaled
from tutor.calculation.problem import Problem
from tutor.calculation.tolerance import PLACES, given
from tutor.calculation.trace import Quantity, Run, Step, Trace, joined, trace
from tutor.language.faults import Fault, TutorError
from tutor.mistakes import mistake_messages as says
from tutor.mistakes.catalogue import CATALOGUE, Mistake, carry_slips, digit_transpositions, variants
from tutor.mistakes.scopes import Scope, scopes
from tutor.mistakes.sites import Site
from tutor.record import record, replace

# A planted number lies so many units of its last digit outside everything that honest rounding can give.
CLEARANCE = 2

_SLIPS = ("carry-slip", "digits-transposed")
PLANTABLE = tuple(each.name for each in CATALOGUE.values() if each.change or each.name in _SLIPS)

# A mistake may need a line in which the others are folded: tanh of every term needs h = tanh(p + q + b).
_PRODUCTS = ("input term", "recurrent term")
_FOLDED = (("pre-activation",), _PRODUCTS, (*_PRODUCTS, "pre-activation"))


@record()
class Planted:
    """A worked example with a mistake in it, and where: ``sheet`` is what is printed, ``right`` the truth.

    ``run`` is the place of its unit and sequence among the runs. ``claimed`` is what the wrong line says,
    ``expected`` what the line before it gives; ``entries`` counts the wrong ones from 1.
    """

    sheet: Trace
    right: Trace
    mistake: Mistake
    run: int
    step: int
    symbol: str
    claimed: tuple[str, ...]
    expected: tuple[str, ...]

    @property
    def quantity(self) -> str:
        """The name of what the wrong line computes ("h_2")."""
        run = self.right.runs[self.run]
        return run.unit.quantity_name(self.symbol, self.step, sequence=run.sequence)

    @property
    def entries(self) -> tuple[int, ...]:
        """The wrong entries, from 1."""
        pairs = zip(self.claimed, self.expected, strict=True)
        return tuple(entry for entry, (wrong, right) in enumerate(pairs, start=1) if wrong != right)


@record()
class _Candidate:
    """A wrong line that would show."""

    mistake: Mistake
    right: Trace
    run: int
    step: int
    symbol: str
    quantity: Quantity


def plant(problem: Problem, mistake: str | None = None, *, seed: int = 0) -> Planted:
    """Plant a mistake where it shows.

    Args:
        problem: what is computed; later lines use what is written, whatever its own rule for that is.
        mistake: a name of :data:`PLANTABLE`; without it, one of them is drawn.
        seed: decides what is drawn; the same seed plants the same mistake in the same line.

    Raises:
        TutorError: the mistake, or any mistake, would not show in this problem.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> planted = plant(problem, "bias-forgotten", seed=1)
    >>> planted.quantity, planted.claimed, planted.expected
    ('a_1', ('0.100',), ('0.200',))
    """
    problem = replace(problem, rounding=replace(problem.rounding, carry="rounded"))
    draw = random.Random(seed)
    names = [mistake] if mistake is not None else draw.sample(PLANTABLE, len(PLANTABLE))
    right: dict[tuple[str, ...], Trace] = {}
    for name in names:
        for written in dict.fromkeys((problem.written, *_coarser(problem))):
            if written not in right:
                right[written] = trace(replace(problem, written=written))
            found = list(_candidates(right[written], CATALOGUE[name]))
            if found:
                step = draw.choice(sorted({each.step for each in found}))
                return _planted(draw.choice([each for each in found if each.step == step]))
    raise TutorError(_would_not_show(mistake))


def _coarser(problem: Problem) -> Iterator[tuple[str, ...]]:
    """Give the coarser ways of writing the recurrent lines down that the layout has."""
    cell = problem.units[0].cell
    output = tuple(name for name in problem.written if name not in cell.symbols)
    for folded in _FOLDED:
        written = tuple(each.symbol for each in cell.equations if each.role not in folded)
        products = any(cell.equation(name).role in _PRODUCTS for name in written)
        if problem.layout != "fused" or not products:
            yield (*written, *output)


def _would_not_show(mistake: str | None) -> Fault:
    if mistake is None:
        return says.NO_MISTAKE_WOULD_SHOW_IN_THIS_PROBLEM()
    return says.MISTAKE_CANNOT_BE_PLANTED_IN_THIS_PROBLEM(mistake=mistake).saying(
        because=says.WHEREVER_IT_COULD_BE_MADE()
        if mistake in PLANTABLE
        else says.IT_CHANGES_HOW_LINES_ARE_WRITTEN_OR_HOW_LONG()
    )


class _Board:
    """Written lines of one run, step by step; grows as they are written.

    Its steps are numbered in the order of computing, so that the step before is always one less.
    """

    def __init__(self, problem: Problem, run: Run, inputs: Sequence[Quantity]) -> None:
        self.problem = problem
        self.parameters = run.unit.parameters
        self.values: dict[Key, Enclosed] = {
            key_of(Ref(symbol, unit="0")): given(values) for symbol, values in run.unit.start.items()
        }
        targets = problem.sequences[run.sequence - 1].targets
        for place, (step, x) in enumerate(zip(run.steps, inputs, strict=True), start=1):
            self.put("x", place, x)
            if run.unit.is_output and problem.sequences[run.sequence - 1].has_target(step.t):
                self.values[key_of(Ref(TARGET.symbol, unit=str(place)))] = given(targets[step.t - 1])

    def gives(
        self,
        expression: Expression,
        extra: Mapping[str, Vector | Matrix] = MappingProxyType({}),
        scope: Scope | None = None,
    ) -> Quantity | None:
        """Evaluate from what is written and round; nothing where there is no value."""
        named = scope.values(self.values) if scope is not None else {}
        value = enclose(expression, {**self.values, **named}, {**self.parameters, **extra})
        return _rounded(value, self.problem.rounding) if value is not None else None

    def allows(self, expression: Expression) -> Enclosed:
        """Enclose all that honest rounding can make of a right line."""
        value = enclose(expression, self.values, self.parameters, self.problem.rounding.decimals)
        assert value is not None, "the right line has a value"
        return value

    def put(self, symbol: str, place: int, quantity: Quantity) -> None:
        """Write a line down."""
        self.values[key_of(Ref(symbol, unit=str(place)))] = given(tuple(map(Decimal, quantity.texts)))


def _rounded(value: Enclosed, rounding: Rounding) -> Quantity:
    """Write the middle of every enclosure down; exact where nothing is lost."""
    decimals = rounding.decimals
    drop, unit = PLACES - decimals, int(10 ** (PLACES - decimals))
    units = [
        round_units((low + high) * 5, drop + 1, rounding.ties)
        for low, high in zip(value.low, value.high, strict=True)
    ]
    exact = [
        low == high == digits * unit for low, high, digits in zip(value.low, value.high, units, strict=True)
    ]
    return Quantity(tuple(fixed(each, decimals) for each in units), tuple(exact))


def _absolute(line: Equation, place: int) -> Expression:
    """Give an equation at a step, every quantity with the number of its own step."""

    def numbered(node: Expression) -> Expression | None:
        if isinstance(node, Picked):
            return Picked(rewrite(node.vector, numbered), Ref(node.by.symbol, unit=str(place)))
        return Ref(node.symbol, unit=str(place - node.lag)) if isinstance(node, Ref) else None

    return rewrite(line.expression, numbered)


def _candidates(right: Trace, mistake: Mistake) -> Iterator[_Candidate]:
    """Try the mistake in every line of every step of every run; give the wrong lines that show."""
    problem = right.problem
    for index, run in enumerate(right.runs):
        board = _Board(problem, run, [step.quantities["x"] for step in run.steps])
        for place, step in enumerate(run.steps, start=1):
            site = _site(problem, run, place)
            for line in problem.lines_of(run.unit):
                expression = _absolute(line, place)
                value = board.gives(expression)
                assert value is not None, "the right line has a value"
                allowed = board.allows(expression)
                wrong = (
                    _slips(mistake, value, problem.rounding.decimals)
                    if mistake.name in _SLIPS
                    else [
                        board.gives(each.expression, {**scope.parameters, **each.parameters}, scope)
                        for scope in scopes(expression, run.unit)
                        for each in variants(
                            mistake, scope.expression, replace(site, parameters=scope.parameters)
                        )
                    ]
                )
                for quantity in wrong:
                    if quantity is not None and _shows(quantity, allowed, problem.rounding):
                        yield _Candidate(mistake, right, index, step.t, line.symbol, quantity)
                board.put(line.symbol, place, value)


def _site(problem: Problem, run: Run, place: int) -> Site:
    words = run.unit.x == X and bool(problem.words)
    return Site(
        step=place,
        parameters=run.unit.parameters,
        words=[problem.vocabulary.index(step.word) if words else None for step in run.steps],
        hidden_size=run.unit.output_size,
        input_size=run.unit.sizes["input"],
    )


def _slips(mistake: Mistake, right: Quantity, decimals: int) -> Iterator[Quantity]:
    """Slip in one number of a right result; digits before the point stay where they are."""
    for entry, text in enumerate(right.texts):
        number = Decimal(text)
        carried = mistake.name == "carry-slip"
        for each in carry_slips(number) if carried else digit_transpositions(number, decimals):
            if decimals_of(each) <= decimals and (carried or int(each) == int(number)):
                texts = list(right.texts)
                texts[entry] = fixed(scaled(each, decimals), decimals)
                yield Quantity(tuple(texts), right.exact)


def _shows(quantity: Quantity, allowed: Enclosed, rounding: Rounding) -> bool:
    """Whether some entry lies clearly outside everything that honest rounding can give."""
    if len(quantity.texts) != len(allowed.low):
        return False
    clear = CLEARANCE * int(10 ** (PLACES - rounding.decimals))
    return any(
        number + clear < low or number - clear > high
        for number, low, high in zip(
            given(tuple(map(Decimal, quantity.texts))).low, allowed.low, allowed.high, strict=True
        )
    )


def _planted(chosen: _Candidate) -> Planted:
    """Write the whole example down, with the wrong line in its place and all that reads it after it."""
    right, runs = chosen.right, list[Run]()
    expected: Sequence[str] = ()
    for index, run in enumerate(right.runs):
        below = {each.unit.name: each for each in runs if each.sequence == run.sequence}
        inputs = [
            step.quantities["x"]
            if run.unit.x == X
            else joined([below[node.unit].at(step.t).quantities[node.symbol] for node in run.unit.sources])
            for step in run.steps
        ]
        board, steps = _Board(right.problem, run, inputs), list[Step]()
        for place, (step, x) in enumerate(zip(run.steps, inputs, strict=True), start=1):
            quantities = {"x": x}
            for line in right.problem.lines_of(run.unit):
                quantity = board.gives(_absolute(line, place))
                assert quantity is not None, "every line has a value"
                if (index, step.t, line.symbol) == (chosen.run, chosen.step, chosen.symbol):
                    expected, quantity = quantity.texts, chosen.quantity
                quantities[line.symbol] = quantity
                board.put(line.symbol, place, quantity)
            steps.append(step._replace(quantities=MappingProxyType(quantities)))
        runs.append(run._replace(steps=tuple(steps)))
    return Planted(
        Trace(right.problem, tuple(runs)),
        right,
        chosen.mistake,
        chosen.run,
        chosen.step,
        chosen.symbol,
        chosen.quantity.texts,
        tuple(expected),
    )
