"""A classifier, whose output layer reads the last state alone: spec, sheets, marks, cells."""

from decimal import Decimal
from pathlib import Path

import pytest

from tutor import Problem, trace
from tutor.calculation.backward.result import backward_pass
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.handout.blanks import blanks_of
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.judging.answers.lines import Lines
from tutor.judging.answers.sheet_answers import judge_answers
from tutor.mistakes.planting import plant
from tutor.spec import spec_dict
from tutor.spec.writer import spec_toml
from tutor.worked.network_drawing import drawings

SPEC = Path(__file__).parents[2] / "worked_examples" / "classifier" / "spec.toml"


def problem():
    return Problem.from_file(SPEC)


def test_only_the_last_step_has_an_output():
    recurrent, output = trace(problem()).runs
    assert [step.t for step in recurrent.steps] == [1, 2, 3, 4]
    assert [(step.t, step.word) for step in output.steps] == [(4, "all")]
    assert (output.has(4), output.has(3), output.at(4)) == (True, False, output.steps[0])
    assert output.steps[0].quantities["x"] == recurrent.at(4).quantities["h"]


def test_it_reads_back_from_its_spec(tmp_path):
    path = tmp_path / "spec.toml"
    path.write_text(spec_toml(problem()), encoding="utf-8")
    assert Problem.from_file(path) == problem()
    assert spec_dict(problem())["output"]["targets"] == [1]


def test_it_is_the_network_with_a_target_at_its_last_step():
    """The same numbers as of an output layer at every step whose last step alone has a target."""
    spec = spec_dict(problem())
    output = {key: value for key, value in spec["output"].items() if key != "at"}
    every = Problem.from_dict({**spec, "output": {**output, "targets": ["", "", "", 1]}})
    assert trace(every).runs[-1].at(4) == trace(problem()).runs[-1].at(4)
    ours, theirs = backward_pass(problem()), backward_pass(every)
    assert [(line.name(), quantity) for line, quantity in ours.lines] == [
        (line.name(), quantity) for line, quantity in theirs.lines
    ]


@pytest.mark.parametrize("targets", [[1, 2], [[1], [2]]])
def test_a_batch_has_a_target_a_sentence(targets):
    spec = spec_dict(problem())
    spec["sentences"] = [spec.pop("sentence"), "all bad at not"]
    spec["cell"] |= {"batch_first": True, "h_0": [[[0, 0], [0, 0]]]}
    batch = Problem.from_dict({**spec, "output": {**spec["output"], "targets": targets}})
    assert [sequence.target_entry(4) for sequence in batch.sequences] == [1, 2]
    assert spec_dict(batch)["output"]["targets"] == [[1], [2]]


def test_blanks_stand_at_the_last_step():
    names = blanks_of(problem(), "steps")
    assert [name for name in names if name[0] in "seEyL"] == [
        *("s_4[1]", "s_4[2]", "s_4[3]", "e_4[1]", "e_4[2]", "e_4[3]", "E_4", "y_4[1]", "y_4[2]", "y_4[3]"),
        "L_4",
    ]
    assert blanks_of(problem(), "s", "faded") == ("s_4[1]", "s_4[2]", "s_4[3]")


@pytest.mark.parametrize("of", [Lines, BackwardLines])
def test_the_key_is_right_and_a_slip_is_charged_once(of):
    lines = of(problem())
    answers = [tuple(numbers) for numbers in lines.key_numbers]
    script = judge_answers(lines, answers)
    assert {verdict for found in script.judged.values() for verdict in found.verdicts} == {"exact"}
    for name in ("h_2[1]", "s_4[1]"):
        i = lines.names[name][0]
        slip = (lines.number(Decimal(lines.key[i][0]) + Decimal("0.2")), *answers[i][1:])
        # What follows from the slip is what the page of those numbers would have: nobody computed it anew.
        script = judge_answers(lines, [*answers[:i], slip, *answers[i + 1 :]])
        assert script.judged[i].verdicts[0] == "wrong", name


def test_the_state_of_the_step_before_is_another_number():
    """Whoever reads h_3 in place of h_4 has a wrong score, and what follows from it is right."""
    lines = Lines(problem())
    own = trace(problem()).runs
    h = [Decimal(text) for text in own[0].at(3).quantities["h"].texts]
    weights = problem().units[-1].parameters
    scores = [
        sum(w * v for w, v in zip(row, h, strict=True)) + b
        for row, b in zip(weights["weight_hy"], weights["bias_y"], strict=True)
    ]
    answers = [tuple(numbers) for numbers in lines.key_numbers]
    i = lines.names["s_4[1]"][0]
    answers[i] = tuple(lines.number(round(each, 3)) for each in scores)
    assert judge_answers(lines, answers).judged[i].wrong


def test_a_mistake_can_be_planted_in_front_of_it():
    planted = plant(problem(), "bias-forgotten", seed=3)
    assert planted.sheet.runs[-1].steps[0].t == 4


def test_the_drawing_has_one_result():
    found = [*drawings(trace(problem()), Notation(problem(), Plain()))]
    names = [label.text for label in found[0].scene.items if hasattr(label, "text")]
    assert sum(getattr(name, "base", "") == "y" for name in names) == 1


def test_without_targets_it_is_a_forward_pass():
    spec = spec_dict(problem())
    output = {key: value for key, value in spec["output"].items() if key != "targets"}
    bare = {key: value for key, value in spec.items() if key not in ("loss", "rounding")}
    found = trace(Problem.from_dict({**bare, "output": output}))
    assert list(found.runs[-1].steps[0].quantities) == ["x", "s", "e", "E", "y"]
    assert problem().units[-1].only_last
