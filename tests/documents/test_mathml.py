"""MathML: what the printer writes piece by piece; whole pages read back are those of Markdown."""

import re
import tomllib
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.reading import Display, Grid, Heading, Reads, Table, Text, read_page
from tests.documents.reading_html import read_html
from tests.documents.recomputing import check_page
from tutor import Problem, trace
from tutor.documents.formulas.mathml import MathML
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.worked.rendering import render

EXAMPLES = sorted((Path(__file__).parents[2] / "worked_examples").glob("*/spec.toml"))
NAMES = [each.parent.name for each in EXAMPLES]

_PLAIN = ("mi", "mn", "mtext", "mrow", "mtr", "mtd", "msub", "msup", "msubsup", "munder", "mover", "mfrac")
# Every element and attribute that a page may use; all are in MathML Core.
CORE = {
    "math": {"aria-label", "display", "displaystyle"},
    "mtable": {"class", "displaystyle"},
    "mrow": {"class"},
    "mo": {"stretchy", "form"},
    "mspace": {"width"},
    "span": {"class"},
    **{name: set() for name in _PLAIN if name != "mrow"},
}
CHILDREN = {"msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "mfrac": 2}


def traced(name):
    spec = tomllib.loads(EXAMPLES[NAMES.index(name)].read_text("utf-8"), parse_float=Decimal)
    return trace(Problem.from_dict(spec))


def bare(tex):
    """Formulas without what only spaces them."""
    return re.sub(r"\\[,; ]|\\quad|\\allowbreak|\{\}|\s", "", tex)


def plain(block):
    """A block without spaces in its formulas, its own characters as they are shown."""

    def text(piece):
        piece = re.sub(r"&#([0-9]+);", lambda found: chr(int(found[1])), piece)
        return re.sub(r"\$[^$]*\$", lambda found: bare(found[0]), piece)

    match block:
        case Heading(level, words):
            return Heading(level, text(words))
        case Text(words):
            return Text(text(re.sub(r"^(!\[.*\])\(.*\)$", r"\1", words)))
        case Table(header, rows):
            return Table([*map(text, header)], [[*map(text, row)] for row in rows])
        case Display(tex):
            return Display(bare(tex))
        case Grid():
            return block


def apart(blocks):
    """Formulas that stand side by side, one by one; those of given numbers may be a table, which has no sizes."""
    for block in blocks:
        if isinstance(block, Display) and not block.tex.startswith(r"\begin{aligned}"):
            yield from map(Display, _side_by_side(block.tex))
        else:
            yield block


def _side_by_side(tex):
    depth = start = 0
    for at, letter in enumerate(tex):
        depth += (letter in "({[") - (letter in ")}]")
        depth += tex.startswith(r"\begin", at) - tex.startswith(r"\end", at)
        if letter == "," and depth == 0:
            yield tex[start:at]
            start = at + 1
    yield tex[start:]


def joined(blocks):
    """Put tables together that were divided between their columns; at most two of them are repeated."""
    found = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Table) and isinstance(before, Table):
            keys = 2 if before.header[1] == block.header[1] else 1
            rows = [[*row, *more[keys:]] for row, more in zip(before.rows, block.rows, strict=True)]
            assert [row[:keys] for row in rows] == [more[:keys] for more in block.rows]
            found[-1] = Table([*before.header, *block.header[keys:]], rows)
        else:
            found.append(block)
    return found


@pytest.mark.parametrize("detail", ["full", "symbolic"])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_as_that_of_markdown(name, language, detail):
    """Every formula is the one that TeX has, every sentence and table too."""
    done = traced(name)
    html = joined(map(plain, without_reads(read_html(render(done, "html", language, detail=detail)))))
    markdown = joined(map(plain, read_page(render(done, "md", language, detail=detail), "md")))
    if any(isinstance(block, Grid) for block in html):
        # The lines of their steps are tables, which are recomputed in test_network_pages.
        html, markdown = map(without_steps, (html, markdown))
    for ours, theirs in zip(apart(html), apart(markdown), strict=True):
        assert ours == theirs


def without_reads(blocks):
    """Leave out what leads from step to step, which Markdown does not have."""
    return [block for block in blocks if not isinstance(block, Reads)]


def without_steps(blocks):
    """Leave the formulas and tables of formulas of all steps out."""
    is_step = False
    for block in blocks:
        if isinstance(block, Heading):
            is_step = block.level == 3
        if not (is_step and isinstance(block, Display | Grid)):
            yield block


@pytest.mark.parametrize("layout", ["columns", "rows", "fused"])
@pytest.mark.parametrize("symbols", ["pytorch", "textbook", "source", "keras"])
def test_every_notation_reads_as_that_of_markdown(symbols, layout):
    spec = tomllib.loads(EXAMPLES[NAMES.index("i_am_here")].read_text("utf-8"))
    spec["notation"] = {"symbols": symbols, "layout": layout}
    spec.get("rounding", {}).pop("written", None)
    done = trace(Problem.from_dict(spec))
    html = without_reads(read_html(render(done, "html", "en", detail="symbolic")))
    markdown = read_page(render(done, "md", "en", detail="symbolic"), "md")
    assert [*apart(map(plain, html))] == [*apart(map(plain, markdown))]


