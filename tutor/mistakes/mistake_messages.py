"""What mistakes are called, and what is said where one cannot be planted."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# catalogue

THE_BIAS_WAS_LEFT_OUT = Pattern("the bias was left out", "편향을 빠뜨림")
THE_BIAS_WAS_ADDED_TWICE = Pattern("the bias was added twice", "편향을 두 번 더함")
THE_BIAS_WAS_SUBTRACTED = Pattern("the bias was subtracted", "편향을 뺌")
ENTRIES_OF_THE_BIAS_WERE_SWAPPED = Pattern("entries of the bias were swapped", "편향의 성분을 서로 바꿈")
ONLY_ONE_OF_THE_TWO_BIASES_WAS_ADDED = Pattern(
    "only one of the two biases was added", "두 편향 가운데 하나만 더함"
)
THE_RECURRENT_TERM_WAS_LEFT_OUT = Pattern("the recurrent term was left out", "순환 항을 빠뜨림")
THE_INPUT_TERM_WAS_LEFT_OUT = Pattern("the input term was left out", "입력 항을 빠뜨림")
THE_RECURRENT_MATRIX_WAS_READ_THE_OTHER_WAY = Pattern(
    "the recurrent matrix was read the other way round", "순환 행렬의 행과 열을 바꾸어 읽음"
)
A_ROW_OF_THE_INPUT_MATRIX_WAS_TAKEN_FOR_ITS = Pattern(
    "a row of the input matrix was taken for its column", "입력 행렬의 열 대신 행을 씀"
)
A_NEIGHBOURING_COLUMN_OF_THE_INPUT_MATRIX = Pattern(
    "a neighbouring column of the input matrix was taken", "입력 행렬의 옆 열을 씀"
)
WHOLE_ROWS_OF_THE_INPUT_MATRIX_WERE_ADDED_UP = Pattern(
    "whole rows of the input matrix were added up", "입력 행렬의 행을 통째로 더함"
)
THE_INPUT_OF_THE_STEP_BEFORE_WAS_USED = Pattern(
    "the input of the step before was used", "바로 앞 단계의 입력을 씀"
)
THE_TWO_MATRICES_WERE_EXCHANGED = Pattern("the two matrices were exchanged", "두 행렬을 서로 바꿈")
THE_STATE_OF_TWO_STEPS_BEFORE_WAS_USED = Pattern(
    "the state of two steps before was used", "두 단계 앞의 은닉 상태를 씀"
)
THE_STATE_OF_THE_STEP_BEFORE_WAS_COPIED = Pattern(
    "the state of the step before was copied", "앞 단계의 은닉 상태를 그대로 베낌"
)
THE_INITIAL_STATE_WAS_USED_AGAIN = Pattern("the initial state was used again", "초기 은닉 상태를 다시 씀")
THE_RECURRENT_MATRIX_WAS_MULTIPLIED_ENTRY = Pattern(
    "the recurrent matrix was multiplied entry by entry", "순환 행렬을 성분끼리 곱함"
)
THE_STATE_WAS_ADDED_WITHOUT_THE_RECURRENT = Pattern(
    "the state was added without the recurrent matrix", "순환 행렬을 곱하지 않고 은닉 상태를 더함"
)
ENTRIES_OF_THE_EARLIER_STATE_WERE_SWAPPED = Pattern(
    "entries of the earlier state were swapped", "앞 은닉 상태의 성분을 서로 바꿈"
)
ENTRIES_OF_THE_RESULT_WERE_SWAPPED = Pattern("entries of the result were swapped", "결과의 성분을 서로 바꿈")
VECTORS_WERE_PUT_ONE_BELOW_THE_OTHER_INSTEAD = Pattern(
    "vectors were put one below the other instead of added", "벡터를 더하지 않고 이어 붙임"
)
THE_SHORTER_VECTOR_WAS_REPEATED_TO_FIT = Pattern(
    "the shorter vector was repeated to fit the longer one", "짧은 벡터를 되풀이하여 긴 벡터에 맞춤"
)
THE_ACTIVATION_WAS_LEFT_OUT = Pattern("the activation was left out", "활성화 함수를 빠뜨림")
TANH_X_WAS_TAKEN_FOR_X = Pattern("tanh x was taken for x", "tanh x를 x로 놓음")
THE_SIGMOID_WAS_TAKEN_INSTEAD_OF_TANH = Pattern(
    "the sigmoid was taken instead of tanh", "tanh 대신 시그모이드를 씀"
)
THE_CALCULATOR_WAS_SET_TO_DEGREES = Pattern(
    "the calculator was set to degrees", "계산기의 각도 단위가 도(°)로 되어 있음"
)
TAN_WAS_TAKEN_INSTEAD_OF_TANH = Pattern("tan was taken instead of tanh", "tanh 대신 tan를 씀")
THE_INVERSE_OF_TANH_WAS_TAKEN = Pattern("the inverse of tanh was taken", "tanh의 역함수를 씀")
SINH_WAS_TAKEN_INSTEAD_OF_TANH = Pattern("sinh was taken instead of tanh", "tanh 대신 sinh를 씀")
THE_FRACTION_OF_TANH_WAS_INVERTED = Pattern("the fraction of tanh was inverted", "tanh의 분수를 뒤집음")
THE_EXPONENT_IN_TANH_WAS_HALVED_OR_DOUBLED = Pattern(
    "the exponent in tanh was halved or doubled", "tanh의 지수를 반으로 줄이거나 두 배로 함"
)
RELU_OR_CLIPPING_WAS_TAKEN_INSTEAD_OF_TANH = Pattern(
    "ReLU or clipping was taken instead of tanh", "tanh 대신 ReLU나 자르기를 씀"
)
TANH_WAS_TAKEN_OF_EVERY_TERM_BEFORE_ADDING = Pattern(
    "tanh was taken of every term before adding", "더하기 전에 항마다 tanh를 씀"
)
TANH_WAS_TAKEN_OF_A_PART_OF_THE_SUM_ONLY = Pattern(
    "tanh was taken of a part of the sum only", "합의 일부에만 tanh를 씀"
)
TANH_WAS_TAKEN_TWICE = Pattern("tanh was taken twice", "tanh를 두 번 씀")
THE_EARLIER_STATE_WAS_ADDED_TO_THE_RESULT = Pattern(
    "the earlier state was added to the result", "앞 은닉 상태를 결과에 더함"
)
A_PRODUCT_HAS_THE_WRONG_SIGN = Pattern("a product has the wrong sign", "곱 하나의 부호가 틀림")
A_PRODUCT_WAS_LEFT_OUT_OR_ADDED_TWICE = Pattern(
    "a product was left out or added twice", "곱 하나를 빠뜨리거나 두 번 더함"
)
A_DECIMAL_POINT_SLIPPED_IN_A_PRODUCT = Pattern(
    "a decimal point slipped in a product", "곱 하나의 소수점 자리가 밀림"
)
A_NEIGHBOURING_WEIGHT_WAS_USED = Pattern("a neighbouring weight was used", "옆의 가중치를 씀")
A_CARRY_SLIPPED_IN_A_SUM = Pattern("a carry slipped in a sum", "덧셈에서 받아올림을 틀림")
A_PRODUCT_OF_TWO_DIGITS_IS_WRONG = Pattern("a product of two digits is wrong", "곱셈구구를 틀림")
THE_SIGN_OF_A_RESULT_WAS_LOST = Pattern("the sign of a result was lost", "결과의 부호를 빠뜨림")
TWO_DIGITS_OF_A_NUMBER_WERE_EXCHANGED = Pattern(
    "two digits of a number were exchanged", "수의 두 숫자를 서로 바꿈"
)
A_NUMBER_WAS_ROUNDED_TOO_EARLY = Pattern("a number was rounded too early", "너무 일찍 반올림함")
A_NUMBER_WAS_CUT_OFF_INSTEAD_OF_ROUNDED = Pattern(
    "a number was cut off instead of rounded", "반올림하지 않고 버림"
)
SIGNIFICANT_FIGURES_WERE_KEPT_INSTEAD = Pattern(
    "significant figures were kept instead of decimals", "소수 자릿수가 아니라 유효 숫자를 맞춤"
)
AN_EARLIER_ERROR_WAS_CARRIED_ON_CORRECTLY = Pattern(
    "an earlier error was carried on, correctly", "앞의 오류를 바르게 이어받음"
)
STANDS_BETWEEN_THINGS_THAT_ARE_NOT_EQUAL = Pattern(
    "= stands between things that are not equal", "같지 않은 것 사이에 =가 있습니다"
)
THE_COLUMN_OF_THE_STEPS_NUMBER_WAS_TAKEN = Pattern(
    "the column with the number of the step was taken", "단어의 열 대신 시간 단계 번호의 열을 씀"
)
INPUT_TERM_AND_RECURRENT_TERM_WERE_EXCHANGED = Pattern(
    "the input term and the recurrent term were exchanged", "입력 항과 순환 항을 서로 바꿈"
)
THE_STATE_WAS_RESET_BEFORE_ITS_MATRIX = Pattern(
    "the reset gate scaled the state before its matrix, not the product",
    "초기화 게이트를 행렬을 곱한 뒤가 아니라 곱하기 전의 은닉 상태에 곱함",
)
THE_PRODUCT_WAS_RESET_NOT_THE_STATE = Pattern(
    "the reset gate scaled the product, not the state before its matrix",
    "초기화 게이트를 행렬을 곱하기 전의 은닉 상태가 아니라 행렬을 곱한 결과에 곱함",
)
THE_RESET_GATE_WAS_LEFT_OUT = Pattern("the reset gate was left out", "초기화 게이트를 빠뜨림")
A_GATE_AND_ONE_MINUS_IT_WERE_EXCHANGED = Pattern(
    "the update gate z and 1 − z were exchanged", "갱신 게이트 z와 1 − z를 서로 바꿈"
)
TANH_WAS_TAKEN_INSTEAD_OF_THE_SIGMOID = Pattern(
    "tanh was taken instead of the sigmoid", "시그모이드 대신 tanh를 씀"
)

# planting

NO_MISTAKE_WOULD_SHOW_IN_THIS_PROBLEM = Message(
    "M01",
    Pattern("no mistake would show in this problem", "이 문제에서는 어떤 실수도 드러나지 않습니다"),
    because=Pattern(
        "Wherever one could be made, the numbers stay within what rounding explains.",
        "어디에서 실수해도 숫자가 반올림으로 설명되는 범위를 벗어나지 않습니다.",
    ),
    help=Pattern(
        "use other weights: `rnn-tutor init` draws some in which mistakes show",
        "가중치를 바꾸세요. `rnn-tutor init`은 실수가 드러나는 가중치를 뽑습니다",
    ),
)
MISTAKE_CANNOT_BE_PLANTED_IN_THIS_PROBLEM = Message(
    "M01",
    Pattern(
        "`{mistake}` cannot be planted in this problem", "`{mistake}`{mistake:-은} 이 문제에 심을 수 없습니다"
    ),
    help=Pattern("choose another, or let --random choose", "다른 실수를 고르거나, --random에 맡기세요"),
)
WHEREVER_IT_COULD_BE_MADE = Pattern(
    "Wherever it could be made, the numbers stay within what rounding explains.",
    "어디에서 이 실수를 해도 숫자가 반올림으로 설명되는 범위를 벗어나지 않거나, 이 문제에는 맞지 않습니다.",
)
IT_CHANGES_HOW_LINES_ARE_WRITTEN_OR_HOW_LONG = Pattern(
    "It changes how lines are written or how long they are, not what one line gives.",
    "한 줄의 값이 아니라 줄을 적는 방식이나 길이를 바꾸는 실수입니다.",
)
