"""Values of a spec: lists, vectors and matrices of plain decimals, each with its faults.

NumPy arrays and torch tensors are read by their shape and the text of their entries, so that a float32 is
its shortest decimal; neither library is imported.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.numbers import MAX_NUMBER
from tutor.language.faults import Count, Fault, Sentence
from tutor.record import field, record
from tutor.spec import value_messages as says
from tutor.spec.decimals import excerpt, fits_a_page, number_fault, repaired
from tutor.spec.keys import kind_of, wrong_type

# More than any problem has; an array of stride 0 is as large as it likes without holding anything.
_MAX_ENTRIES = 1_000_000
# One slip made in every entry is told a few times, not a thousand.
_MAX_TOLD = 5

_ZERO = Decimal(0)


@record(frozen=False)
class Faults:
    """The faults found so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Keep one more."""
        self.found.append(fault)


def as_list(value: object) -> Sequence[Any] | None:
    """Give a list, tuple or array as a sequence, or ``None`` for anything else."""
    if isinstance(value, (list, tuple)):
        return value
    array = _array(value)
    if array is not None and len(array.shape) > 0 and math.prod(array.shape) <= _MAX_ENTRIES:
        return list(array)
    return None


def _array(value: Any) -> Any:  # noqa: ANN401 - an array, whoever made it
    """Give an array (a tensor as the array it wraps), or ``None``."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    return value if hasattr(value, "shape") and hasattr(value, "dtype") else None


def vector(value: object, key: str, faults: Faults) -> Vector | None:
    """Read a list of numbers; a number that is refused leaves a zero, so that the size is still checked."""
    name = key.rpartition(".")[2]
    entries = _entries(value, key, faults, says.A_LIST_OF_NUMBERS(), says.WRITE_NAME_0_1_0_2(name=name))
    if entries is None:
        return None
    if any(as_list(entry) is not None for entry in entries):
        faults.add(says.NAME_IS_A_LIST_OF_LISTS(name=name).about(key))
        return None
    if not entries:
        faults.add(_empty(name, key))
        return None
    return _numbers(entries, key, faults, says.NAME(name=name))


def positive(value: object, key: str, faults: Faults) -> Decimal | None:
    """Read a number above 0."""
    name = key.rpartition(".")[2]
    number = exact(value)
    if number is None or not fits_a_page(number):
        faults.add(_refused(value, number, says.NAME(name=name), key))
        return None
    if number <= 0:
        faults.add(says.NAME_MUST_BE_ABOVE_0(name=name, found=kind_of(value)).about(key))
        return None
    return number


def matrix(value: object, key: str, faults: Faults) -> Matrix | None:
    """Read a list of rows of one length; refused numbers leave zeros, so that the size is still checked."""
    name = key.rpartition(".")[2]
    example = says.WRITE_NAME_0_1_0_2_0_3_0_4(name=name)
    rows = _entries(value, key, faults, says.A_LIST_OF_ROWS(), example)
    if rows is None:
        return None
    if not rows or all(as_list(row) is not None and len(row) == 0 for row in rows):
        faults.add(_empty(name, key))
        return None
    if all(as_list(row) is None for row in rows):
        faults.add(says.NAME_IS_ONE_LIST_A_MATRIX_IS_A_LIST_OF_ROWS(name=name).about(key))
        return None
    before = len(faults.found)
    read: list[Vector] = []
    for position, row in enumerate(rows, start=1):
        entries = as_list(row)
        if entries is None:
            faults.add(
                says.ROW_OF_NAME_IS_NOT_A_ROW_BUT_FOUND(row=position, name=name, found=kind_of(row))
                .saying(help=example)
                .about(f"{key}[{position}]")
            )
            return None
        read.append(
            _numbers(
                entries,
                f"{key}[{position}]",
                faults,
                says.NAME_ROW(name=name, row=position),
                told=len(faults.found) - before,
            )
        )
    for position, each in enumerate(read, start=1):
        if len(each) != len(read[0]):
            faults.add(
                says.ROW_OF_NAME_HAS_ENTRIES_ROW_1_HAS_FIRST(
                    row=position, name=name, found=Count(len(each)), first=len(read[0])
                ).about(f"{key}[{position}]")
            )
            return None
    return tuple(read)


