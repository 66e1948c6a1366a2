"""Honest backward passes are never rejected, and a slip anywhere is charged where it was made.

A person is simulated in floats: every line of the sheet in order, written to the nearest or cut off, the written
numbers carried on or those of the calculator, products rounded on the way or not.
"""

import math
import os
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from random import Random

import pytest

from tests.calculation.backward import KINDS, trained_network
from tutor import Problem
from tutor.calculation.backward.running import BackwardRunner
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.evaluation import Floats
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.judging.answers.outcomes import Judged
from tutor.judging.answers.sheet_answers import judge_answers
from tutor.language.faults import CalculationError

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
ENTRIES = 200_000 if FULL else 1_000  # of each kind of cell
SLIPS = 20_000 if FULL else 20  # for each kind of cell
SLIPS_OF_A_PROBLEM = 20 if FULL else 5
RIGHT = {"exact", "rounding", "follow-through"}


def rounded(value, decimals):
    return math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals * (1 if value >= 0 else -1)


def cut(value, decimals):
    # A number that is one to the last digit is not cut below it by the float that stands for it.
    return math.trunc(round(value * 10**decimals, 6)) / 10**decimals


@dataclass
class Habits:
    carries: bool  # the written number, else that of the calculator
    cuts: bool
    products: int | None  # decimals of every product on the way

    @classmethod
    def drawn(cls, random):
        carries = random.random() < 0.6
        cuts = carries and random.random() < 0.3
        return cls(carries, cuts, random.choice([None, 0, 1]) if carries and not cuts else None)

    def write(self, value, decimals):
        return cut(value, decimals) if self.cuts else rounded(value, decimals)


class Person(Floats):
    """Arithmetic in which every product may be rounded, to the decimals of the line or one more."""

    def __init__(self, products):
        self.products = products

    def _product(self, value):
        return value if self.products is None else rounded(value, self.products)

    def matvec(self, matrix):
        rows = [list(map(float, row)) for row in matrix]
        return lambda value: [
            sum(self._product(w * v) for w, v in zip(row, value, strict=True)) for row in rows
        ]

    def function(self, name):
        # A sum that is 0 by hand may be 1e-17 in floats, and a slope looks at its sign.
        of_values = super().function(name)
        return lambda value: of_values([0.0 if abs(each) < 1e-12 else each for each in value])

    def multiply(self, left, right):
        return [self._product(a * b) for a, b in zip(left, right, strict=True)]


def answers_of(lines, habits, slip=None):
    """Give every line as a person writes it; at the place ``slip`` the first entry is off by 0.37."""
    problem = lines.problem
    rounding = problem.rounding
    finest = max(rounding.decimals, rounding.decimals_backward)
    written = {}

    def write(place, value, decimals):
        if place == slip:
            value = [value[0] + 0.37, *value[1:]]
        texts = [habits.write(each, decimals) for each in value]
        written[place] = [Decimal(f"{each:.{decimals}f}") for each in texts]
        return texts if habits.carries else value

    def forward(line, begun):
        # Every sentence has the first line of a step; a loss only where there is a target.
        first = begun.lines[0].symbol
        sentence = sum((begun.unit.name, first, n, begun.t) in written for n in (1, 2, 3))
        sentence += line.symbol == first
        place = (begun.unit.name, line.symbol, sentence, begun.t)
        return write(place, line.evaluate(begun.values), rounding.decimals)

    def backward(line, evaluate, reads):
        decimals = rounding.decimals if line.unit.stage == "loss" else rounding.decimals_backward
        return write(line.place, evaluate(reads), decimals)

    products = None if habits.products is None else finest + habits.products
    BackwardRunner(BackwardTable(problem), Person(products), forward, backward).run()
    return [tuple(map(lines.number, written[lines.place(i)])) for i in range(len(lines.lines))]


def drawn(random, kind):
    """Draw a problem whose numbers fit on a page, or nothing."""
    spec = trained_network(random, size=3, steps=4, kind=kind).spec
    spec["rounding"] = {
        "decimals": random.choice([3, 4]),
        "decimals_backward": random.choice([3, 4, 5]),
        "written_backward": random.choice(["standard", "all", "short"]),
        "carry": random.choice(["rounded", "full"]),
    }
    try:
        return BackwardLines(Problem.from_dict(spec, limits=False))
    except CalculationError:
        return None


def simulated(kind, what):
    """Draw problems with their number, without end."""
    seed = 0
    while True:
        seed += 1
        random = Random(f"{what} {kind} {seed}")
        lines = drawn(random, kind)
        if lines is not None:
            yield seed, random, lines


@pytest.mark.parametrize("kind", KINDS)
def test_honest_work_is_never_rejected(kind):
    """RNN_TUTOR_FULL=1 judges a million entries, else 5,000."""
    judged = 0
    for seed, random, lines in simulated(kind, "honest"):
        habits = Habits.drawn(random)
        script = judge_answers(lines, answers_of(lines, habits))
        for i, found in script.judged.items():
            assert set(found.verdicts) <= RIGHT, (seed, habits, lines.lines[i].name(), found, lines.key[i])
            judged += len(found.verdicts)
        if judged >= ENTRIES:
            break


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_costs_one_line_of_the_whole_sheet(kind):
    """RNN_TUTOR_FULL=1 makes 100,000 slips, else 100."""
    verdicts = Counter()
    slips = 0
    for seed, random, lines in simulated(kind, "slip"):
        for _ in range(SLIPS_OF_A_PROBLEM):
            at = random.choice([i for i, line in enumerate(lines.lines) if not line.unit.is_output])
            try:
                answers = answers_of(lines, Habits.drawn(random), lines.place(at))
            except ZeroDivisionError:
                # The total of the exponentials is written 0.000: no person can go on.
                continue
            script = judge_answers(lines, answers)
            wrong = [lines.lines[i].name() for i, found in script.judged.items() if found.wrong]
            assert wrong == [lines.lines[at].name()], seed
            verdicts.update(verdict for found in script.judged.values() for verdict in found.verdicts)
            slips += 1
        if slips >= SLIPS:
            break
    assert verdicts["follow-through"] > verdicts["wrong"] == slips


