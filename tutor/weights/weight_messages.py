"""What is said of weights that torch or Keras saved, and of the comparison with torch."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# torch

NAME_IS_NOT_A_RECURRENT_MODULE_OF_TORCH = Message(
    "W02",
    Pattern("{name} is not a recurrent module of torch", "{name:은} torch의 순환 모듈이 아닙니다"),
    because=Pattern(
        "Supported are nn.RNN, nn.GRU, nn.LSTM and nn.RNNCell, nn.GRUCell, nn.LSTMCell.",
        "nn.RNN, nn.GRU, nn.LSTM과 nn.RNNCell, nn.GRUCell, nn.LSTMCell을 쓸 수 있습니다.",
    ),
    help=Pattern(
        "give the recurrent module itself, such as model.rnn", "model.rnn처럼 순환 모듈 자체를 주세요"
    ),
)
PROJ_SIZE_SIZE_IS_NOT_SUPPORTED = Message(
    "W02",
    Pattern("proj_size = {size} is not supported", "proj_size = {size:은} 지원하지 않습니다"),
    because=Pattern(
        "An LSTM with a projection has one more matrix, which these tables do not have.",
        "투영이 있는 LSTM에는 행렬이 하나 더 있는데 이 표에는 없습니다.",
    ),
    help=Pattern("build the LSTM without proj_size", "proj_size 없이 LSTM을 만드세요"),
)
THE_PARAMETERS_ARE_THOSE_OF_AN_NAME_OF_TORCH = Pattern(
    "The parameters are those of an {name} of torch.", "매개변수는 torch의 {name} 모듈에서 읽었습니다."
)
ITS_DROPOUT_IS_LEFT_OUT = Pattern(
    "Its dropout is left out, as it is in module.eval().",
    "드롭아웃은 module.eval()에서처럼 적용하지 않았습니다.",
)
POSITION_IS_NO_POSITION_IN_THE_VOCABULARY = Message(
    "W02",
    Pattern("{position} is no position in the vocabulary", "{position:은} 어휘의 위치가 아닙니다"),
    because=Pattern("It has {count} words, counted from 0.", "단어는 {count}개이고 0부터 셉니다."),
    help=Pattern("give positions from 0 to {last}", "0부터 {last}까지의 위치를 쓰세요"),
)

# files

NAME_IS_NO_FILE_OF_PARAMETERS = Message(
    "W01",
    Pattern("`{name}` is no file of parameters", "`{name}`{name:-은} 매개변수 파일이 아닙니다"),
    because=Pattern("Endings that do: {endings}.", "형식을 정하는 확장자: {endings}."),
    help=Pattern("save the parameters as one of these", "매개변수를 이 가운데 하나로 저장하세요"),
)
NAME_DOES_NOT_EXIST = Message(
    "W01",
    Pattern("`{name}` does not exist", "`{name}`: 그런 파일이 없습니다"),
    help=Pattern(
        "give the path of the file, as seen from the spec", "문제 파일이 있는 곳을 기준으로 경로를 쓰세요"
    ),
)
NAME_MAY_NOT_BE_READ = Message("W01", Pattern("`{name}` may not be read", "`{name}`: 읽을 권한이 없습니다"))
A_NETWORK_OF_THAT_SIZE_IS_NOT_COMPUTED = Pattern(
    "A network of that size is not computed by hand.", "그 크기의 신경망은 손으로 계산하지 않습니다."
)
SAVE_THE_RECURRENT_MODULE_ALONE = Pattern("save the recurrent module alone", "순환 모듈만 저장하세요")
NAME_IS_LARGER_THAN_64_MIB = Message(
    "W01",
    Pattern("`{name}` is larger than 64 MiB", "`{name}` 파일이 64 MiB보다 큽니다"),
    because=A_NETWORK_OF_THAT_SIZE_IS_NOT_COMPUTED,
    help=SAVE_THE_RECURRENT_MODULE_ALONE,
)
IT_BEGINS_LIKE_A_WEB_PAGE = Pattern(
    "It begins like a web page: the download may have failed.",
    "웹 페이지처럼 시작합니다. 내려받기가 실패했을 수 있습니다.",
)
IT_MAY_BE_CUT_SHORT_OR_SOMETHING_ELSE_UNDER = Pattern(
    "It may be cut short, or something else under this name.",
    "파일이 잘렸거나, 이름만 같은 다른 파일일 수 있습니다.",
)
NAME_IS_NOT_A_TORCH_FILE_SIZE_BYTES = Message(
    "W01",
    Pattern(
        "`{name}` is not a torch file ({size} bytes)",
        "`{name}`{name:-은} torch 파일이 아닙니다({size}바이트)",
    ),
    help=Pattern(
        "save it again: torch.save(model.state_dict(), …)",
        "다시 저장하세요: torch.save(model.state_dict(), …)",
    ),
)
NAME_IS_NOT_A_PLAIN_STATE_DICT = Message(
    "W01",
    Pattern("`{name}` is not a plain state_dict", "`{name}`{name:-은} 단순한 state_dict가 아닙니다"),
    because=Pattern(
        "It holds {found}. Loading that could run code, so nothing of it was loaded.",
        "{found:이} 들어 있습니다. 불러오면 코드가 실행될 수 있어서 아무것도 불러오지 않았습니다.",
    ),
    help=Pattern(
        "save only the parameters: torch.save(model.state_dict(), …)",
        "매개변수만 저장하세요: torch.save(model.state_dict(), …)",
    ),
)
INSTALL_IT_WITH_PIP_INSTALL_RNN_TUTOR_TORCH = Pattern(
    'install it with: pip install "rnn-tutor[torch]"', '설치하세요: pip install "rnn-tutor[torch]"'
)
NAME_NEEDS_TORCH = Message(
    "U08",
    Pattern("`{name}` needs torch", "`{name}`{name:-을} 읽으려면 torch가 필요합니다"),
    help=INSTALL_IT_WITH_PIP_INSTALL_RNN_TUTOR_TORCH,
)
NAME_UNPACKS_TO_MORE_THAN_64_MIB = Message(
    "W01",
    Pattern("`{name}` unpacks to more than 64 MiB", "`{name}` 파일의 압축을 풀면 64 MiB보다 큽니다"),
    because=A_NETWORK_OF_THAT_SIZE_IS_NOT_COMPUTED,
    help=SAVE_THE_RECURRENT_MODULE_ALONE,
)
NAME_HOLDS_FOUND_NOT_A_STATE_DICT = Message(
    "W01",
    Pattern(
        "`{name}` holds {found}, not a state_dict",
        "`{name}`에는 state_dict가 아니라 {found:이} 들어 있습니다",
    ),
    because=Pattern(
        "A state_dict has tensors by name: weight_ih_l0, weight_hh_l0, …",
        "state_dict에는 weight_ih_l0, weight_hh_l0 같은 이름의 텐서가 있습니다.",
    ),
    help=Pattern(
        "save the parameters: torch.save(model.state_dict(), …)",
        "매개변수를 저장하세요: torch.save(model.state_dict(), …)",
    ),
)
A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND = Pattern(
    "A page with more is not computed by hand.", "그보다 크면 손으로 계산하지 않습니다."
)
NAME_IS_SIZE_THE_LIMIT_IS_LIMIT_NUMBERS = Message(
    "S05",
    Pattern(
        "{name} is {size}; the limit is {limit} numbers",
        "{name}의 크기가 {size}입니다. 한도는 수 {limit}개입니다",
    ),
    because=A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND,
    help=Pattern(
        "use a smaller network: at most 16 hidden units", "은닉 유닛이 16개 이하인 작은 신경망을 쓰세요"
    ),
)
NAME_NEEDS_SAFETENSORS = Message(
    "U08",
    Pattern("`{name}` needs safetensors", "`{name}`{name:-을} 읽으려면 safetensors가 필요합니다"),
    help=Pattern(
        'install it with: pip install "rnn-tutor[safetensors]"',
        '설치하세요: pip install "rnn-tutor[safetensors]"',
    ),
)
NAME_IS_NOT_A_SAFETENSORS_FILE_SIZE_BYTES = Message(
    "W01",
    Pattern(
        "`{name}` is not a safetensors file ({size} bytes)",
        "`{name}`{name:-은} safetensors 파일이 아닙니다({size}바이트)",
    ),
    because=IT_MAY_BE_CUT_SHORT_OR_SOMETHING_ELSE_UNDER,
    help=Pattern("save it again", "다시 저장하세요"),
)
NAME_NEEDS_TORCH_FOR_BFLOAT16 = Message(
    "U08",
    Pattern("`{name}` needs torch", "`{name}`{name:-을} 읽으려면 torch가 필요합니다"),
    because=Pattern(
        "Its numbers are bfloat16, which NumPy does not know.", "수가 bfloat16인데 NumPy에는 없는 형식입니다."
    ),
    help=INSTALL_IT_WITH_PIP_INSTALL_RNN_TUTOR_TORCH,
)
NAME_NEEDS_H5PY = Message(
    "U08",
    Pattern("`{name}` needs h5py", "`{name}`{name:-을} 읽으려면 h5py가 필요합니다"),
    help=Pattern(
        'install it with: pip install "rnn-tutor[keras]"', '설치하세요: pip install "rnn-tutor[keras]"'
    ),
)
NAME_IS_NOT_A_FILE_OF_KERAS = Message(
    "W01",
    Pattern(
        "`{name}` is not a file of Keras ({size} bytes)",
        "`{name}`{name:-은} Keras 파일이 아닙니다({size}바이트)",
    ),
    because=IT_MAY_BE_CUT_SHORT_OR_SOMETHING_ELSE_UNDER,
    help=Pattern('save it again: model.save("model.keras")', '다시 저장하세요: model.save("model.keras")'),
)
NAME_HAS_NO_NUMBERS = Message(
    "W01",
    Pattern("{name} has a size, but no numbers", "{name}에 크기만 있고 수가 없습니다"),
    because=Pattern("It is a tensor of the device meta.", "meta 장치의 텐서입니다."),
    help=Pattern("save the module after its parameters are made", "매개변수를 만든 뒤에 모듈을 저장하세요"),
)
NAME_IN_FILE_HOLDS_PYTHON_OBJECTS = Message(
    "W01",
    Pattern("`{name}` in `{file}` holds Python objects", "`{file}`의 `{name}`에 파이썬 객체가 들어 있습니다"),
    because=Pattern(
        "Loading them could run code, so nothing of it was loaded.",
        "불러오면 코드가 실행될 수 있어서 아무것도 불러오지 않았습니다.",
    ),
    help=Pattern(
        "save arrays of numbers: np.savez(file, weight_ih_l0=…, weight_hh_l0=…)",
        "수의 배열로 저장하세요: np.savez(file, weight_ih_l0=…, weight_hh_l0=…)",
    ),
)
NAME_IS_NOT_AN_NPZ_FILE_SIZE_BYTES = Message(
    "W01",
    Pattern(
        "`{name}` is not an npz file ({size} bytes)", "`{name}`{name:-은} npz 파일이 아닙니다({size}바이트)"
    ),
    because=IT_MAY_BE_CUT_SHORT_OR_SOMETHING_ELSE_UNDER,
    help=Pattern(
        "save it again: np.savez(file, weight_ih_l0=…, weight_hh_l0=…)",
        "다시 저장하세요: np.savez(file, weight_ih_l0=…, weight_hh_l0=…)",
    ),
)

# modules

THE_PARAMETERS_ARE_THOSE_OF_FILE = Pattern(
    "The parameters are those of {file}.", "매개변수는 {file}에서 읽었습니다."
)
PARAMETERS_DO_NOT_SHOW_THE_NONLINEARITY = Message(
    "W02",
    Pattern(
        "parameters do not show the nonlinearity of an RNN",
        "매개변수만 보아서는 RNN의 nonlinearity를 알 수 없습니다",
    ),
    because=Pattern(
        "With tanh and with ReLU the same parameters give different numbers.",
        "tanh일 때와 ReLU일 때 같은 매개변수에서 다른 수가 나옵니다.",
    ),
    help=Pattern(
        'write kind = "rnn_tanh" or kind = "rnn_relu" in [cell]',
        '[cell]에 kind = "rnn_tanh" 또는 kind = "rnn_relu"를 적으세요',
    ),
)
THE_FILE_HOLDS_MORE_WHICH_IS_NOT_ON_THIS = Pattern(
    "The file holds more, which is not on this page: {names}.",
    "파일에는 이 문서에서 쓰지 않는 것도 있습니다: {names}.",
)
THE_NUMBERS_ARE_THE_SHORTEST_DECIMALS = Pattern(
    "The numbers are the shortest decimals that stand for the module's in double precision, and "
    "the page computes with exactly these decimals.",
    "수는 모듈의 배정밀도 값을 나타내는 가장 짧은 소수이며, 이 문서는 바로 이 소수로 계산합니다.",
)
THE_MODULES_NUMBERS_ARE_DTYPE = Pattern(
    "The module's numbers are {dtype}. Each is shown as the shortest decimal that stands for it, "
    "and the page computes with exactly these decimals.",
    "모듈의 수는 {dtype}입니다. 각 수를 그 값을 나타내는 가장 짧은 소수로 적었고, 이 문서는 바로 "
    "이 소수로 계산합니다.",
)
FILE_HAS_NO_RECURRENT_MODULE_NAME = Message(
    "W02",
    Pattern(
        "`{file}` has no recurrent module `{name}`", "`{file}`에는 순환 모듈 `{name}`{name:-이} 없습니다"
    ),
    help=Pattern(
        "choose one of them with module = …, or leave module out where there is one only",
        "module = …으로 그 가운데 하나를 고르세요. 하나뿐이면 module을 지워도 됩니다",
    ),
)
IT_HAS_NAMES = Pattern("It has: {names}.", "들어 있는 것: {names}.")
FILE_HOLDS_NO_RNN_GRU_OR_LSTM = Message(
    "W02",
    Pattern("`{file}` holds no RNN, GRU or LSTM", "`{file}`에는 RNN, GRU, LSTM이 없습니다"),
    help=Pattern(
        "save a module with weight_ih_l0 and weight_hh_l0 (nn.RNN, nn.GRU, nn.LSTM)",
        "weight_ih_l0와 weight_hh_l0가 있는 모듈(nn.RNN, nn.GRU, nn.LSTM)을 저장하세요",
    ),
)
FILE_HOLDS_COUNT_RECURRENT_MODULES = Message(
    "W02",
    Pattern("`{file}` holds {count} recurrent modules", "`{file}`에 순환 모듈이 {count}개 있습니다"),
    because=Pattern("They are: {names}.", "이름: {names}."),
    help=Pattern('choose one: module = "{name}" in [cell]', '하나를 고르세요: [cell]에 module = "{name}"'),
)
NAME_IS_SIZE_THE_LIMIT_IS_LIMIT = Message(
    "S05",
    Pattern("{name} is {size}; the limit is {limit}", "{name}의 크기가 {size}입니다. 한도는 {limit}입니다"),
    because=A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND,
    help=Pattern(
        "use fewer hidden units, or lift the limits with --no-limits",
        "은닉 유닛을 줄이거나, --no-limits로 한도를 푸세요",
    ),
)
NAME_IS_SIZE_WHICH_IS_OF_NO_RNN_GRU_OR_LSTM = Message(
    "S06",
    Pattern(
        "{name} is {size}, which is of no RNN, GRU or LSTM",
        "{name}의 크기 {size:은} RNN, GRU, LSTM 어느 것의 크기도 아닙니다",
    ),
    because=Pattern(
        "It has hidden_size columns and hidden_size rows, three times as many in a GRU, four times in "
        "an LSTM.",
        "열은 hidden_size개이고, 행은 RNN이면 hidden_size개, GRU이면 그 세 배, LSTM이면 네 배입니다.",
    ),
    help=Pattern("look at what was saved under this name", "이 이름으로 무엇을 저장했는지 확인하세요"),
)
KIND_IS_STATED_BUT_NAME_IS_SIZE_AS_IN_FOUND = Message(
    "K03",
    Pattern(
        'kind is "{stated}", but {name} is {size}, as in "{found}"',
        'kind는 "{stated}"인데 {name}의 크기 {size:은} "{found}"의 크기입니다',
    ),
    help=Pattern('write kind = "{found}", or leave it out', 'kind = "{found}"로 쓰거나 지우세요'),
)

# what is stored otherwise

WEIGHT_NORM_WAS_COMPUTED = Pattern(
    "weight_norm stores a length g and a direction v; the weights on this page are g · v / ‖v‖.",
    "weight_norm은 길이 g와 방향 v를 저장합니다. 이 문서의 가중치는 g · v / ‖v‖입니다.",
)
THE_MASK_WAS_APPLIED = Pattern(
    "Pruned weights are stored with a mask, which was multiplied in.",
    "가지치기한 가중치는 마스크와 함께 저장되므로, 마스크를 곱했습니다.",
)
NAME_IS_STORED_IN_PARTS = Message(
    "W02",
    Pattern("{name} is stored in parts: {parts}", "{name:은} 여러 부분으로 저장되어 있습니다: {parts}"),
    because=Pattern(
        "Something was put around the parameter that computes it anew at every call.",
        "호출할 때마다 이 매개변수를 다시 계산하는 것이 씌워져 있습니다.",
    ),
    help=Pattern(
        "remove it before saving: torch.nn.utils.parametrize.remove_parametrizations",
        "저장하기 전에 벗기세요: torch.nn.utils.parametrize.remove_parametrizations",
    ),
)
ARRAYS_WITHOUT_NAMES_FIT_SEVERAL_ORDERS = Message(
    "W02",
    Pattern(
        "the arrays of `{file}` have no names, and their sizes fit several orders",
        "`{file}`의 배열에는 이름이 없고, 크기가 여러 순서에 맞습니다",
    ),
    because=Pattern(
        "By their sizes they may be Keras' kernel and recurrent_kernel or torch's weight_ih and weight_hh.",
        "크기로는 Keras의 kernel과 recurrent_kernel일 수도, torch의 weight_ih와 weight_hh일 수도 있습니다.",
    ),
    help=Pattern(
        "save them with names: np.savez(file, kernel=…, recurrent_kernel=…, bias=…)",
        "이름을 붙여 저장하세요: np.savez(file, kernel=…, recurrent_kernel=…, bias=…)",
    ),
)
INTEGERS_OF_SEVERAL_AXES_ARE_NO_WORDS = Message(
    "W02",
    Pattern(
        "with a vocabulary, whole numbers are positions of words, and these have {axes} axes",
        "어휘와 함께 주는 정수는 단어의 위치인데, 축이 {axes}개입니다",
    ),
    because=Pattern(
        "A page computes one sequence of words; as numbers the positions would mean nothing.",
        "한 문서에서는 단어의 시퀀스 하나를 계산합니다. 위치를 수로 계산하면 뜻이 없습니다.",
    ),
    help=Pattern(
        "give the words of one sequence: {example}; for numbers leave the vocabulary out",
        "시퀀스 하나의 단어를 주세요: {example}. 수라면 어휘를 빼세요",
    ),
)
BFLOAT16_WAS_READ_AS_FLOAT32 = Pattern(
    "The module's numbers are bfloat16. They were read as float32, which has them all, and the page computes "
    "with the shortest decimals of these.",
    "모듈의 수는 bfloat16입니다. 이 수를 모두 나타낼 수 있는 float32로 읽었고, 이 문서는 그 값을 나타내는 "
    "가장 짧은 소수로 계산합니다.",
)

# comparison

TORCH_IS_NOT_INSTALLED = Message(
    "U08",
    Pattern(
        'torch is not installed; the extra "torch" installs it: pip install ".[torch]" in the '
        "folder of rnn-tutor",
        'torch가 설치되어 있지 않습니다. rnn-tutor 폴더에서 추가 항목 "torch"를 설치하세요: pip '
        'install ".[torch]"',
    ),
)
