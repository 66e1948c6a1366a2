"""The first of the judge's two questions: does every side follow from what stands before it, as written?

No network is asked for. Names stand for what was written for them last, formulas over t for every step; so
gates, outputs, losses and plain sums are judged like any other line. What cannot be evaluated is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tutor.binding.model import Model
from tutor.calculation.tolerance import given
from tutor.judging.following import Following, quantity_of
from tutor.judging.following_reports import FollowingReports
from tutor.judging.quantities import NoValueError, Quantity, SizesError, number
from tutor.judging.sheet import Formula, Key, Sheet
from tutor.reading import syntax as w
from tutor.reading.findings import Finding
from tutor.reading.syntax import Chain, Place, Work

# What backward passes and updates are written with: its equations are not among those that are judged.
_BACKWARD = ("δ", "∂", "∇", "Δ", "d", "grad", "g")


@dataclass(frozen=True)
class Read:
    """What became of one chain: the numbers that were compared, those that were not, what is wrong."""

    chain: Chain
    checked: tuple[Place, ...]
    unread: tuple[Place, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether it was compared from end to end, and everything in it follows."""
        return bool(self.checked) and not self.unread and not self.findings


@dataclass
class AsWritten:
    """Judges the chains of a work in reading order."""

    work: Work
    model: Model
    letter: str
    reads: list[Read] = field(default_factory=list)

    def run(self) -> list[Read]:
        """Judge every chain."""
        self.sheet = Sheet(self.letter, _given(self.model))
        self.reports = FollowingReports(self.work.lines)
        for chain in self.work.chains:
            self._formula_over_t(chain)
        for chain in self.work.chains:
            self.sheet.here = self.work.step_at(chain)
            self.reads.append(self._chain(chain))
        return self.reads

    # Formulas

    def _formula_over_t(self, chain: Chain) -> None:
        """Formulas over t hold wherever they stand; what is written with numbers is none."""
        name = chain.name
        if name is None or not isinstance(name.step, str):
            return
        for segment in chain.segments[1:]:
            if is_formula(segment.expression):
                self.sheet.learn(Formula(name, segment.expression, strong=True))
                return

    def _learned(self, name: w.Name, side: w.Expression) -> None:
        """Keep a formula of one step for the others, if it surely has all its terms."""
        if isinstance(name.step, str) or not is_formula(side):
            return
        names = [node for node in w.walk(side) if isinstance(node, w.Name)]
        before = any(isinstance(each.step, int) and each.step == (name.step or 0) - 1 for each in names)
        state = any(
            isinstance(node, w.Name) and node.base == name.base and node.step != formula.head.step
            for known in self.sheet.formulas.values()
            for formula in known
            for node in w.walk(formula.side)
        )
        plain = all(each.step == name.step or each.step is None for each in names)
        stepped = any(each.step is not None for each in names)
        self.sheet.learn(Formula(name, side, strong=before or (plain and stepped and not state)))

    # Chains

    def _chain(self, chain: Chain) -> Read:
        c = Following(self.sheet, self.reports, _target(chain))
        sides = [segment.expression for segment in chain.segments]
        name = chain.name
        if name is not None and chain.literal is not None and len(sides) == 2:
            self._alone(c, name, sides[1])
            return _read(chain, c, [sides[1]] if False else [])
        if name is not None and all(isinstance(side, w.Name) for side in sides[:-1]) and w.is_literal(sides[-1]):
            for side in sides[:-1]:
                assert isinstance(side, w.Name)
                if not self._knows(side):
                    self._define(side, sides[-1])
        if any(_is_backward(side) for side in sides[:1]):
            sides, name = [side for side in sides if not _names(side)], None
        before, rest = self._before(c, name, sides)
        unread: list[w.Expression] = []
        for index, side in enumerate(rest):
            if isinstance(side, w.Ellipsis | w.Gap):
                continue
            if before is not None:
                found = self._compare(c, before, side, rest[index + 1 :])
                if found is None and not is_formula(side):
                    unread.append(side)
                if found is None and is_formula(side) and not self._evaluates(side):
                    continue
            before = side
        if name is not None:
            self._conclude(name, sides)
        return _read(chain, c, unread)

    def _before(
        self, c: Following, name: w.Name | None, sides: list[w.Expression]
    ) -> tuple[w.Expression | None, list[w.Expression]]:
        """Give what the first side of a chain has to follow from, and the sides that follow."""
        if name is None:
            return (sides[0], sides[1:]) if sides else (None, [])
        first = next((side for side in sides[1:] if not isinstance(side, w.Ellipsis | w.Gap)), None)
        if first is None:
            return None, []
        reference = self._reference(name, sides[1:])
        if is_formula(first):
            self._learned(name, first)
        return reference, sides[1:]

    def _reference(self, name: w.Name, sides: list[w.Expression]) -> w.Expression | None:
        """Give the formula that a name has at its step, if it can be evaluated and is not the chain's own."""
        for formula in self.sheet.references((name.base, name.step)):
            if formula in sides:
                continue
            if self._evaluates(formula):
                return _entry(formula, name)
        return None

    def _evaluates(self, node: w.Expression) -> bool:
        try:
            Following(self.sheet, self.reports, "").strict(node)
        except SizesError:
            return True
        except NoValueError:
            return False
        return True

    def _compare(
        self, c: Following, before: w.Expression, side: w.Expression, rest: list[w.Expression]
    ) -> bool | None:
        """Compare two sides; an = between an argument and its function is a matter of notation only."""
        if isinstance(side, w.Apply) and w.is_literal(before) and _same(side.argument, before):
            return None
        if isinstance(before, w.Apply) and not isinstance(side, w.Apply) and not w.is_literal(side):
            later = any(isinstance(each, w.Apply) and each.function == before.function for each in rest)
            if later and c._fits(before.argument, side):
                return c.compare(before.argument, side)
        return c.compare(before, side)

    # Literals behind names

    def _alone(self, c: Following, name: w.Name, literal: w.Expression) -> None:
        """A name with numbers: a given, a result of its formula, or a result written again."""
        if self._knows(name):
            if name.step is None and self._opens(name, literal):
                self.sheet.forget()
            elif name.step is not None and isinstance(name.step, int):
                c.compare(name, literal)
                return
        else:
            reference = self._reference(name, [])
            if reference is not None and not _is_backward(name):
                c.compare(reference, literal)
        self._define(name, literal)

    def _opens(self, name: w.Name, literal: w.Expression) -> bool:
        """Whether another value of a given begins another problem."""
        known = self.sheet.whole((name.base, name.step))
        return known is not None and known.ends.low != quantity_of(literal).ends.low and _is_parameter(name)

    def _knows(self, name: w.Name) -> bool:
        key = (name.base, name.step)
        if name.entry:
            whole = self.sheet.values.get(key)
            return name.entry in self.sheet.parts.get(key, {}) or whole is not None
        return self.sheet.whole(key) is not None

    def _define(self, name: w.Name, literal: w.Expression) -> None:
        numbers = [node.value for node in w.walk(literal) if isinstance(node, w.Number)]
        printed = [self.sheet.printed.get(value.as_tuple()) for value in numbers]
        quantity = quantity_of(literal)
        exact = given(numbers).low
        low = [pair[0] if pair else n for pair, n in zip(printed, exact, strict=True)]
        high = [pair[1] if pair else n for pair, n in zip(printed, exact, strict=True)]
        ends = quantity.ends if low == high else quantity.ends._replace(low=low, high=high)
        self.sheet.write(name, Quantity(quantity.shape, ends), literal)
        self.sheet.print(numbers, ends)

    def _conclude(self, name: w.Name, sides: list[w.Expression]) -> None:
        """Let the name stand for the last side that has a value."""
        for side in reversed(sides[1:]):
            if isinstance(side, w.Ellipsis | w.Gap):
                return
            if w.is_literal(side):
                self._define(name, side)
                return
            try:
                value = Following(self.sheet, self.reports, "").strict(side)
            except (NoValueError, SizesError):
                continue
            self.sheet.write(name, value, None)
            return


