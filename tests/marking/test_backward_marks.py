"""grade marks the lines of a backward pass: follow-through from forward into backward, and feedback."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.judging.test_backward_lines import Habits, answers_of
from tutor import Problem
from tutor.judging.answers.backward_lines import BackwardLines, every_line, lines_asked
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme

SPEC = Path(__file__).parents[2] / "worked_examples" / "backward" / "spec.toml"


def table_of(folder, answers):
    file = folder / "class.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["student", *answers], ["kim", *answers.values()]])
    return file


def key_of(names):
    lines = every_line(Problem.from_file(SPEC))
    return {name: lines.key[lines.names[name][0]][lines.names[name][1]] for name in names}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_feedback_names_the_mistakes(rnn_tutor, tmp_path, golden, language):
    names = ["h_1[1]", "ds_3[1]", "dh_3[1]", "dh_3[2]", "da_3[1]", "da_3[2]", "db[1]", "new_b[1]"]
    answers = key_of(names)
    # The slope 1 - h * h was forgotten, and the step of learning added.
    answers |= {"da_3[1]": answers["dh_3[1]"], "da_3[2]": answers["dh_3[2]"], "new_b[1]": "0.1124"}
    result = rnn_tutor(
        "grade", SPEC, table_of(tmp_path, answers), "-o", tmp_path / "marks", "--lang", language
    )
    assert result.code == 0
    golden(f"marking/goldens/backward.{language}.md", (tmp_path / "marks/feedback/kim.md").read_text("utf-8"))


def test_a_slip_in_the_forward_pass_costs_one_line():
    """Of the whole sheet, backward pass and new weights included, only the line of the slip is wrong."""
    problem = Problem.from_file(SPEC)
    lines = BackwardLines(problem)
    names = tuple(lines.names)
    marker = Marker(problem, Scheme(), names)
    right = key_of(names)
    marked = marker.mark(names, tuple(right.values()))
    assert {mark.verdict for mark in marked.marks} == {"exact"} and marked.points == marked.max_points
    at = lines.names["a_2[1]"][0]
    own = answers_of(lines, Habits(carries=True, cuts=False, products=None), lines.place(at))
    places = lines.exactly.places
    texts = [str(Decimal(number.value).scaleb(-places)) for answer in own for number in answer]
    first = marker.mark(names, tuple(texts))
    wrong = [mark for mark in first.marks if mark.verdict == "wrong"]
    assert [mark.quantity for mark in wrong] == ["a_2[1]"]
    followed = {mark.quantity for mark in first.marks if mark.verdict == "follow-through"}
    assert {"h_2[1]", "L", "dW_hh[1,1]", "new_W_hh[1,1]"} <= followed
    assert first.points == first.max_points - 1


def test_backward_lines_are_judged_where_they_are_asked_for():
    problem = Problem.from_file(SPEC)
    assert isinstance(lines_asked(problem, ["h_1[1]", "dW_hh[1,2]"]), BackwardLines)
    assert not isinstance(lines_asked(problem, ["h_1[1]", "L_2"]), BackwardLines)
    without = Problem.from_file(SPEC.parents[1] / "i_am_here" / "spec.toml")
    assert not isinstance(lines_asked(without, ["dW_hh[1,2]"]), BackwardLines)
    assert not isinstance(every_line(without), BackwardLines)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "`da_3[1]`: too few digits to tell whether this is right.|Write as many decimals as were asked for here: 4."),
        ("ko", "`da_3[1]`: 자릿수가 너무 적어 맞았는지 판정할 수 없습니다.|여기서는 소수점 아래 4자리까지 적으세요."),
    ],
)  # fmt: skip
def test_too_few_decimals_are_called_so_and_no_mistake(rnn_tutor, tmp_path, language, told):
    answers = key_of(["ds_3[1]", "ds_3[2]", "ds_3[3]", "dh_3[1]", "dh_3[2]", "da_3[1]", "da_3[2]"])
    answers["da_3[1]"] = str(round(Decimal(answers["da_3[1]"]), 2))
    result = rnn_tutor(
        "grade", SPEC, table_of(tmp_path, answers), "-o", tmp_path / "marks", "--lang", language
    )
    assert result.code == 0
    page = (tmp_path / "marks/feedback/kim.md").read_text("utf-8")
    assert all(sentence in page for sentence in told.split("|"))
    assert "known mistake" not in page and "알려진 실수" not in page
