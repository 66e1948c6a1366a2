"""Pages of HTML: whole, literal, without scripts and requests; in Chromium on a screen, a phone and paper."""

import html
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.documents.reading import Display as Shown
from tests.documents.reading import Grid, Table, Text, read_page
from tests.documents.reading_html import read_html, tree
from tests.documents.test_mathml import apart, joined, plain, without_reads, without_steps
from tests.peers import chromium_dom, chromium_pdf, need, pdf_text
from tutor import Problem, render, trace
from tutor.checking.errata import errata
from tutor.checking.repair import repair
from tutor.documents.document import (
    Bars,
    Blank,
    Code,
    Display,
    Document,
    Fields,
    Heading,
    Math,
    Paragraph,
    Remark,
    Title,
    Verbatim,
)
from tutor.documents.document import Table as TableBlock
from tutor.documents.formats.formats import written
from tutor.handout.blanks import task_of
from tutor.handout.sheets.sheet import key as key_of
from tutor.handout.sheets.sheet import sheet as sheet_of
from tutor.judging.judge import judge
from tutor.language.faults import Pattern
from tutor.language.languages import Language
from tutor.language.resources import template_folder
from tutor.reading.reader import read
from tutor.worked.board_messages import X_HAS_ITS_1_AT_POSITION_SO_PRODUCT_IS_COLUMN

EXAMPLES = Path(__file__).parents[2] / "worked_examples"

SPEC = {
    "title": "i am here",
    "sentence": "i am here",
    "vocabulary": ["i", "am", "here"],
    "cell": {
        "weight_ih": [[0.1, -0.3, 0.5], [0.2, 0.4, -0.6]],
        "weight_hh": [[0.7, -0.8], [0.9, 1.0]],
        "bias": [0.1, 0.2],
    },
}


def page(language="en", **changes):
    return render(trace(Problem.from_dict({**SPEC, **changes})), "html", language)


def of(blocks, language="en", footer=None):
    """Write blocks that are made with the printer."""
    make = blocks if callable(blocks) else lambda printer: blocks
    document = written(lambda printer: Document(make(printer), footer=footer), "html", Language(language))
    return "".join(document)


# --- the page by itself -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_needs_nothing_else(language):
    text = page(language)
    whole = tree(text)
    assert whole.attributes == {"lang": language}
    assert [each.words() for each in whole.elements[0].all("title")] == ["i am here"]
    for name in ("script", "link", "img", "iframe", "object", "form", "input", "base"):
        assert [*whole.all(name)] == [], name
    (style,) = whole.all("style")
    assert [each[:29] for each in re.findall(r"url\((.*?)\)", style.words())] == [
        "data:font/woff2;base64,d09GMk"
    ]
    assert "@import" not in style.words()
    assert (
        re.findall(r"https?:[^\"]*", text) == ["http://www.w3.org/2000/svg"] * 2
    )  # the name of SVG's elements
    assert not re.search(r"\s(on\w+|src|action)=", text)
    steps = {each.attributes["id"] for each in whole.all("section")}
    assert {each.attributes["href"] for each in whole.all("a")} == {f"#{step}" for step in sorted(steps)[:-1]}
    (policy,) = (each for each in whole.all("meta") if "http-equiv" in each.attributes)
    assert policy.attributes["content"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:;"
    )
    head = whole.elements[0].elements
    assert [each.name for each in head] == ["meta", "meta", "meta", "style", "title"]


def test_the_picture_is_in_the_page():
    drawings = [*tree(page()).all("svg")]
    assert [each.attributes["role"] for each in drawings] == ["img", "img"]
    network, chart = map(ET.fromstring, re.findall("<svg.*?</svg>", page(), re.DOTALL))
    assert len(chart.findall("{*}circle")) == 8  # two entries over t = 0 … 3
    assert "step 2 reads am: h_2 = (" in network.find("{*}desc").text
    bars = of([Heading(1, "x"), Bars([("<b>", 3)], Pattern("{a} & b", "{a} & b")(a=Verbatim("<i>")))])
    assert ET.fromstring(re.search("<svg.*?</svg>", bars, re.DOTALL)[0]).find("{*}title").text == "<i> & b"
    assert read_html(bars)[1] == Text("![`<i>` & b]")


def test_the_font_is_small_and_its_licence_stands_beside_it():
    fonts = template_folder() / "fonts"
    assert (fonts / "rnn-tutor-math.woff2").stat().st_size < 20_000
    assert "GUST Font License" in (fonts / "README.md").read_text("utf-8")


