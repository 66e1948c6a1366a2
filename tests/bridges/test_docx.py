"""Documents of Word: the numbers of their equations, what LibreOffice shows of them, and the same bytes."""

import io
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from documents.specs import AWKWARD
from peers import need, pdf_text

from tutor import Problem, render, trace
from tutor.bridges import docx
from tutor.classroom.blanks import blanks_of, with_written
from tutor.documents.formats import written
from tutor.documents.language import Language
from tutor.documents.messages import message
from tutor.documents.sheet import Task, key, sheet
from tutor.errors import MissingExtraError

EXAMPLES = sorted((Path(__file__).parents[2] / "worked_examples").glob("*/spec.toml"))
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return Xml.fromstring(archive.read("word/document.xml"))


def equations(data):
    """Give the text of every equation; a minus is a hyphen."""
    # A space between two entries of a matrix keeps their digits apart.
    return [
        " ".join(each.text or "" for each in found.iter(f"{M}t")).replace("\u2212", "-")
        for found in document_of(data).iter(f"{M}oMath")
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_number_of_the_trace_stands_in_an_equation(path, lang):
    steps = trace(Problem.from_file(path))
    found = Counter(
        number for text in equations(render(steps, "docx", lang)) for number in re.findall(r"\d+\.\d+", text)
    )
    asked = Counter(
        text.lstrip("-")
        for step in steps.steps
        for symbol, quantity in step.quantities.items()
        if symbol != "x"
        for text in quantity.texts
        if "." in text
    )
    assert not asked - found
    assert not any(text.startswith(("=", "\u2248")) for text in equations(render(steps, "docx", lang)))


def task_of(path, **more):
    problem = with_written(Problem.from_file(path), "steps")
    blanks = blanks_of(problem, "steps")
    return Task(trace(problem), blanks, "s01", sheet_id="7KQ2-M4XDA", key_id="7KQ2-M4XDA-KEY", **more)


def test_libre_office_shows_sheets_and_keys_whole(tmp_path):
    need("soffice")
    need("pdftotext")
    names = []
    for path in EXAMPLES:
        for make in (sheet, key):
            task = task_of(path)
            data = b"".join(written(lambda p, m=make, t=task: m(t, p), "docx", Language("ko")))
            names.append(f"{path.parent.name}-{make.__name__}.docx")
            (tmp_path / names[-1]).write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", *names],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name in names:
        text = pdf_text((tmp_path / name).with_suffix(".pdf"))
        assert "\u00bf" not in text and "7KQ2-M4XDA" in text
        assert re.search(r"1 ?/ ?\d", text)


def test_a_sheet_holds_no_answers():
    for path in EXAMPLES:
        task = task_of(path)
        data = b"".join(written(lambda p, t=task: sheet(t, p), "docx", Language("en")))
        given = {
            f"{abs(n):f}" for unit in task.problem.units for values in unit.parameters.values()
            for row in values for n in (row if isinstance(row, tuple) else (row,))
        }  # fmt: skip
        given |= {
            f"{abs(n):f}"
            for each in task.problem.sequences
            for unit in each.units
            for row in unit.start.values()
            for n in row
        }
        given |= {f"{n:f}" for each in task.problem.sequences for x in each.inputs for n in x} | {"0."}
        shown = set(re.findall(r"\d+\.\d+", " ".join(equations(data))))
        assert {
            number for number in shown if number.rstrip("0") not in {n.rstrip("0") for n in given}
        } == set()


def test_words_are_shown_literally_and_nothing_is_read():
    spec = {
        "sentence": " ".join(AWKWARD),
        "vocabulary": AWKWARD,
        "cell": {
            "weight_ih": [[0.1] * len(AWKWARD), [0.2] * len(AWKWARD)],
            "weight_hh": [[0.7, 0.8], [0.9, 1.0]],
        },
    }
    data = render(trace(Problem.from_dict(spec)), "docx", "en")
    text = "\n".join(each.text or "" for each in document_of(data).iter(f"{W}t"))
    for word in AWKWARD:
        assert word in text, word


def test_the_same_bytes_again_and_a_missing_package_is_one_line(monkeypatch):
    steps = trace(Problem.from_file(EXAMPLES[0]))
    assert render(steps, "docx", "ko") == render(steps, "docx", "ko")
    monkeypatch.setitem(__import__("sys").modules, "pypandoc", None)
    with pytest.raises(MissingExtraError) as missing:
        docx.converted("# h")
    assert message(missing.value.faults[0], Language("ko")) == (
        "오류[U10]: .docx 파일을 쓰는 데 필요한 패키지가 설치되어 있지 않습니다\n"
        '  도움말: 설치하세요: pip install "rnn-tutor[docx]"'
    )
