"""The words of feedback: what a mark says to the student."""

from __future__ import annotations

from tutor.language.faults import Pattern

# feedback

FEEDBACK_TITLE = Pattern("Feedback: {title}", "피드백: {title}")
POINTS_OF_MOST_POINTS_SO_FAR = Pattern(
    "{points} of {most} points so far; your teacher has yet to look at {n:entry|entries}.",
    "지금까지 {most}점 가운데 {points}점. 답 {n}개는 선생님이 더 보실 것입니다.",
)
POINTS_OF_MOST_POINTS = Pattern("{points} of {most} points.", "{most}점 가운데 {points}점.")
YOUR_TEACHER_SAYS_COMMENT = Pattern("Your teacher says: {comment}", "선생님의 말: {comment}")
REMARK = Pattern("{remark}.", "{remark}.")
NOTHING_WAS_HANDED_IN = Pattern("Nothing was handed in.", "제출한 답안이 없습니다.")
NAME_ID = Pattern("{name} ({id})", "{name}({id})")
STUDENT_SHEET = Pattern("{student}, sheet {sheet}", "{student}, 문제지 {sheet}")
STUDENT = Pattern("{student}", "{student}")
STEP_T_WORD = Pattern("Step {t}: {word}", "시간 단계 {t}: {word}")
STEP_T = Pattern("Step {t}", "{t}단계")
BACKWARDS_AT_STEP = Pattern("Backwards, step {t} ({unit})", "역전파, 시간 단계 {t}({unit})")
BACKWARDS_OVER_ALL_STEPS = Pattern("Backwards, over all steps ({unit})", "역전파, 모든 시간 단계({unit})")
TITLE_UNIT = Pattern("{title} ({unit})", "{title} ({unit})")
TITLE_SEQUENCE_N = Pattern("{title}, sequence {n}", "{title}, 시퀀스 {n}")
START_HERE_ENTRY = Pattern("Start here: {entry}", "여기부터 보세요: {entry}")
YOUR_OWN_NUMBERS_GIVE = Pattern("Your own numbers give:", "앞에 쓴 수로 계산하면:")
YOU_WROTE_ANSWER = Pattern("You wrote {answer}.", "쓴 답은 {answer}입니다.")
FUNCTION_LIES_BETWEEN = Pattern(
    "{function} never gives a number below {low} or above {high}.",
    "{function}의 값은 {low}보다 작거나 {high}보다 클 수 없습니다.",
)
FUNCTION_IS_NEVER_BELOW = Pattern(
    "{function} never gives a number below {low}.", "{function}의 값은 {low}보다 작을 수 없습니다."
)
THE_OTHERS_N = Pattern("The others: {n}", "나머지 {n}개")
N_OF_MOST = Pattern("{n} of {most}", "{most}개 중 {n}개")
ALL_RIGHT = Pattern("all right", "모두 맞음")
SAME_MISTAKE_CHARGED_ONCE = Pattern("same mistake, charged once", "앞과 같은 실수")
EVERY_LINE_FOLLOWS_FROM_THE_LINES_BEFORE_IT = Pattern(
    "Every line follows from the lines before it.", "모든 줄이 앞의 줄에서 바르게 나옵니다."
)
QUANTITY = Pattern("quantity", "항목")
YOU_WROTE = Pattern("you wrote", "쓴 답")
VERDICT = Pattern("verdict", "판정")
EXPECTED = Pattern("expected", "나와야 할 값")
POINTS = Pattern("points", "점수")
REMARK_OF_A_TABLE = Pattern("remark", "비고")
NO_KNOWN_MISTAKE_EXPLAINS_IT = Pattern(
    "No known mistake explains it; compute the line once more.",
    "알려진 실수로는 설명되지 않습니다. 이 줄을 다시 계산해 보세요.",
)
ENTRIES_THE_SAME_MISTAKE_AS_BEFORE = Pattern(
    "{entries}: the same mistake as before, which was charged once.",
    "{entries}: 앞에서와 같은 실수입니다. 감점은 한 번만 했습니다.",
)
ENTRIES_THIS_FOLLOWS_FROM_WORKING_OF_YOURS = Pattern(
    "{entries}: this follows from working of yours that is wrong.",
    "{entries}: 풀이의 틀린 줄에서 나온 값입니다.",
)
ENTRIES_HAVE_TOO_FEW_DIGITS = Pattern(
    "{entries}: too few digits to tell whether this is right.",
    "{entries}: 자릿수가 너무 적어 맞았는지 판정할 수 없습니다.",
)
WRITE_AS_MANY_DECIMALS_AS_ASKED = Pattern(
    "Write as many decimals as were asked for here: {decimals}.",
    "여기서는 소수점 아래 {decimals}자리까지 적으세요.",
)
ENTRIES_THIS_DOES_NOT_FOLLOW_FROM_WHAT_YOU = Pattern(
    "{entries}: this does not follow from what you wrote before it.",
    "{entries}: 앞에 쓴 것에서 나오지 않습니다.",
)
NAME_IS_WRITTEN_AS_A_MATRIX = Pattern(
    "{name} is written as a matrix, brackets in brackets; asked is a vector of {asked}.",
    "{name}{name:-을} 괄호 안에 괄호를 넣어 행렬로 썼습니다. 성분이 {asked}개인 벡터여야 합니다.",
)
NAME_HAS_ENTRIES_HERE = Pattern(
    "{name} has {found:entry|entries} here; asked is a vector of {asked}.",
    "{name}의 성분이 {found}개입니다. 성분이 {asked}개인 벡터여야 합니다.",
)
THIS_IS_CONSISTENT_WITH_MISTAKE = Pattern(
    "This is consistent with: {mistake}.", "다음과 들어맞습니다: {mistake}."
)
BEFORE_OR_MISTAKE = Pattern("{before} Or: {mistake}.", "{before} 또는: {mistake}.")

