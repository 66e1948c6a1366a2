"""What the project writes, as independent readers see it: TeX parsers, pandoc, markdown-it, XeLaTeX."""

import json
import os
import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from markdown_it import MarkdownIt

from tests.documents.specs import AWKWARD, large_spec, random_spec
from tests.peers import (
    DIALECTS,
    PEERS,
    extract_formulas,
    need,
    pandoc_formulas,
    pandoc_warnings,
    pdf_fonts,
    pdf_text,
    stray_dollars,
    tex_errors,
    xelatex,
)
from tutor import Problem, trace
from tutor.worked.rendering import render

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
PAGES = 200 if FULL else 12
READERS = {"portable": ("markdown", "gfm"), "github": ("gfm", "commonmark_x+tex_math_gfm")}
TITLE = "Awkward: " + " ".join(AWKWARD)


def awkward_spec():
    spec = large_spec(Random(3), hidden=2, steps=len(AWKWARD), words=AWKWARD)
    return {"title": TITLE, **spec}


def page_of(spec, to="md", lang="en", **options):
    return render(trace(Problem.from_dict(spec)), to, lang, **options)


@pytest.fixture(scope="module")
def pages():
    """Markdown pages by dialect: random ones, large ones, awkward words, symbols."""
    random = Random(11)
    specs = [(random_spec(random), random.choice(["full", "brief"])) for _ in range(PAGES)]
    specs += [
        (large_spec(random, steps=2, layout=layout, decimals=decimals, kind=kind), "full")
        for layout, decimals, kind in [
            ("columns", 12, "rnn_relu"),
            ("rows", 3, "rnn_tanh"),
            ("fused", 1, "rnn_tanh"),
        ]
    ]
    specs += [(awkward_spec(), "full")]
    specs += [(random_spec(random, size=3, steps=3), "symbolic") for _ in range(6)]
    found = {dialect: [] for dialect in DIALECTS}
    for index, (spec, detail) in enumerate(specs):
        lang = ("en", "ko")[index % 2]
        for dialect in DIALECTS:
            found[dialect].append(page_of(spec, lang=lang, detail=detail, dialect=dialect))
    return found


# --- formulas ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("peer", PEERS)
def test_every_formula_is_read(pages, peer):
    formulas = {
        (formula.tex, formula.display): formula
        for dialect in DIALECTS
        for page in pages[dialect]
        for formula in extract_formulas(page, dialect)
    }
    assert len(formulas) > 500
    errors = tex_errors([*formulas.values()], peer)
    assert {tex: error for (tex, _), error in zip(formulas, errors, strict=True) if error} == {}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_dollar_is_left_and_both_dialects_hold_the_same_formulas(pages, dialect):
    for page, other in zip(pages[dialect], pages["portable"], strict=True):
        assert stray_dollars(page, dialect) == []
        assert [each.tex for each in extract_formulas(page, dialect)] == [
            each.tex for each in extract_formulas(other, "portable")
        ]


@pytest.mark.parametrize(
    ("dialect", "reader"), [(each, reader) for each in DIALECTS for reader in READERS[each]]
)
def test_pandoc_reads_the_same_formulas_without_a_warning(pages, dialect, reader, tmp_path):
    need("pandoc")
    page = "\n".join(pages[dialect])
    file = tmp_path / "pages.md"
    file.write_text(page, "utf-8")
    assert pandoc_warnings(file, reader) == []
    found = [(squeezed(each.tex), each.display) for each in pandoc_formulas(file, reader)]
    assert found == [(squeezed(each.tex), each.display) for each in extract_formulas(page, dialect)]


def squeezed(tex):
    return " ".join(tex.split())


# --- the rules of Markdown --------------------------------------------------------------------------

REFUSED_SOMEWHERE = (
    r"operatorname|phantom|mbox|tag|textcolor|text|newcommand|def|hline|begin\{array|begin\{pmatrix\*"
)
STARTS_A_BLOCK = re.compile(r"[+*>#-]\s|\d+[.)]\s|=+\s*$|-+\s*$|~~~|```|\s")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_formulas_are_written_so_that_every_parser_finds_them(pages, dialect):
    for page in pages[dialect]:
        formulas = extract_formulas(page, dialect)
        for formula in formulas:
            assert not re.search(rf"\\({REFUSED_SOMEWHERE})", formula.tex), formula
            if formula.display:
                check_display(formula.tex)
            else:
                assert not re.search(r"\n|\||begin|(?<![A-Za-z0-9])_", formula.tex), formula
        check_fences(page, dialect, sum(each.display for each in formulas))


