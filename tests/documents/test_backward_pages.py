"""The backward pass on the page: every format, both languages, every printed entry recomputed."""

import json
import os
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.calculation.backward import trained_network
from tutor import Problem, render, trace
from tutor.calculation.backward.result import backward_pass
from tutor.documents.formulas.gradients import Gradients
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.language.languages import Language

EXAMPLE = Path(__file__).parents[2] / "worked_examples" / "backward" / "spec.toml"
LAYOUTS = [("columns", "pytorch"), ("rows", "pytorch"), ("rows", "keras"), ("columns", "textbook")]


def drawn_problems(count, layout="columns", symbols="pytorch"):
    """Give networks whose forward pass a page can hold."""
    for seed in range(count):
        spec = trained_network(Random(f"page {seed}"), size=3, steps=4).spec
        spec["notation"] = {"layout": layout, "symbols": symbols}
        # Small scores, so that no exponential is written as 0.
        spec["output"]["weight_hy"] = [
            [round(weight / 4, 2) for weight in row] for row in spec["output"]["weight_hy"]
        ]
        spec["rounding"] = {"written_backward": ("standard", "all", "short")[seed % 3]}
        yield Problem.from_dict(spec, limits=False)


@pytest.mark.parametrize(("layout", "symbols"), LAYOUTS)
def test_every_printed_entry_recomputes(layout, symbols):
    """With written numbers carried, what stands between the signs gives the result in its last digit."""
    checked = 0
    for problem in drawn_problems(9, layout, symbols):
        done = backward_pass(problem)
        gradients = Gradients(trace(problem), done, Notation(problem, Plain()))
        unit = Decimal(10) ** -problem.rounding.decimals_backward
        for written in done.lines:
            text = gradients.line(written, sizes=True).entries.replace("\n+", " +").replace("\n-", " -")
            for line in filter(None, text.split("\n")):
                _, expression, *_ = re.split(" [=≈] ", line)
                result = re.split(" [=≈] ", line)[-1]
                value = _value(expression)
                assert abs(value - Decimal(result.replace("−", "-"))) <= unit / 2, (written.line.name(), line)
                assert (" ≈ " in line) == (value != Decimal(result.replace("−", "-"))), line
                checked += 1
    assert checked > 1_500


def _value(expression):
    """Evaluate decimals, products and differences as they are printed."""
    python = expression.replace("−", "-").replace("·", "*").replace("step", "_step")
    python = re.sub(r"\d+(?:\.\d+)?", lambda number: f"Decimal('{number[0]}')", python)
    return eval(python, {"Decimal": Decimal, "_step": lambda z: Decimal(int(z > 0))})


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("detail", ["brief", "full", "symbolic"])
def test_every_format_is_written(lang, detail):
    example = trace(Problem.from_file(EXAMPLE))
    for to in ("md", "tex", "html"):
        page = render(example, to=to, lang=lang, detail=detail, backward=True)
        assert len(page) > len(render(example, to=to, lang=lang, detail=detail))
        assert ("역전파" if lang == "ko" else "backpropagation") in page
    assert Language(lang).code == lang


@pytest.mark.parametrize("seed", range(6))
def test_pdfs_of_any_network_compile(seed):
    pytest.importorskip("typst")
    # Two layers of LSTM in two directions over three sentences keep Typst for minutes: with RNN_TUTOR_FULL=1.
    every = bool(os.environ.get("RNN_TUTOR_FULL"))
    held = [each for each in drawn_problems(40) if every or len(each.units) * len(each.sequences) < 8]
    problem = held[seed]
    assert render(trace(problem), to="pdf", backward=True, detail="full").startswith(b"%PDF")


def test_the_json_of_a_backward_pass():
    data = json.loads(render(trace(Problem.from_file(EXAMPLE)), to="json", backward=True))["backward"]
    assert data["loss"] == "2.890"
    assert [step["t"] for step in data["steps"]] == [3, 2, 1]
    last = data["steps"][0]["quantities"]
    assert last["ds"] == ["-0.4530", "0.2210", "0.2320"]
    assert last["dh"] == ["-0.3359", "0.4563"]
    assert last["da"] == ["-0.1829", "0.3921"]
    assert set(data["gradients"]) == {"W_hh", "W_ih", "b", "W_hy", "b_y", "h_0"}
    assert set(data["updated"]) == {"W_hh", "W_ih", "b", "W_hy", "b_y"}
    assert data["gradients"]["W_hh"] == [["-0.0623", "-0.0788"], ["-0.0941", "0.1690"]]
    assert data["updated"]["W_hh"] == [["0.4062", "-0.1921"], ["0.3094", "0.6831"]]
    assert set(data["full_precision"]) == {"loss", "gradients", "updated"}


def test_a_spec_without_targets_is_told(rnn_tutor):
    spec = EXAMPLE.parents[1] / "i_am_here" / "spec.toml"
    result = rnn_tutor("worked", spec, "--backward")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error[S08]: a backward pass needs targets")


def short_spec(**output):
    """Give the example with contributions folded into their sums."""
    data = tomllib.loads(EXAMPLE.read_text())
    data["output"].update(output)
    data["rounding"] = {**data.get("rounding", {}), "written_backward": "short"}
    return Problem.from_dict(data)


@pytest.mark.parametrize("targets", [["am", "", ""], ["", "here", ""], ["", "", "i"]])
@pytest.mark.parametrize("detail", ["brief", "full", "symbolic"])
def test_a_sum_of_one_contribution_is_that_contribution(targets, detail):
    """Folded into its sum, a single outer product stands without a sum; its column is that of its own x."""
    step = next(t for t, target in enumerate(targets, start=1) if target)
    page = render(trace(short_spec(targets=targets)), to="md", lang="en", detail=detail, backward=True)
    if detail != "brief":
        sized = rf"\underbrace{{{{h_{{{step}}}}}^{{\top}}}}_{{1\times 2}}"
        assert rf"dW_{{hy}} &= \underbrace{{ds_{{{step}}}}}_{{3\times 1}}\,{sized} \\" in page
        told = "$x_{1}$ has its 1 at position 1, so column 1 of $dW_{ih}$ is $da_{1}$, and the others are 0."
        assert (told in page) == (step == 1)
    else:
        assert rf"dW_{{hy}} &= ds_{{{step}}}\,{{h_{{{step}}}}}^{{\top}} = " in page


@pytest.mark.parametrize("layout", ["columns", "rows", "fused"])
@pytest.mark.parametrize("kind", ["gru", "gru_reset_before", "lstm"])
def test_the_usual_lines_of_a_layout_are_all_that_the_backward_pass_reads(kind, layout):
    """The reset gate multiplies q_n, so the block product of the fused layout has no place for it."""
    gates = 4 if kind == "lstm" else 3
    cell = {"kind": kind, "weight_ih": [[0.5, -0.3], [0.1, 0.4]] * gates,
            "weight_hh": [[0.4, -0.2], [0.3, 0.7]] * gates}  # fmt: skip
    problem = Problem.from_dict(
        {"sentence": "i am", "vocabulary": ["i", "am"], "cell": cell, "notation": {"layout": layout},
         "output": {"weight_hy": [[0.6, -0.4], [-0.5, 0.3]], "targets": ["am", "i"]}}
    )  # fmt: skip
    if layout == "fused":
        assert {name for name in problem.written if name[0] in "pq"} == ({"q_n"} if kind == "gru" else set())
    assert "역전파" in render(trace(problem), to="md", lang="ko", detail="full", backward=True)
