"""The door between the page's script and Python: requests and answers as JSON."""

import json
import re

import pytest

from tests.desk.sheets import Writer, desk_of, practice_of, sheet_of, variants
from tutor.desk.content import Level, Practice
from tutor.desk.door import Door


@pytest.fixture(scope="module")
def door():
    return Door(practice_of().text())


def ask(door, what, level="standard", **more):
    return json.loads(door.answer(json.dumps({"what": what, "level": level, **more})))


def plain(html):
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def filled(count, *, slip=None, level="standard", at=0):
    desk = desk_of(at=at) if level == "standard" else desk_of(preset="h", at=at)
    writer = Writer(desk)
    for i in range(count):
        writer.line(i, slip=i == slip)
    return writer.changes


def test_a_page_has_its_givens_its_steps_and_a_box_for_every_blank(door):
    page = ask(door, "open", language="en")
    assert (page["sheet"], page["count"], page["level"]) == ("S0", 24, "every line")
    assert [plain(each["title"]) for each in page["sections"]] == ["Step 1: am", "Step 2: i", "Step 3: here"]
    row = page["sections"][0]["rows"][0]
    assert (row["name"], row["role"], plain(row["formula"])) == ("p_1", "input", "W i h x 1")
    assert row["entries"] == [
        {"name": "p_1[1]", "given": None, "label": "p_1, entry 1 of 2"},
        {"name": "p_1[2]", "given": None, "label": "p_1, entry 2 of 2"},
    ]
    assert "Every number" in page["policy"] or "decimals" in page["policy"]
    assert page["givens"].startswith('<div class="pages"><div class="given " tabindex="0">')
    assert ask(door, "open", language="ko")["sections"][0]["rows"][0]["entries"][0]["label"] == (
        "p_1, 성분 2개 가운데 1번째"
    )


def test_levels_give_more_or_less(door):
    asked = {
        level: [
            entry["given"] is None
            for part in ask(door, "open", level)["sections"]
            for row in part["rows"]
            for entry in row["entries"]
        ]
        for level in ("faded", "standard", "states", "drill:q")
    }
    assert {level: (sum(boxes), len(boxes)) for level, boxes in asked.items()} == {
        "faded": (12, 24),
        "standard": (24, 24),
        "states": (6, 6),
        "drill:q": (6, 24),
    }


def test_what_is_said_of_what_was_typed(door):
    changes = [*filled(3, slip=2), ("h_1[1]", "x")]
    said = ask(door, "judge", changes=changes, line="a_1", language="en")
    kinds = {name: entry["kind"] for name, entry in said["entries"].items()}
    assert set(kinds) == {"p_1[1]", "p_1[2]", "q_1[1]", "q_1[2]", "a_1[1]", "a_1[2]", "h_1[1]"}
    wrong = next(name for name, kind in kinds.items() if kind == "wrong")
    assert said["entries"][wrong] | {"wrote": "", "read": ""} == {
        "kind": "wrong", "sign": "✗", "words": "wrong", "note": "", "wrote": "", "read": "",
    }  # fmt: skip
    assert said["entries"]["h_1[1]"] == {
        "kind": "not-read",
        "sign": "?",
        "words": "not read",
        "note": "Write one number with a point, such as −0.38.",
        "wrote": "x",
        "read": "",
    }
    assert f"{wrong}: wrong." in said["told"]
    assert (said["progress"], said["points"]) == ("5 of 24 boxes are right.", "5 of 24 points")
    assert (
        said["lines"]["a_1"] == "wrong"
        and said["lines"]["h_1"] == "unclear"
        and said["lines"]["p_2"] == "open"
    )
    assert list(said["log"]["wrong"]) == ["a_1"]
    korean = ask(door, "judge", changes=changes, line="a_1", language="ko")
    assert korean["entries"][wrong]["words"] == "틀림"
    assert korean["progress"] == "24칸 가운데 5칸이 맞습니다."


