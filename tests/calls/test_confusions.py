"""Every wrong call of the source notebook and every row of the list of confusions, by the words of the message."""

import pytest

from tutor import explain_call
from tutor.language.languages import Language
from tutor.language.messages import message

ENGLISH, KOREAN = Language("en"), Language("ko")


def told(explanation, code, language=ENGLISH):
    """The message of one finding, which must be there once."""
    (found,) = [each for each in explanation.findings if each.code == code]
    return message(found, language)


def codes(explanation):
    return [(each.code, each.severity) for each in explanation.findings]


# The notebook


def test_the_cell_that_was_commented_out():
    found = explain_call("nn.RNN(10, 1, 1)", (1, 3, 10), (2, 3, 1))
    assert (found.accepted, found.torch_exception) == (False, "RuntimeError")
    assert found.torch_message == "Expected hidden size (1, 3, 1), got [2, 3, 1]"
    assert codes(found) == [("P24", "error"), ("P31", "warning")]
    assert told(found, "P24") == (
        "error[P24]: h_0 does not fit the layers\n"
        "  input   (1, 3, 10)   time 1, batch 3, input_size 10\n"
        "  h_0     (2, 3, 1)    layers·directions 2, batch 3, hidden_size 1\n"
        "  h_0     (1, 3, 1)    is wanted: layers·directions 1, batch 3, hidden_size 1\n"
        "  Every layer has a start value in every direction: 1 layer · 1 direction = 1; h_0 has 2.\n"
        "  help: for more layers write nn.RNN(10, 1, 2), for both directions "
        "nn.RNN(10, 1, 1, bidirectional=True); if neither is meant, h_0 = torch.zeros(1, 3, 1)"
    )
    assert told(found, "P24", KOREAN) == (
        "오류[P24]: h_0이 층의 수와 맞지 않습니다\n"
        "  input   (1, 3, 10)   시간 1, 배치 3, input_size 10\n"
        "  h_0     (2, 3, 1)    층·방향 2, 배치 3, hidden_size 1\n"
        "  h_0     (1, 3, 1)    필요한 크기: 층·방향 1, 배치 3, hidden_size 1\n"
        "  초깃값은 층마다, 방향마다 하나씩입니다. 층 1개 · 방향 1개 = 1개인데, h_0에는 2개 있습니다.\n"
        "  도움말: 층을 늘리려면 nn.RNN(10, 1, 2), 양방향이면 nn.RNN(10, 1, 1, bidirectional=True)로 적으세요. "
        "둘 다 아니라면 h_0 = torch.zeros(1, 3, 1)로 만드세요"
    )


def test_cell_3_runs_without_a_word_and_nothing_recurs():
    found = explain_call("nn.RNN(10, 1, 1)", (1, 3, 10), (1, 3, 1))
    assert found.accepted and found.torch_message is None
    assert dict(found.shapes) == {"output": (1, 3, 1), "h_n": (1, 3, 1)}
    assert codes(found) == [("P31", "warning"), ("P33", "warning"), ("P42", "note")]
    assert told(found, "P31") == (
        "warning[P31]: torch reads 3 sequences of one step each\n"
        "  input   (1, 3, 10)   time 1, batch 3, input_size 10\n"
        "  Without batch_first the first axis is time, the second the batch. Nothing recurs, and no message "
        "is given.\n"
        "  help: if the first axis is the batch, write nn.RNN(10, 1, 1, batch_first=True); if it is time, say so: "
        "nn.RNN(10, 1, 1, batch_first=False)"
    )
    assert told(found, "P33") == (
        "warning[P33]: h_0 fits only because 3 is taken for the batch\n"
        "  h_0   (1, 3, 1)   layers·directions 1, batch 3, hidden_size 1\n"
        "  h_0   (1, 1, 1)   with batch_first=True\n"
        "  Its size hides that the axes of the input are not what they seem.\n"
        "  help: with batch_first=True make it with h_0 = torch.zeros(1, 1, 1)"
    )
    assert told(found, "P42") == (
        "note[P42]: output and h_n have the same shape, (1, 3, 1)\n"
        "  With one step and one layer they hold the same numbers; with more steps they do not."
    )


