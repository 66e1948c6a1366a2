"""The command on a class: whose what is, who is in the gradebook, what the teacher decides, exit codes."""

import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from tutor.files.csv_text import harmless, plain
from tutor.handout.exercise import Exercise, Sheet, exercise_text
from tutor.handout.roster import Student, roster_of
from tutor.handout.sheets.sheet_number import is_sheet_id, key_id, sheet_id
from tutor.language.faults import SpecError
from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.marking.decisions import Decision, Decisions, decided
from tutor.marking.grading import Graded
from tutor.marking.marks import Mark, Marked

SPEC = """\
title = "I am here"
sentence = "i am here"
vocabulary = ["i", "am", "here"]

[cell]
weight_ih = [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]]
weight_hh = [[0.7, -0.3], [0.4, 0.5]]
bias = [0.1, -0.2]
"""
HEADER = "student,h_1[1],h_1[2],h_2[1],h_2[2],h_3[1],h_3[2]\n"
RIGHT = "0.380,0.000,-0.034,0.502,0.402,-0.063"


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec.toml").write_text(SPEC)
    return tmp_path


def book(path="out/gradebook.csv"):
    text = Path(path).read_text("utf-8-sig")
    return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}


def test_everybody_on_the_roster_is_in_the_gradebook(work, rnn_tutor):
    (work / "roster.csv").write_text("id,name\nkim,Kim Minjun\nlee,Lee\npark,Park\n")
    (work / "a.csv").write_text(
        f"{HEADER}kim,{RIGHT}\nKim Minjun,{RIGHT}\nnobody,{RIGHT}\nLEE,{RIGHT[:-6]}?\n"
    )
    result = rnn_tutor("grade", "spec.toml", "a.csv", "--roster", "roster.csv", "-o", "out", "--lang", "en")
    assert result.code == 1
    rows = book()
    assert list(rows) == ["kim", "lee", "park"]
    assert (rows["kim"]["needs_review"], rows["kim"]["points"]) == ("0", "6")  # the same twice, once by name
    assert (rows["lee"]["points"], rows["lee"]["max_points"]) == ("5", "6")
    assert [rows["park"][column] for column in ("handed_in", "points", "needs_review")] == ["no", "", "0"]
    assert "1 student has handed nothing in: park." in result.err
    assert "  a.csv:4 is of `nobody`, who is not on the list\n" in result.err
    asked = "nobody,owner" not in (work / "out/decisions.csv").read_text() and "owner,,,a.csv:4," in (
        work / "out/decisions.csv"
    ).read_text("utf-8-sig")
    assert asked
    marks = json.loads((work / "out/marks.json").read_text())["students"]
    assert [mark["verdict"] for mark in marks["lee"]["marks"]][-2:] == ["exact", "blank"]
    assert marks["park"]["handed_in"] is False


def test_marks_json_has_what_the_format_promises(work, rnn_tutor):
    (work / "a.csv").write_text(f"{HEADER}kim,0.38,0,-0.034,0.9,0.402,-0.063\n")
    result = rnn_tutor("grade", "spec.toml", "a.csv", "--json")
    kim = json.loads(result.out)["students"]["kim"]
    assert (kim["points"], kim["max_points"], kim["first_error"]) == ("5", "6", "h_2[2]")
    assert kim["marks"][3] == {
        "quantity": "h_2[2]", "answer": "0.9", "verdict": "wrong", "expected": "0.502", "points": "0",
        "max_points": "1", "mistakes": [], "root": True, "note": "", "comment": "",
    }  # fmt: skip


def test_decisions_are_written_read_and_kept(work, rnn_tutor):
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT[:-6]}abc\nlee,{RIGHT}\nlee,{RIGHT[:-1]}9\n")
    assert rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out").code == 0
    path = work / "out/decisions.csv"
    text = path.read_text("utf-8-sig")
    assert text.splitlines() == [
        "student,quantity,points,comment,answer,why",
        "kim,h_3[2],,,abc,cannot be read as a number",
        'lee,total,,,"a.csv:3, a.csv:4",handed in more than once',
    ]
    text = text.replace("kim,h_3[2],,", "kim,h_3[2],1/2,=half").replace("lee,total,,", "lee,total,5.5,ok")
    path.write_text(text + "kim,h_1[1],0,copied,,\n", encoding="utf-8")
    result = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out")
    assert result.code == 0
    rows = book()
    assert (rows["kim"]["points"], rows["kim"]["needs_review"]) == ("4.5", "0")
    assert (rows["lee"]["points"], rows["lee"]["needs_review"]) == ("5.5", "0")
    kept = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [(row["student"], row["quantity"], row["points"], row["comment"]) for row in kept] == [
        ("kim", "h_3[2]", "0.5", "'=half"), ("lee", "total", "5.5", "ok"), ("kim", "h_1[1]", "0", "copied"),
    ]  # fmt: skip
    before = path.read_bytes()
    assert rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out").code == 0
    assert path.read_bytes() == before
    assert "=half" in (work / "out/feedback/kim.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("row", "told"),
    [("kim,h_1[1],many,", "`many` is no number of points"), ("kim,h_1[1],-1,", "`-1` is no number"),
     ("kim,h_1[1],1,\nkim,h_1[1],0,", "is decided twice")],
)  # fmt: skip
def test_decisions_that_cannot_be_used(work, rnn_tutor, row, told):
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    (work / "d.csv").write_text(f"student,quantity,points,comment\n{row}\n")
    result = rnn_tutor("grade", "spec.toml", "a.csv", "--decisions", "d.csv", "-o", "out")
    assert result.code == 2 and told in result.err and not (work / "out").exists()


