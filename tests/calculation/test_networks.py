"""All of torch's recurrent modules against ours: layers, directions, batches, gates, starts, biases."""

import os
from random import Random

import pytest

from tests.calculation.networks import GATES, random_network, torch_results
from tutor import Problem, trace
from tutor.spec import read_problem_text, spec_dict, spec_toml

torch = pytest.importorskip("torch")

# 10,000 in full, over four kinds
CONFIGURATIONS = 2_500 if os.environ.get("RNN_TUTOR_FULL") else 40


def flat(values):
    return [each for value in values for each in flat(value)] if isinstance(values, list) else [values]


def shape(values):
    return [len(values), *shape(values[0])] if isinstance(values, list) else []


@pytest.mark.parametrize("kind", GATES)
def test_output_and_last_states_are_torchs(kind):
    random = Random(kind)
    for _ in range(CONFIGURATIONS):
        drawn = random_network(random, kind=kind)
        ours = trace(Problem.from_dict(drawn.spec)).to_dict()["full_precision"]
        theirs = torch_results(drawn)
        assert ours.keys() == theirs.keys()
        for name, values in theirs.items():
            assert shape(ours[name]) == shape(values), (drawn, name)
            # With relu entries cancel, which costs torch digits, not us: |value| is that of all.
            size = max(1.0, *map(abs, flat(values))) if kind == "rnn_relu" else 1.0
            for mine, other in zip(map(float, flat(ours[name])), flat(values), strict=True):
                assert abs(mine - other) <= 1e-12 * max(size, abs(other)), (drawn, name)


@pytest.mark.parametrize("kind", GATES)
def test_round_trip_of_every_kind(kind):
    random = Random(f"round trip {kind}")
    for _ in range(15):
        problem = Problem.from_dict(random_network(random, kind=kind, size=3, steps=3).spec)
        assert Problem.from_dict(spec_dict(problem)) == problem
        text = spec_toml(problem)
        assert spec_toml(read_problem_text(text.encode(), "x.toml")) == text


def spec(**cell):
    return {"sentence": "i am here", "vocabulary": ["i", "am", "here"], "cell": cell}


ONE = {"weight_ih": [[0.4, -0.7, 0.5], [0.8, 0.3, -0.6]], "weight_hh": [[0.5, -0.3], [0.2, 0.6]]}


def printed(problem, symbol="h"):
    return [step.quantities[symbol].texts for step in trace(problem).steps if symbol in step.quantities]


def test_a_second_layer_with_the_identity_repeats_what_tanh_makes_of_the_first():
    """Layer 1 with weight_ih = 1 and weight_hh = 0 gives tanh of layer 0's printed h."""
    second = {"weight_ih_l1": [[1, 0], [0, 1]], "weight_hh_l1": [[0, 0], [0, 0]]}
    both = trace(Problem.from_dict(spec(**ONE, **second)))
    assert [step.quantities["x"].texts for step in both.runs[1].steps] == [
        step.quantities["h"].texts for step in both.runs[0].steps
    ]
    assert both.runs[0].steps == trace(Problem.from_dict(spec(**ONE))).runs[0].steps


def test_backwards_is_forwards_over_the_reversed_sentence():
    reverse = {f"{name}_l0_reverse": values for name, values in ONE.items()}
    both = trace(Problem.from_dict(spec(**ONE, **reverse)))
    turned = trace(Problem.from_dict(spec(**ONE) | {"sentence": "here am i"}))
    backward = both.runs[1]
    assert [step.t for step in backward.steps] == [3, 2, 1]
    assert [step.quantities for step in backward.steps] == [step.quantities for step in turned.steps]
    assert both.output[0][2:] == backward.steps[-1].quantities["h"].texts


def test_a_batch_is_its_sentences_one_by_one():
    data = spec(**ONE) | {"sentences": ["i am here", "here here i"]}
    del data["sentence"]
    start = [[[0.5, -0.5], [0.1, 0.2]]]
    batch = trace(Problem.from_dict(data | {"cell": data["cell"] | {"h_0": start, "batch_first": True}}))
    for run, words, h_0 in zip(batch.runs, data["sentences"], start[0], strict=True):
        alone = trace(Problem.from_dict(spec(**ONE, h_0=h_0) | {"sentence": words}))
        assert [step.quantities for step in run.steps] == [step.quantities for step in alone.steps]
    transposed = trace(Problem.from_dict(data | {"cell": data["cell"] | {"h_0": start}})).output
    assert [list(step) for step in zip(*batch.output, strict=True)] == transposed


def test_words_are_their_one_hot_vectors():
    one_hot = {"inputs": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "cell": ONE}
    assert printed(Problem.from_dict(one_hot)) == printed(Problem.from_dict(spec(**ONE)))


def test_exchanging_hidden_units_exchanges_entries():
    """Metamorphic, for every kind: rows and columns of the parameters permuted, the states follow."""
    random = Random(7)
    for kind, gates in GATES.items():
        drawn = random_network(random, kind=kind, size=3, steps=4, batches=(None,))
        if drawn.layers * drawn.directions > 1 or drawn.hidden < 2:
            drawn = next(
                each
                for each in iter(lambda kind=kind: random_network(random, kind=kind, batches=(None,)), None)
                if each.layers == each.directions == 1 and each.hidden == 2
            )
        size = drawn.hidden

        def turned(rows, gates=gates, size=size):
            return [row for gate in range(gates) for row in rows[gate * size : (gate + 1) * size][::-1]]

        cell = dict(drawn.cell)
        for name, values in drawn.cell.items():
            if name.startswith("weight_hh"):
                cell[name] = [row[::-1] for row in turned(values)]
            elif name.startswith(("weight", "bias_")):
                cell[name] = turned(values)
            elif name in ("h_0", "c_0"):
                cell[name] = [each[::-1] for each in values]
        given, other = Problem.from_dict(drawn.spec), Problem.from_dict(drawn.spec | {"cell": cell})
        assert [row[::-1] for row in printed(given)] == printed(other)


def test_one_bias_of_an_lstm_is_the_sum_of_two():
    random = Random(3)
    halves = [[random.randint(-90, 90) / 100 for _ in range(8)] for _ in range(2)]
    weights = {
        "kind": "lstm",
        "weight_ih": [[random.randint(-90, 90) / 100 for _ in range(3)] for _ in range(8)],
        "weight_hh": [[random.randint(-90, 90) / 100 for _ in range(2)] for _ in range(8)],
    }
    whole = [round(a + b, 2) for a, b in zip(*halves, strict=True)]
    two = Problem.from_dict(spec(**weights, bias_ih=halves[0], bias_hh=halves[1]))
    one = Problem.from_dict(spec(**weights, bias=whole))
    assert printed(two) == printed(one) and printed(two, "c") == printed(one, "c")


def test_a_gru_without_biases_given_has_zeros_and_goes_to_other_processes():
    weights = {"kind": "gru", "weight_ih": [[0.1] * 3] * 6, "weight_hh": [[0.2, -0.1]] * 6}
    problem = Problem.from_dict(spec(**weights))
    assert Problem.from_dict(spec_dict(problem)) == problem
    assert set(problem.unit.parameters["bias_hn"]) == {0}
    without = Problem.from_dict(spec(**weights, bias=False))
    assert printed(problem) == printed(without)
    assert [each.name for each in without.unit.cell.parameters if len(each.axes) == 1] == []
