"""Whole classes, honest and hostile, through the command: everybody's marks against an oracle of plain floats.

Every run marks 64 classes of 12; ``RNN_TUTOR_FULL=1`` marks 640.
"""

import csv
import io
import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from tests.marking import class_folders as made
from tutor.handout.exercise import Exercise, Sheet, exercise_text
from tutor.handout.sheets.sheet_number import key_id, sheet_id

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
CLASSES = 640 if FULL else 64
STUDENTS = ["kim", "lee-2", "김철수", "2024-17", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "최 민호"]
RIGHT = {"exact", "rounding", "follow-through"}


def drawn(seed):
    """Draw a class: its exercises, and what everybody hands in and has to get."""
    r = made.seeded(f"class {seed}")
    cell = made.CELLS[seed % 4]
    class_ = {}
    for student in STUDENTS:
        ex = made.exercise(r, cell, steps=r.choice((2, 3)))
        page = made.key(ex)
        class_[student] = (ex, page, r.choice(made.BEHAVIOURS))
    return r, class_


def folder_of(r, class_, tmp_path, *, comma):
    """Write the exercise and the submissions; give the paths and what has to come of them."""
    sheets, due = {}, {}
    for student, (ex, page, _) in class_.items():
        sheets[student] = Sheet(sheet_id("seed", student), made.spec(ex), tuple(page), name=f"Name {student}")
    (tmp_path / "class").mkdir()
    (tmp_path / "class/exercise.json").write_text(
        exercise_text(Exercise("t", sheets, "steps")), encoding="utf-8"
    )
    answers = {}
    for student, (ex, page, behave) in class_.items():
        answers[student], due[student] = behave(r, ex, page)
    numbers = {student: sheet.sheet for student, sheet in sheets.items()}
    students = r.sample(STUDENTS, len(STUDENTS))
    absent, twice, key, other = students[:4]
    in_table, alone = students[4:8], students[8:]
    files = {}
    names = list(max((page for _, page, _ in class_.values()), key=len))
    # A whole vector has no column in a wide table.
    in_table = [each for each in in_table if not any("[" not in name for name in answers[each])]
    if in_table:
        table = {each: answers[each] for each in in_table}
        sheets_shown = numbers if r.random() < 0.5 else None
        files["all.csv"] = made.class_table(r, table, names, comma=comma, sheets=sheets_shown)
    alone = [each for each in students[4:] if each not in in_table]
    for student in alone:
        form = r.choice(made.FORMS)
        name, data = form(r, student, numbers[student], answers[student])
        files[f"{r.choice(['', 'late/', student + '/'])}{name}"] = data
    due[absent] = {"lost": len(class_[absent][1]), "first": "", "review": 0, "absent": True}
    # The same sent twice is sent once; of two that differ the teacher says which counts.
    again = dict(answers[twice])
    if r.random() < 0.5:
        again[r.choice(sorted(again))] = "7.77"
        due[twice] = {"lost": len(class_[twice][1]), "first": "", "review": len(class_[twice][1])}
    for name, sent in (("a", answers[twice]), ("b", again)):
        files[f"{name}/{twice}.json"] = made.as_json(r, twice, numbers[twice], sent)[1]
    name, data = made.as_markdown(r, key, key_id(numbers[key]), answers[key])
    files[name] = data
    due[key] = {**due[key], "code": "G16"}
    name, data = made.as_json(r, other, sheet_id("another", other), answers[other])
    files[name] = json.dumps({**json.loads(data), "student": other}).encode()
    due[other] = {"lost": len(class_[other][1]), "first": "", "review": len(class_[other][1]), "code": "G12"}
    files["photo.png"] = b"\x89PNG"
    files["broken.json"] = b"{"
    paths = []
    if r.random() < 0.4:
        (tmp_path / "all.zip").write_bytes(made.packed(files))
        paths.append("all.zip")
    else:
        for name, data in files.items():
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        paths.append("in")
    return paths, due


def entries_wrong(marks):
    return [mark["quantity"] for mark in marks if mark["verdict"] == "wrong"]


def check(student, page, due, marks, row, remarks):
    worth = len(page)
    assert int(row["max_points"]) == worth and len(marks["marks"]) == worth
    points = Fraction(marks["points"])
    assert 0 <= points <= worth
    codes = [each["code"] for each in remarks]
    assert "B01" not in codes
    if "code" in due:
        assert due["code"] in codes
    if due.get("absent"):
        assert not marks["handed_in"] and points == 0 and {m["verdict"] for m in marks["marks"]} == {"blank"}
        return
    if "most" in due:
        assert points <= due["most"], (points, due)
        return
    assert points == worth - due["lost"], (points, due, entries_wrong(marks["marks"]))
    assert row["first_error"] == due["first"], (row, due)
    assert int(row["needs_review"]) == due["review"]
    if "mistake" in due:
        assert due["mistake"] in marks["mistakes"], (marks["mistakes"], due)
    if "note" in due:
        first = next(mark for mark in marks["marks"] if mark["verdict"] == "wrong")
        assert first["note"] == due["note"]


@pytest.mark.parametrize("seed", range(CLASSES))
def test_a_class(seed, tmp_path, rnn_tutor, monkeypatch):
    monkeypatch.chdir(tmp_path)
    r, class_ = drawn(seed)
    comma = seed % 5 == 0
    paths, due = folder_of(r, class_, tmp_path, comma=comma)
    options = ["--decimal-comma"] if comma else []
    result = rnn_tutor("grade", "class", *paths, "-o", "out", "--lang", r.choice(["ko", "en"]), *options)
    # Marked, but nobody knows whose the picture and the broken file are.
    assert result.code == 1, result.err
    lost = [line.split("/")[-1].split(".")[0] for line in result.err.splitlines() if line.startswith("  ")][
        -2:
    ]
    assert sorted(lost) == ["broken", "photo"], result.err
    text = Path("out/gradebook.csv").read_text("utf-8-sig")
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == STUDENTS
    marks = json.loads(Path("out/marks.json").read_text("utf-8"))["students"]
    faults = []
    for student, (_, page, behave) in class_.items():
        assert (tmp_path / "out/feedback" / f"{student}.md").is_file()
        try:
            check(student, page, due[student], marks[student], rows[student], marks[student]["remarks"])
        except AssertionError as error:
            faults.append(
                (student, behave.__name__, marks[student]["source"], error.args, rows[student]["remarks"])
            )
    assert not faults, "\n".join(map(repr, faults))
