"""What is said of losses, and of targets that do not fit them."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# targets

A_TARGET_OF_KIND_IS_NOT_FOUND = Message(
    "S08",
    Pattern(
        "the target of step {step} is {found}, which is none of a loss of kind {kind}",
        "{step}단계의 목표가 {found}인데, {kind} 손실의 목표가 아닙니다",
    ),
)
WITH_SOFTMAX_A_TARGET_IS_A_WORD_OR_A_POSITION = Pattern(
    "Its targets are words of the vocabulary, or positions of the output from 0.",
    "이 손실의 목표는 어휘의 단어이거나 0부터 센 출력의 자리입니다.",
)
A_BINARY_TARGET_IS_0_OR_1 = Pattern("Its targets are 0 or 1.", "이 손실의 목표는 0 또는 1입니다.")
A_SQUARED_TARGET_IS_NUMBERS = Pattern(
    "Its targets are numbers, one for every entry of the output ({size}).",
    "이 손실의 목표는 출력의 성분마다 하나씩 정한 수입니다(출력 성분 {size}개).",
)
TARGETS_STAND_IN_ONE_LIST_TOO_MANY = Message(
    "S08",
    Pattern("targets stand in one list too many", "목표를 목록으로 한 번 더 묶었습니다"),
    help=Pattern(
        "write the targets of a sentence in one list",
        "한 문장의 목표를 목록 하나에 적으세요",
    ),
)
WRITE_A_TARGET_OR_NONE = Pattern(
    'write such a target, or "" where a step has none',
    '그런 목표를 적거나, 목표가 없는 단계에는 ""를 적으세요',
)
NO_STEP_HAS_A_TARGET = Message(
    "S08",
    Pattern("no step has a target", "목표가 있는 단계가 없습니다"),
    help=Pattern(
        "give one step a target, or leave targets out", "한 단계에라도 목표를 적거나, targets를 지우세요"
    ),
)
AN_OUTPUT_AT_THE_LAST_STEP_HAS_ONE_TARGET = Message(
    "S08",
    Pattern(
        'with at = "last" a sentence has one target, not {found}',
        'at = "last"이면 문장마다 목표가 하나인데, {found}개를 적었습니다',
    ),
    because=Pattern(
        "The output layer computes at the last step alone.", "출력층이 마지막 단계에서만 계산합니다."
    ),
    help=Pattern(
        'write one target a sentence, or leave at = "last" out',
        '문장마다 목표를 하나씩 적거나 at = "last"를 지우세요',
    ),
)

A_BACKWARD_PASS_NEEDS_TARGETS = Message(
    "S08",
    Pattern("a backward pass needs targets", "역전파에는 목표가 있어야 합니다"),
    because=Pattern(
        "A gradient says how the loss changes, and without a target there is no loss.",
        "기울기는 손실이 어떻게 변하는지를 나타내는데, 목표가 없으면 손실도 없습니다.",
    ),
    help=Pattern(
        "give [output] weight_hy and targets, one for every step",
        "[output]에 weight_hy와 단계마다 targets를 적으세요",
    ),
)
THE_BACKWARD_PASS_READS_IT = Pattern("The backward pass reads it.", "역전파에서 이 값을 씁니다.")

# losses

THE_LOSS_NEEDS_AN_OUTPUT_OF_ONE_ENTRY = Message(
    "S09",
    Pattern(
        "a binary cross-entropy needs an output of one entry; this one has {size}",
        "이진 교차 엔트로피는 출력의 성분이 하나여야 하는데, {size}개입니다",
    ),
    help=Pattern(
        "give weight_hy one row, or choose the cross-entropy with softmax",
        "weight_hy를 한 행으로 적거나, 소프트맥스와 교차 엔트로피를 고르세요",
    ),
)
THE_ACTIVATION_DOES_NOT_BELONG_TO_THE_LOSS = Message(
    "S09",
    Pattern(
        "an output with {activation} does not go with a loss of kind {kind}",
        "{activation} 출력은 {kind} 손실과 함께 쓰지 않습니다",
    ),
    because=Pattern(
        "A cross-entropy reads softmax, a binary one a sigmoid, a squared error the scores or a sigmoid.",
        "교차 엔트로피는 소프트맥스를, 이진 교차 엔트로피는 시그모이드를, 제곱 오차는 점수나 시그모이드를 "
        "읽습니다.",
    ),
    help=Pattern("leave activation out, or change the loss", "activation을 지우거나 손실을 바꾸세요"),
)
