"""The corrected derivation: what is turned, what is added, in whose letters, and why there may be none."""

from pathlib import Path

import pytest

from tutor import Problem, trace
from tutor.checking.repair import repair
from tutor.judging.judge import judge
from tutor.reading.reader import read
from tutor.spec.writer import spec_toml

EXAMPLES = Path(__file__).parents[2] / "worked_examples"
GIVENS = (
    "W = [[0.1, 0.3], [0.2, 0.4]], U = [[0.7, 0.8], [0.9, 1.0]], b = [0.1, 0.2]\nx1 = [1, 0], h0 = [0, 0]\n"
)
STEP = "h1 = tanh(W x1 + U h0 + b) = [0.197, 0.380]\n"


def repaired(text, problem=None):
    return repair(judge(read(text), problem))


@pytest.mark.parametrize("name", ["i_am_here", "i_am_here_now"])
def test_the_source_examples_become_the_problems_of_the_repository(name):
    found = repaired((EXAMPLES / name / "claimed.md").read_text("utf-8")).trace.problem
    wanted = Problem.from_file(EXAMPLES / name / "spec.toml")
    assert found.unit.parameters == wanted.unit.parameters
    assert (found.unit.start, found.words, found.vocabulary) == (
        wanted.unit.start,
        wanted.words,
        wanted.vocabulary,
    )
    assert found.symbols == wanted.symbols == "source"
    assert trace(found).output == trace(wanted).output


def test_the_turned_matrix_is_told():
    source = (EXAMPLES / "i_am_here" / "claimed.md").read_text("utf-8")
    assert list(map(str, repaired(source).changes)) == ["W_hx becomes 2 × 3: its rows stand as columns."]
    other = (EXAMPLES / "i_am_here_now" / "claimed.md").read_text("utf-8")
    assert repaired(other).changes == ()


def test_two_biases_are_folded():
    text = (
        "W_ih = [[0.1, 0.3], [0.2, 0.4]], W_hh = [[0.7, 0.8], [0.9, 1.0]]\n"
        "b_ih = [0.1, 0.2], b_hh = [-0.3, 0.1], x_1 = [1, 0], h_0 = [0, 0]\n"
        "h_1 = tanh(W_ih x_1 + b_ih + W_hh h_0 + b_hh) = tanh([-0.1, 0.5]) = [-0.100, 0.462]\n"
    )
    found = repaired(text)
    assert list(map(str, found.changes)) == ["The two biases b_ih and b_hh are added once, as one."]
    assert list(map(str, found.trace.problem.unit.parameters["bias"])) == ["-0.2", "0.3"]
    assert found.value("h_1") == ("-0.100", "0.462")
    assert found.trace.problem.symbols == "pytorch"


def test_values_are_looked_up_by_name():
    found = repaired(GIVENS + STEP)
    assert found.value("h_1") == ("0.197", "0.380")
    assert found.value("h_1[2]") == ("0.380",)
    assert found.value("a_1") == ("0.200", "0.400")
    for name in (None, "", "h", "h_0", "h_2", "h_1[3]", "W_hx", "z_1", "h_t", "h_1[x]"):
        assert found.value(name) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tanh(0.4) = 0.380\n", "the text does not give everything that a calculation needs"),
        (GIVENS.replace("x1 = [1, 0], ", "") + STEP, "x of step 1 is not given"),
    ],
)
def test_where_there_is_none_it_is_said_why(text, why):
    found = repaired(text)
    assert found.trace is None
    assert str(found.why) == why
    assert found.value("h_1") == ()


def test_inputs_in_numbers_stay_numbers():
    found = repaired(GIVENS.replace("[1, 0]", "[0.5, 0]") + STEP)
    assert found.value("h_1") == ("0.149", "0.291")  # tanh(0.15), tanh(0.3)
    assert "inputs = [[0.5, 0]]" in spec_toml(found.trace.problem)


def test_numbers_beyond_every_page_are_no_traceback():
    # ReLU with a large weight: 13 digits after two steps.
    text = (
        "W = [[1]], U = [[999999]], b = [0]\nx1 = [1], h0 = [0]\nh1 = relu(W x1 + U h0 + b) = [1]\n"
        + "".join(f"x{t} = [1]\nh{t} = relu(W x{t} + U h{t - 1} + b) = [{t}]\n" for t in (2, 3, 4))
    )
    found = repaired(text)
    assert found.trace is None
    assert str(found.why) == "q_4 grows beyond 10^12"


def test_a_problem_given_elsewhere_is_the_correction():
    problem = Problem.from_file(EXAMPLES / "i_am_here" / "spec.toml")
    source = (EXAMPLES / "i_am_here" / "claimed.md").read_text("utf-8")
    assert repaired(source, problem).trace.output == trace(problem).output


def test_letters_are_those_of_the_writer():
    for name, symbols in (("W_hx", "source"), ("W_xh", "textbook"), ("W_ih", "pytorch"), ("V", "pytorch")):
        text = (GIVENS + STEP).replace("W =", f"{name} =").replace("W x1", f"{name} x1")
        assert repaired(text).trace.problem.symbols == symbols


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ('## Step 1 ("i")', '## Step 2 ("am")', ("i", "am")),
        ('1단계 "나는":', '2단계 "간다":', ("나는", "간다")),
        ("## Step 1", "## Step 2", ("w1", "w2")),
        ('## Step 1 ("i")', "## Step 2", ("i", "w2")),
        ('## Step 1 ("w2")', "## Step 2", ("w1", "w2")),
    ],
)
def test_words_that_stand_beside_the_steps_keep_their_names(first, second, words):
    """Without a vocabulary, too: the corrected example speaks of the writer's words."""
    text = (
        f"{GIVENS}\n{first}\n\n{STEP}\n{second}\n\nx2 = [0, 1]\n"
        "h2 = tanh(W x2 + U h1 + b) = tanh([0.842, 1.157]) = [0.687, 0.820]\n"
    )
    problem = repaired(text).trace.problem
    assert (problem.words, problem.vocabulary.words) == (words, words)
