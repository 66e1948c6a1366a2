"""Backward passes in numpy, with the numbers that they show: += and -=, np.outer, .T, @, **, names used again."""

import os
from random import Random

import pytest

from tests.checking.backward_programs import MISTAKES, STYLES, Script
from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
SCRIPTS = 100 if FULL else 8
STEP = 1e-6


def roots(judgement):
    return [
        (each.line, each.mistake) for each in judgement.findings if each.severity == "error" and each.root
    ]


def test_what_the_programs_compute_is_the_slope_of_their_loss():
    for seed in range(40):
        script = Script(Random(seed))
        script.text()
        for name, held in (("Wxh", script.u), ("Whh", script.w), ("Why", script.v)):
            for i, row in enumerate(held):
                for j, value in enumerate(row):
                    row[j] = value + STEP
                    above = script.forward()[3]
                    row[j] = value - STEP
                    below = script.forward()[3]
                    row[j] = value
                    assert abs((above - below) / (2 * STEP) - script.whole[name][i][j]) < 1e-7
        for name, held in (("bh", script.b), ("by", script.c)):
            for i, value in enumerate(held):
                held[i] = value + STEP
                above = script.forward()[3]
                held[i] = value - STEP
                below = script.forward()[3]
                held[i] = value
                assert abs((above - below) / (2 * STEP) - script.whole[name][i]) < 1e-7


@pytest.mark.parametrize("style", STYLES)
def test_every_number_of_a_right_program_is_compared_and_none_accused(style):
    """RNN_TUTOR_FULL=1 judges 100 programs of each style, else 8."""
    for seed in range(SCRIPTS):
        text, _ = Script(Random(seed), style).text()
        judgement = judge(read(text))
        assert [each for each in judgement.findings if each.severity == "error"] == [], text
        assert judgement.not_read == (), text


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("style", STYLES)
def test_the_mistake_of_a_program_is_named_on_its_line(style, mistake):
    """RNN_TUTOR_FULL=1 judges 100 programs for each, else 8."""
    for seed in range(SCRIPTS):
        wrong = Script(Random(seed), style).mistaken(mistake)
        if wrong is not None:
            text, line = wrong
            assert roots(judge(read(text))) == [(line, mistake)], text
