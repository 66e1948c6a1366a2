"""The text of a call: as people paste it, wrong in the usual ways, and never run."""

import builtins
import os
from random import Random

import pytest

from tutor import explain_call
from tutor.calls.source import MAX_CHARACTERS, cleaned, read
from tutor.calls.starts import Pair
from tutor.language.faults import CallError


def arguments(text, **settings):
    call = read(text, settings)
    return call.kind.name, call.positional, dict(call.keywords)


@pytest.mark.parametrize(
    "text",
    [
        "nn.RNN(10, 20, batch_first=True)",
        "torch.nn.RNN(10, 20, batch_first=True)",
        "RNN(10, 20, batch_first=True)",
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
    with pytest.raises(CallError) as refused:
        read("rnn = nn.RNN(E, 20)\nE = 10", {})
    assert [each.code for each in refused.value.faults] == ["P03"]


def test_a_name_that_was_given_something_unknown_is_unknown_again():
    with pytest.raises(CallError):
        read("E = 10\nE = len(words)\nrnn = nn.RNN(E, 20)", {})


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
    call = read(NOTEBOOK, {})
    assert (call.input, call.start) == ((1, 3, 10), (1, 1, 1))
    assert read(NOTEBOOK, {"SEQ_LENGTH": 5}).input == (1, 5, 10)
    found = explain_call(NOTEBOOK)
    assert found.accepted and found.findings == ()
    wrong = explain_call(NOTEBOOK.replace(", batch_first=True", ""))
    assert wrong.torch_message == "Expected hidden size (1, 3, 1), got [1, 1, 1]"


def test_the_pair_of_an_lstm_is_read():
    text = (
        "h = torch.zeros((2, 3, 20)); c = torch.zeros(size=[2, 3, 20])\n"
        "lstm = nn.LSTM(10, 20, 2)\ny, (h_n, c_n) = lstm(torch.ones(5, 3, 10), (h, c))"
    )
    call = read(text, {})
    assert (call.input, call.start) == ((5, 3, 10), Pair((2, 3, 20), (2, 3, 20)))
    assert read("y, h = nn.GRU(10, 20)(torch.rand(5, 10))", {}).input == (5, 10)


def test_what_is_done_to_the_axes_is_followed():
    text = "x = torch.randn(3, 5, 10).float().to(device)\nrnn = nn.RNN(10, 20)\ny, h = rnn({x}, torch.zeros({h}))"
    for made, shape in (
        ("x", (3, 5, 10)),
        ("x.transpose(0, 1)", (5, 3, 10)),
        ("x.permute(1, 0, 2)", (5, 3, 10)),
        ("x[0]", (5, 10)),
        ("x[i].unsqueeze(1)", (5, 1, 10)),
        ("x.reshape(15, 10)", (15, 10)),
        ("x.unsqueeze(-1).squeeze(-1)", (3, 5, 10)),
    ):
        assert read(text.format(x=made, h="1, 5, 20"), {}).input == shape
    for made in (
        "x.mean(0)",
        "x[0:2]",
        "x.transpose(0, 7)",
        "x.view(3, -1)",
        "x.permute(0, 1)",
        "x.reshape(4, 4)",
    ):
        assert read(text.format(x=made, h="1, 5, 20"), {}).input is None


def test_only_what_is_certain_is_taken():
    """Names inside functions are others; what a loop or a condition changes is not known any more."""
    inside = "x = torch.zeros(9, 9, 9)\nrnn = nn.RNN(10, 20)\ndef run(x):\n    return rnn(x)"
    assert read(inside, {}).input is None
    changed = "H = 20\nif big:\n    H = 200\nrnn = nn.RNN(10, H)"
    assert codes(changed) == ["P03"]
    assert codes("H = 20\nH *= 2\nrnn = nn.RNN(10, H)") == ["P03"]
    assert codes("for H in (1, 2):\n    pass\nrnn = nn.RNN(10, H)") == ["P03"]
    later = (
        "x = torch.zeros(5, 3, 10)\nrnn = nn.RNN(10, 20)\ny, h = rnn(x)\nx = torch.zeros(1)\ny, h = rnn(x)"
    )
    assert read(later, {}).input == (5, 3, 10)


def test_the_steps_of_a_cell_in_a_loop():
    text = (
        "cell = nn.LSTMCell(10, 20)\nx = torch.randn(6, 3, 10)\nh, c = torch.zeros(3, 20), torch.zeros(3, 20)\n"
        "for t in range(6):\n    h, c = cell(x[t], (h, c))"
    )
    call = read(text, {})
    assert (call.input, call.start) == ((3, 10), Pair((3, 20), (3, 20)))


def test_a_tensor_that_cannot_be_followed_is_left_open():
    assert read("rnn = nn.RNN(10, 20)\ny, h = rnn(load(path))", {}).input is None
    assert read("x = torch.randn(n, 10)\nrnn = nn.RNN(10, 20)\ny, h = rnn(x)", {}).input is None


def codes(text, settings=None):
    with pytest.raises(CallError) as refused:
        read(text, settings or {})
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
        ("nn.RNN(10, 20); nn.GRU(10, 20)", ["P02"]),
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
        ("1" * 10_000, ["P01"]),
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
            read(text, {})
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
        assert read(text, {}).positional == (10, 20)
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
        assert found.accepted != any(each.severity == "error" for each in found.findings)
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