# given_feedback

SIZES = Pattern("Sizes", "크기")
ONE_HOT_VECTORS = Pattern("One-hot vectors", "원-핫 벡터")
NAME_ROWS_AND_COLUMNS_ARE_EXCHANGED = Pattern(
    "{name}: rows and columns are exchanged.", "{name}: 행과 열이 바뀌었습니다."
)
NAME_A_MATRIX_HAS_TWO_SIZES = Pattern(
    "{name}: a matrix has two sizes, its rows and its columns.",
    "{name}: 행렬의 크기는 행의 수와 열의 수, 두 수로 씁니다.",
)
NAME_A_VECTOR_HAS_ONE_SIZE = Pattern(
    "{name}: a vector has one size, the number of its entries.",
    "{name}: 벡터의 크기는 성분의 수 하나로 씁니다.",
)
NAME_HAS_ANOTHER_SIZE = Pattern("{name} has another size.", "{name}의 크기가 다릅니다.")
NAME_A_MATRIX_HAS_A_ROW_FOR_EACH_ENTRY = Pattern(
    "{name}: a matrix has a row for each entry of the result, and a column for each entry of what "
    "it is multiplied by; where vectors are rows, the other way round.",
    "{name}: 행렬의 행은 결과의 성분마다, 열은 곱하는 벡터의 성분마다 하나씩 있습니다. 벡터를 "
    "행으로 쓰면 반대입니다.",
)
NAME_COUNT_THE_ENTRIES_OF_THE_VECTOR = Pattern(
    "{name}: count the entries of the vector.", "{name}: 벡터의 성분 수를 세어 보세요."
)
WHAT_IT_IS_SIZE = Pattern("{what} It is {size}.", "{what} 바른 크기는 {size}입니다.")
NAME_A_ONE_HOT_VECTOR_HAS_A_SINGLE_1 = Pattern(
    "{name}: a one-hot vector has a single 1, and 0 elsewhere.",
    "{name}: 원-핫 벡터는 1이 하나뿐이고 나머지는 0입니다.",
)
NAME_A_ONE_HOT_VECTOR_HAS_A_1 = Pattern(
    "{name}: a one-hot vector has a 1, at the position of its word.",
    "{name}: 원-핫 벡터는 그 단어의 자리에 1이 있습니다.",
)
NAME_THE_1_STANDS_AT_ANOTHER_POSITION_THAN = Pattern(
    "{name}: the 1 stands at another position than {word}.", "{name}: 1의 자리가 {word}의 자리와 다릅니다."
)
NAME_IS_NOT_THE_ONE_HOT_VECTOR_OF_WORD = Pattern(
    "{name} is not the one-hot vector of {word}.", "{name}{name:-은} {word}의 원-핫 벡터가 아닙니다."
)
WHAT_WORD_IS_WORD_N_OF_THE_VOCABULARY = Pattern(
    "{what} {word} is word {n} of the vocabulary, so entry {n} is 1.",
    "{what} {word:은} 어휘의 {n}번째 단어이므로 성분 {n}{n:-이} 1입니다.",
)

# wording

