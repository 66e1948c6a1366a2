"""Answers to a known problem: the key is right, one slip is charged once, a blank is bridged."""

import random
from decimal import Decimal

import pytest

from tutor import Problem, trace
from tutor.checking.quantities import judge_quantities


def problem(seed=0, decimals=3, carry="rounded"):
    r = random.Random(seed)

    def weight():
        return r.choice([-1, 1]) * round(r.uniform(0.1, 0.9), 1)

    return Problem.from_dict(
        {
            "sentence": "i am here", "vocabulary": ["i", "am", "here"],
            "cell": {
                "weight_ih": [[weight() for _ in range(3)] for _ in range(2)],
                "weight_hh": [[weight() for _ in range(2)] for _ in range(2)],
                "bias": [weight() for _ in range(2)],
            },
            "rounding": {"decimals": decimals, "carry": carry},
        }
    )  # fmt: skip


def key(given, symbols="pqah"):
    steps = trace(given).steps
    return {
        (symbol, step.t): [Decimal(text) for text in step.quantities[symbol].texts]
        for step in steps
        for symbol in symbols
    }


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("symbols", ["pqah", "ah", "h"])
def test_the_key_is_exact_everywhere(symbols, carry):
    for seed in range(10):
        given = problem(seed, carry=carry)
        marks = judge_quantities(given, key(given, symbols))
        assert len(marks) == 3 * len(symbols)
        assert all(verdict == "exact" for mark in marks for verdict in mark.verdicts)
        assert not any(mark.root or mark.matches_key for mark in marks)


def test_one_slip_is_charged_once_and_the_rest_follows():
    given = problem(1)
    w_hh, bias = given.unit.parameters["weight_hh"], given.unit.parameters["bias"]
    answers = key(given, "h")
    answers["h", 1][0] += Decimal("0.1")
    import math

    for step in (2, 3):  # what the wrong state gives
        column = [row[step - 1] for row in given.unit.parameters["weight_ih"]]
        before = answers["h", step - 1]
        answers["h", step] = [
            Decimal(
                f"{math.tanh(column[i] + sum(w * v for w, v in zip(w_hh[i], before, strict=True)) + bias[i]):.3f}"
            )
            for i in range(2)
        ]
    marks = {mark.quantity: mark for mark in judge_quantities(given, answers)}
    assert marks["h", 1].verdicts == ("wrong", "exact")
    assert marks["h", 1].root
    assert "carry-slip" in marks["h", 1].mistakes
    assert set(marks["h", 2].verdicts + marks["h", 3].verdicts) <= {"follows", "exact"}
    assert "follows" in marks["h", 2].verdicts
    assert not marks["h", 2].root and not marks["h", 3].root


def test_a_blank_is_bridged():
    given = problem(2)
    answers = key(given, "h")
    answers["h", 1] = [None, None]
    del answers["h", 2]
    marks = judge_quantities(given, answers)
    assert [mark.verdicts for mark in marks] == [("blank", "blank"), ("exact", "exact")]


def test_a_transposed_matrix_is_named():
    given = problem(3)
    other = given.transposed("weight_hh")
    answers = key(given, "h")
    answers["h", 2] = key(other, "h")["h", 2]
    mark = judge_quantities(given, answers)[1]
    assert mark.root
    assert mark.mistakes[0] == "recurrent-transposed"


def test_a_wrong_number_of_entries_is_never_a_match():
    given = problem(4)
    answers = key(given, "h")
    answers["h", 1] = answers["h", 1] * 2
    mark = judge_quantities(given, answers)[0]
    assert mark.wrong_size and mark.verdicts == ("wrong", "wrong")


def test_a_state_of_zeros_earns_no_follow_through():
    given = problem(5)
    answers = key(given, "h")
    answers["h", 1] = [Decimal(0), Decimal(0)]
    import math

    bias, column = given.unit.parameters["bias"], [row[1] for row in given.unit.parameters["weight_ih"]]
    answers["h", 2] = [Decimal(f"{math.tanh(column[i] + bias[i]):.3f}") for i in range(2)]
    mark = judge_quantities(given, answers)[1]
    assert set(mark.verdicts) <= {"unassessable", "exact"}


@pytest.mark.parametrize(
    ("token", "verdict"), [("0.38", "exact"), ("0.4", "wrong"), ("0.37", "wrong"), ("0", "wrong")]
)
def test_few_digits_are_read_at_no_fewer_than_one_less_than_asked(token, verdict):
    # tanh(0.4) = 0.37995: 0.380 asked with three decimals.
    given = Problem.from_dict(
        {
            "sentence": "i",
            "vocabulary": ["i", "am"],
            "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]},
        }
    )
    assert judge_quantities(given, {("h", 1): [Decimal(token)]})[0].verdicts == (verdict,)
