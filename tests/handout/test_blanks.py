"""What presets and levels leave blank, and that sheet, key and marker agree on the digits."""

from random import Random

import pytest

from tests.calculation.networks import random_network
from tutor import Problem, trace
from tutor.calculation.asked import one_hot_entries, sizes
from tutor.handout.blanks import PRESETS, blanks_of, with_written, written_of
from tutor.handout.limits import LEVELS
from tutor.judging.answers.lines import Lines
from tutor.language.faults import SpecError
from tutor.language.languages import Language

RNN = {
    "sentence": "i am here",
    "vocabulary": ["i", "am", "here"],
    "cell": {
        "weight_ih": [[0.1, 0.3, -0.2], [0.2, 0.4, 0.6]],
        "weight_hh": [[0.7, -0.8], [0.9, 0.5]],
        "bias": [0.1, -0.2],
    },
}
NEXT_WORD = {
    "sentence": "i am i",
    "vocabulary": ["i", "am"],
    "cell": {"weight_ih": [[0.1, 0.3], [0.2, 0.4]], "weight_hh": [[0.7, 0.8], [0.9, 0.5]]},
    "output": {"weight_hy": [[0.1, 0.2], [0.3, 0.4]], "targets": ["am", "i", "am"]},
}


def rnn(**changes):
    return Problem.from_dict({**RNN, **changes})


def network(kind, layers=1, directions=1, **read):
    """A network with two words in the vocabulary, two hidden units, and weights drawn at random."""
    random = Random(kind)
    gates = {"gru": 3, "lstm": 4}.get(kind, 1)

    def matrix(rows, columns):
        return [[random.randint(-9, 9) / 10 for _ in range(columns)] for _ in range(rows)]

    weights = {}
    for layer in range(layers):
        for ending in ("", "_reverse")[:directions]:
            name = f"_l{layer}{ending}"
            weights[f"weight_ih{name}"] = matrix(2 * gates, 2 * directions if layer else 2)
            weights[f"weight_hh{name}"] = matrix(2 * gates, 2)
            weights[f"bias_ih{name}"] = matrix(1, 2 * gates)[0]
            weights[f"bias_hh{name}"] = matrix(1, 2 * gates)[0]
    read = read or {"sentence": "i am i"}
    return Problem.from_dict({**read, "vocabulary": ["i", "am"], "cell": {"kind": kind, **weights}})


def short(names):
    return " ".join(names)


def test_presets_of_a_simple_network():
    problem = rnn(sentence="i am")
    assert short(blanks_of(problem, "h")) == "h_1[1] h_1[2] h_2[1] h_2[2]"
    assert short(blanks_of(problem, "a, h", "first-step")) == "a_1[1] a_1[2] h_1[1] h_1[2]"
    assert short(blanks_of(problem, "steps")) == (
        "p_1[1] p_1[2] q_1[1] q_1[2] a_1[1] a_1[2] h_1[1] h_1[2] "
        "p_2[1] p_2[2] q_2[1] q_2[2] a_2[1] a_2[2] h_2[1] h_2[2]"
    )
    assert short(blanks_of(problem, "one-hot")) == "x_1[1] x_1[2] x_1[3] x_2[1] x_2[2] x_2[3]"
    assert short(blanks_of(problem, "shapes")) == (
        "shape(W_ih)[1] shape(W_ih)[2] shape(W_hh)[1] shape(W_hh)[2] shape(b)[1] "
        "shape(x)[1] shape(p)[1] shape(q)[1] shape(a)[1] shape(h)[1]"
    )
    first = "x_1[1] x_1[2] x_1[3] p_1[1] p_1[2] q_1[1] q_1[2] a_1[1] a_1[2] h_1[1] h_1[2]"
    assert short(blanks_of(problem, "all", "first-step")) == f"{short(blanks_of(problem, 'shapes'))} {first}"


def test_levels():
    problem = rnn(sentence="i am here am")
    assert {name[2] for name in blanks_of(problem, "steps", "first-step")} == {"1"}
    assert blanks_of(problem, "steps", "long") == blanks_of(problem, "steps")
    faded = blanks_of(problem, "steps", "faded")
    assert short(faded).startswith("a_2[1] a_2[2] h_2[1] h_2[2] p_3[1] ")
    assert {name[2] for name in faded} == {"2", "3", "4"}
    # Of a single line the first half of the entries is given.
    assert short(blanks_of(problem, "h", "faded")) == "h_2[2] h_3[1] h_3[2] h_4[1] h_4[2]"
    assert short(blanks_of(problem, "one-hot", "faded")).startswith("x_2[2] x_2[3] x_3[1]")


def test_a_way_back_begins_at_the_last_word():
    names = blanks_of(network("rnn_tanh", directions=2), "h", "first-step")
    assert short(names) == "h_1[1] h_1[2] h_3[1]@l0r h_3[2]@l0r"


