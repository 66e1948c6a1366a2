"""The commented spec that ``rnn-tutor init`` writes: it runs as it is, for the reader's own sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from tutor.calculation.equations import Matrix
from tutor.calculation.limits import MAX_HIDDEN
from tutor.calculation.vocabulary import normalised, sentence_faults, vocabulary_faults
from tutor.language.faults import SpecError
from tutor.spec import example_messages as says
from tutor.spec.drawing import BOUNDS, draw_weights
from tutor.spec.writer import toml_value

SENTENCE = "i am here"
HIDDEN = 2
SEED = 0


_TEXT: Mapping[str, str] = MappingProxyType(
    {
        "en": """\
# A problem for rnn-tutor. Change whatever you like, then write the worked example:
#     rnn-tutor worked FILE -o FILE.md

# The words of the sentence, one a time step. The title is the sentence unless you set title = "…".
sentence = {sentence}

# Every word once. The position of a word is the position of the 1 in its one-hot vector.
# Punctuation is part of a word, and capitals count.
vocabulary = {vocabulary}

# The language of the document: "en" or "ko".
language = "en"

[cell]
# h_t = tanh(W_ih x_t + W_hh h_(t-1) + b); "rnn_relu" takes ReLU in place of tanh.
kind = "rnn_tanh"

# "columns": the matrices multiply column vectors, W x. "rows": they are written for row vectors, x W.
orientation = "columns"
{drawn}
# W_ih: {hidden} × {input} (hidden_size × input_size), one column a word.
weight_ih = {weight_ih}

# W_hh: {hidden} × {hidden} (hidden_size × hidden_size).
weight_hh = {weight_hh}

# b: hidden_size entries. To show both biases of PyTorch, give bias_ih and bias_hh instead.
bias = {bias}

# h_0, the state before the first word.
h_0 = {h_0}

[rounding]
# Digits behind the point, from 1 to 12.
decimals = 3
# "rounded": later lines use the rounded numbers, as on paper. "full": nothing is rounded on the way.
carry = "rounded"
# A 5 at the end: "half-up" rounds away from zero, "half-even" to the even digit.
ties = "half-up"
# The lines that are written down: p = W_ih x_t, q = W_hh h_(t-1), a = p + q + b, h = tanh(a).
# Without this key, all that the layout shows.
# written = ["p", "q", "a", "h"]

[notation]
# The letters: "pytorch" W_ih, "textbook" W_xh, "source" W_hx, "keras" W and U.
symbols = "pytorch"
# "columns", "rows", or "fused": [W_ih W_hh b] times [x; h; 1], with the lines a and h only.
layout = "columns"
""",
        "ko": """\
# rnn-tutor 문제 파일입니다. 원하는 대로 고친 다음, 풀이 예제를 만드세요.
#     rnn-tutor worked 파일 -o 파일.md

# 문장입니다. 단어 하나가 시간 단계 하나입니다. title = "…"을 따로 쓰지 않으면 문장이 제목이 됩니다.
sentence = {sentence}

# 어휘입니다. 단어마다 한 번씩만 적습니다. 단어의 순서가 원-핫 벡터에서 1이 놓이는 자리입니다.
# 문장 부호도 단어의 일부이고, 대문자와 소문자는 서로 다릅니다.
vocabulary = {vocabulary}

# 문서의 언어: "ko" 또는 "en".
language = "ko"

[cell]
# h_t = tanh(W_ih x_t + W_hh h_(t-1) + b). "rnn_relu"로 바꾸면 tanh 대신 ReLU를 씁니다.
kind = "rnn_tanh"

# "columns": 행렬을 열벡터에 곱합니다(W x). "rows": 행벡터에 곱하도록 적은 행렬입니다(x W).
orientation = "columns"
{drawn}
# W_ih: {hidden} × {input} (은닉 크기 × 입력 크기). 열 하나가 단어 하나에 해당합니다.
weight_ih = {weight_ih}

# W_hh: {hidden} × {hidden} (은닉 크기 × 은닉 크기).
weight_hh = {weight_hh}

# 편향 b: 성분의 수는 은닉 크기와 같습니다.
# PyTorch의 두 편향을 모두 보이려면 bias_ih와 bias_hh로 나누어 적습니다.
bias = {bias}

# h_0: 첫 단어를 읽기 전의 은닉 상태.
h_0 = {h_0}

