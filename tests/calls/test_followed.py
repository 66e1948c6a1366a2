"""Statements that change what a call gets, or choose which module it calls; torch's own run is the oracle."""

import pytest

from tests.calls.test_programs import lost, outcome
from tests.calls.torch_runs import happened
from tutor.calls.texts import explain_text
from tutor.language.languages import Language
from tutor.language.messages import message

HEAD = "import torch\nfrom torch import nn\nx = torch.randn(5, 3, 10)\nrnn = nn.GRU(10, 20)\n"
SHORTENS = "def f(a):\n    global x\n    x = x[0]\n    return a\n"


def told(text):
    """The verdict on every call, of a text behind the usual first lines."""
    found = explain_text(HEAD + text, {})
    return [each.accepted for each in found.calls or (found,)]


# What a function changes that Python calls: how often is known, or not.
CHANGED = {
    "sorted": (f"{SHORTENS}sorted([3], key=f)\nrnn(x, torch.zeros(1, 3, 20))\n", [False], "right"),
    "sort": (f"{SHORTENS}[3].sort(key=f)\nrnn(x, torch.zeros(1, 3, 20))\n", [False], "right"),
    "max": (f"{SHORTENS}max([3], key=f)\nrnn(x, torch.zeros(1, 3, 20))\n", [False], "right"),
    "in place": ("max([3], key=lambda a: x.unsqueeze_(0).numel())\nrnn(x)\n", [False], "right"),
    "filter": (f"{SHORTENS}list(filter(f, [3]))\nrnn(x, torch.zeros(1, 3, 20))\n", [None], "unread"),
    "reduce": (
        f"import functools\n{SHORTENS.replace('(a)', '(a, b)')}functools.reduce(f, [3, 4])\nrnn(x, torch.zeros(1, 3, 20))\n",
        [None],
        "unread",
    ),
    "an order": ("n = sorted([1, 3, 2], reverse=True)[0]\nrnn(x, torch.zeros(1, n, 20))\n", [True], "right"),
    "an order by a key": (
        "n = sorted([1, 3, 2], key=lambda a: -a)[1]\nrnn(x, torch.zeros(1, n, 20))\n",
        [False],
        "right",
    ),
    "the longest word": (
        "n = len(max(['a', 'bcd'], key=len))\nrnn(x, torch.zeros(1, n, 20))\n",
        [True],
        "right",
    ),
    "the shortest tensor": (
        "x = min([x, x[0]], key=lambda a: a.dim())\nrnn(x, torch.zeros(1, 3, 20))\n",
        [False],
        "right",
    ),
}
# Which case is taken, and what is left where that is not known.
MATCHED = {
    "a word": (
        "match 'GRU':\n    case 'GRU' | 'RNN':\n        x = x.transpose(0, 1)\n    case _:\n        x = x[0]\n"
        "rnn(x, torch.zeros(1, 5, 20))\n",
        [True],
        "right",
    ),
    "no word": (
        "match 'z':\n    case 'GRU':\n        x = x.transpose(0, 1)\nrnn(x, torch.zeros(1, 5, 20))\n",
        [False],
        "right",
    ),
    "open": (
        "match str(torch.rand(1)):\n    case 'GRU':\n        x = x.transpose(0, 1)\nrnn(x, torch.zeros(1, 3, 20))\n",
        [None],
        "unread",
    ),
    "open and alike": (
        "match str(torch.rand(1)):\n    case 'GRU':\n        x = x[:, :, :9]\n    case _:\n        x = x[:, :, 1:]\nrnn(x)\n",
        [False],
        "right",
    ),
    "a way that ends": (
        "match str(torch.rand(1)):\n    case 'a':\n        raise ValueError\n    case y:\n        x = x[0]\nrnn(x)\n",
        [True],
        "right",
    ),
    "a shape": (
        "match x.shape:\n    case (T, D):\n        rnn(x[0])\n    case (T, N, D):\n        rnn(x, torch.zeros(1, N, 20))\n",
        [True],
        "right",
    ),
    "a shape with a star": (
        "match x.shape:\n    case [T, *rest] if rest[0] == 3:\n        rnn(x, torch.zeros(1, T, 20))\n    case _:\n"
        "        rnn(x[0, 0])\n",
        [False],
        "right",
    ),
    "a class": (
        "match x:\n    case torch.Tensor():\n        x = x[0]\nrnn(x, torch.zeros(1, 3, 20))\n",
        [None],
        "unread",
    ),
    "a function that returns": (
        "def f(kind):\n    match kind:\n        case 'a':\n            return x[0]\n        case _:\n            return x\n"
        "rnn(f('a'), torch.zeros(1, 20))\nrnn(f('b'), torch.zeros(1, 20))\n",
        [True, False],
        "right",
    ),
    "an error before": ("match x.view(7, 7):\n    case y:\n        rnn(y)\n", [None], "unread"),
    "none": ("h = None\nmatch h:\n    case None:\n        x = x[0, 0]\nrnn(x)\n", [False], "right"),
}
CELLS = "cells = nn.ModuleDict({'rnn': nn.RNNCell(10, 7), 'lstm': nn.LSTMCell(10, 7)})\nx = x[0]\n"
CHOSEN = {
    "a dict of modules": (
        f"{CELLS}cells['rnn'](x)\ncells['lstm'](x, torch.zeros(3, 7))\n",
        [True, False],
        "right",
    ),
    "its items": (f"{CELLS}for name, cell in cells.items():\n    cell(x)\n", [True, True], "right"),
    "its values": (f"{CELLS}for cell in cells.values():\n    cell(x[:, 1:])\n", [False], "right"),
    "its keys": (f"{CELLS}for name in cells:\n    cells[name](x)\n", [True, True], "right"),
    "its names": (f"{CELLS}cells.rnn(x[:, 1:])\n", [False], "right"),
    "set": ("cells = nn.ModuleDict()\ncells['a'] = nn.GRU(9, 2)\ncells['a'](x)\n", [False], "right"),
    "updated": ("cells = nn.ModuleDict()\ncells.update({'a': nn.GRU(9, 2)})\ncells['a'](x)\n", [False], "right"),
    "a list set": ("cells = nn.ModuleList([rnn])\ncells[0] = nn.GRU(9, 2)\ncells[0](x)\n", [False], "right"),
    "pairs": (
        "from collections import OrderedDict\nnet = nn.Sequential(OrderedDict([('a', nn.GRU(9, 2))]))\nnet.a(x)\n",
        [False],
        "right",
    ),
    "an open key": (
        f"{CELLS}cells['rnn'](x)\ncells[sorted(cells)[int(torch.rand(1) * 2)]](x)\n",
        [True, None, None, None],
        "unread",
    ),
    "by chance": ("import random\nm = random.choice([rnn, nn.GRU(9, 2)])\nrnn(x)\nm(x)\n", [True, None, None], "unread"),
    "in turn": (
        "for kind in (nn.RNN, nn.LSTM):\n    m = kind(10, 2)\n    m(x, torch.zeros(1, 3, 2))\n",
        [True, False],
        "right",
    ),
    "a loop of open length": (
        "cells = nn.ModuleList()\nfor i in range(int(torch.rand(1) * 3) + 1):\n    cells.append(nn.GRU(10, 2))\n"
        "for cell in cells:\n    cell(x.clone())\nrnn(x)\n",
        [None, True],
        "unread",
    ),
    "a dict of another": (
        "size = {'size': 10}\nm = nn.ModuleDict(dict(a=nn.GRU(**{**size, 'size': 9} and {'input_size': 9}, hidden_size=2)))\n"
        "m['a'](x)\n",
        [False],
        "right",
    ),
    "by a class": (
        "class A:\n    kind = nn.GRU\n    def run(self):\n        return self.kind(10, 2)(x, torch.zeros(1, 3, 2))\n"
        "class B(A):\n    kind = nn.LSTM\nfor each in (A, B):\n    each().run()\n",
        [True, False],
        "right",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [*CHANGED, *MATCHED, *CHOSEN])
def test_what_is_said_is_what_torch_does(name):
    text, verdicts, kind = ({**CHANGED, **MATCHED, **CHOSEN})[name]
    assert told(text) == verdicts
    assert outcome(HEAD + text)[0] == kind
    assert not lost(HEAD + text)


def test_what_a_star_hands_over_is_quoted_as_it_is_written():
    found = explain_text(f"{HEAD}out, *rest = rnn(x)\nrnn(x, *rest)\nrnn(*unknown)\nrnn(**unknown)\n", {})
    assert [each.accepted for each in found.calls] == [True, True, None, None]
    titles = [str(each.findings[0].title) for each in found.calls[2:]]
    assert titles == [
        "no verdict on `rnn(*unknown)`: `rnn(*unknown)` was not read",
        "no verdict on `rnn(**unknown)`: `rnn(**unknown)` was not read",
    ]


def test_a_half_of_the_last_step_is_taken_on_purpose():
    text = "rnn = nn.GRU(10, 20, bidirectional=True)\no, h = rnn(x)\nlast = o[-1, :, {0}]\n"
    codes = [
        [each.code for each in explain_text(HEAD + text.format(part), {}).findings] for part in (":20", ":")
    ]
    assert codes == [["P42"], ["P40", "P42"]]


@pytest.mark.parametrize(
    ("indices", "verdict"),
    [
        ("torch.tensor([[1, 12]])", None),
        ("torch.tensor([[1, 9]])", True),
        ("torch.tensor([[1, -1]]).t()", None),
        ("torch.LongTensor([[1, 12]]).view(2, 1)", None),
        ("torch.randint(0, 20, (5, 3))", None),
        ("torch.randint(20, (5, 3))", None),
        ("torch.randint(10, (5, 3))", True),
        ("torch.randint(0, 10, (5, 3)).to(torch.int64)", True),
    ],
)
def test_an_index_that_the_embedding_may_not_have_gets_no_verdict(indices, verdict):
    text = f"{HEAD}y = nn.Embedding(10, 10)({indices})\nrnn(y)\n"
    found = explain_text(text, {})
    assert found.accepted is verdict
    assert outcome(text)[0] == ("right" if verdict else "unread")
    if verdict is None:
        (fault,) = found.findings
        assert message(fault, Language("en")) == (
            f"warning[P08]: no verdict on `rnn(y)`: `nn.Embedding(10, 10)({indices})` was not read\n"
            "  Its indices may be negative, or as large as the number of its rows or larger: torch says 'index out of "
            "range in self' then. Nothing in the text is run to find it.\n"
            "  help: make the embedding with one row more than the largest index, at least"
        )


QUOTING = f"{HEAD}rnn(x)\nRuntimeError: input.size(-1) must be equal to input_size. Expected 10, got 1\n"


def test_an_error_that_the_code_does_not_give_is_explained_beside_it():
    found = explain_text(QUOTING, {})
    assert (found.accepted, found.exit_code, found.quotes) == (True, 1, True)
    assert [(each.code, each.severity) for each in found.findings] == [("P22", "error"), ("P08", "note")]
    assert message(found.findings[1], Language("en")) == (
        "note[P08]: the calls that were read here do not give the error that the text quotes\n"
        "  It says: input.size(-1) must be equal to input_size. Expected 10, got 1. Another call, another size or "
        "another version of the code gave it.\n"
        "  help: paste the code that gave it, down to the call, with the shapes that it got"
    )
    assert (
        "torch accepts this call.\nThe text quotes an error that this call does not give; it is explained below.\n"
        in found.text("en")
    )
    told_of = explain_text(QUOTING.replace("rnn(x)", "rnn(x[:, :, :9])"), {})
    assert (told_of.accepted, [each.code for each in told_of.findings]) == (False, ["P22"])
    unread = explain_text(QUOTING.replace("rnn(x)", "rnn(load())"), {})
    assert (unread.accepted, unread.exit_code) == (None, 1)
    assert [each.code for each in unread.findings] == ["P22", "P08"]


def test_a_module_that_may_be_called_by_another_name_has_no_verdict():
    found = explain_text(f"{HEAD}modules = load()\nmodules[0](x)\n", {})
    assert (found.accepted, found.exit_code) == (None, 2)
    (fault,) = found.findings
    assert message(fault, Language("en")) == (
        "warning[P08]: no verdict on `nn.GRU(10, 20)`: `modules[0](x)` was not read\n"
        "  Nothing else calls the module, and what is called there is not known: it may be this one. Nothing in the "
        "text is run to find it.\n"
        "  help: call the module by the name that it was given"
    )


@pytest.mark.parametrize("state", ["torch.zeros(2, 5)", "nn.Parameter(torch.zeros(2, 5))"])
def test_a_state_is_called_by_its_class(state):
    """torch says what it was given instead of a pair: a Tensor, or a Parameter."""
    text = f"import torch\nfrom torch import nn\ncell = nn.LSTMCell(4, 5)\ns = {state}\ncell(torch.randn(2, 4), s)\n"
    (run,), _ = happened(text)
    found = explain_text(text, {})
    assert found.accepted is False
    assert found.torch_message == run.message


def test_what_comes_after_a_loop_that_may_have_been_left_is_not_surely_refused():
    """The first call fits, so torch leaves the loop; what the text cannot tell gets no verdict."""
    text = (
        "import torch\nfrom torch import nn\nr = nn.GRU(4, 5)\nfor i in range(2):\n    try:\n"
        "        y, h = r(torch.randn(3, 2, 4 + i))\n    except Exception:\n        pass\n    else:\n        break\n"
        "else:\n    r(torch.randn(3, 2, 7))\nr(torch.randn(3, 2, 4))\n"
    )
    runs, _ = happened(text)
    assert [run.message for run in runs] == [None, None]
    found = explain_text(text, {})
    assert [each.accepted for each in found.calls] == [True, None, None, True]
    assert message(found.calls[1].findings[0], Language("en")).startswith(
        "warning[P08]: no verdict on `r(torch.randn(3, 2, 4 + i))`: `for i in range(2)` was not read\n"
    )


@pytest.mark.parametrize("kind", ["float32", "float64"])
def test_a_cell_goes_on_with_the_kind_of_number_of_its_c(kind):
    """torch takes c_0 in any kind of number; what comes out has it, and does not fit the weights then."""
    text = (
        "import torch\nfrom torch import nn\ncell = nn.LSTMCell(4, 4)\nx = torch.randn(2, 4)\n"
        f"h, c = cell(x, (torch.zeros(2, 4), torch.zeros(2, 4, dtype=torch.{kind})))\ncell(c)\n"
    )
    runs, _ = happened(text)
    found = explain_text(text, {})
    assert [each.torch_message for each in found.calls] == [run.message for run in runs]
    assert found.accepted is (kind == "float32")
