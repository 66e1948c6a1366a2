"""Findings on results: wrong values, wrong sizes, what follows from earlier mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.equations import Expression, Fn, Param, Ref
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed
from tutor.calculation.numbers import plain
from tutor.calculation.tolerance import Fitted, texts, unit_decimals
from tutor.judging import judging_messages as says
from tutor.judging.judgement import Claim, Verdict
from tutor.language.faults import Count, Sentence
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w

if TYPE_CHECKING:
    from tutor.judging.claims import Claims


from tutor.judging.wording import (
    Wording,
    entry_places,
    named_help,
    reach_text,
    tokens_of,
    vector_text,
    verdict_of,
)


class ClaimReports(Wording):
    """Writes the findings on claimed results."""

    def claim(
        self,
        c: Claims,
        a: Expression,
        b: w.Expression,
        written: Numbers,
        judged: Fitted | None,
        strict: Enclosed | None,
        charged: bool,
    ) -> Claim:
        """Record what became of a number-carrying piece."""
        tokens = tokens_of(b)
        if judged is None:
            verdicts: tuple[Verdict, ...] = ("unassessable" if strict is None else "wrong",) * len(tokens)
        else:
            verdicts = tuple(verdict_of(fit, charged) for fit in judged.fits)
            verdicts = (*verdicts, *_wrong(len(tokens) - len(verdicts)))
        expected = texts(strict, unit_decimals(written)) if strict is not None else ()
        return Claim(b.place, self.quantity(c, a) or self.describe(c, a), tokens, verdicts, expected)

    def wrong_value(
        self,
        c: Claims,
        a: Expression,
        b: w.Expression,
        written: Numbers,
        judged: Fitted,
        strict: Enclosed,
        lenient: Enclosed,
        truth: Enclosed | None,
    ) -> Finding:
        """A result that the line before does not give."""
        from tutor.judging.diagnosis import diagnose  # the catalogue, which a right text does without

        decimals = unit_decimals(written)
        expected = self.expected(c, a, strict, decimals)[: len(written)]
        wrong = judged.wrong
        first = wrong[0]
        token = tokens_of(b)[first - 1]
        mistakes = diagnose(self.page, c.step, a, written, wrong, strict)
        argument = self.page.numbers_of(a.argument) if isinstance(a, Fn) else None
        if isinstance(a, Fn) and argument is not None and len(argument) >= first:
            because = says.FUNCTION_ARGUMENT_EXPECTED_NOT_TOKEN(
                function=a.name,
                argument=plain(argument[first - 1]),
                expected=expected[first - 1],
                token=token,
            )
        else:
            reach = reach_text(lenient.low[first - 1], lenient.high[first - 1], decimals)
            calculation, gives = self.describe(c, a), expected[first - 1]
            because = (
                says.CALCULATION_GIVES_EXPECTED(
                    calculation=calculation, expected=gives, token=token, reach=reach
                )
                if len(written) == 1
                else says.CALCULATION_GIVES_EXPECTED_IN_ENTRY(
                    calculation=calculation, expected=gives, entry=first, token=token, reach=reach
                )
            )
        return Finding(
            "C04",
            "error",
            "value",
            b.place,
            says.QUANTITY_DOES_NOT_FOLLOW_FROM_WHAT_STANDS(quantity=self.what(c, a)),
            because,
            named_help(mistakes),
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
            expected=expected,
            corrected=self.corrected(a, decimals, truth),
            entries=wrong,
            carets=entry_places(b, wrong),
            root=True,
            mistakes=mistakes,
        )

    def still_wrong_size(
        self, c: Claims, a: Expression, b: w.Expression, written: Numbers, truth: Enclosed
    ) -> Finding:
        """A result whose wrong size comes from an earlier line."""
        return Finding(
            "C05",
            "error",
            "shape",
            b.place,
            says.QUANTITY_HAS_ENTRIES_NOT_SIZE(
                quantity=self.what(c, a), found=Count(len(written)), size=len(truth.low)
            ),
            says.THE_WRONG_SIZE_COMES_FROM_AN_EARLIER_LINE(),
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
            corrected=self.corrected(a, unit_decimals(written), truth),
        )

    def wrong_size(
        self, c: Claims, a: Expression, b: w.Expression, written: Numbers, strict: Enclosed
    ) -> Finding:
        """A result with too many or too few entries."""
        found, size = len(written), len(strict.low)
        from tutor.judging.diagnosis import by_length

        mistakes = by_length(self.page, c.step, a, written)
        return Finding(
            "C02",
            "error",
            "shape",
            b.place,
            self._size_title(c, a, found, size),
            says.CALCULATION_HAS_ENTRIES_SIZE_BECAME_FOUND(
                calculation=self.describe(c, a), size=Count(size), found=found
            ),
            named_help(mistakes),
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
            expected=self.expected(c, a, strict, unit_decimals(written)),
            root=True,
            mistakes=mistakes,
        )

    def matrix_for_vector(
        self,
        c: Claims,
        a: Expression,
        b: w.Expression,
        rows: Sequence[Sequence[w.Expression]],
        strict: Enclosed,
    ) -> Finding:
        """A matrix where a vector belongs."""
        size = len(strict.low)
        lengths = sorted({len(row) for row in rows})
        found = size_text((len(rows), lengths[0])) if len(lengths) == 1 else None
        return Finding(
            "C02",
            "error",
            "shape",
            b.place,
            says.QUANTITY_IS_A_MATRIX_OF_FOUND(quantity=self.what(c, a), found=found, size=Count(size))
            if found
            else says.QUANTITY_IS_WRITTEN_IN_SEVERAL_ROWS(quantity=self.what(c, a), size=Count(size)),
            says.CALCULATION_IS_ONE_VECTOR(calculation=self.describe(c, a)),
            quantity=self.quantity(c, a),
            claimed=(found or " + ".join(str(len(row)) for row in rows),),
            expected=(size_text((size,)),),
            root=True,
        )

    def claim_of_rows(
        self,
        c: Claims,
        a: Expression,
        b: w.Expression,
        rows: Sequence[Sequence[w.Expression]],
        strict: Enclosed,
    ) -> Claim:
        """Record a matrix that stands where a vector belongs."""
        found = [entry for row in rows for entry in row if isinstance(entry, w.Number)]
        expected = texts(strict, max((each.decimals for each in found), default=0) or 1)
        return Claim(
            b.place,
            self.quantity(c, a) or self.describe(c, a),
            tuple(each.token for each in found),
            _wrong(len(found)),
            expected,
        )

    def _size_title(self, c: Claims, a: Expression, found: int, size: int) -> Sentence:
        """Where dropped entries lead back to the right size, that size is not called wrong."""
        if found == self.page.model.hidden_size:
            return says.QUANTITY_ENTRIES_BECAME_FOUND(quantity=self.what(c, a), size=Count(size), found=found)
        return says.QUANTITY_HAS_ENTRIES_NOT_SIZE(quantity=self.what(c, a), found=Count(found), size=size)

    def follows(
        self, c: Claims, a: Expression, b: w.Expression, written: Numbers, truth: Enclosed
    ) -> Finding:
        """A result that is right given an earlier wrong line."""
        expected = self.corrected(a, unit_decimals(written), truth)
        wrong = tuple(
            i
            for i, (token, right) in enumerate(zip(written, expected, strict=False), start=1)
            if token != Decimal(right)
        )
        return Finding(
            "C05",
            "error",
            "value",
            b.place,
            says.QUANTITY_FOLLOWS_FROM_AN_EARLIER_WRONG_LINE(quantity=self.what(c, a)),
            says.IT_FOLLOWS_CORRECTLY_FROM_WHAT_STANDS_BEFORE(),
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
            expected=expected,
            corrected=expected,
            entries=wrong,
            carets=entry_places(b, wrong),
        )

    def forced(
        self,
        c: Claims,
        a: Expression,
        b: w.Expression,
        written: Numbers,
        name: str,
        truth: Enclosed | None,
    ) -> Finding:
        """A sum of vectors of different sizes, done all the same."""
        charged = self.page.is_charged(a)
        from tutor.mistakes.catalogue import CATALOGUE

        mistakes = (name,) if name in CATALOGUE else ()
        because = CATALOGUE[name].title if mistakes else says.THE_SHORTER_VECTOR_WAS_FILLED_UP_WITH_ZEROS()
        return Finding(
            "C05" if charged else "C03",
            "error",
            "shape",
            b.place,
            says.QUANTITY_ADDS_VECTORS_OF_DIFFERENT_SIZES(quantity=self.what(c, a)),
            because,
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
            expected=self.corrected(a, unit_decimals(written), truth),
            root=not charged,
            mistakes=mistakes,
        )

    def unassessable(
        self, c: Claims, a: Expression, b: w.Expression, written: Numbers, truth: Enclosed | None
    ) -> Finding:
        """A result of something that has no value."""
        return Finding(
            "C08",
            "note",
            "value",
            b.place,
            says.QUANTITY_CANNOT_BE_ASSESSED(quantity=self.what(c, a)),
            says.CALCULATION_HAS_NO_VALUE(calculation=self.describe(c, a)),
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
            expected=self.corrected(a, unit_decimals(written), truth),
        )

    def not_given(self, c: Claims, a: Expression, b: w.Expression, missing: Sequence[Ref | Param]) -> Finding:
        """A result that needs what nobody has written."""
        return Finding(
            "C17",
            "warning",
            "unchecked",
            b.place,
            says.QUANTITY_USES_MISSING_NOT_GIVEN_YET(
                quantity=c.named or c.target, missing=self.describe(c, missing[0])
            ),
            says.SO_THIS_LINE_WAS_NOT_CHECKED(),
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
        )

    def matches_key(
        self, c: Claims, a: Expression, b: w.Expression, written: Numbers, strict: Enclosed | None
    ) -> Finding:
        """A result that is the network's, but not that of the line before."""
        what = self.what(c, a)
        if self.page.numbers_of(a) is not None and what == self.describe(c, a):
            what = vector_text(tokens_of(b))  # numbers have no name but themselves
        return Finding(
            "C12",
            "note",
            "value",
            b.place,
            says.QUANTITY_MATCHES_THE_NETWORK(quantity=what),
            says.THE_LINE_BEFORE_GIVES_SOMETHING_ELSE(),
            quantity=self.quantity(c, a),
            claimed=tokens_of(b),
            expected=self.expected(c, a, strict, unit_decimals(written)) if strict is not None else (),
        )

    def remarks(
        self, c: Claims, a: Expression, b: w.Expression, written: Numbers, judged: Fitted
    ) -> list[Finding]:
        """Notes on how a right number is written."""
        found = []
        for fit, code, title in (
            ("cut", "C09", says.QUANTITY_WAS_CUT_OFF_INSTEAD_OF_ROUNDED),
            ("short", "C10", says.QUANTITY_HAS_FEWER_DIGITS_THAN_THE_OTHERS),
        ):
            entries = tuple(i for i, each in enumerate(judged.fits, start=1) if each == fit)
            if entries:
                found.append(
                    Finding(
                        code,
                        "note",
                        "value",
                        b.place,
                        title(quantity=self.what(c, a)),
                        quantity=self.quantity(c, a),
                        claimed=tokens_of(b),
                        entries=entries,
                        carets=entry_places(b, entries),
                        mistakes=("truncated",) if fit == "cut" else (),
                    )
                )
        return found


def _wrong(count: int) -> tuple[Verdict, ...]:
    wrong: Verdict = "wrong"
    return (wrong,) * max(0, count)
