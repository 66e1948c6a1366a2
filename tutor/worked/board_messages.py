"""The words of a worked example."""

from __future__ import annotations

from tutor.language.faults import Pattern

# symbolic

WITH_LETTERS = Pattern("With letters", "문자로 쓴 계산")
WITH_LETTERS_UNIT = Pattern("With letters: {unit}", "문자로 쓴 계산: {unit}")
EVERY_NUMBER_OF_A_PARAMETER_GETS_A_LETTER = Pattern(
    "Every number of a parameter gets a letter. Of two indices, the first is the row and the "
    "second the column of {matrices}.",
    "파라미터의 수마다 문자를 하나씩 붙입니다. 첨자가 둘이면 {matrices}에서 첫째는 행, 둘째는 "
    "열의 번호입니다.",
)
DOTS_STAND_FOR_WHAT_GOES_ON_IN_THE_SAME_WAY = Pattern(
    "Dots stand for what goes on in the same way.", "점은 같은 방식으로 이어지는 부분을 줄인 것입니다."
)
EACH_ENTRY_OF_THE_WRITTEN_LINES = Pattern(
    "Each entry of the written lines:", "줄마다 쓰는 값의 각 성분은 다음과 같습니다."
)
PUT_INTO_EACH_OTHER_THEY_GIVE_ONE_FORMULA = Pattern(
    "Put into each other, they give one formula for each entry of the state:",
    "이 식들을 차례로 대입하면 은닉 상태의 각 성분이 식 하나로 나타납니다.",
)
IN_EVERY_STEP_ONE_ENTRY_OF_X_IS_1 = Pattern(
    "In every step one entry of {x} is 1 and the others are 0, so one letter is left of each sum over them.",
    "단계마다 {x:은} 한 성분만 1이고 나머지는 0이므로, 이 성분들에 대한 합에는 문자 하나만 남습니다.",
)
PRODUCTS_WITH_AN_ENTRY_OF_START_THAT_IS_0 = Pattern(
    "Products with an entry of {start} that is 0 are left out.",
    "{start}에서 0인 성분과의 곱은 쓰지 않습니다.",
)
STEP_T_WORD_ENTRY = Pattern("Step {t}, {word}: {entry}.", "시간 단계 {t}, {word}: {entry}")
CLOSED_FORM = Pattern("Closed form", "닫힌 식")
THE_GIVEN_DECIMALS_ARE_FRACTIONS = Pattern(
    "The given decimals are fractions, and with fractions nothing has to be rounded: every state "
    "is an expression of the given numbers. Behind it stands its value, rounded to "
    "{decimals:decimal|decimals} only at the end.",
    "주어진 소수를 분수로 쓰면 반올림할 필요가 없으므로, 은닉 상태가 모두 주어진 수만의 식으로 "
    "나타납니다. 식 뒤에는 마지막에 한 번만 소수 {decimals}자리로 반올림한 값을 적었습니다.",
)
THE_STEPS_OF_THIS_PAGE_CARRY_ROUNDED_NUMBERS = Pattern(
    "The steps of this page carry rounded numbers; their last digits may differ from these.",
    "이 문서의 단계별 계산은 반올림한 수를 다음 줄에 그대로 쓰므로, 끝자리가 이 값과 다를 수 있습니다.",
)
UNIT = Pattern("{unit}:", "다음은 {unit}입니다.")
THE_CLOSED_FORMS_END_HERE_WRITTEN_OUT = Pattern(
    "The closed forms end here: written out, that of {state} takes {length} characters. Every "
    "step puts all entries of the state before into each new one.",
    "닫힌 식은 여기까지만 적습니다. 단계마다 이전 상태의 모든 성분이 새 성분 하나하나에 "
    "들어가므로, {state}의 식은 {length}자에 이릅니다.",
)
