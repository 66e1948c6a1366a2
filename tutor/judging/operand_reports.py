"""Findings on operands: what was copied wrong, used with other digits, or is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.equations import Matrix, MatVec, Param, Ref
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.numbers import plain
from tutor.judging import judging_messages as says
from tutor.language.faults import Count
from tutor.mistakes.sites import is_bias
from tutor.reading.findings import Finding, Kind
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place

if TYPE_CHECKING:
    from tutor.judging.claims import Claims


from tutor.judging.wording import Wording, entry_places, matrix_text, named_help, tokens_of, vector_text


class OperandReports(Wording):
    """Writes the findings on operands."""

    def miscopied(
        self,
        c: Claims,
        a: Ref | Param,
        b: w.Expression,
        known: Numbers,
        written: Numbers,
        wrong: tuple[int, ...],
    ) -> Finding:
        """An operand that is not the vector that was written."""
        state = isinstance(a, Ref) and a.symbol == "h"
        mistakes = self._other_vector(c, a, written)
        name = self.describe(c, a)
        title = (
            says.NAME_IS_NOT_USED_AS_IT_WAS_WRITTEN(name=name)
            if state
            else says.NAME_WAS_COPIED_WRONG(name=name)
        )
        if len(known) != len(written):
            because = says.NAME_WAS_WRITTEN_WITH_ENTRIES(
                name=name, size=Count(len(known)), found=len(written)
            )
        else:
            because = says.NAME_WAS_WRITTEN_AS_KNOWN(name=name, known=vector_text([*map(plain, known)]))
        kind: Kind = "state" if state else "value"
        return Finding(
            "C06" if state else "C07",
            "error",
            kind,
            b.place,
            title,
            because,
            named_help(mistakes),
            quantity=name
            if not (state and isinstance(a, Ref) and a.unit.removeprefix("-").isdigit())
            else f"h_{a.unit}",
            claimed=tokens_of(b),
            expected=tuple(map(plain, known)),
            entries=wrong,
            carets=entry_places(b, wrong),
            root=True,
            mistakes=mistakes,
        )

    def _other_vector(self, c: Claims, a: Ref | Param, written: Numbers) -> tuple[str, ...]:
        """Name what was taken instead of an operand."""
        step, known = c.step, self.page.numbers_of(a)
        names = []
        first = self.page.model.givens.first

        def at(symbol: str, when: int) -> bool:
            return self.page.numbers_of(Ref(symbol, unit=str(when))) == written

        if isinstance(a, Ref) and a.symbol == "h":
            names += ["state-two-back"] if step > first and at("h", step - 2) else []
            names += ["initial-state-throughout"] if step > first and at("h", first - 1) else []
            if known is not None and sorted(known) == sorted(written) and len(known) == len(written):
                names.append("state-entries-swapped")
        elif isinstance(a, Ref) and a.symbol == "x":
            names += ["previous-input"] if at("x", step - 1) else []
            if (
                known is not None
                and 1 in known
                and 1 in written
                and abs(known.index(1) - written.index(1)) == 1
            ):
                names.append("wrong-column")
        elif is_bias(a) and known is not None and len(known) == len(written):
            if sorted(known) == sorted(written):
                names.append("bias-entries-swapped")
            if all(n == -k for n, k in zip(written, known, strict=True)):
                names.append("bias-subtracted")
            if all(n == 2 * k for n, k in zip(written, known, strict=True)):
                names.append("bias-doubled")
            if not any(written):
                names.append("bias-forgotten")
        return tuple(names)

    def short_copy(
        self, c: Claims, a: Ref | Param, b: w.Expression, known: Numbers, written: Numbers, *, exact: bool
    ) -> Finding:
        """An operand with fewer digits than it was written with."""
        return Finding(
            "C10",
            "note",
            "value",
            b.place,
            says.NAME_IS_USED_WITH_FEWER_DIGITS_THAN_IT_WAS(name=self.describe(c, a)),
            claimed=tokens_of(b),
            expected=tuple(map(plain, known)),
        )

    def other_matrix(
        self, c: Claims, b: w.Expression, a: MatVec, other: Param, columns: Matrix, wanted: Matrix
    ) -> Finding:
        """A matrix that is not the one that was given."""
        name = self.describe(c, a.matrix)
        shape, right = (len(columns), len(columns[0])), (len(wanted), len(wanted[0]))
        carets: list[Place] = []
        if shape == right and isinstance(b, w.Matrix):
            flat_columns = [n for row in columns for n in row]
            flat_wanted = [n for row in wanted for n in row]
            entries = [entry for row in b.rows for entry in row]
            if [e.value for e in entries if isinstance(e, w.Number)] == flat_columns:
                carets = [
                    e.place for e, n, k in zip(entries, flat_columns, flat_wanted, strict=True) if n != k
                ]
        mistakes = (
            ("recurrent-transposed",)
            if other.name == "weight_hh/transposed"
            else ("matrices-exchanged",)
            if other.name in ("weight_ih", "weight_hh")
            else ()
        )
        return Finding(
            "C07",
            "error",
            "shape" if shape != right else "value",
            b.place,
            says.NAME_WAS_COPIED_WRONG(name=name),
            says.NAME_WAS_GIVEN_AS_MATRIX(name=name, matrix=matrix_text(wanted)),
            named_help(mistakes),
            quantity=name,
            claimed=(size_text(shape),)
            if shape != right
            else tuple(plain(n) for row in columns for n in row),
            expected=(size_text(right),)
            if shape != right
            else tuple(plain(n) for row in wanted for n in row),
            carets=tuple(carets),
            root=True,
            mistakes=mistakes,
        )
