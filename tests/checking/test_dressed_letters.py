r"""LaTeX with bold letters, hats in any nesting and ``\nabla``: right texts are not accused, slips are seen."""

import math
import os
from random import Random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

TEXTS = 200 if os.environ.get("RNN_TUTOR_FULL") else 14
FONTS = (r"{}", r"\mathbf{{{}}}", r"\boldsymbol{{{}}}", r"\bm{{{}}}", r"\mathbf {}")
HATS = (r"\hat{{{}}}", r"\widehat{{{}}}", "inside")
SLOPES = (
    r"\nabla_{{{}}} L",
    r"\nabla_{{{}}}L",
    r"\nabla_{{{}}} \mathcal{{L}}",
    r"\frac{{\partial L}}{{\partial {}}}",
)


class Example:
    """A network of two units with a softmax, in the letters of textbooks, written by a hand drawn at random."""

    def __init__(self, random):
        def draw():
            return random.choice((-1, 1)) * random.randint(1, 9) / 10

        self.u, self.w, self.v = ([[draw(), draw()], [draw(), draw()]] for _ in range(3))
        self.b, self.c = [draw(), draw()], [draw(), draw()]
        self.x = [[1, 0], [1, 2]]
        self.y = [random.choice(([0, 1], [1, 0])) for _ in range(2)]
        self.font, self.hat, self.slope = random.choice(FONTS), random.choice(HATS), random.choice(SLOPES)
        self.stepped = random.random() < 0.3  # the step inside the braces of the hat
        self.wrong = None
        self.lines = []

    def of(self, letter, step=""):
        return self.font.format(letter) + (f"_{step}" if step != "" else "")

    def output(self, step):
        if self.hat == "inside":
            return f"\\mathbf{{\\hat{{y}}}}_{step}"
        if self.stepped:
            return self.hat.format(f"{self.font.format('y')}_{step}")
        return self.hat.format(self.font.format("y")) + f"_{step}"

    def line(self, left, formula, numbers):
        shown = [round(each, 4) for each in numbers]
        written = [*shown]
        if len(self.lines) == self.wrong:
            written[0] += 0.2
        entries = r" \\ ".join(f"{each:.4f}" for each in written)
        self.lines.append(rf"{left} &= {formula} = \begin{{pmatrix}}{entries}\end{{pmatrix}} \\")
        return shown

    def text(self, wrong=None):
        self.wrong, self.lines = wrong, []
        u, w, v, b, c = (self.of(each) for each in "UWVbc")

        def given(value):
            rows = value if isinstance(value[0], list) else [[each] for each in value]
            return (
                r"\begin{pmatrix}"
                + r" \\ ".join(" & ".join(map(str, row)) for row in rows)
                + r"\end{pmatrix}"
            )

        states, outputs = [[0.0, 0.0]], []
        for t in (1, 2):
            formula = f"{u} {self.of('x', t)} + {w} {self.of('h', t - 1)} + {b}"
            a = plus(times(self.u, self.x[t - 1]), times(self.w, states[-1]), self.b)
            a = self.line(self.of("a", t), formula, a)
            formula = rf"\tanh({self.of('a', t)})"
            states.append(self.line(self.of("h", t), formula, [math.tanh(each) for each in a]))
            o = plus(times(self.v, states[-1]), self.c)
            o = self.line(self.of("o", t), f"{v} {self.of('h', t)} + {c}", o)
            total = sum(map(math.exp, o))
            formula = rf"\operatorname{{softmax}}({self.of('o', t)})"
            outputs.append(self.line(self.output(t), formula, [math.exp(each) / total for each in o]))
        after = None
        for t in (2, 1):
            do, dh = self.slope.format(self.of("o", t)), self.slope.format(self.of("h", t))
            error = plus(outputs[t - 1], [-each for each in self.y[t - 1]])
            error = self.line(do, f"{self.output(t)} - {self.of('y', t)}", error)
            formula, arrives = rf"{v}^\top {do}", times(turned(self.v), error)
            delta = self.font.format("\\delta")
            if after is not None:
                formula += rf" + {w}^\top {delta}_2"
                arrives = plus(arrives, times(turned(self.w), after))
            arrives = self.line(dh, formula, arrives)
            formula = rf"{dh} \odot (1 - {self.of('h', t)}^2)"
            after = self.line(
                f"{delta}_{t}", formula, [g * (1 - h * h) for g, h in zip(arrives, states[t], strict=True)]
            )
        facts = {u: self.u, w: self.w, b: self.b, v: self.v, c: self.c, self.of("h", 0): [0, 0]}
        facts |= {self.of("x", t): self.x[t - 1] for t in (1, 2)}
        facts |= {self.of("y", t): self.y[t - 1] for t in (1, 2)}
        head = "\n".join(f"${name} = {given(value)}$" for name, value in facts.items())
        lines = [r"\begin{align*}", *self.lines[:8], r"\end{align*}", "Backward:", r"\begin{align*}"]
        return f"{head}\n" + "\n".join((*lines, *self.lines[8:], r"\end{align*}"))


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def turned(matrix):
    return [list(row) for row in zip(*matrix, strict=True)]


def plus(*vectors):
    return [sum(each) for each in zip(*vectors, strict=True)]


def test_right_texts_are_not_accused_and_wholly_read():
    """RNN_TUTOR_FULL=1 judges 200 texts, else 14."""
    for seed in range(TEXTS):
        text = Example(Random(seed)).text()
        judgement = judge(read(text))
        assert [each for each in judgement.findings if each.severity == "error"] == [], text
        assert judgement.not_read == (), text


def test_one_wrong_number_is_found_or_listed_on_its_line():
    """RNN_TUTOR_FULL=1 judges 200 texts, else 14."""
    for seed in range(TEXTS):
        example = Example(Random(seed))
        text = example.text(wrong=seed % 14)
        line = text.split("\n").index(example.lines[seed % 14]) + 1
        judgement = judge(read(text))
        found = {each.line for each in judgement.findings if each.severity == "error"}
        assert found <= {line}, text
        assert line in found | {each.place.line for each in judgement.not_read}, text
        assert line in found or seed % 14 >= 8, text  # every slip of the forward pass is found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"\hat{\mathbf{y}}_1", "y_hat"),
        (r"\mathbf{\hat{y}}_1", "y_hat"),
        (r"\bm{\hat y}_1", "y_hat"),
        (r"\hat{y_1}", "y_hat"),
        (r"\hat{\boldsymbol{y}_{1}}", "y_hat"),
        (r"\nabla_{\mathbf{h}_1} L", "∇h"),
        (r"\nabla_{h_1} \mathcal{L}", "∇h"),
        (r"\nabla_{h_1}", "∇h"),
        (r"∇_{h₁} L", "∇h"),
        (r"∇_h1 L", "∇h"),
        (r"∇ₕ₁ L", "∇h"),
        (r"\nabla_{h_1} L_2", "∇(L_2)h"),
    ],
)
def test_a_name_is_read_through_its_clothes(written, name):
    found = read(f"${written} = 0.5$").chains[0].name
    assert (found.base, found.step) == (name, 1)


@pytest.mark.parametrize("written", [r"\nabla_{+} L = 0.5", r"\nabla_{h + x} L = 0.5", "∇₊ L = 0.5"])
def test_what_a_nabla_cannot_belong_to_is_no_gradient(written):
    work = read(f"${written}$")
    assert all(each.name is None or not each.name.base.startswith("∇h") for each in work.chains)
