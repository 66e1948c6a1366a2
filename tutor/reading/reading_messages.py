"""What is said of a text that cannot be read, whatever it means."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# reader

THE_TEXT_IS_TOO_LONG_SIZE_BYTES = Message(
    "R01",
    Pattern(
        "the text is too long: {size} bytes; the limit is 1 MiB",
        "글이 너무 깁니다. {size}바이트인데 한도는 1 MiB입니다",
    ),
)
THE_TEXT_IS_TOO_LONG_LINES = Message(
    "R01",
    Pattern(
        "the text is too long: {lines} lines; the limit is {limit}",
        "글이 너무 깁니다. {lines}줄인데 한도는 {limit}줄입니다",
    ),
)

# arrays

A_COMMA_STANDS_HERE_FOR_THE_DECIMAL_POINT = Pattern(
    "a comma stands here for the decimal point or between entries, and it is not clear which",
    "쉼표가 소수점인지 성분 사이의 쉼표인지 분명하지 않습니다",
)
WRITE_DECIMAL_POINTS = Pattern(
    "write decimal points, or read with decimal commas (--decimal-comma)",
    "소수점을 쓰거나, 쉼표를 소수점으로 읽게 하세요(--decimal-comma)",
)
ROW_OF_THE_MATRIX_CANNOT_BE_READ = Pattern(
    "row {row} of the matrix cannot be read", "행렬의 {row}행을 읽을 수 없습니다"
)
A_COMMA_IS_MISSING_BETWEEN_TWO_ENTRIES = Pattern(
    "a comma is missing between two entries", "두 성분 사이에 쉼표가 빠졌습니다"
)
PUT_A_COMMA_HERE = Pattern("put a comma here", "여기에 쉼표를 넣으세요")
TEXT_IS_NEVER_CLOSED = Pattern("`{text}` is never closed", "`{text}` 괄호가 닫히지 않았습니다")

# grammar

NOTHING_THAT_CAN_BE_READ_FOLLOWS_SIGN = Pattern(
    "nothing that can be read follows `{sign}`", "`{sign}` 뒤에 읽을 수 있는 것이 없습니다"
)

# operands

NESTED_DEEPER_THAN_LIMIT = Pattern("nested deeper than {limit}", "괄호가 {limit}겹보다 깊습니다")
PRODUCT_OF_MORE_THAN_LIMIT_FACTORS = Pattern(
    "a product of more than {limit} factors", "인수가 {limit}개보다 많은 곱입니다"
)
SIGN_IS_A_LETTER_HERE_NOT_A_MINUS = Pattern(
    "`{sign}` is a letter here, not a minus", "여기의 `{sign}`{sign:-은} 빼기표가 아니라 글자입니다"
)
WRITE_NUMBER_IF_IT_IS_MEANT_TO_BE_NEGATIVE = Pattern(
    "write -{number} if it is meant to be negative", "음수라면 -{number:으로} 적으세요"
)
TEXT_IS_NOT_A_NUMBER = Pattern("`{text}` is not a number", "`{text}`{text:-은} 수가 아닙니다")
A_NUMBER_HAS_AT_MOST_LIMIT_CHARACTERS = Pattern(
    "a number has at most {limit} characters", "수는 {limit}자 이하여야 합니다"
)
TEXT_IS_NOT_PART_OF_THE_NOTATION = Pattern(
    "`{text}` is not part of the notation", "`{text}`{text:-은} 이 표기법에 없습니다"
)
A_POWER_IS_NOT_SUPPORTED_HERE = Pattern("a power is not supported here", "여기에는 거듭제곱을 쓸 수 없습니다")
CLOSE_THE_BRACKET = Pattern("close the bracket", "괄호를 닫으세요")
WRITE_THE_PRODUCT_OUT = Pattern("write the product out", "곱으로 풀어 쓰세요")

# chains

THIS_CANNOT_BE_READ = Pattern("this cannot be read", "이 부분은 읽을 수 없습니다")
TWO_VALUES_STAND_SIDE_BY_SIDE_WITH_NOTHING = Pattern(
    "two values stand side by side with nothing between them", "두 값이 사이에 아무것도 없이 나란히 있습니다"
)
A_VECTOR_WITHOUT_BRACKETS = Pattern("a vector without brackets", "벡터에 괄호가 없습니다")
PUT_BRACKETS_AROUND_ITS_ENTRIES = Pattern("put brackets around its entries", "성분을 괄호로 묶으세요")

# gradients

FROM_HERE_ON_THE_TEXT_GOES_BACKWARDS = Pattern(
    "from here on the text goes backwards (gradients), and what network it belongs to was not understood",
    "여기부터는 역전파(기울기)인데, 어떤 네트워크의 기울기인지 알아내지 못했습니다",
)
CHECK_GRADIENTS_WITH_WORKED_BACKWARD = Pattern(
    "compare it with `rnn-tutor worked SPEC --backward`", "`rnn-tutor worked SPEC --backward`와 견주어 보세요"
)
