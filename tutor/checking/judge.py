"""The judge: the one place that decides what is right and what is wrong in written work.

    Work ─ bind ─ collect ─ understand ─→ Model ─┐
                                                 ├─ chain by chain, side by side ─→ Judgement
    Work ────────────────────────────────────────┘

Two questions are kept apart. Does a side follow from the side before it, as written? And does it equal the
network's equation? Only the first numeric side of a chain answers to the equation, with the writer's own
earlier values; so a wrong line is charged once, and what follows from it is said to follow.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tutor.calculation.equations import Expression, Fn, Ref, walk
from tutor.calculation.evaluation import key_of
from tutor.checking import work as w
from tutor.checking.binding import OUTPUTS, Binding, bind, step_of
from tutor.checking.compare import Comparison
from tutor.checking.findings import Claim, Finding, Judgement
from tutor.checking.givens import collect, numbers, operands_by_value
from tutor.checking.model import Model, understand
from tutor.checking.orientation import by_evidence
from tutor.checking.page import Page, joined
from tutor.checking.reports import Reports
from tutor.checking.translate import UnknownNameError
from tutor.checking.widths import PLACES, given
from tutor.checking.work import Chain, Work
from tutor.errors import say

# In prose: "read as rows it would be …", "…로 읽으면 …가 됩니다".
_HYPOTHETICAL = re.compile(r"읽으면|이라면|였다면|다면|만약|\bwould\b|\bif\b|\binstead\b")


def judge(work: Work) -> Judgement:
    """Judge a text.

    >>> from tutor.checking.reader import read
    >>> judge(read("h1 = tanh([0.2, 0.4]) = [0.197, 0.378]")).is_wrong
    True
    """
    binding = _ordered(work, bind(work))
    return by_evidence(work, understand(binding, collect(work, binding)), _judge_as)


def _judge_as(work: Work, model: Model) -> Judgement:
    return _Judging(work, model).run()


def _ordered(work: Work, binding: Binding) -> Binding:
    """Where no formula says which comes first, matrix or vector, the lines of numbers do."""
    order = dict(binding.order)
    for role, _, way in operands_by_value(work, binding):
        if way is not None:
            order.setdefault(role, way)
    return replace(binding, order=order)


class _Judging:
    """One judgement; grows as the text is read."""

    def __init__(self, work: Work, model: Model) -> None:
        self.work = work
        self.model = model
        self.page = Page(model)
        self.reports = Reports(self.page)
        self.findings: list[Finding] = list(model.findings)
        self.claims: list[Claim] = []
        self.lines: set[int] = set()
        self.defined = {given.place for given in model.givens.by_role.values()}
        self.defined |= {given.place for given in model.givens.inputs.values()}
        self.entries: dict[tuple[str, int], dict[int, Ref]] = {}

    def run(self) -> Judgement:
        """Judge every chain in reading order."""
        for chain in self.work.chains:
            self._chain(chain)
        self.findings += [
            Finding("C14", "error", "unreadable", each.place, each.reason, None, each.help)
            for each in self.work.unreadable
        ]
        decimals = self._decimals()
        problem, why = self.model.problem(decimals)
        return Judgement(
            self.model.reading(decimals),
            tuple(_in_order(_ranked(self.findings))),
            tuple(self.claims),
            len(self.lines),
            problem,
            why,
        )

    def _decimals(self) -> int:
        """Give the decimals that most results are written with."""
        counts = Counter(
            max(len(token.partition(".")[2]) for token in claim.tokens)
            for claim in self.claims
            if claim.tokens
        )
        counts.pop(0, None)
        return counts.most_common(1)[0][0] if counts else 3

    # One chain

    def _chain(self, chain: Chain) -> None:
        name = chain.name
        if name is None:
            self._nameless(chain)
            return
        role = self.model.binding.roles.get(name.base)
        step = name.step if isinstance(name.step, int) else None
        if name.base in OUTPUTS and role is None:
            self._unchecked(chain)
        elif role in ("h", "p", "q", "a") and step is not None and step >= 1:
            self._quantity(chain, name, role, step)
        elif role is not None and (step is not None or name.step is None):
            self._given(chain, name, role, step)
        elif name.step is not None and step is None:
            self._general(chain, name, role)
        elif step is not None or name.step is None:
            self._own(chain, name, step)

    def _here(self, chain: Chain) -> int:
        """Give the step that a chain without one of its own stands under."""
        if chain.heading is not None:
            for heading in reversed(self.work.headings[: chain.heading + 1]):
                if heading.step is not None:
                    return heading.step
        return 1

    def _comparison(self, step: int, role: str, target: str, entry: int | None = None) -> Comparison:
        return Comparison(self.page, self.reports, step, role, target, entry)

    def _keep(self, c: Comparison) -> None:
        self.findings += c.findings
        self.claims += c.claims
        self.lines |= c.lines

    def _quantity(self, chain: Chain, name: w.Name, role: str, step: int) -> None:
        entry = name.entry[0] if len(name.entry) == 1 else None
        target = f"{role}_{step}" + (f"[{entry}]" if entry else "")
        c = self._comparison(step, role, target, entry)
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
        if self._is_aside(chain, sides):
            return
        reference = self.page.equation(role, step, written=True)
        if entry:
            reference = self.page.entry(reference, entry)
        elif self.model.hidden_size == 1 and all(map(_is_scalar, sides)):
            reference = self.page.entry(reference, 1)
        result = self._sides(c, reference, sides, role, step, entry)
        self._keep(c)
        if isinstance(result, Ref) and result.unit.startswith("#"):
            self._record(role, name.base, step, entry, result, c)

    def _is_aside(self, chain: Chain, sides: list[w.Expression]) -> bool:
        """Whether a result in prose is one that would hold under another reading; it claims nothing."""
        if len(sides) != 1 or numbers(sides[0]) is None:
            return False
        return bool(_HYPOTHETICAL.search(self.work.lines[chain.place.line - 1]))

    def _restated(self, c: Comparison, known: Ref, literal: w.Expression, entry: int | None) -> bool:
        """Compare a result that stands alone with the same result written earlier; other digits are fine."""
        if not self.page.known(known):
            return False
        expression = self.page.entry(known, entry) if entry else known
        was, now = self.page.numbers_of(expression), numbers(literal)
        if was is None or now is None:
            return False
        c.lines.add(literal.place.line)
        value, truth = self.page.evaluate(expression), self.page.true_value(expression)
        if was == now:
            if self.page.is_charged(known) and truth is not None and not _within(now, truth):
                repeated = self.reports.follows(c, expression, literal, now, truth)
                first = self.page.places.get(key_of(known))
                line = first.line if first and first.line != literal.place.line else None
                c.findings.append(replace(repeated, quantity=c.target, same_as=line))
            return True
        return any(each is not None and _within(now, each) for each in (value, truth))

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
            if _is_formula(side):
                translated = self._formula(c, side, before)
                if translated is None:
                    continue
                same = c.translator.canonical(translated) == c.translator.canonical(before)
                if not same and before is reference:
                    formula = (side, translated)
                elif same:
                    before = translated
                    c.lines.add(side.place.line)
                else:
                    before = c.side(before, side)
                continue
            if formula is not None:
                before = self._against_both(c, before, formula, side)
                formula = None
            else:
                before = c.side(before, side)
        if formula is not None:
            c.findings.append(self.reports.formula(c, formula[0], reference, "warning", ()))
        return before

    def _formula(self, c: Comparison, side: w.Expression, before: Expression) -> Expression | None:
        try:
            translated = c.translator.expression(side)
        except UnknownNameError:
            return None
        if c.entry is not None and translated is not None:
            return translated
        return translated

    def _against_both(
        self, c: Comparison, before: Expression, formula: tuple[w.Expression, Expression], side: w.Expression
    ) -> Expression:
        """A formula is not the network's: its numbers show whether the formula or only its writing is wrong."""
        written, translated = formula
        by_network, by_formula = c.trial(), c.trial()
        first = by_network.side(before, side)
        second = by_formula.side(translated, side)
        if by_network.has_error and not by_formula.has_error:
            c.take(by_formula)
            mistakes = self._named(c, before, translated)
            c.findings.append(self.reports.formula(c, written, before, "error", mistakes))
            self._charge(second)
            return second
        c.take(by_network)
        c.findings.append(self.reports.formula(c, written, before, "warning", ()))
        return first

    def _named(self, c: Comparison, wanted: Expression, found: Expression) -> tuple[str, ...]:
        from tutor.checking.diagnosis import site_of
        from tutor.checking.malrules import CATALOGUE, variants

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

    def _record(self, role: str, base: str, step: int, entry: int | None, result: Ref, c: Comparison) -> None:
        name = Ref("h", unit=str(step)) if role == "h" else Ref(role, unit=f"{base}_{step}")
        if any(each.code == "C11" and each.severity == "error" for each in c.findings):
            self.page.charged.add(key_of(result))
        if entry is None:
            if (
                self.page.known(name)
                and role == "h"
                and name.unit != "0"
                and key_of(name) in self.page.numbers
            ):
                return
            self.page.alias(name, result)
            self.page.lines[(role, str(step))] = name
            self.page.lines[(base, str(step))] = name
            self.page.formulas[key_of(name)] = self.page.equation(role, step)
            if role == "h":
                self.page.formulas.pop(key_of(name))
            return
        parts = self.entries.setdefault((base, step), {})
        parts.setdefault(entry, result)
        single = Ref(role, unit=f"{name.unit}[{entry}]")
        if not self.page.known(single):
            self.page.alias(single, result)
        if not self.page.known(name) and set(parts) == set(range(1, (self.model.hidden_size or 0) + 1)):
            self._assemble(name, role, base, step, [parts[i] for i in sorted(parts)])

    def _assemble(self, name: Ref, role: str, base: str, step: int, parts: list[Ref]) -> None:
        """Put the vector together when its last entry is written."""
        keys = [key_of(part) for part in parts]
        truths = [self.page.truth.get(key) for key in keys]
        known = self.page.truth.get(key_of(name))
        whole = joined([each for each in truths if each is not None]) if all(truths) else None
        self.page.put(
            name,
            tuple(self.page.numbers[key][0] for key in keys),
            joined([self.page.values[key] for key in keys]),
            truth=known or whole,
            charged=any(key in self.page.charged for key in keys),
        )
        self.page.lines[(role, str(step))] = name
        self.page.lines[(base, str(step))] = name
        if role != "h":
            self.page.formulas[key_of(name)] = self.page.equation(role, step)

    # Other chains

    def _given(self, chain: Chain, name: w.Name, role: str, step: int | None) -> None:
        """A given that is written again must be the same."""
        literal = chain.literal
        if role == "bias" and literal is None and len(chain.segments) > 1:
            self._own(chain, name, step)
            return
        if literal is None or literal.place in self.defined or name.entry:
            return
        c = self._comparison(step or 1, role, name.text)
        if role in self.page.parameters or role in ("x", "h"):
            if role in ("weight_ih", "weight_hh"):
                return
            expression = c.translator.vector(name) if role != "h" else Ref("h", unit=str(step or 0))
            if isinstance(expression, Ref) and not self.page.known(expression):
                return
            c.compare(expression, literal)
            self._keep(c)

    def _general(self, chain: Chain, name: w.Name, role: str | None) -> None:
        """A formula over t is no claim of its own."""

    def _own(self, chain: Chain, name: w.Name, step: int | None) -> None:
        """A line of the writer's own: it answers to its own formula."""
        here = step if step is not None else self._here(chain)
        c = self._comparison(here, "v", name.text)
        sides = [segment.expression for segment in chain.segments[1:]]
        before: Expression | None = None
        formula: Expression | None = None
        for side in sides:
            if isinstance(side, w.Ellipsis | w.Gap):
                continue
            if before is None:
                try:
                    before = c.translator.expression(side)
                except UnknownNameError:
                    return
                formula = before if _is_formula(side) else None
                continue
            before = c.side(before, side)
        self._keep(c)
        if isinstance(before, Ref) and not name.entry:
            self.page.lines[(name.base, str(step))] = before
            if formula is not None:
                self.page.formulas[key_of(before)] = formula

    def _nameless(self, chain: Chain) -> None:
        """A calculation on the left (``W h_1 = …``): its sides answer to it."""
        c = self._comparison(self._here(chain), "v", "…")
        formula: Expression | None = None
        before: Expression | None = None
        for segment in chain.segments:
            side = segment.expression
            if isinstance(side, w.Ellipsis | w.Gap):
                continue
            if before is None:
                try:
                    formula = before = c.translator.expression(side)
                except UnknownNameError:
                    return
                c.step = _step_read(before) or c.step
                continue
            before = c.compare(before, side)
        self._keep(c)
        if formula is not None and isinstance(before, Ref) and before.unit.startswith("#"):
            self._stands_for(formula, before, c)

    def _stands_for(self, formula: Expression, result: Ref, c: Comparison) -> None:
        """Where the calculation is a line of the table, later lines go on from its written result."""
        for role in ("p", "q", "a"):
            equation = self.page.equation(role, c.step)
            if c.translator.canonical(formula) == c.translator.canonical(equation):
                self.page.lines.setdefault((role, str(c.step)), result)
                self.page.formulas[key_of(result)] = equation

    def _unchecked(self, chain: Chain) -> None:
        self.findings.append(
            Finding(
                "C15",
                "note",
                "unchecked",
                chain.place,
                say("the output layer is not checked yet"),
                quantity=chain.name.text if chain.name else None,
            )
        )


