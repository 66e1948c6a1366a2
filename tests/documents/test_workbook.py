"""Sheets and keys as workbooks and notebooks: recalculated by LibreOffice, filled in, and read back."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import nbformat
import openpyxl
import pytest

from tests.calculation.networks import GATES
from tests.documents.specs import AWKWARD
from tests.documents.test_network_pages import random_spec as random_page
from tests.documents.test_sheets import given_numbers, random_tasks
from tests.peers import need
from tutor import Problem, trace
from tutor.documents.formats import workbook
from tutor.documents.formats.spreadsheet import Formulas
from tutor.handout.blanks import PRESETS, blanks_of, with_written
from tutor.handout.blanks import task_of as exercise
from tutor.handout.limits import LEVELS
from tutor.handout.sheets.notebook import sheet_notebook
from tutor.handout.sheets.workbook import sheet_workbook
from tutor.handout.task import Task
from tutor.judging.answers.lines import Lines
from tutor.language.faults import TutorError
from tutor.language.languages import Language
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions
from tutor.spec.writer import spec_dict

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))

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


def batched(names, size):
    names = list(names)
    return [names[at : at + size] for at in range(0, len(names), size)]


def recalculated(folder, books):
    """The cells of the tables of workbooks, as LibreOffice computes them: every value that was kept is dropped."""
    need("soffice")
    for name, data in books.items():
        openpyxl.load_workbook(io.BytesIO(data)).save(folder / name)  # openpyxl writes formulas alone
    # A sheet a file; numbers as they are, not as they are shown.
    csv_filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    profile = f"-env:UserInstallation={folder.as_uri()}/profile"
    # LibreOffice passes over what is beyond some 250 files, without a word.
    for names in batched(books, 100):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", csv_filter, "--outdir", "out", *names],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=580,
        )
    for name in books:
        with (folder / "out" / f"{Path(name).stem}-Answers.csv").open(encoding="utf-8", newline="") as file:
            yield name, {row[0]: row[1] for row in csv.reader(file) if row[0]}


def compared(folder, tasks):
    """How many numbers of keys are those of the page, digit by digit; every other one is an error."""
    books = {f"{at}.xlsx": sheet_workbook(task, Language("en"), is_key=True) for at, task in enumerate(tasks)}
    count = 0
    for (_, found), task in zip(recalculated(folder, books), tasks, strict=True):
        for quantity, text in truth_of(task).items():
            if quantity in found:
                assert Decimal(found[quantity]) == Decimal(text), (spec_dict(task.problem), quantity)
                count += 1
        assert set(task.blanks) <= set(found)
    return count


def test_libre_office_recalculates_every_formula_to_the_digits_of_the_page(tmp_path):
    tasks = [task_of(path, rounding) for path in EXAMPLES for rounding in ROUNDINGS]
    assert compared(tmp_path, tasks) > 1400


def tasks_of_every_kind(seed, count):
    """Sheets of random networks: every cell, layers, directions, batches, output layers, lines, roundings."""
    random = Random(seed)
    made = list(random_tasks(seed, count))
    while len(made) < 2 * count:
        try:
            problem = Problem.from_dict(random_page(random, random.choice(list(GATES))))
            preset = random.choice([*PRESETS, "steps,shapes"])
            made.append(exercise(problem, preset, random.choice(LEVELS)))
        except TutorError:  # it grows beyond a page, or cannot be asked that
            continue
    return made


def test_random_keys_are_recalculated_to_the_digits_of_the_page(tmp_path):
    assert compared(tmp_path, tasks_of_every_kind(1, 300 if FULL else 25)) > 500


TIES = [["0.125", "-0.375", "0.5"], ["0.245", "0.335", "-0.005"]]


def ties(decimals, **rounding):
    spec = {
        "sentence": "i am here",
        "vocabulary": ["i", "am", "here"],
        "cell": {
            "weight_ih": [[Decimal(each) for each in row] for row in TIES],
            "weight_hh": [[Decimal("0.7"), Decimal("-0.85")], [Decimal("0.95"), Decimal("0.5")]],
            "bias": [Decimal("0.115"), Decimal("-0.225")],
        },
        "rounding": {"decimals": decimals, **rounding},
    }
    return exercise(Problem.from_dict(spec), "steps")


def test_ties_and_many_decimals(tmp_path):
    tasks = [
        ties(decimals, carry=carry, ties=at_a_tie)
        for decimals in (1, 2, 3, 8, 10)
        for carry in ("rounded", "full")
        for at_a_tie in ("half-up", "half-even")
    ]
    assert compared(tmp_path, tasks) == 20 * 24


def test_libre_office_finds_a_wrong_formula(tmp_path, monkeypatch):
    monkeypatch.setattr(Formulas, "subtract", lambda self, left, right: f"({right}-{left})")
    (gru,) = [each for each in EXAMPLES if each.parent.name == "gru"]
    with pytest.raises(AssertionError):
        compared(tmp_path, [task_of(gru)])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_key_keeps_its_values_and_a_sheet_has_none(path):
    task = task_of(path)
    truth = truth_of(task)
    key = table_of(sheet_workbook(task, Language("ko"), is_key=True))
    for name in task.blanks:
        if name in truth:
            assert key[name].value == float(truth[name])
    data = sheet_workbook(task, Language("ko"), is_key=False)
    assert all(table_of(data)[name].value is None for name in task.blanks)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not any("<f>" in text or "<f " in text for text in parts.values())
    cells = "".join(text for name, text in parts.items() if "worksheets/sheet2" in name)
    assert re.findall(r"<v>(-?\d+\.\d+)</v>", cells) == []


def numbers_of(data):
    """Every number with a decimal point in the parts of a workbook, wherever it stands; styles aside."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith(("xl/styles", "xl/theme")):
                text = archive.read(name).decode("utf-8")
                text = re.sub(
                    r"<(pageMargins|sheetFormatPr|col|AppVersion)\b[^>]*>|<\?xml[^>]*>|xmlns[^ >]*", "", text
                )
                yield from re.findall(r"(?<![\d.])\d+\.\d+(?:[eE]-?\d+)?(?![\d.])", text)


