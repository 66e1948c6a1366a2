"""Sizes and one-hot vectors: what they are called, how they are written, and what is said of a wrong one."""

import csv
import io
import json
from pathlib import Path

import pytest

from tutor import Problem
from tutor.calculation.asked import one_hot_entries, sizes
from tutor.handout.blanks import blanks_of
from tutor.judging.answers.lines import Lines
from tutor.marking.given_answers import givens, judge_given
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.sizes import read_size
from tutor.record import replace

EXAMPLES = Path(__file__).parents[2] / "worked_examples"
RNN = {
    "title": "t", "sentence": "i am here", "vocabulary": ["i", "am", "here"],
    "cell": {"weight_ih": [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]], "weight_hh": [[0.7, -0.3], [0.4, 0.5]],
             "bias": [0.1, -0.2]},
}  # fmt: skip


def names_of(problem):
    return [given.name(at) for given in givens(problem) for at in range(1, len(given.key) + 1)]


def key_of(problem):
    return {given.name(at): str(n) for given in givens(problem) for at, n in enumerate(given.key, start=1)}


def headings_of(problem):
    return Headings([*Lines(problem).names, *names_of(problem)])


def mark(problem, answers, **scheme):
    marker = Marker(problem, Scheme(**scheme), names_of(problem))
    return marker.mark(tuple(answers), tuple(answers.values()))


# What there is


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/spec.toml")), ids=lambda path: path.parent.name)
def test_the_sizes_are_those_of_torchs_tensors(path):
    """Gates stack row by row in torch; here every gate stands by itself."""
    problem = Problem.from_file(path)
    sizes = {given.name(): given.key for given in givens(problem) if given.kind == "size"}
    hidden, inputs = problem.hidden_size, problem.input_size
    ways = 2 if problem.bidirectional else 1
    for unit in problem.units:
        if unit.is_output:
            output = len(unit.parameters["weight_hy"])
            assert sizes["shape(W_hy)"] == (output, hidden * ways)
            assert sizes["shape(y)"] == (output,)
            continue
        ending = "" if unit.name == "l0" else f"@{unit.name}"
        below = inputs if unit.layer == 0 else hidden * ways
        for gate in unit.cell.gates or ("h",):
            assert sizes[f"shape(W_i{gate}){ending}"] == (hidden, below)
            assert sizes[f"shape(W_h{gate}){ending}"] == (hidden, hidden)
        assert sizes[f"shape(x){ending}"] == (below,)
        assert sizes[f"shape(h){ending}"] == (hidden,)
    assert mark(problem, key_of(problem)).points == len(key_of(problem))


@pytest.mark.parametrize("layout", ["columns", "rows"])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/spec.toml")), ids=lambda path: path.parent.name)
def test_what_a_sheet_asks_for_has_the_answers_of_its_key(path, layout):
    problem = replace(Problem.from_file(path), layout=layout)
    key = key_of(problem)
    asked = {**one_hot_entries(problem), **sizes(problem)}
    assert asked and asked.items() <= key.items()
    assert set(blanks_of(problem, "all")) <= {*key, *Lines(problem).names}


def test_where_vectors_are_rows_the_matrices_of_the_page_are_turned():
    problem = Problem.from_dict(RNN | {"notation": {"layout": "rows"}})
    sizes = {given.name(): given for given in givens(problem)}
    assert sizes["shape(W_ih)"].key == (3, 2)
    assert [each.verdict for each in judge_given(sizes["shape(b)"], {}, "1 × 2").entries] == ["exact"]
    assert judge_given(sizes["shape(b)"], {}, "2 × 1").entries[0].note == "exchanged"


def test_a_batch_has_a_vector_for_every_word_of_every_sentence():
    problem = Problem.from_file(EXAMPLES / "batch/spec.toml")
    hot = [given for given in givens(problem) if given.kind == "one-hot"]
    if problem.words:
        assert len(hot) == sum(len(each.inputs) for each in problem.sequences)
    assert not [each for each in hot if sum(each.key) != 1]


