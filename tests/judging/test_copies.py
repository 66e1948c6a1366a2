"""An operand that was copied wrong is told with what was taken in its place."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

GIVEN = """\
W_ih = [[0.5, -0.3, 0.2], [0.2, 0.7, -0.6]], W_hh = [[0.4, -0.2], [0.1, 0.6]], b = [0.3, -0.1]
h_0 = [0.25, 0.5], x_1 = [1, 0, 0], x_2 = [0, 1, 0], x_3 = [0, 0, 1], x_4 = [0, 1, 0], x_5 = [1, 0, 0]
h_1 = [0.664, 0.401], h_2 = [0.183, 0.720], h_3 = [0.404, -0.245]
"""


@pytest.mark.parametrize(
    ("line", "code", "claimed", "expected", "mistakes"),
    [
        ("h_4 = tanh(W_ih [0, 0, 1] + W_hh h_3 + b)", "C07", "0 0 1", "0 1 0", "previous-input wrong-column"),
        ("h_4 = tanh(W_ih [1, 0, 0] + W_hh h_3 + b)", "C07", "1 0 0", "0 1 0", "wrong-column"),
        ("h_3 = tanh(W_ih [1, 0, 0] + W_hh h_2 + b)", "C07", "1 0 0", "0 0 1", ""),
        ("h_4 = tanh(W_ih x_4 + W_hh [0.183, 0.720] + b)", "C06", "0.183 0.720", "0.404 -0.245", "state-two-back"),
        ("h_4 = tanh(W_ih x_4 + W_hh [0.25, 0.5] + b)", "C06", "0.25 0.5", "0.404 -0.245", "initial-state-throughout"),
        ("h_4 = tanh(W_ih x_4 + W_hh [-0.245, 0.404] + b)", "C06", "-0.245 0.404", "0.404 -0.245", "state-entries-swapped"),
        ("h_4 = tanh(W_ih x_4 + W_hh h_3 + [-0.1, 0.3])", "C07", "-0.1 0.3", "0.3 -0.1", "bias-entries-swapped"),
        ("h_4 = tanh(W_ih x_4 + W_hh h_3 + [-0.3, 0.1])", "C07", "-0.3 0.1", "0.3 -0.1", "bias-subtracted"),
        ("h_4 = tanh(W_ih x_4 + W_hh h_3 + [0, 0])", "C07", "0 0", "0.3 -0.1", "bias-forgotten"),
        ("h_4 = tanh(W_ih x_4 + W_hh h_3 + [0.3, 0.1])", "C07", "0.3 0.1", "0.3 -0.1", ""),
    ],
)  # fmt: skip
def test_what_was_taken_in_place_of_an_operand(line, code, claimed, expected, mistakes):
    found = judge(read(f"{GIVEN}{line} = [0.123, 0.321]\n")).findings
    first = next(each for each in found if each.severity == "error")
    assert (first.line, first.code) == (4, code)
    assert (first.claimed, first.expected) == (tuple(claimed.split()), tuple(expected.split()))
    assert first.mistakes == tuple(mistakes.split())


TWO_STEPS = """\
W_ih = [[0.5, -0.3, 0.2], [0.2, 0.7, -0.6]], W_hh = [[0.4, -0.2], [0.1, 0.6]], b = [0.3, -0.1]
h_0 = [0, 0], x_1 = [1, 0, 0], x_2 = [0, 1, 0], h_1 = [0.664, 0.100]
"""


@pytest.mark.parametrize(
    ("copy", "result", "found"),
    [
        ("0.66, 0.100", "0.246, 0.126", [("C10", "note", False)]),
        ("0.7, 0.100", "0.246, 0.126", [("C10", "note", False)]),  # it goes on with all that was written
        ("0.660, 0.100", "0.244, 0.126", [("C06", "error", True), ("C05", "error", False)]),
        ("0.700, 0.100", "0.260, 0.130", [("C06", "error", True), ("C05", "error", False)]),
    ],
)
def test_a_zero_at_the_end_of_a_copy_is_a_digit_that_was_read(copy, result, found):
    line = f"q_2 = W_hh h_1 = [[0.4, -0.2], [0.1, 0.6]] [{copy}] = [{result}]\n"
    findings = judge(read(TWO_STEPS + line)).findings
    assert [(each.code, each.severity, each.root) for each in findings if each.line == 3] == found


@pytest.mark.parametrize("matrix", ["U", "[[0.1, 0.2], [0.3, 0.1]]"])
def test_a_last_digit_that_was_copied_wrong_shows_behind_a_name_as_behind_numbers(matrix):
    given = "U = [[0.1, 0.2], [0.3, 0.1]]\nh_1 = [0.291, 0.197]\n"
    line = f"U h_1 = {matrix} [0.290, 0.197] = [0.068, 0.107]\n"
    found = [each for each in judge(read(given + line)).findings if each.severity == "error"]
    assert [(each.code, each.line, each.claimed, each.root) for each in found][:1] == [
        ("C06", 3, ("0.290", "0.197"), True)
    ]
    assert not any(
        each.severity == "error" for each in judge(read(given + line.replace("0.290", "0.291"))).findings
    )
