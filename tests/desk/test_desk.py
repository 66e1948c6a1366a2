"""The desk: everything that was typed goes in, verdicts come out; they are the marks of ``grade``."""

import os
import random
from decimal import Decimal

import pytest

from tests.desk.sheets import KINDS, Writer, desk_of, practice_of, shapes, sheet_of, variants
from tutor.desk.desk import RIGHT, Desk
from tutor.desk.door import Door
from tutor.desk.help.rungs import Ladder
from tutor.desk.typed import Typed
from tutor.handout.exercise import Exercise
from tutor.handout.roster import Student
from tutor.marking.grading import Class, Settings, mark_piles, piles_of
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.submission import Submission

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
SHEETS = 1000 if FULL else 24


def graded(sheet, answers):
    """Mark answers as ``grade`` does."""
    room = Class(Exercise("x", {"kim": sheet}))
    submission = Submission(tuple(answers), tuple(answers.values()), "kim.json", "kim")
    found = piles_of(room, [submission], {})
    (only,) = mark_piles(Settings(Scheme()), found.piles)
    assert only.student == Student("kim")
    return {mark.quantity: mark for mark in only.marked.marks}


def odd(text, chance):
    """Give what people type in the place of a number."""
    return chance.choice(
        (
            text,
            f" {text}",
            text.replace("-", "−"),
            text[:-1],
            f"{text}0",
            "0,5",
            "x",
            "?",
            "1/3",
            f"약 {text}",
        )
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("preset", ["steps", "h", "all"])
def test_every_verdict_is_the_mark_of_grade(kind, preset):
    for seed in range(8 if FULL else 2):
        chance = random.Random(f"{kind} {preset} {seed}")
        sheet = sheet_of(variants(kind)[0], preset)
        desk = Desk(sheet)
        writer = Writer(desk, seed)
        asked = {desk.lines.names[name][0] for name in sheet.blanks if name in desk.lines.names}
        slips = set(chance.sample(sorted(asked), 2))
        for i in sorted(asked):
            writer.line(i, slip=i in slips)
        for name in sheet.blanks:
            if name not in desk.lines.names and chance.random() < 0.8:
                writer.write(name, chance.choice("0123"))
        for name in chance.sample(sheet.blanks, 2):
            writer.write(name, odd(writer.answers.get(name, "0.5"), chance))
        answers = writer.answers
        marks = graded(sheet, answers)
        judged = desk.judge(Typed.of(writer.changes))
        assert set(judged.boxes) == set(marks) == set(sheet.blanks)
        for name, box in judged.boxes.items():
            mark = marks[name]
            assert (box.mark.verdict, box.mark.note, box.mark.root) == (mark.verdict, mark.note, mark.root)
            assert (box.mark.points, box.mark.mistakes, box.mark.expected) == (
                mark.points,
                mark.mistakes,
                mark.expected,
            )


def test_the_same_answers_give_the_same_however_they_came_about():
    desk = desk_of()
    writer = Writer(desk)
    for i in range(6):
        writer.line(i, slip=i == 2)
    there = desk.judge(Typed.of(writer.changes)).boxes
    again = desk_of().judge(Typed(tuple(writer.answers.items()))).boxes
    assert {name: box.standing for name, box in there.items()} == {
        name: box.standing for name, box in again.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_corrected_earlier_line_never_turns_a_right_line_wrong(kind):
    """A thousand sheets with ``RNN_TUTOR_FULL=1``: one slip, all that follows from it, the slip corrected."""
    stale = 0
    for seed in range(SHEETS // len(KINDS)):
        chance = random.Random(f"{kind} {seed}")
        desk = desk_of(kind, at=seed % 3)
        writer = Writer(desk, seed)
        count = len(desk.lines.lines)
        slip = chance.randrange(count - 1)
        for i in range(count):
            writer.line(i, slip=i == slip)
        before = desk.judge(Typed.of(writer.changes))
        line = desk.lines.lines[slip].name()
        own = {name for name in before.boxes if desk.line_of[name] == line}
        assert all(box.standing in RIGHT for name, box in before.boxes.items() if name not in own)
        assert before.lines[line] == "wrong"
        writer.line(slip)
        after = desk.judge(Typed.of(writer.changes))
        standings = {name: box.standing for name, box in after.boxes.items()}
        assert set(standings.values()) <= {*RIGHT, "stale"}, standings
        stale += "stale" in standings.values()
        # Computed again line by line, everything is right.
        for i in range(slip + 1, count):
            writer.line(i)
            now = desk.judge(Typed.of(writer.changes))
            assert {box.standing for box in now.boxes.values()} <= {*RIGHT, "stale"}
        assert now.is_finished
        assert {box.standing for box in now.boxes.values()} <= {"exact", "rounding"}
    assert stale


def test_what_follows_from_a_line_to_be_computed_again_is_to_be_computed_again():
    desk = desk_of()
    writer = Writer(desk)
    for i in range(5):
        writer.line(i, slip=i == 0)
    writer.line(0)
    lines = desk.judge(Typed.of(writer.changes)).lines
    assert {name: lines[name] for name in ("p_1", "q_1", "a_1", "h_1", "p_2")} == {
        "p_1": "right",
        "q_1": "right",
        "a_1": "stale",
        "h_1": "stale",
        "p_2": "right",
    }


def test_a_line_that_was_never_right_is_wrong_all_the_same():
    desk = desk_of()
    writer = Writer(desk)
    for i in range(4):
        writer.line(i, slip=i == 0)
        if i == 2:  # neither from the number that stood there nor from the right one
            writer.write("a_1[1]", "3.1")
            writer.write("a_1[2]", "-2.7")
    writer.line(0)
    lines = desk.judge(Typed.of(writer.changes)).lines
    assert (lines["a_1"], lines["h_1"]) == ("wrong", "follows")


def test_a_sheet_that_is_half_empty_is_nobody_elses():
    """Rules about the whole sheet wait until it is handed in: two wrong lines are two wrong lines."""
    desk = desk_of()
    changes = [
        ("p_1[1]", "5.111"),
        ("p_1[2]", "-4.2"),
        ("a_1[1]", "7.123"),
        ("a_1[2]", "9.4"),
        ("h_1[1]", "1.000"),
    ]
    standings = [
        box.standing for box in desk.judge(Typed.of(changes)).boxes.values() if box.standing != "blank"
    ]
    assert standings == ["wrong", "wrong", "wrong", "wrong", "follow-through"]
    assert graded(desk.sheet, dict(changes))["h_1[1]"].note == "foreign"


def test_a_number_that_was_shown_earns_nothing():
    desk = desk_of()
    writer = Writer(desk)
    writer.line(0)
    judged = desk.judge(Typed.of(writer.changes), shown=["p_1[2]"])
    assert [(box.standing, box.is_shown, box.mark.points) for box in judged.boxes.values()][:2] == [
        ("exact", False, 1),
        ("exact", True, 0),
    ]
    assert judged.points == 1


def test_a_comma_is_asked_about_until_it_is_answered():
    right = desk_of().lines.key[0][0]
    changes = Typed((("p_1[1]", right.replace(".", ",")),))
    asked = desk_of().judge(changes)
    assert (asked.asks_comma, asked.boxes["p_1[1]"].standing, asked.boxes["p_1[1]"].read) == (
        True,
        "not-read",
        "",
    )
    yes = desk_of(decimal_comma=True).judge(changes)
    assert (yes.asks_comma, yes.boxes["p_1[1]"].standing, yes.boxes["p_1[1]"].read) == (False, "exact", right)
    no = desk_of(decimal_comma=False).judge(changes)
    assert (no.asks_comma, no.boxes["p_1[1]"].standing) == (False, "not-read")


@pytest.mark.parametrize("name", shapes())
def test_every_shape_of_network_has_a_page_on_which_everything_can_be_right(name):
    problem = shapes()[name]
    desk = Desk(sheet_of(problem, "all"))
    shown = [entry for part in desk.layout.sections for row in part.rows for entry in row.entries]
    assert [entry.name for entry in shown if entry.given is None] == list(desk.sheet.blanks)
    writer = Writer(desk)
    for i in range(len(desk.lines.lines)):
        writer.line(i)
    changes = [*writer.changes]
    judged = desk.judge(Typed.of(changes))
    changes += [(box, desk.marker.givens and judged.boxes[box].mark.expected)
                for box in judged.boxes if box not in desk.lines.names]  # fmt: skip
    assert desk.judge(Typed.of(changes)).is_finished


def drill_of(kind, symbol, at=0):
    practice = practice_of(kind)
    return Door(practice.text()).made(f"drill:{symbol}", at)


@pytest.mark.parametrize(
    ("kind", "symbol"),
    [("rnn_tanh", "a"), ("rnn_tanh", "q"), ("rnn_tanh", "h"), ("rnn_relu", "a"), ("gru", "h"), ("lstm", "c")],
)
def test_what_a_drill_prints_is_what_the_next_line_is_computed_from(kind, symbol):
    """A slip in one box changes no line that is computed from printed numbers; help says the same numbers."""
    desk = drill_of(kind, symbol)
    lines = [i for i, line in enumerate(desk.lines.lines) if line.name(1) in desk.sheet.blanks]
    for slip in lines[:-1]:
        answers = {
            desk.lines.lines[i].name(entry): text
            for i in lines
            for entry, text in enumerate(desk.lines.key[i], start=1)
        }
        wrong = desk.lines.lines[slip].name(1)
        answers[wrong] = str(Decimal(answers[wrong]) + Decimal("0.9"))
        boxes = desk.judge(Typed(tuple(answers.items()))).boxes
        direct = {desk.lines.lines[i].name() for i in lines if slip in desk.reads(i)}
        for name, box in boxes.items():
            if name == wrong:
                assert box.standing == "wrong"
            elif desk.line_of[name] not in direct:
                assert box.standing in ("exact", "rounding") and box.mark.note == "", (wrong, name)
        for i in lines:
            if i > slip and desk.lines.lines[i].name() not in direct:
                others = {name: text for name, text in answers.items() if desk.lines.names[name][0] != i}
                assert desk.follows(others, i) == desk.lines.key[i]


def test_the_rungs_of_a_drill_agree_with_each_other():
    desk = drill_of("rnn_tanh", "a")
    ladder = Ladder(desk, Typed((("a_1[1]", "9.9"),)), "a_2[1]")
    p, q = (Decimal(desk.lines.key[at][0]) for at in (4, 5))
    b = desk.task.problem.units[0].parameters["bias"][0]
    assert Decimal(ladder.number()["a_2[1]"]) == p + q + b
