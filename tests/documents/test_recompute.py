"""Every line of a page, read back from its text, recomputes from its own printed numbers."""

import os
import re
from random import Random

import pytest

from tests.documents.recomputing import check_page
from tests.documents.specs import large_spec, random_spec
from tutor import Problem, trace
from tutor.worked.rendering import render

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
PAGES = 4_000 if FULL else 160
BATCHES = 8
SPOILT = 1 if FULL else 9  # one in so many places of a page is spoilt


def random_page(random):
    spec = random_spec(random)
    lang, detail = random.choice(["en", "ko"]), random.choice(["full", "full", "brief"])
    to, dialect = random.choice(
        [("md", "portable"), ("md", "github"), ("tex", "portable"), ("html", "portable")]
    )
    page = render(trace(Problem.from_dict(spec)), to, lang, detail=detail, dialect=dialect)
    return page, to, spec, detail == "full"


@pytest.mark.parametrize("seed", range(BATCHES))
def test_every_line_recomputes_from_the_text(seed):
    random = Random(seed)
    count = 0
    for _ in range(PAGES // BATCHES):
        page, to, spec, full = random_page(random)
        try:
            count += check_page(page, to, spec, full=full)
        except AssertionError as error:
            error.add_note(f"{to} of {spec}")
            raise
    assert count > PAGES // BATCHES * 20


def test_long_tables_are_divided_in_latex():
    """One run of XeLaTeX sets them, for no table has to know its widths from the run before."""
    spec = large_spec(Random(4), inputs=24, hidden=2, steps=50)
    spec["rounding"] |= {"carry": "rounded", "ties": "half-up"}
    spec["notation"]["symbols"] = "pytorch"
    page = render(trace(Problem.from_dict(spec)), "tex", "en")
    assert check_page(page, "tex", spec, full=True)
    rows = [
        found[1].count(r"\\") - 1 for found in re.finditer(r"\\begin{tabular}(.*?)\\end", page, re.DOTALL)
    ]
    assert rows == [24, 25, 25, 4, 26, 25, 25, 25]
    assert "longtable" not in page


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("to", ["md", "tex"])
def test_a_wrong_digit_or_relation_is_found(to, carry):
    spec = {
        "sentence": "i am",
        "vocabulary": ["i", "am", "here"],
        "cell": {
            "kind": "rnn_tanh",
            "weight_ih": [[0.1, -0.3, 0.5], [0.2, 0.4, -0.6]],
            "weight_hh": [[0.7, -0.8], [0.9, 1.0]],
            "bias": [0.1, 0.2],
            "h_0": [-0.5, 1],
        },
        "rounding": {"decimals": 2, "carry": carry, "ties": "half-up"},
        "notation": {"symbols": "textbook", "layout": "columns"},
    }
    page = render(trace(Problem.from_dict(spec)), to, "en")
    assert check_page(page, to, spec, full=True)
    unseen, count = [], 0
    for begin, end, wrong in [*spoilt_pieces(page)][::SPOILT]:
        count += 1
        try:
            check_page(page[:begin] + wrong + page[end:], to, spec, full=True)
        except (AssertionError, KeyError, ValueError):
            continue
        unseen.append(f"{page[begin - 40 : begin]}[{page[begin:end]} as {wrong}]{page[end : end + 20]}")
    assert count > 300 // SPOILT
    assert not unseen


def spoilt_pieces(page):
    """Every digit from the matrices to the last table, every = and every ≈, one at a time wrong."""
    drawings = [found.span() for found in re.finditer(r"\\begin\{tikz.*?\\end\{tikz", page, re.DOTALL)]
    last = page.index("Rounded to 2 decimals")
    for found in re.finditer(
        r"(?<![\w{\[.])(\d+\.?\d*)(?![\w.\]}]|\\times)|(?<= |&)(?:=|\\approx)(?= )", page
    ):
        if not page.index("begin{pmatrix}") < found.start() < last or any(
            begin < found.start() < end for begin, end in drawings
        ):
            continue
        if not found[1]:
            yield *found.span(), r"\approx" if found[0] == "=" else "="
        for at in range(found.start(1), found.end(1)):
            if page[at].isdigit():
                yield at, at + 1, str((int(page[at]) + 1) % 10)
