"""What a right and a wrong student of a handed-out class cost ``grade``, mistakes named, feedback and report written.

    python -m tests.benchmarks.handed_out [STUDENTS]

Processor time of the whole command for a class (1,000), less that of a class of two, divided by the students
more. Every student has weights of their own, so that nothing is known from another's sheet. Who is wrong has
one slip in one of the 24 numbers, and computes everything after it rightly from there.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.marking.class_folders import WORDS, key

ROUNDS = 3
GOALS = {"right": 1.0, "wrong": 2.0}
SLIPS = (0.217, 0.163, 0.331)


def _tutor(*words: object) -> float:
    """Run a command; give the seconds of processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "tutor", *map(str, words)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _exercise(problem: dict[str, object]) -> dict[str, object]:
    """Take the problem of a sheet as the plain program of the tests has it."""
    cell = problem["cell"]
    assert isinstance(cell, dict)
    hidden = len(cell["bias"])
    gates = {"h": (cell["weight_ih"], cell["weight_hh"], cell["bias"], [0] * hidden)}
    words = [WORDS.index(word) for word in str(problem["sentence"]).split()]
    return {"cell": "rnn", "layers": [gates], "words": words, "hidden": hidden}


def hand_out(folder: Path, students: int) -> None:
    """Hand a class out, and let it answer: right.csv and wrong.csv in its folder."""
    sizes = ("--hidden", 2, "--steps", 3, "--words", *WORDS, "--count", students)
    _tutor("handout", *sizes, "-o", folder)
    r = random.Random(7)
    with (folder / "keys.csv").open(encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file)
    sheets = json.loads((folder / "exercise.json").read_text(encoding="utf-8"))["students"]
    wrong = []
    for student, sheet, *numbers in rows:
        page = dict(zip(header[2:], numbers, strict=True))
        name = r.choice(header[2:])
        slipped = f"{float(page[name]) + r.choice((-1, 1)) * r.choice(SLIPS):.3f}"
        answers = key(_exercise(sheets[student]["problem"]), {name: slipped})
        wrong.append([student, sheet, *(answers[each] for each in header[2:])])
    for kind, answered in (("right", rows), ("wrong", wrong)):
        with (folder / f"{kind}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *answered])


def main(students: int) -> int:
    """Measure in turns, take the least of each, and say whether the goals are met."""
    with tempfile.TemporaryDirectory() as name:
        folders = {count: Path(name) / f"class{count}" for count in (students, 2)}
        for count, folder in folders.items():
            hand_out(folder, count)
        least: dict[tuple[int, str], float] = {}
        for number in range(ROUNDS):
            for count, folder in folders.items():
                for kind in GOALS:
                    marks = Path(name) / f"{count}-{kind}-{number}"
                    took = _tutor("grade", folder, folder / f"{kind}.csv", "-o", marks)
                    least[count, kind] = min(took, least.get((count, kind), took))
    met = True
    for kind, goal in GOALS.items():
        each = 1e3 * (least[students, kind] - least[2, kind]) / (students - 2)
        met = met and each <= goal
        print(f"a {kind} student: {each:.2f} ms, goal {goal:.0f} ms: {'ok' if each <= goal else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
