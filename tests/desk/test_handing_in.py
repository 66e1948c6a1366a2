"""The answer file of a page: ``grade`` reads it, and tells what the page says of its help as no proof."""

import json

import pytest

from tests.desk.sheets import WORDS, Writer, desk_of
from tutor.desk.building.making import fresh, to_grade
from tutor.desk.desk import Desk
from tutor.desk.door import Door
from tutor.desk.hand_in import answer_file
from tutor.handout.exercise import exercise_text
from tutor.handout.templates import template_of_sizes
from tutor.record import replace

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
    marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["answers"]
    assert (marks["points"], marks["handed_in"]) == ("0", True)
    assert marks["remarks"] == [
        {
            "code": "G27",
            "text": f"{tmp_path}/answers.json: the practice page says that it showed 1 number and gave help 6 times",
        }
    ]
    feedback = graded(rnn_tutor, tmp_path, text, "-o", tmp_path / "marks")
    assert feedback.code == 0 and "error" not in feedback.err


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_file_earns_what_the_page_said(rnn_tutor, tmp_path, language):
    """Of numbers that were shown, too: one rule takes their points away, on the page and in grading."""
    door, desk = Door(PRACTICE.text()), Desk(PRACTICE.level("standard").sheets[0])
    for seed, shown in enumerate(
        ([], ["p_1[1]"], ["p_1[2]", "a_1[1]", "h_2[2]", "nothing"], desk.sheet.blanks)
    ):
        writer = Writer(desk, seed)
        for i in range(len(desk.lines.lines) - 2):
            writer.line(i, slip=i == 2 * seed)
        request = {"changes": writer.changes, "shown": shown, "language": language}
        said = json.loads(
            door.answer(json.dumps({"what": "judge", "level": "standard", "sheet": 0, **request}))
        )
        text = file_of(door, **request)
        marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["answers"]
        of = "{} of 24 points" if language == "en" else "24점 가운데 {}점"
        assert said["points"] == of.format(marks["points"])
        earned = {mark["quantity"]: mark["points"] for mark in marks["marks"] if mark["points"] != "0"}
        assert not set(shown) & set(earned)
        assert {mark["quantity"] for mark in marks["marks"] if mark["note"] == "shown"} <= set(shown)
        assert seed == 3 or earned


def test_what_a_page_says_is_counted_as_such(rnn_tutor, tmp_path):
    text = file_of(Door(PRACTICE.text()), shown=["q_1[1]"], helped={"q_1": 1})
    said = {
        "en": "1 remark of help and drills, as practice pages tell it; the report has them all.",
        "ko": "연습 페이지가 도움과 짧은 연습에 대해 적은 것이 1건 있습니다. 보고서에 모두 있습니다.",
    }
    for language, sentence in said.items():
        found = graded(rnn_tutor, tmp_path, text, "-o", tmp_path / language, "--lang", language).err
        assert sentence in found.splitlines()
        assert "told by a file's name" not in found


def handed_in(folder, **files):
    """Write answer files; each says who, which sheet, what, and of which drill it is."""
    (folder / "all.json").write_text(exercise_text(to_grade(PRACTICE)))
    (folder / "answers").mkdir(exist_ok=True)
    for name, more in files.items():
        (folder / "answers" / f"{name}.json").write_text(file_of(Door(PRACTICE.text()), **more))


def rows(rnn_tutor, folder, *words):
    found = rnn_tutor("grade", folder / "all.json", folder / "answers", "--json", *words)
    students = json.loads(found.out)["students"]
    return {
        name: (marks["points"], marks["max_points"], marks["handed_in"]) for name, marks in students.items()
    }


def test_who_handed_in_has_the_row_not_the_sheet(rnn_tutor, tmp_path):
    """Every page begins at the same sheet, so several do it; whoever does several has a row for each."""
    other = [["q_1[1]", "0.000"], ["q_1[2]", "0.000"]]
    handed_in(tmp_path, one={"student": "kim"}, two={"student": "lee", "changes": other})
    assert rows(rnn_tutor, tmp_path) == {"kim": ("1", "24", True), "lee": ("2", "24", True)}
    first, second = (sheet.sheet for sheet in PRACTICE.level("standard").sheets)
    more = {"student": "kim", "sheet": 1, "changes": other}
    handed_in(tmp_path, three=more, four={"student": "Kim", "level": "drill:q"}, five={})
    assert rows(rnn_tutor, tmp_path) == {
        f"kim {first}": ("1", "24", True),
        f"kim {second}": ("2", "24", True),
        f"Kim {first} q": ("1", "6", True),
        "lee": ("2", "24", True),
        "five": ("1", "24", True),
    }


def test_a_list_of_students_says_who_handed_in_nothing(rnn_tutor, tmp_path):
    (tmp_path / "roster.csv").write_text("id,name\nkim,Kim\nlee,Lee\nmoon,Moon\n")
    handed_in(tmp_path, one={"student": "kim"}, two={"student": "lee"})
    words = ("--roster", tmp_path / "roster.csv")
    assert rows(rnn_tutor, tmp_path, *words) == {
        "kim": ("1", "24", True), "lee": ("1", "24", True), "moon": ("0", "0", False),
    }  # fmt: skip
    said = rnn_tutor("grade", tmp_path / "all.json", tmp_path / "answers", "-o", tmp_path / "marks", *words)
    assert said.code == 0
    assert "1 student has handed nothing in: moon" in said.err


