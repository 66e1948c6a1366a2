"""A number that went wrong on its way into a calculation: in its place another one, written before, fits.

Only what leaves no doubt is told: the calculation is right as it is written, the number stands nowhere
else in the text, and one that does stand there gives, in its place and in no other, what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain
from tutor.record import record

# Units of the last digit that a calculation with rounded numbers may be off.
_UNITS = 2.0


@record()
class Copied:
    """The number as it stands in a calculation, and the one that it was copied from."""

    number: w.Number
    source: str


def miscopied(chain: Chain, expected: float, known: Mapping[float, str]) -> Copied | None:
    """Find the one number of a calculation that was copied wrong; None where that is not plain.

    Args:
        chain: name = calculation = result, the result a number.
        expected: what follows from the lines before it.
        known: the sizes of the numbers that the text has, each as it is written.

    >>> from tutor.reading.reader import read
    >>> chain = read("δ_1 = 0.6·0.41·(1 - 0.7²) = 0.1255").chains[0]
    >>> found = miscopied(chain, 0.0979, {0.6: "0.6", 0.32: "0.32", 0.7: "0.7"})
    >>> found.number.token, found.source
    ('0.41', '0.32')
    """
    result = chain.segments[-1].expression
    if not isinstance(result, w.Number) or len(chain.segments) < 3:
        return None
    unit = _UNITS * 10.0**-result.decimals
    found: list[tuple[float, Copied]] = []
    for segment in chain.segments[1:-1]:
        as_written = _value(segment.expression)
        if as_written is None or abs(as_written - float(result.value)) > unit:
            return None
        for number in _numbers(segment.expression):
            if abs(float(number.value)) in known:
                continue
            for size, text in known.items():
                # A sign is lost as easily as a digit.
                for other in (size, -size):
                    value = _value(segment.expression, number, other)
                    if value is not None and abs(value - expected) <= unit:
                        found.append((abs(value - expected), Copied(number, text)))
    # Two numbers of the text may be as good as equal; two places leave a doubt.
    if len({id(each.number) for _, each in found}) != 1:
        return None
    return min(found, key=lambda each: each[0])[1]


def _numbers(expression: w.Expression) -> Iterator[w.Number]:
    return (node for node in w.walk(expression) if isinstance(node, w.Number) and node.decimals)


def _value(expression: w.Expression, at: w.Number | None = None, instead: float = 0.0) -> float | None:
    """Calculate with numbers alone; ``instead`` stands at a number. None where there is anything else."""
    match expression:
        case w.Number():
            return instead if expression is at else float(expression.value)
        case w.Neg(argument=argument):
            inner = _value(argument, at, instead)
            return None if inner is None else -inner
        case w.Sum(terms=terms):
            parts = [_value(each.expression, at, instead) for each in terms]
            if any(each is None for each in parts):
                return None
            return sum(term.sign * each for term, each in zip(terms, parts, strict=True) if each is not None)
        case w.Product(factors=factors):
            whole = 1.0
            for factor in factors:
                part = _value(factor, at, instead)
                if part is None:
                    return None
                whole *= part
            return whole
        case w.Power(base=base, exponent=w.Number(value=value)) if value == 2:
            part = _value(base, at, instead)
            return None if part is None else part * part
    return None
