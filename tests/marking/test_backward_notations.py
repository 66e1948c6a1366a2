"""A backward sheet that is filled with the numbers of its key earns everything, whatever its letters are called.

Every notation, both layouts, all blanks and cells, in the forms in which sheets come back. With
RNN_TUTOR_FULL=1 every combination; else each notation and layout with one cell and one kind of blanks.
"""

import csv
import io
import itertools
import os
import re
import tomllib
from decimal import Decimal

import pytest

from tutor import Problem
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.names import SYMBOLS, backward_letters
from tutor.handout.exercise import problem_of_sheet, read_exercise
from tutor.judging.answers.backward_lines import lines_asked

FULL = os.environ.get("RNN_TUTOR_FULL") == "1"
EMPTY = re.compile(r"\\boxed\{\\qquad\}")
ON_KEY = re.compile(r"\\boxed\{([-0-9.]+)\}")

CELLS = {
    "rnn": """
[cell]
weight_ih = [[0.5, -0.3, 0.8], [0.1, 0.4, -0.6]]
weight_hh = [[0.4, -0.2], [0.3, 0.7]]
bias = [0.1, -0.1]
""",
    "two biases": """
[cell]
kind = "rnn_sigmoid"
weight_ih = [[0.5, -0.3, 0.8], [0.1, 0.4, -0.6]]
weight_hh = [[0.4, -0.2], [0.3, 0.7]]
bias_ih = [0.1, -0.1]
bias_hh = [0.2, -0.3]
""",
    "layers": """
[cell]
weight_ih = [[0.5, -0.3, 0.8], [0.1, 0.4, -0.6]]
weight_hh = [[0.4, -0.2], [0.3, 0.7]]
bias = [0.1, -0.1]
weight_ih_l1 = [[0.3, -0.4], [0.2, 0.6]]
weight_hh_l1 = [[0.2, -0.5], [0.1, 0.3]]
bias_l1 = [0.2, -0.2]
""",
    "gru": """
[cell]
kind = "gru"
weight_ih = [[0.5, -0.3, 0.8], [0.1, 0.4, -0.6], [0.2, -0.7, 0.3], [0.6, 0.1, -0.4], [-0.2, 0.5, 0.9], [0.7, -0.1, 0.2]]
weight_hh = [[0.4, -0.2], [0.3, 0.7], [0.1, -0.6], [-0.3, 0.2], [0.5, 0.8], [-0.4, 0.6]]
bias_ih = [0.1, -0.1, 0.2, -0.2, 0.3, -0.3]
bias_hh = [0.2, 0.1, -0.1, 0.3, -0.2, 0.4]
""",
    "lstm": """
[cell]
kind = "lstm"
weight_ih = [[0.5, -0.3, 0.8], [0.1, 0.4, -0.6], [0.2, -0.7, 0.3], [0.6, 0.1, -0.4], [-0.2, 0.5, 0.9], [0.7, -0.1, 0.2],
             [0.3, 0.6, -0.8], [-0.5, 0.2, 0.4]]
weight_hh = [[0.4, -0.2], [0.3, 0.7], [0.1, -0.6], [-0.3, 0.2], [0.5, 0.8], [-0.4, 0.6], [0.2, 0.9], [-0.7, 0.1]]
bias = [0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4]
""",
}  # fmt: skip
BLANKS = ("backward", "delta", "gradients", "update")


def spec(cell, symbols, layout):
    last = cell == "classifier"
    return f"""
title = "i am here"
sentence = "i am here"
vocabulary = ["i", "am", "here"]
{CELLS["rnn" if last else cell]}
[output]
weight_hy = [[0.6, -0.4], [-0.5, 0.3], [0.2, 0.9]]
bias_y = [0.0, 0.1, -0.1]
{'at = "last"' if last else ""}
targets = {'["am"]' if last else '["am", "here", "i"]'}

[loss]
kind = "cross-entropy"
learning_rate = 0.1

[notation]
symbols = "{symbols}"
layout = "{layout}"
"""


ALL = list(itertools.product(SYMBOLS, ("columns", "rows"), BLANKS, (*CELLS, "classifier")))


def samples():
    """Each notation and layout with every kind of blanks and every cell in turn."""
    if FULL:
        return ALL
    some = []
    for at, (symbols, layout) in enumerate(itertools.product(SYMBOLS, ("columns", "rows"))):
        kinds = [each for each in ALL if each[:2] == (symbols, layout)]
        cells = (*CELLS, "classifier")
        some.append((symbols, layout, "backward", cells[at % len(cells)]))
        some.append((symbols, layout, BLANKS[1 + at % 3], cells[(at + 3) % len(cells)]))
        assert all(each in kinds for each in some[-2:])
    return some


def handed_out(rnn_tutor, folder, cell, symbols, layout, blanks, formats=("md",)):
    file = folder / "spec.toml"
    file.write_text(spec(cell, symbols, layout), encoding="utf-8")
    made = rnn_tutor("handout", file, "--count", "1", "--blanks", blanks, "--to", *formats, "--key", "full",
                     "-o", folder / "class")  # fmt: skip
    assert made.code == 0, made.err
    return folder / "class"


def graded(rnn_tutor, folder, work):
    result = rnn_tutor("grade", folder, work, "-o", folder.parent / "marks", "--force")
    rows = list(
        csv.DictReader(io.StringIO((folder.parent / "marks" / "gradebook.csv").read_text("utf-8-sig")))
    )
    (row,) = [row for row in rows if row["handed_in"] == "yes"]
    return row["points"], row["max_points"], row["needs_review"], result


