"""A wrong number in a backward line that no mistake explains: told only where nothing else can be meant.

It is the one wrong line among right ones; the text goes on with its numbers, or has the same quantity right
at another step; they are those of no other gradient of the table. What comes back to a state must be gone on
with: half of it, told before the other half is added, is no slip.
"""

from __future__ import annotations

from collections.abc import Collection

from tutor.judging.answers.backward_lines import BackwardLines
from tutor.judging.answers.sheet_answers import Script

# So many lines must hold beside a wrong one that nothing else tells.
_HOLDING = 6
# What may be told in halves: what comes to a state from the loss, and from the step behind.
_IN_HALVES = ("dh", "dc", "dx")
# In units of the last digit: as near as this, numbers may be those of another line.
_NEAR = 3


def is_plain(script: Script, lines: BackwardLines, i: int, right: Collection[int]) -> bool:
    """Whether the numbers of a wrong line can be nothing but wrong.

    Args:
        script: the judged answers.
        lines: the lines of the table.
        i: the only wrong line.
        right: the lines of the text that hold.
    """
    line = lines.lines[i]
    if line.symbol.startswith("new"):
        return False
    goes_on = any("follow-through" in script.judged[other].verdicts for other in right)
    if line.symbol in _IN_HALVES:
        return goes_on
    alike = any(
        (other.symbol, other.unit) == (line.symbol, line.unit)
        for other in map(lines.lines.__getitem__, right)
    )
    return (goes_on or alike or len(right) >= _HOLDING) and not _is_another(script, lines, i)


def _is_another(script: Script, lines: BackwardLines, i: int) -> bool:
    """Whether numbers are near those of another gradient, or of this one with its rows for columns."""
    answer = script.answers[i]
    numbers = [] if answer is None else [number for number in answer if number is not None]
    if len(numbers) != lines.lines[i].size:
        return False
    claimed = sorted(abs(number.value / 10**lines.exactly.places) for number in numbers)
    width = _NEAR * 10.0 ** -min(number.decimals for number in numbers)
    for other in range(len(lines.forward), len(lines.lines)):
        own = sorted(abs(float(each)) for each in lines.key[other])
        if len(own) == len(claimed) and all(abs(a - b) <= width for a, b in zip(claimed, own, strict=True)):
            return True
    return False
