"""What is said of a spec that can be read, but makes a poor example; and of the starter."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# advice

EVERY_ENTRY_OF_SYMBOL_IS_ZERO = Message(
    "N07",
    Pattern("every entry of {symbol} is zero", "{symbol}의 모든 성분이 0입니다"),
    because=Pattern(
        "Its term vanishes, and many errors would be invisible.",
        "이 항이 사라져서 많은 실수가 드러나지 않습니다.",
    ),
    help=Pattern("use weights other than zero", "0이 아닌 가중치를 쓰세요"),
    severity="warning",
)
SYMBOL_IS_SATURATED_INSIDE_LIMIT = Message(
    "N08",
    Pattern(
        "{symbol} is saturated: |{inside}| > {limit}",
        "{symbol}{symbol:-이} 포화되었습니다: |{inside}| > {limit}",
    ),
    severity="warning",
)
IT_IS_ALMOST_1_OR_1_WHATEVER_ITS_INPUTS_ARE = Pattern(
    "It is almost 1 or −1 whatever its inputs are, and many errors would be invisible.",
    "입력이 무엇이든 1이나 −1에 가까워서 많은 실수가 드러나지 않습니다.",
)
IT_IS_ALMOST_0_OR_1_WHATEVER_ITS_INPUTS_ARE = Pattern(
    "It is almost 0 or 1 whatever its inputs are, and many errors would be invisible.",
    "입력이 무엇이든 거의 0이나 1이어서, 여러 실수가 드러나지 않습니다.",
)
USE_A_SMALLER_SYMBOL = Pattern("use a smaller {symbol}", "{symbol:을} 더 작게 정하세요")
ROUNDING_ERRORS_GROW_BEYOND_LIMIT_UNITS = Message(
    "N09",
    Pattern(
        "rounding errors grow beyond {limit} units of the last decimal at step {t}",
        "{t}단계에서 반올림 오차가 마지막 자리의 {limit}단위를 넘습니다",
    ),
    because=Pattern(
        "People who round in different places get visibly different {symbol}.",
        "반올림하는 곳이 다르면 {symbol}의 값이 눈에 띄게 달라집니다.",
    ),
    severity="warning",
)
USE_A_SMALLER_SYMBOL_FEWER_STEPS_OR_MORE_DECIMALS = Pattern(
    "use a smaller {symbol}, fewer steps or more decimals",
    "{symbol:을} 줄이거나, 단계를 줄이거나, 소수 자릿수를 늘리세요",
)

# starter

NO_WEIGHTS_WERE_FOUND_FOR_THIS_SENTENCE = Message(
    "N10",
    Pattern(
        "no weights were found for this sentence with {hidden} hidden units",
        "은닉 유닛 {hidden}개로 이 문장에 맞는 가중치를 찾지 못했습니다",
    ),
    because=Pattern(
        "Its words come back too often to keep every |a| in bounds.",
        "같은 단어가 너무 자주 나와서 모든 |a|를 범위 안에 둘 수 없습니다.",
    ),
    help=Pattern(
        "use another seed, fewer hidden units or a shorter sentence",
        "다른 시드, 더 적은 은닉 유닛, 또는 더 짧은 문장을 쓰세요",
    ),
)
GIVE_A_SENTENCE_OF_ONE_WORD_OR_MORE = Pattern(
    "give a sentence of one word or more", "단어가 하나 이상인 문장을 주세요"
)
THE_HIDDEN_SIZE_IS_SIZE = Message(
    "S05",
    Pattern(
        "the hidden size is {size}; it must be from 1 to {limit}",
        "은닉 크기가 {size}입니다. 1부터 {limit}까지여야 합니다",
    ),
    because=Pattern("A page with more is not computed by hand.", "그보다 크면 손으로 계산하지 않습니다."),
    help=Pattern("choose a hidden size from 1 to {limit}", "은닉 크기를 1부터 {limit}까지에서 고르세요"),
)
