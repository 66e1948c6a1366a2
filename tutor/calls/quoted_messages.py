"""What is said of a message of torch that comes without its code."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

IS_WANTED = Pattern("is wanted", "필요한 크기")

# the input

INPUT_HAS_AXES = Message(
    "P21",
    Pattern("the input has {count} axes", "입력의 축이 {count}개입니다"),
    because=Pattern(
        "A batch has 3: time, batch, input_size, or with batch_first batch, time, input_size. A single "
        "sequence "
        "has 2: time, input_size.",
        "배치는 3개입니다: 시간, 배치, input_size. batch_first이면 배치, 시간, input_size. 시퀀스 하나는 "
        "2개입니다: "
        "시간, input_size.",
    ),
    help=Pattern(
        "add or take away an axis: input.unsqueeze(0), input.squeeze(1), or input.flatten(2)",
        "축을 더하거나 빼세요: input.unsqueeze(0), input.squeeze(1), input.flatten(2)",
    ),
)
CELL_INPUT_HAS_AXES = Message(
    "P21",
    Pattern("the input of a cell has {count} axes", "셀의 입력에 축이 {count}개 있습니다"),
    because=Pattern(
        "A cell reads one step: batch, input_size, or input_size alone.",
        "셀은 한 단계를 읽습니다: 배치, input_size 또는 input_size만.",
    ),
    help=Pattern(
        "go through the steps: for x in input: h = cell(x, h)",
        "단계마다 부르세요: for x in input: h = cell(x, h)",
    ),
)
LAST_AXIS_IS_NOT_INPUT_SIZE = Message(
    "P22",
    Pattern(
        "the last axis of the input has size {found}, and input_size is {wanted}",
        "입력의 마지막 축은 {found}인데 input_size는 {wanted}입니다",
    ),
    because=Pattern(
        "The last axis holds the numbers of one step; weight_ih is multiplied with them.",
        "마지막 축에는 한 단계의 수가 있고, weight_ih를 이것과 곱합니다.",
    ),
    help=Pattern(
        "where {found} is the number of steps and each is one number, write input.unsqueeze(-1); where a "
        "step has {count:number|numbers}, make the module with input_size={found}; else put the axis of "
        "size {wanted} last",
        "{found:이} 단계의 수이고 단계마다 수가 하나라면 input.unsqueeze(-1)로, 단계마다 수가 {count}개라면 "
        "input_size={found:으로} 적으세요. 아니면 크기가 {wanted}인 축을 맨 뒤로 옮기세요",
    ),
)
SEQUENCE_HAS_NO_STEP = Message(
    "P29",
    Pattern("a sequence has no step", "단계가 없는 시퀀스가 있습니다"),
    because=Pattern("The axis of time has size 0.", "시간 축의 크기가 0입니다."),
    help=Pattern("leave empty sequences out", "빈 시퀀스는 빼세요"),
)

# what the call starts from

STATE_HAS_OTHER_AXES = Message(
    "P23",
    Pattern(
        "{symbol} has {found} axes, and {wanted} are wanted",
        "{symbol}의 축은 {found}개인데 {wanted}개가 필요합니다",
    ),
    because=Pattern(
        "They are layers·directions, batch, hidden_size.", "축은 층·방향, 배치, hidden_size입니다."
    ),
    help=Pattern("make it as large as is wanted, or leave it out", "필요한 크기로 만들거나 빼세요"),
)
STATE_IS_TURNED = Message(
    "P27",
    Pattern("the first two axes of {symbol} are exchanged", "{symbol}의 앞 두 축이 뒤바뀌었습니다"),
    because=Pattern(
        "The layers come first in it, then the batch; batch_first does not turn it round.",
        "층이 먼저, 배치가 다음입니다. batch_first는 이것을 바꾸지 않습니다.",
    ),
    help=Pattern("write {symbol}.transpose(0, 1)", "{symbol}.transpose(0, 1)로 적으세요"),
)
STATE_DOES_NOT_FIT_LAYERS = Message(
    "P24",
    Pattern(
        "{symbol} does not fit the layers: {wanted} is wanted, it has {found}",
        "{symbol:이} 층의 수와 맞지 않습니다: {wanted:이} 필요한데 {found}입니다",
    ),
    because=Pattern(
        "Its first axis is layers · directions: with bidirectional=True twice as many.",
        "첫 축은 층 · 방향입니다. bidirectional=True이면 두 배입니다.",
    ),
    help=Pattern(
        "write {symbol} = {example}, or leave it out: torch takes zeros",
        "{symbol} = {example:으로} 적거나 빼세요. 빼면 torch가 0을 씁니다",
    ),
)
STATE_DOES_NOT_FIT_BATCH = Message(
    "P25",
    Pattern(
        "{symbol} does not fit the batch: {wanted} is wanted, it has {found}",
        "{symbol:이} 배치와 맞지 않습니다: {wanted:이} 필요한데 {found}입니다",
    ),
    because=Pattern(
        "The input has a batch of {wanted}. Two things make that: the last batch of an epoch is smaller, "
        "or the "
        "batch is the first axis of the input and batch_first is not set.",
        "입력의 배치가 {wanted}입니다. 흔한 까닭은 둘입니다. 에폭의 마지막 배치가 더 작거나, 입력의 첫 "
        "축이 배치인데 "
        "batch_first를 적지 않았습니다.",
    ),
    help=Pattern(
        "leave it out: torch takes zeros; or make it from the input's batch, x.size(0) with batch_first, "
        "else "
        "x.size(1); for this input {symbol} = {example}",
        "빼세요. 빼면 torch가 0을 씁니다. 또는 입력의 배치로 만드세요. batch_first이면 x.size(0), 아니면 "
        "x.size(1)입니다. "
        "이 입력에는 {symbol} = {example}",
    ),
)
STATE_DOES_NOT_FIT_HIDDEN_SIZE = Message(
    "P26",
    Pattern(
        "{symbol} does not fit hidden_size: {wanted} is wanted, it has {found}",
        "{symbol:이} hidden_size와 맞지 않습니다: {wanted:이} 필요한데 {found}입니다",
    ),
    because=Pattern("Its last axis is hidden_size.", "마지막 축은 hidden_size입니다."),
    help=Pattern(
        "write {symbol} = {example}, or make the module with hidden_size={found}",
        "{symbol} = {example:으로} 적거나, 모듈을 hidden_size={found:으로} 만드세요",
    ),
)
STATE_OF_A_SINGLE_SEQUENCE = Message(
    "P23",
    Pattern(
        "{symbol} has {found} axes, the input of a single sequence {wanted}",
        "{symbol}의 축은 {found}개, 시퀀스 하나인 입력의 축은 {wanted}개입니다",
    ),
    because=Pattern(
        "An input of two axes is one sequence without a batch, and its start value has no batch either.",
        "축이 둘인 입력은 배치 없는 시퀀스 하나이고, 초깃값에도 배치가 없습니다.",
    ),
    help=Pattern(
        "give the input a batch of one, input.unsqueeze(0) with batch_first, else input.unsqueeze(1); or "
        "take "
        "the batch away: {symbol}.squeeze(1)",
        "입력을 하나짜리 배치로 만드세요. batch_first이면 input.unsqueeze(0), 아니면 "
        "input.unsqueeze(1)입니다. 또는 배치를 "
        "빼세요: {symbol}.squeeze(1)",
    ),
)
STATE_OF_A_BATCH = Message(
    "P23",
    Pattern(
        "{symbol} has {found} axes, the input of a batch {wanted}",
        "{symbol}의 축은 {found}개, 배치인 입력의 축은 {wanted}개입니다",
    ),
    because=Pattern(
        "A batch wants a start value for every sequence: layers·directions, batch, hidden_size.",
        "배치에는 시퀀스마다 초깃값이 있어야 합니다: 층·방향, 배치, hidden_size.",
    ),
    help=Pattern(
        "write {symbol}.unsqueeze(1) for a batch of one, or leave it out: torch takes zeros",
        "하나짜리 배치라면 {symbol}.unsqueeze(1)로 적거나 빼세요. 빼면 torch가 0을 씁니다",
    ),
)
CELL_STATE_HAS_AXES = Message(
    "P23",
    Pattern("the state of a cell has {found} axes", "셀의 상태에 축이 {found}개 있습니다"),
    because=Pattern(
        "A cell's state is batch, hidden_size, or hidden_size alone; it has no axis of layers.",
        "셀의 상태는 배치, hidden_size 또는 hidden_size만이고, 층의 축이 없습니다.",
    ),
    help=Pattern("take the axis of layers away: h_0[0]", "층의 축을 빼세요: h_0[0]"),
)
CELL_BATCHES_DIFFER = Message(
    "P25",
    Pattern(
        "the input has a batch of {input}, {symbol} one of {state}",
        "입력의 배치는 {input}인데 {symbol}의 배치는 {state}입니다",
    ),
    because=Pattern("A cell wants a state for every sequence.", "셀에는 시퀀스마다 상태가 있어야 합니다."),
    help=Pattern(
        "make the state with x.size(0) rows, or leave it out: torch takes zeros",
        "상태를 x.size(0)개의 행으로 만들거나 빼세요. 빼면 torch가 0을 씁니다",
    ),
)
CELL_HIDDEN_SIZE = Message(
    "P26",
    Pattern(
        "{symbol} has {found:number|numbers} a sequence, and hidden_size is {wanted}",
        "{symbol:은} 시퀀스마다 수가 {found}개인데 hidden_size는 {wanted}입니다",
    ),
    because=Pattern("Its last axis is hidden_size.", "마지막 축은 hidden_size입니다."),
    help=Pattern("make it with {wanted} columns", "열을 {wanted}개로 만드세요"),
)
PAIR_IS_WANTED = Message(
    "P28",
    Pattern("an LSTM wants two start values, (h_0, c_0)", "LSTM에는 초깃값이 둘, (h_0, c_0) 필요합니다"),
    because=Pattern(
        "It carries a cell state c beside h. Of one tensor torch takes the first two slices instead.",
        "h 옆에 셀 상태 c가 있습니다. 텐서 하나를 주면 torch는 그 첫 두 조각을 씁니다.",
    ),
    help=Pattern(
        "put both in parentheses: lstm(input, (h_0, c_0))", "괄호로 묶으세요: lstm(input, (h_0, c_0))"
    ),
)

# kinds of number

KINDS_OF_NUMBER_DIFFER = Message(
    "P47",
    Pattern("one side holds {one}, the weights {two}", "한쪽은 {one}, 가중치는 {two}입니다"),
    because=Pattern(
        "Both must be of the same kind. Arrays of NumPy are float64, one-hot vectors whole numbers.",
        "종류가 같아야 합니다. NumPy 배열은 float64이고 원-핫 벡터는 정수입니다.",
    ),
    help=Pattern(
        "write x.float(), for the start values, too", "x.float()로 적으세요. 초깃값도 마찬가지입니다"
    ),
)
KINDS_OF_NUMBER_DIFFER_SOMEHOW = Message(
    "P47",
    Pattern(
        "the input, the start values and the weights are not of the same kind",
        "입력, 초깃값, 가중치의 종류가 같지 않습니다",
    ),
    because=Pattern(
        "Both must be of the same kind. Arrays of NumPy are float64, one-hot vectors whole numbers.",
        "종류가 같아야 합니다. NumPy 배열은 float64이고 원-핫 벡터는 정수입니다.",
    ),
    help=Pattern(
        "write x.float(), for the start values, too", "x.float()로 적으세요. 초깃값도 마찬가지입니다"
    ),
)

# arguments

TOO_MANY_ARGUMENTS_OF_A_CALL = Message(
    "P48",
    Pattern("the module is called with {count} arguments", "모듈을 인수 {count}개로 호출했습니다"),
    because=Pattern(
        "A module is called with its input and one start value more; an LSTM's is the pair (h_0, c_0).",
        "모듈은 입력과 초깃값 하나로 호출합니다. LSTM의 초깃값은 (h_0, c_0) 한 쌍입니다.",
    ),
    help=Pattern(
        "put both in parentheses: lstm(input, (h_0, c_0))", "괄호로 묶으세요: lstm(input, (h_0, c_0))"
    ),
)
ARGUMENTS_OF_A_CALL = Message(
    "P48",
    Pattern("the module is called with other arguments than it has", "모듈이 받지 않는 인수로 호출했습니다"),
    because=Pattern("They are called input and hx.", "이름은 input과 hx입니다."),
    help=Pattern("write rnn(input, h_0)", "rnn(input, h_0)으로 적으세요"),
)
NO_SUCH_ARGUMENT = Message(
    "P11",
    Pattern(
        "there is no argument `{name}`, or it is given twice",
        "`{name}`{name:-이라} 하는 인수가 없거나 두 번 있습니다",
    ),
    because=Pattern(
        "torch's are input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional; those "
        "of "
        "Keras have other names.",
        "torch의 인수는 input_size, hidden_size, num_layers, bias, batch_first, dropout, "
        "bidirectional입니다. Keras의 "
        "이름은 다릅니다.",
    ),
    help=Pattern("leave it out", "빼세요"),
)
ARGUMENT_IS_MISSING = Message(
    "P11",
    Pattern("`{name}` is missing", "`{name}`{name:-이} 없습니다"),
    because=Pattern(
        "A module is made with input_size and hidden_size.", "모듈은 input_size와 hidden_size로 만듭니다."
    ),
    help=Pattern("write nn.RNN(10, 20)", "nn.RNN(10, 20)으로 적으세요"),
)
TOO_MANY_ARGUMENTS = Message(
    "P11",
    Pattern("the module gets more arguments than it has", "모듈에 인수가 너무 많습니다"),
    because=Pattern("Their order is easily mistaken.", "순서를 잘못 알기 쉽습니다."),
    help=Pattern("write the arguments with their names", "인수를 이름과 함께 적으세요"),
)
ARGUMENT_OF_ANOTHER_KIND = Message(
    "P12",
    Pattern("`{name}` is a {found}, and {wanted} is wanted", "`{name}`: {found}인데 {wanted:이} 필요합니다"),
    because=Pattern(
        "Arguments without a name may stand in the wrong place.", "이름 없는 인수는 자리가 틀릴 수 있습니다."
    ),
    help=Pattern("write {name}=… with its name", "{name}=…처럼 이름과 함께 적으세요"),
)
ARGUMENT_OUT_OF_RANGE = Message(
    "P13",
    Pattern("`{name}` is out of its range", "`{name}`의 값이 범위 밖입니다"),
    because=Pattern(
        "Sizes and layers are at least 1, dropout is a number from 0 to 1, proj_size is smaller than "
        "hidden_size.",
        "크기와 층의 수는 1 이상, dropout은 0부터 1까지의 수, proj_size는 hidden_size보다 작습니다.",
    ),
    help=Pattern("write another number", "다른 수를 적으세요"),
)
NONLINEARITY_IS_UNKNOWN = Message(
    "P13",
    Pattern('there is no nonlinearity "{found}"', '"{found}"{found:-이라} 하는 함수는 없습니다'),
    because=Pattern('It is "tanh" or "relu".', '"tanh"나 "relu"입니다.'),
    help=Pattern('write nonlinearity="tanh"', 'nonlinearity="tanh"로 적으세요'),
)

# packed sequences, and the layer after

LENGTHS_DO_NOT_FIT_BATCH = Message(
    "P49",
    Pattern("there are {count} lengths for a batch of {batch}", "길이가 {count}개인데 배치는 {batch}입니다"),
    because=Pattern(
        "pack_padded_sequence takes the second axis for the batch, unless it is told batch_first=True "
        "itself.",
        "pack_padded_sequence는 batch_first=True를 따로 받지 않으면 둘째 축을 배치로 봅니다.",
    ),
    help=Pattern(
        "write pack_padded_sequence(x, lengths, batch_first=True)",
        "pack_padded_sequence(x, lengths, batch_first=True)로 적으세요",
    ),
)
LENGTHS_ARE_NOT_SORTED = Message(
    "P49",
    Pattern("the lengths do not fall", "길이가 내림차순이 아닙니다"),
    because=Pattern(
        "pack_padded_sequence wants the longest sequence first.",
        "pack_padded_sequence는 긴 시퀀스부터 받습니다.",
    ),
    help=Pattern("write enforce_sorted=False", "enforce_sorted=False를 적으세요"),
)
LENGTH_IS_ZERO = Message(
    "P49",
    Pattern("one of the lengths is 0", "길이 하나가 0입니다"),
    because=Pattern("An empty sequence cannot be packed.", "빈 시퀀스는 묶을 수 없습니다."),
    help=Pattern("leave empty sequences out", "빈 시퀀스는 빼세요"),
)
LENGTHS_ARE_ELSEWHERE = Message(
    "P49",
    Pattern("the lengths are no whole numbers on the CPU", "길이가 CPU의 정수가 아닙니다"),
    because=Pattern(
        "pack_padded_sequence reads them on the CPU, wherever the data is.",
        "pack_padded_sequence는 데이터가 어디에 있든 길이를 CPU에서 읽습니다.",
    ),
    help=Pattern("write lengths.cpu()", "lengths.cpu()로 적으세요"),
)
TOTAL_LENGTH_IS_TOO_SMALL = Message(
    "P49",
    Pattern(
        "total_length is smaller than the longest sequence", "total_length가 가장 긴 시퀀스보다 작습니다"
    ),
    because=Pattern("Nothing may be cut off.", "잘라 낼 수 없습니다."),
    help=Pattern("leave total_length out", "total_length를 빼세요"),
)
NOT_OF_THE_CODE = Message(
    "P08",
    Pattern(
        "the calls that were read here do not give the error that the text quotes",
        "여기서 읽은 호출에서는 글에 인용된 오류가 나지 않습니다",
    ),
    because=Pattern(
        "It says: {words}. Another call, another size or another version of the code gave it.",
        "인용된 오류: {words}. 다른 호출이나 다른 크기, 또는 코드의 다른 판에서 난 것입니다.",
    ),
    help=Pattern(
        "paste the code that gave it, down to the call, with the shapes that it got",
        "오류가 난 코드를 그 호출까지, 받은 텐서의 크기와 함께 붙여 넣으세요",
    ),
    severity="note",
)
PRODUCT_DOES_NOT_FIT = Message(
    "P50",
    Pattern("{one} is multiplied with {two}", "{one:과} {two:을} 곱합니다"),
    because=Pattern(
        "{count:number|numbers} a row meet {rows}. After a recurrent module that is most often nn.Linear: "
        "its in_features is hidden_size, with bidirectional=True 2 · hidden_size.",
        "행마다 수가 {count}개인데 {rows}개가 필요합니다. 순환 모듈 다음이라면 대개 nn.Linear입니다. "
        "in_features는 "
        "hidden_size, bidirectional=True이면 2 · hidden_size입니다.",
    ),
    help=Pattern("write nn.Linear({columns}, …)", "nn.Linear({columns}, …)로 적으세요"),
)