def handed_out(work, students=("kim", "lee")):
    """Write an exercise of variants."""
    sheets = {}
    for number, student in enumerate(students, start=1):
        spec = {
            "sentence": "i am here", "vocabulary": ["i", "am", "here"],
            "cell": {"weight_ih": [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]], "weight_hh": [[0.7, -0.3], [0.4, 0.5]],
                     "bias": [number / 10, -0.2]},
        }  # fmt: skip
        blanks = tuple(f"h_{t}[{i}]" for t in (1, 2, 3) for i in (1, 2))
        sheets[student] = Sheet(sheet_id("seed", student), spec, blanks, name=student.title())
    (work / "class").mkdir()
    (work / "class/exercise.json").write_text(
        exercise_text(Exercise("Two variants", sheets, "h")), encoding="utf-8"
    )
    return {student: sheet.sheet for student, sheet in sheets.items()}


def test_a_sheet_of_one_and_the_id_of_another_earn_nobody_anything(work, rnn_tutor):
    numbers = handed_out(work)
    (work / "in").mkdir()
    (work / "in/a.json").write_text(
        json.dumps({"student": "kim", "sheet": numbers["lee"], "answers": {"h_1[1]": "0.462"}})
    )
    (work / "in/b.json").write_text(json.dumps({"student": "Kim", "answers": {"h_1": ["0.380", "0.000"]}}))
    result = rnn_tutor("grade", "class", "in", "-o", "out", "--lang", "en")
    assert result.code == 1
    rows = book()
    assert (rows["kim"]["points"], rows["lee"]["points"], rows["lee"]["needs_review"]) == ("2", "0", "6")
    assert all("in/a.json belongs to lee, kim at once" in rows[each]["remarks"] for each in ("kim", "lee"))
    assert "  in/a.json belongs to lee, kim at once\n" in result.err
    path = work / "out/decisions.csv"
    path.write_text(path.read_text("utf-8-sig").replace(",owner,,,in/a.json", "lee,owner,,,in/a.json"))
    assert rnn_tutor("grade", "class", "in", "-o", "out").code == 0
    assert [book()[each]["points"] for each in ("kim", "lee")] == ["2", "1"]
    assert "lee,owner,,,in/a.json," in path.read_text("utf-8-sig")
    assert rnn_tutor("grade", "class", "./in", "-o", "out").code == 0


def test_what_is_nobodys_can_be_left_out(work, rnn_tutor):
    (work / "roster.csv").write_text("student\nkim\n")
    (work / "in").mkdir()
    (work / "in/kim.txt").write_text("h_1[1] = 0.380\n")
    (work / "in/lee.txt").write_text("h_1[1] = 0.197\n")
    words = ("grade", "spec.toml", "in", "--roster", "roster.csv", "-o", "out", "--lang", "en")
    result = rnn_tutor(*words)
    assert result.code == 1 and "Whose is this?" in result.err and "in/lee.txt" in result.err
    assert "in/lee.txt" in (work / "out/report.md").read_text()
    whose = json.loads((work / "out/marks.json").read_text())["whose"]
    assert [each["source"] for each in whose] == ["in/lee.txt"]
    path = work / "out/decisions.csv"
    path.write_text(path.read_text("utf-8-sig").replace(",owner,,,in/lee", "-,owner,,,in/lee"))
    result = rnn_tutor(*words)
    assert (
        result.code == 0 and "1 piece left out, as nothing that anybody hands in: in/lee.txt." in result.err
    )
    path.write_text(path.read_text("utf-8-sig").replace("'-,owner", "park,owner"))
    result = rnn_tutor(*words)
    assert result.code == 1 and "in/lee.txt is given to `park`, who is not on the list" in result.err


