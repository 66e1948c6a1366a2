"""What stands on the sheet so far: names with their last values, numbers with their widths, formulas.

A name is known by its letter and its step, as written; ``h_{t-1}`` under the heading of step 3 is h_2 where
nothing is written for it as it stands. A formula of step t holds at every step. A given that is given anew
opens another problem: what was computed before it is forgotten, formulas over t stay.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, MutableMapping, Sequence
from decimal import Decimal

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.numbers import decimals_of
from tutor.calculation.tolerance import PLACES, given, widest
from tutor.judging.following.calculating import Calculator
from tutor.judging.following.literals import numbers_of, quantity_of
from tutor.judging.following.quantities import NoValueError, Quantity, SizesError, joined, number
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.spelling import spelled
from tutor.reading.formulas.syntax import Place, changed, step_of
from tutor.record import field, record, replace

Key = tuple[str, int | str | None]
Digits = tuple[int, tuple[int, ...], object]

IDENTITY = "I"
# Of a name, the formulas that are tried where nothing is written for it.
_MOST_FORMULAS = 2
# Where a name stands that nobody wrote: in a formula that was put at another step.
NOWHERE = Place(0, 0, 0, 0)


@record()
class Formula:
    """What a name equals: at every step where it is written over t, else at its own."""

    head: w.Name
    side: w.Expression
    strong: bool
    assumed: bool = False

    @property
    def is_general(self) -> bool:
        """Whether it is written over t."""
        return isinstance(self.head.step, str)

    def at(self, step: int | str | None) -> w.Expression | None:
        """Give the formula at another step; None where it does not say."""
        own = self.head.step
        if step == own:
            return self.side
        if own is None or step is None or isinstance(step, str):
            return None
        here = _offset(own) if isinstance(own, str) else own
        if here is None:
            return None
        shift = step - here

        def moved(name: w.Name) -> w.Name:
            if isinstance(name.step, int):
                at = name.step if isinstance(own, str) else name.step + shift
            else:
                offset = _offset(name.step) if name.step is not None else None
                if offset is None:
                    return replace(name, place=NOWHERE)
                at = offset + (shift if isinstance(own, str) else step)
            return replace(name, step=at, place=NOWHERE)

        return changed(self.side, moved)


def _offset(step: str) -> int | None:
    """Give what ``t-1`` adds to t."""
    return step_of(w.Name(w.Place(1, 1, 1, 1), "", "", step), 0)


@record(frozen=False)
class Sheet:
    """Grows as the text is read; belongs to one judgement.

    ``corrected``: names stand for what they should be. ``bare``: numbers stand for their digits alone.
    """

    letter: str
    given: Mapping[Key, Quantity]
    assumed: Mapping[Key, Quantity]
    here: int | None = None
    values: MutableMapping[Key, Quantity] = field(default_factory=dict)
    literals: MutableMapping[Key, w.Expression] = field(default_factory=dict)
    pieces: MutableMapping[Key, dict[tuple[int, ...], w.Expression]] = field(default_factory=dict)
    parts: MutableMapping[Key, dict[tuple[int, ...], Quantity]] = field(default_factory=dict)
    formulas: dict[str, list[Formula]] = field(default_factory=dict)
    printed: MutableMapping[Digits, tuple[int, int]] = field(default_factory=dict)
    seen: MutableMapping[Decimal, bool] = field(default_factory=dict)
    truths: MutableMapping[Key, Quantity] = field(default_factory=dict)
    true_lines: MutableMapping[str, Quantity] = field(default_factory=dict)
    corrected: bool = False
    bare: bool = False
    charged: set[str] = field(default_factory=set)
    stated: set[Key] = field(default_factory=set)
    lines: MutableMapping[str, Quantity] = field(default_factory=dict)
    wide: bool = False

    # Looking up

    def function(self, letter: str) -> str | None:
        """Give the function that a letter stands for."""
        return self.letter if letter.strip("\\") in ("σ", "sigma") else None

    def ends(self, value: Decimal) -> tuple[int, int] | None:
        """Give the interval of a number that was printed before; with ``wide``, that of a new one, too."""
        if self.bare:
            return None
        found = self.printed.get(digits(value))
        if found is not None:
            return found
        negative = self.printed.get(digits(-value))
        if negative is not None:
            return -negative[1], -negative[0]
        if self.wide and abs(value) not in self.seen and value != value.to_integral_value():
            unit = int(10 ** max(0, PLACES - decimals_of(value)))
            return widest(given([value]).low[0], unit)
        return None

    def find(self, name: w.Name, calculator: Calculator) -> Quantity:
        """Give what a name stands for; raises :class:`NoValueError` where that is nothing."""
        for key in self.keys(name):
            if name.entry and name.entry in self.parts.get(key, {}):
                return self._parts(key)[name.entry]
            whole = self.whole(key)
            if whole is not None:
                return whole.entry(*name.entry) if name.entry else whole
        if name.base == IDENTITY and name.step is None:
            return replace(number(1), identity=True)
        for key in self.keys(name):
            for formula in self.references(key)[:_MOST_FORMULAS]:
                try:
                    whole = calculator.deeper().value(formula)
                except (NoValueError, SizesError):
                    continue
                return whole.entry(*name.entry) if name.entry else whole
        for source in (self.given, self.assumed):
            for key in self.keys(name):
                if key in source:
                    return source[key].entry(*name.entry) if name.entry else source[key]
        raise NoValueError

    def line(self, node: w.Expression) -> Quantity | None:
        """Give what was written down for a calculation with names, where it was one."""
        if not self.lines:
            return None
        text = spelled(node)
        return (
            self.true_lines.get(text) if self.corrected and text in self.true_lines else self.lines.get(text)
        )

    def is_open(self, name: w.Name) -> bool:
        """Whether nothing is written for a name and nothing given, so that numbers in its place define it."""
        return not any(
            key in self.given or self.whole(key) is not None or self.references(key)
            for key in self.keys(name)
        )

    def keys(self, name: w.Name) -> list[Key]:
        """Under which letters and steps a name may have been written."""
        keys: list[Key] = [(name.base, name.step)]
        if (
            self.here is not None
            and isinstance(name.step, str)
            and (at := step_of(name, self.here)) is not None
        ):
            keys.append((name.base, at))
        return keys

    def whole(self, key: Key) -> Quantity | None:
        """Give a vector that was written, whole or entry by entry; corrected, as it should be."""
        if self.corrected and key in self.truths:
            return self.truths[key]
        if self.bare and key in self.literals:
            return quantity_of(self.literals[key])
        if key in self.values:
            return self.values[key]
        parts = self._parts(key)
        singles = sorted(at[0] for at in parts if len(at) == 1)
        if len(singles) > 1 and singles == list(range(1, len(singles) + 1)):
            return joined([parts[(i,)] for i in singles])
        return None

    def _parts(self, key: Key) -> dict[tuple[int, ...], Quantity]:
        """Give the entries that were written one by one."""
        parts, pieces = self.parts.get(key, {}), self.pieces.get(key, {}) if self.bare else {}
        return {at: quantity_of(pieces[at]) if at in pieces else part for at, part in parts.items()}

    def literal(self, name: w.Name) -> w.Expression | None:
        """Give the numbers as they were written for a name."""
        for key in self.keys(name):
            if key in self.literals:
                return self.literals[key]
            pieces = self.pieces.get(key, {})
            if name.entry and name.entry in pieces:
                return pieces[name.entry]
            if len(pieces) > 1 and sorted(pieces) == [(i,) for i in range(1, len(pieces) + 1)]:
                return w.Vector(name.place, tuple(pieces[at] for at in sorted(pieces)))
        return None

    def known(self, key: Key) -> list[Formula]:
        """Give the formulas for a name: of its own step, else over t, then the latest of others."""
        known = self.formulas.get(key[0], [])
        own = [each for each in reversed(known) if each.head.step == key[1]]
        if own:
            return own
        return [each for each in known if each.is_general] + [
            each for each in reversed(known) if not each.is_general
        ]

    def references(self, key: Key) -> list[w.Expression]:
        """Give the formulas for a name at its step."""
        return [side for each in self.known(key) if (side := each.at(key[1])) is not None]

    # What is charged already

    def charge(self, node: w.Expression) -> None:
        """Remember names and numbers that an error was found in."""
        self.charged |= {spelled(each) for each in w.walk(node) if _is_operand(each)}

    def is_charged(self, node: w.Expression) -> bool:
        """Whether anything that an expression reads is charged already."""
        return any(_is_operand(each) and spelled(each) in self.charged for each in w.walk(node))

    # Several problems

    def copied(self, letter: str, given: Mapping[Key, Quantity], assumed: Mapping[Key, Quantity]) -> Sheet:
        """Give a sheet that goes on where this one ends, and leaves it as it is."""
        return replace(
            self,
            letter=letter,
            given=given,
            assumed={**{key: each for key, each in self.assumed.items() if key[1] is None}, **assumed},
            here=None,
            values=dict(self.values),
            literals=dict(self.literals),
            pieces=dict(self.pieces),
            parts=dict(self.parts),
            formulas={
                base: [each for each in known if not each.assumed] for base, known in self.formulas.items()
            },
            printed=dict(self.printed),
            seen=dict(self.seen),
            truths=dict(self.truths),
            true_lines=dict(self.true_lines),
            charged=set(self.charged),
            stated=set(self.stated),
            lines=dict(self.lines),
        )

    # Trials

    def overlay(self) -> Sheet:
        """Give a sheet over this one, for what may be thrown away again."""
        return replace(
            self,
            values=ChainMap({}, self.values),
            literals=ChainMap({}, self.literals),
            parts=ChainMap({}, self.parts),
            pieces=ChainMap({}, self.pieces),
            printed=ChainMap({}, self.printed),
            seen=ChainMap({}, self.seen),
            lines=dict(self.lines),
            truths=ChainMap({}, self.truths),
            charged=set(self.charged),
        )

    def absorb(self, over: Sheet) -> None:
        """Keep what was written on a sheet over this one."""
        for own, other in (
            (self.values, over.values),
            (self.literals, over.literals),
            (self.parts, over.parts),
            (self.pieces, over.pieces),
            (self.printed, over.printed),
            (self.seen, over.seen),
            (self.truths, over.truths),
        ):
            assert isinstance(other, ChainMap)
            own.update(other.maps[0])

    # Writing

    def write(self, name: w.Name, value: Quantity, literal: w.Expression | None) -> None:
        """Let a name stand for a value from here on."""
        key = (name.base, name.step)
        if name.entry:
            self.parts[key] = {**self.parts.get(key, {}), name.entry: value}
            if literal is not None:
                self.pieces[key] = {**self.pieces.get(key, {}), name.entry: literal}
            return
        if key in self.values:
            self.lines.clear()
        self.truths.pop(key, None)
        self.values[key] = value
        self.parts.pop(key, None)
        self.pieces.pop(key, None)
        self.literals.pop(key, None)
        if literal is not None:
            self.literals[key] = literal

    def knows(self, name: w.Name) -> bool:
        """Whether something is written for a name."""
        key = (name.base, name.step)
        if name.entry:
            whole = self.values.get(key)
            return name.entry in self.parts.get(key, {}) or whole is not None
        return self.whole(key) is not None

    def quantity(self, literal: w.Expression) -> Quantity:
        """Give numbers as wide as they were when they were printed."""
        numbers = numbers_of(literal)
        printed = [self.ends(value) for value in numbers]
        quantity = quantity_of(literal)
        exact = given(numbers).low
        low = [pair[0] if pair else n for pair, n in zip(printed, exact, strict=True)]
        high = [pair[1] if pair else n for pair, n in zip(printed, exact, strict=True)]
        return quantity if low == high else replace(quantity, ends=quantity.ends._replace(low=low, high=high))

    def define(self, name: w.Name, literal: w.Expression) -> None:
        """Let a name stand for written numbers, as wide as they were when they were printed."""
        numbers = numbers_of(literal)
        quantity = self.quantity(literal)
        self.write(name, quantity, literal)
        if isinstance(name.step, int) and ("-1" in name.text or "prev" in name.text):
            self.write(replace(name, step="t-1"), quantity, literal)
        self.print(numbers, quantity.ends)

    def print(self, numbers: Sequence[Decimal], ends: Enclosed) -> None:
        """Take in written numbers with the intervals that they stand for."""
        for value, low, high in zip(numbers, ends.low, ends.high, strict=True):
            if low != high:
                self.printed[digits(value)] = low, high
            self.seen[abs(value)] = True

    def take_in(self, numbers: Sequence[Decimal]) -> None:
        """Numbers that stand for a calculation nobody followed are as wide as they can be."""
        new = [value for value in numbers if abs(value) not in self.seen]
        self.wide = True
        pairs = [self.ends(value) for value in new]
        self.wide = False
        exact = given(new).low
        self.print(
            new,
            Enclosed(
                [pair[0] if pair else n for pair, n in zip(pairs, exact, strict=True)],
                [pair[1] if pair else n for pair, n in zip(pairs, exact, strict=True)],
            ),
        )

    def learn(self, formula: Formula) -> None:
        """Keep a formula; the latest of a name at its own step counts first."""
        self.formulas.setdefault(formula.head.base, []).append(formula)

    def forget(self) -> None:
        """Open another problem: what was given stays until it is given anew, formulas over t stay."""
        for store in (self.values, self.literals, self.parts, self.pieces, self.truths):
            for key in [key for key in store if key not in self.stated]:
                del store[key]
        self.lines.clear()
        self.true_lines.clear()
        for base, known in list(self.formulas.items()):
            self.formulas[base] = [each for each in known if each.is_general]


def _is_operand(node: w.Expression) -> bool:
    return isinstance(node, w.Name | w.Vector | w.Matrix) or (
        isinstance(node, w.Number) and node.decimals > 1
    )


def digits(value: Decimal) -> Digits:
    """Tell 0.5 from 0.500."""
    return value.as_tuple()
