"""Answers to a known problem: the key is right, one slip is charged once, a blank is bridged."""

import math
import random
from decimal import Decimal
from pathlib import Path

import pytest

from tutor import Problem, judge, trace
from tutor.judging.answers.explaining import explanations
from tutor.judging.answers.lines import Lines
from tutor.judging.answers.sheet_answers import judge_answers


def answers_of(lines, given):
    """Arrange answers, ("h", 2) → its entries, in the order of the lines."""
    return [
        tuple(None if each is None else lines.number(each) for each in given[line.symbol, line.step])
        if (line.symbol, line.step) in given
        else None
        for line in lines.lines
    ]


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
    return {
        (symbol, step.t): [Decimal(text) for text in step.quantities[symbol].texts]
        for step in trace(given).steps
        for symbol in symbols
    }


def judged(given, answers):
    """Judge, and give what became of every line by its symbol and step."""
    lines = Lines(given)
    script = judge_answers(lines, answers_of(lines, answers))
    return script, {(lines.lines[i].symbol, lines.lines[i].step): found for i, found in script.judged.items()}


def line_of(script, symbol, step):
    return next(i for i, line in enumerate(script.lines.lines) if (line.symbol, line.step) == (symbol, step))


def following(given, state, step):
    """What a state gives at the next step, by floats."""
    parameters = given.unit.parameters
    return [
        Decimal(
            f"{math.tanh(float(parameters['weight_ih'][i][step - 1] + sum(w * v for w, v in zip(parameters['weight_hh'][i], state, strict=True)) + parameters['bias'][i])):.3f}"
        )
        for i in range(2)
    ]


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("symbols", ["pqah", "ah", "h"])
def test_the_key_is_exact_everywhere(symbols, carry):
    for seed in range(10):
        given = problem(seed, carry=carry)
        _, marks = judged(given, key(given, symbols))
        assert len(marks) == 3 * len(symbols)
        assert all(mark.verdicts == ("exact", "exact") and mark.notes == ("", "") for mark in marks.values())


def test_one_slip_is_charged_once_and_the_rest_follows():
    given = problem(1)
    answers = key(given, "h")
    answers["h", 1][0] += Decimal("0.1")
    for step in (2, 3):
        answers["h", step] = following(given, answers["h", step - 1], step)
    script, marks = judged(given, answers)
    assert marks["h", 1].verdicts == ("wrong", "exact")
    assert "carry-slip" in explanations(script, line_of(script, "h", 1))
    for step in (2, 3):
        assert set(marks["h", step].verdicts) <= {"follow-through", "exact"}
        expected = script.expected(line_of(script, "h", step))
        assert [Decimal(text) for text in expected] == answers["h", step]
    assert "follow-through" in marks["h", 2].verdicts


def test_a_blank_is_bridged():
    given = problem(2)
    answers = key(given, "h")
    answers["h", 1] = [None, None]
    del answers["h", 2]
    _, marks = judged(given, answers)
    assert [mark.verdicts for mark in marks.values()] == [("blank", "blank"), ("exact", "exact")]


def test_a_bridge_that_is_too_wide_tells_nothing():
    given = Problem.from_dict(
        {
            "sentence": "i i i i",
            "vocabulary": ["i", "am"],
            "cell": {"weight_ih": [[0.01, 0.1]], "weight_hh": [[2.5]], "bias": [0.02]},
        }
    )
    last = key(given, "h")["h", 4]
    off = {("h", 4): [last[0] + Decimal("0.002")]}
    _, marks = judged(given, off)
    assert (marks["h", 4].verdicts, marks["h", 4].notes) == (("review",), ("wide",))
    _, marks = judged(given, {("h", 4): last})
    assert marks["h", 4].verdicts == ("exact",)


def test_a_transposed_matrix_is_named():
    given = problem(3)
    other = given.transposed("weight_hh")
    answers = key(given, "h")
    answers["h", 2] = key(other, "h")["h", 2]
    script, marks = judged(given, answers)
    assert "wrong" in marks["h", 2].verdicts
    assert explanations(script, line_of(script, "h", 2))[0] == "recurrent-transposed"


def test_a_wrong_number_of_entries_is_never_a_match():
    given = problem(4)
    answers = key(given, "h")
    answers["h", 1] = answers["h", 1] * 2
    _, marks = judged(given, answers)
    assert (marks["h", 1].verdicts, marks["h", 1].notes) == (("wrong", "wrong"), ("size", "size"))
    assert marks["h", 2].verdicts == ("exact", "exact")


def test_a_state_of_zeros_earns_no_follow_through():
    given = problem(6)
    answers = key(given, "h")
    answers["h", 1] = [Decimal(0), Decimal(0)]
    answers["h", 2] = following(given, answers["h", 1], 2)
    _, marks = judged(given, answers)
    assert marks["h", 1].verdicts == ("wrong", "wrong")
    assert set(marks["h", 2].verdicts) <= {"review", "exact"}
    assert "trivial" in marks["h", 2].notes


def test_what_matches_the_key_but_not_the_own_working_is_pointed_out():
    given = problem(1)
    answers = key(given, "h")
    answers["h", 1][0] += Decimal("0.1")
    _, marks = judged(given, answers)
    assert marks["h", 2].verdicts == ("exact", "exact")
    assert "not-own" in marks["h", 2].notes