@pytest.mark.parametrize("sign", ["-", "?", "–", "x?"])
def test_whatever_is_typed_has_an_answer(door, sign):
    """A sign that counts as left blank, too; it is no answer to ``grade`` either."""
    said = ask(door, "judge", changes=[["p_1[1]", sign]], line="p_1", language="en")
    entry, korean = said["entries"]["p_1[1]"], ask(door, "judge", changes=[["p_1[1]", sign]], language="ko")
    if sign == "x?":
        assert (entry["kind"], entry["sign"]) == ("not-read", "?")
    else:
        assert entry == {
            "kind": "blank", "sign": "–", "words": "not answered",
            "note": "This counts as left blank: there is no number in it.", "wrote": sign, "read": "",
        }  # fmt: skip
        assert korean["entries"]["p_1[1]"]["note"] == "수가 없어서 쓰지 않은 것으로 봅니다."
        assert said["told"] == "p_1[1]: not answered."
    assert (said["lines"]["p_1"], said["right"]) == ("open" if sign != "x?" else "unclear", 0)


def test_what_cannot_be_told_yet_names_what_may_be_the_cause(door):
    """Of an earlier number with too few digits it is not said that its line is empty."""
    desk = desk_of(at=2)
    writer = Writer(desk)
    for i in range(6):
        writer.line(i)
        if desk.lines.lines[i].name() == "h_1":
            writer.write("h_1[1]", writer.answers["h_1[1]"][:3])
    entries = ask(door, "judge", sheet=2, changes=writer.changes, line="q_2", language="en")["entries"]
    assert (entries["h_1[1]"]["words"], entries["h_1[1]"]["note"]) == (
        "wrong",
        "Too few digits, so it counts as wrong. Write as many decimals as are asked for.",
    )
    assert (entries["q_2[1]"]["words"], entries["q_2[1]"]["note"]) == (
        "not to be told yet",
        "What it is computed from is empty, not read or short of digits. With all its digits there, it can be told.",
    )


@pytest.mark.parametrize("text", ["p_1[1] = {}", "p_1 = {}", "≈ {}", "{} (rounded)"])
def test_a_number_in_harmless_dress_is_shown_as_it_is_read(door, text):
    """It is read as ``grade`` reads it, and help that needs it has it."""
    number = desk_of().lines.key[0][0]
    said = ask(door, "judge", changes=[["p_1[1]", text.format(number)]])["entries"]["p_1[1]"]
    assert (said["kind"], said["read"]) == ("exact", number.replace("-", "−"))
    changes = [["p_1[1]", text.format(number)], ["q_1[1]", "0"]]
    assert ask(door, "help", changes=changes, name="a_1[1]", kind="row")["kind"] == "row"


def test_a_whole_vector_in_the_first_box_is_shown_entry_by_entry(door):
    first, second = desk_of().lines.key[0]
    entries = ask(door, "judge", changes=[["p_1[1]", f"[{first}; {second}]"]])["entries"]
    assert {name: (each["kind"], each["read"].replace("−", "-")) for name, each in entries.items()} == {
        "p_1[1]": ("exact", first),
        "p_1[2]": ("exact", second),
    }


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "These are 3 numbers; a box takes one."),
        ("ko", "수가 3개 있습니다. 한 칸에는 수 하나를 쓰세요."),
    ],
)
def test_several_numbers_in_a_box_are_counted(door, language, note):
    said = ask(door, "judge", changes=[["p_1[1]", "[0; 0; 0]"]], language=language)["entries"]["p_1[1]"]
    assert (said["kind"], said["note"], said["read"]) == ("not-read", note, "")


def test_a_long_answer_is_cut_with_a_sign(door):
    said = ask(door, "judge", changes=[["p_1[1]", "x" * 41], ["p_1[2]", "y" * 40]])["entries"]
    assert (said["p_1[1]"]["wrote"], said["p_1[2]"]["wrote"]) == ("x" * 40 + "…", "y" * 40)


