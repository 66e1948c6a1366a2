"""The equation of the first wrong line, as its feedback writes it: that of its own layer, direction and step."""

import pytest

from tutor import Problem
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.judging.answers.lines import Lines
from tutor.marking.reporting.telling import equation

WORDS = {"sentence": "i am", "vocabulary": ["i", "am"]}
LAYER = {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}
SECOND = {"weight_ih_l1": [[0.5]], "weight_hh_l1": [[0.4]], "bias_l1": [0.2]}
BACK = {"weight_ih_l0_reverse": [[0.2, 0.3]], "weight_hh_l0_reverse": [[0.7]], "bias_l0_reverse": [0.1]}
OUTPUT = {"weight_hy": [[0.5], [-0.5]], "bias_y": [0.1, 0.2], "targets": ["am", ""]}


def told(spec):
    problem = Problem.from_dict(spec)
    lines = Lines(problem)
    asked = {line.symbol for line in lines.lines}
    notation = Notation(problem, Plain())
    return {line.name(): equation(notation.of_unit(line.unit), line, asked) for line in lines.lines}


def test_an_output_layer_has_equations_of_its_own():
    found = told({**WORDS, "cell": LAYER, "output": OUTPUT})
    assert [found[name] for name in ("h_1", "s_1", "e_1", "E_2", "y_2", "L_1")] == [
        "h_1 = tanh(a_1)",
        "s_1 = W_hy h_1 + b_y",
        "e_1 = exp(s_1)",
        "E_2 = Σ_j e_2[j]",
        "y_2 = e_2 / E_2",
        "L_1 = ln(E_1) - s_1[k_1]",
    ]


@pytest.mark.parametrize(
    ("cell", "name", "written"),
    [
        (SECOND, "q_2", "q_2^(0) = W_hh^(0) h_1^(0)"),
        (SECOND, "p_2@l1", "p_2^(1) = W_ih^(1) h_2^(0)"),
        (SECOND, "a_2@l1", "a_2^(1) = p_2^(1) + q_2^(1) + b^(1)"),
        (BACK, "q_2", "→q_2 = →W_hh →h_1"),
        (BACK, "q_1@l0r", "←q_1 = ←W_hh ←h_2"),
        (BACK, "h_1@l0r", "←h_1 = tanh(←a_1)"),
    ],
)
def test_a_line_is_written_with_the_names_of_its_layer_and_direction(cell, name, written):
    assert told({**WORDS, "cell": {**LAYER, **cell}})[name] == written
