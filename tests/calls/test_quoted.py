"""Messages of torch alone: each is provoked by torch itself, explained, and its explanation stands in a golden.

Older wordings, which the torch of today does not say, are texts here; :mod:`tutor.calls.quoted` has their source.
"""

import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from tutor.calls.quoted import ROWS, told
from tutor.calls.texts import explain_text
from tutor.language.languages import Language
from tutor.language.messages import message


def zeros(*shape, **kind):
    return torch.zeros(*shape, **kind)


RNN, GRU, LSTM = nn.RNN(10, 20, 2), nn.GRU(10, 20, 2), nn.LSTM(10, 20, 2)
CELLS = nn.RNNCell(10, 20), nn.GRUCell(10, 20), nn.LSTMCell(10, 20)
X = zeros(5, 3, 10)
PACKED = pack_padded_sequence(X, [5, 4, 2])

PROVOKED = {
    "layers of h_0": lambda: RNN(X, zeros(1, 3, 20)),
    "batch of h_0": lambda: GRU(X, zeros(2, 4, 20)),
    "hidden_size of h_0": lambda: RNN(X, zeros(2, 3, 21)),
    "h_0 of a single sequence": lambda: RNN(X[:, 0], zeros(1, 20)),
    "h_0 of an LSTM": lambda: LSTM(X, (zeros(1, 3, 20), zeros(1, 3, 20))),
    "c_0 of an LSTM": lambda: LSTM(X, (zeros(2, 3, 20), zeros(2, 4, 20))),
    "input_size": lambda: RNN(zeros(5, 3, 11)),
    "input_size of a cell": lambda: CELLS[0](zeros(3, 11)),
    "input of four axes, RNN": lambda: RNN(zeros(5, 3, 10, 1)),
    "input of four axes, LSTM": lambda: LSTM(zeros(5, 3, 10, 1)),
    "input of three axes, cell": lambda: CELLS[1](X),
    "batch, h_0 without": lambda: RNN(X, zeros(2, 20)),
    "no batch, h_0 with": lambda: GRU(X[:, 0], zeros(2, 1, 20)),
    "batch, pair without": lambda: LSTM(X, (zeros(2, 20), zeros(2, 20))),
    "no batch, pair with": lambda: LSTM(X[:, 0], (zeros(2, 1, 20), zeros(2, 1, 20))),
    "state of three axes, cell": lambda: CELLS[0](X[0], zeros(1, 3, 20)),
    "state of three axes, LSTMCell": lambda: CELLS[2](X[0], (zeros(1, 3, 20), zeros(1, 3, 20))),
    "input of doubles": lambda: RNN(X.double()),
    "state of doubles": lambda: RNN(X, zeros(2, 3, 20).double()),
    "cell, input of doubles": lambda: CELLS[0](X[0].double()),
    "no step": lambda: RNN(zeros(0, 3, 10)),
    "batches of a cell": lambda: CELLS[0](X[0], zeros(4, 20)),
    "hidden_size of a cell": lambda: CELLS[1](X[0], zeros(3, 21)),
    "one tensor for a pair": lambda: LSTM(X, zeros(2, 3, 20)),
    "a pair for one tensor": lambda: RNN(X, (zeros(2, 3, 20), zeros(2, 3, 20))),
    "h and c apart": lambda: LSTM(X, zeros(2, 3, 20), zeros(2, 3, 20)),
    "unknown argument of the call": lambda: RNN(X, h0=zeros(2, 3, 20)),
    "unknown argument": lambda: nn.LSTM(10, 20, hidden=3),
    "hidden_size is missing": lambda: nn.RNN(10),
    "too many arguments of a cell": lambda: nn.RNNCell(10, 20, True, "tanh", None, None, 1),
    "proj_size of a GRU": lambda: nn.GRU(10, 20, proj_size=5),
    "proj_size below 0": lambda: nn.LSTM(10, 20, proj_size=-1),
    "proj_size too large": lambda: nn.LSTM(10, 20, proj_size=20),
    "hidden_size is a text": lambda: nn.RNN(10, "20"),
    "hidden_size 0": lambda: nn.RNN(10, 0),
    "num_layers 0": lambda: nn.RNN(10, 20, 0),
    "dropout": lambda: nn.RNN(10, 20, 2, dropout=2),
    "nonlinearity": lambda: nn.RNN(10, 20, nonlinearity="sigmoid"),
    "nonlinearity of a cell": lambda: nn.RNNCell(10, 20, nonlinearity="sigmoid")(X[0]),
    "lengths of another batch": lambda: pack_padded_sequence(X, [5, 4]),
    "lengths not sorted": lambda: pack_padded_sequence(X, [2, 5, 4]),
    "length 0": lambda: pack_padded_sequence(X, [5, 4, 0]),
    "total_length": lambda: pad_packed_sequence(PACKED, total_length=3),
    "Linear behind, of all that comes out": lambda: nn.Linear(20, 4)(RNN(X)),
    "Linear behind": lambda: nn.Linear(20, 4)(zeros(3, 10)),
    "h_0 of another kind, no bias": lambda: nn.RNN(10, 20, bias=False)(X, zeros(1, 3, 20).double()),
    "h_0 of half precision": lambda: nn.LSTM(10, 20)(X, (zeros(1, 3, 20).half(), zeros(1, 3, 20))),
    "h_0 of bytes": lambda: nn.LSTM(10, 20)(X, (zeros(1, 3, 20).byte(), zeros(1, 3, 20))),
    "an array of NumPy": lambda: RNN(X.numpy()),
    "nothing for the input of a cell": lambda: CELLS[1](None),
    "input elsewhere": lambda: GRU(X.to("meta")),
    "h_0 elsewhere": lambda: RNN(X, zeros(2, 3, 20, device="meta")),
    "input of a cell elsewhere": lambda: CELLS[2](X[0].to("meta")),
    "bidirectional is a number": lambda: nn.GRU(10, 20, bidirectional=1)(X),
    "bidirectional of an LSTM is a number": lambda: nn.LSTM(10, 20, bidirectional=1)(X),
    "packed, h_0 of another batch": lambda: RNN(PACKED, zeros(2, 4, 20)),
}

