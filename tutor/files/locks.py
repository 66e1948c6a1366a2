"""One run at a time in a folder: the second is told, and a run that was killed locks nobody out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tutor.files import file_messages as says
from tutor.language.faults import OutputError

FILE = ".lock.rnn-tutor"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a folder to this run; the system lets go of it when the process ends, however that comes.

    Raises:
        OutputError: another run is writing there.
    """
    descriptor = _taken(folder)
    try:
        yield
    finally:
        if descriptor is not None:
            with suppress(OSError):
                (folder / FILE).unlink()
            os.close(descriptor)


def _taken(folder: Path) -> int | None:
    """Take the lock; None where the system has none.

    Or where what follows says why nothing can be written.
    """
    try:
        import fcntl

        descriptor = os.open(folder / FILE, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o644)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise OutputError(says.ANOTHER_RUN_IS_WRITING_THERE(folder=folder)) from None
    except OSError:  # a file system without locks
        os.close(descriptor)
        return None
    return descriptor
