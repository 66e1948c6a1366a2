"""One slip is charged once, and nothing is gained by answers that took no work.

``RNN_TUTOR_FULL=1 pytest tests/marking/test_charged_once.py`` simulates 10⁵ slips.
"""

import math
import os
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.marking.writers import as_text, exercise, habits, written
from tutor import Problem
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
CHUNKS = 25 if FULL else 2
EXERCISES = 200 if FULL else 60

SETS = ("pqah", "ah", "h", "qh", "ph", "pah", "qah")


def names_of(marker):
    return [line.name(i + 1) for line in marker.lines.lines for i in range(line.size)]


def texts_of(page, decimals, symbols):
    return {
        f"{symbol}_{step}[{entry}]": as_text(number, decimals)
        for (symbol, step), numbers in page.items()
        if symbol in symbols
        for entry, number in enumerate(numbers, start=1)
    }


def lines_that_lose(marked):
    """Give the lines whose entries earn less than they are worth."""
    return list(
        dict.fromkeys(mark.quantity.partition("[")[0] for mark in marked.marks if mark.points < mark.worth)
    )


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_one_slip_followed_by_right_work_costs_one_line(chunk):
    r = random.Random(f"slip {chunk}")
    charged = invisible = 0
    for _ in range(EXERCISES):
        decimals, tanh = r.choice((3, 4)), r.choice(("key", "exp", "exp2"))
        ex = exercise(r, decimals=decimals, hidden=r.choice((2, 2, 3)), steps=r.choice((2, 3, 4, 6)),
                      reach=r.choice((0.5, 0.9, 1.5)))  # fmt: skip
        problem = Problem.from_dict(ex.spec)
        for habit in r.sample(habits(decimals, tanh), 20):
            symbols = r.choice(SETS)
            symbol = r.choice(symbols)
            units = r.choice((-1, 1)) * r.choice((1, 2, 3, 5, 10, 27, 100, 300, 1000))
            slip = (symbol, r.randint(1, len(ex.words)), r.randrange(len(ex.bias)), units)
            honest = written(ex, habit)
            page = written(ex, habit, slip)
            texts = texts_of(page, decimals, symbols)
            marker = Marker(problem, Scheme(tanh=tanh), texts, explain=False)
            marked = marker.mark(tuple(texts), tuple(texts.values()))
            losing = lines_that_lose(marked)
            line = f"{symbol}_{slip[1]}"
            # The state |h| ≤ 1 with a slip beyond it is a slip like any other; so is one in the last step.
            unassessable = {
                mark.quantity.partition("[")[0] for mark in marked.marks if mark.verdict == "review"
            }
            assert set(losing) - unassessable <= {line}, (ex.spec, habit, symbols, slip, losing, marked)
            if page[symbol, slip[1]] == honest[symbol, slip[1]] or not losing:
                invisible += 1
                assert abs(units) <= 10 or unassessable, (ex.spec, habit, symbols, slip, marked)
            else:
                charged += 1
                assert losing[0] == line
                assert marked.points < marked.max_points
    assert charged > 4 * invisible > 0


@pytest.fixture(scope="module", params=range(12 if FULL else 6))
def class_of(request):
    """An exercise, its marker, and the answers of somebody who is right."""
    r = random.Random(f"exploit {request.param}")
    ex = exercise(r, decimals=3, steps=3, reach=0.9, inputs=3)
    ex.words[:] = [0, 1, 2]
    ex.spec["tokens"] = [ex.spec["vocabulary"][w] for w in ex.words]
    symbols = r.choice(("pqah", "ah", "h"))
    key = texts_of(written(ex, habits(3)[0]), 3, symbols)
    other = exercise(r, decimals=3, steps=3, reach=0.9, inputs=3)
    return (
        Marker(Problem.from_dict(ex.spec), Scheme(), key),
        key,
        texts_of(written(other, habits(3)[0]), 3, symbols),
    )


def points(marker, answers):
    return marker.mark(tuple(answers), tuple(answers.values())).points


def really_right(marker, answers):
    """What the answers would earn if only those counted that are the key's, but for the rounding."""
    key = {name: marker.lines.key[i][e] for name, (i, e) in marker.lines.names.items()}
    return sum(
        (Fraction(1) for name, text in answers.items() if abs(float(text) - float(key[name])) < 0.0026),
        Fraction(0),
    )


@pytest.mark.parametrize("value", ["0", "0.000", "1", "1.000", "-1", "0.5"])
def test_the_same_number_everywhere_earns_no_more_than_what_is_right(class_of, value):
    marker, key, _ = class_of
    answers = dict.fromkeys(key, value)
    assert points(marker, answers) <= really_right(marker, answers)


