"""The section with letters and closed forms: read back from its text and computed by somebody else."""

import os
import re
from fractions import Fraction
from itertools import chain
from pathlib import Path

import mpmath
import pytest
import sympy

from tests.peers import DIALECTS, PEERS, extract_formulas, need, stray_dollars, tex_errors, xelatex
from tutor import Problem, render, trace
from tutor.calculation.trace import Trace
from tutor.documents.document import Document
from tutor.documents.formats.latex import Latex
from tutor.documents.formats.writing import write
from tutor.documents.formulas.algebra import Expressions
from tutor.documents.formulas.expressions import Writer
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.tex import Tex
from tutor.language.languages import Language
from tutor.record import replace
from tutor.worked.symbolic import symbolic as symbolic_blocks

GOLDENS = Path(__file__).parent / "goldens"
LAYOUTS = ("columns", "rows", "fused")
SYMBOLS = ("pytorch", "textbook", "source", "keras")


def spec(
    *, sentence="i am here", kind="rnn_tanh", rounding=None, layout="columns", symbols="pytorch", **cell
):
    return Problem.from_dict(
        {
            "sentence": sentence,
            "vocabulary": ["i", "am", "here"],
            "cell": {
                "kind": kind,
                "weight_ih": [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]],
                "weight_hh": [[0.7, 0.8], [0.9, 1.0]],
                "bias": [0.1, 0.2],
            }
            | cell,
            "rounding": rounding or {},
            "notation": {"layout": layout, "symbols": symbols},
        }
    )


def large(hidden, words, steps, kind="rnn_tanh"):
    """Weights without a pattern, small enough for ReLU."""
    vocabulary = [f"w{k}" for k in range(words)]

    def matrix(rows, columns):
        return [[(7 * r + 5 * c) % 19 / 100 - 0.09 for c in range(columns)] for r in range(rows)]

    def exact(rows):
        return [[round(each, 2) for each in row] for row in rows]

    return Problem.from_dict(
        {
            "sentence": " ".join(vocabulary[(3 * t) % words] for t in range(steps)),
            "vocabulary": vocabulary,
            "cell": {
                "kind": kind,
                "weight_ih": exact(matrix(hidden, words)),
                "weight_hh": exact(matrix(hidden, hidden)),
            },
        }
    )


def section(page):
    """Cut the two sections that the symbolic detail adds out of a page in Markdown."""
    headings = [match.start() for match in re.finditer(r"^## ", page, flags=re.MULTILINE)]
    return page[headings[3] : headings[5]]


def symbolic(problem, lang="en", **options):
    return section(render(trace(problem), lang=lang, detail="symbolic", **options))


