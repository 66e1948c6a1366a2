"""The one explainer: which changes of the catalogue to an equation give what somebody wrote.

The changes are lowered once a line and tried cheapest first: misconceptions and slips of the catalogue, then
numbers rounded on the way, then what is done with the terms of a sum that stands written, then digits. Every
one that fits is named, misconceptions before slips; where none fits, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from tutor.calculation.assembly.checked import Misfit
from tutor.calculation.equations import Div, Expression, Fn, Param, walk
from tutor.calculation.evaluation import Enclosed, Key, Lowered, lower
from tutor.calculation.habits import Habit, unwritten
from tutor.calculation.numbers import decimals_of
from tutor.calculation.tolerance import half_unit
from tutor.language.faults import CalculationError
from tutor.mistakes.arithmetic_slips import is_multiplication_slip, multiplication_slips, rounded_early
from tutor.mistakes.catalogue import CATALOGUE, Mistake, carry_slips, changes, digit_transpositions
from tutor.mistakes.scopes import Scope
from tutor.mistakes.sites import Site, Variant
from tutor.record import NamedTuple, record, replace

# Random accidents with single digits and products; the other mistakes are misconceptions.
SLIPS = frozenset(
    (
        "sign-slip-in-product",
        "product-omitted-or-doubled",
        "decimal-point-slip",
        "neighbouring-weight",
        "carry-slip",
        "multiplication-slip",
        "result-sign-lost",
        "digits-transposed",
    )
)

# What is done with the terms of a sum, whether the sum is written or not.
_WITH_TERMS = ("tanh-per-term", "tanh-on-one-part")

_OF_EQUATIONS = tuple(each for each in CATALOGUE.values() if each.by == "equation")
# A slip is in a single entry; a misconception may be in all.
_GENERAL = tuple(each for each in _OF_EQUATIONS if each.name not in SLIPS)
_SINGLE = tuple(each for each in _OF_EQUATIONS if each.name in SLIPS)

_NO_VALUE = (Misfit, KeyError, ZeroDivisionError, CalculationError)

# Units by which who cuts digits off is further off than others.
_NEAR = 4

# What was written for an entry, in units of 10^-places; None where it is blank, or not the one asked about.
Claimed = Sequence[int | None]
Values = Mapping[Key, Enclosed]


class Candidate(NamedTuple):
    """A changed equation, lowered; ``entry`` (from 1) where the change concerns a single one."""

    name: str
    entry: int
    value: Lowered[Enclosed]


class Wrong(NamedTuple):
    """A wrong entry (from 1), what was written there and what is right."""

    entry: int
    written: Decimal
    right: Decimal


class Trial:
    """Compares changed equations with what was written, by one habit.

    ``is_near``: one that does not fit is off by so little that digits may have been cut off.
    """

    def __init__(self, claimed: Claimed, habit: Habit) -> None:
        self._near = _NEAR * habit.unit_in_places
        self._ranges = [None if n is None else _range(n, habit) for n in claimed]
        self.is_near = False

    def far(self, candidate: Candidate, values: Values) -> list[int] | None:
        """Give the entries (from 1) that an equation is far from; None where it has no value to compare."""
        try:
            value = candidate.value(values)
        except _NO_VALUE:
            return None
        if len(value.low) != len(self._ranges):
            return None
        return [
            entry
            for entry, (ends, low, high) in enumerate(zip(self._ranges, *value, strict=True), start=1)
            if ends is not None and max(ends[0] - high, low - ends[1]) > self._near
        ]

    def explains(self, candidate: Candidate, values: Values) -> bool:
        """Whether every entry that was written is right under a changed equation."""
        try:
            value = candidate.value(values)
        except _NO_VALUE:
            return False
        if len(value.low) != len(self._ranges):
            return False
        off = 0
        for ends, low, high in zip(self._ranges, value.low, value.high, strict=True):
            if ends is not None:
                off = max(off, ends[0] - high, low - ends[1])
                if off > self._near:
                    return False
        self.is_near = self.is_near or off > 0
        return off <= 0


def _range(n: int, habit: Habit) -> tuple[int, int]:
    """Give what a number may have been before it was rounded, or cut off, at its decimals."""
    half = half_unit(n, habit.decimals, habit.places)
    if not habit.cut:
        return n - half, n + half
    return n - (2 * half if n <= 0 else 0), n + (2 * half if n >= 0 else 0)


@record()
class Plan:
    """The changes to one line: its equation once for each gate, and with the terms of a written sum put in.

    ``habits`` are to the nearest, and cut off, which is tried where nothing else fits. ``everywhere`` gives
    the changes that are made in all gates at once, at the place ``whole``.
    """

    scopes: tuple[Scope, ...]
    of_terms: tuple[Scope, ...]
    site: Callable[[Scope], Site]
    habits: tuple[Habit, Habit]
    everywhere: Callable[[], Iterable[tuple[str, Variant]]] = tuple
    whole: Site | None = None

    def explain(self, values: Values, claimed: Claimed, wrong: Sequence[Wrong]) -> tuple[str, ...]:
        """Name every mistake under which a line would be right; misconceptions first, then slips.

        Args:
            values: what the lines before stand for, under the names of equations in absolute form.
            claimed: what was written.
            wrong: the wrong entries.
        """
        known = [{**values, **scope.values(values)} for scope in self.scopes]
        trial = Trial(claimed, self.habits[0])
        found = list(self._of_catalogue(known, values, trial))
        if not found:
            found = self._with_terms(values, trial)
        if not found and trial.is_near:
            # Who cuts digits off comes near it only.
            cut = Trial(claimed, self.habits[1])
            groups = zip(known, self._cut, strict=True)
            found = [each.name for values, group in groups for each in group if cut.explains(each, values)]
        pairs = [(each.written, each.right) for each in wrong]
        lost = ["result-sign-lost"] if pairs and all(number == -right for number, right in pairs) else []
        found = [*found, *lost, *slips(pairs)]
        if not found and is_multiplication_slip(pairs, list(self._moved(known, wrong)), self._decimals):
            found = ["multiplication-slip"]
        return tuple(sorted(dict.fromkeys(found), key=SLIPS.__contains__))

    @property
    def _decimals(self) -> int:
        return self.habits[0].decimals

    def _of_catalogue(self, known: Sequence[Values], of_all: Values, trial: Trial) -> Iterator[str]:
        general: list[str] = []
        single: list[str] = []
        for at, values in enumerate(known):
            for each in self._nearest[at]:
                if each.name not in general and trial.explains(each, values):
                    general.append(each.name)
            for each in self._slips(at, trial, values):
                if each.name not in single and trial.explains(each, values):
                    single.append(each.name)
        general += [
            each.name
            for each in self._of_all_gates
            if each.name not in general and trial.explains(each, of_all)
        ]
        yield from general
        if not general and any(
            trial.explains(each, values)
            for values, candidates in zip(known, self._early, strict=True)
            for each in candidates
        ):
            yield "rounded-early"
        yield from single

    def _with_terms(self, values: Values, trial: Trial) -> list[str]:
        found: list[str] = []
        for scope, candidates in zip(self.of_terms, self._terms, strict=True):
            known = {**values, **scope.values(values)}
            found += [
                each.name for each in candidates if each.name not in found and trial.explains(each, known)
            ]
        return found

    def _moved(self, known: Sequence[Values], wrong: Sequence[Wrong]) -> Iterator[Decimal]:
        """Give how far the wrong entries move where a product of two digits is wrong."""
        places = self.habits[0].places
        for scope, values in zip(self.scopes, known, strict=True):
            for each in wrong:
                yield from multiplication_slips(
                    scope.expression, scope.parameters, values, each.entry, self._decimals, places
                )

    # Lowered when they are first needed

    @cached_property
    def _nearest(self) -> tuple[tuple[Candidate, ...], ...]:
        return tuple(self._lowered(scope, self.habits[0], _GENERAL) for scope in self.scopes)

    def _slips(self, at: int, trial: Trial, values: Values) -> tuple[Candidate, ...]:
        """Give the slips in a single entry that can explain a line: where others are far off, none can."""
        scope = self.scopes[at]
        if not isinstance(scope.expression, Fn) and Param("weight_hh") not in walk(scope.expression):
            return ()
        plain = self._plain[at]
        far = trial.far(plain, values) if plain is not None else None
        if far and len(far) > 1:
            return ()
        slip = far[0] if far else 0
        if (at, slip) not in self._single:
            self._single[at, slip] = self._lowered(scope, self.habits[0], _SINGLE, slip)
        return self._single[at, slip]

    @cached_property
    def _single(self) -> dict[tuple[int, int], tuple[Candidate, ...]]:
        return {}

    @cached_property
    def _plain(self) -> tuple[Candidate | None, ...]:
        return tuple(
            next(lowered([("", Variant(scope.expression))], self.site(scope), self.habits[0]), None)
            for scope in self.scopes
        )

    @cached_property
    def _of_all_gates(self) -> tuple[Candidate, ...]:
        return tuple(lowered(self.everywhere(), self.whole, self.habits[0])) if self.whole else ()

    @cached_property
    def _cut(self) -> tuple[tuple[Candidate, ...], ...]:
        return tuple(self._lowered(scope, self.habits[1]) for scope in self.scopes)

    @cached_property
    def _early(self) -> tuple[tuple[Candidate, ...], ...]:
        return tuple(
            tuple(
                lowered(
                    [
                        ("rounded-early", Variant(each))
                        for each in rounded_early(scope.expression, self._decimals)
                    ],
                    self.site(scope),
                    self.habits[0],
                )
            )
            for scope in self.scopes
        )

    @cached_property
    def _terms(self) -> tuple[tuple[Candidate, ...], ...]:
        mistakes = [CATALOGUE[name] for name in _WITH_TERMS]
        return tuple(self._lowered(scope, self.habits[0], mistakes) for scope in self.of_terms)

    def _lowered(
        self, scope: Scope, habit: Habit, mistakes: Iterable[Mistake] = _OF_EQUATIONS, slip: int = 0
    ) -> tuple[Candidate, ...]:
        site = replace(self.site(scope), slip=slip)
        changed = ((mistake.name, variant) for mistake, variant in changes(scope.expression, site, mistakes))
        return tuple(lowered(changed, site, habit))


def lowered(changed: Iterable[tuple[str, Variant]], site: Site, habit: Habit) -> Iterator[Candidate]:
    """Lower changed equations; what fits no size, or reads what there is not, is left out."""
    for name, variant in changed:
        try:
            value, expression, divides = _marked(variant.expression, habit)
            if value is None:
                parameters = (
                    {**site.parameters, **variant.parameters} if variant.parameters else site.parameters
                )
                value = lower(expression, habit, parameters)
        except (Misfit, KeyError):
            continue
        if divides:
            value = _wider(value, habit.unit_in_places)
        yield Candidate(name, variant.entry, value)


@lru_cache(maxsize=4096)
def _marked(expression: Expression, habit: Habit) -> tuple[Lowered[Enclosed] | None, Expression, bool]:
    """Mark what was not written, and say whether there is a quotient; a class has the same changes.

    What reads no parameter is lowered as well: it is the same on every sheet.
    """
    marked, kinds = unwritten(expression), set(map(type, walk(expression)))
    return lower(marked, habit, {}) if Param not in kinds else None, marked, Div in kinds


def _wider(value: Lowered[Enclosed], unit: int) -> Lowered[Enclosed]:
    """A quotient that is written out may be off by a unit more."""

    def wider(values: Values) -> Enclosed:
        low, high = value(values)
        return Enclosed([each - unit for each in low], [each + unit for each in high])

    return wider


def slips(pairs: Sequence[tuple[Decimal, Decimal]]) -> list[str]:
    """Name what happened to single digits of (written, right): a slipped carry, two digits exchanged.

    >>> slips([(Decimal("0.83"), Decimal("0.38"))]), slips([(Decimal("0.48"), Decimal("0.38"))])
    (['digits-transposed'], ['carry-slip'])
    """
    names = []
    if pairs and all(number in tuple(carry_slips(expected)) for number, expected in pairs):
        names.append("carry-slip")
    if pairs and all(
        number in tuple(digit_transpositions(expected, max(decimals_of(number), 1)))
        for number, expected in pairs
    ):
        names.append("digits-transposed")
    return names
