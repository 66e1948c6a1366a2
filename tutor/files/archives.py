"""Folders, archives and files → their content, one by one; members of archives are read, never extracted."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tutor.files import file_messages as says
from tutor.language.faults import Fault, Sentence

MAX_BYTES = 8 << 20
MAX_FILES = 20_000
# Of an archive all members together; and how much longer than its compressed form one may be.
MAX_TOTAL = 512 << 20
MAX_RATIO = 200

_READ_IN_PIECES = 1 << 16

# What systems and editors leave lying about.
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".ipynb_checkpoints")


class Handed(NamedTuple):
    """A file as it was handed in: its name, its content, or the reason why that is not looked at.

    ``among_others``: it was found in a folder or an archive, whose name may be telling.
    """

    name: str
    data: bytes = b""
    refused: Fault | None = None
    among_others: bool = False

    @property
    def ending(self) -> str:
        """The ending of the name, in small letters."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> tuple[str, ...]:
        """The name without its ending and folder, then the folder's: one of them is often the student's."""
        path = PurePosixPath(self.name.replace("\\", "/"))
        return tuple(part for part in (path.stem, path.parent.name if self.among_others else "") if part)


def handed_in(path: Path) -> Iterator[Handed]:
    """Give every file of a path: itself, the files below a folder, the members of an archive."""
    if not path.is_dir():
        yield from _file(path, str(path))
        return
    count = 0
    for each in sorted(path.rglob("*")):
        if _is_litter(each.relative_to(path).parts) or each.is_dir():
            continue
        count += 1
        if count > MAX_FILES:
            yield _refused(str(path), says.THERE_ARE_MORE_THAN_LIMIT_FILES_IN_IT(limit=MAX_FILES))
            return
        if each.is_symlink():
            yield _refused(str(each), says.IT_IS_A_LINK_WHICH_MAY_POINT_ANYWHERE())
            continue
        yield from (found._replace(among_others=True) for found in _file(each, str(each)))


def _file(path: Path, name: str) -> Iterator[Handed]:
    try:
        if not path.is_file():
            reason = says.THERE_IS_NO_SUCH_FILE() if not path.exists() else says.IT_IS_NOT_AN_ORDINARY_FILE()
            yield _refused(name, reason)
            return
        with path.open("rb") as file:
            if path.suffix.lower() == ".zip":
                yield from (found._replace(among_others=True) for found in _members(file, name))
                return
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        yield _refused(name, says.THE_REASON(reason=error.strerror or str(error)))
        return
    yield _within(name, data)


def _within(name: str, data: bytes) -> Handed:
    if len(data) > MAX_BYTES:
        return _refused(name, says.IT_IS_LARGER_THAN_LIMIT_MIB(limit=MAX_BYTES >> 20))
    return Handed(name, data)


def _members(file: io.BufferedReader, name: str) -> Iterator[Handed]:
    """Read the members of an archive, as far as they are files that a person would put in."""
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        yield _refused(name, says.IT_IS_NO_ARCHIVE_OR_A_BROKEN_ONE())
        return
    if len(members) > MAX_FILES:
        yield _refused(name, says.THERE_ARE_MORE_THAN_LIMIT_FILES_IN_IT(limit=MAX_FILES))
        return
    total = 0
    for member in members:
        # zipfile cuts names at a NUL; the name before that is what the archive says.
        inside = member.orig_filename.replace("\\", "/")
        if member.is_dir() or _is_litter(PurePosixPath(inside).parts):
            continue
        shown = f"{name}/{inside}"
        reason = _danger(member, inside)
        if reason is None and total > MAX_TOTAL:
            reason = says.THE_ARCHIVE_HOLDS_MORE_THAN_LIMIT_MIB(limit=MAX_TOTAL >> 20)
        if reason is not None:
            yield _refused(shown, reason)
            continue
        data = _content(archive, member)
        if data is None:
            yield _refused(shown, says.IT_IS_BROKEN())
            continue
        total += len(data)
        yield _within(shown, data)


def _danger(member: zipfile.ZipInfo, name: str) -> Sentence | None:
    """Say why a member is not read, if there is a reason."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "\0" in name or (len(name) > 1 and name[1] == ":"):
        return says.ITS_NAME_LEADS_OUT_OF_THE_ARCHIVE()
    if stat.S_ISLNK(member.external_attr >> 16):
        return says.IT_IS_A_LINK_WHICH_MAY_POINT_ANYWHERE()
    if member.flag_bits & 1:
        return says.IT_IS_ENCRYPTED()
    if member.file_size > MAX_BYTES:
        return says.IT_IS_LARGER_THAN_LIMIT_MIB(limit=MAX_BYTES >> 20)
    if member.file_size > _READ_IN_PIECES and member.file_size > MAX_RATIO * max(1, member.compress_size):
        return says.IT_UNPACKS_TO_MORE_THAN_LIMIT_TIMES_ITS_SIZE(limit=MAX_RATIO)
    if name.lower().endswith(".zip"):
        return says.IT_IS_AN_ARCHIVE_IN_AN_ARCHIVE()
    return None


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    """Unpack a member piece by piece, whatever its header says, and no more than the limit."""
    pieces, size = [], 0
    try:
        with archive.open(member) as file:
            while size <= MAX_BYTES and (piece := file.read(_READ_IN_PIECES)):
                pieces.append(piece)
                size += len(piece)
    except Exception:  # a member may be broken in any way, and must not stop the others
        return None
    return b"".join(pieces)


def _is_litter(parts: tuple[str, ...]) -> bool:
    return any(part in _LITTER or part.startswith(("~$", "._")) for part in parts)


def _refused(name: str, reason: Sentence) -> Handed:
    return Handed(
        name,
        refused=says.FILE_WAS_NOT_READ_REASON(file=name[-200:], reason=reason),
    )


def unreadable(name: str, reason: Sentence) -> Fault:
    """Say that a file is nothing that answers can be read from."""
    fault = _refused(name, reason).refused
    assert fault is not None
    return fault
