"""The pages that go through the notebook: what the command prints, what torch does, every cell, both languages."""

import doctest
import re

import pytest

from tests.test_readme import ROOT, commands, fences, with_outputs

PAGES = ("notebook_shapes.md", "notebook_shapes.ko.md")


@pytest.mark.parametrize("name", PAGES)
def test_every_command_prints_what_the_page_shows(name, tmp_path, golden):
    text = (ROOT / "worked_examples" / name).read_text("utf-8")
    golden(f"../worked_examples/{name}", with_outputs(text, tmp_path))
    assert len(commands(text)) == 4


@pytest.mark.parametrize("name", PAGES)
def test_torch_does_what_the_page_says(name):
    text = (ROOT / "worked_examples" / name).read_text("utf-8")
    lines = "\n".join(fences(text, "python"))
    test = doctest.DocTestParser().get_doctest(lines, {}, name, name, 0)
    assert len(test.examples) >= 15
    assert doctest.DocTestRunner().run(test).failed == 0


def test_both_languages_say_the_same():
    english, korean = ((ROOT / "worked_examples" / name).read_text("utf-8") for name in PAGES)
    assert fences(english, "python") == fences(korean, "python")
    assert [line.replace("--lang en", "--lang ko") for line in commands(english)] == commands(korean)
    for text, word in ((english, "Cell"), (korean, "셀")):
        numbers = [re.findall(r"\d+", line) for line in re.findall(rf"^## {word}.*", text, re.MULTILINE)]
        cells = {n for first, *more in numbers for n in range(int(first), int((more or [first])[0]) + 1)}
        assert cells >= set(range(1, 13))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    folder = ROOT / "worked_examples"
    for link in re.findall(r"\]\(([^)]+)\)", (folder / name).read_text("utf-8")):
        assert (folder / link).is_file()
