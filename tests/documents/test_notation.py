"""Expressions that no cell of today has are written rightly too."""

from tutor import Problem
from tutor.calculation.equations import Add, Ref, Sub
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.documents.formulas.tex import Tex


def test_a_sum_that_is_subtracted_stands_in_parentheses():
    problem = Problem.from_dict(
        {
            "sentence": "a b",
            "vocabulary": ["a", "b"],
            "cell": {"weight_ih": [[0.1, 0.2]], "weight_hh": [[0.3]]},
        }
    )
    difference = Sub(Ref("h", lag=1), Add((Ref("p"), Ref("q"))))
    written = Skeleton(Notation(problem, Tex()).symbolic(difference))
    at_step_2 = {Hole("", 0, "step"): "2", Hole("", 1, "step"): "1"}
    assert written.fill(at_step_2) == r"h_{1} - \left(p_{2} + q_{2}\right)"
