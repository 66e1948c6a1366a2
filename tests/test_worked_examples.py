"""The worked examples of the repository are what the command writes; --update-goldens writes them anew."""

import re
from pathlib import Path

import pytest

from tutor import Problem, trace
from tutor.weights.comparison import compare

FOLDER = Path(__file__).parents[1] / "worked_examples"
EXAMPLES = sorted(file.parent.name for file in FOLDER.glob("*/spec.toml"))
LANGUAGES = ("en", "ko")


def options(name):
    """Give what else an example is written with: one with a learning rate has its backward pass."""
    return ["--backward"] if "learning_rate" in (FOLDER / name / "spec.toml").read_text("utf-8") else []


def test_the_two_source_examples_are_there():
    assert {"i_am_here", "i_am_here_now"} <= set(EXAMPLES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_documents_are_up_to_date(name, lang, rnn_tutor, golden, tmp_path):
    for ending in ("md", "tex"):
        file = tmp_path / f"{name}.{lang}.{ending}"
        result = rnn_tutor("worked", FOLDER / name / "spec.toml", *options(name), "--lang", lang, "-o", file)
        assert (result.code, result.out, result.err) == (0, "", "")
    written = sorted(tmp_path.iterdir())
    drawn = [".svg"] * (3 if options(name) else 1)
    assert [each.suffix for each in written] == [*drawn, ".md", ".svg", ".tex"]
    for each in written:
        golden(f"../worked_examples/{name}/{each.name}", each.read_text("utf-8"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_picture_lies_beside_the_page(name, lang):
    page = (FOLDER / name / f"{name}.{lang}.md").read_text("utf-8")
    links = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page)
    drawn = [f"{name}.{lang}-backward.svg", f"{name}.{lang}-gradients.svg"] if options(name) else []
    assert links == [f"{name}.{lang}-network.svg", f"{name}.{lang}.svg", *drawn]
    for link in links:
        assert (FOLDER / name / link).read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_torchs(name):
    comparison = compare(trace(Problem.from_file(FOLDER / name / "spec.toml")))
    assert comparison.first_wrong is None and len(comparison.steps) >= 3
    assert comparison.drift < 1e-12


def test_the_readme_lists_every_example():
    listed = re.findall(r"^\| \[(\w+)\]", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(EXAMPLES) <= set(listed)
