"""Batches, sessions, generic steps, two directions and tables, as other people write them.

Each kind stands here with its right text, of which nothing is said, and with one number changed.
"""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read


def said(text):
    """Everything that is found in a text: its code, line and entries, what is wrong first."""
    found = judge(read(text)).findings
    order = {"error": 0, "warning": 1, "note": 2}
    return [
        (each.code, each.line, each.entries) for each in sorted(found, key=lambda each: order[each.severity])
    ]


def roots(text):
    return [
        (each.code, each.line)
        for each in judge(read(text)).findings
        if each.severity == "error" and each.root
    ]


def follows(text):
    return [each.line for each in judge(read(text)).findings if each.severity == "error" and not each.root]


BATCH = """\
Two sequences, one row each: H_t = tanh(X_t W_xh + H_(t-1) W_hh), no bias, H_0 = 0.

W_xh = [[0.5, -0.5], [1.0, 0.2]]
W_hh = [[0.3, 0.0], [0.1, -0.6]]
X_1  = [[1, 0], [0, 1]]

X_1 W_xh = [[0.5, -0.5], [1.0, 0.2]]
H_1 = tanh({formula}) = [[0.4621, {number}], [0.7616, 0.1974]]
"""


@pytest.mark.parametrize("formula", ["X_1 W_xh", "X_1 W_xh + H_0 W_hh"])
def test_the_rows_of_a_batch_start_from_zero(formula):
    assert said(BATCH.format(formula=formula, number="-0.4621")) == []
    assert roots(BATCH.format(formula=formula, number="-0.7621")) == [("C04", 8)]


GERMAN = """\
$$h_t = \\tanh(W x_t + U h_{{t-1}})$$

mit W = {w} und U = {u}. Der Startzustand ist h_0 = (0; 0), die Eingaben x_1 = (1; 0) und x_2 = (0; 2).

h_1 = tanh((0,5; 0,3)) = (0,462; 0,291).
W x_2 = (-0,4; 0,8) und U h_1 = (0,221; -0,080), also
W x_2 + U h_1 = (-0,179; {number}).
"""


@pytest.mark.parametrize(
    ("w", "u"),
    [
        ("((0,5; -0,2), (0,3; 0,4))", "((0,1; 0,6), (-0,3; 0,2))"),
        ("((0,5; -0,2); (0,3; 0,4))", "((0,1; 0,6); (-0,3; 0,2))"),
        ("[[0,5; -0,2], [0,3; 0,4]]", "[[0,1; 0,6], [-0,3; 0,2]]"),
        ("[0,5 -0,2; 0,3 0,4]", "[0,1 0,6; -0,3 0,2]"),
    ],
)
def test_semicolons_divide_the_entries_where_commas_are_decimal(w, u):
    assert said(GERMAN.format(w=w, u=u, number="0,720")) == []
    assert roots(GERMAN.format(w=w, u=u, number="0,820")) == [("C04", 7)]


SESSION = """\
>>> W = np.array([[0.4], [0.7]])
>>> U = np.array([[0.3, -0.5], [0.2, 0.1]])
>>> b = np.array([-0.1, 0.0])
>>> h0 = np.zeros(2)
>>> h1 = np.tanh(W @ np.array([0.6]) + U @ h0 + b)
>>> h1
array([0.13909245, 0.39693043])
>>> U @ h1
array([-0.15673748, {product}])
>>> z2 = W @ np.array([-1.0]) + U @ h1 + b
>>> z2
array([-0.65673748, {total}])
"""


def test_a_formula_below_a_wrong_print_is_not_accused():
    right = SESSION.format(product="0.06751153", total="-0.63248847")
    assert [each for each in said(right) if each[0] != "C17"] == []
    wrong = SESSION.format(product="-0.01187455", total="-0.71187455")
    assert roots(wrong) == [("C04", 9)]
    assert not {10} & {line for _, line, _ in said(wrong)}


GENERIC = """\
{first}
- previous hidden state: $h_{{t-1}} = [0.5, -0.2]$
- update gate: $z_t = [0.3, 0.6]$
- candidate: $\\tilde{{h}}_t = [0.8, 0.1]$
{second}
So $h_t = [{number}, -0.02]$.
"""
FORMULA = "$$h_t = (1 - z_t) \\odot h_{t-1} + z_t \\odot \\tilde{h}_t$$"


