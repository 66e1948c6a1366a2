"""Targets: what every step is compared with, as the loss takes it; and whether loss and output fit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, TypeAlias, cast

from tutor.calculation.assembly import word_messages as words_say
from tutor.calculation.assembly.sentences import Reading
from tutor.calculation.assembly.vocabulary import normalised, sentence_faults
from tutor.calculation.backward import loss_messages as says
from tutor.calculation.backward.loss import TARGET_KINDS, Activation, Loss, LossKind
from tutor.calculation.equations import Vector
from tutor.calculation.numbers import plain
from tutor.language.faults import Count, Fault
from tutor.record import NamedTuple

Target: TypeAlias = str | int | Decimal | Sequence[Decimal]
Targets: TypeAlias = Sequence[Target] | Sequence[Sequence[Target]]

# At which steps the output layer computes.
At = Literal["every", "last"]

# No target: the step is not compared with anything.
NONE = ""
KEY = "output.targets"

_USUAL: dict[LossKind, Activation] = {"cross-entropy": "softmax", "binary-cross-entropy": "sigmoid"}


def activation_of(loss: Loss, given: Activation | None) -> Activation:
    """Give the activation of the output layer: the one given, else what belongs to the loss.

    >>> activation_of(Loss("squared"), None)
    'linear'
    """
    return given or _USUAL.get(loss.kind, "linear")


def loss_faults(
    loss: Loss, activation: Activation | None, size: int | None, targets: Targets | None
) -> list[Fault]:
    """Find out where the loss does not fit the output layer."""
    faults = []
    usual = _USUAL.get(loss.kind)
    compared = targets is not None or loss != Loss()
    fitting = (usual,) if usual else ("linear", "sigmoid")
    if activation is not None and compared and activation not in fitting:
        faults.append(
            says.THE_ACTIVATION_DOES_NOT_BELONG_TO_THE_LOSS(activation=activation, kind=loss.kind).about(
                "output.activation"
            )
        )
    if loss.kind == "binary-cross-entropy" and size is not None and size != 1:
        faults.append(says.THE_LOSS_NEEDS_AN_OUTPUT_OF_ONE_ENTRY(size=size).about("output.weight_hy"))
    return faults


def targets_of(
    targets: Targets | None,
    reading: Reading,
    known: Sequence[str] | None,
    size: int | None,
    kind: LossKind = "cross-entropy",
    at: At = "every",
) -> tuple[tuple[tuple[Vector, ...], ...], list[Fault]]:
    """Turn targets into vectors, a tuple of them for every sequence; a step without one has an empty vector.

    Args:
        targets: one for every step, "" where there is none; for a batch a list of them for every sequence.
        reading: the sequences.
        known: the vocabulary, in which words are looked up.
        size: entries of the output; ``None`` where that is not known.
        kind: of the loss, which says what a target is.
        at: "last" where every sequence has one target, that of its last step.
    """
    if targets is None:
        return ((),) * reading.count, []
    numbers = TARGET_KINDS[kind] == "numbers"
    rows = cast("Sequence[Sequence[Target]]", targets if reading.batched else [targets])
    if at == "last":
        rows = [[cast("Target", row)] if _is_one(row, numbers=numbers) else row for row in rows]
    if len(rows) != reading.count or any(_is_scalar(row) for row in rows):
        help_ = words_say.WRITE_ONE_LIST_OF_TARGETS_FOR_EVERY_SENTENCE()
        return (), [words_say.A_BATCH_NEEDS_A_LIST_OF_TARGETS_FOR_EVERY().saying(help=help_).about(KEY)]
    if all(len(row) == 1 and _is_nested(row[0]) for row in rows):
        return (), [says.TARGETS_STAND_IN_ONE_LIST_TOO_MANY().about(KEY)]
    faults = _count_faults(rows, reading, at)
    if at == "last":
        rows = [
            (*(NONE,) * (length - len(row)), *row) for row, length in zip(rows, reading.lengths, strict=True)
        ]
    if not any(each != NONE for row in rows for each in row):
        faults.append(says.NO_STEP_HAS_A_TARGET().about(KEY))
    placed = _placed(rows, reading, at)
    strange = _strange(placed, kind, size)
    if strange:
        return (), [*faults, *strange]
    if TARGET_KINDS[kind] != "entry":
        return tuple(tuple(_numbers(each) for each in row) for row in rows), faults
    first = {each.target: each.key for each in reversed(placed) if isinstance(each.target, str)}
    if first and not known:
        faults.append(words_say.TARGETS_ARE_WORDS_BUT_THERE_IS_NO_VOCABULARY().about(KEY))
    for target, _, key in placed:
        if isinstance(target, int):
            faults += _position_faults(target, size, key)
        elif known and isinstance(target, str) and first[target] == key:
            faults += sentence_faults([target], known, key, limits=False)
    if faults or size is None:
        return (), faults
    places = {normalised(word): place for place, word in enumerate(known or ())}
    one_hot = [tuple(Decimal(int(i == place)) for i in range(size)) for place in range(size)]
    return tuple(
        tuple(
            ()
            if each == NONE
            else one_hot[each if isinstance(each, int) else places[normalised(cast(str, each))]]
            for each in row
        )
        for row in rows
    ), []


def _is_scalar(target: object) -> bool:
    return isinstance(target, (str, int, Decimal))


def _is_number(target: object) -> bool:
    return isinstance(target, (int, Decimal))


def _is_nested(target: Target) -> bool:
    return not _is_scalar(target) and not all(map(_is_number, cast("Sequence[object]", target)))


def _is_one(row: Sequence[Target] | Target, *, numbers: bool) -> bool:
    """Whether what a sentence has is its one target itself, not a list with it.

    Where a target is numbers, a list of them is a target; of a list with a single number it is the same.
    """
    if _is_scalar(row):
        return True
    entries = cast("Sequence[Target]", row)
    return numbers and bool(entries) and all(map(_is_number, entries))


def _count_faults(rows: Sequence[Sequence[Target]], reading: Reading, at: At) -> list[Fault]:
    wanted = [1 if at == "last" else length for length in reading.lengths]
    return [
        (
            says.AN_OUTPUT_AT_THE_LAST_STEP_HAS_ONE_TARGET(found=Count(len(row)))
            if at == "last"
            else words_say.THE_NUMBER_OF_TARGETS_IS_FOUND(found=len(row), steps=length).saying(
                help=words_say.WRITE_TARGETS(steps=Count(length))
            )
        ).about(f"{KEY}[{number}]" if reading.batched else KEY)
        for number, (row, length) in enumerate(zip(rows, wanted, strict=True), start=1)
        if len(row) != length
    ]


class _Placed(NamedTuple):
    """A target, the step that it belongs to, and where it stands in the spec."""

    target: Target
    step: int
    key: str


def _placed(rows: Sequence[Sequence[Target]], reading: Reading, at: At) -> list[_Placed]:
    """List the targets that there are; of a last step each is the one of its sentence."""
    found = []
    for number, row in enumerate(rows, start=1):
        sentence = f"{KEY}[{number}]" if reading.batched else KEY
        for step, target in enumerate(row, start=1):
            if target != NONE:
                found.append(_Placed(target, step, sentence if at == "last" else f"{sentence}[{step}]"))
    return found


def _position_faults(target: int, size: int | None, key: str) -> list[Fault]:
    if size is None or 0 <= target < size:
        return []
    fault = words_say.TARGET_IS_NO_POSITION_OF_AN_OUTPUT(target=target, size=Count(size), last=size - 1)
    return [fault.about(key)]


def _strange(placed: Sequence[_Placed], kind: LossKind, size: int | None) -> list[Fault]:
    """Find the targets that are none of their loss."""
    sort = TARGET_KINDS[kind]
    faults = []
    for target, step, key in placed:
        values = _numbers(target)
        if sort == "entry" and isinstance(target, (str, int)):
            continue
        if sort == "binary" and len(values) == 1 and values[0] in (0, 1):
            continue
        if sort == "numbers" and values and size in (None, len(values)):
            continue
        because = (
            says.WITH_SOFTMAX_A_TARGET_IS_A_WORD_OR_A_POSITION()
            if sort == "entry"
            else says.A_BINARY_TARGET_IS_0_OR_1()
            if sort == "binary"
            else says.A_SQUARED_TARGET_IS_NUMBERS(size=size)
        )
        fault = says.A_TARGET_OF_KIND_IS_NOT_FOUND(step=step, found=_shown(target), kind=kind)
        faults.append(fault.saying(because=because, help=says.WRITE_A_TARGET_OR_NONE()).about(key))
    return faults


def _numbers(target: Target) -> Vector:
    """Give a target's numbers; nothing where it is a word, none, or a list of anything else."""
    if isinstance(target, (int, Decimal)):
        return (Decimal(target),)
    return () if isinstance(target, str) or _is_nested(target) else tuple(map(Decimal, target))


def _shown(target: object) -> str:
    """Show a target as a spec has it."""
    if isinstance(target, str):
        return f"`{target}`"
    if isinstance(target, (int, Decimal)):
        return plain(Decimal(target))
    return f"[{', '.join(map(_shown, cast('Sequence[object]', target)))}]"
