"""Errata: those of the source examples are goldens, recomputed line by line; people's words stay literal."""

import math
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.peers import extract_formulas, pdf_fonts, pdf_text, stray_dollars, xelatex
from tutor.checking.errata import errata
from tutor.checking.repair import repair
from tutor.documents.formats.latex import Latex
from tutor.documents.formats.markdown import Markdown
from tutor.documents.formats.writing import write
from tutor.documents.formulas.tex import Tex
from tutor.judging.judge import judge
from tutor.language.languages import Language
from tutor.reading.reader import read

EXAMPLES = Path(__file__).parents[2] / "worked_examples"
NAMES = ("i_am_here", "i_am_here_now")
LANGUAGES = ("en", "ko")
NUMBER = re.compile(r"\d+\.\d+")


def page(text, language="en", target=Markdown):
    work = read(text)
    judgement = judge(work)
    document = errata(judgement, repair(judgement), work, Tex())
    return "".join(write(document, target(Language(language))))


def rows(markdown):
    """The table of wrong numbers: line, number, entry, claimed, from before, corrected, why."""
    table = re.search(r"^\| ---: \| --- \| ---: \|.*\n((?:\|.*\n)+)", markdown, re.MULTILINE)[1]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


# The source examples


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_errata_are_up_to_date(name, language, rnn_tutor, golden, tmp_path):
    for ending in ("md", "tex"):
        file = tmp_path / f"errata.{language}.{ending}"
        result = rnn_tutor("check", EXAMPLES / name / "claimed.md", "--lang", language, "-o", file)
        assert (result.code, result.err) == (1, "")
    written = sorted(tmp_path.iterdir())
    assert [each.suffix for each in written] == [".svg", ".md", ".svg", ".tex"]
    for each in written:
        golden(f"../worked_examples/{name}/{each.name}", each.read_text("utf-8"))


TRUE = {
    "i_am_here": {
        "w": [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]],
        "u": [[0.7, 0.8], [0.9, 1.0]],
        "steps": {"13-18": 1, "22-28": 2, "32-40": 3},
    },
    "i_am_here_now": {
        "w": [[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]],
        "u": [[0.9, 1.0], [1.1, 1.2]],
        "steps": {"19-23": 1, "29-33": 2, "39-43": 3, "49-55": 4},
    },
}


def truth(name):
    """Every value of the network by step, with math.tanh alone."""
    w, u, b = TRUE[name]["w"], TRUE[name]["u"], [0.1, 0.2]
    h, values = [0.0, 0.0], {}
    for t in range(1, len(w[0]) + 1):
        p = [row[t - 1] for row in w]
        q = [sum(map(math.prod, zip(row, h, strict=True))) for row in u]
        a = [x + y + z for x, y, z in zip(p, q, b, strict=True)]
        h = [math.tanh(each) for each in a]
        values[t] = {"W x": p, "W h + b": [x + y for x, y in zip(q, b, strict=True)], "a": a, "h": h}
        values[t]["W x + b"] = [x + y for x, y in zip(p, b, strict=True)]
    return values


def kind_of(number):
    """Tell which value of a step a row is about."""
    if number.startswith("h_"):
        return "h"
    if number.startswith("a_"):
        return "a"
    if "h_" in number:
        return "W h + b"
    return "W x + b" if "+" in number else "W x"


