"""Whether torch takes a call of sizes with names: the rules are asked with all numbers that matter.

The rules compare sizes with each other and with small numbers. So it is enough to ask with numbers that make
two of them equal, and with numbers that are equal to nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from tutor.calls.following.abstract import Found
from tutor.calls.rules.forward import refusals
from tutor.calls.rules.modules import Kind, Module, Refusal, Shape, bind
from tutor.calls.rules.modules import refusals as refused_arguments
from tutor.calls.rules.sizes import Symbol, Symbolic
from tutor.calls.rules.starts import Dtypes, Pair, Start, flat
from tutor.record import NamedTuple

_MOST = 3_000
_FRESH = (101, 211, 307, 401)


class Question(NamedTuple):
    """A call as it is put to the rules: sizes may have symbols."""

    kind: Kind
    positional: tuple[Found, ...]
    keywords: tuple[tuple[str, Found], ...]
    input: Shape | None
    start: Start
    dtypes: Dtypes | None = None

    @property
    def sizes(self) -> list[int]:
        """Every number in it."""
        found = [*self.positional, *(value for _, value in self.keywords)]
        found += [*(self.input or ()), *flat(self.start)]
        return [each for each in found if isinstance(each, int) and not isinstance(each, bool)]

    @property
    def of_module(self) -> list[Symbolic]:
        """The sizes of the module that are not known."""
        found = [*self.positional, *(value for _, value in self.keywords)]
        return [each for each in found if isinstance(each, Symbolic)]

    @property
    def symbols(self) -> list[Symbol]:
        """The symbols of its sizes."""
        return sorted(
            {symbol for each in self.sizes if isinstance(each, Symbolic) for symbol in each.symbols}
        )

    def at(self, world: Mapping[Symbol, int]) -> Question:
        """Put numbers in."""

        def put(value: Found) -> Found:
            return value.at(world) if isinstance(value, Symbolic) else value

        start: Start = None
        if isinstance(self.start, Pair):
            start = Pair(tuple(map(put, self.start.h_0)), tuple(map(put, self.start.c_0)))
        elif self.start is not None:
            start = tuple(map(put, self.start))
        return Question(
            self.kind,
            tuple(map(put, self.positional)),
            tuple((name, put(value)) for name, value in self.keywords),
            None if self.input is None else tuple(map(put, self.input)),
            start,
            self.dtypes,
        )

    def first_refusal(self) -> Refusal | None:
        """Give what torch says first, where there are numbers for all sizes."""
        bound, refused = bind(self.kind, self.positional, self.keywords)
        module = Module(self.kind, bound)
        refused = refused or refused_arguments(module)
        if not refused and self.input is not None:
            refused = refusals(module, self.input, self.start, self.dtypes)
        return refused[0] if refused else None


def verdict(question: Question) -> tuple[bool | None, Refusal | None]:
    """Tell whether torch takes a call, whatever the symbols are, and what it says if never.

    >>> from tutor.calls.rules.modules import KINDS
    >>> from tutor.calls.rules.sizes import symbolic
    >>> N = symbolic("N")
    >>> rnn = KINDS["RNN"], (10, 20), ()
    >>> verdict(Question(*rnn, (N, 3, 10), None))[0], verdict(Question(*rnn, (5, 3, 10), (1, N, 20)))[0]
    (True, None)
    """
    generic = question.first_refusal()
    if not question.symbols:
        return generic is None, generic
    if generic is not None and generic.check == "input axes" and not question.of_module:
        return False, generic  # it counts axes, whatever their sizes are
    taken: set[bool] = set()
    for asked, world in enumerate(_worlds(question)):
        if asked > _MOST:
            return None, generic
        put = question.at(world)
        if min([*(put.input or ()), *flat(put.start), 0]) < 0:
            continue
        refusal = put.first_refusal()
        taken.add(refusal is None)
        reasons = [_reason(each) for each in (refusal, generic) if each is not None]
        if refusal is not None and len(set(reasons)) > 1:
            return None, None  # refused, but not always for the same reason
        if len(taken) > 1:
            return None, generic
    answer = taken.pop() if taken else None
    if answer is False and generic is None:
        return None, None
    return answer, generic


def _reason(refusal: Refusal) -> tuple[str, ...]:
    """Tell refusals apart, whatever numbers are in them: messages differ in their first words."""
    return (refusal.check, refusal.exception, *(refusal.words or "").split()[:2])


def _worlds(question: Question) -> Iterator[Mapping[Symbol, int]]:
    """Give the choices of numbers that matter."""
    symbols = question.symbols
    numbers = {int(each) for each in question.sizes if not isinstance(each, Symbolic)}
    numbers |= {1, 2, 3} | {2 * each for each in numbers if each < 100}
    numbers |= {each // 2 for each in numbers if each % 2 == 0}
    solved = {
        (number - rest) // factor
        for each in question.sizes
        if isinstance(each, Symbolic)
        for monomial, factor in each.terms
        if len(monomial) == 1
        for rest in [dict(each.terms).get((), 0)]
        for number in numbers
        if (number - rest) % factor == 0
    }
    fresh = {_FRESH[at % len(_FRESH)] + at for at in range(len(symbols))}
    # Sizes are taken for at least 1, but not where something in the call is empty.
    least = {symbol: 0 if 0 in numbers else symbol.least for symbol in symbols}
    choices = [
        sorted({each for each in numbers | solved | fresh | {least[symbol]} if each >= least[symbol]})
        for symbol in symbols
    ]
    for values in islice(product(*choices), _MOST + 2):
        yield dict(zip(symbols, values, strict=True))
