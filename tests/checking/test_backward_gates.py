"""Backward passes through gates and layers in many hands: no right line is accused, what is wrong is named."""

import os
import random

import numpy as np
import pytest

from tests.checking.backward_gates import CELLS, MISTAKES, STEPS, Example
from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
# RNN_TUTOR_FULL=1 reads fifty times as many.
SEEDS = range(300) if FULL else range(6)


def judged(text):
    work = read(text)
    judgement = judge(work)
    errors = [each for each in judgement.findings if each.severity == "error"]
    return work, judgement, {each.line for each in errors}, [each for each in errors if each.root]


@pytest.mark.parametrize("cell", CELLS)
def test_the_program_of_the_examples_agrees_with_autograd(cell):
    torch = pytest.importorskip("torch")
    for seed in range(4):
        example = Example(random.Random(seed), cell)
        example.carried = False
        mine = {key: value for key, value, _ in example.computed() if key != "turn"}
        p = {name: torch.tensor(value, requires_grad=True) for name, value in example.parameters.items()}
        top = forward(torch, example, p)
        loss = 0
        for t in range(1, STEPS + 1):
            s = p["W_hy"] @ top[t] + p["b_y"]
            target = torch.tensor(example.targets[t - 1])
            loss = loss + (
                0.5 * ((s - target) ** 2).sum()
                if example.squared
                else -(target * torch.log_softmax(s, 0)).sum()
            )
        loss.backward()
        names = [key[0][1:] for key in mine if len(key) == 1]
        assert len(names) >= 7
        for name in names:
            assert np.allclose(mine[f"d{name}",], p[name].grad.numpy(), rtol=0, atol=1e-12), name


def forward(torch, example, p):
    """Give the states of the top layer, by torch."""
    zero = torch.zeros(example.size, dtype=torch.float64)
    h, c, first, second, top = zero, zero, zero, zero, {}
    for t, x in enumerate(map(torch.tensor, example.inputs), 1):
        if example.cell == "layers":
            first = torch.tanh(p["W_xh^(1)"] @ x + p["W_hh^(1)"] @ first + p["b_h^(1)"])
            second = torch.tanh(p["W_xh^(2)"] @ first + p["W_hh^(2)"] @ second + p["b_h^(2)"])
            top[t] = second
            continue

        def into(gate, x=x, h=h):
            return p[f"W_x{gate}"] @ x + p[f"W_h{gate}"] @ h + p[f"b_{gate}"]

        if example.cell == "lstm":
            i, f, o = (torch.sigmoid(into(gate)) for gate in "ifo")
            c = f * c + i * torch.tanh(into("g"))
            h = o * torch.tanh(c)
        else:
            r, z = torch.sigmoid(into("r")), torch.sigmoid(into("z"))
            before = example.cell == "gru_reset_before"
            inner = p["W_hn"] @ (r * h) if before else r * (p["W_hn"] @ h)
            h = (1 - z) * torch.tanh(p["W_xn"] @ x + inner + p["b_n"]) + z * h
        top[t] = h
    return top


@pytest.mark.parametrize("cell", CELLS)
def test_no_right_line_is_accused_and_nearly_all_are_compared(cell):
    """RNN_TUTOR_FULL=1 reads 1,200 texts, else 24."""
    lines = compared = 0
    for seed in SEEDS:
        text, _ = Example(random.Random(seed), cell).text()
        work, judgement, errors, _ = judged(text)
        assert (seed, errors) == (seed, set())
        if judgement.corrected is None:
            continue  # no formula tells on which side of r ⊙ h the matrix stands: said, and nothing is compared
        computed = {
            number
            for number, line in enumerate(text.split("\n"), 1)
            if number >= work.backward and "=" in line
        }
        lines += len(computed)
        compared += len({place.line for place in judgement.checked} & computed)
        listed = {place.place.line for place in judgement.not_read}
        assert computed - {place.line for place in judgement.checked} <= listed
    assert compared >= 0.9 * lines


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_is_wrong_is_named_alone(cell, mistake):
    """RNN_TUTOR_FULL=1 reads 3,600 texts, else 72."""
    told = wrong_ones = 0
    for seed in SEEDS:
        text, wrong = Example(random.Random(seed), cell).text(mistake)
        if not wrong:
            continue
        _, judgement, errors, roots = judged(text)
        assert (seed, errors - {wrong}) == (seed, set())
        wrong_ones += judgement.corrected is not None
        told += [each.line for each in roots] == [wrong]
        assert all(each.expected for each in roots)
    assert told >= 0.8 * wrong_ones


