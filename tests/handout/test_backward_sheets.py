"""Sheets of a backward pass: what is blank, what is given, no answer on a sheet, and mistakes that show."""

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.handout.test_handout import numbers_in, text_of
from tests.judging.test_backward_mistakes import wrong_lines
from tests.marking.test_office_sheets import filled
from tutor import Problem
from tutor.calculation.backward.result import backward_pass
from tutor.cli import main
from tutor.handout.backward_blanks import entries_of, lines_shown
from tutor.handout.backward_screening import mistakes_shown
from tutor.handout.blanks import blanks_of, set_for, task_of, with_written
from tutor.handout.task import values_on
from tutor.handout.templates import template_of
from tutor.handout.variants import draw
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.language.faults import SpecError
from tutor.language.languages import Language
from tutor.mistakes.backward_catalogue import BACKWARD
from tutor.record import replace
from tutor.spec import spec_dict

SPEC = Path(__file__).parents[2] / "worked_examples" / "backward" / "spec.toml"
FULL = bool(os.environ.get("RNN_TUTOR_FULL"))


def problem():
    return Problem.from_file(SPEC)


def lines_of(names):
    """The lines of blanks, each once, without their entries."""
    return list(dict.fromkeys(name.partition("[")[0] for name in names))


def test_presets():
    assert lines_of(blanks_of(problem(), "delta")) == [
        *("ds_3", "dh_3", "da_3", "ds_2", "dh_2", "da_2", "ds_1", "dh_1", "da_1", "dh_0")
    ]
    assert lines_of(blanks_of(problem(), "gradients")) == [
        *(f"{symbol}_{t}" for t in (3, 2, 1) for symbol in ("dW_hy", "dW_ih", "dW_hh")),
        *("dW_hy", "db_y", "dW_ih", "dW_hh", "db"),
    ]
    assert lines_of(blanks_of(problem(), "update")) == [
        *("new_W_hy", "new_b_y", "new_W_ih", "new_W_hh", "new_b")
    ]
    assert lines_of(blanks_of(problem(), "da,db")) == ["da_3", "da_2", "da_1", "db"]
    every = blanks_of(problem(), "backward")
    parts = [blanks_of(problem(), preset) for preset in ("delta", "gradients", "update")]
    assert sorted(every) == sorted([*"L", *(name for part in parts for name in part)])
    both = blanks_of(problem(), "h,backward")
    assert both == blanks_of(problem(), "h") + every


def test_levels():
    assert lines_of(blanks_of(problem(), "delta", "first-step")) == ["ds_3", "dh_3", "da_3"]
    assert lines_of(blanks_of(problem(), "delta", "faded")) == [
        *("dh_2", "da_2", "ds_1", "dh_1", "da_1", "dh_0")
    ]
    # Sums stand behind every step.
    assert lines_of(blanks_of(problem(), "backward", "faded"))[-5:] == [
        *("new_W_hy", "new_b_y", "new_W_ih", "new_W_hh", "new_b")
    ]
    assert "L" not in blanks_of(problem(), "backward", "faded")


def refused(spec, preset, level="standard"):
    with pytest.raises(SpecError) as raised:
        blanks_of(Problem.from_dict(spec), preset, level)
    (fault,) = raised.value.faults
    return [
        " ".join(Language(code).say(each) for each in (fault.title, fault.because, fault.help) if each)
        for code in ("en", "ko")
    ]


def test_what_cannot_be_asked():
    spec = spec_dict(problem())
    en, ko = refused({**spec, "loss": {"kind": "cross-entropy"}}, "update")
    assert "`update` cannot be asked for in this problem" in en
    assert "Without a learning rate there are no new weights." in en
    assert "give [loss] learning_rate, such as 0.1" in en
    assert "학습률이 없으면 새 가중치도 없습니다." in ko
    en, ko = refused(spec, "update", "first-step")
    assert "At this level it asks for nothing." in en and "이 수준에서는 묻는 것이 없습니다." in ko
    without = {key: each for key, each in spec.items() if key not in ("output", "loss", "rounding")}
    en, _ = refused(without, "delta")
    assert "a backward pass needs targets" in en
    en, _ = refused(spec, "dW_xx")
    assert "It has no dW_xx; its lines are" in en and "new_W_hh" in en


