"""Plant three bugs in every room and run the tests nearest to it: python -m tests.mutants [--seed N] [ROOM …].

What was planted and what noticed it is printed and written to ``planted.json`` beside this file.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants.nearest import NEAREST
from tests.mutants.planting import drawn

ROOT = Path(__file__).parents[2]
RECORD = Path(__file__).parent / "planted.json"


def copy_of_the_project(folder):
    for name in ("tutor", "templates", "tests", "worked_examples"):
        shutil.copytree(
            ROOT / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "README.md", "README.ko.md", "LICENSE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)


def failing(folder, tests, seconds, *words):
    """Run tests in a copy of the project; give those that fail, as pytest names them."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words, *tests],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return ["no end"]
    if done.returncode == 0:
        return []
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return [line.split(" - ")[0].partition(" ")[2] for line in failed] or ["the tests do not start"]


def nearest_to(module):
    """Name the tests of one module: its examples, those that bear its name, and, of messages, those of entries."""
    stem = Path(module).stem
    name = ".".join(("tutor", *Path(module).with_suffix("").parts)).removesuffix(".__init__")
    named = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob(f"test_{stem}.py"))
    entries = ["tests/language/test_entries.py"] if stem.endswith("_messages") else []
    return [f"tests/test_docstrings.py::test_examples_say_the_truth[{name}]", *entries, *named]


def planted_in(folder, room, count, seed):
    """Plant bugs in a room, one after the other; give each with the first test that fails, or None.

    A test that fails before anything is planted notices nothing, and is left out.
    """
    nearest = NEAREST[room]
    broken = failing(folder, nearest, 1800)
    if set(broken) & {"no end", "the tests do not start"}:
        raise SystemExit(f"{room}: {broken[0]}")
    left_out = [word for name in broken for word in ("--deselect", name)]
    found = []
    for mutant in drawn(folder / "tutor", room, count, seed):
        file = folder / "tutor" / mutant.module
        source = file.read_text("utf-8")
        file.write_text(mutant.applied(source), encoding="utf-8")
        tests = [*nearest_to(mutant.module), *nearest]
        killers = failing(folder, list(dict.fromkeys(tests)), 600, "-x", *left_out)
        file.write_text(source, encoding="utf-8")
        killer = killers[0] if killers else None
        print(f"{mutant.name}\n    {killer or 'SURVIVED'}", flush=True)
        found.append({"mutant": mutant.name, "killed_by": killer})
    return found


def run_anew(rooms, count, seed):
    """Plant bugs in a copy of the project: what was planted in each room, and what noticed it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_of_the_project(folder)
        for room in rooms:
            yield room, planted_in(folder, room, count, seed)


def survivors(record):
    return [each["mutant"] for planted in record.values() for each in planted if each["killed_by"] is None]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="which rooms (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3, help="bugs a room")
    words = parser.parse_args()
    for room, planted in run_anew(words.rooms or NEAREST, words.count, words.seed):
        known = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
        record = {
            each: planted if each == room else known[each] for each in NEAREST if each in {*known, room}
        }
        RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    record = json.loads(RECORD.read_text("utf-8"))
    print(f"{sum(map(len, record.values()))} planted", *survivors(record), sep="\n  survived: ")


if __name__ == "__main__":
    main()