def check_display(tex):
    for line in tex.splitlines():
        assert line.strip(), f"an empty line in {tex}"
        assert not STARTS_A_BLOCK.match(line), line
        assert not re.search(r"\\\\.", line), f"a row ends within its line: {line}"


def check_fences(page, dialect, displays):
    lines = ["", *page.splitlines(), ""]
    opening, closing = ("```math", "```") if dialect == "github" else ("$$", "$$")
    marks = [number for number, line in enumerate(lines) if line in (opening, closing)]
    assert len(marks) == 2 * displays
    assert [lines[number] for number in marks] == [opening, closing] * displays
    assert all(lines[number - 1] == "" for number in marks[::2])
    assert all(lines[number + 1] == "" for number in marks[1::2])
    assert "$$" not in re.sub(r"^\$\$$", "", page, flags=re.MULTILINE).replace("`x``y`", "")
    # A digit after a closing dollar would keep it open.
    assert not re.search(r"\$\d", re.sub(r"`[^`]*`", "", page)) or dialect == "github"


# --- words of people --------------------------------------------------------------------------------


def markdown_words(page):
    """The title, the words of the headings and those in the tables, as a reader sees them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    headings, cells = [], Counter()
    for before, token in pairwise(tokens):
        if token.type == "inline":
            text = "".join(child.content for child in token.children)
            if before.type == "heading_open":
                headings.append((before.tag, text))
            elif before.type == "td_open":
                cells[text] += 1
    return headings, cells


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("lang", "step"), [("en", "Step"), ("ko", "시간 단계")])
def test_words_are_shown_literally_in_markdown(dialect, lang, step):
    headings, cells = markdown_words(page_of(awkward_spec(), lang=lang, dialect=dialect))
    assert headings[0] == ("h1", TITLE)
    assert [text for tag, text in headings if tag == "h3"] == [
        f"{step} {t}: {word}" for t, word in enumerate(AWKWARD, start=1)
    ]
    assert {word: cells[word] for word in AWKWARD} == dict.fromkeys(AWKWARD, 3)


@pytest.mark.parametrize(
    ("dialect", "reader"), [(each, reader) for each in DIALECTS for reader in READERS[each]]
)
def test_words_are_shown_literally_by_pandoc(dialect, reader, tmp_path):
    need("pandoc")
    import pypandoc

    page = page_of(awkward_spec(), dialect=dialect)
    program = [pypandoc.get_pandoc_path(), "-f", reader, "-t", "json"]
    tree = json.loads(subprocess.run(program, input=page.encode(), capture_output=True, check=True).stdout)
    headings = [plain(each["c"][2]) for each in tree["blocks"] if each["t"] == "Header"]
    assert headings[0] == TITLE
    assert headings[4:-2] == [
        "Step by step",
        *(f"Step {t}: {word}" for t, word in enumerate(AWKWARD, start=1)),
    ]
    cells = Counter(
        plain(cell[4])
        for each in tree["blocks"]
        if each["t"] == "Table"
        for body in each["c"][4]
        for row in body[3]
        for cell in row[1]
    )
    assert {word: cells[word] for word in AWKWARD} == dict.fromkeys(AWKWARD, 3)


def plain(node):
    """The text of pandoc's inline elements."""
    if isinstance(node, list):
        return "".join(map(plain, node))
    match node["t"]:
        case "Str":
            return node["c"]
        case "Space" | "SoftBreak":
            return " "
        case "Code":
            return node["c"][1]
        case "Math":
            return ""
        case "Plain" | "Para":
            return plain(node["c"])
    raise AssertionError(f"{node['t']} made of a word")


# --- LaTeX ------------------------------------------------------------------------------------------

