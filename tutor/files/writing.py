"""Output files that are whole or absent: written beside the target, put in its place when complete."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from tutor.files import file_messages as says
from tutor.language.faults import OutputError, Sentence

# What is written: text or bytes, piece by piece.
Pieces = Iterable[str | bytes]

_REASONS: Mapping[int, Sentence] = MappingProxyType(
    {
        errno.ENOSPC: says.THE_DISK_IS_FULL(),
        errno.EDQUOT: says.YOUR_SHARE_OF_THE_DISK_IS_FULL(),
        errno.EACCES: says.YOU_MAY_NOT_WRITE_THERE(),
        errno.EPERM: says.YOU_MAY_NOT_WRITE_THERE(),
        errno.EROFS: says.THE_DISK_CAN_ONLY_BE_READ(),
        errno.ENAMETOOLONG: says.THE_NAME_IS_TOO_LONG(),
    }
)


def write_whole(path: Path, pieces: Pieces, *, force: bool = False, inputs: Iterable[Path] = ()) -> None:
    r"""Write text (UTF-8, ``\n``) or bytes to a file: whole in the end or, whatever happens, unchanged.

    Args:
        path: the target; links and what is no ordinary file are refused.
        pieces: the text or the bytes, piece by piece; nothing is kept in memory.
        force: whether an existing file may be replaced.
        inputs: files that are being read, which are never replaced.

    Raises:
        OutputError: with one fault that says why; nothing was changed.
    """
    write_together({path: pieces}, force=force, inputs=inputs)


def write_together(
    files: Mapping[Path, Pieces],
    *,
    force: bool = False,
    inputs: Iterable[Path] = (),
    wait_for_each: bool = True,
) -> None:
    """Write files that belong together: all are put in place once every one of them is complete.

    Where one is refused or cannot be written, no file was changed; see :func:`write_whole`. Whatever kills
    the process, a file is whole or absent.

    Args:
        files: the content of every file, piece by piece.
        force: whether existing files may be replaced.
        inputs: files that are being read, which are never replaced.
        wait_for_each: whether every file is on the disk before it is put in place; otherwise the folders are
            brought to the disk once, at the end, for waiting costs a class of a thousand half a minute.
    """
    inputs = tuple(inputs)
    for path in files:
        _refuse(path, force, inputs)
    temporaries = {path: _temporary(path) for path in files}
    try:
        for path, temporary in temporaries.items():
            _write(temporary, path, files[path], durable=wait_for_each)
        for path, temporary in temporaries.items():
            with _said_of(path):
                _put_in_place(temporary, path, force)
        for folder in dict.fromkeys(path.parent for path in files):
            _sync(folder)
    finally:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Bring the entries of a folder to the disk, on systems where a folder can be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put(path: Path, pieces: Pieces) -> None:
    """Write one file of a folder that is ours, whole or not at all, in the place of whatever was there.

    Unlike :func:`write_together` it does not wait until the disk has it: renaming is enough for a file to be
    whole or absent when the process is killed, and waiting would cost a class of a thousand files minutes. A
    power failure may leave a file empty, which counts as absent when the folder is completed.
    """
    temporary = _temporary(path)
    try:
        _write(temporary, path, pieces, durable=False)
        with _said_of(path):
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def clear_strays(folder: Path) -> None:
    """Remove from a folder the unfinished files that a killed run left there."""
    with _said_of(folder):
        for each in folder.iterdir():
            if _STRAY.fullmatch(each.name) and each.is_file() and not each.is_symlink():
                each.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file of ours, if it is there."""
    with _said_of(path):
        path.unlink(missing_ok=True)


def refuse_to_write(path: Path, *, force: bool, inputs: Iterable[Path]) -> None:
    """Raise :class:`OutputError` where a file cannot be, or may not be, written; nothing is changed."""
    _refuse(path, force, tuple(inputs))


def refuse_link(folder: Path) -> None:
    """Raise :class:`OutputError` where a folder is a link."""
    if folder.is_symlink():
        raise OutputError(says.FOLDER_IS_A_LINK(folder=folder))


@contextmanager
def made(*folders: Path) -> Iterator[None]:
    """Make folders that do not exist; where what follows fails, those that are still empty go again."""
    new = []
    for folder in folders:
        with _said_of(folder):
            if not folder.exists():
                folder.mkdir()
                new.append(folder)
            elif not folder.is_dir():
                raise OutputError(says.FOLDER_IS_NOT_A_FOLDER(folder=folder))
    try:
        yield
    except BaseException:
        for folder in reversed(new):
            with suppress(OSError):
                folder.rmdir()
        raise


# So many characters are written at once.
_LARGE = 1 << 13

# The names of files that are not finished.
_STRAY = re.compile(r"\.[0-9a-f]{16}\.rnn-tutor")


def _temporary(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.rnn-tutor")


def _write(temporary: Path, path: Path, pieces: Pieces, *, durable: bool = True) -> None:
    with _said_of(path):
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with _said_of(path), open(descriptor, "wb") as file:  # noqa: PTH123
        for some in _together(pieces):
            file.write(some)
        if durable:
            file.flush()
            os.fsync(descriptor)


def _together(pieces: Pieces) -> Iterator[bytes]:
    """Put small pieces of text together; to write each by itself would cost more than to make it."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        waiting.append(piece)
        size += len(piece)
        if size >= _LARGE:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    yield "".join(waiting).encode()


def _refuse(path: Path, force: bool, inputs: Iterable[Path]) -> None:
    """Find a reason not to write to ``path``, before anything is computed."""
    with _said_of(path):
        if path.is_symlink():
            raise OutputError(says.FILE_IS_A_LINK(file=path))
        if not path.exists():
            _refuse_folder(path)
            return
        if any(path.samefile(each) for each in inputs if each.exists()):
            raise OutputError(says.FILE_IS_THE_FILE_THAT_IS_BEING_READ(file=path))
        if not path.is_file():
            raise _not_a_file(path)
    if not force:
        raise _exists(path)


def _refuse_folder(path: Path) -> None:
    if not path.parent.exists():
        raise OutputError(says.THE_FOLDER_DOES_NOT_EXIST(folder=path.parent))
    if not path.parent.is_dir():
        raise OutputError(says.FOLDER_IS_NOT_A_FOLDER(folder=path.parent))


def _not_a_file(path: Path) -> OutputError:
    if path.is_dir():
        return OutputError(says.FILE_IS_A_FOLDER(file=path, example=path / "example.md"))
    return OutputError(says.FILE_IS_NOT_AN_ORDINARY_FILE(file=path))


def _exists(path: Path) -> OutputError:
    return OutputError(says.FILE_EXISTS(file=path))


@contextmanager
def _said_of(path: Path) -> Iterator[None]:
    """Turn what the system says into a message."""
    try:
        yield
    except OSError as error:
        raise not_written(path, error) from error


def not_written(target: object, error: OSError) -> OutputError:
    """Say that the system refused to write, and why."""
    reason = _REASONS.get(error.errno or 0) or says.THE_REASON_IN_A_SENTENCE(
        reason=error.strerror or str(error)
    )
    return OutputError(says.COULD_NOT_WRITE(file=target, reason=reason))


def _put_in_place(temporary: Path, path: Path, force: bool) -> None:
    if force:
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)  # unlike a rename, never replaces a file that came into being meanwhile
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links
        if path.exists():
            raise _exists(path) from None
        temporary.rename(path)
