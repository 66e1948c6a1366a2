"""Folders, archives and files → their content, one by one; members of archives are read, never extracted."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from calendar import timegm
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tutor.files import file_messages as says
from tutor.language.faults import Fault, Sentence
from tutor.record import NamedTuple

MAX_BYTES = 8 << 20
MAX_FILES = 20_000
# Of an archive all members together; and how much longer than its compressed form one may be.
MAX_TOTAL = 512 << 20
MAX_RATIO = 200
# A course system zips what students zipped, and a campus may zip that.
MAX_DEPTH = 4

_READ_IN_PIECES = 1 << 16

# What systems and editors leave lying about.
_LITTER = frozenset((
    "__MACOSX", ".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", ".git", ".ipynb_checkpoints",
    "__pycache__", ".localized", "$RECYCLE.BIN", ".Trashes", ".directory",
))  # fmt: skip
_LITTER_BEGINS = ("~$", "._", ".~lock.", ".~", ".nfs", ".fuse_hidden")
_ARCHIVES = (".zip",)
_UTF8_NAME = 0x800


class Handed(NamedTuple):
    """A file as it was handed in: where it stands, its content, or the reason why that is not looked at.

    ``names`` are those that lead to it, the outermost folder or archive first, its own last; where a name is
    telling, it may be any of them. ``is_litter``: systems and editors leave such files lying about.
    ``when`` is the time of the file in seconds, 0 where nothing says it.
    """

    name: str
    names: tuple[str, ...]
    data: bytes = b""
    refused: Fault | None = None
    is_litter: bool = False
    when: int = 0

    @property
    def ending(self) -> str:
        """The ending of the name, in small letters."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> tuple[str, ...]:
        """The name without its ending, then the folders' and archives', innermost first."""
        *above, own = self.names or ("",)
        folders = (PurePosixPath(each).stem if _is_archive(each) else each for each in reversed(above))
        return tuple(part for part in (PurePosixPath(own).stem, *folders) if part)


class _Left:
    """How many bytes of an archive and of the archives in it may still be unpacked."""

    __slots__ = ("size",)

    def __init__(self) -> None:
        self.size = MAX_TOTAL


def handed_in(path: Path) -> Iterator[Handed]:
    """Give every file of a path: itself, the files below a folder, the members of an archive."""
    if not path.is_dir():
        yield from _file(path, legible(str(path)), (legible(path.name),))
        return
    count = 0
    top = legible(path.name or path.resolve().name)
    for each in sorted(path.rglob("*"), key=os.fsencode):
        if each.is_dir() and not each.is_symlink():
            continue
        parts = tuple(map(legible, each.relative_to(path).parts))
        name, names = legible(str(each)), (top, *parts)
        if _is_litter(parts):
            yield Handed(name, names, is_litter=True)
            continue
        count += 1
        if count > MAX_FILES:
            yield _refused(name, names, says.THERE_ARE_MORE_THAN_LIMIT_FILES_IN_IT(limit=MAX_FILES))
            continue
        if each.is_symlink():
            yield _refused(name, names, says.IT_IS_A_LINK_WHICH_MAY_POINT_ANYWHERE())
            continue
        yield from _file(each, name, names)


def legible(name: str) -> str:
    r"""Read the name of a file whose bytes are no UTF-8 as the Korean Windows wrote it.

    >>> legible("김민수.md".encode("cp949").decode("utf-8", "surrogateescape")), legible("kim")
    ('김민수.md', 'kim')
    """
    if name.isascii() or name.isprintable():
        return name
    data = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _file(path: Path, name: str, names: tuple[str, ...]) -> Iterator[Handed]:
    try:
        if not path.is_file():
            reason = says.THERE_IS_NO_SUCH_FILE() if not path.exists() else says.IT_IS_NOT_AN_ORDINARY_FILE()
            yield _refused(name, names, reason)
            return
        with path.open("rb") as file:
            when = int(os.fstat(file.fileno()).st_mtime)
            if _is_archive(path.name):
                yield from _members(file, name, names, _Left(), 1)
                return
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        yield _refused(name, names, says.THE_REASON(reason=error.strerror or str(error)))
        return
    yield _within(name, names, data, when)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_ARCHIVES)


def _within(name: str, names: tuple[str, ...], data: bytes, when: int) -> Handed:
    if len(data) > MAX_BYTES:
        return _refused(name, names, says.IT_IS_LARGER_THAN_LIMIT_MIB(limit=MAX_BYTES >> 20))
    return Handed(name, names, data, when=when)


def _members(file: BinaryIO, name: str, names: tuple[str, ...], left: _Left, depth: int) -> Iterator[Handed]:
    """Read the members of an archive, as far as they are files that a person would put in."""
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        yield _refused(name, names, says.IT_IS_NO_ARCHIVE_OR_A_BROKEN_ONE())
        return
    if len(members) > MAX_FILES:
        yield _refused(name, names, says.THERE_ARE_MORE_THAN_LIMIT_FILES_IN_IT(limit=MAX_FILES))
        return
    if all(member.is_dir() for member in members):
        yield _refused(name, names, says.THERE_IS_NOTHING_IN_IT())
        return
    for member in members:
        if member.is_dir():
            continue
        inside = _name_of(member)
        shown, path = f"{name}/{inside}", PurePosixPath(inside)
        within = (*names, *(part for part in path.parts if part not in ("/", "..")))
        if _is_litter(path.parts):
            yield Handed(shown, within, is_litter=True)
            continue
        reason = _danger(member, inside)
        if reason is None and left.size < 0:
            reason = says.THE_ARCHIVE_HOLDS_MORE_THAN_LIMIT_MIB(limit=MAX_TOTAL >> 20)
        if reason is None and _is_archive(inside) and depth >= MAX_DEPTH:
            reason = says.ARCHIVES_ARE_TOO_DEEP(limit=MAX_DEPTH)
        if reason is not None:
            yield _refused(shown, within, reason)
            continue
        data = _content(archive, member)
        if data is None:
            yield _refused(shown, within, says.IT_IS_BROKEN())
            continue
        left.size -= len(data)
        if _is_archive(inside):
            if len(data) > MAX_BYTES:
                yield _refused(shown, within, says.IT_IS_LARGER_THAN_LIMIT_MIB(limit=MAX_BYTES >> 20))
            else:
                yield from _members(io.BytesIO(data), shown, within, left, depth + 1)
            continue
        yield _within(shown, within, data, _time_of(member))


def _name_of(member: zipfile.ZipInfo) -> str:
    """Read a member's name; without the mark for UTF-8 its bytes are UTF-8 all the same, or the Korean code.

    ``zipfile`` takes such bytes for the letters of the first PCs, and cuts names at a NUL.
    """
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME and not name.isascii():
        name = legible(name.encode("cp437").decode("utf-8", "surrogateescape"))
    return name.replace("\\", "/")


def _time_of(member: zipfile.ZipInfo) -> int:
    try:
        return timegm((*member.date_time, 0, 0, 0))
    except (ValueError, OverflowError):
        return 0


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
    return any(part in _LITTER or part.startswith(_LITTER_BEGINS) for part in parts) or parts[-1:][
        0
    ].endswith("~")


def _refused(name: str, names: tuple[str, ...], reason: Sentence) -> Handed:
    return Handed(name, names, refused=unreadable(name, reason))


def unreadable(name: str, reason: Sentence) -> Fault:
    """Say that a file is nothing that answers can be read from."""
    return says.FILE_WAS_NOT_READ_REASON(file=name[-200:], reason=reason)
