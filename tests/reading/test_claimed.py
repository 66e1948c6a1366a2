"""What a program claims of arrays, row by row."""

from tutor.reading.formulas.syntax import Number, Vector
from tutor.reading.programs.claimed import rows_of
from tutor.reading.reader import read


def rows(text):
    return rows_of(read(f"V = {text}").chains[0].segments[1].expression)


def test_a_row_of_several_numbers_is_a_vector_and_one_of_one_is_its_number():
    assert [type(row) for row in rows("[[0.1, 0.2], [0.3, 0.4]]")] == [Vector, Vector]
    assert [(type(row), row.token) for row in rows("[[0.1], [0.3]]")] == [(Number, "0.1"), (Number, "0.3")]
    assert [row.token for row in rows("[0.1, 0.3]")] == ["0.1", "0.3"]
    assert rows_of(None) == ()
