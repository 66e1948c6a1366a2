"""Messages that no other test has any reason to provoke, whole, in both languages, in one golden file each."""

from decimal import Decimal

import numpy as np
import pytest

from tutor import Problem
from tutor.handout.limits import MAX_STUDENTS
from tutor.handout.roster import Student, read_roster
from tutor.language.faults import TutorError
from tutor.language.languages import CODES, Language
from tutor.language.messages import message
from tutor.marking import remarks
from tutor.marking.decisions import read_decisions
from tutor.marking.scheme import read_scheme
from tutor.marking.submissions.submission import Submission
from tutor.reading.reader import MAX_BYTES, read
from tutor.spec import read_problem
from tutor.weights.files import read_tensors

CELL = {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]]}
SPEC = {"sentence": "i am", "vocabulary": ["i", "am"], "cell": CELL}
WEIGHTS = 'sentence = "i am"\nvocabulary = ["i", "am"]\n[cell]\nfrom = "w.npz"\n'


def spec(**changes):
    return lambda _: Problem.from_dict({**SPEC, **changes})


def cell(**changes):
    return spec(cell={**CELL, **changes})


def text(name, content, read_it):
    def provoke(folder):
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        read_it(path)

    return provoke


def saved(more="", /, **arrays):
    def provoke(folder):
        np.savez(folder / "w.npz", **arrays)
        (folder / "spec.toml").write_text(WEIGHTS + more)
        read_problem(folder / "spec.toml")

    return provoke


def of_torch(value):
    def provoke(folder):
        import torch

        torch.save(value, folder / "w.pt")
        read_tensors(folder / "w.pt")

    return provoke


def large(folder):
    with (folder / "w.npz").open("wb") as file:
        file.truncate((64 << 20) + 1)
    read_tensors(folder / "w.npz")


SUBMISSION = Submission(source="anna.csv", names=(), texts=(), sheet="ABCD-EFGHJ")
STUDENT = Student("s01")

PROVOKING = {
    "unknown keys by the dozen": spec(**{f"nonsense_{number}": 1 for number in range(14)}),
    "a key of the top in a section": cell(title="x"),
    "a long title": spec(title="x" * 300),
    "a sentence that is a number": lambda _: Problem.from_dict(
        {"sentences": ["i am", 3], "vocabulary": ["i", "am"], "cell": CELL}
    ),
    "inputs in one list": lambda _: Problem.from_dict({"inputs": [0.1, 0.2], "cell": CELL}),
    "a start whose parts differ": cell(num_layers=2, h_0=[[[0.1]], [[0.1], [0.2]]]),
    "a number of fifty digits": cell(bias=[Decimal("0." + "3" * 50)]),
    "a spec that is a folder": read_problem,
    "a text that is too long": lambda _: read("x" * (MAX_BYTES + 1)),
    "a scheme with another key": text("scheme.toml", "bonus = 1\n", read_scheme),
    "a scheme whose points are no table": text("scheme.toml", "points = 3\n", read_scheme),
    "a scheme with points that are none": text("scheme.toml", "[points]\nh = -1\n", read_scheme),
    "decisions that are no text": text("d.csv", b"\xff\xfe\x00\x00\x00\xd8", read_decisions),
    "a roster that is no text": text("r.csv", b"\xff\xfe\x00\x00\x00\xd8", read_roster),
    "a roster of too many": text(
        "r.csv", "student\n" + "".join(f"s{n}\n" for n in range(MAX_STUDENTS + 1)), read_roster
    ),
    "decisions with other columns": text("d.csv", "who,what\na,b\n", read_decisions),
    "decided twice": text(
        "d.csv", "student,quantity,points,comment\ns01,h_1[1],1,\ns01,h_1[1],0,\n", read_decisions
    ),
    "a sheet of another exercise": lambda _: remarks.strange_sheet(SUBMISSION),
    "a sheet that was mistyped": lambda _: remarks.mistyped_sheet(SUBMISSION, "ABCD-EFGHK"),
    "a sheet of somebody else": lambda _: remarks.other_name(SUBMISSION, STUDENT, "Anna"),
    "weights in a file of another kind": text("w.bin", "x", read_tensors),
    "weights that are too large a file": large,
    "a list in place of a state_dict": of_torch([1, 2]),
    "objects in an npz": saved(weight_ih_l0=np.array([{}], dtype=object), weight_hh_l0=np.zeros((1, 1))),
    "no module of that name": saved(
        'module = "decoder"\n', **{"rnn.weight_ih_l0": np.zeros((2, 2)), "rnn.weight_hh_l0": np.zeros((2, 2))}
    ),
    "no recurrent module": saved(linear=np.zeros((2, 2))),
    "five gates": saved(weight_ih_l0=np.zeros((10, 2)), weight_hh_l0=np.zeros((10, 2))),
    "kernels of nothing known": saved(
        kernel=np.zeros((2, 10)), recurrent_kernel=np.zeros((2, 10)), bias=np.zeros(10)
    ),
}


def faults_of(provoke, folder):
    try:
        found = provoke(folder)
    except TutorError as error:
        return error.faults
    return (found,)


@pytest.mark.parametrize("code", CODES)
def test_rare_messages(code, tmp_path, golden):
    told = []
    for name, provoke in PROVOKING.items():
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        texts = [
            message(fault, Language(code)).replace(str(folder), "FOLDER")
            for fault in faults_of(provoke, folder)
        ]
        told.append(f"== {name}\n" + "\n".join(texts))
    golden(f"goldens/rare_messages.{code}.txt", "\n\n".join(told) + "\n")
