"""Networks as people have them: files that Keras wrote, checkpoints, wrapped and parametrized modules."""

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations, prune

from tests.weights.test_weights import close, message, spec
from tutor import Problem, explain_call, render, trace
from tutor.language.faults import SpecError, TutorError

FOLDER = Path(__file__).parent / "keras"
OUTPUTS = json.loads((FOLDER / "outputs.json").read_text("utf-8"))
KINDS = {
    "simple": "rnn_tanh",
    "relu": "rnn_relu",
    "gru": "gru",
    "gru_without_bias": "gru",
    "gru_resets_first": "gru_reset_before",
    "lstm": "lstm",
}
MUTATIONS = 2_000 if os.environ.get("RNN_TUTOR_FULL") else 60


@pytest.mark.parametrize("ending", [".h5", ".weights.h5", ".keras"])
@pytest.mark.parametrize("name", KINDS)
def test_files_that_keras_wrote_give_the_numbers_that_keras_computed(name, ending, tmp_path):
    """Written by Keras 3.15.1 on torch (make.py beside them), float32: equal to 1e-6."""
    file = FOLDER / f"{name}{ending}"
    stated = f'kind = "{KINDS[name]}"' if ending == ".weights.h5" else ""
    problem = Problem.from_file(spec(tmp_path, file, stated))
    assert problem.unit.cell.kind == KINDS[name]
    states = trace(problem).full_precision.floats("h")
    for ours, theirs in zip(states, OUTPUTS[name], strict=True):
        assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("name", KINDS)
def test_arrays_of_keras_without_names_are_told_by_their_sizes(name, tmp_path):
    layer = Problem.from_file(spec(tmp_path, FOLDER / f"{name}.keras"))
    dense = [np.ones((2, 3)), np.ones(3)]
    np.savez(tmp_path / "weights.npz", *_weights_of(FOLDER / f"{name}.h5"), *dense)
    problem = Problem.from_file(spec(tmp_path, "weights.npz", f'kind = "{KINDS[name]}"'))
    assert problem.unit.parameters == layer.unit.parameters


def _weights_of(path):
    """The arrays of a layer in Keras' order, as ``model.get_weights()`` gives them."""
    import h5py

    found = {}
    with h5py.File(path) as file:
        file["model_weights"].visititems(
            lambda name, each: found.update({name: each[()]}) if isinstance(each, h5py.Dataset) else None
        )
    cell = {name.rpartition("/")[2]: array for name, array in found.items() if "_cell/" in name}
    return [cell[each] for each in ("kernel", "recurrent_kernel", "bias") if each in cell]


def test_a_layer_that_computes_something_else_is_refused_by_the_name_of_the_argument(tmp_path):
    with pytest.raises(SpecError, match="was built with recurrent_activation = hard_sigmoid"):
        Problem.from_file(spec(tmp_path, FOLDER / "hard.keras"))


def test_the_kind_that_is_stated_must_be_the_gru_that_keras_built(tmp_path):
    for ending in (".h5", ".keras", ".weights.h5"):
        with pytest.raises(SpecError) as refused:
            Problem.from_file(spec(tmp_path, FOLDER / f"gru_resets_first{ending}", 'kind = "gru"'))
        assert message(refused) == (
            'error[K03]: kind is "gru", but the layer of Keras was built with reset_after = False\n'
            '  help: write kind = "gru_reset_before", or leave it out'
        )
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, FOLDER / "gru.keras", 'kind = "gru_reset_before"'))
    assert message(refused) == (
        'error[K03]: kind is "gru_reset_before", but the layer of Keras was built with reset_after = True\n'
        '  help: write kind = "gru", or leave it out'
    )


def test_arrays_of_torch_without_names(tmp_path):
    module = nn.LSTM(3, 2).double()
    np.savez(tmp_path / "weights.npz", *(each.detach().numpy() for each in module.parameters()))
    output, _ = module(torch.eye(3, dtype=torch.float64))
    close(Problem.from_file(spec(tmp_path, "weights.npz")), output.tolist())


