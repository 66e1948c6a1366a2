"""A calculation without a name that words announce, its sign first: ``so $-\\ln(0.711) = 0.341$``."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

SENTENCES = [
    "So the loss is ${} = {}$.",
    "The loss of this step is {} = {}",
    "so ${} = {}$",
    "We get ${} = {}$ for the loss.",
    "Therefore $${} = {}$$",
    "We obtain `{} = {}`.",
    "따라서 손실은 ${} = {}$입니다.",
]
CALCULATIONS = [
    (r"-\ln(0.711)", "0.341", "0.148"),
    ("-ln(0.711)", "0.341", "0.148"),
    (r"-0.5 \cdot 0.3", "-0.15", "0.15"),
    ("-(0.5 + 0.3)", "-0.8", "-0.7"),
    ("-0.2 + 0.4", "0.2", "0.3"),
]


CASES = [(s, *c) for s in SENTENCES for c in CALCULATIONS if "$" in s or "\\" not in c[0]]


@pytest.mark.parametrize(("sentence", "calculation", "right", "wrong"), CASES)
def test_it_is_compared(sentence, calculation, right, wrong):
    fine, slip = (
        judge(read(f"A loss.\n\n{sentence.format(calculation, each)}\n")) for each in (right, wrong)
    )
    assert (fine.findings, fine.lines) == ((), {3})
    assert [(each.code, each.line) for each in slip.roots] == [("C04", 3)]


def test_a_name_of_the_text_is_an_operand():
    assert judge(read("net = 0.8, out = net -0.5 = 0.3")).findings == ()
