"""A planted sheet, recomputed in double precision: one line does not follow, and the checker finds it."""

import math
import os
from functools import cache

import pytest

from tutor import Problem
from tutor.checking.planted_page import sheet
from tutor.documents.formats.markdown import Markdown
from tutor.documents.formats.writing import write
from tutor.documents.formulas.tex import Tex
from tutor.judging.judge import judge
from tutor.language.faults import TutorError
from tutor.language.languages import Language
from tutor.mistakes.catalogue import CATALOGUE
from tutor.mistakes.planting import CLEARANCE, PLANTABLE, plant
from tutor.reading.reader import read
from tutor.spec import read_problem_text, starter_spec

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
SEEDS = range(40 if FULL else 3)

# What not every drawn problem has: two biases, as many words as hidden units, a small pre-activation, gates,
# words in another order than the vocabulary's.
SPECIAL = {
    "one-bias-only", "input-row-for-column", "matrices-exchanged", "inverse-tanh", "column-of-step",
    "reset-before-product", "reset-after-product", "reset-forgotten", "update-inverted", "tanh-for-sigmoid",
}  # fmt: skip


@cache
def drawn(seed):
    return read_problem_text(starter_spec(hidden=2 + seed % 2, seed=seed).encode(), "starter.toml")


def square(**cell):
    return Problem.from_dict(
        {
            "sentence": "so it goes so",
            "vocabulary": ["so", "it", "goes"],
            "cell": {
                "weight_ih": [[0.4, -0.3, 0.8], [0.1, 0.7, -0.6], [-0.5, 0.2, 0.3]],
                "weight_hh": [[0.6, -0.2, 0.4], [0.3, 0.5, -0.7], [0.1, 0.9, 0.2]],
                **cell,
            },
        }
    )


TWO_BIASES = {"bias_ih": [0.3, -0.2, 0.1], "bias_hh": [0.1, 0.4, -0.3]}


def recomputed(planted):
    """Every written line from what stands before it, in double precision: name → (printed, computed)."""
    problem = planted.sheet.problem
    unit = problem.unit
    w, u = ([list(map(float, row)) for row in unit.parameters[name]] for name in ("weight_ih", "weight_hh"))
    b = list(map(float, unit.parameters["bias"]))
    lines = {}
    h = [float(n) for n in planted.sheet.start["h"].texts]
    for step in planted.sheet.steps:
        now = {}
        word = problem.vocabulary.index(step.word)
        for symbol in problem.written:
            p = now.get("p") or [row[word] for row in w]
            q = now.get("q") or [sum(map(math.prod, zip(row, h, strict=True))) for row in u]
            a = now.get("a") or [sum(terms) for terms in zip(p, q, b, strict=True)]
            value = {"p": p, "q": q, "a": a, "h": [math.tanh(each) for each in a]}[symbol]
            printed = [float(text) for text in step.quantities[symbol].texts]
            lines[f"{symbol}_{step.t}"] = printed, value
            now[symbol] = printed
        h = now["h"]
    return lines


