"""The words of a worked example."""

from __future__ import annotations

from tutor.language.faults import Pattern

# symbolic

WITH_LETTERS = Pattern("With letters", "문자로 쓴 계산")
WITH_LETTERS_UNIT = Pattern("With letters: {unit}", "문자로 쓴 계산: {unit}")
EVERY_NUMBER_OF_A_PARAMETER_GETS_A_LETTER = Pattern(
    "Every number of a parameter gets a letter. Of two indices, the first is the row and the "
    "second the column of {matrices}.",
    "매개변수의 수마다 문자를 하나씩 붙입니다. 첨자가 둘이면 {matrices}에서 첫째는 행, 둘째는 "
    "열의 번호입니다.",
)
DOTS_STAND_FOR_WHAT_GOES_ON_IN_THE_SAME_WAY = Pattern(
    "Dots stand for what goes on in the same way.", "점은 같은 방식으로 이어지는 부분을 줄인 것입니다."
)
EACH_ENTRY_OF_THE_WRITTEN_LINES = Pattern(
    "Each entry of the written lines:", "줄마다 쓰는 값의 각 성분은 다음과 같습니다."
)
PUT_INTO_EACH_OTHER_THEY_GIVE_ONE_FORMULA = Pattern(
    "Put into each other, they give one formula for each entry of the state:",
    "이 식들을 차례로 대입하면 은닉 상태의 각 성분이 식 하나로 나타납니다.",
)
IN_EVERY_STEP_ONE_ENTRY_OF_X_IS_1 = Pattern(
    "In every step one entry of {x} is 1 and the others are 0, so one letter is left of each sum over them.",
    "단계마다 {x:은} 한 성분만 1이고 나머지는 0이므로, 이 성분들에 대한 합에는 문자 하나만 남습니다.",
)
PRODUCTS_WITH_AN_ENTRY_OF_START_THAT_IS_0 = Pattern(
    "Products with an entry of {start} that is 0 are left out.",
    "{start}에서 0인 성분과의 곱은 쓰지 않습니다.",
)
STEP_T_WORD_ENTRY = Pattern("Step {t}, {word}: {entry}.", "시간 단계 {t}, {word}: {entry}")
CLOSED_FORM = Pattern("Closed form", "닫힌 식")
THE_GIVEN_DECIMALS_ARE_FRACTIONS = Pattern(
    "The given decimals are fractions, and with fractions nothing has to be rounded: every state "
    "is an expression of the given numbers. Behind it stands its value, rounded to "
    "{decimals:decimal|decimals} only at the end.",
    "주어진 소수를 분수로 쓰면 반올림할 필요가 없으므로, 은닉 상태가 모두 주어진 수만의 식으로 "
    "나타납니다. 식 뒤에는 마지막에 한 번만 소수 {decimals}자리로 반올림한 값을 적었습니다.",
)
THE_STEPS_OF_THIS_PAGE_CARRY_ROUNDED_NUMBERS = Pattern(
    "The steps of this page carry rounded numbers; their last digits may differ from these.",
    "이 문서의 단계별 계산은 반올림한 수를 다음 줄에 그대로 쓰므로, 끝자리가 이 값과 다를 수 있습니다.",
)
UNIT = Pattern("{unit}:", "다음은 {unit}입니다.")
THE_CLOSED_FORMS_END_HERE_WRITTEN_OUT = Pattern(
    "The closed forms end here: written out, that of {state} takes {length} characters. Every "
    "step puts all entries of the state before into each new one.",
    "닫힌 식은 여기까지만 적습니다. 단계마다 이전 상태의 모든 성분이 새 성분 하나하나에 "
    "들어가므로, {state}의 식은 {length}자에 이릅니다.",
)

# page

