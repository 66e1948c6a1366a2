"""The words of a worked example in cells: as a workbook, as a notebook."""

from __future__ import annotations

from tutor.language.faults import Pattern

WHAT_IS_GIVEN = Pattern("What is given", "주어진 것")
STEP_BY_STEP = Pattern("Step by step", "단계별 계산")
TITLE = Pattern("Title", "제목")
EVERY_LINE_IS_A_LIVE_FORMULA = Pattern(
    "Every line is a formula over the cells before it: change a given number, and all that follows changes.",
    "모든 줄은 앞 칸의 값을 쓰는 수식입니다. 주어진 값을 바꾸면 뒤의 값이 모두 바뀝니다.",
)
THE_BACKWARD_PASS_STANDS_IN_NUMBERS = Pattern(
    "The lines of the backward pass stand behind them in numbers, which do not change.",
    "역전파의 줄은 그 뒤에 수로 적었고, 이 수는 바뀌지 않습니다.",
)
VOCABULARY = Pattern("Vocabulary", "어휘")
SENTENCE = Pattern("Sentence", "문장")
X_T_A_COLUMN_A_STEP = Pattern("x_t, a column a step", "x_t: 열 하나가 시간 단계 하나")
TARGET_A_COLUMN_A_STEP = Pattern("target, a column a step", "목표: 열 하나가 시간 단계 하나")
QUANTITY = Pattern("quantity", "항목")
VALUE = Pattern("value", "값")
EQUATION = Pattern("equation", "식")
NOT_ROUNDED = Pattern("not rounded", "반올림하지 않은 값")

# The notebook

THE_NUMBERS_OF_THIS_PAGE_AS_ARRAYS = Pattern(
    "The numbers of this page as arrays; the last line is what the page has in the end.",
    "이 페이지의 값을 배열로 적었습니다. 마지막 줄이 페이지의 마지막 결과입니다.",
)