@pytest.mark.parametrize("kind", ["exercise", "spec"])
def test_a_spreadsheet_has_dropped_the_zeros_before_an_id(work, rnn_tutor, kind):
    (work / "roster.csv").write_text("student\n0003\n0012\n012\n")
    (work / "answers.csv").write_text("student,h_1[1]\n3,0.380\n12,0.380\n")
    numbers = handed_out(work, ("0003", "0012", "012"))
    if kind == "exercise":
        (work / "answers.csv").write_text(
            f"student,sheet,h_1[1]\n3,{numbers['0003']},0.380\n12,{numbers['0012']},0.462\n"
        )
    result = rnn_tutor("grade", "class" if kind == "exercise" else "spec.toml", "answers.csv",
                       "--roster", "roster.csv", "-o", "out")  # fmt: skip
    assert result.code == (kind == "spec")
    rows = book()
    assert rows["0003"]["points"] == "1"
    if kind == "exercise":
        # Of two students with the number 12 the sheet tells the one, and the teacher is told.
        assert rows["0012"]["points"] == "1" and result.err.count("[G12]") == 1
    else:
        assert "answers.csv:3" in result.err and "`3`" not in result.err


def test_a_sheet_of_another_exercise_is_not_graded(work, rnn_tutor):
    handed_out(work)
    other = sheet_id("another", "kim")
    (work / "kim.md").write_text(f"Sheet {other}\n\nh_1[1] = 0.380\n")
    result = rnn_tutor("grade", "class/exercise.json", "kim.md", "-o", "out")
    assert result.code == 0 and "[G12]" in result.err and other in result.err
    assert (book()["kim"]["points"], book()["kim"]["needs_review"]) == ("0", "6")


def test_an_empty_row_of_the_table_is_nothing_handed_in(work, rnn_tutor):
    """Who typed the papers in leaves the rows of those empty who handed in a file, or nothing."""
    numbers = handed_out(work)
    (work / "answers.csv").write_text(
        f"student,sheet,h_1[1],h_1[2]\nkim,{numbers['kim']},,\nlee,{numbers['lee']},,\npark,,,\n"
    )
    (work / "kim.md").write_text("h_1[1] = 0.380\nh_1[2] = 0.000\n")
    result = rnn_tutor("grade", "class", "answers.csv", "kim.md", "-o", "out")
    assert result.code == 1 and "[G11]" not in result.err
    rows = book()
    assert [(rows[each]["points"], rows[each]["needs_review"]) for each in ("kim", "lee")] == [
        ("2", "0"),
        ("", "0"),
    ]
    assert "park" not in rows and "answers.csv:4" in result.err
    marks = json.loads((work / "out/marks.json").read_text())["students"]
    assert (marks["kim"]["handed_in"], marks["lee"]["handed_in"]) == (True, False)


def test_every_slip_of_a_letter_is_seen():
    """One letter exchanged, or two beside each other swapped, is never the number of another sheet."""
    for student in ("kim", "lee", "김철수"):
        number = sheet_id("seed", student)
        assert is_sheet_id(number)
        letters = number.replace("-", "")
        for at, letter in enumerate(letters):
            for other in "23456789ACDEFGHJKMNPQRSTVWXYZ0OIL":
                typed = letters[:at] + other + letters[at + 1 :]
                assert is_sheet_id(f"{typed[:4]}-{typed[4:]}") is (other == letter)
            swapped = letters[:at] + letters[at : at + 2][::-1] + letters[at + 2 :]
            assert is_sheet_id(f"{swapped[:4]}-{swapped[4:]}") is (swapped == letters)


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_a_mistyped_number_is_told_and_the_name_counts(work, rnn_tutor, form):
    numbers = handed_out(work)
    typed = numbers["kim"][:-1] + ("2" if numbers["kim"][-1] != "2" else "3")
    answers = {"h_1[1]": "0.380", "h_1[2]": "0.000"}
    texts = {
        "json": json.dumps({"student": "kim", "sheet": typed, "answers": answers}),
        "csv": f"student,sheet,h_1[1],h_1[2]\nkim,{typed},0.380,0.000\n",
        "md": f"Name: kim\nSheet: {typed}\n\nh_1[1] = 0.380\nh_1[2] = 0.000\n",
    }
    (work / f"a.{form}").write_text(texts[form])
    result = rnn_tutor("grade", "class", f"a.{form}", "-o", "out")
    assert result.code == 0
    assert "[G12]" in result.err and f"says sheet {typed}" in result.err and numbers["kim"] in result.err
    assert (book()["kim"]["points"], book()["kim"]["needs_review"]) == ("2", "0")


