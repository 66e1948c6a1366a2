"""Where the parameters of a problem came from, and what was done to them on the way to the page."""

from __future__ import annotations

from tutor.language.faults import Sentence
from tutor.record import record


@record()
class Origin:
    """Notes for the page: the file or module, its kind of number, what was turned, assumed or left out.

    ``decimals`` is how many the parameters were shortened to, and ``distance`` how far the results are from
    those of the parameters as they were: the largest difference in any entry of h, rounded up.
    """

    notes: tuple[Sentence, ...] = ()
    decimals: int | None = None
    distance: str = ""
