"""The words of the page that explains a call."""

from __future__ import annotations

from tutor.language.faults import Pattern

# page

TENSOR = Pattern("tensor", "텐서")
SHAPE = Pattern("shape", "크기")
AXES = Pattern("axes", "축")
NOT_READ = Pattern("not read", "읽지 못함")
PARAMETERS_TERMS_TOTAL = Pattern("parameters: {terms} = {total}", "매개변수: {terms} = {total}")
PARAMETERS = Pattern("parameters:", "매개변수:")
LAYER_REVERSE = Pattern("layer {layer}, reverse", "층 {layer}, 역방향")
LAYER = Pattern("layer {layer}", "층 {layer}")
TWO_BIASES_BIAS_IH_AND_BIAS_HH = Pattern(
    "Two biases: bias_ih and bias_hh. In r and z only their sum matters; in n the reset gate "
    "multiplies W_hn h + b_hn, so there they stay two (rnn-tutor explain {code}).",
    "편향은 bias_ih와 bias_hh 둘입니다. r과 z에서는 합만 쓰이지만, n에서는 리셋 게이트가 W_hn h + "
    "b_hn에 곱해지므로 둘로 남습니다(rnn-tutor explain {code}).",
)
TWO_BIASES_BIAS_IH_AND_BIAS_HH_ARE_ADDED = Pattern(
    "Two biases: bias_ih and bias_hh are added, so by hand one writes their sum b (rnn-tutor "
    "explain {code}).",
    "편향은 둘입니다. bias_ih와 bias_hh는 더해지므로, 손으로 쓸 때는 합 b 하나로 "
    "적습니다(rnn-tutor explain {code}).",
)
NAME_SIZE = Pattern("{name} {size}", "{name} {size}")
N_WHICH_SEQUENCE_THEY_DO_NOT_MEET = Pattern(
    "N: which sequence; they do not meet", "N: 몇 번째 시퀀스인지. 시퀀스끼리는 섞이지 않습니다"
)
T_WHICH_STEP_L_IN_TORCHS_DOCUMENTATION = Pattern(
    "T: which step (L in torch's documentation); the cell goes along this axis",
    "T: 몇 번째 시간 단계인지(torch 문서의 L). 셀은 이 축을 따라갑니다",
)
THE_NUMBERS_OF_ONE_STEP_OF_A_WORD = Pattern(
    "the numbers of one step: of a word, the entries of its one-hot vector",
    "한 시간 단계의 수들. 단어라면 원-핫 벡터의 성분",
)
THE_HIDDEN_UNITS_THE_ENTRIES_OF_H = Pattern("the hidden units: the entries of h", "은닉 유닛, 곧 h의 성분")
WHICH_LAYER_IN_WHICH_DIRECTION = Pattern(
    "which layer in which direction: {layers:layer|layers} · {directions:direction|directions}",
    "어느 층의 어느 방향인지: 층 {layers}개 · 방향 {directions}개",
)
FORWARD_AND_REVERSE_SIDE_BY_SIDE_2_HIDDEN = Pattern(
    "forward and reverse side by side: 2 · {hidden}", "정방향과 역방향을 나란히: 2 · {hidden}"
)
BLOCKS_ONE_BELOW_THE_OTHER = Pattern(
    "{blocks} one below the other, hidden_size rows each: {gates} · {hidden}",
    "{blocks:을} hidden_size 행씩 차례로 쌓은 것: {gates} · {hidden}",
)
TORCH_MAKES_THIS_MODULE_TO_SEE_A_CALL = Pattern(
    "torch makes this module. To see a call: --input {example}",
    "torch가 만들 수 있는 모듈입니다. 호출까지 보려면: --input {example}",
)
TORCH_ACCEPTS_THIS_CALL = Pattern("torch accepts this call.", "torch는 이 호출을 받아들입니다.")
AND_THE_TEXT_QUOTES_AN_ERROR = Pattern(
    "The text quotes an error that this call does not give; it is explained below.",
    "다만 글에 인용된 오류는 이 호출에서 나지 않습니다. 그 오류는 아래에서 설명합니다.",
)
AND_REFUSES_WHAT_COMES_BEHIND = Pattern(
    "The program ends behind it: torch refuses what is done with the result.",
    "다만 프로그램은 그 뒤에서 끝납니다. 결과로 하는 일을 torch가 거부합니다.",
)
TORCH_2_13_DOES_NOT_SURVIVE_THIS_CALL = Pattern(
    "torch 2.13 does not survive this call.", "torch 2.13은 이 호출에서 프로세스째 죽습니다."
)
TORCH_REFUSES_THIS_CALL = Pattern("torch refuses this call:", "torch는 이 호출을 거부합니다:")

# tensors

BATCH = Pattern("batch", "배치")
TIME = Pattern("time", "시간")
LAYERS_DIRECTIONS = Pattern("layers·directions", "층·방향")
DIRECTIONS_HIDDEN_SIZE = Pattern("directions·hidden_size", "방향·hidden_size")
NAME = Pattern("{name}", "{name}")
FIRST_REST = Pattern("{first}, {rest}", "{first}, {rest}")
IS_WANTED_AXES = Pattern("is wanted: {axes}", "필요한 크기: {axes}")
NO_VERDICT = Pattern(
    "no verdict: a part of this call was not read.", "판정 없음: 이 호출에는 읽지 못한 부분이 있습니다."
)
TORCH_SAID = Pattern("torch says:", "torch의 메시지:")
CALL_OF = Pattern("call {number} of {count}: {name}", "호출 {number}/{count}: {name}")
CALLS_NOT_SHOWN = Pattern(
    "{count:more call is|more calls are} judged and not shown here (--json lists all): torch accepts "
    "{accepted}, refuses {refused}; {open} without a verdict.",
    "판정했지만 여기에 보이지 않는 호출이 {count}개 더 있습니다(--json은 모두 적습니다). torch가 받아들이는 "
    "것 {accepted}개, 거부하는 것 {refused}개, 판정 없음 {open}개.",
)
