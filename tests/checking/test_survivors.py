"""What no test saw go wrong: each of these fails when the rule beside it is bent."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.tolerance import PLACES, fitted
from tutor.judging.judge import judge as judged
from tutor.reading.reader import read
from tutor.reading.syntax import Matrix, Vector


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        ("[1, 2]\n    [3, 4]", (2, 2)),
        ("[1, 2]\n    [3]", None),
        ("[1]\n    [3, 4]", None),
        ("[1, 2]\n    [3, 4]\n    [5]", None),
        ("[1, 2, 3]\n    [4, 5, 6]\n    [7, 8]", None),
    ],
)
def test_only_rows_of_one_length_below_each_other_are_a_matrix(rows, sizes):
    (chain,) = read(f"W_ih = {rows}\n").chains
    if sizes is None:
        assert isinstance(chain.literal, Vector)
        assert [entry.token for entry in chain.literal.entries] == rows.partition("]")[0][1:].split(", ")
    else:
        assert isinstance(chain.literal, Matrix)
        assert (len(chain.literal.rows), len(chain.literal.rows[0])) == sizes


NAMED = """\
W_ih = [[0.5, -0.3], [0.2, 0.7]], W_hh = [[0.4, -0.2], [0.1, 0.6]], b = [0.1, -0.1]
h_0 = [0, 0], x_1 = [1, 0]
u = [{}, {}]
h_1 = tanh(W_ih x_1 + W_hh h_0 + b)
    = tanh(u + [0, 0] + [0.1, -0.1]) = tanh([0.600, 0.100]) = [0.537, 0.100]
"""


@pytest.mark.parametrize(
    ("first", "second", "is_right"),
    [
        ("0.5", "0.2", True),
        ("0.52", "0.2", False),
        ("0.5", "0.15", False),
        ("0.505", "0.2", False),
        ("0.5", "0.29", False),
    ],
)
def test_another_name_stands_for_a_calculation_only_with_its_numbers(first, second, is_right):
    found = judged(read(NAMED.format(first, second))).findings
    errors = [(each.code, each.claimed) for each in found if each.severity == "error"]
    assert errors[:1] == ([] if is_right else [("C11", ("u",))])


def places(*texts):
    return [int(Decimal(text).scaleb(PLACES)) for text in texts]


@pytest.mark.parametrize(
    ("number", "computed", "ends"),
    [
        # The hull of the number and what was computed, a tenth of a unit wider on both sides …
        ("0.197", ("0.19736", "0.19739"), ("0.1969", "0.19749")),
        ("0.197", ("0.1966", "0.1968"), ("0.1965", "0.1971")),
        # … and no further than half a unit towards zero and one unit away from it.
        ("0.197", ("0.1962", "0.1968"), ("0.1965", "0.1971")),
        ("0.197", ("0.1972", "0.1985"), ("0.1969", "0.198")),
        ("-0.197", ("-0.19739", "-0.19736"), ("-0.19749", "-0.1969")),
        ("-0.197", ("-0.1985", "-0.1962"), ("-0.198", "-0.1965")),
    ],
)
def test_what_a_written_number_stands_for(number, computed, ends):
    low, high = places(*computed)
    enclosed = Enclosed([low], [high])
    found = fitted([Decimal(number)], enclosed, enclosed, enclosed)
    assert found.wrong == ()
    assert [found.value.low[0], found.value.high[0]] == places(*ends)
    assert Fraction(found.value.high[0] - found.value.low[0], 10 ** (PLACES - 3)) <= Fraction(3, 2)
