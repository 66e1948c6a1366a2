"""Data that is not in the text, and layers behind a call: what holds whatever the data is, is told."""

import json

import pytest

from tutor.calls.following.abstract import is_symbolic
from tutor.calls.texts import explain_text
from tutor.language.languages import Language
from tutor.language.messages import message

LOOP = """\
import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self, input_size, hidden_size, num_layers, classes):
        super().__init__()
        self.hidden_size, self.num_layers = hidden_size, num_layers
        self.lstm = nn.LSTM(input_size, hidden_size, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_size, classes)
    def forward(self, x):
        h0 = torch.zeros(self.num_layers, x.size(0), self.hidden_size).to(device)
        c0 = torch.zeros(self.num_layers, x.size(0), self.hidden_size).to(device)
        out, _ = self.lstm(x, (h0, c0))
        return self.fc(out[:, -1, :])
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
model = Net(28, 128, 2, 10).to(device)
for epoch in range(3):
    for images, labels in train_loader:
        images = images.reshape(-1, 28, 28).to(device)
        outputs = model(images)
"""


def sizes(shape):
    """A shape with a question mark for what is open."""
    return None if shape is None else tuple("?" if is_symbolic(each) else each for each in shape)


def read(lines, module="nn.GRU(7, 16, batch_first=True)"):
    return explain_text(f"import torch\nimport numpy as np\nfrom torch import nn\n{lines}\n{module}(x)", {})


def test_a_batch_of_a_loader_has_sizes_and_no_known_kind_of_number():
    found = explain_text(LOOP, {})
    assert (found.accepted, found.exit_code, found.calls) == (None, 2, ())
    assert sizes(found.input) == ("?", 28, 28)
    assert sizes(found.start.h_0) == sizes(found.start.c_0) == (2, "?", 128)
    (fault,) = found.findings
    assert message(fault, Language("en")) == (
        "warning[P08]: no verdict on `self.lstm(x, (h0, c0))`: `x` was not read\n"
        "  The sizes fit. Its kind of number is not known, and torch compares that, too. Nothing in the text is "
        "run to find it.\n"
        "  help: if its numbers are to be those of the weights, write x.float()"
    )


def test_with_the_shape_or_the_kind_of_number_there_is_a_verdict():
    assert explain_text(LOOP, {}, (64, 28, 28)).accepted is True
    assert explain_text(LOOP.replace("28).to", "28).float().to"), {}).accepted is True


def test_what_never_fits_is_refused_whatever_the_data_holds():
    found = explain_text(LOOP.replace("-1, 28, 28", "-1, 28, 27"), {})
    assert (found.accepted, found.exit_code) == (False, 1)
    assert found.torch_message == "input.size(-1) must be equal to input_size. Expected 28, got 27"
    assert [each.code for each in found.findings] == ["P22", "P08"]
    assert [each.severity for each in found.findings] == ["error", "note"]


@pytest.mark.parametrize(
    ("lines", "wanted", "accepted"),
    [
        ("x = torch.from_numpy(np.load('x.npy').reshape(-1, 20, 7)).float()", ("?", 20, 7), True),
        ("x = torch.from_numpy(np.load('x.npy')).float().view(-1, 20, 7)", ("?", 20, 7), True),
        ("x = torch.tensor(rows, dtype=torch.float32).reshape(-1, 20, 7)", ("?", 20, 7), True),
        ("x = torch.FloatTensor(rows).view(len(rows), 1, -1)", ("?", 1, "?"), None),
        ("x = torch.from_numpy(np.load('x.npy').reshape(-1, 20, 8)).float()", ("?", 20, 8), False),
        ("x = np.load('x.npy').reshape(-1, 20, 7)", ("?", 20, 7), None),
        ("x = data.view(-1, 20, 7)", ("?", 20, 7), None),
        ("x = data.permute(0, 2, 1).float()", ("?", "?", "?"), None),
        ("x = data.permute(2, 0, 1, 3).float()", ("?", "?", "?", "?"), False),
        ("x = data.flatten(1).float()", ("?", "?"), None),
        ("x = data.view(-1).float()", ("?",), False),
        ("x = data.expand(-1, 5, 7).float()", ("?", 5, 7), True),
        ("x = np.load('x.npy').reshape(4, 7).repeat(2, 1)", None, None),
        ("x = np.load('x.npy').reshape(4, 7).transpose(0, 1)", None, None),
        ("x = np.load('x.npy').reshape(4, 5, 7)[::-1]", None, None),
        ("x = data.view(-1, -1, 7)", None, None),
        ("x = data.unsqueeze(0)", None, None),
    ],
)
def test_a_method_that_decides_all_axes(lines, wanted, accepted):
    found = read(lines)
    assert (sizes(found.input), found.accepted) == (wanted, accepted)


