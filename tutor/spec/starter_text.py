"""What the starter spec says in its comments, in both languages: the pieces that it is put together from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.language.languages import Code
from tutor.record import NamedTuple


class Words(NamedTuple):
    """The pieces, each with the values that are put in."""

    head: str
    # [cell]: what the cell computes, by its kind; where nothing else is said, another kind may be tried.
    formulas: Mapping[str, str]
    kinds: Mapping[str, str]
    orientation: str
    layers: str
    directions: str
    # How the weights came about: the wanted bounds, wider ones and why, wider ones of gates or layers.
    wanted: str
    wanted_of_gates: str
    wider: str
    widest: str
    hidden_size: str
    # The parameters; a name has its layer and direction at its end.
    input_matrix: str
    state_matrix: str
    recurrent_matrix: str
    gates: str
    bias: str
    gate_bias: str
    two_biases: str
    start: str
    start_of_units: str
    start_of_cells: str
    output: str
    targets: str
    classifier: str
    class_targets: str
    loss: str
    # The lines that are written down.
    written: str
    written_of_gates: str
    tail: str


WORDS: Mapping[Code, Words] = MappingProxyType(
    {
        "en": Words(
            head="""\
# A problem for rnn-tutor. Change whatever you like, then write the worked example:
#     rnn-tutor worked FILE -o FILE.html

# The words of the sentence, one a time step. The title is the sentence unless you set title = "…".
sentence = {sentence}

# Every word once. The position of a word is the position of the 1 in its one-hot vector.
# Punctuation is part of a word, and capitals count.
vocabulary = {vocabulary}

# The language of the document: "en" or "ko".
language = "en"

""",
            formulas={
                "rnn_tanh": "h_t = tanh(W_ih x_t + W_hh h_(t-1) + b)",
                "rnn_relu": "h_t = ReLU(W_ih x_t + W_hh h_(t-1) + b)",
                "rnn_sigmoid": "h_t = σ(W_ih x_t + W_hh h_(t-1) + b), with the logistic sigmoid σ",
                "gru": "A GRU as torch computes it: the reset gate r, the update gate z, the candidate n",
                "gru_reset_before": "A GRU that resets the state before its matrix, W_hn (r * h_(t-1)); "
                "so does Keras with reset_after=False, torch does not",
                "lstm": "An LSTM as torch computes it: the gates i, f, o, the candidate g, the cell state c",
            },
            kinds={
                "rnn_tanh": '; "rnn_relu" takes ReLU in place of tanh',
                "rnn_relu": '; "rnn_tanh" takes tanh in place of ReLU',
            },
            orientation="""\
# "columns": the matrices multiply column vectors, W x. "rows": they are written for row vectors, x W.
""",
            layers="""\
# Every layer after the first reads the hidden states of the layer below it.
""",
            directions="""\
# Each layer reads the sentence forward and backward; the names of the way back end in _reverse.
""",
            wanted="""
# Drawn with seed {seed}: every |a| is between {low} and {high}, where tanh is neither straight nor saturated.
""",
            wanted_of_gates="""
# Drawn with seed {seed}: every |a| is between {low} and {high}, where no gate is straight or saturated.
""",
            wider="""
# Drawn with seed {seed}: every |a| is between {low} and {high}. No draw kept it between 0.3 and 1.5, because
# the sentence repeats its words too often for so many hidden units.
""",
            widest="""
# Drawn with seed {seed}: every |a| is between {low} and {high}. No draw of so many lines
# kept all of them between 0.3 and 1.5.
""",
            hidden_size="hidden_size",
            input_matrix="# W_ih: {rows} × {columns} ({axis} × input_size), one column a word.",
            state_matrix="# W_ih of this layer: {rows} × {columns} ({axis} × {source}), as it reads states.",
            recurrent_matrix="# W_hh: {rows} × {columns} ({axis} × hidden_size).",
            gates="# The rows are the gates {gates}, {hidden} each.",
            bias="""\
# b: hidden_size entries. To show both biases of PyTorch, give bias_ih and bias_hh instead.
""",
            gate_bias="""\
# b: an entry a row. To show both biases of PyTorch, give bias_ih and bias_hh instead.
""",
            two_biases="""\
# The two biases do not fold into one: the reset gate stands before the second one of n.
""",
            start="""\
# h_0, the state before the first word.
""",
            start_of_units="""\
# h_0, the states before the first word: a row for every layer and direction.
""",
            start_of_cells="""\
# c_0, the cell state before the first word.
""",
            output="""\
[output]
# y_t = softmax(W_hy h_t + b_y): how probable every word of the vocabulary is as the next one.
# W_hy: {rows} × {columns}, a row a word.
""",
            targets="""\