def step_of(name, line):
    return next(
        t
        for span, t in TRUE[name]["steps"].items()
        if int(span.split("-")[0]) <= line <= int(span.split("-")[1])
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_corrected_number_is_true(name):
    values, seen = truth(name), 0
    for line, number, entry, _, _, corrected, _ in rows(
        page((EXAMPLES / name / "claimed.md").read_text("utf-8"))
    ):
        if not entry or corrected == "–":
            continue
        true = values[step_of(name, int(line))][kind_of(number)][int(entry) - 1]
        # The page carries what it writes, so its last digit may be off by two.
        assert abs(float(corrected) - true) < 0.0021, (line, number, entry)
        seen += 1
    assert seen >= 15


@pytest.mark.parametrize("name", NAMES)
def test_every_wrong_number_is_listed_and_no_right_one(name):
    """Decide by the true values which numbers of the results are wrong; the table must hold exactly those."""
    source = (EXAMPLES / name / "claimed.md").read_text("utf-8")
    listed = {(int(row[0]), row[3], row[2]) for row in rows(page(source)) if row[2]}
    values, wrong = truth(name), set()
    for line, text in enumerate(source.splitlines(), start=1):
        if not any(
            low <= line <= high for low, high in (map(int, s.split("-")) for s in TRUE[name]["steps"])
        ):
            continue
        step = values[step_of(name, line)]
        vectors = [match.split(", ") for match in re.findall(r"(?<!\[)\[([^\[\]]+)\](?!\])", text)]
        if "]]" in text or not NUMBER.search(text):
            continue  # the line that puts the numbers in, and the one-hot vectors
        expected = _expected(text, vectors, step)
        for vector, right in expected:
            for entry, token in enumerate(vector, start=1):
                if entry > len(right) or abs(float(token) - right[entry - 1]) > _half(token):
                    wrong.add((line, token, str(entry)))
    assert listed == wrong


def _expected(text, vectors, step):
    """Pair the vectors of a line with what they should be; a given bias is no claim."""
    if "tanh" not in text:
        return [(vectors[-1], step["h"])]
    if len(vectors) == 1:
        # At step 1 the line is W x + b, for h_0 is zero.
        return [(vectors[0], step["a"])]
    if vectors[1] == ["0.1", "0.2"]:
        return [(vectors[0], step["W x"])]
    return [(vectors[0], step["W x"]), (vectors[1], step["W h + b"])]


def _half(token):
    """Half a unit of the last digit, and what carrying written numbers may add."""
    return 0.5 * 10.0 ** Decimal(token).as_tuple().exponent + 1e-9


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_from_before_follow_from_the_writers_own_line(name):
    source = (EXAMPLES / name / "claimed.md").read_text("utf-8").splitlines()
    checked = 0
    for line, number, entry, _, before, _, _ in rows(page("\n".join(source) + "\n")):
        if entry and before != "–" and number.startswith("h_"):
            argument = re.search(r"\[([^\[\]]+)\]", source[int(line) - 2])[1].split(", ")[int(entry) - 1]
            assert abs(math.tanh(float(argument)) - float(before)) < 0.0005 + 1e-9
            checked += 1
    assert checked >= 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_markdown_is_whole(name, language):
    text = page((EXAMPLES / name / "claimed.md").read_text("utf-8"), language)
    assert stray_dollars(text, "portable") == []
    assert len(extract_formulas(text, "portable")) > 30


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_latex_compiles(name, language, tmp_path):
    done = xelatex(EXAMPLES / name / f"errata.{language}.tex", tmp_path)
    assert done.warnings == ()
    text = pdf_text(done.pdf)
    assert {"en": "Wrong numbers, and what follows from them", "ko": "틀린 숫자와 거기에서 따라 나온 숫자"}[
        language
    ] in text
    hangul = language == "ko" or name == "i_am_here_now"  # whose last line is Korean
    assert any(each.startswith("Nanum") for each in pdf_fonts(done.pdf)) == hangul


# Other texts

GIVENS = (
    "W = [[0.1, 0.3], [0.2, 0.4]], U = [[0.7, 0.8], [0.9, 1.0]], b = [0.1, 0.2]\nx1 = [1, 0], h0 = [0, 0]\n"
)
STEP = "h1 = tanh(W x1 + U h0 + b) = tanh([0.2, 0.4]) = [0.197, 0.380]\n"


def test_a_right_text():
    text = page(GIVENS + STEP)
    assert text.startswith("# Errata\n\n1 line was compared with what stands before. Nothing is wrong.\n")
    assert (
        "## Wrong numbers, and what follows from them" not in text
        and "# The corrected worked example" in text
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Nothing was compared, so nothing is said to be right."),
        ("ko", "비교한 것이 없어서 맞는지 틀린지 말할 수 없습니다."),
    ],
)
def test_where_nothing_was_compared_nothing_is_said_to_be_right(language, said):
    assert page("h1 = tanh(0,2) = 0,197", language).splitlines()[2] == said


