"""Words around a calculation say nothing about whether it is right: no word of prose switches a judgement off."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

GIVENS = """\
W_xh = [[0.5, -0.3, 0.8], [0.2, 0.7, -0.6]]
W_hh = [[0.4, -0.2], [0.1, 0.6]]
b = [0.1, -0.1]
h_0 = [0, 0], x_1 = [1, 0, 0], x_2 = [0, 1, 0]
h_1 = tanh(W_xh x_1 + W_hh h_0 + b) = tanh([0.600, 0.100]) = [0.537, 0.100]
"""

AROUND = [
    "Check with a calculator instead: {}.",
    "If you compute it, you get {}.",
    "One would get {} here.",
    "Otherwise {}, as it should be.",
    "Suppose that {}, then we go on.",
    "We could also write {} instead of the line above.",
    "계산기로 확인한다면 {}.",
    "만약 계산기를 쓰면 {} 입니다.",
    "이렇게 읽으면 {} 입니다.",
    "이것이 상태였다면 {} 이라면 됩니다.",
    "Not {}!",
    "For example, {}.",
]
FULL = "h_2 = tanh(W_xh x_2 + W_hh h_1 + b) = tanh([-0.005, 0.714]) = [-0.005, {}]"


def errors(text):
    return [
        (each.code, each.line, each.entries)
        for each in judge(read(text)).findings
        if each.severity == "error"
    ]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("line", ["h_2 = [-0.005, {}]", FULL], ids=["result", "chain"])
def test_no_word_switches_a_judgement_off(around, line):
    text = GIVENS + around.format(line) + "\n"
    assert errors(text.format("0.613")) == []
    assert errors(text.format("0.920")) == [("C04", 6, (2,))]


@pytest.mark.parametrize("around", AROUND)
def test_a_result_that_is_said_again_must_be_the_same(around):
    text = GIVENS + FULL.format("0.613") + "\n" + around.format("h_2 = [-0.005, {}]") + "\n"
    assert errors(text.format("0.613")) == []
    assert errors(text.format("0.920")) == [("C04", 7, (2,))]