OLDER = (
    "RuntimeError: Expected hidden size (1, 3, 20), got [3, 20]",
    "RuntimeError: input must have 3 dimensions, got 2",
    "AssertionError: RNN: Expected input to be 2-D or 3-D but received 4-D tensor",
    "Expected hx to be 1-D or 2-D but received 3-D tensor",
    "ValueError: input must have the type torch.float32, got type torch.float64",
    "RuntimeError: expected scalar type Float but found Double",
    "RuntimeError: size mismatch, m1: [3 x 10], m2: [20 x 4]",
    "RuntimeError: mat1 and mat2 must have the same dtype",
    "TypeError: forward() takes from 2 to 3 positional arguments but 4 were given",
    "RuntimeError: get_mkldnn_dtype: unsupported data type",
    "TypeError: lstm() received an invalid combination of arguments - got (Tensor, Tensor, list, bool, int)",
    "RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!",
    "RuntimeError: rnn: hx is not contiguous",
    "TypeError: lstm() received an invalid combination of arguments - got (Tensor, tuple, list, int, int, float, bool)",
    "TypeError: argument 'hx' (position 2) must be tuple of Tensors, not Tensor",
    "RuntimeError: 'lengths' argument should be a 1D CPU int64 tensor, but got 1D cuda:0 Long tensor",
)


def words_of(call):
    with pytest.raises(Exception) as raised:
        call()
    return f"{raised.type.__name__}: {raised.value}"


SAID = {name: words_of(call) for name, call in PROVOKED.items()}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_torch_says_is_explained(language, golden):
    parts = []
    for words in (*SAID.values(), *OLDER):
        fault = told(words)
        parts.append(f"> {words.splitlines()[0]}\n{message(fault, Language(language)) if fault else '?'}\n")
    golden(f"calls/goldens/quoted.{language}.txt", "\n".join(parts))


@pytest.mark.parametrize("words", [*SAID.values(), *OLDER], ids=[*SAID, *OLDER])
def test_no_message_is_left_unexplained(words):
    assert told(words) is not None, words


@pytest.mark.parametrize("words", SAID.values(), ids=SAID)
def test_a_message_is_explained_without_its_exception_too(words):
    kind, _, bare = words.partition(": ")
    for text in (words, bare, f"My network says\n\n{bare}\n\nand I do not know why.", f"{kind}: {bare}"):
        assert explain_text(text, {}).kind == "message", text


def test_every_row_is_provoked():
    said = [*SAID.values(), *OLDER]
    unsaid = [row.pattern.pattern for row in ROWS if not any(row.pattern.search(words) for words in said)]
    assert unsaid == []


PASTED = {
    "a statement that cannot be read": "lstm = nn.LSTM(10, 20)\nx = torch.zeros(5, 3, 10\nlstm(x)\n",
    "several modules": ("a = nn.RNN(10, 20)\nb = nn.GRU(20, 5)\nx = torch.zeros(5, 3, 10)\n"),
    "a class of one's own": (
        "class RNN(nn.Module):\n    def __init__(self, a, b):\n        super().__init__()\n"
        "        self.i2h = nn.Linear(a + b, b)\n\nrnn = RNN(57, 128)\nrnn(torch.zeros(1, 57))\n"
    ),
    "names that say time first": (
        "lstm = nn.LSTM(10, 20, batch_first=True)\nseq_len, batch_size = 7, 4\n"
        "out, _ = lstm(torch.randn(seq_len, batch_size, 10))\n"
    ),
    "data from elsewhere, and a layer behind": (
        "gru = nn.GRU(28, 64, batch_first=True, bidirectional=True)\nfc = nn.Linear(64, 10)\n"
        "for images, labels in loader:\n    out, h = gru(images.view(-1, 28, 28))\n    y = fc(out[:, -1])\n"
    ),
    "data from elsewhere that never fits": (
        "gru = nn.GRU(28, 64, batch_first=True)\nfor images, labels in loader:\n"
        "    out, h = gru(images.view(-1, 28, 27))\n"
    ),
    "a tuple handed on": "nn.Sequential(nn.RNN(10, 20), nn.Linear(20, 2))(torch.zeros(5, 3, 10))\n",
    "an array handed over": "x = np.zeros((3, 4, 8))\nnn.GRU(8, 16)(x)\n",
    "a state of doubles": "rnn = nn.RNN(10, 20)\nrnn(torch.zeros(5, 3, 10), torch.zeros(1, 3, 20).double())\n",
}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_said_of_pasted_texts(language, golden, rnn_tutor):
    parts = []
    for name, text in PASTED.items():
        done = rnn_tutor("shapes", text, "--lang", language)
        parts.append(f"== {name}: {done.code}\n{done.out}{done.err}")
    done = rnn_tutor("shapes", PASTED["several modules"], "--input", "5,3,10", "--lang", language)
    parts.append(f"== one input for several modules: {done.code}\n{done.out}{done.err}")
    golden(f"calls/goldens/pasted.{language}.txt", "\n".join(parts))