def test_a_loss_behind_a_probability_written_as_zero_is_a_number_like_others():
    """y_3 = 0.000 has no logarithm; L_3 is right by e_3 and E_3, and the sum of the losses goes on with it."""
    random = Random("honest rnn_tanh 314")
    lines = drawn(random, "rnn_tanh")
    script = judge_answers(lines, answers_of(lines, Habits.drawn(random)))
    y, loss, total = (lines.names[name][0] for name in ("y_3[1]", "L_3", "L"))
    assert lines.key[y] == ("0.000", "1.000")
    assert script.judged[loss] == Judged(loss, ("exact",), ("not-own",), charged=False)
    assert script.judged[total] == Judged(total, ("rounding",), ("",), charged=False)  # 20.023 of 20.024


def test_a_convention_under_which_nothing_can_be_written_is_none():
    """Written to three decimals every exponential here is 0; the probabilities, written at once, are not."""
    spec = {
        "sentence": "a b",
        "vocabulary": ["a", "b"],
        "cell": {"weight_ih": [[0.5, -0.3]], "weight_hh": [[0.4]], "bias": [0.1]},
        "output": {"weight_hy": [[0.6], [-0.5]], "bias_y": [-14, -15], "targets": ["b", "a"]},
        "rounding": {"decimals": 3, "carry": "rounded", "written": ["h", "s", "y", "L"]},
    }
    lines = BackwardLines(Problem.from_dict(spec, limits=False))
    i = lines.names["y_1[1]"][0]
    answers = [tuple(numbers) for numbers in lines.key_numbers]
    answers[i] = (lines.number(Decimal("0.123")), *answers[i][1:])
    script = judge_answers(lines, answers)
    assert script.judged[i] == Judged(i, ("review", "exact"), ("trivial", "not-own"), charged=True)


def test_a_blank_is_bridged_from_forward_into_backward():
    """Where a step's state and its gradient were left blank, what follows from the rest is right."""
    lines = small()
    answers = [tuple(numbers) for numbers in lines.key_numbers]
    blank = [lines.names[name][0] for name in ("h_1[1]", "dh_1[1]", "dW_hh_2[1,1]")]
    for i in blank:
        answers[i] = None
    script = judge_answers(lines, answers)
    assert {verdict for found in script.judged.values() for verdict in found.verdicts} == {"exact"}
    assert not set(blank) & set(script.judged)


def test_where_a_state_is_written_zero_the_slope_of_relu_is_zero_or_one_and_nothing_between():
    """h_1[1] is 0.0002 to who carries every digit, and 0.000 on paper: 0 or dh_1[1] = 0.2253 comes back."""
    spec = {
        "sentence": "i am",
        "vocabulary": ["i", "am"],
        "cell": {
            "kind": "rnn_relu",
            "weight_ih": [[0.0002, 0.5], [0.3, -0.4]],
            "weight_hh": [[0.7, 0.1], [0.2, 0.6]],
        },
        "output": {"weight_hy": [[0.5, 0.2], [-0.5, 0.4]], "targets": ["am", "i"]},
    }
    lines = BackwardLines(Problem.from_dict(spec))
    answers = [tuple(numbers) for numbers in lines.key_numbers]
    i = lines.names["da_1[1]"][0]
    assert (lines.key[i - 1][0], lines.key[i]) == ("0.2253", ("0.0000", "-0.1341"))
    verdicts = {}
    for text in ("0.0000", "0.2253", "0.2252", "0.1127", "0.2200", "0.0100", "-0.2253", "0.2300"):
        answers[i] = (lines.number(Decimal(text)), lines.number(Decimal("-0.1341")))
        judged = judge_answers(lines, answers).judged[i]
        verdicts[text] = judged.verdicts[0]
        assert judged.verdicts[1] == "exact"
    assert verdicts == {
        "0.0000": "exact",
        "0.2253": "rounding",
        "0.2252": "rounding",
        "0.1127": "wrong",
        "0.2200": "wrong",
        "0.0100": "wrong",
        "-0.2253": "wrong",
        "0.2300": "wrong",
    }


def test_a_number_is_judged_with_the_decimals_of_its_line():
    """A state with three decimals leaves its own half unit, and a gradient adds only half of its fourth.

    Where digits are cut off, a state stands for everything up to its next thousandth.
    """
    lines = small()
    answers = [tuple(numbers) for numbers in lines.key_numbers]
    i = lines.names["ds_1[1]"][0]
    assert lines.key[i] == ("0.5490", "-0.5490")
    verdicts = {}
    for text in ("0.5490", "0.5494", "0.5499", "0.5501"):
        own = (lines.number(Decimal(text)), answers[i][1])
        script = judge_answers(lines, [*answers[:i], own, *answers[i + 1 :]])
        verdicts[text] = script.judged[i].verdicts[0], script.judged[i].notes[0]
        assert script.judged[i].verdicts[1] == "exact"
    assert verdicts == {
        "0.5490": ("exact", ""),
        "0.5494": ("rounding", ""),
        "0.5499": ("rounding", "cut"),
        "0.5501": ("wrong", ""),
    }
    assert script.expected(i) == ("0.5490", "-0.5490")


def small():
    return BackwardLines(
        Problem.from_dict(
            {
                "sentence": "i am",
                "vocabulary": ["i", "am"],
                "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
                "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]},
            }
        )
    )
