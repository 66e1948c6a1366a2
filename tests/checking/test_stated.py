"""A text against a problem given beside it: every cell, layer, direction, batch, with and without bias."""

import os
import random
import re

import pytest

from tests.calculation.networks import GATES, random_network
from tests.test_readme import ROOT
from tutor import Problem, render, trace
from tutor.checking.repair import repair
from tutor.judging.judge import judge
from tutor.language.faults import CalculationError
from tutor.reading.reader import MAX_LINES, read

PAGES = 200 if os.environ.get("RNN_TUTOR_FULL") else 8
EXAMPLES = sorted(path.parent.name for path in (ROOT / "worked_examples").glob("*/spec.toml"))


def errors(judgement):
    return [str(each.fault()) for each in judgement.findings if each.severity == "error"]


@pytest.mark.parametrize("to", ["md", "tex"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_our_own_pages_are_right(name, to):
    problem = Problem.from_file(ROOT / "worked_examples" / name / "spec.toml")
    for lang in ("en", "ko"):
        judgement = judge(read(render(trace(problem), to=to, lang=lang)), problem)
        assert errors(judgement) == []
        assert judgement.lines_checked >= 30
        assert repair(judgement).trace is not None


@pytest.mark.parametrize("kind", GATES)
def test_pages_of_random_networks_are_right(kind):
    chance, seen = random.Random(f"stated {kind}"), set()
    while len(seen) < PAGES:
        drawn = random_network(chance, kind=kind, size=3, steps=3)
        spec = dict(drawn.spec)
        spec["rounding"] = {
            "decimals": chance.choice([2, 3, 4]),
            "ties": chance.choice(["half-up", "half-even"]),
            "carry": chance.choice(["rounded", "full"]),
        }
        spec["notation"] = {"layout": chance.choice(["columns", "rows", "fused"])}
        if not drawn.bias:
            spec["cell"]["bias"] = False
        try:
            problem = Problem.from_dict(spec)
            steps = trace(problem)
        except CalculationError:
            continue  # its numbers outgrow a page
        to, lang = chance.choice(["md", "tex"]), chance.choice(["en", "ko"])
        page = render(steps, to=to, lang=lang, detail=chance.choice(["brief", "full"]))
        if page.count("\n") >= MAX_LINES:
            continue
        seen.add(page)
        judgement = judge(read(page), problem)
        assert errors(judgement) == [], spec
        assert judgement.lines_checked >= 3
        assert judgement.corrected == problem


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wrong_number_is_found_beside_its_problem(name):
    problem = Problem.from_file(ROOT / "worked_examples" / name / "spec.toml")
    lines = render(trace(problem), to="md", lang="en", detail="brief").split("\n")
    results = [
        index + 1
        for index, line in enumerate(lines)
        if re.search(r"(?:=|\\approx) \\begin\{pmatrix\}$", line)
        and re.fullmatch(r"-?\d\.\d{3} \\\\|-?\d\.\d{3}", lines[index + 1])
    ]
    for index in random.Random(name).sample(results, 5):
        number = re.match(r"-?\d\.\d{3}", lines[index])[0]
        wrong = [*lines]
        wrong[index] = lines[index].replace(number, f"{float(number) + 0.2:.3f}")
        roots = judge(read("\n".join(wrong)), problem).roots
        assert [each.line for each in roots][:1] == [index + 1]


TEXT = """\
W_ih = [[0.1, 0.3], [0.2, 0.4]]
W_hh = [[0.7, 0.8], [0.9, 1.0]]
{}h_0 = [0, 0], x_1 = [1, 0]
h_1 = tanh(W_ih x_1 + W_hh h_0{}) = tanh({}) = {}
"""


def without_bias(**more):
    cell = {"weight_ih": [[0.1, 0.3], [0.2, 0.4]], "weight_hh": [[0.7, 0.8], [0.9, 1.0]], **more}
    return Problem.from_dict({"sentence": "i", "vocabulary": ["i", "am"], "cell": cell})


@pytest.mark.parametrize("problem", [without_bias(), without_bias(bias=False)], ids=["left out", "false"])
def test_a_problem_without_bias(problem):
    assert errors(judge(read(TEXT.format("", "", "[0.1, 0.2]", "[0.100, 0.197]")), problem)) == []
    zeros = TEXT.format("b = [0, 0]\n", " + b", "[0.1, 0.2]", "[0.100, 0.197]")
    assert errors(judge(read(zeros), problem)) == []
    biased = TEXT.format("b = [0.1, 0.2]\n", " + b", "[0.2, 0.4]", "[0.197, 0.380]")
    assert errors(judge(read(biased), problem))[0].startswith("error[C07]: b was copied wrong")


def test_a_page_of_gates_has_the_weights_of_its_problem():
    problem = Problem.from_file(ROOT / "worked_examples" / "gru" / "spec.toml")
    assert judge(read(render(trace(problem))), problem).findings == ()


def test_each_sequence_of_a_batch_has_inputs_of_its_own():
    problem = Problem.from_file(ROOT / "worked_examples" / "batch" / "spec.toml")
    page = render(trace(problem), to="md", lang="en")
    turned = Problem.from_file(ROOT / "worked_examples" / "batch" / "spec.toml")
    other = type(turned)(**{**turned.__dict__, "sequences": turned.sequences[::-1]})
    assert errors(judge(read(page), problem)) == []
    assert errors(judge(read(page), other)) != []


TWO_STEPS = """\
W_ih = [[0.5, -0.3], [0.2, 0.7]], W_hh = [[0.4, -0.2], [0.1, 0.6]], b = [0.3, -0.1]
h_0 = [0, 0], x_1 = [1, 0], x_2 = [0, 1]
h_1 = tanh(W_ih x_1 + W_hh h_0 + b) = tanh([0.8, 0.1]) = [0.664, 0.100]
"""
BESIDE = Problem.from_dict(
    {
        "sentence": "i am",
        "vocabulary": ["i", "am"],
        "cell": {
            "weight_ih": [[0.5, -0.3], [0.2, 0.7]],
            "weight_hh": [[0.4, -0.2], [0.1, 0.6]],
            "bias": [0.3, -0.1],
        },
    }
)


@pytest.mark.parametrize(
    "line",
    [
        "r = 0.3^2 = 0.19", "r = sqrt(0.16) = 0.5", "r = max(0.3, 0.4) = 0.5", "r = log10(100) = 3",
        "y_t[3] = 0.5 + 0.2 = 0.9", "s_t = 0.2 + 0.3 = 0.7", "r = e^0.5 = 1.9", "s = 0.2 + 0.3 = 0.6",
        "m = [[1, 2], [3, 4]] + [[1, 1], [1, 1]] = [[2, 3], [4, 6]]",
    ],
)  # fmt: skip
def test_what_is_no_line_of_the_network_is_judged_as_without_its_problem(line):
    for problem in (None, BESIDE):
        judgement = judge(read(f"{TWO_STEPS}{line}\n"), problem)
        found = [(each.line, each.code, each.root) for each in judgement.findings if each.severity == "error"]
        assert found == [(4, "C04", True)]


def test_a_calculation_goes_on_with_the_result_of_a_part_of_it_that_stands_written():
    part = "W_hh h_1 = [0.146, 0.126]\n"  # 0.246 was due
    whole = "W_ih x_2 + W_hh h_1 + b = [0.146, 0.726]\nh_2 = tanh([0.146, 0.726]) = [0.145, 0.621]\n"
    for problem in (None, BESIDE):
        judgement = judge(read(TWO_STEPS + part + whole), problem)
        found = [(each.line, each.code, each.root) for each in judgement.findings if each.severity == "error"]
        assert found == [(4, "C04", True), (5, "C05", False), (6, "C05", False)]
        assert [claim.verdicts[0] for claim in judgement.claims][-3:] == ["wrong", "follows", "follows"]


NOT_GIVEN = """\
water = [1, 0, 0], fire = [0, 1, 0], earth = [0, 0, 1]
W = [[0.7, -0.3, 0.2], [-0.1, 0.4, 0.5]], U = [[0.3, 0.2], [-0.5, 0.1]], b = [0.0, 0.1], h0 = [0, 0]

h1 = tanh(W x1 + U h0 + b) = tanh([0.2, 0.5] + [0, 0] + [0.0, 0.1]) = tanh([0.2, 0.6]) = [0.197, 0.537]
h2 = tanh(W x2 + U h1 + b) = tanh([0.7, -0.1] + [0.167, -0.045] + [0.0, 0.1]) = tanh([0.867, -0.045]) = {}
"""


def test_inputs_that_nobody_states_are_those_that_the_lines_follow_from():
    judgement = judge(read(NOT_GIVEN.format("[0.700, -0.045]")))
    assert [str(each.title) for each in judgement.findings] == [
        "x_1, x_2 not given: the words were taken that the lines follow from."
    ]
    assert {verdict for claim in judgement.claims for verdict in claim.verdicts} == {"exact", "rounding"}
    assert judgement.corrected.words == ("earth", "water")
    assert judge(read(NOT_GIVEN.format("[0.700, -0.045]")), judgement.corrected).findings == ()
    wrong = judge(read(NOT_GIVEN.format("[0.770, -0.045]")))
    assert [(each.line, each.code) for each in wrong.findings if each.severity == "error"] == [(5, "C04")]


def test_the_problem_says_which_word_a_step_has():
    text = (
        "The vocabulary is {night, day}: night = [1, 0], day = [0, 1]\n"
        "W_ih = [[0.5, -0.3], [0.2, 0.7]], W_hh = [[0.4, -0.2], [0.1, 0.6]], b = [0.3, -0.1], h_0 = [0, 0]\n"
        "(1) day: x_1 = [0, 1]\n"
        "h_1 = tanh(W_ih x_1 + W_hh h_0 + b) = tanh([0.0, 0.6]) = [0.000, 0.537]\n"
    )
    alone = judge(read(text))
    assert alone.corrected.words == ("day",)
    assert errors(alone) == [] and errors(judge(read(text), alone.corrected)) == []