def tensor(value: object, key: str, faults: Faults) -> Vector | Matrix | tuple[Matrix, ...] | None:
    """Read a vector, a matrix, or a list of matrices of one size, whichever the nesting says."""
    name = key.rpartition(".")[2]
    entries = as_list(value)
    first = as_list(entries[0]) if entries else None
    if first is None:
        return vector(value, key, faults)
    if not first or as_list(first[0]) is None:
        return matrix(value, key, faults)
    read = [matrix(entry, f"{key}[{at}]", faults) for at, entry in enumerate(entries or (), start=1)]
    blocks = [block for block in read if block is not None]
    if len(blocks) < len(read):
        return None
    sizes = [(len(block), len(block[0])) for block in blocks]
    for at, size in enumerate(sizes, start=1):
        if size != sizes[0]:
            faults.add(
                says.PART_OF_NAME_IS_FOUND_PART_1_IS_FIRST(
                    part=at, name=name, found=" × ".join(map(str, size)), first=" × ".join(map(str, sizes[0]))
                ).about(f"{key}[{at}]")
            )
            return None
    return tuple(blocks)


def _entries(
    value: object, key: str, faults: Faults, expected: Sentence, help_: Sentence
) -> Sequence[Any] | None:
    array = _array(value)
    if array is not None and math.prod(array.shape) > _MAX_ENTRIES:
        shape = " × ".join(map(str, array.shape))
        faults.add(says.NAME_IS_SHAPE(name=key.rpartition(".")[2], shape=shape).about(key))
        return None
    entries = as_list(value)
    if entries is None:
        faults.add(wrong_type(key, value, expected, help_))
    return entries


def _empty(name: str, key: str) -> Fault:
    return says.NAME_IS_EMPTY(name=name).about(key)


def _numbers(entries: Sequence[Any], key: str, faults: Faults, where: Sentence, told: int = 0) -> Vector:
    read = []
    for position, entry in enumerate(entries, start=1):
        number = exact(entry)
        if number is None or not fits_a_page(number):
            if told < _MAX_TOLD:
                faults.add(
                    _refused(
                        entry, number, says.WHERE_ENTRY(where=where, entry=position), f"{key}[{position}]"
                    )
                )
            told += 1
            number = _ZERO
        read.append(number)
    return tuple(read)


def exact(value: object) -> Decimal | None:
    """Give the decimal number that a value stands for, or ``None`` where it is not a number.

    A float is its shortest decimal, as it is printed: 0.1 is one tenth.

    >>> exact(0.1), exact(3), exact("0.1"), exact(True)
    (Decimal('0.1'), Decimal('3'), None, None)
    """
    if isinstance(value, Decimal):
        return value
    if isinstance(value, (bool, str, Mapping)) or value is None:
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) <= MAX_NUMBER else Decimal("Infinity")
    array = _array(value)
    text = str(value if array is None else array)
    is_number = isinstance(value, float) or (
        array is not None and array.shape == () and array.dtype.kind in "fiu"
    )
    if is_number and text.lower() not in ("inf", "-inf", "nan"):
        return Decimal(text)
    return Decimal(text) if is_number else None


def _refused(value: object, number: Decimal | None, where: Sentence, key: str) -> Fault:
    if number is not None or type(value).__name__ == "Unreadable":
        big = isinstance(value, int) and abs(value) > 10**40
        return number_fault(None if big else str(value), where, key)
    better = None
    if isinstance(value, str):
        better = repaired(value)
        title = _not_decimal(where, f'"{excerpt(value)}"')
    elif isinstance(value, (Mapping, list, tuple)) or value is None:
        title = says.WHERE_FOUND_IS_NOT_A_DECIMAL_NUMBER(where=where, found=kind_of(value))
    elif isinstance(value, bool):
        title = _not_decimal(where, str(value).lower())
    else:
        better = None if isinstance(value, complex) else repaired(str(value))
        title = _not_decimal(where, excerpt(str(value)))
    return Fault(
        "N01",
        title,
        because=says.A_NUMBER_IS_WRITTEN_AS_A_PLAIN_DECIMAL(),
        help=says.WRITE_NUMBER(number=better) if better else says.WRITE_A_DECIMAL_NUMBER_FOR_EXAMPLE_0_5(),
        key=key,
    )


def _not_decimal(where: Sentence, found: str) -> Sentence:
    return says.WHERE_VALUE_IS_NOT_A_DECIMAL_NUMBER(where=where, found=found)
