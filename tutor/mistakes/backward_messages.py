"""What mistakes of a backward pass are called."""

from __future__ import annotations

from tutor.language.faults import Pattern

# the error at the output

THE_ERROR_HAS_THE_OTHER_SIGN = Pattern(
    "the error was taken as target minus output", "오차를 목표에서 출력을 뺀 값으로 잡음"
)
THE_TARGET_WAS_NOT_SUBTRACTED = Pattern("the target was not subtracted", "목표를 빼지 않음")
ONLY_THE_LOSS_OF_Y_WAS_DIFFERENTIATED = Pattern(
    "the output's own function was not differentiated", "출력 함수의 미분을 빠뜨림"
)
THE_OUTPUT_FUNCTION_WAS_DIFFERENTIATED_TWICE = Pattern(
    "the output's own function was differentiated once more", "출력 함수를 한 번 더 미분함"
)
THE_ERROR_WAS_DOUBLED = Pattern("the error was doubled", "오차를 두 배로 함")
THE_ERROR_WAS_HALVED = Pattern("the error was halved", "오차를 절반으로 함")
THE_TARGET_OF_ANOTHER_STEP_WAS_USED = Pattern(
    "the target of another step was used", "다른 시간 단계의 목표를 씀"
)
ONLY_THE_LAST_STEP_WAS_GIVEN_A_LOSS = Pattern(
    "only the last step was given a loss", "마지막 시간 단계의 손실만 셈"
)

# what comes back to a state

THE_OUTPUT_MATRIX_WAS_NOT_TRANSPOSED = Pattern(
    "the output matrix was not transposed", "출력 행렬을 전치하지 않음"
)
THE_RECURRENT_MATRIX_WAS_NOT_TRANSPOSED = Pattern(
    "the recurrent matrix was not transposed", "순환 행렬을 전치하지 않음"
)
THE_SLOPE_OF_THE_STEP_AFTER_WAS_LEFT_OUT = Pattern(
    "the slope of the step after was left out", "다음 시간 단계의 도함수를 빠뜨림"
)
THE_RECURRENT_MATRIX_WAS_LEFT_OUT_ON_THE_WAY_BACK = Pattern(
    "the recurrent matrix was left out on the way back", "거슬러 올라갈 때 순환 행렬을 빠뜨림"
)
ONLY_THE_DIAGONAL_OF_THE_RECURRENT_MATRIX_WAS_USED = Pattern(
    "the recurrent matrix was multiplied entry by entry", "순환 행렬을 성분끼리 곱함"
)
WHAT_COMES_BACK_FROM_LATER_STEPS_WAS_LEFT_OUT = Pattern(
    "what comes back from the step after was left out", "다음 시간 단계에서 돌아오는 기울기를 빠뜨림"
)
WHAT_COMES_BACK_FROM_THE_OUTPUT_WAS_LEFT_OUT = Pattern(
    "what comes back from the output was left out", "출력에서 돌아오는 기울기를 빠뜨림"
)
WHAT_COMES_BACK_FROM_LATER_STEPS_WAS_SUBTRACTED = Pattern(
    "what comes back from the step after was subtracted", "다음 시간 단계에서 돌아오는 기울기를 뺌"
)

# slopes

THE_SLOPE_WAS_LEFT_OUT = Pattern("the slope was left out", "도함수를 곱하지 않음")
THE_SLOPE_WAS_TAKEN_FROM_THE_PRE_ACTIVATION = Pattern(
    "the slope was computed from the pre-activation", "활성화 전 값으로 도함수를 계산함"
)
THE_FUNCTION_WAS_APPLIED_AGAIN = Pattern(
    "the function was applied to its own value before the slope",
    "함숫값에 함수를 다시 적용하여 도함수를 구함",
)
THE_SLOPE_OF_THE_SIGMOID_WAS_USED = Pattern("the slope of the sigmoid was used", "시그모이드의 도함수를 씀")
THE_SLOPE_OF_TANH_WAS_USED = Pattern("the slope of tanh was used", "tanh의 도함수를 씀")
THE_SQUARE_IN_THE_SLOPE_WAS_LEFT_OUT = Pattern(
    "the square in the slope was left out", "도함수에서 제곱을 빠뜨림"
)
THE_SQUARE_IN_THE_SLOPE_WAS_ADDED = Pattern(
    "one plus was written for one minus in the slope", "도함수에서 빼는 대신 더함"
)
THE_SLOPE_OF_THE_STEP_BEFORE_WAS_USED = Pattern(
    "the slope of the step before was used", "이전 시간 단계의 도함수를 씀"
)
IT_WAS_DIVIDED_BY_THE_SLOPE = Pattern("it was divided by the slope", "도함수로 나눔")
ONLY_THE_SQUARE_WAS_TAKEN_FOR_THE_SLOPE = Pattern(
    "only the square was taken for the slope", "도함수 대신 제곱만 씀"
)
THE_SLOPE_WAS_USED_TWICE = Pattern("the slope was multiplied in twice", "도함수를 두 번 곱함")
THE_VALUE_WAS_TAKEN_FOR_THE_SLOPE = Pattern("the value was taken for the slope", "도함수 대신 함숫값을 씀")