def test_a_sheet_without_a_number_was_not_handed_out():
    practice = Practice("i", (Level("own", (sheet_of(variants()[0], number=""),)),), "own")
    assert ask(Door(practice.text()), "open", "own")["level"] == ""


def test_help_says_which_lines_it_was_given_from(door):
    """Those that the line reads; through a line that is open, what that one reads."""
    reads = {
        name: ask(door, "help", changes=changes, name=name)["reads"]
        for name, changes in [("p_2", []), ("a_1", []), ("q_2", []), ("h_1", filled(3)), ("q_3", filled(8))]
    }
    assert reads == {
        "p_2": [],
        "a_1": ["p_1", "q_1"],
        "q_2": ["h_1", "a_1", "p_1", "q_1"],
        "h_1": ["a_1"],
        "q_3": ["h_2"],
    }


def test_nothing_that_is_typed_becomes_markup(door):
    said = ask(door, "judge", changes=[["p_1[1]", "<b onclick=x>&"]], line="p_1")
    assert said["entries"]["p_1[1]"]["wrote"] == "&lt;b onclick=x&gt;&amp;"
    assert "<b" not in json.dumps(said)
    assert (
        "<script" not in ask(door, "check", text="h_1 = tanh(<script>alert(1)</script>0.2) = 0.5\n")["html"]
    )


def test_after_a_clean_sheet_less_is_given(door):
    clean = ask(door, "judge", changes=filled(12), line="h_3")
    assert clean["finished"] and clean["advice"]["level"] == "states"
    assert clean["advice"]["why"] == "Without a mistake and without help. On the next sheet less is given."
    with_help = ask(door, "judge", changes=filled(12), logs=[{"wrong": {}}, {"helped": ["p_1"]}])
    assert with_help["advice"]["level"] == "standard"
    states = ask(door, "judge", "states", changes=filled(12, level="states"))
    assert states["finished"]
    assert states["advice"]["why"].endswith("no page gives less than this one.")


def test_after_the_same_mistake_twice_there_is_a_drill_on_that_line(door):
    changes = twice_the_same_mistake()
    said = ask(door, "judge", changes=changes)
    assert said["advice"]["level"] == "drill:p"
    assert plain(said["advice"]["why"]).startswith("p had the same mistake twice: ")
    assert ask(door, "judge", changes=changes, drilled=["drill:p"])["advice"] is None
    # Corrected since, it has happened all the same.
    corrected = [*changes, *filled(12)]
    assert ask(door, "judge", changes=corrected, logs=[said["log"]])["advice"]["level"] == "drill:p"


def test_a_sheet_that_was_handed_out_leads_to_nobody_elses():
    """Neither when it is finished nor after the same mistake twice; on any page of a class, of one sheet too."""
    sheets = tuple(sheet_of(each, number=f"S{at}") for at, each in enumerate(variants()))
    for own in (sheets, sheets[:1]):
        door = Door(Practice("class", (Level("own", own),), "own").text())
        clean = ask(door, "judge", "own", changes=filled(12))
        assert clean["finished"] and clean["advice"] is None
        assert ask(door, "judge", "own", changes=twice_the_same_mistake())["advice"] is None


def twice_the_same_mistake():
    """Take another column of the weights in p_1 and p_2."""
    desk = desk_of()
    weights = list(zip(*desk.task.problem.units[0].parameters["weight_ih"], strict=True))
    changes = []
    for step in (1, 2):
        i = next(i for i, line in enumerate(desk.lines.lines) if line.name() == f"p_{step}")
        right = desk.lines.key[i]
        other = next(each for each in weights if [f"{n:.3f}" for n in each] != list(right))
        changes += [[f"p_{step}[{at}]", str(number)] for at, number in enumerate(other, start=1)]
    return changes


def test_help_comes_rung_by_rung(door):
    first = ask(door, "help", changes=[], name="p_1", logs=[])
    assert (first["kind"], first["title"], first["next"]) == ("operands", "What it is computed from", "sizes")
    assert first["log"] == {"wrong": {}, "helped": ["p_1"]}
    last = ask(door, "help", changes=[], name="p_1", kind="number")
    assert last["number"] == {"p_1[1]": desk_of().lines.key[0][0]} and last["next"] is None


