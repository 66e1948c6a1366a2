"""The rows of a value that a program prints."""

from decimal import Decimal

from tutor.reading.formulas.syntax import Matrix, Name, Number, Place, Vector
from tutor.reading.programs.claimed import rows_of
from tutor.reading.reader import read

FIRST, SECOND = Place(1, 1, 1, 4), Place(2, 1, 2, 4)
ONE, TWO = (Number(FIRST, token, Decimal(token)) for token in ("1", "2"))


def test_a_row_of_several_numbers_is_a_vector():
    rows = rows_of(Matrix(FIRST, ((ONE, TWO), (TWO, ONE)), (FIRST, SECOND)))
    assert rows == (Vector(FIRST, (ONE, TWO)), Vector(SECOND, (TWO, ONE)))


def test_a_row_of_one_number_is_that_number():
    assert rows_of(Matrix(FIRST, ((ONE,), (TWO,)), (FIRST, SECOND))) == (ONE, TWO)


def test_only_of_numbers_entries_are_given():
    assert rows_of(Vector(FIRST, (ONE, TWO))) == (ONE, TWO)
    assert rows_of(Vector(FIRST, (ONE, Name(FIRST, "a", "a")))) == ()
    assert rows_of(ONE) == rows_of(None) == ()


def rows(text):
    return rows_of(read(f"V = {text}").chains[0].segments[1].expression)


def test_a_row_of_several_numbers_is_a_vector_and_one_of_one_is_its_number():
    assert [type(row) for row in rows("[[0.1, 0.2], [0.3, 0.4]]")] == [Vector, Vector]
    assert [(type(row), row.token) for row in rows("[[0.1], [0.3]]")] == [(Number, "0.1"), (Number, "0.3")]
    assert [row.token for row in rows("[0.1, 0.3]")] == ["0.1", "0.3"]
    assert rows_of(None) == ()
