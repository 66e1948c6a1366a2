"""The runtime of the page: known by its digests, found, fetched, kept; or one clear line."""

import io
import os
import tarfile

import pytest

from tests.desk.pages import runtime_folder
from tutor.desk.building.runtime import ARCHIVE, FILES, VERSION, cache_folder, find_runtime, read_runtime
from tutor.language.faults import MissingExtraError


def archive_of(path, files):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def test_a_folder_and_an_archive_are_the_same_runtime(tmp_path):
    folder = read_runtime(runtime_folder())
    assert set(folder.files) == set(FILES)
    assert read_runtime(archive_of(tmp_path / "any.tgz", folder.files)).files == folder.files


def test_another_runtime_is_refused(tmp_path):
    files = dict(read_runtime(runtime_folder()).files)
    cases = {
        "no archive": (tmp_path / "text.tgz", None),
        "It has no pyodide.mjs.": (tmp_path, None),
        "Its pyodide.asm.mjs is another one.": (
            archive_of(tmp_path / "other.tgz", {**files, "pyodide.asm.mjs": b"x"}),
            None,
        ),
        "It has no python_stdlib.zip.": (
            archive_of(tmp_path / "less.tgz", {n: c for n, c in files.items() if n != "python_stdlib.zip"}),
            None,
        ),
    }
    (tmp_path / "text.tgz").write_text("hello")
    for because, (path, _) in cases.items():
        with pytest.raises(MissingExtraError) as refused:
            read_runtime(path)
        text = str(refused.value)
        assert text.splitlines()[0] == (
            f"error[U10]: `{path}` is not Pyodide 314.0.7, which a practice page carries"
        )
        assert because == "no archive" or because in text
        assert text.splitlines()[-1] == (
            "  help: give the archive that `npm pack pyodide@314.0.7` makes, or the folder it unpacks to"
        )


def test_without_anything_there_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("tutor.desk.building.runtime.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError) as refused:
        find_runtime(None, {"XDG_CACHE_HOME": str(tmp_path)})
    assert str(refused.value).splitlines() == [
        "error[U10]: a practice page carries Pyodide 314.0.7, which is not on this machine",
        "  It was not given, it is not kept from an earlier time, and there is no npm to fetch it.",
        '  help: install what fetches it: pip install "rnn-tutor[practice]"; or give its archive: --runtime '
        "pyodide-314.0.7.tgz",
    ]


def npm(folder, script):
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_npm_fetches_it_once(tmp_path, monkeypatch):
    source = archive_of(tmp_path / "source.tgz", read_runtime(runtime_folder()).files)
    # pack pyodide@VERSION --silent --pack-destination FOLDER
    npm(tmp_path, f'[ "$2" = pyodide@{VERSION} ] && cp {source} "$5/{ARCHIVE}" && echo >> {tmp_path}/calls')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    environment = {"HOME": str(tmp_path / "home")}
    first, second = (find_runtime(None, environment) for _ in range(2))
    assert first.files == second.files
    assert (tmp_path / "calls").read_text() == "\n"
    kept = cache_folder(environment) / ARCHIVE
    assert kept == tmp_path / "home" / ".cache" / "rnn-tutor" / ARCHIVE
    kept.write_bytes(b"broken")
    assert find_runtime(None, environment).files == first.files
    assert (tmp_path / "calls").read_text() == "\n\n"


def test_what_npm_says_is_told(tmp_path, monkeypatch):
    npm(tmp_path, "echo 'npm error network: no such host' >&2; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(MissingExtraError) as refused:
        find_runtime(None, {})
    assert "  npm could not fetch it: npm error network: no such host" in str(refused.value).splitlines()