@pytest.mark.parametrize(
    "change", [str.lower, lambda n: n.replace("-", "–"), lambda n: n.replace("-", ""), lambda n: f" {n} "]
)
def test_a_number_is_read_in_any_letters(work, rnn_tutor, change):
    numbers = handed_out(work)
    (work / "a.csv").write_text(
        f"sheet,h_1[1],h_1[2]\n{change(numbers['lee'])},0.462,0.000\n", encoding="utf-8"
    )
    result = rnn_tutor("grade", "class", "a.csv", "-o", "out")
    assert result.err.count("warning") == 0
    assert book()["lee"]["points"] == "2"


def test_a_mistyped_number_without_a_name_is_the_nearest_ones(work, rnn_tutor):
    numbers = handed_out(work)
    typed = numbers["kim"][:-1] + ("2" if numbers["kim"][-1] != "2" else "3")
    (work / "a.csv").write_text(f"sheet,h_1[1],h_1[2]\n{typed},0.380,0.000\n")
    result = rnn_tutor("grade", "class", "a.csv", "-o", "out")
    assert result.code == 0 and typed in result.err
    assert [each["points"] for each in book().values()] == ["2", ""]


def test_a_key_in_the_column_of_sheets_is_pointed_out(work, rnn_tutor):
    numbers = handed_out(work)
    (work / "a.csv").write_text(f"student,sheet,h_1[1]\nkim,{key_id(numbers['kim'])},0.380\n")
    result = rnn_tutor("grade", "class", "a.csv", "-o", "out")
    assert "[G16]" in result.err and book()["kim"]["points"] == "1"


def test_a_key_that_is_handed_in_is_pointed_out(work, rnn_tutor):
    numbers = handed_out(work)
    (work / "kim.md").write_text(f"{key_id(numbers['kim'])}\n\nh_1[1] = 0.380\n")
    result = rnn_tutor("grade", "class", "kim.md", "-o", "out")
    assert "[G16]" in result.err and book()["kim"]["points"] == "1"


def test_one_broken_submission_does_not_stop_the_others(work, rnn_tutor):
    (work / "in").mkdir()
    (work / "in/kim.json").write_text("{")
    (work / "in/lee.md").write_text("h_1[1] = 0.380")
    (work / "in/photo.png").write_bytes(b"\x89PNG")
    (work / "roster.csv").write_text("id\nkim\nlee\n")
    result = rnn_tutor("grade", "spec.toml", "in", "--roster", "roster.csv", "-o", "out")
    assert result.code == 1
    assert (book()["kim"]["needs_review"], book()["lee"]["points"]) == ("1", "1")
    assert "kim.json" in result.err and "photo.png" in result.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["spec.toml"], "which exercise, and which submissions?"),
        (["missing.toml", "a.csv"], "does not exist"),
        (["spec.toml", "missing.csv", "a.csv"], "`missing.csv` was not read: there is no such file"),
        (["spec.toml", "empty.csv"], "none of the submissions could be read"),
        (["spec.toml", "a.csv", "--blanks", "x"], "`x` cannot be asked for in this problem"),
        (["spec.toml", "a.csv", "--scheme", "missing.toml"], "does not exist"),
        (["spec.toml", "a.csv", "--roster", "empty.csv"], "the roster is empty"),
        (["spec.toml", "a.csv", "--to", "xyz"], "`--to xyz` is not possible"),
        (["spec.toml", "a.csv", "-j", "0"], "`-j 0` is not possible"),
        (["spec.toml", "a.csv", "-o", "a.csv"], "is not a folder"),
    ],
)
def test_what_cannot_be_used_exits_with_2(work, rnn_tutor, arguments, told):
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    (work / "empty.csv").write_text("")
    before = sorted(work.rglob("*"))
    result = rnn_tutor("grade", *arguments)
    assert result.code == 2 and told in result.err
    assert sorted(work.rglob("*")) == before


def test_all_faults_of_a_scheme_at_once_each_with_its_line(work, rnn_tutor):
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    (work / "s.toml").write_text(
        'tahn = "exp"\ntanh = "sinus"\nmethod = 1\n\n[points]\nh = -1\nh_1 = "1/0"\n'
    )
    result = rnn_tutor("grade", "spec.toml", "a.csv", "--scheme", "s.toml")
    assert result.code == 2
    for line in (1, 2, 3, 6, 7):
        assert f"s.toml:{line}" in result.err
    assert result.err.count("error[G01]") == 5


def test_one_persons_text_is_answered_on_the_terminal(work, rnn_tutor):
    (work / "work.md").write_text(
        "h1 = tanh([0.4, 0.0]) = [0.380, 0.000]\nh2 = tanh([-0.034, 0.552]) = [-0.034, 0.6]\n"
    )
    result = rnn_tutor("grade", "spec.toml", "work.md")
    assert result.code == 0
    assert "> 7 of 8 points." in result.out and "## Start here: `h_2[2]`" in result.out
    hints = rnn_tutor("grade", "spec.toml", "--hints", "work.md")
    assert "0.502" not in hints.out and "0.552" in hints.out.replace("`-0.034`", "")
    assert "expected" not in hints.out