# contributions of a step

THE_STATE_OF_THIS_STEP_WAS_USED = Pattern(
    "the state of this step was used in place of the one before", "이전 상태 대신 현재 상태를 씀"
)
THE_LAST_STATE_WAS_TAKEN_FOR_THE_START = Pattern(
    "the last state was taken for the start value", "시작 상태 대신 마지막 상태를 씀"
)
THE_OUTER_PRODUCT_WAS_TURNED = Pattern(
    "rows and columns of the contribution were exchanged", "기여분의 행과 열을 바꿈"
)
THE_CONTRIBUTION_LACKS_THE_SLOPE = Pattern(
    "the contribution was computed without the slope", "도함수 없이 기여분을 계산함"
)
THE_INPUT_OF_THE_STEP_BEFORE_WAS_MULTIPLIED = Pattern(
    "the contribution has the input of the step before", "기여분에 이전 시간 단계의 입력을 씀"
)
THE_INPUT_OF_THE_STEP_AFTER_WAS_MULTIPLIED = Pattern(
    "the contribution has the input of the step after", "기여분에 다음 시간 단계의 입력을 씀"
)
THE_OUTPUT_MATRIX_GOT_THE_STATE_OF_THE_STEP_BEFORE = Pattern(
    "the output matrix was given the state of the step before", "출력 행렬의 기여분에 이전 상태를 씀"
)

# sums over the steps

ONLY_THE_LAST_STEP_WAS_COUNTED = Pattern("only the last step was counted", "마지막 시간 단계만 셈")
ONLY_THE_FIRST_STEP_WAS_COUNTED = Pattern("only the first step was counted", "첫 시간 단계만 셈")
THE_LAST_STEP_WAS_LEFT_OUT = Pattern(
    "the last step was left out of the sum", "합에서 마지막 시간 단계를 빠뜨림"
)
THE_FIRST_STEP_WAS_LEFT_OUT = Pattern(
    "the first step was left out of the sum", "합에서 첫 시간 단계를 빠뜨림"
)
A_STEP_BETWEEN_WAS_LEFT_OUT = Pattern(
    "a step in the middle was left out of the sum", "합에서 중간 시간 단계를 빠뜨림"
)
THE_MEAN_OF_THE_STEPS_WAS_TAKEN = Pattern(
    "the mean of the steps was taken in place of their sum", "시간 단계의 합 대신 평균을 구함"
)

# the step of learning

THE_STEP_WAS_ADDED = Pattern("the step of learning was added", "기울기를 빼지 않고 더함")
THE_LEARNING_RATE_WAS_FORGOTTEN = Pattern("the learning rate was left out", "학습률을 곱하지 않음")
ONLY_THE_STEP_WAS_WRITTEN = Pattern(
    "only the step of learning was written, without the old parameter", "이전 매개변수 없이 변화량만 적음"
)
IT_WAS_DIVIDED_BY_THE_LEARNING_RATE = Pattern("it was divided by the learning rate", "학습률로 나눔")

# the gradient of the start

THE_MATRIX_BEFORE_THE_START_WAS_LEFT_OUT = Pattern(
    "the recurrent matrix was left out before the start", "시작 상태의 기울기에서 순환 행렬을 빠뜨림"
)
THE_MATRIX_BEFORE_THE_START_WAS_NOT_TRANSPOSED = Pattern(
    "the recurrent matrix was not transposed before the start",
    "시작 상태의 기울기에서 순환 행렬을 전치하지 않음",
)
