"""One rule about digits: the value counts, whatever zeros are written, and every door asks the same function."""

import os
import random
from decimal import Decimal

import pytest

from tests.marking.writers import as_text, exercise, habits, written
from tutor import Problem
from tutor.calculation.evaluation import Enclosed
from tutor.calculation.tolerance import (
    Interval,
    all_widths,
    apart,
    copied,
    fit,
    fitted,
    is_near,
    stands_for,
)
from tutor.judging.answers.lines import Lines
from tutor.judging.judge import judge
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
PLACES = 6


def interval(low, high, cut=None, point=None):
    """Give an interval from texts."""
    units = [None if each is None else int(Decimal(each).scaleb(PLACES)) for each in (low, high)]
    ends = None if cut is None else tuple(int(Decimal(each).scaleb(PLACES)) for each in cut)
    return Interval(*units, ends, None if point is None else int(Decimal(point).scaleb(PLACES)), PLACES)


@pytest.mark.parametrize(
    ("number", "decimals", "found"),
    [
        ("0.380", 3, "rounding"), ("0.38", 3, "rounding"), ("0.3800", 3, "rounding"), ("0.379", 3, "cut"),
        ("0.378", 3, "no"), ("0.381", 3, "no"), ("0.3799", 3, "rounding"), ("0.3800", 4, "short"),
        ("0.37", 3, "no"), ("0.39", 3, "no"), ("0.4", 3, "no"), ("0.4", 2, "short"), ("0.4", 1, "rounding"),
        ("0", 1, "no"), ("0.4", None, "rounding"), ("0.37995", None, "rounding"), ("0.37994", None, "cut"),
        ("0.3798", 3, "no"),
    ],
)  # fmt: skip
def test_tanh_of_two_fifths(number, decimals, found):
    n = int(Decimal(number).scaleb(PLACES))
    assert fit(n, interval("0.379948", "0.379949", ("0.379948", "0.379949")), decimals) == found


def test_a_short_number_is_known_by_its_value_and_stands_for_its_whole_width():
    due = interval("0.0868", "0.0872")
    assert {fit(int(Decimal(text).scaleb(PLACES)), due, 3) for text in ("0.09", "0.090", "0.0900")} == {
        "short"
    }
    assert stands_for(90_000, due, 3, "short", digits=False) == (85_000, 95_000)
    assert fit(80_000, due, 3) == "no" and fit(100_000, due, 3) == "no"  # never coarser than one digit less


def test_in_a_sum_of_written_numbers_nothing_is_cut_off():
    due = interval("0.4475", "0.4485")
    assert fit(446_000, due, 3) == "no"
    assert fit(446_000, due._replace(cut=(446_999, 448_000)), 3) == "cut"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_whole_unit_away_nothing_was_cut_off(sign):
    """Nobody who cuts 0.8 off, at whatever digit, writes 0.799; of 0.7999 and of 0.800 with more behind it he may."""

    def found(number, *cut):
        ends = tuple(sorted(sign * end for end in cut))
        return fit(sign * number, Interval(*ends, ends, None, PLACES), 3)

    assert found(799_000, 800_000, 800_000) == found(799_000, 800_000, 800_700) == "no"
    assert found(799_000, 799_999, 800_000) == "cut"
    assert found(800_000, 800_900, 800_900) == "cut" and found(801_000, 800_200, 800_200) == "no"


# Two derivations on which a judge of texts and a judge of answers once disagreed.
D1 = {
    "weights": ([["-0.6", "-0.9", "0.5"], ["-0.8", "0.6", "-0.8"]], [["-0.9", "0.9"], ["0.4", "-0.6"]], ["0.4", "0.7"]),
    "answers": {"h_1": ("-0.197", "-0.100"), "q_2": ("0.090", "-0.019")},
    "line": "q_2", "entry": 0, "verdict": "short",
}  # fmt: skip
D2 = {
    "weights": ([["0", "-0.3", "-0.8"], ["-0.9", "0.6", "-0.4"]], [["0", "0.4"], ["0", "0.4"]], ["0.9", "0.5"]),
    "answers": {
        "h_1": ("0.716", "-0.380"), "p_2": ("-0.300", "0.600"), "q_2": ("-0.152", "-0.152"),
        "a_2": ("0.446", "0.948"),
    },
    "line": "a_2", "entry": 0, "verdict": "wrong",
}  # fmt: skip


