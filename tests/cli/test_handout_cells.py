"""Workbooks and notebooks from handout to grade: filled in as a student would, they earn every point."""

import csv
import json
import sys

import nbformat
import openpyxl
import pytest

from tutor.calculation.asked import one_hot_entries, sizes
from tutor.calculation.trace import trace
from tutor.cli import main
from tutor.spec import problem_of

ROSTER = 'student,name,language\nkim,김철수,ko\nlee,"=HYPERLINK(""http://x"")",en\nW_ih,@a|b`,en\nh_1,+1,ko\n'
SIZES = ["--hidden", "2", "--words", "나는", "<b>&amp;</b>", "a|b", "=1+1", "--steps", "3"]


@pytest.fixture
def handed_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")

    def make(*words, folder="class"):
        command = ["handout", *SIZES, "--roster", "roster.csv", "--to", "xlsx", "ipynb", "-o", folder]
        assert main([*command, *words]) == 0
        return tmp_path / folder

    return make


def answers_of(problem):
    made = trace(problem)
    found = {**one_hot_entries(problem), **sizes(problem)}
    for run in made.runs:
        for step in run.steps:
            for symbol, quantity in step.quantities.items():
                for entry, text in enumerate(quantity.texts, start=1):
                    found[run.unit.quantity_name(symbol, step.t, entry, run.sequence)] = text
    return found


def fill_workbook(path, answers):
    book = openpyxl.load_workbook(path)
    filled = 0
    for row in book.worksheets[1].iter_rows():
        if row[0].value in answers and row[1].value is None:
            row[1].value = answers[row[0].value]
            filled += 1
    book.save(path)
    return filled


def fill_notebook(path, answers):
    book = nbformat.read(path, as_version=4)
    filled = 0
    for cell in book.cells:
        for name, text in answers.items():
            filled += f"| `{name}` |  |" in cell.source
            cell.source = cell.source.replace(f"| `{name}` |  |", f"| `{name}` | {text} |")
    nbformat.validate(book)
    nbformat.write(book, path)
    return filled


@pytest.mark.parametrize("words", [(), ("--blanks", "all", "--level", "faded"), ("--level", "first-step")])
@pytest.mark.parametrize("cell", ["rnn_tanh", "lstm"])
def test_what_is_filled_in_earns_every_point(handed_out, tmp_path, words, cell):
    folder = handed_out("--cell", cell, *words)
    students = json.loads((folder / "exercise.json").read_text(encoding="utf-8"))["students"]
    for ending, fill in (("xlsx", fill_workbook), ("ipynb", fill_notebook)):
        for student, entry in students.items():
            truth = answers_of(problem_of(entry["problem"]))
            answers = {name: truth[name] for name in entry["blanks"]}
            assert fill(folder / "sheets" / f"{student}.{ending}", answers) == len(answers)
        files = [str(folder / "sheets" / f"{student}.{ending}") for student in students]
        assert main(["grade", str(folder), *files, "-o", ending]) == 0
        with (tmp_path / ending / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["student"] for row in rows] == list(students)
        for row in rows:
            assert (row["points"], row["remarks"]) == (row["max_points"], ""), row


def test_the_same_class_is_the_same_bytes_whoever_makes_it(handed_out):
    first, second = handed_out("--key", "full"), handed_out("--key", "full", "-j", "2", folder="again")
    files = sorted(path.relative_to(first) for path in first.rglob("*.*") if path.is_file())
    assert sum(path.suffix in (".xlsx", ".ipynb") for path in files) == 16
    for path in files:
        assert (first / path).read_bytes() == (second / path).read_bytes(), path


@pytest.mark.parametrize(
    ("to", "package", "extra"), [("xlsx", "xlsxwriter", "sheets"), ("ipynb", "nbformat", "notebook")]
)
def test_a_missing_package_is_said_before_anything_is_written(
    tmp_path, monkeypatch, capsys, to, package, extra
):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.chdir(tmp_path)
    assert main(["handout", *SIZES, "--to", "md", to, "-o", "class", "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert f"error[U10]: writing .{to} needs a package" in told
    assert f'pip install "rnn-tutor[{extra}]"' in told
    assert not list(tmp_path.rglob("*.*"))


def test_a_name_with_signs_of_markdown_is_the_students_own(handed_out, tmp_path, capsys):
    (tmp_path / "roster.csv").write_text('student,name\nlee,"O\'Neil (B) <*_>"\n', encoding="utf-8")
    folder = handed_out("--lang", "en")
    entry = json.loads((folder / "exercise.json").read_text(encoding="utf-8"))["students"]["lee"]
    fill_notebook(folder / "sheets" / "lee.ipynb", answers_of(problem_of(entry["problem"])))
    assert main(["grade", str(folder), str(folder / "sheets" / "lee.ipynb"), "-o", "marked"]) == 0
    assert "G12" not in capsys.readouterr().err
