"""Chain by chain: which equation a chain answers to, and each of its sides against the side before."""

from __future__ import annotations

from collections import Counter

from tutor.binding.givens import beside
from tutor.binding.literal_rows import numbers
from tutor.binding.written_sizes import written_sizes
from tutor.calculation.equations import Add, Expression, Fn, Ref, rewrite, walk
from tutor.calculation.evaluation import key_of
from tutor.judging import judging_messages as says
from tutor.judging.compare import Comparison
from tutor.judging.judgement import Judgement
from tutor.judging.records import Records, ranked
from tutor.judging.translate import UnknownNameError
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain


class Judging(Records):
    """One judgement: every chain in reading order."""

    def run(self) -> Judgement:
        """Judge every chain in reading order."""
        for chain in self.work.chains:
            self._chain(chain)
        self.findings += written_sizes(self.work, self.model)
        self.findings += [
            Finding("C14", "note", "unreadable", each.place, each.reason, None, each.help)
            for each in self.work.unreadable
        ]
        decimals = self._decimals()
        problem, why = self.model.problem(decimals)
        return Judgement(
            self.model.reading(decimals),
            tuple(ranked(self.findings)),
            tuple(self.claims),
            frozenset(self.lines),
            problem,
            why,
        )

    def _decimals(self) -> int:
        """Give the decimals that most states are written with; where there are none, most results."""
        digits = [
            (claim.quantity.startswith("h_"), max(len(token.partition(".")[2]) for token in claim.tokens))
            for claim in self.claims
            if claim.tokens
        ]
        states = [count for state, count in digits if state and count]
        counts = Counter(states or [count for _, count in digits if count])
        return max(counts, key=lambda count: (counts[count], count)) if counts else 3

    # One chain

    def _chain(self, chain: Chain) -> None:
        name = chain.name
        if name is None:
            self._nameless(chain)
            return
        role = self.model.binding.roles.get(name.base)
        step = name.step if isinstance(name.step, int) else None
        if role in ("h", "p", "q", "a") and step is not None and step >= self.work.first:
            self._quantity(chain, name, role, step)
        elif role is not None and (step is not None or name.step is None):
            self._given(chain, name, role, step)
        elif name.step is not None and step is None:
            self._general(chain, name, role)
        elif step is not None or name.step is None:
            self._own(chain, name, step)

    def _quantity(self, chain: Chain, name: w.Name, role: str, step: int) -> None:
        entry = name.entry[0] if len(name.entry) == 1 else None
        target = _at(role, step, entry)
        own = _at(name.base, step, entry) if name.base != role else ""
        c = self._comparison(step, role, target, entry, own)
        sides = [_first_of_two(segment.expression) for segment in chain.segments[1:]]
        key = role if role == "h" else name.base
        known = Ref("h", unit=str(step)) if role == "h" else self.page.lines.get((key, str(step)))
        if (
            len(sides) == 1
            and numbers(sides[0]) is not None
            and known is not None
            and self._restated(c, known, sides[0], entry)
        ):
            self._keep(c)
            return
        if not {"weight_ih", "weight_hh"} & set(self.page.parameters):
            self._own(chain, name, step)  # there is no network to answer to
            return
        reference = self.page.equation(role, step, written=True)
        if entry:
            reference = self.page.entry(reference, entry)
        elif self.model.hidden_size == 1 and all(map(_is_scalar, sides)):
            reference = self.page.entry(reference, 1)
        c.origin = reference
        result = self._sides(c, reference, sides, role, step, entry)
        self._keep(c)
        if isinstance(result, Ref) and result.unit.startswith("#"):
            self._record(role, name.base, step, entry, result, c)

    def _sides(
        self,
        c: Comparison,
        reference: Expression,
        sides: list[w.Expression],
        role: str,
        step: int,
        entry: int | None,
    ) -> Expression:
        """Compare side after side: formulas with the equation, numbers with the side before."""
        before = reference
        formula: tuple[w.Expression, Expression] | None = None
        for side in sides:
            if isinstance(side, w.Ellipsis | w.Gap):
                continue
            if self._names_operands(side):
                translated = self._formula(c, side, before)
                if translated is None:
                    continue
                same = c.translator.canonical(translated) == c.translator.canonical(before)
                if not same and before is reference:
                    formula = (side, translated)
                elif same:
                    before = self._from_lines(c, translated)
                    c.lines.add(side.place.line)
                else:
                    before = c.side(before, side)
                continue
            if formula is not None:
                before = self._against_both(c, before, formula, side)
                formula = None
            else:
                before = c.side(before, side)
        if formula is not None and not self._is_but_for_zeros(c, formula[1], reference):
            c.findings.append(self.reports.formula(c, formula[0], reference, "warning", ()))
        return before

    def _names_operands(self, side: w.Expression) -> bool:
        """Whether a side is a formula; of one unit a number in it is put in, as a vector's entries are."""
        if self.model.hidden_size == 1 and any(isinstance(node, w.Number) for node in w.walk(side)):
            return False
        return _is_formula(side)

    def _is_but_for_zeros(self, c: Comparison, written: Expression, wanted: Expression) -> bool:
        """Whether a formula is the wanted one without terms that are zero: W h_0 where h_0 is."""
        canonical = c.translator.canonical

        def left_out(node: Expression) -> Expression | None:
            if not isinstance(node, Add):
                return None
            terms = [each for each in node.terms if not c.is_zero(each)] or list(node.terms[:1])
            return Add(tuple(terms)) if len(terms) > 1 else terms[0]

        return canonical(rewrite(wanted, left_out)) == canonical(rewrite(written, left_out))

    def _formula(self, c: Comparison, side: w.Expression, before: Expression) -> Expression | None:
        try:
            translated = c.translator.expression(side)
        except UnknownNameError:
            return None
        return translated

    def _against_both(
        self, c: Comparison, before: Expression, formula: tuple[w.Expression, Expression], side: w.Expression
    ) -> Expression:
        """A formula is not the network's: its numbers show whether it is only written wrong."""
        written, translated = formula
        by_network, by_formula = c.trial(), c.trial()
        by_formula.origin = translated
        first = by_network.side(before, side)
        second = by_formula.side(translated, side)
        if by_network.has_error and not by_formula.has_error:
            c.take(by_formula)
            mistakes = self._named(c, before, translated)
            c.findings.append(self.reports.formula(c, written, before, "error", mistakes))
            self._charge(second)
            return second
        c.take(by_network)
        if not self._is_but_for_zeros(c, translated, before):
            c.findings.append(self.reports.formula(c, written, before, "warning", ()))
        return first

    def _named(self, c: Comparison, wanted: Expression, found: Expression) -> tuple[str, ...]:
        from tutor.judging.diagnosis import site_of
        from tutor.mistakes.catalogue import CATALOGUE, variants

        site = site_of(self.page, c.step)
        canonical = c.translator.canonical
        return tuple(
            mistake.name
            for mistake in CATALOGUE.values()
            if any(
                canonical(variant.expression) == canonical(found)
                for variant in variants(mistake, self._unfolded(c, wanted), site)
            )
        )

    def _unfolded(self, c: Comparison, expression: Expression) -> Expression:
        if c.role == "h" and isinstance(expression, Fn):
            return self.page.equation("h", c.step)
        return expression

    def _charge(self, expression: Expression) -> None:
        for node in [expression, *([expression.argument] if isinstance(expression, Fn) else [])]:
            if isinstance(node, Ref):
                self.page.charged.add(key_of(node))

    # Other chains

    def _given(self, chain: Chain, name: w.Name, role: str, step: int | None) -> None:
        """A given that is written again must be the same."""
        literal = chain.literal
        if role == "bias" and literal is None and len(chain.segments) > 1:
            self._own(chain, name, step)
            return
        if literal is None or literal.place in self.defined or name.entry:
            return
        c = self._comparison(step if step is not None else self.work.first, role, name.text)
        if role in self.page.parameters or role in ("x", "h"):
            if role in ("weight_ih", "weight_hh"):
                return
            expression = (
                c.translator.vector(name)
                if role != "h"
                else Ref("h", unit=str(step if step is not None else self.model.givens.start))
            )
            if isinstance(expression, Ref) and not self.page.known(expression):
                return
            c.compare(expression, literal)
            self._keep(c)

    def _general(self, chain: Chain, name: w.Name, role: str | None) -> None:
        """A formula over t is no claim of its own."""

    def _own(self, chain: Chain, name: w.Name, step: int | None) -> None:
        """A line of the writer's own: it answers to its own formula."""
        here = step if step is not None else self.work.step_at(chain)
        role = self.model.binding.roles.get(name.base)
        known = role in ("h", "p", "q", "a") and step is not None
        target = f"{role}_{step}" if known else name.text
        c = self._comparison(here, "v", target, named=name.text if known and name.base != role else "")
        sides = [segment.expression for segment in chain.segments[1:]]
        before: Expression | None = None
        formula: Expression | None = None
        for side in sides:
            if isinstance(side, w.Ellipsis | w.Gap):
                continue
            if before is None:
                try:
                    before = c.translator.expression(side)
                except UnknownNameError as error:
                    self._unknown(chain, side, error)
                    continue
                formula = before if _is_formula(side) else None
                c.origin = before
                c.check_sizes(before, side)
                missing = self.page.missing(before)
                if missing:
                    c.findings.append(self.reports.not_given(c, before, side, missing))
                continue
            before = c.side(before, side)
        self._keep(c)
        if isinstance(before, Ref) and not name.entry:
            self.page.lines[(name.base, str(step))] = before
            self.page.names.setdefault(key_of(before), name.text)
            if chain.literal is not None and step is None:  # a definition is true as it stands
                self.page.truth.setdefault(key_of(before), self.page.values[key_of(before)])
            state = Ref("h", unit=str(step))
            if role == "h" and self.page.known(before) and not self.page.known(state):
                self.page.alias(state, before)
            if formula is not None:
                self.page.formulas[key_of(before)] = formula

    def _nameless(self, chain: Chain) -> None:
        """A calculation on the left (``W h_1 = …``): its sides answer to it."""
        c = self._comparison(self.work.step_at(chain), "v", "…")
        formula: Expression | None = None
        before: Expression | None = None
        for segment in chain.segments:
            side = segment.expression
            if isinstance(side, w.Ellipsis | w.Gap):
                continue
            if before is None:
                try:
                    formula = before = c.translator.expression(side)
                except UnknownNameError as error:
                    self._unknown(chain, side, error)
                    continue
                c.step = _step_read(before) or c.step
                c.origin = before = self._from_lines(c, before)
                c.check_sizes(before, side)
                continue
            before = c.compare(before, side)
        self._keep(c)
        if formula is not None and isinstance(before, Ref) and before.unit.startswith("#"):
            self._stands_for(formula, before, c)

    def _unknown(self, chain: Chain, side: w.Expression, error: UnknownNameError) -> None:
        """A side with vectors of numbers behind it that reads what the text does not say."""
        name = str(error)
        sides = [segment.expression for segment in chain.segments]
        named = {node.base for node in w.walk(side) if isinstance(node, w.Name)}
        following = sides[sides.index(side) + 1 :]
        if following and named == {each.base for each, _, _ in beside(side, following[0])}:
            return  # b = b_ih + b_hh = [0.1] + [0.2]: the numbers beside the names say what they are
        vectors = any(
            isinstance(node, w.Vector | w.Matrix) and w.is_literal(node)
            for each in chain.segments
            for node in w.walk(each.expression)
        )
        if not name or not vectors:
            return
        self.findings.append(
            Finding(
                "C15",
                "note",
                "unchecked",
                side.place,
                says.THIS_CALCULATION_IS_NOT_CHECKED(),
                says.NOTHING_IN_THE_TEXT_SAYS_WHAT_NAME_IS(name=name),
                quantity=chain.name.text if chain.name else None,
            )
        )


