"""The words of help: what is done in a line, where its operands stand, how many entries it has."""

from __future__ import annotations

from tutor.language.faults import Pattern

# What is done

MATRIX_TIMES_VECTOR = Pattern(
    "A matrix times a vector: an entry is a row of {matrix} times {vector}, number by number, added up.",
    "행렬과 벡터의 곱입니다. {matrix}의 한 행과 {vector}의 수를 차례로 곱해 더하면 성분 하나가 됩니다.",
)
A_SUM_ENTRY_BY_ENTRY = Pattern(
    "A sum, entry by entry: the first entries together, then the second ones.",
    "성분끼리 더합니다. 첫째 성분은 첫째끼리, 둘째 성분은 둘째끼리 더합니다.",
)
A_SUM_OF_NUMBERS = Pattern("A sum of numbers.", "수들을 더합니다.")
THE_PRODUCTS_THEN_THE_SUM = Pattern("First the products, then their sum.", "먼저 곱하고, 그다음에 더합니다.")
A_PRODUCT_OF_NUMBERS = Pattern("A product of two numbers.", "두 수를 곱합니다.")
FIRST_THE_PRODUCTS_THEN_THE_SUM = Pattern(
    "First the products, entry by entry; then their sum.",
    "먼저 성분끼리 곱하고, 그다음에 더합니다.",
)
FIRST_THE_PARENTHESES_THEN_THE_PRODUCTS = Pattern(
    "First what stands in parentheses, then the products, then their sum, all entry by entry.",
    "괄호 안을 먼저 계산하고, 곱한 다음 더합니다. 모두 성분끼리 합니다.",
)
FIRST_EVERY_MATRIX_TIMES_ITS_VECTOR = Pattern(
    "First every matrix times its vector: a row gives an entry. The rest is done entry by entry.",
    "먼저 행렬과 벡터를 곱합니다. 한 행에서 성분 하나가 나옵니다. 나머지는 성분끼리 계산합니다.",
)
FIRST_EVERY_TRANSPOSED_MATRIX_TIMES_ITS_VECTOR = Pattern(
    "First every transposed matrix times its vector: a column of the given matrix gives an entry. The rest "
    "is done entry by entry.",
    "먼저 전치한 행렬과 벡터를 곱합니다. 주어진 행렬의 한 열에서 성분 하나가 나옵니다. 나머지는 성분끼리 "
    "계산합니다.",
)
A_DIFFERENCE_ENTRY_BY_ENTRY = Pattern("A difference, entry by entry.", "성분끼리 뺍니다.")
A_PRODUCT_ENTRY_BY_ENTRY = Pattern(
    "A product entry by entry ({sign}): the first entries together, then the second ones; nothing is added.",
    "성분끼리 곱합니다({sign}). 첫째 성분은 첫째끼리, 둘째 성분은 둘째끼리 곱하고, 더하지 않습니다.",
)
EVERY_ENTRY_TIMES_A_NUMBER = Pattern("Everything times one number.", "모두에 같은 수를 곱합니다.")
EVERY_ENTRY_DIVIDED_BY_THE_TOTAL = Pattern(
    "Every entry is divided by the same total; together they are 1, but for rounding.",
    "모든 성분을 같은 합으로 나눕니다. 반올림 오차를 빼면 모두 더해 1이 됩니다.",
)
ALL_ENTRIES_ARE_ADDED = Pattern(
    "All entries are added: the result is one number.", "모든 성분을 더합니다. 결과는 수 하나입니다."
)
FIRST_EVERY_ENTRY_THEN_THE_TOTAL = Pattern(
    "First every entry by itself, then all of them are added: the result is one number.",
    "먼저 성분마다 계산하고 모두 더합니다. 결과는 수 하나입니다.",
)
A_DIFFERENCE = Pattern("A difference of two numbers.", "두 수의 차입니다.")
COMPUTED_FROM_WHAT_FOLLOWS = Pattern(
    "It is computed from the following, and nothing else.", "다음 값만으로 계산합니다."
)
FIRST_WHAT_STANDS_INSIDE = Pattern(
    "First what stands in the parentheses: {argument}. Then {function} of every entry.",
    "먼저 괄호 안의 {argument}{argument:-을} 계산하고, 성분마다 {function}{function:-을} 적용합니다.",
)
TANH_OF_EVERY_ENTRY = Pattern(
    "tanh of every entry of {argument}, each by itself. The sign stays; the result lies between −1 and 1.",
    "{argument}의 성분마다 tanh를 적용합니다. 부호는 그대로이고, 결과는 −1과 1 사이입니다.",
)
SIGMOID_OF_EVERY_ENTRY = Pattern(
    "The sigmoid of every entry of {argument}, each by itself. The result lies between 0 and 1.",
    "{argument}의 성분마다 시그모이드를 적용합니다. 결과는 0과 1 사이입니다.",
)
RELU_OF_EVERY_ENTRY = Pattern(
    "ReLU of every entry of {argument}, each by itself: a negative number becomes 0, any other stays.",
    "{argument}의 성분마다 ReLU를 적용합니다. 음수는 0이 되고, 나머지는 그대로입니다.",
)
EXP_OF_EVERY_ENTRY = Pattern(
    "e to the power of every entry of {argument}, each by itself. The result is positive.",
    "{argument}의 성분마다 e를 그 수만큼 거듭제곱합니다. 결과는 양수입니다.",
)
LN_OF_THE_NUMBER = Pattern("The natural logarithm of {argument}.", "{argument}의 자연로그입니다.")
WITHOUT_A_KEY_FOR_IT = Pattern(
    "On a calculator without a key for it: {formula}.", "계산기에 단추가 없으면 이렇게 계산합니다: {formula}."
)
TRANSPOSED_MATRIX_TIMES_VECTOR = Pattern(
    "The transposed matrix times a vector: a column of the given matrix times the vector gives an entry.",
    "전치한 행렬과 벡터의 곱입니다. 주어진 행렬의 한 열과 벡터를 곱해 더하면 성분 하나가 됩니다.",
)
EVERY_ENTRY_TIMES_EVERY_ENTRY = Pattern(
    "An outer product: entry [i,j] is entry i of the first vector times entry j of the second.",
    "외적입니다. 성분 [i,j]는 첫째 벡터의 i번째 성분과 둘째 벡터의 j번째 성분을 곱한 값입니다.",
)
THE_OLD_WEIGHT_MINUS_A_STEP = Pattern(
    "The old number minus the learning rate times its gradient, entry by entry.",
    "성분마다 원래 값에서 학습률과 기울기의 곱을 뺍니다.",
)

