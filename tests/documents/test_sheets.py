"""Sheets and keys as finished files: what is asked, what is given, and that no answer stands on a sheet."""

import html
import json
import os
import re
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from markdown_it import MarkdownIt

from tests.calculation.networks import random_network
from tests.documents.specs import AWKWARD, large_spec
from tests.peers import PEERS, extract_formulas, need, pdf_text, stray_dollars, tex_errors, xelatex
from tutor import Problem, trace
from tutor.calculation.numbers import plain
from tutor.documents.document import Blank, OnKey, Part, Question, points_text
from tutor.documents.formats.formats import sheet_written
from tutor.documents.formulas.tex import Tex
from tutor.documents.plain_blocks import plain_blocks
from tutor.handout.blanks import PRESETS, task_of, with_written
from tutor.handout.exercise import Exercise, Sheet, exercise_text
from tutor.handout.limits import LEVELS
from tutor.handout.sheets.sheet import key, sheet
from tutor.language.faults import SpecError
from tutor.language.languages import Language
from tutor.spec import spec_dict

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
EXAMPLES = Path(__file__).parents[2] / "worked_examples"
SMALL = {
    "title": "Three words",
    "sentence": "i am here",
    "vocabulary": ["i", "am", "here"],
    "cell": {
        "weight_ih": [[0.1, 0.3, -0.2], [0.2, 0.4, 0.6]],
        "weight_hh": [[0.7, -0.8], [0.9, 0.5]],
        "bias": [0.1, -0.2],
    },
}
HEAD = {"student": "20260001", "name": "Kim", "sheet_id": "7KQ2-M4XD7", "key_id": "7KQ2-M4XD7-KEY"}
TITLE = "Awkward: " + " ".join(AWKWARD)


def text_of(task, kind="sheet", to="md", lang="en"):
    """The finished file of a sheet, a key, or a key with the working."""
    make = {
        "sheet": lambda printer: sheet(task, printer),
        "key": lambda printer: key(task, printer),
        "working": lambda printer: key(task, printer, working=True),
    }[kind]
    return "".join(sheet_written(make, to, Language(lang), is_key=kind != "sheet"))


def values(traced):
    """Every value of a trace by its name, from the trace alone."""
    return {
        run.unit.quantity_name(symbol, step.t, entry, run.sequence): text
        for run in traced.runs
        for step in run.steps
        for symbol, quantity in step.quantities.items()
        if symbol != "x"
        for entry, text in enumerate(quantity.texts, start=1)
    }


def random_tasks(seed, count, **head):
    """Tasks of random networks, presets and levels; where a level needs more steps, of another level."""
    random = Random(seed)
    while count:
        drawn = random_network(random, size=3, steps=4, batches=(None, None, 2)).spec
        if random.random() < 0.5:
            inputs = len(drawn["cell"]["weight_ih_l0"][0])
            words = ["i", "am", "here", "나는"][:inputs]
            spec = {"vocabulary": words, "cell": drawn["cell"]}
            for name in ("h_0", "c_0", "batch_first"):
                spec["cell"].pop(name, None)
            drawn = {**spec, "sentence": " ".join(random.choices(words, k=random.randint(1, 4)))}
        drawn["rounding"] = {
            "decimals": random.choice([2, 3, 3, 4]),
            "carry": random.choice(["rounded", "full"]),
        }
        drawn["notation"] = {"layout": random.choice(["columns", "rows", "fused"])}
        preset = random.choice([*PRESETS, "one-hot,h", "h,shapes"])
        try:
            problem = Problem.from_dict(drawn)
            task = task_of(problem, preset, random.choice(LEVELS), **head)
        except SpecError:
            continue
        count -= 1
        yield task


def small(preset="steps", level="standard", **head):
    return task_of(Problem.from_dict(SMALL), preset, level, **{**HEAD, **head})


# --- the whole text ---------------------------------------------------------------------------------

PAGES = [(preset, "standard") for preset in PRESETS] + [("steps", "faded"), ("h", "first-step")]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("preset", "level"), PAGES)
def test_sheets_and_keys_of_a_small_problem(preset, level, lang, golden):
    task = small(preset, level, table=True)
    name = f"documents/goldens/sheets/{preset}_{level}.{lang}"
    golden(f"{name}.md", text_of(task, "sheet", lang=lang))
    golden(f"{name}.key.md", text_of(task, "working", lang=lang))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_sheet_and_key_in_latex(lang, golden):
    task = small("all", "faded")
    golden(f"documents/goldens/sheets/all.{lang}.tex", text_of(task, "sheet", "tex", lang))
    golden(f"documents/goldens/sheets/all.{lang}.key.tex", text_of(task, "working", "tex", lang))


