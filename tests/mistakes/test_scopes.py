"""The same mistake in every gate that an equation has parts of."""

import pytest

from tutor.calculation.equations import Add, Fn, Mul, Ref
from tutor.mistakes.catalogue import CATALOGUE
from tutor.mistakes.scopes import in_every_gate, scopes
from tutor.mistakes.sites import Site
from tutor.spec import read_problem_text, starter_spec

UNIT = read_problem_text(starter_spec("i am", cell="lstm").encode(), "spec.toml").units[0]
P, Q, P_I, Q_I, P_G, Q_G = map(Ref, ("p", "q", "p_i", "q_i", "p_g", "q_g"))


def of_two_gates(first, second):
    return Mul(Fn("sigmoid", first), Fn("tanh", second))


WHOLE = of_two_gates(Add((P_I, Q_I)), Add((P_G, Q_G)))


def site(scope):
    return Site(1, scope.parameters, (0, 1), 2, 4)


def everywhere(name, expression=WHOLE):
    return [each.expression for each in in_every_gate(CATALOGUE[name].change, expression, UNIT, site)]


def test_each_gate_in_turn_has_the_simple_names():
    assert [each.expression for each in scopes(WHOLE, UNIT)] == [
        of_two_gates(Add((P, Q)), Add((P_G, Q_G))),
        of_two_gates(Add((P_I, Q_I)), Add((P, Q))),
    ]


@pytest.mark.parametrize(
    ("name", "changed"),
    [("recurrent-dropped", of_two_gates(P_I, P_G)), ("input-dropped", of_two_gates(Q_I, Q_G))],
)
def test_a_mistake_is_made_in_all_gates_at_once(name, changed):
    assert everywhere(name) == [changed]


def test_where_one_gate_alone_allows_it_nothing_is_made():
    assert everywhere("recurrent-dropped", of_two_gates(Add((P_I, Q_I)), P_G)) == []
    assert everywhere("recurrent-dropped", Fn("sigmoid", Add((P_I, Q_I)))) == []