@pytest.mark.parametrize("preset", ["delta", "gradients", "update", "backward", "da,db", "steps,backward"])
def test_on_a_sheet_stand_what_is_asked_and_what_it_reads(preset):
    """What is computed from an answer stands nowhere: in a sum over the steps answers could be read."""
    task = task_of(problem(), preset)
    table = task.passed_back.table
    shown = lines_shown(table, task.asked)
    given = {line.place for line in shown if task.asked.isdisjoint(entries_of(line))}
    asked = {line.place for line in shown} - given
    reads = {line.place_of(node) for line in shown if line.place in asked for node in line.equation.reads}
    assert given <= reads
    known = values_on(task, answers=False)
    assert task.asked.isdisjoint(known)
    backward = {name for line in table.lines for name in entries_of(line)}
    assert backward & set(known) == {
        name for line in shown if line.place in given for name in entries_of(line)
    }


def test_the_key_has_the_digits_of_the_marker():
    task = task_of(problem(), "backward")
    known, lines = values_on(task, answers=True), BackwardLines(with_written(problem(), "backward"))
    for name in task.blanks:
        i, entry = lines.names[name]
        assert known[name].text == lines.key[i][entry]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Sheets and keys in every format, of a class of two."""
    made = tmp_path_factory.mktemp("class") / "class"
    formats = ["md", "html", "tex", "pdf", "docx", "xlsx", "ipynb"]
    words = ["--blanks", "gradients,update", "--count", "2", "--key", "full", "--seed", "3", "--lang", "en"]
    assert main(["handout", str(SPEC), *words, "-o", str(made), "--to", *formats]) == 0
    return made


@pytest.mark.parametrize("to", ["md", "html", "tex", "pdf", "docx", "xlsx", "ipynb"])
def test_no_answer_stands_on_a_sheet(folder, to):
    from tutor.handout.exercise import read_exercise

    for student, entry in read_exercise(folder).sheets.items():
        own = replace(entry.problem(), written=entry.problem().written)
        texts = {
            name: text
            for line, quantity in backward_pass(own).lines
            for name, text in zip(entries_of(line), quantity.texts, strict=True)
        }
        sheet = numbers_in(text_of(folder / f"sheets/{student}.{to}"))
        key = numbers_in(text_of(folder / f"keys/{student}.{to}"))
        given = {text for name, text in texts.items() if name not in entry.blanks}
        # What is 0, or equal to something that is given, may stand on the sheet.
        answers = {texts[name] for name in entry.blanks if float(texts[name])} - given
        assert len(answers) > 40 and answers.isdisjoint(sheet)
        assert answers <= key or to == "xlsx"


@pytest.mark.parametrize("to", ["md", "html", "docx", "ipynb", "xlsx"])
def test_what_is_filled_in_a_file_is_marked(folder, to, tmp_path, rnn_tutor):
    marks = tmp_path / "marks"
    result = rnn_tutor("grade", folder, *sorted((folder / "keys").glob(f"*.{to}")), "-o", marks)
    assert result.code == 0
    rows = list(csv.DictReader((marks / "gradebook.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["points"], row["needs_review"]) for row in rows] == [(rows[0]["max_points"], "0")] * 2


def typed(sheet, answers, to):
    """Type answers into the boxes of a sheet, in order."""
    if to == "docx":
        return filled(sheet, answers)
    left = iter(answers)
    box = {
        "md": r"\\boxed\{\\qquad\}",
        "tex": r"\\answerbox\{\}|\\boxed\{\\rule\[[^]]*\]\{[^}]*\}\{[^}]*\}[^}]*\}",
        "html": r'(?<=<span class="box">)[^<]*(?=</span>)',
    }[to]
    head, begin, body = sheet.decode().partition("\\begin{document}" if to == "tex" else "<body")
    head, body = (head, body) if begin else ("", head)
    text = head + begin + re.sub(box, lambda _: next(left), body)
    assert next(left, None) is None
    return text.encode()


@pytest.mark.parametrize("to", ["md", "html", "tex", "docx"])
@pytest.mark.parametrize("blanks", ["delta", "gradients", "update"])
def test_what_is_typed_into_the_boxes_is_marked(blanks, to, tmp_path, rnn_tutor):
    folder = tmp_path / "class"
    words = ["--blanks", blanks, "--count", "1", "--seed", "5", "--to", to, "-o", folder]
    assert rnn_tutor("handout", SPEC, *words).code == 0
    (row,) = csv.DictReader((folder / "keys.csv").read_text("utf-8-sig").splitlines())
    answers = [text for name, text in row.items() if name not in ("student", "name", "sheet")]
    work = tmp_path / f"work.{to}"
    work.write_bytes(typed((folder / f"sheets/s01.{to}").read_bytes(), answers, to))
    marks = tmp_path / "marks"
    assert rnn_tutor("grade", folder, work, "-o", marks).code == 0
    (row,) = csv.DictReader((marks / "gradebook.csv").read_text("utf-8-sig").splitlines())
    assert (row["points"], row["needs_review"]) == (row["max_points"], "0")


def test_the_table_of_answers_is_marked_and_told_in_the_report(folder, tmp_path, rnn_tutor):
    with (folder / "keys.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    # One forgets the rate of learning, the other turns an outer product.
    rows[0]["new_b[1]"] = str(float(rows[0]["new_b[1]"]) + 0.9)
    one, other = rows[1]["dW_hh_3[1,2]"], rows[1]["dW_hh_3[2,1]"]
    rows[1]["dW_hh_3[1,2]"], rows[1]["dW_hh_3[2,1]"] = other, one
    table = tmp_path / "answers.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert rnn_tutor("grade", folder, table, "-o", tmp_path / "marks", "--lang", "en").code == 0
    report = (tmp_path / "marks/report.md").read_text("utf-8")
    assert "| All steps |" in report and "`dW_hh`" in report
    assert "The outer product was turned" in report or "`outer-transposed`" in report
    marked = list(csv.DictReader((tmp_path / "marks/gradebook.csv").read_text("utf-8-sig").splitlines()))
    assert marked[1]["first_error"].startswith("dW_hh_3")


STUDENTS = 40 if FULL else 8


@pytest.mark.parametrize("preset", ["backward", "gradients"])
def test_every_mistake_shows_in_every_variant(preset):
    """By a computation of its own: RNN_TUTOR_FULL=1 looks at 40 variants of each preset, else at 8."""
    template = set_for(template_of(problem()), preset)
    variants = [each.problem for each in draw(template, 1, [f"s{at}" for at in range(STUDENTS)])]
    counts = Counter()
    for variant in variants:
        lines = BackwardLines(variant)
        counts.update(
            {
                name
                for name, i, _ in wrong_lines(lines)
                if (lines.lines[i].at.unit.name, lines.lines[i].symbol) in template.backward
            }
        )
        assert {name for name in counts if name not in mistakes_shown(variant, template.backward)} == set()
    if preset == "backward":
        # W_hy is 3 × 2 here: without its transpose nothing can be computed; and no slope is that of a sigmoid.
        assert counts.keys() == BACKWARD.keys() - {"output-matrix-not-transposed", "tanh-slope"}
    assert set(counts.values()) == {STUDENTS}


def test_a_variant_that_hides_a_mistake_is_drawn_again(monkeypatch):
    """With one decimal mistakes hide, and the screen has something to do."""
    coarse = Problem.from_dict({**spec_dict(problem()), "rounding": {"decimals_backward": 1}})
    template = set_for(template_of(coarse), "backward")
    (screened,) = draw(template, 1, ["kim"])
    (first,) = draw(replace(template, backward=frozenset()), 1, ["kim"])
    assert screened.draws > first.draws
    more = mistakes_shown(screened.problem, template.backward)
    assert len(more) > len(mistakes_shown(first.problem, template.backward))


@pytest.mark.parametrize(
    ("blanks", "told"),
    [("gradients", ["4"]), ("delta", ["4"]), ("da,L", ["3", "4"]), ("h", ["3"]), ("h,dW_hh", ["3", "4"])],
)
def test_the_head_of_a_sheet_says_which_decimals_are_asked_for(blanks, told, rnn_tutor, tmp_path):
    made = rnn_tutor(
        "handout", SPEC, "--count", "1", "--blanks", blanks, "--to", "md", "-o", tmp_path / "class"
    )
    assert made.code == 0, made.err
    head = (tmp_path / "class/sheets/s01.md").read_text("utf-8").partition("\n## ")[0]
    assert re.findall(r"(?:to|with) (\d) decimals", head) == told


@pytest.mark.parametrize(
    ("symbols", "told"),
    [
        ("pytorch", []),
        ("textbook", ["δ (da), dW_xh (dW_ih), db_h (db), new_W_xh (new_W_ih), new_b_h (new_b)"]),
        (
            "keras",
            ["dW_y (dW_hy), dW (dW_ih), dU (dW_hh), new_W_y (new_W_hy), new_W (new_W_ih), new_U (new_W_hh)"],
        ),
    ],
)
def test_a_sheet_with_other_letters_than_the_table_says_which_is_which(symbols, told, rnn_tutor, tmp_path):
    spec = tmp_path / "spec.toml"
    spec.write_text(f'{SPEC.read_text("utf-8")}\n[notation]\nsymbols = "{symbols}"\n', "utf-8")
    folder = tmp_path / "class"
    assert rnn_tutor("handout", str(spec), "--blanks", "backward", "--to", "md", "-o", str(folder)).code == 0
    (sheet, *_) = sorted((folder / "sheets").iterdir())
    found = re.findall(
        r"^The table has the letters of torch, here in brackets: (.*)\.$", sheet.read_text("utf-8"), re.M
    )
    assert found == told