def test_numbers_for_x_are_no_one_hot_vectors():
    spec = {key: value for key, value in RNN.items() if key not in ("sentence", "vocabulary")}
    problem = Problem.from_dict(spec | {"inputs": [[1, 0, 0], [0.5, 0, 1]]})
    assert not [given for given in givens(problem) if given.kind == "one-hot"]


# What they are called


@pytest.mark.parametrize(
    "text",
    ["shape(W_ih)", "shape W_ih", "size of W_ih", "Size of W_ih", "W_ih의 크기", "W_ih 크기", "W_{ih}의 크기", "$W_{ih}$ 크기",
     "W_ih size", "W_ih.shape", "크기(W_ih)", "shape(W_xh)", "shape(W_hx)", "weight_ih_l0.shape", "size(Wih)", "shape(w_ih)",
     "dim W_ih", "shape [W_ih]", "ｓｈａｐｅ（Ｗ_ih）"],
)  # fmt: skip
def test_headings_of_sizes(text):
    assert (
        headings_of(Problem.from_dict(RNN)).name(text.replace("ｓｈａｐｅ", "shape").replace("Ｗ", "W"))
        == "shape(W_ih)"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [("shape(W_ih)[1]", "shape(W_ih)[1]"), ("size of W_ih[2]", "shape(W_ih)[2]"), ("rows of W_hh", "shape(W_hh)[1]"),
     ("number of columns of W_ih", "shape(W_ih)[2]"), ("W_ih의 행의 수", "shape(W_ih)[1]"), ("W_ih 열의 개수", "shape(W_ih)[2]"),
     ("W_ih.shape[0]", "shape(W_ih)[1]"), ("W_ih.size(1)", "shape(W_ih)[2]"), ("shape(W_ih) rows", "shape(W_ih)[1]"),
     ("W_ih (columns)", "shape(W_ih)[2]"), ("b의 크기", "shape(b)"), ("size of h[1]", "shape(h)[1]"), ("shape(b_h)", "shape(b)"),
     ("x_1[2]", "x_1[2]"), ("x1[2]", "x_1[2]"), ("x₁[2]", "x_1[2]"), ("원-핫 1[2]", "x_1[2]"), ("원핫 벡터 1[2]", "x_1[2]"),
     ("one-hot 2", "x_2"), ("입력 벡터 x_3[1]", "x_3[1]"), ("입력 항 3[1]", "p_3[1]"), ("shape(W_ih)[3]", None),
     ("shape(V)", None), ("x_4[1]", None), ("x_1[4]", None), ("W_ih", None), ("shape", None), ("size of", None)],
)  # fmt: skip
def test_other_headings(text, name):
    assert headings_of(Problem.from_dict(RNN)).name(text) == name


def test_headings_of_gates_and_layers():
    lstm = headings_of(Problem.from_file(EXAMPLES / "lstm/spec.toml"))
    assert lstm.name("shape(W_if)[1]") == "shape(W_if)[1]"
    assert lstm.name("size of W_xf") == "shape(W_if)"
    layers = headings_of(Problem.from_file(EXAMPLES / "two_layers/spec.toml"))
    assert layers.name("shape(W_ih)[2]@l1") == "shape(W_ih)[2]@l1"
    assert layers.name("shape(W_ih@l1)[2]") == "shape(W_ih)[2]@l1"
    assert layers.name("weight_ih_l1.shape[1]") == "shape(W_ih)[2]@l1"
    assert layers.name("W_hh@l1의 크기") == "shape(W_hh)@l1"


# What is written


@pytest.mark.parametrize(
    "text",
    ["2 × 3", "2×3", "2x3", "2X3", "2 x 3", "2*3", "2 ✕ 3", "2·3", "(2, 3)", "[2,3]", "{2, 3}", "2, 3", "2 3", "2 by 3", "2행 3열",
     "2 행 × 3 열", "3열 2행", "행 2, 열 3", "2 rows, 3 columns", "3 columns and 2 rows", "rows 2 columns 3", "torch.Size([2, 3])",
     r"$2\times 3$", r"\mathbb{R}^{2 \times 3}", "2×3 행렬", "２×３", "(2×3)", "shape (2, 3)", "크기 2×3", "2 X 3 matrix", "ℝ^(2×3)"],
)  # fmt: skip
def test_sizes(text):
    assert read_size(text) == (2, 3)


