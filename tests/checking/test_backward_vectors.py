"""Backward passes with words, vectors and a softmax: against the problem that is given, and on their own."""

import os
import re
from pathlib import Path
from random import Random

import pytest

from tests.checking.backward_vectors import MISTAKES, WORDS, Example
from tutor import Problem
from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
TEXTS = 500 if FULL else 16


def roots(judgement):
    return [
        (each.line, each.mistake) for each in judgement.findings if each.severity == "error" and each.root
    ]


@pytest.fixture(params=["alone", "against the problem"])
def problem_of(request):
    """Give the problem that an example has to solve, or none: then the text itself says it."""
    return lambda example: None if request.param == "alone" else Problem.from_dict(example.spec)


def test_every_line_is_compared_and_none_accused(problem_of):
    """RNN_TUTOR_FULL=1 judges 500 texts, else 16."""
    for seed in range(TEXTS):
        example = Example(Random(seed))
        text, _ = example.text()
        judgement = judge(read(text), problem_of(example))
        assert roots(judgement) == [], text
        assert judgement.not_read == (), text


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_mistake_is_named_on_its_line(mistake, problem_of):
    """RNN_TUTOR_FULL=1 judges 500 texts for each, else 16."""
    for seed in range(TEXTS):
        example = Example(Random(seed))
        written = example.wrong(mistake)
        if written is not None:
            text, line = written
            assert roots(judge(read(text), problem_of(example))) == [(line, mistake)], text


SQUARED = """Linear output, one hidden unit with tanh. U = 0.5, W = 0.8, b = 0.1, V = 1.2, c = -0.3, h_0 = 0
x_1 = 1, x_2 = 2
h_1 = tanh(0.5·1 + 0.8·0 + 0.1) = 0.5370
h_2 = tanh(0.5·2 + 0.8·0.5370 + 0.1) = 0.9104
y_2 = 1.2·0.9104 - 0.3 = 0.7925
d = 1
L = (y_2 - d)² = 0.0431
"""


@pytest.mark.parametrize(
    ("line", "mistake"),
    [("dL/dy_2 = 2(y_2 - d) = -0.4150", None), ("dL/dy_2 = y_2 - d = -0.2075", "error-halved")],
)
def test_what_is_computed_is_no_target_whatever_its_letter(line, mistake):
    judgement = judge(read(f"{SQUARED}{line}\n"))
    assert roots(judgement) == ([] if mistake is None else [(8, mistake)])
    assert 8 in {place.line for place in judgement.checked}


def test_a_target_may_be_called_as_a_step_is():
    text = (
        SQUARED.replace("d = 1\nL = (y_2 - d)²", "t = [1]\nL = (y_2 - t)²") + "dL/dy_2 = y_2 - t = -0.2075\n"
    )
    assert roots(judge(read(text))) == [(8, "error-halved")]


def test_every_line_that_was_not_compared_is_listed():
    """The network is not found: the outputs follow from nothing."""
    text = (
        SQUARED.replace("0.7925", "0.7000")
        + "dL/dy_2 = 2(y_2 - d) = -0.6000\nδ_2 = -0.1230\nW := W - 0.1 ∂L/∂W = 0.8123\n"
    )
    judgement = judge(read(text))
    assert [each.line for each in judgement.findings if each.severity == "error"] == [5]
    assert {each.place.line for each in judgement.not_read} == {8, 9, 10}


def test_a_wrong_line_that_nothing_explains_is_told_where_its_like_is_right_at_another_step():
    example = Example(Random(0))
    text, _ = example.text()
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith(("δ_2", "∂L/∂a_2", "da_2")))
    lines[at] = lines[at].rsplit("[", 1)[0] + example.vector([0.7531] * example.size)
    judgement = judge(read("\n".join(lines)))
    assert roots(judgement) == [(at + 1, None)]
    assert judgement.not_read == ()


def test_a_wrong_line_beside_another_one_that_nothing_explains_is_listed():
    example = Example(Random(0))
    text, _ = example.text()
    lines = text.split("\n")
    wrong = [i for i, line in enumerate(lines) if line.startswith(("δ_", "∂L/∂a_", "da_"))][:2]
    for at in wrong:
        lines[at] = lines[at].rsplit("[", 1)[0] + example.vector([0.7531 + at / 100] * example.size)
    judgement = judge(read("\n".join(lines)))
    assert roots(judgement) == []
    assert {each.place.line for each in judgement.not_read} >= {at + 1 for at in wrong}


def test_new_weights_may_stand_alone_behind_the_gradients():
    """Weights that are written again are the new ones, no other problem."""
    example = Example(Random(3))
    example.update = "{p} :="
    text, line = example.wrong("update-added")
    assert roots(judge(read(text))) == [(line, "update-added")]
    text = text.replace("W_hh :=", "W_hh =")
    assert roots(judge(read(text))) == [(line, "update-added")]