def of(case):
    w_ih, w_hh, bias = (
        [[Decimal(n) for n in row] for row in m] for m in (*case["weights"][:2], [case["weights"][2]])
    )
    cell = {"weight_ih": w_ih, "weight_hh": w_hh, "bias": bias[0]}
    return Problem.from_dict({"tokens": ["i", "am"], "vocabulary": ["i", "am", "of"], "cell": cell})


@pytest.mark.parametrize("case", [D1, D2], ids=["d1", "d2"])
def test_the_doors_agree_where_they_did_not(case):
    problem = of(case)
    texts = {
        f"{name}[{i}]": text
        for name, entries in case["answers"].items()
        for i, text in enumerate(entries, start=1)
    }
    marks = {
        each.quantity: each
        for each in Marker(problem, Scheme(), texts).mark(tuple(texts), tuple(texts.values())).marks
    }
    mark = marks[f"{case['line']}[{case['entry'] + 1}]"]
    assert (mark.note if mark.verdict == "rounding" else mark.verdict) == case["verdict"]
    w_ih, w_hh, bias = case["weights"]
    vector = {name: f"[{', '.join(entries)}]" for name, entries in case["answers"].items()}
    text = "\n".join(
        [
            f"W_ih = [{', '.join('[' + ', '.join(row) + ']' for row in w_ih)}]",
            f"W_hh = [{', '.join('[' + ', '.join(row) + ']' for row in w_hh)}]",
            f"b = [{', '.join(bias)}]", "h_0 = [0, 0]", "x_1 = [1, 0, 0]", "x_2 = [0, 1, 0]",
            "h_1 = tanh(W_ih x_1 + W_hh h_0 + b) = " + vector["h_1"],
            *([f"p_2 = W_ih x_2 = {vector['p_2']}"] if "p_2" in vector else []),
            "q_2 = W_hh h_1 = " + vector["q_2"],
            *([f"a_2 = p_2 + q_2 + b = {vector['p_2']} + {vector['q_2']} + b = {vector['a_2']}"] if "a_2" in vector else []),
        ]
    )  # fmt: skip
    found = {(each.code, each.severity) for each in judge(read(text), problem).findings}
    assert ("C10", "note") in found if case["verdict"] == "short" else ("C04", "error") in found


def test_zeros_at_the_end_change_no_verdict():
    """Zeros left out, as a spreadsheet does, or added, as a calculator does: right work and wrong.

    RNN_TUTOR_FULL=1 makes it 100,000 answers.
    """
    r = random.Random(10)
    answers = changed = 0
    while answers < (100_000 if FULL else 10_000):
        ex = exercise(r, decimals=3, steps=3, weight_decimals=r.choice((1, 2)), reach=r.choice((0.9, 2.0)))
        names = tuple(Lines(Problem.from_dict(ex.spec)).names)
        marker = Marker(Problem.from_dict(ex.spec), Scheme(), names)
        for habit in habits(3)[:: r.randint(5, 9)]:
            slip = (
                (r.choice("pqah"), r.randint(1, 3), 0, r.choice((-7, -2, 2, 3, 10, 40)))
                if r.random() < 0.6
                else None
            )
            page = written(ex, habit, slip)
            texts = [as_text(n, 3) for line in marker.lines.lines for n in page[line.symbol, line.step]]
            stripped = [text.rstrip("0").rstrip(".") if r.random() < 0.7 else f"{text}00" for text in texts]
            one, other = marker.mark(names, tuple(texts)), marker.mark(names, tuple(stripped))
            assert [(m.verdict, m.points, m.mistakes, m.root) for m in one.marks] == [
                (m.verdict, m.points, m.mistakes, m.root) for m in other.marks
            ], (ex.spec, texts, stripped)
            answers += len(names)
            changed += sum(a != b for a, b in zip(texts, stripped, strict=True))
    assert changed > 3000


