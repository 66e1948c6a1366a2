"""Honest work loses nothing where a class's table goes through a spreadsheet: csv → xlsx → csv.

Twenty habits of rounding, two variants of an RNN, a GRU and an LSTM; ``RNN_TUTOR_FULL=1`` forty variants.
LibreOffice is not told how the table is written, so that even its byte order mark comes back as letters.
"""

import csv
import os
import random
import subprocess

import pytest

from tests.marking import class_folders as made
from tests.marking.test_fair_cells import written
from tests.marking.writers import habits, seeded
from tests.peers import need
from tutor import Problem
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions

VARIANTS = 40 if os.environ.get("RNN_TUTOR_FULL") else 2
HABITS = 20


def converted(path, to, folder):
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    words = ["soffice", home, "--headless", "--convert-to", to, "--outdir", folder, path]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{to}"


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_no_entry_is_lost_on_the_way(cell, tmp_path):
    need("soffice")
    r = seeded(f"round trip {cell}")
    chosen = random.Random(5).sample(habits(3), HABITS)
    problems, rows, names = {}, [], []
    for variant in range(VARIANTS):
        ex = made.exercise(r, cell, hidden=2, steps=3)
        problem = Problem.from_dict(made.spec(ex) | {"rounding": {"decimals": 3}})
        for at, habit in enumerate(chosen):
            page = written(ex, habit, 3)
            names = list(page)
            rows.append([f"s{variant}x{at}", *page.values()])
            problems[rows[-1][0]] = problem
    table = tmp_path / "class.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["student", *names], *rows])
    (tmp_path / "again").mkdir()
    book = converted(table, "xlsx", tmp_path)
    back = converted(book, "csv", tmp_path / "again")
    for path in (table, book, back):
        markers = {}
        students = []
        for each in read_submissions([path], Headings(names)):
            problem = problems[each.student]
            marker = markers.setdefault(id(problem), Marker(problem, Scheme(), names, explain=False))
            lost = [mark for mark in marker.mark(each.names, each.texts).marks if mark.points < mark.worth]
            assert not lost, (path.name, each.student, lost[0])
            students.append(each.student)
        assert students == list(problems)
