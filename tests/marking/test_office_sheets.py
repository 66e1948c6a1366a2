"""Sheets that were filled in with an office program: .docx box by box, .ods and .xlsx cell by cell.

With RNN_TUTOR_FULL=1 every file also goes through LibreOffice before it is marked.
"""

import csv
import io
import os
import shutil
import subprocess
import zipfile
from itertools import chain
from xml.etree import ElementTree

import pytest

from tutor.handout.exercise import problem_of_sheet, read_exercise
from tutor.judging.answers.lines import Lines
from tutor.marking.given_answers import givens

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FULL = os.environ.get("RNN_TUTOR_FULL") == "1"


def key_of(folder, student):
    sheet = (exercise := read_exercise(folder)).sheets[student]
    lines = Lines(problem_of_sheet(student, sheet, exercise.title))
    key = {name: lines.key[i][entry] for name, (i, entry) in lines.names.items()}
    for given in givens(lines.problem):
        key |= {given.name(at): text for at, text in enumerate(map(str, given.key), start=1)}
    return [key[name] for name in sheet.blanks]


def slots_of(row):
    """Give the cells of a row that are boxes."""
    return [cell for cell in row.iter(f"{WORD}tc") if cell.find(f"{WORD}tcPr/{WORD}tcBorders") is not None]


def filled(data, answers):
    """Type answers into the boxes: into cells with a frame, and into the first of two lines, as one does in Word."""
    left, done = iter(answers), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sheet, zipfile.ZipFile(done, "w") as written:
        for name in sheet.namelist():
            content = sheet.read(name)
            if name == "word/document.xml":
                root = ElementTree.fromstring(content)
                for box in root.iter():
                    if box.tag == f"{WORD}tbl":
                        rows = [slots for row in box.iter(f"{WORD}tr") if (slots := slots_of(row))]
                        # A column is a line of the problem.
                        for slot in chain.from_iterable(zip(*rows, strict=True)):
                            next(slot.iter(f"{WORD}t")).text = next(left)
                    begins = box.find(f"{MATH}dPr/{MATH}begChr") if box.tag == f"{MATH}d" else None
                    if begins is not None and begins.get(f"{MATH}val") == "|":
                        room = next(box.iter(f"{MATH}t"))
                        room.text = next(left) + room.text[:4]
                content = ElementTree.tostring(root)
            written.writestr(name, content)
    assert next(left, None) is None
    return done.getvalue()


def saved_by_libreoffice(path, ending):
    folder = path.parent / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--convert-to", ending,
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{path.stem}.{ending}"


def points(result):
    rows = list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"))))
    return [
        (row["points"], row["max_points"], row["needs_review"])
        for row in rows
        if row["handed_in"] in ("yes", "예")
    ]


@pytest.mark.parametrize(
    ("cell", "blanks", "language"),
    [
        ("rnn_tanh", "steps", "en"),
        ("gru", "steps", "ko"),
        ("lstm", "h", "en"),
        ("rnn_relu", "one-hot,h", "ko"),
    ],
)
def test_a_filled_document_of_word_earns_all_points(cell, blanks, language, rnn_tutor, tmp_path):
    folder = tmp_path / "class"
    made = rnn_tutor(
        "handout", "--hidden", "2", "--words", "i", "am", "here", "now", "--steps", "2", "--cell", cell, "--count", "2",
        "--blanks", blanks, "--to", "docx", "-o", folder, "--lang", language,
    )  # fmt: skip
    assert made.code == 0, made.err
    answers = key_of(folder, "s01")
    work = tmp_path / "work.docx"
    work.write_bytes(filled((folder / "sheets" / "s01.docx").read_bytes(), answers))
    full = str(len(answers))
    assert points(rnn_tutor("grade", folder, work, "--lang", language)) == [(full, full, "0")]
    if FULL and shutil.which("soffice"):
        again = saved_by_libreoffice(work, "docx")
        assert points(rnn_tutor("grade", folder, again, "--lang", language)) == [(full, full, "0")]


def test_an_empty_document_is_left_empty_and_a_half_filled_one_half(rnn_tutor, tmp_path):
    folder = tmp_path / "class"
    sizes = ("--hidden", "2", "--words", "i", "am", "here", "--steps", "2", "--count", "2")
    assert rnn_tutor("handout", *sizes, "--to", "docx", "-o", folder).code == 0
    sheet = (folder / "sheets" / "s01.docx").read_bytes()
    answers = key_of(folder, "s01")
    work = tmp_path / "work.docx"
    work.write_bytes(filled(sheet, [text if at < 8 else "" for at, text in enumerate(answers)]))
    assert points(rnn_tutor("grade", folder, work)) == [("8", "16", "0")]
    work.write_bytes(sheet)
    result = rnn_tutor("grade", folder, work, "--lang", "en")
    assert (result.code, points(result)) == (0, []) and "2 students, 0 handed in." in result.err
