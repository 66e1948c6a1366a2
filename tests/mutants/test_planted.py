"""Of three bugs planted in every room the nearest tests let at most three live.

RNN_TUTOR_FULL=1 plants the bugs anew, which takes an hour; every day the record of the last time is held against
the modules and the tests that there are, and it is tried what is planted at all.
"""

import json
import os
import re

import pytest

from tests.mutants.__main__ import RECORD, ROOT, run_anew, survivors
from tests.mutants.nearest import NEAREST
from tests.mutants.planting import mutants_of

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
MOST = 3
EACH = 3


if FULL:

    def test_bugs_planted_anew_are_seen():
        assert len(survivors(dict(run_anew(NEAREST, EACH, seed=1)))) <= MOST


PLANTED = json.loads(RECORD.read_text("utf-8"))


def test_of_three_bugs_in_every_room_at_most_three_live():
    assert {room: len(planted) for room, planted in PLANTED.items()} == dict.fromkeys(NEAREST, EACH)
    assert len(survivors(PLANTED)) <= MOST


@pytest.mark.parametrize("room", NEAREST)
def test_what_was_planted_and_what_noticed_it_is_there(room):
    """A module or a test that moved takes its line of the record with it; else plant the room again."""
    for each in PLANTED[room]:
        found = re.match(rf"({room}/[\w/]+\.py):\d+ (comparison|constant|argument|branch): ", each["mutant"])
        assert found, each
        assert (ROOT / "tutor" / found[1]).is_file(), each
        if each["killed_by"] is not None:
            file, _, test = each["killed_by"].partition("::")
            source = (ROOT / file).read_text("utf-8")
            # A bug that stops a module from being imported is noticed by the whole file.
            assert not test or f"def {test.partition('[')[0]}(" in source, each


def test_changes_are_drawn_where_a_test_could_see_them(tmp_path):
    (tmp_path / "module.py").write_text(
        "_MOST_BYTES = 16 << 20\n"
        "@lru_cache(maxsize=7)\n"
        "def f(a: Literal[3], b):\n"
        "    if a < 2:\n"
        "        return max(a, b)\n"
        "    return g(a, b)\n",
        encoding="utf-8",
    )
    assert {each.name for each in mutants_of(tmp_path, "module.py")} == {
        "module.py:4 comparison:  <  ->  <= ",
        "module.py:4 constant: 2 -> 3",
        "module.py:4 branch: a < 2 -> not (a < 2)",
        "module.py:6 argument: a, b -> b, a",
    }
