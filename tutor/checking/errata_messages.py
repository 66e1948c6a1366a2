"""The words of errata, of a repair and of the sheet with an error in it."""

from __future__ import annotations

from tutor.language.faults import Pattern

# errata

ERRATA = Pattern("Errata", "정오표")
WRONG_NUMBERS_AND_WHAT_FOLLOWS = Pattern(
    "Wrong numbers, and what follows from them", "틀린 숫자와 거기에서 따라 나온 숫자"
)
LINE_BY_LINE = Pattern("Line by line", "줄마다")
REMARKS = Pattern("Remarks", "참고 사항")
THE_CORRECTED_WORKED_EXAMPLE = Pattern("The corrected worked example", "바로잡은 풀이 예제")
THERE_IS_NONE_WHY = Pattern("There is none: {why}.", "바로잡은 예제가 없습니다. {why}.")
THE_TEXT_IS_INCOMPLETE = Pattern("the text is incomplete", "글이 온전하지 않습니다")
LINES_WERE_COMPARED_WITH_WHAT_STANDS_BEFORE = Pattern(
    "{lines:line was|lines were} compared with what stands before. {errors:place is|places are} "
    "wrong, from {roots:cause|causes}; the others follow.",
    "{lines}줄을 앞의 내용과 비교했습니다. 틀린 곳은 {errors}군데이고, 그 가운데 {roots}군데가 그 "
    "자체로 틀렸습니다. 나머지는 거기에서 따라 나온 것입니다.",
)
LINES_WERE_COMPARED_AND_NOTHING_FOLLOWS = Pattern(
    "{lines:line was|lines were} compared with what stands before. {errors:place is|places are} wrong.",
    "{lines}줄을 앞의 내용과 비교했습니다. 틀린 곳은 {errors}군데입니다.",
)
LINES_WERE_COMPARED_WITH_WHAT_STANDS_BEFORE_NOTHING_IS_WRONG = Pattern(
    "{lines:line was|lines were} compared with what stands before. Nothing is wrong.",
    "{lines}줄을 앞의 내용과 비교했습니다. 틀린 곳이 없습니다.",
)
NOTHING_WAS_COMPARED = Pattern(
    "Nothing was compared, so nothing is said to be right.",
    "비교한 것이 없어서 맞는지 틀린지 말할 수 없습니다.",
)
START_WITH_LINE_TITLE = Pattern("Start with {place}: {title}.", "{place}부터 보세요. {title}.")
HOW_THE_TEXT_WAS_READ = Pattern("How the text was read", "글을 읽은 방식")
VOCABULARY_WORDS_SENTENCE = Pattern(
    "Vocabulary: {words}. Sentence: {sentence}.", "어휘: {words}. 문장: {sentence}."
)
HIDDEN_SIZE_HIDDEN_INPUT_SIZE_INPUT = Pattern(
    "hidden_size {hidden}, input_size {input}, by the givens.",
    "주어진 값으로 보면 hidden_size {hidden}, input_size {input}.",
)
SYMBOL_NAME_IS_READ_IN_COLUMNS_AS_IN_W_X = Pattern(
    "{symbol} ({name}) is read in columns, as in W x.", "{symbol}({name}): W x처럼 열 기준으로 읽음."
)
SYMBOL_NAME_IS_READ_IN_ROWS_AS_IN_X_W = Pattern(
    "{symbol} ({name}) is read in rows, as in x W.", "{symbol}({name}): x W처럼 행 기준으로 읽음."
)
UNKNOWN = Pattern("unknown", "알 수 없음")
FROM_BEFORE_IS_WHAT_THE_WRITERS_OWN_LINE = Pattern(
    "“From before” is what the writer's own line before it gives; “corrected” is what stands in "
    "the corrected worked example. A wrong number that is only used again, as the h of the next "
    "step, is not listed again.",
    "앞줄에서: 글쓴이가 적은 앞줄에서 나오는 값. 바로잡음: 바로잡은 풀이 예제에 있는 값. 틀린 "
    "숫자를 다음 단계의 h처럼 다시 쓰기만 한 곳은 또 적지 않습니다.",
)
LINE = Pattern("line", "줄")
NUMBER = Pattern("number", "값")
ENTRY = Pattern("entry", "성분")
CLAIMED = Pattern("claimed", "적힌 값")
FROM_BEFORE = Pattern("from before", "앞줄에서")
CORRECTED = Pattern("corrected", "바로잡음")
WHY = Pattern("why", "까닭")
ENTRIES = Pattern("{n:entry|entries}", "성분 {n}개")
CANNOT_BE_ASSESSED = Pattern("cannot be assessed", "판정할 수 없음")
AS_IN_LINE = Pattern("as in {place}", "{place:과} 같음")
FOLLOWS = Pattern("follows", "따라 나옴")
LINE_AS_A_HEADING = Pattern("Line {line}", "{line}번째 줄")
PLACE = Pattern("place", "곳")
HELP = Pattern("– {help}.", "– {help}.")
HELP_IN_A_SENTENCE = Pattern("– {help}", "– {help}")
IN_THE_CORRECTED_EXAMPLE_NAME_VALUES = Pattern(
    "In the corrected example: {name} = {values}.", "바로잡은 예제의 값: {name} = {values}."
)
CODE_TITLE = Pattern("{code}: {title}.", "{code}: {title}.")
CODE_AND_SENTENCE = Pattern("{code}: {title}", "{code}: {title}")
CODE_TITLE_BECAUSE = Pattern("{code}: {title}. {because}", "{code}: {title}. {because}")
CODE_TITLE_IN_PARENTHESES = Pattern("{code}: {title} ({because}).", "{code}: {title}({because}).")
RIGHT_FROM_WHAT_STANDS_BEFORE_IT_NAME_VALUES = Pattern(
    "Right, from what stands before it: {name} = {values}.",
    "앞의 내용에서 나오는 바른 값: {name} = {values}.",
)
READ_AS_WAYS_EVIDENCE = Pattern("Read as {ways}: {evidence}", "{ways}: 이렇게 읽으면 {evidence}")

