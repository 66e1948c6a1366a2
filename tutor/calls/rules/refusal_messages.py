"""What torch refuses in a call, and what to write instead."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# refused_arguments

ITS_ARGUMENTS_IN_THIS_ORDER_NAMES = Pattern(
    "Its arguments, in this order: {names}.", "인수는 차례대로 {names}입니다."
)
NAME_IS_GIVEN_TWICE = Message("P11", Pattern("`{name}` is given twice", "`{name}`{name:-이} 두 번 나옵니다"))
REMOVE_ONE_OF_THE_TWO = Pattern("remove one of the two", "둘 중 하나를 지우세요")
NN_KIND_GETS_MORE_ARGUMENTS_THAN_IT_HAS = Message(
    "P11", Pattern("nn.{kind} gets more arguments than it has", "nn.{kind}에 준 인수가 너무 많습니다")
)
WRITE_THE_ARGUMENTS_WITH_THEIR_NAMES_EXAMPLE = Pattern(
    "write the arguments with their names: {example}", "인수를 이름과 함께 적으세요: {example}"
)
NAMES_IS_MISSING = Message("P11", Pattern("{names} is missing", "{names:이} 없습니다"))
WRITE_BOTH_SIZES_EXAMPLE = Pattern("write both sizes: {example}", "두 크기를 모두 적으세요: {example}")
NN_KIND_HAS_NO_ARGUMENT_NAME = Message(
    "P11",
    Pattern("nn.{kind} has no argument `{name}`", "nn.{kind}에는 `{name}`{name:-이라}는 인수가 없습니다"),
)
DID_YOU_MEAN_NEAR = Pattern("did you mean `{near}`?", "`{near}`{near:-을} 쓰려던 것인가요?")
LEAVE_IT_OUT_EXAMPLE = Pattern("leave it out: {example}", "빼세요: {example}")
THE_FUNCTIONS_OF_A_KIND_S_GATES_ARE_FIXED = Pattern(
    "The functions of a {kind}'s gates are fixed: sigmoid and tanh.",
    "{kind}의 게이트가 쓰는 함수는 시그모이드와 tanh로 정해져 있습니다.",
)
A_CELL_IS_ONE_STEP_OF_ONE_LAYER_IN_ONE = Pattern(
    "A cell is one step of one layer in one direction.", "셀은 한 방향, 한 층의 한 시간 단계입니다."
)
ONLY_AN_LSTM_HAS_PROJ_SIZE = Message(
    "P11",
    Pattern("nn.{kind} has no argument `{name}`", "nn.{kind}에는 `{name}`{name:-이라}는 인수가 없습니다"),
    because=Pattern(
        "Only an LSTM can project its hidden state.", "은닉 상태를 투영할 수 있는 것은 LSTM뿐입니다."
    ),
    help=LEAVE_IT_OUT_EXAMPLE,
)
PROJ_SIZE_OUT_OF_RANGE = Message(
    "P13",
    Pattern("`{name}` cannot be {value}", "`{name}`에 {value:은} 쓸 수 없습니다"),
    because=Pattern(
        "It is smaller than hidden_size, and 0 where nothing is projected.",
        "hidden_size보다 작아야 하고, 투영하지 않으면 0입니다.",
    ),
    help=LEAVE_IT_OUT_EXAMPLE,
)
IT_IS_TANH_OR_RELU = Pattern('It is "tanh" or "relu".', '"tanh"나 "relu"입니다.')
IT_IS_TANH_OR_RELU_AND_THE_FOURTH_ARGUMENT = Pattern(
    'It is "tanh" or "relu", and the fourth argument of nn.RNN; bias, batch_first and the '
    "others come after it.",
    '"tanh"나 "relu"이며 nn.RNN의 네 번째 인수입니다. bias, batch_first 등은 그다음입니다.',
)
WRITE_EXAMPLE = Pattern("write {example}", "{example:으로} 적으세요")
NO_SUCH_NONLINEARITY = Message(
    "P13", Pattern("`{name}` cannot be {value}", "`{name}`에 {value:은} 쓸 수 없습니다"), help=WRITE_EXAMPLE
)
VALUE_OF_THE_WRONG_KIND = Message(
    "P12", Pattern("`{name}` cannot be {value}", "`{name}`에 {value:은} 쓸 수 없습니다")
)
VALUE_OUT_OF_RANGE = Message(
    "P13", Pattern("`{name}` cannot be {value}", "`{name}`에 {value:은} 쓸 수 없습니다")
)
IT_IS_TRUE_OR_FALSE_NOT_A_NUMBER_OR_A_WORD = Pattern(
    "It is True or False, not a number or a word.", "수나 낱말이 아니라 True 또는 False입니다."
)
IT_IS_TRUE_OR_FALSE_NOT_THE_NUMBER = Pattern(
    "It is True or False, not the number of directions. torch makes the module and refuses it "
    "when it is called.",
    "방향의 수가 아니라 True 또는 False입니다. torch는 모듈을 만들어 주고, 호출할 때에야 거부합니다.",
)
IT_IS_A_NUMBER_FROM_0_TO_1 = Pattern(
    "It is a number from 0 to 1: the share of the numbers between two layers that is dropped.",
    "0부터 1까지의 수로, 층과 층 사이에서 버리는 값의 비율입니다.",
)
THE_THIRD_ARGUMENT_IS_NUM_LAYERS = Pattern(
    "The third argument is num_layers; nonlinearity is the fourth.",
    "세 번째 인수는 num_layers이고, nonlinearity는 네 번째입니다.",
)
IT_IS_A_WHOLE_NUMBER = Pattern("It is a whole number.", "정수입니다.")
IT_IS_ONE_WHOLE_NUMBER_NOT_A_SHAPE = Pattern(
    "It is one whole number, not a shape: how many steps there are is read from the input.",
    "여러 축의 크기가 아니라 정수 하나입니다. 시간 단계의 수는 입력에서 읽습니다.",
)
A_STEP_HAS_AT_LEAST_ONE_NUMBER_IN_IT = Pattern(
    "A step has at least one number in it.", "한 시간 단계에는 수가 하나 이상 있습니다."
)
A_LAYER_HAS_AT_LEAST_ONE_HIDDEN_UNIT = Pattern(
    "A layer has at least one hidden unit.", "한 층에는 은닉 유닛이 하나 이상 있습니다."
)
THERE_IS_AT_LEAST_ONE_LAYER = Pattern("There is at least one layer.", "층은 하나 이상입니다.")

# refused_states

NN_KIND_WANTS_TWO_START_VALUES_H_0_C_0 = Message(
    "P28",
    Pattern(
        "nn.{kind} wants two start values, (h_0, c_0)", "nn.{kind}에는 초깃값이 둘 필요합니다: (h_0, c_0)"
    ),
    because=Pattern(
        "An LSTM carries a cell state c beside h. Of one tensor torch takes the first two slices instead.",
        "LSTM에는 h 말고도 셀 상태 c가 있습니다. 텐서를 하나만 주면 torch는 그 앞의 두 조각을 대신 씁니다.",
    ),
    help=Pattern("put both in parentheses: {example}", "둘을 괄호로 묶으세요: {example}"),
)
NN_KIND_TAKES_ONE_START_VALUE_H_0 = Message(
    "P28",
    Pattern("nn.{kind} takes one start value, h_0", "nn.{kind}의 초깃값은 h_0 하나입니다"),
    because=Pattern("Only an LSTM has a cell state c.", "셀 상태 c는 LSTM에만 있습니다."),
    help=Pattern("leave c_0 out: {example}", "c_0을 빼세요: {example}"),
)
A_BATCH_WANTS_A_START_VALUE_FOR_EVERY = Pattern(
    "A batch wants a start value for every sequence.", "배치라면 시퀀스마다 초깃값이 있어야 합니다."
)
A_SINGLE_SEQUENCE_AN_INPUT_WITHOUT_A_BATCH = Pattern(
    "A single sequence, an input without a batch, wants a start value without one.",
    "입력이 배치 없는 시퀀스 하나이면 초깃값에도 배치 축이 없어야 합니다.",
)
TORCH_2_13_DOES_NOT_LOOK_FOR_THIS_AND_READS = Pattern(
    "torch 2.13 does not look for this and reads past the shape: most often the process ends with "
    "a segmentation fault, else with a message about something else.",
    "torch 2.13은 이것을 검사하지 않고 크기 정보의 바깥을 읽습니다. 대개 프로세스가 세그멘테이션 "
    "오류로 끝나고, 아니면 엉뚱한 메시지가 나옵니다.",
)
SYMBOL_HAS_AXES = Message("P23", Pattern("{symbol} has {count:axis|axes}", "{symbol}의 축이 {count}개입니다"))
MAKE_IT_WITH_EXAMPLE = Pattern("make it with {example}", "{example:으로} 만드세요")
BATCH_FIRST_TURNS_THE_INPUT_AND_THE_OUTPUT = Pattern(
    "batch_first turns the input and the output round, never h_0, c_0, h_n and c_n.",
    "batch_first는 input과 output의 축만 바꿉니다. h_0, c_0, h_n, c_n은 바꾸지 않습니다.",
)
THE_LAYERS_COME_FIRST_IN_H_0_C_0_H_N_AND_C_N = Pattern(
    "The layers come first in h_0, c_0, h_n and c_n, then the batch.",
    "h_0, c_0, h_n, c_n에서는 층이 먼저이고 배치가 그다음입니다.",
)
SYMBOL_DOES_NOT_FIT_THE_LAYERS = Pattern(
    "{symbol} does not fit the layers", "{symbol:이} 층의 수와 맞지 않습니다"
)
SYMBOL_DOES_NOT_FIT_THE_BATCH = Pattern("{symbol} does not fit the batch", "{symbol:이} 배치와 맞지 않습니다")
SYMBOL_DOES_NOT_FIT_HIDDEN_SIZE = Pattern(
    "{symbol} does not fit hidden_size", "{symbol:이} hidden_size와 맞지 않습니다"
)
THE_FIRST_TWO_AXES_OF_SYMBOL_ARE_EXCHANGED = Pattern(
    "the first two axes of {symbol} are exchanged", "{symbol}의 앞 두 축이 뒤바뀌었습니다"
)
EVERY_LAYER_HAS_A_START_VALUE_IN_EVERY = Pattern(
    "Every layer has a start value in every direction: {layers:layer|layers} · "
    "{directions:direction|directions} = {count}; {symbol} has {found}.",
    "초깃값은 층마다, 방향마다 하나씩입니다. 층 {layers}개 · 방향 {directions}개 = {count}개인데, "
    "{symbol}에는 {found}개 있습니다.",
)
THE_BATCH_IS_AXIS_OF_THE_INPUT_AND_HAS_SIZE = Pattern(
    "The batch is axis {axis} of the input and has size {size}; {symbol} has {found}.",
    "배치는 입력의 {axis}번 축이고 크기가 {size}인데, {symbol}의 배치는 {found}입니다.",
)
THE_MODULE_HAS_HIDDEN_UNITS_SYMBOL_HAS_FOUND = Pattern(
    "The module has {count:hidden unit|hidden units}, {symbol} has {found}.",
    "모듈의 은닉 유닛은 {count}개인데, {symbol}에는 {found}개입니다.",
)
FIRST_SECOND = Pattern("{first} {second}", "{first} {second}")
IF_THE_FIRST_AXIS_OF_THE_INPUT_IS_THE_BATCH = Pattern(
    "if the first axis of the input is the batch, write {example}; if not, {right}",
    "입력의 첫 축이 배치라면 {example:으로} 적고, 아니라면 {right:으로} 만드세요",
)
IF_THE_FIRST_AXIS_OF_THE_INPUT_IS_TIME = Pattern(
    "if the first axis of the input is time, write {example}; if not, {right}",
    "입력의 첫 축이 시간이라면 {example:으로} 적고, 아니라면 {right:으로} 만드세요",
)
FOR_MORE_LAYERS_WRITE_LAYERS = Pattern(
    "for more layers write {layers}, for both directions {both}; if neither is meant, {right}",
    "층을 늘리려면 {layers}, 양방향이면 {both:으로} 적으세요. 둘 다 아니라면 {right:으로} 만드세요",
)
WRITE_EXAMPLE_OR_RIGHT = Pattern(
    "write {example}, or {right}", "{example:으로} 적거나, {right:으로} 만드세요"
)
WRITE_RIGHT = Pattern("write {right}", "{right:으로} 만드세요")

# refused_input

A_CELL_READS_ONE_STEP_BATCH_INPUT_SIZE = Pattern(
    "A cell reads one step: (batch, input_size), or (input_size) for a single sequence.",
    "셀은 한 시간 단계를 읽습니다. (배치, input_size)이고, 시퀀스가 하나면 (input_size)입니다.",
)
GO_THROUGH_THE_STEPS_EXAMPLE = Pattern(
    "go through the steps: {example}", "시간 단계를 하나씩 넣으세요: {example}"
)
A_BATCH_IS_BATCH_TIME_INPUT_SIZE = Pattern(
    "A batch is (batch, time, input_size), a single sequence (time, input_size).",
    "배치는 (배치, 시간, input_size)이고, 시퀀스 하나는 (시간, input_size)입니다.",
)
A_BATCH_IS_TIME_BATCH_INPUT_SIZE = Pattern(
    "A batch is (time, batch, input_size), a single sequence (time, input_size).",
    "배치는 (시간, 배치, input_size)이고, 시퀀스 하나는 (시간, input_size)입니다.",
)
MAKE_IT_A_SEQUENCE_OF_ONE_STEP_EXAMPLE = Pattern(
    "make it a sequence of one step: {example}", "한 단계짜리 시퀀스로 만드세요: {example}"
)
GIVE_EVERY_STEP_ITS_OWN_ROW_EXAMPLE = Pattern(
    "give every step its own row: {example}", "시간 단계마다 행을 하나씩 두세요: {example}"
)
TAKE_THE_AXIS_OF_SIZE_1_AWAY_EXAMPLE = Pattern(
    "take the axis of size 1 away: {example}", "크기가 1인 축을 없애세요: {example}"
)
MAKE_IT_A_TENSOR_SUCH_AS_EXAMPLE = Pattern(
    "make it a tensor such as {example}", "이런 텐서로 만드세요: {example}"
)
THE_INPUT_HAS_AXES = Message("P21", Pattern("the input has {count:axis|axes}", "입력의 축이 {count}개입니다"))
THE_AXIS_OF_SIZE_MUST_BE_THE_LAST_EXAMPLE = Pattern(
    "the axis of size {size} must be the last: {example}",
    "크기가 {size}인 축이 마지막에 와야 합니다: {example}",
)
INPUT_SIZE_COMES_FIRST_THEN_HIDDEN_SIZE = Pattern(
    "input_size comes first, then hidden_size: {example}",
    "input_size가 먼저이고 hidden_size가 그다음입니다: {example}",
)
IF_EVERY_STEP_HAS_NUMBERS_WRITE_EXAMPLE = Pattern(
    "if every step has {count:number|numbers}, write {example}",
    "한 시간 단계의 수가 {count}개라면 {example:으로} 적으세요",
)
THE_LAST_AXIS_OF_THE_INPUT_IS_NOT_INPUT_SIZE = Message(
    "P22",
    Pattern("the last axis of the input is not input_size", "입력의 마지막 축이 input_size와 다릅니다"),
    because=Pattern(
        "Every step has {found:number|numbers}; the module multiplies {size} by weight_ih.",
        "한 시간 단계에 수가 {found}개인데, 모듈은 {size}개에 weight_ih를 곱합니다.",
    ),
)
THE_SEQUENCE_HAS_NO_STEP = Message(
    "P29",
    Pattern("the sequence has no step", "시퀀스에 시간 단계가 없습니다"),
    because=Pattern("The axis of time has size 0.", "시간 축의 크기가 0입니다."),
    help=Pattern("leave empty sequences out", "빈 시퀀스는 빼세요"),
)
THE_INPUT_HOLDS_INPUT_THE_WEIGHTS = Message(
    "P47",
    Pattern("the input holds {input}, the weights {weights}", "입력은 {input}, 가중치는 {weights}입니다"),
    because=Pattern(
        "Both must be of the same kind. One-hot vectors from one_hot are whole numbers.",
        "둘의 종류가 같아야 합니다. one_hot에서 나온 원-핫 벡터는 정수입니다.",
    ),
    help=WRITE_EXAMPLE,
)
STATE_OF_ANOTHER_KIND = Message(
    "P47",
    Pattern(
        "{symbol} holds {kind}, the weights {weights}", "{symbol:은} {kind}이고 가중치는 {weights}입니다"
    ),
    because=Pattern("Both must be of the same kind.", "둘의 종류가 같아야 합니다."),
    help=Pattern("write {example}", "{example:으로} 적으세요"),
)
