"""Every number on a sheet, a key, a feedback and a report is one of its problem, its judgement or its writer.

A class of every cell is handed out, answered with slips and marked by the command. The finished files, HTML and the
text of PDF, are read without what the writers know of them.
"""

import csv
import re
from decimal import Decimal

import pytest

from tests.documents.test_every_number import numbers_of, text_of_html, text_of_pdf
from tests.marking.writers import seeded
from tutor import judge, trace
from tutor.handout.exercise import read_exercise

NUMBER = re.compile(r"(?<![\w.,])[−-]?\d+\.\d+(?![\w.])")
CELLS = ("rnn_tanh", "rnn_relu", "gru", "lstm")


def size(text):
    """Tell numbers apart by their value without the sign, which a page may write before a bracket."""
    return Decimal(text.replace("−", "-")).copy_abs()


def strangers(text, known):
    return {each for each in NUMBER.findall(text) if size(each) not in known}


def of_problem(problem):
    shown, values = numbers_of(trace(problem))
    return {size(each) for each in (*shown, *map(str, values))}


def answered(rng, names, key):
    """Answers with a slip in three places, and one that is no number of three decimals."""
    answers = dict(zip(names, key, strict=True))
    for name in rng.sample(names, 3):
        answers[name] = str(Decimal(answers[name]) + Decimal(rng.choice(("0.1", "-0.2", "0.037"))))
    return answers


@pytest.fixture(scope="module", params=CELLS)
def room(request, tmp_path_factory):
    """A class that was handed out and marked, with what each student wrote."""
    from tutor.cli import main

    folder = tmp_path_factory.mktemp("numbers")
    sizes = ("--hidden", "2", "--words", "i", "am", "here", "--steps", "3", "--cell", request.param)
    out = str(folder / "class")
    assert main(["handout", *sizes, "--count", "3", "--to", "html", "pdf", "--key", "full", "-o", out]) == 0
    with (folder / "class" / "keys.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if "[" in name]
    rng = seeded(f"every number {request.param}")
    written = {row["student"]: answered(rng, names, [row[name] for name in names]) for row in rows}
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["student", *names])
        table.writerows([student, *answers.values()] for student, answers in written.items())
    marks = ("grade", out, str(folder / "answers.csv"), "--to", "html", "pdf", "-o", str(folder / "marks"))
    assert main([*marks]) == 0
    sheets = read_exercise(folder / "class" / "exercise.json").sheets
    return folder, {student: sheet.problem() for student, sheet in sheets.items()}, written


def text_of(path, tmp_path):
    return (
        text_of_html(path.read_text("utf-8"))
        if path.suffix == ".html"
        else text_of_pdf(path.read_bytes(), tmp_path)
    )


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_of_sheets_and_keys(room, form, tmp_path):
    folder, problems, _ = room
    files = {
        "sheets": sorted((folder / "class").glob(f"sheets/*.{form}")),
        "keys": sorted((folder / "class").glob(f"keys/*.{form}")),
    }
    for kind, found in files.items():
        assert len(found) == 3, kind
        for path, problem in zip(found, problems.values(), strict=True):
            assert strangers(text_of(path, tmp_path), of_problem(problem)) == set(), path.name
    key = text_of(files["keys"][0], tmp_path)
    last = trace(next(iter(problems.values()))).steps[-1].quantities["h"].texts
    assert all(each.replace("-", "−") in key for each in last)


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_of_feedback(room, form, tmp_path):
    folder, problems, written = room
    found = sorted((folder / "marks" / "feedback").glob(f"*.{form}"))
    assert len(found) == 3
    for path, (student, problem) in zip(found, problems.items(), strict=True):
        answers = written[student]
        judged = judge(problem, answers)
        known = of_problem(problem) | {size(each) for each in answers.values()}
        known |= {size(entry.expected) for line in judged.lines for entry in line.entries if entry.expected}
        text = text_of(path, tmp_path)
        assert strangers(text, known) == set(), path.name
        wrong = [entry.answer for line in judged.lines for entry in line.entries if entry.verdict == "wrong"]
        assert wrong
        assert any(each.replace("-", "−") in text or each in text for each in wrong)


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_of_the_report(room, form, tmp_path):
    """The report counts: what has decimals in it is a share or a sum of the points in the gradebook."""
    folder, _, _ = room
    with (folder / "marks" / "gradebook.csv").open(encoding="utf-8-sig") as file:
        points = [Decimal(row["points"]) for row in csv.DictReader(file)]
    text = text_of(next((folder / "marks").glob(f"report.{form}")), tmp_path)
    known = {each.copy_abs() for each in points}
    mean = sum(points) / len(points)
    known |= {Decimal(round(mean, places)) for places in (1, 2)} | {sorted(points)[len(points) // 2]}
    assert strangers(text, known) == set()
