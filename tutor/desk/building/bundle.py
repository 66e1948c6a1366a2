"""What runs inside the page: which modules of ours, which of Python's, compiled by the runtime's own Python.

modules that the door reaches ─→ app.zip ─┬─ with node: compiled, and the library reduced to what is used
                                          └─ without: as it stands, with the whole library
"""

from __future__ import annotations

import ast
import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from tutor.desk.building import page_messages as says
from tutor.desk.building.runtime import FILES, LONGEST_REASON, Runtime, node
from tutor.files.writing import write_whole
from tutor.language.faults import MissingExtraError
from tutor.language.resources import template_folder
from tutor.record import record

PACKAGE = Path(__file__).resolve().parents[2]
DOOR = "tutor.desk.door"
# Doors that lead to rooms which no page opens: torch, files, documents of other formats, specs that begin.
CLOSED = (
    "tutor.weights",
    "tutor.calls",
    "tutor.cli",
    "tutor.calculation.arrays",
    "tutor.documents.formats.docx",
    "tutor.documents.formats.pdf",
    "tutor.documents.formats.workbook",
    "tutor.documents.formats.notebook",
    "tutor.documents.formats.formats",
    "tutor.documents.formats.writing",
    "tutor.spec.starter",
    "tutor.spec.drawing",
    "tutor.spec.network_drawing",
    "tutor.worked.rendering",
)
# A file in a zip says when it was written; ours says nothing, so that the same page has the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@record()
class Bundle:
    """What the page unpacks: Python's library, a zip, and what is ours; ``is_compiled`` by its own Python."""

    library: bytes
    app: bytes
    is_compiled: bool


def modules(door: str = DOOR) -> Mapping[str, Path]:
    """Find the modules that the door reaches, inside functions too, but for what no page opens.

    >>> found = modules()
    >>> "tutor.judging.judge" in found, [name for name in found if name.startswith("tutor.cli")]
    (True, [])
    """
    found: dict[str, Path] = {}
    waiting = [door]
    while waiting:
        name = waiting.pop()
        file = _file_of(name)
        if file is None or name in found or name.startswith(CLOSED):
            continue
        found[name] = file
        waiting += _imports(file)
        waiting.append(name.rpartition(".")[0])
    return dict(sorted(found.items()))


def _file_of(name: str) -> Path | None:
    path = PACKAGE.joinpath(*name.split(".")[1:])
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if name.partition(".")[0] == PACKAGE.name and file.is_file():
            return file
    return None


def _imports(file: Path) -> Iterator[str]:
    """Give the names that a module imports, of modules or of what is in them."""
    waiting: list[ast.AST] = [*ast.parse(file.read_text("utf-8")).body]
    while waiting:
        node_ = waiting.pop()
        match node_:
            case ast.Import(names):
                yield from (each.name for each in names)
            case ast.ImportFrom(module=str() as module, names=names):
                yield module
                yield from (f"{module}.{each.name}" for each in names)
            case ast.If(test=ast.Name("TYPE_CHECKING")):
                pass
            case _:
                waiting += ast.iter_child_nodes(node_)


def app_files(door: str = DOOR) -> Iterator[tuple[str, bytes]]:
    """Give what is ours: modules, and the Korean of the few words that stand in files."""
    for name, file in modules(door).items():
        path = name.replace(".", "/")
        yield (f"{path}/__init__.py" if file.name == "__init__.py" else f"{path}.py"), file.read_bytes()
    for file in sorted((template_folder() / "ko").glob("*.toml")):
        yield f"templates/ko/{file.name}", file.read_bytes()


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Put files into an archive without compressing them, which is done once for the whole."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content)
    return data.getvalue()


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    r"""Put files one behind the other, a line of JSON with their names and sizes before them.

    >>> packed([("a", b"12"), ("b/c", b"3")])
    b'[["a", 2], ["b/c", 1]]\n123'
    """
    held = list(files)
    index = json.dumps([[name, len(content)] for name, content in held])
    return b"".join([index.encode(), b"\n", *(content for _, content in held)])


def bundle(runtime: Runtime, cache: Path | None) -> Bundle:
    """Make what runs inside the page, compiled where there is node; what was made once is kept.

    Args:
        runtime: the Pyodide that will run it.
        cache: the folder in which it is kept; None keeps nothing.
    """
    app = packed(app_files())
    kept = None
    if cache is not None:
        script = (template_folder() / "practice" / "compile.mjs").read_bytes()
        digest = sha256(app + script + runtime.digest.encode()).hexdigest()[:24]
        kept = cache / f"bundle-{digest}.zip"
        if (known := _kept(kept)) is not None:
            return known
    made = _compiled(runtime, app)
    if made is None:
        return Bundle(_as_shipped(runtime), app, is_compiled=False)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        content = zipped([("library.zip", made.library), ("app", made.app)])
        write_whole(kept, [content], force=True)
    return made


def _as_shipped(runtime: Runtime) -> bytes:
    """Give the whole library, packed anew so that it is compressed as one piece with the page."""
    with zipfile.ZipFile(io.BytesIO(runtime.files["python_stdlib.zip"])) as shipped:
        names = sorted(name for name in shipped.namelist() if not name.endswith("/"))
        return zipped((name, shipped.read(name)) for name in names)


def _kept(file: Path) -> Bundle | None:
    """Take what an earlier run made; what cannot be read is made again."""
    try:
        with zipfile.ZipFile(file) as archive:
            return Bundle(archive.read("library.zip"), archive.read("app"), is_compiled=True)
    except (OSError, KeyError, zipfile.BadZipFile):
        return None


def _compiled(runtime: Runtime, app: bytes) -> Bundle | None:
    """Let the runtime's own Python compile everything, in node; None where there is none."""
    program = node()
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in FILES:
            (folder / file).write_bytes(runtime.files[file])
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "app").write_bytes(app)
        script = template_folder() / "practice" / "compile.mjs"
        (folder / "compile.mjs").write_bytes(script.read_bytes())
        done = subprocess.run(
            [program, "compile.mjs"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
        )
        if done.returncode:
            lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
            reason = lines[-1][:LONGEST_REASON] if lines else str(done.returncode)
            raise MissingExtraError(says.THE_LIBRARY_COULD_NOT_BE_COMPILED(reason=reason))
        return Bundle(
            (folder / "library.zip").read_bytes(),
            (folder / "app_compiled").read_bytes(),
            is_compiled=True,
        )
