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