# Where operands stand

PARAMETER_IS_GIVEN = Pattern("{name} is given.", "{name}{name:-은} 주어져 있습니다.")
X_BELONGS_TO_THE_WORD = Pattern(
    "{name} is the one-hot vector of the word {word}.", "{name}{name:-은} 단어 {word}의 원-핫 벡터입니다."
)
X_IS_THE_INPUT = Pattern(
    "{name} is the input of step {step}.", "{name}{name:-은} 시간 단계 {step}의 입력입니다."
)
NAME_IS_THE_START = Pattern(
    "{name} is what the network starts from; it is given.", "{name}{name:-은} 처음 상태로, 주어져 있습니다."
)
NAME_IS_THE_TARGET = Pattern("{name} is the target of this step.", "{name}{name:-은} 이 단계의 목표입니다.")
NAME_STANDS_IN_THIS_STEP = Pattern(
    "{name} stands above, in this step.", "{name}{name:-은} 이 시간 단계의 위쪽에 있습니다."
)
NAME_STANDS_IN_STEP = Pattern(
    "{name} is the result of step {step}.", "{name}{name:-은} 시간 단계 {step}의 결과입니다."
)
NAME_STANDS_ABOVE = Pattern("{name} stands above.", "{name}{name:-은} 위쪽에 있습니다.")

# Sizes

A_ROW_OF_THE_MATRIX_GIVES_AN_ENTRY = Pattern(
    "Every row of the matrix gives one entry, so {name} has {size:entry|entries}.",
    "행렬의 한 행에서 성분이 하나씩 나오므로 {name}의 성분은 {size}개입니다.",
)
ENTRY_BY_ENTRY_THE_SIZE_STAYS = Pattern(
    "Entry by entry the size stays as it is: {name} has {size:entry|entries}.",
    "성분끼리 계산하므로 크기가 그대로입니다. {name}의 성분은 {size}개입니다.",
)
A_GRADIENT_HAS_THE_SIZE_OF_ITS_QUANTITY = Pattern(
    "It has the size of the quantity whose gradient or new value it is: {name} has {size:entry|entries}.",
    "기울기와 새 값의 크기는 원래 값의 크기와 같습니다. {name}의 성분은 {size}개입니다.",
)
NAME_IS_ONE_NUMBER = Pattern("{name} is one number.", "{name}{name:-은} 수 하나입니다.")

# Numbers

AN_ENTRY_NEEDS = Pattern("{entry} needs {needed}.", "{entry}에는 {needed}{needed:-이} 필요합니다.")
BEGIN_WITH_WHAT_IS_EMPTY = Pattern(
    "Still empty: {missing}. Begin there.", "{missing}{missing:-이} 아직 비어 있습니다. 그것부터 계산하세요."
)
FIRST_WRITE_WHAT_IS_READ = Pattern(
    "What stands in {missing} was not read. Write a number there first.",
    "{missing}에 쓴 것은 수로 읽지 못했습니다. 먼저 수를 쓰세요.",
)
YOUR_OWN_NUMBERS_ARE_AMONG_THEM = Pattern(
    "The numbers are those that stand on the page, also where they are your own.",
    "화면에 있는 수입니다. 직접 쓴 수도 쓴 그대로 들어갑니다.",
)
THIS_ENTRY_NOW_EARNS_NOTHING = Pattern(
    "The page has shown this number, so it earns no points, here and in the answer file. What is computed "
    "from it does.",
    "화면이 보여 준 값이라서 여기에서도 답안 파일에서도 점수가 없습니다. 이 값으로 계산한 줄에는 있습니다.",
)
NAME_IS_VALUE = Pattern("{name} is {value}.", "{name}{name:-은} {value}입니다.")
COUNT_ROWS_AND_COLUMNS = Pattern(
    "A matrix has as many rows as its product has entries, and as many columns as the vector that it is "
    "multiplied with. A vector has the size of what it is added to. Count them in the given numbers.",
    "행렬의 행은 곱의 성분만큼, 열은 곱하는 벡터의 성분만큼 있습니다. 벡터의 크기는 더하는 상대와 같습니다. "
    "주어진 수에서 세어 보세요.",
)
THE_1_STANDS_AT = Pattern(
    "The 1 stands at the position that the word of this step has in the vocabulary; everywhere else is a 0.",
    "이 시간 단계의 단어가 어휘에서 차지하는 위치에 1을 쓰고, 나머지는 모두 0을 씁니다.",
)
