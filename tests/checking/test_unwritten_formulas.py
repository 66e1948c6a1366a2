"""What a text computes without writing its formula: sums that words announce, gates whose weights have names."""

import math
import random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

SUMS = [
    "- 합: {}",
    "모두 더하면 {}",
    "3) 셋을 모두 더하면: {}",
    "- 합계 = {}",
    "Adding them up gives {}.",
    "Adding all three of them: {}",
    "- Sum: {}",
    "Total = {}",
]


def errors(text):
    return [
        (each.code, each.line)
        for each in judge(read(text)).findings
        if each.severity == "error" and each.root
    ]


def vector(numbers):
    return f"[{', '.join(f'{each:.2f}' for each in numbers)}]"


def one_step(draw, words, slip=0.0):
    """Write one step of a network of two units, the sum of its parts in words; the sum is line 5."""
    w, u = ([[draw.randint(-9, 9) / 10 for _ in range(2)] for _ in range(2)] for _ in range(2))
    b, x, h = ([draw.randint(-9, 9) / 10 for _ in range(2)] for _ in range(3))
    p, q = ([sum(map(math.prod, zip(row, v, strict=True))) for row in m] for m, v in ((w, x), (u, h)))
    a = [sum(each) for each in zip(p, q, b, strict=True)]
    lines = [
        f"W_xh = {w}, W_hh = {u}, b = {b}",
        f"h_0 = {h}, x_1 = {x}",
        f"W_xh x_1 = {vector(p)}",
        f"W_hh h_0 = {vector(q)}",
        words.format(vector([a[0] + slip, a[1]])),
        f"h_1 = tanh({vector([a[0] + slip, a[1]])}) = {vector([math.tanh(a[0] + slip), math.tanh(a[1])])}",
    ]
    return "\n\n".join(lines)


@pytest.mark.parametrize("words", SUMS)
def test_a_sum_that_words_announce_is_compared(words):
    draw = random.Random(words)
    for _ in range(5):
        text = one_step(draw, words)
        assert errors(text) == [], text
        assert 9 in {place.line for place in judge(read(text)).checked}
        assert errors(one_step(draw, words, slip=0.31)) == [("C04", 9)]


@pytest.mark.parametrize("words", SUMS)
def test_a_sum_before_the_bias_is_added_is_right(words):
    text = (
        "W_xh = [[0.5, 0.2], [-0.1, 0.3]], W_hh = [[0.4, 0.1], [0.2, 0.6]], b = [0.1, 0.2]\n"
        "h_0 = [0.2, -0.3], x_1 = [1.0, 0.5]\n\nW_xh x_1 = [0.60, 0.05]\n\nW_hh h_0 = [0.05, -0.14]\n\n"
        + words.format("[0.65, -0.09]")
        + "\n\nh_1 = tanh([0.75, 0.11]) = [0.635, 0.110]\n"
    )
    assert errors(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "합: 1.27, 평균 0.4\n",
        "The total: 3.5 hours. Adding them up gives 12.4 km.\n",
        "| 합계 | 12.5 |\n|---|---|\n| a | 7.5 |\n",
        "e^0.4 = 1.492, e^1.02 = 2.773, 합: 4.265\n",
        "Scores [0.2, 0.3] and [0.1, 0.4]. Sum: [0.4, 0.7].\n",
    ],
)
def test_other_sums_carry_no_error(text):
    assert errors(text) == []


NAMES = [("W_z", "U_z"), ("w_z", "u_z"), ("W_z", "R_z"), ("W_zx", "W_zh"), ("W_xz", "W_hz")]


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_gates_whose_weights_have_names(names, cell):
    draw = random.Random(f"{names} {cell}")
    sigmoid = lambda a: 1 / (1 + math.exp(-a))  # noqa: E731
    for _ in range(3):
        gates = "zr" if cell == "gru" else "fio"
        weights = {gate: (draw.randint(2, 9) / 10, -draw.randint(2, 9) / 10) for gate in gates}
        x, h = draw.randint(2, 9) / 10, draw.randint(2, 9) / 10
        given = [
            f"{name.replace('z', gate)} = {value}"
            for gate, pair in weights.items()
            for name, value in zip(names, pair, strict=True)
        ]
        lines = [", ".join(given) + f", h_0 = {h}, x_1 = {x}"]
        for gate, (w, u) in weights.items():
            a = w * x + u * h
            lines.append(f"{gate}_1 = σ({w}·{x} + ({u})·{h}) = σ({a:.2f}) = {sigmoid(a):.3f}")
        text = "\n".join(lines)
        assert errors(text) == [], text
        line = draw.randint(2, len(lines))
        w = weights[gates[line - 2]][0]
        wrong = [*lines]
        wrong[line - 1] = wrong[line - 1].replace(f"σ({w}·", f"σ({w + 0.3:.1f}·")
        assert {at for _, at in errors("\n".join(wrong))} == {line}, "\n".join(wrong)


NAMES = ["a", "z", "net", "pre"]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("through", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_a_sum_that_stands_alone_under_its_name(name, through, seed):
    """``a_1 = [0.6, 0.3]`` without a formula is the sum inside the state; a slip in it is found in its line."""
    draw = random.Random(f"{name} {through} {seed}")
    w, u = ([[draw.randint(-9, 9) / 10 for _ in range(2)] for _ in range(2)] for _ in range(2))
    b, x, h = ([draw.randint(1, 9) / 10 for _ in range(2)] for _ in range(3))
    p, q = ([sum(map(math.prod, zip(row, v, strict=True))) for row in m] for m, v in ((w, x), (u, h)))
    a = [round(sum(each), 2) for each in zip(p, q, b, strict=True)]
    wrong = [a[0], a[1] + draw.choice([-1, 1]) * draw.randint(15, 60) / 100]
    for sums, expected in ((a, []), (wrong, [("C04", 7)])):
        inside = f"{name}_1" if through else "W x_1 + U h_0 + b"
        state = [f"{math.tanh(each):.3f}" for each in (sums if through else a)]
        text = (
            "h_t = tanh(W x_t + U h_{t-1} + b)\n"
            f"W = {[*map(vector, w)]}\nU = {[*map(vector, u)]}\nb = {vector(b)}\nh_0 = {vector(h)}\n"
            f"x_1 = {vector(x)}\n{name}_1 = {vector(sums)}\nh_1 = tanh({inside}) = [{', '.join(state)}]\n"
        ).replace("'", "")
        assert errors(text) == expected, text


def test_a_name_that_nothing_explains_is_not_read_and_nothing_is_right():
    """A lone number that is no sum of the network: what it is is not said, and it is not called right."""
    text = "W = [[0.5]]\nU = [[0.8]]\nb = [0.1]\nh_0 = [0.2]\nx_1 = [1]\nz_1 = [0.90]\n"
    judgement = judge(read(text))
    assert not judgement.findings or {each.severity for each in judgement.findings} == {"note"}
    assert [each.place.line for each in judgement.not_read] == [6]
    assert not judgement.lines and not judgement.checked
