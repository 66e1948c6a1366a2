"""Parameters of files and of modules: the numbers of torch, and a plain word about what is none of these."""

import io
import json
import pickle
import random
import subprocess
import sys
import zipfile

import h5py
import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from tutor import Problem, render, trace
from tutor.language.faults import SpecError, TutorError

WORDS = 'sentence = "i am here"\nvocabulary = ["i", "am", "here"]\n'


TANH = 'kind = "rnn_tanh"'


def spec(folder, file, more="", words=WORDS):
    path = folder / "spec.toml"
    path.write_text(f'{words}\n[cell]\nfrom = "{file}"\n{more}', encoding="utf-8")
    return path


def close(problem, expected):
    """Compare full precision with torch in float64, entry by entry."""
    states = trace(problem).full_precision.floats("h")
    for ours, theirs in zip(states, expected, strict=True):
        assert ours == pytest.approx(theirs, abs=1e-12, rel=1e-12)


def doubled(module):
    """Give the same module in float64 with the decimals that a float32 is shown as."""
    with torch.no_grad():
        twin = type(module)(module.input_size, module.hidden_size, module.num_layers).double()
        for ours, theirs in zip(twin.parameters(), module.parameters(), strict=True):
            ours.copy_(
                torch.tensor([float(str(each)) for each in theirs.detach().numpy().ravel()]).view_as(ours)
            )
    return twin


@pytest.mark.parametrize("kind", [nn.RNN, nn.GRU, nn.LSTM])
@pytest.mark.parametrize("ending", ["pt", "pth", "safetensors", "npz"])
def test_a_file_gives_the_numbers_of_the_module(kind, ending, tmp_path):
    torch.manual_seed(1)
    module = kind(3, 2).double()
    state = module.state_dict()
    file = tmp_path / f"model.{ending}"
    if ending == "safetensors":
        save_file(dict(state), file)
    elif ending == "npz":
        np.savez(file, **{name: tensor.numpy() for name, tensor in state.items()})
    else:
        torch.save(state, file)
    stated = TANH if kind is nn.RNN else ""
    problem = Problem.from_file(spec(tmp_path, file.name, stated))
    output, _ = module(torch.eye(3, dtype=torch.float64))
    close(problem, output.tolist())


def test_float32_is_shown_as_its_shortest_decimal_and_that_is_said(tmp_path):
    module = nn.RNN(3, 1)
    with torch.no_grad():
        for each in module.parameters():
            each.fill_(0.1)
    torch.save(module.state_dict(), tmp_path / "model.pt")
    problem = Problem.from_file(spec(tmp_path, "model.pt", TANH))
    assert [str(number) for number in problem.unit.parameters["weight_ih"][0]] == ["0.1"] * 3
    page = render(trace(problem), lang="en")
    assert "The parameters are those of model.pt." in page
    assert (
        "The module's numbers are float32. Each is shown as the shortest decimal that stands for it, and the page "
        "computes with exactly these decimals." in page
    )
    assert "모듈의 수는 float32입니다." in render(trace(problem), lang="ko")


@pytest.mark.parametrize("kind", [nn.RNN, nn.GRU, nn.LSTM])
@pytest.mark.parametrize("layers, both", [(1, False), (2, False), (1, True), (2, True)])
def test_a_module_gives_its_own_numbers(kind, layers, both):
    torch.manual_seed(layers)
    module = kind(3, 2, layers, bidirectional=both, batch_first=True).double()
    batch = torch.randn(2, 3, 3, dtype=torch.float64)
    shape = (layers * (1 + both), 2, 2)
    start = torch.randn(shape, dtype=torch.float64)
    start = (start, torch.randn(shape, dtype=torch.float64)) if kind is nn.LSTM else start
    found = trace(Problem.from_torch(module, batch, start)).to_dict()
    output, last = module(batch, start)
    exact = found["full_precision"]["output"]
    assert np.array(exact, dtype=float) == pytest.approx(output.detach().numpy(), abs=1e-12)
    h_n = last[0] if kind is nn.LSTM else last
    assert np.array(found["h_n"], dtype=float) == pytest.approx(h_n.detach().numpy(), abs=6e-3)


