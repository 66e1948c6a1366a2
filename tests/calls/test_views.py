"""Parts of a tensor made all at once: where it, or one of them, is changed in place, torch refuses its next use."""

import pytest

from tests.calls.torch_runs import happened
from tutor.calls.texts import explain_text

HEAD = "import torch\nfrom torch import nn\nrnn = nn.GRU(4, 4)\ny, h = rnn(torch.randn(3, 2, 4))\n"
PARTS = [
    "a, b, c = y",
    "a, b, c = y.unbind(0)",
    "a, b, c = y.split(1)",
    "a, b, c = y.chunk(3)",
    "for a in y: pass",
    "for a, b in zip(y, y): a = a[:, None]",
]
CHANGES = ["y.unsqueeze_(1)", "y.mul_(2)", "y[0] = 1", "y += 1"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("parts", PARTS)
def test_what_torch_refuses_for_a_change_in_place_has_no_verdict(parts, change):
    text = f"{HEAD}{parts}\n{change}\na = a.reshape(-1, 2, 4)\nrnn(a)\n"
    made, failure = happened(text)
    assert len(made) < 2 or made[-1].message or failure, "torch refuses it"
    assert [each.accepted for each in explain_text(text, {}).calls] == [True, None]


@pytest.mark.parametrize("parts", PARTS)
def test_parts_of_what_is_left_alone_are_judged(parts):
    text = f"{HEAD}{parts}\na = a.reshape(-1, 2, 4)\nrnn(a)\n"
    assert [run.message for run in happened(text)[0]] == [None, None]
    assert [each.accepted for each in explain_text(text, {}).calls] == [True, True]


@pytest.mark.parametrize("made", ["torch.zeros(2, batch_size)", "torch.FloatTensor(2, batch_size)"])
@pytest.mark.parametrize("flat", ["flatten(-1)", "flatten(1)", "flatten(0, 0)"])
def test_what_has_nothing_to_flatten_is_the_tensor_itself_whatever_its_axes_are_called(made, flat):
    text = (
        "import torch\nfrom torch import nn\nbatch_size = 1\nrnn = nn.GRU(4, 5)\n"
        f"a = {made}\nb = a.{flat}\na.swapaxes_(-1, 0)\n"
        "rnn(torch.zeros(3, 2, 4), torch.zeros(1, b.shape[1], 5))\n"
    )
    assert [run.message for run in happened(text)[0]] == [None]
    assert explain_text(text, {}).accepted is True


def test_parts_that_only_one_way_makes_are_no_matter_on_the_other():
    text = f"{HEAD}if y.sum() > 0:\n    a = y.unbind(0)[0]\nelse:\n    y.mul_(2)\nrnn(y)\n"
    assert explain_text(text, {}).calls[0].accepted is True
