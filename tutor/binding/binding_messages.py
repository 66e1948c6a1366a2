"""What is said of what a text means: its names, its sizes, its network."""

from __future__ import annotations

from tutor.language.faults import Pattern

# model

THE_TEXT_DOES_NOT_GIVE_EVERYTHING = Pattern(
    "the text does not give everything that a calculation needs", "계산에 필요한 것이 글에 다 있지 않습니다"
)
THE_NETWORK_HAS_THE_LOGISTIC_SIGMOID = Pattern(
    "the network has the logistic sigmoid, and nn.RNN has tanh or ReLU",
    "이 신경망은 로지스틱 시그모이드를 쓰는데 nn.RNN에는 tanh와 ReLU만 있습니다",
)
NO_READING_GIVES_NAMES_A_SIZE_THAT_FITS = Pattern(
    "no reading gives {names} a size that fits", "어떻게 읽어도 {names}의 크기가 맞지 않습니다"
)
NAME_FITS_IN_NO_WAY = Pattern(
    "{name}, in line {line}, has a size that does not fit in either way",
    "{line}번째 줄의 {name:은} 어느 쪽으로 놓아도 크기가 맞지 않습니다",
)
NO_INPUT_MATRIX_BESIDE_NAME = Pattern(
    "the matrix that x is multiplied with is not given beside {name}, line {line}",
    "{line}번째 줄의 {name:과} 짝이 되는, x에 곱할 행렬이 없습니다",
)
NO_RECURRENT_MATRIX_BESIDE_NAME = Pattern(
    "the matrix that the state before is multiplied with is not given beside {name}, line {line}",
    "{line}번째 줄의 {name:과} 짝이 되는, 앞 상태에 곱할 행렬이 없습니다",
)
NO_WEIGHTS_FOR_NAME = Pattern(
    "no matrices are given by name for {name}, line {line}",
    "{line}번째 줄의 {name:을} 계산할 행렬이 이름과 함께 주어지지 않았습니다",
)
NAME_WAS_NOT_UNDERSTOOD = Pattern(
    "what {name}, line {line}, is in the network was not understood",
    "{line}번째 줄의 {name:이} 신경망에서 무엇인지 이해하지 못했습니다",
)
X_OF_STEP_IS_NOT_GIVEN = Pattern("x of step {step} is not given", "시간 단계 {step}의 x가 없습니다")
STATES_ARE_COMPUTED_IN_ANOTHER_WAY = Pattern(
    "line {line} computes the states in another way than torch, and a spec has torch's",
    "{line}번째 줄에서 상태를 torch와 다르게 계산하는데, 문제 파일에는 torch의 계산만 적을 수 있습니다",
)
NUMBERS_DO_NOT_FOLLOW = Pattern(
    "line {line} has other numbers for {name} than the network has, as far as it was understood",
    "{line}번째 줄의 {name:은} 이해한 신경망에서 나오는 값과 다릅니다",
)
EITHER_WAY_IS_POSSIBLE = Pattern(
    "nothing tells whether {name}, line {line}, stands before its vector or after it",
    "{line}번째 줄의 {name:을} 벡터의 앞에 곱하는지 뒤에 곱하는지 글에서 알 수 없습니다",
)
STATE_OR_X_MAY_COME_FIRST_IN_THE_STACK = Pattern(
    "nothing tells whether the state or x comes first in the vector that the gates multiply",
    "게이트가 곱하는 벡터에서 상태와 x 중 어느 쪽이 먼저인지 글에서 알 수 없습니다",
)
THE_RESET_GATE_MAY_COME_BEFORE_THE_MATRIX_OR_AFTER = Pattern(
    "nothing tells whether the reset gate comes before the matrix of the state or after it",
    "초기화 게이트를 상태의 행렬 앞에서 곱하는지 뒤에서 곱하는지 글에서 알 수 없습니다",
)
THE_STATES_ARE_NOT_COMPUTED_AS_IN_TORCH = Pattern(
    "The states are not computed as in torch; each line was checked by what stands before it.",
    "상태를 torch와 다르게 계산합니다. 각 줄은 앞에 적힌 것에 비추어 확인했습니다.",
)
THE_NETWORK_HAS_THE_LOGISTIC_SIGMOID_WHERE_NN_RNN_HAS_TANH = Pattern(
    "The network has the logistic sigmoid, where nn.RNN has tanh; it was judged with that.",
    "이 신경망은 nn.RNN의 tanh 대신 로지스틱 시그모이드를 씁니다. 시그모이드로 채점했습니다.",
)
NAME_IS_SIZE_SO_IT_WAS_READ_FOR_ROWS_X_W = Pattern(
    "{name} is {size}, so it was read for rows (x W).",
    "{name}의 크기가 {size}이므로 행 기준(x W)으로 읽었습니다.",
)
START_IS_NOT_GIVEN_ZEROS_WERE_TAKEN = Pattern(
    "{start} is not given; zeros were taken.", "{start:이} 없어서 0으로 놓았습니다."
)
STEPS_NOT_GIVEN_THE_WORDS_WERE_TAKEN = Pattern(
    "{steps} not given: the words were taken in the order of the vocabulary.",
    "{steps:이} 없어서 단어를 어휘의 순서대로 놓았습니다.",
)
STEPS_NOT_GIVEN_THE_LINES_TELL_THE_WORDS = Pattern(
    "{steps} not given: the words were taken that the lines follow from.",
    "{steps:이} 없어서 그 줄의 수가 나오는 단어로 놓았습니다.",
)
THE_WORDS_HAVE_NO_VECTORS_THE_ORDER_IS_THAT_OF_APPEARANCE = Pattern(
    "The words have no vectors: one-hot vectors were taken in the order in which they first stand: {words}.",
    "단어의 벡터가 없어서, 단어가 처음 나오는 순서대로 원-핫 벡터를 놓았습니다. 순서는 {words}입니다.",
)
THE_WORDS_HAVE_NO_VECTORS_THE_LINES_TELL_THE_ORDER = Pattern(
    "The words have no vectors: one-hot vectors were taken in the order that the lines follow from: {words}.",
    "단어의 벡터가 없어서, 그 줄의 수가 나오는 순서대로 원-핫 벡터를 놓았습니다. 순서는 {words}입니다.",
)

