"""What a judgement has found so far: which written vector each name stands for, and what was said."""

from __future__ import annotations

from collections import Counter

from tutor.binding.literal_rows import numbers
from tutor.binding.model import Model
from tutor.calculation.equations import Add, Expression, MatVec, Ref, rewrite
from tutor.calculation.evaluation import key_of
from tutor.calculation.tolerance import is_near
from tutor.judging.compare import Comparison
from tutor.judging.judgement import Claim
from tutor.judging.reports import Reports
from tutor.judging.symbol_table import Page, joined
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Work
from tutor.record import replace


class Records:
    """The names of written vectors, the findings, the claims; grows as the text is read."""

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

    def _comparison(
        self, step: int, role: str, target: str, entry: int | None = None, named: str = ""
    ) -> Comparison:
        return Comparison(self.page, self.reports, step, role, target, entry, named)

    def _keep(self, c: Comparison) -> None:
        self.findings += c.findings
        self.claims += c.claims
        self.lines |= c.lines

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
            if self.page.is_charged(known) and truth is not None and not is_near(now, truth):
                repeated = self.reports.follows(c, expression, literal, now, truth)
                first = self.page.places.get(key_of(known))
                line = first.line if first and first.line != literal.place.line else None
                c.findings.append(replace(repeated, quantity=c.target, same_as=line))
            return True
        return any(is_near(now, each) for each in (value, truth))

    def _record(self, role: str, base: str, step: int, entry: int | None, result: Ref, c: Comparison) -> None:
        name = Ref("h", unit=str(step)) if role == "h" else Ref(role, unit=f"{base}_{step}")
        if any(each.code == "C11" and each.severity == "error" for each in c.findings):
            self.page.charged.add(key_of(result))
        if entry is None:
            if (
                self.page.known(name)
                and role == "h"
                and name != self.page.start
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

    def _from_lines(self, c: Comparison, expression: Expression) -> Expression:
        """Let a calculation read the lines of the table in it that stand written above, right or wrong."""
        canonical = c.translator.canonical
        known = {
            canonical(self.page.equation(role, c.step)): line
            for role in ("p", "q", "a")
            if (line := self.page.lines.get((role, str(c.step)))) is not None
        }

        def put(node: Expression) -> Expression | None:
            is_part = isinstance(node, Add | MatVec) and node != expression
            return known.get(canonical(node)) if is_part else None

        return rewrite(expression, put) if known else expression

    def _stands_for(self, formula: Expression, result: Ref, c: Comparison) -> None:
        """Where the calculation is a line of the table, later lines go on from its written result."""
        for role in ("p", "q", "a"):
            equation = self.page.equation(role, c.step)
            if c.translator.canonical(formula) == c.translator.canonical(equation):
                self.page.lines.setdefault((role, str(c.step)), result)
                self.page.formulas[key_of(result)] = equation


def ranked(findings: list[Finding]) -> list[Finding]:
    """Sort findings; put first the mistakes that explain most lines, and point back to repeated ones."""
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
