"""Texts that a fuzzer found: a line defined by itself, a step of a billion, zeros for a state."""

from tutor.judging.judge import judge
from tutor.reading.reader import read

TEXT = """\
* h1 = tanh(W_hx=x1 0.5], [0.2, -0.4, 0.6]]+ W_hh*h0 + b_h)
  , 0.6]]*[1, 0, 0] + * = tanh([[0.10.5], [0.2, -0.4, 0.6]]*[1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]]*[0, 0] + [0.1, 0.2])
  * = [0.197, 0.380]
"""


def test_it_ends():
    assert any(each.code == "C14" for each in judge(read(TEXT)).findings)


def test_a_step_of_a_billion_is_no_step():
    text = "x_999999999 = [1, 0]\nh_999999999 = tanh([0.2, 0.4]) = [0.197, 0.378]\n"
    (found,) = judge(read(text)).roots
    assert (found.code, found.entries) == ("C04", (2,))


def test_zeros_in_the_place_of_the_state_are_no_shorter_copy():
    text = (
        "W_ih = [[0.1, 0.3], [0.2, 0.4]], W_hh = [[0.7, 0.8], [0.9, 1.0]], b = [0.1, 0.2]\n"
        "x_1 = [1, 0], x_2 = [0, 1], h_0 = [0, 0]\n"
        "h_1 = tanh(W_ih x_1 + W_hh h_0 + b) = tanh([0.2, 0.4]) = [0.197, 0.380]\n"
        "h_2 = tanh(W_ih x_2 + W_hh h_1 + b)\n"
        "    = tanh([0.3, 0.4] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2]) = [0.380, 0.537]\n"
    )
    (found,) = judge(read(text)).roots
    assert (found.code, found.line, found.entries) == ("C06", 5, (1, 2))
    assert "state-two-back" in found.mistakes
