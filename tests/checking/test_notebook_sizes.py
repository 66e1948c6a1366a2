"""Two worked examples in the cells of one notebook, below what torch printed: each is judged with its own words.

A tensor that torch prints tells its ``grad_fn``; that is no backward pass, and what stands below it is judged.
"""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

PRINTED = "tensor([[0.9716]], grad_fn=<TransposeBackward1>)\n\n"
FIRST = """In [12]:
- words: {"i": [1, 0, 0], "am": [0, 1, 0], "here": [0, 0, 1]}
W_hx = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], W_hh = [[0.7, 0.8], [0.9, 1.0]], b_h = [0.1, 0.2]
- h0 = [0, 0]
- x1 = [1, 0, 0]
- h1 = tanh(W_hx * x1 + W_hh * h0 + b_h) = tanh([0.1, 0.2] + [0, 0] + [0.1, 0.2]) = [0.197, 0.380]

"""
SECOND = """In [None]:
- i: [1, 0, 0, 0]
- am: [0, 1, 0, 0]
- here: [0, 0, 1, 0]
- now: [0, 0, 0, 1]
W_hx = [[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]], W_hh = [[0.9, 1.0], [1.1, 1.2]], b_h = [0.1, 0.2]
- h0 = [0, 0]
- x1 = [1, 0, 0, 0]
- h1 = tanh(W_hx * x1 + W_hh * h0 + b_h) = tanh([0.1, 0.5] + [0, 0] + [0.1, 0.2]) = {}
"""


def errors(text):
    return [(each.code, each.line) for each in judge(read(text)).findings if each.severity == "error"]


def test_each_example_has_its_own_words_and_sizes():
    text = PRINTED + FIRST + SECOND.format("[0.197, 0.604]")
    assert errors(text) == []
    assert {8, 18} <= {place.line for place in judge(read(text)).checked}


def test_a_wrong_digit_in_the_second_is_found():
    assert errors(PRINTED + FIRST + SECOND.format("[0.197, 0.634]")) == [("C04", 18)]


def test_a_size_that_does_not_fit_is_told_below_a_printed_tensor():
    wrong = FIRST.replace("[[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]", "[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]")
    assert errors(PRINTED + wrong)[:1] == [("C01", 5)]


@pytest.mark.parametrize("name", ["h_new", "h^{new}", "c_new"])
def test_a_state_called_new_is_no_new_weight(name):
    text = f"h_1 = tanh(0.2) = 0.197\n{name} = tanh(0.5) = 0.462\nh_2 = tanh(0.4) = 0.880"
    assert read(text).backward is None
    assert ("C04", 3) in errors(text)


def test_a_size_that_does_not_fit_is_told_at_its_own_line_below_another_network():
    """A matrix of two columns meets a state of four entries: at that line, whatever stands above it."""
    second = """In [None]:
- i: [1, 0, 0, 0]
- am: [0, 1, 0, 0]
- h0 = [0, 0]

1. t=1 ("i")
- x1 = [1, 0, 0, 0]
- h1 = tanh(W_hx * x1 + W_hh * h0 + b_h)
     = tanh([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]] * [1, 0, 0, 0] + [[0.9, 1.0], [1.1, 1.2]] * [0, 0] + [0.1, 0.2])
     = tanh([0.1, 0.2, 0.3, 0.4] + [0.1, 0.2])
     = tanh([0.2, 0.4, 0.3, 0.4])
     = [0.197, 0.380, 0.291, 0.380]

2. t=2 ("am")
- x2 = [0, 1, 0, 0]
- h2 = tanh(W_hx * x2 + W_hh * h1 + b_h)
     = tanh([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]] * [0, 1, 0, 0] + [[0.9, 1.0], [1.1, 1.2]] * [0.197, 0.380, 0.291, 0.380] + [0.1, 0.2])
     = tanh([0.5, 0.6, 0.7, 0.8] + [0.477, 0.734, 0.522, 0.734])
"""
    line = len((PRINTED + FIRST).split("\n")) + 16
    for above in ("\n" * (line - 17), PRINTED + FIRST):
        found = [each for each in judge(read(above + second)).findings if each.line == line]
        assert [(each.code, each.root) for each in found] == [("C03", False)]
