"""Findings on sides that do not follow from the side before them, in the writer's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.numbers import Rounding
from tutor.calculation.tolerance import copied
from tutor.judging import judging_messages as judging
from tutor.judging.following import comparing_messages as says
from tutor.judging.following.literals import numbers_of, same_shape
from tutor.judging.following.promises import as_it_stands, promised, sure
from tutor.judging.following.quantities import Quantity, SizesError
from tutor.judging.wording import entry_places, reach_text, tokens_of, vector_text
from tutor.language.faults import Operand, Pattern, Sentence
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.spelling import spelled
from tutor.record import record, replace

if TYPE_CHECKING:
    from tutor.judging.following.comparing import Following

_LONGEST = 60


@record()
class FollowingReports:
    """Writes the findings; ``lines`` is the text."""

    lines: Sequence[str]
    rounding: Rounding

    @property
    def quiet(self) -> NoReports:
        """The same, for what is only tried."""
        return NoReports(self.lines, self.rounding)

    def source(self, node: w.Expression) -> str:
        """Give an expression as it stands in the text; one that stands nowhere is spelled out."""
        if any(isinstance(each, w.Name) and not each.place.line for each in w.walk(node)):
            return spelled(node)[:_LONGEST]
        place = node.place
        text = " ".join(
            self.lines[line - 1][
                place.column - 1 if line == place.line else 0 : place.end_column - 1
                if line == place.end_line
                else None
            ].strip()
            for line in range(place.line, place.end_line + 1)
        )
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    def _finding(
        self,
        c: Following,
        code: str,
        b: w.Expression,
        title: Sentence,
        because: Sentence | None,
        **more: object,
    ) -> Finding:
        kind = "shape" if code in ("C02", "C03") else "value"
        copied = [each for each in w.walk(b) if isinstance(each, w.Number)]
        charged = any(map(c.sheet.is_charged, copied)) or (w.is_literal(b) and c.sheet.is_charged(b))
        root = not charged
        return Finding(code, "error", kind, b.place, title, because, quantity=c.target, root=root, **more)  # type: ignore[arg-type]

    def wrong(
        self,
        c: Following,
        a: w.Expression,
        b: w.Expression,
        entries: tuple[int, ...],
        lenient: Quantity,
        decimals: int,
        want: int | None,
    ) -> Finding:
        """Numbers that the side before does not give."""
        expected = promised(c, a, decimals, want)
        first = entries[0]
        because = self._gives(a, tokens_of(b)[first - 1], first, expected, lenient, decimals)
        return self._finding(
            c,
            "C04",
            b,
            says.DOES_NOT_FOLLOW(quantity=c.target),
            because,
            claimed=tokens_of(b),
            expected=expected,
            entries=entries,
            carets=entry_places(b, entries),
        )

    def _gives(
        self,
        a: w.Expression,
        token: str,
        entry: int,
        expected: tuple[str, ...],
        lenient: Quantity,
        decimals: int,
    ) -> Sentence:
        """Say what a side gives in an entry, by its digits where they are sure."""
        calculation, alone = self.source(a), len(lenient.ends.low) == 1
        reach = reach_text(lenient.ends.low[entry - 1], lenient.ends.high[entry - 1], decimals)
        if not expected and alone:
            return says.GIVES_ANOTHER(calculation=calculation, token=token, reach=reach)
        if not expected:
            return says.GIVES_ANOTHER_IN_ENTRY(calculation=calculation, entry=entry, token=token, reach=reach)
        value = expected[entry - 1]
        if alone:
            return judging.CALCULATION_GIVES_EXPECTED(
                calculation=calculation, expected=value, token=token, reach=reach
            )
        return judging.CALCULATION_GIVES_EXPECTED_IN_ENTRY(
            calculation=calculation, expected=value, entry=entry, token=token, reach=reach
        )

    def follows(self, c: Following, b: w.Expression, truth: Quantity) -> Finding | None:
        """Numbers that are right as they are written, and would be others had an earlier line been right."""
        if not same_shape(truth, b):
            return None
        entries = copied(numbers_of(b), truth.ends).wrong
        if not entries:
            return None
        # No number is promised: what a line gives after the repair hangs on every rounding between.
        return Finding(
            "C05",
            "error",
            "value",
            b.place,
            judging.QUANTITY_FOLLOWS_FROM_AN_EARLIER_WRONG_LINE(quantity=c.target),
            judging.IT_FOLLOWS_CORRECTLY_FROM_WHAT_STANDS_BEFORE(),
            quantity=c.target,
            claimed=tokens_of(b),
            entries=entries,
            carets=entry_places(b, entries),
        )

    def other_value(
        self,
        c: Following,
        a: w.Expression,
        b: w.Expression,
        entries: tuple[int, ...],
        decimals: int,
        wants: tuple[int | None, int | None],
    ) -> Finding:
        """A calculation that gives something else than the one before it."""
        expected, found = (
            promised(c, side, decimals, want) for side, want in zip((a, b), wants, strict=True)
        )
        because = says.GIVES_SOMETHING_ELSE(
            calculation=self.source(a), expected=vector_text(expected), found=vector_text(found)
        )
        return self._finding(
            c,
            "C04",
            b,
            says.DOES_NOT_FOLLOW(quantity=c.target),
            because if expected and found else None,
            claimed=found,
            expected=expected,
            entries=entries,
        )

    def miscopied(
        self, c: Following, a: w.Expression, b: w.Expression, known: Quantity, entries: tuple[int, ...]
    ) -> Finding:
        """A literal that is not what stands in the place that it is copied from."""
        name = a.text if isinstance(a, w.Name) else self.source(a)
        decimals = max((each.decimals for each in w.walk(b) if isinstance(each, w.Number)), default=0)
        shown = as_it_stands(c, a, max(decimals, _decimals_of(known)))
        finding = self._finding(
            c,
            "C07",
            b,
            says.COPIED_WRONG(name=name),
            judging.NAME_WAS_WRITTEN_AS_KNOWN(name=name, known=vector_text(shown)) if shown else None,
            claimed=tokens_of(b),
            expected=shown,
            entries=entries,
            carets=entry_places(b, entries),
        )
        # What is wrong is the number that was copied, not the line that it was copied into.
        return replace(finding, quantity=a.text if isinstance(a, w.Name) else None)

    def other_size(
        self, c: Following, a: w.Expression, b: w.Expression, value: Quantity, *, copied: bool
    ) -> Finding:
        """Numbers of another size than what they stand for."""
        found, wanted = size_of(b), size_text(value.shape or (1,))
        shown = as_it_stands(c, a, 3) if copied else sure(value, 3, self.rounding)
        return self._finding(
            c,
            "C02",
            b,
            says.HAS_SIZE(quantity=c.target, found=found, size=wanted),
            says.CALCULATION_HAS_SIZE(calculation=self.source(a), size=wanted),
            claimed=(found,) if isinstance(b, w.Matrix) else tokens_of(b),
            expected=(wanted,) if isinstance(b, w.Matrix) else shown,
        )

    def unequal_sizes(
        self, c: Following, a: w.Expression, b: w.Expression, before: Quantity, value: Quantity
    ) -> Finding:
        """A calculation whose result has another size than the one before it."""
        found, wanted = size_text(value.shape or (1,)), size_text(before.shape or (1,))
        return self._finding(
            c,
            "C02",
            b,
            says.HAS_SIZE(quantity=c.target, found=found, size=wanted),
            says.CALCULATION_HAS_SIZE(calculation=self.source(a), size=wanted),
            claimed=(found,),
            expected=(wanted,),
        )

    def sizes(self, c: Following, node: w.Expression, error: SizesError, b: w.Expression) -> Finding:
        """Operands that do not fit each other, where they stand; in a formula of t, where its numbers do."""
        left, right = size_text(error.left or (1,)), size_text(error.right or (1,))
        title = (
            says.ADDING(first=left, second=right)
            if error.operation == "sum"
            else says.TIMES(first=left, second=right)
        )
        found = self._finding(
            c,
            "C03",
            node if all(each.place.line for each in w.walk(node)) else b,
            title,
            says.NOTHING_IS_STRETCHED(),
            operands=(Operand(self.source(node), f"{left}, {right}"),),
        )
        return replace(found, root=not c.sheet.is_charged(node))


@record()
class NoReports(FollowingReports):
    """Says nothing, where only the answer counts: most sides are tried in several ways."""

    def _said(self, *_: Any, **__: Any) -> Finding:  # noqa: ANN401
        return _NOTHING

    wrong = other_value = miscopied = other_size = unequal_sizes = sizes = _said


_NOTHING = Finding("", "note", "value", w.Place(0, 0, 0, 0), Sentence(Pattern("", "")))


def size_of(literal: w.Expression) -> str:
    """Write the size of a literal."""
    match literal:
        case w.Vector(entries=entries):
            return size_text((len(entries),))
        case w.Matrix(rows=rows):
            return size_text((len(rows), len(rows[0])))
    return size_text((1,))


def _decimals_of(value: Quantity) -> int:
    """Count the decimals that an exact value needs, up to six."""
    for decimals in range(7 if value.is_exact else 0):
        if all(n % 10 ** (24 - decimals) == 0 for n in value.ends.low):
            return decimals
    return 6 if value.is_exact else 0