def test_the_network_fills_with_ones_own_numbers(door):
    empty, some = (ask(door, "network", changes=changes)["html"] for changes in ([], filled(4)))
    own = desk_of().lines.key[3][0].replace("-", "−")
    assert own not in plain(empty) and own in plain(some)
    assert some.startswith('<figure tabindex="0"><svg')


def test_a_text_is_judged_as_check_does(door):
    found = ask(door, "check", text="h1 = tanh([0.2, 0.4]) = [0.197, 0.378]")["html"]
    assert "tanh(0.4) = 0.380, not 0.378." in plain(found)
    nothing = ask(door, "check", text="It is a fine day.", language="ko")["html"]
    assert plain(nothing).startswith("이 글에서 계산하는 줄을 읽지 못했습니다.")


def test_the_file_has_the_answers_and_what_was_shown(door):
    changes = [["p_1[1]", " 0,8 "], ["p_1[2]", "x"], ["q_1[1]", ""]]
    file = ask(
        door, "file", changes=changes, comma=True, student=" kim ", shown=["p_1[2]"], helped={"p_1": 3}
    )
    assert file["name"] == "answers-S0.json"
    assert json.loads(file["text"]) == {
        "student": "kim",
        "sheet": "S0",
        "answers": {"p_1[1]": "0,8", "p_1[2]": "x"},
        "practice": {
            "program": "test",
            "shown": ["p_1[2]"],
            "helped": {"p_1": 3},
            "decimal_comma": True,
        },
    }


def test_a_page_has_nobodys_name():
    practice = practice_of()
    assert Practice.of(practice.text()) == practice
    assert not {"name", "email", "student", "students"} & {
        key for level in json.loads(practice.text())["levels"] for sheet in level["sheets"] for key in sheet
    }


def test_a_comma_of_a_pasted_text_is_asked_about_there(door):
    """What is said of the comma in one's own boxes says nothing of somebody else's text."""
    question = "There is a comma in what you wrote. Is 0,5 the number 0.5 with you?"
    text = "h1 = tanh(0,2) = 0,197"
    asked = ask(door, "check", text=text)
    assert (asked["comma"], "--decimal-comma" in asked["html"]) == (question, False)
    said = plain(asked["html"])
    assert said.startswith("Errata Nothing was compared, so nothing is said to be right.")
    assert "A comma may stand in a number or between two. Write a point." in said
    korean = ask(door, "check", text=text, language="ko")
    assert plain(korean["html"]).startswith("정오표 비교한 것이 없어서 맞는지 틀린지 말할 수 없습니다.")
    yes, no = (ask(door, "check", text=text, comma=comma) for comma in (True, False))
    assert (yes["comma"], no["comma"]) == ("", "")
    assert "1 line was compared with what stands before. Nothing is wrong." in plain(yes["html"])
    assert plain(no["html"]) == said
    assert ask(door, "check", text="h1 = tanh([0.5,-0.3]) = [0.462,-0.291]")["comma"] == ""


def test_nothing_that_was_not_judged_is_said_to_be_right(door):
    for text in (f"h1 = {'(' * 5000}", "h1 = tanh(0,2) = 0,197"):
        assert "Nothing is wrong" not in plain(ask(door, "check", text=text)["html"])


def test_a_rung_is_read_aloud_word_by_word(door):
    aloud = ask(door, "help", changes=[], name="p_1")["aloud"]
    assert aloud.startswith("What it is computed from: p 1 = W i h x 1 A matrix times a vector: ")
    assert "<" not in aloud


def test_a_comma_in_a_pasted_text_is_spoken_of_in_one_sentence(door):
    found = plain(ask(door, "check", text="h1 = tanh(0,2) = 0,197", language="en")["html"])
    assert "A comma may stand in a number or between two. Write a point." in found
    assert ".." not in found and "unknown" not in found