@pytest.mark.parametrize("kind", [nn.RNNCell, nn.GRUCell, nn.LSTMCell])
@pytest.mark.parametrize("batch", [None, 2])
def test_a_cell_is_one_step(kind, batch):
    torch.manual_seed(3)
    module = kind(3, 2).double()
    shape = (3,) if batch is None else (batch, 3)
    state_shape = (2,) if batch is None else (batch, 2)
    x, h, c = (torch.randn(each, dtype=torch.float64) for each in (shape, state_shape, state_shape))
    start = (h, c) if kind is nn.LSTMCell else h
    after = module(x, start)
    after = after[0] if kind is nn.LSTMCell else after
    found = trace(Problem.from_torch(module, x, start)).to_dict()["full_precision"]["output"]
    assert np.array(found, dtype=float).reshape(after.shape) == pytest.approx(
        after.detach().numpy(), abs=1e-12
    )


def test_words_and_positions_are_read_through_the_vocabulary():
    module = nn.RNN(3, 2).double()
    vocabulary = ["i", "am", "here"]
    by_sentence = Problem.from_torch(module, "am here", vocabulary=vocabulary)
    by_list = Problem.from_torch(module, ["am", "here"], vocabulary=vocabulary)
    by_position = Problem.from_torch(module, torch.tensor([1, 2]), vocabulary=vocabulary)
    assert by_sentence == by_list == by_position
    with pytest.raises(SpecError, match="3 is no position in the vocabulary"):
        Problem.from_torch(module, torch.tensor([1, 3]), vocabulary=vocabulary)


@pytest.mark.parametrize(
    ("module", "words"),
    [
        (nn.Linear(3, 2), "Linear is not a recurrent module of torch"),
        (nn.Transformer(8, 2, 1, 1, 8), "Transformer is not a recurrent module of torch"),
        (nn.LSTM(3, 4, proj_size=2), "proj_size = 2 is not supported"),
    ],
)
def test_row_37_another_module_is_named(module, words):
    with pytest.raises(SpecError, match=words):
        Problem.from_torch(module, torch.zeros(2, 3))


def test_a_module_inside_a_model_is_found_by_its_name(tmp_path):
    model = nn.Sequential(nn.Embedding(5, 3), nn.GRU(3, 2), nn.Linear(2, 5))
    torch.save({"epoch": 3, "model_state_dict": model.state_dict()}, tmp_path / "checkpoint.pt")
    problem = Problem.from_file(spec(tmp_path, "checkpoint.pt"))
    assert problem.unit.cell.kind == "gru"
    assert (
        "The file holds more, which is not on this page: 0.weight (5 × 3), 2.weight (5 × 2), 2.bias (5)."
        in render(trace(problem), lang="en")
    )


def test_of_several_modules_one_is_chosen(tmp_path):
    state = {
        f"{name}.{key}": value
        for name in ("encoder", "decoder")
        for key, value in nn.RNN(3, 2).state_dict().items()
    }
    torch.save(state, tmp_path / "two.pt")
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "two.pt"))
    assert message(refused) == (
        "error[W02]: `two.pt` holds 2 recurrent modules\n  They are: encoder, decoder.\n"
        '  help: choose one: module = "encoder" in [cell]'
    )
    chosen = Problem.from_file(spec(tmp_path, "two.pt", f'module = "decoder"\n{TANH}'))
    assert chosen.hidden_size == 2
    with pytest.raises(SpecError, match="has no recurrent module `middle`"):
        Problem.from_file(spec(tmp_path, "two.pt", 'module = "middle"'))


def message(refused, language="en"):
    """Write the message without its place."""
    from tutor.language.languages import Language
    from tutor.language.messages import message as written

    (fault,) = refused.value.faults
    return "\n".join(
        line for line in written(fault, Language(language)).split("\n") if not line.lstrip().startswith("-->")
    )