def test_the_repaired_problem_and_the_errata_go_backwards_too(rnn_tutor, tmp_path):
    example = Example(Random(3))
    text, line = example.wrong("slope-forgotten")
    given, fixed, errata = tmp_path / "given.txt", tmp_path / "fixed.toml", tmp_path / "errata.md"
    given.write_text(text, encoding="utf-8")
    done = rnn_tutor("check", given, "--fix", fixed, "-o", errata, encoding="utf-8")
    assert done.code == 1 and f":{line}:" in done.out
    problem = Problem.from_file(fixed)
    right = Problem.from_dict(example.spec)
    assert (problem.sequences, problem.loss) == (right.sequences, right.loss)
    written = errata.read_text(encoding="utf-8")
    assert "## Backwards: backpropagation through time" in written
    pictures = {name.name for name in tmp_path.iterdir() if name.suffix == ".svg"}
    assert pictures == {f"errata{each}.svg" for each in ("", "-network", "-backward", "-gradients")}
    assert all(f"({name})" in written for name in pictures)
    assert roots(judge(read(text), problem)) == [(line, "slope-forgotten")]


def test_an_error_is_judged_from_the_output_as_it_is_written(problem_of):
    """y_3 is rounded twice, and what its scores give unrounded is another last digit."""
    example = Example(Random(182))
    text, _ = example.text()
    assert "∂L/∂z_3 = y_3 - t_3 = [0.7634, 0.1063, -0.8697]" in text
    judgement = judge(read(text), problem_of(example))
    assert roots(judgement) == [] and judgement.not_read == ()


def test_a_target_of_zeros_and_a_one_is_no_output(problem_of):
    """y_1 = [0, 0, 1] has no digits: its last one is worth 1, and p_1 is near it."""
    example = Example(Random(59))
    text, _ = example.text()
    assert "y_1 = [0, 0, 1]" in text and "p_1 = softmax(o_1)" in text
    judgement = judge(read(text), problem_of(example))
    assert roots(judgement) == [] and judgement.not_read == ()


def test_a_target_may_stand_only_where_it_is_subtracted():
    """Nothing else gives it: y_2 - k_2 = [0.5, 0.5] - [1, 0]."""
    example = Example(Random(0))
    example.targets_by_word, example.output, example.score, example.target = False, "y", "s", "k"
    lines = example.text()[0].split("\n")
    outputs = {line[:3]: line.rsplit("= ", 1)[1] for line in lines if line.startswith("y_")}

    def worked(found):
        one_hot = [int(word == example.targets[int(found[1]) - 1]) for word in WORDS]
        return f"{found[0]}{outputs[f'y_{found[1]}']} - {one_hot} = "

    kept = [re.sub(r" = y_(\d) - k_\d = ", worked, line) for line in lines if not line.startswith("k_")]
    judgement = judge(read("\n".join(kept)))
    assert roots(judgement) == [] and judgement.not_read == ()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_our_own_page_is_understood_backwards(language):
    """Of its gradients 204 numbers are compared; before its targets were read off, the network was not found."""
    page = Path(__file__).parents[2] / "worked_examples" / "backward" / f"backward.{language}.md"
    work = read(page.read_text(encoding="utf-8"))
    judgement = judge(work)
    assert roots(judgement) == []
    assert sum(place.line >= work.backward for place in judgement.checked) == 204


@pytest.mark.parametrize(
    "written",
    [
        "Σ_t δ_t h_{t-1}^T",
        "∑_{t=1}^{3} δ_t h_{t-1}^T",
        r"\sum_t \delta_t h_{t-1}^\top",
        r"\sum_{t=1}^{3} \frac{\partial L}{\partial a_t} h_{t-1}^T",
        r"\sum_{t} \delta_t\, \mathbf{h}_{t-1}^{\top}",
    ],
)
def test_a_sum_over_the_steps_is_judged_by_what_it_comes_to(written):
    for seed in range(6):
        example = Example(Random(seed))
        for mistake in (None, "last-step-only"):
            found = (*example.text()[:1], 0) if mistake is None else example.wrong(mistake)
            if found is None:
                continue
            text, line = found
            gradient = re.compile(r"^(\S*W_hh) = .* = (\[\[.*)$", re.M)
            summed = gradient.sub(lambda match: f"{match[1]} = {written} = {match[2]}", text, count=1)
            judgement = judge(read(summed))
            assert roots(judgement) == ([(line, mistake)] if mistake else []), summed
            place = summed[: gradient.search(summed).start()].count("\n") + 1
            assert place in judgement.lines, summed