@pytest.mark.parametrize("name", NAMES)
def test_only_mathml_core_and_every_element_whole(name):
    page = render(traced(name), "html", "ko", detail="symbolic")
    formulas = re.findall(r"<math.*?</math>", page, re.DOTALL)
    assert len(formulas) > 50
    assert "\x00" not in page and "%s" not in page
    for formula in map(ET.fromstring, formulas):
        for each in formula.iter():
            assert set(each.attrib) <= CORE[each.tag], ET.tostring(each)
            assert len(each) == CHILDREN.get(each.tag, len(each)), ET.tostring(each)
            if each.tag in ("mi", "mn", "mo", "mtext"):
                assert each.text and not len(each), ET.tostring(each)
                assert "-" not in each.text
            else:
                assert not (each.text or "").strip(), ET.tostring(each)
            assert not (each.tail or "").strip()


SPEC = {
    "sentence": "i am",
    "vocabulary": ["i", "am", "here"],
    "cell": {
        "kind": "rnn_tanh",
        "weight_ih": [[0.1, -0.3, 0.5], [0.2, 0.4, -0.6]],
        "weight_hh": [[0.7, -0.8], [0.9, 1.0]],
        "bias": [0.1, 0.2],
        "h_0": [-0.5, 1],
    },
    "rounding": {"decimals": 2, "carry": "rounded", "ties": "half-up"},
    "notation": {"symbols": "textbook", "layout": "columns"},
}


def test_a_wrong_digit_sign_or_relation_is_found():
    """Each number of a formula in the steps, one at a time, with another last digit; each = and each ≈."""
    page = render(trace(Problem.from_dict(SPEC)), "html", "en")
    assert check_page(page, "html", SPEC, full=True)
    steps = range(page.index("Step by step"), page.index("All hidden states"))
    unseen, count = [], 0
    for found in re.finditer(
        r"<mtd><mo>(=|≈)</mo>|<mo>(=|≈)</mo>|<mn>([0-9]+\.[0-9]+)</mn>|<mo>(−)</mo>", page
    ):
        if found.start() not in steps:
            continue
        at = next(each for each in range(1, 5) if found[each])
        begin, end = found.span(at)
        wrong = {"=": "≈", "≈": "=", "−": "+"}.get(
            found[at]
        ) or f"{found[at][:-1]}{(int(found[at][-1]) + 1) % 10}"
        count += 1
        try:
            check_page(page[:begin] + wrong + page[end:], "html", SPEC, full=True)
        except (AssertionError, KeyError, ValueError):
            continue
        unseen.append(page[begin - 60 : end + 20])
    assert count > 150
    assert not unseen


# --- pieces -----------------------------------------------------------------------------------------

PRINT = MathML()


def test_a_minus_is_a_minus():
    assert PRINT.number("-0.3") == "<mrow><mo>−</mo><mn>0.3</mn></mrow>"
    assert PRINT.term("-0.3") == '<mo form="infix">−</mo><mn>0.3</mn>'
    assert PRINT.term("0.3") == '<mo form="infix">+</mo><mn>0.3</mn>'
    assert PRINT.answer("-0.3") == '<mtext><span class="box">−0.3</span></mtext>'
    assert PRINT.signed([(True, "<mi>a</mi>"), (True, "<mi>b</mi>")]) == (
        '<mo form="prefix">−</mo><mi>a</mi><mo>−</mo><mi>b</mi>'
    )


def test_parts_of_a_symbol():
    index = "<mrow><mi>i</mi><mi>h</mi><mo>,</mo><mn>2</mn></mrow>"
    layer = '<mrow><mo stretchy="false">(</mo><mn>1</mn><mo stretchy="false">)</mo><mo>⊤</mo></mrow>'
    arrow = "<mover><mi>W</mi><mo>→</mo></mover>"
    assert PRINT.symbol("W_ih", "2", transposed=True, layer="1", arrow="right") == (
        f"<msubsup>{arrow}{index}{layer}</msubsup>"
    )
    assert PRINT.symbol("a") == "<mi>a</mi>"
    assert PRINT.symbol("W", transposed=True) == "<msup><mi>W</mi><mrow><mo>⊤</mo></mrow></msup>"


def test_marks_go_through_and_are_filled_with_pieces():
    step, entry = Hole("", 1, "step"), Hole("h", 0, "plain", 1)
    marked = PRINT.equation(PRINT.symbol("h", step.mark(), entry="1"), PRINT.column([entry.mark()]))
    filled = Skeleton(marked).fill({step: PRINT.step("t-1"), entry: PRINT.number("-1")})
    assert filled == PRINT.equation(
        PRINT.symbol("h", "t-1", entry="1"), PRINT.column([PRINT.number("-1")])
    ).replace(' class="numbers"', "")


def test_a_matrix_of_boxes_keeps_them_in_the_middle():
    assert 'class="numbers"' in PRINT.column([PRINT.number("1"), PRINT.number("-1")])
    assert 'class="numbers"' not in PRINT.column([PRINT.number("1"), PRINT.blank()])
    assert PRINT.row([PRINT.blank()] * 3).count('<span class="box"></span>') == 3
