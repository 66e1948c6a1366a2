"""The table on SymPy's expressions: against floats, against mpmath, and against the certified enclosures."""

import subprocess
import sys
from decimal import Decimal
from random import Random

import mpmath
import pytest
import sympy

from tests.calculation.problems import of_exercise, problem
from tests.oracles.rnn import random_exercise
from tutor.calculation.equations import Add, Cat, Const, Div, Fn, MatVec, Mul, Param, Ref, Sub, Total
from tutor.calculation.evaluation import Floats, key_of, lower
from tutor.calculation.trace import full_precision
from tutor.documents.formulas.algebra import Expressions, closed_forms, is_enclosed, settled

X, Y = Ref("x"), Ref("y", lag=1)
PARAMETERS = {
    "matrix": ((Decimal("0.5"), Decimal("-1.25")), (Decimal("2"), Decimal("0"))),
    "bias": (Decimal("0.1"), Decimal("-3")),
}
VALUES = {X: [Decimal("0.3"), Decimal("-0.7")], Y: [Decimal("1.5"), Decimal("0")]}


@pytest.mark.parametrize(
    "expression",
    [
        MatVec(Param("matrix"), X),
        Add((MatVec(Param("matrix"), Y), X, Param("bias"))),
        Sub(X, Y),
        Sub(Const(Decimal("1")), X),
        Mul(X, Param("bias")),
        Div(Y, X),
        Div(Fn("exp", X), Total(Fn("exp", X))),
        Fn("tanh", Add((X, Y))),
        Fn("relu", X),
        Fn("sigmoid", Sub(X, Y)),
        Total(Cat((X, Y, Param("bias")))),
        Mul(Fn("sigmoid", X), Sub(Y, Fn("tanh", X))),
    ],
)
def test_every_operation_gives_what_floats_give(expression):
    exact = lower(expression, Expressions(), PARAMETERS)(
        {key_of(each): Expressions().vector(values) for each, values in VALUES.items()}
    )
    rough = lower(expression, Floats(), PARAMETERS)(
        {key_of(each): Floats().vector(values) for each, values in VALUES.items()}
    )
    assert [float(each) for each in exact] == pytest.approx(rough, rel=1e-14)


def test_given_decimals_are_exact_fractions():
    assert Expressions().vector([Decimal("0.1"), Decimal("-2.50"), Decimal("1E+3")]) == [
        sympy.Rational(1, 10),
        sympy.Rational(-5, 2),
        sympy.Integer(1000),
    ]


def test_sums_keep_the_order_of_the_table_with_the_numbers_first():
    arithmetic = Expressions()
    z, a, m = map(arithmetic.letter, "zam", "zam")
    three, zero = arithmetic.vector([3, 0])
    (total,) = arithmetic.add([[z], [three], [a], [zero], [m], [three]])
    assert total.args == (6, z, a, m)


def test_like_terms_are_put_together_and_may_vanish():
    arithmetic = Expressions()
    z, a = map(arithmetic.letter, "za", "za")
    (total,) = arithmetic.add([[z], [a], [2 * z], [-a]])
    assert total == 3 * z
    assert arithmetic.subtract([z], [z]) == [0]


def test_functions_stay_as_they_are_until_they_are_settled():
    arithmetic = Expressions()
    numbers = arithmetic.vector([Decimal("-0.2"), Decimal("0.2"), Decimal("0")])
    tanh, relu = arithmetic.function("tanh")(numbers), arithmetic.function("relu")(numbers)
    assert [str(each) for each in tanh] == ["tanh(-1/5)", "tanh(1/5)", "tanh(0)"]
    assert [str(each) for each in relu[:2]] == ["Max(-1/5, 0)", "Max(0, 1/5)"]
    assert [str(settled(each)) for each in tanh] == ["tanh(-1/5)", "tanh(1/5)", "0"]
    assert [settled(each) for each in relu] == [0, sympy.Rational(1, 5), 0]


def test_the_closed_forms_of_two_steps_by_hand():
    example = problem(
        [["0.1", "0.3"], ["0.2", "0.4"]], [["0.7", "0.8"], ["0.9", "-1.0"]], (0, 1), bias=["0.1", "0.2"]
    )
    one, two = sympy.tanh(sympy.Rational(1, 5)), sympy.tanh(sympy.Rational(2, 5))
    first, second = (step["h"] for step in closed_forms(example))
    assert [each.doit() for each in first] == [one, two]
    assert [each.doit() for each in second] == [
        sympy.tanh(sympy.Rational(2, 5) + sympy.Rational(7, 10) * one + sympy.Rational(4, 5) * two),
        sympy.tanh(sympy.Rational(3, 5) + sympy.Rational(9, 10) * one - two),
    ]


def test_the_closed_forms_of_relu_are_fractions_by_hand():
    example = problem([["0.1", "-3"]], [["0.5"]], (0, 0, 1), bias=["0.1"], kind="rnn_relu", h_0=["1"])
    assert [settled(step["h"][0]) for step in closed_forms(example)] == [
        sympy.Rational(7, 10),
        sympy.Rational(11, 20),
        0,
    ]


@pytest.mark.parametrize("seed", range(12))
def test_closed_forms_evaluated_by_mpmath_are_the_enclosures(seed):
    example = of_exercise(random_exercise(Random(seed), size=3, steps=3))
    exact = full_precision(example)
    for step, enclosed in zip(closed_forms(example), exact.steps, strict=True):
        for form, low, high in zip(step["h"], *enclosed["h"], strict=True):
            with mpmath.workdps(45):
                value = sympy.lambdify([], form, "mpmath")()
                middle = mpmath.mpf(low + high) / (2 * mpmath.mpf(10) ** exact.places)
                assert abs(value - middle) <= mpmath.mpf("1e-30") * max(1, abs(middle))
            assert is_enclosed(form, low, high, exact.places)
            off = 10 ** (exact.places - 15)
            assert not is_enclosed(form, low + off, high + off, exact.places)
            assert not is_enclosed(form, low - off, high - off, exact.places)


def test_closed_forms_are_computed_when_they_are_asked_for():
    example = problem([["0.1"]] * 16, [["0.3"] * 16] * 16, (0,) * 50)
    steps = closed_forms(example)
    assert str(next(steps)["h"][0]) == "tanh(1/10)"


def test_nothing_but_the_symbolic_detail_imports_sympy():
    program = """
import sys
import tutor.documents.formulas.algebra
from tutor import Problem, render, trace
problem = Problem.from_dict({
    "sentence": "i", "vocabulary": ["i"], "cell": {"weight_ih": [[0.1]], "weight_hh": [[0.7]]}})
render(trace(problem), detail="full")
assert "sympy" not in sys.modules
render(trace(problem), detail="symbolic")
assert "sympy" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
