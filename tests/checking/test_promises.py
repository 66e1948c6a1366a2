"""What is printed about a text follows the rounding of the text, or is not printed: whole messages and numbers."""

import pytest

from tests.checking.test_what_follows import FORMULAS, steps
from tutor.judging.judge import judge
from tutor.language.languages import choose_language
from tutor.reading.reader import read

WEIGHTS = {"f": (0.4, 0.5), "i": (0.6, 0.3), "g": (0.7, 0.9), "o": (0.5, 0.8)}
FULL = "Later lines go on with full precision.\n"


def gates(**slips):
    """Two steps of an LSTM of one unit; ``slips`` are added to its numbers, and nothing goes on from them."""
    lines = [f"{name} = {value + slips.get(name, 0):.3f}" for name, value in steps(WEIGHTS)]
    given = ", ".join(f"W_{gate} = {w}, U_{gate} = {u}" for gate, (w, u) in WEIGHTS.items())
    return FORMULAS + given + ", h_0 = 0, c_0 = 0, x_1 = 0.5, x_2 = 1\n" + "\n".join(lines)


def test_digits_of_what_stands_where_that_is_carried():
    (found,) = judge(read(gates(h_2=0.05))).findings
    assert str(found.fault()) == (
        "error[C04]: h_2 does not follow from what stands before it\n"
        "  o_2 tanh(c_2) gives 0.321, not 0.371; any rounding on the way stays between 0.32054 and 0.32276."
    )
    assert found.expected == ("0.321",)  # 0.642 · tanh 0.550 = 0.32134


def test_no_digits_where_more_than_what_stands_is_carried():
    (found,) = judge(read(FULL + gates(h_2=0.05))).findings
    assert str(found.fault()) == (
        "error[C04]: h_2 does not follow from what stands before it\n"
        "  o_2 tanh(c_2) does not give 0.371; any rounding on the way stays between 0.32054 and 0.32276."
    )
    assert choose_language("ko").say(found.because) == (
        "o_2 tanh(c_2)의 값은 0.371이 아닙니다. 도중에 어떻게 반올림하더라도 0.32054와 0.32276 사이입니다."
    )
    assert found.expected == ()


def test_what_was_copied_is_told_as_it_stands():
    """A wrong cell state may be anything about 0.243 further on; it was written as 0.243."""
    text = gates(c_1=0.05).replace("h_1 = 0.107", "h_1 = o_1 tanh(c_1) = 0.562 tanh(0.340) = 0.184")
    found = [each for each in judge(read(text)).findings if each.code == "C07"]
    assert [str(each.fault()) for each in found] == [
        "error[C07]: c_1 was copied wrong\n  c_1 was written as 0.243."
    ]
    assert [each.expected for each in found] == [("0.243",)]


SLIP = """\
W_ih = [[0.25, 0.20, 0.10, 0.05], [-0.20, 0.55, 0.90, 0.25], [-0.20, -0.90, -0.60, 0.75]]
W_hh = [[0.05, 0.75, 0.30], [0.90, -0.75, -0.60], [0.70, 0.10, 0.80]]
b = [-0.65, 0.30, 0.80]
h_0 = [0.00, 0.00, 0.00]

x_1 = [1, 0, 0, 0]
h_1 = tanh(W_ih x_1 + W_hh h_0 + b)
    = tanh([0.250, -0.200, -0.200] + [-0.650, 0.300, 0.800])
    = tanh([-0.400, 0.100, 0.555])
    = [-0.380, 0.100, 0.504]

x_2 = [0, 1, 0, 0]
h_2 = tanh(W_ih x_2 + W_hh h_1 + b)
    = tanh([0.200, 0.550, -0.900] + [-0.443, -0.419, 0.947])
    = tanh([-0.243, 0.131, 0.047])
    = [0.100, 0.130, 0.047]
"""


def test_a_wrong_number_that_stands_before_by_chance():
    """0.100 stands in the line that is charged already; what should stand there is told all the same."""
    found = judge(read(SLIP)).findings[-1]
    assert str(found.fault()) == (
        "error[C04]: h_2 does not follow from what stands before it\n  tanh(-0.243) = -0.238, not 0.100."
    )
    assert found.expected == ("-0.238", "0.130", "0.047")
    assert found.corrected == ("-0.229", "0.111", "0.074")


BACK = """\
W_ih = [[-0.40, -0.25, -0.65, -0.45], [0.25, -0.15, 0.55, 0.55]]
W_hh = [[0.90, -0.20], [-0.95, 0.05]]
b = [-0.75, -0.70]
h_0 = [0.00, 0.00]

x_1 = [0, 0, 0, 1]
h_1 = tanh(W_ih x_1 + W_hh h_0 + b)
    = tanh([-0.450, 0.550] + [-0.750, -0.665])
    = tanh([-1.200, -0.115])
    = [-0.834, -0.114]

x_2 = [0, 1, 0, 0]
h_2 = tanh(W_ih x_2 + W_hh h_1 + b)
    = tanh([-0.250, -0.150] + [-1.478, 0.087])
    = tanh([-1.728, -0.063])
    = [-0.939, -0.123]

x_3 = [0, 0, 1, 0]
h_3 = tanh(W_ih x_3 + W_hh h_2 + b)
    = tanh([-0.650, 0.550] + [-1.570, 0.186])
    = tanh([-2.220, 0.736])
    = [-0.977, 0.627]

x_4 = [0, 0, 1, 0]
h_4 = tanh(W_ih x_4 + W_hh h_3 + b)
    = tanh([-0.650, 0.550] + [-1.755, 0.260])
    = tanh([-2.405, 0.810])
    = [-0.984, 0.670]
"""


@pytest.mark.parametrize("said", ["", FULL])
def test_a_state_that_is_right_again_follows_from_no_mistake(said):
    """h_4 is (-0.984, 0.670) without the two mistakes, too."""
    found = judge(read(said + BACK)).findings
    assert [each.quantity for each in found if each.root] == [None, "h_2"]
    assert "h_3" not in [each.quantity for each in found]  # (-0.977, 0.628): a unit away
    assert "h_4" not in [each.quantity for each in found]