def test_cell_4_is_right():
    found = explain_call("nn.RNN(10, 1, 1, batch_first=True)", (1, 3, 10), (1, 1, 1))
    assert found.accepted and found.findings == ()
    assert dict(found.shapes) == {"output": (1, 3, 1), "h_n": (1, 1, 1)}
    assert sum(each.numbers for each in found.parameters) == 13
    assert "parameters: 10·1 + 1·1 + 1 + 1 = 13\n" in found.text()


def test_bidirectional_is_not_the_number_of_directions():
    found = explain_call("nn.RNN(10, 1, 1, batch_first=True, bidirectional=1)", (1, 3, 10))
    assert not found.accepted
    assert told(found, "P12") == (
        "error[P12]: `bidirectional` cannot be 1\n"
        "  It is True or False, not the number of directions. torch makes the module and refuses it when it is "
        "called.\n"
        "  help: write nn.RNN(10, 1, 1, batch_first=True, bidirectional=False)"
    )


# batch_first and h_0


def test_a_forgotten_batch_first_shows_in_h_0():
    found = explain_call("nn.RNN(10, 1)", (2, 3, 10), (1, 2, 1))
    assert found.torch_message == "Expected hidden size (1, 3, 1), got [1, 2, 1]"
    assert told(found, "P25") == (
        "error[P25]: h_0 does not fit the batch\n"
        "  input   (2, 3, 10)   time 2, batch 3, input_size 10\n"
        "  h_0     (1, 2, 1)    layers·directions 1, batch 2, hidden_size 1\n"
        "  h_0     (1, 3, 1)    is wanted: layers·directions 1, batch 3, hidden_size 1\n"
        "  The batch is axis 1 of the input and has size 3; h_0 has 2.\n"
        "  help: if the first axis of the input is the batch, write nn.RNN(10, 1, batch_first=True); if not, "
        "h_0 = torch.zeros(1, 3, 1)"
    )


def test_a_needless_batch_first_shows_in_h_0():
    found = explain_call("nn.RNN(10, 1, batch_first=True)", (2, 3, 10), (1, 3, 1))
    assert told(found, "P25").splitlines()[-1] == (
        "  help: if the first axis of the input is time, write nn.RNN(10, 1, batch_first=False); if not, "
        "h_0 = torch.zeros(1, 2, 1)"
    )


def test_h_0_is_not_turned_round_by_batch_first():
    found = explain_call("nn.RNN(10, 20, 2, batch_first=True)", (3, 5, 10), (3, 2, 20))
    assert found.torch_message == "Expected hidden size (2, 3, 20), got [3, 2, 20]"
    assert told(found, "P27") == (
        "error[P27]: the first two axes of h_0 are exchanged\n"
        "  input   (3, 5, 10)   batch 3, time 5, input_size 10\n"
        "  h_0     (3, 2, 20)   layers·directions 3, batch 2, hidden_size 20\n"
        "  h_0     (2, 3, 20)   is wanted: layers·directions 2, batch 3, hidden_size 20\n"
        "  batch_first turns the input and the output round, never h_0, c_0, h_n and c_n.\n"
        "  help: write h_0.transpose(0, 1)"
    )


def test_h_0_that_would_fit_both_ways():
    found = explain_call("nn.GRU(10, 20, 2, batch_first=True)", (2, 5, 10), (2, 2, 20))
    assert found.accepted and codes(found) == [("P34", "warning")]
    assert told(found, "P34") == (
        "warning[P34]: h_0 would fit with its first two axes exchanged, too\n"
        "  h_0   (2, 2, 20)   layers·directions 2, batch 2, hidden_size 20\n"
        "  batch_first does not turn h_0 round: its first axis is layers·directions, its second the batch, and "
        "here both have size 2.\n"
        "  help: if the batch is its first axis, write h_0.transpose(0, 1); to be sure, try a batch of another size"
    )
    assert codes(explain_call("nn.GRU(10, 20, 2, batch_first=True)", (2, 5, 10))) == []


# output and h_n, and their order


