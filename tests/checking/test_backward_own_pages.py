"""Our own pages of backward passes, of every cell: nothing right in them is called wrong, a slip of numbers is found."""

import os
import re

import pytest

from tests.calculation.backward import KINDS
from tutor import Problem, render, trace
from tutor.judging.judge import judge
from tutor.reading.reader import read
from tutor.spec import read_problem_text, spec_dict, starter_spec

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
NETWORKS = {
    "one layer": {"output_layer": True},
    "two layers": {"output_layer": True, "layers": 2},
    "two directions": {"output_layer": True, "bidirectional": True},
    "many to one": {"classifier": True, "layers": 2},
}
LOOKS = [("pytorch", "columns"), ("textbook", "columns"), ("pytorch", "rows"), ("keras", "rows")]
# One network for each cell; RNN_TUTOR_FULL=1 takes them all.
PAGES = [
    (kind, name, *LOOKS[(at + turn) % len(LOOKS)], ("en", "ko")[(at + turn) % 2])
    for at, kind in enumerate(KINDS)
    for turn, name in enumerate(NETWORKS)
    if FULL or turn == at % len(NETWORKS)
]


def page(kind, name, symbols, layout, language):
    """Write a page; in brief where it would be longer than what is read."""
    text = starter_spec("so it goes", 2, 3, language, cell=kind, **NETWORKS[name])
    spec = spec_dict(read_problem_text(text.encode(), "x.toml"))
    spec["notation"] = {"symbols": symbols, "layout": layout}
    spec["loss"] = {"kind": "cross-entropy", "reduction": "sum", "learning_rate": 0.1}
    short = not kind.startswith("rnn") and name != "one layer"
    detail = "brief" if short else "full"
    return render(trace(Problem.from_dict(spec)), "md", language, backward=True, detail=detail)


def errors(text):
    work = read(text)
    return work, [each for each in judge(work).findings if each.severity == "error"]


@pytest.mark.parametrize("look", PAGES, ids="-".join)
def test_no_right_line_of_our_own_pages_is_accused(look):
    """RNN_TUTOR_FULL=1 reads 24 pages, else 6."""
    work, found = errors(page(*look))
    assert work.backward is not None
    assert [(each.line, each.code) for each in found] == []


@pytest.mark.parametrize("symbols", ["pytorch", "textbook", "keras"])
def test_gradients_in_rows_are_held_against_rows(symbols):
    """x W is followed by dW = x^T da: right as it is laid out, and a slip in one of its entries is found."""
    text = page("rnn_sigmoid", "one layer", symbols, "rows", "en")
    _, found = errors(text)
    assert found == []
    lines = text.split("\n")
    head = next(
        i for i, line in enumerate(lines) if re.match(r"dW_\{hy\}|dV\b|dK_\{?y|dW_\{?y", line) and "+" in line
    )
    end = next(i for i in range(head, len(lines)) if lines[i] == r"\end{aligned}")
    # The first row of the last matrix: 0.5613 & -0.4896 & -0.0718
    at = max(i for i in range(head, end) if lines[i].startswith(r"\end{pmatrix}") and "=" in lines[i]) + 1
    first, *others = lines[at].split(" & ")
    lines[at] = " & ".join((f"{-float(first):.4f}", *others))
    _, found = errors("\n".join(lines))
    assert [each.code for each in found if head < each.line <= end + 1]


def test_a_slip_in_the_numbers_of_a_gradient_is_found():
    text = page("rnn_tanh", "one layer", "pytorch", "columns", "en")
    lines = text.split("\n")
    # da_2[1] &= 0.1234\cdot (1 - 0.5\cdot 0.5) \approx 0.0926
    at = next(i for i, line in enumerate(lines) if re.match(r"da_\{2\}\[1\] &= .*\\cdot.*\\approx", line))
    before, number = lines[at].rsplit(" ", 2)[0], re.search(r"\\approx (-?\d\.\d+)", lines[at])[1]
    lines[at] = f"{before} {float(number) + 0.3:.4f} \\\\"
    _, found = errors("\n".join(lines))
    assert [(each.line, each.code) for each in found if each.root] == [(at + 1, "C04")]
