"""Kinds of writing, drawn: a right text has no error, a number changed in it is one at its line.

Arrows behind a letter for directions, parts of a stacked vector, what a print and a comment of code say, layers of
single units, and tables of gates; thousands of each with RNN_TUTOR_FULL=1, a few every day.
"""

import math
import os
import random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

TEXTS = 400 if os.environ.get("RNN_TUTOR_FULL") == "1" else 8


def sigmoid(value):
    return 1 / (1 + math.exp(-value))


def shown(value, digits=3):
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def carried(value, digits=3):
    return float(shown(value, digits))


def weights(draw, count):
    """Draw weights that are not small, so that what is read shows."""
    return [draw.choice((-1, 1)) * draw.randint(2, 9) / 10 for _ in range(count)]


def slipped(draw, value, wrong):
    """Give a number, wrong by far more than any rounding where it is asked for."""
    return value + draw.choice((-1, 1)) * draw.randint(60, 300) / 1000 if wrong else value


def directions(draw, wrong):
    """A bidirectional network of single units, its directions as arrows on the letter or behind it."""
    w, u, v, r = weights(draw, 4)
    xs = weights(draw, 3)
    right, left = draw.choice((("h→", "h←"), ("h\u20d7", "h\u20d6")))
    lines, root, slip = [], None, draw.randrange(6) if wrong else -1
    lines.append(f"Forward: {w} for x, {u} for h. Backward: {v} for x, {r} for h. No biases, zero start.")
    lines.append(f"x = ({', '.join(map(str, xs))})")
    for name, first, again, order in ((right, w, u, (0, 1, 2)), (left, v, r, (2, 1, 0))):
        h = 0.0
        for at in order:
            a = carried(first * xs[at] + again * h)
            new = carried(slipped(draw, math.tanh(a), len(lines) - 2 == slip))
            total = f"{first}·({xs[at]}) + {again}·({shown(h)})"
            lines.append(f"{name}_{at + 1} = tanh({total}) = tanh({shown(a)}) = {shown(new)}")
            root = len(lines) if len(lines) - 3 == slip else root
            h = new
    return "\n".join(lines) + "\n", root


def slices(draw, wrong):
    """The gates of an LSTM as parts of one stacked vector, counted as Python counts or as a page does."""
    pythons = draw.random() < 0.5
    z = [carried(sum(weights(draw, 3))) for _ in range(8)]
    lines, root = [f"z_1 = [{', '.join(map(shown, z))}]"], None
    slip = draw.randrange(4) if wrong else -1
    for gate, name in enumerate("ifog"):
        part = z[2 * gate : 2 * gate + 2]
        function, called = (math.tanh, "tanh") if name == "g" else (sigmoid, "σ")
        values = [function(each) for each in part]
        if gate == slip:
            values[draw.randrange(2)] += 0.11
            root = len(lines) + 1
        ends = (2 * gate, 2 * gate + 2) if pythons else (2 * gate + 1, 2 * gate + 2)
        lines.append(f"{name}_1 = {called}(z_1[{ends[0]}:{ends[1]}]) = [{', '.join(map(shown, values))}]")
    return "\n".join(lines) + "\n", root


def comments(draw, wrong):
    """Code whose comments say what it comes to, or what it prints."""
    w, u, h = *weights(draw, 2), carried(draw.uniform(-0.8, 0.8), 1)
    prints = draw.random() < 0.5
    lines, root = ["```python", "import math", f"w, u = {w}, {u}", f"h0 = {h}", ""], None
    slip = draw.randrange(3) if wrong else -1
    for step, x in enumerate(weights(draw, 3), 1):
        a = w * x + u * h if prints else carried(w * x + u * h, 4)
        new = slipped(draw, math.tanh(a), step - 1 == slip)
        new = new if prints else carried(new, 4)
        if prints:
            lines += [
                f"h{step} = math.tanh(w * {x} + u * h{step - 1})",
                f"print(h{step})",
                f"# {shown(new, 4)}",
            ]
        else:
            lines += [
                f"a{step} = w * {x} + u * h{step - 1}    # {w}*{x} + {u}*{shown(h, 4)} = {shown(a, 4)}",
                f"h{step} = math.tanh(a{step})    # = {shown(new, 4)}",
            ]
        root = len(lines) if step - 1 == slip else root
        h = math.tanh(a) if prints else new  # a program goes on with what it has
    return "\n".join([*lines, "```"]) + "\n", root


def layers(draw, wrong):
    """Two layers of single units, the layer above the step."""
    (w, u), (v, r) = weights(draw, 2), weights(draw, 2)
    low = high = 0.0
    lines = [f"1층은 w = {w}, u = {u}이고 2층은 w = {v}, u = {r}입니다. 두 층은 0에서 시작합니다.", ""]
    root, slip = None, draw.randrange(4) if wrong else -1
    for step, x in enumerate(weights(draw, 2), 1):
        for layer in (1, 2):
            at = 2 * step + layer - 3
            total = (
                f"{w} × {x} + {u} × {shown(low)}"
                if layer == 1
                else f"{v} × {shown(low)} + {r} × {shown(high)}"
            )
            a = carried(w * x + u * low) if layer == 1 else carried(v * low + r * high)
            new = carried(slipped(draw, math.tanh(a), at == slip))
            lines.append(f"- {layer}층: h_{step}^({layer}) = tanh({total}) = tanh({shown(a)}) = {shown(new)}")
            root = len(lines) if at == slip else root
            low, high = (new, high) if layer == 1 else (low, new)
    return "\n".join(lines) + "\n", root


def gates(draw, wrong):
    """A table of the gates of an LSTM: what each is computed from, cells with and without their sign."""
    x, h = weights(draw, 2)
    lines = ["| gate | p | q | a | value |", "|---|---|---|---|---|"]
    lines[:0] = [
        f"x_1 = {x}, h_0 = {h}",
        *(f"{each}_t = σ(W_{each} x_t + U_{each} h_{{t-1}})" for each in "ifo"),
        "",
    ]
    root, slip = None, draw.randrange(12) if wrong else -1
    given = []
    for gate, name in enumerate("ifo"):
        w, u = weights(draw, 2)
        given.append(f"W_{name} = {w}, U_{name} = {u}")
        p, q = carried(slipped(draw, w * x, slip == 4 * gate)), carried(u * h)
        q = carried(slipped(draw, q, slip == 4 * gate + 1))
        a = carried(slipped(draw, p + q, slip == 4 * gate + 2))
        value = slipped(draw, sigmoid(a), slip == 4 * gate + 3)
        lines.append(
            f"| {name}_1 | = {shown(p)} | {shown(q)} | = {shown(a)} | σ({shown(a)}) ≈ {shown(value)} |"
        )
        root = len(lines) if slip // 4 == gate and wrong else root
    lines[1:1] = given
    return "\n".join(lines) + "\n", root + 3 if root else None


@pytest.mark.parametrize("kind", [directions, slices, comments, layers, gates])
@pytest.mark.parametrize("wrong", [False, True])
def test_a_kind_of_writing(kind, wrong):
    missed = []
    for number in range(TEXTS):
        text, root = kind(random.Random(f"{kind.__name__} {wrong} {number}"), wrong)
        judgement = judge(read(text))
        lines = {each.line for each in judgement.findings if each.severity == "error"}
        roots = {each.line for each in judgement.roots}
        if (roots != {root}) if wrong else lines:
            missed.append((text, root, roots, lines))
        assert judgement.checked
    assert not missed, (len(missed), *missed[0])