A_RECURRENT_NETWORK_COMPUTED_BY_HAND_WORDS = Pattern(
    "A recurrent network, computed by hand: {words:word|words}, one at each time step. Every step computes",
    "순환 신경망을 손으로 계산합니다. 단어는 {words}개이고, 시간 단계마다 하나씩 들어갑니다. 모든 "
    "단계에서 다음 식을 계산합니다.",
)
A_RECURRENT_NETWORK_COMPUTED_BY_HAND = Pattern(
    "A recurrent network, computed by hand: {count:sequence|sequences} of {steps:step|steps}, "
    "{layers:layer|layers}, {directions:direction|directions}.",
    "손으로 계산하는 순환 신경망: {steps}단계 시퀀스 {count}개, 층 {layers}개, 방향 {directions}개.",
)
EVERY_STEP_COMPUTES = Pattern("Every step computes", "시간 단계마다 다음을 계산합니다")
WHAT_THE_WORD_BRINGS = Pattern("what the word brings", "단어에서 오는 몫")
WHAT_IS_READ_AT_THIS_STEP = Pattern("what is read at this step", "이 단계에서 읽은 값에서 오는 몫")
WHAT_IS_REMEMBERED = Pattern("what is remembered", "기억에서 오는 몫")
ALWAYS_THE_SAME = Pattern("always the same", "늘 더하는 편향")
NEW_CELL_STATE = Pattern("new cell state", "새 셀 상태")
NEW_STATE = Pattern("new state", "새 은닉 상태")
THE_NUMBER_ABOVE_A_SYMBOL_IS_THE_LAYER = Pattern(
    "The number above a symbol is the layer, counted from 0 as in torch. Layer 0 reads {x}; every "
    "further layer reads, in place of {x}, the hidden states of the layer below, so a layer is "
    "computed over all steps before the next one begins.",
    "기호 위의 숫자는 층입니다. torch처럼 0부터 셉니다. 0층은 {x:을} 읽고, 그다음 층은 {x} 대신 "
    "바로 아래층의 은닉 상태를 읽습니다. 그래서 한 층을 모든 단계에 걸쳐 계산한 다음에 다음 "
    "층으로 넘어갑니다.",
)
THE_ARROW_OVER_A_SYMBOL_IS_THE_DIRECTION = Pattern(
    "The arrow over a symbol is the direction. To the right: {forward} follows {before}. To the "
    "left: the last word is read first, and {backward} follows {after}. The two directions of a "
    "layer know nothing of each other; what reads the layer gets both, one below the other.",
    "기호 위의 화살표는 방향입니다. 오른쪽 화살표에서는 {forward:이} {before} 다음에 옵니다. 왼쪽 "
    "화살표에서는 마지막 단어를 먼저 읽고 {backward:이} {after} 다음에 옵니다. 한 층의 두 방향은 "
    "서로를 모릅니다. 이 층을 읽는 쪽은 둘을 위아래로 이어 붙여 받습니다.",
)
THE_SENTENCES_OF_THE_BATCH_SHARE = Pattern(
    "The sentences of the batch share the parameters and nothing else: each is computed by itself.",
    "배치의 문장들은 매개변수만 함께 쓰고 그 밖에는 아무것도 나누지 않습니다. 문장마다 따로 계산합니다.",
)
HERE_DEFINITION_A_NEGATIVE_NUMBER_BECOMES_0 = Pattern(
    "Here {definition}: a negative number becomes 0, any other stays as it is.",
    "여기서 {definition}입니다. 곧 음수는 0이 되고, 다른 수는 그대로입니다.",
)
HERE_DEFINITION_WHICH_LIES_BETWEEN_0_AND_1 = Pattern(
    "Here {definition}, which lies between 0 and 1; {sign} multiplies entry by entry.",
    "여기서 {definition}이고 값은 0과 1 사이입니다. {sign} 기호는 성분끼리 곱하라는 뜻입니다.",
)
THIS_IS_TORCHS_GRU_THE_RESET_GATE_R = Pattern(
    "This is torch's GRU: the reset gate {r} multiplies the recurrent term together with its "
    "bias, after the matrix product. Many textbooks multiply the state first, {textbook}, which "
    "gives other numbers; and some let {z} and {rest} change places in the last line.",
    "torch의 GRU입니다. 리셋 게이트 {r:은} 행렬 곱 다음에, 순환 항과 그 편향에 함께 곱해집니다. "
    "많은 교재는 상태에 먼저 곱하는데({textbook}), 그러면 값이 달라집니다. 마지막 줄의 {z:과} "
    "{rest:을} 바꾸어 쓰는 교재도 있습니다.",
)
HOW_NUMBERS_ARE_WRITTEN = Pattern("How numbers are written", "수를 쓰는 방법")
WRITTEN_LINES_WRITTEN = Pattern(
    "Written lines: {written}. Every quantity on the left of a line is rounded to "
    "{decimals:decimal|decimals}; nothing inside a line is.",
    "줄마다 쓰는 값: {written}. 각 줄의 왼쪽에 있는 값은 소수 {decimals}자리로 반올림하고, 줄 "
    "안의 중간 결과는 반올림하지 않습니다.",
)
LATER_LINES_USE_THE_ROUNDED_NUMBERS_AS_THEY = Pattern(
    "Later lines use the rounded numbers as they are written.",
    "다음 줄에서는 반올림하여 적은 수를 그대로 씁니다.",
)
LATER_LINES_GO_ON_WITH_FULL_PRECISION = Pattern(
    "Later lines go on with full precision; only what is printed is rounded.",
    "다음 줄에서는 반올림하지 않은 값으로 계속 계산하고, 적을 때만 반올림합니다.",
)
A_5_AT_THE_END_IS_ROUNDED_AWAY_FROM_ZERO = Pattern(
    "A 5 at the end is rounded away from zero: {half} becomes {rounded}. = means exactly, ≈ means rounded.",
    "끝자리가 5이면 0에서 먼 쪽으로 반올림합니다({half:은} {rounded:이} 됩니다). 등호 =는 정확히 같다는 "
    "뜻이고, ≈는 반올림했다는 뜻입니다.",
)
A_5_AT_THE_END_IS_ROUNDED_TO_THE_EVEN = Pattern(
    "A 5 at the end is rounded to the even neighbour: {half} becomes {rounded}. "
    "= means exactly, ≈ means rounded.",
    "끝자리가 5이면 짝수 쪽으로 반올림합니다({half:은} {rounded:이} 됩니다). 등호 =는 정확히 같다는 "
    "뜻이고, ≈는 반올림했다는 뜻입니다.",
)

