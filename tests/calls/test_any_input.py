"""A tensor of which not even the number of axes is known is asked about with every number of axes."""

import pytest

from tutor.calls.texts import explain_text
from tutor.language.languages import Language
from tutor.language.messages import message

HEAD = "import torch\nfrom torch import nn\nrnn = nn.GRU(3, 4)\nx = torch.randn(5, 2, 3)\n"


def found(lines):
    return explain_text(HEAD + lines, {})


@pytest.mark.parametrize(
    "made",
    [
        pytest.param("something(x)", id="what somebody unknown may have changed"),
        pytest.param("x = nn.LSTM(9, 9).weight_hh_l0", id="a weight"),
    ],
)
def test_a_layer_that_fits_behind_no_input_is_told(made):
    explained = found(f"{made}\nout, _ = rnn(x)\ny = nn.Linear(9, 2)(out)\n")
    assert (explained.accepted, explained.exit_code) == (None, 1)
    (fault,) = (each for each in explained.findings if each.code == "P50")
    said = message(fault, Language("en"))
    assert "nn.Linear(9, 2)" in said
    fits = found(f"{made}\nout, _ = rnn(x)\ny = nn.Linear(4, 2)(out)\n")
    assert (fits.exit_code, [each.code for each in fits.findings if each.code == "P50"]) == (2, [])


def test_with_known_axes_what_is_behind_a_refused_call_is_not_judged():
    explained = found("out, _ = rnn(x.reshape(1, 5, 2, 3))\ny = nn.Linear(9, 2)(out)\n")
    assert (explained.accepted, explained.exit_code) == (False, 1)
    assert [each.code for each in explained.findings if each.severity == "error"] == ["P21"]
