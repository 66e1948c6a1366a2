"""What a line says in words, or in signs that stand for several steps, written as the grammar has it.

Every change keeps the columns, so that places stay true.
"""

from __future__ import annotations

import re

from tutor.reading.signs import TEX_ACCENTS, TEX_FONTS

# A sum over the entries of one vector: read as sum(e).
_TOTAL = re.compile(
    r"(\\sum_(?:\{([a-z])\}|([a-z]))\s*)((?:\\exp\()?[A-Za-z](?:[_^](?:\{[^{}]{1,12}\}|\w))*)(\[(?:\2|\3)\])"
)
# A sum of gradients over the steps, a whole side of a chain: what counts is what it comes to, behind it.
_OVER_STEPS = re.compile(
    r"(?P<sign>(?:[=≈]|\\approx)\s*&?\s*)(?P<sum>[-−]?\s*(?:\\sum(?:\\limits)?|[Σ∑])\s*_\s*"
    r"(?:\{\s*(?:t|τ|\\tau)\b[^{}]*\}|[tτ](?![A-Za-z])|\\tau\b)[^=≈$|&\n]*?)"
    r"(?=\s*(?:[=≈$|&]|\\approx|\\\\|$))"
)
_PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{4,}")
_BACKWARD = re.compile(r"δ|∂|\\(?:delta|partial)|(?<![A-Za-z\\])d[A-Za-z]")
# What is called the vector of zeros where a value belongs: read as 0, which fits every size.
_NOTHING = re.compile(
    r"(?P<says>[=:≈&]|\bis\b|[은는이가](?=\s))(?P<space>\s*)"
    r"(?:(?:the |an? )?(?:zero|null)[- ]vector\b|0 vector\b|(?:영|제로|0)\s?벡터(?!이?면)|0\u20d7)",
    re.IGNORECASE,
)
# What hangs on a letter stands behind its accent: \hat{y_1} is \hat{y}_1, which is as long.
_ACCENTED = re.compile(
    rf"(\\(?:{'|'.join(TEX_ACCENTS)}))\{{\s*((?:\\(?:{'|'.join(sorted(TEX_FONTS))})\s*)?"
    r"(?:[A-Za-z]|\{[A-Za-z]\}))((?:[_^](?:\w|\{[^{}]*\}))+)\s*\}"
)
# What a quantity is called at the start of a line, where its numbers follow: read as its letter.
_TERMS = {
    "h": "(?:new |hidden )state|(?:은닉|히든) ?상태",
    "c": "cell state|셀 ?상태",
    "p": "input term|입력 ?항",
    "q": "recurrent term|순환 ?항",
    "f": "forget gate|(?:망각|삭제) ?게이트",
    "i": "input gate|입력 ?게이트",
    "o": "output gate|출력 ?게이트",
    "r": "reset gate|(?:초기화|리셋) ?게이트",
    "z": "update gate|(?:갱신|업데이트) ?게이트",
    "n": "candidate (?:hidden )?state|후보 ?(?:은닉 ?)?상태",
    "g": "candidate cell state|cell candidate|후보 ?셀 ?상태",
    "a": "pre-?activation|활성화 ?(?:이전|전)(?: ?값)?|선활성 ?값?",
}
_CALLED = re.compile(
    rf"[\s>*#+-]*(?:{'|'.join(f'(?P<{letter}>{terms})' for letter, terms in _TERMS.items())})"
    r"(?=\**\s*[:=]\**\s*(?:[\[(]\s*[-+−]?\d|[-+−]?\d*\.\d))",
    re.IGNORECASE,
)


def reworded(text: str) -> str:
    r"""Write sums over entries, vectors of zeros and terms for quantities in letters and numbers.

    >>> reworded("h_0 is the zero vector."), reworded("Take the zero vector h_0"), reworded("q_1은 0벡터")
    ('h_0 =  0              .', 'Take the zero vector h_0', 'q_1= 0  ')
    >>> reworded("∂L/∂b = Σ_t δ_t = [0.1, 0.2]"), reworded(r"db = \sum_{t=1}^{3} \delta_t")
    ('∂L/∂b = …       = [0.1, 0.2]', 'db = …                      ')
    >>> reworded("- Hidden state: [0.3, 0.2]"), reworded("순환 항: (0, 0)"), reworded("hidden state: 3 units")
    ('- h           : [0.3, 0.2]', 'q   : (0, 0)', 'hidden state: 3 units')
    """
    if "\\" in text:
        text = _ACCENTED.sub(_behind_the_accent, text)
    if "\\sum" in text:
        text = _TOTAL.sub(_total, text)
    if "_" in text and ("\\sum" in text or "Σ" in text or "∑" in text):
        text = _OVER_STEPS.sub(_left_open, text)
    if "ect" in text or "벡터" in text or "\u20d7" in text:
        text = _NOTHING.sub(_zero, text)
    if (called := _CALLED.match(text)) is not None and called.lastgroup is not None:
        start, end = called.span(called.lastgroup)
        text = text[:start] + called.lastgroup.ljust(end - start) + text[end:]
    return text


def _left_open(match: re.Match[str]) -> str:
    if _PROSE.search(match["sum"]) or not _BACKWARD.search(match["sum"]):
        return match[0]
    return match["sign"] + "…".ljust(len(match["sum"]))


def _behind_the_accent(match: re.Match[str]) -> str:
    return f"{match[1]}{{{match[2]}}}{match[3]}".ljust(len(match[0]))


def _total(match: re.Match[str]) -> str:
    return f"{'sum(':>{len(match[1])}}{match[4]}{')':<{len(match[5])}}"


def _zero(match: re.Match[str]) -> str:
    sign = match["says"] if match["says"] in "=:≈&" else "="
    before = sign.ljust(len(match["says"])) + match["space"]
    return before + "0".ljust(len(match[0]) - len(before))
