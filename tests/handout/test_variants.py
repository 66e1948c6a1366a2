"""Variants: screened by an independent program, never repeated, the same wherever and however they are drawn.

The screen here is written with plain numbers and knows nothing of the table or the catalogue of mistakes.
"""

import os
import subprocess
import sys
import unicodedata
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from math import atanh, cosh, exp, inf, pi, sinh, tan, tanh
from pathlib import Path

import pytest

from tutor import Problem, trace
from tutor.handout import screening
from tutor.handout.templates import longer, template_of, template_of_sizes
from tutor.handout.variants import draw
from tutor.language.faults import SpecError
from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.spec.writer import spec_dict

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
MANY = 10_000 if FULL else 300
ROOT = Path(__file__).parents[2]


def classes(count):
    return [f"s{number:05d}" for number in range(count)]


# The independent screen


def matmul(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def tie_distance(value, decimals):
    """How far an exact number is from the nearest middle between two decimals, in units of the last one."""
    scaled = abs(Fraction(value)) * 10**decimals
    return abs(scaled - scaled.__floor__() - Fraction(1, 2))


def rounded(value, decimals):
    """Round half away from zero."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (scaled + Fraction(1, 2)).__floor__()
    return Fraction(whole if value > 0 else -whole, 10**decimals)


def half(function, scale):
    return lambda z: function(z * scale)


def artanh(z):
    return atanh(z) if abs(z) < 1 else inf


ACTIVATIONS = {
    "23 identity": [lambda z: z],
    "25 sigmoid": [lambda z: 1 / (1 + exp(-z))],
    "26 degrees": [half(tanh, pi / 180), half(tan, pi / 180)],
    "27 tan": [tan],
    "28 artanh": [artanh],
    "29 sinh": [sinh],
    "30 coth": [lambda z: cosh(z) / sinh(z)],
    "31 exponent": [half(tanh, 0.5), half(tanh, 2)],
    "32 relu or clip": [lambda z: max(0, z), lambda z: max(-1, min(1, z))],
    "35 twice": [lambda z: tanh(tanh(z))],
}


def mistakes(w, u, b, words, t, states, h0):
    """Give, for every mistake of the notes that a variant must show, what it makes of h at step t."""
    size, before = len(b), [float(n) for n in (states[t - 2] if t > 1 else h0)]
    first = [float(n) for n in h0]
    two_back = [float(n) for n in (states[t - 3] if t > 2 else h0)]

    def column(k):
        return [row[k] for row in w]

    x, r = column(words[t - 1]), matmul(u, before)

    def act(*terms):
        return [tanh(sum(entries)) for entries in zip(*terms, strict=True)]

    z = [sum(entries) for entries in zip(x, r, b, strict=True)]
    found = {name: [list(map(each, z)) for each in ways] for name, ways in ACTIVATIONS.items()}

    def swapped(v):
        pairs = combinations(range(size), 2)
        return [[v[j] if k == i else v[i] if k == j else v[k] for k in range(size)] for i, j in pairs]

    found |= {
        "1 bias forgotten": [act(x, r)],
        "2 bias doubled": [act(x, r, b, b)],
        "3 bias subtracted": [act(x, r, [-n for n in b])],
        "4 bias swapped": [act(x, r, each) for each in swapped(b)],
        "6 recurrent dropped": [act(x, b)],
        "7 input dropped": [act(r, b)],
        "8 transposed": [act(x, matmul(list(zip(*u, strict=True)), before), b)],
        "11 row sums": [act([sum(row) for row in w], r, b)],
        "12 previous input": [act(column(words[t - 2]), r, b)],
        "14 two back": [act(x, matmul(u, two_back), b)],
        "15 copied": [before],
        "16 initial state": [act(x, matmul(u, first), b)],
        "17 elementwise": [act(x, [u[i][i] * before[i] for i in range(size)], b)],
        "18 matrix omitted": [act(x, before, b)],
        "19 state swapped": [act(x, matmul(u, each), b) for each in swapped(before)],
        "20 result swapped": swapped(act(x, r, b)),
        "33 per term": [[tanh(p) + tanh(q) + tanh(c) for p, q, c in zip(x, r, b, strict=True)]],
        "34 on one part": [
            [p + tanh(q + c) for p, q, c in zip(*parts, strict=True)]
            for parts in ((x, r, b), (r, x, b), (b, x, r))
        ]
        + [
            [tanh(p) + q + c for p, q, c in zip(*parts, strict=True)]
            for parts in ((x, r, b), (r, x, b), (b, x, r))
        ],
        "36 old state": [
            [old + tanh(n) for old, n in zip(before, z, strict=True)],
            [(old + tanh(n)) / 2 for old, n in zip(before, z, strict=True)],
        ],
        "43 sign lost": [[-tanh(n) if k == i else tanh(n) for k, n in enumerate(z)] for i in range(size)],
    }
    found["10 wrong column"] = [
        act(column(words[t - 1] + k), r, b) if 0 <= words[t - 1] + k < len(w[0]) else None for k in (1, -1)
    ]
    slips = {
        "37 sign": [],
        "38 omitted": [],
        "38 doubled": [],
        "39 tenfold": [],
        "39 tenth": [],
        "40 right": [],
        "40 left": [],
    }
    for i in range(size):
        for j in range(size):
            product = u[i][j] * before[j]
            ways = {
                "37 sign": -2 * product,
                "38 omitted": -product,
                "38 doubled": product,
                "39 tenfold": 9 * product,
                "39 tenth": -0.9 * product,
            }
            for name, step in (("40 right", 1), ("40 left", -1)):
                if 0 <= j + step < size:
                    ways[name] = (u[i][j + step] - u[i][j]) * before[j]
            for name, values in slips.items():
                changed = ways.get(name)
                values.append(
                    None if changed is None else [tanh(n + changed if k == i else n) for k, n in enumerate(z)]
                )
    return found | slips


SAME = [{"14", "15"}, {"6", "16"}, {"23", "32"}]


def screen(problem):
    """List everything that is wrong with a variant."""
    unit, decimals = problem.unit, problem.rounding.decimals
    exact = {
        name: [[Fraction(n) for n in row] for row in unit.parameters[name]]
        for name in ("weight_ih", "weight_hh")
    }
    bias = [Fraction(n) for n in unit.parameters["bias"]]
    words = [problem.vocabulary.words.index(word) for word in problem.words]
    w, u = exact["weight_ih"], exact["weight_hh"]
    faults = []
    if len(words) < 2 or len(w[0]) == len(w) or u == [list(row) for row in zip(*u, strict=True)]:
        faults.append("sizes")
    for matrix in (w, u):
        if len({n > 0 for row in matrix for n in row}) != 2 or not all(n for row in matrix for n in row):
            faults.append("signs")
    if 0 in bias or len(set(bias)) < len(bias) or any(a == c for a, c in pairwise(words)):
        faults.append("bias or words")
    h0 = [Fraction(n) for n in unit.start["h"]]
    states, h = [], h0
    for t, word in enumerate(words, start=1):
        p = [row[word] for row in w]
        q = matmul(u, h)
        near = [tie_distance(n, decimals) for n in (*p, *q)]
        if t > 1 and 0 in h:
            faults.append("zero product")
        q = [rounded(n, decimals) for n in q]
        a = [sum(entries) for entries in zip(p, q, bias, strict=True)]
        near += [tie_distance(n, decimals) for n in a]
        if not all(Fraction(3, 10) <= abs(n) <= Fraction(3, 2) for n in a):
            faults.append(f"range at {t}")
        outputs = [tanh(n) for n in a]
        near += [tie_distance(Fraction(n), decimals) for n in outputs]
        if min(near) <= Fraction(2, 100):
            faults.append(f"tie at {t}")
        h = [rounded(Fraction(n), decimals) for n in outputs]
        states.append(h)
    floats = [[[float(n) for n in row] for row in each] for each in (w, u)]
    b = [float(n) for n in bias]
    wrong = [mistakes(*floats, b, words, t, states, h0) for t in range(2, len(words) + 1)]
    keys = [[float(n) for n in each] for each in states[1:]]
    least = 5 * 10.0**-decimals - 1e-8

    def apart(one, other):
        return any(
            a is not None and c is not None and any(abs(m - n) >= least for m, n in zip(a, c, strict=True))
            for a, c in zip(one, other, strict=True)
        )

    ways = [
        (name, number, [step[name][number] for step in wrong])
        for name in wrong[0]
        for number in range(len(wrong[0][name]))
    ]
    ways = [each for each in ways if any(value is not None for value in each[2])]
    faults += [f"{name} invisible" for name, _, values in ways if not apart(values, keys)]
    for (name, number, values), (other, second, others) in combinations(ways, 2):
        pair = {name.split()[0], other.split()[0]}
        if len(pair) == 1 or pair in SAME or (len(words) == 2 and pair <= {"6", "14", "16"}):
            continue
        if pair == {"10", "12"} and all(a == c for a, c in zip(values, others, strict=True) if a and c):
            continue  # the neighbouring column is that of the word before
        slips = {"37", "38", "39", "40"}
        if len(b) > 2 and pair <= slips and number != second:
            continue
        if not apart(values, others):
            faults.append(f"{name} like {other}")
    return faults


TEMPLATES = {
    "two units": template_of_sizes(2, ["i", "am", "here"], 3),
    "four words": template_of_sizes(2, ["나는", "오늘", "학교에", "간다"], 4, decimals=4),
    "two steps": template_of_sizes(2, ["a", "b", "c"], 2),
    "three units": template_of_sizes(3, ["a", "b", "c", "d"], 3),
    "three of five words": template_of_sizes(2, ["a", "b", "c", "d", "e"], 4, input_size=3),
    "five units": template_of_sizes(5, list("abcdefg"), 5),
    "eight steps": template_of_sizes(3, list("abcdefg"), 8),
    "of a spec": template_of(Problem.from_file(ROOT / "worked_examples/i_am_here/spec.toml")),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_variant_passes_the_independent_screen(name):
    many = MANY if name == "two units" else MANY // 10
    found = list(draw(TEMPLATES[name], 2026, classes(many)))
    assert [(at, faults) for at, each in enumerate(found) if (faults := screen(each.problem))] == []
    numbers = [str((each.problem.unit.parameters, each.problem.words)) for each in found]
    assert len(set(numbers)) == many
    draws = Counter(min(each.draws.bit_length(), 12) for each in found)
    print(
        f"\n{name}: {many} variants, {sum(each.draws for each in found) / many:.1f} draws on average, the most {max(each.draws for each in found)}"
    )
    print("  draws up to " + ", ".join(f"{2**bits - 1}: {draws[bits]}" for bits in sorted(draws)))


def test_the_screen_of_the_test_can_fail():
    problem = Problem.from_file(ROOT / "worked_examples/i_am_here/spec.toml")
    assert {"signs", "range at 1"} <= set(screen(problem))


def without(name):
    return tuple(each for each in screening._SCREENED if each.name != name)


@pytest.mark.parametrize(
    ("bug", "value", "seen"),
    [
        ("APART", 1, " like "),
        ("FROM_A_TIE", -1, "tie at"),
        ("LARGEST", 2.5, "range at"),
        ("_SCREENED", without("tanh-on-one-part"), "like 34 on one part"),
        ("_SCREENED", screening._SCREENED[-12:], "invisible"),
    ],
)
def test_a_bug_in_the_screen_is_seen(monkeypatch, bug, value, seen):
    monkeypatch.setattr(screening, bug, value)
    found = [screen(each.problem) for each in draw(TEMPLATES["two units"], 8, classes(150))]
    faults = " ".join(fault for each in found for fault in each)
    assert seen in faults


def test_a_variant_depends_on_nothing_but_template_seed_and_student():
    template, students = TEMPLATES["two units"], classes(40)
    together = {s: each.problem for s, each in zip(students, draw(template, 5, students), strict=True)}
    backwards = dict(
        zip(students[::-1], (each.problem for each in draw(template, 5, students[::-1])), strict=True)
    )
    alone = {student: next(draw(template, 5, [student])).problem for student in students[:8]}
    assert together == backwards
    assert alone == {student: together[student] for student in alone}
    assert next(draw(template, 6, [students[0]])).problem != together[students[0]]


def test_who_needs_many_draws_gets_the_same_alone_and_in_a_class():
    template, students = longer(TEMPLATES["of a spec"], 14), classes(30)
    together = list(draw(template, 5, students))
    assert max(each.draws for each in together) > 500
    assert [next(draw(template, 5, [student])) for student in students] == together


@pytest.mark.parametrize("name", ["two units", "four words", "two steps", "three of five words"])
def test_the_column_beside_is_not_always_that_of_the_word_before(name):
    for each in draw(TEMPLATES[name], 3, classes(60)):
        places = [each.problem.vocabulary.words.index(word) for word in each.problem.words]
        assert any(abs(one - other) > 1 for one, other in pairwise(places))


@pytest.mark.parametrize("written", [["h"], ["a", "h"]])
def test_who_writes_more_lines_than_asked_for_meets_no_tie(written):
    content = {
        "sentence": "i am here",
        "vocabulary": ["i", "am", "here"],
        "cell": {
            "weight_ih": [[Decimal("0.31"), Decimal("-0.2"), Decimal("0.3")], [Decimal("0.4")] * 3],
            "weight_hh": [[Decimal("0.71"), Decimal("-0.8")], [Decimal("0.9"), 1]],
            "bias": [Decimal("0.15"), Decimal("0.2")],
        },
        "rounding": {"decimals": 3, "written": written},
    }
    template = template_of(Problem.from_dict(content))
    found = [each.problem for each in draw(template, 1, classes(60))]
    assert {problem.written for problem in found} == {tuple(written)}
    assert [
        fault for problem in found for fault in screen(problem) if fault.split()[0] in ("tie", "range")
    ] == []


def by_name(name):
    return template_of(Problem.from_file(ROOT / f"worked_examples/{name}/spec.toml"))


@pytest.mark.parametrize(
    "template",
    [
        *TEMPLATES.values(),
        *map(by_name, ["batch", "bidirectional", "gru", "lstm", "next_word", "two_layers"]),
        template_of_sizes(2, [unicodedata.normalize("NFD", word) for word in ("나는", "오늘", "간다")], 3),
    ],
)
def test_a_variant_is_a_spec_that_is_read_back(template):
    for each in draw(template, 1, classes(3)):
        content = spec_dict(each.problem)
        assert spec_dict(Problem.from_dict(content)) == content


def literal(each):
    """Write a variant in one line."""
    parameters = each.problem.unit.parameters
    matrices = [parameters["weight_ih"], parameters["weight_hh"], (parameters["bias"],)]
    numbers = " | ".join("; ".join(" ".join(map(str, row)) for row in matrix) for matrix in matrices)
    return f"{each.draws} | {' '.join(each.problem.words)} | {numbers}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_same_numbers_for_ever(name):
    assert [literal(each) for each in draw(TEMPLATES[name], 7, ["kim", "박"])] == GOLDEN[name]


GOLDEN = {
    "two units": [
        "4 | i here am | -0.1 0.3 0.5; 0.4 -0.9 0.3 | 0.9 -0.4; -0.6 -0.4 | -0.3 0.1",
        "2 | am i here | -0.3 0.8 0.6; -0.7 0.5 -0.9 | -0.4 -0.3; 0.5 -0.9 | -0.3 0.4",
    ],
    "four words": [
        "8 | 학교에 간다 나는 오늘 | 0.6 0.8 -0.5 0.5; -0.8 0.6 -0.9 -0.5 | 0.7 0.8; 0.4 -0.7 | -0.4 -0.2",
        "6 | 오늘 간다 나는 학교에 | -0.7 -0.7 -0.9 -0.8; 0.5 0.8 0.5 -0.6 | -0.7 -0.9; -0.3 0.4 | -0.2 0.4",
    ],
    "two steps": [
        "7 | c a | -0.6 -0.7 -0.2; -0.2 0.4 -0.8 | -0.8 -0.3; 0.9 0.6 | -0.5 0.3",
        "3 | c a | -0.9 0.4 0.3; 0.5 0.6 -0.4 | -0.9 0.3; 0.4 -0.3 | 0.4 -0.2",
    ],
    "three units": [
        "1 | c b d | -0.3 -0.5 0.9 -0.9; -0.9 0.7 -0.9 0.4; 0.3 0.7 0.7 0.8 | 0.2 -0.3 0.6; -0.4 0.6 -0.2; 0.6 -0.3 -0.4 | 0.5 -0.3 0.2",
        "1 | c d a | 0.5 0.5 -0.4 0.7; -0.9 -0.8 0.6 0.9; 0.4 -0.2 -0.8 0.7 | -0.5 -0.6 -0.2; 0.5 0.4 -0.5; -0.6 -0.4 -0.3 | -0.4 -0.2 0.1",
    ],
    "three of five words": [
        "6 | d c e c | 0.5 -0.1 0.8; 0.8 -0.9 -0.9 | -0.9 -0.3; -0.8 0.3 | -0.4 -0.1",
        "1 | e c b e | -0.3 -0.5 0.6; -0.8 0.4 0.5 | 0.6 -0.8; 0.3 -0.4 | 0.3 0.5",
    ],
    "five units": [
        "11 | b c a g f | -0.1 -0.1 0.1 -0.9 -0.3 0.3 -0.4; -0.2 0.7 0.3 0.9 -0.1 0.6 0.9; 0.6 0.7 -0.8 0.9 0.6 -0.2 0.3; -0.7 0.3 0.7 0.7 -0.3 -0.4 -0.2; -0.9 0.7 0.6 0.8 -0.7 0.4 0.4 | 0.3 -0.4 -0.5 -0.6 0.2; 0.6 -0.2 0.6 0.4 0.5; -0.4 -0.5 -0.6 -0.2 -0.3; -0.3 -0.2 0.3 0.2 -0.3; 0.4 -0.3 0.2 -0.4 0.5 | -0.5 0.1 0.2 0.4 0.3",
        "5 | e d b c a | -0.2 0.8 0.7 0.5 0.9 -0.9 -0.3; 0.5 -0.1 -0.5 -0.3 0.4 0.2 0.7; 0.3 0.3 0.5 -0.7 0.1 -0.3 0.6; -0.7 -0.4 0.7 -0.8 0.9 -0.8 0.3; 0.8 -0.6 0.7 -0.1 -0.5 0.5 -0.6 | 0.5 -0.6 -0.4 -0.5 0.6; -0.6 -0.5 0.2 -0.4 -0.5; 0.5 0.6 -0.5 0.3 0.4; 0.6 0.2 -0.3 0.4 0.5; -0.4 -0.5 0.3 0.4 -0.5 | -0.4 0.4 -0.5 -0.2 -0.3",
    ],
    "eight steps": [
        "119 | c g d e b f a g | 0.7 0.7 -0.4 0.3 0.9 -0.9 -0.1; -0.1 0.3 0.9 0.3 -0.8 0.9 0.7; 0.5 0.6 0.7 0.7 -0.3 -0.3 -0.4 | 0.3 0.4 -0.6; 0.2 0.3 -0.4; -0.3 -0.2 -0.5 | -0.4 0.5 0.1",
        "1 | f b a c e d g f | -0.2 -0.7 -0.8 -0.2 -0.1 0.5 0.1; 0.5 0.3 0.5 0.5 -0.2 0.8 -0.2; -0.9 0.2 0.8 0.4 -0.8 0.4 -0.7 | 0.4 -0.5 -0.2; -0.6 0.3 0.4; 0.2 0.3 -0.2 | 0.2 0.1 0.3",
    ],
    "of a spec": [
        "1 | i am here | 0.1 0.6 0.4; 0.6 -0.3 -0.4 | -0.7 0.8; 0.9 1.0 | 0.4 -0.1",
        "2 | i am here | 0.4 -0.2 -0.5; 0.1 -0.1 0.5 | -0.7 -0.5; 0.6 0.5 | 0.1 0.5",
    ],
}

CODE = """
from tutor.handout.templates import template_of_sizes
from tutor.handout.variants import draw
template = template_of_sizes(2, ["i", "am", "here"], 3)
for each in draw(template, 3, ["kim", "lee", "박"]):
    print(each.draws, each.problem.words, dict(each.problem.unit.parameters))
"""


def test_the_same_under_other_hash_seeds_and_locales():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4711", "POSIX"))
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("kind", ["rnn_relu", "gru", "lstm"])
def test_other_cells_have_variants(kind):
    template = template_of_sizes(2, ["i", "am", "here"], 3, kind=kind)
    for each in draw(template, 1, classes(10)):
        steps = trace(each.problem)
        sizes = [
            abs(Decimal(text))
            for step in steps.steps
            for symbol, quantity in step.quantities.items()
            if symbol.startswith("a")
            for text in quantity.texts
        ]
        assert Decimal("0.05") <= min(sizes) and max(sizes) <= 3


def test_a_longer_sentence_begins_as_the_template_does():
    template = longer(TEMPLATES["of a spec"], 6)
    for each in draw(template, 1, classes(5)):
        words = each.problem.words
        assert words[:3] == ("i", "am", "here") and len(words) == 6
        assert all(a != b for a, b in pairwise(words))
        assert screen(each.problem) == []


def test_one_step_of_one_word_is_refused_with_every_reason():
    with pytest.raises(SpecError) as refused:
        template_of_sizes(1, ["i"], 1)
    assert message(refused.value.faults[0], Language("en")) == (
        "error[N12]: no variants can be made of this exercise\n"
        "  It has one step, and many mistakes show from the second one on. Its vocabulary has one word, which "
        "would come at every step.\n"
        "  help: change the sizes or the sentence"
    )


def test_variants_of_one_hidden_unit_are_drawn():
    """h is a number: both weights of it are drawn, from x in numbers or words, with what comes backwards."""
    scalar = Problem.from_dict(
        {
            "inputs": [[1.0], [-0.5], [2.0]],
            "cell": {"weight_ih": [[0.5]], "weight_hh": [[0.8]], "bias": [0.1]},
            "output": {"weight_hy": [[1.2]], "bias_y": [-0.3], "targets": ["", "", 0.7]},
            "loss": {"kind": "half-squared", "learning_rate": 0.5},
        }
    )
    for template in (template_of(scalar), template_of_sizes(1, ["i", "am", "here"], 3)):
        assert template.is_scalar and not template.is_simple
        problems = [each.problem for each in draw(template, 1, classes(12))]
        assert len({problem.unit.parameters["weight_hh"] for problem in problems}) > 6
        for problem in problems:
            unit = problem.unit
            assert all(unit.parameters[name][0] for name in ("weight_ih", "weight_hh", "bias"))
            states = [float(step.quantities["h"].texts[0]) for step in trace(problem).runs[0].steps]
            assert len(set(states)) == len(states) and all(states)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("i i am", "`i`가 이어서 두 번 나와, 앞 단어를 쓴 실수가 숨습니다."),
        ("i am", "은닉 크기와 입력 크기가 모두 2라 두 행렬을 바꾸어 써도 크기가 맞습니다."),
    ],
)
def test_a_template_that_hides_mistakes_is_refused_in_korean(sentence, told):
    vocabulary = ["i", "am", "here"] if sentence == "i i am" else ["i", "am"]
    problem = Problem.from_dict(
        {
            "sentence": sentence,
            "vocabulary": vocabulary,
            "cell": {
                "weight_ih": [[0.1 * (k + 1) for k in range(len(vocabulary))]] * 2,
                "weight_hh": [[0.7, 0.8], [0.9, 1.0]],
                "bias": [0.1, 0.2],
            },
        }
    )
    with pytest.raises(SpecError) as refused:
        template_of(problem)
    assert told in message(refused.value.faults[0], Language("ko"))


IMPOSSIBLE = template_of_sizes(2, ["i", "am", "here"], 3, decimals=2)


def test_a_class_that_cannot_be_is_refused_after_the_first_student():
    with pytest.raises(SpecError) as refused:
        list(draw(IMPOSSIBLE, 1, classes(2000)))
    [fault] = refused.value.faults
    assert message(fault, Language("en")) == (
        "error[N13]: no variant was found in 65536 draws\n"
        "  Most of them failed because two mistakes gave nearly the same result.\n"
        "  help: round to 3 decimals"
    )
    assert message(fault, Language("ko")) == (
        "오류[N13]: 65536번 뽑았지만 변형 문제를 찾지 못했습니다\n"
        "  대부분은 서로 다른 두 실수의 결과가 거의 같아서 떨어졌습니다.\n"
        "  도움말: 소수 3자리로 반올림하게 하세요"
    )


@pytest.mark.parametrize(
    ("make", "code", "told", "in_korean"),
    [
        (
            lambda: longer(TEMPLATES["two units"], 1),
            "N12",
            "It has one step, and many mistakes show from the second one on.",
            "시간 단계가 하나뿐인데, 많은 실수는 둘째 단계부터 드러납니다.",
        ),
        (
            lambda: longer(TEMPLATES["two units"], 60),
            "N12",
            "It is to have 60 steps; a page has at most 50.",
            "시간 단계가 60개여야 하는데, 한 문제에는 50개까지만 둘 수 있습니다.",
        ),
        (
            lambda: longer(by_name("batch"), 5),
            "N12",
            "It has several sentences, so it cannot be drawn on to more steps.",
            "문장이 여러 개라서 시간 단계를 더 뽑을 수 없습니다.",
        ),
        (
            lambda: longer(by_name("next_word"), 5),
            "N12",
            "Its targets belong to its sentence, so it cannot be drawn on to more steps.",
            "목표가 문장에 딸려 있어서 시간 단계를 더 뽑을 수 없습니다.",
        ),
        (
            lambda: template_of_sizes(0, ["a", "b", "c"], 3),
            "S05",
            "the hidden size is 0; it must be from 1 to 16",
            "은닉 크기가 0입니다",
        ),
        (
            lambda: template_of_sizes(2, ["a", "b", "a"], 3),
            "V03",
            "`a` appears at positions 1 and 3",
            "`a`",
        ),
        (
            lambda: template_of_sizes(2, ["a", "b", "c"], 3, kind="rnn_foo"),
            "K03",
            'kind = "rnn_foo" is not known',
            "rnn_foo",
        ),
        (
            lambda: with_bias("0.12345678901234567891"),
            "N12",
            "Numbers of bias have 20 digits; at most 9 can be drawn.",
            "bias에 20자리 수가 있는데, 9자리까지만 뽑을 수 있습니다.",
        ),
        (
            lambda: with_bias("0", "0"),
            "N12",
            "It has no bias, so nobody can forget it.",
            "편향이 없어서 편향을 잊는 실수가 드러나지 않습니다.",
        ),
    ],
)
def test_what_can_have_no_variants_is_told_in_both_languages(make, code, told, in_korean):
    with pytest.raises(SpecError) as refused:
        make()
    [fault] = refused.value.faults
    assert fault.code == code
    assert told in message(fault, Language("en")) and in_korean in message(fault, Language("ko"))


def with_bias(first, second="0.2"):
    cell = {
        "weight_ih": [[1, -2, 3], [-4, 5, 6]],
        "weight_hh": [[1, -2], [3, 4]],
        "bias": [Decimal(first), Decimal(second)],
    }
    content = {"sentence": "i am here", "vocabulary": ["i", "am", "here"], "cell": cell}
    return template_of(Problem.from_dict(content))
