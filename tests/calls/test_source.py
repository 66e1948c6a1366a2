"""The text of a call: as people paste it, wrong in the usual ways, and never run."""

import builtins
import os
from random import Random

import pytest

from tutor import explain_call
from tutor.calls.following.pasted import cleaned
from tutor.calls.following.records import read_record
from tutor.calls.following.source import MAX_CHARACTERS, read
from tutor.calls.rules.starts import Pair
from tutor.calls.texts import explain_text
from tutor.language.faults import CallError


def arguments(text, **settings):
    (made,) = read(text, settings).made
    return made.module.kind.name, made.module.positional, dict(made.module.keywords)


def call(text, **settings):
    """The sizes of the first call in a text."""
    return read_record(read(text, settings).records[0])


def shape(text):
    """The shape that the first call in a text is given, as far as it is known."""
    return call(text).input


@pytest.mark.parametrize(
    "text",
    [
        "nn.RNN(10, 20, batch_first=True)",
        "torch.nn.RNN(10, 20, batch_first=True)",
        "from torch.nn import RNN\nRNN(10, 20, batch_first=True)",
        "import torch.nn as N\nN.RNN(10, 20, batch_first=True)",
        "from torch.nn.modules.rnn import *\nrnn = RNN(10, 20, batch_first=True)",
        "rnn = nn.RNN(10, 20, batch_first=True)",
        "self.rnn = torch.nn.RNN(10, 20, batch_first=True)  # 순환층",
        "        self.rnn = nn.RNN(10, 20, batch_first=True)\n",
        ">>> rnn = nn.RNN(10, 20, batch_first=True)",
        "In [3]: rnn = nn.RNN(10, 20, batch_first=True)",
        "rnn = nn.RNN(\n    10,\n    20,\n    batch_first=True,\n)",
        "rnn = nn.RNN（10， 20， batch_first＝True）",
        "rnn = nn.RNN(10, 20, batch_first=True)\n    out, h = rnn(x)",
        "rnn: nn.RNN = nn.RNN(10, 2*10, batch_first=True)",
        "%matplotlib inline\nimport torch\nimport torch.nn as nn\nrnn = nn.RNN(10, 20, batch_first=True)",
        "E = 10\nH = 2 * E\nrnn = nn.RNN(E, H, batch_first=True)",
        "E, H = 10, 20\nrnn = nn.RNN(E, H, batch_first=True)",
        "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.rnn = nn.RNN(10, 20, batch_first=True)\n\n    def forward(self, x):\n        return self.rnn(x)",
        "model = nn.Sequential(nn.Embedding(50, 10), nn.RNN(10, 20, batch_first=True))",
        "rnn = nn.RNN(10, 20, batch_first=True).to(device)",
    ],
)
def test_as_it_is_pasted(text):
    kind, positional, keywords = arguments(text)
    assert (kind, positional, keywords) == ("RNN", (10, 20), {"batch_first": True})


def test_names_come_from_the_text_and_from_settings_which_count_more():
    assert arguments("nn.GRU(E, hidden_size=H)", E=10, H=20) == ("GRU", (10,), {"hidden_size": 20})
    assert arguments("E = 10\nnn.GRU(E, 3)", E=7)[1] == (7, 3)
    assert arguments("nn.GRU(len(vocab), args.hidden)", **{"len(vocab)": 12, "args.hidden": 5})[1] == (12, 5)
    assert arguments("nn.GRU(7 // 2, (1 + 4) * 2 - 3)")[1] == (3, 7)
    assert explain_call("nn.GRU(10 / 2, 3)").torch_message == "input_size should be of type int, got: float"
    # Later lines say nothing of what was made before them.
    assert codes("rnn = nn.RNN(E, 20)\nE = 10") == ["P03"]


def test_a_name_that_was_given_something_unknown_is_unknown_again():
    assert codes("E = 10\nE = len(words)\nrnn = nn.RNN(E, 20)") == ["P03"]


