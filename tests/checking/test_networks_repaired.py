"""Texts of every network with one printed number changed: what stands corrected is what stood there.

The texts are our own pages; the spec is drawn, the changed number is drawn, the truth is the unchanged page. With
RNN_TUTOR_FULL=1 all networks, forty changes of each, in both languages.
"""

import os
import random
import re
from pathlib import Path

import pytest

from tutor import Problem, render, trace
from tutor.checking.errata import _corrected
from tutor.checking.repair import repair
from tutor.judging.judge import judge
from tutor.reading.reader import read
from tutor.spec import read_problem_text
from tutor.spec.writer import spec_toml

TEXTS = Path(__file__).parent / "texts"
FULL = os.environ.get("RNN_TUTOR_FULL") == "1"
GATES = {"rnn_tanh": 1, "rnn_relu": 1, "rnn_sigmoid": 1, "gru": 3, "gru_reset_before": 3, "lstm": 4}
WORDS = ["i", "am", "here"]

NETWORKS = {
    "rnn": {},
    "no bias": {"bias": False},
    "two biases": {"both": True},
    "sigmoid": {"kind": "rnn_sigmoid"},
    "numbers": {"inputs": True},
    "full": {"rounding": {"decimals": 4, "carry": "full"}},
    "even": {"rounding": {"decimals": 2, "ties": "half-even"}},
    "batch": {"sentences": 2},
    "layers": {"layers": 2},
    "directions": {"directions": 2, "symbols": "source"},
    "relu layers without bias": {"kind": "rnn_relu", "layers": 2, "bias": False},
    "gru": {"kind": "gru"},
    "gru in rows": {"kind": "gru", "layout": "rows", "symbols": "keras"},
    "gru with the reset before": {"kind": "gru_reset_before"},
    "gru without bias": {"kind": "gru", "bias": False, "rounding": {"decimals": 4, "carry": "full"}},
    "gru layers": {"kind": "gru", "layers": 2, "symbols": "keras"},
    "gru batch": {"kind": "gru", "sentences": 2},
    "lstm": {"kind": "lstm", "layout": "fused", "symbols": "textbook"},
    "layers and directions in rows": {"layers": 2, "directions": 2, "layout": "rows"},
    "lstm numbers": {"kind": "lstm", "inputs": True},
    "lstm directions": {"kind": "lstm", "directions": 2, "rounding": {"decimals": 3, "ties": "half-even"}},
}
# The others take seconds each.
LARGE = (
    "gru without bias", "gru layers", "gru batch", "lstm numbers", "lstm directions", "two biases", "sigmoid",
    "layers", "gru with the reset before", "layers and directions in rows",
)  # fmt: skip
EVERYDAY = [each for each in NETWORKS if FULL or each not in LARGE]


def drawn(
    seed,
    kind="rnn_tanh",
    layers=1,
    directions=1,
    bias=True,
    both=False,
    sentences=1,
    inputs=False,
    rounding=None,
    layout="columns",
    symbols="pytorch",
):
    draw = random.Random(seed)
    hidden = 2

    def vector(size):
        return [round(draw.uniform(-0.9, 0.9), 1) for _ in range(size)]

    cell = {"kind": kind, "num_layers": layers, "bidirectional": directions == 2}
    rows = GATES[kind] * hidden
    for layer in range(layers):
        for end in ("", "_reverse")[:directions]:
            width = hidden * directions if layer else 2 if inputs else len(WORDS)
            cell[f"weight_ih_l{layer}{end}"] = [vector(width) for _ in range(rows)]
            cell[f"weight_hh_l{layer}{end}"] = [vector(hidden) for _ in range(rows)]
            if bias:
                cell[f"bias_ih_l{layer}{end}"] = vector(rows)
                zero = not both and kind.startswith("rnn")
                cell[f"bias_hh_l{layer}{end}"] = [0] * rows if zero else vector(rows)
    if not bias:
        cell["bias"] = False
    spec = {
        "cell": cell,
        "rounding": rounding or {"decimals": 3},
        "notation": {"layout": layout, "symbols": symbols},
    }
    if inputs:
        return Problem.from_dict({**spec, "inputs": [vector(2) for _ in WORDS]})
    said = ["i am here", "here am i"][:sentences]
    named = {"sentence": said[0]} if sentences == 1 else {"sentences": said}
    return Problem.from_dict({**spec, **named, "vocabulary": WORDS})


@pytest.mark.parametrize("name", EVERYDAY)
def test_the_problem_of_a_page_is_read_back(name):
    problem = drawn(name, **NETWORKS[name])
    traced = trace(problem)
    found = repair(judge(read(render(traced))))
    assert found.trace is not None, found.why
    back = read_problem_text(spec_toml(found.trace.problem).encode(), "fixed.toml")
    assert back.rounding == problem.rounding
    assert ("inputs = " in spec_toml(back)) is (name.endswith("numbers"))
    assert [[step.quantities["h"].texts for step in run.in_time] for run in trace(back).runs] == [
        [step.quantities["h"].texts for step in run.in_time] for run in traced.runs
    ]


def page(traced, language="en"):
    """Give the page without its last part, which names moved numbers without the sentence that they are of."""
    return render(traced, lang=language).rpartition("\n## ")[0]


def changed(text, draw):
    """Change one digit of a printed number among the steps."""
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if re.match("## (?:Step|단계)", line))
    end = next((at for at, line in enumerate(lines) if at > start and line.startswith("## ")), len(lines))
    places = [
        (at, found)
        for at in range(start, end)
        for found in re.finditer(r"(?<![\d.])\d+\.\d{2,}(?!\d)", lines[at])
    ]
    at, found = draw.choice(places)
    digit = str((int(found[0][-2]) + 4) % 10)
    lines[at] = lines[at][: found.end() - 2] + digit + lines[at][found.end() - 1 :]
    return "\n".join(lines)