def misfits(planted, units):
    """The lines that lie further from what they are computed from than so many units of the last digit."""
    size = units * 10.0**-planted.sheet.problem.rounding.decimals + 1e-9
    return {
        name
        for name, (printed, value) in recomputed(planted).items()
        if any(abs(a - b) > size for a, b in zip(printed, value, strict=True))
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mistake", sorted(set(PLANTABLE) - SPECIAL))
def test_one_line_is_wrong_and_clearly_so(mistake, seed):
    planted = plant(drawn(seed), mistake, seed=seed)
    assert planted.mistake is CATALOGUE[mistake]
    assert misfits(planted, 0.5) == misfits(planted, CLEARANCE) == {planted.quantity}
    printed, value = recomputed(planted)[planted.quantity]
    assert [float(text) for text in planted.claimed] == printed
    assert all(abs(float(text) - n) < 0.0005 + 1e-9 for text, n in zip(planted.expected, value, strict=True))
    assert planted.entries == tuple(
        i for i, (a, b) in enumerate(zip(planted.claimed, planted.expected, strict=True), 1) if a != b
    )


@pytest.mark.parametrize(
    ("mistake", "cell"),
    [
        ("one-bias-only", TWO_BIASES),
        ("input-row-for-column", {}),
        ("matrices-exchanged", {}),
        ("inverse-tanh", {}),
    ],
)
def test_mistakes_that_only_some_problems_have(mistake, cell):
    planted = plant(square(**cell), mistake, seed=1)
    assert misfits(planted, 0.5) == misfits(planted, CLEARANCE) == {planted.quantity}


def test_every_plantable_mistake_is_tested():
    assert set(PLANTABLE) > SPECIAL
    by_equation = {each.name for each in CATALOGUE.values() if each.by == "equation"}
    assert set(PLANTABLE) == by_equation | {"carry-slip", "digits-transposed"}


@pytest.mark.parametrize("seed", range(60 if FULL else 6))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_checker_finds_what_was_planted(seed, language):
    planted = plant(drawn(seed), seed=seed)
    text = "".join(write(sheet(planted, Tex()), Markdown(Language(language))))
    found = judge(read(text))
    assert [each.quantity for each in found.roots] == [planted.quantity]
    assert planted.mistake.name in found.roots[0].mistakes
    assert found.roots[0].entries == planted.entries


def test_the_sheet_does_not_know_the_key():
    planted = plant(drawn(0), "bias-forgotten", seed=0)
    text = "".join(write(sheet(planted, Tex()), Markdown(Language("en"))))
    assert "bias-forgotten" not in text and str(planted.mistake.title) not in text
    one = planted.sheet.steps[planted.step - 1].quantities[planted.symbol].texts
    assert one == planted.claimed != planted.expected


def test_the_seed_decides():
    problem = drawn(0)
    places = {(each.mistake.name, each.quantity) for each in (plant(problem, seed=n) for n in range(12))}
    assert len(places) > 8
    assert plant(problem, seed=5) == plant(problem, seed=5)
    steps = {plant(problem, "bias-forgotten", seed=n).step for n in range(12)}
    assert steps == set(range(1, len(problem.words) + 1))


def test_a_mistake_may_fold_lines():
    planted = plant(drawn(0), "tanh-per-term", seed=0)
    assert planted.sheet.problem.written == ("p", "q", "h")
    planted = plant(square(), "result-sign-lost", seed=0)
    assert planted.sheet.problem.written == ("p", "q", "a", "h")


def test_later_lines_go_on_with_what_is_written():
    problem = Problem.from_dict(
        {
            "sentence": "i am",
            "vocabulary": ["i", "am"],
            "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]},
            "rounding": {"carry": "full"},
        }
    )
    planted = plant(problem, "bias-forgotten", seed=1)
    assert planted.sheet.problem.rounding.carry == "rounded"
    assert misfits(planted, 0.5) == {planted.quantity}


@pytest.mark.parametrize(
    ("mistake", "because"),
    [
        ("bias-forgotten", "Wherever it could be made, the numbers stay within what rounding explains."),
        ("matrices-exchanged", "Wherever it could be made, the numbers stay within what rounding explains."),
        ("truncated", "It changes how lines are written or how long they are, not what one line gives."),
        ("concatenated", "It changes how lines are written or how long they are, not what one line gives."),
    ],
)
def test_what_would_not_show_is_refused(mistake, because):
    problem = Problem.from_dict(
        {
            "sentence": "i am",
            "vocabulary": ["i", "am"],
            "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]]},
        }
    )
    with pytest.raises(TutorError) as refused:
        plant(problem, mistake)
    (fault,) = refused.value.faults
    assert (fault.code, str(fault.title)) == ("M01", f"`{mistake}` cannot be planted in this problem")
    assert str(fault.because) == because


def test_a_problem_in_which_nothing_shows():
    problem = Problem.from_dict(
        {
            "sentence": "i",
            "vocabulary": ["i"],
            "cell": {"weight_ih": [[0]], "weight_hh": [[0]]},
            "rounding": {"decimals": 1},
        }
    )
    with pytest.raises(TutorError) as refused:
        plant(problem, "recurrent-transposed")
    assert "cannot be planted" in str(refused.value)
