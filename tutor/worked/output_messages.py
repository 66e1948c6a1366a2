"""What is said of an output layer."""

from __future__ import annotations

from tutor.language.faults import Pattern

THE_OUTPUT_LAYER_TURNS_THE_HIDDEN_STATE_INTO = Pattern(
    "The output layer turns the hidden state into scores {s}, one for every entry, and these into "
    "probabilities {y}: each exponential {e} over the total {total} of all of them. Together "
    "these lines are what is called softmax.",
    "출력층은 은닉 상태를 점수 {s:으로} 바꾸고, 점수를 확률 {y:으로} 바꿉니다. 확률은 지수 {e:을} "
    "지수의 합 {total:으로} 나눈 값입니다. 이 줄들을 합쳐서 소프트맥스라고 합니다.",
)
THE_OUTPUT_LAYER_WITH_SIGMOID = Pattern(
    "The output layer turns the hidden state into scores {s}, and each score by a sigmoid into "
    "{y}, a number "
    "between 0 and 1.",
    "출력층은 은닉 상태로 점수 {s}{s:-을} 만들고, 점수마다 시그모이드로 0과 1 사이의 수 {y}{y:-을} 만듭니다.",
)
THE_OUTPUT_LAYER_LINEAR = Pattern(
    "The output layer turns the hidden state into scores {s}, which are the output as they are.",
    "출력층은 은닉 상태로 점수 {s}{s:-을} 만들고, 점수를 그대로 출력으로 씁니다.",
)
ONLY_THE_LAST_STEP_COMPUTES = Pattern(
    "The last step, t = {t}, and no other computes", "마지막 단계(t = {t})에서만 다음을 계산합니다"
)
IT_READS_THE_LAST_STATE_ALONE = Pattern(
    "It reads the last state, {h}, alone: one result for the whole sequence (many to one).",
    "출력층은 마지막 은닉 상태 {h}만 읽습니다. 시퀀스 전체에 결과가 하나입니다(다대일).",
)
