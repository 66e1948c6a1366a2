"""What holds for all that follows, copies, and what is done to all of a module: each with torch as judge."""

import pytest
import torch
from torch import nn

from tests.calls.torch_runs import runs
from tutor.calls.texts import explain_text
from tutor.language.languages import Language
from tutor.language.messages import message

TWICE = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(10, 20, batch_first=True)
        SELF
    def _init(self, m):
        if isinstance(m, nn.GRU):
            m.double()
    def forward(self, x): return self.rnn(x)
"""
OF_CLASS = """\
class A:
    n = 3
    @classmethod
    def k(cls): return cls.n
    @staticmethod
    def z(n): return torch.zeros(1, n, 20)
class B(A):
    n = 4
    @classmethod
    def k(cls): return super().k() + 1
    @staticmethod
    def z(n): return A.z(n)
"""


def verdicts(lines):
    """The verdicts on the calls of a text, each of which is compared with torch's own."""
    text = f"import copy\nimport torch\nfrom torch import nn\n{lines}\n"
    found = explain_text(text, {})
    calls = found.calls or (found,)
    said = [(each.accepted, each.torch_message or None) for each in calls]
    happened = [(run.message is None, run.message) for run in runs(text)]
    for one, other in zip(said, happened, strict=False):
        assert one[0] is None or one == other
    return [each for each, _ in said]


@pytest.mark.parametrize(
    "setting",
    [
        "torch.set_default_dtype(torch.float64)",
        "torch.set_default_dtype(d=torch.double)",
        "torch.set_default_tensor_type('torch.DoubleTensor')",
        "torch.set_default_tensor_type(torch.DoubleTensor)",
    ],
)
def test_the_kind_of_number_that_torch_makes_unasked(setting):
    lines = "m = nn.GRU(10, 20)\nm(torch.randn(5, 3, 10))\nm(torch.ones(5, 3, 10).long() / 2)\n"
    lines += "m(torch.Tensor(5, 3, 10))\nm(torch.randn(5, 3, 10).float())"
    assert verdicts(f"{setting}\n{lines}") == [True, True, True, False]
    assert verdicts(f"if flag():\n    {setting}\n{lines}".replace("flag()", "input()"))[0] is None


def test_a_copy_is_another_thing():
    h = "h = torch.zeros(1, 3, 20)\nx = torch.randn(5, 3, 10)\nm = nn.GRU(10, 20)\n"
    for copied in ("deepcopy", "copy"):
        assert verdicts(f"{h}best = copy.{copied}(h)\nbest.squeeze_(0)\nm(x, h)\nm(x, best)") == [True, False]
        assert verdicts(f"{h}a = [3]\nb = copy.{copied}(a)\nb.append(4)\nm(x, torch.zeros(len(a), 3, 20))")
    assert verdicts(f"{h}n = copy.deepcopy(m)\nn.double()\nn(x.double())\nm(x)\nm(x.double())") == [
        True,
        True,
        False,
    ]
    # What is in a list is in its shallow copy, too; a deep copy has it twice if the list has.
    assert verdicts(f"{h}b = copy.copy([h])\nb[0].squeeze_(0)\nm(x, h)") == [False]
    assert verdicts(f"{h}b = copy.deepcopy([h, h])\nb[0].squeeze_(0)\nm(x, h)\nm(x, b[1])") == [True, False]


@pytest.mark.parametrize(
    ("size", "accepted"),
    [
        ("A.k()", True),
        ("A().k()", True),
        ("B.k()", False),
        ("B().k() - 2", True),
        ("A.z(3).size(1)", True),
        ("B.z(4).size(1)", False),
        ("B().z(3).size(1)", True),
    ],
)
def test_functions_of_a_class(size, accepted):
    call = f"nn.GRU(10, 20)(torch.randn(5, 3, 10), torch.zeros(1, {size}, 20))"
    assert verdicts(f"{OF_CLASS}\n{call}") == [accepted]


def test_a_class_that_makes_its_objects_itself_and_is_changed():
    made = TWICE.replace("SELF", "pass").replace("10, 20", "10, h").replace("(self):", "(self, h):", 1)
    built = f"{made}    @classmethod\n    def build(cls, h): return cls(h)\n"
    assert verdicts(f"{built}Net.build(20)(torch.randn(4, 5, 10))") == [True]
    changed = f"{OF_CLASS}A.n = 4\nnn.GRU(10, 20)(torch.randn(5, 3, 10), torch.zeros(1, A.k(), 20))"
    assert verdicts(changed) == [False]


@pytest.mark.parametrize("call", ["self.apply(self._init)", "self.apply(lambda m: m.double())"])
def test_what_is_applied_to_every_module(call):
    called = "net = Net()\nnet(torch.randn(4, 5, 10))"
    assert verdicts(f"{TWICE.replace('SELF', call)}{called}") == [False]
    assert verdicts(f"{TWICE.replace('SELF', call)}{called.replace('10))', '10).double())')}") == [True]


def test_where_torch_chooses_the_kind_of_number():
    with_ = "rnn = nn.LSTM(10, 20)\nx = torch.randn(5, 3, 10)\nwith torch.autocast('cpu', dtype=torch.bfloat16):\n"
    assert verdicts(f"{with_}    rnn(x)\nrnn(x)") == [True, True]
    assert verdicts(f"{with_}    rnn(x.bfloat16())") == [None]
    assert verdicts(f"{with_}    rnn(nn.Linear(10, 10)(x))") == [None]
    assert verdicts(f"{with_}    y, h = rnn(x)\nnn.GRU(20, 3)(y)") == [True, None]
    assert verdicts(f"{with_}    y, h = rnn(input=x)\nnn.GRU(20, 3)(y)") == [True, None]
    assert verdicts(f"{with_}    rnn(torch.randn(5, 3, 11))") == [False]
    assert verdicts(f"{with_}    y = x @ x.mT\nnn.GRU(3, 3)(y)") == [None]