NOTEBOOK = """\
HIDDEN_SIZE = 1
NUM_LAYERS = 1
SEQ_LENGTH = 3
BATCH_SIZE = 1
BIDIRECTIONAL = 1

input = torch.randn(BATCH_SIZE, SEQ_LENGTH, 10)
h0 = torch.randn(NUM_LAYERS*BIDIRECTIONAL, BATCH_SIZE, HIDDEN_SIZE)
rnn = nn.RNN(10, HIDDEN_SIZE, NUM_LAYERS, batch_first=True)

output, hn = rnn(input, h0)
"""


def test_the_tensors_of_pasted_lines_are_read():
    found = call(NOTEBOOK)
    assert (found.input, found.start, found.unread) == ((1, 3, 10), (1, 1, 1), ())
    assert call(NOTEBOOK, SEQ_LENGTH=5).input == (1, 5, 10)
    found = explain_call(NOTEBOOK)
    assert found.accepted and found.findings == ()
    wrong = explain_call(NOTEBOOK.replace(", batch_first=True", ""))
    assert wrong.torch_message == "Expected hidden size (1, 3, 1), got [1, 1, 1]"


def test_the_pair_of_an_lstm_is_read():
    text = (
        "h = torch.zeros((2, 3, 20)); c = torch.zeros(size=[2, 3, 20])\n"
        "lstm = nn.LSTM(10, 20, 2)\ny, (h_n, c_n) = lstm(torch.ones(5, 3, 10), {})"
    )
    for written in ("(h, c)", "[h, c]", "(h, torch.zeros_like(c))", "(*[h], *(c,))"):
        found = call(text.format(written))
        assert (found.input, found.start) == ((5, 3, 10), Pair((2, 3, 20), (2, 3, 20)))
    named = text.replace("\ny,", "\nhidden = h, c\ny,").format("hidden")
    assert call(named).start == Pair((2, 3, 20), (2, 3, 20))
    assert shape("y, h = nn.GRU(10, 20)(torch.rand(5, 10))") == (5, 10)


def test_what_is_done_to_the_axes_is_followed():
    text = "x = torch.randn(3, 5, 10).float().to(device)\nrnn = nn.RNN(10, 20)\n{x}\ny, h = rnn({y})"
    for made, expected in (
        ("x", (3, 5, 10)),
        ("x.transpose(0, 1)", (5, 3, 10)),
        ("x.permute(1, 0, 2)", (5, 3, 10)),
        ("x[0]", (5, 10)),
        ("x[0].unsqueeze(1)", (5, 1, 10)),
        ("x[0].unsqueeze(dim=1)", (5, 1, 10)),
        ("x.reshape(15, 10)", (15, 10)),
        ("x.view(len(x), -1, 10)", (3, 5, 10)),
        ("x.view(-1, x.size(2))", (15, 10)),
        ("x.unsqueeze(-1).squeeze(-1)", (3, 5, 10)),
        ("x[:, -1]", (3, 10)),
        ("x[0:2]", (2, 5, 10)),
        ("x[[2, 0]]", (2, 5, 10)),
        ("x[..., 2:]", (3, 5, 8)),
        ("x[None, 0]", (1, 5, 10)),
        ("x.mean(0)", (5, 10)),
        ("x[0].t()", (10, 5)),
        ("torch.cat([x, x], dim=1)", (3, 10, 10)),
        ("torch.stack([x[0], x[1]])", (2, 5, 10)),
        ("torch.Tensor(1, 10, 5)", (1, 10, 5)),
        ("torch.Tensor([1, 10, 5])", (3,)),
        ("torch.tensor([[1.0, 2.0], [3.0, 4.0]])", (2, 2)),
        ("Variable(x)", (3, 5, 10)),
        ("nn.Embedding(50, 10)(torch.tensor([[1, 2]]))", (1, 2, 10)),
    ):
        assert shape(text.format(x="", y=made)) == expected, made
    for done, expected in (
        ("x.transpose_(0, 1)", (5, 3, 10)),
        ("x.unsqueeze_(0)", (1, 3, 5, 10)),
        ("with torch.no_grad():\n    x = x[0]", (5, 10)),
        ("if x.dim() == 3:\n    x = x[0]", (5, 10)),
        ("if big:\n    x = x[0]\nelse:\n    x = x[1]", (5, 10)),
        ("if big:\n    x = x[0]", None),
        ("for _ in range(2):\n    x = x.transpose(0, 1)", (3, 5, 10)),
        ("for _ in range(1000):\n    x = x.relu()", (3, 5, 10)),
        ("for each in batches:\n    x = x[0]", None),
        ("while x.sum() > 0:\n    x = x - 1", (3, 5, 10)),
        ("def prepare(each, axis=0):\n    return each.unsqueeze(axis)\nx = prepare(x[0])", (1, 5, 10)),
        ("x = (lambda each: each.transpose(0, 1))(x)", (5, 3, 10)),
        ("x = [each[0] for each in (x, x)][0]", (5, 10)),
        ("prepare(x)", None),
        ("x += 1", (3, 5, 10)),
        ("del x", None),
    ):
        assert shape(text.format(x=done, y="x")) == expected, done
    for made in ("x[i]", "x[order]", "x.foo()", "load(path)"):
        assert shape(text.format(x="", y=made)) is None, made


