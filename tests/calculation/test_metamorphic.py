"""What must not change, or must change just so, when a problem is changed."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calculation.problems import of_exercise
from tests.oracles.rnn import random_exercise
from tutor.calculation.trace import trace

exercises = st.builds(
    lambda seed, decimals, carry: random_exercise(Random(seed), decimals=decimals, carry=carry),
    st.integers(0, 2**32),
    st.integers(1, 6),
    st.sampled_from(["rounded", "full"]),
)


def replaced(exercise, **changes):
    from dataclasses import replace

    return replace(exercise, **changes)


def printed(exercise):
    """Give every written line of every step, with its exactness."""
    return [
        {
            name: [*zip(each.texts, each.exact, strict=True)]
            for name, each in step.quantities.items()
            if name != "x"
        }
        for step in trace(of_exercise(exercise)).steps
    ]


@settings(max_examples=150, deadline=None)
@given(exercises, st.randoms(use_true_random=False))
def test_permuting_hidden_units_permutes_the_results(exercise, random):
    order = list(range(len(exercise.bias)))
    random.shuffle(order)
    permuted = replaced(
        exercise,
        weight_ih=[exercise.weight_ih[i] for i in order],
        weight_hh=[[exercise.weight_hh[i][j] for j in order] for i in order],
        bias=[exercise.bias[i] for i in order],
        h_0=[exercise.h_0[i] for i in order],
    )
    expected = [
        {name: [values[i] for i in order] for name, values in step.items()} for step in printed(exercise)
    ]
    assert printed(permuted) == expected


@settings(max_examples=150, deadline=None)
@given(exercises, st.data())
def test_an_unused_word_changes_nothing(exercise, data):
    at = data.draw(st.integers(0, len(exercise.weight_ih[0])))
    wider = replaced(
        exercise,
        weight_ih=[[*row[:at], data.draw(st.integers(-99, 99)), *row[at:]] for row in exercise.weight_ih],
        words=[word + (word >= at) for word in exercise.words],
    )
    assert printed(wider) == printed(exercise)


@settings(max_examples=150, deadline=None)
@given(exercises)
def test_negating_all_but_weight_hh_negates_h(exercise):
    exercise = replaced(exercise, activation="tanh")
    negated = replaced(
        exercise,
        weight_ih=[[-entry for entry in row] for row in exercise.weight_ih],
        bias=[-entry for entry in exercise.bias],
        h_0=[-entry for entry in exercise.h_0],
    )
    expected = [
        {name: [(minus(text), exact) for text, exact in values] for name, values in step.items()}
        for step in printed(exercise)
    ]
    assert printed(negated) == expected


def minus(text):
    if not text.strip("0."):
        return text
    return text[1:] if text.startswith("-") else f"-{text}"


@pytest.mark.parametrize(("text", "negated"), [("0.197", "-0.197"), ("-1.0", "1.0"), ("0.00", "0.00")])
def test_minus(text, negated):
    assert minus(text) == negated
