"""``rnn-tutor practice``: fresh sheets, own sheets, an exam; what is refused, and what marks the answer files."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.desk.pages import made, runtime_folder, shared
from tutor.desk.content import Practice
from tutor.handout.exercise import read_exercise

SIZES = ("--hidden", 2, "--words", "i", "am", "here", "--steps", 3)
SPEC = """\
sentence = "i am here"
vocabulary = ["i", "am", "here"]

[cell]
weight_ih = [[0.5, -0.3, 0.8], [0.1, 0.4, -0.6]]
weight_hh = [[0.4, -0.2], [0.3, 0.7]]
bias = [0.1, -0.1]
"""


@pytest.fixture
def work(tmp_path, monkeypatch, tmp_path_factory):
    """Work in an empty folder, with the compiled library kept where the command looks for it."""
    made(tmp_path_factory)
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared(tmp_path_factory).parent))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sheets_of(page):
    """Give the sheets of a page, level by level."""
    text = page.read_text("utf-8")
    data = text.split('<script type="application/json" id="sheets">')[1].split("</script>")[0]
    return {level["name"]: level["sheets"] for level in json.loads(data)["levels"]}


def content_of(page):
    text = page.read_text("utf-8")
    data = text.split('<script type="application/json" id="content">')[1].split("</script>")[0]
    return Practice.of(data.replace("\\u003c", "<"))


def test_an_exam_of_sizes_needs_nothing_but_itself(rnn_tutor, work):
    result = rnn_tutor("practice", *SIZES, "--variants", 2, "--exam", "-o", "exam.html")
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "2 sheets in exam.html, 0.1 MB.\n"
        "Its sheets are fresh ones, and `grade` knows none of them: add --exercise FILE.json and grade with that "
        "file, or take the own sheets of a class or a spec with --own.\n"
    )
    sheets = sheets_of(work / "exam.html")
    assert {name: len(each) for name, each in sheets.items()} == {"standard": 2}
    again = rnn_tutor(
        "practice", *SIZES, "--variants", 2, "--exam", "-o", "again.html", "--exercise", "all.json"
    )
    assert (again.code, again.err) == (0, "2 sheets in again.html, 0.1 MB.\n")
    assert (work / "again.html").read_bytes() == (work / "exam.html").read_bytes()
    exercise = read_exercise(work / "all.json")
    assert [each.sheet for each in exercise.sheets.values()] == [n for each in sheets.values() for n in each]


def test_an_exam_that_nothing_grades_is_told_in_korean_too(rnn_tutor, work):
    result = rnn_tutor("practice", *SIZES, "--variants", 1, "--exam", "-o", "exam.html", "--lang", "ko")
    assert result.err.splitlines()[1:] == [
        "새로 만든 문제지여서 `grade`로 채점할 수 없습니다. --exercise FILE.json을 붙여 그 파일로 채점하거나, --own으로 "
        "학급이나 문제 파일의 문제지를 그대로 쓰세요."
    ]


def test_a_page_of_more_than_it_should_weigh_is_told(rnn_tutor, work, monkeypatch):
    monkeypatch.setattr("tutor.cli.practice.MOST_MEGABYTES", 1.0)
    page = ("practice", *SIZES, "--variants", 1, "--runtime", runtime_folder())
    said = "That is more than the 1.0 MB that a page should have: with fewer --variants it is smaller."
    assert rnn_tutor(*page, "-o", "page.html").err.splitlines()[1:] == [said]
    said = "페이지로는 큽니다(1.0 MB 초과). --variants를 줄이면 작아집니다."
    assert rnn_tutor(*page, "-o", "ko.html", "--lang", "ko").err.splitlines()[1:] == [said]


def test_a_page_is_not_written_over_by_its_exercise(rnn_tutor, work):
    page = ("practice", *SIZES, "--exam", "-o", "y.html", "--exercise", "./y.html")
    found = rnn_tutor(*page, "--lang", "en")
    assert found.code == 2 and not (work / "y.html").exists()
    assert found.err.splitlines()[:2] == [
        "error[G22]: -o and --exercise name the same file: y.html",
        "  help: give --exercise another name, such as all.json",
    ]
    assert "같은 파일을 지정했습니다: y.html" in rnn_tutor(*page, "--lang", "ko").err


def test_an_answer_file_of_a_fresh_sheet_is_graded_by_its_number(rnn_tutor, work):
    rnn_tutor("practice", *SIZES, "--variants", 1, "--exam", "-o", "exam.html", "--exercise", "all.json")
    sheet = sheets_of(work / "exam.html")["standard"][0]
    answers = {"student": "", "sheet": sheet, "answers": {"q_1[1]": "0.000"}}
    (work / "answers.json").write_text(json.dumps(answers))
    marks = json.loads(rnn_tutor("grade", "all.json", "answers.json", "--json").out)["students"]["answers"]
    assert (marks["sheet"], marks["points"]) == (sheet, "1")


def test_fresh_sheets_of_a_class_are_not_its_own(rnn_tutor, work):
    rnn_tutor("handout", *SIZES, "--count", 3, "-o", "class")
    own = read_exercise(work / "class")
    page = ("practice", "class", "--runtime", runtime_folder())
    assert rnn_tutor(*page, "--variants", 3, "-o", "fresh.html").code == 0
    fresh = content_of(work / "fresh.html")
    problems = [sheet.problem() for level in fresh.levels for sheet in level.sheets]
    assert not [each for each in own.sheets.values() if each.problem() in problems]
    assert {each.kind for each in (problem.units[0].cell for problem in problems)} == {"rnn_tanh"}
    assert rnn_tutor(*page, "--own", "-o", "own.html").code == 0
    assert sheets_of(work / "own.html") == {"own": sorted(each.sheet for each in own.sheets.values())}
    for name in ("s01", "s02", "s03"):
        assert f'"{name}"' not in (work / "own.html").read_text("utf-8")


def test_a_spec_gives_fresh_sheets_or_its_own_numbers(rnn_tutor, work):
    (work / "spec.toml").write_text(SPEC)
    assert rnn_tutor("practice", "spec.toml", "--exam", "--variants", 2, "-o", "fresh.html").code == 0
    assert set(sheets_of(work / "fresh.html")) == {"standard"}
    result = rnn_tutor("practice", "spec.toml", "--own", "--blanks", "all", "--exam", "-o", "own.html")
    assert result.err.startswith("1 sheet in own.html, 0.1 MB.")
    assert sheets_of(work / "own.html") == {"own": [""]}
    # Its answer file is marked with the spec alone.
    (work / "answers.json").write_text(
        json.dumps({"student": "kim", "sheet": "", "answers": {"q_1": "[0, 0]"}})
    )
    graded = rnn_tutor("grade", "spec.toml", "answers.json", "--blanks", "all", "--json")
    assert json.loads(graded.out)["students"]["kim"]["points"] == "2"


def test_what_cannot_be_is_refused(rnn_tutor, work):
    (work / "spec.toml").write_text(SPEC)
    rnn_tutor("handout", *SIZES, "-o", "class")
    cases = {
        (): "error[U05]: which exercise? give a spec, the folder of a class, or --hidden, --words and --steps",
        ("--hidden", 2): "error[U05]: --words, --steps is missing",
        SIZES: "error[U05]: which page? give -o PAGE.html",
        ("spec.toml", "--hidden", 2, "-o", "x.html"): "error[G22]: a spec and --hidden were given",
        (*SIZES, "--own", "-o", "x.html"): (
            "error[G22]: --own and sizes were given: nothing but sizes has no sheets of its own"
        ),
        ("class", "--own", "--blanks", "h", "-o", "x.html"): (
            "error[G22]: --own and --blanks were given: the sheets of the class say what is blank"
        ),
        ("class", "--own", "--variants", 2, "--seed", 7, "-o", "x.html"): (
            "error[G22]: --own and --variants, --seed were given: own sheets are taken as they are, none is drawn"
        ),
        ("spec.toml", "--own", "--seed", 0, "-o", "x.html"): (
            "error[G22]: --own and --seed were given: own sheets are taken as they are, none is drawn"
        ),
        ("class", "--decimals", 4, "-o", "x.html"): (
            "error[G22]: a class and --decimals were given: the sheets of the class say how many decimals there are"
        ),
        (*SIZES, "--exam", "--runtime", "x.tgz", "-o", "x.html"): (
            "error[G22]: --exam and --runtime were given: a page for an exam carries no Pyodide"
        ),
        (*SIZES, "--exam", "-o", "x.pdf"): "error[G22]: -o x.pdf: a practice page is HTML and nothing else",
        ("nowhere.toml", "-o", "x.html"): "error[F05]: `nowhere.toml` does not exist",
        (*SIZES, "--runtime", "spec.toml", "-o", "x.html"): (
            "error[U10]: `spec.toml` is not Pyodide 314.0.7, which a practice page carries"
        ),
        ("spec.toml", "--blanks", "r", "--exam", "-o", "x.html"): (
            "error[U14]: `r` cannot be asked for in this problem"
        ),
        ("spec.toml", "--exam", "-o", "spec.toml", "--force"): None,
    }
    for words, first in cases.items():
        result = rnn_tutor("practice", *words)
        assert (result.code, result.out) == (2, "")
        assert first is None or result.err.splitlines()[0] == first
    assert (work / "spec.toml").read_text() == SPEC
    assert not (work / "x.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("class", "--own", "--variants", 2),
            [
                "오류[G22]: --own과 --variants를 함께 지정했습니다. 정해진 문제지를 그대로 쓰므로 새로 뽑지 않습니다",
                "  도움말: --variants나 --own을 빼세요",
            ],
        ),
        (
            ("class", "--decimals", 2),
            [
                "오류[G22]: 학급과 --decimals를 함께 지정했습니다. 소수 자릿수는 학급의 문제지에 정해져 있습니다",
                "  도움말: --decimals를 빼세요",
            ],
        ),
        (
            (*SIZES, "--exam", "--runtime", "x"),
            [
                "오류[G22]: --exam과 --runtime을 함께 지정했습니다. 시험 페이지에는 Pyodide가 들어가지 않습니다",
                "  도움말: --runtime이나 --exam을 빼세요",
            ],
        ),
        (
            (*SIZES, "-o", "y.pdf"),
            ["오류[G22]: -o y.pdf: 연습 페이지는 HTML로만 씁니다", "  도움말: -o y.html로 쓰세요"],
        ),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(rnn_tutor, work, words, said):
    rnn_tutor("handout", *SIZES, "-o", "class")
    found = rnn_tutor("practice", "-o", "x.html", *words, "--lang", "ko")
    assert (found.code, found.out) == (2, "")
    assert found.err.splitlines()[:2] == said


def test_the_pages_of_the_project_are_made_by_commands_that_run(rnn_tutor, work):
    """Those of the workflow, which is started by hand; here one sheet for an exam, as other tests make whole pages."""
    workflow = (Path(__file__).parents[2] / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    commands = re.findall(r"- run: rnn-tutor (practice .*)", workflow)
    (work / "pages").mkdir()
    for command in commands:
        result = rnn_tutor(*shlex.split(command), "--variants", 1, "--exam")
        assert (result.code, result.out) == (0, ""), result.err
    names = {path.name for path in (work / "pages").iterdir()}
    assert names == {"index.html", "ko.html", "gru.html", "lstm.html"}
    assert "on: workflow_dispatch" in workflow
