"""Files are whole or absent: rows 61 and 64 to 66 of the bad inputs, letter by letter."""

import base64
import errno
import os
import re
import stat
from itertools import pairwise
from pathlib import Path

import pytest

from tutor import Problem, render, trace
from tutor.files.writing import write_together, write_whole
from tutor.language.faults import OutputError

PAGE = "# i am here\n"


@pytest.fixture
def target(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return Path("page.md")


def left():
    return sorted(path.name for path in Path().iterdir())


def refusal(path, **settings):
    with pytest.raises(OutputError) as caught:
        write_whole(path, [PAGE], **settings)
    (fault,) = caught.value.faults
    return str(fault)


def test_a_file_is_written_as_utf_8_with_line_feeds(target):
    write_whole(target, ["나는\n", "am\n"])
    assert target.read_bytes() == "나는\nam\n".encode()
    assert left() == ["page.md"]


def test_an_existing_file_is_kept(target):
    target.write_text("old")
    assert refusal(target) == (
        "error[O01]: page.md exists\n"
        "  Nothing was changed.\n"
        "  help: choose another name, or replace it with --force"
    )
    assert target.read_text() == "old"
    assert left() == ["page.md"]


def test_force_replaces_and_keeps_the_permissions(target):
    target.write_text("old")
    target.chmod(0o640)
    write_whole(target, [PAGE], force=True)
    assert target.read_text() == PAGE
    assert target.stat().st_mode & 0o777 == 0o640
    assert left() == ["page.md"]


def test_a_new_file_has_the_permissions_of_any_new_file(target):
    write_whole(target, [PAGE])
    Path("other").write_text("")
    assert target.stat().st_mode == Path("other").stat().st_mode


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_is_refused(target, force, dangling):
    if not dangling:
        Path("elsewhere").write_text("old")
    target.symlink_to("elsewhere")
    assert refusal(target, force=force) == (
        "error[O02]: page.md is a link\n"
        "  It may point to a file that is not meant.\n"
        "  help: name the file itself"
    )
    assert target.is_symlink()
    assert dangling or Path("elsewhere").read_text() == "old"


@pytest.mark.parametrize("hard_link", [False, True])
def test_the_input_is_never_replaced(target, hard_link):
    source = Path("spec.toml")
    source.write_text("old")
    if hard_link:
        target.hardlink_to(source)
    else:
        target = Path("../out/spec.toml")
    assert refusal(target, force=True, inputs=[source]) == (
        f"error[O03]: {target} is the file that is being read\n"
        "  Writing the document there would destroy the spec.\n"
        "  help: choose another name"
    )
    assert source.read_text() == "old"


def test_places_that_hold_no_file(target):
    Path("folder").mkdir()
    os.mkfifo("pipe")
    assert refusal(Path("folder"), force=True) == (
        "error[O04]: folder is a folder\n  help: name a file in it, such as folder/example.md"
    )
    assert refusal(Path("pipe"), force=True) == (
        "error[O04]: pipe is not an ordinary file\n  help: leave out -o to write to the terminal"
    )
    assert refusal(Path("missing/page.md")) == (
        "error[O04]: the folder missing does not exist\n  help: make it, or choose another"
    )
    Path("file").write_text("")
    assert refusal(Path("file/page.md")) == (
        "error[O04]: file is not a folder\n  help: choose another folder"
    )


def test_a_folder_that_may_not_be_written(target, monkeypatch):
    def refuse(path, *flags):
        raise PermissionError(errno.EACCES, "the superuser would never see this", str(path))

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(target) == (
        "error[O05]: could not write page.md; nothing was changed\n  You may not write there."
    )
    assert left() == []


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EDQUOT, "Your share of the disk is full."),
        (errno.EACCES, "You may not write there."),
        (errno.EROFS, "The disk can only be read."),
        (errno.EIO, f"{os.strerror(errno.EIO)}."),
    ],
)
def test_what_the_system_refuses_leaves_nothing(target, monkeypatch, number, reason):
    def refuse(descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    assert refusal(target) == f"error[O05]: could not write page.md; nothing was changed\n  {reason}"
    assert left() == []


def test_a_name_that_is_too_long(target):
    long = Path("x" * 300 + ".md")
    assert "The name is too long." in refusal(long)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interruption_leaves_the_old_file_alone(target, error, force):
    if force:
        target.write_text("old")

    def pieces():
        yield PAGE
        raise error

    with pytest.raises(error):
        write_whole(target, pieces(), force=force)
    assert left() == (["page.md"] if force else [])
    assert not force or target.read_text() == "old"


def test_a_file_that_comes_into_being_meanwhile_is_kept(target):
    def pieces():
        yield PAGE
        target.write_text("somebody else's")

    with pytest.raises(OutputError, match="O01"):
        write_whole(target, pieces())
    assert target.read_text() == "somebody else's"
    assert left() == ["page.md"]


def test_a_file_system_without_hard_links(target, monkeypatch):
    def refuse(self, other):
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_whole(target, [PAGE])
    assert target.read_text() == PAGE
    assert left() == ["page.md"]


def test_the_text_is_written_while_it_is_made(target):
    """A long document never stands in memory: what is made is on disk before the end is made."""
    sizes = []

    def pieces():
        for _ in range(100):
            yield "x" * 10_000
            sizes.append(sum(path.stat().st_size for path in Path().iterdir()))

    write_whole(target, pieces())
    assert sizes[-1] > 900_000
    assert all(later - earlier < 30_000 for earlier, later in pairwise(sizes))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["-o", "page.md"], 0),
        (["-o", "page.tex"], 0),
        (["-o", "page.json"], 0),
        (["-o", "page.txt", "--to", "md"], 0),
        (["-o", "page.txt"], 2),
        (["-o", "page"], 2),
    ],
)
def test_the_ending_decides_the_format(rnn_tutor, spec, target, words, code):
    result = rnn_tutor("worked", spec, *words)
    assert result.code == code and result.out == ""
    if code:
        assert left() == []
        assert "U06" in result.err
        return
    text = Path(words[1]).read_text(encoding="utf-8")
    to = words[3] if len(words) > 2 else Path(words[1]).suffix[1:]
    printed = rnn_tutor("worked", spec, "--to", to).out
    if to == "md":  # beside a file stand its pictures; the standard output carries them
        carried = r"\(data:image/svg\+xml;base64,([^)]*)\)"
        network, states = (base64.b64decode(each).decode() for each in re.findall(carried, printed))
        assert Path("page-network.svg").read_text(encoding="utf-8") == network
        assert Path("page.svg").read_text(encoding="utf-8") == states
        assert states == render(trace(Problem.from_file(spec)), "svg")
        names = iter(["(page-network.svg)", "(page.svg)"])
        printed = re.sub(carried, lambda _: next(names), printed)
    assert text == printed
    starts = {"md": "# i am here\n", "tex": "% !TeX program = xelatex\n", "json": '{\n  "title": "i am here"'}
    assert text.startswith(starts[to])