# givens

VOCABULARY_AND_ONE_HOT_VECTORS = Pattern("Vocabulary and one-hot vectors", "어휘와 원-핫 벡터")
POSITION = Pattern("position", "위치")
WORD = Pattern("word", "단어")
ONE_HOT_VECTOR = Pattern("one-hot vector", "원-핫 벡터")
SENTENCE_NUMBER_WORD_BY_WORD = Pattern("Sentence {number}, word by word:", "문장 {number:을} 단어별로 보면:")
THE_SENTENCE_WORD_BY_WORD = Pattern(
    "The sentence, word by word:", "문장을 단어 순서대로 나타내면 다음과 같습니다."
)
A_WORD_BECOMES_THE_VECTOR_X_WITH_A_1_AT_ITS = Pattern(
    "A word becomes the vector {x} with a 1 at its own position and 0 elsewhere, one entry for "
    "each word of the vocabulary.",
    "단어는 자기 위치에만 1이 있고 나머지는 0인 벡터 {x:이} 됩니다. 성분은 어휘의 단어마다 하나씩입니다.",
)
A_WORD_BECOMES_A_VECTOR_WITH_A_1_AT_ITS_OWN = Pattern(
    "A word becomes a vector with a 1 at its own position and 0 elsewhere; {x} has "
    "{size:entry|entries} (input_size), one for each word of the vocabulary.",
    "단어는 자기 위치에만 1이 있고 나머지는 0인 벡터가 됩니다. {x}의 성분은 어휘의 단어 수와 같은 "
    "{size}개입니다(input_size).",
)
VOCABULARY = Pattern("Vocabulary", "어휘")
INPUTS = Pattern("Inputs", "입력")
X_HAS_ENTRIES_INPUT_SIZE = Pattern(
    "{x} has {size:entry|entries} (input_size); its numbers are given.",
    "{x}의 성분은 {size}개(input_size)이고, 값이 주어져 있습니다.",
)
IN_TORCH_THE_INPUT_IS_SHAPE_BATCH_SEQUENCE = Pattern(
    "In torch the input is {shape}: (batch, sequence, input_size), as batch_first is true.",
    "torch에서 입력의 모양은 {shape}입니다. batch_first가 true이므로 (배치, 시퀀스, input_size) 순서입니다.",
)
IN_TORCH_THE_INPUT_IS_SHAPE_SEQUENCE_BATCH = Pattern(
    "In torch the input is {shape}: (sequence, batch, input_size), as batch_first is false.",
    "torch에서 입력의 모양은 {shape}입니다. batch_first가 false이므로 (시퀀스, 배치, input_size) 순서입니다.",
)
SEQUENCE_NUMBER = Pattern("Sequence {number}:", "시퀀스 {number}:")
PARAMETERS = Pattern("Parameters", "매개변수")
SYMBOL = Pattern("symbol", "기호")
NAME_IN_TORCH = Pattern("name in torch", "torch 이름")
SIZE = Pattern("size", "크기")
AXES = Pattern("axes", "축")
NUMBERS = Pattern("numbers", "개수")
TOGETHER_SUM_NUMBERS = Pattern(
    "Together {sum} = {total:number|numbers}.", "모두 합하면 {sum} = {total}개입니다."
)
NAME_ROW = Pattern("{name}, row {row}", "{name} {row}행")
NAME_ROWS_FIRST_LAST = Pattern("{name}, rows {first}–{last}", "{name} {first}–{last}행")
FOR_THIS_PAGE_THE_PARAMETERS_WERE_ROUNDED = Pattern(
    "For this page the parameters were rounded to {decimals:decimal|decimals}, which makes "
    "another network. Computed without any rounding, its results differ from those of the "
    "parameters as they were by at most {distance}.",
    "이 문서에서는 매개변수를 소수 {decimals}자리로 반올림했으므로 원래와 다른 신경망입니다. "
    "반올림 없이 계산하면 결과는 원래 매개변수의 결과와 최대 {distance}만큼 다릅니다.",
)
TORCH_KEEPS_ONE_TENSOR_FOR_ALL_COUNT_GATES = Pattern(
    "Torch keeps one tensor for all {count} gates, stacked row by row in the order {order}; here "
    "each gate stands by itself.",
    "torch는 게이트 {count}개를 {order} 순서로 행을 쌓아 텐서 하나에 둡니다. 여기서는 게이트마다 "
    "따로 적었습니다.",
)
THIS_IS_THE_GRU_THAT_RESETS_BEFORE = Pattern(
    "This is the GRU as it was first published, which Keras calls reset_after=False: the reset gate {r} "
    "multiplies the earlier state before its matrix. torch's GRU multiplies afterwards, {torchs}, which "
    "gives other numbers; and some let {z} and {rest} change places in the last line.",
    "처음 발표된 방식의 GRU이며 Keras에서는 reset_after=False라고 합니다. 초기화 게이트 {r:은} 행렬보다 "
    "먼저 이전 상태에 곱해집니다. torch의 GRU는 행렬 곱 다음에 곱하는데({torchs}), 그러면 값이 "
    "달라집니다. 마지막 줄에서 {z:과} {rest:을} 서로 바꾼 책도 있습니다.",
)
TORCH_HAS_TWO_BIASES_ONLY_THEIR_SUM_MATTERS = Pattern(
    "Torch has two biases; only their sum matters, so by hand one adds the sum once.",
    "torch에는 편향이 두 개 있습니다. 결과에는 두 편향의 합만 쓰이므로, 손으로 계산할 때는 합을 "
    "한 번만 더합니다.",
)
TORCH_HAS_TWO_BIASES = Pattern(
    "Torch has two biases. In the gates r and z only their sum matters, so by hand one adds the "
    "sum once; in n the second one is multiplied by r, so both stay.",
    "torch에는 편향이 둘 있습니다. 게이트 r과 z에서는 둘의 합만 중요하므로 손으로 계산할 때는 "
    "합을 한 번 더합니다. n에서는 둘째 편향에 r이 곱해지므로 둘 다 남습니다.",
)
VECTORS_ARE_ROWS_ON_THIS_PAGE = Pattern(
    "Vectors are rows on this page, so every matrix is the transpose of torch's.",
    "이 문서에서는 벡터를 행으로 쓰므로, 모든 행렬은 torch 행렬의 전치입니다.",
)
GIVEN_IN_ROWS = Pattern(
    "{name} is given as {given}, in rows, written for x W.",
    "{name:은} {given} 크기이며, x W에 맞춘 행 방식으로 주어졌습니다.",
)
GIVEN_IN_ROWS_AND_TURNED = Pattern(
    "{name} is given as {given}, in rows, written for x W. W x needs its transpose, so its rows "
    "stand here as columns.",
    "{name:은} {given} 크기이며, x W에 맞춘 행 방식으로 주어졌습니다. W x에는 그 전치가 "
    "필요하므로 여기서는 행을 열로 옮겨 썼습니다.",
)
GIVEN_IN_ROWS_AND_RESHAPED = Pattern(
    "{name} is given as {given}, in rows, written for x W. W x needs {here}, so its rows stand "
    "here as columns.",
    "{name:은} {given} 크기이며, x W에 맞춘 행 방식으로 주어졌습니다. W x에는 {here} 크기가 "
    "필요하므로 여기서는 행을 열로 옮겨 썼습니다.",
)
NAME_IS_SIZE_SO_BOTH_WAYS_OF_READING_IT_FIT = Pattern(
    "{name} is {size}, so both ways of reading it fit. It is read in columns (W x): its row i as "
    "it was given belongs to entry i of the result. What stands above is its transpose, for x W: "
    "that row is column i there. Read in rows, {state} would be {values}.",
    "{name:은} {size} 크기라서 어느 쪽으로 읽어도 크기가 맞습니다. 주어진 행렬은 열 방식(W x)으로 "
    "읽습니다. 곧 주어진 행렬의 i번째 행이 결과의 i번째 성분을 만듭니다. 위에는 x W에 맞춘 전치 "
    "행렬을 썼으므로, 그 행이 위에서는 i번째 열입니다. 행 방식으로 읽으면 {state:은} {values:이} "
    "됩니다.",
)
NAME_IS_SIZE_SO_BOTH_WAYS_OF_READING_IT_FIT_HERE_IT_IS_READ_IN_COLUMNS_W_X = Pattern(
    "{name} is {size}, so both ways of reading it fit. Here it is read in columns (W x): its row "
    "i as it was given belongs to entry i of the result. Read in rows (x W), {state} would be "
    "{values}.",
    "{name:은} {size} 크기라서 어느 쪽으로 읽어도 크기가 맞습니다. 여기서는 열 방식(W x)으로 "
    "읽습니다. 곧 주어진 행렬의 i번째 행이 결과의 i번째 성분을 만듭니다. 행 방식(x W)으로 읽으면 "
    "{state:은} {values:이} 됩니다.",
)