def is_formula(side: w.Expression) -> bool:
    """Whether a side names operands instead of writing numbers for them."""
    decimals = any(isinstance(node, w.Number) and node.decimals for node in w.walk(side))
    vectors = any(isinstance(node, w.Vector | w.Matrix) and w.is_literal(node) for node in w.walk(side))
    return bool(_names(side)) and not decimals and not vectors


def _names(side: w.Expression) -> list[w.Name]:
    return [node for node in w.walk(side) if isinstance(node, w.Name)]


def _is_backward(side: w.Expression) -> bool:
    """Whether a side is a symbol of the backward pass, or a derivative."""
    return any(
        name.base[:1] in "δ∂∇Δ" or name.base.startswith(("grad", "dL", "dE", "dW", "dU", "db", "dh"))
        or "new" in name.base
        for name in _names(side)
    )


def _is_parameter(name: w.Name) -> bool:
    return name.base[:1] in "WUVb" or name.base.startswith(("weight", "bias", "w_", "u_"))


def _same(a: w.Expression, b: w.Expression) -> bool:
    return [node.value for node in w.walk(a) if isinstance(node, w.Number)] == [
        node.value for node in w.walk(b) if isinstance(node, w.Number)
    ] and w.is_literal(a)


def _entry(formula: w.Expression, name: w.Name) -> w.Expression | None:
    """A formula of a vector says nothing about one entry by itself."""
    return formula if not name.entry else None


def _target(chain: Chain) -> str:
    head = chain.segments[0].expression
    return head.text if isinstance(head, w.Name) else "…"


def _read(chain: Chain, c: Following, unread: list[w.Expression]) -> Read:
    return Read(
        chain,
        tuple(dict.fromkeys(c.checked)),
        tuple(each.place for each in unread),
        tuple(c.findings),
    )


def _given(model: Model) -> Mapping[Key, Quantity]:
    """What a text gives without writing it as a name with numbers: inputs by words, zeros to start with."""
    return dict(_givens(model))


def _givens(model: Model) -> Iterator[tuple[Key, Quantity]]:
    binding = model.binding
    for base in binding.names("x"):
        for step, vector in model.inputs.items():
            yield (base, step - binding.offset), Quantity((len(vector),), given(vector))
    for base in binding.names("h"):
        if model.start is not None:
            yield (base, model.givens.start), Quantity((len(model.start),), given(model.start))
    for role in ("bias", "bias_ih", "bias_hh"):
        for base in binding.names(role):
            yield (base, None), number(0)
