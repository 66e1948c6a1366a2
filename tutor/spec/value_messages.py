"""What is said of numbers, vectors and matrices."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# values

A_LIST_OF_NUMBERS = Pattern("a list of numbers", "수의 목록")
WRITE_NAME_0_1_0_2 = Pattern("write {name} = [0.1, 0.2]", "{name} = [0.1, 0.2] 꼴로 적으세요")
NAME_IS_A_LIST_OF_LISTS = Message(
    "S01",
    Pattern(
        "`{name}` is a list of lists; it must be one list of numbers",
        "`{name}`{name:-은} 목록의 목록이 아니라 수의 목록 하나여야 합니다",
    ),
    help=Pattern(
        "write {name} = [0.1, 0.2], with one pair of brackets",
        "대괄호를 한 겹만 써서 {name} = [0.1, 0.2] 꼴로 적으세요",
    ),
)
NAME = Pattern("{name}", "{name}")
WRITE_NAME_0_1_0_2_0_3_0_4 = Pattern(
    "write {name} = [[0.1, 0.2], [0.3, 0.4]]", "{name} = [[0.1, 0.2], [0.3, 0.4]] 꼴로 적으세요"
)
A_LIST_OF_ROWS = Pattern("a list of rows", "행의 목록")
NAME_IS_ONE_LIST_A_MATRIX_IS_A_LIST_OF_ROWS = Message(
    "S01",
    Pattern(
        "`{name}` is one list; a matrix is a list of rows",
        "`{name}`{name:-이} 목록 하나로 되어 있습니다. 행렬은 행의 목록입니다",
    ),
    because=Pattern(
        "Even a single row stands in its own brackets.", "행이 하나뿐이어도 따로 대괄호로 묶습니다."
    ),
    help=Pattern(
        "write {name} = [[0.1, 0.2]] for one row of two entries",
        "성분이 둘인 행 하나라면 {name} = [[0.1, 0.2]] 꼴로 적으세요",
    ),
)
ROW_OF_NAME_IS_NOT_A_ROW_BUT_FOUND = Message(
    "S01",
    Pattern(
        "row {row} of `{name}` is not a row, but {found}",
        "`{name}`의 {row}행에 행이 아니라 {found:이} 있습니다",
    ),
)
NAME_ROW = Pattern("{name}, row {row}", "{name} {row}행")
ROW_OF_NAME_HAS_ENTRIES_ROW_1_HAS_FIRST = Message(
    "S01",
    Pattern(
        "row {row} of `{name}` has {found:entry|entries}, row 1 has {first}",
        "`{name}`의 {row}행은 성분이 {found}개인데, 1행은 {first}개입니다",
    ),
    because=Pattern(
        "Every row of a matrix has as many entries as it has columns.",
        "행렬의 모든 행은 성분의 수가 열의 수와 같습니다.",
    ),
    help=Pattern("write every row with the same number of entries", "모든 행의 성분 수를 같게 적으세요"),
)
PART_OF_NAME_IS_FOUND_PART_1_IS_FIRST = Message(
    "S01",
    Pattern(
        "part {part} of `{name}` is {found}, part 1 is {first}",
        "`{name}`의 {part}번째 부분은 {found}인데 첫 번째 부분은 {first}입니다",
    ),
    because=Pattern(
        "Every part of a list of matrices has the same size.",
        "행렬의 목록에서는 모든 부분의 크기가 같아야 합니다.",
    ),
    help=Pattern(
        "write every part with the same number of rows and of entries",
        "모든 부분의 행의 수와 성분의 수를 같게 적으세요",
    ),
)
NAME_IS_SHAPE = Message(
    "S05",
    Pattern("`{name}` is {shape}", "`{name}`의 크기가 {shape}입니다"),
    because=Pattern(
        "A page with more than a million numbers is not computed by hand.",
        "수가 백만 개를 넘으면 손으로 계산하지 않습니다.",
    ),
    help=Pattern("use fewer hidden units and fewer words", "은닉 유닛과 단어의 수를 줄이세요"),
)
NAME_IS_EMPTY = Message(
    "S01",
    Pattern("`{name}` is empty", "`{name}`{name:-이} 비어 있습니다"),
    because=Pattern("Without an entry it has no size.", "성분이 없으면 크기도 없습니다."),
    help=Pattern(
        "write its numbers, or start from `rnn-tutor init`", "수를 적거나, `rnn-tutor init`으로 시작하세요"
    ),
)
WHERE_ENTRY = Pattern("{where}, entry {entry}", "{where}의 {entry}번째 성분")
WHERE_FOUND_IS_NOT_A_DECIMAL_NUMBER = Pattern(
    "{where}: {found} is not a decimal number", "{where}: {found:은} 십진수로 적은 수가 아닙니다"
)
A_NUMBER_IS_WRITTEN_AS_A_PLAIN_DECIMAL = Pattern(
    "A number is written as a plain decimal without quotes, so that every digit can be followed.",
    "모든 자릿수를 따라갈 수 있도록, 수는 따옴표 없이 십진수로 적습니다.",
)
WRITE_NUMBER = Pattern("write {number}", "{number:으로} 적으세요")
WRITE_A_DECIMAL_NUMBER_FOR_EXAMPLE_0_5 = Pattern(
    "write a decimal number, for example 0.5", "0.5처럼 소수로 적으세요"
)
WHERE_VALUE_IS_NOT_A_DECIMAL_NUMBER = Pattern(
    "{where}: `{found}` is not a decimal number", "{where}: `{found}`{found:-은} 십진수로 적은 수가 아닙니다"
)

# decimals

WHERE_FOUND_IS_NOT_A_FINITE_NUMBER = Message(
    "N02",
    Pattern(
        "{where}: `{found}` is not a finite number", "{where}: `{found}`{found:-은} 유한한 수가 아닙니다"
    ),
    because=Pattern("It cannot be added or multiplied by hand.", "손으로 더하거나 곱할 수 없습니다."),
    help=WRITE_A_DECIMAL_NUMBER_FOR_EXAMPLE_0_5,
)
ITS_SIZE_MAY_BE_AT_MOST_10_6 = Pattern(
    "Its size may be at most 10^6, and it may have at most {limit} characters.",
    "크기는 10^6 이하, 길이는 {limit}자 이하여야 합니다.",
)
WRITE_A_SMALLER_OR_SHORTER_NUMBER = Pattern(
    "write a smaller or shorter number", "더 작거나 짧은 수를 적으세요"
)
WHERE_A_NUMBER_OF_MORE_THAN_40_DIGITS_DOES = Message(
    "N02",
    Pattern(
        "{where}: a number of more than 40 digits does not fit on a page",
        "{where}: 40자리가 넘는 수는 종이에 적을 수 없습니다",
    ),
    because=ITS_SIZE_MAY_BE_AT_MOST_10_6,
    help=WRITE_A_SMALLER_OR_SHORTER_NUMBER,
)
WHERE_FOUND_IS_NOT_A_NUMBER_THAT_A_PAGE_CAN = Message(
    "N02",
    Pattern(
        "{where}: `{found}` is not a number that a page can hold",
        "{where}: `{found}`{found:-은} 종이에 적을 수 있는 수가 아닙니다",
    ),
    because=ITS_SIZE_MAY_BE_AT_MOST_10_6,
    help=WRITE_A_SMALLER_OR_SHORTER_NUMBER,
)

NAME_MUST_BE_ABOVE_0 = Message(
    "K03",
    Pattern(
        "`{name}` must be above 0, not {found}", "`{name}`{name:-은} 0보다 커야 하는데, {found:이} 있습니다"
    ),
    help=Pattern("write {name} = 0.1", "{name} = 0.1처럼 적으세요"),
)
