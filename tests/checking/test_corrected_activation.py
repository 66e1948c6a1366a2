"""The corrected problem has the activation that the text has, whatever sign stands for it."""

import math

import pytest

from tutor.checking.repair import repair
from tutor.judging.judge import judge
from tutor.reading.reader import read

FUNCTIONS = {
    "rnn_tanh": math.tanh,
    "rnn_sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "rnn_relu": lambda z: max(z, 0.0),
}
SIGNS = {
    "rnn_tanh": ("tanh", r"\tanh", r"\sigma", "f"),
    "rnn_sigmoid": ("sigmoid", r"\sigma", "σ", "f"),
    "rnn_relu": ("ReLU", r"\sigma", "f"),
}
SLOPES = {"rnn_tanh": "(1 - h_{t} ⊙ h_{t})", "rnn_sigmoid": "h_{t} ⊙ (1 - h_{t})", "rnn_relu": "1[a_{t} > 0]"}
SLOPE = {
    "rnn_tanh": lambda h: 1 - h * h,
    "rnn_sigmoid": lambda h: h * (1 - h),
    "rnn_relu": lambda h: float(h > 0),
}
W, U, B = ((0.6, -0.2), (0.1, 0.8)), ((0.4, 0.3), (0.2, 0.5)), (0.2, 0.1)
X, TARGET = ((1.0, 0.5), (0.5, 1.0)), (0.5, 0.25)


def listed(numbers):
    return "[" + ", ".join(f"{number:.4f}" for number in numbers) + "]"


def text(kind, sign, backward):
    """Compute with the function, write it with the sign; its last number of a forward pass is wrong."""
    lines = [
        "W_xh = [[0.6, -0.2], [0.1, 0.8]], W_hh = [[0.4, 0.3], [0.2, 0.5]], b_h = [0.2, 0.1]",
        "h_0 = [0, 0]",
        *(f"x_{t} = [{x[0]}, {x[1]}]" for t, x in enumerate(X, start=1)),
    ]
    h, states = [0.0, 0.0], []
    for t, x in enumerate(X, start=1):
        a = [
            sum(w * v for w, v in zip(W[i], x, strict=True))
            + sum(u * v for u, v in zip(U[i], h, strict=True))
            + B[i]
            for i in (0, 1)
        ]
        h = [FUNCTIONS[kind](z) for z in a]
        states.append(h)
        lines.append(f"$a_{t} = W_{{xh}} x_{t} + W_{{hh}} h_{t - 1} + b_h = {listed(a)}$")
        shown = h if backward or t == 1 else [h[0], h[1] + 0.2]
        lines.append(f"$h_{t} = {sign}(a_{t}) = {listed(shown)}$")
    if backward:
        error = [y - k for y, k in zip(h, TARGET, strict=True)]
        lines += [
            "target y_2 = [0.5, 0.25]",
            "L = 1/2 ||h_2 - y_2||^2",
            "## Backward",
            f"dL/dh_2 = h_2 - y_2 = {listed(error)}",
            "dL/da_2 = dL/dh_2 ⊙ "
            + SLOPES[kind].replace("{t}", "2")
            + f" = {listed([e * SLOPE[kind](s) for e, s in zip(error, h, strict=True)])}",
        ]
    return "\n\n".join(lines), states


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize(("kind", "sign"), [(kind, sign) for kind, signs in SIGNS.items() for sign in signs])
def test_the_corrected_problem_has_the_activation_of_the_text(kind, sign, backward):
    written, states = text(kind, sign, backward)
    judgement = judge(read(written))
    repaired = repair(judgement)
    assert judgement.corrected is not None
    assert judgement.corrected.units[0].cell.kind == kind
    for t, state in enumerate(states, start=1):
        right = [float(number) for number in repaired.value(f"h_{t}")]
        assert right == pytest.approx(state, abs=2e-4)
    assert bool([each for each in judgement.findings if each.severity == "error"]) is not backward