def test_the_same_bytes_in_every_process():
    code = (
        "import sys; from tutor import Problem, render, trace; import json;"
        "sys.stdout.buffer.write(render(trace(Problem.from_dict(json.loads(sys.argv[1]))), 'html', 'ko').encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code, json.dumps(SPEC)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4242", "C"))
    }
    assert pages == {page("ko").encode()}


# --- what people wrote ------------------------------------------------------------------------------

AWKWARD = (
    "<script>document.title='ran'</script>",
    r"\input{secret}",
    "$x$",
    "100%",
    "a_b",
    "a|b",
    "`x`",
    "#h",
    "{{7*7}}",
    "&amp;",
    "'\"><img/src=x/onerror=document.title='ran'>",
    "<!--",
    "]]>",
    "</style></code>",
    "나는",
    "私",
    "שלום",
)


def awkward(language="en"):
    return page(
        language,
        title=f"{AWKWARD[0]} </title>{AWKWARD[10]}",
        sentence=" ".join(AWKWARD),
        vocabulary=[*AWKWARD],
        cell={"weight_ih": [[0.1] * len(AWKWARD)], "weight_hh": [[0.7]]},
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_are_shown_literally(language):
    text = awkward(language)
    assert (
        "{{7*7}}" in html.unescape(text)
        and "49" not in re.sub(r"base64,[^)]*", "", text).split("</style>")[0]
    )
    (words, *_) = (each for each in read_html(text) if isinstance(each, Table))
    assert [row[1] for row in words.rows] == [f"`{word}`" for word in AWKWARD]
    whole = tree(text)
    assert {each.words() for each in whole.all("code")} >= {*AWKWARD}
    assert [each.words() for each in whole.all("title")][:1] == [f"{AWKWARD[0]} </title>{AWKWARD[10]}"]
    assert [*whole.all("script")] == [*whole.all("img")] == []


def test_what_html_cannot_hold_is_replaced():
    text = of([Heading(1, Title("a\x00b\x1bc\x85d")), Paragraph(Verbatim("  two  spaces "))])
    whole = tree(text)
    assert next(whole.all("h1")).words() == "a\ufffdb\ufffdc\ufffdd"
    assert next(whole.all("code")).words() == "  two  spaces "
    assert "white-space: pre-wrap" in next(whole.all("style")).words()


def test_no_line_ends_between_a_formula_and_its_particle():
    text = page("ko")
    assert not re.search("</math>[가-힣]", text)
    assert "</math>\u2060은 1번째 성분이 1이므로" in text


@pytest.mark.parametrize(
    ("piece", "particle"),
    [
        (lambda printer: printer.symbol("h", "1"), "은"),
        (lambda printer: printer.symbol("h", "2"), "는"),
        (lambda printer: printer.symbol("h", "t", entry="3"), "은"),
        (lambda printer: printer.symbol("W_ih", transposed=False), "는"),
    ],
)
def test_particles_go_by_what_is_read_aloud(piece, particle):
    def blocks(printer):
        x = Math(piece(printer))
        yield Paragraph(X_HAS_ITS_1_AT_POSITION_SO_PRODUCT_IS_COLUMN(x=x, position=1, product=x, matrix=x))

    assert f"</math>\u2060{particle} 1번째" in of(blocks, "ko")


# --- sheets -----------------------------------------------------------------------------------------


def sheet(key):
    def blocks(printer):
        box = printer.answer if key else lambda text: printer.blank()
        yield Heading(1, "Exercise")
        yield Fields([("Name", Blank("", 20)), ("Student", Title("<s01>")), ("Sheet", Code("K7Q2-4"))])
        for t in ("1", "2", "3"):
            yield Heading(3, f"Step {t}")
            for name in "pqah" * 2:
                vector = printer.column([box("-0.197"), box("0.380")])
                yield Display(printer.equation(printer.symbol(name, t), vector))
        yield TableBlock(
            ("quantity", "answer"), [(Code("h_1[1]"), Blank("-0.197" if key else ""))], (False, False)
        )
        yield Remark("Show your working.")

    return of(blocks, footer=Pattern("Sheet {id}", "문제지 {id}")(id=Code('K7Q2-4 "</style>\\')))


def test_a_sheet_has_boxes_and_its_key_the_answers():
    empty, full = read_html(sheet(key=False)), read_html(sheet(key=True))
    assert empty[1:4] == [Text("- Name: ____"), Text("- Student: <s01>"), Text("- Sheet: `K7Q2-4`")]
    assert "0.197" not in sheet(key=False) and "0.380" not in sheet(key=False)
    assert [each.tex.count(r"\boxed{\qquad}") for each in empty[5:13]] == [2] * 8
    assert r"\boxed{-0.197}" in full[5].tex and r"\boxed{\qquad}" in empty[5].tex
    assert full[-2].rows == [["`h_1[1]`", "**−0.197**"]]
    assert empty[-2].rows == [["`h_1[1]`", "____"]]


def test_the_footer_is_text_in_the_style_too():
    whole = tree(sheet(key=False))
    assert next(whole.all("footer")).words() == 'Sheet K7Q2-4 "</style>\\'
    (foot,) = re.findall(r'@bottom-left \{ content: "(.*?)"', next(whole.all("style")).words())
    assert re.fullmatch(r"(\\[0-9a-f]{6})*", foot)
    assert "".join(chr(int(each, 16)) for each in foot.split("\\")[1:]) == 'Sheet K7Q2-4 "</style>\\'


# --- Chromium ---------------------------------------------------------------------------------------


def measured(text, tmp_path, script, width=900):
    """Let a script look at the page, which needs a page without the policy; give what it finds."""
    policy = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')
    assert policy.search(text)
    ending = f"<script>document.fonts.ready.then(() => {{ document.title = JSON.stringify(({script})()); }})</script>"
    file = tmp_path / "measured.html"
    file.write_text(policy.sub("", text).replace("</body>", f"{ending}</body>"), "utf-8")
    dom, _ = chromium_dom(file, width=width)
    return json.loads(html.unescape(re.search("<title>(.*?)</title>", dom, re.DOTALL)[1]))


BRACKETS = """() => [...document.querySelectorAll("mtable:not(.lines)")].map(table => {
  const heights = [table.previousElementSibling, table, table.nextElementSibling].map(each => each.getBoundingClientRect().height);
  return [...heights, table.children.length];
})"""


def test_brackets_are_as_tall_as_their_matrices(tmp_path):
    """Of every matrix and vector of a page and of a large one, in pixels; and the font is the page's own."""
    need("chromium")
    tall = page(
        vocabulary=["i", "am", "here", *"abcdefgh"],
        cell={"weight_ih": [[0.5] * 11] * 9, "weight_hh": [[0.5] * 9] * 9},
    )
    for text, rows in ((page(), {2, 3}), (tall, {9, 11})):
        found = measured(text, tmp_path, BRACKETS)
        assert {count for *_, count in found} == rows
        for left, height, right, _ in found:
            assert left == right
            assert 0.9 * height < left < 1.35 * height
    fonts = measured(page(), tmp_path, "() => [...document.fonts].map(each => [each.family, each.status])")
    assert fonts == [['"RNN Tutor Math"', "loaded"]] or fonts == [["RNN Tutor Math", "loaded"]]


def test_numbers_of_a_matrix_have_their_points_in_line(tmp_path):
    need("chromium")
    ends = measured(
        page(),
        tmp_path,
        """() => [...document.querySelectorAll("mtable.numbers")].map(table => [...table.children].map(
          row => Math.round(row.lastElementChild.querySelector("mn").getBoundingClientRect().right)))""",
    )
    assert len(ends) > 20
    assert all(len(set(column)) == 1 for column in ends)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_chromium_reads_the_page_as_it_was_written(language, tmp_path):
    """Nothing of it is moved or closed by the browser; nothing stands on the console; no word runs."""
    need("chromium")
    for name, text in (("page", page(language)), ("awkward", awkward(language)), ("sheet", sheet(key=True))):
        file = tmp_path / f"{name}.html"
        file.write_text(text, "utf-8")
        dom, console = chromium_dom(file)
        assert console == []
        ours, theirs = tree(text), tree(dom)
        assert [each.name for each in _all(ours)] == [each.name for each in _all(theirs)]
        assert ours.words().split() == theirs.words().split()


def _all(element):
    for each in element.inside:
        if not isinstance(each, str):
            yield each
            yield from _all(each)


def test_no_word_runs_even_without_the_policy(tmp_path):
    need("chromium")
    assert measured(awkward(), tmp_path, "() => document.title") == f"{AWKWARD[0]} </title>{AWKWARD[10]}"


def test_a_phone_scrolls_formulas_not_the_page(tmp_path):
    need("chromium")
    wide = page(
        cell={"weight_ih": [[0.5] * 3] * 12, "weight_hh": [[0.125] * 12] * 12}, rounding={"decimals": 6}
    )
    page_width, window, formulas = measured(
        wide,
        tmp_path,
        """() => [document.documentElement.scrollWidth, window.innerWidth,
          [...document.querySelectorAll(".whole, .formula")].filter(each => each.scrollWidth > each.clientWidth).length]""",
        width=500,
    )
    assert page_width <= window
    assert formulas >= 6  # each matrix wraps by itself; those that are wide scroll


def test_no_step_is_torn_on_paper(tmp_path):
    need("chromium")
    need("pdftotext")
    file = tmp_path / "page.html"
    file.write_text(sheet(key=True), "utf-8")
    pages = pdf_text(chromium_pdf(file, tmp_path / "page.pdf")).split("\f")[:-1]
    assert [re.findall("Step [0-9]", each) for each in pages] == [["Step 1"], ["Step 2"], ["Step 3"]]
    for number, each in enumerate(pages, start=1):
        assert each.count("0.197") == 8 + (number == 3)
        assert re.search(rf'Sheet K7Q2-4 "</style>\\ +{number} ?/ ?3\s*$', each), each[-200:]


def test_wide_formulas_and_tables_fit_the_paper(tmp_path):
    """No number is cut off at the edge: all that stand in the page stand in the PDF."""
    need("chromium")
    need("pdftotext")
    wide = page(
        cell={"weight_ih": [[0.5] * 3] * 12, "weight_hh": [[0.125] * 12] * 12}, rounding={"decimals": 6}
    )
    file = tmp_path / "wide.html"
    file.write_text(wide, "utf-8")
    printed = pdf_text(chromium_pdf(file, tmp_path / "wide.pdf"))
    body = tree(wide).elements[1]
    shown = re.findall(r"[0-9]\.[0-9]{6,}", " ".join(each.words() for each in _leaves(body)))
    assert len(shown) > 500
    assert sorted(re.findall(r"[0-9]\.[0-9]{6,}", printed)) == sorted(shown)


def _leaves(element):
    for each in element.inside:
        if not isinstance(each, str) and each.name != "svg":
            if all(isinstance(part, str) for part in each.inside):
                yield each
            else:
                yield from _leaves(each)


# --- every kind of document -------------------------------------------------------------------------


def same_as_markdown(make, language):
    """Write a document in both formats; their blocks say the same."""
    ours, theirs = (
        joined(map(plain, without_reads(read_page("".join(written(make, to, Language(language))), to))))
        for to in ("html", "md")
    )
    theirs = [*map(underlined, theirs)]
    if any(isinstance(block, Grid) for block in ours):
        ours, theirs = without_steps(ours), without_steps(theirs)
    ours, theirs = ([*map(without_sizes, apart(blocks))] for blocks in (ours, theirs))
    for mine, other in zip(ours, theirs, strict=True):
        assert mine == other
    return ours


def without_sizes(block):
    """A formula of given numbers without the sizes under them, which their table does not have.

    Nor do rows of boxes tell whether an answer is exact.
    """
    if isinstance(block, Shown):
        tex = block.tex.replace(r"\approx", "=") if r"\boxed" in block.tex else block.tex
        return Shown(re.sub(r"\\underbrace\{(\\begin.*?\\end\{pmatrix\})\}_\{\d+\\times\d+\}", r"\1", tex))
    return block


def underlined(block):
    """A block of Markdown with every line to write on as the reader of HTML has it."""

    def text(piece):
        return re.sub(r"(\\_)+", "____", piece).replace("**-", "**−")

    match block:
        case Text(words):
            return Text(text(words))
        case Table(header, rows):
            return Table(header, [[*map(text, row)] for row in rows])
    return block


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("preset", ["h", "steps", "one-hot", "shapes", "all"])
def test_sheets_and_keys_say_what_those_of_markdown_say(preset, language):
    task = task_of(
        Problem.from_dict(SPEC), preset, student="s<1>", name="김 & Co", sheet_id="7KQ2", key_id="7KQ2-KEY"
    )
    empty = same_as_markdown(lambda printer: sheet_of(task, printer), language)
    full = same_as_markdown(lambda printer: key_of(task, printer), language)
    same_as_markdown(lambda printer: key_of(task, printer, working=True), language)
    assert len(full) > len(empty)
    page = "".join(written(lambda printer: sheet_of(task, printer), "html", Language(language)))
    boxes = [each for each in tree(page).all("span") if each.kinds[:1] in (["box"], ["blank"], ["slot"])]
    assert len(boxes) >= len(task.blanks)
    assert [each.words() for each in boxes] == [""] * len(boxes)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["i_am_here", "i_am_here_now"])
def test_errata_say_what_those_of_markdown_say(name, language):
    work = read((EXAMPLES / name / "claimed.md").read_text("utf-8"))
    judgement = judge(work)
    mended = repair(judgement)
    blocks = same_as_markdown(lambda printer: errata(judgement, mended, work, printer), language)
    assert len(blocks) > 50
