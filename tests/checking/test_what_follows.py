"""After one mistake: the mistake is charged once, and what comes of it is said to follow, with the right numbers."""

import math
import random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

FORMULAS = (
    "f_t = σ(W_f x_t + U_f h_{t-1}), i_t = σ(W_i x_t + U_i h_{t-1}), o_t = σ(W_o x_t + U_o h_{t-1})\n"
    "g_t = tanh(W_g x_t + U_g h_{t-1}), c_t = f_t c_{t-1} + i_t g_t, h_t = o_t tanh(c_t)\n"
)


def sigmoid(a):
    return 1 / (1 + math.exp(-a))


def steps(weights, slip=None):
    """Compute two steps of an LSTM of one unit; the gate ``slip`` of the first step is off by a tenth."""
    h = c = 0.0
    for t, x in ((1, 0.5), (2, 1.0)):
        gates = {}
        for gate, (w, u) in weights.items():
            gates[gate] = round((math.tanh if gate == "g" else sigmoid)(w * x + u * h), 3)
            if (gate, t) == (slip, 1):
                gates[gate] = round(gates[gate] + 0.1, 3)
        c = round(gates["f"] * c + gates["i"] * gates["g"], 3)
        h = round(gates["o"] * math.tanh(c), 3)
        yield from ((f"{gate}_{t}", value) for gate, value in (*gates.items(), ("c", c), ("h", h)))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("slip", "igo")
def test_gates(seed, slip):
    draw = random.Random(f"{seed} {slip}")
    weights = {gate: (draw.randint(3, 9) / 10, draw.randint(3, 9) / 10) for gate in "figo"}
    given = ", ".join(f"W_{gate} = {w}, U_{gate} = {u}" for gate, (w, u) in weights.items())
    right, wrong = dict(steps(weights)), dict(steps(weights, slip))
    lines = [f"{name} = {value:.3f}" for name, value in wrong.items()]
    text = FORMULAS + given + ", h_0 = 0, c_0 = 0, x_1 = 0.5, x_2 = 1\n" + "\n".join(lines)
    judgement = judge(read(text))
    assert [each.quantity for each in judgement.roots] == [f"{slip}_1"]
    follows = {
        each.quantity: each for each in judgement.findings if each.severity == "error" and not each.root
    }
    for each in follows.values():
        assert each.code == "C05"
        assert each.expected == each.corrected == ()
    far = {name for name in wrong if abs(wrong[name] - right[name]) > 0.002} - {f"{slip}_1"}
    assert far <= set(follows) and "h_1" in follows


BACK_TO_THE_NETWORK = """\
W_ih = [[-0.40, 0.35, -0.95, -0.70], [-0.75, 0.90, 0.70, 0.85]]
W_hh = [[0.75, 0.05], [-0.55, 0.70]]
b = [-0.85, 0.40]
h_0 = [0.00, 0.00]

x_1 = [0, 0, 0, 1]
h_1 = ReLU(W_ih x_1 + W_hh h_0 + b)
    = ReLU([-0.700, 0.850] + [-0.850, 0.400])
    = ReLU([-1.550, 1.250])
    = [0.000, 1.250]

x_2 = [0, 0, 0, 1]
h_2 = ReLU(W_ih x_2 + W_hh h_1 + b)
    = ReLU([-0.700, 0.819] + [-0.788, 1.275])
    = ReLU([-1.488, 2.094])
    = [0.000, 2.094]

x_3 = [0, 0, 1, 0]
h_3 = ReLU(W_ih x_3 + W_hh h_2 + b)
    = ReLU([-0.950, 0.700] + [-0.745, 1.866])
    = ReLU([-1.695, 2.566])
    = [0.000, 2.588]

x_4 = [0, 0, 1, 0]
h_4 = ReLU(W_ih x_4 + W_hh h_3 + b)
    = ReLU([-0.950, 0.700] + [-0.721, 2.212])
    = ReLU([-1.671, 2.912])
    = [0.000, 2.912]
"""


def test_what_goes_on_from_the_networks_number_follows_from_no_mistake():
    """A product is wrong and the sum goes on from it; h_3 is the network's all the same, and so is h_4."""
    judgement = judge(read(BACK_TO_THE_NETWORK))
    assert [(each.code, each.line) for each in judgement.roots] == [("C04", 14)]
    follows = sorted(each.line for each in judgement.findings if each.severity == "error" and not each.root)
    assert follows == [15, 16, 20, 21, 22]
