"""One matrix for a stack of h and x is taken apart where the stack says, whichever comes first."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

TEXT = """\
W = [[{}], [{}]]
h_0 = [0.5, -0.5], x_1 = [1, 0, 0]
h_1 = tanh(W [{}])
    = tanh([{}, -0.050]) = [{}, -0.050]
"""
STACKS = [
    ("0.4, -0.2, 0.5, -0.3, 0.8", "0.1, 0.6, 0.2, 0.7, -0.6", "h_0; x_1"),
    ("0.5, -0.3, 0.8, 0.4, -0.2", "0.2, 0.7, -0.6, 0.1, 0.6", "x_1; h_0"),
]


def findings(text):
    return [(each.code, each.line, each.entries) for each in judge(read(text)).findings]


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_is_taken_apart_where_it_says(stack):
    assert findings(TEXT.format(*stack, "0.800", "0.664")) == [("C16", 1, ())]


@pytest.mark.parametrize("stack", STACKS)
def test_a_slip_in_a_stack_is_found(stack):
    assert ("C04", 4, (1,)) in findings(TEXT.format(*stack, "0.700", "0.604"))