def boxes_filled(folder):
    """Write the numbers of the key into the boxes of the sheet, in the order of the page."""
    numbers = iter(ON_KEY.findall((folder / "keys" / "s01.md").read_text("utf-8")))
    text = EMPTY.sub(
        lambda _: rf"\boxed{{{next(numbers)}}}", (folder / "sheets" / "s01.md").read_text("utf-8")
    )
    assert next(numbers, None) is None
    return text


@pytest.mark.parametrize(("symbols", "layout", "blanks", "cell"), samples())
def test_filled_boxes_earn_everything(symbols, layout, blanks, cell, rnn_tutor, tmp_path):
    folder = handed_out(rnn_tutor, tmp_path, cell, symbols, layout, blanks)
    work = tmp_path / "work.md"
    work.write_text(boxes_filled(folder), encoding="utf-8")
    points, full, review, result = graded(rnn_tutor, folder, work)
    assert (points, review) == (full, "0"), (points, full, result.out + result.err)


@pytest.mark.parametrize(("symbols", "layout", "blanks", "cell"), samples()[:: 1 if FULL else 5])
def test_filled_boxes_in_tex_earn_everything(symbols, layout, blanks, cell, rnn_tutor, tmp_path):
    folder = handed_out(rnn_tutor, tmp_path, cell, symbols, layout, blanks, ["md", "tex"])
    numbers = iter(ON_KEY.findall((folder / "keys" / "s01.md").read_text("utf-8")))
    head, begin, body = (folder / "sheets" / "s01.tex").read_text("utf-8").partition(r"\begin{document}")
    body = re.sub(r"\\answerbox\{\}", lambda _: rf"\answerbox{{{next(numbers)}}}", body)
    assert next(numbers, None) is None
    work = tmp_path / "work.tex"
    work.write_text(head + begin + body, encoding="utf-8")
    points, full, review, _ = graded(rnn_tutor, folder, work)
    assert (points, review) == (full, "0")


def table_filled(folder):
    """Write the key's numbers into the table of answers at the end of the sheet; the boxes stay empty."""
    key = key_of(folder)
    text = (folder / "sheets" / "s01.md").read_text("utf-8")
    for name, value in key.items():
        text = text.replace(f"| `{name}` |  |", f"| `{name}` | {value} |")
    return text


def key_of(folder):
    """Give what the program itself has for every blank, by its name."""
    (sheet,) = read_exercise(folder).sheets.values()
    lines = lines_asked(problem_of_sheet("s01", sheet, ""), sheet.blanks)
    return {name: lines.key[lines.names[name][0]][lines.names[name][1]] for name in sheet.blanks}


@pytest.mark.parametrize(("symbols", "layout", "blanks", "cell"), samples()[:: 1 if FULL else 5])
def test_the_table_and_the_rows_of_a_class_earn_everything(
    symbols, layout, blanks, cell, rnn_tutor, tmp_path
):
    folder = handed_out(rnn_tutor, tmp_path, cell, symbols, layout, blanks)
    work = tmp_path / "work.md"
    work.write_text(table_filled(folder), encoding="utf-8")
    points, full, review, _ = graded(rnn_tutor, folder, work)
    assert (points, review) == (full, "0")
    header, row = csv.reader(io.StringIO((folder / "answers.csv").read_text("utf-8-sig")))
    key = key_of(folder)
    row = [key.get(name, cell) for name, cell in zip(header, row, strict=True)]
    assert sum(name in key for name in header) == len(key)
    # The columns stand in the order of the boxes: who types row by row what stands there types the key.
    numbers = ON_KEY.findall((folder / "keys" / "s01.md").read_text("utf-8"))
    assert [Decimal(value) for name, value in zip(header, row, strict=True) if name in key] == [
        Decimal(number) for number in numbers
    ]
    with (tmp_path / "class.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, row])
    points, full, review, _ = graded(rnn_tutor, folder, tmp_path / "class.csv")
    assert (points, review) == (full, "0")


@pytest.mark.parametrize("symbols", SYMBOLS)
@pytest.mark.parametrize("layout", ["columns", "rows"])
def test_a_mistyped_name_could_not_be_read(symbols, layout, rnn_tutor, tmp_path):
    folder = handed_out(rnn_tutor, tmp_path, "rnn", symbols, layout, "backward")
    text, whh = boxes_filled(folder), SYMBOLS[symbols].names["weight_hh"]
    printed = f"d{whh[0]}_{{{whh[2:]},3}} &=" if whh[2:] else f"d{whh}_{{3}} &="
    assert text.count(printed) == 1
    work = tmp_path / "work.md"
    work.write_text(text.replace(printed, "dW_{zq,3} &="), encoding="utf-8")
    points, full, review, result = graded(rnn_tutor, folder, work)
    assert (int(points), review) == (int(full) - 4, "4")
    assert "answers `dW_{zq,3}`, which the exercise does not have" in result.err


def test_no_letters_of_a_sheet_are_the_name_of_something_else():
    for symbols, cell in itertools.product(SYMBOLS, (*CELLS, "classifier")):
        problem = Problem.from_dict(tomllib.loads(spec(cell, symbols, "columns")))
        named = {line.symbol for line in BackwardTable(problem).lines}
        called = {text: each for each in named for text in backward_letters(each, symbols).texts()}
        assert len(called) == sum(len(backward_letters(each, symbols).texts()) for each in named)
        assert all(called.get(each, each) == each for each in named)