def test_an_error_before_the_call_is_no_verdict_on_it():
    for made in ("x.transpose(0, 7)", "x.view(7, -1)", "x.permute(0, 1)", "x.reshape(4, 4)", "x[9]", "x @ x"):
        text = f"x = torch.randn(3, 5, 10)\nrnn = nn.RNN(10, 20)\nx = {made}\ny, h = rnn(x)"
        assert explain_call(text).accepted is None, made


def test_only_what_is_certain_is_taken():
    """Names inside functions are others; what a condition changes is not known any more."""
    inside = "x = torch.zeros(9, 9, 9)\nrnn = nn.RNN(10, 20)\ndef run(x):\n    return rnn(x)"
    assert shape(inside) is None
    assert codes("H = 20\nif big:\n    H = 200\nrnn = nn.RNN(10, H)") == ["P03"]
    assert codes("H = 20\nfor each in batches:\n    H += 1\nrnn = nn.RNN(10, H)") == ["P03"]
    assert arguments("H = 20\nH *= 2\nrnn = nn.RNN(10, H)")[1] == (10, 40)
    assert arguments("for H in (1, 2):\n    pass\nrnn = nn.RNN(10, H)")[1] == (10, 2)
    later = (
        "x = torch.zeros(5, 3, 10)\nrnn = nn.RNN(10, 20)\ny, h = rnn(x)\nx = torch.zeros(1)\ny, h = rnn(x)"
    )
    assert [read_record(each).input for each in read(later, {}).records] == [(5, 3, 10), (1,)]


def test_sizes_with_names_stay_open_and_are_counted_with():
    text = "x = torch.randn(n, 5, 10)\nrnn = nn.RNN(10, 20)\ny, h = rnn(x, torch.zeros(1, 5, {h}))"
    found = explain_call(text.format(h="20"))
    assert found.accepted and str(found.shapes["output"]) == "(n, 5, 20)"
    assert explain_call(text.format(h="21")).accepted is False
    assert explain_call(text.format(h="k")).accepted is None
    half = "x = torch.randn(2 * n, 5, 10)\ny, h = nn.GRU(10, 20)(x.view(n, 2, 50).view(-1, 5, 10))"
    assert str(explain_call(half).shapes["output"]) == "(2*n, 5, 20)"


