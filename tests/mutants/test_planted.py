"""Of three bugs planted in every room the nearest tests let at most three live.

RNN_TUTOR_FULL=1 plants the bugs, which takes an hour; every day it is tried what is planted at all.
"""

import os

import pytest

from tests.mutants.__main__ import run_anew, survivors
from tests.mutants.nearest import NEAREST
from tests.mutants.planting import mutants_of

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
MOST = 3
EACH = 3


@pytest.mark.skipif(not FULL, reason="the long tests")
def test_bugs_planted_anew_are_seen():
    assert len(survivors(dict(run_anew(NEAREST, EACH, seed=1)))) <= MOST


def test_changes_are_drawn_where_a_test_could_see_them(tmp_path):
    (tmp_path / "module.py").write_text(
        "@lru_cache(maxsize=7)\n"
        "def f(a: Literal[3], b):\n"
        "    if a < 2:\n"
        "        return max(a, b)\n"
        "    return g(a, b)\n",
        encoding="utf-8",
    )
    assert {each.name for each in mutants_of(tmp_path, "module.py")} == {
        "module.py:3 comparison:  <  ->  <= ",
        "module.py:3 constant: 2 -> 3",
        "module.py:3 branch: a < 2 -> not (a < 2)",
        "module.py:5 argument: a, b -> b, a",
    }
