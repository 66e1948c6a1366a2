"""What is to be noted of a number in an answer: its digits, and which lines stand beside its own."""

from __future__ import annotations

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.numbers import fixed
from tutor.calculation.tolerance import Interval, fit
from tutor.judging.answers.lines import Lines, Number
from tutor.judging.answers.outcomes import Answer, Note

# Fewer significant digits than this show nothing.
LEAST_SIGNIFICANT = 3


def digits_note(lines: Lines, i: int, number: Number | None) -> Note:
    """Note a number with as many significant digits as decimals were asked: 0.0532, 12.3 for three."""
    asked, places = lines.decimals(i), lines.exactly.places
    if number is None or number.decimals == asked or asked < LEAST_SIGNIFICANT:
        return ""
    size = abs(number.value)
    small = number.decimals > asked and size < 10 ** (places - 1)
    large = number.decimals < asked and size >= 10**places
    shown = size // 10 ** max(0, places - number.decimals)
    return "significant" if (small or large) and len(str(shown)) == asked else ""


def printed(lines: Lines, number: Number) -> str:
    """Print a written number with the decimals it was written with."""
    decimals = min(number.decimals, lines.exactly.places)
    return fixed(number.value // 10 ** (lines.exactly.places - decimals), decimals)


def fits_at_own_unit(lines: Lines, i: int, number: Number, near: Enclosed, entry: int) -> bool:
    """Whether a number with too few digits would fit if no more had been asked for."""
    if number.decimals >= lines.decimals(i):
        return False
    interval = Interval(near.low[entry], near.high[entry], None, None, lines.exactly.places)
    return fit(number.value, interval, number.decimals) == "rounding"


def is_beside(lines: Lines, i: int, other: int) -> bool:
    """Whether two lines stand at one step."""
    one, two = lines.lines[i], lines.lines[other]
    return (one.run, one.position) == (two.run, two.position)


def has_a_number(answer: Answer | None) -> bool:
    """Whether an answer has an entry that is not zero."""
    return any(number is not None and number.value for number in answer or ())