def test_the_key_of_another_sheet_earns_no_more_than_what_is_right(class_of):
    marker, _, other = class_of
    # By chance a line may fit, as one in a few hundred wrong lines does.
    assert points(marker, other) <= really_right(marker, other) + 2


def test_copied_states_earn_no_more_than_what_is_right(class_of):
    marker, key, _ = class_of
    for first in ("h_1", "h_2"):
        answers = {
            name: key[f"{first}{name[3:]}"] if name.startswith("h_") and name[:3] > first else text
            for name, text in key.items()
        }
        copied = {name for name in answers if name.startswith("h_") and name[:3] > first}
        blank = {name: "" if name in copied else text for name, text in answers.items()}
        honest = points(marker, blank)
        follows = sum(mark.verdict == "follow-through" and not mark.quantity.startswith("h")
                      for mark in marker.mark(tuple(answers), tuple(answers.values())).marks)  # fmt: skip
        assert (
            points(marker, answers)
            <= honest + really_right(marker, {n: answers[n] for n in copied}) + follows
        )


def test_leaving_out_never_scores_above_writing(class_of):
    marker, key, _ = class_of
    r = random.Random(5)
    for _ in range(40 if FULL else 8):
        answers = dict(key)
        for name in r.sample(sorted(key), 3):
            answers[name] = f"{float(answers[name]) + r.choice((-0.1, 0.02, 0.3)):.3f}"
        whole = points(marker, answers)
        for name in r.sample(sorted(key), 4):
            assert points(marker, {**answers, name: ""}) <= whole, (answers, name)


def test_nobody_with_a_wrong_line_reaches_the_whole(class_of):
    _, key, _ = class_of
    problem = class_of[0].lines.problem
    scheme = Scheme(points={"entry": Fraction(1), "h_1": Fraction(0)})
    marker = Marker(problem, scheme, key)
    answers = {**key, "h_1[1]": f"{float(key['h_1[1]']) + 0.2:.3f}"}
    marked = marker.mark(tuple(answers), tuple(answers.values()))
    assert any(mark.verdict == "wrong" for mark in marked.marks)
    assert marked.points < marked.max_points


def test_what_is_equal_by_computing_is_no_copy():
    """tanh z is z where z is small, a sum its only term: right work after a slip, and nothing for the teacher."""
    problem = Problem.from_dict(
        {
            "tokens": ["i", "am"], "vocabulary": ["i", "am"],
            "cell": {"weight_ih": [[0.1, 0.2], [0.2, 0.1]], "weight_hh": [[0.1, 0.2], [0.3, 0.1]], "bias": [0, 0]},
        }
    )  # fmt: skip
    marker = Marker(problem, Scheme(), list(Marker(problem, Scheme(), []).lines.names))
    answers = {
        "p_1[1]": "0.050", "p_1[2]": "0.020", "q_1[1]": "0", "q_1[2]": "0", "a_1[1]": "0.050", "a_1[2]": "0.020",
        "h_1[1]": "0.050", "h_1[2]": "0.020", "p_2[1]": "0.2", "p_2[2]": "0.1", "q_2[1]": "0.009", "q_2[2]": "0.017",
        "a_2[1]": "0.209", "a_2[2]": "0.117", "h_2[1]": "0.206", "h_2[2]": "0.116",
    }  # fmt: skip
    marked = marker.mark(tuple(answers), tuple(answers.values()))
    assert [mark.quantity for mark in marked.marks if mark.points < mark.worth] == ["p_1[1]", "p_1[2]"]


def test_zeros_that_were_computed_are_numbers_like_others():
    problem = Problem.from_dict(
        {
            "tokens": ["i", "am"], "vocabulary": ["i", "am"],
            "cell": {"weight_ih": [[0.1, 0.2], [0.2, 0.1]], "weight_hh": [[0.01, 0.02], [0.03, 0.01]], "bias": [0, 0]},
        }
    )  # fmt: skip
    marker = Marker(problem, Scheme(), list(Marker(problem, Scheme(), []).lines.names))
    answers = {
        "p_1[1]": "0.010", "p_1[2]": "0.010", "q_1[1]": "0", "q_1[2]": "0", "a_1[1]": "0.010", "a_1[2]": "0.010",
        "h_1[1]": "0.010", "h_1[2]": "0.010", "p_2[1]": "0.2", "p_2[2]": "0.1", "q_2[1]": "0.000", "q_2[2]": "0.000",
        "a_2[1]": "0.200", "a_2[2]": "0.100", "h_2[1]": "0.197", "h_2[2]": "0.100",
    }  # fmt: skip
    marked = marker.mark(tuple(answers), tuple(answers.values()))
    assert [mark.quantity for mark in marked.marks if mark.points < mark.worth] == ["p_1[1]", "p_1[2]"]
    nothing = {**answers, "h_1[1]": "0", "h_1[2]": "0"}
    marked = marker.mark(tuple(nothing), tuple(nothing.values()))
    assert {mark.quantity for mark in marked.marks if mark.verdict == "review"} >= {"q_2[1]", "q_2[2]"}