@pytest.mark.parametrize(
    "text", ["two by three", "2.5 × 3", "-2 × 3", "2 × ", "h × d", "", "2 + 3", "1e3", "②×3"]
)
def test_what_is_no_size(text):
    found = read_size(text)
    assert found is None or len(found) == 1


# What is said


def test_a_vector_whose_1_stands_elsewhere_is_followed_once():
    """The lines that come of it are right; without x asked, it is p that is wrong."""
    problem = Problem.from_dict(RNN)
    answers = {"x_1": "(0,1,0)", "p_1[1]": "-0.4", "p_1[2]": "0.6"}
    asked = [*names_of(problem), "p_1[1]", "p_1[2]"]
    marked = Marker(problem, Scheme(), asked).mark(tuple(answers), tuple(answers.values()))
    assert [mark.verdict for mark in marked.marks if mark.quantity.startswith("p_1")] == [
        "follow-through"
    ] * 2
    unasked = Marker(problem, Scheme(), ["p_1[1]", "p_1[2]"]).mark(tuple(answers), tuple(answers.values()))
    assert [mark.verdict for mark in unasked.marks] == ["wrong"] * 2
    assert unasked.mistakes[0] == "wrong-column"


def test_lines_follow_through_folded_steps_too():
    """Only h is asked beside x: h_2 of the wrong x follows, and so does h_3 of that h_2."""
    problem = Problem.from_dict(RNN)
    lines = Lines(Problem.from_dict(RNN | {"sentence": "i here here"}))
    wrong = {name: lines.key[i][e] for name, (i, e) in lines.names.items() if name.startswith("h_")}
    answers = {"x_2": "0 0 1", **wrong}
    asked = ["x_2[1]", "x_2[2]", "x_2[3]", *wrong]
    marked = Marker(problem, Scheme(), asked).mark(tuple(answers), tuple(answers.values()))
    verdicts = {mark.quantity: mark.verdict for mark in marked.marks}
    assert {verdicts[name] for name in wrong if name[2] in "23"} == {"follow-through"}
    assert marked.points == len(asked) - 2


@pytest.mark.parametrize("value", ["0", "1", "2", "-1", "0.5"])
def test_the_same_number_everywhere_earns_no_more_than_what_is_right(value):
    problem = Problem.from_dict(RNN)
    key = key_of(problem)
    answers = dict.fromkeys(key, value)
    really = sum(float(text) == float(value) for text in key.values())
    points = mark(problem, answers).points
    assert points <= really
    if value == "0":
        assert points == 0  # a vector of zeros is no one-hot vector


def test_leaving_out_never_scores_above_writing():
    problem = Problem.from_dict(RNN)
    hot = next(given for given in givens(problem) if given.name() == "x_2")
    choices = ("", "0", "1")
    for first in choices:
        for second in choices:
            for third in choices:
                texts = {1: first, 2: second, 3: third}
                points = sum(each.verdict == "exact" for each in judge_given(hot, texts).entries)
                for at in texts:
                    fewer = judge_given(hot, {**texts, at: ""}).entries
                    assert sum(each.verdict == "exact" for each in fewer) <= points, texts


def test_a_size_that_is_turned_at_every_matrix_is_charged_once():
    problem = Problem.from_file(EXAMPLES / "lstm/spec.toml")
    key = key_of(problem)
    answers = dict(key)
    for given in givens(problem):
        if given.symbol.startswith("W_i"):
            answers[given.name(1)], answers[given.name(2)] = map(str, given.key[::-1])
    turned = sum(answers[name] != key[name] for name in key)
    assert turned == 8
    assert mark(problem, answers).points == len(key) - 2
    assert mark(problem, answers, repeated="every").points == len(key) - 8


