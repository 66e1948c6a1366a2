"""A picture of more steps than are drawn: what is left out are dots, in every row, and h_0 stands there once."""

from __future__ import annotations

import re

from tests.benchmarks.problems import sentence
from tutor import render, trace


def _texts(steps: int) -> list[str]:
    picture = render(trace(sentence(steps, hidden=2, inputs=3).problem()), "network.svg")
    return [re.sub("<[^>]+>", "", each) for each in re.findall(r"<text[^>]*>(.*?)</text>", picture)]


def test_dots_in_every_row_where_steps_are_left_out():
    texts = _texts(9)
    assert texts.count("…") == 2  # among the words and among the states
    assert [texts.count(f"h{t}") for t in (0, 1, 4, 5, 6, 7, 9)] == [1, 1, 1, 0, 0, 1, 1]


def test_no_dots_where_every_step_is_drawn():
    texts = _texts(8)
    assert texts.count("…") == 0
    assert [texts.count(f"h{t}") for t in range(9)] == [1] * 9
