"""What marking keeps of a student: shared with the class where it is the same, freed when nobody needs it."""

import gc
import json
import random
from decimal import Decimal

from tests.marking.class_folders import exercise, key, spec
from tutor.handout.exercise import exercise_of
from tutor.judging.answers.lines import Lines
from tutor.marking.grading import Class, Settings, mark_piles, piles_of
from tutor.marking.reporting.pages import Look, feedback_texts
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.submission import Submission

STUDENTS = 20


def a_class(wrong):
    """Read a class of its own weights, and mark it; ``wrong`` is the answer to one entry."""
    r = random.Random(1)
    drawn = [{**exercise(r, "rnn"), "words": [0, 1, 2]} for _ in range(STUDENTS)]
    keys = [key(each) for each in drawn]
    text = json.dumps(
        {
            "version": 1,
            "students": {
                f"s{n}": {
                    "sheet": "",
                    "problem": spec(each),
                    "blanks": list(k),
                }
                for n, (each, k) in enumerate(zip(drawn, keys, strict=True))
            },
        }
    )
    read = exercise_of(json.loads(text, parse_float=Decimal), "exercise.json")
    handed_in = [
        Submission(
            tuple(k),
            (*k.values(),) if wrong is None else (wrong, *list(k.values())[1:]),
            f"s{n}",
            student=f"s{n}",
        )
        for n, k in enumerate(keys)
    ]
    return read, piles_of(Class(read), handed_in).piles


def test_sheets_share_what_they_have_in_common():
    read, _ = a_class(None)
    first, *others = read.sheets.values()
    for each in others:
        assert each.blanks is first.blanks
        assert each.spec["vocabulary"] is first.spec["vocabulary"]
        assert each.spec["tokens"] is first.spec["tokens"]


def test_right_entries_of_a_class_share_their_marks():
    _, piles = a_class(None)
    graded = list(mark_piles(Settings(Scheme()), piles))
    found = {}
    for each in graded:
        for mark in each.marked.marks:
            assert found.setdefault((mark.quantity, mark.answer), mark) is mark


def test_nothing_holds_on_to_the_lines_of_a_student():
    _, piles = a_class("9.999")
    gc.collect()
    gc.disable()
    # Other tests have lines of their own.
    before = [each for each in gc.get_objects() if type(each) is Lines]
    try:
        graded = list(mark_piles(Settings(Scheme()), piles))
        assert [each.marked.first_error.quantity for each in graded] == ["p_1[1]"] * STUDENTS
        for _ in feedback_texts(Look(), graded):
            pass
        kept = [each for each in gc.get_objects() if type(each) is Lines]
        assert len(kept) <= len(before) + 1
    finally:
        gc.enable()
