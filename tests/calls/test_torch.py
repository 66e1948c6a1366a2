"""What is said of a call against what torch does: 10⁵ random calls, legal and illegal, word by word."""

import os
import re
import subprocess
import sys
import warnings
from collections import Counter
from random import Random

import pytest
import torch
from torch import nn

from tests.calls.random_calls import random_call
from tutor import explain_call

FULL = "RNN_TUTOR_FULL" in os.environ
PARTS = 50 if FULL else 2
CALLS = 2_000


def theirs(call):
    """What torch does: refused when made or when called, or the shapes of all that comes out."""
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            module = eval(call.text, {"nn": nn})
        shapes = {name: tuple(value.shape) for name, value in module.named_parameters()}
        state = call.start
        if state is not None:
            pair = state and isinstance(state[0], tuple)
            state = tuple(map(torch.zeros, state)) if pair else torch.zeros(state)
        with torch.no_grad():
            result = module(torch.zeros(call.input), state)
    except Exception as error:
        # From Python 3.13 on, a message may end in a suggestion.
        return type(error).__name__, re.sub(r"\. Did you mean '.*'\?$", "", str(error))
    names = ("h_1", "c_1")
    if not call.text.startswith(("nn.RNNCell", "nn.GRUCell", "nn.LSTMCell")):
        output, result = result
        shapes["output"] = tuple(output.shape)
        names = ("h_n", "c_n")
    results = result if isinstance(result, tuple) else (result,)
    shapes |= {name: tuple(each.shape) for name, each in zip(names, results, strict=False)}
    return shapes, any("dropout option" in str(each.message) for each in warned)


def ours(explanation):
    if not explanation.accepted:
        return explanation.torch_exception, explanation.torch_message
    shapes = {each.name: each.shape for each in explanation.parameters} | dict(explanation.shapes)
    return shapes, any(each.code == "P35" for each in explanation.findings)


def dies(explanation):
    """Whether torch's process ends: such a call cannot be tried in this one."""
    return not explanation.accepted and explanation.torch_exception is None


@pytest.mark.parametrize("part", range(PARTS))
def test_every_random_call_is_accepted_or_refused_as_by_torch_in_its_words(part):
    torch.set_num_threads(1)
    random = Random(f"calls {part}")
    seen = Counter()
    for _ in range(CALLS):
        call = random_call(random)
        explanation = explain_call(call.text, call.input, call.start)
        errors = [each for each in explanation.findings if each.severity == "error"]
        assert bool(errors) != explanation.accepted, call
        if dies(explanation):
            seen["dies"] += 1
            continue
        assert ours(explanation) == theirs(call), call
        seen[explanation.accepted] += 1
        seen[errors[0].code if errors else "accepted"] += 1
    assert seen[True] > CALLS / 5 and seen[False] > CALLS / 5
    assert {f"P{code}" for code in (11, 12, 13, 21, 22, 23, 24, 25, 26, 27, 28)} <= seen.keys()
    assert seen["dies"] < CALLS / 200


@pytest.mark.parametrize("part", range(PARTS))
def test_a_module_and_tensors_of_torch_say_the_same_as_their_text(part):
    random = Random(f"modules {part}")
    compared = 0
    while compared < CALLS // 10:
        call = random_call(random)
        by_text = explain_call(call.text, call.input, call.start)
        if by_text.module is None or dies(by_text):
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = eval(call.text, {"nn": nn})
        state = call.start
        if state is not None:
            pair = state and isinstance(state[0], tuple)
            state = tuple(map(torch.zeros, state)) if pair else torch.zeros(state)
        by_module = explain_call(module, torch.zeros(call.input), state)
        assert ours(by_module) == ours(by_text), call
        compared += 1


@pytest.mark.parametrize("weights", [torch.float64, torch.float32, torch.float16])
@pytest.mark.parametrize("c_0", [torch.float64, torch.float32, torch.float16, torch.int64])
@pytest.mark.parametrize("bias", [True, False])
def test_the_kind_of_c_0_matters_only_where_h_takes_it(weights, c_0, bias):
    for input, layers in (((3, 2, 1), 1), ((1, 2, 1), 1), ((1, 2, 1), 2), ((3, 0, 1), 1), ((1, 0, 1), 2)):
        module = nn.LSTM(1, 2, layers, bias=bias).to(weights)
        x = torch.zeros(input, dtype=weights)
        start = tuple(torch.zeros(layers, input[1], 2, dtype=kind) for kind in (weights, c_0))
        explanation = explain_call(module, x, start)
        try:
            module(x, start)
        except RuntimeError as refused:
            assert explanation.torch_message == str(refused)
        else:
            assert explanation.accepted


DEADLY = {
    "nn.LSTMCell(10, 2)": ((10,), ((2, 2), (2, 2))),
    "nn.LSTMCell(10, 3)": ((10,), ((3, 3), (3,))),
    "nn.GRUCell(10, 1)": ((10,), (1, 1)),
}


@pytest.mark.parametrize("text", DEADLY)
def test_where_torch_dies_it_is_said(text):
    input, start = DEADLY[text]
    explanation = explain_call(text, input, start)
    assert (explanation.accepted, explanation.torch_message) == (False, None)
    (error,) = [each for each in explanation.findings if each.severity == "error"]
    assert error.code == "P23"
    assert str(error.because) == (
        "torch 2.13 does not look for this and reads past the shape: most often the process ends with "
        "a segmentation fault, else with a message about something else."
    )


@pytest.mark.skipif(
    not {"CI", "RNN_TUTOR_FULL"} & os.environ.keys(),
    reason="lets torch's process die three times: set RNN_TUTOR_FULL=1",
)
@pytest.mark.parametrize("text", DEADLY)
def test_torch_does_not_say_it(text):
    input, start = DEADLY[text]
    state = f"tuple(map(torch.zeros, {start}))" if isinstance(start[0], tuple) else f"torch.zeros({start})"
    code = f"""
import torch
from torch import nn
module, input, state = {text}, torch.zeros({input}), {state}
print("made", flush=True)
module(input, state)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    # What is read past the shape is up to chance: ended by a signal, or an error about some other thing.
    assert done.stdout == "made\n"
    assert "hidden" not in done.stderr


@pytest.mark.parametrize("name", ["RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell"])
@pytest.mark.parametrize("kind", [torch.int64, torch.float64, torch.float16, torch.bool])
def test_another_kind_of_number_is_refused_in_torchs_words(name, kind):
    module, input = getattr(nn, name)(3, 2), torch.zeros(4, 3, dtype=kind)
    with pytest.raises((ValueError, RuntimeError)) as refused:
        module(input)
    explanation = explain_call(module, input)
    assert (explanation.torch_exception, explanation.torch_message) == (
        refused.type.__name__,
        str(refused.value),
    )
    assert [each.code for each in explanation.findings if each.severity == "error"] == ["P47"]
    assert explain_call(module, input.float()).accepted
