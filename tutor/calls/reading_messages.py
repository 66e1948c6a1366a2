"""What is said of the text of a call: what of it was not read, and what its names and slices tell."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# what was not read

NOTHING_IS_RUN = Pattern(
    "{why} Nothing in the text is run to find it.", "{why} 알아내려고 글 속의 코드를 실행하지는 않습니다."
)
WHAT_TO_ADD = Pattern("{what}", "{what}")
PART_WAS_NOT_READ = Message(
    "P08",
    Pattern(
        "no verdict on `{call}`: `{text}` was not read",
        "`{call}` 호출은 판정하지 않습니다. `{text}`{text:-을} 읽지 못했습니다",
    ),
    because=NOTHING_IS_RUN,
    help=WHAT_TO_ADD,
    severity="warning",
)
A_SIZE_WAS_NOT_READ = Message(
    "P08",
    Pattern(
        "no verdict on `{call}`: one of its sizes comes of what the program computes",
        "`{call}` 호출은 판정하지 않습니다. 크기 하나가 프로그램이 계산하는 값에서 나옵니다",
    ),
    because=NOTHING_IS_RUN,
    help=WHAT_TO_ADD,
    severity="warning",
)
IT_IS_INPUT = Pattern("It is the input, and its shape is not known.", "입력인데 크기를 알 수 없습니다.")
IT_IS_START = Pattern(
    "It is what the call starts from, and its shape is not known.", "초깃값인데 크기를 알 수 없습니다."
)
IT_IS_NAME = Pattern("Nothing in the text gives it a value.", "이 이름에 값을 주는 곳이 글에 없습니다.")
IT_IS_ARGUMENT = Pattern(
    "It is an argument of a function that the text does not call.",
    "글에서 부르지 않는 함수의 인수입니다.",
)
IT_IS_ELEMENT = Pattern("What it holds is not known.", "무엇이 들어 있는지 알 수 없습니다.")
IT_IS_BRANCH = Pattern("It depends on a condition that is not known.", "알 수 없는 조건에 따라 달라집니다.")
IT_IS_LOOP = Pattern("A loop changes it.", "반복문에서 바뀝니다.")
IT_IS_STAR = Pattern("What * and ** hand over cannot be seen.", "*와 **가 무엇을 넘기는지 볼 수 없습니다.")
IT_IS_KIND_OF_NUMBER = Pattern(
    "Its kind of number is not known, and torch compares it with the weights'.",
    "수의 종류(dtype)를 알 수 없는데, torch는 이것을 가중치의 dtype과 비교합니다.",
)
THE_SIZES_FIT = Pattern(
    "The sizes fit. Its kind of number is not known, and torch compares that, too.",
    "크기는 맞습니다. 수의 종류(dtype)를 알 수 없는데, torch는 그것도 비교합니다.",
)
REFUSED_WHATEVER_IT_HOLDS = Message(
    "P08",
    Pattern(
        "what kind of number `{text}` holds is not in the text",
        "`{text}`의 dtype은 글에 없습니다",
    ),
    because=Pattern(
        "The message above is torch's for a tensor of the weights' dtype. Of another dtype, or an array of "
        "NumPy, it is refused as well, with another message.",
        "위 메시지는 가중치와 dtype이 같은 텐서일 때의 것입니다. dtype이 다르거나 NumPy 배열이면 다른 "
        "메시지로 거부합니다.",
    ),
    severity="note",
)
IT_IS_MOVED_ELSEWHERE = Pattern(
    "The sizes fit. The module, its input and its start values must be on one device, and here they are not "
    "moved alike.",
    "크기는 맞습니다. 모듈, 입력, 초깃값은 한 장치에 있어야 하는데, 여기서는 옮기는 방법이 서로 다릅니다.",
)
IT_IS_OUT_OF_ROWS = Pattern(
    "Its indices may be negative, or as large as the number of its rows or larger: torch says 'index out of "
    "range in self' then.",
    "인덱스가 음수이거나 행의 수 이상일 수 있습니다. 그러면 torch가 'index out of range in self'라고 합니다.",
)
MAKE_MORE_ROWS = Pattern(
    "make the embedding with one row more than the largest index, at least",
    "행의 수를 가장 큰 인덱스보다 적어도 하나 더 크게 만드세요",
)
MOVE_IT_ALIKE = Pattern("move it to where the module is: {example}", "모듈이 있는 곳으로 옮기세요: {example}")
IT_IS_SIZE = Pattern("Whether it fits depends on this size.", "맞는지는 이 크기에 달려 있습니다.")
IT_IS_PROJECTION = Pattern(
    "An LSTM that projects its hidden state is not explained.",
    "은닉 상태를 투영하는 LSTM은 설명하지 않습니다.",
)
IT_IS_STOPPED = Pattern(
    "The program ends there with an error, before the call.",
    "호출에 이르기 전에 프로그램이 여기서 오류로 끝납니다.",
)
IT_IS_HANDED = Pattern(
    "It calls the function that the call stands in, and is not followed.",
    "호출이 들어 있는 함수를 부르지만, 여기까지는 따라가지 않습니다.",
)
NOTHING_CALLS_IT = Pattern(
    "The call stands in this function, and nothing in the text calls it.",
    "호출이 이 함수 안에 있는데, 글에서 이 함수를 부르는 곳이 없습니다.",
)
CALL_IT = Pattern(
    "call it with tensors whose shapes stand in the text, or leave it out",
    "크기가 글에 적힌 텐서로 이 함수를 부르거나, 이 함수를 빼세요",
)
IT_MAY_BE_THE_MODULE = Pattern(
    "Nothing else calls the module, and what is called there is not known: it may be this one.",
    "이 모듈을 부르는 곳이 달리 없는데, 거기서 부르는 것이 무엇인지 알 수 없습니다. 이 모듈일 수 있습니다.",
)
CALL_IT_BY_NAME = Pattern(
    "call the module by the name that it was given", "모듈을 만들 때 붙인 이름으로 직접 호출하세요"
)
CALL_THE_FUNCTION = Pattern(
    "call the function without it, with tensors whose shapes stand in the text",
    "이것을 빼고, 크기가 글에 적힌 텐서로 그 함수를 직접 호출하세요",
)
IT_IS_LONG = Pattern("The text goes on for longer than is followed.", "따라 읽는 한도보다 깁니다.")
IT_IS_VALUE = Pattern("Its value is not known.", "값을 알 수 없습니다.")
GIVE_THE_INPUT = Pattern("give the shape: --input {example}", "크기를 주세요: --input {example}")
GIVE_THE_START = Pattern("give the shape: {example}", "크기를 주세요: {example}")
SET_THE_NAME = Pattern("say what it is: {example}", "값을 알려 주세요: {example}")
LEAVE_PROJ_SIZE_OUT = Pattern(
    "leave proj_size out, and the rest of the call is explained",
    "proj_size를 빼면 호출의 나머지를 설명할 수 있습니다",
)
MAKE_IT_SHORTER = Pattern(
    "paste only the lines that make the module and call it",
    "모듈을 만들고 호출하는 줄만 붙여 넣으세요",
)
SAY_THE_KIND = Pattern(
    "if its numbers are to be those of the weights, write {example}",
    "가중치와 같은 dtype으로 쓸 것이라면 {example:으로} 적으세요",
)
WRITE_IT_OUT = Pattern(
    "write the shape into the text, such as torch.zeros(5, 3, 10)",
    "글에 크기를 적으세요. 예: torch.zeros(5, 3, 10)",
)
MODULE_IS_NOT_FOLLOWED = Message(
    "P08",
    Pattern(
        "no verdict on calls of what line {line} makes of `{name}`: it is not followed",
        "{line}번째 줄에서 `{name}`{name:-으로} 만든 것의 호출은 따라가지 않으므로 판정하지 않습니다",
    ),
    help=Pattern("write the module itself: {example}", "모듈을 직접 적으세요: {example}"),
    severity="warning",
)
LINE_WAS_NOT_READ = Message(
    "P08",
    Pattern("line {line} was not read: {text}", "{line}번째 줄을 읽지 못했습니다: {text}"),
    because=Pattern(
        "It is no Python; what it may change is taken for not known.",
        "파이썬이 아닙니다. 이 줄이 바꿀 수 있는 것은 모르는 것으로 봅니다.",
    ),
    severity="note",
)

# several modules

SEVERAL_MODULES = Message(
    "P02",
    Pattern("the text makes {count} recurrent modules", "글에서 순환 모듈을 {count}개 만듭니다"),
    because=Pattern("They are {modules}.", "{modules}입니다."),
    help=Pattern("choose one: --module {example}", "하나를 고르세요: --module {example}"),
)
NO_MODULE_OF_THAT_NAME = Message(
    "P02",
    Pattern("nothing in the text is called as `{name}`", "글에 `{name}`{name:-이라} 하는 모듈이 없습니다"),
    because=Pattern("There are {modules}.", "있는 것은 {modules}입니다."),
    help=Pattern("choose one: --module {example}", "하나를 고르세요: --module {example}"),
)
A_CLASS_OF_ONES_OWN = Message(
    "P02",
    Pattern(
        "`{name}` is the text's own class, not torch's",
        "`{name}`{name:-은} torch가 아니라 글에서 만든 클래스입니다",
    ),
    because=Pattern(
        "No recurrent module of torch is called in it.", "그 안에서 torch의 순환 모듈을 부르지 않습니다."
    ),
    help=Pattern("write nn.{name} where torch's is meant", "torch의 것을 뜻한다면 nn.{name:으로} 적으세요"),
)

# the call itself

WRONG_ARGUMENTS_OF_A_CALL = Message(
    "P48",
    Pattern(
        "`{call}` hands over what the module does not take", "`{call}`: 모듈이 받지 않는 인수를 넘깁니다"
    ),
    because=Pattern(
        "A module is called with its input and one start value more; an LSTM's is the pair (h_0, c_0).",
        "모듈은 입력과 초깃값 하나로 호출합니다. LSTM의 초깃값은 (h_0, c_0) 한 쌍입니다.",
    ),
    help=Pattern("write {example}", "{example:으로} 적으세요"),
)


# what names and slices tell

NAMES_SAY_BATCH_FIRST = Message(
    "P36",
    Pattern(
        "the text calls the first axis `{first}` and the second `{second}`, and the module reads time first",
        "글에서는 첫 축이 `{first}`, 둘째 축이 `{second}`인데, 모듈은 첫 축을 시간으로 읽습니다",
    ),
    because=Pattern(
        "Without batch_first the first axis is time: the sizes fit, and the batch is taken for time.",
        "batch_first가 없으면 첫 축이 시간입니다. 크기는 맞지만 배치가 시간으로 읽힙니다.",
    ),
    help=Pattern("write {example}", "{example:으로} 적으세요"),
    severity="warning",
)
NAMES_SAY_TIME_FIRST = Message(
    "P36",
    Pattern(
        "the text calls the first axis `{first}` and the second `{second}`, and the module reads the batch "
        "first",
        "글에서는 첫 축이 `{first}`, 둘째 축이 `{second}`인데, 모듈은 첫 축을 배치로 읽습니다",
    ),
    because=Pattern(
        "With batch_first=True the first axis is the batch: the sizes fit, and time is taken for the batch.",
        "batch_first=True이면 첫 축이 배치입니다. 크기는 맞지만 시간이 배치로 읽힙니다.",
    ),
    help=Pattern("write {example}", "{example:으로} 적으세요"),
    severity="warning",
)
SLICE_TAKES_THE_BATCH = Message(
    "P37",
    Pattern(
        "`{slice}` takes the last sequence, not the last step",
        "`{slice}`{slice:-은} 마지막 단계가 아니라 마지막 시퀀스입니다",
    ),
    because=Pattern(
        "The axes of output are {axes}; the index {index} stands at the batch.",
        "output의 축은 {axes}이고, {index:은} 배치 자리에 있습니다.",
    ),
    help=Pattern("the last step is {example}", "마지막 단계는 {example}입니다"),
    severity="warning",
)
SLICE_TAKES_THE_BATCH_OR_MODULE = Message(
    "P37",
    Pattern(
        "`{slice}` takes the last sequence, not the last step",
        "`{slice}`{slice:-은} 마지막 단계가 아니라 마지막 시퀀스입니다",
    ),
    because=Pattern(
        "The axes of output are {axes}; the index {index} stands at the batch.",
        "output의 축은 {axes}이고, {index:은} 배치 자리에 있습니다.",
    ),
    help=Pattern(
        "if the first axis of the input is the batch, write {module}; if not, the last step is {example}",
        "입력의 첫 축이 배치라면 {module:으로} 적으세요. 아니라면 마지막 단계는 {example}입니다",
    ),
    severity="warning",
)
LAST_STEP_OF_TWO_DIRECTIONS = Message(
    "P40",
    Pattern(
        "`{slice}` holds the reverse direction after one step only",
        "`{slice}`의 역방향 절반은 한 단계만 읽은 값입니다",
    ),
    because=Pattern(
        "The reverse direction begins at the last step and ends at the first.",
        "역방향은 마지막 단계에서 시작해 첫 단계에서 끝납니다.",
    ),
    help=Pattern(
        "join where both directions end: torch.cat([{state}[-2], {state}[-1]], {axis})",
        "두 방향이 끝난 곳을 이으세요: torch.cat([{state}[-2], {state}[-1]], {axis})",
    ),
    severity="warning",
)
TRUE_IS_BIAS = Message(
    "P38",
    Pattern("the {place} argument, {value}, is `bias`", "{place}번째 인수 {value:은} `bias`입니다"),
    because=Pattern(
        "Arguments without a name are read in this order: {order}.",
        "이름 없는 인수는 이 순서로 읽습니다: {order}.",
    ),
    help=Pattern("write what is meant by its name: {example}", "뜻하는 것을 이름으로 적으세요: {example}"),
    severity="warning",
)
STATES_ARE_EXCHANGED = Message(
    "P39",
    Pattern("`({first}, {second})` hands c_0 over as h_0", "`({first}, {second})`: c_0을 h_0으로 넘깁니다"),
    because=Pattern(
        "An LSTM takes (h_0, c_0). Both have the same size, so torch says nothing.",
        "LSTM은 (h_0, c_0)을 받습니다. 둘의 크기가 같아서 torch는 아무 말도 하지 않습니다.",
    ),
    help=Pattern("write ({second}, {first})", "({second}, {first})로 적으세요"),
    severity="warning",
)
LEAVE_THE_START_OUT = Message(
    "P30",
    Pattern("a start value of zeros can be left out", "0으로 된 초깃값은 빼도 됩니다"),
    because=Pattern(
        "torch takes zeros of the right size by itself, for the smaller last batch, too.",
        "torch가 알맞은 크기의 0을 스스로 씁니다. 더 작은 마지막 배치에서도 그렇습니다.",
    ),
    help=Pattern(
        "write {example}, or make it as large as the input: {size}",
        "{example:으로} 적거나, 입력에 맞춰 만드세요: {size}",
    ),
    severity="note",
)

# the layers behind

LAYER_BEHIND_DOES_NOT_FIT = Message(
    "P50",
    Pattern(
        "`{call}`, behind the module, meets {found} numbers and takes {wanted}",
        "모듈 다음의 `{call}`: 수가 {found}개인데 {wanted}개를 받습니다",
    ),
    because=Pattern(
        "It was made with {argument} = {wanted}, and torch compares that with {axis}. The last axis of "
        "output is hidden_size, with bidirectional=True 2 · hidden_size.",
        "{argument} = {wanted:으로} 만들었고, torch는 이것을 {axis:과} 비교합니다. output의 마지막 축은 "
        "hidden_size, bidirectional=True이면 2 · hidden_size입니다.",
    ),
    help=Pattern("write {example}", "{example:으로} 적으세요"),
)
LAST_AXIS = Pattern("the last axis of what it gets", "받은 텐서의 마지막 축")
AXIS_OF_CHANNELS = Pattern("the axis of channels, not the last one", "마지막 축이 아니라 채널 축")
