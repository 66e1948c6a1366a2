"""Written numbers as they stand."""

from decimal import Decimal

import pytest

from tutor.judging.following.literals import bare
from tutor.reading.formulas.syntax import Matrix, Neg, Number, Place, Vector

HERE = Place(1, 1, 1, 2)
ONE, TWO = (Number(HERE, token, Decimal(token)) for token in ("1", "2"))


def matrix(*rows):
    return Matrix(HERE, rows, (HERE,) * len(rows))


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(ONE, id="1"),
        pytest.param(Vector(HERE, (ONE,)), id="[1]"),
        pytest.param(matrix((ONE,)), id="[[1]]"),
        pytest.param(Vector(HERE, (matrix((ONE,)),)), id="[[[1]]]"),
    ],
)
def test_brackets_of_a_single_number_are_taken_off(node):
    assert bare(node) == ONE


def test_a_minus_sign_is_one_with_its_number():
    assert bare(Neg(HERE, ONE)).value == -1


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(Vector(HERE, (ONE, TWO)), id="vector"),
        pytest.param(matrix((ONE, TWO)), id="row"),
        pytest.param(matrix((ONE,), (TWO,)), id="column"),
        pytest.param(matrix((ONE, TWO), (TWO, ONE)), id="matrix"),
    ],
)
def test_brackets_of_several_numbers_stay(node):
    assert bare(node) == node