LSTM = """W_f = 0.5, U_f = 0.1, b_f = 0.2
W_i = 0.6, U_i = -0.3, b_i = 0.1
W_g = 0.7, U_g = 0.2, b_g = 0
W_o = 0.4, U_o = 0.3, b_o = -0.1
x_1 = 1, x_2 = 0.5, h_0 = 0, c_0 = 0, y = 0.4
f_1 = σ(W_f x_1 + U_f h_0 + b_f) = {f1:.4f}
i_1 = σ(W_i x_1 + U_i h_0 + b_i) = {i1:.4f}
g_1 = tanh(W_g x_1 + U_g h_0 + b_g) = {g1:.4f}
o_1 = σ(W_o x_1 + U_o h_0 + b_o) = {o1:.4f}
c_1 = f_1 * c_0 + i_1 * g_1 = {c1:.4f}
h_1 = o_1 * tanh(c_1) = {h1:.4f}
f_2 = σ(W_f x_2 + U_f h_1 + b_f) = {f2:.4f}
i_2 = σ(W_i x_2 + U_i h_1 + b_i) = {i2:.4f}
g_2 = tanh(W_g x_2 + U_g h_1 + b_g) = {g2:.4f}
o_2 = σ(W_o x_2 + U_o h_1 + b_o) = {o2:.4f}
c_2 = f_2 * c_1 + i_2 * g_2 = {c2:.4f}
h_2 = o_2 * tanh(c_2) = {h2:.4f}
Loss L = 1/2 (h_2 - y)^2
"""


def lstm_of_two_steps():
    """Give the numbers of a small LSTM, forward and back, by formulas of their own."""
    weights = {"f": (0.5, 0.1, 0.2), "i": (0.6, -0.3, 0.1), "g": (0.7, 0.2, 0), "o": (0.4, 0.3, -0.1)}
    n = {"c0": 0.0, "h0": 0.0}
    for t, x in ((1, 1.0), (2, 0.5)):
        for gate, (u, v, b) in weights.items():
            a = u * x + v * n[f"h{t - 1}"] + b
            n[f"{gate}{t}"] = np.tanh(a) if gate == "g" else 1 / (1 + np.exp(-a))
        n[f"c{t}"] = n[f"f{t}"] * n[f"c{t - 1}"] + n[f"i{t}"] * n[f"g{t}"]
        n[f"h{t}"] = n[f"o{t}"] * np.tanh(n[f"c{t}"])
    come, kept = n["h2"] - 0.4, 0.0
    for t in (2, 1):
        m, o = np.tanh(n[f"c{t}"]), n[f"o{t}"]
        n[f"dh{t}"], n[f"part{t}"] = come, come * o * (1 - m**2)
        dc = n[f"dc{t}"] = n[f"part{t}"] + kept
        before = {"o": come * m, "f": dc * n[f"c{t - 1}"], "i": dc * n[f"g{t}"], "g": dc * n[f"i{t}"]}
        for gate, value in before.items():
            own = n[f"{gate}{t}"]
            n[f"d{gate}{t}"] = value
            n[f"z{gate}{t}"] = value * ((1 - own**2) if gate == "g" else own * (1 - own))
        come = sum(weights[gate][1] * n[f"z{gate}{t}"] for gate in weights)
        kept = dc * n[f"f{t}"]
    return n


BEHIND = "∂L/∂h_2 = {dh2:.4f}\n∂L/∂o_2 = {zo2:.4f}\n∂L/∂c_2 = {dc2:.4f}\n∂L/∂f_2 = {zf2:.4f}\n"
HALVES = "dh_2 = {dh2:.4f}\ndc_2 = {dc2:.4f}\ndf_2 = {df2:.4f}\ndh_1 = {dh1:.4f}\ndc_1 = {part1:.4f}\n"


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        (BEHIND + "∂L/∂o_1 = {zo1:.4f}\n", 5),
        (HALVES + "dc_1 += dc_prev = {dc1:.4f}\ndo_1 = {do1:.4f}\n", 6),
        (HALVES + "do_1 = {do1:.4f}\ndi_1 = {di1:.4f}\n", 4),
        # The part of one step, under the name of the sum.
        ("da_o_2 = {zo2:.4f}\ndW_o = da_o_2 * x_2 = {part:.4f}\nda_o_1 = {zo1:.4f}\n", 2),
    ],
)
def test_what_has_two_meanings_is_never_accused(text, compared):
    """A gate's gradient behind its slope, the first half of dc, the part of one step."""
    n = lstm_of_two_steps()
    whole = LSTM.format(**n) + text.format(**n, part=0.5 * n["zo2"])
    work, judgement, errors, _ = judged(whole)
    assert errors == set()
    assert len({place.line for place in judgement.checked if place.line >= work.backward}) >= compared
