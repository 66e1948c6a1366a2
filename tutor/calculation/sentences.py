"""What a network reads: sentences of words, or x in numbers, and the targets of an output layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, cast

from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.vocabulary import MAX_STEPS, MAX_WORDS, normalised, sentence_faults
from tutor.language.faults import Count, Fault, say

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
        faults.append(
            Fault("V01", say("there are no sentences"), help=say("write at least one sentence"), key=key)
        )
    elif len(set(reading.lengths)) > 1:
        at = next(i for i, each in enumerate(reading.lengths) if each != reading.lengths[0])
        faults.append(
            Fault(
                "S07",
                say(
                    "sentence {number} has {found:word|words}, sentence 1 has {first}",
                    number=at + 1,
                    found=Count(reading.lengths[at]),
                    first=reading.lengths[0],
                ),
                because=say("The sentences of a batch are computed in step, so all have the same length."),
                help=say("make them equally long, or write a spec for each length"),
                key=f"{key}[{at + 1}]",
            )
        )
    if limits:
        faults += _beyond_limits(reading, key)
    return faults


def _beyond_limits(reading: Reading, key: str) -> list[Fault]:
    faults = []
    if reading.count > MAX_BATCH:
        title = say(
            "the batch has {count} sentences; the limit is {limit}", count=reading.count, limit=MAX_BATCH
        )
        faults.append(_beyond(title, say("use fewer sentences, or lift the limits with --no-limits"), key))
    if reading.vectors and reading.lengths[0] > MAX_STEPS:
        title = say(
            "the inputs have {count} steps; the limit is {limit}", count=reading.lengths[0], limit=MAX_STEPS
        )
        faults.append(_beyond(title, say("use fewer steps, or lift the limits with --no-limits"), key))
    if (reading.input_size or 0) > MAX_WORDS:
        title = say(
            "the input size is {size}; the limit is {limit}", size=reading.input_size, limit=MAX_WORDS
        )
        faults.append(_beyond(title, say("use shorter inputs, or lift the limits with --no-limits"), key))
    return faults


def _beyond(title: object, help_: object, key: str) -> Fault:
    return Fault("S05", title, because=say("A page with more is not computed by hand."), help=help_, key=key)  # type: ignore[arg-type]


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
        help_ = say("write one list of targets for every sentence")
        return (), [
            Fault("S08", say("a batch needs a list of targets for every sentence"), help=help_, key=key)
        ]
    for number, (row, length) in enumerate(zip(rows, reading.lengths, strict=True), start=1):
        if len(row) != length:
            faults.append(
                Fault(
                    "S08",
                    say(
                        "the number of targets is {found}, that of steps {steps}",
                        found=len(row),
                        steps=length,
                    ),
                    because=say(
                        "Every step has one target: the word or the class that its output should name."
                    ),
                    help=say("write {steps:target|targets}", steps=Count(length)),
                    key=f"{key}[{number}]" if reading.batched else key,
                )
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
            Fault(
                "S08",
                say(
                    "target {target} is no position of an output with {size:entry|entries}",
                    target=wrong,
                    size=Count(size or 0),
                ),
                because=say("As in torch, positions count from 0."),
                help=say("write a number from 0 to {last}", last=(size or 1) - 1),
                key=key,
            )
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
    return Fault(
        "S08",
        say("targets are words, but there is no vocabulary"),
        help=say("give the vocabulary, or write positions from 0"),
        key=key,
    )