@pytest.mark.parametrize("picture", ["page.svg", "page-network.svg"])
def test_a_page_whose_picture_would_be_refused_is_not_written_either(rnn_tutor, spec, target, picture):
    Path(picture).write_text("mine", encoding="utf-8")
    result = rnn_tutor("worked", spec, "-o", "page.md")
    assert (result.code, left(), Path(picture).read_text(encoding="utf-8")) == (2, [picture], "mine")
    assert f"{picture} exists" in result.err
    assert rnn_tutor("worked", spec, "-o", "page.md", "--force").code == 0
    assert left() == ["page-network.svg", "page.md", "page.svg"]


@pytest.mark.parametrize("blocked", ["page.md", "page.svg"])
def test_of_files_that_belong_together_all_are_written_or_none(target, blocked):
    files = {Path("page.svg"): ["new picture"], Path("page.md"): ["new page"]}
    Path(blocked).write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_together(files)
    assert left() == [blocked] and Path(blocked).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("failing", [0, 1])
def test_a_full_disk_leaves_files_that_belong_together_as_they_were(target, monkeypatch, failing):
    names = [Path("page.svg"), Path("page.md")]
    for name in names:
        name.write_text("old", encoding="utf-8")
    calls = []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) == failing + 1:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="nothing was changed"):
        write_together({name: ["new"] for name in names}, force=True)
    assert left() == ["page.md", "page.svg"]
    assert [name.read_text(encoding="utf-8") for name in names] == ["old", "old"]


def test_a_class_waits_for_the_disk_once_a_folder(target, monkeypatch):
    """Whole or absent even so: what a kill leaves half is never under a file's own name."""
    synced = []
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
    )
    names = [Path(f"page{number}.md") for number in range(5)]
    write_together({name: ["new"] for name in names}, wait_for_each=False)
    assert synced == [True]
    assert [name.read_text(encoding="utf-8") for name in names] == ["new"] * 5
