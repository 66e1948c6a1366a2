"""Words and their one-hot vectors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from tutor.calculation.assembly import word_messages as says
from tutor.calculation.assembly.limits import MAX_STEPS, MAX_WORDS
from tutor.language.faults import Fault
from tutor.record import record

# A warning of many words that differ in capitals shows this many pairs.
_MAX_PAIRS = 4

# Persian and Indic words and many emoji need these between two letters.
_JOINERS = "\u200c\u200d"


def normalised(word: str) -> str:
    """Compose a word (NFC), so that é is one word however it was typed."""
    return unicodedata.normalize("NFC", word)


def distinct(words: Iterable[str]) -> list[str]:
    """Keep every word where it stands first; words are compared after normalisation.

    >>> distinct(["i", "am", "i"])
    ['i', 'am']
    """
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(normalised(word), word)
    return list(first.values())


def _invisible(word: str) -> str | None:
    """Name what makes a word empty or holds an invisible character, or ``None``."""
    for index, character in enumerate(word):
        joins = character in _JOINERS and 0 < index < len(word) - 1
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not joins:
            return f"U+{ord(character):04X}"
    return None


@record()
class Vocabulary:
    """Words in a fixed order; the index of a word is where its one-hot vector has the 1.

    axis: input (input_size = number of words)

    >>> Vocabulary(("i", "am", "here")).one_hot("am")
    (0, 1, 0)
    """

    words: tuple[str, ...]

    def index(self, word: str) -> int:
        """Give the position of ``word``, from 0; ``ValueError`` where it is unknown."""
        return self.words.index(normalised(word))

    def one_hot(self, word: str) -> tuple[int, ...]:
        """Give the vector with a 1 at the position of ``word``."""
        position = self.index(word)
        return tuple(int(index == position) for index in range(len(self.words)))

    def vectors(self, sentence: Sequence[str]) -> tuple[tuple[Decimal, ...], ...]:
        """Give x of every step of a sentence; the same word has the same vector, the object included."""
        size = len(self.words)
        of_word = {word: _one_hot(self.index(word), size) for word in dict.fromkeys(sentence)}
        return tuple([of_word[word] for word in sentence])


@lru_cache(maxsize=1024)
def _one_hot(position: int, size: int) -> tuple[Decimal, ...]:
    """Give a one-hot vector, which all problems with as many words share."""
    return tuple(Decimal(int(index == position)) for index in range(size))


def hot(vector: Sequence[Decimal]) -> int | None:
    """Give the position of the 1 in a one-hot vector, from 0."""
    ones = [position for position, entry in enumerate(vector) if entry == 1]
    return ones[0] if len(ones) == 1 and all(entry in (0, 1) for entry in vector) else None


def vocabulary_faults(words: Sequence[str], *, limits: bool = True) -> list[Fault]:
    """Find every reason to refuse ``words`` as a vocabulary, and what deserves a warning."""
    faults: list[Fault] = []
    key = "vocabulary"
    if not words:
        return [says.THE_VOCABULARY_HAS_NO_WORDS().about(key)]
    if limits and len(words) > MAX_WORDS:
        return [says.THE_VOCABULARY_HAS_COUNT_WORDS(count=len(words), limit=MAX_WORDS).about(key)]
    first: dict[str, int] = {}
    for position, word in enumerate(words, start=1):
        faults += _word_faults(word, position, key)
        composed = normalised(word)
        if composed in first:
            earlier = first[composed]
            same = words[earlier - 1] == word
            faults.append(
                says.WORD_APPEARS_AT_POSITIONS_FIRST_AND_SECOND(
                    word=word, first=earlier, second=position
                ).about(key)
                if same
                else says.WORDS_FIRST_AND_SECOND_ARE_THE_SAME_WORD(
                    word=composed, first=earlier, second=position
                ).about(key)
            )
        first.setdefault(composed, position)
    return faults


def case_warnings(words: Sequence[str]) -> list[Fault]:
    """Warn of words that differ only in capitals: allowed, but seldom meant."""
    seen: dict[str, str] = {}
    pairs = [
        (other, word)
        for word in map(normalised, words)
        if (other := seen.setdefault(word.casefold(), word)) != word
    ]
    if not pairs:
        return []
    if len(pairs) == 1:
        ((first, second),) = pairs
        title = says.FIRST_AND_SECOND_DIFFER_ONLY_IN_CAPITALS(first=first, second=second)
    else:
        listed = ", ".join(f"`{first}`/`{second}`" for first, second in pairs[:_MAX_PAIRS])
        more = ", …" if len(pairs) > _MAX_PAIRS else ""
        title = says.COUNT_PAIRS_OF_WORDS_DIFFER_ONLY_IN_CAPITALS(count=len(pairs), pairs=listed + more)
    return [
        Fault(
            "V05",
            title,
            because=says.EACH_IS_A_WORD_OF_ITS_OWN_WITH_ITS_OWN_ONE(),
            help=says.IF_TWO_ARE_MEANT_TO_BE_ONE_WORD(),
            severity="warning",
            key="vocabulary",
        )
    ]


def _word_faults(word: str, position: int, key: str) -> list[Fault]:
    in_one_piece = "_".join(word.split())

    if not word.strip():
        return [says.WORD_POSITION_IS_EMPTY(position=position).about(key)]
    if hidden := _invisible(word):
        return [says.WORD_POSITION_HOLDS_AN_INVISIBLE_CHARACTER(position=position, code=hidden).about(key)]
    if word != in_one_piece:
        return [
            says.WORD_POSITION_WORD_HOLDS_A_SPACE(position=position, word=word)
            .saying(help=says.WRITE_WORD(word=in_one_piece))
            .about(key)
        ]
    return []


def sentence_faults(
    tokens: Sequence[str], vocabulary: Sequence[str], key: str = "sentence", *, limits: bool = True
) -> list[Fault]:
    """Find every word of a sentence that the vocabulary lacks, each with the nearest one that it has."""
    if not tokens:
        return [says.THE_SENTENCE_HAS_NO_WORDS().about(key)]
    if limits and len(tokens) > MAX_STEPS:
        return [says.THE_SENTENCE_HAS_COUNT_WORDS(count=len(tokens), limit=MAX_STEPS).about(key)]
    known = list(map(normalised, vocabulary))
    faults = []
    for word in dict.fromkeys(map(normalised, tokens)):
        if word in known:
            continue
        from difflib import get_close_matches  # where all is well nobody needs it

        folded = {candidate.casefold(): candidate for candidate in known}
        near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
        bare = word.strip(".,;:!?\"'()[]…。、！？")
        if bare in known:
            help_ = says.DID_YOU_MEAN_NEAR_PUNCTUATION_IS_PART(near=bare)
        elif near:
            help_ = says.DID_YOU_MEAN_NEAR(near=folded[near[0]])
        else:
            help_ = says.ADD_THE_WORD_TO_THE_VOCABULARY()
        shown = ", ".join(vocabulary[:12]) + (", …" if len(vocabulary) > 12 else "")
        faults.append(
            says.WORD_IS_NOT_IN_THE_VOCABULARY_KNOWN(word=word, known=shown).saying(help=help_).about(key)
        )
    return faults
