"""Literals on the page: a copy of an operand, or the claim of a result, judged by the interval rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Self

from tutor.binding.literal_rows import numbers
from tutor.calculation.equations import Add, Expression, Fn, MatVec, Param, Ref
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed, key_of
from tutor.calculation.habits import is_sum
from tutor.calculation.numbers import decimals_of
from tutor.calculation.tolerance import (
    Fitted,
    all_widths,
    copied,
    fitted,
    given,
    is_near,
    unit_decimals,
)
from tutor.judging.judgement import Claim
from tutor.judging.reports import Reports
from tutor.judging.symbol_table import Page
from tutor.mistakes.sites import is_bias, is_input, is_recurrent
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.record import field, record, replace


@record(frozen=False)
class Claims:
    """Judges literals; ``target`` is the chain's quantity, ``step`` its step, ``level`` the part of it.

    ``named`` is what the writer calls the quantity where that is another letter. ``origin`` is what the
    whole chain answers to.
    """

    page: Page
    reports: Reports
    step: int
    role: str
    target: str
    entry: int | None = None
    named: str = ""
    level: str | None = None
    origin: Expression | None = None
    findings: list[Finding] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    def trial(self) -> Self:
        """A comparison whose findings can be thrown away."""
        return replace(self, findings=[], claims=[], lines=set())

    def take(self, other: Claims) -> None:
        """Keep what a trial found."""
        self.findings += other.findings
        self.claims += other.claims
        self.lines |= other.lines

    @property
    def has_error(self) -> bool:
        """Whether a root was found."""
        return any(each.severity == "error" and each.root for each in self.findings)

    def literal(self, a: Expression, b: w.Expression) -> Expression:
        """Take a literal vector as a copy of an operand or as the claim of a result."""
        written = numbers(b)
        assert written is not None
        self.lines.add(b.place.line)
        if isinstance(a, Ref) and not self.page.known(a):
            return self._define(a, b, self._as_vector(a, b, written))
        if isinstance(a, Ref | Param):
            return self.copy(a, b, written)
        return self.claim(a, b, self._as_vector(a, b, written))

    def _as_vector(self, a: Expression, b: w.Expression, written: Numbers) -> Numbers:
        """A zero without brackets stands for the vector of zeros."""
        if not isinstance(b, w.Number) or any(written):
            return written
        value = self.page.evaluate(a) or self.page.true_value(a)
        return written * len(value.low) if value is not None else written

    def _define(self, a: Ref, b: w.Expression, written: Numbers) -> Expression:
        """An operand that was never written before is defined here."""
        value = all_widths(written)
        reference = self.page.fresh(a.symbol)
        return self.page.put(
            reference, written, value, truth=self.page.true_value(a), charged=False, meaning=a
        )

    def copy(self, a: Ref | Param, b: w.Expression, written: Numbers) -> Expression:
        """Compare a literal operand with what was written for it."""
        known = self.page.numbers_of(a)
        if known is None or known == written:
            return a
        if isinstance(b, w.Number) and written == (Decimal(0),) and not any(known):
            return a
        value = self.page.evaluate(a)
        assert value is not None
        symbol = a.symbol if isinstance(a, Ref) else a.name
        exact = value.low is value.high
        if len(written) == len(known):
            judged = copied(written, value)
            fits, wrong, enclosed = judged.fits, judged.wrong, judged.value
        else:
            fits, wrong, enclosed = (), (), given(written)
        truth = self.page.true_value(a)
        own = frozenset(wrong) if len(written) == len(known) else _all_of(written)
        if (wrong or len(written) != len(known)) and self.page.is_charged(a) and is_near(written, truth):
            self.findings.append(self.reports.matches_key(self, a, b, written, None))
            charged = False
        elif len(written) != len(known) or wrong:
            self.findings.append(self.reports.miscopied(self, a, b, known, written, wrong))
            charged = True
        else:
            fewer = [decimals_of(n) < decimals_of(k) for n, k in zip(written, known, strict=True)]
            if any(each == "short" and less for each, less in zip(fits, fewer, strict=True)):
                self.findings.append(self.reports.short_copy(self, a, b, known, written, exact=exact))
            charged = self.page.is_charged(a)
        return self.page.put(
            self.page.fresh(symbol if isinstance(a, Ref) else "bias"),
            written,
            enclosed,
            truth=self.page.true_value(a),
            charged=charged,
            meaning=a,
            own=own,
        )

    def claim(self, a: Expression, b: w.Expression, written: Numbers) -> Expression:
        """Judge a result against the calculation before it."""
        decimals = unit_decimals(written)
        strict, truth = self.page.evaluate(a), self.page.true_value(a)
        charged, origin = self.page.is_charged(a), self.answers_to(a)
        if strict is None:
            value, guilty = self._unassessable(a, b, written, truth)
            return self._written(a, b, written, value, truth, charged=guilty)
        lenient = self.page.evaluate(a, decimals)
        assert lenient is not None
        size = len(strict.low)
        if len(written) != size:
            value, guilty = self._wrong_size(a, b, written, strict, lenient, truth)
            return self._written(a, b, written, value, truth, charged=guilty)
        judged = self._fitted(a, written, strict, lenient)
        wrong = judged.wrong
        own = frozenset(wrong)
        if wrong and charged and is_near(written, truth):
            self.findings.append(self.reports.matches_key(self, a, b, written, strict))
            wrong, charged, own = (), False, _all_of(written)
        elif wrong:
            self.findings.append(
                self.reports.wrong_value(self, a, b, written, judged, strict, lenient, truth)
            )
            if charged and truth is not None and len(truth.low) != len(written):
                self.findings.append(self.reports.still_wrong_size(self, a, b, written, truth))
        else:
            self.findings += self.reports.remarks(self, a, b, written, judged)
            if charged and truth is not None and not is_near(written, truth):
                self.findings.append(self.reports.follows(self, a, b, written, truth))
            elif charged and truth is not None:
                charged = False
        self.claims.append(self.reports.claim(self, a, b, written, judged, strict, charged))
        guilty = charged or bool(wrong)
        return self._written(a, b, written, judged.value, truth, charged=guilty, own=own, origin=origin)

    def _wrong_size(
        self,
        a: Expression,
        b: w.Expression,
        written: Numbers,
        strict: Enclosed,
        lenient: Enclosed,
        truth: Enclosed | None,
    ) -> tuple[Enclosed, bool]:
        """A result with too many or too few entries; entries that were kept are still judged."""
        kept = min(len(written), len(strict.low))
        self.findings.append(self.reports.wrong_size(self, a, b, written, strict))
        if len(written) < len(strict.low):
            judged = self._fitted(a, written, _first(strict, kept), _first(lenient, kept))
            if judged.wrong:
                self.findings.append(
                    self.reports.wrong_value(self, a, b, written, judged, strict, lenient, truth)
                )
            self.claims.append(self.reports.claim(self, a, b, written, judged, strict, True))
            return judged.value, True
        value = (
            given(written) if strict.low is strict.high or strict.low == strict.high else all_widths(written)
        )
        self.claims.append(self.reports.claim(self, a, b, written, None, strict, True))
        return value, True

    def not_a_vector(
        self, a: Expression, b: w.Expression, rows: Sequence[Sequence[w.Expression]]
    ) -> Expression:
        """Charge a matrix where a vector belongs; what follows is judged as if the vector stood there."""
        self.lines.add(b.place.line)
        strict = self.page.evaluate(a)
        if strict is None:
            return a
        self.findings.append(self.reports.matrix_for_vector(self, a, b, rows, strict))
        self.claims.append(self.reports.claim_of_rows(self, a, b, rows, strict))
        reference = self.page.fresh(self.role_of(a))
        self.page.places[key_of(reference)] = b.place
        return self.page.put(reference, None, strict, truth=self.page.true_value(a), charged=True, meaning=a)

    def _fitted(self, a: Expression, written: Numbers, strict: Enclosed, nearest: Enclosed) -> Fitted:
        """Compare a result with what stands before it; in a sum of written numbers nothing is cut off."""

        def cut() -> Enclosed | None:
            found = None if is_sum(a) else self.page.evaluate(a, unit_decimals(written), cut=True)
            return _first(found, len(written)) if found is not None else None

        return fitted(written, strict, nearest, cut)

    def _unassessable(
        self, a: Expression, b: w.Expression, written: Numbers, truth: Enclosed | None
    ) -> tuple[Enclosed, bool]:
        """The calculation has no value; a sum of sizes that do not fit may be done all the same."""
        for name, expression in self._forced_sums(a):
            judged = fitted(written, expression, expression) if len(expression.low) == len(written) else None
            if judged is not None and not judged.wrong:
                self.findings.append(self.reports.forced(self, a, b, written, name, truth))
                self.claims.append(self.reports.claim(self, a, b, written, judged, expression, True))
                exact = expression.low == expression.high
                return (given(written) if exact else judged.value), True
        missing = self.page.missing(a)
        if missing and not self.page.is_charged(a):
            self.findings.append(self.reports.not_given(self, a, b, missing))
            return all_widths(written), False
        if truth is not None and is_near(written, truth):
            self.findings.append(self.reports.matches_key(self, a, b, written, None))
            return all_widths(written), False
        self.findings.append(self.reports.unassessable(self, a, b, written, truth))
        self.claims.append(self.reports.claim(self, a, b, written, None, None, True))
        exact = isinstance(a, Add) and all(_is_point(self.page.evaluate(term)) for term in a.terms)
        return (given(written) if exact else all_widths(written)), True

    def _forced_sums(self, a: Expression) -> list[tuple[str, Enclosed]]:
        """Evaluate a sum of unequal vectors as people force it: repeated, filled with zeros, put in a row."""
        if not isinstance(a, Add):
            return []
        values = [self.page.evaluate(term) for term in a.terms]
        if any(value is None for value in values):
            return []
        parts = [value for value in values if value is not None]
        longest = max(len(part.low) for part in parts)

        def total(at: Callable[[list[int], int], int]) -> Enclosed:
            return Enclosed(
                [sum(at(part.low, i) for part in parts) for i in range(longest)],
                [sum(at(part.high, i) for part in parts) for i in range(longest)],
            )

        cycled = total(lambda entries, i: entries[i % len(entries)])
        padded = total(lambda entries, i: entries[i] if i < len(entries) else 0)
        chained = Enclosed([n for part in parts for n in part.low], [n for part in parts for n in part.high])
        return [("added-cyclically", cycled), ("padded", padded), ("concatenated", chained)]

    def _written(
        self,
        a: Expression,
        b: w.Expression,
        numbers_: Numbers,
        value: Enclosed,
        truth: Enclosed | None,
        *,
        charged: bool,
        own: frozenset[int] | None = None,
        origin: Expression | None = None,
    ) -> Expression:
        reference = self.page.fresh(self.role_of(a))
        self.page.places[key_of(reference)] = b.place
        own = _all_of(numbers_) if own is None else own
        origin = origin or self.answers_to(a)
        if origin != a:
            self.page.origins[key_of(reference)] = origin
        return self.page.put(reference, numbers_, value, truth=truth, charged=charged, meaning=a, own=own)

    def answers_to(self, a: Expression) -> Expression:
        """Give the calculation of the whole chain for its last side, if nothing went wrong between."""
        last = self.origin is not None and self.level == self.role
        wrong = any(each.severity == "error" for each in self.findings)
        return self.origin if last and not wrong and self.origin is not None else a

    def role_of(self, a: Expression) -> str:
        """Say what a calculation is for: p, q, a, h, or v where it is something between."""
        if self.level in ("p", "q", "a", "h") and not self.entry:
            return self.level
        match a:
            case Ref(symbol):
                return symbol
            case MatVec() if is_input(a):
                return "p"
            case MatVec() if is_recurrent(a):
                return "q"
            case Fn(_, argument) if self.role_of(argument) == "a":
                return "h"
            case Add(terms):
                parts = [is_input(each) for each in terms], [is_recurrent(each) for each in terms]
                biased = any(map(is_bias, terms)) or "bias" not in self.page.parameters
                return "a" if any(parts[0]) and any(parts[1]) and biased else "v"
        return "v"


def _all_of(written: Numbers) -> frozenset[int]:
    return frozenset(range(1, len(written) + 1))


def _is_point(value: Enclosed | None) -> bool:
    return value is not None and value.low == value.high


def _first(value: Enclosed, count: int) -> Enclosed:
    low = value.low[:count]
    return Enclosed(low, low if value.low is value.high else value.high[:count])
