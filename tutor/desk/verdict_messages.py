"""How an entry stands, in words and a sign; a student alone reads it, so nothing is left to a teacher."""

from __future__ import annotations

from tutor.language.faults import Pattern

RIGHT = Pattern("right", "맞음")
FOLLOWS = Pattern("follows from your earlier line", "앞줄에서 이어짐")
WRONG = Pattern("wrong", "틀림")
REPEATED = Pattern("same mistake, charged once", "앞과 같은 실수")
BLANK = Pattern("not answered", "쓰지 않음")
UNTOLD = Pattern("not to be told yet", "아직 알 수 없음")
NOT_READ = Pattern("not read", "읽지 못함")
STALE = Pattern("compute again", "다시 계산")
SHOWN = Pattern("{verdict}; the page has shown it", "{verdict}. 화면이 보여 준 값")

# What else is to be known of an entry that stands in one of these ways.
ITS_EARLIER_LINE_WAS_CORRECTED = Pattern(
    "It was right from the numbers that stood there before. Compute it from the ones that stand there now.",
    "앞서 쓴 값으로는 맞았습니다. 지금 있는 값으로 다시 계산하세요.",
)
WRITE_A_NUMBER = Pattern(
    "Write one number with a point, such as −0.38.", "-0.38처럼 소수점을 찍은 수 하나를 쓰세요."
)
SEVERAL_NUMBERS_IN_A_BOX = Pattern(
    "These are {found} numbers; a box takes one.", "수가 {found}개 있습니다. 한 칸에는 수 하나를 쓰세요."
)
TOO_FEW_DIGITS = Pattern(
    "Too few digits, so it counts as wrong. Write as many decimals as are asked for.",
    "자릿수가 모자라서 틀린 것으로 봅니다. 요구한 자릿수까지 쓰세요.",
)
A_COMMA_OR_A_POINT = Pattern(
    "A comma may stand in a number or between two. Write a point.",
    "쉼표는 소수점일 수도, 두 수 사이의 구분일 수도 있습니다. 소수점을 쓰세요.",
)
FILL_IN_THE_LINES_BEFORE = Pattern(
    "What it is computed from is empty, not read or short of digits. With all its digits there, it can be "
    "told.",
    "계산에 쓰는 앞줄이 비었거나, 읽지 못했거나, 자릿수가 모자랍니다. 끝자리까지 쓰면 판정할 수 있습니다.",
)
A_SIGN_ALONE_IS_NO_ANSWER = Pattern(
    "This counts as left blank: there is no number in it.", "수가 없어서 쓰지 않은 것으로 봅니다."
)
NOTHING_WAS_LEFT_TO_COMPUTE = Pattern(
    "From the numbers of the line before, it cannot be computed, or nothing is left to compute. Correct that "
    "one first.",
    "앞줄에 쓴 수로는 계산할 수 없거나 더 계산할 것이 없습니다. 앞줄부터 고치세요.",
)

# Said of a whole line when something in it changes: the line and its entries.
LINE_IS_RIGHT = Pattern("{line}: right.", "{line}: 맞음.")
LINE_FOLLOWS = Pattern("{line}: follows from your earlier line.", "{line}: 앞줄에서 이어짐.")
ENTRY_STANDS = Pattern("{entry}: {verdict}.", "{entry}: {verdict}.")
FIRST_AND_SECOND = Pattern("{first} {second}", "{first} {second}")
SO_MANY_ARE_RIGHT = Pattern("{right} of {n:box is|boxes are} right.", "{n}칸 가운데 {right}칸이 맞습니다.")
POINTS_SO_FAR = Pattern("{points} of {most} points", "{most}점 가운데 {points}점")
EVERYTHING_IS_RIGHT = Pattern(
    "The sheet is finished: every box is right.", "문제지를 다 풀었습니다. 모든 칸이 맞습니다."
)
IS_YOUR_COMMA_A_DECIMAL_COMMA = Pattern(
    "There is a comma in what you wrote. Is 0,5 the number 0.5 with you?",
    "쉼표가 있습니다. 0,5는 수 0.5를 뜻합니까?",
)
