"""Programs that write their activation out: ``np.maximum(a1, 0)`` and ``1/(1+np.exp(-a1))``."""

import math
from random import Random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

WRITTEN = {
    "relu": (
        "np.maximum(0, {})",
        "np.maximum({}, 0)",
        "np.maximum(0.0, {})",
        "max(0, {})",
        "torch.maximum({}, 0)",
    ),
    "sigmoid": (
        "1/(1+np.exp(-{}))",
        "1 / (1 + np.exp(-{}))",
        "1.0 / (1.0 + np.exp(-({})))",
        "1/(np.exp(-{}) + 1)",
        "\\frac{{1}}{{1 + e^{{-{}}}}}",
    ),
}
OF = {"relu": lambda z: max(z, 0.0), "sigmoid": lambda z: 1 / (1 + math.exp(-z))}


def program(seed, activation, written, wrong=None):
    """Write a program with two units, its results in comments, one of them wrong; give it and that line."""
    random = Random(seed)
    draw = [[random.choice((-1, 1)) * random.randint(1, 9) / 10 for _ in range(2)] for _ in range(7)]
    u, w, b, v, xs = draw[:2], draw[2:4], draw[4], draw[5:6], [[1, 0], [0.5, -1], [1, 2]]
    lines = [f"Wxh = np.array({u})", f"Whh = np.array({w})", f"bh = np.array({b})", f"Why = np.array({v})"]
    lines += [f"x{t} = np.array({x})" for t, x in enumerate(xs, start=1)] + ["h0 = np.zeros(2)"]
    h, begin = [0.0, 0.0], len(lines)

    def line(formula, numbers):
        shown = [round(each, 4) for each in numbers]
        off = 0.3 if len(lines) - begin == wrong else 0
        lines.append(f"{formula}  # [{' '.join(f'{each + off:.4f}' for each in shown)}]")
        return shown

    for t, x in enumerate(xs, start=1):
        sums = [sum(p * q for p, q in zip((*u[i], *w[i], b[i]), (*x, *h, 1), strict=True)) for i in range(2)]
        a = line(f"a{t} = Wxh @ x{t} + Whh @ h{t - 1} + bh", sums)
        h = line(f"h{t} = " + written.format(f"a{t}"), [OF[activation](each) for each in a])
        line(f"o{t} = Why @ h{t}", [sum(p * q for p, q in zip(v[0], h, strict=True))])
    text = "\n".join(lines)
    text = f"```python\n{text}\n```"
    return text, (begin + wrong + 2 if wrong is not None else 0)


CASES = [(activation, each) for activation, forms in WRITTEN.items() for each in forms]


@pytest.mark.parametrize(("activation", "written"), CASES)
def test_right_programs_are_not_accused(activation, written):
    for seed in range(6):
        text, _ = program(seed, activation, written)
        judgement = judge(read(text))
        assert [each for each in judgement.findings if each.severity == "error"] == [], text
        assert judgement.not_read == (), text


@pytest.mark.parametrize(("activation", "written"), CASES)
def test_a_wrong_number_is_found_on_its_line_alone(activation, written):
    for seed in range(9):
        text, line = program(seed, activation, written, wrong=seed)
        judgement = judge(read(text))
        assert {each.line for each in judgement.findings if each.severity == "error"} == {line}, text


@pytest.mark.parametrize(
    ("written", "function"),
    [
        ("max(0, a1)", "relu"),
        ("np.maximum(a1, 0.0)", "relu"),
        ("max(a1, 1)", "max"),
        ("max(0, 0.5)", "max"),
        ("max(a1)", "max"),
        ("1/(1 + exp(-(U x_1 + b)))", "sigmoid"),
        ("1/(1 + exp(-U x_1 - b))", "sigmoid"),
        ("1/(1 + exp(-2 a1))", None),
        ("1/(1 + exp(a1))", None),
        ("1/(1 - exp(-a1))", None),
        ("2/(1 + exp(-a1))", None),
        ("1/(1 + exp(-0.5))", None),
        ("1/(2 + exp(-a1))", None),
    ],
)
def test_only_what_is_an_activation_is_one(written, function):
    side = read(f"h1 = {written} = 0.5").chains[0].segments[1].expression
    assert getattr(side, "function", None) == function
