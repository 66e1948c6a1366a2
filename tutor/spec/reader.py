"""Bytes of a spec file → plain data, with the place of every key; or one fault that says where it breaks."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from tutor.calculation.numerals import Numeral, read_number
from tutor.language.faults import Fault, Sentence, SpecError, say
from tutor.spec.decimals import fits_a_page
from tutor.spec.scan import MAX_DEPTH, Place, Syntax, key_places, place_at, too_deep

MAX_BYTES = 1 << 20

# Each entry of a list costs the parser time, each key or bracket three times as much.
MAX_ENTRIES = 150_000

# Characters in which a text that is refused for its many entries anyway is looked at for deep nesting.
_BEGINNING = 10_000


@dataclass(frozen=True)
class Unreadable:
    """A number in a file that no page holds (1e999, nan), as it was typed."""

    text: str

    def __str__(self) -> str:
        return self.text


class _DuplicateKeyError(ValueError):
    """A JSON object names a key twice."""


@dataclass(frozen=True)
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
    return read_bytes(file_bytes(path, _OTHER_FILE), str(path))


def file_bytes(path: Path, help_: Sentence, limit: int = MAX_BYTES) -> bytes:
    """Read a file, and of a larger one a byte more than the limit. Raises :class:`SpecError` with one fault.

    ``help_`` says what to do where there is no such file.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise IsADirectoryError
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise _file_error("F05", say("`{name}` does not exist", name=name), help_, name) from None
    except IsADirectoryError:
        raise _file_error("F05", say("`{name}` is a directory", name=name), help_, name) from None
    except PermissionError:
        raise _file_error(
            "F05", say("`{name}` may not be read", name=name), say("ask for permission to read it"), name
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _file_error(
            "F05", say("`{name}` cannot be read ({reason})", name=name, reason=reason), help_, name
        ) from None


_OTHER_FILE = say("give the path of a spec file, or start one with `rnn-tutor init`")


def read_bytes(data: bytes, name: str) -> Source:
    """Parse the content of a file. Raises :class:`SpecError` with one fault."""
    if len(data) > MAX_BYTES:
        raise _file_error(
            "F04",
            say("the file is larger than 1 MiB"),
            say("give a spec: a worked example by hand needs a few hundred bytes"),
            name,
        )
    text = decoded(data, name).replace("\r\n", "\n")
    if not text.strip():
        raise _file_error("F03", say("the spec is empty"), say("start from `rnn-tutor init`"), name)
    syntax = _syntax(text, name)
    many = text.count(",") + text.count("\\") + 3 * sum(map(text.count, "=[{")) > MAX_ENTRIES
    deep = too_deep(text[:_BEGINNING] if many else text, syntax)
    if deep is not None:
        place = place_at(text, deep)
        raise SpecError(
            Fault(
                "F01",
                say("nesting deeper than {limit} at column {column}", limit=MAX_DEPTH, column=place.column),
                because=say("A matrix is a list of rows: it nests two deep."),
                help=say("remove the extra brackets"),
            ).at(name, place.line, place.column)
        )
    if many:
        raise _file_error(
            "F04",
            say("the file has more than {limit} entries", limit=MAX_ENTRIES),
            say("give a spec: a worked example by hand has a few hundred"),
            name,
        )
    return Source(name, text, syntax, _parsed(text, syntax, name))


def _file_error(code: str, title: Sentence, help_: Sentence, name: str) -> SpecError:
    return SpecError(Fault(code, title, help=help_).at(name))


def decoded(data: bytes, name: str) -> str:
    """Take bytes for UTF-8. Raises :class:`SpecError` with one fault that says what they are instead."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise _file_error("F02", say("the file is UTF-16"), say("save it as UTF-8"), name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        body = error.object  # without the byte order mark, as `start` counts
        before = body[: error.start].decode("utf-8", "replace")
        place = place_at(before, len(before))
        raise SpecError(
            Fault(
                "F02",
                say("the file is not UTF-8: byte 0x{byte}", byte=f"{body[error.start]:02X}"),
                because=say("It may be saved in another encoding, such as CP949."),
                help=say("save it as UTF-8"),
            ).at(name, place.line, place.column)
        ) from None


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
        fault = Fault(
            "F01",
            say("the file holds no keys"),
            because=say("A spec in JSON is one object: {{ … }}."),
            help=say("start from `rnn-tutor init`"),
        )
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
