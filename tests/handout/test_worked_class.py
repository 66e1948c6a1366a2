"""The class under worked_examples/classroom/marking is what the command makes of what was handed in."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "worked_examples" / "classroom" / "marking"


def test_the_class_is_up_to_date(rnn_tutor, golden, tmp_path, monkeypatch):
    monkeypatch.chdir(FOLDER)
    marks = tmp_path / "marks"
    result = rnn_tutor(
        "grade", "exercise.toml", "submissions", "--roster", "roster.csv", "--scheme", "scheme.toml",
        "--blanks", "a,h", "--decisions", "decisions.csv", "-o", marks,
    )  # fmt: skip
    assert (result.code, result.out) == (0, "")
    assert result.err == "5 students, 5 handed in.\n"
    written = sorted(path.relative_to(marks) for path in marks.rglob("*") if path.is_file())
    # The feedback, three tables, the report with its picture, and what the folder remembers of its making.
    assert len(written) == 5 + 3 + 2 + 1
    for each in written:
        text = (marks / each).read_bytes().decode("utf-8")
        golden(f"../worked_examples/classroom/marking/marks/{each}", text)


def test_every_submission_makes_another_mistake():
    rows = csv.DictReader((FOLDER / "marks" / "gradebook.csv").read_text("utf-8-sig").splitlines())
    mistakes = [row["mistake"] for row in rows]
    assert sorted(mistakes) == sorted(
        ["bias-forgotten", "digits-transposed", "concatenated", "recurrent-transposed", "degrees"]
    )
