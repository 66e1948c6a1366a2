"""PDF files as independent readers see them: text, fonts and pictures by poppler, the numbers by computing."""

import math
import os
import re
import subprocess
import sys
import unicodedata
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from tests.documents.specs import AWKWARD, FIVE, large_spec, random_spec
from tests.peers import pdf_fonts, pdf_text
from tutor import Problem, render, trace
from tutor.documents.document import Document, Heading, Math, Paragraph, Title
from tutor.documents.formats import paper, pdf
from tutor.documents.formats.formats import finished, target_of
from tutor.documents.formats.writing import write
from tutor.documents.formulas.typst import Typst
from tutor.handout.blanks import task_of
from tutor.handout.sheets.sheet import key, sheet
from tutor.language.faults import MissingExtraError, Pattern
from tutor.language.languages import Language
from tutor.worked.page import worked

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "worked_examples").glob("*/spec.toml"))
LANGUAGES = ("en", "ko")


def source(spec, lang="en", detail="full"):
    """The Typst text of a worked example."""
    problem = Problem.from_file(spec) if isinstance(spec, Path) else Problem.from_dict(spec)
    document = worked(trace(problem), Typst(), detail=detail)
    return "".join(write(document, target_of("pdf", Language(lang))))


def page_of(*blocks, lang="en"):
    """The Typst text of a page with these blocks."""
    return "".join(write(Document(blocks), target_of("pdf", Language(lang))))


def warnings_of(text):
    compiler = pdf._compiler(bool(pdf._ASIAN.search(text)), bool(pdf._HANGUL.search(text)))
    return [each.message for each in compiler.compile_with_warnings(text.encode(), format="pdf")[1]]


@pytest.fixture
def made(tmp_path):
    """Compile a text and write it to a file."""

    def make(text, name="page.pdf"):
        file = tmp_path / name
        file.write_bytes(pdf.compiled(text))
        return file

    return make


