"""Written numbers without what they are dressed in."""

import pytest

from tutor.judging.following.literals import bare, numbers_of
from tutor.reading.formulas import syntax as w
from tutor.reading.reader import read


def literal(text):
    return read(f"v_1 = {text}").chains[0].segments[1].expression


@pytest.mark.parametrize("text", ["0.5", "[0.5]", "[[0.5]]", r"\begin{pmatrix} 0.5 \end{pmatrix}"])
def test_brackets_around_one_number_come_off(text):
    found = bare(literal(text))
    assert isinstance(found, w.Number) and found.token == "0.5"


@pytest.mark.parametrize("text", ["[0.5, 0.2]", "[[0.5, 0.2]]", "[[0.5], [0.2]]", "[[0.5, 0.2], [0.1, 0.3]]"])
def test_brackets_around_several_numbers_stay(text):
    node = literal(text)
    assert bare(node) is node and len(numbers_of(node)) > 1


def test_a_sign_belongs_to_its_number():
    assert bare(literal("-0.5")).token == "-0.5"