def test_without_a_correction_the_reason_stands_there():
    text = page("tanh(0.4) = 0.378\n")
    assert text.endswith(
        "# The corrected worked example\n\n"
        "> There is none: the text does not give everything that a calculation needs.\n\n"
    )
    assert rows(text) == [["1", "tanh(0.4)", "", "0.378", "0.380", "–", "`C04`"]]


def test_both_readings_are_shown():
    text = GIVENS.replace("x1 = [1, 0]", "x1 = [1, 0], x2 = [0, 1]") + "h1 = [0.2, 0.4]\nh2 = [0.7, 0.8]\n"
    found = page(text)
    assert "## Remarks" in found and "Wrong numbers, and what follows from them" not in found
    assert found.count("Read as `weight_ih: ") >= 2
    assert "| t | h[1] | h[2] |" in found


AWKWARD = ("<b>", "$x$", "100%", "a_b", r"\input{x}", "{{ 7*7 }}", "나는", "_a_")


@pytest.mark.parametrize("target", [Markdown, Latex])
def test_what_a_person_wrote_is_shown_literally(target):
    vectors = [[int(i == j) for j in range(len(AWKWARD))] for i in range(len(AWKWARD))]
    words = (
        "{" + ", ".join(f'"{word}": {vector}' for word, vector in zip(AWKWARD, vectors, strict=True)) + "}"
    )
    text = (
        f"Words: {words}\n"
        + "h1 = tanh([0.2, 0.4]) = [0.197, 0.378] <script>alert(1)</script> `$x$` \\input{y}\n"
    )
    found = page(text, target=target)
    if target is Markdown:
        assert stray_dollars(found, "portable") == []
        assert re.search(r"^[^`]*<script>", found, re.MULTILINE) is None
    else:
        assert "\\input" not in found and "\\textbackslash{}input" in found


def test_a_very_long_line_is_cut_around_the_place():
    prose = "so it goes " * 60
    found = page(f"{prose} tanh(0.4) = 0.378 {prose}\n")
    (shown,) = re.findall(r"^`(….*…)`$", found, re.MULTILINE)
    assert len(shown) < 200 and "0.378" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_row_of_a_matrix_the_whole_vector_is_shown(language):
    right = (EXAMPLES / "i_am_here" / "i_am_here.en.md").read_text("utf-8")
    wrong = right.replace("0.687 \\\\\n", "0.678 \\\\\n", 1)
    shown = re.findall(r"^### .*246.*\n\n`(.*)`$", page(wrong, language), re.MULTILINE)
    assert shown == ["h_2 = (0.678, 0.820)"]


def test_what_is_a_sentence_already_gets_no_second_full_stop(tmp_path, rnn_tutor):
    """Sizes of which neither is known are not spoken of."""
    text = tmp_path / "text.txt"
    text.write_text(
        "p1 = [0.2, 0.4]\nq1 = [0, 0]\nb = [0.1, 0.2]\na1 = p1 + q1 + b = [0.3, 0.7]\nh1 = tanh(a1) = [0.291, 0.604]\n",
        encoding="utf-8",
    )
    rnn_tutor("check", text, "-o", tmp_path / "errata.md")
    written = (tmp_path / "errata.md").read_text(encoding="utf-8")
    assert "- `C16`: h_0 is not given; zeros were taken.\n" in written
    assert ".." not in written
    text.write_text("h1 = tanh(0.2) = 0.3\n", encoding="utf-8")
    rnn_tutor("check", text, "-o", tmp_path / "errata.md", "--force")
    written = (tmp_path / "errata.md").read_text(encoding="utf-8")
    assert "C04" in written and "unknown" not in written