# numbers_given

OUTPUT_LAYER = Pattern("Output layer", "출력층")
RECURRENT_LAYER = Pattern("Recurrent layer", "순환층")
FORWARD = Pattern("Forward", "순방향")
BACKWARD = Pattern("Backward", "역방향")
LAYER = Pattern("Layer {layer}", "층 {layer}")
FORWARD_IN_A_LINE = Pattern("forward", "순방향")
BACKWARD_IN_A_LINE = Pattern("backward", "역방향")
FIRST_SECOND = Pattern("{first}, {second}", "{first} · {second}")

# results

ALL_HIDDEN_STATES = Pattern("All hidden states", "은닉 상태 정리")
THE_HIDDEN_STATE_OVER_THE_TIME_STEPS = Pattern(
    "The hidden state over the time steps", "시간 단계에 따른 은닉 상태"
)
THE_HIDDEN_STATE_OF_THE_LAST_LAYER_OVER = Pattern(
    "The hidden state of the last layer over the time steps of the first sentence",
    "첫 문장의 시간 단계에 따른 마지막 층의 은닉 상태",
)
THE_OUTPUT_OF_THE_NETWORK_IS_THE_LIST_OF_ALL = Pattern(
    "The output of the network is the list of all {states}; the last one, {last}, is what torch "
    "calls {name}.",
    "신경망의 출력은 모든 {states}의 목록입니다. 마지막 값 {last:을} torch에서는 {name:이라} 부릅니다.",
)
WHAT_TORCH_CALLS_OUTPUT_IS_THE_LIST = Pattern(
    "What torch calls {output} is the list of {states} of the last layer at every step; {name} is "
    "the state that each layer and direction computed last:",
    "torch의 {output:은} 마지막 층의 {states:을} 모든 시간 단계에 걸쳐 모은 것입니다. {name:은} "
    "층과 방향마다 마지막으로 계산한 상태입니다.",
)
FORWARDS_THAT_IS_THE_LAST_STEP = Pattern(
    "Forwards that is the last step, backwards the first: {backward} has read the whole sentence, "
    "{early} only its last word. So the last row of {output} is not {name}.",
    "순방향에서는 마지막 단계이고 역방향에서는 첫 단계입니다. {backward:은} 문장을 모두 읽었지만 "
    "{early:은} 마지막 단어만 읽었습니다. 그래서 {output}의 마지막 행은 {name:과} 다릅니다.",
)
CELL_OF_THE_SAME_SHAPE = Pattern(
    "{cell}, of the same shape, holds the cell states {c} of the same steps; they are no part of {output}.",
    "모양이 같은 {cell}에는 같은 단계의 셀 상태 {c:이} 들어 있습니다. 셀 상태는 {output}에 "
    "들어가지 않습니다.",
)
UNIT_OF_A_TABLE = Pattern("unit", "단위")
LAST_STATE = Pattern("last state", "마지막 상태")
VALUE = Pattern("value", "값")
CHECK_AGAINST_FULL_PRECISION = Pattern("Check against full precision", "반올림 없이 계산한 값과 비교")
WITH_NOTHING_ROUNDED_ON_THE_WAY = Pattern(
    "With nothing rounded on the way, the same steps give these numbers: {digits} significant "
    "digits, each one proved; a shorter number is exact.",
    "중간에 반올림하지 않고 같은 단계를 계산하면 다음과 같습니다(유효 숫자 {digits}자리, 모든 "
    "자리가 증명된 값이며, 이보다 짧은 수는 정확한 값입니다).",
)
ROUNDED_TO_DECIMALS_THEY_ARE_THE_NUMBERS = Pattern(
    "Rounded to {decimals:decimal|decimals}, they are the numbers of this page.",
    "소수 {decimals}자리로 반올림하면 이 문서의 값과 같습니다.",
)
ROUNDED_TO_DECIMALS_THEY_DIFFER = Pattern(
    "Rounded to {decimals:decimal|decimals}, they differ from the numbers of this page, given in "
    "parentheses, in {count:place|places}: {listed}. That is what carrying rounded numbers costs.",
    "소수 {decimals}자리로 반올림하면 이 문서의 값(괄호 안)과 {count}곳에서 다릅니다: {listed}. "
    "반올림한 수를 다음 줄에 그대로 썼기 때문에 생긴 차이입니다.",
)