class Evil:
    """What a hostile pickle does when it is loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (str(self.path), "w"))


def test_row_35_a_pickle_that_runs_something_runs_nothing(tmp_path):
    torch.save({"weight_ih_l0": Evil(tmp_path / "ran")}, tmp_path / "evil.pt")
    (tmp_path / "plain.pt").write_bytes(pickle.dumps(Evil(tmp_path / "ran")))
    for name in ("evil.pt", "plain.pt"):
        with pytest.raises(SpecError) as refused:
            Problem.from_file(spec(tmp_path, name))
        assert refused.value.faults[0].code == "W01"
        assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_row_35_a_whole_module_is_no_state_dict(language, tmp_path):
    torch.save(nn.RNN(3, 2), tmp_path / "whole.pt")
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "whole.pt"))
    assert (
        message(refused, language)
        == {
            "en": "error[W01]: `whole.pt` is not a plain state_dict\n"
            "  It holds torch.nn.modules.rnn.RNN. Loading that could run code, so nothing of it was loaded.\n"
            "  help: save only the parameters: torch.save(model.state_dict(), …)",
            "ko": "오류[W01]: `whole.pt`는 단순한 state_dict가 아닙니다\n"
            "  torch.nn.modules.rnn.RNN이 들어 있습니다. 불러오면 코드가 실행될 수 있어서 아무것도 불러오지 않았습니다.\n"
            "  도움말: 매개변수만 저장하세요: torch.save(model.state_dict(), …)",
        }[language]
    )


def test_row_36_a_tensor_of_stride_0_is_refused_by_its_size(tmp_path):
    huge = torch.zeros(1).expand(1_000_000, 1_000_000)
    torch.save({"weight_ih_l0": torch.zeros(1, 3), "weight_hh_l0": huge}, tmp_path / "huge.pt")
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "huge.pt"))
    assert message(refused) == (
        "error[S05]: weight_hh_l0 is 1000000 × 1000000; the limit is 1000000 numbers\n"
        "  A page with more is not computed by hand.\n  help: use a smaller network: at most 16 hidden units"
    )


def test_row_36_more_hidden_units_than_a_hand_computes(tmp_path):
    torch.save(nn.LSTM(3, 20).state_dict(), tmp_path / "large.pt")
    with pytest.raises(SpecError, match="weight_hh_l0 is 80 × 20; the limit is 16"):
        Problem.from_file(spec(tmp_path, "large.pt"))
    assert Problem.from_file(spec(tmp_path, "large.pt"), limits=False).hidden_size == 20


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.pt", b"", "`empty.pt` is not a torch file (0 bytes)"),
        (
            "page.pt",
            b"<!DOCTYPE html><html>404</html>",
            "It begins like a web page: the download may have failed.",
        ),
        ("text.pth", b"hello", "`text.pth` is not a torch file (5 bytes)"),
        ("a.safetensors", b"\xff" * 40, "`a.safetensors` is not a safetensors file (40 bytes)"),
        ("a.npz", b"PK\x03\x04 nothing", "`a.npz` is not an npz file (12 bytes)"),
        ("a.bin2", b"1", "Endings that do: .pt, .pth, .safetensors, .npz, .ckpt, .bin, .h5, .keras."),
    ],
)
def test_row_38_what_is_no_file_of_parameters(name, content, words, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, name))
    assert words in message(refused)
    assert refused.value.faults[0].line == 5  # from = …


def test_a_file_that_was_cut_short(tmp_path):
    torch.save(nn.RNN(3, 2).state_dict(), tmp_path / "whole.pt")
    data = (tmp_path / "whole.pt").read_bytes()
    (tmp_path / "cut.pt").write_bytes(data[: len(data) // 2])
    with pytest.raises(SpecError, match="is not a torch file"):
        Problem.from_file(spec(tmp_path, "cut.pt"))


def test_broken_files_end_in_a_message(tmp_path):
    """A file with bytes changed, cut or added is read or refused, and never ends in a traceback."""
    good = {}
    state = nn.GRU(3, 2).state_dict()
    torch.save(state, tmp_path / "good.pt")
    save_file(dict(state), tmp_path / "good.safetensors")
    np.savez(tmp_path / "good.npz", **{name: tensor.numpy() for name, tensor in state.items()})
    for ending in ("pt", "safetensors", "npz"):
        good[ending] = (tmp_path / f"good.{ending}").read_bytes()
    chance = random.Random(5)
    for turn in range(150):
        ending = chance.choice(sorted(good))
        data = bytearray(good[ending])
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        (tmp_path / f"bad{turn}.{ending}").write_bytes(bytes(data))
        try:
            Problem.from_file(spec(tmp_path, f"bad{turn}.{ending}"))
        except SpecError as error:
            assert all(fault.code for fault in error.faults)


def test_an_archive_that_unpacks_to_gigabytes(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", b"\0" * (80 << 20))
    (tmp_path / "bomb.pt").write_bytes(buffer.getvalue())
    with pytest.raises(SpecError, match="unpacks to more than 64 MiB"):
        Problem.from_file(spec(tmp_path, "bomb.pt"))


def test_arrays_that_hold_objects_are_not_loaded(tmp_path):
    np.savez(tmp_path / "objects.npz", weight_ih_l0=np.array([Evil(tmp_path / "ran")], dtype=object))
    with pytest.raises(SpecError, match="holds Python objects"):
        Problem.from_file(spec(tmp_path, "objects.npz"))
    assert not (tmp_path / "ran").exists()


# Keras, computed here by its own documentation: x W, h U.


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def keras_states(kind, kernel, recurrent, bias, xs):
    units = recurrent.shape[0]
    h = c = np.zeros(units)
    states = []
    for x in xs:
        if kind == "rnn":
            h = np.tanh(x @ kernel + h @ recurrent + bias)
        elif kind == "gru_reset_before":
            (uz, ur, uh), (az, ar, ah) = np.split(recurrent, 3, axis=1), np.split(x @ kernel + bias, 3)
            z, r = sigmoid(az + h @ uz), sigmoid(ar + h @ ur)
            h = z * h + (1 - z) * np.tanh(ah + (r * h) @ uh)
        elif kind == "gru":
            a, b = x @ kernel + bias[0], h @ recurrent + bias[1]
            (az, ar, ah), (bz, br, bh) = np.split(a, 3), np.split(b, 3)
            z, r = sigmoid(az + bz), sigmoid(ar + br)
            h = z * h + (1 - z) * np.tanh(ah + r * bh)
        else:
            i, f, g, o = np.split(x @ kernel + h @ recurrent + bias, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
        states.append(h)
    return states


@pytest.mark.parametrize(("kind", "gates"), [("rnn", 1), ("gru", 3), ("gru_reset_before", 3), ("lstm", 4)])
@pytest.mark.parametrize("prefix", ["", "lstm/lstm_cell/"])
def test_arrays_of_keras_are_turned_and_that_is_said(kind, gates, prefix, tmp_path):
    chance = np.random.default_rng(gates)
    kernel, recurrent = chance.normal(size=(3, 2 * gates)), chance.normal(size=(2, 2 * gates))
    bias = chance.normal(size=(2, 6)) if kind == "gru" else chance.normal(size=2 * gates)
    names = {f"{prefix}kernel": kernel, f"{prefix}recurrent_kernel:0": recurrent, f"{prefix}bias": bias}
    np.savez(tmp_path / "keras.npz", **names)
    stated = "rnn_tanh" if kind == "rnn" else kind
    problem = Problem.from_file(spec(tmp_path, "keras.npz", f'kind = "{stated}"'))
    close(problem, keras_states(kind, kernel, recurrent, bias, np.eye(3)))
    page = render(trace(problem), lang="en")
    assert "kernel and recurrent_kernel were transposed to torch's weight_ih and weight_hh." in page
    assert ("Keras stacks the gates of a GRU as z, r, h" in page) == (gates == 3)


def keras_file(path, kind, layer, arrays):
    """Write what Keras 3 writes: names of arrays in ``.h5``, numbers of arrays in the others."""
    with h5py.File(path if path.suffix == ".h5" else path.with_suffix(".tmp"), "w") as file:
        for at, (name, array) in enumerate(arrays.items()):
            if path.name.endswith(".weights.h5") or path.suffix == ".keras":
                file[f"layers/{kind.lower()}/cell/vars/{at}"] = array
            else:
                file[
                    f"model_weights/{layer['name']}/sequential/{layer['name']}/{kind.lower()}_cell/{name}"
                ] = array
        described = json.dumps({"config": {"layers": [{"class_name": kind, "config": layer}]}})
        if path.suffix == ".keras" or path.name.endswith(".weights.h5"):
            file.require_group(f"layers/{kind.lower()}/vars").attrs["name"] = layer["name"]
        else:
            file.attrs["model_config"] = described
    if path.suffix == ".keras":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(path.with_suffix(".tmp"), "model.weights.h5")
            archive.writestr("config.json", described)


@pytest.mark.parametrize("ending", [".h5", ".weights.h5", ".keras"])
@pytest.mark.parametrize(("kind", "gates"), [("SimpleRNN", 1), ("GRU", 3), ("LSTM", 4)])
def test_files_of_keras_give_the_numbers_of_the_layer(kind, gates, ending, tmp_path):
    chance = np.random.default_rng(gates)
    kernel, recurrent = chance.normal(size=(3, 2 * gates)), chance.normal(size=(2, 2 * gates))
    bias = chance.normal(size=(2, 6)) if gates == 3 else chance.normal(size=2 * gates)
    arrays = {"kernel": kernel, "recurrent_kernel": recurrent, "bias": bias}
    layer = {"name": "a", "activation": "tanh", "recurrent_activation": "sigmoid", "reset_after": True}
    keras_file(tmp_path / f"model{ending}", kind, layer, arrays)
    stated = {1: "rnn_tanh", 3: "gru", 4: "lstm"}[gates]
    alone = ending == ".weights.h5"
    problem = Problem.from_file(spec(tmp_path, f"model{ending}", f'kind = "{stated}"' if alone else ""))
    close(problem, keras_states({1: "rnn", 3: "gru", 4: "lstm"}[gates], kernel, recurrent, bias, np.eye(3)))
    said = f'Arrays do not show how a layer of Keras was built; kind = "{stated}" says: activation='
    assert (said in render(trace(problem), lang="en")) == alone


def test_a_layer_of_keras_that_computes_something_else_is_refused(tmp_path):
    arrays = {"kernel": np.ones((3, 8)), "recurrent_kernel": np.ones((2, 8)), "bias": np.ones(8)}
    keras_file(tmp_path / "model.keras", "LSTM", {"name": "a", "activation": "relu"}, arrays)
    with pytest.raises(SpecError, match="this layer of Keras was built with activation = relu"):
        Problem.from_file(spec(tmp_path, "model.keras"))
    keras_file(tmp_path / "other.keras", "SimpleRNN", {"name": "a", "activation": "relu"}, SIMPLE)
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "other.keras", 'kind = "rnn_tanh"'))
    assert message(refused) == (
        'error[K03]: kind is "rnn_tanh", but the layer of Keras was built with activation = relu\n'
        '  help: write kind = "rnn_relu", or leave it out'
    )
    assert Problem.from_file(spec(tmp_path, "other.keras")).unit.cell.kind == "rnn_relu"


SIMPLE = {"kernel": np.ones((3, 2)), "recurrent_kernel": np.ones((2, 2)), "bias": np.ones(2)}


def test_what_arrays_of_keras_do_not_show_is_asked_for(tmp_path):
    np.savez(tmp_path / "simple.npz", **SIMPLE)
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "simple.npz"))
    assert message(refused) == (
        "error[W02]: arrays do not show the activation of a SimpleRNN\n"
        "  With tanh and with ReLU the same arrays give different numbers.\n"
        '  help: say it with kind = "rnn_tanh" or "rnn_relu" in [cell], or save the whole network: '
        'model.save("model.keras")'
    )
    np.savez(tmp_path / "gru.npz", kernel=np.ones((3, 6)), recurrent_kernel=np.ones((2, 6)))
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "gru.npz"))
    assert message(refused) == (
        "error[W02]: arrays do not show how a layer of Keras with gates was built\n"
        "  Other functions than activation='tanh', recurrent_activation='sigmoid', reset_after=True give "
        "different numbers from the same arrays.\n"
        '  help: if it was built so, write kind = "gru" in [cell], or with reset_after=False '
        'kind = "gru_reset_before"; if not, save the whole network: model.save("model.keras")'
    )
    assert Problem.from_file(spec(tmp_path, "gru.npz", 'kind = "gru"')).unit.cell.kind == "gru"


def test_what_is_no_file_of_keras_is_said(tmp_path):
    words = {
        "model.h5": "`model.h5` is not a file of Keras (7 bytes)",
        "model.keras": "`model.keras` is not a file of Keras (7 bytes)",
    }
    for name, title in words.items():
        (tmp_path / name).write_bytes(b"nothing")
        with pytest.raises(SpecError) as refused:
            Problem.from_file(spec(tmp_path, name))
        assert title in message(refused)


def test_without_h5py_it_is_said_what_installs_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "h5py", None)
    (tmp_path / "model.h5").write_bytes(b"nothing")
    with pytest.raises(TutorError) as refused:
        Problem.from_file(spec(tmp_path, "model.h5"))
    assert "`model.h5` needs h5py" in str(refused.value)
    assert 'pip install "rnn-tutor[keras]"' in str(refused.value)


def test_tensors_without_numbers_are_refused_and_sparse_ones_read(tmp_path):
    torch.save(nn.RNN(3, 2, device="meta").state_dict(), tmp_path / "meta.pt")
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "meta.pt"))
    assert "weight_ih_l0 has a size, but no numbers" in message(refused)
    module = nn.RNN(3, 2).double()
    state = {
        name: each.to_sparse() if each.dim() == 2 else each for name, each in module.state_dict().items()
    }
    torch.save({"network": state}, tmp_path / "sparse.ckpt")
    output, _ = module(torch.eye(3, dtype=torch.float64))
    close(Problem.from_file(spec(tmp_path, "sparse.ckpt", TANH)), output.tolist())


def test_arrays_of_a_gru_show_by_their_bias_where_its_reset_gate_stands(tmp_path):
    arrays = {"kernel": np.ones((3, 6)), "recurrent_kernel": np.ones((2, 6))}
    functions = "activation='tanh', recurrent_activation='sigmoid'"
    asked = (
        "error[W02]: arrays do not show how a layer of Keras with gates was built\n"
        "  Other functions than {built} give different numbers from the same arrays.\n"
        "  help: if it was built so, write kind = {kind}; if not, save the whole network: "
        'model.save("model.keras")'
    )
    np.savez(tmp_path / "k.npz", **arrays, bias=np.ones(6))
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "k.npz"))
    assert message(refused) == asked.format(
        built=f"{functions}, reset_after=False", kind='"gru_reset_before" in [cell]'
    )
    problem = Problem.from_file(spec(tmp_path, "k.npz", 'kind = "gru_reset_before"'))
    assert problem.unit.cell.kind == "gru_reset_before"
    assert any("reset_after=False" in str(note) for note in problem.origin.notes)
    np.savez(tmp_path / "k.npz", **arrays)
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "k.npz"))
    which = '"gru" in [cell], or with reset_after=False kind = "gru_reset_before"'
    assert message(refused) == asked.format(built=f"{functions}, reset_after=True", kind=which)
    for kind in ("gru", "gru_reset_before"):
        assert Problem.from_file(spec(tmp_path, "k.npz", f'kind = "{kind}"')).unit.cell.kind == kind


ASKED = (
    "error[W02]: parameters do not show the nonlinearity of an RNN\n"
    "  With tanh and with ReLU the same parameters give different numbers.\n"
    '  help: write kind = "rnn_tanh" or kind = "rnn_relu" in [cell]'
)


@pytest.mark.parametrize("kind", [nn.RNN, nn.RNNCell])
@pytest.mark.parametrize("nonlinearity", ["tanh", "relu"])
@pytest.mark.parametrize("ending", ["pt", "safetensors", "npz", "unnamed.npz"])
def test_the_nonlinearity_of_parameters_alone_is_asked_for(kind, nonlinearity, ending, tmp_path):
    torch.manual_seed(3)
    module = kind(3, 2, nonlinearity=nonlinearity).double()
    state = module.state_dict()
    file = tmp_path / f"model.{ending}"
    if ending == "pt":
        torch.save({"epoch": 1, "model": state}, file)
    elif ending == "safetensors":
        save_file(dict(state), file)
    elif ending == "npz":
        np.savez(file, **{name: tensor.numpy() for name, tensor in state.items()})
    else:
        np.savez(file, *[tensor.numpy() for tensor in state.values()])
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, file.name))
    assert message(refused) == ASKED
    x = torch.eye(3, dtype=torch.float64)
    states = [module(x)[0]] if kind is nn.RNN else []
    if not states:
        h = torch.zeros(1, 2, dtype=torch.float64)
        steps = [h := module(each[None], h) for each in x]
        states = [torch.cat(steps)]
    close(
        Problem.from_file(spec(tmp_path, file.name, f'kind = "rnn_{nonlinearity}"')),
        states[0].tolist(),
    )


def test_the_nonlinearity_that_is_asked_for_is_an_error_of_the_command_too(tmp_path):
    torch.save(nn.RNN(3, 2, nonlinearity="relu").state_dict(), tmp_path / "model.pt")
    command = [sys.executable, "-m", "tutor.cli", "worked", spec(tmp_path, "model.pt"), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    written = done.stderr.rstrip().split("\n")
    assert [line for line in written if line in ASKED.split("\n")] == ASKED.split("\n")


def test_the_kind_that_is_stated_must_be_that_of_the_file(tmp_path):
    torch.save(nn.LSTM(3, 2).state_dict(), tmp_path / "model.pt")
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "model.pt", 'kind = "gru"'))
    assert message(refused) == (
        'error[K03]: kind is "gru", but weight_hh_l0 is 8 × 2, as in "lstm"\n'
        '  help: write kind = "lstm", or leave it out'
    )


def test_parameters_beside_a_file_are_refused(tmp_path):
    torch.save(nn.RNN(3, 2).state_dict(), tmp_path / "model.pt")
    with pytest.raises(SpecError) as refused:
        Problem.from_file(spec(tmp_path, "model.pt", "bias = [0, 0]\nweight_ih = [[1]]"))
    assert [fault.key for fault in refused.value.faults] == ["cell.bias", "cell.weight_ih"]


def test_shortened_parameters_make_another_problem_and_the_page_says_how_far_it_is(tmp_path):
    torch.manual_seed(0)
    module = nn.GRU(3, 2)
    problem = Problem.from_torch(module, "i am here", vocabulary=["i", "am", "here"])
    short = problem.shortened(2)
    assert all(
        number == round(number, 2)
        for values in short.unit.parameters.values()
        for row in values
        for number in (row if isinstance(row, tuple) else (row,))
    )
    twin = nn.GRU(3, 2).double()
    with torch.no_grad():
        for ours, theirs in zip(twin.parameters(), module.parameters(), strict=True):
            ours.copy_(theirs.double().mul(100).round().div(100))
    eye = torch.eye(3, dtype=torch.float64)
    close(short, twin(eye)[0].tolist())
    far = (module.double()(eye)[0] - twin(eye)[0]).abs().max().item()
    assert far <= float(short.origin.distance) <= far * 1.1
    page = render(trace(short), lang="en")
    assert "rounded to 2 decimals, which makes another network" in page
    assert f"by at most {short.origin.distance}." in page
    assert len(page) < len(render(trace(problem), lang="en"))


def test_the_command_shortens(tmp_path):
    torch.save(nn.RNN(3, 2).state_dict(), tmp_path / "model.pt")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tutor.cli",
            "worked",
            spec(tmp_path, "model.pt", TANH),
            "--shorten",
            "1",
            "--lang",
            "en",
        ],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "rounded to 1 decimal, which makes another network" in done.stdout.decode()


def test_npz_and_safetensors_need_no_torch(tmp_path):
    np.savez(tmp_path / "model.npz", weight_ih_l0=np.ones((2, 3)), weight_hh_l0=np.ones((2, 2)))
    code = (
        "import sys; sys.modules['torch'] = None\n"
        f"from tutor import Problem; print(Problem.from_file({str(spec(tmp_path, 'model.npz', TANH))!r}).hidden_size)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"2\n"


def test_it_goes_to_another_process_with_its_origin(tmp_path):
    module = nn.RNN(3, 2)
    problem = Problem.from_torch(module, "i am", vocabulary=["i", "am", "here"]).shortened(2)
    again = pickle.loads(pickle.dumps(problem))
    assert again == problem and again.origin == problem.origin
