"""The words of a backward pass on the page, and of output layers other than softmax."""

from __future__ import annotations

from tutor.language.faults import Pattern

# page

THE_OUTPUT_LAYER_WITH_SIGMOID = Pattern(
    "The output layer turns the hidden state into scores {s}, and each score by a sigmoid into {y}, a number "
    "between 0 and 1.",
    "출력층은 은닉 상태로 점수 {s}{s:-을} 만들고, 점수마다 시그모이드로 0과 1 사이의 수 {y}{y:-을} 만듭니다.",
)
THE_OUTPUT_LAYER_LINEAR = Pattern(
    "The output layer turns the hidden state into scores {s}, which are the output as they are.",
    "출력층은 은닉 상태로 점수 {s}{s:-을} 만들고, 점수를 그대로 출력으로 씁니다.",
)
