"""Nobody who computed rightly loses a point: simulated people with every rounding habit, marked by their answers.

Every run marks 25,000 submissions; ``RNN_TUTOR_FULL=1 pytest tests/marking/test_fair.py`` marks 10⁶.
"""

import os
import random

import pytest

from tests.marking.writers import as_text, exercise, habits, written
from tutor import Problem
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
CHUNKS = 80 if FULL else 8
# 44 exercises × 72 habits × 8 chunks: 25,344 submissions; 174 × 72 × 80: 1,002,240.
EXERCISES, WRITERS = 174 if FULL else 44, 72

SETS = ("pqah", "ah", "h", "qh", "ph", "pah", "qah")
RIGHT = {"exact", "rounding"}


def handed_in(r, page, decimals, symbols):
    """Write answers as people do: zeros at the end left out now and then, a leading zero too."""
    texts = {}
    for (symbol, step), numbers in page.items():
        if symbol in symbols:
            for entry, number in enumerate(numbers, start=1):
                text = as_text(number, decimals)
                if r.random() < 0.1:
                    text = text.rstrip("0").rstrip(".") or "0"
                elif r.random() < 0.05:
                    text = text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
                texts[f"{symbol}_{step}[{entry}]"] = text
    return texts


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_right_work_earns_every_point(chunk):
    r = random.Random(f"fair {chunk}")
    marked = 0
    for _ in range(EXERCISES):
        decimals = r.choice((3, 4))
        tanh = r.choice(("key", "exp", "exp2"))
        ex = exercise(
            r,
            decimals=decimals,
            hidden=r.choice((2, 2, 3, 4)),
            inputs=r.choice((2, 3, 4)),
            steps=r.choice((1, 2, 3, 3, 4, 5, 10)),
            reach=r.choice((0.3, 0.9, 1.5, 2.0)),  # contractive to expansive
            weight_decimals=r.choice((1, 1, 2)),
        )
        problem = Problem.from_dict(ex.spec)
        markers = {}
        for habit in habits(decimals, tanh):
            symbols = r.choice(SETS)
            texts = handed_in(r, written(ex, habit), decimals, symbols)
            if symbols not in markers:
                markers[symbols] = Marker(problem, Scheme(tanh=tanh), texts)
            result = markers[symbols].mark(tuple(texts), tuple(texts.values()))
            lost = [mark for mark in result.marks if mark.verdict not in RIGHT]
            assert not lost, (ex.spec, habit, symbols, lost)
            assert result.points == result.max_points
            marked += 1
    assert marked == EXERCISES * WRITERS


def test_a_fixed_tolerance_would_reject_some_of_them():
    """The simulation is not too tame: one unit around the key turns right work away."""
    r = random.Random(1)
    steps = wrong = 0
    for _ in range(40):
        ex = exercise(r, decimals=3, reach=1.5, steps=4)
        marker = Marker(Problem.from_dict(ex.spec), Scheme(), ["h_1[1]"])
        key = {
            line.name(): numbers for line, numbers in zip(marker.lines.lines, marker.lines.key, strict=True)
        }
        for habit in habits(3):
            for step in range(1, 5):
                numbers = written(ex, habit)["h", step]
                steps += 1
                wrong += any(
                    abs(n - round(float(text) * 1000)) > 1
                    for n, text in zip(numbers, key[f"h_{step}"], strict=True)
                )
    assert 0.005 < wrong / steps < 0.2
