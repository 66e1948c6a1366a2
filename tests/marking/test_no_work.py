"""Answers that were computed from nothing earn what is right by itself, and hardly anything more.

Every run looks at some constants and patterns on a few variants; ``RNN_TUTOR_FULL=1`` at 200 on 40, for H 2 and 3 and
every preset of lines.
"""

import os
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from tutor.handout.blanks import blanks_of, with_written
from tutor.handout.templates import template_of_sizes
from tutor.handout.variants import draw
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme
from tutor.record import replace

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
VARIANTS, PATTERNS = (40, 200) if FULL else (3, 24)
# What may be earned beyond what is right by itself: points of a hundred.
MORE = Fraction(2, 100)


def constants():
    """Numbers that somebody may write everywhere: near zero, saturated, far out, and whatever."""
    fixed = [
        "0.000",
        "0.001",
        "-0.001",
        "0.002",
        "0.010",
        "1.000",
        "-1.000",
        "0.999",
        "0.500",
        "0.100",
        "9.000",
        "-9.000",
        "0",
    ]
    r = random.Random(7)
    return fixed + [f"{r.uniform(-1.2, 1.2):.3f}" for _ in range(120 - len(fixed))]


def patterns():
    """Ways to fill a sheet without computing: by the line, the entry or the step, never from the numbers given."""
    ways = [lambda name, at, c=c: c for c in constants()]
    r = random.Random(11)
    for _ in range(40):  # a number a line: 9.000 / 0.000 / 9.000 / 1.000
        of_line = {
            symbol: r.choice(["9.000", "0.000", "1.000", "-1.000", "0.001", "0.500"]) for symbol in "pqah"
        }
        ways.append(lambda name, at, of_line=of_line: of_line[name[0]])
    for _ in range(20):  # a number an entry
        of_entry = [f"{r.uniform(-1, 1):.3f}" for _ in range(4)]
        ways.append(lambda name, at, of_entry=of_entry: of_entry[int(name.partition("[")[2][0]) - 1])
    for _ in range(20):  # two numbers in turn
        two = [r.choice(["0.000", "1.000", "0.001", "0.500"]), r.choice(["0.000", "-1.000", "0.999"])]
        ways.append(lambda name, at, two=two: two[at % 2])
    return ways


WAYS = patterns()


def test_there_are_two_hundred_patterns():
    assert len(WAYS) == 200


@pytest.mark.parametrize("preset", ["steps", "h", "a,h"])
@pytest.mark.parametrize("hidden", [2, 3])
def test_no_pattern_earns_more_than_what_is_right_by_itself(hidden, preset):
    template = template_of_sizes(hidden, ["i", "am", "here", "now"], 3)
    template = replace(template, problem=with_written(template.problem, preset))
    step = len(WAYS) // PATTERNS
    worst, undecided = [], 0
    for variant in draw(template, 3, [f"s{number}" for number in range(VARIANTS)]):
        names = blanks_of(variant.problem, preset)
        marker = Marker(variant.problem, Scheme(), names, explain=False)
        lines = marker.lines
        for number, way in enumerate(WAYS[::step]):
            texts = tuple(way(name, at) for at, name in enumerate(names))
            marked = marker.mark(names, texts)
            by_itself = 0
            for mark in marked.marks:
                i, entry = lines.names[mark.quantity]
                on_key = lines.number(Decimal(mark.answer)).value in lines.conventions(i)[entry]
                by_itself += on_key or mark.verdict == "rounding"
            share = marked.points / marked.max_points - Fraction(by_itself, len(names))
            worst.append((share, number * step, marked.needs_review, str(marked.points)))
            undecided += bool(marked.needs_review)
    worst.sort(reverse=True)
    assert worst[0][0] <= MORE, worst[:5]
    assert undecided <= len(worst) // 20, "a teacher has hardly anything of it to decide"


def test_a_class_of_zeros_makes_hardly_a_decision():
    template = template_of_sizes(2, ["i", "am", "here"], 3)
    names = blanks_of(template.problem, "steps")
    waiting = 0
    for variant in draw(template, 1, [f"s{number}" for number in range(10)]):
        marked = Marker(variant.problem, Scheme(), names).mark(names, ("0",) * len(names))
        waiting += marked.needs_review
    assert waiting <= 1
