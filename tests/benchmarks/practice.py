"""The practice page: its size, how it starts in Chromium, what an entry costs: ``python -m tests.benchmarks.practice``.

Times are processor times. The goals are those of the page, the ratios those to its first version;
exits 1 where a goal is missed. It needs node, Chromium and the packages of ``tests/peers``.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from tests.desk.pages import PEERS, browser_program, runtime_folder
from tests.desk.sheets import Writer, practice_of
from tutor.desk.building.bundle import Bundle, bundle
from tutor.desk.building.page_file import MEGA, practice_page
from tutor.desk.building.runtime import Runtime, read_runtime
from tutor.desk.content import Practice
from tutor.desk.door import Door

SHEETS = 3
STARTS = 5


class Figure(NamedTuple):
    """One figure: what it is of, in which unit, that of the first version, the most that it may be."""

    what: str
    value: float
    unit: str
    before: float | None = None
    goal: float | None = None

    def row(self) -> str:
        """Write a row of the table."""
        ratio = "" if self.before is None else f"{self.value / self.before:.2f}"
        before = "" if self.before is None else f"{self.before:g} {self.unit}"
        goal = "" if self.goal is None else f"≤ {self.goal:g} {self.unit}"
        met = "" if self.goal is None else "ok" if self.value <= self.goal else "MISSED"
        return f"| {self.what} | {self.value:.2f} {self.unit} | {before} | {ratio} | {goal} | {met} |"


def requests(door: Door, *, chance_of_slip: float) -> list[dict[str, Any]]:
    """Fill in sheets entry by entry; after each everything is judged, as on the page."""
    found = []
    for at in range(SHEETS):
        desk, chance = door.made("standard", at), random.Random(at)
        writer = Writer(desk, at)
        for i in range(len(desk.lines.lines)):
            writer.line(i, slip=chance.random() < chance_of_slip)
        for count in range(1, len(writer.changes) + 1):
            line = desk.line_of[writer.changes[count - 1][0]]
            changes = writer.changes[:count]
            found.append(
                {"what": "judge", "level": "standard", "sheet": at, "changes": changes, "line": line}
            )
    return found


def judged(
    folder: Path, made: Bundle, practice: Practice, asked: list[dict[str, Any]]
) -> dict[str, list[float]]:
    """Answer requests with the judge of the page; give times in milliseconds and memory in bytes."""
    content = "\n".join(map(json.dumps, asked)).encode()
    files = {"library": made.library, "app": made.app, "content": practice.text().encode(), "asked": content}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    names = [folder / name for name in (*files, "answers")]
    words = ["node", PEERS / "door.mjs", f"{runtime_folder()}/", *names]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def started(folder: Path, page: str) -> float:
    """Open the page in Chromium until it is ready; give the seconds of the processor, the median of several."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "empty.html").write_text("<!DOCTYPE html><html data-state='open'><title>x</title>")
    wait = {"url": (folder / "empty.html").as_uri(), "steps": [["open"], ["wait", 1500], ["cpu"]]}
    load = {"url": (folder / "page.html").as_uri(), "steps": [["cpu"], ["open"], ["ready"], ["cpu"]]}
    taken = []
    for _ in range(STARTS):
        (folder / "job.json").write_text(json.dumps({"browser": browser_program(), "pages": [wait, load]}))
        done = subprocess.run(
            ["node", PEERS / "browser.mjs", folder / "job.json"],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        before, *_, after = json.loads(done.stdout)[1]["results"]
        taken.append(after - before)
    return sorted(taken)[STARTS // 2]


def figures(folder: Path) -> list[Figure]:
    """Measure everything."""
    runtime: Runtime = read_runtime(runtime_folder())
    made = bundle(runtime, folder)
    page = practice_page(practice_of("rnn_tanh", SHEETS), runtime, made)
    found = [
        Figure("the page, three sheets a level", len(page.encode()) / MEGA, "MB", 7.6, 9.0),
        Figure("Chromium until the page is ready", started(folder, page), "s", 2.1),
    ]
    for kind, median, late in (("rnn_tanh", 5.0, 50.0), ("gru", None, None), ("lstm", None, None)):
        practice = practice_of(kind, SHEETS)
        door = Door(practice.text())
        for name, chance, before in (("right", 0.0, 0.8), ("a slip in every fifth line", 0.2, None)):
            seen = judged(folder, made, practice, requests(door, chance_of_slip=chance))
            times = sorted(seen["times"][1:])
            what = f"{kind}, H = 2, T = 3, {name}: an entry is judged"
            found.append(Figure(f"{what}, median", times[len(times) // 2], "ms", before, median))
            found.append(Figure(f"{what}, 95th percentile", times[len(times) * 19 // 20], "ms", None, late))
        found.append(Figure(f"{kind}: memory of Python after it", seen["heaps"][-1] / MEGA, "MB", 30))
    return found


def main() -> int:
    """Print the table."""
    print("| what | now | first | ratio | goal | |\n| --- | ---: | ---: | ---: | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        found = figures(Path(folder))
    print("\n".join(figure.row() for figure in found))
    return int(any(figure.goal is not None and figure.value > figure.goal for figure in found))


if __name__ == "__main__":
    sys.exit(main())
