"""The targets of an output layer as a spec has them, told in the words of the loss where they are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tutor.calculation.backward.loss import TARGET_KINDS, Loss
from tutor.language.faults import Sentence
from tutor.spec import target_messages as says
from tutor.spec.decimals import fits_a_page
from tutor.spec.entries import MISSING, Entries, whole_number
from tutor.spec.keys import CHOICES, wrong_type
from tutor.spec.values import as_list, exact

KEY = "output.targets"


def targets_in(spec: Entries) -> Any:  # noqa: ANN401 - words or positions, numbers, in lists or not
    """Read the targets of the output layer: words, positions from 0, numbers; ``None`` where there are none.

    A loss without targets is a fault, and so is a target that is nothing of the kind.
    """
    value = spec.get(KEY)
    if value is MISSING:
        if "loss" in spec.data and "output" not in spec.data:
            spec.missing("output", says.A_LOSS_COMPARES_AN_OUTPUT_WITH_TARGETS())
        elif "loss" in spec.data:
            spec.missing(KEY, _help(spec))
        return None
    # How many there are to be is not known where nobody knows at which steps the layer computes.
    if spec.get("output.at") not in (MISSING, *CHOICES["output.at"]):
        return None
    entries = as_list(value)
    if not entries:
        spec.faults.add(wrong_type(KEY, value, says.A_LIST_OF_TARGETS(), _help(spec)))
        return None
    for position, entry in enumerate(entries, start=1):
        strange = next(_strange(entry), MISSING)
        if strange is not MISSING:
            spec.faults.add(wrong_type(f"{KEY}[{position}]", strange, _expected(spec), _help(spec)))
            return None
    return _read(entries)


def _sort(spec: Entries) -> str:
    """Say what a target is; where the loss is not known, that of the usual one."""
    kind = spec.get("loss.kind")
    return next((sort for each, sort in TARGET_KINDS.items() if each == kind), TARGET_KINDS[Loss().kind])


def _expected(spec: Entries) -> Sentence:
    match _sort(spec):
        case "entry":
            return says.A_WORD_OR_A_POSITION()
        case "binary":
            return says.ZERO_OR_ONE()
    return says.A_NUMBER_OR_A_LIST_OF_NUMBERS()


def _help(spec: Entries) -> Sentence:
    last = spec.get("output.at") == "last"
    match _sort(spec):
        case "entry":
            return says.WRITE_A_WORD_FOR_THE_LAST_STEP() if last else says.WRITE_A_WORD_FOR_EVERY_STEP()
        case "binary":
            return says.WRITE_0_OR_1_FOR_THE_LAST_STEP() if last else says.WRITE_0_OR_1_FOR_EVERY_STEP()
    return says.WRITE_NUMBERS_FOR_THE_LAST_STEP() if last else says.WRITE_NUMBERS_FOR_EVERY_STEP()


def _strange(entry: object) -> Iterator[object]:
    """Find what is neither a word nor a number, however deep it stands."""
    inside = as_list(entry)
    if inside is not None:
        for each in inside:
            yield from _strange(each)
    elif not isinstance(entry, str) and whole_number(entry) is None:
        number = exact(entry)
        if number is None or not fits_a_page(number):
            yield entry


def _read(entry: Any) -> Any:  # noqa: ANN401 - as deep as the spec has it
    inside = as_list(entry)
    if inside is not None:
        return [_read(each) for each in inside]
    whole = None if isinstance(entry, str) else whole_number(entry)
    return entry if isinstance(entry, str) else exact(entry) if whole is None else whole
