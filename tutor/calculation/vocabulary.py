"""Words and their one-hot vectors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tutor.language.faults import Fault, Sentence, say

MAX_WORDS = 64
MAX_STEPS = 50

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


@dataclass(frozen=True)
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
        of_word = {word: tuple(map(Decimal, self.one_hot(word))) for word in dict.fromkeys(sentence)}
        return tuple([of_word[word] for word in sentence])


def vocabulary_faults(words: Sequence[str], *, limits: bool = True) -> list[Fault]:
    """Find every reason to refuse ``words`` as a vocabulary, and what deserves a warning."""
    faults: list[Fault] = []
    key = "vocabulary"
    if not words:
        return [Fault("V01", say("the vocabulary has no words"), key=key, help=say("list at least one word"))]
    if limits and len(words) > MAX_WORDS:
        return [
            Fault(
                "V01",
                say(
                    "the vocabulary has {count} words; the limit is {limit}",
                    count=len(words),
                    limit=MAX_WORDS,
                ),
                because=say(
                    "A one-hot vector with {count} entries is not computed by hand.", count=len(words)
                ),
                help=say("keep the words that the sentence needs, or lift the limits with --no-limits"),
                key=key,
            )
        ]
    first: dict[str, int] = {}
    for position, word in enumerate(words, start=1):
        faults += _word_faults(word, position, key)
        composed = normalised(word)
        if composed in first:
            earlier = first[composed]
            same = words[earlier - 1] == word
            faults.append(
                Fault(
                    "V03",
                    say(
                        "`{word}` appears at positions {first} and {second}",
                        word=word,
                        first=earlier,
                        second=position,
                    )
                    if same
                    else say(
                        "words {first} and {second} are the same word (`{word}`) after Unicode normalisation",
                        word=composed,
                        first=earlier,
                        second=position,
                    ),
                    because=say("Every word has one position in the one-hot vector."),
                    help=say("remove one of the two"),
                    key=key,
                )
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
        title = say("`{first}` and `{second}` differ only in capitals", first=first, second=second)
    else:
        listed = ", ".join(f"`{first}`/`{second}`" for first, second in pairs[:_MAX_PAIRS])
        more = ", …" if len(pairs) > _MAX_PAIRS else ""
        title = say(
            "{count} pairs of words differ only in capitals: {pairs}", count=len(pairs), pairs=listed + more
        )
    return [
        Fault(
            "V05",
            title,
            because=say("Each is a word of its own with its own one-hot vector."),
            help=say("if two are meant to be one word, keep one of them"),
            severity="warning",
            key="vocabulary",
        )
    ]


def _word_faults(word: str, position: int, key: str) -> list[Fault]:
    def fault(title: Sentence) -> list[Fault]:
        return [Fault("V02", title, help=say("type the word again, or remove it"), key=key)]

    in_one_piece = "_".join(word.split())

    if not word.strip():
        return fault(say("word {position} is empty", position=position))
    if hidden := _invisible(word):
        return fault(
            say("word {position} holds an invisible character ({code})", position=position, code=hidden)
        )
    if word != in_one_piece:
        return [
            Fault(
                "V02",
                say("word {position} (`{word}`) holds a space", position=position, word=word),
                because=say("On the page a space stands between two words, so it cannot stand in one."),
                help=say("write `{word}`", word=in_one_piece),
                key=key,
            )
        ]
    return []


def sentence_faults(
    tokens: Sequence[str], vocabulary: Sequence[str], key: str = "sentence", *, limits: bool = True
) -> list[Fault]:
    """Find every word of a sentence that the vocabulary lacks, each with the nearest one that it has."""
    from difflib import get_close_matches

    if not tokens:
        return [
            Fault(
                "V01",
                say("the sentence has no words"),
                key=key,
                help=say("write at least one word of the vocabulary"),
            )
        ]
    if limits and len(tokens) > MAX_STEPS:
        return [
            Fault(
                "V01",
                say(
                    "the sentence has {count} words; the limit is {limit}", count=len(tokens), limit=MAX_STEPS
                ),
                because=say("Each word is one time step, computed by hand."),
                help=say("shorten the sentence, or lift the limits with --no-limits"),
                key=key,
            )
        ]
    known = list(map(normalised, vocabulary))
    faults = []
    for word in dict.fromkeys(map(normalised, tokens)):
        if word in known:
            continue
        folded = {candidate.casefold(): candidate for candidate in known}
        near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
        bare = word.strip(".,;:!?\"'()[]…。、！？")
        if bare in known:
            help_ = say("did you mean `{near}`? Punctuation is part of a word", near=bare)
        elif near:
            help_ = say("did you mean `{near}`?", near=folded[near[0]])
        else:
            help_ = say("add the word to the vocabulary, or choose another")
        shown = ", ".join(vocabulary[:12]) + (", …" if len(vocabulary) > 12 else "")
        faults.append(
            Fault(
                "V04",
                say("`{word}` is not in the vocabulary ({known})", word=word, known=shown),
                because=say("Without a position in the vocabulary there is no one-hot vector x."),
                help=help_,
                key=key,
            )
        )
    return faults