def test_arrays_without_names_that_fit_two_orders_are_not_guessed(tmp_path):
    np.savez(tmp_path / "weights.npz", np.ones((3, 3)), np.ones((3, 3)), np.ones(3))
    problem = Problem.from_file(spec(tmp_path, "weights.npz", 'kind = "rnn_tanh"'))
    assert problem.unit.sizes["hidden"] == 3  # one bias: only Keras has that
    np.savez(tmp_path / "weights.npz", np.ones((3, 3)), np.ones((3, 3)))
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "weights.npz"))
    assert message(refused) == (
        "error[W02]: the arrays of `weights.npz` have no names, and their sizes fit several orders\n"
        "  By their sizes they may be Keras' kernel and recurrent_kernel or torch's weight_ih and weight_hh.\n"
        "  help: save them with names: np.savez(file, kernel=…, recurrent_kernel=…, bias=…)"
    )


# Parameters in parts


@pytest.mark.parametrize("dim", [0, 1, None])
@pytest.mark.parametrize("new", [True, False])
def test_weight_norm_is_resolved_from_a_file_and_from_a_module(dim, new, tmp_path):
    torch.manual_seed(5)
    module = nn.GRU(3, 2).double()
    norm = parametrizations.weight_norm if new else torch.nn.utils.weight_norm
    with pytest.warns(FutureWarning) if not new else _quiet():
        for name in ("weight_hh_l0", "weight_ih_l0"):
            norm(module, name, dim=dim)
    x = torch.eye(3, dtype=torch.float64)
    output, _ = module(x)
    torch.save(module.state_dict(), tmp_path / "model.pt")
    problem = Problem.from_file(spec(tmp_path, "model.pt"))
    close(problem, output.tolist())
    assert "weight_norm stores a length g and a direction v" in render(trace(problem), lang="en")
    close(Problem.from_torch(module, x), output.tolist())


def _quiet():
    import contextlib

    return contextlib.nullcontext()


def test_a_mask_of_pruning_is_applied_and_what_else_is_in_parts_is_named(tmp_path):
    module = nn.RNN(3, 4).double()
    prune.random_unstructured(module, "weight_hh_l0", amount=5)
    torch.save(module.state_dict(), tmp_path / "pruned.pt")
    problem = Problem.from_file(spec(tmp_path, "pruned.pt", 'kind = "rnn_tanh"'))
    assert sum(each == 0 for row in problem.unit.parameters["weight_hh"] for each in row) == 5
    assert "Pruned weights are stored with a mask" in render(trace(problem), lang="en")
    module = nn.RNN(3, 4)
    parametrizations.orthogonal(module, "weight_hh_l0")
    torch.save(module.state_dict(), tmp_path / "orthogonal.pt")
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "orthogonal.pt"))
    first, *_ = message(refused).splitlines()
    assert first == "error[W02]: weight_hh_l0 is stored in parts: 0.base, orig"
    x = torch.eye(3)
    output, _ = module(x)
    states = trace(Problem.from_torch(module, x)).full_precision.floats("h")
    assert states == pytest.approx(np.array(output.tolist()), abs=1e-6)


def test_a_projection_is_refused_by_name_in_a_file_too(tmp_path):
    torch.save(nn.LSTM(3, 4, proj_size=2).state_dict(), tmp_path / "model.pt")
    with pytest.raises(SpecError, match="proj_size = 2 is not supported"):
        Problem.from_file(spec(tmp_path, "model.pt"))


# What is put around modules and state_dicts


class Own(nn.GRU):
    """A class of one's own that computes what torch's does."""


class Other(nn.GRU):
    """A class of one's own that computes something else."""

    def forward(self, input, hx=None):
        return super().forward(2 * input, hx)


def test_wrapped_modules_and_subclasses_are_their_modules():
    torch.manual_seed(2)
    module = Own(3, 2).double()
    x = torch.eye(3, dtype=torch.float64)
    output, _ = module(x)
    for wrapped in (
        module,
        torch.compile(module),
        nn.DataParallel(module),
        torch.compile(nn.DataParallel(module)),
    ):
        close(Problem.from_torch(wrapped, x), output.tolist())
        assert explain_call(wrapped, x).shapes["output"] == (3, 2)
    with pytest.raises(SpecError, match="Other is not a recurrent module of torch"):
        Problem.from_torch(Other(3, 2), torch.eye(3))
    with pytest.raises(TypeError, match="not Other"):
        explain_call(Other(3, 2), (5, 3))


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.GRU(3, 2)
        self.decoder = nn.LSTM(3, 2)


