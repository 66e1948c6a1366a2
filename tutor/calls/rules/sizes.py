"""Sizes that a text leaves open: whole numbers with a name, with which one can count.

A :class:`Symbolic` size is an ``int`` whose value is a large number that stands for no other size, so that
every rule of torch can be asked what holds in general; it prints as the symbol it is. What holds for every
size is found in :mod:`tutor.calls.rules.worlds`, which puts numbers in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from math import prod
from typing import NoReturn, Self

from tutor.language.faults import Count
from tutor.record import NamedTuple


class Symbol(NamedTuple):
    """What the text calls a size; ``key`` tells apart what has the same name."""

    key: str
    name: str
    least: int = 1

    @property
    def value(self) -> int:
        """The number that stands for it: large, and its own."""
        return (1 << 40) + zlib.crc32(self.key.encode()) * 257


Monomial = tuple[Symbol, ...]


class Symbolic(int):
    """A size written with symbols: a sum of products, such as 2·H + 1.

    >>> H = symbolic("H"); N = symbolic("N")
    >>> 2 * H + 1, (H * N) // H, H - H, H // 2
    (2*H + 1, N, 0, H//2)
    """

    terms: tuple[tuple[Monomial, int], ...]

    def __new__(cls, terms: Mapping[Monomial, int]) -> Self:
        """Keep the terms beside the number that stands for them."""
        total = 0
        for monomial, factor in terms.items():
            total += factor * prod(symbol.value for symbol in monomial)
        made = super().__new__(cls, total)
        made.terms = tuple(sorted(terms.items()))
        return made

    @property
    def symbols(self) -> frozenset[Symbol]:
        """The symbols in it."""
        return frozenset(symbol for monomial, _ in self.terms for symbol in monomial)

    def at(self, world: Mapping[Symbol, int]) -> int:
        """Put numbers in."""
        total = 0
        for monomial, factor in self.terms:
            total += factor * prod(world[symbol] for symbol in monomial)
        return total

    def __repr__(self) -> str:
        parts = []
        for monomial, factor in sorted(self.terms, key=lambda term: not term[0]):
            names = "*".join(symbol.name for symbol in monomial)
            sign = "- " if factor < 0 else "+ "
            size = abs(factor)
            parts.append(sign + (f"{size}*{names}" if names and size != 1 else names or str(size)))
        text = " ".join(parts)
        return text.removeprefix("+ ").replace("- ", "-", 1) if text.startswith("- ") else text[2:]

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        if "|" in spec:  # a number with the word it counts
            return f"{self!r} {spec.split('|')[1]}"
        return format(repr(self), spec)

    def __add__(self, other: int) -> int:
        return _sum(self, other, 1)

    __radd__ = __add__

    def __sub__(self, other: int) -> int:
        return _sum(self, other, -1)

    def __rsub__(self, other: int) -> int:
        return _sum(-1 * self, other, 1)

    def __neg__(self) -> int:
        return -1 * self

    def __mul__(self, other: int) -> int:
        found: dict[Monomial, int] = {}
        for first, one in self.terms:
            for second, two in _terms(other):
                monomial = tuple(sorted(first + second))
                found[monomial] = found.get(monomial, 0) + one * two
        return _plain(found)

    __rmul__ = __mul__

    def __floordiv__(self, other: int) -> int:
        exact = divided(self, other)
        return _opaque("//", self, other) if exact is None else exact

    def __rfloordiv__(self, other: int) -> int:
        return _opaque("//", other, self)

    def __mod__(self, other: int) -> int:
        return 0 if divided(self, other) is not None else _opaque("%", self, other)

    def __rmod__(self, other: int) -> int:
        return _opaque("%", other, self)

    def __truediv__(self, other: int) -> float:
        raise TypeError("a size with a name has no fraction")

    __rtruediv__ = __truediv__

    def __pow__(self, *_: object) -> NoReturn:
        raise TypeError("a size with a name has no power")

    def __hash__(self) -> int:
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and int.__eq__(self, other)

    def __reduce__(self) -> tuple[object, ...]:
        return Symbolic, (dict(self.terms),)


def symbolic(name: str, key: str = "", least: int = 1) -> Symbolic:
    """Make a size of one symbol."""
    return Symbolic({(Symbol(key or name, name, least),): 1})


def _terms(size: int) -> Iterable[tuple[Monomial, int]]:
    return size.terms if isinstance(size, Symbolic) else (((), int(size)),)


def _plain(terms: Mapping[Monomial, int]) -> int:
    left = {monomial: factor for monomial, factor in terms.items() if factor}
    if not left.keys() - {()}:
        return left.get((), 0)
    return Symbolic(left)


def _sum(first: int, second: int, sign: int) -> int:
    found = dict(_terms(first))
    for monomial, factor in _terms(second):
        found[monomial] = found.get(monomial, 0) + sign * factor
    return _plain(found)


def _opaque(sign: str, first: int, second: int) -> Symbolic:
    """Give a size that is not followed any further a symbol of its own; the same one each time."""

    def written(size: int) -> str:
        return f"({size})" if isinstance(size, Symbolic) and " " in repr(size) else str(size)

    keys = [f"{dict(_terms(size))}" for size in (first, second)]
    return symbolic(f"{written(first)}{sign}{written(second)}", f"{keys[0]}{sign}{keys[1]}", 0)


def divided(whole: int, part: int) -> int | None:
    """Divide where nothing is left over for any size; nothing where that is not known."""
    divisor = list(_terms(part))
    if len(divisor) != 1 or not divisor[0][1]:
        return None
    (below, factor), found = divisor[0], {}
    for monomial, number in _terms(whole):
        rest = list(monomial)
        for symbol in below:
            if symbol not in rest:
                return None
            rest.remove(symbol)
        if number % factor:
            return None
        found[tuple(rest)] = number // factor
    return _plain(found)


def same(first: int, second: int) -> bool | None:
    """Tell whether two sizes are equal: always, never, or that it depends on what the symbols are.

    >>> N = symbolic("N")
    >>> same(N, N), same(N + 1, N), same(N, 3), same(N + 3, 2)
    (True, False, None, False)
    """
    difference = _sum(first, second, -1)
    if not isinstance(difference, Symbolic):
        return difference == 0
    signs = {factor > 0 for monomial, factor in difference.terms}
    if len(signs) == 1 and all(symbol.least > 0 for symbol in difference.symbols):
        return False
    least = difference.at({symbol: symbol.least for symbol in difference.symbols})
    rising = all(factor > 0 for monomial, factor in difference.terms if monomial)
    falling = all(factor < 0 for monomial, factor in difference.terms if monomial)
    return False if (rising and least > 0) or (falling and least < 0) else None


def count_of(size: int) -> int:
    """Give a size as a sentence counts it; one that is not known is counted by its symbol.

    >>> f"{count_of(1):number|numbers}, {count_of(symbolic('N')):number|numbers}"
    '1 number, N numbers'
    """
    return size if isinstance(size, Symbolic) else Count(size)