def test_a_sheet_of_nobody_has_lines_for_name_and_id():
    page = text_of(task_of(Problem.from_dict(SMALL), "h"))
    assert re.search(r"^- Name: (\\_)+$", page, re.MULTILINE)
    assert re.search(r"^- Student id: (\\_)+$", page, re.MULTILINE)
    assert "Sheet:" not in page


def test_points_by_name():
    worth = {f"h_{t}[{entry}]": Fraction(5, 2) for t in (1, 2, 3) for entry in (1, 2)}
    page = text_of(small("a,h", points=worth))
    assert "of 21\n" in page and "### Step 1: `i` (7 points)" in page
    assert "each step says how many it is worth" in page
    source = text_of(small("a,h", points=worth), to="tex")
    assert source.count("\\question[7]") == 3 and "\\part[" not in source
    rows = Problem.from_dict({**SMALL, "notation": {"layout": "rows"}})
    source = text_of(task_of(rows, "a,h", **HEAD, points=worth), to="tex")
    assert source.count("\\question[7]") == 3 and source.count("\\part[2]") == 3
    assert source.count("\\part[5]") == 3
    assert [points_text(Fraction(n, 12)) for n in (1, 3, 12, 30)] == ["1/12", "0.25", "1", "2.5"]


# --- the answers ------------------------------------------------------------------------------------


def boxes(page):
    """The content of every box of mathematics, in order."""
    return re.findall(r"\\boxed\{([^{}]*)\}", page)


def asked_numbers(task):
    return [name for name in task.blanks if not name.startswith("shape(")]


@pytest.mark.parametrize("seed", range(4 if FULL else 1))
def test_every_blank_of_the_key_has_the_digits_of_the_trace(seed):
    for task in random_tasks(seed, 40):
        known = values(trace(task.problem))
        page = text_of(task, "key")
        shown = boxes(page)
        names = asked_numbers(task)
        assert len(shown) == len(names)
        for name, text in zip(names, shown, strict=True):
            if name.startswith("x_"):
                assert text in "01"
            else:
                assert text == known[name]


def given_numbers(task):
    """Every number that a sheet may show: of the parameters, the inputs, the start, and what is no blank."""
    problem = task.problem
    numbers = [each for name, each in values(trace(problem)).items() if name not in task.asked]
    for sequence in problem.sequences:
        for unit in sequence.units:
            for each in (*unit.parameters.values(), *unit.start.values()):
                numbers += [plain(n) for row in each for n in (row if isinstance(row, tuple) else (row,))]
        numbers += [plain(n) for x in sequence.inputs for n in x]
    return {abs(Fraction(each)) for each in numbers}


def decimals_of(text):
    """The sizes of all numbers with a decimal point; whether a minus belongs to one cannot always be told."""
    return {Fraction(each) for each in re.findall(r"(?<![\d.])\d+\.\d+(?![\d.])", text)}


@pytest.mark.parametrize("to", ["md", "tex", "html"])
def test_no_answer_stands_on_a_sheet(to):
    seen = 0
    for task in random_tasks(7, 300 if FULL else 60):
        known = values(trace(task.problem))
        page = text_of(task, "sheet", to)
        answers = {abs(Fraction(known[n])) for n in task.blanks if "." in known.get(n, "")}
        assert not decimals_of(readable(page)) & (answers - given_numbers(task))
        seen += len(answers)
        if to == "md":
            assert set(boxes(page)) <= {r"\qquad"} and page.count(r"\boxed") == len(asked_numbers(task))
        elif to == "tex":
            assert set(re.findall(r"\\answerbox\{([^{}]*)\}\\?", page.partition("begin{document}")[2])) <= {
                ""
            }
            assert set(re.findall(r"\\fillin\[([^\]]*)\]", page)) <= {""}
            assert "\\printanswers" not in page
    assert seen > 300


def readable(page):
    """What a reader sees of a page: no styles, no tags, no preamble, no widths."""
    page = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    page = page.partition("\\begin{document}")[2] or page
    return re.sub(r"[\d.]+(em|pt)\b", "", page).replace("−", "-")


def test_an_answer_that_leaks_would_be_seen(monkeypatch):
    from tutor.handout.sheets import sheet as module

    leaking = module.values_on
    monkeypatch.setattr(module, "values_on", lambda task, answers: leaking(task, answers=True))
    monkeypatch.setattr(
        module.SheetPage, "entry", lambda self, name: self.print.number(self.known[name].text)
    )
    task = small("h")
    answers = {abs(Fraction(values(task.trace)[name])) for name in task.blanks}
    assert decimals_of(text_of(task)) & (answers - given_numbers(task))


