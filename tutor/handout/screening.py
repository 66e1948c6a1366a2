"""The screen: which candidates make every mistake visible, so that each can be told from every other.

Many candidates are looked at together; the table and the catalogue of mistakes are evaluated on arrays. The
bounds lie between the decimals that the compared numbers can be, so that no platform's last bit decides.

A mistake at a step is made from the right state before it, as a marker judges every line from the lines
before it. Two mistakes are apart where at some step from the second on some entry of h differs by enough.

Networks with gates or several units are screened in part: sizes and signs, wider bounds for the
pre-activations, a narrower margin at the ties. A page of theirs has so many numbers that the rules for the
simple network would leave no draw.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tutor.calculation.equations import Ref
from tutor.calculation.evaluation import Key, key_of, lower
from tutor.calculation.network import Runner, Unit
from tutor.calculation.network import Sequence as Sentence
from tutor.handout.candidates import Candidates, Number
from tutor.handout.fitting import differ, distinct, fit, spread
from tutor.handout.templates import Slot, Template, slots
from tutor.handout.ways import Way, are_one, column_of, product_of
from tutor.mistakes.catalogue import CATALOGUE, variants
from tutor.mistakes.sites import Site, absolute
from tutor.record import record, replace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]

# In units of the last decimal: how far apart two mistakes are, how far from a tie every printed number is.
APART = 5
FROM_A_TIE = 0.02
# The size of every pre-activation.
SMALLEST, LARGEST = 0.3, 1.5

# With more hidden units there are so many products that slips in two of them always coincide somewhere.
MOST_TOLD_APART = 2

# For networks that are screened in part.
_WIDE_SMALLEST, _WIDE_LARGEST = 0.05, 3.0
_NARROW_FROM_A_TIE = 0.002

# Between two decimals that can be compared with a bound.
_OFF = 1e-9

# What a candidate can fail by, in the order of looking.
CHECKS = ("fits", "signs", "bias", "range", "products", "bends", "ties", "visible", "apart")

_SCREENED = tuple(each for each in CATALOGUE.values() if each.screened and each.by == "equation")


@record()
class Batch:
    """Candidates with their numbers in units of the last decimal, a row a candidate, and their words.

    ``words`` has the position of every word in the vocabulary, from 0, a row a candidate.
    """

    numbers: Integers
    words: Integers

    def __len__(self) -> int:
        return len(self.numbers)

    def where(self, kept: Any) -> Batch:  # noqa: ANN401 - flags or positions
        """Keep some of them."""
        return Batch(self.numbers[kept], self.words[kept])


class Screen:
    """The screen of one template."""

    def __init__(self, template: Template) -> None:
        import numpy

        self._numpy = numpy
        self.template = template
        self.slots = slots(template)
        self.unit_of_print = 10.0**-template.problem.rounding.decimals
        ends = [0]
        for slot in self.slots:
            ends.append(ends[-1] + slot.count)
        self._ends = ends

    @property
    def count(self) -> int:
        """How many numbers a candidate has."""
        return self._ends[-1]

    @cached_property
    def bounds(self) -> tuple[float, float, float]:
        """The least and the largest pre-activation, and the distance from a tie."""
        if self.template.is_simple:
            return SMALLEST, LARGEST, FROM_A_TIE
        return _WIDE_SMALLEST, _WIDE_LARGEST, _NARROW_FROM_A_TIE

    def fitted(self, batch: Batch) -> Batch:
        """Change the weights of a simple network so that entries differ and the bounds are kept."""
        if not self.template.is_simple or not batch.words.shape[1]:
            return batch
        at = {slot.name: index for index, slot in enumerate(self.slots)}
        into = at["weight_ih"]
        for name, change in (("weight_hh", spread), ("bias", distinct)):
            if (index := at.get(name)) is not None:
                batch = self._with(batch, index, change(self.slots[index], self._part(batch, index)))
        chosen = fit(
            self.template.problem,
            self.slots[into],
            self._part(batch, into),
            batch.words,
            self.parameters(batch)[0],
            self.bounds[:2],
        )
        return self._with(batch, into, chosen)

    def passes(self, batch: Batch) -> tuple[Flags, Mapping[str, int]]:
        """Say which candidates pass, and how many failed by each check first."""
        np = self._numpy
        passed: Flags = np.zeros(len(batch), dtype=bool)
        left = np.arange(len(batch))
        failed = {}
        for name, check in (("fits", self._fits), ("signs", self._signs), ("bias", self._bias)):
            good = check(batch.where(left))
            failed[name] = int((~good).sum())
            left = left[good]
        if len(left):
            kept, states, more = self._computed(batch.where(left), self.template.problem.written)
            if kept.any() and (more_lines := self._all_lines()):
                again, _, other = self._computed(batch.where(left[kept]), more_lines)
                kept[kept] = again
                more = {name: many + other[name] for name, many in more.items()}
            failed |= more
            left = left[kept]
            if self.template.is_simple and len(left):
                good, more = self._told_apart(batch.where(left), [each[:, kept] for each in states])
                failed |= more
                left = left[good]
        passed[left] = True
        return passed, failed

    # Signs and sizes

    def _part(self, batch: Batch, at: int) -> Integers:
        return batch.numbers[:, self._ends[at] : self._ends[at + 1]]

    def _with(self, batch: Batch, at: int, part: Integers) -> Batch:
        numbers = batch.numbers.copy()
        numbers[:, self._ends[at] : self._ends[at + 1]] = part
        return Batch(numbers, batch.words)

    def _fits(self, batch: Batch) -> Flags:
        """No number is 0: none is drawn so, but one that no choice could fit in the bounds is."""
        good: Flags = (batch.numbers != 0).all(axis=1)
        return good

    def _signs(self, batch: Batch) -> Flags:
        """Both signs in every matrix, none its own transpose, and no neighbour a slip of the other."""
        good: Flags = self._numpy.ones(len(batch), dtype=bool)
        for at, slot in enumerate(self.slots):
            # A single number has one sign and is its own transpose.
            if len(slot.shape) == 2 and slot.count > 1:
                part = self._part(batch, at)
                good &= (part.min(axis=1) < 0) & (part.max(axis=1) > 0)
                if slot.shape[0] == slot.shape[1]:
                    matrix = part.reshape(-1, *slot.shape)
                    good &= (matrix != matrix.transpose(0, 2, 1)).any(axis=(1, 2))
                    if self.template.is_simple:
                        good &= differ(matrix[:, :, 1:], matrix[:, :, :-1]).all(axis=(1, 2))
        return good

    def _bias(self, batch: Batch) -> Flags:
        """Every sum of biases is not zero and differs from entry to entry."""
        np = self._numpy
        good: Flags = np.ones(len(batch), dtype=bool)
        for at, unit in enumerate(self.template.problem.units):
            for parameter in unit.cell.parameters:
                if parameter.role != "bias":
                    continue
                parts = [
                    self._part(batch, index) * 10 ** (12 - slot.decimals)
                    for index, slot in enumerate(self.slots)
                    if slot.unit == at and slot.name in (parameter.name, *parameter.sum_of)
                ]
                total = np.sort(np.sum(parts, axis=0), axis=1)
                good &= (total != 0).all(axis=1) & (total[:, 1:] != total[:, :-1]).all(axis=1)
        return good

    # The numbers on the page

    def parameters(self, batch: Batch) -> list[dict[str, Any]]:
        """Give the parameters of every unit, a number for every candidate in each place."""
        return self.put_together(
            [Number(column) for column in (self._part(batch, at) / 10.0**slot.decimals).T]
            for at, slot in enumerate(self.slots)
        )

    def put_together(self, numbers: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """Give the parameters of every unit, made of the numbers of each slot; two biases are added."""
        units = self.template.problem.units
        found: list[dict[str, Any]] = [{} for _ in units]
        for slot, of_slot in zip(self.slots, numbers, strict=True):
            found[slot.unit][slot.name] = shaped(slot, of_slot)
        for given, unit in zip(found, units, strict=True):
            for parameter in unit.cell.parameters:
                parts = [given[name] for name in parameter.sum_of if name in given]
                if parts:
                    given[parameter.name] = tuple(
                        sum(rest, first) for first, *rest in zip(*parts, strict=True)
                    )
        return found

    def _all_lines(self) -> tuple[str, ...]:
        """Give all lines of a simple network where its template writes some only.

        Whoever writes more lines than were asked for is to meet no tie either.
        """
        problem = self.template.problem
        lines = tuple(each.symbol for unit in problem.units for each in unit.cell.equations)
        return lines if self.template.is_simple and set(lines) > set(problem.written) else ()

    def _computed(self, batch: Batch, written: Collection[str]) -> tuple[Flags, list[Array], dict[str, int]]:
        """Compute every line; keep candidates whose numbers are in bounds, and their states, step by step."""
        np, problem = self._numpy, self.template.problem
        least, largest, margin = self.bounds
        parameters = self.parameters(batch)
        good = {name: np.ones(len(batch), dtype=bool) for name in ("range", "products", "bends", "ties")}
        states: list[Array] = []
        # Where no pre-activation is negative, ReLU does nothing, and to leave it out is no mistake.
        bent = {unit.name: np.zeros(len(batch), dtype=bool) for unit in problem.units if _is_relu(unit)}
        for sequence in problem.sequences:
            units = tuple(
                replace(unit, parameters=MappingProxyType(given))
                for unit, given in zip(sequence.units, parameters, strict=True)
            )
            runner = Runner(units, Candidates(len(batch)), lambda unit: unit.cell.equations)
            for begun in runner.run(self._sentence(batch, sequence, units)):
                first = begun.t == (1 if begun.unit.direction > 0 else self.template.steps)
                if not first and not begun.unit.is_output:
                    other = begun.values["h", 1, ""] != 0
                    good["products"] &= other.any(axis=0) if _is_relu(begun.unit) else other.all(axis=0)
                for line in begun.lines:
                    value = line.evaluate(begun.values)
                    if line.equation.role == "pre-activation":
                        size = np.abs(value)
                        good["range"] &= ((size >= least - _OFF) & (size <= largest + _OFF)).all(axis=0)
                        if _is_relu(begun.unit):
                            bent[begun.unit.name] |= (value < 0).any(axis=0)
                    if line.symbol in written:
                        scaled = value / self.unit_of_print
                        whole = np.rint(scaled)
                        off = np.abs(scaled - whole)
                        good["ties"] &= (0.5 - off > margin + 0.0005).all(axis=0)
                        if problem.rounding.carry == "rounded":
                            value = whole * self.unit_of_print
                    begun.values[line.symbol, 0, ""] = value
                if not begun.unit.is_output:
                    states.append(begun.values["h", 0, ""])
        for flags in bent.values():
            good["bends"] &= flags
        kept: Flags = np.logical_and.reduce([*good.values()])
        failed, left = {}, np.ones(len(batch), dtype=bool)
        for name, flags in good.items():
            failed[name] = int((left & ~flags).sum())
            left &= flags
        return kept, states, failed

    def _sentence(self, batch: Batch, sequence: Sentence, units: tuple[Unit, ...]) -> Sentence:
        """Give the inputs of all candidates: their own words, or what is the same for all."""
        inputs: Any = sequence.inputs
        if self.template.problem.words and batch.words.shape[1]:
            size = self.template.problem.input_size
            inputs = [
                tuple(Number((batch.words[:, t] == entry).astype(float)) for entry in range(size))
                for t in range(self.template.steps)
            ]
        return Sentence((), tuple(inputs), units, sequence.targets)

    # Mistakes

    def _told_apart(self, batch: Batch, states: Sequence[Array]) -> tuple[Flags, dict[str, int]]:
        """Look at candidates with the same words together, as mistakes with words depend on their places."""
        np = self._numpy
        good = np.zeros(len(batch), dtype=bool)
        visible = np.zeros(len(batch), dtype=bool)
        groups: dict[tuple[int, ...], list[int]] = {}
        for index, words in enumerate(map(tuple, batch.words.tolist())):
            groups.setdefault(words, []).append(index)
        for words, members in groups.items():
            some = np.array(members)
            with np.errstate(all="ignore"):  # tan and artanh have no value everywhere
                seen, apart = self._apart(batch.where(some), words, [each[:, some] for each in states])
            visible[some], good[some] = seen, apart
        return good, {"visible": int((~visible).sum()), "apart": int((visible & ~good).sum())}

    def _apart(self, batch: Batch, words: tuple[int, ...], states: Sequence[Array]) -> tuple[Flags, Flags]:
        np, unit = self._numpy, self.template.unit
        from_zero, steps = not any(unit.start["h"]), self.template.steps
        crowded = self.template.problem.hidden_size > MOST_TOLD_APART
        ways = self._ways(batch, words, states)
        key = np.concatenate(states[1:])
        wrong = np.stack([way.below_each_other(states) for way in ways])
        bound = APART * self.unit_of_print - _OFF
        visible: Flags = (np.abs(wrong - key) >= bound).any(axis=1).all(axis=0)
        apart: Flags = visible.copy()
        for index, way in enumerate(ways):
            others = [
                other
                for other in range(index + 1, len(ways))
                if not are_one(way.mistake, ways[other].mistake, from_zero=from_zero, steps=steps)
                and not way.is_like(ways[other], crowded=crowded)
            ]
            if others:
                distance = np.abs(wrong[others] - wrong[index])
                apart &= (distance >= bound).any(axis=1).all(axis=0)
        return visible, apart

    def _ways(self, batch: Batch, words: tuple[int, ...], states: Sequence[Array]) -> list[Way]:
        """Make every mistake that a variant must show, in every way, at every step from the second on."""
        unit, problem = self.template.unit, self.template.problem
        (parameters, *_), arithmetic = self.parameters(batch), Candidates(len(batch))
        expression = unit.cell.fold(unit.cell.states)[0].expression
        given = problem.sequences[0].inputs
        places: tuple[int | None, ...] = words or (None,) * len(given)
        values: dict[Key, Array] = {key_of(Ref("h", unit="0")): arithmetic.vector(unit.start["h"])}
        ways: dict[tuple[str, str], Way] = {}
        for step, state in enumerate(states, start=1):
            x = given[step - 1] if not words else _one_hot(words[step - 1], problem.input_size)
            values[key_of(Ref("x", unit=str(step)))] = arithmetic.vector(x)
            if step > 1:
                line = absolute(expression, step)
                site = Site(step, parameters, places, problem.hidden_size, problem.input_size)
                for mistake in _SCREENED:
                    for index, variant in enumerate(variants(mistake, line, site)):
                        label = ",".join(variant.parameters) or str(index)
                        way = ways.setdefault((mistake.name, label), Way(mistake, product_of(variant)))
                        changed = {**site.parameters, **variant.parameters}
                        way.values[step] = lower(variant.expression, arithmetic, changed)(values)
                        if column := column_of(variant):
                            way.columns[step] = column
            values[key_of(Ref("h", unit=str(step)))] = state
        return list(ways.values())


def _is_relu(unit: Unit) -> bool:
    return unit.cell.kind == "rnn_relu"


def _one_hot(position: int, size: int) -> tuple[int, ...]:
    return tuple(int(entry == position) for entry in range(size))


def shaped(slot: Slot, numbers: Sequence[Any]) -> tuple[Any, ...]:
    """Put the numbers of a parameter in its shape."""
    if len(slot.shape) == 1:
        return tuple(numbers)
    columns = slot.shape[1]
    return tuple(tuple(numbers[at : at + columns]) for at in range(0, len(numbers), columns))
