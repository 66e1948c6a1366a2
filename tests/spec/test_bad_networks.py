"""Every wrong network is refused, all faults at once, and the whole text of each message is as it was read."""

import math
from decimal import Decimal

import pytest

from tests.spec.bad_networks import BAD, BATCH, ONE, OUT, WORDS
from tutor import Problem, trace
from tutor.calculation.enclosures import ln_enclosure
from tutor.calculation.equations import Greatest, Picked, Ref
from tutor.calculation.evaluation import Enclosed, Floats, Intervals, lower, point
from tutor.language.faults import CalculationError, SpecError
from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.spec import problem_of, read_problem_text


@pytest.mark.parametrize("code", ["en", "ko"])
def test_messages(code, golden):
    text = ""
    for name, data in BAD.items():
        with pytest.raises(SpecError) as caught:
            problem_of(data)
        faults = "\n".join(message(fault, Language(code)) for fault in caught.value.faults)
        text += f"## {name}\n{faults}\n\n"
    golden(f"spec/goldens/bad_networks.{code}.txt", text)


@pytest.mark.parametrize(
    ("targets", "at", "places"),
    [
        ('[["am", "her"], ["xyz", 7]]', "every", ['"her"', '"xyz"', "7"]),
        ('[["am", "her"], ["her", -1]]', "every", ['"her"', "-1"]),
        ('[["am", [1, 2]], [[3], ""]]', "every", ["[1, 2]", "[3]"]),
        ('["am", "her"]', "last", ['"her"']),
        ("[[1], [3]]", "last", ["[3]"]),
    ],
)
def test_every_wrong_target_of_a_batch_is_told_at_its_place(targets, at, places):
    text = (
        'sentences = ["i am", "am here"]\nvocabulary = ["i", "am", "here"]\n'
        "[cell]\nweight_ih = [[0.1, 0.2, 0.3]]\nweight_hh = [[0.4]]\n"
        f'[output]\nweight_hy = [[0.1], [0.2], [0.3]]\nat = "{at}"\ntargets = {targets}\n'
    )
    with pytest.raises(SpecError) as caught:
        read_problem_text(text.encode(), "spec.toml")
    line = f"targets = {targets}"
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [
        (9, line.index(place) + 1) for place in places
    ]


def test_limits_can_be_lifted():
    for name in ("too many sentences", "too many steps", "inputs too long", "too many layers"):
        assert problem_of(BAD[name], limits=False).sequences


def test_a_total_that_is_written_as_0_is_refused():
    spec = {**WORDS, "cell": ONE, "output": {"weight_hy": [[0, 0], [0, 0]], "bias_y": [-20, -30]}}
    with pytest.raises(CalculationError) as caught:
        trace(Problem.from_dict(spec))
    assert message(caught.value.faults[0], Language("en")) == (
        "error[N11]: every exponential of step 1 is written as 0\n"
        "  A probability is an exponential over their total, and the total would be 0.\n"
        "  help: use more decimals, or add to bias_y so that the scores are larger"
    )


def test_the_lines_of_the_only_unit():
    problem = Problem.from_dict({**WORDS, "cell": ONE, "rounding": {"written": ["a", "h"]}})
    assert [line.symbol for line in problem.lines] == ["a", "h"]


def test_an_output_layer_is_shortened_too_and_nothing_changes_where_nothing_is_cut():
    problem = Problem.from_dict({**WORDS, "cell": ONE, "output": {**OUT, "bias_y": [0.123, 0, 0]}})
    assert problem.shortened(3).origin.distance == "0"
    short = problem.shortened(1)
    assert short.units[-1].parameters["bias_y"] == (Decimal("0.1"), 0, 0)
    assert 0 < float(short.origin.distance) < 0.01


def test_the_greatest_entry_and_a_picked_one():
    greatest, picked = Greatest(Ref("s")), Picked(Ref("s"), Ref("k"))
    floats = {("s", 0, ""): [1.0, 3.0], ("k", 0, ""): [0.0, 1.0]}
    assert lower(greatest, Floats(), {})(floats) == [3.0, 3.0]
    assert lower(picked, Floats(), {})(floats) == [3.0]
    intervals = {("s", 0, ""): Enclosed([1, 3], [4, 3]), ("k", 0, ""): point([0, 10])}
    assert lower(greatest, Intervals(1), {})(intervals) == Enclosed([3, 3], [4, 4])
    assert lower(picked, Intervals(1), {})(intervals) == Enclosed([3], [3])


def test_there_is_no_logarithm_of_zero():
    with pytest.raises(ZeroDivisionError):
        ln_enclosure(0, 3)


def test_a_network_in_a_batch_may_be_read_either_way():
    assert Problem.from_dict({**BATCH, "cell": ONE}).transposed("weight_hh") is not None
    assert Problem.from_dict({**WORDS, "cell": ONE}).transposed("weight_hh_l7") is None


@pytest.mark.parametrize("targets", [["am", "i"], [1, 0]])
def test_targets_are_words_or_positions(targets):
    spec = {**WORDS, "cell": ONE, "output": {"weight_hy": [[1, 2], [3, 4]], "targets": targets}}
    found = trace(Problem.from_dict({**spec, "rounding": {"carry": "full"}}))
    for step, target in zip(found.runs[-1].steps, (1, 0), strict=True):
        scores = [float(text) for text in step.quantities["s"].texts]
        loss = math.log(sum(map(math.exp, scores))) - scores[target]
        assert float(step.quantities["L"].texts[0]) == pytest.approx(loss, abs=2e-3)


def test_tiny_exponentials_are_divided_where_nothing_is_rounded():
    spec = {**WORDS, "cell": ONE, "output": {"weight_hy": [[0, 0], [0, 0]], "bias_y": [-290, -291]}}
    for written in (["h", "s", "e", "E", "y"], ["h", "s", "y"]):
        found = trace(Problem.from_dict({**spec, "rounding": {"carry": "full", "written": written}}))
        assert found.runs[-1].steps[0].quantities["y"].texts == ("0.731", "0.269")
