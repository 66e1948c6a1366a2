"""The harmless dress of an answer: what people write around a number or a vector.

Taken off before it is read.
"""

from __future__ import annotations

import re

from tutor.record import NamedTuple

_NEARLY = r"[=≈≒≃≅∼~〜⋍≐:]|\\(?:approx|simeq|cong|sim|doteq|to|Rightarrow)\b|→|⇒"
_SAYING = r"(?:my\s+)?(?:answers?|ans|result|value)\b|정답|답안|답|값|결과"
_BEFORE = re.compile(
    rf"^(?:{_NEARLY}|(?:{_SAYING})\s*(?:은|는|:|=|(?=[-+(\[.\d]))|(?:약|대략|about|approx(?:imately)?\.?|ca\.?|roughly)"
    r"(?=[\s\d.+(\[-]))\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:입니다|이에요|예요|이다|이며|임|정도|쯤|가량|[.,;:。、]"
    r"|\((?=[^()\d]*[A-Za-z가-힣])[^()\d]*\)|\\(?:checkmark|square)|✓|✔)$",
    re.IGNORECASE,
)
_QUOTED = "\"'`$*_“”‘’ \t"
# What calls a value: h_1[1] =, p =, 은닉 상태 h_1:
_LABEL = re.compile(
    r"^(?P<label>(?:[가-힣]+\s+)*[A-Za-z][A-Za-z0-9_\[\]{}(),^\\]{0,24})\s*(?:[=≈≒≃:]|\\approx\b)\s*(?=\S)"
)
# What makes an array of its argument.
_MAKER = re.compile(
    r"^(?:(?:np|numpy|torch)\.)?(?:array|tensor|Tensor|matrix|asarray)\s*\((?P<inside>.*)\)$", re.DOTALL
)
_DTYPE = re.compile(r",\s*dtype\s*=\s*[\w.]+\s*$")
_BINOM = re.compile(r"\\[dt]?binom\s*\{(?P<first>[^{}]*)\}\s*\{(?P<second>[^{}]*)\}")
_AND = re.compile(
    r"(?<=[\d\s])(?:\s+/\s+|\s*\band\b\s*|\s*[와과]\s+|\s+(?:그리고|및|또)\s+|\s*、\s*)(?=[-+.\d(\s])"
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", "〈": "〉"}


class Undressed(NamedTuple):
    """What is left of an answer, and what it called its value, "" where it did not."""

    text: str
    label: str = ""


def undressed(text: str) -> Undressed:
    """Take off what says nothing: signs for nearly, quotes, full stops, "answer:", 약 and 입니다.

    >>> [undressed(each).text for each in ("≒ 0.5", "답: 0.5", "약 0.500입니다.", "0.197 (approx)")]
    ['0.5', '0.5', '0.500', '0.197']
    >>> undressed("h_1[1] = (0.197)"), undressed("0.5 0.6").text, undressed("x + 1").text
    (Undressed(text='(0.197)', label='h_1[1]'), '0.5 0.6', 'x + 1')
    """
    plain, label = text.strip(), ""
    while True:
        before = plain
        plain = plain.strip(_QUOTED)
        plain = _BEFORE.sub("", plain)
        if not label and (named := _LABEL.match(plain)) is not None:
            label, plain = named["label"], plain[named.end() :]
        plain = _BEHIND.sub("", plain)
        if (made := _MAKER.match(plain)) is not None:
            plain = _DTYPE.sub("", made["inside"])
        if plain == before:
            return Undressed(plain, label)


def unbracketed(text: str) -> str:
    """Take off brackets around a single number.

    >>> unbracketed("{ 0.5 }"), unbracketed("[(−0.5)]"), unbracketed("[0.1, 0.2]"), unbracketed("{}")
    ('0.5', '−0.5', '[0.1, 0.2]', '{}')
    """
    plain = text.strip()
    while len(plain) > 2 and _PAIRS.get(plain[0]) == plain[-1] and re.search(r"\d", plain):
        inside = plain[1:-1].strip()
        if any(sign in inside for sign in ",; &") or not inside:
            return plain
        plain = inside
    return plain


def divided(text: str) -> str:
    r"""Write what people put between the entries of a vector as commas: and, 와, " / ", \binom.

    >>> divided("0.197 and 0.380"), divided("0.1 / -0.2"), divided(r"\binom{0.1}{0.2}")
    ('0.197, 0.380', '0.1, -0.2', '(0.1, 0.2)')
    """
    return _AND.sub(", ", without_binoms(text))


def without_binoms(text: str) -> str:
    r"""Write a column that TeX's sign for binomial coefficients was used for as a vector.

    >>> without_binoms(r"h_1 = \binom{0.1}{0.2}")
    'h_1 = (0.1, 0.2)'
    """
    return _BINOM.sub(r"(\g<first>, \g<second>)", text)


def is_matrix(text: str) -> bool:
    """Whether a text is written in several rows of several entries; one row, or one column, is a vector.

    >>> is_matrix("[[0.1, 0.2]]"), is_matrix("[[0.1], [0.2]]"), is_matrix("[[0.1, 0.2], [0.3, 0.4]]")
    (False, False, True)
    """
    if "&" in text:
        return "\\\\" in text.strip().removesuffix("\\\\")
    inner = re.findall(r"[\[({]([^\[\](){}]*)[\])}]", text)
    return len(inner) > 1 and any(re.search(r"\d\s*[,;\s]\s*[-+.\d]", each.strip()) for each in inner)