def test_gates_layers_and_batches_have_their_names():
    lstm = network("lstm", layers=2)
    assert short(blanks_of(lstm, "h", "first-step")) == (
        "c_1[1] c_1[2] h_1[1] h_1[2] c_1[1]@l1 c_1[2]@l1 h_1[1]@l1 h_1[2]@l1"
    )
    shapes = blanks_of(lstm, "shapes")
    assert {"shape(W_ii)[1]", "shape(W_hf)[2]@l1", "shape(b_o)[1]", "shape(c)[1]@l1"} <= set(shapes)
    assert "shape(x)[1]@l1" not in shapes
    batch = network("gru", sentences=["i am", "am i"])
    assert short(blanks_of(batch, "one-hot")) == (
        "x_1[1] x_1[2] x_2[1] x_2[2] x_1[1]#2 x_1[2]#2 x_2[1]#2 x_2[2]#2"
    )
    second = [name for name in blanks_of(batch, "h") if name.endswith("#2")]
    assert short(second) == "h_1[1]#2 h_1[2]#2 h_2[1]#2 h_2[2]#2"


def test_an_output_layer_has_its_lines():
    problem = Problem.from_dict(NEXT_WORD)
    assert short(blanks_of(problem, "L,s", "first-step")) == "s_1[1] s_1[2] L_1"
    assert written_of(problem, "L") == ("h", "s", "y", "L")
    assert written_of(problem, "h") == ("h", "y")
    shapes = blanks_of(problem, "shapes")
    assert "shape(s)[1]" in shapes and "shape(L)[1]" not in shapes


def test_sizes_are_those_of_the_page():
    assert [sizes(rnn())[f"shape(W_ih)[{axis}]"] for axis in (1, 2)] == ["2", "3"]
    rows = rnn(notation={"layout": "rows"})
    assert [sizes(rows)[f"shape(W_ih)[{axis}]"] for axis in (1, 2)] == ["3", "2"]
    assert [one_hot_entries(rnn())[f"x_2[{entry}]"] for entry in (1, 2, 3)] == ["0", "1", "0"]


NUMBERS = {"inputs": [[1, 0, 1]], "sentence": None, "vocabulary": None}


def without_nothing(spec):
    return {key: value for key, value in spec.items() if value is not None}


@pytest.mark.parametrize(
    ("preset", "level", "changes", "reason"),
    [
        ("one-hot", "standard", NUMBERS, "are numbers"),
        ("a,one-hot", "standard", NUMBERS, "are numbers"),
        ("c,h", "standard", {}, "has no c; its lines are p, q, a, h"),
        ("H", "standard", {}, "has no H"),
        ("", "standard", {}, "asks for nothing"),
        (" , ", "standard", {}, "asks for nothing"),
        ("p", "standard", {"notation": {"layout": "fused"}}, "its lines are a, h"),
        ("h", "faded", {"sentence": "i am"}, "needs 3 steps; this problem has 2"),
    ],
)
def test_what_cannot_be_asked(preset, level, changes, reason):
    problem = Problem.from_dict(without_nothing({**RNN, **changes}))
    with pytest.raises(SpecError, match=reason) as refused:
        blanks_of(problem, preset, level)
    (fault,) = refused.value.faults
    assert fault.code == "U14"
    assert Language("ko").say(fault.because) and Language("ko").say(fault.help)


def test_all_leaves_out_what_is_not_there():
    problem = Problem.from_dict(without_nothing({**RNN, **NUMBERS}))
    assert not any(name.startswith("x_") for name in blanks_of(problem, "all"))


def values(traced):
    """Every value of a trace by its name, from the trace alone."""
    return {
        run.unit.quantity_name(symbol, step.t, entry, run.sequence): text
        for run in traced.runs
        for step in run.steps
        for symbol, quantity in step.quantities.items()
        if symbol != "x"
        for entry, text in enumerate(quantity.texts, start=1)
    }


@pytest.mark.parametrize("preset", ["h", "steps", "a_i,h", "a,h", "p", "n,h", "q"])
def test_the_marker_has_the_digits_of_the_trace(preset):
    random = Random(5)
    seen = 0
    for _ in range(30):
        problem = Problem.from_dict(random_network(random, size=3, steps=4).spec)
        try:
            posed_problem = with_written(problem, preset)
        except SpecError:
            continue
        lines, known = Lines(posed_problem), values(trace(posed_problem))
        for name in blanks_of(problem, preset):
            line, entry = lines.names[name]
            assert lines.key[line][entry] == known[name]
            seen += 1
    assert seen


def test_every_blank_is_named_once_and_no_level_asks_what_the_standard_does_not():
    random = Random(8)
    for _ in range(40):
        problem = Problem.from_dict(random_network(random, size=3, steps=4).spec)
        for preset in PRESETS:
            if preset == "one-hot":
                continue
            standard = blanks_of(problem, preset)
            assert len(standard) == len(set(standard)) > 0
            assert blanks_of(with_written(problem, preset), preset) == standard
            for level in LEVELS:
                try:
                    names = blanks_of(problem, preset, level)
                except SpecError:
                    assert level == "faded" and len(problem.sequences[0].inputs) < 3
                    continue
                assert [name for name in standard if name in set(names)] == list(names)
