"""The words of a text without their vectors: the sentence of the steps, and a vocabulary that nobody wrote.

A sentence alone gives a vocabulary, each word once in the order in which it first stands, where as many words
stand in it as the input matrix has columns. A list of words says its order; a sentence that is only quoted
does not, so there the lines may show another one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tutor.reading.formulas.syntax import Place
from tutor.reading.signs import CHARACTERS
from tutor.reading.work import Work
from tutor.record import record, replace

_QUOTED = re.compile(r"[\"“'‘「『`*](?=\S)([^\"“”'‘’「」『』`*=\[\]]{3,200}?)[.!?]?[\"”'’」』`*]")
# Whatever is quoted, from the left, so that what stands between two quotations is none.
_PAIRED = re.compile(r"(?<!\w)[\"“'‘「『`*]+([^\"“”'‘’「」『』`*]{1,200})[\"”'’」』`*]+(?![A-Za-z0-9])")
_SENTENCE = (
    r"sentence|sequence|phrase|text|input|tokens?|words?|vocabulary|vocab|"
    r"문장|구절|문구|시퀀스|입력|토큰|단어|어휘"
)
_LABELLED = re.compile(
    rf"(?:{_SENTENCE})[*_]*\s*[:=]\s*[*_{{(]*\s*([^\"“'‘「『`*=\[\]:{{}}()]{{3,200}}?)[.!?]?[)}}]?\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(_SENTENCE, re.IGNORECASE)
_LIST = re.compile(r"words?\b|tokens?\b|vocab|단어|어휘|토큰", re.IGNORECASE)
_ORDERED = re.compile(
    r"order of (?:its |their |the )?(?:first )?appearance|in (?:this|that|the given|the same) order"
    r"|(?:나온|나오는|나타난|나타나는|등장|출현|적힌)\s*(?:한\s*|하는\s*)?순서|순서대로",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|→|->|/|\||;)\s*|\s+")
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@record()
class Phrase:
    """The words of the steps, and their vocabulary; ``ordered`` where the text says that order."""

    words: tuple[str, ...]
    vocabulary: tuple[str, ...]
    place: Place
    ordered: bool


def quoted(work: Work) -> Iterator[tuple[str, ...]]:
    """Give the words of all that is quoted or stands behind "sentence:"."""
    for line in work.lines:
        for pattern in (_QUOTED, _LABELLED):
            for match in pattern.finditer(line):
                yield _words(match[1])


def sentence_of(work: Work, vocabulary: Collection[str], steps: int) -> tuple[str, ...]:
    """Give the words of the sentence: a list of words, else what is quoted or stands behind "sentence:"."""
    for each in work.word_lists:
        if not vocabulary or all(word in vocabulary for word in each.words):
            return each.words
    fitting = [
        words for words in quoted(work) if len(words) > 1 and all(word in vocabulary for word in words)
    ]
    return max(fitting, key=lambda words: len(words) == steps, default=())


def phrase_of(work: Work, sizes: Collection[int], steps: int) -> Phrase | None:
    """Give the words of a text without a vocabulary, where as many stand in it as x has entries.

    Two sentences that fit and are not made of the same words tell nothing.

    >>> from tutor.reading.reader import read
    >>> phrase = phrase_of(read('Sentence: "to be or not to be"'), {4}, 6)
    >>> phrase.vocabulary, phrase.ordered
    (('to', 'be', 'or', 'not'), False)
    """
    found = list(_phrases(work))
    if not any(len(set(each.vocabulary)) in sizes for each in found):
        found = [_in_small_letters(each) for each in found]
    fitting = [each for each in found if len(each.vocabulary) in sizes]
    if not fitting or len({frozenset(each.vocabulary) for each in fitting}) > 1:
        return None
    words = next((each for each in fitting if each.ordered), fitting[0])
    known = set(words.vocabulary)
    said = [each.words for each in found if known.issuperset(each.words) and len(each.words) >= steps]
    if not said:
        return None
    sentence = max(said, key=lambda each: (len(each) == steps, len(each) > len(known), each != words.words))
    return replace(words, words=sentence)


def words_of(work: Work) -> set[str]:
    """Give all words that may be read at a step: those of lists and of phrases."""
    lists = {word for each in work.word_lists for word in each.words}
    return lists.union(*(each.words for each in _phrases(work)))


def _phrases(work: Work) -> Iterator[Phrase]:
    """Give what a line calls a sentence, or words."""
    ordered = any(_ORDERED.search(line) for line in work.lines)
    for number, line in enumerate(work.lines, start=1):
        text = line.translate(CHARACTERS)
        if not _NAMED.search(text):
            continue
        for pattern in (_PAIRED, _LABELLED):
            for match in pattern.finditer(text):
                words = _words(match[1].rstrip(".!?"))
                if words and all(map(_WORD.fullmatch, words)):
                    once = tuple(dict.fromkeys(words))
                    listed = len(once) == len(words) and _LIST.search(text[: match.start(1)])
                    place = Place(number, match.start(1) + 1, number, match.end(1) + 1)
                    yield Phrase(words, once, place, ordered or bool(listed))


def _in_small_letters(phrase: Phrase) -> Phrase:
    """Take ``The`` and ``the`` for one word."""
    words = tuple(word.casefold() for word in phrase.words)
    return replace(phrase, words=words, vocabulary=tuple(dict.fromkeys(words)))


def _words(text: str) -> tuple[str, ...]:
    """Take a phrase apart at spaces, commas and arrows."""
    pieces = (piece.strip(" .,!?;\"'") for piece in _BETWEEN.split(text))
    return tuple(piece for piece in pieces if piece and piece not in ("and", "→"))
