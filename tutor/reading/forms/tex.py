r"""What a formula of another form becomes in TeX, as the reader knows it: ``W_{ih}``, ``\frac{1}{2}``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

# As our sheets in Markdown and LaTeX write it.
EMPTY_BOX = r"\boxed{\qquad}"
# Signs that say how parts belong together, and which nobody sees.
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\u2061\u2063\u2064\ufeff", ""))
_FUNCTIONS = frozenset(("tanh", "exp", "max", "min", "log", "ln", "sigmoid", "softmax", "relu", "ReLU"))
_OF_TEX = frozenset(("tanh", "exp", "max", "min", "log", "ln"))
_SIMPLE = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?|\\[A-Za-z]+(?:\{[^{}]*\})?")
_LIMITS = ("\\underbrace", "\\operatorname", "lim", "arg", "∑", "∏")
_BRACED = re.compile(r"\\(?:under|over)brace\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "\u0302": "hat", "^": "hat", "ˆ": "hat", "\u0303": "tilde", "~": "tilde", "˜": "tilde",
        "\u20d7": "vec", "→": "vec", "\u0304": "bar", "\u0305": "bar", "¯": "bar", "‾": "bar",
        "―": "bar", "\u0307": "dot", "˙": "dot", "←": "overleftarrow",
    }
)  # fmt: skip


def letters(text: str) -> str:
    r"""Write letters of mathematical alphabets as letters, and signs that nobody sees not at all.

    >>> letters("𝑊ℎ\u2061"), letters("x\u2062y")
    ('Wh', 'x y')
    """
    text = text.translate(_INVISIBLE).replace("\u2062", " ")
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", each) if "𝐀" <= each <= "𝟿" or each in "ℎℝℓ" else each for each in text
    )


def word(text: str) -> str:
    r"""Write a name: that of a function as TeX has it, any other as it is.

    >>> word("tanh"), word("h")
    ('\\tanh ', 'h')
    """
    if text in _OF_TEX:
        return f"\\{text} "
    return f"\\operatorname{{{text}}}" if text in _FUNCTIONS else text


def scripts(base: str, below: str = "", above: str = "") -> str:
    """Put indices at a base.

    >>> scripts("h", "1"), scripts("W x", "t", "T"), scripts("x", "", "′")
    ('h_{1}', '{W x}_{t}^{T}', "x'")
    """
    base = base.strip()
    is_one = _SIMPLE.fullmatch(base) or _is_closed(base) or _BRACED.fullmatch(base) or not base
    text = base if is_one else f"{{{base}}}"
    if below.strip():
        text += f"_{{{below.strip()}}}"
    if above.strip() in ("′", "'", "″"):
        return text + above.strip().replace("′", "'").replace("″", "''")
    return text + (f"^{{{above.strip()}}}" if above.strip() else "")


def _is_closed(base: str) -> bool:
    """Whether a base is one bracket from its first to its last sign."""
    if base[:1] not in "([" or base[-1:] not in ")]":
        return False
    depth = 0
    for at, each in enumerate(base):
        depth += (each in "([") - (each in ")]")
        if not depth:
            return at == len(base) - 1
    return False


def below(base: str, text: str) -> str:
    r"""Write a text under a base: what a limit runs over, or the size of an operand.

    >>> below("\\max ", "i"), below("W_{ih}", "2×3")
    ('\\max_{i}', '\\underbrace{W_{ih}}_{2×3}')
    """
    base = base.strip()
    is_limit = base.lstrip("\\") in _OF_TEX or base.startswith(_LIMITS)
    return scripts(base if is_limit else f"\\underbrace{{{base}}}", text)


def fraction(above: str, below: str) -> str:
    """Write a fraction."""
    return f"\\frac{{{above.strip()}}}{{{below.strip()}}}"


def root(inside: str, degree: str = "") -> str:
    """Write a root."""
    return f"\\sqrt[{degree}]{{{inside}}}" if degree.strip() else f"\\sqrt{{{inside}}}"


def accent(sign: str, base: str) -> str:
    """Put an accent on a base; an unknown one says nothing."""
    name = _ACCENTS.get(sign.strip())
    return f"\\{name}{{{base.strip()}}}" if name else base


def matrix(rows: Iterable[Sequence[str]]) -> str:
    r"""Write a matrix without brackets.

    >>> print(matrix([["1", "0"], ["0", "1"]]))
    \begin{matrix}1 & 0 \\ 0 & 1\end{matrix}
    """
    inside = " \\\\ ".join(" & ".join(cell.strip() for cell in row) for row in rows)
    return f"\\begin{{matrix}}{inside}\\end{{matrix}}"


def box(inside: str) -> str:
    r"""Write what stands in a box, or that nothing does.

    >>> print(box(" 0.2 "), box(""))
    0.2 \boxed{\qquad}
    """
    return inside.replace("\xa0", " ").strip() or EMPTY_BOX


def aligned(rows: Iterable[str]) -> str:
    """Write equations one below the other."""
    return "\\begin{aligned}" + " \\\\ ".join(row.strip() for row in rows) + "\\end{aligned}"


def formula(tex: str) -> str:
    """Put a formula into a line of text."""
    tex = " ".join(tex.replace("$", r"\$").split())
    return f" ${tex}$ " if tex else ""