def leaks(task):
    """What of the answers stands on a sheet, anywhere in the file; and how many answers were looked for."""
    data = sheet_workbook(task, Language("en"), is_key=False)
    known = truth_of(task)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in archive.namelist())
        assert not any(re.search("comment|drawing|externalLink", name) for name in archive.namelist())
        assert not any(b"hidden" in archive.read(name) for name in archive.namelist())
    answers = {abs(Fraction(known[name])) for name in task.blanks if "." in known.get(name, "")}
    found = {Fraction(str(round(float(each), 12))) for each in numbers_of(data)} & (
        answers - given_numbers(task)
    )
    table = table_of(data)
    return found | {name for name in task.blanks if table[name].value is not None}, len(answers)


def test_no_answer_stands_anywhere_in_the_file_of_a_sheet():
    seen = 0
    for task in tasks_of_every_kind(7, 250 if FULL else 30):
        found, answers = leaks(task)
        assert not found, (spec_dict(task.problem), task.blanks)
        seen += answers
    assert seen > 300


def test_an_answer_that_leaks_would_be_seen(monkeypatch):
    (path,) = [each for each in EXAMPLES if each.parent.name == "i_am_here"]
    task = task_of(path, preset="h")
    line = workbook._Pages._line

    def leaking(self, run, step, symbol, texts, *more):
        self.sheets[0].write_number(0, 30, float(texts[0]))
        return line(self, run, step, symbol, texts, *more)

    monkeypatch.setattr(workbook._Pages, "_line", leaking)
    assert leaks(task)[0]


@pytest.mark.parametrize("level", LEVELS)
def test_one_hot_vectors_that_are_asked_for_stand_nowhere(level):
    (path,) = [each for each in EXAMPLES if each.parent.name == "i_am_here"]
    for preset in ("one-hot", "all"):
        task = task_of(path, preset=preset, level=level)
        data = sheet_workbook(task, Language("en"), is_key=False)
        table = table_of(data)
        assert {name for name in table if name.startswith("x_")} == {
            f"x_{t}[{entry}]" for t in (1, 2, 3) for entry in (1, 2, 3)
        }
        assert all(table[name].value is None for name in task.blanks)
        given = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        assert not any("x_t" in str(row[0].value) for row in given.iter_rows())
        # p = W_ih x would tell which entry is the 1.
        assert ("p_1[1]" in table) == (preset == "all")


