"""What a trace offers besides its steps."""

import json

from tests.calculation.problems import problem
from tutor.calculation.asked import one_hot_entries
from tutor.calculation.enclosures import exp_enclosure, sigmoid_enclosure
from tutor.calculation.evaluation import Intervals
from tutor.calculation.numbers import Rounding, decide
from tutor.calculation.problem import Problem
from tutor.calculation.trace import full_precision, trace
from tutor.record import replace

EXAMPLE = problem(
    [["0.1", "0.3"], ["0.2", "0.4"]],
    [["0.7", "0.8"], ["0.9", "1.0"]],
    [0, 1],
    bias=["0.1", "0.2"],
    written=["a", "h"],
)


def test_everything_as_plain_data():
    assert json.loads(json.dumps(trace(EXAMPLE).to_dict())) == {
        "title": "w0 w1",
        "hidden_size": 2,
        "input_size": 2,
        "kind": "rnn_tanh",
        "num_layers": 1,
        "bidirectional": False,
        "batch_first": False,
        "rounding": {"decimals": 3, "carry": "rounded", "ties": "half-up", "written": ["a", "h"]},
        "steps": [
            {
                "t": 1,
                "word": "w0",
                "layer": 0,
                "direction": "forward",
                "sequence": 1,
                "quantities": {"x": ["1", "0"], "a": ["0.200", "0.400"], "h": ["0.197", "0.380"]},
            },
            {
                "t": 2,
                "word": "w1",
                "layer": 0,
                "direction": "forward",
                "sequence": 1,
                "quantities": {"x": ["0", "1"], "a": ["0.842", "1.157"], "h": ["0.687", "0.820"]},
            },
        ],
        "output": [["0.197", "0.380"], ["0.687", "0.820"]],
        "h_n": [["0.687", "0.820"]],
        "full_precision": {
            "output": [
                ["0.197375320224904", "0.379948962255225"],
                ["0.686931322354914", "0.820251859124087"],
            ],
            "h_n": [["0.686931322354914", "0.820251859124087"]],
        },
    }


def test_as_arrays():
    arrays = trace(EXAMPLE).to_numpy()
    assert arrays["h"].tolist() == [[0.197, 0.38], [0.687, 0.82]]
    assert arrays["a"].shape == (2, 2)


def test_as_a_document():
    assert "0.842" in trace(EXAMPLE)._repr_markdown_()


def test_full_precision_written_with_other_decimals():
    exact = full_precision(EXAMPLE)
    assert exact.rounded("h", Rounding(5)) == [["0.19738", "0.37995"], ["0.68693", "0.82025"]]


def test_a_problem_from_a_file(tmp_path):
    spec = tmp_path / "spec.json"
    spec.write_text(
        '{"sentence": "i am", "vocabulary": ["i", "am"],'
        ' "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}}',
        encoding="utf-8",
    )
    assert trace(Problem.from_file(spec)).output == [("0.197",), ("0.491",)]


def test_a_state_that_is_not_written_is_carried_unrounded():
    """Refused in a spec; a later cell with two states may leave one unwritten."""
    given = replace(EXAMPLE, written=("a",))
    assert [step.quantities["a"].texts for step in trace(given).steps] == [
        ("0.200", "0.400"),
        ("0.842", "1.158"),
    ]


def test_far_out_functions_are_enclosed():
    assert sigmoid_enclosure(10_000, 2) == (99, 100)
    assert sigmoid_enclosure(-10_000, 2) == (0, 1)
    assert exp_enclosure(-10_000, 2) == (0, 1)
    assert Intervals(2).function("relu")(Intervals(1).vector([]))[0] == []
    assert decide(4, 6, 1, 0, "half-up") is None


def test_entries_are_asked_of_one_hot_vectors_alone():
    cell = {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}
    words = Problem.from_dict({"sentence": "am i", "vocabulary": ["i", "am"], "cell": cell})
    assert dict(one_hot_entries(words)) == {"x_1[1]": "0", "x_1[2]": "1", "x_2[1]": "1", "x_2[2]": "0"}
    assert one_hot_entries(Problem.from_dict({"inputs": [[0, 1], [1, 0]], "cell": cell})) == {}
