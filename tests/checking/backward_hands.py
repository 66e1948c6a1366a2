"""Right backward passes by a program of its own, in many hands: names, layouts, digits, what is carried on.

Nothing of the package is used. ``text(random)`` gives a text and the lines that a gradient stands in; with
``wrong`` one gradient of the pre-activation lacks its slope, and all behind it follow from that.
"""

from __future__ import annotations

import math

FUNCTIONS = {
    "tanh": (math.tanh, lambda h: 1 - h * h, "(1 - {h}^2)"),
    "sigmoid": (lambda a: 1 / (1 + math.exp(-a)), lambda h: h * (1 - h), "{h}(1 - {h})"),
}
NAMES = [("W_x", "W_h", "b"), ("w_xh", "w_hh", "b_h"), ("u", "w", "c"), ("U", "W", "b"), ("Wxh", "Whh", "bh")]
HANDS = {
    "leibniz": ("∂L/∂h_{t}", "∂L/∂a_{t}", "∂L/∂{p}"),
    "plain": ("dL/dh{t}", "δ_{t}", "dL/d{p}"),
    "short": ("dh_{t}", "da_{t}", "d{p}"),
    "tex": (
        r"\frac{{\partial L}}{{\partial h_{t}}}",
        r"\delta_{t}",
        r"\frac{{\partial L}}{{\partial {p}}}",
    ),
    "nabla": ("∇h_{t}", "delta_{t}", "∇{p}"),
}


def text(random, wrong=False):
    """Write a text of one network with one hidden unit, and tell its wrong line, 0 where there is none."""
    kind = random.choice(list(FUNCTIONS))
    function, slope, said = FUNCTIONS[kind]
    steps, decimals = random.choice((2, 3)), random.choice((3, 4, 5))
    names, hand = random.choice(NAMES), HANDS[random.choice(list(HANDS))]
    w_x, w_h, b = (random.choice((-1, 1)) * random.randint(2, 12) / 10 for _ in range(3))
    xs = [random.choice((-1, 1)) * random.randint(2, 20) / 10 for _ in range(steps)]
    target, start = random.randint(-9, 9) / 10, random.choice((0, 0.3))
    half, carried, rate = random.random() < 0.6, random.random() < 0.5, random.choice((None, 0.1, 0.5))
    named = "sigmoid" if kind == "sigmoid" else "tanh"

    def shown(value):
        return f"{value:.{decimals}f}"

    def kept(value):
        return float(shown(value)) if carried else value

    lines = [
        f"h_t = {named}({names[0]} x_t + {names[1]} h_(t-1) + {names[2]})",
        f"{names[0]} = {w_x}, {names[1]} = {w_h}, {names[2]} = {b}, h_0 = {start}, y = {target}",
        ", ".join(f"x_{t} = {x}" for t, x in enumerate(xs, start=1)),
        f"L = {'1/2 ' if half else ''}(h_{steps} - y)^2" + (f", learning rate {rate}" if rate else ""),
    ]
    states = [start]
    for t, x in enumerate(xs, start=1):
        a = w_x * x + w_h * states[-1] + b
        states.append(kept(function(a)))
        lines.append(f"h_{t} = {named}({shown(a)}) = {shown(states[-1])}")
    gradient, deltas, wrong_line = kept((1 if half else 2) * (states[-1] - target)), {}, 0
    at = random.randint(1, steps) if wrong else 0
    for t in range(steps, 0, -1):
        lines.append(f"{hand[0].format(t=t)} = {shown(gradient)}")
        deltas[t] = kept(gradient * (1 if t == at else slope(states[t])))
        factor = said.format(h=shown(states[t]) if states[t] >= 0 else f"({shown(states[t])})")
        worked = f"{shown(gradient)} * {factor} = " if t != at else ""
        lines.append(f"{hand[1].format(t=t)} = {worked}{shown(deltas[t])}")
        if t == at:
            wrong_line = len(lines)
        gradient = kept(w_h * deltas[t])
    sums = (
        sum(deltas[t] * xs[t - 1] for t in deltas),
        sum(deltas[t] * states[t - 1] for t in deltas),
        sum(deltas.values()),
    )
    for name, value in zip(names, sums, strict=True):
        lines.append(f"{hand[2].format(p=name)} = {shown(kept(value))}")
    if rate:
        for name, old, value in zip(names, (w_x, w_h, b), sums, strict=True):
            lines.append(f"{name}_new = {shown(old - rate * kept(value))}")
    return "\n".join(lines) + "\n", wrong_line