# repair

THE_TEXT_DOES_NOT_GIVE_A_WHOLE_CALCULATION = Pattern(
    "the text does not give a whole calculation", "글에 온전한 계산이 들어 있지 않습니다"
)
NAME_BECOMES_RIGHT_ITS_ROWS_STAND_AS_COLUMNS = Pattern(
    "{name} becomes {right}: its rows stand as columns.", "{name:은} 행을 열로 세워 {right} 크기가 됩니다."
)
THE_TWO_BIASES_FIRST_AND_SECOND_ARE_ADDED = Pattern(
    "The two biases {first} and {second} are added once, as one.",
    "두 편향 {first:과} {second:은} 하나로 더해 한 번만 더합니다.",
)

# planted_page

FIND_THE_ERROR_TITLE = Pattern("Find the error: {title}", "틀린 곳 찾기: {title}")
ONE_LINE_OF_THIS_WORKED_EXAMPLE_IS_WRONG = Pattern(
    "One line of this worked example is wrong: it does not follow from what stands before it. "
    "Every later line follows correctly from what is written. Find the line, say what went wrong "
    "in it, and write the right one.",
    "이 풀이 예제에서 한 줄이 틀렸습니다. 곧 앞의 내용에서 나오지 않습니다. 그 뒤의 줄은 모두 "
    "적힌 값에서 바르게 계산한 것입니다. 틀린 줄을 찾아 무엇이 잘못되었는지 말하고, 바른 줄을 "
    "쓰세요.",
)
FIND_THE_ERROR_THE_KEY_TO_TITLE = Pattern("Find the error: the key to {title}", "틀린 곳 찾기 정답: {title}")
THE_WRONG_LINE_IS_THAT_OF_NAME_IN_STEP = Pattern(
    "The wrong line is that of {name}, in step {step}: {mistake} ({code}).",
    "틀린 줄은 시간 단계 {step}의 {name}입니다: {mistake}({code}).",
)
IT_STANDS_IN_THIS_PART_UNIT = Pattern("It stands in this part: {unit}.", "이 줄이 있는 곳: {unit}.")
IT_SAYS_CLAIMED_FROM_WHAT_STANDS_BEFORE = Pattern(
    "It says {claimed}. From what stands before it follows {expected}.",
    "적힌 값은 {claimed}이고, 앞의 내용에서 나오는 값은 {expected}입니다.",
)
THE_EXAMPLE_WITHOUT_THE_ERROR = Pattern("The example without the error", "틀린 곳이 없는 예제")

# planted_page

NAME = Pattern("Name", "이름")
STUDENT_ID = Pattern("Student id", "학번")