def stood(finding, lines):
    """Give the number that the unchanged page has in the place of the first that is blamed."""
    if finding.carets or len(finding.claimed) == 1:
        place = finding.carets[0] if finding.carets else finding.place
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]
    return finding.claimed[finding.entries[0] - 1 if finding.entries else 0]


@pytest.mark.parametrize("name", EVERYDAY)
def test_what_is_corrected_is_what_stood_there(name):
    draw = random.Random(name)
    problem = drawn(name, **NETWORKS[name])
    traced, said = trace(problem), 0
    for language in ("en", "ko") if FULL else ("en",):
        text = page(traced, language)
        lines = text.split("\n")
        for _ in range(20 if FULL else 2):
            judgement = judge(read(changed(text, draw)))
            repaired = repair(judgement)
            assert repaired.trace is not None, repaired.why
            for finding in judgement.findings:
                truth = _corrected(finding, repaired)
                if finding.severity != "error" or finding.kind != "value" or not finding.claimed or not truth:
                    continue
                entry = finding.entries[0] - 1 if finding.entries and len(finding.claimed) > 1 else 0
                assert truth[entry].strip("-") == stood(finding, lines).strip("-−"), (finding, truth)
                said += 1
    assert said


@pytest.mark.parametrize("name", EVERYDAY)
def test_a_text_is_judged_by_any_spec(name):
    problem = drawn(name, **NETWORKS[name])
    text = page(trace(problem))
    judgement = judge(read(text), problem)
    assert not judgement.is_wrong and len(judgement.checked) > 100
    assert repair(judgement).trace is not None
    assert judge(read(changed(text, random.Random(name))), problem).is_wrong


GATES_OF_LSTM = """\
W_f = {0}, U_f = 0.4, b_f = 0.1
W_i = 0.5, U_i = 0.3, b_i = 0
W_c = 0.6, U_c = -0.2, b_c = 0.1
W_o = 0.9, U_o = 0.2, b_o = 0
x_1 = 1, h_0 = 0, c_0 = 0
f_1 = σ(W_f x_1 + U_f h_0 + b_f) = 0.690
c_1 = f_1 c_0 + i_1 g_1 = {1}
"""
GATES_OF_GRU = """\
W_z = [[1, 0], [0, 1]], U_z = [[0.1, 0.2], [0.3, 0.4]]
W_r = [[1, 0], [0, 1]], U_r = [[0.5, 0.6], [0.7, 0.8]]
W_h = [[1, 0], [0, 1]], U_h = [[0.9, 0.1], [0.2, 0.3]]
x_1 = [1, 0], h_0 = [0.5, -0.5]
z_1 = [0.719, 0.488]
"""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            GATES_OF_LSTM.format("[1, 2]", "0"),
            "W_f, in line 1, has a size that does not fit in either way",
        ),
        (
            GATES_OF_LSTM.format("0.7", "0").replace("U_c = -0.2, ", ""),
            "the matrix that the state before is multiplied with is not given beside W_c, line 3",
        ),
        (
            GATES_OF_LSTM.format("0.7", "0").replace("W_c = 0.6, ", ""),
            "the matrix that x is multiplied with is not given beside U_c, line 3",
        ),
        (GATES_OF_LSTM.format("0.7", "0").replace("x_1 = 1, ", ""), "x of step 1 is not given"),
        (
            GATES_OF_LSTM.format("0.7", "0") + "h_1 = o_1 c_1 = 0",
            "line 8 computes the states in another way than torch, and a spec has torch's",
        ),
        (
            GATES_OF_LSTM.format("0.7", "0").replace("c_1 = f_1 c_0 + i_1 g_1 = 0", "h_1 = 0.9"),
            "line 7 has other numbers for h_1 than the network has, as far as it was understood",
        ),
        (
            GATES_OF_LSTM.format("0.7", "0").replace("b_f", "b_forget"),
            "what b_forget, line 6, is in the network was not understood",
        ),
        (
            (TEXTS / "late" / "220-kor-two-layers-slip.md").read_text("utf-8"),
            "no matrices are given by name for h_1^(1), line 8",
        ),
        (
            GATES_OF_LSTM.format("0.7", "0").replace("W_c = 0.6, U_c = -0.2, b_c = 0.1\n", "")
            + "h_1 = (1 - z_1) h_0 + z_1 h~_1",
            "line 7 computes the states in another way than torch, and a spec has torch's",
        ),
        (
            "W_f = [0.1, 0.1], W_i = [0.2, 0.3], W_c = [0.3, 0.4], W_o = [0.4, 0.5], h_0 = 1, x_1 = -1\n"
            "f_1 = 0.5",
            "nothing tells whether the state or x comes first in the vector that the gates multiply",
        ),
        (
            GATES_OF_GRU,
            "nothing tells whether W_z, line 1, stands before its vector or after it",
        ),
        (
            GATES_OF_GRU
            + "z_1 = σ(W_z x_1 + U_z h_0), r_1 = σ(W_r x_1 + U_r h_0), p_1 = W_h x_1, q_1 = U_h h_0\n",
            "nothing tells whether the reset gate comes before the matrix of the state or after it",
        ),
    ],
)
def test_what_cannot_be_corrected_says_why(text, why):
    assert str(repair(judge(read(text))).why) == why
