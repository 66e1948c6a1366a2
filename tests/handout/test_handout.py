"""What is handed out: sheets hold no answers, in the finished file; numbers of sheets check themselves."""

import html
import json
import os
import random
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tutor import Problem, trace
from tutor.documents.format_names import SHEET_FORMATS
from tutor.files.writing import clear_strays, put
from tutor.handout.blanks import with_written
from tutor.handout.exercise import Exercise, Sheet, exercise_text, read_exercise
from tutor.handout.folder_making import Job, Plan, hand_out, names_of
from tutor.handout.roster import Student
from tutor.handout.sheets.sheet_number import find_sheet_id, is_sheet_id, key_id, sheet_id
from tutor.handout.templates import template_of_sizes
from tutor.handout.variants import draw
from tutor.record import replace
from tutor.spec import spec_dict

FULL = os.environ.get("RNN_TUTOR_FULL")
LETTERS = "23456789ACDEFGHJKMNPQRSTVWXYZ"
NUMBER = re.compile(r"(?<![\d.])-?\d+\.\d+(?![\d.])")


def plan_of(preset="steps", level="standard", formats=("md",), decimals=3, **sizes):
    words = ["i", "am", "here", "now"][: sizes.pop("words", 3)]
    template = template_of_sizes(sizes.pop("hidden", 2), words, sizes.pop("steps", 3), decimals=decimals)
    template = replace(template, problem=with_written(template.problem, preset))
    return Plan(template, 7, preset, level, formats, **{"key": "full", **sizes})


# Sheets hold no answers


def text_of(path):
    """What a reader of the finished file finds in it, by programs that are not ours."""
    match path.suffix:
        case ".pdf":
            words = ["pdftotext", "-layout", str(path), "-"]
            return subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
        case ".xlsx":
            cells = []
            for data_only in (True, False):  # the values that stand beside the formulas, and the formulas
                book = openpyxl.load_workbook(path, data_only=data_only)
                cells += [cell for page in book for row in page.iter_rows(values_only=True) for cell in row]
            return "\n".join(
                f"{cell:.6f}" if isinstance(cell, float) and cell % 1 else str(cell)
                for cell in cells
                if cell is not None
            )
        case ".docx":
            with zipfile.ZipFile(path) as archive:
                parts = [
                    archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")
                ]
            return html.unescape(re.sub(r"<[^>]*>", " ", " ".join(parts)))
        case ".ipynb":
            cells = json.loads(path.read_text("utf-8"))["cells"]
            return "\n".join("".join(cell["source"]) for cell in cells)
        case ".html":
            page = re.sub(r"<style.*?</style>", " ", path.read_text("utf-8"), flags=re.S)
            return html.unescape(re.sub(r"<[^>]*>", " ", page))
    return path.read_text("utf-8").replace("{-}", "-")  # as LaTeX writes a hyphen that is no dash


def numbers_in(text, of=str):
    plain = re.sub(r"([-−–])\s+(?=\d)", r"\1", text.replace("{-}", "-"))
    return set(map(of, NUMBER.findall(re.sub("[−–]", "-", plain))))


def answers_of(entry, of):
    """The values of the blanks with a decimal point, and the numbers that are given."""
    problem = Problem.from_dict(entry.spec)
    answers, given = set(), numbers_in(str(entry.spec), of)
    for run in trace(problem).runs:
        for step in run.steps:
            for symbol, quantity in step.quantities.items():
                for at, text in enumerate(quantity.texts, start=1):
                    asked = run.unit.quantity_name(symbol, step.t, at) in entry.blanks
                    if "." in text:
                        (answers if asked else given).add(of(text))
    if of is Decimal:  # a whole number looks like one of the numbers of steps
        answers = {each for each in answers if each % 1}
    return answers - given


PLANS = {
    "steps": plan_of(),
    "steps, four decimals": plan_of(decimals=4, hidden=3, words=4),
    "all, faded": plan_of("all", "faded", steps=4, working=True),
    "a, first step, Korean": plan_of("a,h", "first-step", language="ko"),
    "h": plan_of("h"),
}


@pytest.mark.parametrize("to", SHEET_FORMATS)
@pytest.mark.parametrize("what", PLANS)
def test_sheets_hold_no_answers(what, to, tmp_path):
    """500 variants in every format, or 40 of them: 8 of each plan."""
    plan = PLANS[what]
    plan = replace(plan, formats=(to,))
    for folder in ("sheets", "keys"):
        (tmp_path / folder).mkdir()
    students = [Student(f"s{n}") for n in range(100 if FULL else 8)]
    entries = [each.entry for each in hand_out(Job(plan, tmp_path), students)]
    (tmp_path / "exercise.json").write_text(
        '{"version": 1, "students": {' + ",".join(entries) + "}}", encoding="utf-8"
    )
    sheets, looked_for = read_exercise(tmp_path).sheets, 0
    of = Decimal if to == "xlsx" else str  # a workbook holds numbers, not their digits
    for student in students:
        answers = answers_of(sheets[student.id], of)
        looked_for += len(answers)
        sheet = text_of(tmp_path / "sheets" / f"{student.id}.{to}")
        assert not answers & numbers_in(sheet, of)
        assert sheets[student.id].sheet in sheet
        # The key has them all: what is looked for can be found.
        key = text_of(tmp_path / "keys" / f"{student.id}.{to}")
        assert answers <= numbers_in(key, of)
        assert key_id(sheets[student.id].sheet) in key
    assert looked_for >= 2 * len(students)


