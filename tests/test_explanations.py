"""Every code has a page in both languages, and its examples do what they say. Goldens of all messages."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tutor
from tutor.language.explanations import codes, page, title
from tutor.language.languages import CODES, Language
from tutor.language.messages import width

GOLDENS = Path(__file__).parent / "goldens"
PACKAGE = Path(tutor.__file__).parent

# What no short example brings about: a fault of ours, a fault of torch, numbers beyond every page; and what is
# not reported in messages of its own.
WITHOUT_EXAMPLES = {
    "B01",
    "C16",
    "C18",
    "G12",
    "G27",
    "N04",
    "N06",
    "N10",
    "N12",
    "N13",
    "P44",
    "P47",
    "T01",
    "T02",
    "U10",
    "U11",
    "U12",
    "U15",
    "W02",
}
WITH_EXAMPLES = sorted(set(codes()) - WITHOUT_EXAMPLES)

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHAPES = "rnn-tutor shapes "
GOOD_SPEC = """\
sentence = "i am"
vocabulary = ["i", "am"]

[cell]
weight_ih = [[0.1, 0.3], [0.2, 0.4]]
weight_hh = [[0.7, 0.8], [0.9, 1.0]]
"""


def examples(code):
    return FENCE.findall(page(code, Language("en")))


@pytest.fixture
def shell(tmp_path, rnn_tutor, monkeypatch):
    """Run an example: TOML as a spec, text as work, shell lines as they stand, ``rnn-tutor`` on the path."""
    tools, work = tmp_path / "tools", tmp_path / "work"
    tools.mkdir()
    work.mkdir()
    tool(tools / "rnn-tutor", f'exec "{sys.executable}" -m tutor.cli "$@"')
    tool(tools / "pip", "exit 0")

    def run(kind, text, language="en", without_torch=False):
        (work / "spec.toml").write_text(text if kind == "toml" else GOOD_SPEC, encoding="utf-8")
        if without_torch:
            (tools / "sitecustomize.py").write_text("import sys\nsys.modules['torch'] = None\n")
        environment = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": f"{tools}:{PACKAGE.parent}",
            "LC_ALL": {"en": "C", "ko": "ko_KR.UTF-8"}[language],
        }
        if kind == "toml":
            monkeypatch.chdir(work)
            result = rnn_tutor("worked", "spec.toml", "--lang", language)
            return result.code, result.err
        if kind == "text":
            (work / "work.md").write_text(text, encoding="utf-8")
            monkeypatch.chdir(work)
            result = rnn_tutor("check", "work.md", "--all", "--lang", language)
            return result.code, result.out + result.err
        if text.startswith(SHAPES):
            result = rnn_tutor(*shlex.split(text)[1:], "--lang", language)
            return result.code, result.out + result.err
        ran = subprocess.run(
            ["sh", "-c", text], cwd=work, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        return ran.returncode, ran.stderr

    return run


def tool(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def test_every_code_of_the_sources_has_a_page_and_every_page_a_code():
    used = {
        code
        for path in PACKAGE.rglob("*.py")
        for code in re.findall(r'"([A-Z]\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert used == set(codes())


@pytest.mark.parametrize("code", codes())
def test_pages_are_short_titled_and_the_same_in_both_languages(code):
    english, korean = (page(code, Language(each)) for each in CODES)
    assert FENCE.findall(english) == FENCE.findall(korean)
    assert title(code, Language("en")) != title(code, Language("ko"))
    for text in (english, korean):
        assert text.startswith(f"# {code}: ")
        assert text.endswith("\n") and not text.endswith("\n\n")
        assert len(text.splitlines()) <= 36
        assert max(map(width, text.splitlines())) <= 116
    assert re.search("[가-힣]", korean) and not re.search("[가-힣]", english)


@pytest.mark.parametrize("code", sorted(WITHOUT_EXAMPLES))
def test_the_few_pages_without_examples(code):
    assert examples(code) == []


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_wrong_example_gets_the_code(code, shell):
    (kind, wrong), _ = examples(code)
    exit_code, told = shell(kind, wrong, without_torch=code == "U08")
    assert f"[{code}]" in told, told
    if wrong.startswith(SHAPES):
        # What cannot be read is an input error; what torch refuses or is surely not meant is a finding.
        doubtful = "error[" in told or "warning[" in told
        assert exit_code == (2 if code < "P10" or code == "P45" else 1 if doubtful else 0)
        return
    fails = 1 if kind == "text" else 2
    assert exit_code == (fails if "error[" in told else 0)


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_right_example_is_right(code, shell):
    _, (kind, right) = examples(code)
    exit_code, told = shell(kind, right)
    assert exit_code == 0, told
    assert f"[{code}]" not in told


@pytest.mark.parametrize("language", CODES)
def test_goldens_of_every_message(language, shell, tmp_path):
    told = []
    for code in WITH_EXAMPLES:
        (kind, wrong), _ = examples(code)
        for path in (tmp_path / "work").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        (tmp_path / "tools" / "sitecustomize.py").unlink(missing_ok=True)
        told.append(f"== {code}\n{shell(kind, wrong, language, without_torch=code == 'U08')[1]}")
    golden = GOLDENS / f"messages.{language}.txt"
    text = "\n".join(told)
    if os.environ.get("RNN_TUTOR_UPDATE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