RIGHT = Pattern("right", "맞음")
RIGHT_ROUNDED_IN_ANOTHER_WAY = Pattern("right, rounded in another way", "맞음(다르게 반올림)")
FOLLOWS_FROM_YOUR_EARLIER_LINE = Pattern("follows from your earlier line", "앞줄에서 이어짐")
WRONG = Pattern("wrong", "틀림")
NOT_ANSWERED = Pattern("not answered", "쓰지 않음")
FOR_THE_TEACHER_TO_SEE = Pattern("for the teacher to see", "교사 확인")
DECIDED_BY_YOUR_TEACHER = Pattern("decided by your teacher", "선생님이 정함")
DIGITS_WERE_CUT_OFF_INSTEAD_OF_ROUNDED = Pattern(
    "digits were cut off instead of rounded", "반올림하지 않고 잘라 냈습니다"
)
CONSISTENT_BUT_WITH_FEWER_DIGITS_THAN_ASKED = Pattern(
    "consistent, but not to the last digit asked", "맞지만 요구한 끝자리까지는 아닙니다"
)
TOO_FEW_DIGITS_TO_ASSESS = Pattern("too few digits to assess", "자릿수가 너무 적어 판정할 수 없습니다")
SIGNIFICANT_FIGURES_WERE_KEPT_INSTEAD = Pattern(
    "significant figures were kept instead of decimals", "소수 자릿수가 아니라 유효 숫자를 맞춤"
)
TOO_MUCH_IS_MISSING_BEFORE_IT = Pattern(
    "too much before it is missing, not read or short of digits: show your working",
    "앞의 줄이 비었거나, 읽지 못했거나, 자릿수가 모자랍니다. 풀이를 쓰세요",
)
CANNOT_BE_ASSESSED_THE_MISTAKE_BEFORE = Pattern(
    "cannot be assessed: the mistake before it leaves nothing to compute",
    "앞의 실수 때문에 계산할 것이 남지 않아 판정할 수 없습니다",
)
MATCHES_THE_KEY_NOT_YOUR_WORKING = Pattern(
    "matches the key, not your working", "정답과 같지만 앞에 쓴 풀이와 맞지 않습니다"
)
FOLLOWS_AS_IF_THE_WRONG_ENTRY_WERE_COMPUTED = Pattern(
    "follows if the wrong entry before it is computed from your lines",
    "앞의 틀린 성분을 앞에 쓴 수로 다시 계산하면 이어집니다",
)
ANOTHER_NUMBER_OF_ENTRIES_THAN_ASKED = Pattern("another number of entries than asked", "성분의 수가 다릅니다")
FOLLOWS_FROM_WORKING_THAT_IS_WRONG = Pattern(
    "follows from working that is wrong", "틀린 풀이에서 나온 값입니다"
)
CANNOT_BE_READ_AS_A_NUMBER = Pattern("cannot be read as a number", "수로 읽을 수 없습니다")
CAN_BE_READ_IN_TWO_WAYS = Pattern("can be read in two ways", "두 가지로 읽힙니다")
HANDED_IN_MORE_THAN_ONCE = Pattern("handed in more than once", "두 번 이상 제출했습니다")
A_DRILL_ASKED_FOR_ONE_LINE = Pattern(
    "a drill, which asked for one line alone", "줄 하나만 물은 짧은 연습입니다"
)
THE_PRACTICE_PAGE_HAS_SHOWN_IT = Pattern(
    "the practice page has shown it: no points", "연습 페이지가 보여 준 값: 점수 없음"
)
MADE_FOR_ANOTHER_SHEET = Pattern("made for another sheet", "다른 문제지의 답안입니다")
NOTHING_IN_IT_BELONGS_TO_THIS_SHEET = Pattern(
    "nothing in it belongs to this sheet", "이 문제지와 맞는 것이 없습니다"
)
A_FAULT_OF_THE_PROGRAM = Pattern("a fault of the program", "프로그램의 결함입니다")
NOTHING_COULD_BE_READ = Pattern("nothing could be read", "읽을 수 있는 것이 없습니다")
ROWS_AND_COLUMNS_ARE_EXCHANGED = Pattern("rows and columns are exchanged", "행과 열이 바뀌었습니다")
THE_1_STANDS_AT_ANOTHER_POSITION = Pattern("the 1 stands at another position", "1의 자리가 다릅니다")
MORE_THAN_ONE_1 = Pattern("more than one 1", "1이 둘 이상입니다")
THERE_IS_NO_1_IN_IT = Pattern("there is no 1 in it", "1이 없습니다")
COMPUTE_THIS_LINE_ONCE_MORE_FROM_THE_NUMBERS = Pattern(
    "Compute this line once more from the numbers that you wrote before it.",
    "앞에 쓴 숫자로 이 줄을 다시 계산해 보세요.",
)
THE_METHOD_LOOKS_RIGHT = Pattern(
    "The method looks right. Compute the products and the sum once more, with signs and points.",
    "방법은 맞아 보입니다. 곱과 합을 부호와 소수점에 주의하여 다시 계산해 보세요.",
)
THE_METHOD_LOOKS_RIGHT_TAKE_THE_FUNCTION_ONCE_MORE = Pattern(
    "The method looks right. Take the function once more, and compare digit by digit, with the sign.",
    "방법은 맞아 보입니다. 함숫값을 다시 구해 부호까지 한 자리씩 견주어 보세요.",
)
LOOK_AT_THE_BIAS_DOES_IT_STAND_IN_THE_SUM = Pattern(
    "Look at the bias: does it stand in the sum once, with its own signs, in its own order?",
    "편향을 보세요. 합에 한 번, 제 부호로, 제 순서대로 들어 있나요?",
)
LOOK_AT_WHICH_EARLIER_STATE_GOES_INTO_THIS = Pattern(
    "Look at which earlier state goes into this line, and what it is multiplied by.",
    "이 줄에 어느 단계의 은닉 상태가 들어가는지, 무엇과 곱해지는지 보세요.",
)
LOOK_AT_HOW_THE_RECURRENT_MATRIX_MEETS = Pattern(
    "Look at how the recurrent matrix meets the state: each row with the whole state.",
    "순환 행렬과 은닉 상태를 곱하는 방법을 보세요. 행마다 은닉 상태 전체와 곱합니다.",
)
LOOK_AT_WHICH_COLUMN_OF_THE_INPUT_MATRIX = Pattern(
    "Look at which column of the input matrix the word of this step picks.",
    "이 단계의 단어가 입력 행렬의 몇째 열을 고르는지 보세요.",
)
LOOK_AT_THE_FUNCTION_WHICH_ONE_IT_IS = Pattern(
    "Look at the function: which one it is, what it is applied to, how the calculator is set.",
    "함수를 보세요. 어떤 함수인지, 무엇에 적용하는지, 계산기의 각도 단위가 맞는지 확인하세요.",
)
LOOK_AT_WHAT_THE_GATE_MULTIPLIES = Pattern(
    "Look at the gate: what it multiplies, and whether before or after the matrix.",
    "게이트를 보세요. 무엇에 곱하는지, 행렬을 곱하기 전인지 뒤인지 확인하세요.",
)
LOOK_AT_THE_ERROR_OF_THE_OUTPUT = Pattern(
    "Look at the error at the output: what is subtracted from what, at which step, with which factor.",
    "출력의 오차를 보세요. 무엇에서 무엇을 빼는지, 어느 단계의 목표인지, 곱하는 수가 맞는지 확인하세요.",
)
LOOK_AT_WHICH_MATRIX_BRINGS_IT_BACK = Pattern(
    "Look at the way back: which matrix, turned how, and which vector of which step it meets.",
    "거꾸로 오는 길을 보세요. 어느 행렬을 어떻게 전치했는지, 어느 단계의 어떤 벡터에 곱했는지 확인하세요.",
)
LOOK_AT_WHERE_THE_STATE_IS_READ = Pattern(
    "Look at everything that reads this state: each gives something back, and all of it is added.",
    "이 상태를 쓰는 곳을 모두 찾아 보세요. 각각이 돌려주는 기울기를 모두 더해야 합니다.",
)
LOOK_AT_THE_SLOPE_OF_THE_FUNCTION = Pattern(
    "Look at the slope of the function: whether it is there, once, of the right function and step.",
    "함수의 미분을 보세요. 한 번만 곱했는지, 알맞은 함수의 미분인지, 맞는 단계의 값인지 확인하세요.",
)
LOOK_AT_WHICH_TWO_VECTORS_ARE_MULTIPLIED = Pattern(
    "Look at the two vectors of the outer product: which steps they are of, and which is the column.",
    "외적의 두 벡터를 보세요. 어느 단계의 것인지, 어느 쪽이 열인지 확인하세요.",
)
LOOK_AT_WHICH_STEPS_ARE_ADDED = Pattern(
    "Look at the sum over time: whether every step is in it, and nothing is divided.",
    "시간에 대한 합을 보세요. 모든 단계가 들어 있는지, 나누지는 않았는지 확인하세요.",
)
LOOK_AT_HOW_A_WEIGHT_MOVES = Pattern(
    "Look at how a weight moves: from its old value, in which direction, and how far.",
    "가중치가 움직이는 방식을 보세요. 원래 값에서 어느 방향으로 얼마나 움직이는지 확인하세요.",
)
LOOK_AT_THE_ORDER_OF_THE_ENTRIES = Pattern("Look at the order of the entries.", "성분의 순서를 보세요.")
COUNT_THE_ENTRIES_VECTORS_OF_THE_SAME_SIZE = Pattern(
    "Count the entries: vectors of the same size are added entry by entry.",
    "성분의 수를 세어 보세요. 크기가 같은 벡터끼리 성분별로 더합니다.",
)
ROUND_WHEN_A_LINE_IS_WRITTEN_DOWN = Pattern(
    "Round when a line is written down, and not before.",
    "반올림은 줄을 적을 때만 하고, 계산 도중에는 하지 마세요.",
)
