"""The words of sheets and keys."""

from __future__ import annotations

from tutor.language.faults import Pattern

# workbook

WHAT_IS_GIVEN = Pattern("What is given", "주어진 것")
ANSWERS = Pattern("Answers", "답")
VOCABULARY = Pattern("Vocabulary", "어휘")
SENTENCE = Pattern("Sentence", "문장")
X_T_A_COLUMN_A_STEP = Pattern("x_t, a column a step", "x_t: 열 하나가 시간 단계 하나")
TARGET_A_COLUMN_A_STEP = Pattern("target, a column a step", "목표: 열 하나가 시간 단계 하나")
QUANTITY = Pattern("quantity", "양")
ANSWER = Pattern("answer", "답")
EQUATION = Pattern("equation", "식")
NOT_ROUNDED = Pattern("not rounded", "반올림하지 않은 값")
THIS_IS_NO_NUMBER_WRITE_ONE_WITH_A_DECIMAL = Pattern(
    "This is no number. Write one with a decimal point, or ? where you do not know.",
    "수가 아닙니다. 소수점이 있는 수를 적고, 모르면 ?를 적으세요.",
)
NAME = Pattern("Name", "이름")
STUDENT_ID = Pattern("Student id", "학번")
SHEET = Pattern("Sheet", "문제지")
POINTS = Pattern("Points", "점수")
ANSWER_KEY = Pattern("Answer key", "정답지")
WRITE_EVERY_ANSWER_IN_THE_COLOURED_CELLS = Pattern(
    "Write every answer in the coloured cells of the second worksheet, with as many decimals as asked.",
    "둘째 시트의 색칠한 칸에 답을 모두 적으세요. 소수 자릿수는 아래에 적힌 대로입니다.",
)
