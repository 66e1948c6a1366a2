"""The words of sheets and keys."""

from __future__ import annotations

from tutor.language.faults import Pattern

# workbook

WHAT_IS_GIVEN = Pattern("What is given", "주어진 것")
ANSWERS = Pattern("Answers", "답")
VOCABULARY = Pattern("Vocabulary", "어휘")
SENTENCE = Pattern("Sentence", "문장")
X_T_A_COLUMN_A_STEP = Pattern("x_t, a column a step", "x_t: 열 하나가 시간 단계 하나")
TARGET_A_COLUMN_A_STEP = Pattern("target, a column a step", "목표: 열 하나가 시간 단계 하나")
QUANTITY = Pattern("quantity", "항목")
ANSWER = Pattern("answer", "답")
EQUATION = Pattern("equation", "식")
NOT_ROUNDED = Pattern("not rounded", "반올림하지 않은 값")
THIS_IS_NO_NUMBER_WRITE_ONE_WITH_A_DECIMAL = Pattern(
    "This is no number. Write one with a decimal point, or ? where you do not know.",
    "수가 아닙니다. 소수점이 있는 수를 적고, 모르면 ?를 적으세요.",
)
NAME = Pattern("Name", "이름")
CLASS_KEY_TITLE = Pattern("Class key: {title}", "학급 정답지: {title}")
SIZES_ARE_THE_SAME_FOR_EVERYBODY = Pattern(
    "The sizes are the same for everybody.", "크기는 모두에게 같습니다."
)
WHAT_EVERY_STEP_COMES_TO = Pattern(
    "What every step comes to; keys.csv has every line.",
    "단계마다 마지막에 나오는 값입니다. 모든 줄은 keys.csv에 있습니다.",
)
STEP_OF_A_KEY = Pattern("step", "단계")
STEP_WORD = Pattern("{step} {word}", "{step} {word}")
STEP_ALONE = Pattern("{step}", "{step}")
STEP_WHERE = Pattern("{step} ({where})", "{step} ({where})")
ALL_STEPS = Pattern("all", "전체")
ALL_STEPS_WHERE = Pattern("all ({where})", "전체 ({where})")
ID_NAME = Pattern("{id} {name}", "{id} {name}")
STUDENT_ID = Pattern("Student id", "학번")
SHEET = Pattern("Sheet", "문제지")
POINTS = Pattern("Points", "점수")
ANSWER_KEY = Pattern("Answer key", "정답지")
WRITE_EVERY_ANSWER_IN_THE_COLOURED_CELLS = Pattern(
    "Write every answer in the coloured cells of the second worksheet, with as many decimals as asked.",
    "둘째 시트의 색칠한 칸에 답을 모두 적으세요. 소수 자릿수는 아래에 적힌 대로입니다.",
)

# sheet

