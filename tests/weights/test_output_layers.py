"""Every step of an output layer is computed again by torch, whatever its activation and its loss."""

import pytest

from tutor import Problem, trace
from tutor.weights.comparison import compare

SPEC = {
    "sentence": "i am here",
    "vocabulary": ["i", "am", "here"],
    "cell": {
        "weight_ih": [[0.5, -0.3, 0.8], [0.1, 0.9, -0.7]],
        "weight_hh": [[0.2, 0.4], [-0.6, 0.3]],
        "bias": [0.1, -0.2],
    },
}
LAYER = {"weight_hy": [[0.7, -1.1], [0.4, 0.9], [-0.5, 0.2]], "bias_y": [0.1, 0, -0.3]}


@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ({}, {}),
        ({"targets": ["am", "", "here"]}, {}),
        ({"activation": "softmax"}, {}),
        ({"activation": "linear"}, {}),
        ({"activation": "sigmoid"}, {}),
        (
            {"weight_hy": [[0.7, -1.1]], "bias_y": [0.1], "targets": [1, 0, 1]},
            {"kind": "binary-cross-entropy"},
        ),
        ({"targets": [[1, 0.5, -1], [0, 0, 1], [1, 1, 0]]}, {"kind": "squared"}),
        ({"targets": [[1, 0.5, 1], [0, 0, 1], [1, 1, 0]], "activation": "sigmoid"}, {"kind": "half-squared"}),
    ],
)
def test_every_step_of_an_output_layer_is_that_of_torch(output, loss):
    problem = Problem.from_dict(SPEC | {"output": LAYER | output} | ({"loss": loss} if loss else {}))
    found = compare(trace(problem))
    assert found.first_wrong is None
    assert {step.name.partition("_")[0] for step in found.runs[-1]} & {"y", "s", "L"}