def _at(base: str, step: int, entry: int | None) -> str:
    """Name a quantity at a step."""
    return f"{base}_{step}" + (f"[{entry}]" if entry else "")


def _step_read(expression: Expression) -> int | None:
    """Give the step at which a calculation stands, by the state or the input that it reads."""
    for node in walk(expression):
        if isinstance(node, Ref) and node.symbol in ("x", "h") and node.unit.removeprefix("-").isdigit():
            return int(node.unit) + (1 if node.symbol == "h" else 0)
    return None


def _first_of_two(side: w.Expression) -> w.Expression:
    """Read ``0.663 (0.664)`` as a number with another one beside it."""
    if isinstance(side, w.Product) and side.operators == ("",):
        first, second = side.factors
        if isinstance(first, w.Number) and isinstance(second, w.Number):
            gap = second.place.column - first.place.end_column
            if second.place.line == first.place.line and gap >= 2:
                return first
    return side


def _is_formula(side: w.Expression) -> bool:
    """Whether a side names operands instead of writing numbers for them."""
    return any(isinstance(node, w.Name) for node in w.walk(side)) and not any(
        isinstance(node, w.Vector | w.Matrix) and w.is_literal(node) for node in w.walk(side)
    )


def _is_scalar(side: w.Expression) -> bool:
    return not any(isinstance(node, w.Vector | w.Matrix | w.Name) for node in w.walk(side))
