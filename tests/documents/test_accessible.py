"""Every page can be read without a mouse, without colours, on a telephone, by who hears it; and has few sides.

axe-core in Chromium finds nothing on 21 pages in both languages; what it cannot see is computed here.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.desk.pages import opened
from tests.documents.specs import FIVE
from tests.peers import need
from tutor.documents.palette import INK, OUTCOMES, PAPER, ROLES, SHADES, SOFT, WRONG

EXAMPLES = Path(__file__).parents[2] / "worked_examples"
WORKED = (
    "i_am_here",
    "two_layers",
    "bidirectional",
    "gru",
    "lstm",
    "next_word",
    "batch",
    "vanishing",
    "notebook",
)
LANGUAGES = ("en", "ko")
MARKED = ("bias", "gap", "right", "missing")
ANSWERS = """student,a_1[1],a_1[2],h_1[1],h_1[2],a_2[1],a_2[2],h_2[1],h_2[2]
bias,0.2,0.4,0.197,0.380,0.742,0.957,0.631,0.743
gap,0.2,0.4,1.3,0.380,,0.9?,0.687,
right,0.2,0.4,0.197,0.380,0.842,1.157,0.687,0.820
missing,,,,,,,,
"""


def pages(rnn_tutor, folder, lang):
    """Make a page of every kind; give each by its name."""
    found = {}

    def made(name, *words):
        result = rnn_tutor(*words, "--lang", lang)
        assert result.code in (0, 1), result.err
        found[name] = folder / name

    for each in WORKED:
        made(f"{each}.html", "worked", EXAMPLES / each / "spec.toml", "-o", folder / f"{each}.html")
    five = folder / "five.json"
    five.write_text(json.dumps(FIVE), "utf-8")
    made("five.html", "worked", five, "-o", folder / "five.html")
    backward = EXAMPLES / "backward" / "spec.toml"
    made("backward.html", "worked", backward, "--backward", "-o", folder / "backward.html")
    sizes = ("--hidden", "2", "--words", "i", "am", "here", "--steps", "3", "--count", "2", "--to", "html")
    made("class/keys.html", "handout", *sizes, "-o", folder / "class")
    made("lines/keys.html", "handout", *sizes, "--blanks", "all", "--key", "lines", "-o", folder / "lines")
    made("full/keys/s01.html", "handout", *sizes, "--working", "-o", folder / "full")
    found["class/sheets/s01.html"] = folder / "class/sheets/s01.html"
    (folder / "answers.csv").write_text(ANSWERS, "utf-8")
    grade = ("grade", EXAMPLES / "i_am_here/spec.toml", folder / "answers.csv", "--to", "html")
    made("marks/report.html", *grade, "-o", folder / "marks")
    for each in MARKED[:3]:
        found[f"marks/feedback/{each}.html"] = folder / f"marks/feedback/{each}.html"
    made("errata.html", "check", EXAMPLES / "i_am_here/claimed.md", "-o", folder / "errata.html")
    spec = EXAMPLES / "i_am_here/spec.toml"
    made(
        "find/find_the_error.html",
        "plant",
        spec,
        "--random",
        "--seed",
        "1",
        "--to",
        "html",
        "-o",
        folder / "find",
    )
    assert all(path.is_file() for path in found.values())
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_telephone(rnn_tutor, tmp_path, lang):
    """Every day half of the pages in each language; all of them with RNN_TUTOR_FULL=1."""
    found = pages(rnn_tutor, tmp_path, lang)
    assert len(found) >= 20
    if not os.environ.get("RNN_TUTOR_FULL"):
        found = dict(list(found.items())[LANGUAGES.index(lang) :: len(LANGUAGES)])
    seen = opened(
        tmp_path,
        *(
            {
                "url": path.as_uri(), "width": 390, "height": 844,
                "steps": [["axe"], ["wider"], ["size", 1280, 900], ["wider"]],
            }
            for path in found.values()
        ),
    )  # fmt: skip
    for name, each in zip(found, seen, strict=True):
        violations, narrow, _, wide = each["results"]
        assert violations == [], name
        assert (narrow, wide) == (0, 0), name
        assert each["asked"] == [found[name].as_uri()], name


TABBED = "document.activeElement.closest('summary, a, [tabindex]')?.outerHTML.slice(0, 60) ?? ''"
STOPS = "[...document.querySelectorAll('a[href], summary, [tabindex]')].filter((e) => e.checkVisibility())"


def test_keys_lead_through_feedback_in_the_order_of_the_page(rnn_tutor, tmp_path):
    """Tab stops at links, folds and what scrolls, in reading order; Enter opens a fold; no order is forced."""
    (tmp_path / "answers.csv").write_text(ANSWERS, "utf-8")
    spec = EXAMPLES / "i_am_here/spec.toml"
    words = ("grade", spec, tmp_path / "answers.csv", "--to", "html", "-o", tmp_path / "marks")
    assert rnn_tutor(*words).code == 0
    presses = [step for _ in range(5) for step in (["press", "Tab"], ["value", TABBED])]
    page = tmp_path / "marks/feedback/bias.html"
    steps = [
        ["value", f"{STOPS}.map((e) => e.outerHTML.slice(0, 60))"],
        *presses,
        [
            "value",
            "(document.querySelector('summary').focus(), document.querySelectorAll('details[open]').length)",
        ],
        ["press", "Enter"],
        ["value", "document.querySelectorAll('details[open]').length"],
        ["value", "document.querySelectorAll('[tabindex]:not([tabindex=\\'0\\'])').length"],
    ]
    [seen] = opened(tmp_path, {"url": page.as_uri(), "steps": steps})
    stops, *rest = seen["results"]
    tabbed = rest[1:10:2]
    assert tabbed == stops[:5] and len(stops) >= 5
    before, _, after, forced = rest[10:]
    assert abs(after - before) == 1 and forced == 0


def test_a_page_says_its_language_and_every_sign_has_a_word(rnn_tutor, tmp_path):
    (tmp_path / "answers.csv").write_text(ANSWERS, "utf-8")
    spec = EXAMPLES / "i_am_here/spec.toml"
    words = (
        "grade",
        spec,
        tmp_path / "answers.csv",
        "--to",
        "html",
        "-o",
        tmp_path / "marks",
        "--lang",
        "ko",
    )
    assert rnn_tutor(*words).code == 0
    for each in MARKED[:3]:
        page = (tmp_path / f"marks/feedback/{each}.html").read_text("utf-8")
        assert '<html lang="ko"' in page
        signs = re.findall(r'<span class="sign is-\w+"><b aria-hidden="true">[^<]+</b>(.*?)</span>', page)
        assert len(signs) >= 8 and all(re.sub("<[^>]*>", "", each).strip() for each in signs)


# Contrast


def luminance(colour):
    parts = [value / 255 for value in bytes.fromhex(colour)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    """The ratio of WCAG 2.2."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_every_pair_of_colours():
    assert round(contrast("000000", PAPER), 2) == 21 and contrast("777777", PAPER) < 4.5
    looks = [*ROLES.values(), WRONG, *(look for _, look in OUTCOMES.values())]
    for look in looks:
        assert contrast(look.colour, PAPER) >= 4.5 and contrast(look.colour, look.tint) >= 4.5
    assert contrast(SOFT, PAPER) >= 4.5
    # The background of a card carries the colours of formulas.
    assert all(contrast(look.colour, "fcfbfb") >= 4.5 for look in looks)
    assert all(contrast(INK, tint) >= 4.5 for _, tint in SHADES)


