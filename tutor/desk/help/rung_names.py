"""What the rungs of help are called: on the button that asks for one, and above it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.desk.help.rungs import Kind
from tutor.language.faults import Pattern

NAMES: Mapping[Kind, Pattern] = MappingProxyType(
    {
        "look": Pattern("Where to look", "어디를 볼지"),
        "named": Pattern("Which mistake it may be", "어떤 실수일지"),
        "operands": Pattern("What it is computed from", "무엇으로 계산하는지"),
        "sizes": Pattern("Their sizes", "크기"),
        "begin": Pattern("What has to be there first", "먼저 있어야 할 것"),
        "row": Pattern("The row, written out", "수를 넣은 식"),
        "part": Pattern("One part of it", "한 부분의 계산"),
        "number": Pattern("The number (earns no points)", "값 (점수 없음)"),
    }
)
