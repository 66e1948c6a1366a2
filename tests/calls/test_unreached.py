"""A call that the program of a text does not come to is said to be without a verdict: none is lost."""

import pytest

from tutor.calls.texts import explain_text

TORCH = "import torch\nimport torch.nn as nn\n"


def shapes(rnn_tutor, folder, text, lang="en"):
    """Run the command on a file with this text."""
    file = folder / "a.py"
    file.write_text(TORCH + text, encoding="utf-8")
    return rnn_tutor("shapes", file, "--lang", lang)


NET = (
    "class Net(nn.Module):\n"
    "    def __init__(self):\n"
    "        super().__init__()\n"
    "        self.rnn = nn.GRU(10, 20, batch_first=True)\n"
    "    def forward(self, x):\n"
)
ENDS = {
    "a smaller last batch": (
        f"{NET}        x = x.view(4, 5, 10)\n        return self.rnn(x)\n"
        "net = Net()\nfor b in (4, 4, 2):\n    net(torch.randn(b, 5, 10))\n",
        [True, None],
        "no verdict on `self.rnn(x)`: `x.view(4, 5, 10)` was not read",
    ),
    "in the argument, in a class": (
        f"{NET}        return self.rnn(x.view(4, 5, 10))\n"
        "net = Net()\nnet(torch.randn(4, 5, 10))\nnet(torch.randn(2, 5, 10))\n",
        [True, None],
        "no verdict on `self.rnn(x.view(4, 5, 10))`: `x.view(4, 5, 10)` was not read",
    ),
    "in the argument": (
        "rnn = nn.GRU(10, 20)\nx = torch.randn(4, 5, 10)\nrnn(x)\nrnn(x.view(4, 10, 11))\n",
        [True, None],
        "no verdict on `rnn(x.view(4, 10, 11))`: `x.view(4, 10, 11)` was not read",
    ),
    "a step that torch does not take": (
        "rnn = nn.GRU(10, 20)\nx = torch.randn(4, 5, 10)\nrnn(x)\nrnn(x[::-1])\n",
        [True, None],
        "no verdict on `rnn(x[::-1])`: `x[::-1]` was not read",
    ),
    "beside it in a sum": (
        "rnn = nn.GRU(10, 20)\nx = torch.randn(4, 5, 10)\nrnn(x)\ny = x.view(7, 7).sum() + rnn(x)[0].sum()\n",
        [True, None],
        "no verdict on `rnn(x)`: `x.view(7, 7)` was not read",
    ),
    "in the head of a loop": (
        "rnn = nn.GRU(10, 20)\nx = torch.randn(4, 5, 10)\nrnn(x)\nfor row in x.view(7, 7):\n    rnn(row)\n",
        [True, None],
        "no verdict on `rnn(row)`: `x.view(7, 7)` was not read",
    ),
    "in what a method is called on": (
        "rnn = nn.GRU(10, 20)\nx = torch.randn(4, 5, 10)\nrnn(x)\ny = rnn(x.view(7, 7))[0].sum()\n",
        [True, None],
        "no verdict on `rnn(x.view(7, 7))`: `x.view(7, 7)` was not read",
    ),
    "an assertion": (
        "rnn = nn.GRU(10, 20)\nx = torch.randn(4, 5, 10)\ndef run(x):\n    assert x.dim() == 3\n    return rnn(x)\n"
        "run(x)\nrun(x[0])\n",
        [True, None],
        "no verdict on `rnn(x)`: `assert x.dim() == 3` was not read",
    ),
    "on one of two ways": (
        "rnn = nn.GRU(10, 20)\nx = torch.randn(4, 5, 10)\nrnn(x)\n"
        "if torch.cuda.is_available():\n    y = x.view(7, 7)\n    rnn(y)\n",
        [True, None],
        "no verdict on `rnn(y)`: `x.view(7, 7)` was not read",
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_call_behind_an_error_is_not_lost(name):
    text, accepted, title = ENDS[name]
    found = explain_text(TORCH + text, {})
    assert [each.accepted for each in found.calls] == accepted
    assert found.accepted is None
    assert found.exit_code == 2
    assert [(each.code, str(each.title)) for each in found.findings] == [("P08", title)]
    assert (
        str(found.findings[0].because)
        == "The program ends there with an error, before the call. Nothing in the text is run to find it."
    )


def test_what_is_followed_aside_changes_nothing():
    """The names of a body that is not reached stay as they were, and so do the layers behind."""
    text = (
        "rnn, fc = nn.GRU(10, 20), nn.Linear(20, 2)\nx = torch.randn(4, 5, 10)\n"
        "try:\n    y = x.view(7, 7)\n    x = x[0, 0]\n    fc(x)\nexcept RuntimeError:\n    pass\nrnn(x)\n"
    )
    found = explain_text(TORCH + text, {})
    assert found.accepted is True
    assert [each.code for each in found.findings] == []


NOT_FOLLOWED = {
    "a decorator from elsewhere": (
        "from elsewhere import log\nm = nn.GRU(10, 20)\n@log\ndef run(x, h):\n    return m(x, h)\n"
        "run(torch.randn(5, 3, 10), torch.zeros(1, 5, 20))\n",
        "no verdict on `m(x, h)`: `@log` was not read",
    ),
    "a decorated forward": (
        "from elsewhere import timer\n"
        + NET.replace("    def forward", "    @timer()\n    def forward")
        + "        return self.rnn(x)\nNet()(torch.randn(4, 5, 11))\n",
        "no verdict on `self.rnn(x)`: `@timer` was not read",
    ),
    "map": (
        "m = nn.GRU(10, 20)\nr = list(map(lambda x: m(x), [torch.randn(5, 3, 11)]))\n",
        "no verdict on `m(x)`: `map(lambda x: m(x), [torch.randn(5, 3, 11)])` was not read",
    ),
    "a generator": (
        "m = nn.GRU(10, 20)\ndef steps(x):\n    yield m(x)\nfor y in steps(torch.randn(5, 3, 11)):\n    pass\n",
        "no verdict on `m(x)`: `steps` was not read",
    ),
    "a loop over an object": (
        "m = nn.GRU(10, 20)\nclass Rows:\n    def __iter__(self):\n        return m(torch.randn(5, 3, 11))\n"
        "for row in Rows():\n    pass\n",
        "no verdict on `m(torch.randn(5, 3, 11))`: `Rows.__iter__` was not read",
    ),
    "a trainer": (
        "from elsewhere import Trainer\n"
        + NET
        + "        return self.rnn(x[:, 0, :5])\nTrainer().fit(Net())\n"
        "nn.GRU(10, 20)(torch.randn(5, 3, 10))\n",
        "no verdict on `self.rnn(x[:, 0, :5])`: `Trainer().fit(Net())` was not read",
    ),
}


@pytest.mark.parametrize("name", NOT_FOLLOWED)
def test_a_call_in_a_function_that_somebody_else_calls_is_not_lost(name):
    text, title = NOT_FOLLOWED[name]
    found = explain_text(TORCH + text, {})
    assert found.accepted is None
    assert found.exit_code == 2
    (fault,) = found.findings
    assert (fault.code, str(fault.title)) == ("P08", title)
    assert str(fault.because) == (
        "It calls the function that the call stands in, and is not followed. Nothing in the text is run to find it."
    )
    assert str(fault.help) == ("call the function without it, with tensors whose shapes stand in the text")


CALLED = "rr = nn.GRU(10, 20)\nrr(torch.randn(5, 3, 10))\n"
NOT_CALLED = {
    "a function in a function": CALLED
    + "def outer():\n    def helper():\n        return rr(torch.randn(5, 3, 11))\nouter()\n",
    "a function that is one of two": CALLED
    + "if input():\n    def helper(x, *, h):\n        return rr(torch.randn(5, 3, 11))\n",
    "a function in a try": CALLED
    + "try:\n    def helper():\n        return rr(torch.randn(5, 3, 11))\nfinally:\n    pass\n",
    "a lambda": CALLED + "helper = lambda x, y=2: rr(torch.randn(5, 3, 11))\n",
    "a lambda in such a function": CALLED
    + "def outer():\n    def helper():\n        f = lambda x: rr(torch.randn(5, 3, 11))\n        return f(0)\nouter()\n",
}


@pytest.mark.parametrize("name", NOT_CALLED)
def test_a_call_in_an_inner_function_that_nobody_calls_is_listed_beside_others(name):
    found = explain_text(TORCH + NOT_CALLED[name], {})
    assert [each.accepted for each in found.calls] == [True, None]
    assert (found.accepted, found.exit_code) == (None, 2)
    (fault,) = [each for each in found.findings if each.code == "P08"]
    assert str(fault.title) == (
        "no verdict on `rr(torch.randn(5, 3, 11))`: `"
        f"{'lambda' if name == 'a lambda' else 'helper'}` was not read"
    )
    assert str(fault.because) == (
        "The call stands in this function, and nothing in the text calls it. Nothing in the text is run to find it."
    )
    assert str(fault.help) == "call it with tensors whose shapes stand in the text, or leave it out"


def test_a_function_without_a_call_that_nobody_calls_changes_nothing():
    text = "def helper(a):\n    global rr\n    rr = nn.GRU(1, 1)\n    return a\n" + CALLED
    found = explain_text(TORCH + text + "rr(torch.randn(5, 3, 10))\n", {})
    assert (found.accepted, found.exit_code) == (True, 0)


FOLLOWED = {
    "a part of an object": (
        "class T:\n    def __init__(self):\n        self.m = nn.GRU(10, 20)\n    def __getitem__(self, i):\n"
        "        return self.m(torch.randn(5, 3, 10), torch.zeros(1, i, 20))\nT()[5]\n",
        "Expected hidden size (1, 3, 20), got [1, 5, 20]",
    ),
    "with": (
        "class T:\n    def __enter__(self):\n        return nn.GRU(10, 20)\n    def __exit__(self, *a):\n        pass\n"
        "with T() as m:\n    m(torch.randn(5, 3, 11))\n",
        "input.size(-1) must be equal to input_size. Expected 10, got 11",
    ),
    "checkpoint": (
        "from torch.utils.checkpoint import checkpoint\nm = nn.GRU(10, 20)\n"
        "y, h = checkpoint(m, torch.randn(5, 3, 10), torch.zeros(1, 5, 20), use_reentrant=False)\n",
        "Expected hidden size (1, 3, 20), got [1, 5, 20]",
    ),
    "add_module": (
        "model = nn.Sequential()\nmodel.add_module('rnn', nn.GRU(8, 16))\nmodel.rnn(torch.randn(5, 4, 9))\n",
        "input.size(-1) must be equal to input_size. Expected 8, got 9",
    ),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_call_that_python_or_torch_makes_is_followed(name):
    text, words = FOLLOWED[name]
    found = explain_text(TORCH + text, {})
    assert found.accepted is False
    assert found.torch_message == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "class Mine(nn.LSTM):\n    pass\nMine(10, 20)(torch.randn(5, 3, 10))\n",
            "error[P02]: no verdict: `nn.LSTM` is used through a class or a function of its own, which is not followed\n"
            "  3 | class Mine(nn.LSTM):\n    |            ^\n  Its arguments decide the shapes.\n"
            "  help: write the module itself: nn.LSTM(10, 20)\n",
        ),
        (
            "from functools import partial\nGRU = partial(nn.GRU, batch_first=True)\nGRU(10, 20)(torch.randn(5, 3, 10))\n",
            "error[P02]: no verdict: `nn.GRU` is used through a class or a function of its own, which is not followed\n"
            "  4 | GRU = partial(nn.GRU, batch_first=True)\n    |               ^\n  Its arguments decide the shapes.\n"
            "  help: write the module itself: nn.GRU(10, 20)\n",
        ),
    ],
)  # fmt: skip
def test_a_module_behind_another_class_or_function_is_said_to_be_there(rnn_tutor, tmp_path, text, said):
    done = shapes(rnn_tutor, tmp_path, text)
    assert (done.code, done.err) == (2, said)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "warning[P08]: no verdict on `rnn(x, torch.zeros(1, 5, 20))`: one of its sizes comes of what the program "
            "computes\n  Whether it fits depends on this size. Nothing in the text is run to find it.\n"
            "  help: write the shape into the text, such as torch.zeros(5, 3, 10)\n",
        ),
        (
            "ko",
            "경고[P08]: `rnn(x, torch.zeros(1, 5, 20))` 호출은 판정하지 않습니다. 크기 하나가 프로그램이 계산하는 값에서 나옵니다\n"
            "  맞는지는 이 크기에 달려 있습니다. 알아내려고 글 속의 코드를 실행하지는 않습니다.\n"
            "  도움말: 글에 크기를 적으세요. 예: torch.zeros(5, 3, 10)\n",
        ),
    ],
)
def test_a_size_without_a_name_is_told_in_words(rnn_tutor, tmp_path, lang, said):
    text = (
        "x = torch.zeros(5, 3, 10)\nx = x if x.sum() > 0 else x.transpose(0, 1)\n"
        "rnn = nn.GRU(10, 20)\nrnn(x, torch.zeros(1, 5, 20))\n"
    )
    done = shapes(rnn_tutor, tmp_path, text, lang)
    assert done.code == 2
    assert (done.out + done.err).endswith(said)