def test_output_and_h_n():
    one_step = explain_call("nn.RNN(10, 1, batch_first=True)", (1, 1, 10))
    assert told(one_step, "P42").startswith("note[P42]: output and h_n have the same shape, (1, 1, 1)\n")
    by_accident = explain_call("nn.RNN(10, 20, 2)", (2, 3, 10))
    assert told(by_accident, "P42") == (
        "note[P42]: output and h_n have the same shape, (2, 3, 20)\n"
        "  output holds the last layer at every step, h_n every layer at the last step; that the sizes are the "
        "same is an accident."
    )
    both = explain_call("nn.RNN(10, 20, bidirectional=True)", (5, 3, 10))
    assert told(both, "P42") == (
        "note[P42]: the last step of output is not h_n\n"
        "  output holds both directions side by side, for every step; the reverse direction ends at the first "
        "step. h_n holds where each direction ends, so the last step of output is not h_n."
    )


def test_the_order_of_layers_and_directions():
    found = explain_call("nn.LSTM(10, 20, 2, bidirectional=True)", (5, 3, 10))
    assert codes(found) == [("P42", "note"), ("P43", "note")]
    assert told(found, "P43") == (
        "note[P43]: h_n holds layers and directions in one axis\n"
        "  Its order is layer 0 forward, layer 0 reverse, layer 1 forward, layer 1 reverse.\n"
        "  help: take them apart: h_n.view(2, 2, 3, 20)"
    )
    assert told(found, "P43", KOREAN) == (
        "참고[P43]: h_n은 층과 방향을 한 축에 담습니다\n"
        "  순서: 층 0 정방향, 층 0 역방향, 층 1 정방향, 층 1 역방향.\n"
        "  도움말: 나누어 보려면: h_n.view(2, 2, 3, 20)"
    )


# Two biases


def test_two_biases():
    page = explain_call("nn.RNN(10, 1)", (3, 1, 10)).text()
    assert (
        "parameters: 10·1 + 1·1 + 1 + 1 = 13\n"
        "  Two biases: bias_ih and bias_hh are added, so by hand one writes their sum b\n"
        "  (rnn-tutor explain P44).\n"
    ) in page
    gru = explain_call("nn.GRU(10, 1)", (3, 1, 10)).text()
    assert (
        "  Two biases: bias_ih and bias_hh. In r and z only their sum matters; in n the\n"
        "  reset gate multiplies W_hn h + b_hn, so there they stay two (rnn-tutor explain\n"
        "  P44).\n"
    ) in gru
    assert "biases" not in explain_call("nn.RNN(10, 1, bias=False)", (3, 1, 10)).text()


# Keras


@pytest.mark.parametrize(
    "text",
    [
        "keras.layers.SimpleRNN(20, input_shape=(3, 10))",
        "model.add(SimpleRNN(20))",
        "tf.keras.layers.GRU(20)",
        "LSTM(20, return_sequences=True)",
    ],
)
def test_the_orientation_of_keras(text):
    module = next(each for each in ("GRU", "LSTM", "RNN") if each in text)
    from tutor.language.faults import CallError

    with pytest.raises(CallError) as refused:
        explain_call(text, (1, 3, 10))
    (fault,) = refused.value.faults
    assert fault.code == "P45"
    assert message(fault, ENGLISH).splitlines()[1:] == [
        "  Keras keeps the matrices the other way round: kernel is (input_size, units), the transpose of torch's "
        "weight_ih (hidden_size, input_size), recurrent_kernel the transpose of weight_hh. SimpleRNN and LSTM have "
        "one bias where torch has two, and the batch is always the first axis.",
        f"  help: the same in torch: nn.{module}(input_size, units, batch_first=True)",
    ]


# T = N


def test_time_and_batch_of_the_same_size():
    found = explain_call("nn.RNN(10, 20)", (3, 3, 10), (1, 3, 20))
    assert found.accepted and codes(found) == [("P32", "warning")]
    assert told(found, "P32") == (
        "warning[P32]: time and batch have the same size, 3\n"
        "  input   (3, 3, 10)   time 3, batch 3, input_size 10\n"
        "  The sizes do not tell which of the two axes is time: torch takes the first, and would take the other "
        "one as readily.\n"
        "  help: if the first axis is the batch, write nn.RNN(10, 20, batch_first=True); if it is time, say so: "
        "nn.RNN(10, 20, batch_first=False)"
    )
    assert told(found, "P32", KOREAN).splitlines()[:3] == [
        "경고[P32]: 시간 축과 배치 축의 크기가 3으로 같습니다",
        "  input   (3, 3, 10)   시간 3, 배치 3, input_size 10",
        "  크기만으로는 두 축 가운데 어느 쪽이 시간인지 알 수 없습니다. torch는 첫 번째 축을 시간으로 읽는데, "
        "축이 뒤바뀌어도 아무 말이 없습니다.",
    ]


