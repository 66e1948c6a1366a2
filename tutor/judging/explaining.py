"""Which mistakes of the catalogue explain a wrong answer: each changed equation, from the own answers.

Every rule that fits is named, the simplest first; where none fits, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tutor.calculation.equations import Add, Cat, Expression, Fn, Matrix, Ref
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed, Key, key_of
from tutor.calculation.habits import enclose
from tutor.calculation.tolerance import PLACES, fitted
from tutor.judging.answers import Answer, Script
from tutor.judging.diagnosis import slips
from tutor.mistakes.arithmetic_slips import is_multiplication_slip, multiplication_slips, rounded_early
from tutor.mistakes.catalogue import CATALOGUE, variants
from tutor.mistakes.scopes import Scope, scopes
from tutor.mistakes.sites import Site, Variant, is_bias

# Random accidents with single digits and products; the other mistakes are misconceptions.
SLIPS = frozenset(
    (
        "sign-slip-in-product",
        "product-omitted-or-doubled",
        "decimal-point-slip",
        "neighbouring-weight",
        "carry-slip",
        "multiplication-slip",
        "result-sign-lost",
        "digits-transposed",
    )
)

# What is done with the terms of a sum, whether the sum is written or not.
_WITH_TERMS = ("tanh-per-term", "tanh-on-one-part")

_FITS = ("exact", "rounding")


def explanations(script: Script, i: int) -> tuple[str, ...]:
    """Name every mistake under which a wrong line would be right; misconceptions first, then slips.

    Args:
        script: one person's answers, judged.
        i: the line.
    """
    values = _values(script, i)
    if i in script.misfits:
        return tuple(_by_length(script, i, script.misfits[i], values))
    answer = script.answers[i]
    assert answer is not None
    claimed = _decimals(script, answer)
    decimals = script.lines.problem.rounding.decimals
    general: list[str] = []
    single: list[str] = []
    for scope in _scopes(script, i):
        site = _site(script, i, scope.parameters)
        for mistake in CATALOGUE.values():
            if mistake.by != "equation":
                continue
            for variant in variants(mistake, scope.expression, site):
                if _explains(variant, claimed, {**values, **scope.values(values)}, site, decimals):
                    (single if variant.entry else general).append(mistake.name)
                    break
        early = rounded_early(scope.expression, decimals)
        if not general and any(
            _explains(each, claimed, {**values, **scope.values(values)}, site, decimals) for each in early
        ):
            general.append("rounded-early")
    if not general:
        for scope in _scopes_of_terms(script, i):
            site = _site(script, i, scope.parameters)
            for name in _WITH_TERMS:
                changed = variants(CATALOGUE[name], scope.expression, site)
                known = {**values, **scope.values(values)}
                if any(_explains(each, claimed, known, site, decimals) for each in changed):
                    general.append(name)
    expected = [Decimal(text) for text in script.expected(i)]
    wrong = [(claimed[entry - 1], expected[entry - 1]) for entry in script.judged[i].wrong]
    pairs = [(number, right) for number, right in wrong if number is not None]
    tokens = ["result-sign-lost"] if pairs and all(number == -right for number, right in pairs) else []
    found = [*general, *single, *tokens, *slips(pairs)]
    if not found and is_multiplication_slip(pairs, list(_moved(script, i, values)), decimals):
        found = ["multiplication-slip"]
    return tuple(sorted(dict.fromkeys(found), key=lambda name: name in SLIPS))


def _moved(script: Script, i: int, values: Mapping[Key, Enclosed]) -> Iterator[Decimal]:
    """Give how far the wrong entries move where a product of two digits is wrong."""
    decimals = script.lines.problem.rounding.decimals
    for scope in _scopes(script, i):
        known = {**values, **scope.values(values)}
        for entry in script.judged[i].wrong:
            yield from multiplication_slips(scope.expression, scope.parameters, known, entry, decimals)


def _scopes(script: Script, i: int) -> Iterator[Scope]:
    """Give the equation of a line for each gate that it has parts of."""
    lines, line = script.lines, script.lines.lines[i]
    return scopes(lines.absolute(i, script.present(line)), line.unit)


def _scopes_of_terms(script: Script, i: int) -> Iterator[Scope]:
    """Give the equation of a function of a written sum with the terms of the sum in its place."""
    lines, line = script.lines, script.lines.lines[i]
    present = script.present(line)
    expression = lines.evaluated(i, present, 2).expression
    if isinstance(expression, Fn) and isinstance(expression.argument, Ref):
        folded = lines.absolute(i, present - {expression.argument.symbol})
        yield from scopes(folded, line.unit)


def _decimals(script: Script, answer: Answer) -> list[Decimal | None]:
    places = script.lines.exactly.places
    return [
        None if number is None else _shortened(number.value, places, number.decimals) for number in answer
    ]


def _shortened(value: int, places: int, decimals: int) -> Decimal:
    drop = max(0, places - decimals)
    return Decimal(value // 10**drop).scaleb(drop - places)


def _site(script: Script, i: int, parameters: Mapping[str, Numbers | Matrix]) -> Site:
    line = script.lines.lines[i]
    sizes = line.unit.sizes
    hidden, inputs = sizes.get("hidden", sizes.get("output", 0)), sizes.get("input", 0)
    return Site(line.position + 1, parameters, script.lines.words(i), hidden, inputs)


def _values(script: Script, i: int) -> Mapping[Key, Enclosed]:
    """Give what the own answers up to a line stand for, under the names of equations in absolute form."""
    lines = script.lines
    line = lines.lines[i]
    more = 10 ** (PLACES - lines.exactly.places)

    def scaled(value: Enclosed) -> Enclosed:
        low, high = [n * more for n in value.low], [n * more for n in value.high]
        return Enclosed(low, low) if low == high else Enclosed(low, high)

    values = {key_of(Ref(symbol, unit="0")): scaled(value) for symbol, value in lines.starts(i).items()}
    here = str(line.position + 1)
    parts = [script.value(j) for j in lines.x_from(i)] or [lines.input(i)]
    joined = Enclosed([n for part in parts for n in part.low], [n for part in parts for n in part.high])
    values[key_of(Ref("x", unit=here))] = scaled(joined)
    for j in range(i):
        other = lines.lines[j]
        if other.run != line.run:
            continue
        at_step = other.position == line.position
        if other.is_state or (at_step and script.answers[j] is not None):
            values[key_of(Ref(other.symbol, unit=str(other.position + 1)))] = scaled(script.value(j))
    return values


def _explains(
    variant: Variant,
    claimed: Sequence[Decimal | None],
    values: Mapping[Key, Enclosed],
    site: Site,
    decimals: int,
) -> bool:
    """Whether every answered entry is right under a changed equation."""
    parameters = {**site.parameters, **variant.parameters}
    lenient = enclose(variant.expression, values, parameters, decimals)
    if lenient is None or len(lenient.low) != len(claimed):
        return False
    numbers = [number for number in claimed if number is not None]
    at = [entry for entry, number in enumerate(claimed) if number is not None]
    picked = Enclosed([lenient.low[entry] for entry in at], [lenient.high[entry] for entry in at])
    return all(fit in _FITS for fit in fitted(numbers, picked, picked, asked=decimals).fits)


def _by_length(script: Script, i: int, answer: Answer, values: Mapping[Key, Enclosed]) -> Iterator[str]:
    """Name what a result of the wrong length shows: a row for a column, vectors put one below the other."""
    claimed = _decimals(script, answer)
    decimals = script.lines.problem.rounding.decimals
    for scope in _scopes(script, i):
        site = _site(script, i, scope.parameters)
        for name, variant in _longer(scope.expression, site):
            if _explains(variant, claimed, {**values, **scope.values(values)}, site, decimals):
                yield name


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