def test_what_torch_is_asked_of_data_is_the_same_size_each_time():
    text = "n = x.size(0)\nh = torch.zeros(1, n, 16)\nx = x.view(n, -1, 7).float()\n"
    text = f"import torch\nfrom torch import nn\n{text}nn.GRU(7, 16, batch_first=True)(x, h)"
    assert explain_text(text, {}).accepted is True
    moved = text.replace("n = x.size(0)\n", "n = x.size(0)\nx.unsqueeze_(0)\n").replace(
        "view(n", "view(x.size(0)"
    )
    assert explain_text(moved, {}).accepted is None


BEHIND = (
    "import torch\nfrom torch import nn\nrnn = nn.LSTM(10, 64, bidirectional=True)\nfc = {layer}\n"
    "out, (h, c) = rnn(torch.randn(5, 3, 10))\ny = fc({given})\n"
)


@pytest.mark.parametrize(
    ("layer", "given", "title"),
    [
        ("nn.Linear(64, 3)", "out", "meets 128 numbers and takes 64"),
        ("nn.Linear(64, 3)", "out[-1]", "meets 128 numbers and takes 64"),
        ("nn.Linear(128, 3)", "h[-1]", "meets 64 numbers and takes 128"),
        ("nn.Sequential(nn.Dropout(), nn.Linear(64, 3))", "out", "meets 128 numbers and takes 64"),
        ("nn.LayerNorm(64)", "out", "meets 128 numbers and takes 64"),
        ("nn.BatchNorm1d(128)", "out", "meets 3 numbers and takes 128"),
        ("nn.Conv1d(128, 8, 3)", "out", "meets 3 numbers and takes 128"),
    ],
)
def test_a_layer_behind_that_does_not_fit_is_told(layer, given, title):
    found = explain_text(BEHIND.format(layer=layer, given=given), {})
    assert (found.accepted, found.exit_code) == (True, 1)
    (fault,) = [each for each in found.findings if each.code == "P50"]
    assert Language("en").say(fault.title) == f"`fc({given})`, behind the module, {title}"
    assert (fault.severity, fault.line) == ("error", 6)


@pytest.mark.parametrize(
    ("layer", "given"),
    [
        ("nn.Linear(128, 3)", "out"),
        ("nn.Linear(64, 3)", "h"),
        ("nn.BatchNorm1d(128)", "out[-1]"),
        ("nn.Conv1d(128, 8, 3)", "out.permute(1, 2, 0)"),
    ],
)
def test_one_that_fits_is_not(layer, given):
    codes = {each.code for each in explain_text(BEHIND.format(layer=layer, given=given), {}).findings}
    assert not codes & {"P50", "P51"}


def test_a_layer_behind_in_a_loop_is_told_and_the_call_is_not_judged():
    found = explain_text(LOOP.replace("nn.Linear(hidden_size", "nn.Linear(2 * hidden_size"), {})
    assert (found.accepted, found.exit_code) == (None, 1)
    assert [each.code for each in found.findings] == ["P50", "P08"]


def test_a_tuple_handed_on_is_told(rnn_tutor):
    text = "from torch import nn\nimport torch\nnn.Sequential(nn.RNN(10, 20), nn.Linear(20, 2))(torch.randn(5, 3, 10))"
    done = rnn_tutor("shapes", text, "--json")
    assert done.code == 1
    data = json.loads(done.out)
    assert data["accepted"] is True
    assert [(each["code"], each["severity"]) for each in data["findings"]] == [("P51", "error")]
    found = explain_text(text, {})
    assert message(found.findings[0], Language("en")) == (
        "error[P51]: `nn.Sequential(nn.RNN(10, 20), nn.Linear(20, 2))(torch.ran…` hands a tuple to nn.Linear\n"
        "  A recurrent module returns two things, output and h_n (an LSTM output and (h_n, c_n)); other layers take "
        "one tensor.\n"
        "  help: take the output first: output, _ = rnn(x)"
    )


