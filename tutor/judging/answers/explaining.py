"""Which mistakes of the catalogue explain a wrong answer: what the explainer is told of its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tutor.calculation.equations import Add, Cat, Expression, Fn, Matrix, Ref
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed, Key, key_of
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines
from tutor.judging.answers.lines import Lines, Number
from tutor.judging.answers.outcomes import NO_VALUE, Answer
from tutor.judging.answers.sheet_answers import Script
from tutor.judging.candidates import SLIPS, Plan, Trial, Wrong, lowered
from tutor.mistakes.catalogue import CATALOGUE, variants
from tutor.mistakes.scopes import Scope, has_several_gates, in_every_gate, scopes
from tutor.mistakes.sites import Site, Variant, is_bias
from tutor.record import replace


def explanations(script: Script, i: int) -> tuple[str, ...]:
    """Name every mistake under which a wrong line would be right; misconceptions first, then slips.

    Args:
        script: one person's answers, judged.
        i: the line.
    """
    if isinstance(script.lines, BackwardLines) and isinstance(script.lines.lines[i], BackwardLine):
        from tutor.judging.answers.backward_explaining import backward_explanations

        return backward_explanations(script, script.lines, i)
    try:
        values = _values(script, i)
    except NO_VALUE:
        return ()
    if i in script.misfits:
        return tuple(dict.fromkeys(_by_length(script, i, script.misfits[i], values)))
    answer = script.answers[i]
    assert answer is not None
    expected = script.expected(i)
    wrong = []
    for entry in script.judged[i].wrong:
        number = answer[entry - 1]
        if number is not None:
            wrong.append(Wrong(entry, _decimal(script, number), Decimal(expected[entry - 1])))
    claimed = [None if number is None else number.value for number in answer]
    return _plan(script, i).explain(values, claimed, wrong)


def _plan(script: Script, i: int) -> Plan:
    """Give the changes to a line where as much of its step stands written; they are lowered once."""
    lines, line = script.lines, script.lines.lines[i]
    present = script.present(line)
    known = lines.plans.get((i, present))
    if known is None:
        terms: tuple[Scope, ...] = ()
        expression = lines.form(i, present).expression
        if isinstance(expression, Fn) and isinstance(expression.argument, Ref):
            folded = lines.absolute(i, present - {expression.argument.symbol})
            terms = tuple(scopes(folded, line.unit))
        whole = lines.absolute(i, present)
        here = _site(lines, i, line.unit.parameters)

        # A plan holds on to its line, not to the lines, which hold on to it.
        def site(scope: Scope) -> Site:
            return replace(here, parameters=scope.parameters)

        def everywhere() -> Iterator[tuple[str, Variant]]:
            if not has_several_gates(whole, line.unit):
                return
            for each in CATALOGUE.values():
                if each.change is not None and each.name not in SLIPS:
                    for variant in in_every_gate(each.change, whole, line.unit, site):
                        yield each.name, variant

        known = lines.plans[i, present] = Plan(
            tuple(scopes(whole, line.unit)),
            terms,
            site,
            lines.habits,
            everywhere,
            here,
        )
    return known


def _scopes(script: Script, i: int) -> Iterator[Scope]:
    """Give the equation of a line for each gate that it has parts of."""
    lines, line = script.lines, script.lines.lines[i]
    return scopes(lines.absolute(i, script.present(line)), line.unit)


def _decimal(script: Script, number: Number) -> Decimal:
    """Give a number as it was written."""
    drop = max(0, script.lines.exactly.places - number.decimals)
    return Decimal(number.value // 10**drop).scaleb(drop - script.lines.exactly.places)


def _site(lines: Lines, i: int, parameters: Mapping[str, Numbers | Matrix]) -> Site:
    line = lines.lines[i]
    sizes = line.unit.sizes
    hidden, inputs = sizes.get("hidden", sizes.get("output", 0)), sizes.get("input", 0)
    return Site(line.position + 1, parameters, lines.words(i), hidden, inputs)


def _values(script: Script, i: int) -> Mapping[Key, Enclosed]:
    """Give what the own answers up to a line stand for, under the names of equations in absolute form."""
    lines = script.lines
    line = lines.lines[i]
    values = {key_of(Ref(symbol, unit="0")): value for symbol, value in lines.starts(i).items()}
    here = str(line.position + 1)
    parts = [script.value(j) for j in lines.x_from(i)] or [lines.input(i)]
    joined = Enclosed([n for part in parts for n in part.low], [n for part in parts for n in part.high])
    values[key_of(Ref("x", unit=here))] = joined
    for j in range(i):
        other = lines.lines[j]
        if other.run != line.run:
            continue
        at_step = other.position == line.position
        if other.is_state or (at_step and script.answers[j] is not None):
            values[key_of(Ref(other.symbol, unit=str(other.position + 1)))] = script.value(j)
    return values


def _by_length(script: Script, i: int, answer: Answer, values: Mapping[Key, Enclosed]) -> Iterator[str]:
    """Name what a result of the wrong length shows: a row for a column, vectors put one below the other."""
    habit = script.lines.habits[0]
    trial = Trial([None if number is None else number.value for number in answer], habit)
    for scope in _scopes(script, i):
        site = _site(script.lines, i, scope.parameters)
        known = {**values, **scope.values(values)}
        for each in lowered(_longer(scope.expression, site), site, habit):
            if trial.explains(each, known):
                yield each.name


def _longer(expression: Expression, site: Site) -> Iterator[tuple[str, Variant]]:
    for variant in variants(CATALOGUE["input-row-for-column"], expression, site):
        yield "input-row-for-column", variant
    total = expression.argument if isinstance(expression, Fn) else expression
    if not isinstance(total, Add):
        return
    biases = tuple(term for term in total.terms if is_bias(term))
    rest = tuple(term for term in total.terms if not is_bias(term))
    chained = [("concatenated", Cat(total.terms)), ("concatenated", Cat(rest))]
    repeated = tuple(Cat((bias,) * len(rest)) for bias in biases)
    sums: list[tuple[str, Expression]] = [*chained, ("added-cyclically", Add((Cat(rest), *repeated)))]
    for name, each in sums:
        yield name, Variant(Fn(expression.name, each) if isinstance(expression, Fn) else each)
