"""The bytes of a file that somebody names, and their text; or one fault that says why not."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from tutor.files import file_messages as says
from tutor.language.faults import Sentence, SpecError

_PIECE = 1 << 20


def file_bytes(path: Path, help_: Sentence, limit: int) -> bytes:
    """Read a file, and of a larger one a byte more than the limit. Raises :class:`SpecError` with one fault.

    ``help_`` says what to do where there is no such file.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise IsADirectoryError
        with path.open("rb") as file:
            return read_at_most(file, limit + 1)
    except FileNotFoundError:
        raise SpecError(says.NAME_DOES_NOT_EXIST(name=name).saying(help=help_).at(name)) from None
    except IsADirectoryError:
        raise SpecError(says.NAME_IS_A_DIRECTORY(name=name).saying(help=help_).at(name)) from None
    except PermissionError:
        raise SpecError(says.NAME_MAY_NOT_BE_READ(name=name).at(name)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SpecError(
            says.NAME_CANNOT_BE_READ_REASON(name=name, reason=reason).saying(help=help_).at(name)
        ) from None


def read_at_most(file: BinaryIO, limit: int) -> bytes:
    """Read so many bytes at most; room is made for what there is, not for the limit.

    >>> from io import BytesIO
    >>> read_at_most(BytesIO(b"abc"), 2), read_at_most(BytesIO(b"abc"), 10)
    (b'ab', b'abc')
    """
    pieces = []
    while limit > 0 and (piece := file.read(min(limit, _PIECE))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def text_of(data: bytes, name: str) -> str:
    """Take bytes for UTF-8. Raises :class:`SpecError` with one fault that says what they are instead."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise SpecError(says.THE_FILE_IS_UTF_16().at(name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        body = error.object  # without the byte order mark, as `start` counts
        before = body[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise SpecError(
            says.THE_FILE_IS_NOT_UTF_8_BYTE_0_X_BYTE(byte=f"{body[error.start]:02X}").at(name, line, column)
        ) from None
