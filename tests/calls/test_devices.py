"""Where modules and tensors lie: what lies apart is refused or has no verdict, what is moved alike is judged.

There is no GPU here. torch's "meta" device, which holds no numbers, stands in its place: it checks the devices of
its tensors with the same words.
"""

import random

import pytest
import torch

from tests.calls.torch_runs import happened
from tutor.calls.texts import explain_text
from tutor.language.languages import Language
from tutor.language.messages import message

HEAD = "import torch\nfrom torch import nn\nx = torch.randn(5, 3, 10)\nrnn = nn.GRU(10, 20)\n"
CHOOSES = 'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")\n'
NET = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed, self.rnn = nn.Embedding(9, 10), nn.GRU(10, 20)
        self.h = nn.Parameter(torch.zeros(1, 3, 20))
        self.register_buffer("b", torch.zeros(1, 3, 20))
        self.plain = torch.zeros(1, 3, 20)
    def forward(self, i):
        x = self.embed(i)
        weight = next(self.parameters())
        self.rnn(x, weight.new_zeros(1, x.size(1), 20))
        self.rnn(x, torch.zeros(1, 3, 20, device=i.device))
        self.rnn(x, self.h), self.rnn(x, self.b)
        return self.rnn(x, {0})
model = Net().to(device)
model(torch.zeros(5, 3, dtype=torch.long){1})
"""


def meant(text):
    """The text as it runs on a machine with a GPU, the other device in its place."""
    text = text.replace('"cuda"', '"meta"').replace(".cuda()", '.to("meta")')
    return text.replace("torch.cuda.is_available()", "True")


def verdicts(text):
    found = explain_text(text, {})
    return [each.accepted for each in found.calls or (found,)]


def check(text, wanted):
    """Compare with torch: what is accepted runs on both machines, what is refused on none of them."""
    assert verdicts(text) == wanted
    for world in (meant(text), text):
        runs, _ = happened(world)
        if all(wanted):
            assert [run.message for run in runs] == [None] * len(runs)
            assert runs or world == text or ".cpu" in text  # nothing comes back from "meta", nor .cuda() here
        if wanted == [False] and world != text:
            said = explain_text(text, {}).torch_message
            assert said.replace("cuda:0", "meta") == runs[-1].message


CASES = {
    "moved alike": (f"{CHOOSES}rnn = rnn.to(device)\nx = x.to(device)\nrnn(x, torch.zeros(1, 3, 20).to(device))\n", [True]),
    "the input stays": (f"{CHOOSES}rnn = rnn.to(device)\nrnn(x)\n", [None]),
    "the start stays": (f"{CHOOSES}rnn.to(device)\nrnn(x.to(device), torch.zeros(1, 3, 20))\n", [None]),
    "the module stays": (f"{CHOOSES}rnn(x.to(device))\n", [None]),
    "the input stays for sure": ("rnn.cuda()\nrnn(x)\n", [False]),
    "the start stays for sure": ('rnn.to("cuda")\nrnn(x.cuda(), torch.zeros(1, 3, 20))\n', [False]),
    "the module stays for sure": ("rnn(x.cuda())\n", [False]),
    "back again": ("rnn.cuda()\nrnn.cpu()\nrnn(x.cuda().cpu())\n", [True]),
    "made there": ('nn.GRU(10, 20, device="cuda")(torch.randn(5, 3, 10, device="cuda"))\n', [True]),
    "made there alone": ('nn.GRU(10, 20, device="cuda")(x)\n', [False]),
    "a pair": ('nn.LSTM(10, 20, device="cuda")(x.cuda(), (torch.zeros(1, 3, 20),) * 2)\n', [False]),
    "by if": (
        "if torch.cuda.is_available():\n    rnn = rnn.cuda()\nuse = torch.cuda.is_available()\nx = x.cuda() if use else x\nrnn(x)\n",
        [True],
    ),
    "by if, the input stays": ("if torch.cuda.is_available():\n    rnn = rnn.cuda()\nrnn(x)\n", [None]),
    "words by if": (
        'if torch.cuda.is_available():\n    d = "cuda"\nelse:\n    d = "cpu"\nrnn.to(d)\nrnn(x.to(d), torch.zeros(1, 3, 20, device=d))\n',
        [True],
    ),
    "as the input": (f"{CHOOSES}rnn.to(device)\nx = x.to(device)\nrnn(x, torch.zeros(1, 3, 20, device=x.device))\n", [True]),
    "in a loop": (
        f"{CHOOSES}rnn.to(device)\nfor i in range(40):\n    x = torch.randn(5, 3, 10)\n    x = x.to(device)\n"
        "    o, h = rnn(x)\n    rnn(torch.cat([x, x], 1))\n    rnn((x + 1)[:, 0:1], h[:, :1].clone())\n",
        [True, True, True],
    ),
    "packed": (
        f"{CHOOSES}rnn.to(device)\np = nn.utils.rnn.pack_padded_sequence(x.to(device), torch.tensor([5, 4, 2]))\n"
        "o, h = rnn(p)\n",
        [True],
    ),
    "a cell": ("cell = nn.GRUCell(10, 20).cuda()\ncell(x[0])\n", [None]),
    "with": ('with torch.device("cuda"):\n    x = torch.randn(5, 3, 10)\nrnn(x)\n', [False]),
    "everything there": ('torch.set_default_device("cuda")\nnn.GRU(10, 20)(torch.randn(5, 3, 10))\ntorch.set_default_device("cpu")\n', [True]),
    "a network": (CHOOSES + NET.format("self.h", ".to(device)"), [True] * 5),
    "a plain attribute": (CHOOSES + NET.format("self.plain", ".to(device)"), [True] * 4 + [None]),
    "a name that is not there": ("rnn(x.to(device))\n", [True]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_lies_apart_is_never_accepted(name):
    text, wanted = CASES[name]
    if "not there" in name:
        assert verdicts(HEAD + text) == wanted
        return
    try:
        check(HEAD + text, wanted)
    finally:
        torch.set_default_device("cpu")


def test_what_may_lie_apart_is_said():
    (fault,) = explain_text(f"{HEAD}{CHOOSES}rnn.to(device)\nrnn(x)\n", {}).findings
    assert message(fault, Language("en")) == (
        "warning[P08]: no verdict on `rnn(x)`: `x` was not read\n"
        "  The sizes fit. The module, its input and its start values must be on one device, and here they are not "
        "moved alike. Nothing in the text is run to find it.\n"
        "  help: move it to where the module is: x.to(next(rnn.parameters()).device)"
    )
    found = explain_text(f"{HEAD}rnn.cuda()\nrnn(x)\n", {})
    assert [(each.code, each.severity) for each in found.findings] == [("P52", "error")]
    assert found.exit_code == 1


def test_a_tensor_that_may_be_the_same_is_not_taken_for_another():
    text = f"{HEAD}{CHOOSES}y = x.to(device)\ny.unsqueeze_(0)\nrnn(x)\n"
    assert verdicts(text) == [None]


def program(random_):
    """A program whose module, input and start are moved, or are not."""
    ways = ("{0}", "{0}", "{0}.to(device)", "{0}.cuda()", "{0}.cpu()", "{0}.to('cpu')", '{0}.to("cuda")')
    chosen = random_.choice(
        (ways, ("{0}.to(device)", "{0}.to(device)", "{0}"), ("{0}.cuda()", '{0}.to("cuda")'))
    )
    lines = [
        CHOOSES.strip(),
        "x = torch.randn(5, 3, 10)",
        "h = torch.zeros(1, 3, 20)",
        "rnn = nn.GRU(10, 20)",
    ]
    for name in random_.sample(("x", "h", "rnn", "x"), 4):
        line = f"{name} = {random_.choice(chosen).format(name)}"
        lines.append(random_.choice((line, line, f"if torch.cuda.is_available():\n    {line}")))
    lines.append(
        random_.choice(("y = x", "y = x * 2", "y = x[:, :3]", "y = torch.stack(list(x))", "y = x.detach()"))
    )
    lines.append(random_.choice(("rnn(y, h)", "rnn(y)", "rnn(y, rnn(y)[1])", "rnn(y, h.clone())")))
    return "import torch\nfrom torch import nn\n" + "\n".join(lines) + "\n"  # fmt: skip


def test_random_moves():
    """What is accepted runs with and without another device; what is refused never runs with one."""
    wrong, judged = [], 0
    for seed in range(120):
        text = program(random.Random(seed))
        found = explain_text(text, {})
        judged += found.accepted is not None
        there = [run.message for run in happened(meant(text))[0]]
        here = [run.message for run in happened(text)[0]]
        if found.accepted and (any(there) or any(here)):
            wrong.append((seed, there, here))
        if found.accepted is False and there and not any(there):  # nothing comes back from "meta"
            wrong.append((seed, found.torch_message))
    assert wrong == []
    assert judged >= 40