# Paper


def made_pdf(rnn_tutor, file, *words):
    result = rnn_tutor(*words)
    assert result.code in (0, 1), result.err
    return file


def sides(file):
    need("pdfinfo")
    told = subprocess.run(["pdfinfo", file], capture_output=True, encoding="utf-8", check=True).stdout
    return int(re.search(r"Pages: +(\d+)", told)[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pdf_is_tagged_and_its_figures_are_described(rnn_tutor, tmp_path, lang):
    import pypdf

    (tmp_path / "answers.csv").write_text(ANSWERS, "utf-8")
    spec = EXAMPLES / "i_am_here/spec.toml"
    made_pdf(rnn_tutor, None, "worked", spec, "-o", tmp_path / "page.pdf", "--lang", lang)
    grade = ("grade", spec, tmp_path / "answers.csv", "--to", "pdf", "-o", tmp_path / "marks", "--lang", lang)
    made_pdf(rnn_tutor, None, *grade)
    for name, figures in (("page.pdf", 2), ("marks/report.pdf", 1), ("marks/feedback/bias.pdf", 0)):
        root = pypdf.PdfReader(tmp_path / name).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == lang
        kinds = {}
        waiting = [root["/StructTreeRoot"]]
        while waiting:
            element = waiting.pop().get_object()
            if isinstance(element, list):
                waiting += element
            elif isinstance(element, dict):
                if "/S" in element:
                    kinds.setdefault(element["/S"], []).append(element.get("/Alt"))
                if "/K" in element and not isinstance(element["/K"], int):
                    waiting.append(element["/K"])
        assert len(kinds.get("/Figure", [])) == figures and all(kinds.get("/Figure", []))
        assert "/H1" in kinds and (name != "marks/report.pdf" or "/Table" in kinds)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "most"), [("i_am_here", 2), ("lstm", 4), ("gru", 4)])
def test_a_worked_example_has_few_pages(rnn_tutor, tmp_path, name, most, lang):
    """With everything: the network, torch's table, the plot, the check against full precision."""
    file = tmp_path / "page.pdf"
    spec = EXAMPLES / name / "spec.toml"
    assert rnn_tutor("worked", spec, "-o", file, "--lang", lang).code == 0
    assert sides(file) <= most


@pytest.mark.parametrize(("lang", "words"), [("en", ("i", "am", "here")), ("ko", ("나는", "지금", "여기"))])
def test_a_class_of_thirty_has_sixty_sides_and_one_page_of_answers(rnn_tutor, tmp_path, lang, words):
    """Everybody's sheet is one leaf, so that it begins on the front of one; every line takes two pages."""
    folder = tmp_path / "class"
    sizes = ("--hidden", "2", "--words", *words, "--steps", "3", "--count", "30", "--lang", lang)
    assert rnn_tutor("handout", *sizes, "--print", "-o", folder).code == 0
    assert sides(folder / "sheets.pdf") <= 60 and sides(folder / "keys.pdf") == 1
    assert rnn_tutor("handout", *sizes, "--key", "lines", "--print", "-o", folder, "--force").code == 0
    assert sides(folder / "keys.pdf") == 2
