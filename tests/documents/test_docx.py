"""Documents of Word: the numbers of their equations, what LibreOffice shows of them, and the same bytes."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.documents.specs import AWKWARD
from tests.peers import need, pdf_text
from tutor import Problem, render, trace
from tutor.documents.document import Bars, Document
from tutor.documents.formats.formats import written
from tutor.documents.formats.word import docx
from tutor.handout.blanks import blanks_of, with_written
from tutor.handout.sheets.sheet import key, sheet
from tutor.handout.task import Task, values_on
from tutor.language.faults import MissingExtraError
from tutor.language.languages import Language
from tutor.language.messages import message

EXAMPLES = sorted((Path(__file__).parents[2] / "worked_examples").glob("*/spec.toml"))
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
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


def pages_of(folder, **documents):
    """Let LibreOffice make pages of documents; give the text of each page."""
    need("soffice")
    need("pdftotext")
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", *(f"{name}.docx" for name in documents)],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: pdf_text(folder / f"{name}.pdf").split("\f") for name in documents}


def test_steps_stay_on_one_page_and_numbers_on_one_line(tmp_path):
    names = ("i_am_here", "bidirectional", "two_layers")
    traces = {
        path.parent.name: trace(Problem.from_file(path)) for path in EXAMPLES if path.parent.name in names
    }
    found = pages_of(tmp_path, **{name: render(steps, "docx", "en") for name, steps in traces.items()})
    for name, pages in found.items():
        text = "\n".join(pages)
        assert "\u00bf" not in text
        for page in pages:
            # A page that begins within a step would show lines before its heading.
            lines = [line for line in page.splitlines() if line.strip()]
            first = next((at for at, line in enumerate(lines) if line.startswith("Step ")), len(lines))
            assert not any(re.match(r"\W*tanh", line) for line in lines[:first]), (name, lines[:4])
        assert max(map(len, re.findall(r"\d+\.\d+", text))) >= 16


def boxes(data):
    return [
        found
        for found in document_of(data).iter(f"{M}d")
        if (found.find(f"{M}dPr/{M}begChr").get(f"{M}val"), found.find(f"{M}e/{M}bar") is not None)
        == ("|", True)
    ]


def slots_of(element):
    """Give the cells that are boxes."""
    return [cell for cell in element.iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}tcBorders") is not None]


def slots(data):
    return slots_of(document_of(data))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_each_blank_is_an_empty_box_in_a_sheet_and_bold_in_a_key(path):
    task = task_of(path)
    blank, filled = (
        b"".join(written(lambda p, m=make: m(task, p), "docx", Language("ko"))) for make in (sheet, key)
    )
    assert len(boxes(blank)) + len(slots(blank)) == len(task.blanks)
    assert not any("".join(each.itertext()).strip("\u00a0") for each in (*boxes(blank), *slots(blank)))
    assert not boxes(filled)
    assert "__" not in equations(blank)
    known = values_on(task, answers=True)
    texts = {known[name].text.replace("-", "\u2212") for name in task.blanks}
    assert {"".join(each.itertext()) for each in slots(filled)} <= texts
    bold = [
        "".join(run.itertext())
        for run in document_of(filled).iter(f"{M}r")
        if (style := run.find(f"{M}rPr/{M}sty")) is not None and style.get(f"{M}val") == "b"
    ]
    assert len([text for text in bold if re.search(r"\d", text)]) + len(slots(filled)) == len(task.blanks)


def test_a_row_of_boxes_has_room_for_a_pencil():
    task = task_of(EXAMPLES[0].parents[1] / "i_am_here" / "spec.toml")
    data = b"".join(written(lambda p: sheet(task, p), "docx", Language("en")))
    (table, *_) = [each for each in document_of(data).iter(f"{W}tbl") if slots_of(each)]
    wide = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in slots_of(table)]
    high = [int(row.get(f"{W}val")) for row in table.iter(f"{W}trHeight")]
    # Twentieths of a point: 25 by 10 mm.
    assert len(wide) == 8 and min(wide) >= 25 * 1440 / 25.4
    assert len(high) == 2 and min(high) >= 10 * 1440 / 25.4
    assert "".join(table.itertext()).count("+") == 4


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_drawings_are_images_and_told_in_words(lang):
    data = render(trace(Problem.from_file(EXAMPLES[0].parents[1] / "i_am_here" / "spec.toml")), "docx", lang)
    told = [each.get("descr") for each in document_of(data).iter(f"{WP}docPr")]
    assert len(told) == 2
    assert told[0].endswith(
        {
            "en": "step 3 reads here: h_3 = (0.940, 0.977)",
            "ko": "시간 단계 3은 here를 읽습니다. h_3 = (0.940, 0.977)",
        }[lang]
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        images = [name for name in archive.namelist() if name.endswith(".png")]
        assert len(images) == 2
        assert all(archive.read(name).startswith(b"\x89PNG") for name in images)
        assert b"base64" not in archive.read("word/document.xml")


def test_tables_are_as_wide_as_the_page_at_most_and_repeat_their_headers():
    for path in EXAMPLES:
        document = document_of(render(trace(Problem.from_file(path)), "docx", "en"))
        for table in document.iter(f"{W}tbl"):
            assert sum(int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")) <= 11906 - 2 * 1247
            rows = table.findall(f"{W}tr")
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            assert len(rows) == 1 or rows[0].find(f"{W}trPr/{W}tblHeader") is not None


def test_no_table_touches_another_or_the_end():
    for path in EXAMPLES:
        for make in (sheet, key):
            task = task_of(path)
            data = b"".join(written(lambda p, m=make, t=task: m(t, p), "docx", Language("en")))
            tags = [each.tag.removeprefix(W) for each in document_of(data).find(f"{W}body")]
            assert "tbl tbl" not in " ".join(tags) and tags[-2:] == ["p", "sectPr"]


def test_pandoc_has_nothing_to_warn_of(monkeypatch):
    said = []
    run = subprocess.run

    def listened(*args, **more):
        made = run(*args, **more)
        said.append(made.stderr)
        return made

    monkeypatch.setattr(docx.subprocess, "run", listened)
    for path in EXAMPLES:
        for lang in ("en", "ko"):
            render(trace(Problem.from_file(path)), "docx", lang)
    assert set(said) == {b""}


def test_the_same_bytes_under_any_hash_seed_locale_and_clock():
    program = (
        "import sys, hashlib, tutor; steps = tutor.trace(tutor.Problem.from_file(sys.argv[1]));"
        "print(hashlib.sha256(tutor.render(steps, 'docx', 'ko')).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, str(EXAMPLES[0])],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **more},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for more in (
            {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
            {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Seoul", "SOURCE_DATE_EPOCH": "1"},
        )
    }
    assert len(found) == 1


def test_bars_are_drawn_with_letters_and_labels_stay_literal():
    bars = Bars([("a|b `x`", 4), ("<b>", 1), ("\\input{c}", 0)], "right entries")
    data = b"".join(written(lambda printer: Document([bars]), "docx", Language("en")))
    cells = ["".join(cell.itertext()).strip() for cell in document_of(data).iter(f"{W}tc")]
    assert [cell for cell in cells if cell] == [
        "a|b `x`", "\u2588" * 30 + " 4", "<b>", "\u2588" * 7 + "\u258c 1", "\\input{c}", "0",
    ]  # fmt: skip


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