# steps

STEP_BY_STEP = Pattern("Step by step", "단계별 계산")
STEP_BY_STEP_UNIT = Pattern("Step by step: {unit}", "단계별 계산: {unit}")
THIS_DIRECTION_BEGINS_AT_THE_LAST_WORD = Pattern(
    "This direction begins at the last word and goes back to the first.",
    "이 방향은 마지막 단어에서 시작하여 첫 단어로 거슬러 올라갑니다.",
)
SENTENCE_NUMBER = Pattern("Sentence {number}", "문장 {number}")
OUTPUT_LAYER_IN_A_LINE = Pattern("output layer", "출력층")
LAYER_IN_A_LINE = Pattern("layer {layer}", "층 {layer}")
RECURRENT_LAYER_IN_A_LINE = Pattern("recurrent layer", "순환층")
READS_H_OF_STEP_T = Pattern("reads {h} of step {t}", "시간 단계 {t}의 {h} 사용")
STARTS_FROM_H_AND_C = Pattern("starts from {h} and {c}", "{h}, {c}에서 시작")
STARTS_FROM_H = Pattern("starts from {h}", "{h}에서 시작")
STEP_T_WORD = Pattern("Step {t}: {word}", "시간 단계 {t}: {word}")
STEP_T = Pattern("Step {t}", "{t}단계")
THE_TARGET_IS_WORD_AT_POSITION = Pattern(
    "The target is {word}, at position {position}.", "목표는 {position}번 자리의 {word}입니다."
)
THE_TARGET_IS_POSITION = Pattern("The target is position {position}.", "목표는 {position}번 자리입니다.")
AS_THEY_ARE_PRINTED_THE_ENTRIES_OF_Y_ADD_UP = Pattern(
    "As they are printed, the entries of {y} add up to {total}: each of them is rounded by itself.",
    "적힌 대로 더하면 {y}의 성분의 합은 {total}입니다. 성분마다 따로 반올림했기 때문입니다.",
)
A_PROBABILITY_PRINTED_AS_0_IS_NOT_0 = Pattern(
    "A probability printed as 0 is not 0, only smaller than half a unit of the last decimal. It "
    "has a logarithm, which is why the loss is computed from the scores.",
    "0으로 적힌 확률은 0이 아니라 마지막 자리의 반 단위보다 작은 값입니다. 로그가 있는 값이므로 "
    "손실은 점수에서 계산합니다.",
)
X_HAS_ITS_1_AT_POSITION = Pattern(
    "{x} has its 1 at position {position}, so each of {products} is row {position} of its matrix.",
    "{x:은} {position}번째 성분이 1이므로, {products:은} 각각 행렬의 {position}번째 행입니다.",
)
X_HAS_ITS_1_AT_POSITION_SO_EACH_OF_PRODUCTS = Pattern(
    "{x} has its 1 at position {position}, so each of {products} is column {position} of its matrix.",
    "{x:은} {position}번째 성분이 1이므로, {products:은} 각각 행렬의 {position}번째 열입니다.",
)
X_HAS_ITS_1_AT_POSITION_SO_PRODUCT_IS_ROW_POSITION = Pattern(
    "{x} has its 1 at position {position}, so {product} is row {position} of {matrix}.",
    "{x:은} {position}번째 성분이 1이므로, {product:은} {matrix}의 {position}번째 행입니다.",
)
X_HAS_ITS_1_AT_POSITION_SO_PRODUCT_IS_COLUMN = Pattern(
    "{x} has its 1 at position {position}, so {product} is column {position} of {matrix}.",
    "{x:은} {position}번째 성분이 1이므로, {product:은} {matrix}의 {position}번째 열입니다.",
)

