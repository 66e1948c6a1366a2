r"""The characters, TeX commands and functions that the reader knows: tables, no code.

Characters are mapped one to one, so that columns stay true. Not NFKC for all: it turns ``²`` and ``①``
into digits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from tutor.calculation.numerals import SIGNS

_Value = TypeVar("_Value")

# What a letter with an arrow over it is called: the direction that it belongs to.
FORWARD, BACKWARD = "_forward", "_backward"

MAX_DEPTH = 32
# A longer product, or quotient of quotients, is nobody's calculation; judging goes down factor by factor.
MAX_FACTORS = 100


def _list(words: str) -> list[str]:
    return words.split()


def _all(words: str, value: _Value) -> dict[str, _Value]:
    return dict.fromkeys(words.split(), value)


def _plain(code: int) -> str:
    return unicodedata.normalize("NFKC", chr(code))


def _characters() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    # Bold, italic and double-struck letters and digits of mathematics.
    table |= {code: plain for code in (0x210E, *range(0x1D400, 0x1D800)) if len(plain := _plain(code)) == 1}
    table |= SIGNS
    table |= dict.fromkeys(map(ord, "∗⁎"), "*")
    table |= dict.fromkeys(map(ord, "“”„〝〞"), '"')
    table |= dict.fromkeys(map(ord, "‘’′"), "'")
    table |= dict.fromkeys(map(ord, "、"), ",")
    table |= dict.fromkeys(map(ord, "∘⊗"), "⊙")
    table |= dict.fromkeys(map(ord, "≃≅≒≐"), "≈")
    table |= dict.fromkeys(map(ord, "⇒⟶⟹➔➜➝"), "→")
    table |= {ord("⟨"): "<", ord("⟩"): ">", ord("ϕ"): "φ", ord("\ufeff"): " "}
    table |= dict.fromkeys(map(ord, "\u200b\u2009\u00a0\u3000\u202f\u2002\u2003\r\f\v\x85\u2028\u2029"), " ")
    return table


CHARACTERS: Mapping[int, str] = MappingProxyType(_characters())

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓᵧ", "0123456789+-=()aehijklmnopstxy")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀᵗ", "0123456789+-()Tt")

# TeX: the sign that a command stands for.
TEX_SIGNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **_all("cdot bullet cdotp", ("op", "·")),
        **_all("times", ("op", "×")),
        **_all("odot circ otimes", ("op", "⊙")),
        **_all("ast star", ("op", "*")),
        **_all("sim approx simeq approxeq doteq cong fallingdotseq", ("relation", "≈")),
        **_all("coloneqq coloneq triangleq", ("relation", "=")),
        **_all("to rightarrow Rightarrow longrightarrow implies", ("arrow", "→")),
        **_all("dots cdots ldots vdots ddots dotsc dotsb", ("dots", "…")),
        **_all("top intercal", ("ident", "T")),
        **_all("in leq geq le ge neq ne lt gt pm sum prod int mathbb item", ("break", "")),
        **_all("mid vert lvert rvert lVert rVert Vert", ("bar", "|")),
        **_all("lbrack", ("open", "[")),
        **_all("rbrack", ("close", "]")),
        **_all("lbrace", ("open", "{")),
        **_all("rbrace", ("close", "}")),
        **_all("langle", ("break", "<")),
        **_all("rangle", ("break", ">")),
        **_all("prime", ("prime", "'")),
        **_all("partial", ("ident", "∂")),
        **_all("nabla", ("ident", "∇")),
        **_all("Delta", ("ident", "Δ")),
    }
)
_GREEK = (
    "alpha beta gamma delta epsilon eta theta lambda mu rho sigma tau phi varphi psi omega Sigma Phi Omega"
)
TEX_LETTERS: Mapping[str, str] = MappingProxyType(
    dict(zip(_list(_GREEK), "αβγδεηθλμρστφφψωΣΦΩ", strict=True))
)
# Commands that change only the look of a letter or a word.
TEX_FONTS = frozenset(
    _list(
        "mathbf mathrm mathit mathsf mathtt boldsymbol bm bf rm vec text textrm textit textbf texttt textsf "
        "mbox operatorname pmb symbf mathcal mathscr"
    )
)
TEX_ACCENTS: Mapping[str, str] = MappingProxyType(
    _all("hat widehat", "_hat")
    | _all("tilde widetilde", "_tilde")
    | _all("bar overline", "_bar")
    | _all("overrightarrow", FORWARD)
    | _all("overleftarrow", BACKWARD)
)
TEX_FUNCTIONS = frozenset(_list("tanh exp ln log max sinh cosh tan sqrt lg"))
TEX_FRACTIONS = frozenset(_list("frac dfrac tfrac"))
# Commands with two arguments, one of which is a label.
TEX_LABELLED = frozenset(_list("underbrace overbrace underset overset stackrel"))
# Commands with an argument that says nothing about the calculation.
TEX_DROPPED = frozenset(_list("label tag color textcolor vspace hspace phantom vphantom hphantom usepackage"))
TEX_SPACING = frozenset(
    _list(", ; ! : > ~ enspace thinspace medspace space left right middle displaystyle")
) | {" "}
TEX_SEPARATORS = frozenset(_list("quad qquad newline par"))
MATRIX_ENVIRONMENTS = frozenset(
    _list("pmatrix bmatrix matrix Bmatrix vmatrix Vmatrix smallmatrix psmallmatrix bsmallmatrix array")
)
TABLE_ENVIRONMENTS = frozenset(_list("tabular longtable tabularx"))
TEXT_ENVIRONMENTS = frozenset(_list("document center itemize enumerate quote figure table flushleft"))

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        **_all("tanh Tanh TANH", "tanh"),
        **_all("sigmoid Sigmoid sigm sigma logistic σ", "sigmoid"),
        **_all("relu ReLU RELU Relu", "relu"),
        **_all("softmax Softmax SoftMax", "softmax"),
        **_all("max maximum", "max"),
        **_all("ln log", "ln"),
        **_all("artanh arctanh atanh", "artanh"),
        **_all("concat concatenate cat hstack vstack stack", "concat"),
        **_all("log10 lg", "log10"),
        **_all("sqrt Sqrt √", "sqrt"),
        **{name: name for name in _list("exp tan sinh cosh sum argmax diag abs log2")},
        **{name: name for name in _list("f g φ ψ activation act")},  # an activation without a name
    }
)
# What is an activation only with brackets behind it; else it is a letter.
LETTER_FUNCTIONS = frozenset(_list("f g φ ψ activation act σ sigma"))
# What needs no brackets: \tanh 0.4.
PREFIX_FUNCTIONS = frozenset(_list("tanh sigmoid relu softmax exp ln log10 log2 sqrt"))
# Calls that only wrap their first argument, and calls that write a product.
ARRAY_CALLS = frozenset(
    _list("copy array asarray tensor Tensor FloatTensor matrix Matrix Vector as_tensor mat")
)
PRODUCT_CALLS = frozenset(_list("dot matmul mm mv inner"))
ZERO_CALLS = frozenset(_list("zeros zeros_like"))
# Calls that write a column times a row.
OUTER_CALLS = frozenset(_list("outer ger"))
# What adds to a name, or takes from it, in code.
GROWING = frozenset({"+=", "-="})
# Short English words that look like names.
ENGLISH = frozenset(
    _list("Why Was Way Who Via Vs Us A I a is by be so as at in on of or to we us it he an am do go")
)
# What the sum inside the activation is customarily called.
SUMS = frozenset(_list("z a u net z_h a_h pre preact sum total"))
# Words that stand before a vector or a list to say what it is.
LABELS = frozenset(
    _list(
        "vector input output target targets label labels one hot onehot encoding result state embedding "
        "index word words token 정답 목표 목표값 타깃 레이블 라벨 벡터 입력 출력 원핫 인코딩 결과 상태 "
        "표현 값 위치 단어 는 은 이 가 의 로 으로"
    )
)