def plain(text):
    """Letters and signs of mathematics as on a keyboard."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace("⋅", "*")


# --- worked examples --------------------------------------------------------------------------------

# What a page of a wall has room for; with the torch table, the notes and the check.
PAGES = {"i_am_here": 2, "i_am_here_now": 3, "notebook": 3}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("detail", ["full", "symbolic"])
@pytest.mark.parametrize("spec", EXAMPLES, ids=lambda spec: spec.parent.name)
def test_every_example_compiles_without_a_warning(spec, detail, lang, made):
    text = source(spec, lang, detail)
    assert warnings_of(text) == []
    file = made(text)
    fonts = pdf_fonts(file)
    assert all(fonts.values())
    assert any("Nanum" in name for name in fonts) == (lang == "ko")
    assert any("NewCMMath" in name for name in fonts)
    pages = pdf_text(file).split("\f")[:-1]
    assert len(pages) <= PAGES.get(spec.parent.name, 5) + 6 * (detail == "symbolic")
    for number, page in enumerate(pages, start=1):
        assert re.sub(r"\s", "", page.rstrip().rsplit("\n", 1)[-1]) == f"{number}/{len(pages)}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["i_am_here", "i_am_here_now", "notebook", "gru", "lstm", "next_word", "batch"]
)
def test_every_line_of_numbers_recomputes(name, lang, made):
    spec = ROOT / "worked_examples" / name / "spec.toml"
    steps = trace(Problem.from_file(spec))
    check_lines(steps, in_order(made(source(spec, lang))))


@pytest.mark.parametrize("seed", range(30 if FULL else 6))
def test_random_examples_recompute(seed, made):
    spec = random_spec(Random(seed), size=4, steps=4)
    spec["rounding"]["carry"] = "rounded"
    text = source(spec, LANGUAGES[seed % 2])
    assert warnings_of(text) == []
    check_lines(trace(Problem.from_dict(spec)), in_order(made(text)))


# p_1[2] = 0.1 * 1 - 0.2 * (-0.3) = 0.160, as pdftotext gives it; a long sum goes on in the next lines.
LINE = re.compile(r"[a-zE][a-z]?,?\d+ ?\[\d+\] *= *(.*)")
SUM = re.compile(r"([^=≈]*[0-9)]) *([=≈]) *(-?[0-9.]+)")
# A row of a table of lines: what it is for, then cells that end with a relation and a number.
CELL = re.compile(r"([^=≈]*?) ?([=≈]) (-?[0-9.]+)(?: |$)")
OF_A_GATE = re.compile(r"(?:[^=≈]* )?[a-z]\d+ ?\[\d+\] (= -?[0-9.]+ (?![-+*] ).*[=≈].*)")
OF_AN_ENTRY = re.compile(r"\d+ ((?![=≈]* ?\d+ *=).*[=≈] -?[0-9.]+)")


def in_order(file):
    """The text of a PDF in the order in which it was written: a line of the page in one piece."""
    done = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def check_lines(steps, text):
    """Every entry is computed from the numbers before it, and all entries of the trace are there."""
    lines = plain(text).splitlines()
    found = []
    for at, each in enumerate(lines):
        if row := OF_A_GATE.fullmatch(each) or OF_AN_ENTRY.fullmatch(each):
            found += row_values(row[1])
            continue
        if "ln(" in each or not (begun := LINE.search(each)):
            continue
        written = begun[1]
        for more in lines[at + 1 : at + 9]:
            if not re.match(r" *[-+]", more) or SUM.match(written):
                break
            written += " " + more.strip()
        if SUM.fullmatch(written.strip()) and re.search("[*+(]| - |ReLU", written):
            left, relation, value = SUM.fullmatch(written.strip()).groups()
            check(left, relation, value)
            found.append(value)
    written = [
        text
        for run in steps.runs
        for step in run.steps
        for symbol, quantity in step.quantities.items()
        if symbol not in ("x", "E", "y", "L")
        for text in quantity.texts
    ]
    assert sorted(found) == sorted(written)


def row_values(row):
    """Recompute the cells of a row; one without working is a sum of what stands before it, or the first."""
    values = []
    for working, relation, value in CELL.findall(row):
        if re.search(r"[*(]|\d [-+] \d|ReLU", working):
            check(working, relation, value)
        elif values:
            check(" + ".join(f"({each})" for each in (*values[-2:], *working.split())), relation, value)
        values.append(value)
    return values


FUNCTIONS = {
    "tanh": math.tanh,
    "σ": lambda a: 1 / (1 + math.exp(-a)),
    "exp": math.exp,
    "ReLU": lambda a: max(a, Fraction(0)),
}


def check(left, relation, value):
    function = re.match("tanh|σ|exp|ReLU", left)
    inner = evaluated(left[function.end() :] if function else left)
    result = FUNCTIONS[function[0]](inner) if function else inner
    unit = Fraction(1, 10 ** len(value.partition(".")[2]))
    if relation == "=":
        assert abs(result - Fraction(value)) < (1e-15 if isinstance(result, float) else Fraction(1, 10**30))
    else:
        assert 0 < abs(result - Fraction(value)) <= unit / 2 + Fraction(1, 10**14), (left, value)


def evaluated(text):
    """Compute sums, products and parentheses of decimals, exactly."""
    tokens = re.findall(r"\d+(?:\.\d+)?|[-+*()]|σ|tanh|exp", text)
    assert "".join(tokens) == re.sub(r"\s", "", text), text

    def total():
        result = product()
        while tokens and tokens[0] in "+-":
            sign = tokens.pop(0)
            result += product() if sign == "+" else -product()
        return result

    def product():
        result = factor()
        while tokens and tokens[0] == "*":
            tokens.pop(0)
            result *= factor()
        return result

    def factor():
        token = tokens.pop(0)
        if token == "-":
            return -factor()
        if token == "(":
            result = total()
            assert tokens.pop(0) == ")"
            return result
        return Fraction(token)

    result = total()
    assert not tokens
    return result


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_states_is_that_of_the_trace(lang, made):
    spec = ROOT / "worked_examples" / "i_am_here" / "spec.toml"
    text = plain(in_order(made(source(spec, lang))))
    rows = re.findall(r"^(\d) (i|am|here) (-?0\.\d{3}) (-?0\.\d{3})$", text, re.MULTILINE)
    steps = trace(Problem.from_file(spec))
    assert rows == [(str(each.t), each.word, *each.quantities["h"].texts) for each in steps.runs[0].steps]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("preset", ["h", "steps", "all"])
@pytest.mark.parametrize("spec", EXAMPLES, ids=lambda spec: spec.parent.name)
def test_a_sheet_holds_no_answers_and_its_key_all(spec, preset, lang, made):
    problem = Problem.from_file(spec)
    if preset == "all" and not problem.words:
        preset = "steps"
    task = task_of(problem, preset, student="s01", sheet_id="K7A-3Q2", key_id="M22-11X")
    texts = [
        "".join(write(lay_out(task, Typst()), target_of("pdf", Language(lang)))) for lay_out in (sheet, key)
    ]
    assert [warnings_of(text) for text in texts] == [[], []]
    asked, answers = (plain(pdf_text(made(text))) for text in texts)
    values = {
        value
        for run in task.trace.runs
        for step in run.steps
        for symbol, quantity in step.quantities.items()
        for entry, value in enumerate(quantity.texts, start=1)
        if "." in value and run.unit.quantity_name(symbol, step.t, entry, run.sequence) in task.blanks
    }
    found = [set(re.findall(r"-?\d+\.\d+", text)) for text in (asked, answers)]
    assert values and values <= found[1]
    given = {f"{value:.3f}" for value in (0.0, 0.5)} | {"0.0"}
    assert values & found[0] <= given
    assert asked.count("K7A-3Q2") >= asked.count("\f")  # at the foot of every page


# --- the page ---------------------------------------------------------------------------------------


def boxes(file):
    """Give each word of a page with its left, top, right and bottom."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, encoding="utf-8", check=True
    )
    found = re.findall(
        r'<page width="([\d.]+)"|<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>',
        done.stdout,
    )
    return [(word, *map(float, (x0, y0, x1, y1))) for _, x0, y0, x1, y1, word in found if word]


