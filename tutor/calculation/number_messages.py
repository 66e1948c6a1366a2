"""What is said of numbers that no page can hold."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# precision

USE_SMALLER_WEIGHTS_OR_FEWER_STEPS = Pattern(
    "use smaller weights, or fewer steps", "가중치를 더 작게 하거나, 단계를 줄이세요"
)
THE_DIGITS_OF_THIS_PROBLEM_CANNOT_BE_DECIDED = Message(
    "N06",
    Pattern("the digits of this problem cannot be decided", "이 문제의 숫자는 자릿수를 확정할 수 없습니다"),
    because=Pattern(
        "Its rounding errors grow so fast that even {places} decimals do not settle them.",
        "반올림 오차가 너무 빨리 커져서, 소수점 아래 {places}자리로 계산해도 정해지지 않습니다.",
    ),
    help=USE_SMALLER_WEIGHTS_OR_FEWER_STEPS,
)
NO_EXPONENTIAL_OF_STEP_T_IS_SEEN = Message(
    "N11",
    Pattern("every exponential of step {t} is written as 0", "{t}단계의 지수가 모두 0으로 적힙니다"),
    because=Pattern(
        "A probability is an exponential over their total, and the total would be 0.",
        "확률은 지수를 그 합으로 나눈 값인데 합이 0이 됩니다.",
    ),
    help=Pattern(
        "use more decimals, or add to bias_y so that the scores are larger",
        "소수 자릿수를 늘리거나, 점수가 커지도록 bias_y에 더하세요",
    ),
)
NAME_GROWS_BEYOND_10_DIGITS = Message(
    "N05",
    Pattern("{name} grows beyond 10^{digits}", "{name}의 값이 10^{digits:을} 넘습니다"),
    help=USE_SMALLER_WEIGHTS_OR_FEWER_STEPS,
)
SCORES_ABOVE_27_HAVE_EXPONENTIALS_THAT_NO = Pattern(
    "Scores above 27 have exponentials that no page holds.",
    "점수가 27을 넘으면 지수가 너무 커서 지면에 적을 수 없습니다.",
)
WITH_RELU_NOTHING_BOUNDS_THE_HIDDEN_STATE = Pattern(
    "With ReLU nothing bounds the hidden state, and large weights multiply it at every step.",
    "ReLU는 은닉 상태를 제한하지 않으므로, 가중치가 크면 단계마다 곱해져 커집니다.",
)

# enclosures

EXP_OF_A_NUMBER_ABOVE_230_DOES_NOT_FIT = Message(
    "N04",
    Pattern(
        "exp of a number above 230 does not fit on a page", "230보다 큰 수의 exp는 종이에 적을 수 없습니다"
    ),
    help=Pattern("use smaller weights", "가중치를 더 작게 정하세요"),
)

# written

REMOVE_ONE_OF_THE_TWO = Pattern("remove one of the two", "둘 중 하나를 지우세요")
WRITTEN_LISTS_NAME_TWICE = Message(
    "K05",
    Pattern("`written` lists `{name}` twice", "`written`에 `{name}`{name:-이} 두 번 있습니다"),
    because=Pattern("Every line is written once a time step.", "각 줄은 시간 단계마다 한 번씩 적습니다."),
    help=REMOVE_ONE_OF_THE_TWO,
)
NAME_IS_NOT_A_LINE_OF_THIS_CELL = Message(
    "K04",
    Pattern("`{name}` is not a line of this cell", "`{name}`{name:-은} 이 셀의 줄이 아닙니다"),
    because=Pattern("Its lines are {lines}.", "이 셀의 줄은 {lines}입니다."),
    help=Pattern("leave out what is not one of them", "여기에 없는 것은 빼세요"),
)
NAME_MUST_BE_WRITTEN = Message(
    "K05",
    Pattern("`{name}` must be written", "`{name}`{name:-은} 반드시 적어야 합니다"),
    help=Pattern("add `{name}` to `written`", "`written`에 `{name}`{name:-을} 넣으세요"),
)
THE_NEXT_TIME_STEP_STARTS_FROM_THE_WRITTEN = Pattern(
    "The next time step starts from the written {name}.", "다음 시간 단계는 적어 둔 {name}에서 시작합니다."
)
IT_IS_WHAT_THE_OUTPUT_LAYER_COMPUTES = Pattern(
    "It is what the output layer computes.", "출력층이 계산하는 값입니다."
)
THE_LOSS_IS_COMPUTED_FROM_THE_WRITTEN_SCORES = Pattern(
    "The loss is computed from the written scores.", "손실은 적힌 점수에서 계산합니다."
)
THE_FUSED_LAYOUT_HAS_NO_LINE_FOR_NAMES = Message(
    "K05",
    Pattern("the fused layout has no line for {names}", "합친 배치(fused)에는 {names}의 줄이 없습니다"),
    because=Pattern(
        "It multiplies one block matrix by one stacked vector, so the products are not written apart.",
        "블록 행렬 하나에 쌓은 벡터 하나를 곱하므로, 두 곱을 따로 적지 않습니다.",
    ),
    help=Pattern("set written = {lines}", "written = {lines:으로} 정하세요"),
)
