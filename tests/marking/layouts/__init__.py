"""What classes hand in, in sixty layouts, each piece with whose it is; written before the code that finds owners."""

from tests.marking.layouts import more  # noqa: F401 - adds its layouts
from tests.marking.layouts.layouts import layouts, rosters, write

__all__ = ["layouts", "rosters", "write"]
