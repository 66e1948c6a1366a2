"""What a page holds: sheets at one or several levels, and nothing of whoever they were made for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, get_args

from tutor.handout.exercise import Sheet, json_text
from tutor.record import record, replace

VERSION = 1
# From the level that gives most to the one that gives least; "own" are sheets that were handed out.
LevelName = Literal["faded", "standard", "states", "own"]
LEVELS: tuple[LevelName, ...] = get_args(LevelName)
# Before the symbol of the one line that a drill asks for.
DRILL = "drill:"


@record()
class Level:
    """Sheets that give as much as each other."""

    name: LevelName
    sheets: tuple[Sheet, ...]


@record()
class Practice:
    """The content of a page: its levels, the one that gives most first; ``start`` is where it begins."""

    title: str
    levels: tuple[Level, ...]
    start: LevelName = "standard"
    language: str = "en"
    program: str = ""

    def text(self) -> str:
        """Write it as the JSON that :meth:`of` reads; numbers keep their digits.

        >>> sheet = Sheet("7KQ2", {"w": Decimal("0.10")}, ("h_1[1]",))
        >>> practice = Practice("i am", (Level("own", (sheet,)),), "own")
        >>> Practice.of(practice.text()) == practice
        True
        """
        return json_text(
            {
                "version": VERSION,
                "program": self.program,
                "title": self.title,
                "language": self.language,
                "start": self.start,
                "levels": [
                    {
                        "name": level.name,
                        "sheets": [
                            {"sheet": each.sheet, "problem": each.spec, "blanks": each.blanks}
                            for each in level.sheets
                        ],
                    }
                    for level in self.levels
                ],
            }
        )

    @classmethod
    def of(cls, text: str) -> Practice:
        """Read the content of a page."""
        data: Mapping[str, Any] = json.loads(text, parse_float=Decimal)
        levels = tuple(
            Level(
                each["name"],
                tuple(Sheet(one["sheet"], one["problem"], tuple(one["blanks"])) for one in each["sheets"]),
            )
            for each in data["levels"]
        )
        return cls(data["title"], levels, data["start"], data["language"], data["program"])

    @property
    def is_adaptive(self) -> bool:
        """Whether one sheet leads to another; those that were handed out are each somebody's own."""
        return self.start != "own"

    def for_an_exam(self) -> Practice:
        """Leave the level at which it begins alone: in an exam nobody chooses to be given more."""
        return replace(self, levels=(self.level(self.start),))

    def level(self, name: str) -> Level:
        """Give a level; a drill has the sheets of the standard one."""
        wanted = self.start if name.startswith(DRILL) else name
        return next(each for each in self.levels if each.name == wanted)

    def less_given(self, name: str) -> LevelName | None:
        """Name the level that gives less, where there is one."""
        names = [each.name for each in self.levels]
        at = names.index(self.level(name).name) + 1
        return names[at] if at < len(names) and not name.startswith(DRILL) else None
