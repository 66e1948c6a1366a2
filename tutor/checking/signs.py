r"""The characters, TeX commands and functions that the reader knows: tables, no code.

Characters are mapped one to one, so that columns stay true. Not NFKC: it turns ``²`` and ``①`` into digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MAX_DIGITS = 40
MAX_DEPTH = 32


def _characters() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    table |= dict.fromkeys(map(ord, "−－–—﹣‐‑‒"), "-")
    table |= dict.fromkeys(map(ord, "⋅∙‧・"), "·")
    table |= dict.fromkeys(map(ord, "✕✖⨯⨉╳"), "×")
    table |= dict.fromkeys(map(ord, "∗⁎"), "*")
    table |= dict.fromkeys(map(ord, "“”„〝〞"), '"')
    table |= dict.fromkeys(map(ord, "‘’′"), "'")
    table |= dict.fromkeys(map(ord, "、"), ",")
    table |= dict.fromkeys(map(ord, "∘⊗"), "⊙")
    table |= dict.fromkeys(map(ord, "≃≅≒≐"), "≈")
    table |= dict.fromkeys(map(ord, "⇒⟶⟹➔➜➝"), "→")
    table |= {ord("⟨"): "<", ord("⟩"): ">", ord("ϕ"): "φ", ord("÷"): "/", ord("\ufeff"): " "}
    table |= dict.fromkeys(map(ord, "\u200b\u2009\u00a0\u3000\u202f\u2002\u2003\r\f\v\x85\u2028\u2029"), " ")
    return table


CHARACTERS: Mapping[int, str] = MappingProxyType(_characters())

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓᵧ", "0123456789+-=()aehijklmnopstxy")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀᵗ", "0123456789+-()Tt")

# TeX: the letter or sign that a command stands for.
TEX_SIGNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **{name: ("op", "·") for name in ("cdot", "bullet", "cdotp")},
        "times": ("op", "×"),
        **{name: ("op", "⊙") for name in ("odot", "circ", "otimes")},
        **{name: ("op", "*") for name in ("ast", "star")},
        **{
            name: ("relation", "≈")
            for name in ("approx", "simeq", "approxeq", "doteq", "cong", "fallingdotseq")
        },
        **{name: ("relation", "=") for name in ("coloneqq", "coloneq", "triangleq")},
        **{name: ("arrow", "→") for name in ("to", "rightarrow", "Rightarrow", "longrightarrow", "implies")},
        **{name: ("dots", "…") for name in ("dots", "cdots", "ldots", "vdots", "ddots", "dotsc", "dotsb")},
        **{name: ("ident", "T") for name in ("top", "intercal")},
        **{
            name: ("break", name)
            for name in ("in", "leq", "geq", "le", "ge", "neq", "ne", "lt", "gt", "pm", "sim")
        },
        **{
            name: ("break", name)
            for name in ("sum", "prod", "int", "mathbb", "mathcal", "item", "quad", "qquad")
        },
        **{name: ("bar", "|") for name in ("mid", "vert", "lvert", "rvert")},
        **{name: ("open", sign) for name, sign in (("lbrack", "["), ("lbrace", "{"), ("lparen", "("))},
        **{name: ("close", sign) for name, sign in (("rbrack", "]"), ("rbrace", "}"), ("rparen", ")"))},
        "langle": ("break", "<"),
        "rangle": ("break", ">"),
        "prime": ("prime", "'"),
        "ell": ("ident", "ℓ"),
    }
)
TEX_LETTERS: Mapping[str, str] = MappingProxyType(
    dict(
        zip(
            "alpha beta gamma delta epsilon varepsilon eta theta lambda mu rho sigma tau phi varphi psi omega "
            "Sigma Phi Psi Omega Theta Lambda".split(),
            "αβγδεεηθλμρστφφψωΣΦΨΩΘΛ",
            strict=True,
        )
    )
)
# Commands that take a letter or a word and change only its look.
TEX_FONTS = frozenset(
    "mathbf mathrm mathit mathsf mathtt boldsymbol bm bf rm vec text textrm textit textbf texttt textsf mbox "
    "operatorname pmb symbf boldmath".split()
)
TEX_ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "hat": "_hat",
        "widehat": "_hat",
        "tilde": "_tilde",
        "widetilde": "_tilde",
        "bar": "_bar",
        "overline": "_bar",
    }
)
# Commands with an argument that says nothing about the calculation.
TEX_DROPPED_WITH_ARGUMENT = frozenset(
    "label tag color textcolor vspace hspace documentclass usepackage phantom vphantom hphantom "
    "setlength newcommand includegraphics".split()
)
# Commands with two braces, the second of which is a label.
TEX_LABELLED = frozenset({"underbrace", "overbrace", "underset", "overset", "stackrel"})
MATRIX_ENVIRONMENTS = frozenset(
    "pmatrix bmatrix matrix Bmatrix vmatrix Vmatrix smallmatrix psmallmatrix bsmallmatrix array".split()
)

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        **{name: "tanh" for name in ("tanh", "Tanh", "TANH")},
        **{name: "sigmoid" for name in ("sigmoid", "Sigmoid", "sigm", "logistic", "σ")},
        **{name: "relu" for name in ("relu", "ReLU", "RELU", "Relu")},
        **{name: "softmax" for name in ("softmax", "Softmax", "SoftMax", "SOFTMAX")},
        **{name: "ln" for name in ("ln", "log")},
        **{name: "artanh" for name in ("artanh", "arctanh", "atanh")},
        **{name: "concat" for name in ("concat", "concatenate", "cat", "hstack", "vstack", "stack")},
        **{name: name for name in ("exp", "tan", "sinh", "cosh", "max", "sum", "argmax", "diag")},
        **{name: name for name in ("f", "g", "φ", "ψ", "activation", "act")},  # an activation without a name
    }
)
# Calls that only wrap their first argument, and calls that write a product.
ARRAY_CALLS = frozenset("array asarray tensor Tensor FloatTensor matrix Matrix Vector as_tensor mat".split())
PRODUCT_CALLS = frozenset("dot matmul mm mv inner".split())
ZERO_CALLS = frozenset({"zeros"})
# Short English words that look like names.
ENGLISH = frozenset(
    "Why Was Way Who Via Vs Us A I a is by be so as at in on of or to we us it he an am do go".split()
)