def test_a_column_is_a_column_and_a_row_is_a_row(made):
    """In Typst ``mat(#a; #b)`` is a row."""
    printer = Typst()
    for text, is_column in [
        (printer.column(["0.111", "-0.222"]), True),
        (printer.column([printer.quotient("0.111", "1"), "0.222"]), True),
        (printer.matrix([["0.111"], ["0.222"]]), True),
        (printer.column([printer.answer("0.111"), printer.answer("0.222")]), True),
        (printer.row(["0.111", "0.222"]), False),
    ]:
        found = {word: at for word, *at in boxes(made(page_of(Paragraph(Math(text)))))}
        (_, y0, x1, _), (_, y2, x3, _) = found["0.111"], found["−0.222" if "-" in text else "0.222"]
        assert (abs(x1 - x3) < 3) == is_column  # numbers end at the same place
        assert (abs(y0 - y2) > 5) == is_column


BIG = [
    large_spec(Random(5), inputs=64, hidden=16, steps=2, layout="fused"),
    large_spec(Random(6), inputs=5, hidden=6, steps=3, decimals=12, kind="rnn_relu", layout="rows"),
    large_spec(Random(1), inputs=6, hidden=6, steps=6, decimals=6),
    large_spec(Random(8), inputs=20, hidden=8, steps=4),
    large_spec(Random(9), inputs=64, hidden=1, steps=1),
    large_spec(Random(9), inputs=1, hidden=16, steps=1, layout="rows"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "spec", BIG, ids=["64 × 16 fused", "12 decimals", "6 × 6", "20 × 8", "64 × 1", "1 × 16"]
)
def test_nothing_stands_outside_the_page(spec, lang, made):
    text = source(spec, lang)
    assert warnings_of(text) == []
    left, right, top, bottom = 15 / 25.4 * 72, (210 - 15) / 25.4 * 72, 13 / 25.4 * 72, 297 / 25.4 * 72
    for word, x0, y0, x1, y1 in boxes(made(text)):
        assert left - 2 < x0 and x1 < right + 2 and top - 15 < y0 and y1 < bottom, word


STEP = re.compile(r"^ *(?:Step|시간 단계) (\d+): ", re.MULTILINE)


@pytest.mark.parametrize("name", ["i_am_here", "bidirectional", "two_layers", "next_word"])
def test_a_step_that_fits_a_page_is_not_torn(name, made):
    text = pdf_text(made(source(ROOT / "worked_examples" / name / "spec.toml")))
    for page in text.split("\f"):
        steps = STEP.findall(page)
        # The last line of a step gives its state, or its loss.
        body = STEP.split(page)[2::2]
        assert all(re.search(r"tanh\(|𝐿", each) for each in body), page
        assert len(steps) == len(body)


# --- what people wrote ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_shown_literally(lang, made):
    spec = large_spec(Random(3), hidden=2, steps=len(AWKWARD), words=AWKWARD)
    text = source({"title": "Awkward: " + " ".join(AWKWARD), **spec}, lang)
    assert warnings_of(text) == []
    shown = re.sub("[\u202a-\u202e\u2066-\u2069]", "", pdf_text(made(text)))
    words = shown.split()
    assert {word: words.count(word) for word in AWKWARD if words.count(word) < 4} == {}


LITERAL = [
    "\\ { } $ & # ^ _ ~ % @ < > * = ` \" ' [ ] // - + /",
    *["= a", "- a", "+ a", "/ a", "1. a", "// a", "/* a */", "@a", "#import", '#import "a": *', "<eos>"],
    *[
        "a -- b --- c",
        "...",
        "*a* _b_ `c`",
        "https://a.b",
        "~",
        "\\",
        '"',
        '\\"',
        "$x$ $ y $",
        "a\\ b",
        "#a;",
    ],
    "]#[",
    *["fi ffl", "{{7*7}}", "\\u{1F600}"],
]


@pytest.mark.parametrize("make", [Title, lambda text: Pattern("{name}", "{name}")(name=Title(text)), str])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sign_means_itself(lang, make, made):
    blocks = [Paragraph(make(text), item=item) for text in LITERAL for item in (False, True)]
    page = page_of(Heading(1, "h"), *blocks, lang=lang)
    assert warnings_of(page) == []
    lines = ["".join(line.split()) for line in pdf_text(made(page)).splitlines() if line.strip()]
    expected = ["".join(line.split()) for text in LITERAL for line in (text, f"•{text}")]
    assert [line for line in lines[1:] if not re.fullmatch(r"\d+/\d+", line)] == expected


def test_letters_that_no_font_has_are_shown_as_numbers(made):
    words = ["\N{PILE OF POO}", "ไทย", "привет", "שלום", "나는", "私", "桜"]
    text = pdf_text(made(page_of(*(Paragraph(Title(word)) for word in words))))
    lines = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text).split("\n")
    shown = [line.strip() for line in lines if line.strip()][: len(words)]
    assert shown == ["U+1F4A9", "U+0E44 U+0E17 U+0E22", "привет", "שלום", "나는", "私", "U+685C"]