@pytest.mark.parametrize("said", [True, False])
def test_on_purpose_it_is_a_note(said):
    for input, code in (((3, 3, 10), "P32"), ((1, 3, 10) if not said else (3, 1, 10), "P31")):
        found = explain_call(f"nn.RNN(10, 20, batch_first={said})", input)
        assert (code, "note") in codes(found) and not found.is_doubtful


# Repairs that mend the whole call


def test_one_repair_where_one_mends_everything():
    exchanged = explain_call("nn.RNN(20, 10)", (5, 3, 10), (1, 3, 20))
    assert codes(exchanged) == [("P22", "error")]
    assert str(exchanged.findings[0].help) == "input_size comes first, then hidden_size: nn.RNN(10, 20)"
    forgotten = explain_call("nn.RNN(10, 20)", (1, 3, 10), (1, 1, 20))
    assert codes(forgotten) == [("P25", "error")]
    several = explain_call("nn.RNN(10, 20)", (5, 3, 9), (1, 2, 20))
    assert codes(several) == [("P22", "error"), ("P25", "error")]


@pytest.mark.parametrize(
    ("text", "input", "start", "fix"),
    [
        ("nn.RNN(10, 20, 'relu')", (5, 3, 10), None, "write nn.RNN(10, 20, 1, nonlinearity='relu')"),
        ("nn.RNN(10, 20, 1, True)", (5, 3, 10), None, 'write nonlinearity="tanh"'),
        ("nn.RNN(10, 20, nonlinearity='tahn')", (5, 3, 10), None, 'write nonlinearity="tanh"'),
        ("nn.RNN((3, 10), 20)", (5, 3, 10), None, "write nn.RNN(10, 20)"),
        ("nn.RNN('10', 20)", (5, 3, 10), None, "write nn.RNN(10, 20)"),
        ("nn.GRU(10, 20, 1, 'tanh')", (5, 3, 10), None, "write nn.GRU(10, 20, 1, True)"),
        ("nn.GRU(10, 20, activation='relu')", (5, 3, 10), None, "leave it out: nn.GRU(10, 20)"),
        ("nn.RNN(10, 20, batch_first=1)", (5, 3, 10), None, "write nn.RNN(10, 20, batch_first=True)"),
        ("nn.RNN(10, 20)", (10,), None, "make it a sequence of one step: input.unsqueeze(0)"),
        ("nn.RNN(10, 20)", (4, 1, 3, 10), None, "take the axis of size 1 away: input.squeeze(1)"),
        ("nn.RNN(10, 20)", (3, 10, 7), None, "the axis of size 10 must be the last: input.transpose(1, 2)"),
        ("nn.RNN(10, 20)", (5, 3, 9), None, "if every step has 9 numbers, write nn.RNN(9, 20)"),
        (
            "nn.LSTM(1, 64, batch_first=True)",
            (32, 50),
            None,
            "give every step its own row: input.unsqueeze(-1)",
        ),
        ("nn.RNN(10, 20)", (5, 3, 10), (3, 20), "write h_0.unsqueeze(0)"),
        ("nn.RNN(10, 20)", (5, 10), (1, 1, 20), "write h_0.squeeze(0)"),
        ("nn.RNN(10, 20)", (5, 3, 10), (20,), "make it with h_0 = torch.zeros(1, 3, 20)"),
        ("nn.RNN(10, 20)", (5, 3, 10), (1, 3, 30), "write nn.RNN(10, 30), or h_0 = torch.zeros(1, 3, 20)"),
        (
            "nn.LSTM(10, 20)",
            (5, 3, 10),
            (1, 3, 20),
            "put both in parentheses: lstm(input, (h_0, torch.zeros(1, 3, 20)))",
        ),
        ("nn.GRU(10, 20)", (5, 3, 10), ((1, 3, 20), (1, 3, 20)), "leave c_0 out: gru(input, h_0)"),
        ("nn.RNNCell(10, 20)", (5, 3, 10), None, "go through the steps: for x in input: h = cell(x, h)"),
    ],
)
def test_the_repair_can_be_pasted(text, input, start, fix):
    first = explain_call(text, input, start).findings[0]
    assert first.severity == "error" and str(first.help) == fix


