"""How much of a sheet is blank, and how large a class may be: what a command line has to know of handouts."""

from __future__ import annotations

from typing import Literal, get_args

Level = Literal["first-step", "standard", "long", "faded"]
LEVELS: tuple[Level, ...] = get_args(Level)
MAX_STUDENTS = 20_000