# The command


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("spec.json").write_text(json.dumps(RNN), encoding="utf-8")
    return tmp_path


def book():
    text = Path("out/gradebook.csv").read_text("utf-8-sig")
    return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_class_with_korean_headings(work, rnn_tutor, encoding):
    text = "학번;W_ih의 크기;b의 크기;원-핫 2\nkim;2×3;2;(0,1,0)\nlee;3 x 2;2행 1열;0 0 1\npark;;?;[0,1]\n".replace(
        "×", "x"
    )
    Path("a.csv").write_bytes(text.encode(encoding))
    result = rnn_tutor("grade", "spec.json", "a.csv", "-o", "out", "--lang", "ko")
    assert result.code == 0, result.err
    rows = book()
    assert [rows[each]["points"] for each in ("kim", "lee", "park")] == ["6", "2", "0"]
    assert rows["lee"]["first_error"] == "shape(W_ih)[1]"
    assert "행과 열이 바뀌었습니다" in Path("out/feedback/lee.md").read_text("utf-8")
    assert "`exchanged`" in Path("out/report.md").read_text("utf-8")


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("hints", [True, False])
def test_feedback_says_what_is_wrong_and_hints_give_no_numbers(work, rnn_tutor, lang, hints):
    answers = {"shape(W_ih)": "3x2", "shape(W_hh)": "4", "shape(b)": "7", "shape(h)": "2x5", "shape(x)": "9 9 9",
               "x_1": "(0,1,0)", "x_2": "(1,1,0)", "x_3": "(0,0,0)"}  # fmt: skip
    Path("kim.json").write_text(json.dumps({"student": "kim", "answers": answers}), encoding="utf-8")
    options = ["--hints"] if hints else []
    result = rnn_tutor("grade", "spec.json", "kim.json", "--blanks", "all", "--lang", lang, *options)
    assert result.code == 0
    said = [line for line in result.out.splitlines() if line and not line.startswith(("|", "#", ">"))]
    assert len([line for line in said if "shape(" in line]) == 5
    assert len([line for line in said if line.startswith("`x_")]) == 3
    assert ("2 × 3" in result.out) is not hints


def test_free_text_answers_what_it_was_asked(work, rnn_tutor):
    Path("kim.md").write_text(
        "shape(W_ih) = 2 × 3\nW_hh의 크기: (2, 2)\nx_1 = [1, 0, 0]\nh_1 = [0.380, 0.000]\n", "utf-8"
    )
    asked = json.loads(rnn_tutor("grade", "spec.json", "kim.md", "--blanks", "all", "--json").out)
    right = [mark["quantity"] for mark in asked["students"]["kim"]["marks"] if mark["verdict"] == "exact"]
    assert right == ["shape(W_ih)[1]", "shape(W_ih)[2]", "shape(W_hh)[1]", "shape(W_hh)[2]", "x_1[1]", "x_1[2]", "x_1[3]",
                     "h_1[1]", "h_1[2]"]  # fmt: skip
    # x that a derivation states is no answer where nobody asked for it.
    plain = json.loads(rnn_tutor("grade", "spec.json", "kim.md", "--json").out)
    assert not [mark for mark in plain["students"]["kim"]["marks"] if mark["quantity"].startswith("x_")]


def test_a_scheme_may_name_them(work, rnn_tutor):
    Path("a.csv").write_text("student,shape(W_ih),x_1\nkim,2x3,(1;0;0)\n")
    Path("s.toml").write_text('[points]\nshape = 2\nx = 3\n"x_1[1]" = 4\n"shape(W_hh)" = 9\n')
    result = rnn_tutor("grade", "spec.json", "a.csv", "--scheme", "s.toml", "-o", "out")
    assert result.code == 0, result.err
    assert (book()["kim"]["points"], book()["kim"]["max_points"]) == ("14", "14")
    Path("s.toml").write_text('[points]\n"shape(V)" = 2\n')
    assert rnn_tutor("grade", "spec.json", "a.csv", "--scheme", "s.toml").code == 2
