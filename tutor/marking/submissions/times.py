"""When something was handed in, as forms and course systems write it → seconds.

So that two can be compared.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Sequence

_DATE = re.compile(
    r"(?<!\d)(?P<year>20\d\d)\s*[-./년_]\s*(?P<month>\d{1,2})\s*[-./월_]\s*(?P<day>\d{1,2})(?!\d)"
    r"(?:[일.T_\s-]*(?P<half>오전|오후|AM|PM)?\s*(?P<hour>\d{1,2})[:시-]\s*(?P<minute>\d{2})"
    r"(?:[:분-]\s*(?P<second>\d{2}))?\s*(?P<after>AM|PM|오전|오후)?)?",
    re.IGNORECASE,
)
# answers-2.md of Canvas, hw_v2.md, hw (2).md: the attempt in the name of a file.
_ATTEMPT = re.compile(
    r"(?:[-_ ]v?(?P<number>\d{1,2})|\((?P<copy>\d{1,2})\)|(?P<again>\d)차\s*제출)$", re.IGNORECASE
)


def seconds(text: str) -> int:
    """Read a time; 0 for what is none. Times of one class stand in one zone, which is left out.

    >>> seconds("2026. 3. 4 오후 1:10:11") - seconds("2026/03/04 10:10:11 AM GMT+9")
    10800
    """
    found = _DATE.search(text)
    if found is None:
        return 0
    parts = [int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    half = (found["half"] or found["after"] or "").upper()
    if half in ("오후", "PM") and parts[3] < 12:
        parts[3] += 12
    elif half in ("오전", "AM") and parts[3] == 12:
        parts[3] = 0
    try:
        return timegm((*parts, 0, 0, 0))
    except (ValueError, OverflowError):
        return 0


def attempt(stem: Sequence[str]) -> int:
    """Read the number of an attempt from the name of a file; the first has none.

    >>> attempt(["kim_11_102_answers-1"]), attempt(["002_v2"]), attempt(["answers"])
    (1, 2, 0)
    """
    found = _ATTEMPT.search(stem[0]) if stem else None
    return int(found["number"] or found["copy"] or found["again"]) if found is not None else 0
