"""What is said of parameters: which there are, and what the network can be."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# parameters

REMOVE_ONE_OF_THE_TWO = Pattern("remove one of the two", "둘 중 하나를 지우세요")
KEY_IS_MISSING = Message(
    "K06",
    Pattern("`{key}` is missing", "`{key}`{key:-이} 없습니다"),
    because=Pattern(
        "Every layer has matrices of its own, and in two directions each direction has.",
        "층마다 행렬이 따로 있고, 양방향이면 방향마다 따로 있습니다.",
    ),
    help=Pattern("write {name} = [[…], […]] in [cell]", "[cell] 안에 {name} = [[…], […]] 꼴로 적으세요"),
)
LAYERS_COUNT_FROM_0 = Pattern(
    "num_layers is {layers}, and layers count from 0.", "num_layers는 {layers}이고, 층은 0부터 셉니다."
)
SET_NUM_LAYERS_LAYERS_OR_REMOVE_IT = Pattern(
    "set num_layers = {layers}, or remove it", "num_layers = {layers:으로} 적거나 이 키를 지우세요"
)
BIDIRECTIONAL_IS_FALSE = Pattern("bidirectional is false.", "bidirectional이 false입니다.")
SET_BIDIRECTIONAL_TRUE_OR_REMOVE_IT = Pattern(
    "set bidirectional = true, or remove it", "bidirectional = true로 적거나 이 키를 지우세요"
)
NAME_BELONGS_TO_NO_LAYER_OF_THIS_NETWORK = Message(
    "K08",
    Pattern(
        "`{name}` belongs to no layer of this network",
        "`{name}`{name:-은} 이 신경망의 어느 층에도 속하지 않습니다",
    ),
)
NAME_IS_GIVEN_BUT_BIAS_FALSE = Message(
    "K08",
    Pattern("`{name}` is given, but bias = false", "bias = false인데 `{name}`{name:-이} 있습니다"),
    because=Pattern(
        "With bias = false the equations have no bias.", "bias = false이면 식에 편향이 없습니다."
    ),
    help=REMOVE_ONE_OF_THE_TWO,
)
BIAS_IS_THE_SUM_OF_BIAS_IH_AND_BIAS_HH = Pattern(
    "bias is the sum of bias_ih and bias_hh.", "bias는 bias_ih와 bias_hh의 합입니다."
)
WHOLE_IS_GIVEN_TOGETHER_WITH_PART = Message(
    "K07",
    Pattern(
        "`{whole}` is given together with `{part}`", "`{whole}`{whole:-과} `{part}`{part:-이} 함께 있습니다"
    ),
    because=BIAS_IS_THE_SUM_OF_BIAS_IH_AND_BIAS_HH,
    help=Pattern(
        "give the sum or the two parts, not both", "합(bias) 하나만 적거나, 두 편향을 모두 적으세요"
    ),
)
A_GRU_TAKES_FIRST_AND_SECOND_NOT_ONE_WHOLE = Message(
    "K08",
    Pattern(
        "a GRU takes `{first}` and `{second}`, not one `{whole}`",
        "GRU에는 `{whole}` 하나가 아니라 `{first}`{first:-과} `{second}`{second:-이} 필요합니다",
    ),
    because=Pattern(
        "Its reset gate multiplies W_hn h + b_hn, so b_in stands outside and b_hn inside: they do not "
        "add up to one.",
        "리셋 게이트가 W_hn h + b_hn에 곱해지므로 b_in은 괄호 밖에, b_hn은 괄호 안에 있습니다. 둘을 "
        "하나로 더할 수 없습니다.",
    ),
    help=Pattern(
        "give both; where there is one bias only, write zeros for {second}",
        "둘 다 적으세요. 편향이 하나뿐이면 {second}에는 0을 적으세요",
    ),
)
GIVEN_IS_GIVEN_WITHOUT_OTHER = Message(
    "K07",
    Pattern(
        "`{given}` is given without `{other}`", "`{given}`{given:-은} 있는데 `{other}`{other:-이} 없습니다"
    ),
    because=BIAS_IS_THE_SUM_OF_BIAS_IH_AND_BIAS_HH,
)
GIVE_BOTH_OR_ONLY_BIAS = Pattern("give both, or only `bias`", "둘 다 적거나, `bias`만 적으세요")
GIVE_BOTH = Pattern("give both", "둘 다 적으세요")

# building

A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND = Pattern(
    "A page with more is not computed by hand.", "그보다 크면 손으로 계산하지 않습니다."
)
THE_HIDDEN_SIZE_IS_SIZE_THE_LIMIT_IS_LIMIT = Pattern(
    "the hidden size is {size}; the limit is {limit}", "은닉 크기가 {size}입니다. 한도는 {limit}입니다"
)
USE_FEWER_HIDDEN_UNITS = Pattern(
    "use fewer hidden units, or lift the limits with --no-limits",
    "은닉 유닛을 줄이거나, --no-limits로 한도를 푸세요",
)
THERE_ARE_COUNT_LAYERS_THE_LIMIT_IS_LIMIT = Pattern(
    "there are {count} layers; the limit is {limit}", "층이 {count}개입니다. 한도는 {limit}개입니다"
)
USE_FEWER_LAYERS_OR_LIFT_THE_LIMITS_WITH_NO = Pattern(
    "use fewer layers, or lift the limits with --no-limits", "층을 줄이거나 --no-limits로 한도를 푸세요"
)
A_CELL_OF_KIND_HAS_NO_STATE = Message(
    "K08",
    Pattern("a cell of kind {kind} has no {state}", "종류가 {kind}인 셀에는 {state}{state:-이} 없습니다"),
    because=Pattern(
        "Only an LSTM carries a cell state c beside h.", "h와 함께 셀 상태 c를 이어 가는 것은 LSTM뿐입니다."
    ),
    help=Pattern('remove it, or set kind = "lstm"', '지우거나 kind = "lstm"으로 적으세요'),
)
TWO_DIRECTIONS_HAVE_TWO_LAST_STATES = Message(
    "K08",
    Pattern(
        'at = "last" needs a network of one direction',
        'at = "last"는 한 방향으로 읽는 신경망에만 쓸 수 있습니다',
    ),
    because=Pattern(
        "The way back ends at the first word: some read both states of the last word, some the two states "
        "that are computed last, and these are different numbers.",
        "역방향은 첫 단어에서 끝납니다. 마지막 단어의 두 상태를 읽기도 하고 방향마다 마지막에 계산한 상태를 "
        "읽기도 하는데, 두 값은 서로 다릅니다.",
    ),
    help=Pattern(
        "leave bidirectional out, or leave at out and give the last step alone a target",
        "bidirectional을 지우거나, at을 지우고 마지막 단계에만 목표를 적으세요",
    ),
)
NAME_IS_FOUND_IT_MUST_BE_EXPECTED = Message(
    "S06",
    Pattern(
        "{name} is {found}; it must be {expected}",
        "{name}의 크기가 {found}입니다. 맞는 크기는 {expected}입니다",
    ),
)
ITS_AXES_ARE_NUM_LAYERS_NUM_DIRECTIONS_BATCH = Pattern(
    "Its axes are (num_layers · num_directions, batch, hidden_size), whatever batch_first says: "
    "here {layers} · {directions}, {batch}, and the hidden size.",
    "축의 순서는 batch_first와 관계없이 (층 수 · 방향 수, 배치, 은닉 크기)입니다. 여기서는 "
    "{layers} · {directions}, {batch}, 그리고 은닉 크기입니다.",
)
ITS_AXES_ARE_NUM_LAYERS_NUM_DIRECTIONS = Pattern(
    "Its axes are (num_layers · num_directions, hidden_size): here {layers} · {directions}, and "
    "the hidden size.",
    "축의 순서는 (층 수 · 방향 수, 은닉 크기)입니다. 여기서는 {layers} · {directions}, 그리고 "
    "은닉 크기입니다.",
)
WRITE_A_START_FOR_EVERY_LAYER_AND_DIRECTION = Pattern(
    "write a start for every layer and direction, first layer 0, forward before backward",
    "층과 방향마다 초기값을 하나씩 적으세요. 0층부터, 순방향을 역방향보다 먼저 적습니다",
)
WRITE_A_LIST_FOR_EVERY_LAYER_AND_DIRECTION = Pattern(
    "write a list for every layer and direction, and in it a start for every sentence",
    "층과 방향마다 목록을 하나씩 적고, 그 안에 문장마다 초기값을 하나씩 적으세요",
)
