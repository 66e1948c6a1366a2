"""Where a text turns round: from a backward pass on, what a gradient equals is not judged, and said so."""

from __future__ import annotations

import re

from tutor.reading import reading_messages as says
from tutor.reading.formulas.syntax import Place
from tutor.reading.work import Unreadable

# What only a backward pass is written with: the error, a derivative, a new weight.
_MARK = re.compile(
    r"""[δ∂∇] | \\(?:delta|partial|nabla)(?![A-Za-z])
      | (?<![A-Za-z\\])[dg](?:W|U|V)[A-Za-z_{0-9]*\s*[\]}]?\s*[-+]?=
      | (?<![A-Za-z\\])d(?:[hazsycb](?:_|[0-9₀-₉]|h?\s*[-+]?=)|by\s*[-+]?=)
      | ^\s*(?:>>>\s*)?d(?:h?raw|h?next|pre|tanh|logits?|scores?)[0-9₀-₉]*(?:_[0-9₀-₉]+|\[\d+\])?\s*[-+]?=
      | \b(?!grad_fn\b)(?:grad|dh_?next)\w*\s*=
      | (?<![A-Za-z\\])(?:[WUVbwuv]|weight|bias|θ|\\theta\b)[A-Za-z0-9_{},\\ ]*
        (?:\^\{?\(?(?:\\text\{|\\mathrm\{)?new | _new\b)
    """,
    re.VERBOSE,
)
_CALCULATION = re.compile(r"[=≈].*\d")


def backward_pass(text: str) -> Unreadable | None:
    r"""Find where a text begins to go backwards: what a gradient is called there is not compared.

    It begins at the first line that has a sign of it and computes something. A statement of what is asked for
    (``find ∂L/∂W``) is no such line; nor is a state that is called new, or the ``grad_fn`` of one
    that torch prints.

    >>> backward_pass("h_1 = tanh(0.2) = 0.197\nδ_1 = 0.3 · 0.961 = 0.288\nb = 0.1").place.line
    2
    >>> backward_pass("h_1 = tanh(0.2) = 0.197") is None
    True
    >>> backward_pass("h_new = tanh(0.2) = 0.197\ntensor([0.197], grad_fn=<TanhBackward0>)") is None
    True
    >>> backward_pass("night = [1, 0], day = [0, 1]") is None
    True
    >>> backward_pass("b = 0.3\nW_{hh}^{new} = 0.5 - 0.1 · 0.2 = 0.48").place.line
    2
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if _MARK.search(line) and _CALCULATION.search(line):
            return Unreadable(
                Place(number, 1, number, len(line) + 1),
                says.FROM_HERE_ON_THE_TEXT_GOES_BACKWARDS(),
                says.CHECK_GRADIENTS_WITH_WORKED_BACKWARD(),
            )
    return None