# What fits by accident


def test_one_tensor_in_place_of_the_pair_of_an_lstm():
    found = explain_call("nn.LSTM(10, 2)", (5, 10), (2, 1, 2))
    assert found.accepted
    assert told(found, "P33") == (
        "warning[P33]: one tensor is taken for both h_0 and c_0\n"
        "  h_0   (2, 1, 2)\n"
        "  torch takes its first slice for h_0 and its second for c_0, which fits by accident.\n"
        "  help: put both in parentheses: lstm(input, (torch.zeros(1, 2), torch.zeros(1, 2)))"
    )


def test_a_matrix_in_place_of_the_state_of_a_cell():
    found = explain_call("nn.RNNCell(10, 3)", (10,), (3, 3))
    assert dict(found.shapes) == {"h_1": (3, 3)}
    assert told(found, "P33").startswith("warning[P33]: the state of a single input is a matrix\n")


@pytest.mark.parametrize(("input", "code"), [((1, 2, 10), "P31"), ((2, 2, 10), "P32")])
def test_two_are_enough_to_be_doubtful(input, code):
    assert codes(explain_call("nn.LSTM(10, 20)", input))[0] == (code, "warning")


# Ordinary calls


ORDINARY = [
    ("nn.RNN(10, 20, 2)", (5, 3, 10), (2, 3, 20)),
    ("nn.GRU(10, 20, 2)", (5, 3, 10), (2, 3, 20)),
    ("nn.LSTM(10, 20, 2)", (5, 3, 10), ((2, 3, 20), (2, 3, 20))),
    ("nn.RNNCell(10, 20)", (3, 10), (3, 20)),
    ("nn.GRUCell(10, 20)", (3, 10), (3, 20)),
    ("nn.LSTMCell(10, 20)", (3, 10), ((3, 20), (3, 20))),
    ("nn.RNN(10, 20)", (5, 3, 10), None),
    ("nn.RNN(10, 20, batch_first=True)", (32, 100, 10), (1, 32, 20)),
    (
        "nn.LSTM(input_size=300, hidden_size=128, num_layers=2, dropout=0.2, batch_first=True)",
        (64, 50, 300),
        None,
    ),
    ("nn.GRU(10, 20, bias=False)", (7, 1, 10), (1, 1, 20)),
    ("nn.RNN(10, 20)", (1, 1, 10), (1, 1, 20)),
    ("nn.RNNCell(10, 20)", (10,), (20,)),
    ("nn.GRU(10, 20, 2)", (5, 2, 10), (2, 2, 20)),
    ("nn.RNN(10, 20)", (2, 1, 10), (1, 1, 20)),
]


@pytest.mark.parametrize(("text", "input", "start"), ORDINARY)
def test_an_ordinary_call_gives_no_warning(text, input, start):
    found = explain_call(text, input, start)
    assert found.accepted and not found.is_doubtful
    assert input == (1, 1, 10) or found.findings == ()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_legal_and_common_is_a_note(language):
    found = explain_call("nn.RNN(10, 20, batch_first=True)", (5, 10), (1, 20))
    assert codes(found) == [("P41", "note")]
    assert (
        told(found, "P41", Language(language))
        == {
            "en": (
                "note[P41]: the input is a single sequence, without a batch\n"
                "  input   (5, 10)   time 5, input_size 10\n"
                "  An input of two axes is one sequence of 5 steps, not a batch of 5. batch_first makes no difference to it.\n"
                "  help: for a batch of one write input.unsqueeze(0)"
            ),
            "ko": (
                "참고[P41]: 입력은 배치 없는 시퀀스 하나입니다\n"
                "  input   (5, 10)   시간 5, input_size 10\n"
                "  축이 둘인 입력은 크기가 5인 배치가 아니라 5단계짜리 시퀀스 하나입니다. batch_first는 아무 영향이 없습니다.\n"
                "  도움말: 시퀀스 하나짜리 배치로 하려면 input.unsqueeze(0)으로 적으세요"
            ),
        }[language]
    )