def test_a_class_of_ones_own_is_not_torchs():
    own = "class RNN(nn.Module):\n    def forward(self, x):\n        return x\nRNN(57, 128, 18)(torch.zeros(2, 3))"
    assert codes(own) == ["P02"]
    assert codes("RNN(10, 20)") == ["P02"]
    assert codes("from tensorflow.keras.layers import LSTM\nLSTM(20)") == ["P45"]
    inside = own.replace("return x", "return self.rnn(x)").replace(
        "    def forward",
        "    def __init__(self, a, b, c):\n        self.rnn = nn.GRU(a, b)\n    def forward",
    )
    assert explain_call(inside.replace("(2, 3)", "(2, 3, 57)")).accepted
    assert explain_call("nn.LSTM = nn.GRU\nnn.LSTM(10, 20)").module.kind.name == "GRU"


def test_the_steps_of_a_cell_in_a_loop():
    text = (
        "cell = nn.LSTMCell(10, 20)\nx = torch.randn(6, 3, 10)\nh, c = torch.zeros(3, 20), torch.zeros(3, 20)\n"
        "for t in range(6):\n    h, c = cell(x[t], (h, c))"
    )
    found = call(text)
    assert (found.input, found.start) == ((3, 10), Pair((3, 20), (3, 20)))
    assert explain_call(text).accepted


def test_a_tensor_that_cannot_be_followed_is_left_open():
    found = explain_call("rnn = nn.RNN(10, 20)\ny, h = rnn(load(path))")
    assert (found.accepted, found.exit_code, [each.code for each in found.findings]) == (None, 2, ["P08"])
    start = "rnn = nn.RNN(10, 20)\ny, h = rnn(torch.zeros(5, 3, 10), load(path))"
    assert explain_call(start).accepted is None
    assert (
        explain_call(start, h_0=(1, 3, 20)).accepted and explain_call(start, h_0=(1, 4, 20)).accepted is False
    )


def test_kinds_of_number_are_compared():
    text = "rnn = nn.RNN(10, 20)\ny, h = rnn({})"
    double = explain_call(text.format("torch.zeros(5, 3, 10).double()"))
    assert (double.accepted, double.torch_exception) == (False, "ValueError")
    assert explain_call(text.format("torch.from_numpy(np.zeros((5, 3, 10)))")).accepted is False
    assert explain_call(text.format("torch.from_numpy(np.zeros((5, 3, 10))).float()")).accepted
    state = explain_call(text.format("torch.zeros(5, 3, 10), torch.zeros(1, 3, 20).double()"))
    assert state.torch_message == "mat1 and mat2 must have the same dtype, but got Double and Float"
    assert explain_call(
        "rnn = nn.RNN(10, 20).double()\nrnn(torch.zeros(5, 3, 10, dtype=torch.float64))"
    ).accepted


def test_what_the_call_does_not_take():
    text = "lstm = nn.LSTM(10, 20)\nh = torch.zeros(1, 3, 20)\nlstm(torch.zeros(5, 3, 10), {})"
    found = explain_call(text.format("h, h"))
    assert found.torch_message == "LSTM.forward() takes from 2 to 3 positional arguments but 4 were given"
    assert [each.code for each in found.findings] == ["P48"]
    found = explain_call(text.format("h_0=h"))
    assert found.torch_message == "LSTM.forward() got an unexpected keyword argument 'h_0'"


def test_several_calls_are_listed_and_the_refused_one_decides():
    text = (
        "class Net(nn.Module):\n    def __init__(self):\n        self.encoder = nn.GRU(10, 20)\n"
        "        self.decoder = nn.GRU(20, 5)\n    def forward(self, x):\n        y, h = self.encoder(x)\n"
        "        return self.decoder(y, h)\nNet()(torch.zeros(7, 3, 10))"
    )
    found = explain_call(text)
    assert [(each.name, each.accepted) for each in found.calls] == [
        ("self.encoder", True),
        ("self.decoder", False),
    ]
    assert found.torch_message == "Expected hidden size (1, 3, 5), got [1, 3, 20]"
    assert found.exit_code == 1
    assert explain_text(text, {}, module="encoder").accepted
    with pytest.raises(CallError, match="nothing in the text is called as `attention`"):
        explain_text(text, {}, module="attention")
    data = found.to_dict("en")
    assert data["accepted"] is False
    assert [each["module"] for each in data["calls"]] == ["self.encoder", "self.decoder"]
    assert data["calls"][0]["shapes"] == {"output": [7, 3, 20], "h_n": [1, 3, 20]}