def test_cells_for_answers_are_open_and_take_numbers_and_question_marks(tmp_path):
    (path,) = [each for each in EXAMPLES if each.parent.name == "i_am_here"]
    task = task_of(path)
    book = openpyxl.load_workbook(io.BytesIO(sheet_workbook(task, Language("ko"), is_key=False)))
    sheet = book.worksheets[1]
    opened = {row[0].value for row in sheet.iter_rows() if not row[1].protection.locked and row[0].value}
    assert sheet.protection.sheet
    assert opened - {"이름"} == set(task.blanks)
    validations = sheet.data_validations.dataValidation
    cells = [row[0] for each in validations for row in sheet[str(each.sqref)]]
    assert [sheet.cell(cell.row, 1).value for cell in cells] == list(task.blanks)
    # The condition, computed by LibreOffice for what people may write.
    condition, first = validations[0].formula1, str(validations[0].sqref).split(":")[0]
    accepted = ["0.197", "-0.38", " 0,5 ", "?", ".5", 0.197, -2, "1e-3"]
    refused = ["h_1", "0.1 or 0.2", "1/3", "?!", "tanh(0.2)", "<b>"]
    plain = openpyxl.Workbook()
    plain.active.title = "Answers"
    for row, text in enumerate([*accepted, *refused], start=1):
        plain.active.append([f"{row}", f"=IF({condition.replace(first, f'C{row}')},1,0)", text])
    plain.create_sheet("Another")
    plain.save(tmp_path / "plain.xlsx")
    ((_, found),) = recalculated(tmp_path, {"book.xlsx": (tmp_path / "plain.xlsx").read_bytes()})
    assert list(found.values()) == ["1"] * len(accepted) + ["0"] * len(refused)


def test_awkward_words_are_shown_as_they_are():
    words = [*AWKWARD, "=1+1", "@x", "_x0041_", "+2"]
    spec = {
        "title": "=cmd|' /C calc'!A0 " + " ".join(AWKWARD),
        "sentence": " ".join(words),
        "vocabulary": words,
        "cell": {"weight_ih": [[0.1] * len(words)], "weight_hh": [[0.5]], "bias": [0.2]},
    }
    problem = Problem.from_dict(spec)
    task = exercise(problem, "h", name='=HYPERLINK("http://x")', student="@s", sheet_id=SHEET, key_id=KEY)
    for is_key in (False, True):
        book = openpyxl.load_workbook(io.BytesIO(sheet_workbook(task, Language("ko"), is_key=is_key)))
        given, table = book.worksheets
        cells = [cell for row in given.iter_rows() for cell in row if cell.value is not None]
        assert given["A1"].value == table["A1"].value == problem.title
        assert [cell.value for cell in cells if cell.value in words] == words * 2
        assert {cell.data_type for cell in cells} == {"s", "n"}
        assert (table["B2"].value, table["B2"].data_type) == ('=HYPERLINK("http://x")', "s")
        assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


def test_bytes_do_not_depend_on_the_order_of_hashes():
    code = (
        "import hashlib; from tests.documents.test_workbook import *; made = b''\n"
        "for path in EXAMPLES[:4]:\n"
        " for is_key in (False, True):\n"
        "  made += sheet_workbook(task_of(path), Language('ko'), is_key=is_key)\n"
        "  made += sheet_notebook(task_of(path, table=True), Language('ko'), is_key=is_key)\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    root = str(Path(__file__).parents[2])

    def digest(seed):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root, "LC_ALL": "C"}
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True, timeout=120
        ).stdout

    assert digest("0") == digest("5") == digest("77")


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


@pytest.mark.parametrize("carry", ["rounded", "full"])
def test_states_below_each_other_keep_their_values(carry):
    """Programs that do not compute a file anew when they open it show what was kept."""
    spec = {
        "sentence": "i am here", "vocabulary": ["i", "am", "here"], "rounding": {"carry": carry},
        "cell": {
            "num_layers": 2, "bidirectional": True,
            **{f"weight_ih_l{layer}{way}": [[0.1, 0.3, 0.5, 0.2][: 4 if layer else 3]] * 2
               for layer in (0, 1) for way in ("", "_reverse")},
            **{f"weight_hh_l{layer}{way}": [[0.7, -0.8], [0.9, 0.5]] for layer in (0, 1) for way in ("", "_reverse")},
            **{f"bias_l{layer}{way}": [0.1, 0.2] for layer in (0, 1) for way in ("", "_reverse")},
        },
    }  # fmt: skip
    task = exercise(Problem.from_dict(spec), "steps", "standard")
    data = sheet_workbook(task, Language("en"), is_key=True)
    kept, formulas = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (True, False))
    joined = [
        cell
        for row in formulas.worksheets[0].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("='")
    ]
    assert len(joined) == 2 * 3 * 4
    for cell in joined:
        at = cell.value.rpartition("!")[2]
        value = kept.worksheets[0][cell.coordinate].value
        assert value and value == pytest.approx(kept.worksheets[1][at].value, abs=1e-12)
