"""Worked examples as other people write them: right ones pass, a planted slip is found where it stands."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

GIVENS = """\
W_xh = [[0.5, -0.3, 0.8], [0.2, 0.7, -0.6]]
W_hh = [[0.4, -0.2], [0.1, 0.6]]
b = [0.1, -0.1]
h_0 = [0, 0]
"""


def errors(text):
    return [
        (each.code, each.line, each.entries)
        for each in judge(read(text)).findings
        if each.severity == "error"
    ]


@pytest.mark.parametrize("heading", ["**Time step 1** (x_1 = [1, 0, 0])", "**1단계**(x_1 = [1, 0, 0])"])
def test_the_end_of_bold_print_is_no_power(heading):
    text = GIVENS + f"{heading}\nh_1 = tanh(W_xh x_1 + W_hh h_0 + b) = tanh([0.600, 0.100]) = [0.537, {{}}]\n"
    assert errors(text.format("0.100")) == []
    assert errors(text.format("0.200")) == [("C04", 6, (2,))]


def test_a_power_in_bold_print_stays_a_power():
    assert [code for code, *_ in errors("**h_1 = tanh(2**3) = [0.4, 0.2]**\n")] == ["C02"]


def test_the_state_is_what_is_computed_even_where_x_counts_as_it_does():
    text = GIVENS + (
        "x_0 = [1, 0, 0], x_1 = [0, 1, 0]\n"
        "h_1 = tanh(W_xh x_0 + W_hh h_0 + b) = tanh([0.600, 0.100]) = [0.537, 0.100]\n"
        "h_2 = tanh(W_xh x_1 + W_hh h_1 + b) = tanh([{}, 0.714]) = [-0.005, 0.613]\n"
    )
    assert errors(text.format("-0.005")) == []
    assert errors(text.format("0.195"))[:1] == [("C04", 7, (1,))]


@pytest.mark.parametrize(
    "formula",
    [
        "W [h_0; x_1]",
        "W · [h_0, x_1]^T",
        "W concat(h_0, x_1)",
        r"W \begin{{bmatrix}} h_0 \\ x_1 \end{{bmatrix}}",
        "np.dot(W, np.concatenate([h_0, x_1]))",
    ],
)
def test_one_matrix_for_a_stack_is_taken_apart(formula):
    text = (
        "W = [[0.4, -0.2, 0.5, -0.3, 0.8], [0.1, 0.6, 0.2, 0.7, -0.6]]\n"
        "b = [0.1, -0.1], h_0 = [0.5, 0], x_1 = [1, 0, 0]\n"
        f"h_1 = tanh({formula} + b) = tanh([0.800, 0.150]) = [0.664, {{}}]\n"
    )
    assert errors(text.format("0.149")) == []
    assert errors(text.format("0.194")) == [("C04", 3, (2,))]


@pytest.mark.parametrize("way", ["h_0; x_1", "x_1; h_0"])
def test_the_numbers_of_a_stack_are_compared_with_its_parts(way):
    state_first = way.startswith("h")
    hh, ih = ("0.4, -0.2", "0.1, 0.6"), ("0.5, -0.3, 0.8", "0.2, 0.7, -0.6")
    rows = [", ".join(pair if state_first else pair[::-1]) for pair in zip(hh, ih, strict=True)]
    stack = "[{0}, 0, 1, 0, 0]" if state_first else "[1, 0, 0, {0}, 0]"
    text = (
        "b = [0.1, -0.1], h_0 = [0.5, 0], x_1 = [1, 0, 0]\n"
        f"h_1 = tanh(W [{way}] + b)\n"
        f"    = tanh([[{rows[0]}], [{rows[1]}]] {stack} + [0.1, -0.1])\n"
        "    = tanh([{1}, 0.150]) = [0.664, 0.149]\n"
    )
    assert errors(text.format("0.5", "0.800")) == []
    assert errors(text.format("0.5", "0.600"))[:1] == [("C04", 4, (1,))]
    assert [code for code, *_ in errors(text.format("0.6", "0.800"))] == ["C06"]


def test_a_sum_behind_the_dash_of_a_list_is_a_claim_of_its_own():
    text = GIVENS + (
        "x_1 = [1, 0, 0]\n- W_xh·x_1 + W_hh·h_0 + b = [0.600, {}]\n- h_1 = tanh([0.600, 0.100]) ≈ [0.537, 0.100]\n"
    )
    assert errors(text.format("0.100")) == []
    assert errors(text.format("0.200"))[:1] == [("C04", 6, (2,))]


@pytest.mark.parametrize("between", ["", ":\n  "])
def test_the_rows_of_a_matrix_may_stand_below_each_other(between):
    sign = between or " = "
    text = (
        f"W_xh{sign}[0.5  -0.3  0.8]\n       [0.2   0.7 -0.6]\nW_hh{sign}[0.4 -0.2]\n  [0.1  0.6]\n"
        "b = [0.1, -0.1], h_0 = [0, 0], x_1 = [1, 0, 0]\n"
        "h_1 = tanh(W_xh x_1 + W_hh h_0 + b) = tanh([0.600, 0.100]) = [0.537, {}]\n"
    )
    assert errors(text.format("0.100")) == []
    line = text.count("\n")
    assert errors(text.format("0.200")) == [("C04", line, (2,))]
