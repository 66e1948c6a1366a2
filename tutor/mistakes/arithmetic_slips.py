"""Slips in computing by hand: a number rounded too early, a product of two digits that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from tutor.calculation.assembly.checked import ROUNDED
from tutor.calculation.equations import Expression, Fn, Matrix, MatVec, Ref, rewrite, walk
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed, Key, key_of
from tutor.calculation.habits import UNWRITTEN
from tutor.calculation.network import TARGET

# Products of smaller digits are hardly ever wrong.
_HARD = 3
# A slip that moves a result by fewer units is like any other.
_LEAST_UNITS = 5


@lru_cache(maxsize=1024)
def rounded_early(expression: Expression, decimals: int) -> tuple[Expression, ...]:
    """Round on the way to fewer decimals than asked: what a function is applied to, or what is read.

    >>> rounded_early(Fn("tanh", Ref("a")), 2)
    (Fn(name='tanh', argument=Fn(name='rounded-1', argument=Ref(symbol='a', lag=0, unit=''))),)
    """
    found: list[Expression] = []
    for kept in range(decimals - 1, 0, -1):
        changed = (rewrite(expression, each) for each in (_inside(kept), _read(kept)))
        found += (each for each in dict.fromkeys(changed) if each != expression)
    return tuple(found)


def _inside(kept: int) -> Callable[[Expression], Expression | None]:
    """Round what functions are applied to."""

    def change(node: Expression) -> Expression | None:
        if isinstance(node, Fn) and node.name != UNWRITTEN:
            return Fn(node.name, Fn(f"{ROUNDED}{kept}", node.argument))
        return None

    return change


def _read(kept: int) -> Callable[[Expression], Expression | None]:
    """Round the quantities that are read."""

    def change(node: Expression) -> Expression | None:
        return (
            Fn(f"{ROUNDED}{kept}", node) if isinstance(node, Ref) and node.symbol != TARGET.symbol else None
        )

    return change


def multiplication_slips(
    expression: Expression,
    parameters: Mapping[str, Numbers | Matrix],
    values: Mapping[Key, Enclosed],
    entry: int,
    decimals: int,
    places: int,
) -> Iterator[Decimal]:
    """Give how far an entry (from 1) of a sum of products moves where one product of two digits is wrong.

    ``values`` are in units of 10^-places. Six sevens are taken for five or seven of them, or for six sixes
    or eights.
    """
    for node in walk(expression):
        if isinstance(node, Fn):
            return
        if not isinstance(node, MatVec) or not isinstance(node.vector, Ref):
            continue
        vector, matrix = values.get(key_of(node.vector)), parameters.get(node.matrix.name)
        if vector is None or matrix is None or not isinstance(matrix[0], tuple):
            continue
        row = matrix[entry - 1]
        for weight, low, high in zip(row, vector.low, vector.high, strict=False):
            assert isinstance(weight, Decimal)
            number = Decimal(round((low + high) / 2 / 10 ** (places - decimals))).scaleb(-decimals)
            yield from _moved(weight, number)


def _moved(weight: Decimal, number: Decimal) -> Iterator[Decimal]:
    for a, first in _digits(weight):
        for b, second in _digits(number):
            if a >= _HARD and b >= _HARD:
                for digit in {a, b}:
                    yield Decimal(digit).scaleb(first + second)


def _digits(number: Decimal) -> Iterator[tuple[int, int]]:
    """Give the digits of a number with their powers of ten.

    >>> list(_digits(Decimal("-0.38")))
    [(0, 0), (3, -1), (8, -2)]
    """
    whole = f"{abs(number):f}".split(".")
    first = len(whole[0]) - 1
    for place, digit in enumerate("".join(whole)):
        yield int(digit), first - place


def is_multiplication_slip(
    pairs: Sequence[tuple[Decimal, Decimal]], moved: Sequence[Decimal], decimals: int
) -> bool:
    """Whether the only wrong entry, (written, right), is off by what a wrong product of two digits makes.

    >>> is_multiplication_slip([(Decimal("0.273"), Decimal("0.266"))], [Decimal("0.007")], 3)
    True
    """
    unit = Decimal(1).scaleb(-decimals)
    if len(pairs) != 1:
        return False
    off = abs(pairs[0][0] - pairs[0][1])
    return any(abs(off - each) <= unit / 2 and each >= _LEAST_UNITS * unit for each in moved)