SPECS = {
    "awkward": awkward_spec(),
    "wide": large_spec(Random(5), inputs=64, hidden=16, steps=2, layout="fused"),
    "relu rows": large_spec(
        Random(6), inputs=5, hidden=6, steps=3, decimals=12, kind="rnn_relu", layout="rows"
    ),
    "fifty steps": large_spec(Random(7), inputs=3, hidden=2, steps=50, kind="rnn_relu", decimals=1),
    "columns": large_spec(Random(8), inputs=20, hidden=8, steps=6),
    "largest": large_spec(Random(9), inputs=64, hidden=16, steps=50),
}
EVERY_DAY = [
    ("awkward", "en", "full"),
    ("awkward", "ko", "brief"),
    ("wide", "ko", "full"),
    ("relu rows", "en", "full"),
    ("fifty steps", "ko", "brief"),
]
LATEX = [(name, lang, detail) for name in SPECS for lang in ("en", "ko") for detail in ("full", "brief")]


def typeset(spec, lang, detail, folder):
    file = Path(folder) / "page.tex"
    file.write_text(page_of(spec, "tex", lang, detail=detail), "utf-8")
    return xelatex(file, Path(folder) / "out")


@pytest.mark.parametrize(("name", "lang", "detail"), LATEX if FULL else EVERY_DAY)
def test_latex_compiles_without_a_warning(name, lang, detail, tmp_path):
    done = typeset(SPECS[name], lang, detail, tmp_path)
    assert done.warnings == ()
    fonts = pdf_fonts(done.pdf)
    assert all(fonts.values()), fonts
    assert any(each.startswith("Nanum") for each in fonts) == (lang == "ko" or name == "awkward")
    if name == "awkward":
        check_words(pdf_text(done.pdf))


HEADING = re.compile(r"^ *(?:Step|시간 단계) \d+: \w+$", re.MULTILINE)


def begun_with_a_formula(page):
    """Tell whether every step that begins on a page has its first formula there."""
    return all(re.search("tanh|=", page[found.end() :]) for found in HEADING.finditer(page))


@pytest.mark.parametrize(("inputs", "hidden", "detail"), [(16, 4, "full"), (4, 16, "full"), (20, 8, "brief")])
def test_a_step_is_begun_where_its_first_formula_stands(inputs, hidden, detail, tmp_path):
    spec = large_spec(Random(8), inputs=inputs, hidden=hidden, steps=4)
    done = typeset(spec, "en", detail, tmp_path)
    assert done.warnings == ()
    pages = pdf_text(done.pdf).split("\f")
    assert sum(len(HEADING.findall(page)) for page in pages) == 4
    assert all(map(begun_with_a_formula, pages))


def test_a_word_that_no_font_has_is_shown_as_numbers(tmp_path):
    words = ["\N{PILE OF POO}", "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", "привет"]
    done = typeset(large_spec(Random(3), hidden=2, steps=3, words=words), "en", "brief", tmp_path)
    assert done.warnings == ()
    text = pdf_text(done.pdf)
    shown = ["U+1F4A9", "U+1F44D U+1F3FD", "привет"]
    assert [text.count(each) for each in shown] == [7, 7, 7]  # title, drawing, tables, heading, states, chart
    assert not set(words[:2]) & set(text)


def check_words(text):
    """Every word stands in the vocabulary, the sentence, the heading of its step, the table of states."""
    shown = Counter(re.sub("[\u202b\u202c]", "", text).split())
    assert {word: shown[word] for word in AWKWARD if shown[word] < 4} == {}
    # The title is broken into lines, and what stands beside the word from right to left changes places.
    title = "".join(text.partition("A recurrent" if "A recurrent" in text else "순환 신경망을")[0].split())
    for part in TITLE.split(" שלום <eos> "):
        assert "".join(part.split()) in title


EXAMPLES = Path(__file__).parents[2] / "worked_examples"


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*/i_am*.tex")), ids=lambda file: file.stem)
def test_the_worked_examples_compile(file, tmp_path):
    done = xelatex(file, tmp_path)
    assert done.warnings == ()
    assert any(each.startswith("Nanum") for each in pdf_fonts(done.pdf)) == (".ko" in file.name)
    pages = pdf_text(done.pdf).split("\f")
    assert len(pages) <= 8
    assert all(map(begun_with_a_formula, pages))
