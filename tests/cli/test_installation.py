"""What an installation can lack, and what can lie over it: said in a message, never a traceback or a fault of ours."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tutor
from tests.cli.conftest import SPEC

PACKAGE = Path(tutor.__file__).parent
ROOT = PACKAGE.parent

CHECKED = "h_1 = tanh([0.2, 0.4]) = [0.197, 0.380]\n"
WITHOUT = """\
import sys
for name in {packages!r}:
    sys.modules[name] = None
from tutor.cli import main
sys.exit(main({words!r}))
"""
EVERY = ["numpy", "sympy", "jinja2", "torch", "pypandoc", "openpyxl", "xlsxwriter", "nbformat"]
EVERY += ["safetensors", "typst", "markupsafe"]
COMMANDS = [
    "worked spec.toml",
    "worked spec.toml -o page.html",
    "worked spec.toml -o page.tex",
    "worked spec.toml -o page.pdf",
    "worked spec.toml -o page.docx",
    "check text.md",
    "check text.md -o errata.md",
    "check text.md --spec spec.toml",
    "plant spec.toml --random --seed 1 -o sheets",
    "handout --hidden 2 --words i am here --steps 3 --count 2 --seed 1 -o class",
    "handout spec.toml --count 2 --seed 1 -o class",
    "init new.toml",
    "verify spec.toml",
    "shapes nn.RNN(3,2)",
    "explain C04",
    "--help",
    "--version",
]


def ran(code, folder, root=ROOT, *, lang="C", alone=False):
    """Run ``code`` with the package of ``root``; ``alone`` leaves out site-packages, and any other copy there."""
    return subprocess.run(
        [sys.executable, *(["-S"] if alone else []), "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root), "LC_ALL": lang},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "spec.toml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "text.md").write_text(CHECKED, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("words", COMMANDS)
def test_a_package_that_is_missing_is_named(folder, words):
    done = ran(WITHOUT.format(packages=EVERY, words=words.split()), folder)
    assert "B01" not in done.stderr and "Traceback" not in done.stderr, done.stderr
    if done.returncode:
        assert "not installed" in done.stderr.splitlines()[0], done.stderr
        assert "pip install" in done.stderr


def test_the_message_is_one_line_and_a_line_of_help(folder):
    done = ran(WITHOUT.format(packages=["jinja2"], words=["worked", "spec.toml", "--to", "html"]), folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error[U10]: `jinja2` is not installed, and this command needs it\n  help: install it: pip install jinja2\n"
    )


def test_a_module_of_our_own_that_is_missing_is_our_fault(folder):
    done = ran(WITHOUT.format(packages=["tutor.worked.page"], words=["worked", "spec.toml"]), folder)
    assert done.returncode == 2 and done.stderr.startswith("error[B01]")


@pytest.mark.parametrize(
    "words", ["worked spec.toml", "check text.md", "--help", "", "explain C04", "--lang ko --version"]
)
@pytest.mark.parametrize("left", ["theirs", "nothing"])
def test_the_other_package_called_tutor_over_ours_is_told_in_the_first_line(folder, words, left):
    site = folder / "site"
    shutil.copytree(PACKAGE, site / "tutor", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", site / "templates")
    first = site / "tutor" / "__init__.py"
    first.write_text("", encoding="utf-8") if left == "theirs" else first.unlink()
    # Beside an installed copy a folder without __init__.py would not be the package that is found.
    done = ran(WITHOUT.format(packages=[], words=words.split()), folder, site, alone=True)
    assert (done.returncode, done.stdout) == (2, "")
    korean = words.startswith("--lang ko")
    assert done.stderr.splitlines()[0] == (
        "오류[U15]: `tutor`라는 다른 패키지가 rnn-tutor 위에 설치되어 rnn-tutor를 실행할 수 없습니다"
        if korean
        else "error[U15]: another package called `tutor` was installed over rnn-tutor, which cannot run so"
    )
    assert "pip uninstall tutor" in done.stderr
    assert "pip install --force-reinstall rnn-tutor" in done.stderr


def test_python_m_tutor_is_the_command(folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    one, other = (
        subprocess.run(
            [sys.executable, "-m", module, "check", "text.md"],
            cwd=folder, env=environment, capture_output=True, check=False,
        )
        for module in ("tutor", "tutor.cli")
    )  # fmt: skip
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert one.returncode == 0 and one.stdout
