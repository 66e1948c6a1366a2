"""Which of several networks a text describes: the one from which its own lines follow.

A text may leave open on which side of its vector a square matrix stands. What it computes with it does not:
the numbers that stand before the first mistake are those of one network. Where not even these are, the text
was not understood, and nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from tutor.binding import binding_messages as says
from tutor.binding.literal_rows import numbers
from tutor.binding.networks.defined import root_of
from tutor.binding.networks.possible import Candidates
from tutor.binding.networks.units import symbol_of
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace, trace
from tutor.language.faults import Sentence, TutorError
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Work
from tutor.record import NamedTuple

# Somebody who rounds on the way is a few units off after many lines; another network is so at once.
_UNITS, _MOST = 10, Decimal("0.05")


class _Fit(NamedTuple):
    """How a network fits: what differs before the first mistake, and how much fits altogether."""

    differs: tuple[w.Name, ...]
    fitting: int


class Spot(NamedTuple):
    """Where a quantity stands in a trace: layers from 0, steps from 1, an entry from 1 or all (0)."""

    layer: int
    back: bool
    symbol: str
    step: int
    entry: int

    def texts(self, found: Trace) -> tuple[str, ...]:
        """Give its numbers in a trace; of several sequences all must agree."""
        values = set()
        for run in found.runs:
            unit = run.unit
            if unit.is_output or (unit.layer, unit.direction < 0) != (self.layer, self.back):
                continue
            symbol = symbol_of(self.symbol, unit.cell)
            if symbol is not None and run.has(self.step) and symbol in run.at(self.step).quantities:
                values.add(run.at(self.step).quantities[symbol].texts)
        if len(values) != 1:
            return ()
        (texts,) = values
        return texts[self.entry - 1 : self.entry] if self.entry else texts


def spot_of(name: w.Name, roles: Mapping[str, str], lowest: int, first: int) -> Spot | None:
    """Say where the quantity of a name stands.

    Args:
        name: the writer's name, with its step, its layer and direction.
        roles: what the writer's letters stand for, where they are no customary ones.
        lowest: the number of the writer's lowest layer.
        first: the number of the writer's first step.
    """
    root, layer, back = root_of(name.base)
    if not isinstance(name.step, int) or name.step < first or len(name.entry) > 1:
        return None
    return Spot(max(layer - lowest, 0), back, roles.get(root, root), name.step - first + 1, sum(name.entry))


def spots(work: Work, roles: Mapping[str, str], lowest: int = 0) -> Mapping[str, Spot]:
    """Say for everything that a text computes by name, as it is written, where it stands in a trace."""
    found = {
        chain.name.text: spot
        for chain in work.chains
        if chain.name is not None and (spot := spot_of(chain.name, roles, lowest, work.first)) is not None
    }
    return MappingProxyType(found)


def chosen(found: Candidates, work: Work, before: int | None) -> tuple[Problem | None, Sentence | None]:
    """Choose the network from which the lines before the first mistake follow, or say why there is none.

    Args:
        found: the networks that may be meant.
        work: the text.
        before: the line of the first mistake, if there is one.
    """
    if not found.problems:
        return None, found.why or says.THE_TEXT_DOES_NOT_GIVE_EVERYTHING()
    fits: list[tuple[_Fit, Problem, Trace]] = []
    for problem in found.problems:
        try:
            traced = trace(problem)
        except TutorError as error:
            return None, error.faults[0].title
        fits.append((_fit(work, traced, found.lowest, before), problem, traced))
    best, problem, traced = min(fits, key=lambda each: (len(each[0].differs), -each[0].fitting))
    if best.differs:
        name = best.differs[0]
        return None, says.NUMBERS_DO_NOT_FOLLOW(line=name.place.line, name=name.text)
    rivals = [other for fit, _, other in fits if fit == best]
    if any(_numbers(other) != _numbers(traced) for other in rivals):
        return None, found.undecided
    return problem, None


def _numbers(found: Trace) -> list[tuple[str, ...]]:
    return [step.quantities["h"].texts for step in found.steps if "h" in step.quantities]


def _fit(work: Work, found: Trace, lowest: int, before: int | None) -> _Fit:
    """Compare everything that a text computes with a network."""
    reach = min(_UNITS * Decimal(1).scaleb(-found.problem.rounding.decimals), _MOST)
    differs, fitting = [], 0
    for name, written, line in _computed(work):
        spot = spot_of(name, {}, lowest, work.first)
        wanted = spot.texts(found) if spot is not None else ()
        if len(wanted) != len(written):
            continue
        near = all(
            abs(one.value - Decimal(other)) <= max(reach, Decimal(1).scaleb(-one.decimals))
            for one, other in zip(written, wanted, strict=True)
        )
        fitting += near
        if not near and (before is None or line < before):
            differs.append(name)
    return _Fit(tuple(differs), fitting)


def _computed(work: Work) -> Iterator[tuple[w.Name, tuple[w.Number, ...], int]]:
    """Give what a text computes by name, with the numbers that it writes for it, and where these end."""
    for chain in work.chains:
        last = chain.segments[-1].expression
        if chain.name is None or not isinstance(chain.name.step, int) or chain.name.step < work.first:
            continue
        if numbers(last) is None:
            continue
        written = tuple(each for each in w.walk(last) if isinstance(each, w.Number))
        yield chain.name, written, last.place.end_line