def test_a_layer_that_does_not_fit_on_a_way_that_torch_may_not_go_is_no_error():
    text = "rnn = nn.GRU(10, 20)\nout, h = rnn(torch.zeros(5, 3, 10))\n{}out = nn.Linear(9, 2)(out)\n"
    certain = explain_text(TORCH + text.format(""), {})
    assert (certain.accepted, [each.code for each in certain.findings if each.severity == "error"]) == (
        True,
        ["P50"],
    )
    open_way = explain_text(TORCH + text.format("if torch.cuda.is_available():\n    "), {})
    assert (open_way.accepted, [each.code for each in open_way.findings if each.severity == "error"]) == (
        True,
        [],
    )


@pytest.mark.parametrize(
    "made", ["GRU = functools.partial(nn.GRU, batch_first=True)", "class GRU(nn.GRU): pass"]
)
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "warning[P08]: no verdict on calls of what line 4 makes of `nn.GRU`: it is not followed\n"
            "  help: write the module itself: nn.GRU(10, 20)\n",
        ),
        (
            "ko",
            "경고[P08]: 4번째 줄에서 `nn.GRU`로 만든 것의 호출은 따라가지 않으므로 판정하지 않습니다\n"
            "  도움말: 모듈을 직접 적으세요: nn.GRU(10, 20)\n",
        ),
    ],
)
def test_beside_another_module_what_is_made_of_one_is_told_too(rnn_tutor, tmp_path, made, lang, said):
    calls = "GRU(10, 20)(torch.zeros(5, 3, 10))\nnn.RNN(3, 4)(torch.zeros(5, 2, 3))\n"
    done = shapes(rnn_tutor, tmp_path, f"import functools\n{made}\n{calls}", lang)
    assert done.code == 1
    assert (done.out + done.err).endswith(said)


