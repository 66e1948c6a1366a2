"""The folder of the marks: our stamp on it, what it was marked with, and what another run changes.

.grade          the scheme and the options of the last run, what entries were worth and who had how many
points
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tutor.marking.decisions import TOTAL, Decision, Decisions
from tutor.marking.grading import Graded
from tutor.record import NamedTuple, field, record, replace

FILE = ".grade"
VERSION = 1
_MOST_BYTES = 16 << 20
# How the marks of earlier versions begin, whose folders have no stamp.
_EARLIER = b'{"version": 1, "students": {'


@record()
class Stamp:
    """What a folder was marked with.

    Args:
        scheme: the text of the scheme, "" where there was none.
        options: those of the command line that change marks or pages, by their names.
        worths: what every entry was worth, and the whole under ``total``.
        points: what everybody had.
    """

    scheme: str = ""
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    worths: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    points: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))

    def text(self) -> str:
        """Write it down for the next run."""
        data = {
            "version": VERSION,
            "scheme": self.scheme,
            "options": dict(self.options),
            "worths": {name: str(worth) for name, worth in self.worths.items()},
            "points": {student: str(points) for student, points in self.points.items()},
        }
        return json.dumps(data, ensure_ascii=False) + "\n"


def read_stamp(folder: Path) -> Stamp | None:
    """Read what a folder was marked with; None where nothing says that it is ours."""
    path = folder / FILE
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return None
        data = json.loads(path.read_bytes())
        if data["version"] != VERSION:
            return None
        return Stamp(
            str(data["scheme"]),
            dict(data["options"]),
            {str(name): Fraction(worth) for name, worth in data["worths"].items()},
            {str(student): Fraction(points) for student, points in data["points"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ZeroDivisionError):
        return None


def is_ours(folder: Path) -> bool:
    """Whether a folder carries our stamp, or has the marks of an earlier version."""
    if read_stamp(folder) is not None:
        return True
    marks = folder / "marks.json"
    if not marks.is_file() or marks.is_symlink():
        return False
    with marks.open("rb") as file:
        return file.read(len(_EARLIER)) == _EARLIER


def stamp_of(scheme: str, options: Mapping[str, Any], graded: Sequence[Graded]) -> Stamp:
    """Say what a class was marked with."""
    return Stamp(scheme, options, _worths(graded), {each.student.id: each.marked.points for each in graded})


def _worths(graded: Iterable[Graded]) -> dict[str, Fraction]:
    worths: dict[str, Fraction] = {}
    for each in graded:
        for mark in each.marked.marks:
            worths.setdefault(mark.quantity, mark.worth)
        if each.marked.marks:
            worths.setdefault(TOTAL, each.marked.max_points)
    return worths


class Scaled(NamedTuple):
    """Points that were decided by hand, for an entry that is worth something else now."""

    decision: Decision
    before: Fraction
    after: Fraction


def scaled(
    decisions: Decisions, stamp: Stamp, graded: Sequence[Graded]
) -> tuple[Decisions, tuple[Scaled, ...]]:
    """Scale what was decided by hand to what the entries are worth now.

    >>> from fractions import Fraction
    >>> decided = Decisions({("kim", "h_1[1]"): Decision("kim", "h_1[1]", Fraction(1))})
    >>> scaled(decided, Stamp(worths={"h_1[1]": Fraction(1)}), [])[1]
    ()
    """
    now = _worths(graded)
    points = dict(decisions.points)
    changed: list[Scaled] = []
    for key, decision in decisions.points.items():
        before, after = stamp.worths.get(decision.quantity), now.get(decision.quantity)
        if decision.points is None or not before or after is None or before == after:
            continue
        new = decision.points * after / before
        points[key] = replace(decision, points=new)
        changed.append(Scaled(decision, decision.points, new))
    return Decisions(points, decisions.owners), tuple(changed)


def changes(stamp: Stamp, graded: Iterable[Graded]) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Say whose points a run changes: the id, the points before and now."""
    for each in graded:
        before = stamp.points.get(each.student.id)
        if before is not None and before != each.marked.points:
            yield each.student.id, before, each.marked.points