def test_functions_hung_on_the_calls_of_a_module():
    hung = "rnn = nn.GRU(10, 20)\nrnn.register_forward_pre_hook(lambda m, a: (a[0].transpose(1, 2),))\n"
    assert verdicts(f"{hung}rnn(torch.randn(5, 10, 3))\nrnn(torch.randn(5, 3, 10))") == [None, None]
    own = f"{TWICE.replace('SELF', 'pass')}net = Net()\n{hung.split(chr(10))[1].replace('rnn', 'net')}\n"
    assert verdicts(f"{own}net(torch.randn(4, 10, 5))") == [None]


def test_a_tensor_is_given_the_numbers_of_another():
    lines = "m = nn.GRU(10, 20).double()\nx = torch.randn(5, 3, 10)\nm(x.to(m.weight_hh_l0))\n"
    assert verdicts(f"{lines}m(x.to(m.weight_ih_l0.dtype))\nm(x)") == [True, True, False]
    assert verdicts("m = nn.GRU(10, 20)\nm(torch.randn(5, 3, 10).to(eval('torch.float64')))") == [None]


@pytest.mark.parametrize(
    "code", ["exec('x = torch.randn(5, 4, 10)')", "globals()['x'] = torch.randn(5, 4, 10)"]
)
def test_code_in_a_word_may_change_every_name(code):
    lines = f"x = torch.randn(5, 3, 10)\n{code}\nrnn = nn.GRU(10, 20)\n"
    assert verdicts(f"{lines}rnn(x, torch.zeros(1, 3, 20))") == [None]
    assert verdicts(f"{lines}x = torch.randn(5, 3, 10)\nrnn(x, torch.zeros(1, 3, 20))") == [True]


@pytest.mark.parametrize("kind", ["GRU", "RNN", "LSTM"])
@pytest.mark.parametrize("state", ["1, 4", "3, 4", "1, 2, 4", "1, 3, 4"])
def test_a_start_value_beside_a_packed_batch(kind, state):
    start = f"torch.zeros({state})"
    start = f"({start}, {start})" if kind == "LSTM" else start
    lines = "p = nn.utils.rnn.pack_sequence([torch.randn(4, 3), torch.randn(3, 3), torch.randn(1, 3)])\n"
    fits = state == "1, 3, 4"
    assert verdicts(f"{lines}nn.{kind}(3, 4)(p, {start})") == [
        True if fits else None if kind == "LSTM" else False
    ]


def test_one_step_of_a_decoder_is_not_suspected():
    lines = "import torch\nfrom torch import nn\nx = torch.randn(8, 16)\nrnn = nn.GRU(16, 32)\n"
    found = explain_text(f"{lines}rnn(x.unsqueeze(0), torch.zeros(1, 8, 32))", {})
    assert (found.accepted, found.exit_code, [each.code for each in found.findings]) == (True, 0, ["P42"])
    # A sequence that is made a batch of one is, if nothing else tells.
    assert explain_text(f"{lines}rnn(x.unsqueeze(0))", {}).findings[0].code == "P31"


def test_no_projection_is_spoken_of_that_nobody_wrote():
    found = explain_text("nn.GRU(3, 0)", {})
    assert found.torch_message == "hidden_size must be greater than zero"
    assert not any("proj_size" in str(each.title) for each in found.findings)


@pytest.mark.parametrize(
    "call",
    [
        "nn.LSTM(3, 4)(torch.zeros(5, 3, 3), (torch.zeros(1, 3, 4),) * 3)",
        "nn.LSTM(3, 4)(torch.zeros(5, 3, 3), (torch.zeros(1, 3, 4),))",
        "nn.LSTMCell(3, 4)(torch.zeros(5, 3), (torch.zeros(5, 4),) * 3)",
        "nn.LSTMCell(3, 4)(torch.zeros(5, 3), (torch.zeros(5, 4),))",
        "nn.LSTMCell(3, 4)(torch.zeros(3), (torch.zeros(4),))",
    ],
)
def test_messages_about_one_or_three_states_of_an_lstm(call):
    (run,) = runs(f"import torch\nfrom torch import nn\n{call}")
    found = explain_text(f"RuntimeError: {run.message}", {})
    assert (found.kind, [each.code for each in found.findings]) == ("message", ["P28"])


@pytest.mark.parametrize(
    "call",
    [
        "nn.GRU(3, 4)(X).size()",
        "nn.GRU(3, 4)(X).shape",
        "nn.GRU(3, 3)(nn.GRU(3, 3)(X))",
        "nn.GRU(3, 4)(X, (H, H))",
    ],
)
def test_a_tuple_in_place_of_a_tensor_has_two_causes(call):
    names = {"nn": nn, "X": torch.zeros(5, 2, 3), "H": torch.zeros(1, 2, 4)}
    with pytest.raises(AttributeError) as error:
        eval(call, names)
    (fault,) = explain_text(f"AttributeError: {error.value}", {}).findings
    assert message(fault, Language("en")) == (
        "error[P51]: a tuple is asked for what only a tensor has\n"
        "  Either it is all that a recurrent module returns, output and h_n, or nn.RNN or nn.GRU is given (h_0, c_0), "
        "and only an LSTM has a cell state c.\n"
        "  help: take the output out first: output, _ = rnn(x); and leave c_0 out"
    )
