"""Numbers put in for formulas that a text gives only by its weights, over t, or in letters of its own."""

import math
import random

import pytest

from tutor.judging.judge import judge
from tutor.reading.formulas.syntax import Matrix
from tutor.reading.reader import read

KINDS = {"gru": "zr", "lstm": "fio"}
SIGMOIDS = ["sigmoid({})", "σ({})", "sigma({})", r"$\sigma({})$"]


def roots(text):
    return [(each.code, each.line) for each in judge(read(text)).roots]


def sigmoid(value):
    return 1 / (1 + math.exp(-value))


def term(weight, value):
    return f"{weight}*{value}" if weight >= 0 else f"({weight})*{value}"


def gates(kind, draw, written, slip=None):
    """Write the weights of the gates of one unit, and each gate with its numbers put in; lines 3 and on."""
    x, h = draw.choice([0.5, 0.8, 1.5]), draw.choice([0.2, -0.4, 0.6])
    weights = [[draw.choice([-1, 1]) * draw.randint(2, 9) / 10 for _ in range(3)] for _ in KINDS[kind]]
    given = "; ".join(
        f"W_{gate} = {w}, U_{gate} = {u}, b_{gate} = {b}"
        for gate, (w, u, b) in zip(KINDS[kind], weights, strict=True)
    )
    lines = [f"x_1 = {x}, h_0 = {h}", given]
    if slip is not None:
        weights[0] = slip(*weights[0])
    for gate, (w, u, b) in zip(KINDS[kind], weights, strict=True):
        total = w * x + u * h + b
        shown = f"{term(w, x)} + {term(u, h)}" + (f" + {b}" if b > 0 else f" - {-b}" if b else "")
        lines.append(
            f"{gate}_1 = {written.format(shown)} = {written.format(f'{total:.2f}')} = {sigmoid(total):.3f}"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("written", SIGMOIDS)
def test_numbers_that_are_put_in_for_the_weights_of_gates(kind, written):
    for number in range(8):
        draw = random.Random(number)
        text = gates(kind, draw, written)
        assert roots(text) == [], text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("written", SIGMOIDS)
@pytest.mark.parametrize(
    "slip",
    [
        lambda w, u, b: (-w, u, b),
        lambda w, u, b: (w, -u, b),
        lambda w, u, b: (w, u, -b),
        lambda w, u, b: (w, u, 0),
    ],
    ids=["sign of W", "sign of U", "sign of b", "no b"],
)
def test_a_slip_in_what_is_put_in_is_found_beside_other_gates_and_alone(kind, written, slip):
    for number in range(4):
        text = gates(kind, random.Random(number), written, slip)
        assert [line for _, line in roots(text)] == [3], text
        alone = "\n".join(text.splitlines()[:3]) + "\n"
        assert [line for _, line in roots(alone)] == [3], alone


@pytest.mark.parametrize("put", ["0.5 * 0.4 + 0.3 * 1.0", "0.5 * 0.4 + 0.6 * 1.0 + 0.9 * 0.2"])
def test_a_line_of_another_formula_does_not_speak_for_this_one(put):
    text = f"x_1 = 1.0, h_0 = 0.4, W_f = 0.9, U_f = -0.7, b_f = 0.25\nf_1 = sigmoid({put}) = {{:.3f}}\n"
    assert roots(text.format(sigmoid(eval(put)))) == []


@pytest.mark.parametrize("stack", ["[h_0, x_1]", "[x_1, h_0]"])
@pytest.mark.parametrize("dot", [r"\cdot", ""])
def test_a_row_times_a_stack_is_written_out_term_by_term(stack, dot):
    values = (0.1, 1.0) if stack == "[h_0, x_1]" else (1.0, 0.1)
    text = (
        "h_0 = 0.1, c_0 = 0.5, x_1 = 1.0\nW_f = [0.3, 0.6], b_f = 0.2\n"
        rf"$$f_1 = \sigma(W_f {dot} {stack} + b_f) = \sigma(0.3 \times {values[0]} + {{}} \times {values[1]} + 0.2)"
        " = {}$$\n"
    )
    right, slip = (sigmoid(0.3 * values[0] + w * values[1] + 0.2) for w in (0.6, 0.5))
    assert roots(text.format(0.6, f"{right:.3f}")) == []
    found = judge(read(text.format(0.5, f"{slip:.3f}"))).roots
    assert [(each.code, each.line, each.quantity) for each in found] == [("C07", 3, "W_f[2]")]


@pytest.mark.parametrize("comma", [True, False])
def test_lists_inside_parentheses_are_rows_where_a_semicolon_separates(comma):
    text = (
        "h_t = tanh(W x_t + U h_(t-1))\nW = ((0.5; -0.2), (0.3; 0.4)), U = ((0.1; 0.6), (-0.3; 0.2)), h_0 = (0; 0)\n"
        "x_1 = (1; 0)\nh_1 = tanh((0.5; 0.3)) = (0.462; 0.291)\n"
        "x_2 = (0; 2): W x_2 = (-0.4; 0.8), U h_1 = (0.221; -0.080)\n"
        "W x_2 + U h_1 = (-0.179; {})\n"
    )
    if comma:
        text = text.replace(".", ",")
    assert roots(text.format("0,720" if comma else "0.720")) == []
    assert roots(text.format("0,820" if comma else "0.820")) == [("C04", 6)]


def test_square_brackets_of_columns_stand_side_by_side():
    (chain,) = read("W = [[1; 2], [3; 4]]").chains
    assert not isinstance(chain.segments[1].expression, Matrix)


@pytest.mark.parametrize(
    "says", ["So $h_t = [{}, {}]$.", "Therefore\n$$h_t = [{}, {}]$$", "所以 $h_t = [{}, {}]$。"]
)
@pytest.mark.parametrize("swapped", [False, True])
def test_a_result_below_the_formula_over_t_follows_from_it(says, swapped):
    old, new = ("z_t", "(1 - z_t)") if swapped else ("(1 - z_t)", "z_t")
    text = (
        "$h_{t-1} = [0.5, -0.2]$, $z_t = [0.3, 0.6]$, $\\tilde{h}_t = [0.8, 0.1]$\n"
        rf"$$h_t = {old} \odot h_{{t-1}} + {new} \odot \tilde{{h}}_t$$" + "\n" + says + "\n"
    )
    values = [("0.59", "-0.02"), ("0.71", "-0.08")]
    right, wrong = values[swapped], values[not swapped]
    place = text.count("\n")
    assert roots(text.replace("{}", "%s") % right) == []
    assert roots(text.replace("{}", "%s") % wrong) == [("C04", place)]


SESSION = """\
>>> i = torch.sigmoid(torch.tensor(0.5))
>>> i
tensor(0.6225)
>>> f = torch.sigmoid(torch.tensor(0.3))
>>> f
tensor(0.5744)
>>> g = torch.tanh(torch.tensor(0.8))
>>> g
tensor(0.6640)
>>> o = torch.sigmoid(torch.tensor(-0.2))
>>> o
tensor(0.4502)
>>> c0 = torch.tensor(0.5)
>>> c1 = f * c0 + i * g
>>> c1
tensor({})
>>> h1 = o * torch.tanh(c1)
>>> h1
tensor({})
"""


def test_what_a_session_prints_is_gone_on_with():
    assert judge(read(SESSION.format("0.7006", "0.2722"))).findings == ()
    wrong = SESSION.format("0.6006", "0.2419")
    assert roots(wrong) == [("C04", 16)]
    assert "f * c0 + i * g gives 0.70" in "".join(str(each.because) for each in judge(read(wrong)).findings)
    assert roots(SESSION.format("0.7006", "0.2219")) == [("C04", 19)]


def test_a_line_of_code_has_no_digits_that_could_be_wrong():
    text = (
        ">>> W = np.array([[0.4], [0.7]])\n>>> U = np.array([[0.3, -0.5], [0.2, 0.1]])\n"
        ">>> b = np.array([-0.1, 0.0])\n>>> h0 = np.zeros(2)\n"
        ">>> h1 = np.tanh(W @ np.array([0.6]) + U @ h0 + b)\n>>> h1\narray([0.13909245, 0.39693043])\n"
        ">>> U @ h1\narray([-0.15673748, {}])\n>>> z2 = W @ np.array([-1.0]) + U @ h1 + b\n"
    )
    assert roots(text.format("0.06751153")) == []
    assert roots(text.format("-0.01187455")) == [("C04", 9)]


BATCH = """\
H_t = tanh(X_t W_xh + H_(t-1) W_hh), no bias, {zero}.
W_xh = [[0.5, -0.5], [1.0, 0.2]]
W_hh = [[0.3, 0.0], [0.1, -0.6]]
X_1  = [[1, 0], [0, 1]]
X_2  = [[0.5, 1], [-1, 0]]
X_1 W_xh = [[0.5, -0.5], [1.0, 0.2]]
H_1 = tanh(X_1 W_xh) = [[0.4621, -0.4621], [0.7616, 0.1974]]
X_2 W_xh = [[1.25, -0.05], [-0.50, 0.50]]
H_1 W_hh = [[0.0924, {}], [0.2482, -0.1184]]
"""


@pytest.mark.parametrize("zero", ["`H_0 = 0`", "H_0 = [[0, 0], [0, 0]]"])
def test_the_rows_of_a_matrix_may_be_the_sequences_of_a_batch(zero):
    assert roots(BATCH.format("0.2773", zero=zero)) == []
    assert roots(BATCH.format("0.2373", zero=zero)) == [("C04", 9)]


def test_a_matrix_for_a_vector_beside_a_state_that_is_one_is_no_batch():
    text = (
        "W_xh = [[0.5, -0.5], [1.0, 0.2]], W_hh = [[0.3, 0.0], [0.1, -0.6]], h_0 = [0, 0], x_1 = [[1, 0], [0, 1]]\n"
        "h_1 = tanh(W_xh x_1 + W_hh h_0) = [0.462, 0.762]\n"
    )
    assert [code for code, _ in roots(text)] == ["C03"]


@pytest.mark.parametrize(
    ("forward", "backward"),
    [("hf", "hb"), (r"\overrightarrow{{h}}", r"\overleftarrow{{h}}")],
)
def test_a_formula_over_t_may_have_numbers_for_its_weights(forward, backward):
    text = (
        f"${forward}_t = \\tanh(0.5 x_t + 0.4 {forward}_{{{{t-1}}}})$, "
        f"${backward}_t = \\tanh(-0.6 x_t + 0.3 {backward}_{{{{t+1}}}})$\n"
        "x_1 = 1, x_2 = 2; both start from zero.\n"
        f"${forward}_1 = \\tanh(0.5 \\cdot 1) = 0.462$\n"
        f"${forward}_2 = \\tanh(0.5 \\cdot 2 + 0.4 \\cdot {{}}) = {{}}$\n"
        f"${backward}_2 = \\tanh(-0.6 \\cdot 2) = -0.834$\n"
        f"${backward}_1 = \\tanh(-0.6 \\cdot 1 {{}}) = {{}}$\n"
    )
    assert roots(text.format("0.462", "0.829", r"+ 0.3 \cdot (-0.834)", "-0.692")) == []
    assert [line for _, line in roots(text.format("0.462", "0.829", r"+ 0.3 \cdot 0.829", "-0.338"))] == [6]
    assert [line for _, line in roots(text.format("0.642", "0.849", r"+ 0.3 \cdot (-0.834)", "-0.692"))] == [
        4
    ]


def test_a_gru_without_recurrent_gates_is_no_network_of_its_first_gate():
    text = (
        "GRU, one unit: W_z = 0.5, W_r = 0.3, W_h = 0.8, no biases; x_1 = 1, h_0 = 0.\n"
        "z_1 = sigmoid(W_z x_1) = sigmoid(0.5) = 0.622\nr_1 = sigmoid(W_r x_1) = sigmoid(0.3) = {}\n"
        "h~_1 = tanh(W_h x_1 + U_h (r_1 h_0)) = tanh(0.8) = 0.664\n"
        "h_1 = (1 - z_1) h_0 + z_1 h~_1 = 0.622*0.664 = 0.413\n"
    )
    assert [each.severity for each in judge(read(text.format("0.574"))).findings] == ["note"]
    assert roots(text.format("0.774")) == [("C04", 3)]
