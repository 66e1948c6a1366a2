"""What a network reads: sentences of words, or x in numbers, and the targets of an output layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from tutor.calculation.assembly import word_messages as says
from tutor.calculation.assembly.limits import MAX_BATCH, MAX_STEPS, MAX_WORDS
from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.assembly.vocabulary import sentence_faults
from tutor.calculation.equations import Matrix
from tutor.language.faults import Count, Fault
from tutor.record import record

Tensor: TypeAlias = tuple[Matrix, ...]


@record()
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

    @property
    def title(self) -> str:
        """A heading: the words, or the size of x."""
        if self.words:
            return " / ".join(" ".join(sentence) for sentence in self.words)
        size = (self.count, self.lengths[0]) if self.batched else (self.lengths[0],)
        return f"x: {size_text((*size, self.input_size or 0))}"


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
