"""The class under worked_examples/classroom/exercise is what the command hands out."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "worked_examples" / "classroom" / "exercise"
COMMAND = (
    "handout", "--hidden", "2", "--input", "3", "--words", "i", "am", "here", "now", "--steps", "3",
    "--roster", "roster.csv", "--seed", "2026",
)  # fmt: skip


def test_the_class_is_up_to_date(rnn_tutor, golden, tmp_path, monkeypatch):
    monkeypatch.chdir(FOLDER)
    result = rnn_tutor(*COMMAND, "-o", tmp_path / "class")
    assert (result.code, result.out) == (0, "")
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(written) == 5 + 2 + 3
    for each in written:
        text = (tmp_path / each).read_bytes().decode("utf-8")
        golden(f"../worked_examples/classroom/exercise/{each}", text)


def test_the_command_of_the_page_is_the_one_that_is_run():
    page = (FOLDER / "README.md").read_text("utf-8")
    assert f"rnn-tutor {' '.join(COMMAND)} -o class" in page


def test_everybody_has_another_sheet_and_both_languages_are_there():
    sheets = [path.read_text("utf-8") for path in sorted((FOLDER / "class/sheets").iterdir())]
    assert len({page.split("## ", 1)[1] for page in sheets}) == 5
    assert sum("## 단계별 계산" in page for page in sheets) == 2
    rows = list(csv.DictReader((FOLDER / "class/answers.csv").read_text("utf-8-sig").splitlines()))
    assert [row["student"] for row in rows] == ["m01", "m02", "m03", "m04", "m05"]
