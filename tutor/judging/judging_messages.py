"""What is found in a text: the findings of the judge."""

from __future__ import annotations

from tutor.language.faults import Pattern

# operand_reports

NAME_IS_NOT_USED_AS_IT_WAS_WRITTEN = Pattern(
    "{name} is not used as it was written", "{name:을} 적은 값 그대로 쓰지 않았습니다"
)
NAME_WAS_COPIED_WRONG = Pattern("{name} was copied wrong", "{name:을} 잘못 옮겨 적었습니다")
NAME_WAS_WRITTEN_WITH_ENTRIES = Pattern(
    "{name} was written with {size:entry|entries}, here it has {found}.",
    "{name:은} 성분 {size}개로 적혀 있는데, 여기서는 {found}개입니다.",
)
NAME_WAS_WRITTEN_AS_KNOWN = Pattern("{name} was written as ({known}).", "{name}의 적힌 값은 ({known})입니다.")
NAME_IS_USED_WITH_FEWER_DIGITS_THAN_IT_WAS = Pattern(
    "{name} is used with fewer digits than it was written with", "{name:을} 적은 것보다 적은 자릿수로 씁니다"
)
NAME_WAS_GIVEN_AS_MATRIX = Pattern("{name} was given as {matrix}.", "{name:은} {matrix:으로} 주어졌습니다.")

# orientation

NAMES_WAS_READ_SO_THAT_THE_NUMBERS_FIT = Pattern(
    "{names} was read so that the numbers fit at every step.",
    "{names:은} 모든 단계의 숫자가 맞는 쪽으로 읽었습니다.",
)
THE_NUMBERS_FIT_BOTH_READINGS = Pattern("the numbers fit both readings", "숫자가 두 방식 모두에 맞습니다")
NO_READING_FITS_THROUGHOUT = Pattern("no reading fits throughout", "처음부터 끝까지 맞는 방식이 없습니다")
EVERY_STEP_FITS_THE_TRANSPOSE = Pattern("every step fits the transpose", "모든 단계가 전치한 행렬에 맞습니다")
NAME_CAN_BE_READ_BOTH_WAYS = Pattern("{name} can be read both ways", "{name:은} 두 가지로 읽을 수 있습니다")
IT_IS_SQUARE_AND_EVIDENCE = Pattern(
    "It is square, and {evidence}; both results are given.",
    "정사각 행렬이고, {evidence}. 두 결과를 모두 적습니다.",
)
IF_IT_IS_MEANT_FOR_COLUMNS_W_H = Pattern("if it is meant for columns, W h", "열 기준(W h)으로 읽으면")
IF_IT_IS_MEANT_FOR_ROWS_H_W = Pattern("if it is meant for rows, h W", "행 기준(h W)으로 읽으면")

# judge

THE_TEXT_HAS_SEVERAL_SEQUENCES = Pattern(
    "the text has several sequences; check each by itself for a corrected example",
    "시퀀스가 여럿인 글입니다. 고친 예제는 시퀀스마다 따로 검토하면 볼 수 있습니다",
)

# reports

THE_FORMULA_FOR_TARGET = Pattern(
    "the formula for {target} is not that of the network", "{target}의 식이 신경망의 식이 아닙니다"
)
ITS_EQUATION_IS_EQUATION = Pattern("Its equation is {equation}.", "신경망의 식은 {equation}입니다.")
FOUND_STANDS_WHERE_THE_NETWORK_HAS_WANTED = Pattern(
    "{found} stands where the network has {wanted}", "신경망에는 {wanted:이} 있는 자리에 {found:이} 있습니다"
)
WANTED_IS_MISSING_IN_THIS_LINE = Pattern("{wanted} is missing in this line", "이 줄에 {wanted:이} 빠졌습니다")
EQUALITY_OF_UNEQUAL_THINGS_AS_A_SENTENCE = Pattern(
    "= stands between things that are not equal.", "같지 않은 것 사이에 =가 있습니다."
)
EQUALITY_OF_UNEQUAL_THINGS = Pattern(
    "= stands between things that are not equal", "같지 않은 것 사이에 =가 있습니다"
)
THE_NUMBER_BEFORE_IT_IS_THE_ARGUMENT = Pattern(
    "The number before it is the argument, not the value.", "앞의 수는 값이 아니라 함수에 넣는 수입니다."
)
NAME_STANDS_WHERE_WANTED_BELONGS = Pattern(
    "{name} stands where {wanted} belongs", "{wanted:이} 있어야 할 자리에 {name:이} 있습니다"
)
THIS_TERM_DOES_NOT_BELONG_TO_THE_SUM = Pattern(
    "this term does not belong to the sum", "이 항은 합에 들어갈 것이 아닙니다"
)
TERM_IS_MISSING_FROM_THIS_SUM = Pattern("{term} is missing from this sum", "이 합에 {term:이} 빠졌습니다")
ADDING_FIRST_AND_ENTRIES = Pattern(
    "adding {first} and {second:entry|entries}", "성분 {first}개와 {second}개를 더했습니다"
)
A_SUM_NEEDS_VECTORS_OF_ONE_SIZE = Pattern(
    "A sum needs vectors of one size; nothing is stretched to fit.",
    "더하려면 벡터의 크기가 같아야 합니다. 크기를 맞추려고 늘이지는 않습니다.",
)
QUANTITY_HAS_ENTRIES_NOT_SIZE = Pattern(
    "{quantity} has {found:entry|entries}, not {size}",
    "{quantity:은} 성분이 {found}개인데, {size}개여야 합니다",
)
QUANTITY_DOES_NOT_FOLLOW_FROM_WHAT_STANDS = Pattern(
    "{quantity} does not follow from what stands before it", "{quantity:이} 앞의 내용에서 나오지 않습니다"
)
CALCULATION_GIVES_EXPECTED_THIS_GIVES_FOUND = Pattern(
    "{calculation} gives ({expected}), this gives ({found}).",
    "{calculation}의 값은 ({expected})인데, 여기서는 ({found})입니다.",
)

# chains

THIS_CALCULATION_IS_NOT_CHECKED = Pattern("this calculation is not checked", "이 계산은 확인하지 않았습니다")
NOTHING_IN_THE_TEXT_SAYS_WHAT_NAME_IS = Pattern(
    "Nothing in the text says what {name} is.", "{name:이} 무엇인지 글에 나오지 않습니다."
)