def picture(letter, call, asian):
    """A letter as the page draws it."""
    text = page_of()
    text = text.replace('paper: "a4"', "width: 40pt, height: 40pt").replace(
        "(x: 15mm, top: 13mm, bottom: 17mm)", "5pt"
    )
    text = re.sub(r"footer: context \{.*?\n  \},", "", text, flags=re.DOTALL)
    return pdf._compiler(asian, asian).compile(
        f"{text}#{call}({paper.quoted(letter)})".encode(), format="png"
    )


@pytest.mark.parametrize("call", ["lit", "raw", "heading"])
def test_the_fonts_have_the_letters_that_they_are_said_to_have(call):
    missing = picture("\N{PILE OF POO}", call, asian=False)
    assert picture("ก", call, asian=False) == missing
    own = re.compile(f"[{paper._OWN}]")
    letters = [
        chr(code)
        for code in range(0x21, 0x10000)
        if own.match(chr(code)) and unicodedata.category(chr(code))[0] in "LNPS"
    ]
    assert len(letters) > 4000
    for letter in Random(1).sample(letters, 400 if FULL else 60):
        assert picture(letter, call, asian=False) != missing, letter
    missing = picture("\N{PILE OF POO}", call, asian=True)
    for letter in "가힣ㄱ私漢あア":
        assert picture(letter, call, asian=True) != missing, letter