CELLS = """\
# 순환 신경망
파이토치의 nn.RNN()을 써 봅니다.

In [1]:
import torch
import torch.nn as nn
input_size, hidden_size = 5, 8

In [2]:
inputs = torch.Tensor(1, 10, 5)
inputs.shape

torch.Size([1, 10, 5])

In [ ]:
cell = nn.RNN(input_size, hidden_size, batch_first=True)

outputs, status = cell(inputs)
print('outputs shape', outputs.shape)
print(cell, outputs)

outputs shape torch.Size([1, 10, 8])
RNN(5, 8, batch_first=True)
tensor([[[ 0.1, -0.2]],

        [[-0.3, 0.4]]])

모든 시점(time_steps)에 대한 은닉 상태 값입니다.
"""


def test_cells_whose_prompts_have_a_line_of_their_own():
    found = explain_text(CELLS, {})
    assert (found.accepted, found.input, found.calls, found.findings) == (True, (1, 10, 5), (), ())
    assert found.line == 18
    broken = explain_text(CELLS.replace("10, 5)\ninputs.shape", "10, 5\ninputs.shape"), {})
    assert broken.accepted is None


IMAGES = """\
import torch
from torch import nn
from torchvision import datasets, transforms
data = datasets.{name}('data', train={train}, transform={transform}, download=True)
loader = torch.utils.data.DataLoader(dataset=data, batch_size=64, shuffle=True)
rnn = nn.GRU({width}, 16, batch_first=True)
for images, labels in loader:
    out, h = rnn(images.{moved})
"""


@pytest.mark.parametrize(
    ("name", "transform", "width", "moved", "inputs"),
    [
        ("MNIST", "transforms.ToTensor()", 28, "view(-1, 28, 28)", [(64, 28, 28), (32, 28, 28)]),
        ("FashionMNIST", "transforms.ToTensor()", 28, "squeeze(1)", [(64, 28, 28), (32, 28, 28)]),
        (
            "CIFAR10",
            "transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])",
            96,
            "permute(0, 2, 1, 3).flatten(2)",
            [(64, 32, 96), (16, 32, 96)],
        ),
    ],
)
def test_images_of_torchvision_have_known_sizes(name, transform, width, moved, inputs):
    text = IMAGES.format(name=name, train=True, transform=transform, width=width, moved=moved)
    found = explain_text(text, {})
    assert [each.input for each in found.calls] == inputs
    assert found.accepted is True


def test_images_that_are_no_tensors_or_too_many_axes():
    resized = "transforms.Compose([transforms.Resize(14), transforms.ToTensor()])"
    text = IMAGES.format(name="MNIST", train=False, transform=resized, width=28, moved="squeeze(1)")
    assert explain_text(text, {}).accepted is None
    text = IMAGES.format(name="MNIST", train=False, transform="None", width=28, moved="view(-1, 28, 28)")
    assert explain_text(text, {}).accepted is None
    text = IMAGES.format(
        name="MNIST", train=False, transform="transforms.ToTensor()", width=28, moved="clone()"
    )
    found = explain_text(text, {})
    assert found.torch_message == "GRU: Expected input to be 2D or 3D, got 4D instead"


def test_a_batch_that_is_taken_once_may_be_the_last():
    text = IMAGES.format(name="MNIST", train=True, transform="transforms.ToTensor()", width=28, moved="x")
    text = text.partition("for ")[0] + "images, labels = next(iter(loader))\nrnn(images.squeeze(1))\n"
    found = explain_text(text, {})
    assert (sizes(found.input), found.accepted) == (("?", 28, 28), True)
    whole = text.replace("next(iter(loader))", "data.data, data.targets").replace(
        "squeeze(1)", "float() / 255"
    )
    assert explain_text(whole, {}).input == (60_000, 28, 28)


