"""The wheel and the source distribution carry everything: built, installed elsewhere, run there."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("tutor", "templates", "tests", "worked_examples")
FILES = ("pyproject.toml", "README.md", "README.ko.md", "LICENSE", "CHANGELOG.md", ".gitignore")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the project without what is built or installed, so that building leaves no trace here."""
    folder = tmp_path_factory.mktemp("checkout")
    leave_out = shutil.ignore_patterns("node_modules", "__pycache__", ".*_cache", "build", "dist")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=leave_out)
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    return folder


def build(source, target, kind):
    """Build without the network, with the backend that is installed here."""
    code = f"import hatchling.build as b, sys; print(b.build_{kind}(sys.argv[1]))"
    done = run(sys.executable, "-c", code, target, cwd=source)
    return target / done.stdout.splitlines()[-1]


def run(*words, cwd, **environment):
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def sdist(checkout, tmp_path_factory):
    return build(checkout, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module", params=["checkout", "sdist"])
def wheel(request, checkout, tmp_path_factory):
    """A wheel built from the checkout, and one from the source distribution."""
    source = checkout
    if request.param == "sdist":
        unpacked = tmp_path_factory.mktemp("unpacked")
        with tarfile.open(request.getfixturevalue("sdist")) as archive:
            archive.extractall(unpacked, filter="data")
        (source,) = unpacked.iterdir()
    return build(source, tmp_path_factory.mktemp("wheel"), "wheel")


def files_below(checkout, folder):
    return {
        path.relative_to(checkout).as_posix() for path in (checkout / folder).rglob("*") if path.is_file()
    }


def test_a_wheel_holds_the_package_and_its_templates(wheel, checkout):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith("rnn_tutor-")}
    templates = {f"tutor/{name}" for name in files_below(checkout, "templates")}
    assert names == files_below(checkout, "tutor") | templates


def test_the_source_distribution_holds_the_tests_and_the_examples(sdist, checkout):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("tutor", "templates", "worked_examples"):
        assert names >= files_below(checkout, folder)
    assert "tests/test_packaging.py" in names
    assert not any("node_modules" in name for name in names)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel in a virtual environment of its own; what it depends on is lent from here."""
    folder = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    (site,) = {Path(each) for each in site_packages(python)}
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    assert (site / "tutor").is_dir()
    lent = Path(__import__("jinja2").__file__).parents[1]
    for name in ("jinja2", "markupsafe"):
        (site / name).symlink_to(lent / name)
    return folder / "bin"


def site_packages(python):
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return run(python, "-c", code, cwd="/").stdout.split()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_installed_command_writes_the_worked_example(installed, lang, tmp_path):
    folder = ROOT / "worked_examples" / "i_am_here"
    shutil.copy(folder / "spec.toml", tmp_path)
    for ending in ("md", "tex"):
        file = f"i_am_here.{lang}.{ending}"
        run(installed / "rnn-tutor", "worked", "spec.toml", "--lang", lang, "-o", file, cwd=tmp_path)
        assert (tmp_path / file).read_text("utf-8") == (folder / file).read_text("utf-8")
    code = "import tutor; print(tutor.__file__)"
    where = run(installed / "python", "-c", code, cwd=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_the_installed_command_explains_a_code(installed, tmp_path):
    page = run(installed / "rnn-tutor", "explain", "S02", "--lang", "en", cwd=tmp_path).stdout
    assert page.startswith("# S02: ")
