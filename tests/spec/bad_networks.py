"""Wrong specs of networks: layers, directions, batches, gates, starts, an output layer. As plain data."""

import math
from copy import deepcopy

ONE = {"weight_ih": [[0.4, -0.7], [0.8, 0.3]], "weight_hh": [[0.5, -0.3], [0.2, 0.6]]}
UPPER = {f"{name}_l1": values for name, values in ONE.items()}
BACK = {f"{name}_l0_reverse": values for name, values in ONE.items()}
GRU = {"weight_ih": [[0.1, 0.2]] * 3, "weight_hh": [[0.3]] * 3}
OUT = {"weight_hy": [[1, 2], [3, 4], [5, 6]]}
WORDS = {"sentence": "i am", "vocabulary": ["i", "am"]}
BATCH = {"sentences": ["i am", "am i"], "vocabulary": ["i", "am"]}


def _spec(read, cell, **more):
    return deepcopy({**read, "cell": cell, **more})


BAD = {
    "sentences of other lengths": _spec({**BATCH, "sentences": ["i am", "i"]}, ONE),
    "no sentences": _spec({**BATCH, "sentences": []}, ONE),
    "too many sentences": _spec({**BATCH, "sentences": ["i am"] * 40}, ONE),
    "too many steps": _spec({"inputs": [[1, 0]] * 60}, ONE),
    "inputs too long": _spec({"inputs": [[0] * 70]}, {**ONE, "weight_ih": [[0] * 70] * 2}),
    "a target too few": _spec(WORDS, ONE, output={**OUT, "targets": [1]}),
    "a target too few in a batch": _spec(BATCH, ONE, output={**OUT, "targets": [[1, 0], [1]]}),
    "targets of a batch in one list": _spec(BATCH, ONE, output={**OUT, "targets": [1, 0]}),
    "a target beyond the output": _spec(WORDS, ONE, output={**OUT, "targets": [1, 3]}),
    "several targets of a batch": _spec(
        BATCH,
        ONE,
        output={"weight_hy": [[1, 2], [3, 4]], "targets": [["an", 7], ["an", -1]]},
    ),
    "several strange targets of a batch": _spec(
        BATCH, ONE, output={**OUT, "targets": [[[0], 1], [0, [1, 2]]]}
    ),
    "words as targets without a vocabulary": _spec(
        {"inputs": [[1, 0]]}, ONE, output={**OUT, "targets": ["i"]}
    ),
    "a word as target that is unknown": _spec(
        WORDS, ONE, output={"weight_hy": [[1, 2], [3, 4]], "targets": ["i", "an"]}
    ),
    "a softmax under a squared error": _spec(
        WORDS,
        ONE,
        output={**OUT, "activation": "softmax", "targets": [[1, 0, 0], ""]},
        loss={"kind": "squared"},
    ),
    "a binary loss over three entries": _spec(
        WORDS, ONE, output={**OUT, "targets": [1, 0]}, loss={"kind": "binary-cross-entropy"}
    ),
    "an output at the last step with a target a step": _spec(
        WORDS, ONE, output={**OUT, "at": "last", "targets": ["", 1]}
    ),
    "a sentence too few in the targets of a last step": _spec(
        BATCH, ONE, output={**OUT, "at": "last", "targets": [1]}
    ),
    "targets of a sentence in a list of lists": _spec(
        WORDS, ONE, output={"weight_hy": [[1, 2], [3, 4]], "targets": [["i", "am"]]}
    ),
    "squared targets of a batch in one list too many": _spec(
        BATCH, ONE, output={**OUT, "targets": [[[[1, 0, 0], ""]], [[["", ""]]]]}, loss={"kind": "squared"}
    ),
    "a list of words for a target": _spec(WORDS, ONE, output={**OUT, "targets": [["i", 1, [2]], 1]}),
    "a squared target at the last step that is too short": _spec(
        BATCH, ONE, output={**OUT, "at": "last", "targets": [[1, 0], [0, 1, 0]]}, loss={"kind": "squared"}
    ),
    "a loss without an output": _spec(WORDS, ONE, loss={"kind": "squared"}),
    "a loss without targets": _spec(WORDS, ONE, output=OUT, loss={"kind": "squared"}),
    "a class without a list": _spec(WORDS, ONE, output={**OUT, "at": "last", "targets": 1}),
    "a truth value for a word": _spec(WORDS, ONE, output={**OUT, "targets": [1, True]}),
    "truth values for 0 and 1": _spec(
        WORDS,
        ONE,
        output={"weight_hy": [[1, 2]], "targets": [True, False]},
        loss={"kind": "binary-cross-entropy"},
    ),
    "a truth value for 0 or 1 at the last step": _spec(
        WORDS,
        ONE,
        output={"weight_hy": [[1, 2]], "at": "last", "targets": [True]},
        loss={"kind": "binary-cross-entropy"},
    ),
    "what is no number in a squared target at the last step": _spec(
        BATCH,
        ONE,
        output={**OUT, "at": "last", "targets": [[0, 1, 0], [0, math.nan, 0]]},
        loss={"kind": "half-squared"},
    ),
    "a kind of loss that is misspelt": _spec(
        WORDS, ONE, output={**OUT, "targets": [1, 0]}, loss={"knd": "squared"}
    ),
    "a loss with its type": _spec(WORDS, ONE, output={**OUT, "targets": [1, 0]}, loss={"type": "squared"}),
    "a loss with the activation": _spec(
        WORDS, ONE, output={**OUT, "targets": [1, 0]}, loss={"activation": "softmax"}
    ),
    "an output at the last step of two directions": _spec(
        WORDS,
        {**ONE, **BACK},
        output={"weight_hy": [[1, 2, 3, 4]], "at": "last", "targets": [0]},
    ),
    "an output at another step": _spec(WORDS, ONE, output={**OUT, "at": "first", "targets": [1]}),
    "no step has a target": _spec(WORDS, ONE, output={**OUT, "targets": ["", ""]}),
    "a binary target of 2": _spec(
        WORDS, ONE, output={"weight_hy": [[1, 2]], "targets": [2, 1]}, loss={"kind": "binary-cross-entropy"}
    ),
    "a word for a squared target": _spec(
        WORDS, ONE, output={**OUT, "targets": ["", "am"]}, loss={"kind": "squared"}
    ),
    "a squared target of two entries": _spec(
        WORDS, ONE, output={**OUT, "targets": [[0.5, -1], ""]}, loss={"kind": "half-squared"}
    ),
    "numbers for a target with softmax": _spec(WORDS, ONE, output={**OUT, "targets": [[1, 0, 0], 1]}),
    "an output that has no entry for each word": _spec(WORDS, ONE, output={**OUT, "targets": ["am", "i"]}),
    "the second layer has no W_hh": _spec(WORDS, {**ONE, "weight_ih_l1": ONE["weight_ih"]}),
    "a layer beyond num_layers": _spec(WORDS, {**ONE, **UPPER, "num_layers": 1}),
    "backwards, but not bidirectional": _spec(WORDS, {**ONE, **BACK, "bidirectional": False}),
    "a bias, but bias is false": _spec(WORDS, {**ONE, "bias": False, "bias_ih": [0, 0], "bias_hh": [0, 0]}),
    "one bias for a GRU": _spec(WORDS, {**GRU, "kind": "gru", "bias": [0, 0, 0]}),
    "half a bias for a GRU": _spec(WORDS, {**GRU, "kind": "gru", "bias_hh": [0, 0, 0]}),
    "half a bias": _spec(WORDS, {**ONE, "bias_ih": [0, 0]}),
    "the sum and a part": _spec(WORDS, {**ONE, "bias": [0, 0], "bias_ih": [0, 0]}),
    "a cell state without an LSTM": _spec(WORDS, {**ONE, "c_0": [0, 0]}),
    "a start for one layer of two": _spec(WORDS, {**ONE, **UPPER, "h_0": [0, 0]}),
    "a start without its batch": _spec(BATCH, {**ONE, "h_0": [0, 0]}),
    "gates that are not three": _spec(WORDS, {**ONE, "kind": "gru"}),
    "a batch of inputs without batch_first": _spec({"inputs": [[[1, 0]], [[0, 1]]]}, ONE),
    "the output reads another hidden size": _spec(WORDS, ONE, output={"weight_hy": [[1, 2, 3]]}),
    "a bias of the output that is too long": _spec(WORDS, ONE, output={**OUT, "bias_y": [0, 0]}),
    "too many layers": _spec(
        WORDS, {**ONE, **{f"{name}_l{n}": values for name, values in ONE.items() for n in range(1, 6)}}
    ),
}
