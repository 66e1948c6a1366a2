"""A matrix where a vector belongs is reported, however it is spelt and wherever it stands."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

GIVENS = """\
W_xh = [[0.5, -0.3], [0.2, 0.7]]
W_hh = [[0.4, -0.2], [0.1, 0.6]]
b = [0.1, -0.1]
h_0 = [0, 0], x_1 = [1, 0]
"""
H = "h_1 = tanh(W_xh x_1 + W_hh h_0 + b) = tanh("
SPELLINGS = [
    "[[9, 9], [9, 9]]",
    "[[9, 9, 9], [9, 9, 9]]",
    "[[9, 9], [9, 9], [9, 9]]",
    "[[0.6, 0.1], [0.6, 0.1]]",
    r"\begin{pmatrix} 9 & 9 \\ 9 & 9 \end{pmatrix}",
    r"\left[\begin{array}{cc} 9 & 9 \\ 9 & 9 \end{array}\right]",
    "[9 9; 9 9]",
    "[9, 9; 9, 9]",
    "((9, 9), (9, 9))",
    "np.array([[9, 9], [9, 9]])",
    "tensor([[9, 9], [9, 9]])",
    "[[9, 9],\n       [9, 9]]",
    "[[9 9]\n [9 9]]",
    "[[9, 9], [9, 9]]^T",
    "[[8 + 1, 9], [9, 3 * 3]]",
    "[[9, 9], [9, 9, 9]]",
]
PLACES = [
    "a_1 = W_xh x_1 + W_hh h_0 + b = {}",
    "a_1 = {}",
    "p_1 = W_xh x_1 = {}",
    "W_xh x_1 = {}",
    "W_xh x_1 + W_hh h_0 + b = {}",
    H + "{}) = [0.537, 0.100]",
    H + "[0.6, 0.1]) = {}",
    H + "[0.5, 0.2] + {} + [0.1, -0.1]) = [0.537, 0.100]",
    H + "[0.5, 0.2] + [0, 0] + {}) = [0.537, 0.100]",
    H + "[[0.5, -0.3], [0.2, 0.7]] {} + [0, 0] + [0.1, -0.1]) = [0.537, 0.100]",
    "h_1 = {}",
    "a_1 = [0.6, 0.1]\nh_1 = tanh(a_1) = {}",
]


def errors(text):
    return [each for each in judge(read(text)).findings if each.severity == "error"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_it_is_reported_once_where_it_stands(place, spelling):
    text = GIVENS + place.format(spelling) + "\n"
    (found,) = errors(text)
    assert (found.code, found.kind, found.root) == ("C02", "shape", True)
    assert found.line == text.count("\n", 0, text.index(spelling)) + 1
    assert found.expected == ("2",)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("spelling", ["[{}, {}]", "[[{}, {}]]", "[[{}], [{}]]", "({}, {})", "[{}; {}]"])
def test_a_vector_is_a_vector_in_a_row_or_in_a_column(place, spelling):
    right = {
        "h": "0.537 0.100",
        "p": "0.5 0.2",
        "q": "0 0",
        "b": "0.1 -0.1",
        "x": "1 0",
        "a": "0.6 0.1",
    }
    what = dict(zip(PLACES, ["a", "a", "p", "p", "a", "a", "h", "q", "b", "x", "h", "h"], strict=True))[place]
    assert errors(GIVENS + place.format(spelling.format(*right[what].split())) + "\n") == []


def test_what_follows_it_is_judged_as_if_the_vector_stood_there():
    text = GIVENS + "x_2 = [0, 1]\n" + H + "[[9, 9], [9, 9]]) = [0.537, {}]\n"
    text += "h_2 = tanh(W_xh x_2 + W_hh h_1 + b) = tanh([-0.005, 0.714]) = [-0.005, 0.613]\n"
    assert [(each.code, each.line) for each in errors(text.format("0.100"))] == [("C02", 6)]
    assert ("C04", 6) in [(each.code, each.line) for each in errors(text.format("0.700"))]


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("b", "b is 2 × 2, but hidden_size is 4 (W_xh, W_hh, h_0)."),
        ("h_0", "h_0 is 2 × 2, but hidden_size is 4 (W_xh, W_hh, b)."),
    ],
)
def test_the_rows_of_a_table_are_not_put_end_to_end(name, because):
    given = {"b": "[0.1, 0.1, 0.1, 0.1]", "h_0": "[0, 0, 0, 0]", name: "[[0.1, 0.1], [0.1, 0.1]]"}
    rows = ", ".join(["[0.1, 0.1, 0.1, 0.1]"] * 4)
    text = (
        f"W_xh = [[0.1], [0.1], [0.1], [0.1]], W_hh = [{rows}], x_1 = [1]\n"
        f"b = {given['b']}\nh_0 = {given['h_0']}\nh_1 = tanh(W_xh x_1 + W_hh h_0 + b)\n"
    )
    (found,) = errors(text)
    assert (found.code, str(found.because)) == ("C01", because)


def test_a_matrix_in_a_text_on_something_else_is_no_bias():
    assert errors("b = [[0.1, 0.1], [0.1, 0.1]]\nthen b is a matrix\n") == []