@pytest.mark.parametrize("value", ["0", "1", "-1", "0.5"])
@pytest.mark.parametrize("name", ["lstm", "gru", "two_layers", "bidirectional"])
def test_the_same_number_everywhere_in_other_cells(name, value):
    """Nothing is forgiven as the same mistake again, or followed, that took no work."""
    problem = Problem.from_file(Path(__file__).parents[2] / "worked_examples" / name / "spec.toml")
    marker = Marker(problem, Scheme(), list(Marker(problem, Scheme(), []).lines.names))
    answers = dict.fromkeys(marker.names, value)
    key = {name: marker.lines.key[i][e] for name, (i, e) in marker.lines.names.items()}
    right = sum(abs(float(value) - float(text)) < 0.0105 for text in key.values())
    assert points(marker, answers) <= right


W_IH, W_HH, B = [[0.5, -0.6, 0.3], [0.3, 0.4, -0.7]], [[0.7, -0.4], [0.5, 0.8]], [0.1, 0.2]


def by_hand(written, slips, chance):
    """Compute three steps in floats; ``slips`` are the numbers that are written wrongly and used on."""
    answers, h = {}, [0.0, 0.0]

    def line(symbol, t, values):
        for i, value in enumerate(values):
            number = Decimal(repr(value)).quantize(Decimal("0.001"), ROUND_HALF_UP)
            if (symbol, t, i) in slips:
                number += Decimal(chance.randint(20, 90)).scaleb(-3)
            if symbol in written:
                answers[f"{symbol}_{t}[{i + 1}]"] = str(number)
            yield float(number)

    for t in (1, 2, 3):
        p = list(line("p", t, [row[t - 1] for row in W_IH]))
        q = list(line("q", t, [sum(w * x for w, x in zip(row, h, strict=True)) for row in W_HH]))
        a = list(line("a", t, [x + y + z for x, y, z in zip(p, q, B, strict=True)]))
        h = list(line("h", t, list(map(math.tanh, a))))
    return answers


@pytest.mark.parametrize("written", ["h", "ah", "pqah"])
def test_two_slips_cost_two_lines_and_make_no_stranger(written):
    """Whatever follows from the own numbers through the sheet's own weights belongs to the sheet."""
    problem = Problem.from_dict(
        {
            "sentence": "i am here",
            "vocabulary": ["i", "am", "here"],
            "cell": {"weight_ih": W_IH, "weight_hh": W_HH, "bias": B},
        }
    )
    marker = Marker(problem, Scheme(), by_hand(written, (), random.Random(0)))
    chance = random.Random(5)
    for _ in range(200):
        slips = {(chance.choice(written), t, chance.randrange(2)) for t in chance.sample((1, 2, 3), 2)}
        answers = by_hand(written, slips, chance)
        marked = marker.mark(tuple(answers), tuple(answers.values()))
        assert not any(mark.note == "foreign" for mark in marked.marks)
        assert marked.max_points - marked.points <= 2


@pytest.mark.parametrize("written", ["h", "ah", "pqah"])
@pytest.mark.parametrize(
    ("mistake", "function"),
    [
        ("tanh-per-term", lambda p, q, b: math.tanh(p) + math.tanh(q) + math.tanh(b)),
        ("tanh-on-one-part", lambda p, q, b: p + math.tanh(q + b)),
    ],
)
def test_what_is_done_with_the_terms_is_seen_where_the_sum_is_written(written, mistake, function):
    problem = Problem.from_dict(
        {
            "sentence": "i am here",
            "vocabulary": ["i", "am", "here"],
            "cell": {"weight_ih": W_IH, "weight_hh": W_HH, "bias": B},
        }
    )
    answers, h = {}, [0.0, 0.0]
    for t in (1, 2, 3):
        p = [row[t - 1] for row in W_IH]
        q = [round(sum(w * x for w, x in zip(row, h, strict=True)), 3) for row in W_HH]
        a = [x + y + z for x, y, z in zip(p, q, B, strict=True)]
        h = [round(function(*terms), 3) for terms in zip(p, q, B, strict=True)]
        for symbol, values in zip("pqah", (p, q, a, h), strict=True):
            if symbol in written:
                answers |= {f"{symbol}_{t}[{i}]": f"{value:.3f}" for i, value in enumerate(values, start=1)}
    marked = Marker(problem, Scheme(), answers).mark(tuple(answers), tuple(answers.values()))
    assert mistake in marked.mistakes
    assert marked.max_points - marked.points == 2