def codes(text, settings=None):
    with pytest.raises(CallError) as refused:
        explain_text(text, settings or {})
    return [each.code for each in refused.value.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["P02"]),
        ("nn.RNN(10, 20", ["P01"]),
        ("nn.RNN(10 20)", ["P01"]),
        ("nn.RNN(10, 20, bias=True, bias=False)", ["P01"]),
        ("nn.RNN(10, 2\x000)", ["P01"]),
        ("hello", ["P02"]),
        ("nn.RNN", ["P02"]),
        ("nn.Linear(10, 20)", ["P02"]),
        ("nn.RN(10, 20)", ["P02"]),
        ("nn.rnn(10, 20)", ["P02"]),
        ("nn.LTSM(10, 20)", ["P02"]),
        ("my.GRU(10, 20)", ["P02"]),
        ("nn.RNN(E, H)", ["P03", "P03"]),
        ("nn.RNN(10**9, 20)", ["P04"]),
        ("nn.RNN(10**10**10, 20)", ["P04"]),
        ("nn.RNN(99999999999, 20)", ["P04"]),
        ("nn.RNN(*sizes)", ["P04"]),
        ("nn.RNN(**options)", ["P04"]),
        ("nn.RNN(10, 20, nonlinearity=torch.tanh)", ["P04"]),
        ("nn.RNN(10, 20, nonlinearity=nn.ReLU())", ["P03"]),
        ("nn.RNN(10, 20 // 0)", ["P04"]),
        ("nn.RNN(1j, 20)", ["P04"]),
        ("nn.RNN(__import__('os').system('false'), 20)", ["P03"]),
        ("nn.RNN(1e400, 20)", ["P04"]),
        ("nn.RNN(10, 20, batch_first=true)", ["P04"]),
        ("x" * (MAX_CHARACTERS + 1), ["P07"]),
        ("-" * 15_000 + "1", ["P01"]),
        ("nn.RNN(" + "-" * 10_000 + "1, 2)", ["P01"]),
        ("nn.RNN(" + "(" * 5_000, ["P01"]),
        ("1" * 10_000, ["P02"]),
    ],
)
def test_what_cannot_be_read_is_said(text, expected):
    assert codes(text) == expected


def test_near_names_are_offered():
    for text, near in (
        ("nn.LTSM(1, 2)", "nn.LSTM"),
        ("nn.rnn(1, 2)", "nn.RNN"),
        ("nn.GRUCel(1, 2)", "nn.GRUCell"),
    ):
        with pytest.raises(CallError, match=f"did you mean `{near}`"):
            explain_text(text, {})
    for text, near in (
        ("nn.RNN(1, 2, batchfirst=True)", "batch_first"),
        ("nn.RNN(1, hiden_size=2)", "hidden_size"),
        ("nn.RNN(1, 2, bidirection=True)", "bidirectional"),
        ("nn.LSTM(1, 2, n_layers=2)", "num_layers"),
        ("nn.RNN(1, 2, activation='relu')", None),
    ):
        (fault, *_) = explain_call(text).findings
        assert fault.code == "P11" and (near is None or str(fault.help) == f"did you mean `{near}`?")


def test_nothing_is_run(monkeypatch, tmp_path):
    def run(*_):
        raise AssertionError("run")

    for name in ("eval", "exec", "__import__"):
        if name != "__import__":
            monkeypatch.setattr(builtins, name, run)
    target = tmp_path / "made"
    for text in (
        f"open({str(target)!r}, 'w')\nnn.RNN(10, 20)",
        f"nn.RNN(10, 20, device=open({str(target)!r}, 'w'))",
        f"import os; os.mkdir({str(target)!r}); nn.RNN(10, 20)",
    ):
        assert arguments(text)[1] == (10, 20)
    assert not target.exists()


