"""The pictures of the page in README and gallery; ``--update-goldens`` takes them anew in a browser."""

import struct
from pathlib import Path

import pytest

from tests.desk.pages import opened, page_in
from tests.desk.sheets import Writer, variants
from tutor.desk.building.making import fresh
from tutor.desk.desk import Desk
from tutor.handout.templates import template_of_sizes

FOLDER = Path(__file__).parents[2] / "worked_examples" / "practice"
WIDE, HIGH = 1240, 1420
WORDS = {"en": ("i", "am", "here"), "ko": ("나는", "여기", "있다")}


def work(desk):
    """Solve the first step, with a slip in p_1 that is corrected when all follows from it."""
    writer = Writer(desk)
    p = desk.lines.key[0]
    writer.changes += [("p_1[1]", p[0]), ("p_1[2]", p[1].replace("0.", "0.1", 1))]
    for i in (1, 2, 3):
        writer.line(i)
    writer.write("p_1[2]", p[1])
    writer.line(2)
    return writer.changes


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_picture_is_there(language, request, tmp_path, tmp_path_factory):
    file = FOLDER / f"practice.{language}.png"
    if request.config.getoption("--update-goldens"):
        template = template_of_sizes(2, WORDS[language], 3)
        practice = fresh(template, "steps", 2, 3, title=" ".join(WORDS[language]), language=language)
        desk = Desk(practice.level("standard").sheets[0])
        url = page_in(tmp_path, practice, tmp_path_factory)
        typed = [["type", name, text, "Tab"] for name, text in work(desk)]
        steps = [
            ["open"],
            ["ready"],
            ["click", "#network summary"],
            *typed,
            ["click", "#card-h_1 .ask"],
            ["wait", 800],
            ["value", "window.scrollTo(0, 0)"],
            ["wait", 200],
        ]
        opened(
            tmp_path,
            {"url": url, "width": WIDE, "height": HIGH, "steps": [*steps, ["picture", str(file), False]]},
        )
    head = file.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (WIDE, HIGH)
    assert file.stat().st_size < 250_000


def test_the_words_of_the_picture_make_an_exercise():
    assert variants()[0].input_size == len(WORDS["en"]) == len(WORDS["ko"])