# --- the whole text -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_section_of_i_am_here_word_for_word(lang):
    written = symbolic(spec(), lang)
    golden = GOLDENS / f"symbolic.{lang}.md"
    if os.environ.get("RNN_TUTOR_UPDATE"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_it_stands_between_the_rounding_and_the_steps():
    page = render(trace(spec()), detail="symbolic")
    full = render(trace(spec()), detail="full")
    assert page.replace(symbolic(spec()), "") == full
    assert re.findall(r"^## (.*)", page, flags=re.MULTILINE)[2:6] == [
        "How numbers are written",
        "With letters",
        "Closed form",
        "Step by step",
    ]


# --- read back ----------------------------------------------------------------------------------------

LETTER = r"[a-z]_\{[^}]*\}(?:\[\d+\])?"


def value_of(tex, known):
    """Evaluate a formula of the page with mpmath; a letter is looked up by its TeX."""
    code = re.sub(r"\\frac\{(\d+)\}\{(\d+)\}", r"(mpf(\1)/mpf(\2))", tex)
    code = re.sub(LETTER, lambda found: f"known[{found[0]!r}]", code)
    code = code.replace(r"\left(", "(").replace(r"\right)", ")").replace(r"\,", "*").replace("\\cdot", "*")
    code = code.replace(r"\tanh", "tanh").replace(r"\mathrm{ReLU}", "relu")
    return mpmath.mpf(
        eval(
            code,
            {
                "known": known,
                "mpf": mpmath.mpf,
                "tanh": mpmath.tanh,
                "relu": lambda z: max(mpmath.mpf(0), mpmath.mpf(z)),
            },
        )
    )


def matrices(text):
    """Read every `symbol = matrix` of a text: TeX of the symbol → rows of entries."""
    found = re.findall(
        r"([A-Zb](?:_\{[a-z]+\})?(?:\^\{\\top\})?) = \\begin\{pmatrix\}\n(.*?)\n\\end", text, re.S
    )
    return {symbol: rows_of(body) for symbol, body in found}


def rows_of(body):
    return [row.split(" & ") for row in body.split(" \\\\\n")]


def letter_values(page):
    """Give each letter the number that stands at its place in the matrix of the same symbol."""
    numbers, letters = matrices(page.split("## Parameters")[1].split("## ")[0]), section(page)
    lettered = matrices(letters)
    if not lettered:  # fused: one block matrix, whose head names the parts
        head, body = re.search(
            r"\\begin\{pmatrix\}\n(.*)\n\\end\{pmatrix\} = \\begin\{pmatrix\}\n((?:.|\n)*?)\n\\end", letters
        ).groups()
        parts = [numbers[name] for name in head.split(" & ")]
        numbers = {head: [[*chain(*side_by_side)] for side_by_side in zip(*parts, strict=True)]}
        lettered = {head: rows_of(body)}
    assert set(numbers) == set(lettered)
    return {
        letter: mpmath.mpf(Fraction(number).numerator) / Fraction(number).denominator
        for symbol, rows in lettered.items()
        for letter, number in zip(chain(*rows), chain(*numbers[symbol]), strict=True)
    }


def lines_of(text):
    """Read `left &= right` of every aligned formula."""
    return re.findall(r"^(\S+) &= (.*?)(?: \\\\)?$", text, flags=re.MULTILINE)


VARIANTS = [
    *({"layout": layout, "symbols": symbols} for layout in LAYOUTS for symbols in SYMBOLS),
    {"kind": "rnn_relu", "weight_hh": [[0.7, -0.8], [-0.9, 1.0]]},
    {"kind": "rnn_relu", "layout": "rows", "h_0": [0.5, -2]},
    {"bias": [0, 0]},
    {"weight_ih": [[-0.1, 0.3, 0.5], [0.2, -0.4, 0.6]], "weight_hh": [[-0.7, 0.8], [1.0, -1.0]]},
    {"h_0": [0.25, 0]},
    {"h_0": [-0.5, 0.75], "layout": "rows", "symbols": "keras"},
    {"sentence": "here"},
    {"sentence": "am am i here"},
]
WRITTEN = [None, ["a", "h"], ["h"]]


@pytest.mark.parametrize(
    ("variant", "written"),
    [*((variant, written) for variant in VARIANTS for written in WRITTEN), ({}, ["q", "h"])],
    ids=str,
)
def test_letters_with_numbers_put_in_give_the_trace(variant, written):
    rounding = {"decimals": 12, "carry": "full"} | ({"written": written} if written else {})
    problem = spec(**variant, rounding=rounding)
    traced = trace(problem)
    page = render(traced, lang="en", detail="symbolic")
    lettered = section(page).split("## Closed form")[0]
    general, *steps = re.split(r"^Step \d+, ", lettered, flags=re.MULTILINE)
    assert len(steps) == len(problem.words)
    with mpmath.workdps(40):
        letters = letter_values(page)
        start = traced.start["h"].texts
        before = {f"h_{{0}}[{entry}]": mpmath.mpf(text) for entry, text in enumerate(start, start=1)}
        for step, text in zip(traced.steps, steps, strict=True):
            now = {}
            for left, right in lines_of(text):
                now[left] = value_of(right, letters | before)
            expected = {
                f"{symbol}_{{{step.t}}}[{entry}]": printed
                for symbol, quantity in step.quantities.items()
                if symbol != "x"
                for entry, printed in enumerate(quantity.texts, start=1)
            }
            assert list(now) == list(expected)
            for left, value in now.items():
                assert abs(value - mpmath.mpf(expected[left])) <= mpmath.mpf("0.5001e-12")
            known = {name.replace(f"_{{{step.t - 1}}}", "_{t-1}"): value for name, value in before.items()}
            known |= {
                f"x_{{t}}[{entry}]": mpmath.mpf(text)
                for entry, text in enumerate(step.quantities["x"].texts, start=1)
            }
            for left, right in lines_of(general):
                known[left] = value_of(right, letters | known)
                assert abs(known[left] - now[left.replace("{t}", f"{{{step.t}}}")]) < mpmath.mpf("1e-35")
            before = now


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("decimals", [1, 3, 12])
def test_closed_forms_read_from_the_page_have_the_value_behind_them(variant, decimals):
    problem = spec(**variant, rounding={"decimals": decimals})
    traced = trace(problem)
    text = symbolic(problem).split("## Closed form")[1]
    read = dict(lines_of(text))
    names = [f"h_{{{t}}}[{k}]" for t in range(1, len(problem.words) + 1) for k in (1, 2)]
    assert list(read) == names[: len(read)] and len(read) >= min(len(names), 4)
    exact = traced.full_precision
    with mpmath.workdps(45):
        for name, line in read.items():
            t, entry = map(int, re.fullmatch(r"h_\{(\d+)\}\[(\d)\]", name).groups())
            low, high = (end[entry - 1] for end in exact.steps[t - 1]["h"])
            middle = mpmath.mpf(low + high) / 2 / mpmath.mpf(10) ** exact.places
            *forms, printed = re.split(r" = | \\approx ", line)
            for form in forms:
                assert abs(value_of(form, {}) - middle) <= mpmath.mpf("1e-30")
            assert len(printed.partition(".")[2]) == decimals
            assert abs(mpmath.mpf(printed) - middle) <= mpmath.mpf(10) ** -decimals / 2
            whole = low == high and Fraction(low, 10**exact.places) == Fraction(printed)
            assert line.endswith(f"{'=' if whole else chr(92) + 'approx'} {printed}")


# --- what cannot be written out -----------------------------------------------------------------------


def test_the_closed_form_ends_where_it_gets_too_long():
    text = symbolic(spec(sentence="i am here i am")).split("## Closed form")[1]
    assert "h_{3}[2] &=" in text
    assert "h_{4}" not in text.split("The closed forms end here")[0]
    end = re.search(
        r"The closed forms end here: written out, that of \$h_\{4\}\[1\]\$ takes (\d+) characters. "
        r"Every step puts all entries of the state before into each new one.\n\n$",
        text,
    )
    assert 200 < int(end[1]) < 250


def test_many_entries_give_way_to_dots_and_the_page_says_so():
    text = symbolic(large(16, 64, 2))
    assert "Dots stand for what goes on in the same way." in text
    assert (
        "W_{ih} = \\begin{pmatrix}\n"
        "w_{1,1} & w_{1,2} & \\cdots & w_{1,64} \\\\\n"
        "w_{2,1} & w_{2,2} & \\cdots & w_{2,64} \\\\\n"
        "\\vdots & \\vdots & \\ddots & \\vdots \\\\\n"
        "w_{16,1} & w_{16,2} & \\cdots & w_{16,64}\n"
        "\\end{pmatrix}"
    ) in text
    assert (
        "p_{t}[1] &= w_{1,1}\\,x_{t}[1] + w_{1,2}\\,x_{t}[2] + \\cdots + w_{1,64}\\,x_{t}[64] \\\\\n"
        "p_{t}[2] &= w_{2,1}\\,x_{t}[1] + w_{2,2}\\,x_{t}[2] + \\cdots + w_{2,64}\\,x_{t}[64] \\\\\n"
        "&\\vdots  \\\\\n"
        "p_{t}[16] &="
    ) in text
    assert (
        "a_{2}[16] &= w_{16,4} + u_{16,1}\\,h_{1}[1] + u_{16,2}\\,h_{1}[2] + \\cdots "
        "+ u_{16,16}\\,h_{1}[16] + b_{16}"
    ) in text
    assert "Dots stand" not in symbolic(spec())


def test_four_of_a_kind_are_written_out():
    text = symbolic(large(4, 4, 2))
    assert "dots" not in text
    assert (
        "p_{t}[4] &= w_{41}\\,x_{t}[1] + w_{42}\\,x_{t}[2] + w_{43}\\,x_{t}[3] + w_{44}\\,x_{t}[4] \\\\"
        in text
    )


@pytest.mark.parametrize("symbols", SYMBOLS)
@pytest.mark.parametrize("layout", ["columns", "rows"])
def test_indices_are_those_of_the_matrix_without_a_sign_of_transposition(layout, symbols):
    lettered = matrices(symbolic(spec(layout=layout, symbols=symbols)))
    assert len(lettered) == 3
    for symbol, rows in lettered.items():
        letters = list(zip(*rows, strict=True)) if "top" in symbol else rows
        for r, row in enumerate(letters, start=1):
            for c, letter in enumerate(row, start=1):
                assert letter in (f"w_{{{r}{c}}}", f"u_{{{r}{c}}}", f"b_{{{max(r, c)}}}")


def test_products_stand_in_the_order_of_the_layout():
    assert "u_{11}\\,h_{1}[1] + u_{12}\\,h_{1}[2] \\\\" in symbolic(spec())
    assert "h_{1}[1]\\,u_{11} + h_{1}[2]\\,u_{12} \\\\" in symbolic(spec(layout="rows"))


def test_relu_of_a_fraction_is_a_fraction():
    text = symbolic(spec(kind="rnn_relu", weight_hh=[[0.7, 0.8], [-3, 1]]))
    assert (
        "h_{2}[1] &= \\mathrm{ReLU}\\left(\\frac{43}{50}\\right) = \\frac{43}{50} = 0.860 \\\\\n"
        "h_{2}[2] &= \\mathrm{ReLU}\\left(\\frac{2}{5}\\right) = \\frac{2}{5} = 0.400\n"
    ) in text


def test_a_sum_in_a_product_has_parentheses():
    arithmetic = Expressions()
    one, z, n = (
        arithmetic.vector([1])[0],
        arithmetic.letter("z", "z_{t}[1]"),
        arithmetic.letter("n", "n_{t}[1]"),
    )
    (rest,) = arithmetic.subtract([one], [z])
    writer = Writer(Notation(spec(), Tex()))
    assert writer.text(arithmetic.multiply([rest], [n])[0]) in (
        "(1 - z_{t}[1])\\,n_{t}[1]",
        "n_{t}[1]\\,(1 - z_{t}[1])",
    )
    with pytest.raises(TypeError, match="sin has no closed form on paper"):
        writer.text(sympy.sin(z))


def test_every_step_of_a_long_sentence_is_there():
    text = symbolic(large(2, 64, 50))
    assert re.findall(r"^Step (\d+), `(w\d+)`", text, flags=re.MULTILINE) == [
        (str(t + 1), f"w{3 * t % 64}") for t in range(50)
    ]


def test_start_values_that_are_not_zero_keep_their_letters():
    text = symbolic(spec(h_0=[0.25, 0]))
    assert "Products with an entry of $h_{0}$ that is 0 are left out." in text
    assert "q_{1}[1] &= u_{11}\\,h_{0}[1] \\\\\n" in text
    text = symbolic(spec(h_0=[0.25, 0.5]))
    assert "left out" not in text
    assert "q_{1}[1] &= u_{11}\\,h_{0}[1] + u_{12}\\,h_{0}[2] \\\\\n" in text


def test_it_says_which_values_stand_behind_the_closed_forms():
    carried = "The steps of this page carry rounded numbers; their last digits may differ from these."
    assert carried in symbolic(spec())
    assert carried not in symbolic(spec(rounding={"carry": "full"}))


def test_a_value_that_sympy_does_not_confirm_is_never_printed():
    right = trace(spec())
    exact = right.full_precision
    wrong = Trace(right.problem, right.runs)
    shifted = [
        {
            "h": type(step["h"])(
                [low + 10**30 for low in step["h"].low], [high + 10**30 for high in step["h"].high]
            )
        }
        for step in exact.steps
    ]
    wrong.__dict__["full_precision"] = replace(exact, steps=tuple(shifted))
    with pytest.raises(AssertionError, match=r"SymPy disagrees on h_1\[1\]"):
        render(wrong, detail="symbolic")


# --- peers --------------------------------------------------------------------------------------------

PAGES = [
    *(spec(**variant) for variant in VARIANTS),
    spec(sentence="i am here i am"),
    large(5, 5, 3),
    large(16, 64, 3, kind="rnn_relu"),
]


@pytest.mark.parametrize("peer", PEERS)
def test_every_formula_is_read_by_the_peers(peer):
    formulas = [
        formula
        for problem in PAGES
        for dialect in DIALECTS
        for formula in extract_formulas(symbolic(problem, dialect=dialect), dialect)
    ]
    assert len(formulas) > 100
    assert [
        (formula.tex, error)
        for formula, error in zip(formulas, tex_errors(formulas, peer), strict=True)
        if error
    ] == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_markdown_takes_nothing_for_its_own(dialect):
    for problem in PAGES:
        text = symbolic(problem, dialect=dialect)
        assert stray_dollars(text, dialect) == []
        for formula in extract_formulas(text, dialect):
            assert not [line for line in formula.tex.splitlines() if re.match(r"[-+>#*=~`]|\s*$", line)]
            assert not re.search(r"(?<![A-Za-z0-9])_|operatorname|\\text|\|", formula.tex)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_xelatex_sets_the_section(lang, tmp_path):
    need("xelatex")
    blocks = [
        block
        for problem in (spec(), spec(layout="fused"), large(16, 64, 2), large(4, 4, 3, kind="rnn_relu"))
        for block in symbolic_blocks(trace(problem), Notation(problem, Tex()))
    ]
    source = tmp_path / "section.tex"
    source.write_text("".join(write(Document(blocks), Latex(Language(lang)))), encoding="utf-8")
    assert xelatex(source, tmp_path).warnings == ()