def of_states(weight_ih, weight_hh, bias, symbols):
    """Give the marker of three words of which these lines are asked."""
    spec = {
        "sentence": "i am here",
        "vocabulary": ["i", "am", "here"],
        "cell": {"weight_ih": weight_ih, "weight_hh": weight_hh, "bias": bias},
    }
    return Marker(
        Problem.from_dict(spec),
        Scheme(),
        [f"{s}_{t}[{i}]" for t in (1, 2, 3) for s in symbols for i in (1, 2)],
    )


def told(marker, numbers):
    """Mark numbers in the order of the names: what every entry earns, and what is said of it."""
    texts = numbers.split()
    marked = marker.mark(marker.names, tuple("" if text == "-" else text for text in texts))
    return " ".join(f"{mark.points}{mark.note and ':' + mark.note}" for mark in marked.marks)


def test_few_digits_after_a_mistake_and_a_gap_tell_nothing():
    """1.950 is 1.947 with a digit less, which 0.543 and an h_2[2] that nobody wrote would give."""
    marker = of_states([[0.9, -0.8, -0.1], [-0.8, -0.1, 0.5]], [[0.8, 0.2], [0.8, 0.7]], [0.7, 0.5], "ah")
    right = "1.600 -0.300 0.922 -0.291 0.580 0.934"
    assert told(marker, f"{right} 0.543 0.632 1.164 1.950 0.822 0.959") == (
        "1 1 1 1 1 1 0 0 1:not-own 0 1 1:not-own"
    )
    assert told(marker, f"{right} 0.543 - 1.164 1.950 0.822 0.959") == (
        "1 1 1 1 1 1 0 0 1:not-own 0:wide 1 1:not-own"
    )
    # With the digits that were asked for it follows.
    assert told(marker, f"{right} 0.543 - 1.164 1.947 0.822 0.959").split()[9] == "1"


def test_a_number_that_was_only_written_down_wrongly_is_no_worse_than_a_gap():
    """From the wrong h_1 follows h_2[1] = -0.692, which h_3 was computed from, whatever is written for it."""
    marker = of_states([[0.9, -0.6, 0.9], [-0.5, 0.3, 0.1]], [[-0.4, 0.6], [0.9, -0.5]], [0.3, -0.3], "h")
    assert told(marker, "0.834 -0.364 -0.875 0.794 0.963 -0.840") == "1 0 0 1:not-own 1:not-own 1:recomputed"
    assert told(marker, "0.834 -0.364 - 0.794 0.963 -0.840") == "1 0 0 1:not-own 1:not-own 1"
    assert told(marker, "0.834 -0.364 -0.875 0.794 0.963 -0.830").split()[5] == "0"


def test_two_numbers_that_were_computed_at_the_first_step_may_come_again():
    """Who takes a state for 0 gets the first state again where the word is the same; a teacher has to look."""
    spec = {
        "tokens": ["i", "am", "i"], "vocabulary": ["i", "am"],
        "cell": {"weight_ih": [[0.5, 0.3], [0.4, 0.2]], "weight_hh": [[0.7, -0.4], [0.5, 0.8]], "bias": [-0.5, 0.2]},
    }  # fmt: skip
    marker = Marker(Problem.from_dict(spec), Scheme(), [f"h_{t}[{i}]" for t in (1, 2, 3) for i in (1, 2)])
    assert told(marker, "0.000 0.537 0.000 0.000 0.000 0.537") == "1 1 0 0 0:trivial 0:trivial"
    # The first state copied: the next one is computed from it, and is another number.
    marker = of_states([[0.6, 0.3, 0.6], [0.6, 0.2, 0.6]], [[0.7, -0.4], [0.5, -0.2]], [-0.8, -0.8], "h")
    assert told(marker, "-0.197 -0.197 -0.197 -0.197 -0.254 -0.254") == "1 1 0 0 1 1"
