"""What is said of what a module or a layer is handed: no tensor, or one on another device."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

A_TUPLE_IS_HANDED_ON = Message(
    "P51",
    Pattern("`{call}` hands a tuple to {layer}", "`{call}`: {layer}에 튜플을 넘깁니다"),
    because=Pattern(
        "A recurrent module returns two things, output and h_n (an LSTM output and (h_n, c_n)); other layers "
        "take one tensor.",
        "순환 모듈은 output과 h_n, 두 가지를 돌려줍니다(LSTM은 output과 (h_n, c_n)). 다른 층은 텐서 하나를 "
        "받습니다.",
    ),
    help=Pattern("take the output first: output, _ = rnn(x)", "output부터 꺼내세요: output, _ = rnn(x)"),
)
LAYER_GETS_A_TUPLE = Message(
    "P51",
    Pattern("a layer gets a tuple in place of a tensor", "층에 텐서가 아니라 튜플을 넘깁니다"),
    because=Pattern(
        "Most often it is all that a recurrent module returns: output and h_n.",
        "대개는 순환 모듈이 돌려준 output과 h_n을 통째로 넘긴 것입니다.",
    ),
    help=Pattern("take the output first: output, _ = rnn(x)", "output부터 꺼내세요: output, _ = rnn(x)"),
)
TUPLE_HAS_NO_SIZES = Message(
    "P51",
    Pattern("a tuple is asked for what only a tensor has", "텐서에만 있는 것을 튜플에서 찾습니다"),
    because=Pattern(
        "Either it is all that a recurrent module returns, output and h_n, or nn.RNN or nn.GRU is given "
        "(h_0, c_0), and only an LSTM has a cell state c.",
        "순환 모듈이 돌려준 output과 h_n을 통째로 썼거나, 셀 상태 c가 없는 nn.RNN이나 nn.GRU에 (h_0, c_0)을 "
        "넘긴 것입니다.",
    ),
    help=Pattern(
        "take the output out first: output, _ = rnn(x); and leave c_0 out",
        "output을 먼저 꺼내고(output, _ = rnn(x)), c_0은 빼세요",
    ),
)
NO_TENSOR_IS_HANDED = Message(
    "P51",
    Pattern(
        "a module gets something of type {kind} in place of a tensor",
        "모듈에 텐서가 아니라 {kind:을} 넘깁니다",
    ),
    because=Pattern(
        "It asks its input and its start values for their axes, which only tensors can tell.",
        "모듈은 입력과 초깃값에 축의 수를 물어보는데, 텐서만 대답할 수 있습니다.",
    ),
    help=Pattern(
        "make a tensor of it first: torch.tensor(x, dtype=torch.float32)",
        "먼저 텐서로 만드세요: torch.tensor(x, dtype=torch.float32)",
    ),
)
AN_ARRAY_IS_HANDED = Message(
    "P51",
    Pattern("`{call}` hands an array of NumPy over", "`{call}`: NumPy 배열을 넘깁니다"),
    because=Pattern("A module takes tensors of torch alone.", "모듈은 torch의 텐서만 받습니다."),
    help=Pattern(
        "make a tensor of it first: torch.from_numpy({input}).float()",
        "먼저 텐서로 만드세요: torch.from_numpy({input}).float()",
    ),
)
ON_TWO_DEVICES = Message(
    "P52",
    Pattern(
        "tensors on two devices meet: {one} and {two}", "텐서가 서로 다른 장치에 있습니다: {one:과} {two}"
    ),
    because=Pattern(
        "The module, its input and its start values must be on one device; tensors that forward makes "
        "itself, such as torch.zeros for h_0, begin on the CPU.",
        "모듈, 입력, 초깃값은 한 장치에 있어야 합니다. h_0을 위한 torch.zeros처럼 forward 안에서 만든 텐서는 "
        "처음에 CPU에 있습니다.",
    ),
    help=Pattern(
        "move them to the input: model.to(x.device), torch.zeros(…, device=x.device)",
        "입력이 있는 곳으로 옮기세요: model.to(x.device), torch.zeros(…, device=x.device)",
    ),
)
STATE_IS_NOT_CONTIGUOUS = Message(
    "P52",
    Pattern("h_0 does not lie in memory as it is read", "h_0이 메모리에 순서대로 놓여 있지 않습니다"),
    because=Pattern(
        "On a GPU a start value that transpose, permute or expand has made is refused.",
        "GPU에서는 transpose, permute, expand로 만든 초깃값을 받지 않습니다.",
    ),
    help=Pattern("write h_0.contiguous()", "h_0.contiguous()로 적으세요"),
)
