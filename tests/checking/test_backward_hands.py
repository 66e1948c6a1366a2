"""Right backward passes in many hands: nothing in them is accused; a slope that is left out is named."""

import os
from random import Random

from tests.checking.backward_hands import text
from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
RIGHT, WRONG = (2000, 1000) if FULL else (60, 40)


def errors(written):
    return [each for each in judge(read(written)).findings if each.severity == "error"]


def test_no_right_text_is_accused_and_what_is_right_is_compared():
    """RNN_TUTOR_FULL=1 judges 2,000 texts (about 4 minutes), else 60."""
    compared = lines = 0
    for seed in range(RIGHT):
        written, _ = text(Random(seed))
        judgement = judge(read(written))
        assert [each for each in judgement.findings if each.severity == "error"] == [], written
        compared += len({place.line for place in judgement.checked})
        lines += written.count("\n") - 4
    assert compared >= 0.9 * lines


def test_a_slope_that_is_left_out_is_named_and_charged_once():
    """RNN_TUTOR_FULL=1 judges 1,000 texts, else 40; where nothing is named, nothing is accused."""
    named = 0
    for seed in range(WRONG):
        written, line = text(Random(seed), wrong=True)
        found = errors(written)
        assert [each.line for each in found if each.root] in ([], [line]), written
        named += [each.mistakes[0] for each in found if each.root] == ["slope-forgotten"]
    assert named >= 0.9 * WRONG