def enclosed(*ends):
    """Give an enclosure from pairs of texts."""
    low, high = ([int(Decimal(each).scaleb(24)) for each in side] for side in zip(*ends, strict=True))
    return Enclosed(low, high)


@pytest.mark.parametrize(
    ("number", "low", "high", "found", "stands"),
    [
        ("0.944", "0.944", "0.944", "exact", ("0.944", "0.944")),
        ("0.9440", "0.944", "0.944", "exact", ("0.944", "0.944")),
        ("0.94", "0.944", "0.944", "short", ("0.935", "0.95")),
        ("0.90", "0.944", "0.944", "no", ("0.895", "0.91")),  # a zero at the end is a digit that was read
        ("0.9", "0.944", "0.944", "short", ("0.85", "1.0")),
        ("0.95", "0.944", "0.944", "no", ("0.945", "0.96")),
        ("0.9", "0.9", "0.9", "exact", ("0.9", "0.9")),
        ("0.91", "0.90", "0.90", "no", ("0.905", "0.92")),
        ("0", "0.04", "0.04", "short", ("-0.1", "0.1")),
        ("0.00", "0.03", "0.04", "no", ("-0.01", "0.01")),
        ("-0.3801", "-0.3805", "-0.3795", "rounding", ("-0.3802", "-0.38005")),
        ("0.3795", "0.3795", "0.381", "rounding", ("0.3795", "0.3796")),
        ("0.4", "0.3795", "0.381", "short", ("0.35", "0.5")),
        ("0.39", "0.3795", "0.381", "no", ("0.385", "0.40")),
    ],
)  # fmt: skip
def test_a_copy_is_read_at_its_own_digits(number, low, high, found, stands):
    judged = copied([Decimal(number)], enclosed((low, high)))
    assert judged.fits == (found,)
    assert judged.value == enclosed(stands)


def test_what_a_machine_prints_is_right_to_a_few_units_of_its_arithmetic():
    third = enclosed(("0.333333333333333333333333",) * 2)
    near, far = Decimal("0.33333340"), Decimal("0.33333430")
    assert [fitted([each], third, third).fits for each in (near, far)] == [("rounding",), ("no",)]
    assert [copied([each], third).fits for each in (near, far)] == [("rounding",), ("no",)]
    near, far = Decimal("0.33333333333333371"), Decimal("0.3333333333333371")
    assert [fitted([each], third, third).fits for each in (near, far)] == [("rounding",), ("no",)]


def test_calculations_of_other_shapes_differ_by_more_than_half_a_unit():
    before = enclosed(("0.4", "0.4"), ("0.1", "0.2"))
    assert apart(before, enclosed(("0.405", "0.405"), ("0.205", "0.3")), 2) == ()
    assert apart(before, enclosed(("0.41", "0.42"), ("0.0", "0.09")), 2) == (1, 2)
    assert apart(before, enclosed(("0.44", "0.44"), ("0.2", "0.2")), 0) == ()  # no coarser than a tenth


def test_near_is_within_a_unit_of_the_longest_entry():
    value = enclosed(("0.379", "0.3794"), ("0.2", "0.2"))
    assert is_near([Decimal("0.378"), Decimal("0.201")], value)
    assert not is_near([Decimal("0.378"), Decimal("0.202")], value)
    assert not is_near([Decimal("0.378")], value) and not is_near([Decimal("0.378")], None)


def test_all_that_a_number_can_stand_for():
    assert all_widths([Decimal("0.4"), Decimal("0"), Decimal("-0.38")]) == enclosed(
        ("0.395", "0.41"), ("-0.01", "0.01"), ("-0.39", "-0.375")
    )
