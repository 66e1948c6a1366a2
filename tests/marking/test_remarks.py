"""Remarks name what was handed in, and no more of it than fits on a line."""

import pytest

from tutor.marking.remarks import unknown
from tutor.marking.submissions.submission import Submission


@pytest.mark.parametrize(
    ("said", "told"), [("김하늘", "김하늘"), ("x" * 40, "x" * 40), ("x" * 41 + "y", "x" * 40)]
)
def test_a_long_name_is_cut(said, told):
    fault = unknown(Submission((), (), "answers.csv:2"), said)
    assert fault.title.values["student"] == told
