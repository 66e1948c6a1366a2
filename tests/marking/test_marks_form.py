"""The form of marks.json: its version, and what stands before the students."""

import json
from types import SimpleNamespace

from tutor.marking.gradebook import marks_json


def test_marks_of_nobody_have_a_version_and_name_what_was_left_out():
    result = SimpleNamespace(lost=[], litter=[SimpleNamespace(source="Thumbs.db")], graded=[])
    assert json.loads("".join(marks_json(result))) == {
        "version": 1,
        "whose": [],
        "left_out": ["Thumbs.db"],
        "students": {},
    }
