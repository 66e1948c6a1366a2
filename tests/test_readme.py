"""Every command and number of the two READMEs is run here; ``--update-goldens`` writes what they print."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.ko.md")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What `verify` prints below its bound differs from processor to processor.
ROUNDING_ERROR = re.compile(r"\b(\d\.\de-1[3-9]|0\.0e\+00)")
# The pages of topics in the order in which their commands go on from each other.
TOPICS = (
    *(
        "spec",
        "formats",
        "networks",
        "verify",
        "shapes",
        "check",
        "handout",
        "practice",
        "marking",
        "grade",
        "submissions",
        "messages",
    ),
    *("numbers", "python", "modules", "rounding", "tests", "backward"),
)
BETWEEN = "\n<!-- the next topic -->\n"
MOST_LINES = 250


def fences(text: str, kind: str) -> list[str]:
    return [body for language, body in FENCE.findall(text) if language == kind]


def commands(text: str) -> list[str]:
    return [line for body in fences(text, "console") for line in body.splitlines() if line.startswith("$ ")]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder as the reader has it: the worked examples, and nothing of ours in the way."""
    shutil.copytree(ROOT / "worked_examples", tmp_path / "worked_examples")
    return tmp_path


def run(command: str, folder: Path) -> str:
    assert command.startswith("rnn-tutor "), command
    words = [sys.executable, "-m", "tutor.cli", *re.findall(r'"[^"]*"|\S+', command)[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        [word.strip('"') for word in words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def with_outputs(text: str, folder: Path) -> str:
    """The same README with the output of every command as it is today."""
    for body in (*fences(text, "toml"), *fences(text, "text")):
        named = re.match(r"# (\S+\.(toml|txt))\n", body)
        if named:
            (folder / named[1]).write_text(body, encoding="utf-8")

    def console(found: re.Match[str]) -> str:
        if found[1] != "console":
            return found[0]
        lines = []
        for line in found[2].splitlines():
            if line.startswith("$ "):
                output = run(line[2:], folder).rstrip("\n")
                lines += [line, *([output] if output else [])]
        return "```console\n" + "\n".join(lines) + "\n```"

    return FENCE.sub(console, text)


@pytest.mark.parametrize("name", READMES)
def test_every_command_prints_what_the_readme_shows(
    name: str, desk: Path, request: pytest.FixtureRequest
) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    today = with_outputs(text, desk)
    if request.config.getoption("--update-goldens"):
        path.write_text(today, encoding="utf-8")
    else:
        assert ROUNDING_ERROR.sub("tiny", text) == ROUNDING_ERROR.sub("tiny", today)
    assert len(commands(text)) >= 10


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_command_prints_what_the_topics_show(
    language: str, desk: Path, request: pytest.FixtureRequest
) -> None:
    folder = ROOT / "templates" / "topics" / language
    assert {each.stem for each in folder.iterdir()} == {*TOPICS}
    files = [folder / f"{name}.md" for name in TOPICS]
    text = BETWEEN.join(file.read_text(encoding="utf-8") for file in files)
    today = with_outputs(text, desk)
    if request.config.getoption("--update-goldens"):
        for file, part in zip(files, today.split(BETWEEN), strict=True):
            file.write_text(part, encoding="utf-8")
    else:
        assert ROUNDING_ERROR.sub("tiny", text) == ROUNDING_ERROR.sub("tiny", today)


@pytest.mark.parametrize("name", READMES)
def test_a_readme_is_read_in_two_minutes(name: str) -> None:
    """It is short, its pictures and links are there, and what it sends the reader to explain is explained."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert sum(link.endswith(".svg") for link in links) >= 2
    assert [link for link in links if not (ROOT / link).exists()] == []
    topics = re.findall(r"`(?:rnn-tutor )?explain ([a-z]+)`", text)
    assert {*topics} <= {*TOPICS} and len({*topics}) >= 9


def test_both_readmes_run_the_same_commands() -> None:
    english, korean = ((ROOT / name).read_text(encoding="utf-8") for name in READMES)

    def without_language(text: str) -> list[str]:
        return [
            re.sub(r"--lang \w+|\"[^\"]*\"|\.(?:en|ko)\.", "", line)
            for line in [*commands(text), *fences(text, "sh")]
        ]

    assert without_language(english) == without_language(korean)
    assert fences(english, "python") == fences(korean, "python")


def test_the_python_example(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    # The blocks go on from each other, as in one session.
    pages = [ROOT / "README.md", *(ROOT / "templates" / "topics" / "en" / f"{name}.md" for name in TOPICS)]
    example = "\n".join(body for page in pages for body in fences(page.read_text(encoding="utf-8"), "python"))
    test = doctest.DocTestParser().get_doctest(example, {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.skipif(
    not {"CI", "RNN_TUTOR_FULL"} & os.environ.keys(),
    reason="makes a virtual environment and downloads: set RNN_TUTOR_FULL=1",
)
def test_the_first_command_in_a_fresh_clone(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(ROOT, clone, ignore=shutil.ignore_patterns(".venv", ".git", "node_modules", ".*_cache"))
    command, _ = fences((ROOT / "README.md").read_text(encoding="utf-8"), "sh")
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "LC_ALL", "LANG")
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = (clone / "i_am_here.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and "<title>i am here</title>" in page
    assert "<mn>0.197</mn>" in page
