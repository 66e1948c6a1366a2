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
NAME_WAS_WRITTEN_AS_KNOWN = Pattern("{name} was written as {known}.", "{name}의 적힌 값은 {known}입니다.")
NAME_IS_USED_WITH_FEWER_DIGITS_THAN_IT_WAS = Pattern(
    "{name} is used with fewer digits than it was written with", "{name:을} 적은 것보다 적은 자릿수로 씁니다"
)
NAME_WAS_GIVEN_AS_MATRIX = Pattern("{name} was given as {matrix}.", "{name:은} {matrix:으로} 주어졌습니다.")

# coverage

NOTHING_SAYS_WHAT_IT_FOLLOWS_FROM = Pattern(
    "nothing that was read says what it follows from", "무엇에서 나온 값인지 읽은 내용에는 없습니다"
)

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
THE_TEXT_HAS_SEVERAL_PROBLEMS = Pattern(
    "the text has several problems; check each by itself for a corrected example",
    "문제가 여럿인 글입니다. 고친 예제는 문제마다 따로 검토하면 볼 수 있습니다",
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

# claim_reports

FUNCTION_ARGUMENT_EXPECTED_NOT_TOKEN = Pattern(
    "{function}({argument}) = {expected}, not {token}.",
    "{function}({argument})의 값은 {token:이} 아니라 {expected}입니다.",
)
CALCULATION_GIVES_EXPECTED = Pattern(
    "{calculation} gives {expected}, not {token}; {reach}.",
    "{calculation}의 값은 {token:이} 아니라 {expected}입니다. {reach}.",
)
CALCULATION_GIVES_EXPECTED_IN_ENTRY = Pattern(
    "{calculation} gives {expected} in entry {entry}, not {token}; {reach}.",
    "{calculation}의 {entry}번째 성분은 {token:이} 아니라 {expected}입니다. {reach}.",
)
ANY_ROUNDING_STAYS_BETWEEN = Pattern(
    "any rounding on the way stays between {low} and {high}",
    "도중에 어떻게 반올림하더라도 {low:과} {high} 사이입니다",
)
THE_EXACT_VALUE_IS = Pattern("the exact value is {value}", "정확한 값은 {value}입니다")
THE_WRONG_SIZE_COMES_FROM_AN_EARLIER_LINE = Pattern(
    "The wrong size comes from an earlier line.", "틀린 크기는 앞줄에서 왔습니다."
)
CALCULATION_HAS_ENTRIES_SIZE_BECAME_FOUND = Pattern(
    "{calculation} has {size:entry|entries}; {size} became {found}.",
    "{calculation}의 성분은 {size}개인데, {size}개가 {found}개로 바뀌었습니다.",
)
QUANTITY_IS_A_MATRIX_OF_FOUND = Pattern(
    "{quantity} is a matrix of {found}, not a vector of {size:entry|entries}",
    "{quantity:은} 성분 {size}개인 벡터인데, {found} 행렬을 썼습니다",
)
QUANTITY_IS_WRITTEN_IN_SEVERAL_ROWS = Pattern(
    "{quantity} is written in several rows, and is a vector of {size:entry|entries}",
    "{quantity:은} 성분 {size}개인 벡터인데, 여러 행으로 썼습니다",
)
CALCULATION_IS_ONE_VECTOR = Pattern("{calculation} is one vector.", "{calculation:은} 벡터 하나입니다.")
QUANTITY_ENTRIES_BECAME_FOUND = Pattern(
    "{quantity}: {size:entry|entries} became {found}", "{quantity}: 성분 {size}개가 {found}개로 바뀌었습니다"
)
QUANTITY_FOLLOWS_FROM_AN_EARLIER_WRONG_LINE = Pattern(
    "{quantity} follows from an earlier wrong line", "{quantity:은} 앞의 틀린 줄에서 따라 나온 값입니다"
)
IT_FOLLOWS_CORRECTLY_FROM_WHAT_STANDS_BEFORE = Pattern(
    "It follows correctly from what stands before it, but an earlier line is wrong.",
    "앞의 내용에서 바르게 계산했지만, 더 앞의 줄이 틀렸습니다.",
)
THE_SHORTER_VECTOR_WAS_FILLED_UP_WITH_ZEROS = Pattern(
    "the shorter vector was filled up with zeros", "짧은 벡터를 0으로 채웠습니다"
)
QUANTITY_ADDS_VECTORS_OF_DIFFERENT_SIZES = Pattern(
    "{quantity} adds vectors of different sizes", "{quantity}: 크기가 다른 벡터를 더했습니다"
)
QUANTITY_CANNOT_BE_ASSESSED = Pattern("{quantity} cannot be assessed", "{quantity:은} 판정할 수 없습니다")
CALCULATION_HAS_NO_VALUE = Pattern(
    "{calculation} has no value: an earlier size is wrong, and no reading gives these numbers.",
    "{calculation}에는 값이 없습니다. 앞의 크기가 틀렸고, 어떻게 읽어도 이 숫자가 나오지 않습니다.",
)
QUANTITY_USES_MISSING_NOT_GIVEN_YET = Pattern(
    "{quantity} uses {missing}, not given yet", "{quantity}에서 아직 나오지 않은 {missing:을} 씁니다"
)
SO_THIS_LINE_WAS_NOT_CHECKED = Pattern("So this line was not checked.", "그래서 이 줄은 검토하지 않았습니다.")
QUANTITY_MATCHES_THE_NETWORK = Pattern(
    "{quantity} matches the network, not the line before it",
    "{quantity:은} 신경망의 값과 맞지만, 앞줄과는 맞지 않습니다",
)
THE_LINE_BEFORE_GIVES_SOMETHING_ELSE = Pattern(
    "The line before gives something else, because of an earlier mistake.",
    "앞선 실수 때문에 앞줄에서는 다른 값이 나옵니다.",
)

# wording

GRADIENT_DOES_NOT_FOLLOW = Pattern(
    "{name} does not follow from what stands before it", "{name:은} 앞에 적힌 값에서 나오지 않습니다"
)
NUMBER_WAS_COPIED_FROM = Pattern(
    "{number} stands where {source} is to stand",
    "{source}{source:-을} 쓸 자리에 {number}{number:-을} 썼습니다",
)
WRITE_THE_NUMBERS = Pattern("write {numbers}", "{numbers:으로} 고치세요")
PART_OF_THE_BACKWARD_PASS_IS_READ = Pattern(
    "of the backward pass {n:number was|numbers were} compared; what else stands there is not read",
    "역전파에서는 값 {n}개를 견주어 보았고, 나머지는 읽지 못했습니다",
)
CONSISTENT_WITH_MISTAKE = Pattern("consistent with: {mistake}", "다음 실수와 들어맞습니다: {mistake}")
QUANTITY_WAS_CUT_OFF_INSTEAD_OF_ROUNDED = Pattern(
    "{quantity} was cut off instead of rounded", "{quantity:은} 반올림하지 않고 버린 값입니다"
)
QUANTITY_HAS_FEWER_DIGITS_THAN_THE_OTHERS = Pattern(
    "{quantity} has fewer digits than the others", "{quantity:은} 다른 값보다 자릿수가 적습니다"
)