@pytest.mark.parametrize(
    ("token", "verdict", "note"),
    [
        ("0.38", "exact", ""),
        ("0.379", "rounding", "cut"),
        ("0.4", "wrong", "few"),
        ("0.37", "wrong", ""),
        ("0", "wrong", "few"),
    ],
)
def test_few_digits_are_read_at_no_fewer_than_one_less_than_asked(token, verdict, note):
    # tanh(0.4) = 0.37995: 0.380 asked with three decimals.
    given = Problem.from_dict(
        {
            "sentence": "i",
            "vocabulary": ["i", "am"],
            "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]},
        }
    )
    _, marks = judged(given, {("h", 1): [Decimal(token)]})
    assert (marks["h", 1].verdicts, marks["h", 1].notes) == ((verdict,), (note,))


def test_a_number_is_exact_only_where_the_own_path_is():
    # By the key a_3[2] is 0.6 exactly, since h_2 is zero; from a slip before it, the calculator holds 0.60004.
    given = Problem.from_dict(
        {
            "tokens": ["w1", "w1", "w2"],
            "vocabulary": ["w0", "w1", "w2"],
            "cell": {
                "weight_ih": [[-0.2, -0.3, -0.4], [0.1, -0.2, 0.4]],
                "weight_hh": [[0.5, -0.3], [-0.1, 0.4]],
                "bias": [0.3, 0.2],
            },
            "rounding": {"decimals": 4},
        }
    )
    answers = key(given, "pah")
    answers["a", 2][0] = answers["h", 2][0] = Decimal("-0.0001")
    answers["a", 3][0] = Decimal("-0.1001")
    answers["h", 3][1] = Decimal("0.5371")
    _, marks = judged(given, answers)
    assert marks["a", 2].verdicts == ("wrong", "exact")
    assert marks["h", 3].verdicts[1] == "follow-through"


def test_what_has_no_value_is_left_open():
    """A probability of 0 has no logarithm: the loss cannot be told, and nothing breaks."""
    given = Problem.from_file(Path(__file__).parents[2] / "worked_examples/next_word/spec.toml")
    lines = Lines(given)
    answers = {line.name(): list(texts) for line, texts in zip(lines.lines, lines.key, strict=True)}
    losses = [name for name in answers if name.startswith("L_")]
    for name, texts in answers.items():
        if name.startswith("y_"):
            answers[name] = ["0"] * len(texts)
    for name in losses:
        answers[name] = ["1.234"]
    found = judge(given, answers)
    assert losses and {
        found.entries[lines.lines[i].name(1)].verdict
        for i in range(len(lines.lines))
        if lines.lines[i].symbol == "L"
    } == {"review"}


def cut_off(value):
    """Cut a number of ten-thousandths off to thousandths."""
    return (1 if value >= 0 else -1) * (abs(value) // 10)


@pytest.mark.parametrize(
    ("p", "q", "b"),
    [
        # Both terms were cut off the same way, and the sum the other way: two units off, and no more.
        (-3678, -4359, 500), (3679, 4359, -9000), (-1009, -1009, 3000), (1009, 1009, -3000),
        # The same way, each another way, a sum about zero.
        (1009, 1009, 3000), (-1009, -1009, -3000), (1009, -2009, 3000), (1009, -2009, -3000), (-1005, 2005, 0),
        # One term, or none, that was cut off.
        (1000, 1009, -3000), (-1000, -1009, 3000), (1000, 2000, -3000),
    ],
)  # fmt: skip
def test_a_sum_fits_what_terms_and_sum_that_are_cut_off_can_come_to_and_no_more(p, q, b):
    """Who goes on with the digits of a calculator adds terms that lie up to a unit beyond what is written."""
    lines = Lines(
        Problem.from_dict(
            {
                "sentence": "i", "vocabulary": ["i"],
                "cell": {
                    "weight_ih": [[Decimal(p).scaleb(-4)]], "weight_hh": [[Decimal(q).scaleb(-4)]],
                    "bias": [Decimal(b).scaleb(-4)], "h_0": [1],
                },
                "rounding": {"decimals": 3},
            }
        )
    )  # fmt: skip
    held = {
        term: range(10 * cut_off(term), 10 * cut_off(term) + (10 if term > 0 else -10), 1 if term > 0 else -1)
        if term % 10
        else (term,)
        for term in (p, q)
    }
    sums = {one + two + b for one in held[p] for two in held[q]}
    widths = 5 * (p % 10 != 0) + 5 * (q % 10 != 0)
    as_written = 10 * (cut_off(p) + cut_off(q)) + b
    middle = round(as_written / 10)
    for n in range(middle - 4, middle + 5):
        far = abs(10 * n - as_written)
        fits = far <= widths + 5 * (widths > 0) or n in set(map(cut_off, sums))
        is_short = n % 10 == 0 and far <= widths + 50
        answers = [(lines.number(Decimal(each).scaleb(-3)),) for each in (cut_off(p), cut_off(q), n)]
        verdicts = judge_answers(lines, [*answers, None]).judged[2].verdicts
        # What is on the key is right whatever the terms are.
        assert verdicts[0] == "exact" or (verdicts[0] != "wrong") == (fits or is_short), n
