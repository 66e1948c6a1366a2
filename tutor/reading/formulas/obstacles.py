"""What stops the reading of a calculation."""

from __future__ import annotations

from enum import Enum, auto

from tutor.language.faults import Sentence
from tutor.record import record


class ObstacleKind(Enum):
    """What stopped the reading, where that decides whether a calculation was meant."""

    UNCLOSED = auto()
    POWER = auto()
    OTHER = auto()


@record()
class Obstacle:
    """Why reading stopped: the tokens, the reason, a repair, and whether there are two readings."""

    start: int
    end: int
    reason: Sentence
    help: Sentence | None = None
    ask: bool = False
    kind: ObstacleKind = ObstacleKind.OTHER