def _step_read(expression: Expression) -> int | None:
    """Give the step at which a calculation stands, by the state or the input that it reads."""
    for node in walk(expression):
        if isinstance(node, Ref) and node.symbol in ("x", "h") and node.unit.isdigit():
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


def _within(written: tuple, value: object) -> bool:  # type: ignore[type-arg]
    """Whether numbers fit an enclosure at their own digits."""
    unit = [int(10 ** (PLACES - max(0, -int(n.as_tuple().exponent)))) for n in written]
    scaled = given(written).low
    return len(scaled) == len(value.low) and all(  # type: ignore[attr-defined]
        low - u <= n <= high + u
        for n, u, low, high in zip(scaled, unit, value.low, value.high, strict=True)  # type: ignore[attr-defined]
    )


def _ranked(findings: list[Finding]) -> list[Finding]:
    """Put first the mistakes that explain most lines, and point back where a mistake is made again."""
    votes = Counter(name for each in findings if each.root for name in each.mistakes)
    seen: dict[tuple[str, str], int] = {}
    ranked = []
    for each in sorted(findings, key=lambda f: (f.place.line, f.place.column)):
        mistakes = tuple(sorted(each.mistakes, key=lambda name: -min(2, votes[name])))
        found = replace(each, mistakes=mistakes)
        if found.root and mistakes:
            key = (found.code, mistakes[0])
            if key in seen and seen[key] != found.place.line:
                found = replace(found, same_as=seen[key])
            seen.setdefault(key, found.place.line)
        ranked.append(found)
    return ranked


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: (each.place.line, each.place.column, each.code))


__all__ = ["judge", "step_of"]
