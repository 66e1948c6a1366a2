"""A text with gates beside its problem: the weights compared gate by gate, stacked or apart, in any order."""

from itertools import permutations

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read
from tutor.spec import problem_of

GATES = {"gru": "rzn", "lstm": "ifgo"}


def rows(kind, first):
    return [[round(first + 0.1 * (2 * at + i), 1) for i in (0, 1)] for at in range(len(GATES[kind]))]


def spec(kind):
    count = len(GATES[kind])
    return problem_of(
        {
            "sentence": "i am",
            "vocabulary": ["i", "am"],
            "cell": {
                "kind": kind,
                "weight_ih": rows(kind, 0.1),
                "weight_hh": [[round(-0.1 * (at + 1), 1)] for at in range(count)],
                "bias_ih": [round(0.3 + 0.1 * at, 1) for at in range(count)],
                "bias_hh": [0] * count,
            },
        }
    )


def apart(kind, changed=""):
    """Write every gate's weights by name; ``changed`` is the name of one that has another number."""
    lines = []
    for at, gate in enumerate(GATES[kind]):
        w, u, b = rows(kind, 0.1)[at], round(-0.1 * (at + 1), 1), round(0.3 + 0.1 * at, 1)
        values = {f"W_{gate}": w, f"U_{gate}": u, f"b_{gate}": b}
        for name, value in values.items():
            other = [9, *value[1:]] if isinstance(value, list) else 9
            lines.append(f"{name} = {other if name == changed else value}")
    return "\n".join([*lines, "x_1 = [1, 0], h_0 = 0"]) + "\n"


def copies(text, kind):
    judgement = judge(read(text), spec(kind))
    return [(each.quantity, each.line, each.entries) for each in judgement.roots if each.code == "C07"]


@pytest.mark.parametrize("kind", GATES)
def test_the_weights_of_every_gate_are_compared(kind):
    assert copies(apart(kind), kind) == []
    names = [f"{letter}_{gate}" for gate in GATES[kind] for letter in "WUb"]
    for line, name in enumerate(names, start=1):
        entries = (1,) if name.startswith("W") else ()
        assert copies(apart(kind, name), kind) == [(name, line, entries)]


@pytest.mark.parametrize("kind", GATES)
def test_stacked_weights_may_have_the_gates_in_any_order(kind):
    parts = rows(kind, 0.1)
    for order in permutations(range(len(parts))):
        text = f"W_ih = {[parts[at] for at in order]}\nx_1 = [1, 0], h_0 = 0\n"
        assert copies(text, kind) == []
    wrong = [*parts[:-1], [parts[-1][0], 9]]
    assert copies(f"W_ih = {wrong}\nx_1 = [1, 0], h_0 = 0\n", kind) == [("W_ih", 1, (2 * len(parts),))]


@pytest.mark.parametrize("kind", GATES)
def test_that_nothing_was_compared_is_said_only_where_nothing_was(kind):
    said = "its matrices were not compared"
    step = "x_1 = [1, 0], h_0 = 0\nz_1 = σ(0.3) = 0.574\n"
    for text, expected in ((apart(kind) + step, False), (step, True)):
        titles = [str(each.title) for each in judge(read(text), spec(kind)).findings]
        assert any(said in each for each in titles) is expected


def test_what_is_said_names_the_numbers_of_the_problem():
    (found,) = judge(read(apart("gru", "W_z")), spec("gru")).roots
    assert (str(found.title), str(found.because)) == ("W_z was copied wrong", "W_z was given as [0.3, 0.4].")
    assert (found.claimed, found.expected) == (("9", "0.4"), ("0.3", "0.4"))