HELPER = "def helper(KNOWN):\n    return m(INPUT)\n"
UNCALLED = {
    "a function": HELPER,
    "a function defined after the call": "m(torch.randn(5, 3, 10))\n" + HELPER,
    "a function that makes its module": "def helper(KNOWN):\n    m = nn.GRU(10, 20)\n    return m(INPUT)\n",
    "a method": "class Trainer:\n    def __init__(self, m): self.m = m\n    def step(self, KNOWN): return m(INPUT)\n",
    "a second method of a module": (
        "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.m = nn.GRU(10, 20)\n    def forward(self, x): return self.m(x)\n"
        "    def sample(self, KNOWN): return self.m(INPUT)\nNet()(torch.randn(5, 3, 10))\n"
    ),
    "a test": "class T:\n    def setUp(self): self.m = nn.GRU(10, 20)\n    def test(self, KNOWN): self.m(INPUT)\n",
}


@pytest.mark.parametrize(
    ("known", "handed", "wanted"),
    [
        ("", "torch.randn(3, 2, 6)", False),
        ("", "torch.randn(3, 2, 10)", True),
        ("x", "x", None),
        ("x", "x.reshape(-1, 2, 6)", False),
    ],
)
@pytest.mark.parametrize("name", UNCALLED)
def test_a_call_in_what_nobody_calls_is_judged_beside_calls_that_are_made(name, known, handed, wanted):
    head = "import torch\nfrom torch import nn\nm = nn.GRU(10, 20)\n"
    text = UNCALLED[name].replace(", KNOWN", f", {known}" if known else "").replace("KNOWN", known)
    text = head + text.replace("INPUT", handed) + "m(torch.randn(5, 3, 10))\n"
    found = explain_text(text, {})
    assert found.accepted is wanted
    assert [each.accepted for each in found.calls].count(wanted) >= 1