@pytest.mark.parametrize(("first", "second"), [(FORMULA, ""), ("", FORMULA)])
def test_a_value_over_t_answers_to_the_formula_over_t(first, second):
    assert said(GENERIC.format(first=first, second=second, number="0.59")) == []
    assert roots(GENERIC.format(first=first, second=second, number="0.71")) == [("C04", 6)]


BOTH_WAYS = """\
Forward: {f}_t = tanh(0.5 x_t + 0.4 {f}_{{t-1}}), backward: {b}_t = tanh(-0.6 x_t + 0.3 {b}_{{t+1}}).
x_1 = 1, x_2 = 2, zeros at both ends.

{f}_1 = tanh(0.5*1) = 0.462
{f}_2 = tanh(0.5*2 + 0.4*{before}) = tanh({sum}) = {state}
{b}_2 = tanh(-0.6*2) = -0.834
{b}_1 = tanh(-0.6*1 + 0.3*{after}) = tanh({total}) = {last}
"""
RIGHT_WAYS = {"before": "0.462", "sum": "1.1848", "state": "0.829"} | {
    "after": "-0.834",
    "total": "-0.8502",
    "last": "-0.691",
}


@pytest.mark.parametrize(
    ("f", "b"), [("hf", "hb"), ("\\overrightarrow{h}", "\\overleftarrow{h}"), ("f", "g"), ("h→", "h←")]
)
def test_each_direction_reads_its_own_neighbour(f, b):
    names = {"f": f, "b": b}
    assert [each for each in said(BOTH_WAYS.format(**names, **RIGHT_WAYS)) if each[0] != "C16"] == []
    other = RIGHT_WAYS | {"after": "0.829", "total": "-0.3513", "last": "-0.338"}
    assert roots(BOTH_WAYS.format(**names, **other)) == [("C07", 7)]
    other = RIGHT_WAYS | {"before": "0.662", "sum": "1.2648", "state": "0.852"}
    assert roots(BOTH_WAYS.format(**names, **other)) == [("C07", 5)]


TABLE = """\
| Symbol | Meaning | Value |
|---|---|---|
| $W$ | input to hidden | $\\begin{{bmatrix}} 0.6 & -0.4 \\\\ 0.3 & 0.8 \\end{{bmatrix}}$ |
| $b$ | bias | [0.1, -0.2] |

$x_1 = [1, 0.5]^\\top$
$W x_1 = [{number}, 0.7]$
"""


def test_parameters_stand_in_a_table_with_what_they_mean():
    assert [code for code, *_ in said(TABLE.format(number="0.4")) if code != "C16"] == []
    assert roots(TABLE.format(number="0.9")) == [("C04", 7)]


@pytest.mark.parametrize(
    "line",
    [
        "h_1 = 0.525*tanh(0.692) = 0.525*0.599 = 0.314",
        "h_1 = tanh(0.325) = 0.314",
    ],
)
def test_sides_that_are_equal_are_not_called_unequal(line):
    text = "W_f = 0.5, U_f = 0.1, b_f = 0, W_o = 0.1, U_o = 0.4, b_o = 0, x_1 = 1, h_0 = 0\n" + line + "\n"
    assert [each for each in said(text) if each[0] == "C11"] == []


def test_a_term_that_is_zero_may_be_left_out_of_a_formula():
    text = (
        "W = (0.1, 0.2)^T, U = [0.5 0; 0.2 0.5], h_0 = 0, x_1 = 2, x_2 = -1, no biases\n"
        "h_1 = tanh(W x_1) = tanh((0.2, 0.4)) = (0.197, 0.380)\n"
        "U h_1 = (0.0985, 0.2294)\n"
    )
    assert said(text) == []


EVERY_STEP_IN_T = """\
h_t = tanh(0.5 x_t + 0.4 h_{{t-1}})
x_t = 1, h_{{t-1}} = 0
h_t = 0.462
x_t = 2, h_{{t-1}} = {before}
h_t = {state}
"""


@pytest.mark.parametrize(
    ("before", "state", "expected"),
    [
        ("0.462", "0.829", []),
        ("0.462", "0.929", [("C04", 5)]),
    ],
)
def test_a_text_that_writes_t_at_every_step_goes_on_with_its_states(before, state, expected):
    assert roots(EVERY_STEP_IN_T.format(before=before, state=state)) == expected
