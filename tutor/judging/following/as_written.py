"""The first of the judge's two questions: does every side follow from what stands before it, as written?

No network is asked for. Names stand for what was written for them last, formulas over t for every step; so
gates, outputs, losses and plain sums are judged like any other line. What cannot be evaluated is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Literal, cast

from tutor.binding.model import Model
from tutor.calculation.equations import Vector
from tutor.judging.following.assumed_formulas import assumed_formulas
from tutor.judging.following.comparing import Following
from tutor.judging.following.comparing_reports import FollowingReports
from tutor.judging.following.copied_operands import copied_operands
from tutor.judging.following.corrections import corrected
from tutor.judging.following.gate_formulas import gate_formulas
from tutor.judging.following.gate_parts import gate_parts
from tutor.judging.following.parallels import parallels
from tutor.judging.following.quantities import NoValueError, Quantity, SizesError
from tutor.judging.following.reads import Read, compared_with, read_of
from tutor.judging.following.resembling import resembles
from tutor.judging.following.sheet import Formula, Key, Sheet
from tutor.judging.following.sides import (
    assumed_values,
    formula_of_a_step,
    formula_over_t,
    given_values,
    guessed_inputs,
    has_another,
    has_numbers,
    head_of,
    is_backward,
    is_formula,
    is_parameter,
    names_of,
    quantity_of_vector,
    states_of,
    target_of,
    without_backward,
)
from tutor.judging.following.written_entries import entry_of
from tutor.reading.claims.spoken_sums import SPOKEN
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.spelling import spelled
from tutor.reading.work import Chain, Work
from tutor.record import field, record, replace


def as_written(
    work: Work, model: Model, letter: str, earlier: Sheet | None = None
) -> tuple[list[Read], Sheet, Model]:
    """Judge every chain of a work; give the sheet it was written on, and the model with the inputs that fit.

    A formula that nobody wrote is put to the lines only if more of them follow from it than do not.
    ``earlier`` is the sheet of the problems before this one, if there are any.
    """
    formulas = (*assumed_formulas(work, model.binding), *gate_formulas(work))
    first = _AsWritten(work, model, letter, formulas, earlier)
    reads = first.run()
    if (settled := model.without_another_order(first.inputs)) is not model:
        model = settled
        first = _AsWritten(work, model, letter, formulas, earlier)
        reads = first.run()
    votes = Counter((head_of(read.chain), read.assumed) for read in reads)
    kept = [
        each
        for each in formulas
        if not each.assumed
        or not votes[each.head.base, False]
        or votes[each.head.base, False] < votes[each.head.base, True]
    ]
    if len(kept) == len(formulas):
        return reads, first.sheet, model.with_inputs(first.inputs)
    again = _AsWritten(work, model, letter, kept, earlier)
    return again.run(), again.sheet, model.with_inputs(again.inputs)


@record(frozen=False)
class _AsWritten:
    """Judges the chains of a work in reading order."""

    work: Work
    model: Model
    letter: str
    formulas: Sequence[Formula]
    earlier: Sheet | None = None
    reads: list[Read] = field(default_factory=list)
    computed: dict[Key, w.Expression] = field(default_factory=dict)
    inputs: dict[int, Vector] = field(default_factory=dict)

    def run(self) -> list[Read]:
        """Judge every chain."""
        known, assumed = dict(given_values(self.model)), dict(assumed_values(self.model, self.work))
        self.sheet = (
            Sheet(self.letter, known, assumed)
            if self.earlier is None
            else self.earlier.copied(self.letter, known, assumed)
        )
        self.reports = FollowingReports(self.work.lines, self.model.rounding)
        self.states = states_of(self.work)
        self.parallels = {**copied_operands(self.work.chains), **parallels(self.work.chains)}
        for chain in self.work.chains:
            if (formula := formula_over_t(chain)) is not None:
                self.sheet.learn(formula)
        over_t = [each for known in self.sheet.formulas.values() for each in known]
        for part in gate_parts(self.work, over_t):
            self.sheet.formulas[part.head.base] = [part]
        for each in self.formulas:
            if each.head.base not in self.sheet.formulas or each.head.base == SPOKEN:
                self.sheet.learn(each)
        for chain in self.work.chains:
            self.sheet.here = self.work.step_at(chain)
            self.reads.append(self._settled(chain))
        return self.reads

    def _settled(self, chain: Chain) -> Read:
        """Judge a chain; an input that nobody stated is the word with which least in its line is wrong."""
        guessed = [each for each in guessed_inputs(chain, self.model) if self.sheet.whole(each[0]) is None]
        if not guessed:
            return self._chain(chain)
        key, step = guessed[0]
        words = self.model.givens.of_words()
        usual = self.model.inputs.get(step)
        candidates = [*([usual] if usual is not None else []), *(each for each in words if each != usual)]
        tried: list[tuple[int, Sheet, Read, Vector]] = []
        whole = self.sheet
        for candidate in candidates:
            self.sheet = whole.overlay()
            self.sheet.values[key] = quantity_of_vector(candidate)
            read = self._chain(chain)
            tried.append((len(read.findings), self.sheet, read, candidate))
            if not read.findings and read.checked:
                break
        self.sheet = whole
        if not tried:
            return self._chain(chain)
        wrong, sheet, read, vector = min(tried, key=itemgetter(0))
        if read.checked and [each[0] for each in tried].count(wrong) == 1:
            self.inputs[step] = vector
        self.sheet.absorb(sheet)
        return read

    def _learn(self, name: w.Name, side: w.Expression) -> None:
        """Keep a formula of one step for the others."""
        formula = formula_of_a_step(name, side, self.states, self.model.binding.names("x"))
        if formula is not None:
            self.sheet.learn(formula)

    # Chains

    def _chain(self, chain: Chain) -> Read:
        c = Following(self.sheet, self.reports, target_of(chain))
        if chain.name is not None and isinstance(chain.name.step, str):
            self.sheet.here = None  # what is said of t is said of no step
        sides = [segment.expression for segment in chain.segments]
        name = chain.name
        if name is not None and chain.literal is not None and len(sides) == 2:
            restated = self.sheet.knows(name)
            assumed = self._alone(c, name, sides[1])
            return replace(read_of(chain, c, [], assumed), restated=restated)
        name, sides = without_backward(name, sides)
        before, rest, assumed = self._before(name, sides)
        unread, held = list[w.Expression](), list[Finding]()
        misfit: w.Expression | None = None
        earlier: w.Expression | None = None
        follows, doubted = cast("bool | None", None), False
        for index, side in enumerate(rest):
            if isinstance(side, w.Ellipsis | w.Gap):
                continue
            if before is not None:
                if misfit is not None and c.fits(misfit, side):
                    before = misfit  # it goes on with the wrong size, and is charged once
                misfit, known = None, len(c.findings)
                reference, trial = compared_with(c, before, side, rest[index + 1 :]), c.trial()
                found = trial.compare(reference, side) if reference is not None else None
                if found is False and (
                    c.forgiven(before, side) or (earlier is not None and c.if_right([(earlier, side)]))
                ):
                    follows = True if held and doubted else follows
                    earlier, before, held = None, side, []
                    continue
                c.adopt(trial)
                if held and found is True:
                    c.findings += held
                    follows = False if doubted else follows
                held = []
                if found is False and is_formula(side):
                    # its numbers show whether it is only written wrong
                    held, c.findings = c.findings[known:], c.findings[:known]
                    doubted, assumed = assumed, False
                earlier = before if found is False else None
                if any(each.code == "C02" for each in c.findings[known:]):
                    misfit = side
                    continue
                if assumed and follows is None and (found or not resembles(c, before, side)):
                    follows = found
                if found is None and is_formula(side) and self._outcome(side) == "none":
                    continue
                if (
                    found is None
                    and not is_formula(side)
                    and (has_numbers(before) or self._outcome(before) != "none")
                ):
                    unread.append(side)
            before = side
            assumed = False
        truth = self._truth(c, rest, is_last=earlier is not None)
        self._keep(c, name, sides, truth)
        if not c.checked and len(sides) > 1 and has_numbers(sides[-1]):
            unread.append(sides[-1])
        return replace(read_of(chain, c, unread, follows), misfit=self._has_misfits(c, rest))

    def _truth(self, c: Following, sides: list[w.Expression], *, is_last: bool) -> Quantity | None:
        """Give what a chain should end on, where its end is wrong (``is_last``) or something before it."""
        truth = corrected(self._plain(), sides) or (c.truth if is_last else None)
        if truth is None and c.findings and c.slipped:  # later sides go on from a slip on the way
            truth = corrected(self._plain(), sides, broken=True)
        return truth

    def _keep(
        self, c: Following, name: w.Name | None, sides: list[w.Expression], truth: Quantity | None
    ) -> None:
        """Remember what a chain ends on, as written and as it should be, by its name or its calculation."""
        if name is not None:
            self._conclude(name, sides)
            if truth is not None and not name.entry:
                self.sheet.truths[name.base, name.step] = truth
        elif len(sides) > 1 and w.is_literal(sides[-1]) and self._is_line(sides[0]):
            self.sheet.lines[spelled(sides[0])] = self.sheet.quantity(sides[-1])
            if truth is not None:
                self.sheet.true_lines[spelled(sides[0])] = truth
        for side in (*sides[:1], sides[-1]) if c.findings else ():
            self.sheet.charge(side)
        self._say_that_it_follows(c, sides, truth)

    def _say_that_it_follows(
        self, c: Following, sides: Sequence[w.Expression], truth: Quantity | None
    ) -> None:
        """Say of a result that is right as written that an earlier mistake is in it."""
        if truth is not None and c.checked and not c.findings and sides and w.is_literal(sides[-1]):
            follows = self.reports.follows(c, sides[-1], truth)
            c.findings += [follows] if follows is not None else []

    def _is_line(self, side: w.Expression) -> bool:
        """Whether a calculation with names is one line of its own: its names stand for known things."""
        names = names_of(side)
        return bool(names) and all(name.step is not None or self.sheet.knows(name) for name in names)

    def _before(
        self, name: w.Name | None, sides: list[w.Expression]
    ) -> tuple[w.Expression | None, list[w.Expression], bool]:
        """Give what the first side of a chain has to follow from, the sides that follow, whether assumed."""
        if name is None:
            return (sides[0], sides[1:], False) if sides else (None, [], False)
        first = next((side for side in sides[1:] if not isinstance(side, w.Ellipsis | w.Gap)), None)
        if first is None:
            return None, [], False
        reference, assumed = self._reference(name, sides[1:])
        if reference is None and first.place in self.parallels:
            reference = self.parallels[first.place]
        if is_formula(first):
            self._learn(name, first)
        return reference, sides[1:], assumed

    def _reference(self, name: w.Name, sides: list[w.Expression]) -> tuple[w.Expression | None, bool]:
        """Give the formula that a name has at its step, where it is not the chain's own."""
        here, self.sheet.here = self.sheet.here, None
        try:
            for formula in self.sheet.known((name.base, name.step)):
                side = formula.at(name.step)
                if (
                    side is None
                    or formula.side in sides
                    or not (formula.is_general or formula.strong or formula.head.step == name.step)
                ):
                    continue
                if name.entry:
                    entry = entry_of(self.sheet, side, name.entry[0])
                    if entry is None or len(name.entry) > 1:
                        continue
                    side = entry
                if self._outcome(side) != "none" or any(map(has_numbers, sides)):
                    return side, formula.assumed
        finally:
            self.sheet.here = here
        return None, False

    def _plain(self) -> Following:
        """A comparison that is about nothing by name."""
        return Following(self.sheet, self.reports, "")

    def _outcome(self, side: w.Expression) -> Literal["value", "misfit", "none"]:
        """Tell whether a side has a value, joins sizes that do not fit, or has none."""
        try:
            self._plain().strict(side)
        except SizesError:
            return "misfit"
        except NoValueError:
            return "none"
        return "value"

    def _has_misfits(self, c: Following, sides: Sequence[w.Expression]) -> bool:
        """Whether a formula joins sizes that do not fit."""
        formulas = [side for side in sides if not w.is_literal(side)]
        return any(self._outcome(side) == "misfit" for side in formulas) or any(
            each.kind == "shape" for each in c.findings
        )

    # Literals behind names

    def _alone(self, c: Following, name: w.Name, literal: w.Expression) -> bool | None:
        """A name with numbers: a given, a result of its formula, or a result written again.

        Gives whether it follows from a formula that was assumed, where it was put to one.
        """
        follows: bool | None = None
        truth: Quantity | None = None
        key = (name.base, name.step)
        backward = is_backward(name)
        if self.sheet.knows(name):
            trial = c.trial()
            if trial.compare(self._source(name), literal) is not False:
                c.adopt(trial)
                return None
            result = key in self.computed and key not in self.sheet.literals
            if key in self.sheet.stated or not (isinstance(name.step, int) or result) or backward:
                if not backward and (name.step is None) == is_parameter(name):
                    self.sheet.forget()
            elif c.forgiven(name, literal) or has_another(self.work, literal):
                return None
            else:
                c.adopt(trial)
                if result:  # its first number: what comes below goes on with it
                    self._keep(c, name, [name, literal], c.truth)
                return None
        elif not backward:
            reference, assumed = self._reference(name, [])
            if reference is not None:
                others = self.sheet.references(key) if name.base == SPOKEN else []
                reference = next((each for each in others if c.fits(each, literal)), reference)
                trial = c.trial()
                found = trial.compare(reference, literal)
                if found is not False or not c.forgiven(reference, literal):
                    c.adopt(trial)
                    follows = (
                        found or (found is not None and trial.fits_in_part(literal)) if assumed else None
                    )
                    truth = corrected(self._plain(), [reference, literal]) or c.truth
        self.sheet.define(name, literal)
        if truth is not None and not name.entry:
            self.sheet.truths[key] = truth
        self._say_that_it_follows(c, [literal], truth)
        if not c.checked:
            self.sheet.stated.add(key)
        return follows

    def _source(self, name: w.Name) -> w.Expression:
        """Give the calculation whose result a name stands for, where only that was written; else the name."""
        key = (name.base, name.step)
        return name if name.entry or key in self.sheet.literals else self.computed.get(key, name)

    def _conclude(self, name: w.Name, sides: list[w.Expression]) -> None:
        """Let the name, and all names beside it, stand for the last side that has a value."""
        names = [name]
        for side in sides[1:]:
            if not isinstance(side, w.Name) or self.sheet.knows(side):
                break
            names.append(side)
        for side in reversed(sides[1:]):
            if isinstance(side, w.Gap):
                return
            if w.is_literal(side):
                for each in names:
                    self.sheet.define(each, side)
                return
            try:
                value = self._plain().strict(side)
            except (NoValueError, SizesError):
                continue
            for each in names:
                self.sheet.write(each, value, None)
                if not each.entry:
                    self.computed[each.base, each.step] = side
            return