def test_the_same_with_several_processes(work, rnn_tutor):
    handed_out(work)
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\nlee,{RIGHT}\n")
    for jobs in ("1", "2"):
        assert rnn_tutor("grade", "class", "a.csv", "-o", f"out{jobs}", "-j", jobs).code == 0
    for each in (
        "gradebook.csv",
        "marks.json",
        "decisions.csv",
        "report.md",
        "feedback/kim.md",
        "feedback/lee.md",
    ):
        assert (work / "out1" / each).read_bytes() == (work / "out2" / each).read_bytes()


def test_a_folder_of_somebody_elses_files_is_not_written_over(work, rnn_tutor):
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    (work / "out").mkdir()
    (work / "out/gradebook.csv").write_text("mine")
    result = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out")
    assert result.code == 2 and (work / "out/gradebook.csv").read_text() == "mine"
    assert [path.name for path in (work / "out").iterdir()] == ["gradebook.csv"]


def test_the_gradebook_runs_no_formula_and_opens_in_excel(work, rnn_tutor):
    (work / "roster.csv").write_text('id,name\nkim,"=HYPERLINK(""http://x"")"\n')
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    rnn_tutor("grade", "spec.toml", "a.csv", "--roster", "roster.csv", "-o", "out")
    data = (work / "out/gradebook.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert book()["kim"]["name"] == '\'=HYPERLINK("http://x")'


def test_decimal_commas(work, rnn_tutor):
    (work / "a.csv").write_text("student;h_1[1];h_1[2]\nkim;0,380;0,000\n")
    assert rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out").code == 0
    assert book()["kim"]["needs_review"] == "2"
    assert rnn_tutor("grade", "spec.toml", "a.csv", "--decimal-comma", "-o", "out").code == 0
    assert book()["kim"]["points"] == "2"


WORKING = """\
Name: kim

W_ih x_1 = [0.3, 0.2]
a_1 = [0.3, 0.2] + [0.1, -0.2] = [0.4, 0.0]
h_1 = [0.380, 0.000]
W_ih x_2 = [-0.4, 0.6]
W_hh h_1 = [0.266, 0.152]
a_2 = [-0.134, 0.752]
h_2 = [-0.133, 0.636]
"""


def test_a_mistake_in_working_is_charged_where_it_shows(work, rnn_tutor):
    """a_2 has no bias in it: asked for or not, it costs the same."""
    (work / "kim.md").write_text(WORKING)
    assert rnn_tutor("grade", "spec.toml", "kim.md", "--blanks", "h", "-o", "out", "--lang", "en").code == 0
    assert (book()["kim"]["points"], book()["kim"]["first_error"]) == ("2", "h_2[1]")
    assert book()["kim"]["mistake"] == "bias-forgotten"
    page = (work / "out/feedback/kim.md").read_text()
    assert "| `h_2[1]` | `-0.133` | ✗ wrong | -0.034 | follows from working that is wrong |" in page
    assert "`h_2[1], h_2[2]`: this follows from working of yours that is wrong." in page
    assert rnn_tutor("grade", "spec.toml", "kim.md", "--blanks", "a,h", "-o", "all").code == 0
    assert (book("all/gradebook.csv")["kim"]["points"], book("all/gradebook.csv")["kim"]["first_error"]) == (
        "6",
        "a_2[1]",
    )


def test_wrong_working_beside_a_right_answer_costs_nothing(work, rnn_tutor):
    (work / "kim.md").write_text(WORKING.replace("[-0.133, 0.636]", "[-0.034, 0.502]"))
    assert rnn_tutor("grade", "spec.toml", "kim.md", "--blanks", "h", "-o", "out").code == 0
    assert book()["kim"]["points"] == "4"


def test_a_product_that_is_written_out_is_a_line_of_its_own(work, rnn_tutor):
    """W_hh h_1 is q_2, whatever the writer calls it; a mistake in it is found there."""
    (work / "kim.md").write_text(WORKING.replace("[0.266, 0.152]", "[0.266, 0.125]").replace("-0.134", "-0.034").replace("0.752", "0.525").replace("[-0.133, 0.636]", "[-0.034, 0.481]"))  # fmt: skip
    assert rnn_tutor("grade", "spec.toml", "kim.md", "-o", "out").code == 0
    row = book()["kim"]
    assert (row["first_error"], row["mistake"]) == ("q_2[2]", "digits-transposed")
    assert (row["points"], row["max_points"]) == ("13", "14")


@pytest.mark.parametrize(
    ("text", "students"),
    [
        ("2026년 1학기 딥러닝,,\n학번,이름,학과\n2023001,김하나,전산\n", ["2023001"]),
        ('student,name,email\nkim,"Kim, Chul",kim@u.kr\nlee,"Lee, Bo",lee@u.kr;bo@home.kr\n', ["kim", "lee"]),
        ("번호,수험번호,이름\n1,A100,김하나\n2,A101,이두리\n", ["A100", "A101"]),
        (
            "student,language\nkim,KR\nlee,ko-KR\npark,국문\nan,EN-us\nyu,\n",
            ["kim", "lee", "park", "an", "yu"],
        ),
        ("name\nkim\n", ["kim"]),
        (f'student,{"x" * 70_000}\nkim,a\nlee,"b;|c"\n', ["kim", "lee"]),
    ],
)
def test_rosters_as_campus_systems_write_them(text, students):
    assert [each.id for each in roster_of(text)] == students


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        (
            'student,name\nkim,"unclosed\nlee,Lee\n',
            "en",
            "error[G13]: a cell goes over the end of its line\n"
            "  --> roster.csv:2\n"
            "  help: close the quotation mark, or take it out, so that every student has a line",
        ),
        (
            "번호,이름,학과\n1,김하나,전산\n",
            "ko",
            "오류[G13]: 명단에 학번 열이 없습니다\n"
            "  --> roster.csv:1\n"
            "  지금 열은 번호, 이름, 학과입니다.\n"
            "  도움말: 한 열의 이름을 student 또는 학번으로 하세요",
        ),
        (
            "student,language\nkim,jp\n",
            "en",
            "error[G13]: the language `jp` of kim is not known\n"
            "  --> roster.csv:2\n"
            "  help: write ko or en, or nothing",
        ),
        (
            "student\nkim\nKIM\n",
            "en",
            "error[G13]: the id `KIM` stands in lines 2 and 3\n"
            "  --> roster.csv:3\n"
            "  help: give every student an id of their own; capital and small letters are the same",
        ),
    ],
)
def test_rosters_that_would_lose_somebody_are_refused(text, lang, told):
    with pytest.raises(SpecError) as refused:
        roster_of(text, "roster.csv")
    assert message(refused.value.faults[0], Language(lang)) == told


