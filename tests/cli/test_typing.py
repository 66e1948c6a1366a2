"""The desk for who marks on paper: entries are judged and saved line by line, and taken up again where it stopped."""

import csv
import io
import json
from pathlib import Path

import pytest


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_entries_are_judged_saved_and_taken_up_again(rnn_tutor, desk):
    words = (
        "handout",
        "--hidden",
        "2",
        "--words",
        "i",
        "am",
        "here",
        "--steps",
        "2",
        "--blanks",
        "h",
        "--count",
        "2",
    )
    assert rnn_tutor(*words, "-o", "class").code == 0
    sheets = json.loads(Path("class/exercise.json").read_text())["students"]
    number = sheets["s02"]["sheet"].lower().replace("-", "")
    result = rnn_tutor("grade", "class", "--type", "--lang", "en", stdin=f"{number}\n0.123\n\n".encode())
    assert result.code == 0 and f"s02, sheet {sheets['s02']['sheet']}" in result.err
    assert "  h_1[1] = 0.123: " in result.err

    def row():
        return list(csv.DictReader(io.StringIO(Path("class/answers.csv").read_text("utf-8-sig"))))[1]

    assert (row()["h_1[1]"], row()["h_1[2]"]) == ("0.123", "")
    result = rnn_tutor("grade", "class", "--type", "--lang", "en", stdin=b"nobody\ns02\n0.5\n.\n.\n")
    assert "Nobody has nobody." in result.err and "h_1[1] =\n" not in result.err
    assert (row()["h_1[1]"], row()["h_1[2]"]) == ("0.123", "0.5")
    assert rnn_tutor("grade", "class", "class/answers.csv", "-o", "marks").code == 0
