"""Pages of every kind of network, pasted back: nothing is wrong, and a wrong number is found where it stands."""

import os
import random
import re

import pytest

from tests.calculation.networks import GATES
from tests.documents.test_network_pages import random_spec
from tests.test_readme import ROOT
from tutor import Problem, render, trace
from tutor.binding.gates import is_torchs
from tutor.judging.judge import judge
from tutor.language.faults import CalculationError
from tutor.reading.reader import MAX_LINES, read

PAGES = 250 if os.environ.get("RNN_TUTOR_FULL") else 10
EXAMPLES = ["notebook", "two_layers", "bidirectional", "batch", "gru", "lstm", "next_word"]


def pages(name):
    steps = trace(Problem.from_file(ROOT / "worked_examples" / name / "spec.toml"))
    for to, lang, detail, dialect in (
        ("md", "en", "full", "portable"),
        ("md", "ko", "brief", "github"),
        ("tex", "ko", "full", "portable"),
        ("tex", "en", "brief", "portable"),
    ):
        yield render(steps, to=to, lang=lang, detail=detail, dialect=dialect)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_page_pasted_back_has_no_finding(name):
    for page in pages(name):
        judgement = judge(read(page))
        assert [str(each) for each in judgement.findings] == []
        assert judgement.lines_checked >= 30


@pytest.mark.parametrize("kind", GATES)
def test_pages_of_random_networks_have_no_finding(kind):
    chance = random.Random(f"pages {kind}")
    for _ in range(PAGES):
        spec = random_spec(chance, kind)
        try:
            steps = trace(Problem.from_dict(spec))
        except CalculationError:
            continue  # its numbers outgrow a page
        to, lang, detail = (chance.choice(each) for each in (["md", "tex"], ["en", "ko"], ["brief", "full"]))
        page = render(steps, to=to, lang=lang, detail=detail)
        if page.count("\n") < MAX_LINES:
            judgement = judge(read(page))
            assert [str(each) for each in judgement.findings] == [], spec
            assert judgement.lines_checked >= 3


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wrong_number_on_a_page_is_the_only_root(name):
    page = next(pages(name))
    lines = page.split("\n")
    # The first entry of a result: the line behind the last \begin of a formula with a relation before it.
    results = [
        index + 1
        for index, line in enumerate(lines)
        if re.search(r"(?:=|\\approx) \\begin\{pmatrix\}$", line)
        and re.fullmatch(r"-?\d\.\d{3} \\\\|-?\d\.\d{3}", lines[index + 1])
    ]
    assert len(results) > 5
    for index in random.Random(name).sample(results, 5):
        number = re.match(r"-?\d\.\d{3}", lines[index])[0]
        wrong = [*lines]
        wrong[index] = lines[index].replace(number, f"{float(number) + 0.2:.3f}")
        roots = judge(read("\n".join(wrong))).roots
        assert [each.line for each in roots][:1] == [index + 1], (
            name,
            index + 1,
            [str(each) for each in roots],
        )


@pytest.mark.parametrize(
    ("formula", "torchs"),
    [
        ("h_t = (1 - z_t) ⊙ n_t + z_t ⊙ h_{t-1}", True),
        ("h_t = n_t + z_t ⊙ (h_{t-1} - n_t)", True),
        ("h_t = z_t ⊙ h_{t-1} + n_t ⊙ (1 - z_t)", True),
        ("h_t = z_t ⊙ n_t + (1 - z_t) ⊙ h_{t-1}", False),
        ("c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t\nh_t = o_t ⊙ tanh(c_t)", True),
        ("c_t = i_t ⊙ c_{t-1} + f_t ⊙ g_t\nh_t = o_t ⊙ tanh(c_t)", False),
    ],
)
def test_the_formulas_of_gates_are_compared_with_torchs(formula, torchs):
    assert is_torchs(read(formula)) is torchs