def test_decisions_are_kept_as_they_were_made(work, rnn_tutor):
    """Thirds stay thirds, and a row that is still empty takes nothing back."""
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    first = 'student,quantity,points,comment\nkim,h_1[1],1/3,"see me; please"\nkim,h_1[2],2,\n'
    (work / "d.csv").write_text(first)
    result = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out", "--decisions", "d.csv", "--lang", "en")
    assert "kim, h_1[2] is decided at 2 points and worth 1" in result.err
    (work / "d.csv").write_text("student,quantity,points,comment\nkim,h_1[1],,\n")
    for _ in range(2):
        run = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out", "--decisions", "d.csv", "--force")
        assert run.code == 0
        assert json.loads((work / "out/marks.json").read_text())["students"]["kim"]["points"] == "19/3"
        assert "kim,h_1[1],1/3,see me; please," in (work / "out/decisions.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("points", ["1e999999999", "-1", "x"])
def test_what_is_no_number_of_points_is_refused_at_once(work, rnn_tutor, points):
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    (work / "d.csv").write_text(f"student,quantity,points,comment\nkim,h_1[1],{points},\n")
    result = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out", "--decisions", "d.csv", "--lang", "en")
    assert result.code == 2 and f"`{points}` is no number of points" in result.err


@pytest.mark.parametrize(
    "content",
    [
        '{"student": "kim", "answers": {"h_1[1]": "\\ud800"}}',
        '{"student": "\\ud800x", "answers": {"h_1[1]": "1"}}',
    ],
)
def test_half_a_letter_in_one_file_stops_nobody(work, rnn_tutor, content):
    (work / "in").mkdir()
    (work / "in/a.json").write_text(content)
    (work / "in/lee.md").write_text("h_1[1] = 0.380\n")
    (work / "roster.csv").write_text("student\nkim\nlee\n")
    assert rnn_tutor("grade", "spec.toml", "in", "--roster", "roster.csv", "-o", "out").code < 2
    assert book()["lee"]["points"] == "1" and "kim" in book()


def test_wide_signs_of_formulas_are_marked_too():
    assert [plain(harmless(sign + "x")) for sign in "＝＋－＠=+-@"] == [sign + "x" for sign in "＝＋－＠=+-@"]
    assert [harmless(sign + "x")[0] for sign in "＝＋－＠"] == ["'"] * 4


@pytest.mark.parametrize(
    ("head", "warned"),
    [
        ("- Name: \\_\\_\\_\\_\n- Student id: `kim`\n", False),
        ("- Name:\n- Student id: `kim`\n", False),
        ("- Name: \\_\\_Kim\\_\\_\n", False),
        ("- 이름: 김민수\n- 학번: `kim`\n", True),  # the roster says Kim
        ("", False),
    ],
)
def test_whose_a_sheet_is(work, rnn_tutor, head, warned):
    numbers = handed_out(work)
    (work / "any.md").write_text(f"{head}- Sheet: `{numbers['kim']}`\n\nh_1[1] = 0.380\n", encoding="utf-8")
    result = rnn_tutor("grade", "class", "any.md", "-o", "out", "--lang", "en")
    assert result.code == 0 and book()["kim"]["points"] == "1"
    assert ("[G12]" in result.err) is warned


def test_the_printed_id_leads_to_the_student_where_the_number_does_not(work, rnn_tutor):
    handed_out(work)
    (work / "any.md").write_text("- Name: \\_\\_\\_\n- Student id: `kim`\n\nh_1[1] = 0.380\n")
    assert rnn_tutor("grade", "class", "any.md", "-o", "out").code == 0
    assert book()["kim"]["points"] == "1"


def test_a_name_in_a_class_without_names_is_no_contradiction(work, rnn_tutor):
    numbers = handed_out(work)
    file = work / "class/exercise.json"
    file.write_text(re.sub(r'"name": ?"[^"]*",?', "", file.read_text()))
    for name, warned in (("Minsu Park", False), ("s99", True), ("lee", True)):
        (work / "any.md").write_text(f"Name: {name}\nSheet: {numbers['kim']}\n\nh_1[1] = 0.380\n")
        result = rnn_tutor("grade", "class", "any.md", "-o", "out", "--force")
        assert ("[G12]" in result.err) is warned, name


def test_a_sheet_left_as_it_was_is_nothing_handed_in(work, rnn_tutor):
    numbers = handed_out(work)
    empty = "| quantity | answer |\n| --- | --- |\n| `h_1[1]` |  |\n| `h_1[2]` |  |\n"
    (work / "in").mkdir()
    for student in ("kim", "lee"):
        (work / f"in/{student}.md").write_text(f"Sheet: `{numbers[student]}`\n\n{empty}")
    (work / "in/filled.md").write_text(
        f"Sheet: `{numbers['kim']}`\n\n{empty.replace('|  |', '| 0.380 |', 1)}"
    )
    result = rnn_tutor("grade", "class", "in", "-o", "out", "--lang", "en")
    assert result.code == 0 and "2 students, 1 handed in." in result.err and "[G11]" not in result.err
    assert (book()["kim"]["points"], book()["lee"]["needs_review"]) == ("1", "0")


def test_a_row_with_too_many_cells_is_left_to_the_teacher(work, rnn_tutor):
    (work / "a.csv").write_text("student,h_1[1],h_1[2]\namy,0,380,0,000\nbob,0.380,0.000\n")
    result = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out", "--lang", "en")
    assert result.code == 0 and "row 2 of `a.csv` has 5 cells, the first row 3" in result.err
    assert (book()["amy"]["needs_review"], book()["bob"]["points"]) == ("2", "2")


def test_the_same_quantity_answered_twice_is_left_to_the_teacher(work, rnn_tutor):
    (work / "a.csv").write_text("student,h_1[1],h1[1],h_1[2]\namy,0.380,0.999,0.000\nbob,0.380,0.380,0.000\n")
    assert rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out").code == 0
    assert (book()["amy"]["needs_review"], book()["bob"]["points"]) == ("1", "2")


def test_columns_that_are_left_out_are_told(work, rnn_tutor):
    (work / "a.csv").write_text(
        'student,h-1[1],h^(1)[2] =,"h[2,1]",h(second),H9[9],comment\namy,0.380,0.000,-0.034,1,2,x\n'
    )
    result = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out", "--lang", "en")
    assert book()["amy"]["points"] == "3"
    assert result.err.count("which the exercise does not have") == 1 and "`H9[9]`" in result.err


def test_a_list_of_students_among_the_submissions_is_no_student(work, rnn_tutor):
    (work / "in").mkdir()
    (work / "in/roster.csv").write_text("student,name\nkim,Kim\n")
    (work / "in/kim.md").write_text("h_1[1] = 0.380\n")
    assert rnn_tutor("grade", "spec.toml", "in", "-o", "out").code == 0
    assert list(book()) == ["kim"]


def test_what_was_asked_is_said_where_not_everybody_answered_it(work, rnn_tutor):
    (work / "kim.md").write_text("a_1 = [0.400, 0.000]\nh_1 = [0.380, 0.000]\n")
    (work / "lee.md").write_text("h_1 = [0.380, 0.000]\n")
    told = "Asked, as somebody answered it: a, h. Not everybody did; --blanks says what was asked."
    assert told in rnn_tutor("grade", "spec.toml", "kim.md", "lee.md", "-o", "out", "--lang", "en").err
    result = rnn_tutor("grade", "spec.toml", "kim.md", "lee.md", "-o", "o2", "--blanks", "h", "--lang", "en")
    assert told not in result.err


def test_the_option_for_decimal_commas_is_named(work, rnn_tutor):
    (work / "a.csv").write_text("student;h_1[1];h_1[2]\namy;0,380;0,000\n")
    result = rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out", "--lang", "en")
    assert "2 answers can be read in two ways" in result.err and "--decimal-comma" in result.err


def test_the_hint_for_a_slip_fits_the_line(work, rnn_tutor):
    answers = "a_1 = [0.400, 0.000]\nh_1 = [0.308, 0.000]\na_2 = [-0.134, 0.402]\n"
    (work / "kim.md").write_text(answers)
    page = rnn_tutor("grade", "spec.toml", "kim.md", "--hints", "--lang", "en").out
    assert page.count("Take the function once more, and compare digit by digit, with the sign.") == 1
    (work / "kim.md").write_text("h_1 = [0.308, 0.000]\n")
    page = rnn_tutor("grade", "spec.toml", "kim.md", "--hints", "--lang", "en").out
    assert "Compute the products and the sum once more" in page


def test_an_empty_scheme_changes_nothing_and_a_missing_one_is_called_a_scheme(work, rnn_tutor):
    (work / "a.csv").write_text(f"{HEADER}kim,{RIGHT}\n")
    (work / "scheme.toml").write_text("")
    words = ("grade", "spec.toml", "a.csv", "-o", "out", "--lang", "en", "--scheme")
    assert rnn_tutor(*words, "scheme.toml").code == 0 and book()["kim"]["points"] == "6"
    result = rnn_tutor(*words, "nowhere.toml")
    assert result.code == 2 and "help: give the path of a scheme, or leave out --scheme" in result.err


def test_the_report_names_everybody_and_stays_on_its_page(work, rnn_tutor):
    ids = [f"2023{number:06}" for number in range(60)]
    wrong = "0.291,0.197,-0.034,0.502,0.402,-0.063"
    (work / "a.csv").write_text(HEADER + "".join(f"{each},{wrong}\n" for each in ids))
    assert rnn_tutor("grade", "spec.toml", "a.csv", "-o", "out", "--to", "tex").code == 0
    report = (work / "out/report.tex").read_text()
    [table] = [part for part in report.split("tabular") if ids[0] in part and "forgotten" in part]
    assert all(each in table for each in ids)
    assert table.startswith(r"}{rll>{\raggedright\arraybackslash}p{.4\linewidth}}")


def test_what_a_student_wrote_stays_in_its_cell(work, rnn_tutor):
    answer = "0.1\n\n<script>alert(1)</script>\n| x | y |"
    (work / "kim.json").write_text(
        json.dumps({"student": "kim", "answers": {"h_1[1]": answer, "h_1[2]": "0"}})
    )
    for to in ("md", "tex", "html"):
        assert rnn_tutor("grade", "spec.toml", "kim.json", "-o", to, "--to", to).code == 0
    page = (work / "md/feedback/kim.md").read_text()
    [row] = [line for line in page.splitlines() if line.startswith("| `h_1[1]`")]
    assert "script" in row and "<script" not in page
    assert "<script>" not in (work / "html/feedback/kim.html").read_text()
    assert (
        "\n\n" not in (work / "tex/feedback/kim.tex").read_text().partition("alert")[0].rpartition("0.1")[2]
    )


def test_a_row_that_only_waits_for_points_changes_nothing():
    """So a class of which nothing is decided yet is not kept twice."""
    mark = Mark("h_1[1]", "0.1 or 0.2", "review", "0.380", Fraction(0), Fraction(1), "unreadable")
    graded = Graded(Student("kim"), "", Marked((mark,), Fraction(0), Fraction(1)))

    def settled(*rows):
        found, faults = decided(
            [graded], Decisions({(each.student, each.quantity): each for each in rows}), "decisions.csv"
        )
        return found[0], [str(fault.title) for fault in faults]

    waiting = Decision("kim", "h_1[1]", None, line=2)
    assert settled(waiting)[0] is graded
    said, faults = settled(
        Decision("kim", "h_1[1]", None, "look again", 2), Decision("lee", "h_1[1]", None, line=3)
    )
    assert (said.marked.marks[0].comment, said.marked.marks[0].is_decided) == ("look again", False)
    assert faults == ["lee, h_1[1] belongs to nothing that was graded"]
    assert settled(Decision("kim", "h_1[1]", Fraction(1), line=2))[0].marked.points == 1
