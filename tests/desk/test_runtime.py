"""The runtime of the page: known by its digests, found, fetched, kept; or one clear line."""

import io
import os
import tarfile

import pytest

from tests.desk.pages import runtime_folder
from tutor.desk.building.runtime import ARCHIVE, FILES, VERSION, cache_folder, find_runtime, read_runtime
from tutor.language.faults import MissingExtraError
from tutor.language.languages import Language
from tutor.language.messages import message


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


@pytest.fixture
def wrong(tmp_path):
    """Things that are no runtime, by what is said of them in both languages."""
    files = dict(read_runtime(runtime_folder()).files)
    (tmp_path / "text.tgz").write_text("hello")
    (tmp_path / "empty.tgz").write_bytes(b"")
    whole = archive_of(tmp_path / "whole.tgz", files).read_bytes()
    (tmp_path / "half.tgz").write_bytes(whole[: len(whole) // 2])
    spoilt = bytearray(whole)
    at = len(whole) // 1000
    spoilt[at : at + 2000] = b"\xff" * 2000
    (tmp_path / "spoilt.tgz").write_bytes(spoilt)
    (tmp_path / "folders" / "pyodide.mjs").mkdir(parents=True)
    other = archive_of(tmp_path / "other.tgz", {**files, "pyodide.asm.mjs": b"x"})
    less = archive_of(tmp_path / "less.tgz", {n: c for n, c in files.items() if n != "python_stdlib.zip"})
    damaged = ("The archive is damaged or breaks off.", "압축 파일이 손상되었거나 중간에 끊겼습니다.")
    return {
        tmp_path / "text.tgz": ("It is no tar archive.", "tar 압축 파일이 아닙니다."),
        tmp_path / "empty.tgz": ("It is no tar archive.", "tar 압축 파일이 아닙니다."),
        tmp_path / "half.tgz": damaged,
        tmp_path / "spoilt.tgz": damaged,
        tmp_path / "nowhere.tgz": ("There is no such file or folder.", "그런 파일이나 폴더가 없습니다."),
        tmp_path / "folders": ("It cannot be read.", "읽을 수 없습니다."),
        tmp_path: ("It has no pyodide.mjs.", "pyodide.mjs가 없습니다."),
        other: ("Its pyodide.asm.mjs is another one.", "pyodide.asm.mjs의 내용이 다릅니다."),
        less: ("It has no python_stdlib.zip.", "python_stdlib.zip이 없습니다."),
    }


def refusal(path, language):
    with pytest.raises(MissingExtraError) as refused:
        read_runtime(path)
    return message(refused.value.faults[0], Language(language)).splitlines()


def test_another_runtime_is_refused_in_three_lines(wrong):
    for path, (english, korean) in wrong.items():
        assert refusal(path, "en") == [
            f"error[U10]: `{path}` is not Pyodide 314.0.7, which a practice page carries",
            f"  {english}",
            "  help: give the archive that `npm pack pyodide@314.0.7` makes, or the folder it unpacks to",
        ]
        assert refusal(path, "ko")[1] == f"  {korean}"


def test_what_may_not_be_read_is_told(tmp_path, monkeypatch):
    def refused(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tarfile.open", refused)
    assert refusal(tmp_path / "locked.tgz", "en")[1] == "  You have no permission to read it."
    assert refusal(tmp_path / "locked.tgz", "ko")[1] == "  이 파일을 읽을 권한이 없습니다."


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
