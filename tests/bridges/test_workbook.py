"""Sheets and keys as workbooks and notebooks: recalculated by LibreOffice, filled in, and read back."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import nbformat
import openpyxl
import pytest
from peers import need

from tutor import Problem, trace
from tutor.checking.lines import Lines
from tutor.classroom.blanks import blanks_of, with_written
from tutor.classroom.submissions.headings import Headings
from tutor.classroom.submissions.reading import read_submissions
from tutor.documents.cells import sheet_notebook
from tutor.documents.language import Language
from tutor.documents.sheet import Task
from tutor.documents.workbook import sheet_workbook
from tutor.spec.writer import spec_dict

EXAMPLES = sorted((Path(__file__).parents[2] / "worked_examples").glob("*/spec.toml"))
SHEET, KEY = "7KQ2-M4XDA", "7KQ2-M4XDA-KEY"
ROUNDINGS = ({}, {"carry": "full"}, {"ties": "half-even"})


def task_of(path, rounding=(), preset=None, level="standard", **more):
    spec = spec_dict(Problem.from_file(path))
    spec["rounding"] = {**spec["rounding"], **dict(rounding)}
    problem = Problem.from_dict(spec)
    preset = preset or ("all" if problem.words else "steps,shapes")
    problem = with_written(problem, preset)
    blanks = blanks_of(problem, preset, level)
    return Task(trace(problem), blanks, "s01", sheet_id=SHEET, key_id=KEY, **more)


def truth_of(task):
    return {
        run.unit.quantity_name(symbol, step.t, entry, run.sequence): text
        for run in task.trace.runs
        for step in run.steps
        for symbol, quantity in step.quantities.items()
        if symbol != "x"
        for entry, text in enumerate(quantity.texts, start=1)
    }


def table_of(data, *, values=True):
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=values).worksheets[1]
    return {row[0].value: row[1] for row in sheet.iter_rows() if row[0].value}


def test_libre_office_recalculates_every_formula_to_the_digits_of_the_page(tmp_path):
    need("soffice")
    tasks = {}
    for path in EXAMPLES:
        for at, rounding in enumerate(ROUNDINGS):
            task = task_of(path, rounding)
            name = f"{path.parent.name}-{at}.xlsx"
            tasks[name] = task
            book = openpyxl.load_workbook(io.BytesIO(sheet_workbook(task, Language("en"), is_key=True)))
            book.save(tmp_path / name)  # openpyxl drops the values that were kept
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", "out", *tasks],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    compared = 0
    for name, task in tasks.items():
        found = table_of((tmp_path / "out" / name).read_bytes())
        decimals = task.problem.rounding.decimals
        for quantity, text in truth_of(task).items():
            if quantity in found:
                assert round(found[quantity].value, decimals) == pytest.approx(float(text), abs=1e-9), (
                    quantity
                )
                compared += 1
    assert compared > 1400


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_key_keeps_its_values_and_a_sheet_has_none(path):
    task = task_of(path)
    truth = truth_of(task)
    key = table_of(sheet_workbook(task, Language("ko"), is_key=True))
    for name in task.blanks:
        if name in truth:
            assert key[name].value == pytest.approx(float(truth[name]), abs=1e-12)
    data = sheet_workbook(task, Language("ko"), is_key=False)
    assert all(table_of(data)[name].value is None for name in task.blanks)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not any("<f>" in text or "<f " in text for text in parts.values())
    cells = "".join(text for name, text in parts.items() if "worksheets/sheet2" in name)
    assert re.findall(r"<v>(-?\d+\.\d+)</v>", cells) == []


def test_formulas_are_matrix_products():
    (path,) = [each for each in EXAMPLES if each.parent.name == "i_am_here"]
    formulas = table_of(sheet_workbook(task_of(path), Language("en"), is_key=True), values=False)
    assert formulas["q_2[1]"].value.text == (
        "=ROUND(ROUND(MMULT('What is given'!$B$14:$C$15,'Answers'!$B$26:$B$27),12),3)"
    )


@pytest.mark.parametrize("level", ["first-step", "standard"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_filled_in_is_read_back(tmp_path, language, level):
    for path in EXAMPLES:
        task = task_of(path, preset="steps", level=level)
        names = Headings(list(Lines(task.problem).names))
        answers = {name: truth_of(task)[name] for name in task.blanks}
        book = openpyxl.load_workbook(io.BytesIO(sheet_workbook(task, Language(language), is_key=False)))
        for row in book.worksheets[1].iter_rows():
            if row[0].value in answers:
                row[1].value = answers[row[0].value]
        book.save(tmp_path / "work.xlsx")
        filled = sheet_notebook(
            task_of(path, preset="steps", level=level, table=True), Language(language), is_key=False
        ).decode()
        for name, text in answers.items():
            filled = filled.replace(f"| `{name}` |  |", f"| `{name}` | {text} |")
        (tmp_path / "work.ipynb").write_text(filled, encoding="utf-8")
        for file in ("work.xlsx", "work.ipynb"):
            (read,) = read_submissions([tmp_path / file], names)
            assert {name: read.answers.get(name) for name in answers} == answers, (path, file)
            assert read.sheet == SHEET


def test_a_notebook_is_valid_with_a_step_a_cell():
    for path in EXAMPLES:
        task = task_of(path, preset="steps", table=True)
        made = nbformat.reads(sheet_notebook(task, Language("en"), is_key=False).decode(), as_version=4)
        nbformat.validate(made)
        steps = [cell for cell in made.cells if cell.source.startswith("### Step")]
        assert len(steps) == sum(len(run.steps) for run in task.trace.runs)
        assert made.cells[-1].source.startswith("## Answers")


def test_the_same_task_gives_the_same_bytes_and_words_are_no_formulas():
    spec = {**spec_dict(Problem.from_file(EXAMPLES[0])), "title": '=HYPERLINK("http://x")'}
    problem = Problem.from_dict(spec)
    task = Task(trace(problem), blanks_of(problem, "h"), "+s01", "@name", SHEET, KEY, table=True)
    for make in (sheet_workbook, sheet_notebook):
        assert make(task, Language("ko"), is_key=True) == make(task, Language("ko"), is_key=True)
    book = openpyxl.load_workbook(io.BytesIO(sheet_workbook(task, Language("ko"), is_key=False)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    assert book.worksheets[0]["A1"].value == '=HYPERLINK("http://x")'
