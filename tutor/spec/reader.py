"""Bytes of a spec file → plain data, with the place of every key; or one fault that says where it breaks."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from tutor.calculation.numerals import Numeral, read_number
from tutor.files.file_text import file_bytes, text_of
from tutor.language.faults import Fault, SpecError
from tutor.record import record, replace
from tutor.spec import syntax_messages as says
from tutor.spec.decimals import fits_a_page
from tutor.spec.scan import MAX_DEPTH, Place, Syntax, key_places, place_at, too_deep

MAX_BYTES = 1 << 20

# Each entry of a list costs the parser time, each key or bracket three times as much.
MAX_ENTRIES = 150_000

# Characters in which a text that is refused for its many entries anyway is looked at for deep nesting.
_BEGINNING = 10_000


@record()
class Unreadable:
    """A number in a file that no page holds (1e999, nan), as it was typed."""

    text: str

    def __str__(self) -> str:
        return self.text


class _DuplicateKeyError(ValueError):
    """A JSON object names a key twice."""


@record()
class Source:
    """What a file says, and where: ``data`` as the parser gives it, decimals kept digit by digit."""

    name: str
    text: str
    syntax: Syntax
    data: Mapping[str, Any]

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for key, offset in key_places(self.text, self.syntax):
            places.setdefault(key, offset)
        return places

    def located(self, fault: Fault) -> Fault:
        """Give ``fault`` the line of its key, or of the nearest part of the file that holds it."""
        key = path = fault.key
        while path and path not in self._places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        place = place_at(self.text, self._places[path]) if path else Place(0, 0)
        return replace(fault.at(self.name, place.line, place.column), key=key.partition("[")[0])


def read_file(path: Path) -> Source:
    """Read a file and parse it. Raises :class:`SpecError` with one fault."""
    return read_bytes(file_bytes(path, _OTHER_FILE, MAX_BYTES), str(path))


_OTHER_FILE = says.GIVE_THE_PATH_OF_A_SPEC_FILE()


def read_bytes(data: bytes, name: str) -> Source:
    """Parse the content of a file. Raises :class:`SpecError` with one fault."""
    if len(data) > MAX_BYTES:
        raise SpecError(says.THE_FILE_IS_LARGER_THAN_1_MIB().at(name))
    text = text_of(data, name).replace("\r\n", "\n")
    if not text.strip():
        raise SpecError(says.THE_SPEC_IS_EMPTY().at(name))
    syntax = _syntax(text, name)
    many = text.count(",") + text.count("\\") + 3 * sum(map(text.count, "=[{")) > MAX_ENTRIES
    deep = too_deep(text[:_BEGINNING] if many else text, syntax)
    if deep is not None:
        place = place_at(text, deep)
        raise SpecError(
            says.NESTING_DEEPER_THAN_LIMIT_AT_COLUMN(limit=MAX_DEPTH, column=place.column).at(
                name, place.line, place.column
            )
        )
    if many:
        raise SpecError(says.THE_FILE_HAS_MORE_THAN_LIMIT_ENTRIES(limit=MAX_ENTRIES).at(name))
    return Source(name, text, syntax, _parsed(text, syntax, name))


def _syntax(text: str, name: str) -> Syntax:
    """Tell TOML from JSON by the file's ending, else by its first character."""
    ending = Path(name).suffix.lower()
    if ending == ".toml":
        return "toml"
    return "json" if ending == ".json" or text.lstrip().startswith("{") else "toml"


def _parsed(text: str, syntax: Syntax, name: str) -> dict[str, Any]:
    try:
        data: object = tomllib.loads(text, parse_float=_decimal) if syntax == "toml" else _json(text)
    except _DuplicateKeyError:
        from tutor.spec.syntax import duplicate_fault, syntax_fault

        fault = duplicate_fault(text, syntax) or syntax_fault(text, syntax, None, "")
    except (ValueError, RecursionError, OverflowError, TypeError, LookupError, AttributeError) as error:
        # Whatever a parser stumbles over is a fault of the text, never a traceback.
        fault = _parser_fault(text, syntax, error)
    else:
        if isinstance(data, dict):
            return data
        fault = says.THE_FILE_HOLDS_NO_KEYS()
    raise SpecError(fault.at(name, fault.line, fault.column))


def _parser_fault(text: str, syntax: Syntax, error: Exception) -> Fault:
    message = str(error)
    offset: int | None = None
    if isinstance(error, json.JSONDecodeError):
        message, offset = error.msg, error.pos
    elif found := re.search(r"\(at line (\d+), column (\d+)\)$", message):
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        offset = starts[int(found[1]) - 1] + int(found[2]) - 1
    elif "at end of document" in message:
        offset = len(text)
    from tutor.spec.syntax import syntax_fault

    return syntax_fault(text, syntax, offset, message)


def _decimal(text: str) -> Decimal | Unreadable:
    read = read_number(text, "spec")
    return read.number if isinstance(read, Numeral) and fits_a_page(read.number) else Unreadable(text)


def _whole(text: str) -> int | Decimal | Unreadable:
    return int(text) if len(text) <= 40 else _decimal(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise _DuplicateKeyError
    return data


def _json(text: str) -> object:
    return json.loads(
        text,
        parse_float=_decimal,
        parse_int=_whole,
        parse_constant=_decimal,
        object_pairs_hook=_object,
    )
