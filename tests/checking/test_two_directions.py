"""Texts that compute a state in both directions, in the notations that people write, right and with one slip."""

import math
import random

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

NOTATIONS = {
    "arrow before": ("→h_{}", "←h_{}"),
    "arrow behind": ("h→_{}", "h←_{}"),
    "small steps": ("→h{}", "←h{}"),
    "TeX": (r"$\overrightarrow{{h}}_{}$", r"$\overleftarrow{{h}}_{}$"),
    "TeX, bare": (r"$\overrightarrow h_{{{}}}$", r"$\overleftarrow h_{{{}}}$"),
    "arrow above": ("$h^→_{}$", "$h^{{←}}_{}$"),
    "letters": ("hf_{}", "hb_{}"),
    "letters below": ("h_f{}", "h_b{}"),
}
GIVENS = {
    "prose": "Bidirectional RNN. Forward: w = {}, u = {}. Backward: w' = {}, u' = {}. No biases, all initial "
    "states are 0.",
    "Korean": "양방향 RNN 예제. 순방향: w = {}, u = {}. 역방향: w' = {}, u' = {}. 편향은 없고 초기 상태는 0이다.",
    "list": "- forward: w_f = {}, u_f = {}\n- backward: w_b = {}, u_b = {}\n",
}
SMALL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SLIPS = ["none", "other direction", "weight", "input", "result"]


def put(number):
    shown = f"{number:.3f}" if number * 100 % 1 else str(number)
    return f"({shown})" if number < 0 else shown


def text_of(notation, givens, slip, seed):
    """Write a text of three steps; give it with the line of its slip, if it has one."""
    draw = random.Random(f"{notation} {givens} {seed}")
    weights = draw.sample([0.2, 0.3, 0.4, 0.55, 0.65, 0.7, 0.8, -0.35, -0.6], 4)
    inputs = draw.sample([1, -1, 0.5, -0.5, 2, 0.9], 3)
    says = GIVENS[givens].format(*weights) + "\n" + ", ".join(f"x_{t} = {x}" for t, x in enumerate(inputs, 1))
    lines = [*says.split("\n"), ""]
    wrong, states = None, []
    for way, title in enumerate(("Forward", "Backward")):
        lines.append(title if givens != "Korean" else ("순방향", "역방향")[way])
        w, u = weights[2 * way : 2 * way + 2]
        state = 0
        for t in (1, 2, 3) if not way else (3, 2, 1):
            name = NOTATIONS[notation][way].format(
                str(t).translate(SMALL) if notation == "small steps" else t
            )
            number, read_in, before = w, inputs[t - 1], state
            if way and t == 1 and slip != "none":
                wrong = len(lines) + 1
                number = round(w + 0.07, 2) if slip == "weight" else number
                read_in = inputs[1] if slip == "input" else read_in
                before = states[1] if slip == "other direction" else before
            state = round(math.tanh(number * read_in + u * before), 3)
            if wrong == len(lines) + 1 and slip == "result":
                state = round(state + (0.04 if state < 0.9 else -0.04), 3)
            states.append(state)
            lines.append(f"{name} = tanh({number}×{put(read_in)} + {put(u)}×{put(before)}) = {state:.3f}")
        lines.append("")
    return "\n".join(lines), wrong


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("givens", GIVENS)
@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_slip_in_one_of_two_directions_is_found_where_it_is_and_nothing_else(notation, givens, slip):
    for seed in range(4):
        text, wrong = text_of(notation, givens, slip, seed)
        judgement = judge(read(text))
        assert [each.line for each in judgement.roots] == ([] if wrong is None else [wrong]), text
        assert judgement.lines_checked == 6, text


def test_a_number_of_the_other_direction_is_told_by_the_name_of_the_state_that_was_meant():
    text = """양방향 RNN. 순방향: w = 0.5, u = 0.6. 역방향: w' = 0.4, u' = 0.7. x_1 = 1, x_2 = -1.
→h_1 = tanh(0.5×1 + 0.6×0) = 0.462
→h_2 = tanh(0.5×(-1) + 0.6×0.462) = -0.219
←h_2 = tanh(0.4×(-1) + 0.7×0) = -0.380
←h_1 = tanh(0.4×1 + 0.7×(-0.219)) = 0.242
"""
    (found,) = judge(read(text)).roots
    assert str(found.fault()) == (
        "error[C07]: h_backward_2 was copied wrong\n  h_backward_2 was written as -0.380."
    )


def test_an_arrow_before_a_state_says_what_follows_where_no_state_goes_back():
    text = "w = 0.5, u = 0.6, h_0 = 0, x_1 = 1, x_2 = -1\n→h_1 = tanh(0.5×1 + 0.6×0) = 0.462\n"
    assert judge(read(text + "→h_2 = tanh(w x_2 + u h_1) = -0.219\n")).roots == ()
    assert [each.line for each in judge(read(text + "→h_2 = tanh(w x_2 + u h_1) = -0.319\n")).roots] == [3]


def test_two_numbers_that_were_copied_otherwise_are_another_way_of_writing():
    text = """w = 0.5, u = 0.6, w' = 0.4, u' = 0.7, x_1 = 1, x_2 = -1, x_3 = 2
→h_1 = tanh(0.5×1 + 0.6×0) = 0.462
→h_2 = tanh(0.5×(-1) + 0.6×0.462) = -0.219
←h_3 = tanh(0.4×2 + 0.7×0) = 0.664
←h_2 = tanh(0.4×(-1) + 0.7×0.1) = -0.319
←h_1 = tanh(0.4×1 + 0.7×0.2) = 0.493
"""
    assert judge(read(text)).roots == ()