def test_random_texts_get_an_answer_or_a_message():
    """Pieces of calls in any order: an explanation or faults, and never anything else."""
    random = Random(7)
    pieces = (
        "nn.RNN(", "nn.LSTMCell(", "GRU(", ")", ",", "=", "10", "-1", "20", "0.5", "True", "'relu'", "hidden_size",
        "batch_first", "proj_size", "H", "\n", "    ", "[", "]", "(", "torch.zeros(", "rnn", "rnn(", "h0", ":", "**",
        "*", "self.", "lambda", "if", '"', "#", "가", "，", "\\", "\t", "None", "...", "1e9", "@", ">>> ", "f'{x}'",
    )  # fmt: skip
    answered = 0
    for _ in range(100_000 if "RNN_TUTOR_FULL" in os.environ else 3_000):
        text = "".join(random.choice(pieces) for _ in range(random.randint(1, 14)))
        if random.random() < 0.5:
            inside = ", ".join(random.choice(pieces) for _ in range(random.randint(0, 5)))
            text = f"rnn = nn.{random.choice(('RNN', 'GRU', 'LSTM', 'LSTMCell'))}(10, {inside})"
        shape = tuple(random.randint(0, 4) for _ in range(random.randint(0, 4)))
        start = random.choice((None, shape, (shape, (1, 2, 3))))
        try:
            found = explain_call(text, shape, start)
        except CallError as error:
            assert error.faults and all(
                each.code in ("P01", "P02", "P03", "P04", "P05", "P07", "P45") for each in error.faults
            )
            continue
        answered += 1
        assert found.text("ko") and found.text("en") and found.to_dict("ko")
        errors = any(each.severity == "error" for one in (found, *found.calls) for each in one.findings)
        assert (found.accepted is False) == errors
    assert answered > 100


def test_lines_stay_lines():
    text = "In [1]: a = 1\n>>> nn.RNN(a,\n... 2)"
    assert cleaned(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("module", "input", "start", "said"),
    [
        (3, (1, 2), None, "a module of torch"),
        ("nn.RNN(1, 2)", "1,3,10", None, "input is a tensor or its shape"),
        ("nn.RNN(1, 2)", (1, -2), None, "input is a tensor or its shape"),
        ("nn.RNN(1, 2)", (1, 2), 3, "h_0 is a tensor or its shape"),
        ("nn.LSTM(1, 2)", (1, 2), ((1, 2), "c"), "c_0 is a tensor or its shape"),
    ],
)
def test_what_is_neither_a_module_nor_a_tensor(module, input, start, said):
    with pytest.raises(TypeError, match=said):
        explain_call(module, input, start)


def test_a_call_that_is_not_reached_is_not_taken_for_a_module_alone():
    found = explain_call("x = torch.zeros(3)\nrnn = nn.RNN(10, 20)\nrnn(x.mean()[0])")
    assert (found.accepted, found.exit_code) == (None, 2)
    assert [each.code for each in found.findings] == ["P08"]


def test_what_makes_a_tensor_is_not_taken_for_a_misspelt_module():
    for text in ("x = torch.randn(2, 3)", "x = torch.randint(0, 9, (2, 3))", "x = np.random.rand(2, 3)"):
        with pytest.raises(CallError, match="no recurrent module is called in the text"):
            explain_text(text, {})


def test_a_projection_is_refused_by_name():
    found = explain_text("lstm = nn.LSTM(10, 20, proj_size=5)\nlstm(torch.zeros(3, 4, 10))", {})
    (unread,) = found.findings
    assert (found.accepted, found.exit_code, unread.code) == (None, 2, "P08")
    assert str(unread).endswith(
        "`proj_size` was not read\n"
        "  An LSTM that projects its hidden state is not explained. Nothing in the text is run to find it.\n"
        "  help: leave proj_size out, and the rest of the call is explained"
    )