def test_korean_words_are_not_broken(made):
    sentence = (
        "은닉 상태와 가중치를 곱하고 편향을 더한 다음 하이퍼볼릭 탄젠트를 취하면 새로운 은닉 상태가 됩니다."
    )
    text = pdf_text(
        made(
            page_of(
                *(
                    Paragraph(Pattern("{p} " * n + "{s}", "{p} " * n + "{s}")(p="가", s=sentence))
                    for n in range(1, 12)
                ),
                lang="ko",
            )
        )
    )
    words = set(sentence.split()) | {"가"}
    assert set(re.sub(r"\d+ */ *\d+\s*$", "", text).split()) <= words


# --- bytes ------------------------------------------------------------------------------------------

PROGRAM = """
import hashlib, sys
from tutor import Problem, render, trace
for lang in ("en", "ko"):
    data = render(trace(Problem.from_file(sys.argv[1])), "pdf", lang)
    print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes():
    spec = ROOT / "worked_examples" / "next_word" / "spec.toml"
    found = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2", "ko_KR.UTF-8")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "LANG": locale,
            "TZ": f"UTC-{seed}",
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(spec)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        found.add(done.stdout)
    assert len(found) == 1
    # A document that others were compiled before is the same, too.
    data = render(trace(Problem.from_file(spec)), "pdf", "ko")
    assert render(trace(Problem.from_file(spec)), "pdf", "ko") == data
    import hashlib

    assert hashlib.sha256(data).hexdigest() == found.pop().split()[1]


def test_many_documents_in_one_file(monkeypatch, tmp_path):
    """Each begins on a new page and counts its own pages, however they are packed."""
    specs = [large_spec(Random(seed), inputs=3, hidden=2, steps=seed + 1) for seed in range(5)]
    texts = [source(spec, LANGUAGES[at % 2], "brief") for at, spec in enumerate(specs)]
    expected = [pdf_text_of(pdf.compiled(text), tmp_path) for text in texts]
    for pack in (100, 2, 1):
        monkeypatch.setattr(pdf, "PACK", pack)
        together = pdf.combined(iter(texts))
        assert together == pdf.combined(texts)
        assert pdf_text_of(together, tmp_path) == "".join(expected)
    assert pdf.combined([]) == b""


# Students, and so many lines for each: one side, two, three, one.
LEAVES = (("kim", 3), ("lee", 60), ("park", 110), ("an", 3))


def test_many_sheets_on_leaves_of_their_own(monkeypatch, tmp_path):
    """Each begins on an odd page of the file, behind an empty side where it must; none is lost or added."""
    texts = [page_of(*[Paragraph(f"{name} {at}") for at in range(lines)]) for name, lines in LEAVES]
    sides = [pdf_text_of(pdf.compiled(text), tmp_path).split("\f")[:-1] for text in texts]
    assert [len(each) for each in sides] == [1, 2, 3, 1]
    padded = [[*each, ""] if len(each) % 2 else each for each in sides]
    expected = [side for each in padded for side in each]
    expected = expected[: -1 if len(sides[-1]) % 2 else None]  # behind the last there is nothing to part
    for pack in (100, 2, 1):
        monkeypatch.setattr(pdf, "PACK", pack)
        together = pdf.combined(texts, leaves=True)
        assert [side.strip() for side in pdf_text_of(together, tmp_path).split("\f")[:-1]] == [
            side.strip() for side in expected
        ]
    assert pdf.combined([], leaves=True) == b""


def pdf_text_of(data, folder):
    file = folder / "a.pdf"
    file.write_bytes(data)
    return pdf_text(file)


# --- what is missing --------------------------------------------------------------------------------

SPEC = ROOT / "worked_examples" / "i_am_here" / "spec.toml"


@pytest.fixture
def fresh():
    """Look for the package and the fonts anew, before and after."""
    pdf._compiler.cache_clear()
    yield
    pdf._compiler.cache_clear()


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        (
            "en",
            "error[U10]: writing .pdf needs a package that is not installed\n"
            '  help: install it: pip install "rnn-tutor[pdf]"\n',
        ),
        (
            "ko",
            "오류[U10]: .pdf 파일을 쓰는 데 필요한 패키지가 설치되어 있지 않습니다\n"
            '  도움말: 설치하세요: pip install "rnn-tutor[pdf]"\n',
        ),
    ],
)
def test_the_extra_is_missing(lang, message, rnn_tutor, monkeypatch, fresh, tmp_path):
    monkeypatch.setitem(sys.modules, "typst", None)
    file = tmp_path / "a.pdf"
    result = rnn_tutor("worked", SPEC, "--lang", lang, "-o", file)
    assert (result.code, result.out, result.err) == (2, "", message)
    assert not file.exists()


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        (
            "en",
            "error[U11]: there is no Korean font for the PDF\n"
            "  Without one every Korean letter would be an empty box.\n"
            "  help: install one and run the command again: apt install fonts-nanum on Debian and Ubuntu, or pip "
            "install noto-cjk-sans-otc anywhere\n",
        ),
        (
            "ko",
            "오류[U11]: PDF에 쓸 한글 글꼴이 없습니다\n"
            "  글꼴이 없으면 한글이 모두 빈 네모로 나옵니다.\n"
            "  도움말: 글꼴을 설치하고 명령을 다시 실행하세요. 데비안과 우분투에서는 apt install fonts-nanum, "
            "어디서나 pip install noto-cjk-sans-otc\n",
        ),
    ],
)
def test_there_is_no_korean_font(lang, message, rnn_tutor, without_fonts, tmp_path):
    spec = tmp_path / "spec.toml"
    spec.write_text(SPEC.read_text("utf-8").replace("here", "여기"), "utf-8")
    file = tmp_path / "a.pdf"
    result = rnn_tutor("worked", spec, "--lang", lang, "-o", file)
    assert (result.code, result.out, result.err) == (2, "", message)
    assert not file.exists()


@pytest.fixture
def without_fonts(monkeypatch, fresh):
    monkeypatch.setattr(pdf, "FOLDERS", ())
    monkeypatch.setattr(pdf, "PACKAGES", ())
    monkeypatch.setattr(pdf, "USE_SYSTEM_FONTS", False)


def test_a_page_without_korean_needs_no_font(without_fonts, made):
    text = pdf_text(made(page_of(Paragraph(Title("i am 私 あ")))))
    assert "i am U+79C1 U+3042" in text


def test_a_font_that_the_compiler_does_not_know_is_an_error(monkeypatch, fresh):
    """Typst would go on with another one and a warning."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    face = pdf.Face("No Such Face", "No Such Face", "No Such Face")
    monkeypatch.setattr(pdf, "_found", lambda: (face, fonts))
    with pytest.raises(MissingExtraError, match="U11"):
        pdf.compiled(
            page_of(
                Paragraph(
                    "나는",
                )
            )
        )


