"""Every line of a page of any network recomputes from its own printed numbers, in every layout and alphabet.

As later lines use what is printed, this proves the digits of sigmoid, exp, ln, softmax and of products of
printed numbers line by line against flint.
"""

import os
import re
import tomllib
from pathlib import Path
from random import Random

import pytest

from tests.calculation.networks import GATES, random_network
from tests.documents.network_pages import check_page
from tutor import Problem, trace
from tutor.language.faults import CalculationError
from tutor.mistakes.planting import plant
from tutor.worked.rendering import render

PAGES = 300 if os.environ.get("RNN_TUTOR_FULL") else 12
EXAMPLES = Path(__file__).parents[2] / "worked_examples"
WORDS = ["i", "am", "here", "now"]


def random_spec(random, kind):
    drawn = random_network(random, kind=kind, size=3, steps=3, batches=(None,))
    spec = dict(drawn.spec)
    if random.random() < 0.5:
        del spec["inputs"]
        spec["vocabulary"] = WORDS[: drawn.inputs]
        spec["tokens"] = [random.choice(spec["vocabulary"]) for _ in range(drawn.steps)]
    if random.random() < 0.5:
        entries = random.randint(2, 4)
        spec["output"] = {
            "weight_hy": [
                [random.randint(-20, 20) / 10 for _ in range(drawn.hidden * drawn.directions)]
                for _ in range(entries)
            ],
            "bias_y": [random.randint(-9, 9) / 10 for _ in range(entries)],
        }
        if random.random() < 0.7:
            spec["output"]["targets"] = [random.randrange(entries) for _ in range(drawn.steps)]
    spec["rounding"] = {
        "decimals": random.choice([2, 3, 3, 4, 6]),
        "ties": random.choice(["half-up", "half-even"]),
    }
    spec["notation"] = {
        "symbols": random.choice(["pytorch", "textbook", "source", "keras"]),
        "layout": random.choice(["columns", "rows", "fused"]),
    }
    problem = Problem.from_dict(spec)
    if random.random() < 0.5:
        needed = {"h", "c", "y", "s"}
        spec["rounding"]["written"] = [
            name for name in problem.written if name in needed or random.random() < 0.6
        ]
    return spec


@pytest.mark.parametrize("kind", GATES)
def test_every_line_recomputes_from_the_text(kind):
    random = Random(kind)
    count = 0
    for _ in range(PAGES):
        spec = random_spec(random, kind)
        to, lang, detail = (
            random.choice(["md", "tex", "html"]),
            random.choice(["en", "ko"]),
            random.choice(["full", "brief"]),
        )
        try:
            page = render(trace(Problem.from_dict(spec)), to, lang, detail=detail)
        except CalculationError as error:  # relu and exp may grow beyond a page, or all exponentials vanish
            assert error.faults[0].code in ("N05", "N11")
            continue
        rounding = spec["rounding"]
        try:
            count += check_page(page, to, spec, decimals=rounding["decimals"], ties=rounding["ties"])
        except AssertionError as error:
            error.add_note(f"{to} of {spec}")
            raise
    assert count > PAGES * 10


def test_a_wrong_digit_is_found():
    """In every place of the steps of a GRU with softmax, one digit at a time wrong."""
    spec = {
        "sentence": "i am",
        "vocabulary": ["i", "am"],
        "cell": {
            "kind": "gru",
            "weight_ih": [[0.417, -0.739], [-0.523, 0.651], [0.983, 0.547]],
            "weight_hh": [[0.559], [-0.761], [0.673]],
            "bias_ih": [0.127, 0.341, -0.179],
            "bias_hh": [0.233, -0.467, 0.593],
            "h_0": [0.307],
        },
        "output": {"weight_hy": [[-0.857], [1.283]], "bias_y": [0.191, 0.389], "targets": ["am", "i"]},
        "rounding": {"decimals": 5},
    }
    page = render(trace(Problem.from_dict(spec)), "md", "en")
    assert check_page(page, "md", spec, decimals=5)
    begin, end = page.index("## Step by step"), page.index("## All hidden states")
    places = [
        at
        for found in re.finditer(r"(?<![\w{\[.])\d+\.\d+(?![\w.\]}])", page[begin:end])
        for at in range(begin + found.start(), begin + found.end())
        if page[at].isdigit()
    ]
    assert len(places) > 400
    unseen = []
    for at in places[:: 1 if os.environ.get("RNN_TUTOR_FULL") else 23]:
        wrong = page[:at] + str((int(page[at]) + 1) % 10) + page[at + 1 :]
        try:
            check_page(wrong, "md", spec, decimals=5)
        except (AssertionError, KeyError, ValueError):
            continue
        unseen.append(page[at - 30 : at + 10])
    assert not unseen


@pytest.mark.parametrize("example", ["gru", "lstm", "two_layers", "bidirectional", "next_word"])
@pytest.mark.parametrize("mistake", ["recurrent-dropped", "state-copied", "result-sign-lost"])
def test_a_planted_line_is_the_first_that_does_not_follow(example, mistake):
    """Mistakes by role fit every table; what is computed after the wrong line follows from it."""
    spec = tomllib.loads((EXAMPLES / example / "spec.toml").read_text("utf-8"))
    planted = plant(Problem.from_dict(spec), mistake, seed=4)
    assert planted.claimed != planted.expected
    lines = {"written": list(planted.right.problem.written)}
    page = render(planted.sheet, "md", "en")
    assert check_page(render(planted.right, "md", "en"), "md", spec, decimals=3)
    symbol, step = planted.symbol.partition("_"), planted.step
    index = "-".join(filter(None, (symbol[2], str(step))))
    with pytest.raises(AssertionError, match=re.escape(f"{symbol[0]}") + ".*" + re.escape(f"_{{{index}}}")):
        check_page(page, "md", spec | {"rounding": lines}, decimals=3)
