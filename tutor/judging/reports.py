"""Findings in words: what was claimed, what the line before gives, why, and which mistake fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.equations import Expression
from tutor.calculation.evaluation import Enclosed
from tutor.judging import judging_messages as says
from tutor.language.faults import Count, Operand, Severity
from tutor.mistakes.sites import is_bias, is_input, is_recurrent
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w

if TYPE_CHECKING:
    from tutor.judging.claims import Claims


from tutor.judging.claim_reports import ClaimReports
from tutor.judging.operand_reports import OperandReports
from tutor.judging.wording import named_help, short_text, tokens_of


class Reports(ClaimReports, OperandReports):
    """Writes all findings; here those on formulas and on the shape of sums."""

    def formula(
        self,
        c: Claims,
        b: w.Expression,
        wanted: Expression,
        severity: Severity,
        mistakes: tuple[str, ...],
    ) -> Finding:
        """A formula that is not the network's."""
        return Finding(
            "C11",
            severity,
            "notation",
            b.place,
            says.THE_FORMULA_FOR_TARGET(target=c.named or c.target),
            says.ITS_EQUATION_IS_EQUATION(equation=self.describe(c, wanted)),
            named_help(mistakes),
            quantity=c.target,
            root=severity == "error",
            mistakes=mistakes,
        )

    def other_function(self, c: Claims, b: w.Apply, wanted: str, found: str) -> Finding:
        """Another activation than the network's."""
        mistakes = {"sigmoid": ("sigmoid-for-tanh",), "relu": ("relu-or-clip",)}.get(found, ())
        return Finding(
            "C11",
            "error",
            "notation",
            b.place,
            says.FOUND_STANDS_WHERE_THE_NETWORK_HAS_WANTED(found=found, wanted=wanted),
            None,
            named_help(mistakes),
            quantity=c.target,
            claimed=(found,),
            expected=(wanted,),
            root=True,
            mistakes=mistakes,
        )

    def function_missing(self, c: Claims, b: w.Expression, wanted: str) -> Finding:
        """A line that lost its activation."""
        return Finding(
            "C11",
            "warning",
            "notation",
            b.place,
            says.WANTED_IS_MISSING_IN_THIS_LINE(wanted=wanted),
            says.EQUALITY_OF_UNEQUAL_THINGS_AS_A_SENTENCE(),
            quantity=c.target,
            mistakes=("equals-chain",),
        )

    def equals_chain(self, c: Claims, b: w.Expression) -> Finding:
        """A result that goes on as the argument of the next calculation."""
        return Finding(
            "C11",
            "note",
            "notation",
            b.place,
            says.EQUALITY_OF_UNEQUAL_THINGS(),
            says.THE_NUMBER_BEFORE_IT_IS_THE_ARGUMENT(),
            mistakes=("equals-chain",),
        )

    def other_symbol(self, c: Claims, b: w.Expression, a: Expression) -> Finding:
        """A name that stands for something else."""
        text = b.text if isinstance(b, w.Name) else "…"
        return Finding(
            "C11",
            "error",
            "notation",
            b.place,
            says.NAME_STANDS_WHERE_WANTED_BELONGS(name=text, wanted=self.describe(c, a)),
            quantity=c.target,
            claimed=(text,),
            expected=(self.describe(c, a),),
            root=True,
        )

    def extra_term(self, c: Claims, b: w.Expression) -> Finding:
        """A term that the network does not have."""
        return Finding(
            "C11",
            "error",
            "value",
            b.place,
            says.THIS_TERM_DOES_NOT_BELONG_TO_THE_SUM(),
            quantity=c.target,
            claimed=tokens_of(b),
            root=True,
        )

    def left_out(self, c: Claims, b: w.Expression, missing: Sequence[Expression], *, note: bool) -> Finding:
        """A term that is missing from a sum."""
        names = [
            name
            for name, test in (
                ("bias-forgotten", is_bias),
                ("input-dropped", is_input),
                ("recurrent-dropped", is_recurrent),
            )
            if all(test(term) for term in missing)
        ]
        return Finding(
            "C11",
            "note" if note else "error",
            "value",
            b.place,
            says.TERM_IS_MISSING_FROM_THIS_SUM(term=", ".join(self.describe(c, term) for term in missing)),
            None,
            named_help(tuple(names)),
            quantity=c.target,
            root=not note,
            mistakes=tuple(names),
        )

    def unfitting_sum(
        self, c: Claims, b: w.Expression, written: Sequence[w.Expression], sizes: Sequence[int]
    ) -> Finding:
        """Vectors of different sizes are added."""
        first, second = sizes[0], next(size for size in sizes if size != sizes[0])
        odd = next(
            (each for each, size in zip(written, sizes, strict=False) if size != self.page.model.hidden_size),
            b,
        )
        return Finding(
            "C03",
            "error",
            "shape",
            odd.place,
            says.ADDING_FIRST_AND_ENTRIES(first=first, second=Count(second)),
            says.A_SUM_NEEDS_VECTORS_OF_ONE_SIZE(),
            operands=tuple(
                Operand(short_text(each), size_text((size,)))
                for each, size in zip(written, sizes, strict=False)
            ),
            quantity=c.target,
            claimed=tokens_of(odd),
            root=True,
        )

    def other_size(
        self, c: Claims, a: Expression, b: w.Expression, wanted: Enclosed, value: Enclosed
    ) -> Finding:
        """A calculation whose result has another size."""
        return Finding(
            "C02",
            "error",
            "shape",
            b.place,
            says.QUANTITY_HAS_ENTRIES_NOT_SIZE(
                quantity=self.what(c, a), found=Count(len(value.low)), size=len(wanted.low)
            ),
            quantity=self.quantity(c, a),
            claimed=(str(len(value.low)),),
            expected=(str(len(wanted.low)),),
            root=True,
        )

    def other_value(
        self,
        c: Claims,
        a: Expression,
        b: w.Expression,
        result: Expression,
        wanted: Enclosed,
        value: Enclosed,
        decimals: int,
    ) -> Finding:
        """A calculation that gives something else than the one before it."""
        expected, found = self.expected(c, a, wanted, decimals), self.gives(result, value, decimals)
        return Finding(
            "C04",
            "error",
            "value",
            b.place,
            says.QUANTITY_DOES_NOT_FOLLOW_FROM_WHAT_STANDS(quantity=self.what(c, a)),
            says.CALCULATION_GIVES_EXPECTED_THIS_GIVES_FOUND(
                calculation=self.describe(c, a),
                expected=", ".join(expected),
                found=", ".join(found),
            ),
            quantity=self.quantity(c, a),
            claimed=found,
            expected=expected,
            root=True,
        )
