"""What a network reads: sentences of words, or x in numbers, and the targets of an output layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, cast

from tutor.calculation import word_messages as says
from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.vocabulary import MAX_STEPS, MAX_WORDS, normalised, sentence_faults
from tutor.language.faults import Count, Fault

MAX_BATCH = 8

Tensor: TypeAlias = tuple[Matrix, ...]
Target: TypeAlias = str | int
Targets: TypeAlias = Sequence[Target] | Sequence[Sequence[Target]]


@dataclass(frozen=True)
class Reading:
    """The sequences of a problem: for each its words, or its x in numbers; ``batched``: they form a batch."""

    words: tuple[tuple[str, ...], ...] = ()
    vectors: tuple[Matrix, ...] = ()
    batched: bool = False

    @property
    def count(self) -> int:
        """How many sequences there are."""
        return len(self.words or self.vectors)

    @property
    def lengths(self) -> tuple[int, ...]:
        """Steps of every sequence."""
        return tuple(map(len, self.words or self.vectors))

    @property
    def input_size(self) -> int | None:
        """Entries of x where it is given in numbers."""
        return len(self.vectors[0][0]) if self.vectors else None


def read_words(words: Sequence[str]) -> Reading:
    """Take one sentence."""
    return Reading(words=(tuple(words),))


def read_sentences(sentences: Sequence[Sequence[str]]) -> Reading:
    """Take a batch of sentences."""
    return Reading(words=tuple(map(tuple, sentences)), batched=True)


def read_inputs(inputs: Matrix | Tensor, *, batch_first: bool) -> Reading:
    """Take x in numbers, in torch's shape.

    Args:
        inputs: (T, input_size), or for a batch (T, N, input_size); with ``batch_first`` (N, T, input_size).
        batch_first: which of the first two axes of a batch counts its sequences.
    """
    if not isinstance(inputs[0][0], tuple):
        return Reading(vectors=(inputs,))
    batch: Tensor = inputs
    return Reading(vectors=batch if batch_first else tuple(zip(*batch, strict=True)), batched=True)


def reading_faults(reading: Reading, known: Sequence[str] | None, key: str, *, limits: bool) -> list[Fault]:
    """Find what is wrong with the sequences; ``key`` is where they stand in a spec."""
    faults = []
    for sentence in reading.words:
        if known is not None:
            faults += sentence_faults(sentence, known, key, limits=limits)
    if reading.count == 0:
        faults.append(says.THERE_ARE_NO_SENTENCES().about(key))
    elif len(set(reading.lengths)) > 1:
        at = next(i for i, each in enumerate(reading.lengths) if each != reading.lengths[0])
        faults.append(
            says.SENTENCE_NUMBER_HAS_WORDS(
                number=at + 1, found=Count(reading.lengths[at]), first=reading.lengths[0]
            ).about(f"{key}[{at + 1}]")
        )
    if limits:
        faults += _beyond_limits(reading, key)
    return faults


def _beyond_limits(reading: Reading, key: str) -> list[Fault]:
    faults = []
    if reading.count > MAX_BATCH:
        faults.append(says.THE_BATCH_HAS_COUNT_SENTENCES(count=reading.count, limit=MAX_BATCH).about(key))
    if reading.vectors and reading.lengths[0] > MAX_STEPS:
        faults.append(says.THE_INPUTS_HAVE_COUNT_STEPS(count=reading.lengths[0], limit=MAX_STEPS).about(key))
    if (reading.input_size or 0) > MAX_WORDS:
        faults.append(
            says.THE_INPUT_SIZE_IS_SIZE_THE_LIMIT_IS_LIMIT(size=reading.input_size, limit=MAX_WORDS).about(
                key
            )
        )
    return faults


def targets_of(
    targets: Targets | None, reading: Reading, known: Sequence[str] | None, size: int | None
) -> tuple[tuple[tuple[Vector, ...], ...], list[Fault]]:
    """Turn targets into one-hot vectors, a tuple of them for every sequence.

    Args:
        targets: a word or a position from 0 for every step; for a batch a list of them for every sequence.
        reading: the sequences.
        known: the vocabulary, in which words are looked up.
        size: entries of the output; ``None`` where that is not known.
    """
    if targets is None:
        return ((),) * reading.count, []
    rows = cast("Sequence[Sequence[Target]]", targets if reading.batched else [targets])
    key, faults = "output.targets", []
    if len(rows) != reading.count or any(isinstance(row, (str, int)) for row in rows):
        help_ = says.WRITE_ONE_LIST_OF_TARGETS_FOR_EVERY_SENTENCE()
        return (), [says.A_BATCH_NEEDS_A_LIST_OF_TARGETS_FOR_EVERY().saying(help=help_).about(key)]
    for number, (row, length) in enumerate(zip(rows, reading.lengths, strict=True), start=1):
        if len(row) != length:
            faults.append(
                says.THE_NUMBER_OF_TARGETS_IS_FOUND(found=len(row), steps=length)
                .saying(help=says.WRITE_TARGETS(steps=Count(length)))
                .about(f"{key}[{number}]" if reading.batched else key)
            )
    words = list(dict.fromkeys(each for row in rows for each in row if isinstance(each, str)))
    if words:
        faults += sentence_faults(words, known or (), key, limits=False) if known else [_no_vocabulary(key)]
    wrong = next(
        (each for row in rows for each in row if isinstance(each, int) and not 0 <= each < (size or 1 << 30)),
        None,
    )
    if wrong is not None:
        faults.append(
            says.TARGET_IS_NO_POSITION_OF_AN_OUTPUT(
                target=wrong, size=Count(size or 0), last=(size or 1) - 1
            ).about(key)
        )
    if faults or size is None:
        return (), faults
    places = {normalised(word): place for place, word in enumerate(known or ())}
    one_hot = [tuple(Decimal(int(i == place)) for i in range(size)) for place in range(size)]
    return tuple(
        tuple(one_hot[each if isinstance(each, int) else places[normalised(each)]] for each in row)
        for row in rows
    ), []


def _no_vocabulary(key: str) -> Fault:
    return says.TARGETS_ARE_WORDS_BUT_THERE_IS_NO_VOCABULARY().about(key)
