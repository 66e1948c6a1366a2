"""How much of a sheet is blank, and how large a class may be: what a command line has to know of handouts."""

from __future__ import annotations

from typing import Literal, get_args

Level = Literal["first-step", "standard", "long", "faded"]
LEVELS: tuple[Level, ...] = get_args(Level)
# A key of the class, a row a student or with every line; or a key for every student.
KeyKind = Literal["class", "lines", "full"]
KEY_KINDS: tuple[KeyKind, ...] = get_args(KeyKind)
MAX_STUDENTS = 20_000