def test_sizes_stand_nowhere_where_they_are_asked():
    for preset in ("shapes", "all"):
        for level in LEVELS:
            page = text_of(small(preset, level))
            assert "underbrace" not in page and "input_size" not in page
    assert "2\\times 3" in text_of(small("h"))


def test_one_hot_vectors_stand_nowhere_where_they_are_asked():
    page = text_of(small("one-hot"))
    assert "(1, 0, 0)" not in page and "one-hot vector |" not in page


def test_boxes_have_the_shape_of_their_vector():
    page = text_of(small("one-hot,h"))
    vectors = re.findall(r"([xh])_\{\d\} = .*?\\begin\{pmatrix\}\n(.*?)\n\\end", page, re.DOTALL)
    heights = {symbol: body.count(r"\boxed") for symbol, body in vectors if r"\boxed" in body}
    assert heights == {"x": 3, "h": 2}
    rows = task_of(Problem.from_dict({**SMALL, "notation": {"layout": "rows"}}), "h")
    assert r"\boxed{\qquad} & \boxed{\qquad}" in text_of(rows)


def test_the_symbolic_line_is_that_of_what_is_written():
    assert r"h_{2} = \tanh(W_{ih}\,x_{2} + W_{hh}\,h_{1} + b) =" in text_of(small("h"))
    assert r"a_{2} = p_{2} + q_{2} + b =" in text_of(small("steps"))


def test_a_line_that_is_rounded_is_not_called_equal():
    page = text_of(small("h"), "key")
    assert re.search(r"\\tanh\([^=≈]*\) \\approx \\begin", page)
    assert r"p_{1} = W_{ih}\,x_{1} = \begin" in text_of(small("steps"), "key")


def test_a_key_holds_the_working_on_request():
    task = small("h")
    assert r"h_{1}[1] &= " in text_of(task, "working") and r"h_{1}[1] &= " not in text_of(task, "key")


def test_a_faded_sheet_works_the_first_step_out():
    page = text_of(small("steps", "faded"))
    first, second, third = page.split("### Step ")[1:]
    assert "boxed" not in first and r"h_{1}[1] &= \tanh(0.200) \approx 0.197" in first
    assert second.count("boxed") == 4 and "0.300" in second
    assert third.count("boxed") == 8


# --- what others make of the files ------------------------------------------------------------------


@pytest.mark.parametrize("peer", PEERS)
def test_every_formula_is_read(peer):
    pages = [
        text_of(task, kind, lang=("en", "ko")[at % 2])
        for at, task in enumerate(random_tasks(9, 12))
        for kind in ("sheet", "working")
    ]
    assert all(stray_dollars(page, "portable") == [] for page in pages)
    formulas = {(f.tex, f.display): f for page in pages for f in extract_formulas(page, "portable")}
    assert any(r"\boxed{\qquad}" in tex for tex, _ in formulas)
    errors = tex_errors([*formulas.values()], peer)
    assert {tex: error for (tex, _), error in zip(formulas, errors, strict=True) if error} == {}


TYPESET = [
    ("i_am_here", "steps", "standard", "en"),
    ("i_am_here", "all", "faded", "en"),
    ("lstm", "h", "standard", "ko"),
    ("next_word", "steps", "first-step", "ko"),
    ("bidirectional", "all", "standard", "en"),
    ("batch", "one-hot,a,h", "standard", "en"),
]


@pytest.mark.parametrize(("name", "preset", "level", "lang"), TYPESET if FULL else TYPESET[:4])
def test_the_key_without_its_answers_is_the_sheet(name, preset, level, lang, tmp_path):
    need("xelatex")
    need("pdftotext")
    problem = Problem.from_file(EXAMPLES / name / "spec.toml")
    task = task_of(problem, preset, level, **HEAD)
    made = {"sheet": text_of(task, "sheet", "tex", lang), "key": text_of(task, "working", "tex", lang)}
    made["removed"] = made["key"].replace("\\printanswers\n", "", 1)
    texts = {}
    for kind, source in made.items():
        file = tmp_path / f"{kind}.tex"
        file.write_text(source, "utf-8")
        typeset = xelatex(file, tmp_path)
        assert not [warning for warning in typeset.warnings if "verfull" in warning]
        texts[kind] = pdf_text(typeset.pdf)
    assert texts["removed"] == texts["sheet"] != texts["key"]
    known = values(task.trace)
    squeezed = texts["key"].replace("−", "-")
    assert all(known[name] in squeezed for name in task.blanks if name in known)