def test_older_forms():
    text = (
        "h = (autograd.Variable(torch.zeros(1, 2, 4)), autograd.Variable(torch.zeros(1, 2, 4)))\n"
        "x = torch.FloatTensor([[1, 2, 3], [1, 0, 0]]).resize_(3, 2, 1)\nnn.LSTM(1, 4)(x, h)"
    )
    assert explain_text(text, {}).accepted is True


NET = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.LSTM(10, 64, batch_first=True, bidirectional=True)
        self.second = nn.GRU({second}, 32, batch_first=True)
        self.fc = nn.Linear({linear}, 2)
    def forward(self, x):
        {moved}
        x, _ = self.first(x)
        x, h = self.second(x)
        return self.fc({given})
"""


def told_of(second=128, linear=32, moved="pass", given="x[:, -1, :]"):
    """The verdicts of both calls, and the codes of all errors."""
    found = explain_text(NET.format(second=second, linear=linear, moved=moved, given=given), {})
    calls = found.calls or (found,)
    codes = [fault.code for each in calls for fault in each.findings if fault.severity == "error"]
    return [each.accepted for each in calls], codes, found.exit_code


def test_a_network_that_nobody_calls_is_told_what_never_fits():
    assert told_of() == ([None, None], [], 2)
    assert told_of(second=64) == ([None, False], ["P22"], 1)
    assert told_of(linear=64) == ([None, None], ["P50"], 1)
    assert told_of(given="h[-1]", linear=64) == ([None, None], ["P50"], 1)
    assert told_of(given="h", linear=64) == ([None, None], ["P50"], 1)
    assert told_of(given="x[:, -1]", linear=64) == ([None, None], [], 2)  # of one sequence it is a column
    assert told_of(moved="x = x.unsqueeze(-1)") == ([False, None], ["P22"], 1)
    assert told_of(moved="x = x.view(x.size(0), -1, 10)") == ([None, True], [], 2)
    assert told_of(moved="x = x.view(x.size(0), -1, 11)") == ([False], ["P22"], 1)
    assert told_of(moved="x = x.permute(1, 0, 2, 3)") == ([False], ["P21"], 1)
    assert told_of(moved="x = x.mean(-1)") == ([None, None], [], 2)
    assert told_of(moved="x = unknown(x)", linear=64) == ([None, None], ["P50"], 1)


def test_a_shape_from_outside_settles_it():
    found = explain_text(NET.format(second=128, linear=32, moved="pass", given="x"), {}, (3, 5, 10))
    assert [each.accepted for each in found.calls] == [True, True]
    found = explain_text(NET.format(second=128, linear=32, moved="pass", given="x"), {}, (3, 5, 11))
    assert (found.accepted, found.calls) == (False, ())


def test_a_size_that_is_not_known_is_counted_by_its_sign():
    """2 n is never n; no sentence counts with the number that stands for the open one."""
    found = explain_text(
        "import numpy as np\nimport torch\nfrom torch import nn\nx = torch.tensor(np.reshape(load_array(5), -1))\n"
        "rnn = nn.LSTM(torch.cat([x, x], -1).size(-1), 4)\nrnn(torch.zeros(1, x.size(0)))",
        {},
    )
    assert found.accepted is False
    said = message(found.findings[0], Language("en"))
    assert "Every step has ? numbers; the module multiplies 2*? by weight_ih." in said
    assert "if every step has ? numbers, write" in said


def test_a_message_that_depends_on_the_axes_is_not_quoted():
    """Of one sequence torch asks for h_0 with two axes, of a batch with three."""
    found = read(
        "_, y = nn.GRU(4, 4)(x)\nh = torch.zeros(5)", "x = y\nrnn = nn.RNN(4, 5)\nrnn(x, h)\nnn.RNN(4, 5)"
    )
    assert [each.accepted for each in found.calls][:2] == [None, None]


def test_what_comes_out_of_a_cell_may_be_one_step_or_a_batch():
    """A layer behind the cell refuses both, one step for its axes, a batch for its size: no message is certain."""
    lines = "x = torch.tensor(x)\ncell = nn.LSTMCell(2, 5)\nx, c = cell(x.float())"
    assert [each.accepted for each in read(lines, "nn.RNN(2, 2, 2, batch_first=True)").calls] == [None, None]
