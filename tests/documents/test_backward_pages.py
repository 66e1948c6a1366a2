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


def page_of(lang="en", detail="full", **more):
    """Write the page of a small network with the changes given."""
    data = {
        "sentence": "i am i",
        "vocabulary": ["i", "am"],
        "cell": {"weight_ih": [[0.2, 0.3], [-0.4, 0.1]], "weight_hh": [[0.7, 0.1], [0.2, -0.3]]},
        "output": {"weight_hy": [[0.5, 0.2], [-0.5, 0.1]], "targets": ["", "am", "i"]},
        **more,
    }
    return render(trace(Problem.from_dict(data)), to="md", lang=lang, detail=detail, backward=True)


NUMBERS = {"output": {"weight_hy": [[0.5, 0.2], [-0.5, 0.1]], "targets": ["", [1, 0], [0.5, 0]]}}
ONE_NUMBER = {"output": {"weight_hy": [[0.5, 0.2]], "targets": ["", 1, 0.5]}}


@pytest.mark.parametrize("detail", ["brief", "full"])
def test_the_page_says_what_a_target_is(detail):
    assert "$k_{t}$ is the target of step $t$ as a one-hot vector.\n" in page_of(detail=detail)
    numbers = page_of(detail=detail, loss={"kind": "squared"}, **NUMBERS)
    assert "$k_{t}$ is the target of step $t$.\n" in numbers
    korean = page_of(lang="ko", detail=detail)
    assert "$k_{t}$는 시간 단계 $t$의 목표를 원-핫 벡터로 적은 것입니다.\n" in korean
    # In brief there is no rule whose terms could be missing.
    assert ("the term is missing" in page_of(detail=detail)) == (detail == "full")


def test_the_page_says_what_a_mean_divides_by():
    told = (
        "Within a step the squared errors of all 2 entries are added up: the mean divides by steps, not by "
        "entries. torch's MSELoss divides by both."
    )
    for kind in ("squared", "half-squared"):
        assert told in page_of(loss={"kind": kind, "reduction": "mean"}, **NUMBERS)
        assert told not in page_of(loss={"kind": kind, "reduction": "sum"}, **NUMBERS)
        assert "MSELoss" not in page_of(loss={"kind": kind, "reduction": "mean"}, **ONE_NUMBER)
    assert "MSELoss" not in page_of(loss={"reduction": "mean"})


def test_what_is_only_copied_stands_once():
    once = {**NUMBERS["output"], "targets": ["", "", 1]}
    for detail, left in (("brief", "L_{3}"), ("full", r"\underbrace{L_{3}}_{1\times 1}")):
        assert re.search(
            rf"L &= {re.escape(left)} \\\\\n&= \d\.\d{{3}}\n", page_of(detail=detail, output=once)
        )


def test_every_result_that_full_precision_would_print_otherwise_is_listed():
    problem = Problem.from_file(EXAMPLE)
    done = backward_pass(problem)
    exact = [texts for _, texts in done.full_precision.rounded()]
    differing = [
        f"| {written.line.name(entry)} | {text} | {full[entry - 1]} |"
        for written, full in zip(done.lines, exact, strict=True)
        if written.line.t in (None, 0) and not written.line.equation.role.endswith("update")
        for entry, text in enumerate(written.quantity.texts, start=1)
        if text != full[entry - 1]
    ]
    page = render(trace(problem), to="md", lang="en", detail="full", backward=True)
    assert len(differing) == 19
    assert page.rstrip().endswith("\n".join(differing))


def test_of_very_many_results_it_is_said_how_many_are_not_listed():
    names = [f"{name}{place}" for place in ("", "_l1", "_l2") for name in ("weight_ih", "weight_hh")]
    random = Random("many results")
    cell = {
        name: [[random.randint(-9, 9) / 10 for _ in range(6)] for _ in range(6)] for name in names
    }  # fmt: skip
    cell["weight_ih"] = [row[:2] for row in cell["weight_ih"]]
    output = {
        "weight_hy": [[random.randint(-9, 9) / 10 for _ in range(6)] for _ in range(2)],
        "targets": ["i", "am", "i"],
    }
    page = page_of(cell=cell, output=output)
    listed = page.rpartition("| --- | ---: | ---: |\n")[2]
    rows = [line for line in listed.splitlines() if line.startswith("| ")]
    assert len(rows) == 60
    (more,) = re.findall(r"^There are (\d+) further results of this kind, not listed here\.$", listed, re.M)
    assert int(more) > 20


def test_each_direction_has_its_own_steps_and_heading():
    cell = {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]],
            "weight_ih_l0_reverse": [[0.2, -0.3]], "weight_hh_l0_reverse": [[0.4]]}  # fmt: skip
    page = page_of(cell=cell, output={**NUMBERS["output"], "targets": ["i", "am", "i"]})
    sizes = page[page.index("### Recurrent layer, backward: how large") :]
    headings = re.findall(r"^### (.*how large.*)$", sizes, re.MULTILINE)
    assert headings == [
        "Recurrent layer, backward: how large is what comes back",
        "Recurrent layer, forward: how large is what comes back",
    ]
    for of_unit in sizes.split("###")[1:3]:
        assert re.findall(r"^\| (\d) \|", of_unit, re.MULTILINE) == ["1", "2", "3"]
    # The step that is computed first has no factor: of the backward direction that is the first one.
    first, second = (re.findall(r"^\| \d .*\| (\S+) \|$", each, re.M) for each in sizes.split("###")[1:3])
    assert first[0] == "–" != first[1] and second[-1] == "–" != second[-2]


def test_the_numbers_of_the_product_that_vanishes_give_what_is_printed():
    vanishing = EXAMPLE.parents[1] / "vanishing" / "spec.toml"
    page = render(trace(Problem.from_file(vanishing)), to="md", lang="en", detail="full", backward=True)
    (product, share) = re.search(r"is multiplied by \$(.*) \\approx (.*)\$\.", page).groups()
    factors = [Decimal(each) for each in product.split(r"\cdot ")]
    assert len(factors) == 7 and share == "0.0018"
    value = Decimal(1)
    for each in factors:
        value *= each
    assert abs(value - Decimal(share)) < Decimal("0.00005")
    assert f"shrinks to {share} of its size" in page
