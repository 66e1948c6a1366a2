"""The entries of a spec by their dotted keys, each read as what it has to be; what is refused is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import index
from typing import Any, TypeVar

from tutor.calculation.numbers import MAX_DECIMALS
from tutor.language.faults import Sentence
from tutor.spec import key_messages as says
from tutor.spec.decimals import excerpt
from tutor.spec.keys import CHOICES, SECTIONS, kind_of, unknown_keys, unknown_value, wrong_type
from tutor.spec.values import Faults, as_list, tensor

MISSING = object()
T = TypeVar("T")


class Entries:
    """The data with the faults found in it; what is refused is given as missing."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.faults = Faults()
        found, self.meant = unknown_keys(data)
        self.faults.found += found
        for section in SECTIONS:
            if section in data and not isinstance(data[section], Mapping):
                self.faults.add(
                    wrong_type(
                        section,
                        data[section],
                        says.A_TABLE(),
                        says.WRITE_SECTION_ON_A_LINE_OF_ITS_OWN(section=section),
                    )
                )
                self.meant |= {section}

    def get(self, key: str) -> object:
        """Give the value of a dotted key, or ``MISSING``."""
        section, _, name = key.rpartition(".")
        table = self.data.get(section, {}) if section else self.data
        return table.get(name, MISSING) if isinstance(table, (dict, Mapping)) else MISSING

    def has(self, key: str) -> bool:
        """Tell whether a dotted key is given."""
        return self.get(key) is not MISSING

    def missing(self, key: str, help_: Sentence) -> None:
        """Refuse a spec without ``key``, unless a misspelt key was already told to mean it."""
        section, _, name = key.rpartition(".")
        if not self.meant & {key, section or key}:
            self.faults.add(says.KEY_IS_MISSING(key=name).saying(help=help_).about(section))

    def text(self, key: str) -> str | None:
        """Read a text."""
        value = self.get(key)
        if value is MISSING:
            return None
        if isinstance(value, str):
            return value
        name = key.rpartition(".")[2]
        self.faults.add(wrong_type(key, value, says.A_TEXT(), says.WRITE_A_TEXT(name=name)))
        return None

    def choice(self, key: str, default: str) -> str:
        """Read one of a few known words."""
        value, allowed = self.get(key), CHOICES[key]
        if value is MISSING:
            return default
        if isinstance(value, str) and value in allowed:
            return value
        listed = ", ".join(f'"{each}"' for each in allowed)
        if isinstance(value, str):
            self.faults.add(unknown_value(key, value, allowed))
        else:
            self.faults.add(
                wrong_type(key, value, says.ONE_OF_KNOWN(known=listed), says.CHOOSE_ONE_OF_THEM())
            )
        return default

    def truth(self, key: str) -> bool | None:
        """Read true or false; ``None`` where it is not said."""
        value = self.get(key)
        if value is MISSING or isinstance(value, bool):
            return None if value is MISSING else bool(value)
        name = key.rpartition(".")[2]
        self.faults.add(
            wrong_type(key, value, says.TRUE_OR_FALSE(), says.WRITE_NAME_TRUE_OR_FALSE(name=name))
        )
        return None

    def whole(self, key: str) -> int | None:
        """Read a whole number from 1; ``None`` where it is not said."""
        value = self.get(key)
        if value is MISSING:
            return None
        number, name = whole_number(value), key.rpartition(".")[2]
        if number is not None and number >= 1:
            return number
        self.faults.add(
            wrong_type(key, value, says.A_WHOLE_NUMBER_FROM_1(), says.WRITE_A_WHOLE_NUMBER(name=name))
        )
        return None

    def decimals(self, key: str, usual: int) -> int:
        """Read a number of decimals."""
        value = self.get(key)
        if value is MISSING:
            return usual
        if (whole := whole_number(value)) is not None and 1 <= whole <= MAX_DECIMALS:
            return whole
        self.faults.add(
            says.DECIMALS_MUST_BE_A_WHOLE_NUMBER_1_LIMIT(
                name=key.rpartition(".")[2], usual=usual, limit=MAX_DECIMALS, found=kind_of(value)
            ).about(key)
        )
        return usual

    def strings(self, key: str) -> list[str] | None:
        """Read a list of words."""
        value = self.get(key)
        if value is MISSING:
            return None
        name = key.rpartition(".")[2]
        entries = as_list(value)
        if entries is None:
            self.faults.add(
                wrong_type(key, value, says.A_LIST_OF_WORDS(), says.WRITE_A_LIST_OF_TEXTS(name=name))
            )
            return None
        for position, entry in enumerate(entries, start=1):
            if not isinstance(entry, str):
                self.faults.add(
                    says.ENTRY_POSITION_OF_NAME_MUST_BE_A_WORD(
                        position=position, name=name, found=kind_of(entry), text=quotable(entry)
                    ).about(f"{key}[{position}]")
                )
                return None
        return [str(entry) for entry in entries]

    def tensor(self, key: str) -> Any:  # noqa: ANN401 - nested tuples, one to three deep
        """Read numbers that may be nested up to three deep; ``None`` where they are not given."""
        return self.read(key, tensor) if self.has(key) else None

    def read(self, key: str, reader: Callable[[object, str, Faults], T]) -> T:
        """Apply a reader of :mod:`tutor.spec.values`."""
        return reader(self.get(key), key, self.faults)


def whole_number(value: Any) -> int | None:  # noqa: ANN401 - whatever a spec holds
    """Give a whole number, NumPy's among them, or ``None``."""
    try:
        return None if isinstance(value, bool) else index(value)
    except TypeError:
        return None


def quotable(value: object) -> str:
    """Give a value as it would stand between quotes."""
    return str(value).lower() if isinstance(value, bool) else excerpt(str(value))
