"""Rounded too early, a wrong product of two digits, significant figures: what is named, and what costs nothing."""

import math
import random
from collections import Counter

import pytest

from tests.marking.writers import as_text, exercise
from tutor import Problem
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme

PROBLEM = Problem.from_dict(
    {
        "sentence": "i am here", "vocabulary": ["i", "am", "here"],
        "cell": {"weight_ih": [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]], "weight_hh": [[0.7, -0.3], [0.4, 0.5]],
                 "bias": [0.1, -0.2]},
    }
)  # fmt: skip


def mark(problem, answers, decimals=3):
    marker = Marker(problem, Scheme(), list(answers))
    return marker.mark(tuple(answers), tuple(answers.values()))


def half_up(value, decimals):
    return math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals * (1 if value >= 0 else -1)


def hands(ex, at, early):
    """Compute with three decimals; at one step ``early(a, h)`` rounds numbers before they are used."""
    per = 10**ex.weight_decimals
    h, answers = [0.0] * len(ex.bias), {}
    for step, word in enumerate(ex.words, start=1):
        read = [early("h", v) for v in h] if step == at else h
        a = [
            half_up(row[word] / per + sum(w / per * v for w, v in zip(ws, read, strict=True)) + b / per, 3)
            for row, ws, b in zip(ex.w_ih, ex.w_hh, ex.bias, strict=True)
        ]
        h = [half_up(math.tanh(early("a", z) if step == at else z), 3) for z in a]
        for i, (z, v) in enumerate(zip(a, h, strict=True), start=1):
            answers[f"a_{step}[{i}]"], answers[f"h_{step}[{i}]"] = f"{z:.3f}", f"{v:.3f}"
    return answers


@pytest.mark.parametrize(("symbol", "kept"), [("a", 1), ("a", 2), ("h", 1), ("h", 2)])
def test_a_number_that_was_rounded_too_early_is_named(symbol, kept):
    r = random.Random(f"early {symbol} {kept}")
    found = Counter()
    for _ in range(60):
        ex = exercise(r, decimals=3, reach=0.9, steps=3)
        answers = hands(ex, 2, lambda of, value: half_up(value, kept) if of == symbol else value)
        marked = mark(Problem.from_dict(ex.spec), answers)
        first = marked.first_error
        if first is None:
            found["passes"] += 1
            continue
        assert first.quantity.startswith("h_2" if symbol == "a" else "a_2"), first
        found["named" if "rounded-early" in marked.mistakes else "unnamed"] += 1
        found["first"] += marked.mistakes[:1] == ("rounded-early",)
    # Where a misconception explains the line as well, that is named.
    assert found["named"] > 10 and found["unnamed"] <= 0.05 * found["named"]


def test_a_wrong_product_of_two_digits_is_named_where_its_line_is_written():
    # q_2[1] = 0.7 · 0.380 - 0.3 · 0: seven eights are 56, not 48 or 49.
    key = {"q_2[1]": "0.266", "q_2[2]": "0.152"}
    for wrong in ("0.258", "0.259", "0.273", "0.274", "0.336", "0.196"):
        assert mark(PROBLEM, {"h_1[1]": "0.380", "h_1[2]": "0", **key, "q_2[1]": wrong}).mistakes == (
            "multiplication-slip",
        ), wrong
    # What nothing explains is not guessed at.
    for wrong in ("0.261", "0.270", "0.300", "0.411"):
        assert mark(PROBLEM, {"h_1[1]": "0.380", "h_1[2]": "0", **key, "q_2[1]": wrong}).mistakes == (), wrong


def test_few_random_numbers_look_like_a_wrong_product():
    r = random.Random(7)
    named = 0
    for _ in range(400):
        off = r.choice((-1, 1)) * r.randint(5, 200)
        answers = {"h_1[1]": "0.380", "h_1[2]": "0", "q_2[1]": as_text(266 + off, 3), "q_2[2]": "0.152"}
        named += "multiplication-slip" in mark(PROBLEM, answers).mistakes
    assert named < 0.1 * 400


@pytest.mark.parametrize(
    ("quantity", "text", "verdict", "note"),
    [
        ("h_2[1]", "-0.0340", "exact", ""), ("h_2[1]", "-0.0343", "rounding", "significant"),
        ("h_2[1]", "-0.034", "exact", ""), ("h_3[2]", "-0.0629", "rounding", "significant"),
        ("h_2[1]", "-0.0399", "wrong", ""), ("h_1[1]", "0.38", "exact", ""), ("h_1[1]", "0.379949", "exact", ""),
    ],
)  # fmt: skip
def test_significant_figures_cost_nothing(quantity, text, verdict, note):
    key = {"a_1[1]": "0.4", "a_1[2]": "0", "h_1[1]": "0.380", "h_1[2]": "0", "a_2[1]": "-0.034", "a_2[2]": "0.552",
           "h_2[1]": "-0.034", "h_2[2]": "0.502", "a_3[1]": "0.426", "a_3[2]": "-0.063", "h_3[1]": "0.402",
           "h_3[2]": "-0.063"}  # fmt: skip
    found = {each.quantity: each for each in mark(PROBLEM, {**key, quantity: text}).marks}[quantity]
    assert (found.verdict, found.note) == (verdict, note)


def test_large_numbers_with_significant_figures():
    """Exponentials and their total: 12.3 for 12.345 is right in three figures, 12.4 is not."""
    cell = {"weight_ih": [[1]], "weight_hh": [[0]]}
    problem = Problem.from_dict(
        {"sentence": "i", "vocabulary": ["i"], "cell": cell, "output": {"weight_hy": [[3.3], [2.1]]}}
    )
    lines = Marker(problem, Scheme(), []).lines
    key = {name: lines.key[i][e] for name, (i, e) in lines.names.items()}
    name = next(name for name, text in key.items() if float(text) >= 10)
    three = f"{float(key[name]):.1f}"
    found = {each.quantity: each for each in mark(problem, {**key, name: three}).marks}[name]
    assert found.verdict in ("exact", "rounding") and found.note == "significant"
    off = f"{float(key[name]) + 0.2:.1f}"
    found = {each.quantity: each for each in mark(problem, {**key, name: off}).marks}[name]
    assert found.verdict == "wrong"
