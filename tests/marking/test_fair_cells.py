"""Nobody who computed a GRU, an LSTM or two layers rightly loses a point, whatever the habits of rounding.

Every run marks some thousands of submissions; ``RNN_TUTOR_FULL=1`` marks 10⁵.
"""

import math
import os

import pytest

from tests.marking import class_folders as made
from tests.marking.writers import ONE, as_text, habits, seeded, shorten
from tutor import Problem
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
EXERCISES = 464 if FULL else 10

# Which lines are written: all; the gates and the states; only the states.
SETS = {
    "rnn": [None, ("a", "h"), ("h",)],
    "layers": [None, ("a", "h"), ("h",)],
    "gru": [None, ("a_r", "a_z", "a_n", "h"), ("r", "z", "n", "h"), ("h",)],
    "lstm": [
        None,
        ("a_i", "a_f", "a_g", "a_o", "c", "h"),
        ("i", "f", "g", "o", "c", "h"),
        ("c", "h"),
        ("h",),
    ],
}
RIGHT = {"exact", "rounding"}


class Person:
    """Computes in whole numbers of 10⁻¹², with a habit of rounding."""

    def __init__(self, habit, decimals):
        self.habit, self.decimals = habit, decimals

    def product(self, left, right):
        exact = left * right
        value = exact // ONE if exact >= 0 else -(-exact // ONE)
        return shorten(value, self.habit.products, self.habit.ties)

    def sum(self, *terms):
        return shorten(sum(terms), self.habit.sums, self.habit.ties)

    def matvec(self, matrix, vector):
        return [self.sum(*(self.product(w, v) for w, v in zip(row, vector, strict=True))) for row in matrix]

    def function(self, name, z):
        value = math.tanh(z / ONE) if name == "tanh" else 1 / (1 + math.exp(-z / ONE))
        return round(value * ONE)


def written(ex, habit, decimals):
    """Compute every line with a habit: name → text."""
    me, page = Person(habit, decimals), {}
    unit = 10 ** (12 - decimals)

    def tenths(values):
        return [tenths(v) if isinstance(v, list) else round(v * 10) * (ONE // 10) for v in values]

    inputs = [[ONE * (i == w) for i in range(len(made.WORDS))] for w in ex["words"]]
    for number, gates in enumerate(ex["layers"]):
        ending = f"@l{number}" if number else ""
        h = c = [0] * ex["hidden"]
        outputs = []

        def put(symbol, values, step, ending=ending):
            shown = [shorten(v, decimals, habit.ties) for v in values]
            for i, v in enumerate(shown, start=1):
                units = v // unit if v >= 0 else -(-v // unit)
                page[f"{symbol}_{step}[{i}]{ending}"] = as_text(units, decimals)
            return shown if habit.carry == "written" else values

        def gate(name, function, x, h, step, gates=gates, put=put):
            below = f"_{name}" if name != "h" else ""
            w_x, w_h, b_x, b_h = map(tenths, gates[name])
            p, q = put(f"p{below}", me.matvec(w_x, x), step), put(f"q{below}", me.matvec(w_h, h), step)
            a = put(f"a{below}", [me.sum(*terms) for terms in zip(p, q, b_x, b_h, strict=True)], step)
            return put(name, [me.function(function, z) for z in a], step)

        for step, x in enumerate(inputs, start=1):
            if ex["cell"] == "gru":
                r, z = gate("r", "sigmoid", x, h, step), gate("z", "sigmoid", x, h, step)
                w_x, w_h, b_x, b_h = map(tenths, gates["n"])
                p, q = put("p_n", me.matvec(w_x, x), step), put("q_n", me.matvec(w_h, h), step)
                a = [me.sum(pi, bi, me.product(ri, me.sum(qi, ci)))
                     for pi, bi, ri, qi, ci in zip(p, b_x, r, q, b_h, strict=True)]  # fmt: skip
                n = put("n", [me.function("tanh", v) for v in put("a_n", a, step)], step)
                h = put("h", [me.sum(me.product(ONE - zi, ni), me.product(zi, hi))
                              for zi, ni, hi in zip(z, n, h, strict=True)], step)  # fmt: skip
            elif ex["cell"] == "lstm":
                i, f, g, o = (gate(name, "tanh" if name == "g" else "sigmoid", x, h, step) for name in "ifgo")
                c = put("c", [me.sum(me.product(fi, ci), me.product(ii, gi))
                              for fi, ci, ii, gi in zip(f, c, i, g, strict=True)], step)  # fmt: skip
                m = put("m", [me.function("tanh", v) for v in c], step)
                h = put("h", [me.product(oi, mi) for oi, mi in zip(o, m, strict=True)], step)
            else:
                h = gate("h", "tanh", x, h, step)
            outputs.append(h)
        inputs = outputs
    return page


@pytest.mark.parametrize("chunk", range(3))
@pytest.mark.parametrize("cell", made.CELLS)
def test_right_work_earns_every_point(cell, chunk):
    r = seeded(f"fair {cell} {chunk}")
    for _ in range(max(1, EXERCISES // 3)):
        ex = made.exercise(r, cell, hidden=r.choice((2, 2, 3)), steps=r.choice((2, 3)))
        decimals = r.choice((3, 4))
        problem = Problem.from_dict(made.spec(ex) | {"rounding": {"decimals": decimals}})
        markers = {}
        for habit in habits(decimals):
            page = written(ex, habit, decimals)
            symbols = r.choice(SETS[cell])
            texts = {
                name: text
                for name, text in page.items()
                if symbols is None or name.rpartition("_")[0] in symbols
            }
            if symbols not in markers:
                markers[symbols] = Marker(problem, Scheme(), texts)
            result = markers[symbols].mark(tuple(texts), tuple(texts.values()))
            lost = [mark for mark in result.marks if mark.verdict not in RIGHT]
            assert not lost, (made.spec(ex), habit, symbols, lost)
            assert result.points == result.max_points
