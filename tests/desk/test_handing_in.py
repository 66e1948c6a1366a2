"""The answer file of a page: ``grade`` reads it, and tells what the page says of its help as no proof."""

import json

from tests.desk.sheets import WORDS, desk_of
from tutor.desk.door import Door
from tutor.desk.hand_in import answer_file
from tutor.desk.making import fresh, to_grade
from tutor.handout.exercise import exercise_text
from tutor.handout.templates import template_of_sizes

PRACTICE = fresh(template_of_sizes(2, WORDS, 3), "steps", 2, 7, program="test")


def graded(rnn_tutor, folder, text, *words):
    (folder / "all.json").write_text(exercise_text(to_grade(PRACTICE)))
    (folder / "answers.json").write_text(text)
    return rnn_tutor("grade", folder / "all.json", folder / "answers.json", *words)


def file_of(door, **more):
    request = {"what": "file", "level": "standard", "sheet": 0, "changes": [["q_1[1]", "0.000"]], **more}
    return json.loads(door.answer(json.dumps(request)))["text"]


def test_help_is_told_as_what_the_page_says(rnn_tutor, tmp_path):
    text = file_of(Door(PRACTICE.text()), shown=["q_1[1]"], helped={"q_1": 5, "p_1": 1})
    marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["practice-03"]
    assert (marks["points"], marks["handed_in"]) == ("1", True)
    assert marks["remarks"] == [
        {
            "code": "G27",
            "text": f"{tmp_path}/answers.json: the practice page says that it showed 1 number and gave help 6 times",
        }
    ]
    feedback = graded(rnn_tutor, tmp_path, text, "-o", tmp_path / "marks")
    assert feedback.code == 0 and "error" not in feedback.err


def test_without_help_nothing_is_told(rnn_tutor, tmp_path):
    text = file_of(Door(PRACTICE.text()))
    marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["practice-03"]
    assert marks["remarks"] == []


def test_a_file_that_somebody_changed_is_no_trouble(rnn_tutor, tmp_path):
    content = json.loads(file_of(Door(PRACTICE.text())))
    for practice in (
        None,
        [],
        7,
        "x",
        {"shown": 3, "helped": [1]},
        {"shown": [[]], "helped": {"a": "x", "b": -3, "c": 1e300}},
    ):
        text = json.dumps({**content, "practice": practice})
        marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["practice-03"]
        assert (marks["points"], len(marks["remarks"])) == (
            "1",
            practice == {"shown": [[]], "helped": {"a": "x", "b": -3, "c": 1e300}},
        )


def test_an_id_goes_with_the_file(rnn_tutor, tmp_path):
    desk = desk_of()
    text = answer_file(desk, {"q_1[1]": "0"}, "kim", (), {}, "test")
    assert json.loads(text)["student"] == "kim"
