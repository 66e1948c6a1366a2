"""One side of a chain against the side before it, as written: does the second follow from the first?

Sides of one shape are compared part by part, others by their value. A literal in the place of a name or of a
number is a copy, one in the place of a calculation is a claim, judged with every rounding on the way allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from typing import cast

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.tolerance import (
    DOUBLE,
    PLACES,
    SINGLE,
    apart,
    by_machine,
    copied,
    fitted,
    unit_decimals,
)
from tutor.judging.following.calculating import Calculator
from tutor.judging.following.comparing_reports import FollowingReports
from tutor.judging.following.corrections import written_down
from tutor.judging.following.literals import (
    bare,
    grouped,
    is_leaf,
    is_ragged,
    numbers_of,
    places_of,
    quantity_of,
    same_shape,
    shape_of,
    terms_of,
    total_of,
)
from tutor.judging.following.quantities import NoValueError, Paper, Quantity, SizesError
from tutor.judging.following.sheet import Sheet
from tutor.judging.following.written_entries import dot_products_out, entry_of
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.record import field, record, replace

Pairs = Sequence[tuple[w.Expression, w.Expression]]

_MOST_PERMUTED = 5
# Of comparisons of parts in one chain: nested sums in another order are looked at only so long.
_MOST_LOOKS = 3000
# What is known to so many units of a printed number tells whether that one is right.
_TIGHT = 100
# More decimals than anybody rounds to on the way, where nothing was computed yet.
_UNROUNDED = 6


@record(frozen=False)
class Following:
    """The sides of one chain, one after the other; ``target`` is what the chain is about.

    It has ``slipped`` where a side on its way is surely not what it should be: a result, or the copy of
    something given. Of the copy of a result nobody knows which of the two is wrong.
    """

    sheet: Sheet
    reports: FollowingReports
    target: str
    findings: list[Finding] = field(default_factory=list)
    checked: list[Place] = field(default_factory=list)
    truth: Quantity | None = None
    slipped: bool = False
    looks: list[int] = field(default_factory=lambda: [0])

    # Values

    def strict(self, node: w.Expression, want: int | None = None) -> Quantity:
        """Give the value of a side from what stands written."""
        return Calculator(self.sheet, Paper()).value(node, want)

    def lenient(self, node: w.Expression, decimals: int, want: int | None = None) -> Quantity:
        """Give it with every rounding on the way to so many decimals."""
        return Calculator(self.sheet, Paper(decimals)).value(node, want)

    # Comparing

    def compare(self, a: w.Expression, b: w.Expression) -> bool | None:
        """Compare a side with the one before it: True it follows, False it does not, None nobody can tell."""
        self.looks[0] += 1
        if self.looks[0] > _MOST_LOOKS:
            return None
        a, b = bare(a), bare(b)
        if is_ragged(a) or is_ragged(b):
            return None
        if w.is_literal(b):
            return self._copy(a, b) if is_leaf(a) else self._claim(a, b)
        if isinstance(a, w.Apply) and isinstance(b, w.Apply) and self._function(a) == self._function(b):
            return self.compare(a.argument, b.argument)
        if isinstance(a, w.Neg) and isinstance(b, w.Neg):
            return self.compare(a.argument, b.argument)
        if isinstance(b, w.Vector) and (found := self._entries(a, b)) is not None:
            return found
        if isinstance(a, w.Sum) or isinstance(b, w.Sum):
            found = self._sum(terms_of(a), terms_of(b), b)
            if found is not None:
                return found
        if isinstance(a, w.Product) and isinstance(b, w.Product):
            found = self._product(a, b)
            if found is not None:
                return found
        if (
            isinstance(a, w.Quotient)
            and isinstance(b, w.Quotient)
            and self.if_right([(a.numerator, b.numerator), (a.denominator, b.denominator)]) is True
        ):
            return True
        return self._whole(a, b)

    def _function(self, node: w.Apply) -> str:
        return self.sheet.function(node.text) or node.function

    def _all(self, pairs: Pairs) -> bool | None:
        """Compare part by part."""
        found = [self.compare(one, other) for one, other in pairs]
        return False if False in found else True if True in found else None

    def trial(self) -> Following:
        """A comparison whose findings and numbers can be thrown away, or adopted."""
        return replace(self, findings=[], checked=[], slipped=False, sheet=self.sheet.overlay())

    def forgiven(self, a: w.Expression, b: w.Expression) -> bool:
        """Whether b follows where what was written wrong stands corrected; then it is kept as right."""
        if not (self.sheet.truths or self.sheet.true_lines):
            return False
        trial = self.trial()
        trial.sheet.corrected = True
        if trial.compare(a, b) is not True:
            return False
        self.adopt(trial)
        return True

    def adopt(self, trial: Following) -> None:
        """Keep what a trial found."""
        self.findings += trial.findings
        self.checked += trial.checked
        self.truth = trial.truth
        self.slipped |= trial.slipped
        self.sheet.absorb(trial.sheet)

    def if_right(self, pairs: Pairs) -> bool | None:
        """Compare part by part, and keep it only where no part is wrong."""
        trial = self.trial()
        found: list[bool | None] = []
        for one, other in pairs:
            found.append(trial.compare(one, other))
            if found[-1] is False:
                return False
        self.adopt(trial)
        return True if True in found else None

    def fits_in_part(self, literal: w.Expression) -> bool:
        """Whether some entries of numbers that are wrong are right, other than zeros."""
        wrong = {entry for each in self.findings for entry in each.entries}
        return bool(wrong) and any(n for i, n in enumerate(numbers_of(literal), start=1) if i not in wrong)

    def fits(self, a: w.Expression, b: w.Expression) -> bool | None:
        """Say whether b follows from a, and say nothing about it."""
        return replace(self.trial(), reports=self.reports.quiet).compare(a, b)

    def _sum(self, a: list[w.Expression], b: list[w.Expression], whole: w.Expression) -> bool | None:
        """Compare term by term, in any order; terms that are zero may be missing."""
        if len(a) < len(b):
            a = dot_products_out(self.sheet, a)
        if len(a) > len(b):
            a = [term for term in a if not self._is_zero(term)] or a[:1]
        if len(b) < 2 or len(a) < len(b):
            return None
        if len(a) > len(b) and not (a := grouped(a, b, self.fits)):
            return None
        pairs = list(zip(a, b, strict=True))
        if (found := self.if_right(pairs)) is not False:
            return found
        fits = [self.fits(one, other) for one, other in pairs]
        if len(b) <= _MOST_PERMUTED and fits.count(False) > 1:
            table = [[self.fits(one, other) for other in b] for one in a]
            for order in permutations(range(len(a))):
                if all(table[i][j] for j, i in enumerate(order)):
                    return self._all([(a[i], b[j]) for j, i in enumerate(order)])
        if fits.count(False) == 1 and (
            self._is_slip_in_a_copy(*pairs[fits.index(False)])
            or self.trial()._whole(total_of(a), whole) is not True
        ):
            return self._all(pairs)
        return None

    def _is_slip_in_a_copy(self, a: w.Expression, b: w.Expression) -> bool:
        """Whether a product is another one factor by factor, but for one that was copied wrong."""
        if not (isinstance(a, w.Product) and isinstance(b, w.Product)) or len(a.factors) != len(b.factors):
            return False
        pairs = list(zip(map(bare, a.factors), map(bare, b.factors), strict=True))
        leaves = all(is_leaf(one) and is_leaf(other) for one, other in pairs)
        fits = [self.fits(one, other) for one, other in pairs] if leaves else []
        if fits.count(False) != 1 or fits.count(True) != len(pairs) - 1:
            return False
        wrong = pairs[fits.index(False)][1]
        return isinstance(wrong, w.Number) and bool(wrong.value)

    def _is_zero(self, node: w.Expression) -> bool:
        try:
            return self.strict(node).is_zero
        except (NoValueError, SizesError):
            return False

    def _product(self, a: w.Product, b: w.Product) -> bool | None:
        """Compare factor by factor, in either order."""
        if len(a.factors) != len(b.factors):
            return None
        pairs = list(zip(a.factors, b.factors, strict=True))
        if (found := self.if_right(pairs)) is not False:
            return found
        # A number that stands in its place says that the other factor does, too.
        stays = any(
            isinstance(one, w.Number) and isinstance(other, w.Number) and one.value == other.value
            for one, other in pairs
        )
        if len(pairs) == 2 and not stays:
            turned = list(zip(reversed(a.factors), b.factors, strict=True))
            if self.if_right(turned) is True:
                return True
        fits = [self.fits(one, other) for one, other in pairs]
        if fits.count(False) != 1 or (len(fits) > 1 and True not in fits and None not in fits):
            return None
        copied = all(is_leaf(one) and is_leaf(bare(other)) for one, other in pairs)
        return self._all(pairs) if copied or self.trial()._whole(a, b) is not True else None

    def _entries(self, a: w.Expression, b: w.Vector) -> bool | None:
        """Compare a vector with one whose entries are calculations."""
        if isinstance(a, w.Vector) and len(a.entries) == len(b.entries):
            return self._all(list(zip(a.entries, b.entries, strict=True)))
        rows = [entry_of(self.sheet, a, i) for i in range(1, len(b.entries) + 1)]
        if None in rows or entry_of(self.sheet, a, len(b.entries) + 1) is not None:
            return None
        return self._all(list(zip(cast(list[w.Expression], rows), b.entries, strict=True)))

    # Literals

    def _copy(self, a: w.Expression, b: w.Expression) -> bool | None:
        """Compare a literal with the number or the name in whose place it stands."""
        numbers = numbers_of(b)
        if isinstance(a, w.Name) and not a.entry and self.sheet.is_open(a):
            self.sheet.write(a, quantity_of(b), b)
            self.sheet.seen.update(dict.fromkeys(map(abs, numbers), True))
            return None
        try:
            known = self.strict(a, len(shape_of(b)))
        except (NoValueError, SizesError):
            return None
        if not same_shape(known, b):
            if known.is_zero and not any(numbers):
                self.checked += places_of(b)
                return True
            self.findings.append(self.reports.other_size(self, a, b, known, copied=True))
            return False
        decimals = unit_decimals(numbers)
        judged = copied(numbers, known.ends)
        tight = all(
            high - low < _TIGHT * 10 ** (PLACES - min(decimals, DOUBLE - 2))
            for low, high in zip(*by_machine(known.ends, numbers, decimals), strict=True)
        )
        if judged.wrong and not known.is_exact and not tight and _is_more_precise(self.sheet, a, numbers):
            return None
        self.checked += places_of(b)
        if judged.wrong:
            self.findings.append(self.reports.miscopied(self, a, b, known, judged.wrong))
            self.slipped |= not isinstance(a, w.Name) or any(
                key in self.sheet.stated for key in self.sheet.keys(a)
            )
            self.sheet.seen.update(dict.fromkeys(map(abs, numbers), True))
            return False
        self.sheet.print(numbers, judged.value)
        return True

    def _claim(self, a: w.Expression, b: w.Expression) -> bool | None:
        """Judge numbers as the value of the side before them."""
        numbers = numbers_of(b)
        want = len(shape_of(b)) if len(numbers) > 1 else 0
        decimals = unit_decimals(numbers)
        try:
            strict = self.strict(a, want)
            lenient = self.lenient(a, decimals, want)
        except NoValueError:
            self.sheet.take_in(numbers)
            return None
        except SizesError as error:
            self.sheet.take_in(numbers)
            self.findings.append(self.reports.sizes(self, a, error, b))
            return False
        if not same_shape(strict, b):
            self.sheet.take_in(numbers)
            if strict.is_zero and not any(numbers):
                self.checked += places_of(b)
                return True
            self.findings.append(self.reports.other_size(self, a, b, strict, copied=False))
            return False
        judged = fitted(numbers, strict.ends, lenient.ends, lambda: self._cut(a, decimals, want))
        self.checked += places_of(b)
        self.sheet.print(numbers, judged.value)
        if judged.wrong:
            self.findings.append(self.reports.wrong(self, a, b, judged.wrong, lenient, decimals, want))
            self.truth, self.slipped = written_down(strict, lenient, decimals), True
            return False
        return True

    def _cut(self, a: w.Expression, decimals: int, want: int | None) -> Enclosed | None:
        """Give the value with digits cut off on the way; a sum of written numbers has none to cut."""
        if isinstance(a, w.Sum) and all(w.is_literal(term.expression) for term in a.terms):
            return None
        return Calculator(self.sheet, Paper(decimals, cut=True)).value(a, want).ends

    def _whole(self, a: w.Expression, b: w.Expression) -> bool | None:
        """Compare two calculations of different shape by their values."""
        found = [node for node in w.walk(b) if isinstance(node, w.Number)]
        decimals = max((each.decimals for each in found), default=_result_decimals(self.sheet, b))
        shown = decimals = max(decimals, _own_decimals(self.sheet, b))
        if found and {abs(each.value) for each in found} <= _written_in(self.sheet, a):
            decimals = max(decimals, _UNROUNDED)  # what was put in stands as it was written
        want = 0 if not any(isinstance(node, w.Vector | w.Matrix) for node in w.walk(b)) else None
        self.sheet.wide = True
        try:
            node = b
            value = self.lenient(b, decimals, want)
            node = a
            own = len(value.shape) if not value.is_number else 0
            before = self.lenient(a, decimals, own)
        except NoValueError:
            return None
        except SizesError as error:
            self.findings.append(self.reports.sizes(self, node, error, b))
            return False
        finally:
            self.sheet.wide = False
        if len(value.ends.low) != len(before.ends.low):
            if value.is_zero and before.is_zero:
                return True
            self.findings.append(self.reports.unequal_sizes(self, a, b, before, value))
            return False
        self.checked += [each.place for each in found]
        wrong = apart(before.ends, value.ends, decimals)
        self.sheet.take_in([each.value for each in found])
        if wrong:
            decimals = next(at for at in range(shown, decimals + 1) if apart(before.ends, value.ends, at))
            self.findings.append(self.reports.other_value(self, a, b, wrong, decimals, (own, want)))
            self.slipped = True
            return False
        return True


def _result_decimals(sheet: Sheet, node: w.Expression) -> int:
    """Count the decimals that the results have which a formula names; three where it names none."""
    names = [each for each in w.walk(node) if isinstance(each, w.Name) and each.step is not None]
    known = [literal for each in names if (literal := sheet.literal(each)) is not None]
    shown = [each.decimals for literal in known for each in w.walk(literal) if isinstance(each, w.Number)]
    return max(shown, default=3) or 3


def _written_in(sheet: Sheet, node: w.Expression) -> set[Decimal]:
    """Give the numbers that stand in a calculation and for its names, without their signs."""
    sides = [each for each in w.walk(node) if isinstance(each, w.Number)]
    named = [sheet.literal(each) for each in w.walk(node) if isinstance(each, w.Name)]
    known = [
        each for side in named if side is not None for each in w.walk(side) if isinstance(each, w.Number)
    ]
    return {abs(each.value) for each in (*sides, *known)}


def _own_decimals(sheet: Sheet, node: w.Expression) -> int:
    """Count the decimals of what the writer gave a name of its own: no parameter of the network."""
    names = [each for each in w.walk(node) if isinstance(each, w.Name) and each.step is None]
    own = [sheet.literal(each) for each in names if each.base[:1] not in "WUVb"]
    return max(
        (each.decimals for known in own if known for each in w.walk(known) if isinstance(each, w.Number)),
        default=0,
    )


def _is_more_precise(sheet: Sheet, a: w.Expression, numbers: Sequence[Decimal]) -> bool:
    """Whether numbers have far more digits than what was written: a program printed them."""
    known = sheet.literal(a) if isinstance(a, w.Name) else a
    if known is None:
        return min(-int(value.as_tuple().exponent) for value in numbers) > SINGLE
    shown = max((node.decimals for node in w.walk(known) if isinstance(node, w.Number)), default=0)
    return max(-int(value.normalize().as_tuple().exponent) for value in numbers) > shown
