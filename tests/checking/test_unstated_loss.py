"""Backward passes whose error is ŷ - t and whose loss stands nowhere; numbers by a program of its own."""

import math
from random import Random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

HANDS = {
    "letters": (
        "e_{t} = ŷ_{t} - t_{t} = {e}",
        "∂L/∂h_{t} = {product} = {g}",
        "δ_{t} = ∂L/∂h_{t} ⊙ (1 - h_{t}²) = {d}",
        ("W_hy^T e_{t}", " + W_hh^T δ_{n}"),
    ),
    "LaTeX": (
        r"$$e_{t} = \hat{{y}}_{t} - t_{t} = {e}$$",
        r"$$\frac{{\partial L}}{{\partial h_{t}}} = {product} = {g}$$",
        r"$$\delta_{t} = \frac{{\partial L}}{{\partial h_{t}}} \odot (1 - h_{t}^2) = {d}$$",
        (r"W_{{hy}}^\top e_{t}", r" + W_{{hh}}^\top \delta_{n}"),
    ),
    "LaTeX, 한국어": (
        r"출력층의 오차: $e_{t} = \hat{{y}}_{t} - t_{t} = {e}$",
        r"은닉 상태의 기울기: $\frac{{\partial L}}{{\partial h_{t}}} = {product} = {g}$",
        r"델타: $\delta_{t} = \frac{{\partial L}}{{\partial h_{t}}} \odot (1 - h_{t}^2) = {d}$",
        (r"W_{{hy}}^\top e_{t}", r" + W_{{hh}}^\top \delta_{n}"),
    ),
}


def vector(numbers):
    return f"[{', '.join(f'{number:.4f}' for number in numbers)}]"


def text_of(seed, hand, slip=None):
    """Write a pass of two steps; ``slip`` (what, step) adds 0.3 to its first number, which is carried on.

    Gives the text and the line of the slip.
    """
    random = Random(seed)

    def draw(rows, columns):
        return [
            [random.choice((-1, 1)) * random.randint(1, 9) / 10 for _ in range(columns)] for _ in range(rows)
        ]

    w, u, v = draw(2, 2), draw(2, 2), draw(1, 2)[0]
    (b,), (c,) = draw(1, 2), draw(1, 1)[0]
    inputs, targets = draw(2, 2), [random.choice((1, -1)) for _ in range(2)]
    lines = [
        f"W_ih = {w}, W_hh = {u}, b = {b}, W_hy = [{v}], b_y = [{c}], h_0 = [0, 0]",
        ", ".join(
            f"x_{t} = {x}, t_{t} = [{k}]" for t, (x, k) in enumerate(zip(inputs, targets, strict=True), 1)
        ),
    ]
    h, states, outputs = [0, 0], [], []
    for t, x in enumerate(inputs, start=1):
        a = [
            round(
                sum(p * q for p, q in zip(w[i], x, strict=True))
                + sum(p * q for p, q in zip(u[i], h, strict=True))
                + b[i],
                4,
            )
            for i in range(2)
        ]
        h = [round(math.tanh(z), 4) for z in a]
        y = round(sum(p * q for p, q in zip(v, h, strict=True)) + c, 4)
        lines += [
            f"a_{t} = W_ih x_{t} + W_hh h_{t - 1} + b = {vector(a)}",
            f"h_{t} = tanh(a_{t}) = {vector(h)}",
            f"ŷ_{t} = W_hy h_{t} + b_y = {vector([y])}",
        ]
        states.append(h)
        outputs.append(y)
    error, arrives, delta, (first, second) = HANDS[hand]
    at, before = 0, [0, 0]
    for t in (2, 1):
        values = {"e": [round(outputs[t - 1] - targets[t - 1], 4)]}
        for what, template in (("e", error), ("g", arrives), ("d", delta)):
            if what == "g":
                values["g"] = [
                    round(v[i] * values["e"][0] + sum(u[j][i] * before[j] for j in range(2)), 4)
                    for i in range(2)
                ]
            if what == "d":
                values["d"] = [
                    round(g * (1 - z * z), 4) for g, z in zip(values["g"], states[t - 1], strict=True)
                ]
            if slip == (what, t):
                values[what][0] = round(values[what][0] + 0.3, 4)
                at = len(lines) + 1
            product = (first + (second if t == 1 else "")).format(t=t, n=t + 1)
            own = {what: vector(values[what])}
            lines.append(template.format(t=t, product=product, **own))
        before = values["d"]
    return "\n\n".join(lines) + "\n", 2 * at - 1


@pytest.mark.parametrize("hand", HANDS)
def test_no_right_line_is_accused(hand):
    for seed in range(12):
        text, _ = text_of(seed, hand)
        judgement = judge(read(text))
        assert [each for each in judgement.findings if each.severity == "error"] == [], text


@pytest.mark.parametrize("what", ["e", "g", "d"])
@pytest.mark.parametrize("hand", HANDS)
def test_a_slip_is_the_only_root_or_is_not_read(hand, what):
    for seed in range(12):
        text, line = text_of(seed, hand, slip=(what, 2))
        judgement = judge(read(text))
        roots = [each.line for each in judgement.roots]
        unread = [each.place.line for each in judgement.not_read]
        assert roots == [line] if what == "e" else roots in ([line], []), text
        assert roots or line in unread, text


def test_an_error_taken_the_other_way_round_is_found_below_a_heading_of_the_backward_pass():
    text, _ = text_of(3, "LaTeX, 한국어")
    lines = text.split("\n\n")
    at = next(i for i, line in enumerate(lines) if "$e_2" in line)
    head, _, number = lines[at].partition(" = [")
    number = number.removesuffix("]$")
    turned = number[1:] if number.startswith("-") else f"-{number}"
    lines[at] = f"{head} = [{turned}]$"
    wrong = "\n\n".join([*lines[:at], "## 3. 역전파", *lines[at:]])
    first = judge(read(wrong)).roots[0]
    assert (first.code, first.line) == ("C04", wrong.split("$e_2")[0].count("\n") + 1)
    right = "\n\n".join([*text.split("\n\n")[:at], "## 3. 역전파", *text.split("\n\n")[at:]])
    assert judge(read(right)).roots == ()