[rounding]
# 소수점 아래 자릿수: 1부터 12까지.
decimals = 3
# "rounded": 종이에 쓴 대로, 반올림한 값을 다음 줄에 씁니다. "full": 계산 도중에는 반올림하지 않습니다.
carry = "rounded"
# 버릴 자리가 정확히 5일 때: "half-up"은 0에서 먼 쪽으로 올리고, "half-even"은 짝수 쪽으로 맞춥니다.
ties = "half-up"
# 한 줄씩 적을 양: p = W_ih x_t, q = W_hh h_(t-1), a = p + q + b, h = tanh(a).
# 이 키를 적지 않으면 배치에 나오는 줄을 모두 적습니다.
# written = ["p", "q", "a", "h"]

[notation]
# 기호: "pytorch"는 W_ih, "textbook"은 W_xh, "source"는 W_hx, "keras"는 W와 U를 씁니다.
symbols = "pytorch"
# "columns", "rows", 또는 "fused"([W_ih W_hh b]와 [x; h; 1]의 곱. a와 h의 줄만 적습니다).
layout = "columns"
""",
    }
)

# How the weights came about; the wanted bounds, or wider ones with the reason.
_DRAWN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "en": (
            """
# Drawn with seed {seed}: every |a| is between {low} and {high}, where tanh is neither straight nor saturated.
""",
            """
# Drawn with seed {seed}: every |a| is between {low} and {high}. No draw kept it between 0.3 and 1.5, because
# the sentence repeats its words too often for so many hidden units.
""",
        ),
        "ko": (
            """
# 시드 {seed}에서 뽑은 가중치입니다. 모든 |a|가 {low} 이상 {high} 이하라서,
# tanh가 직선에 가깝지도, 포화되지도 않습니다.
""",
            """
# 시드 {seed}에서 뽑은 가중치입니다. 모든 |a|가 {low} 이상 {high} 이하입니다. 같은 단어가 너무 자주 나오거나
# 은닉 유닛이 많아서, 0.3 이상 1.5 이하로 맞는 가중치를 찾지 못했습니다.
""",
        ),
    }
)


def starter_spec(
    sentence: str | None = None, hidden: int = HIDDEN, seed: int = SEED, language: str = "en"
) -> str:
    """Write a commented spec in TOML that runs as it is.

    Args:
        sentence: the reader's own; without one, "i am here".
        hidden: entries of h, from 1 to 16.
        seed: the same seed draws the same weights, on every machine.
        language: of the comments and of the document, "en" or "ko".

    Raises:
        SpecError: the sentence is empty or too long, or has a word that cannot be shown; ``hidden`` is not
            a size that is computed by hand; or no weights were found.

    >>> print(starter_spec("so it goes", hidden=2, seed=1).splitlines()[4])
    sentence = "so it goes"
    """
    words = list(map(normalised, (SENTENCE if sentence is None else sentence).split()))
    vocabulary = list(dict.fromkeys(words))
    check_sizes(words, vocabulary, hidden)
    weights = draw_weights(words, hidden, seed)
    if weights is None:
        raise SpecError(says.NO_WEIGHTS_WERE_FOUND_FOR_THIS_SENTENCE(hidden=hidden))
    low, high = weights.bounds
    drawn = _DRAWN[language][weights.bounds != BOUNDS[0]]
    return _TEXT[language].format(
        sentence=toml_value(" ".join(words)),
        vocabulary=toml_value(vocabulary),
        hidden=hidden,
        input=len(vocabulary),
        drawn=drawn.format(seed=seed, low=low, high=high),
        weight_ih=_matrix(weights.weight_ih),
        weight_hh=_matrix(weights.weight_hh),
        bias=toml_value(weights.bias),
        h_0=toml_value([0] * hidden),
    )


def check_sizes(words: list[str], vocabulary: list[str], hidden: int) -> None:
    """Refuse a sentence, a vocabulary and a hidden size of which no problem can be made.

    Raises:
        SpecError: with all that is wrong.
    """
    faults = sentence_faults(words, vocabulary) or vocabulary_faults(vocabulary)
    if not words:
        faults = [replace(fault, help=says.GIVE_A_SENTENCE_OF_ONE_WORD_OR_MORE()) for fault in faults]
    if not 1 <= hidden <= MAX_HIDDEN:
        faults.append(says.THE_HIDDEN_SIZE_IS_SIZE(size=hidden, limit=MAX_HIDDEN))
    if faults:
        raise SpecError(faults)


def _matrix(rows: Matrix) -> str:
    """Write a matrix on one line where it fits, else a row a line."""
    line = toml_value(rows)
    if len(line) <= 88:
        return line
    return "[\n" + "".join(f"    {toml_value(row)},\n" for row in rows) + "]"
