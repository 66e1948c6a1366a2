"""A claim: a chain of sides while it is being read."""

from __future__ import annotations

from typing import Literal

from tutor.reading.formulas.syntax import Place, is_literal
from tutor.reading.work import Segment
from tutor.record import field, record


@record(frozen=False)
class Claim:
    """A chain while it is being read; ``end`` is the index of the token after it.

    ``read_at`` is where it is read, if that is not where it stands.
    """

    segments: list[Segment]
    end: int = 0
    origin: Literal["line", "table"] = "line"
    read_at: Place | None = None

    @property
    def unfinished(self) -> bool:
        """Whether its last side is still a calculation and not a value."""
        return not is_literal(self.segments[-1].expression)


@record(frozen=False)
class Recent:
    """The claims with which a line that begins with a relation may go on, and the line they ended on."""

    claims: list[Claim] = field(default_factory=list)
    line: int = 0