# What is remembered of it


@pytest.mark.parametrize("to", ["md", "html", "tex", "pdf", "docx", "ipynb"])
def test_with_commas_no_number_of_a_sheet_or_its_key_has_a_point(to, tmp_path):
    plan = plan_of(formats=(to,), decimal_comma=True, paper="b4", language="en")
    (tmp_path / "sheets").mkdir()
    (tmp_path / "keys").mkdir()
    (made,) = hand_out(Job(plan, tmp_path), [Student("kim")])
    cell = json.loads("{" + made.entry + "}")["kim"]["problem"]["cell"]
    given = {str(number) for row in (*cell["weight_ih"], *cell["weight_hh"]) for number in row}
    assert len(given) > 2
    # Word parts a number at its comma into runs.
    for kind, numbers in (("sheets", given), ("keys", given | set(made.key.answers))):
        shown = re.sub("[−–]", "-", text_of(tmp_path / kind / f"kim.{to}")).replace("{,}", ",")
        shown = re.sub(r"(?<=\d)\s*,\s*(?=\d)", ",", shown)
        fractions = {number.lstrip("-") for number in numbers if "." in number}
        assert not {
            number for number in fractions if re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", shown)
        }
        assert {number for number in fractions if number.replace(".", ",") not in shown} == set()


def test_an_exercise_reads_back_to_the_same_problems_digit_by_digit(tmp_path):
    plan = plan_of()
    variants = list(draw(plan.template, 7, ["kim", "이영희"]))
    sheets = {
        each: Sheet(plan.sheet_id(Student(each)), spec_dict(variant.problem), plan.blanks, "=x", "a@b", "ko")
        for each, variant in zip(["kim", "이영희"], variants, strict=True)
    }
    text = exercise_text(Exercise('제목 "q" \\ \u2028', sheets, "steps", {"seed": 7, "level": "standard"}))
    (tmp_path / "exercise.json").write_text(text, encoding="utf-8")
    read = read_exercise(tmp_path)
    assert read.title == '제목 "q" \\ \u2028' and read.more == {"seed": 7, "level": "standard"}
    for variant, each in zip(variants, read.sheets.values(), strict=True):
        assert (
            each.problem() == variant.problem
            and each == sheets[next(k for k in sheets if sheets[k].sheet == each.sheet)]
        )


def test_numbers_keep_their_digits_in_an_exercise():
    spec = {"cell": {"weight_ih": [[Decimal("0.10"), Decimal("1E-7")]]}}
    assert '"weight_ih": [[0.10, 0.0000001]]' in exercise_text(Exercise("t", {"kim": Sheet("x", spec, ())}))


def test_files_have_the_names_of_their_students():
    assert list(names_of("kim", ["md"])) == ["sheets/kim.md", "keys/kim.md"]


def test_put_replaces_whole_and_strays_are_cleared(tmp_path):
    page = tmp_path / "page.md"
    put(page, ["one"])
    put(page, [b"two"])

    def torn():
        yield "thr"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(page, torn())
    assert page.read_text() == "two" and list(tmp_path.iterdir()) == [page]
    stray, other = tmp_path / ".00112233445566ff.rnn-tutor", tmp_path / ".mine.rnn-tutor"
    stray.write_text("x"), other.write_text("x")
    clear_strays(tmp_path)
    assert not stray.exists() and other.exists()


# Numbers of sheets


def test_every_wrong_letter_and_every_swap_of_a_sheets_number_is_found():
    for number in (sheet_id("exercise", f"s{n}") for n in range(200 if FULL else 40)):
        letters = number.replace("-", "")
        assert is_sheet_id(number) and find_sheet_id(f"Sheet: {number}").sheet == number
        wrong = {
            letters[:at] + other + letters[at + 1 :]
            for at in range(len(letters))
            for other in LETTERS
            if other != letters[at]
        }
        wrong |= {
            letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
            for at in range(len(letters) - 1)
            if letters[at] != letters[at + 1]
        }
        assert len(wrong) >= len(letters) * (len(LETTERS) - 1)
        assert not any(is_sheet_id(f"{each[:4]}-{each[4:]}") for each in wrong)


def test_the_numbers_of_a_class_are_all_different():
    assert len({sheet_id("exercise", f"s{n}") for n in range(20_000)}) == 20_000


def test_a_students_sheet_is_the_same_whoever_else_is_in_the_class(tmp_path):
    plan, students = plan_of(), [Student(f"s{n}") for n in range(9)]
    made = {}
    for name, some in (("all", students), ("some", random.Random(1).sample(students, 4))):
        folder = tmp_path / name
        for kind in ("sheets", "keys"):
            (folder / kind).mkdir(parents=True)
        assert sum(each.files for each in hand_out(Job(plan, folder), some)) == 2 * len(some)
        made[name] = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.md")}
    assert made["some"].items() <= made["all"].items()
    assert Path(tmp_path / "some/keys").is_dir()