def test_what_was_shown_stands_in_the_feedback(rnn_tutor, tmp_path):
    text = file_of(Door(PRACTICE.text()), shown=["q_1[1]"])
    graded(rnn_tutor, tmp_path, text, "-o", tmp_path / "marks", "--lang", "en")
    page = (tmp_path / "marks" / "feedback" / "answers.md").read_text("utf-8")
    assert "| `q_1[1]` | `0.000` | ✓ right | 0 / 1 | the practice page has shown it: no points |" in page


def test_a_drill_is_marked_as_the_one_line_that_it_asked_for(rnn_tutor, tmp_path):
    door = Door(PRACTICE.text())
    desk = door.made("drill:q", 0)
    changes = [[name, desk.marker.lines.key[desk.lines.names[name][0]][desk.lines.names[name][1]]]
               for name in desk.sheet.blanks]  # fmt: skip
    text = file_of(door, level="drill:q", changes=changes)
    assert json.loads(text)["practice"]["drill"] == "q"
    marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["answers"]
    assert (marks["points"], marks["max_points"]) == ("6", "6")
    assert [each["text"] for each in marks["remarks"]] == [
        f"{tmp_path}/answers.json: a drill of a practice page: `q` alone was asked, and it alone is marked"
    ]


def test_a_drill_is_no_sheet_of_a_class(rnn_tutor, tmp_path):
    """Nobody makes a sheet shorter by a word in the file: in a class it is left to the teacher, with the reason."""
    (tmp_path / "class.json").write_text(exercise_text(replace(to_grade(PRACTICE), more={})))
    content = json.loads(file_of(Door(PRACTICE.text()), level="drill:q"))
    for drill, exercise, row in (("q", "class.json", "practice-03"), ("nothing", "all.json", "answers")):
        text = json.dumps({**content, "practice": {"drill": drill}})
        graded(rnn_tutor, tmp_path, text)
        found = rnn_tutor("grade", tmp_path / exercise, tmp_path / "answers.json", "--json").out
        marks = json.loads(found)["students"][row]
        assert (marks["points"], marks["max_points"], {each["note"] for each in marks["marks"]}) == (
            "0", "24", {"drill"},
        )  # fmt: skip
        assert [each["text"] for each in marks["remarks"]] == [
            f"{tmp_path}/answers.json: a drill of a practice page: `{drill}` alone was asked, so it is not marked "
            "as the sheet"
        ]


def test_without_help_nothing_is_told(rnn_tutor, tmp_path):
    text = file_of(Door(PRACTICE.text()))
    marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["answers"]
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
        marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["answers"]
        assert (marks["points"], len(marks["remarks"])) == (
            "1",
            practice == {"shown": [[]], "helped": {"a": "x", "b": -3, "c": 1e300}},
        )


def test_an_id_goes_with_the_file(rnn_tutor, tmp_path):
    desk = desk_of()
    text = answer_file(desk, {"q_1[1]": "0"}, "kim", (), {}, "test")
    assert json.loads(text)["student"] == "kim"


@pytest.mark.parametrize("comma", [True, None])
def test_a_comma_that_was_settled_is_settled_for_the_file(rnn_tutor, tmp_path, comma):
    """A vector in one box, a name before the number, a number alone: each as the page read it."""
    desk = Desk(PRACTICE.level("standard").sheets[0])
    p, q, p_2 = (desk.lines.key[at] for at in (0, 1, 4))
    written = [
        ["p_1[1]", f"{p[0]} {p[1]}".replace(".", ",")],
        ["q_1[1]", q[0].replace(".", ",")],
        ["q_1[2]", f"[{q[1]}]".replace(".", ",")],
        ["p_2[2]", f"p_2[2] = {p_2[1]}".replace(".", ",")],
    ]
    door = Door(PRACTICE.text())
    request = {"what": "judge", "level": "standard", "sheet": 0, "changes": written, "comma": comma}
    said = json.loads(door.answer(json.dumps(request)))["entries"]
    content = json.loads(file_of(door, changes=written, comma=comma))
    assert content["answers"] == dict(written)
    assert content["practice"].get("decimal_comma") is comma
    marks = json.loads(graded(rnn_tutor, tmp_path, json.dumps(content), "--json").out)["students"]["answers"]
    found = {mark["quantity"]: mark["verdict"] for mark in marks["marks"] if mark["verdict"] != "blank"}
    assert found == {
        name: {"not-read": "review"}.get(each["kind"], each["kind"]) for name, each in said.items()
    }
    if comma:
        assert found == dict.fromkeys(["p_1[1]", "p_1[2]", "q_1[1]", "q_1[2]", "p_2[2]"], "exact")


@pytest.mark.parametrize("said", [False, "true", 1, [], None])
def test_nothing_but_true_settles_a_comma(rnn_tutor, tmp_path, said):
    content = json.loads(file_of(Door(PRACTICE.text()), changes=[["q_1[1]", "0,000"]]))
    text = json.dumps({**content, "practice": {"decimal_comma": said}})
    marks = json.loads(graded(rnn_tutor, tmp_path, text, "--json").out)["students"]["answers"]["marks"]
    assert {(mark["verdict"], mark["note"]) for mark in marks if mark["quantity"] == "q_1[1]"} == {
        ("review", "ambiguous")
    }