@pytest.mark.parametrize(
    "stored",
    [
        lambda model: model.state_dict(),
        lambda model: {"epoch": 3, "state": {"model": model.state_dict()}, "optimizer": {"state": {0: {}}}},
        lambda model: {"encoder": model.encoder.state_dict(), "decoder": model.decoder.state_dict()},
        lambda model: {"model_state": nn.DataParallel(model).state_dict()},
        lambda model: torch.compile(nn.DataParallel(model)).state_dict(),
    ],
)
def test_a_checkpoint_is_read_however_deep_it_is(stored, tmp_path):
    model = Pair().double()
    torch.save(stored(model), tmp_path / "model.ckpt")
    output, _ = model.encoder(torch.eye(3, dtype=torch.float64))
    close(Problem.from_file(spec(tmp_path, "model.ckpt", 'module = "encoder"')), output.tolist())
    with pytest.raises(SpecError, match="holds 2 recurrent modules"):
        Problem.from_file(spec(tmp_path, "model.ckpt"))


# Kinds of number


def test_bfloat16_is_said_and_meta_is_refused(tmp_path):
    module = nn.RNN(3, 2).bfloat16()
    words = "The module's numbers are bfloat16."
    assert words in render(trace(Problem.from_torch(module, torch.eye(3))), lang="en")
    torch.save(module.state_dict(), tmp_path / "model.bin")
    stated = spec(tmp_path, "model.bin", 'kind = "rnn_tanh"')
    assert words in render(trace(Problem.from_file(stated)), lang="en")
    with pytest.raises(SpecError, match="l0 has a size, but no numbers"):
        Problem.from_torch(nn.RNN(3, 2, device="meta"), torch.eye(3))


def test_whole_numbers_of_several_axes_are_not_computed_where_there_is_a_vocabulary():
    positions = torch.tensor([[0, 1, 2], [2, 1, 0]])
    with pytest.raises(SpecError) as refused:
        Problem.from_torch(nn.RNN(3, 2), positions, vocabulary=["i", "am", "here"])
    assert message(refused) == (
        "error[W02]: with a vocabulary, whole numbers are positions of words, and these have 2 axes\n"
        "  A page computes one sequence of words; as numbers the positions would mean nothing.\n"
        "  help: give the words of one sequence: ['i', 'am']; for numbers leave the vocabulary out"
    )


# Nothing uncaught


def _files(tmp_path):
    state = nn.LSTM(3, 2).state_dict()
    torch.save(state, tmp_path / "model.pt")
    np.savez(tmp_path / "model.npz", **{name: each.numpy() for name, each in state.items()})
    from safetensors.torch import save_file

    save_file(state, tmp_path / "model.safetensors")
    yield from (tmp_path / name for name in ("model.pt", "model.npz", "model.safetensors"))
    yield from (FOLDER / f"lstm{ending}" for ending in (".h5", ".keras", ".weights.h5"))


def test_a_file_with_wrong_bytes_ends_in_a_page_or_a_message(tmp_path):
    """Everyday 60 changes of six files; ``RNN_TUTOR_FULL=1`` makes 2,000 of each."""
    for file in _files(tmp_path):
        whole = file.read_bytes()
        chance = random.Random(file.name)
        broken = tmp_path / f"broken{''.join(file.suffixes)}"
        for _ in range(MUTATIONS):
            content = bytearray(whole)
            for _ in range(chance.choice((1, 1, 4, 40))):
                content[chance.randrange(len(content))] = chance.randrange(256)
            if chance.random() < 0.2:
                content = content[: chance.randrange(len(content))]
            broken.write_bytes(content)
            try:
                Problem.from_file(spec(tmp_path, broken.name, 'kind = "lstm"'))
            except TutorError:
                continue
