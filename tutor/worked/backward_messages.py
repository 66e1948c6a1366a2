"""The words of a backward pass on the page."""

from __future__ import annotations

from tutor.language.faults import Pattern

BACKWARDS = Pattern("Backwards: backpropagation through time", "거꾸로: 시간을 거슬러 가는 역전파")
THE_ARROWS_ARE_TURNED_ROUND = Pattern(
    "The same network with its arrows turned round: each gradient stands where its value stood. The "
    "largest has a full bar; to an empty box nothing comes back.",
    "화살표를 거꾸로 돌린 같은 신경망입니다. 값이 있던 자리에 그 값의 기울기를 적었습니다. "
    "막대는 가장 큰 기울기에 견준 길이이고, 빈 칸에는 돌아오는 것이 없습니다.",
)
WHAT_COMES_BACK_TO_EVERY_STEP = Pattern(
    "the gradients of the hidden states, from the last step to the first",
    "은닉 상태의 기울기를 마지막 단계부터 첫 단계까지 적으면 다음과 같습니다",
)
THE_LOSS_OF_ALL_STEPS = Pattern(
    "How far the output is from its targets is one number, the loss {loss}. Every gradient "
    "below says how the "
    "loss changes with one quantity: {gradient} is short for the derivative of {loss} with "
    "respect to {quantity}. "
    "The gradients are computed from the last step back to the first, each from those that were "
    "computed before.",
    "출력이 목표에서 얼마나 벗어났는지를 수 하나로 나타낸 것이 손실 {loss}입니다. 아래의 "
    "기울기는 어떤 값이 변할 때 "
    "손실이 얼마나 변하는지를 나타냅니다. {gradient}{gradient:-은} {quantity}에 대한 {loss}의 "
    "미분을 줄여 쓴 것입니다. "
    "기울기는 마지막 시간 단계에서 첫 단계 쪽으로, 앞서 구한 기울기를 써서 차례로 계산합니다.",
)
DELTA_IS_THE_GRADIENT_OF_THE_PRE_ACTIVATION = Pattern(
    "{delta} is the gradient of the pre-activation {quantity}.",
    "{delta}{delta:-은} 활성화 전 값 {quantity}의 기울기입니다.",
)
THE_LOSS_IS_A_SUM = Pattern(
    "The loss is the sum over the steps that have a target.",
    "손실은 목표가 있는 단계의 손실을 모두 더한 값입니다.",
)
THE_LOSS_IS_A_MEAN = Pattern(
    "The loss is the mean over the steps that have a target ({count}), so every error is divided by {count}.",
    "손실은 목표가 있는 단계({count}개)의 손실을 평균한 값이므로, 오차를 모두 {count:으로} 나눕니다.",
)
A_MEAN_DIVIDES_BY_STEPS_ALONE = Pattern(
    "Within a step the squared errors of all {size} entries are added up: the mean divides by steps, not by "
    "entries. torch's MSELoss divides by both.",
    "한 단계 안에서는 성분 {size}개의 제곱 오차를 모두 더합니다. 평균은 단계의 수로만 나누고 "
    "성분의 수로는 나누지 않습니다. torch의 MSELoss는 둘 다로 나눕니다.",
)
THE_TARGET_IS_ONE_HOT = Pattern(
    "{target} is the target of step {step} as a one-hot vector.",
    "{target}{target:-은} 시간 단계 {step}의 목표를 원-핫 벡터로 적은 것입니다.",
)
THE_TARGET_IS_AS_GIVEN = Pattern(
    "{target} is the target of step {step}.",
    "{target}{target:-은} 시간 단계 {step}의 목표입니다.",
)
THE_LAST_STEP_GIVES_BACK_IN_UNIT = Pattern(
    "{unit} computes, at the last step, t = {t}:", "{unit}에서는 마지막 단계(t = {t})에서 다음을 계산합니다."
)
EVERY_STEP_GIVES_BACK_IN_UNIT = Pattern(
    "{unit} computes, at every step:", "{unit}에서는 단계마다 다음을 계산합니다."
)
BEHIND_THE_LAST_STEP_THERE_IS_NOTHING = Pattern(
    "Where a step has no target, or there is no step after it, the term is missing.",
    "목표가 없거나 다음 단계가 없으면 그 항은 없습니다.",
)
STEP_IS_1_ABOVE_0 = Pattern(
    "{step} is 1 where its argument is above 0, and else 0: the slope of ReLU.",
    "{step:은} 인수가 0보다 크면 1, 아니면 0입니다. ReLU의 기울기입니다.",
)
GRADIENTS_HAVE_DECIMALS = Pattern(
    "Gradients are small, so they are written with {decimals:decimal|decimals}.",
    "기울기는 작은 수이므로 소수점 아래 {decimals}자리까지 적습니다.",
)
THE_LOSS = Pattern("The loss", "손실")
BACK_AT_STEP = Pattern("Back at step {t}", "시간 단계 {t:으로} 돌아가서")
BACK_AT_STEP_IN = Pattern("{unit}: back at step {t}", "{unit}: 시간 단계 {t:으로} 돌아가서")
BACK_AT_THE_START = Pattern("Back at the start", "시작 값으로 돌아가서")
BACK_AT_THE_START_IN = Pattern("{unit}: back at the start", "{unit}: 시작 값으로 돌아가서")
OF_SENTENCE = Pattern("Sentence {number}, {title}", "문장 {number}, {title}")
SUMS_OVER_TIME = Pattern("Sums over time", "시간에 대한 합")
A_PARAMETER_SERVES_AT_EVERY_STEP = Pattern(
    "A parameter serves at every step, so its gradient is the sum of what all steps contribute.",
    "매개변수는 모든 단계에서 쓰이므로, 그 기울기는 모든 단계의 몫을 더한 값입니다.",
)
BOTH_BIASES_GET_THE_SAME = Pattern(
    "{first} and {second} are only ever added, so both have this gradient.",
    "{first:과} {second:은} 언제나 더해서만 쓰이므로, 둘의 기울기는 같습니다.",
)
ONE_STEP_OF_LEARNING = Pattern("One step of gradient descent", "경사 하강법 한 걸음")
EVERY_PARAMETER_MOVES = Pattern(
    "Every parameter moves against its gradient by the learning rate {rate} = {value}; a prime "
    "marks the new one.",
    "매개변수마다 기울기의 반대쪽으로 학습률 {rate} = {value}만큼 움직입니다. 프라임 기호는 새 "
    "값을 뜻합니다.",
)
COLUMN_OF_CONTRIBUTION = Pattern(
    "{x} has its 1 at position {position}, so column {position} of {matrix} is {delta}, and the "
    "others are 0.",
    "{x:은} {position}번째 성분만 1이므로, {matrix}의 {position}번째 열이 {delta}이고 나머지 열은 0입니다.",
)
ROW_OF_CONTRIBUTION = Pattern(
    "{x} has its 1 at position {position}, so row {position} of {matrix} is {delta}, and the others are 0.",
    "{x:은} {position}번째 성분만 1이므로, {matrix}의 {position}번째 행이 {delta}이고 나머지 행은 0입니다.",
)
HOW_LARGE_IS_WHAT_COMES_BACK = Pattern("How large is what comes back", "거슬러 오는 기울기의 크기")
HOW_LARGE_IS_WHAT_COMES_BACK_IN = Pattern(
    "{unit}: how large is what comes back", "{unit}: 거슬러 오는 기울기의 크기"
)
TIMES_THAT_OF_THE_STEP_IT_COMES_FROM = Pattern(
    "times that of the step it comes back from", "앞서 계산한 단계의 값에 견준 배수"
)
LARGEST_ENTRY = Pattern("largest entry of {delta}, without its sign", "{delta}의 가장 큰 성분(부호 없이)")
LOGARITHM = Pattern("its logarithm to base 10", "그 상용로그")
THE_LARGEST_ENTRY_BY_STEP = Pattern(
    "The logarithm (base 10) of the largest entry of {delta}, step by step",
    "시간 단계에 따른 {delta}의 가장 큰 성분의 상용로그",
)
THE_LARGEST_ENTRY_IN_EVERY_UNIT_BY_STEP = Pattern(
    "The logarithm (base 10) of the largest entry of what comes back, step by step, in every layer and "
    "direction",
    "시간 단계에 따른, 층과 방향마다 거슬러 오는 기울기의 가장 큰 성분의 상용로그",
)
THE_GRADIENT_VANISHES = Pattern(
    "Only the last step has a target, and from there to the first step the gradient shrinks to {share} of "
    "its size. Every step back multiplies once more: {rule}. Where what it multiplies by is below 1, the "
    "product goes to 0: the gradient vanishes.",
    "목표는 마지막 단계에만 있고, 거기서 첫 단계까지 오면서 기울기가 {share}배로 줄어듭니다. "
    "한 단계 거슬러 갈 때마다 한 번 더 곱합니다: {rule}. "
    "곱하는 값이 1보다 작으면 거듭할수록 0에 가까워집니다. 기울기가 사라지는 것입니다.",
)
THE_FACTORS_ARE = Pattern(
    "In numbers, from the last step back to the first, the largest entry is multiplied by {product}.",
    "수로 적으면, 마지막 단계에서 첫 단계까지 가장 큰 성분에 {product}배가 곱해집니다.",
)
GRADIENTS_IN_FULL_PRECISION = Pattern(
    "With nothing rounded on the way, forwards and backwards, these results would be printed otherwise:",
    "순방향과 역방향 모두 중간에 반올림하지 않으면 다음 결과가 달라집니다.",
)
GRADIENTS_ARE_THOSE = Pattern(
    "With nothing rounded on the way, forwards and backwards, the same gradients would be printed.",
    "순방향과 역방향 모두 중간에 반올림하지 않아도 적히는 기울기는 같습니다.",
)
AND_MORE_RESULTS = Pattern(
    "There are {more:further result|further results} of this kind, not listed here.",
    "이런 결과가 {more}개 더 있지만 여기에는 적지 않았습니다.",
)
A_QUANTITY = Pattern("quantity", "항목")
WRITTEN_HERE = Pattern("on this page", "이 글의 값")
FULL_PRECISION_COLUMN = Pattern("full precision", "반올림하지 않은 값")
