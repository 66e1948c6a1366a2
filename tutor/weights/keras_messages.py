"""What is said of layers that Keras saved."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

KERNEL_AND_RECURRENT_KERNEL_ARE_OF_NO = Message(
    "S06",
    Pattern(
        "kernel and recurrent_kernel are of no SimpleRNN, GRU or LSTM",
        "kernel과 recurrent_kernel이 SimpleRNN, GRU, LSTM의 것이 아닙니다",
    ),
    because=Pattern(
        "recurrent_kernel must be (units, units), (units, 3·units) or (units, 4·units).",
        "recurrent_kernel은 (units, units), (units, 3·units), (units, 4·units) 가운데 하나여야 합니다.",
    ),
    help=Pattern("save the layer's own get_weights()", "층의 get_weights()를 그대로 저장하세요"),
)
THESE_ARE_ARRAYS_OF_KERAS_STORED_FOR_X_W = Pattern(
    "These are arrays of Keras, stored for x W: kernel and recurrent_kernel were transposed to "
    "torch's weight_ih and weight_hh.",
    "Keras의 배열은 x W에 맞춰 저장되므로, kernel과 recurrent_kernel을 전치하여 torch의 "
    "weight_ih와 weight_hh로 바꾸었습니다.",
)
KERAS_STACKS_THE_GATES_OF_A_GRU_AS_Z_R_H = Pattern(
    "Keras stacks the gates of a GRU as z, r, h; they were put into torch's order r, z, n.",
    "Keras는 GRU의 게이트를 z, r, h 순서로 쌓으므로 torch의 순서 r, z, n으로 옮겼습니다.",
)
THE_LAYER_OF_KERAS_WAS_BUILT_WITH = Message(
    "W02",
    Pattern(
        "this layer of Keras was built with {argument} = {value}",
        "이 Keras 층의 {argument} 값은 {value}입니다",
    ),
    because=Pattern(
        "Its numbers would be others than those of torch's module.", "torch 모듈과 결과가 달라집니다."
    ),
    help=Pattern(
        "build the layer with {argument}={wanted}", "{argument}={wanted}{wanted:-으로} 층을 만드세요"
    ),
)
ARRAYS_DO_NOT_SHOW_THE_ACTIVATIONS_OF_KERAS = Message(
    "W02",
    Pattern(
        "arrays do not show the activation of a SimpleRNN",
        "배열만 보아서는 SimpleRNN의 활성화 함수를 알 수 없습니다",
    ),
    because=Pattern(
        "With tanh and with ReLU the same arrays give different numbers.",
        "tanh일 때와 ReLU일 때 같은 배열에서 다른 수가 나옵니다.",
    ),
    help=Pattern(
        'say it with kind = "rnn_tanh" or "rnn_relu" in [cell], or save the whole network: '
        'model.save("model.keras")',
        '[cell]에 kind = "rnn_tanh" 또는 "rnn_relu"로 밝히거나, 신경망 전체를 저장하세요: '
        'model.save("model.keras")',
    ),
)
ARRAYS_DO_NOT_SHOW_HOW_A_GATED_LAYER_WAS_BUILT = Message(
    "W02",
    Pattern(
        "arrays do not show how a layer of Keras with gates was built",
        "배열만 보아서는 Keras의 게이트 층을 어떻게 만들었는지 알 수 없습니다",
    ),
    because=Pattern(
        "Other functions than {built} give different numbers from the same arrays.",
        "{built:이} 아니면 같은 배열에서 다른 수가 나옵니다.",
    ),
    help=Pattern(
        'if it was built so, write kind = "{kind}" in [cell]; if not, save the whole network: '
        'model.save("model.keras")',
        '그렇게 만들었다면 [cell]에 kind = "{kind}"{kind:-으로} 적고, 아니라면 신경망 전체를 저장하세요: '
        'model.save("model.keras")',
    ),
)
SAY_WHICH_GRU_IT_IS = Pattern(
    'if it was built so, write kind = "gru" in [cell], or with reset_after=False kind = "gru_reset_before"; '
    'if not, save the whole network: model.save("model.keras")',
    '그렇게 만들었다면 [cell]에 kind = "gru"로 적고, reset_after=False라면 kind = "gru_reset_before"로 '
    '적으세요. 둘 다 아니라면 신경망 전체를 저장하세요: model.save("model.keras")',
)
THE_KIND_SAYS_HOW_THE_LAYER_WAS_BUILT = Pattern(
    'Arrays do not show how a layer of Keras was built; kind = "{kind}" says: {built}.',
    'Keras 층을 어떻게 만들었는지는 배열에 없습니다. kind = "{kind}"에 따라 {built:으로} 보았습니다.',
)
KIND_IS_STATED_BUT_THE_LAYER_WAS_BUILT_WITH = Message(
    "K03",
    Pattern(
        'kind is "{stated}", but the layer of Keras was built with {argument} = {value}',
        'kind는 "{stated}"인데 Keras 층의 {argument}{argument:-은} {value}입니다',
    ),
    help=Pattern('write kind = "{found}", or leave it out', 'kind = "{found}"로 쓰거나 지우세요'),
)
KERAS_HAS_ONE_BIAS_IT_IS_THE_SUM_OF_TORCHS = Pattern(
    "Keras has one bias; it is the sum of torch's two.",
    "Keras의 편향은 하나이며, torch의 두 편향을 더한 것에 해당합니다.",
)
