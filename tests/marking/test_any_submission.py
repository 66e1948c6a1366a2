"""Whatever is handed in: no traceback, nobody lost. ``RNN_TUTOR_FULL=1`` mutates 10⁵ submissions."""

import json
import os
import random
import zipfile

import pytest

from tutor import Problem
from tutor.handout.roster import roster_of
from tutor.judging.answers.lines import Lines
from tutor.language.languages import Language
from tutor.marking.gradebook import gradebook_rows, marks_json
from tutor.marking.grading import Class, Result, Settings, Task, mark_piles, piles_of
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
ROUNDS = 1250 if FULL else 60
CHUNKS = 16 if FULL else 2
A_ROUND = 5

PROBLEM = Problem.from_dict(
    {
        "sentence": "i am here", "vocabulary": ["i", "am", "here"],
        "cell": {"weight_ih": [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]], "weight_hh": [[0.7, -0.3], [0.4, 0.5]],
                 "bias": [0.1, -0.2]},
    }
)  # fmt: skip
LINES = Lines(PROBLEM)
HEADINGS = Headings(LINES.names)
NAMES = [name for name in LINES.names if name[0] in "ah"]
KEY = {name: LINES.key[i][e] for name, (i, e) in LINES.names.items()}
STUDENTS = ["kim", "lee", "김철수", "park-7", "s05", "s06"]
ROSTER = roster_of("id,name\n" + "".join(f"{each},Name {n}\n" for n, each in enumerate(STUDENTS)))

TOKENS = [
    "", "?", "-", "0", "1", "-1", "0.5", "abc", "1e9", "1e999", "-0", "∞", "NaN", "0,5", "1/3", "[0.1, 0.2]", "[[0.1],[0.2]]",
    "[0.1", "=1+1", "'", '"', "\x00", "\ud7a3", "０．１", "−0.3", "99999999999999999999", "0." + "3" * 60, "x" * 300, "h_1", "\u202e1",
    "1e-99", ".", "+", "{}", "None", "true", "0x10", "1_0", "٣", "<script>", "{{7*7}}", "\\input{x}", "%s%n", "1\n2",
]  # fmt: skip


def token(r):
    kind = r.random()
    if kind < 0.5:
        return r.choice(list(KEY.values()))
    if kind < 0.7:
        return f"{r.uniform(-2, 2):.{r.randint(0, 6)}f}"
    return r.choice(TOKENS)


def content(r, student):
    """Write a submission in some form."""
    names = r.sample(NAMES, r.randint(0, len(NAMES)))
    answers = {name: token(r) for name in names}
    form = r.choice(["csv", "long", "json", "md", "txt", "lines"])
    if form == "csv":
        rows = [
            ["student", *names],
            *([who, *(token(r) for _ in names)] for who in r.sample(STUDENTS, r.randint(0, 3))),
        ]
        return "csv", "\n".join(",".join(cell.replace("\n", " ") for cell in row) for row in rows)
    if form == "long":
        return "csv", "student,quantity,value\n" + "\n".join(f"{student},{n},{v}" for n, v in answers.items())
    if form == "json":
        return "json", json.dumps(
            {"student": student, "sheet": r.choice(["", "A7", None, 3]), "answers": answers}
        )
    if form == "md":
        rows = "\n".join(f"| {name} | {value} |" for name, value in answers.items())
        return "md", f"Name: {student}\n\n| quantity | answer |\n| --- | --- |\n{rows}\n"
    if form == "lines":
        return "md", f"# {student}\n" + "\n".join(f"{name} = {value}" for name, value in answers.items())
    return "txt", "\n".join(
        f"h_{t} = tanh([{token(r)}, {token(r)}]) = [{token(r)}, {token(r)}]" for t in (1, 2, 3)
    )


def mutated(r, text):
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(r.choice((0, 0, 1, 3, 20))):
        if not data:
            break
        at = r.randrange(len(data))
        match r.randrange(4):
            case 0:
                data[at] = r.randrange(256)
            case 1:
                del data[at : at + r.randint(1, 20)]
            case 2:
                data[at:at] = bytes(r.randrange(256) for _ in range(r.randint(1, 8)))
            case _:
                data[at:at] = data[: r.randint(1, 200)]
    return bytes(data)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nobody_is_lost(chunk, tmp_path):
    r = random.Random(f"any {chunk}")
    for number in range(ROUNDS):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        for _ in range(A_ROUND):
            student = r.choice(STUDENTS)
            ending, text = content(r, student)
            data = mutated(r, text)
            name = r.choice(
                [f"{student}.{ending}", f"{student}.{r.choice(['csv', 'json', 'md', 'ipynb', 'xlsx'])}"]
            )
            if r.random() < 0.1:
                with zipfile.ZipFile(folder / f"{r.randrange(99)}.zip", "w") as file:
                    file.writestr(name, data)
            else:
                (folder / name).write_bytes(data)
        marked_as_a_class(folder, r)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def marked_as_a_class(folder, r):
    found = piles_of(Class(PROBLEM, ROSTER), read_submissions([folder], HEADINGS))
    settings = Settings(
        Scheme(), Task(PROBLEM, tuple(NAMES)), decimal_comma=r.random() < 0.2, explain=r.random() < 0.1
    )
    graded = list(mark_piles(settings, found.piles))
    assert [each.student.id for each in graded][: len(STUDENTS)] == STUDENTS
    for each in graded:
        assert len(each.marked.marks) == len(NAMES)
        assert 0 <= each.marked.points <= each.marked.max_points == len(NAMES)
        assert not any(fault.code == "B01" for fault in each.remarks), each.remarks
        assert not any("fault of rnn-tutor" in str(fault.title) for fault in each.remarks), each.remarks
    rows = list(gradebook_rows(graded, Language("ko")))
    assert len(rows) == len(graded) + 1
    assert set(STUDENTS) <= set(
        json.loads("".join(marks_json(Result(tuple(graded), found.lost, found.litter))))["students"]
    )