def test_a_font_of_the_system_is_found_by_its_name(monkeypatch, fresh, made):
    monkeypatch.setattr(pdf, "FOLDERS", ())
    fonts = pdf_fonts(made(page_of(Paragraph("나는"))))
    assert any("Nanum" in name for name in fonts)


def test_finished_documents_are_bytes():
    pieces = list(finished(Document([Heading(1, "h")]), "pdf", target_of("pdf", Language("en"))))
    assert [piece[:5] for piece in pieces] == [b"%PDF-"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("steps", "hidden"), [(3, 2), (5, 3)])
def test_a_sheet_is_one_leaf_and_its_boxes_have_room(steps, hidden, lang, made):
    """Two sides, the weights on both; a box is 25 mm wide and 10 mm high at least."""
    spec = large_spec(Random(2), inputs=4, hidden=hidden, steps=steps)
    spec["notation"] = {"symbols": "pytorch", "layout": "columns"}
    task = task_of(Problem.from_dict(spec), "steps", student="s01", sheet_id="K7A-3Q2")
    text = "".join(write(sheet(task, Typst()), target_of("pdf", Language(lang))))
    sides = pdf_text(made(text)).split("\f")[:-1]
    assert len(sides) <= 2
    assert text.count("#box-rows(") == steps and text.count('slot("') == 4 * hidden * steps
    assert "width: 25.4mm, height: 10.2mm" in text
    weights = {f"[{number}]" for number in range(1, hidden + 1)}
    assert all(weights <= set(side.split()) for side in sides)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_five_words_with_three_hidden_units_are_three_pages(lang, made):
    assert len(pdf_text(made(source(FIVE, lang))).split("\f")[:-1]) <= 3