# The word that follows, step by step; "" where none follows. With these the page shows the loss, and
# rnn-tutor worked FILE --backward -o FILE.html goes on with the backward pass.
""",
            classifier="""\
[output]
# y_T = softmax(W_hy h_T + b_y), at the last step alone: how probable each of two classes is.
# W_hy: {rows} × {columns}, a row a class.
""",
            class_targets="""\
# The class of the sentence, counted from 0. With it the page shows the loss, and
# rnn-tutor worked FILE --backward -o FILE.html goes on with the backward pass.
""",
            loss="""\
[loss]
# "cross-entropy" goes with softmax; rnn-tutor explain backward lists the others and their targets.
kind = "cross-entropy"
# "sum" adds up the steps that have a target, "mean" divides by their number.
reduction = "sum"
# How far the backward pass moves the weights; without this key it computes no new ones.
learning_rate = 0.1""",
            written="""\
# The lines that are written down: p = W_ih x_t, q = W_hh h_(t-1), a = p + q + b, h = {function}(a).
# Without this key, all that the layout shows.
# written = {lines}""",
            written_of_gates="""\
# The lines that are written down. Without this key, all that the layout shows.
# written = {lines}""",
            tail="""\
[rounding]
# Digits behind the point, from 1 to 12.
decimals = 3
# "rounded": later lines use the rounded numbers, as on paper. "full": nothing is rounded on the way.
carry = "rounded"
# A 5 at the end: "half-up" rounds away from zero, "half-even" to the even digit.
ties = "half-up"
{written}

[notation]
# The letters: "pytorch" W_ih, "textbook" W_xh, "source" W_hx, "keras" W and U.
symbols = "pytorch"
# "columns", "rows", or "fused": [W_ih W_hh b] times [x; h; 1], with the lines a and h only.
layout = "columns"
""",
        ),
        "ko": Words(
            head="""\
# rnn-tutor 문제 파일입니다. 원하는 대로 고친 다음, 풀이 예제를 만드세요.
#     rnn-tutor worked 파일 -o 파일.html

# 문장입니다. 단어 하나가 시간 단계 하나입니다. title = "…"을 따로 쓰지 않으면 문장이 제목이 됩니다.
sentence = {sentence}

# 어휘입니다. 단어마다 한 번씩만 적습니다. 단어의 순서가 원-핫 벡터에서 1이 놓이는 자리입니다.
# 문장 부호도 단어의 일부이고, 대문자와 소문자는 서로 다릅니다.
vocabulary = {vocabulary}

# 문서의 언어: "ko" 또는 "en".
language = "ko"

""",
            formulas={
                "rnn_tanh": "h_t = tanh(W_ih x_t + W_hh h_(t-1) + b)",
                "rnn_relu": "h_t = ReLU(W_ih x_t + W_hh h_(t-1) + b)",
                "rnn_sigmoid": "h_t = σ(W_ih x_t + W_hh h_(t-1) + b). σ는 로지스틱 시그모이드입니다",
                "gru": "torch의 방식으로 계산하는 GRU입니다. 초기화 게이트 r, 갱신 게이트 z, 후보 n",
                "gru_reset_before": "초기화 게이트를 행렬보다 먼저 곱하는 GRU입니다(W_hn (r * h_(t-1))). "
                "Keras의 reset_after=False와 같고 torch의 GRU와는 다릅니다",
                "lstm": "torch의 방식으로 계산하는 LSTM입니다. 게이트 i, f, o, 후보 g, 셀 상태 c",
            },
            kinds={
                "rnn_tanh": '. "rnn_relu"로 바꾸면 tanh 대신 ReLU를 씁니다',
                "rnn_relu": '. "rnn_tanh"로 바꾸면 ReLU 대신 tanh를 씁니다',
            },
            orientation="""\
# "columns": 행렬을 열벡터에 곱합니다(W x). "rows": 행벡터에 곱하도록 적은 행렬입니다(x W).
""",
            layers="""\
# 둘째 층부터는 바로 아래층의 은닉 상태를 읽습니다.
""",
            directions="""\
# 층마다 문장을 앞에서 뒤로, 뒤에서 앞으로 읽습니다. 역방향의 이름은 _reverse로 끝납니다.
""",
            wanted="""
# 시드 {seed}에서 뽑은 가중치입니다. 모든 |a|가 {low} 이상 {high} 이하라서,
# tanh가 직선에 가깝지도, 포화되지도 않습니다.
""",
            wanted_of_gates="""
# 시드 {seed}에서 뽑은 가중치입니다. 모든 |a|가 {low} 이상 {high} 이하라서,
# 어느 게이트도 직선에 가깝거나 포화되지 않습니다.
""",
            wider="""
# 시드 {seed}에서 뽑은 가중치입니다. 모든 |a|가 {low} 이상 {high} 이하입니다. 같은 단어가 너무 자주 나오거나
# 은닉 유닛이 많아서, 0.3 이상 1.5 이하로 맞는 가중치를 찾지 못했습니다.
""",
            widest="""
# 시드 {seed}에서 뽑은 가중치입니다. 모든 |a|가 {low} 이상 {high} 이하입니다.
# 줄이 많아서, 모두 0.3 이상 1.5 이하로 맞는 가중치를 찾지 못했습니다.
""",
            hidden_size="은닉 크기",
            input_matrix="# W_ih: {rows} × {columns} ({axis} × 입력 크기). 열 하나가 단어 하나에 해당합니다.",
            state_matrix="# 이 층의 W_ih: {rows} × {columns} ({axis} × {source}). 은닉 상태를 읽습니다.",
            recurrent_matrix="# W_hh: {rows} × {columns} ({axis} × 은닉 크기).",
            gates="# 행은 게이트 {gates}의 차례이고, 게이트마다 {hidden}행입니다.",
            bias="""\
# 편향 b: 성분의 수는 은닉 크기와 같습니다.
# PyTorch의 두 편향을 모두 보이려면 bias_ih와 bias_hh로 나누어 적습니다.
""",
            gate_bias="""\
# 편향 b: 행마다 성분이 하나입니다.
# PyTorch의 두 편향을 모두 보이려면 bias_ih와 bias_hh로 나누어 적습니다.
""",
            two_biases="""\
# 두 편향은 하나로 합칠 수 없습니다. n에서는 초기화 게이트가 둘째 편향에 곱해집니다.
""",
            start="""\
# h_0: 첫 단어를 읽기 전의 은닉 상태.
""",
            start_of_units="""\
# h_0: 첫 단어를 읽기 전의 은닉 상태. 층과 방향마다 한 행입니다.
""",
            start_of_cells="""\
# c_0: 첫 단어를 읽기 전의 셀 상태.
""",
            output="""\
[output]
# y_t = softmax(W_hy h_t + b_y): 어휘의 단어마다, 다음 단어일 확률입니다.
# W_hy: {rows} × {columns}. 행 하나가 단어 하나에 해당합니다.
""",
            targets="""\
# 단계마다 다음에 오는 단어입니다. 다음 단어가 없으면 ""로 적습니다. 이 키가 있으면 손실을 보이고,
# rnn-tutor worked 파일 --backward -o 파일.html은 역전파까지 씁니다.
""",
            classifier="""\
[output]
# y_T = softmax(W_hy h_T + b_y). 마지막 단계에서만 계산하며, 두 범주의 확률입니다.
# W_hy: {rows} × {columns}. 행 하나가 범주 하나에 해당합니다.
""",
            class_targets="""\
# 문장의 범주입니다. 0부터 셉니다. 이 키가 있으면 손실을 보이고,
# rnn-tutor worked 파일 --backward -o 파일.html은 역전파까지 씁니다.
""",
            loss="""\
[loss]
# "cross-entropy"는 소프트맥스와 함께 씁니다. 다른 손실과 그 목표는 rnn-tutor explain backward를 보세요.
kind = "cross-entropy"
# "sum"은 목표가 있는 단계의 손실을 더하고, "mean"은 그 단계의 수로 나눕니다.
reduction = "sum"
# 역전파가 가중치를 얼마나 움직일지 정합니다. 이 키가 없으면 새 가중치를 계산하지 않습니다.
learning_rate = 0.1""",
            written="""\
# 한 줄씩 적을 양: p = W_ih x_t, q = W_hh h_(t-1), a = p + q + b, h = {function}(a).
# 이 키를 적지 않으면 배치에 나오는 줄을 모두 적습니다.
# written = {lines}""",
            written_of_gates="""\
# 한 줄씩 적을 양입니다. 이 키를 적지 않으면 배치에 나오는 줄을 모두 적습니다.
# written = {lines}""",
            tail="""\
[rounding]
# 소수점 아래 자릿수: 1부터 12까지.
decimals = 3
# "rounded": 종이에 쓴 대로, 반올림한 값을 다음 줄에 씁니다. "full": 계산 도중에는 반올림하지 않습니다.
carry = "rounded"
# 버릴 자리가 정확히 5일 때: "half-up"은 0에서 먼 쪽으로 올리고, "half-even"은 짝수 쪽으로 맞춥니다.
ties = "half-up"
{written}

[notation]
# 기호: "pytorch"는 W_ih, "textbook"은 W_xh, "source"는 W_hx, "keras"는 W와 U를 씁니다.
symbols = "pytorch"
# "columns", "rows", 또는 "fused"([W_ih W_hh b]와 [x; h; 1]의 곱. a와 h의 줄만 적습니다).
layout = "columns"
""",
        ),
    }
)