ANSWER_KEY_ID = Pattern("Answer key, {id}", "정답지, {id}")
BLANK_OF_TOTAL = Pattern("{blank} of {total}", "{total}점 중 {blank}점")
FILL_IN_EVERY_BOX_WHAT = Pattern("Fill in every box: {what}.", "빈칸을 모두 채우세요. 구할 값: {what}.")
THE_SIZES_OF_THE_PARAMETERS_AND_QUANTITIES = Pattern(
    "the sizes of the parameters and quantities", "매개변수와 각 값의 크기"
)
THE_ONE_HOT_VECTORS_X = Pattern("the one-hot vectors {x}", "원-핫 벡터 {x}")
SYMBOLS_STEP_BY_STEP = Pattern("{symbols}, step by step", "시간 단계마다 {symbols}")
THE_BACKWARD_PASS = Pattern("the backward pass, step by step", "시간을 거슬러 가는 역전파의 단계별 값")
FIRST_SECOND = Pattern("{first}, {second}", "{first} · {second}")
POINTS_TOTAL_IN_ALL_EACH_FOR_EVERY_BOX = Pattern(
    "Points: {total} in all, {each} for every box.", "모두 {total}점이고, 빈칸 하나에 {each}점입니다."
)
POINTS_TOTAL_IN_ALL_EACH_STEP_SAYS_HOW_MANY = Pattern(
    "Points: {total} in all; each step says how many it is worth.",
    "모두 {total}점이고, 배점은 시간 단계마다 적혀 있습니다.",
)
PARAMETERS = Pattern("Parameters", "매개변수")
VECTORS_ARE_ROWS_ON_THIS_PAGE = Pattern(
    "Vectors are rows on this page, so every matrix is the transpose of torch's.",
    "이 문서에서는 벡터를 행으로 쓰므로, 모든 행렬은 torch 행렬의 전치입니다.",
)
ROWS_COLUMNS = Pattern("{rows} × {columns}", "{rows} × {columns}")
SYMBOL = Pattern("symbol", "기호")
SIZE = Pattern("size", "크기")
SIZES = Pattern("Sizes", "크기")
FOR_A_MATRIX_WRITE_ROWS_COLUMNS = Pattern(
    "For a matrix write rows × columns, for a vector the number of its entries.",
    "행렬은 행 수 × 열 수로, 벡터는 성분 수로 적습니다.",
)
SIZES_OF_THE_PARAMETERS_AND_QUANTITIES = Pattern(
    "Sizes of the parameters and quantities", "매개변수와 각 값의 크기"
)
STEP_BY_STEP_UNIT = Pattern("Step by step: {unit}", "단계별 계산: {unit}")
STEP_BY_STEP = Pattern("Step by step", "단계별 계산")
THIS_DIRECTION_BEGINS_AT_THE_LAST_WORD = Pattern(
    "This direction begins at the last word and goes back to the first.",
    "이 방향은 마지막 단어에서 시작하여 첫 단어로 거슬러 올라갑니다.",
)
BEHIND_A_NAME_LAYER_MEANS_LAYER_1 = Pattern(
    "Behind a name, {layer} means layer 1, {reverse} backwards in layer 0; layer 0 has no mark.",
    "이름 뒤의 표시: {layer} 층 1, {reverse} 층 0의 역방향. 층 0에는 표시가 없습니다.",
)
BEHIND_A_NAME_SECOND_MEANS_SEQUENCE_2 = Pattern(
    "Behind a name, {second} means sequence 2; sequence 1 has no mark.",
    "이름 뒤의 표시: {second} 문장 2. 문장 1에는 표시가 없습니다.",
)
THE_TABLE_HAS_THE_LETTERS_OF_TORCH = Pattern(
    "The table has the letters of torch, here in brackets: {names}.",
    "아래 표에는 PyTorch의 기호로 적혀 있습니다. 괄호 안이 표의 기호입니다: {names}.",
)
ROUND_HALF_UP_ROUNDED = Pattern(
    "Round every number that you write to {decimals} decimals, a 5 at the end away from zero, "
    "and go on with the rounded numbers; nothing inside a line is rounded.",
    "적는 수는 모두 소수 {decimals}자리로 반올림하고(끝자리가 5이면 0에서 먼 쪽으로), 다음 "
    "줄에서는 반올림한 수를 그대로 쓰되, 줄 안의 중간 결과는 반올림하지 않습니다.",
)
ROUND_HALF_UP_FULL = Pattern(
    "Round every number that you write to {decimals} decimals, a 5 at the end away from zero, "
    "but go on with the numbers that are not rounded.",
    "적는 수는 모두 소수 {decimals}자리로 반올림하지만(끝자리가 5이면 0에서 먼 쪽으로), 다음 "
    "줄에서는 반올림하지 않은 값으로 계속 계산합니다.",
)
ROUND_HALF_EVEN_ROUNDED = Pattern(
    "Round every number that you write to {decimals} decimals, a 5 at the end to the even "
    "neighbour, and go on with the rounded numbers; nothing inside a line is rounded.",
    "적는 수는 모두 소수 {decimals}자리로 반올림하고(끝자리가 5이면 짝수 쪽으로), 다음 "
    "줄에서는 반올림한 수를 그대로 쓰되, 줄 안의 중간 결과는 반올림하지 않습니다.",
)
ROUND_HALF_EVEN_FULL = Pattern(
    "Round every number that you write to {decimals} decimals, a 5 at the end to the even "
    "neighbour, but go on with the numbers that are not rounded.",
    "적는 수는 모두 소수 {decimals}자리로 반올림하지만(끝자리가 5이면 짝수 쪽으로), 다음 "
    "줄에서는 반올림하지 않은 값으로 계속 계산합니다.",
)
