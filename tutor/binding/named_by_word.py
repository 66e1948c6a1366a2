r"""Inputs that called by their word: ``x_am``, ``x_{\text{am}}``, ``e_am`` are x of the step that reads it.

``x_am = [0, 1, 0]`` gives a word its vector, and in the formula of ``h_2`` ``x_am`` is ``x_2``, and says
which word that is. Only words that the text gives somewhere are taken for such.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tutor.binding.sentences import words_of
from tutor.calculation.assembly.vocabulary import hot
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain, VocabularyWord, Work
from tutor.record import replace

_LETTERS = frozenset({"x", "e", "v"})


def by_word(work: Work) -> Work:
    """Give the same work, every x in a formula of a step by its step.

    >>> from tutor.reading.reader import read
    >>> text = "i = [1, 0, 0], am = [0, 1, 0], here = [0, 0, 1]; h_1 = tanh(W x_am + U h_0)"
    >>> by_word(read(text)).named
    ((1, 'am'),)
    """
    vocabulary = (*work.vocabulary, *_defined(work))
    known = {each.word for each in vocabulary} | words_of(work)
    named: dict[int, str] = {}

    def settled(chain: Chain) -> Chain:
        step = chain.name.step if chain.name is not None else None
        if not isinstance(step, int):
            return chain
        at = step

        def numbered(name: w.Name) -> w.Expression:
            word = _word(name, known)
            if word is None or named.setdefault(at, word) != word:
                return name
            return replace(name, base="x", step=at)

        first, *others = chain.segments
        sides = [replace(each, expression=w.changed(each.expression, numbered)) for each in others]
        return replace(chain, segments=(first, *sides))

    if not known:
        return work
    chains = tuple(map(settled, work.chains))
    return replace(work, chains=chains, vocabulary=vocabulary, named=tuple(named.items()))


def _word(name: w.Name, known: Collection[str]) -> str | None:
    """Give the word that an x is called by."""
    letter, _, word = name.base.partition("_")
    return word if letter in _LETTERS and word in known and name.step is None else None


def _defined(work: Work) -> Iterator[VocabularyWord]:
    """Find ``x_i = [1, 0, 0]``, ``x_am = [0, 1, 0]``: several names of x, each with a vector of its own."""
    found: dict[str, tuple[w.Vector, w.Place]] = {}
    for chain in work.chains:
        name, literal = chain.name, chain.literal
        if name is None or name.step is not None or not isinstance(literal, w.Vector):
            continue
        letter, _, word = name.base.partition("_")
        numbers = [each.value for each in literal.entries if isinstance(each, w.Number)]
        if letter in _LETTERS and word and len(numbers) > 1 and hot(numbers) is not None:
            found.setdefault(word, (literal, chain.place))
    places = {
        hot([each.value for each in one.entries if isinstance(each, w.Number)]) for one, _ in found.values()
    }
    if len(places) == len(found) > 1 and any(len(word) > 1 for word in found):
        for word, (vector, place) in found.items():
            yield VocabularyWord(place, word, vector)


def _position(vector: w.Vector) -> int | None:
    """Give the place of the 1 in a one-hot vector."""
    return hot([each.value for each in vector.entries if isinstance(each, w.Number)])
