"""A text that defines a line by itself is judged like any other."""

from tutor.checking.judge import judge
from tutor.checking.reader import read

TEXT = """\
* h1 = tanh(W_hx=x1 0.5], [0.2, -0.4, 0.6]]+ W_hh*h0 + b_h)
  , 0.6]]*[1, 0, 0] + * = tanh([[0.10.5], [0.2, -0.4, 0.6]]*[1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]]*[0, 0] + [0.1, 0.2])
  * = [0.197, 0.380]
"""  # noqa: E501


def test_it_ends():
    assert any(each.code == "C14" for each in judge(read(TEXT)).findings)
