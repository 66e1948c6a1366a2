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
from tests.mutants.planting import PACKAGE, drawn

ROOT = PACKAGE.parent
RECORD = Path(__file__).parent / "planted.json"


def copy_of_the_project(folder):
    for name in ("tutor", "templates", "tests", "worked_examples"):
        shutil.copytree(
            ROOT / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "README.md", "README.ko.md", "LICENSE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)


def killed_by(folder, tests):
    """Run tests in a copy of the project; give the first that fails, or None."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=900,
        )
    except subprocess.TimeoutExpired:
        return "no end"
    if done.returncode == 0:
        return None
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" - ")[0].partition(" ")[2] if failed else "the tests do not start"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="which rooms (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3, help="bugs a room")
    words = parser.parse_args()
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_of_the_project(folder)
        for room in words.rooms or NEAREST:
            planted = []
            for mutant in drawn(room, words.count, words.seed):
                file = folder / "tutor" / mutant.module
                source = file.read_text("utf-8")
                file.write_text(mutant.applied(source), encoding="utf-8")
                killer = killed_by(folder, NEAREST[room])
                file.write_text(source, encoding="utf-8")
                print(f"{mutant.name}\n    {killer or 'SURVIVED'}", flush=True)
                planted.append({"mutant": mutant.name, "killed_by": killer})
            record[room] = planted
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    everything = [each for planted in record.values() for each in planted]
    survivors = [each["mutant"] for each in everything if each["killed_by"] is None]
    print(f"{len(everything)} planted, {len(survivors)} survived", *survivors, sep="\n  ")


if __name__ == "__main__":
    main()
