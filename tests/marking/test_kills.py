"""The writers of a class are killed at a file operation of theirs: nothing is torn, and the next run leaves no stray.

Three kills each of handout, of grade in a new folder and of grade where marks are written over;
``RNN_TUTOR_FULL=1`` kills 252 times, evenly over all that is done.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
MOST = 84 if FULL else 3
HANDOUT = ("handout", "--hidden", "2", "--words", "i", "am", "here", "--steps", "3", "--roster", "r.csv",
           "--to", "md", "-j", "1", "-o", "class")  # fmt: skip
GRADE = ("grade", "class", "in", "-o", "out", "--to", "md", "html", "--into", "Grades.csv", "--feedback-zip",
         "-j", "1", "--lang", "en")  # fmt: skip
STUDENTS = [f"{number:03}" for number in range(1, 13 if FULL else 4)]


def run(at, folder, *words):
    return subprocess.run(
        [sys.executable, Path(__file__).with_name("killed.py"), str(at), folder, "count", *words],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
        timeout=120,
    )


def content(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("r.csv").write_text("student,name\n" + "".join(f"{each},Name {each}x\n" for each in STUDENTS))
    Path("Grades.csv").write_text(
        'Identifier,"Full name",Grade,"Maximum Grade"\n'
        + "".join(f'"Participant {each}","Name {each}x",,4.00\n' for each in STUDENTS)
    )
    Path("in").mkdir()
    for each in STUDENTS:
        Path("in", f"{each}.txt").write_text("h_1[1] = 0.5\nh_1[2] = 0.1\n")
    return tmp_path


def moments(count):
    """Spread the kills evenly over all that is done."""
    number = min(MOST, count)
    return sorted({1 + k * (count - 1) // max(1, number - 1) for k in range(number)})


@pytest.mark.parametrize("command", ["handout", "grade"])
def test_killed_in_a_new_folder(desk, command):
    words, name = (HANDOUT, "class") if command == "handout" else (GRADE, "out")
    if command == "grade":
        assert run(0, "class", *HANDOUT).returncode == 0
    assert run(0, name, *words).returncode == 0
    expected, count = content(name), int(Path("count").read_text())
    Path(name).rename("whole")
    assert count > 20
    for at in moments(count):
        killed = run(at, name, *words)
        assert killed.returncode == -9, (at, killed.stderr)
        for file, found in content(name).items() if Path(name).exists() else ():
            if not file.endswith(".rnn-tutor"):
                assert found == expected[file], f"{file} is torn after {at}"
        again = run(-1, name, *words)
        assert again.returncode == 0, (at, again.stderr)
        assert content(name) == expected, at
        Path(name).rename(f"{name}{at}")


def test_killed_where_marks_are_written_over(desk):
    """Every file is the one before or the new one; the marks that the next run writes are the new ones."""
    assert run(0, "class", *HANDOUT).returncode == 0
    # The second writes over the first, with nothing to sweep.
    assert [run(0, "out", *GRADE).returncode for _ in range(2)] == [0, 0]
    count = int(Path("count").read_text())
    for moment in range(MOST):
        before = content("out")
        answer = f"h_1[1] = 0.{moment + 100}\n"
        for each in STUDENTS:
            Path("in", f"{each}.txt").write_text(answer)
        at = 1 + moment * (count - 1) // (MOST - 1)
        killed = run(at, "out", *GRADE)
        assert killed.returncode == -9, (at, killed.stderr)
        torn = content("out")
        assert run(0, "out", *GRADE).returncode == 0
        after = content("out")
        assert set(after) == set(before)
        for file, found in torn.items():
            if not file.endswith(".rnn-tutor"):
                assert found in (before[file], after[file]), f"{file} is torn after {at}"