# size_reports

AS_WRITTEN = Pattern("as written", "적힌 대로")
AXES = Pattern("({axes})", "({axes})")
AXIS_IS_FIRST_BY_SOME_OPERANDS_AND_SECOND = Pattern(
    "{axis} is {first} by some operands and {second} by as many others; the sizes do not tell "
    "which is wrong.",
    "{axis:이} 어떤 항으로 보면 {first}, 같은 수의 다른 항으로 보면 {second}입니다. 크기만으로는 "
    "어느 쪽이 틀렸는지 알 수 없습니다.",
)
NAME_IS_FOUND_BUT_X_HAS_ENTRIES = Pattern(
    "{name} is {found}, but x has {entries:entry|entries} and hidden_size is {hidden}{evidence}.",
    "{name:은} {found} 크기인데, x의 성분은 {entries}개이고 hidden_size는 {hidden}입니다{evidence}.",
)
NAME_IS_FOUND_BUT_HIDDEN_SIZE_IS_HIDDEN = Pattern(
    "{name} is {found}, but hidden_size is {hidden}{evidence}.",
    "{name:은} {found} 크기인데, hidden_size는 {hidden}입니다{evidence}.",
)
THE_TRANSPOSE_SIZE_FITS = Pattern(
    "the transpose ({size}) fits: write the rows of {name} as columns",
    "전치한 행렬({size})은 맞습니다. {name}의 행을 열로 세워 쓰세요",
)
WRITE_NAME_AS_VECTOR = Pattern(
    "write {name} as [{vector}], as it is used further down", "{name:을} 아래에서 쓴 대로 [{vector}]로 쓰세요"
)
WRITE_NAME_WITH_SIZE = Pattern("write {name} with size {size}", "{name:을} {size} 크기로 쓰세요")
NAME_DOES_NOT_FIT = Pattern("{name} does not fit", "{name}: 크기가 맞지 않습니다")
NAME_HAS_ENTRIES_BUT_THE_INPUT_SIZE_IS_SIZE = Pattern(
    "{name} has {found:entry|entries}, but the input size is {size}.",
    "{name:은} 성분이 {found}개인데, 입력 크기는 {size}입니다.",
)
WRITE_NAME_WITH_ENTRIES = Pattern(
    "write {name} with {size:entry|entries}", "{name:을} 성분 {size}개로 쓰세요"
)
NAME_IS_NOT_THE_ONE_HOT_VECTOR_OF_WORD = Pattern(
    "{name} is not the one-hot vector of `{word}`", "{name:은} `{word}`의 원-핫 벡터가 아닙니다"
)
THE_VOCABULARY_GIVES_WORD_THE_VECTOR = Pattern(
    "The vocabulary gives `{word}` the vector ({vector}).", "어휘에서 `{word}`의 벡터는 ({vector})입니다."
)
WRITE_NAME_AS_VECTOR_OR_NAME_THE_WORD_THAT_IS_MEANT = Pattern(
    "write {name} as ({vector}), or name the word that is meant",
    "{name:을} ({vector})로 쓰거나, 뜻한 단어를 밝히세요",
)

# stated

NAME_WAS_COPIED_WRONG = Pattern("{name} was copied wrong", "{name:을} 잘못 옮겨 적었습니다")
NAME_WAS_GIVEN_AS_MATRIX = Pattern("{name} was given as {matrix}.", "{name:은} {matrix:으로} 주어졌습니다.")

# written_sizes

THE_SIZE_WRITTEN_AT_NAME_IS_NOT_ITS_SIZE = Pattern(
    "the size written at {name} is not its size", "{name}에 적은 크기가 실제 크기와 다릅니다"
)
NAME_IS_SIZE_NOT_WRITTEN = Pattern(
    "{name} is {size}, not {written}.", "{name:은} {written}{written:-이} 아니라 {size}입니다."
)

# stated

THE_MATRICES_WERE_NOT_COMPARED = Pattern(
    "The problem has gates, several layers or both directions: its matrices were not compared with the "
    "text's; each line was checked by what stands before it.",
    "문제에 게이트나 여러 층, 양방향이 있어 그 행렬을 글의 행렬과 비교하지 않았습니다. "
    "각 줄은 앞에 적힌 내용으로 확인했습니다.",
)
