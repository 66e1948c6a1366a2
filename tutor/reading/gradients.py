"""Where a text turns round: from a backward pass on, nothing is read, and that is said."""

from __future__ import annotations

import re

from tutor.reading import reading_messages as says
from tutor.reading.syntax import Place, Unreadable

# What only a backward pass is written with: the error, a derivative, a new weight.
_MARK = re.compile(
    r"""[δ∂∇] | \\(?:delta|partial|nabla)\b
      | (?<![A-Za-z\\])[dg](?:W|U|V)[A-Za-z_{0-9]*\s*[\]}]?\s*=
      | (?<![A-Za-z\\])d[hazsycb](?:_|[0-9₀-₉]|h?\s*=)
      | \b(?:grad|dh_?next)\w*\s*=
      | \^\{?\(?(?:\\text\{|\\mathrm\{)?new | _new\b
    """,
    re.VERBOSE,
)
_CALCULATION = re.compile(r"[=≈].*\d")


def without_backward_pass(text: str) -> tuple[str, Unreadable | None]:
    r"""Put spaces in the place of a backward pass, so that it is judged by no rule of the forward pass.

    It begins at the first line that has a sign of it and computes something. A statement of what is asked for
    (``find ∂L/∂W``) is no such line.

    >>> text, left_out = without_backward_pass("h_1 = tanh(0.2) = 0.197\nδ_1 = 0.3 · 0.961 = 0.288\nb = 0.1")
    >>> text.split("\n")[0], text.split("\n")[2].strip(), left_out.place.line
    ('h_1 = tanh(0.2) = 0.197', '', 2)
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if _MARK.search(line) and _CALCULATION.search(line):
            blank = [" " * len(each) for each in lines[number - 1 :]]
            place = Place(number, 1, number, len(line) + 1)
            return "\n".join(lines[: number - 1] + blank), Unreadable(
                place,
                says.FROM_HERE_ON_THE_TEXT_GOES_BACKWARDS(),
                says.CHECK_GRADIENTS_WITH_WORKED_BACKWARD(),
            )
    return text, None