# grids

RESET_GATE = Pattern("reset gate", "초기화 게이트")
UPDATE_GATE = Pattern("update gate", "갱신 게이트")
CANDIDATE = Pattern("candidate", "후보")
INPUT_GATE = Pattern("input gate", "입력 게이트")
FORGET_GATE = Pattern("forget gate", "망각 게이트")
OUTPUT_GATE = Pattern("output gate", "출력 게이트")
GATE_SYMBOL = Pattern("{gate} {symbol}", "{gate} {symbol}")

# network_drawing

LAYER_OF_THE_NETWORK_STEP_BY_STEP = Pattern(
    "Layer {layer} of the network, step by step, with the numbers of this page",
    "이 문서의 수를 그대로 적은 신경망의 {layer}층",
)
THE_NETWORK_STEP_BY_STEP = Pattern(
    "The network, step by step, with the numbers of the first sentence", "첫 문장의 수를 그대로 적은 신경망"
)
THE_NETWORK_STEP_BY_STEP_WITH_THE_NUMBERS_OF_THIS_PAGE = Pattern(
    "The network, step by step, with the numbers of this page", "이 문서의 수를 그대로 적은 신경망"
)
STEP_T_READS_WORD_H_VALUES = Pattern(
    "step {t} reads {word}: {h} = ({values})", "시간 단계 {t:은} {word:을} 읽습니다. {h} = ({values})"
)
STEP_T_H_VALUES = Pattern("step {t}: {h} = ({values})", "시간 단계 {t}: {h} = ({values})")
FIRST_AND_SECOND = Pattern("{first}; {second}", "{first}; {second}")
