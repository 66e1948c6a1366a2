"""Backward passes with words, vectors and a softmax: against the problem that is given, and on their own."""

import os
from random import Random

import pytest

from tests.checking.backward_vectors import MISTAKES, Example
from tutor import Problem
from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
TEXTS = 500 if FULL else 16


def roots(judgement):
    return [
        (each.line, each.mistake) for each in judgement.findings if each.severity == "error" and each.root
    ]


def test_against_the_problem_every_line_is_compared_and_none_accused():
    """RNN_TUTOR_FULL=1 judges 500 texts, else 16."""
    for seed in range(TEXTS):
        example = Example(Random(seed))
        text, _ = example.text()
        judgement = judge(read(text), Problem.from_dict(example.spec))
        assert roots(judgement) == [], text
        assert judgement.not_read == (), text


@pytest.mark.parametrize("mistake", MISTAKES)
def test_against_the_problem_the_mistake_is_named_on_its_line(mistake):
    """RNN_TUTOR_FULL=1 judges 500 texts for each, else 16."""
    for seed in range(TEXTS):
        example = Example(Random(seed))
        written = example.wrong(mistake)
        if written is not None:
            text, line = written
            assert roots(judge(read(text), Problem.from_dict(example.spec))) == [(line, mistake)], text
