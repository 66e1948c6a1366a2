"""What no test saw go wrong: each of these fails when the rule beside it is bent."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.tolerance import PLACES, fitted
from tutor.judging.judge import judge as judged
from tutor.reading.formulas.syntax import Matrix, Vector
from tutor.reading.reader import read


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
    found = fitted([Decimal(number)], enclosed, enclosed, lambda: enclosed)
    assert found.wrong == ()
    assert [found.value.low[0], found.value.high[0]] == places(*ends)
    assert Fraction(found.value.high[0] - found.value.low[0], 10 ** (PLACES - 3)) <= Fraction(3, 2)


SHARED = """\
Later lines go on with full precision; only what is printed is rounded. A 5 at the end is rounded away from zero.
W_ih = [[0.10, 0.35, -0.35, 0.70], [0.50, -0.30, 0.60, -0.45], [-0.10, -0.75, -0.85, -0.25]]
W_hh = [[0.55, 0.05, 0.85], [-0.05, -0.70, -0.65], [0.55, -0.05, 0.50]]
b = [-0.65, 0.60, 0.30], h_1 = [0.05, 0.15, 0.05], x_2 = [0, 0, 1, 0]
h_2 = ReLU(W_ih x_2 + W_hh h_1 + b)
    = ReLU([-0.35, 0.60, -0.85] + {})
    = ReLU({})
"""


@pytest.mark.parametrize(
    ("term", "total", "errors"),
    [
        # 0.345 is printed as 0.35, the digits of a weight: -0.85 + 0.345 is -0.51 all the same.
        ("[-0.57, 0.46, 0.35]", "[-0.92, 1.06, -0.51]", []),
        ("[-0.57, 0.46, 0.35]", "[-0.92, 1.06, -0.53]", [(7, "C04", (3,))]),
        # What one entry is charged for leaves the others as wide as they were.
        ("[-0.67, 0.46, 0.35]", "[-1.02, 1.06, -0.51]", [(6, "C04", (1,))]),
    ],
)
def test_terms_that_were_added_together_are_followed_entry_by_entry(term, total, errors):
    found = judged(read(SHARED.format(term, total))).findings
    roots = [(each.line, each.code, each.entries) for each in found if each.severity == "error" and each.root]
    assert roots == errors
