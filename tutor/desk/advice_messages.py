"""What the page proposes next, and the rules that it goes by."""

from __future__ import annotations

from tutor.language.faults import Pattern

CLEAN_SO_LESS_IS_GIVEN = Pattern(
    "Without a mistake and without help. On the next sheet less is given.",
    "실수도 도움도 없이 풀었습니다. 다음 문제지에는 주어지는 것이 더 적습니다.",
)
CLEAN_AND_NOTHING_MORE_TO_LEAVE_OUT = Pattern(
    "Without a mistake and without help, and no page gives less than this one.",
    "실수도 도움도 없이 풀었습니다. 이보다 적게 주는 문제지는 없습니다.",
)
FINISHED_SO_ANOTHER = Pattern(
    "Everything is right now. Another sheet of the same kind, without a mistake, leads on.",
    "이제 모두 맞습니다. 같은 종류의 문제지를 실수 없이 풀면 다음으로 넘어갑니다.",
)
THE_SAME_MISTAKE_TWICE = Pattern(
    "{symbol} had the same mistake twice: {mistake}. A short drill asks for {symbol} alone.",
    "{symbol}에서 같은 실수가 두 번 나왔습니다({mistake}). {symbol}만 묻는 짧은 연습이 있습니다.",
)
A_DRILL_IS_DONE = Pattern(
    "The drill is done. Go on with a whole sheet.", "짧은 연습을 마쳤습니다. 전체 문제지로 넘어가세요."
)
NEXT_SHEET = Pattern("Next sheet", "다음 문제지")
BEGIN_THE_DRILL = Pattern("Begin the drill", "짧은 연습 시작")

# The rules, as they stand on the page.
THE_RULES = Pattern(
    "What comes next follows these rules: after a sheet without a mistake and without help, the next one "
    "gives "
    "less; after the same mistake in the same kind of line twice, a drill asks for that line alone, on "
    "another "
    "sheet; else the next one is like this one. You may choose another at any time.",
    "다음 문제는 이렇게 정합니다. 실수도 도움도 없이 풀면 다음 문제지에는 주어지는 것이 더 적습니다. 같은 "
    "종류의 줄에서 "
    "같은 실수를 두 번 하면 다른 문제지에서 그 줄만 연습합니다. 나머지 경우에는 같은 종류의 문제지가 "
    "나옵니다. "
    "언제든지 직접 고를 수 있습니다.",
)
LEVEL_FADED = Pattern("much is given", "많이 주어짐")
LEVEL_STANDARD = Pattern("every line", "모든 줄")
LEVEL_STATES = Pattern("the states alone", "상태만")
LEVEL_OWN = Pattern("as handed out", "배부한 그대로")
LEVEL_DRILL = Pattern("drill: {symbol}", "짧은 연습: {symbol}")
