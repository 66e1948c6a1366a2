"""Of several calls every one is judged: the same line with other settings, and more calls than are shown."""

import pytest

from tutor.calls.texts import explain_text

TORCH = "import torch\nimport torch.nn as nn\n"
SETTINGS = {
    "a keyword in a class": (
        "class Net(nn.Module):\n"
        "    def __init__(self, bf):\n"
        "        super().__init__()\n"
        "        self.rnn = nn.GRU(10, 20, batch_first=bf)\n"
        "    def forward(self, x):\n"
        "        return self.rnn(x, torch.zeros(1, x.size(0), 20))\n"
        "x = torch.randn(4, 5, 10)\n"
        "for bf in [True, False]:\n"
        "    net = Net(bf)\n"
        "    out, h = net(x)\n",
        [True, False],
        "Expected hidden size (1, 5, 20), got [1, 4, 20]",
    ),
    "a keyword in a function": (
        "def run(n):\n"
        "    m = nn.GRU(10, 20, num_layers=n)\n"
        "    return m(torch.randn(4, 5, 10), torch.zeros(2, 5, 20))\n"
        "run(2)\n"
        "run(1)\n",
        [True, False],
        "Expected hidden size (1, 5, 20), got [2, 5, 20]",
    ),
    "a start value that is not known": (
        "from elsewhere import start\n"
        "m = nn.GRU(10, 20)\n"
        "for h in [None, start()]:\n"
        "    m(torch.randn(4, 5, 10), h)\n",
        [True, None],
        None,
    ),
    "no state and one": (
        "m = nn.GRU(10, 20)\nfor h in [None, torch.zeros(1, 4, 20)]:\n    m(torch.randn(4, 5, 10), h)\n",
        [True, False],
        "Expected hidden size (1, 5, 20), got [1, 4, 20]",
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_calls_with_different_settings_are_different_calls(name):
    text, accepted, words = SETTINGS[name]
    found = explain_text(TORCH + text, {})
    verdicts = [each.accepted for each in found.calls or (found,)]
    assert verdicts == accepted
    assert found.torch_message == words
    assert found.exit_code == (1 if False in accepted else 2)


def many(sizes):
    return f"{TORCH}m = nn.GRU(10, 20)\n" + "".join(f"m(torch.randn(5, {n}, {d}))\n" for n, d in sizes)


def test_more_calls_than_are_shown_are_judged():
    found = explain_text(many([*((n, 10) for n in range(1, 14)), (5, 11)]), {})
    assert [each.accepted for each in found.calls] == [True] * 13 + [False]
    assert found.accepted is False
    assert found.torch_message == "input.size(-1) must be equal to input_size. Expected 10, got 11"
    assert found.exit_code == 1
    assert len(found.to_dict("en")["calls"]) == 14
    english, korean = found.text("en"), found.text("ko")
    headings = [line for line in english.splitlines() if line.startswith("call ")]
    assert headings == [f"call {n} of 14: m" for n in (*range(1, 12), 14)]
    assert english.endswith(
        "\n2 more calls are judged and not shown here (--json lists all): torch accepts 2, refuses 0; "
        "0 without a verdict.\n"
    )
    assert korean.endswith(
        "\n판정했지만 여기에 보이지 않는 호출이 2개 더 있습니다(--json은 모두 적습니다). torch가 받아들이는 것 "
        "2개, 거부하는 것 0개, 판정 없음 0개.\n"
    )


def test_twelve_calls_are_all_shown():
    text = explain_text(many((n, 10) for n in range(1, 13)), {}).text("en")
    assert "call 12 of 12: m" in text
    assert "not shown" not in text


BEHIND = "m, fc = nn.GRU(10, 30), nn.Linear(20, 2)\no, h = m(torch.randn(4, 5, 10))\nfc(o)\n"


def test_words_say_so_where_a_layer_behind_is_refused():
    """The call is accepted, the program is not: exit code 1, and the sentence says why."""
    found = explain_text(TORCH + BEHIND, {})
    assert (found.accepted, found.exit_code) == (True, 1)
    assert (
        "\ntorch accepts this call.\n"
        "The program ends behind it: torch refuses what is done with the result.\n" in found.text("en")
    )
    assert (
        "\ntorch는 이 호출을 받아들입니다.\n"
        "다만 프로그램은 그 뒤에서 끝납니다. 결과로 하는 일을 torch가 거부합니다.\n" in found.text("ko")
    )


def test_the_help_says_what_the_exit_codes_mean(rnn_tutor):
    said = " ".join(rnn_tutor("shapes", "--help", "--lang", "en").out.split())
    assert (
        "exit 2 in place of 0 where a part of the text was not read; 0 is nothing wrong, 1 something refused or "
        "surely not meant, 2 no verdict on a call" in said
    )
