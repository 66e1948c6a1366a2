"""What is said of targets in a spec that are missing, or nothing that could be a target."""

from __future__ import annotations

from tutor.language.faults import Pattern

A_LOSS_COMPARES_AN_OUTPUT_WITH_TARGETS = Pattern(
    "a loss compares an output with targets: write a section [output] with weight_hy and targets",
    "손실은 출력을 목표와 견준 값입니다. [output]에 weight_hy와 targets를 적으세요",
)
A_LIST_OF_TARGETS = Pattern("a list of targets", "목표의 목록")
A_WORD_OR_A_POSITION = Pattern("a word, or a position from 0", "단어나 0부터 센 자리")
ZERO_OR_ONE = Pattern("0 or 1", "0이나 1")
A_NUMBER_OR_A_LIST_OF_NUMBERS = Pattern("a number or a list of numbers", "수나 수의 목록")
WRITE_A_WORD_FOR_EVERY_STEP = Pattern(
    'write targets = ["…", "…"], a word for every step; "" where a step has none',
    'targets = ["…", "…"]처럼 시간 단계마다 단어를 하나씩 적으세요. 목표가 없는 단계에는 ""를 적습니다',
)
WRITE_A_WORD_FOR_THE_LAST_STEP = Pattern(
    'write targets = ["…"], a word or a position for every sentence',
    'targets = ["…"]처럼 문장마다 단어나 자리를 하나씩 적으세요',
)
WRITE_0_OR_1_FOR_EVERY_STEP = Pattern(
    'write targets = [0, 1], a 0 or a 1 for every step; "" where a step has none',
    'targets = [0, 1]처럼 시간 단계마다 0이나 1을 적으세요. 목표가 없는 단계에는 ""를 적습니다',
)
WRITE_0_OR_1_FOR_THE_LAST_STEP = Pattern(
    "write targets = [1], a 0 or a 1 for every sentence",
    "targets = [1]처럼 문장마다 0이나 1을 적으세요",
)
WRITE_NUMBERS_FOR_EVERY_STEP = Pattern(
    'write targets = [[0.5, -1], ""], for every step a number for each entry of the output; "" where a step '
    "has none",
    'targets = [[0.5, -1], ""]처럼 시간 단계마다 출력의 성분 수만큼 수를 적으세요. '
    '목표가 없는 단계에는 ""를 적습니다',
)
WRITE_NUMBERS_FOR_THE_LAST_STEP = Pattern(
    "write targets = [[0.5, -1]], for every sentence a number for each entry of the output",
    "targets = [[0.5, -1]]처럼 문장마다 출력의 성분 수만큼 수를 적으세요",
)
