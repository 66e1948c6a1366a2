"""What torch accepts and is surely, or hardly, meant."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# suspicions

DROPOUT_HAS_NOTHING_TO_ACT_ON = Message(
    "P35",
    Pattern("dropout has nothing to act on", "dropout이 작용할 곳이 없습니다"),
    because=Pattern(
        "It drops numbers between one layer and the next, and there is one layer. torch warns of it, "
        "too: {words}",
        "층과 층 사이의 값을 버리는 것인데 층이 하나뿐입니다. torch도 경고합니다: {words}",
    ),
    help=Pattern(
        "leave dropout out, or use more layers: {example}", "dropout을 빼거나 층을 늘리세요: {example}"
    ),
    severity="warning",
)
THERE_IS_NOTHING_TO_COMPUTE = Message(
    "P29",
    Pattern("there is nothing to compute", "계산할 것이 없습니다"),
    because=Pattern(
        "An axis has size 0, and torch takes that without a word.",
        "크기가 0인 축이 있는데, torch는 아무 말 없이 받아들입니다.",
    ),
    help=Pattern("leave empty batches out", "빈 배치는 빼세요"),
    severity="warning",
)
TORCH_READS_BATCH_SEQUENCES_OF_ONE_STEP_EACH = Pattern(
    "torch reads {batch} sequences of one step each", "torch는 한 단계짜리 시퀀스 {batch}개로 읽습니다"
)
TIME_AND_BATCH_HAVE_THE_SAME_SIZE = Pattern(
    "time and batch have the same size, {size}", "시간 축과 배치 축의 크기가 {size:으로} 같습니다"
)
THE_SIZES_DO_NOT_TELL_WHICH_OF_THE_TWO_AXES = Pattern(
    "The sizes do not tell which of the two axes is time: torch takes the {place}, and would take "
    "the other one as readily.",
    "크기만으로는 두 축 가운데 어느 쪽이 시간인지 알 수 없습니다. torch는 {place} 축을 시간으로 "
    "읽는데, 축이 뒤바뀌어도 아무 말이 없습니다.",
)
SECOND = Pattern("second", "두 번째")
FIRST = Pattern("first", "첫 번째")
H_0_WOULD_FIT_WITH_ITS_FIRST_TWO_AXES = Message(
    "P34",
    Pattern(
        "h_0 would fit with its first two axes exchanged, too", "h_0은 앞 두 축이 뒤바뀌어도 크기가 맞습니다"
    ),
    because=Pattern(
        "batch_first does not turn h_0 round: its first axis is layers·directions, its second the "
        "batch, and here both have size {size}.",
        "batch_first는 h_0의 축을 바꾸지 않습니다. 첫 축은 층·방향, 둘째 축은 배치인데, 여기서는 둘 "
        "다 크기가 {size}입니다.",
    ),
    help=Pattern(
        "if the batch is its first axis, write {example}; to be sure, try a batch of another size",
        "첫 축이 배치라면 {example:으로} 적으세요. 확인하려면 배치의 크기를 바꾸어 보세요",
    ),
    severity="warning",
)
NOTHING_RECURS_EVERY_SEQUENCE_IS_ONE_STEP = Pattern(
    "Nothing recurs: every sequence is one step long, and W_hh sees only h_0.",
    "되풀이되는 계산이 없습니다. 시퀀스마다 한 단계뿐이어서 W_hh는 h_0에만 곱해집니다.",
)
WITHOUT_BATCH_FIRST_THE_FIRST_AXIS_IS_TIME = Pattern(
    "Without batch_first the first axis is time, the second the batch. Nothing recurs, and no "
    "message is given.",
    "batch_first가 없으면 첫 축이 시간, 둘째 축이 배치입니다. 되풀이되는 계산이 없고, 아무 "
    "메시지도 나오지 않습니다.",
)
IF_THE_FIRST_AXIS_IS_THE_BATCH_WRITE_FIRST = Pattern(
    "if the first axis is the batch, write {first}; if it is time, say so: {second}",
    "첫 축이 배치라면 {first:으로} 적고, 시간이라면 그렇다고 밝히세요: {second}",
)
H_0_FITS_ONLY_BECAUSE_BATCH_IS_TAKEN = Message(
    "P33",
    Pattern(
        "h_0 fits only because {batch} is taken for the batch",
        "h_0은 {batch:을} 배치로 읽었기 때문에 맞을 뿐입니다",
    ),
    because=Pattern(
        "Its size hides that the axes of the input are not what they seem.",
        "h_0의 크기가 맞아 버려서, 입력의 축이 생각과 다르다는 것이 드러나지 않습니다.",
    ),
    help=Pattern(
        "with batch_first=True make it with {example}", "batch_first=True라면 {example:으로} 만드세요"
    ),
    severity="warning",
)
WITH_BATCH_FIRST_TRUE = Pattern("with batch_first=True", "batch_first=True일 때")
AN_INPUT_OF_TWO_AXES_IS_ONE_SEQUENCE = Pattern(
    "An input of two axes is one sequence of {time:step|steps}, not a batch of {size}.",
    "축이 둘인 입력은 크기가 {size}인 배치가 아니라 {time}단계짜리 시퀀스 하나입니다.",
)
BECAUSE_BATCH_FIRST_MAKES_NO_DIFFERENCE = Pattern(
    "{because} batch_first makes no difference to it.", "{because} batch_first는 아무 영향이 없습니다."
)
THE_INPUT_IS_A_SINGLE_SEQUENCE = Message(
    "P41",
    Pattern("the input is a single sequence, without a batch", "입력은 배치 없는 시퀀스 하나입니다"),
    help=Pattern(
        "for a batch of one write {example}", "시퀀스 하나짜리 배치로 하려면 {example:으로} 적으세요"
    ),
    severity="note",
)
ONE_TENSOR_IS_TAKEN_FOR_BOTH_H_0_AND_C_0 = Message(
    "P33",
    Pattern("one tensor is taken for both h_0 and c_0", "텐서 하나를 h_0과 c_0으로 나누어 씁니다"),
    because=Pattern(
        "torch takes its first slice for h_0 and its second for c_0, which fits by accident.",
        "torch는 첫 조각을 h_0, 둘째 조각을 c_0으로 읽는데, 우연히 크기가 맞습니다.",
    ),
    help=Pattern("put both in parentheses: {example}", "둘을 괄호로 묶으세요: {example}"),
    severity="warning",
)
THE_STATE_OF_A_SINGLE_INPUT_IS_A_MATRIX = Message(
    "P33",
    Pattern("the state of a single input is a matrix", "입력은 하나인데 상태가 행렬입니다"),
    because=Pattern(
        "The sum in the cell stretches the rest to it, and a matrix comes out where a vector should.",
        "셀 안의 덧셈에서 나머지가 행렬에 맞추어 늘어나, 벡터여야 할 결과가 행렬이 됩니다.",
    ),
    help=Pattern("make it with {example}", "{example:으로} 만드세요"),
    severity="warning",
)
OUTPUT_HOLDS_BOTH_DIRECTIONS_SIDE_BY_SIDE = Pattern(
    "output holds both directions side by side, for every step; the reverse direction ends at the "
    "first step. h_n holds where each direction ends, so the last step of output is not h_n.",
    "output에는 단계마다 두 방향이 나란히 들어 있고, 역방향은 첫 단계에서 끝납니다. h_n에는 "
    "방향마다 끝난 곳의 값이 있으므로, output의 마지막 단계는 h_n과 다릅니다.",
)
WITH_ONE_STEP_AND_ONE_LAYER_THEY_HOLD = Pattern(
    "With one step and one layer they hold the same numbers; with more steps they do not.",
    "한 단계, 한 층이면 값도 같지만, 단계가 늘면 같지 않습니다.",
)
OUTPUT_HOLDS_THE_LAST_LAYER_AT_EVERY_STEP = Pattern(
    "output holds the last layer at every step, h_n every layer at the last step; that the sizes "
    "are the same is an accident.",
    "output은 마지막 층의 모든 단계이고, h_n은 모든 층의 마지막 단계입니다. 크기가 같은 것은 우연입니다.",
)
THE_LAST_STEP_OF_OUTPUT_IS_NOT_H_N = Pattern(
    "the last step of output is not h_n", "output의 마지막 단계는 h_n이 아닙니다"
)
OUTPUT_AND_H_N_HAVE_THE_SAME_SHAPE = Pattern(
    "output and h_n have the same shape, {shape}", "output과 h_n의 크기가 {shape:으로} 같습니다"
)
H_N_HOLDS_LAYERS_AND_DIRECTIONS_IN_ONE_AXIS = Message(
    "P43",
    Pattern("h_n holds layers and directions in one axis", "h_n은 층과 방향을 한 축에 담습니다"),
    because=Pattern("Its order is {order}.", "순서: {order}."),
    help=Pattern("take them apart: {example}", "나누어 보려면: {example}"),
    severity="note",
)
LAYER_FORWARD_LAYER_REVERSE = Pattern(
    "layer {layer} forward, layer {layer} reverse", "층 {layer} 정방향, 층 {layer} 역방향"
)
FIRST_REST = Pattern("{first}, {rest}", "{first}, {rest}")
AND_SO_ON = Pattern("{first}, …", "{first}, …")
NAMES_IS_NOT_LOOKED_AT = Message(
    "P46",
    Pattern("{names} is not looked at", "{names:은} 보지 않습니다"),
    because=Pattern(
        "It changes no shape; the tensors are taken to have the same.",
        "크기를 바꾸지 않으며, 텐서들도 같다고 봅니다.",
    ),
    severity="note",
)

# explanation

NAME_IS_NOT_SUPPORTED = Message(
    "P05",
    Pattern("`{name}` is not supported", "`{name}`{name:-은} 지원하지 않습니다"),
    because=Pattern(
        "An LSTM that projects its hidden state has h_0 and output of another size.",
        "은닉 상태를 투영하는 LSTM은 h_0과 output의 크기가 다릅니다.",
    ),
    help=Pattern(
        "leave it out; all other arguments are explained", "빼세요. 다른 인수는 모두 설명할 수 있습니다"
    ),
)
FOUND_LAYERS_ARE_TOO_MANY_THE_LIMIT_IS_LIMIT = Message(
    "P07",
    Pattern(
        "{found} layers are too many; the limit is {limit}",
        "층 {found}개는 너무 많습니다. 한도는 {limit}개입니다",
    ),
    help=Pattern("use fewer layers", "층의 수를 줄이세요"),
)