def awkward_task():
    spec = large_spec(Random(3), hidden=2, steps=len(AWKWARD), words=AWKWARD)
    return task_of(
        Problem.from_dict({"title": TITLE, **spec}),
        "h",
        "first-step",
        **{**HEAD, "name": " ".join(AWKWARD[:12])},
    )


def test_awkward_names_and_words_are_shown_as_they_are(tmp_path):
    need("xelatex")
    need("pdftotext")
    task = awkward_task()
    page = MarkdownIt("commonmark").enable("table").render(text_of(task))
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())
    for word in (*AWKWARD, task.name, TITLE):
        assert " ".join(word.split()) in shown
    assert "<script" not in page
    web = text_of(task, to="html")
    assert "<script" not in web
    file = tmp_path / "awkward.tex"
    file.write_text(text_of(task, to="tex"), "utf-8")
    text = pdf_text(xelatex(file, tmp_path).pdf)
    for word in (
        "<script>alert(1)</script>",
        r"\input{secret}",
        "$x$",
        "100%",
        "a_b",
        "a|b",
        "{{7*7}}",
        "나는",
    ):
        assert word in text


def test_a_sheet_filled_in_its_file_earns_every_point(tmp_path, rnn_tutor):
    problem = Problem.from_dict(SMALL)
    task = task_of(problem, "all", table=True, **{**HEAD, "student": "kim-1"})
    page, answers = text_of(task), {**values(task.trace)}
    keyed = dict(re.findall(r"^\| `([^`]+)` \| (\S+) \|$", text_of(task, "key"), re.MULTILINE))
    assert {name: text for name, text in keyed.items() if name in answers} == {
        name: answers[name] for name in task.blanks if name in answers
    }
    for name, text in keyed.items():
        page = page.replace(f"| `{name}` |  |", f"| `{name}` | {text} |")
    (tmp_path / "filled.md").write_text(page, "utf-8")
    spec = spec_dict(with_written(problem, "all"))
    sheets = {"kim-1": Sheet(HEAD["sheet_id"], spec, task.blanks, "Kim")}
    (tmp_path / "exercise.json").write_text(exercise_text(Exercise("Three words", sheets)), "utf-8")
    result = rnn_tutor("grade", tmp_path, tmp_path / "filled.md", "--json")
    (marks,) = json.loads(result.out)["students"].values()
    assert marks["points"] == marks["max_points"] == str(len(task.blanks))
    assert result.err.strip() == "" or "warning" not in result.err


def test_the_answers_of_a_key_are_found_in_its_blocks():
    """Every block of a sheet in order, its questions opened."""
    document = sheet(small("all"), Tex())
    blocks = list(document.blocks)
    questions = [block for block in blocks if isinstance(block, Question)]
    assert [question.points for question in questions] == [10, 11, 11, 11]
    assert not any(isinstance(block, OnKey) for block in blocks)
    parts = [
        part
        for question in questions
        for part in plain_blocks(question.blocks, (Part,))
        if isinstance(part, Part)
    ]
    assert [part.points for part in parts] == [3, 2, 2, 2, 2] * 3
    table = questions[0].blocks[0]
    assert not [c for row in table.rows for c in row if isinstance(c, Blank) and c.answer]


def test_a_rounded_number_beside_a_blank_is_not_called_equal():
    """On a faded sheet of h alone the second state is half given."""
    page = text_of(small("h", "faded"))
    [second] = [line for line in page.splitlines() if line.startswith("h_{2} = ")]
    assert second.count("\\approx") == 1 and page.count("h_{3} = ") == 1
    [third] = [line for line in page.splitlines() if line.startswith("h_{3} = ")]
    assert "\\approx" not in third


def test_marks_behind_names_are_explained_above_the_table_of_answers():
    problem = Problem.from_file(EXAMPLES / "bidirectional/spec.toml")
    page = text_of(task_of(problem, "h", table=True))
    assert (
        "Behind a name, `@l1` means layer 1, `@l0r` backwards in layer 0; layer 0 has no mark.\n\n| quantity"
        in page
    )
    problem = Problem.from_file(EXAMPLES / "batch/spec.toml")
    page = text_of(task_of(problem, "h", table=True), lang="ko")
    assert "이름 뒤의 표시: `#2` 문장 2. 문장 1에는 표시가 없습니다." in page
    assert "Behind" not in text_of(small(table=True))
