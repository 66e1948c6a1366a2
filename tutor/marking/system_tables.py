"""The tables of course systems: a copy of Moodle's worksheet or Canvas' gradebook, with points filled in.

Only the cells of points change, and only of those who handed in; every other cell stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path, PurePosixPath

from tutor.calculation.numerals import Unread, read_number
from tutor.files.csv_text import BOM, decoded, divider_of, rows
from tutor.files.file_text import file_bytes
from tutor.handout.roster import Student, same_id
from tutor.handout.sheets.columns import columns_of, plain_heading, whole_name
from tutor.language.faults import SpecError
from tutor.marking import system_messages as says
from tutor.marking.decisions import number
from tutor.marking.grading import Class, Graded
from tutor.marking.submissions.submission import Submission
from tutor.record import NamedTuple

MAX_BYTES = 32 << 20
_GRADES = ("grade", "점수", "성적", "평점")
# Moodle has the most that can be had in a column, Canvas in the row below the headings.
_MOST_COLUMNS = ("maximumgrade", "최대성적", "최고성적", "최대점수", "최고점수", "만점")
_MOST_ROWS = ("pointspossible", "가능한점수", "만점", "배점")
# Canvas writes the number of an assignment behind its name.
_ASSIGNMENT = re.compile(r"\(\d+\)\s*$")


class Mosts(NamedTuple):
    """The most points that can be had, as the system has it and as the exercise does."""

    system: str
    ours: str


class Filled(NamedTuple):
    """A table with points: its rows, how it divides them, how many students were found, and who was not.

    ``mosts``: the system counts up to another number than the exercise; points are filled in as they are.
    """

    rows: tuple[tuple[str, ...], ...]
    divider: str
    has_mark: bool
    found: int
    missing: tuple[str, ...]
    mosts: Mosts | None = None


def filled(path: Path, room: Class, graded: Sequence[Graded], title: str, column: str | None) -> Filled:
    """Fill a copy of a system's table.

    Args:
        path: the table as the system exported it.
        room: who is in the class, by whom rows find their students.
        graded: the results.
        title: of the exercise, which the column of points may be called by.
        column: the column's name, where the teacher said it.

    Raises:
        SpecError: it is no such table, or several columns may be meant.
    """
    data = file_bytes(path, says.EXPORT_THE_TABLE(), MAX_BYTES)
    text, name = decoded(data), str(path)
    if text is None:
        raise SpecError(says.IT_IS_NO_TABLE_OF_A_SYSTEM(file=name))
    table = list(rows(text, as_written=True))
    header = table[0] if table else []
    people = columns_of(header)
    if not {"id", "name", "email"} & set(people.values()):
        raise SpecError(says.IT_IS_NO_TABLE_OF_A_SYSTEM(file=name))
    at = _column(header, people, title, column, name)
    most_at = next((i for i, each in enumerate(header) if plain_heading(each) in _MOST_COLUMNS), None)
    of_all = next((row for row in table[1:3] if row and plain_heading(row[0].strip()) in _MOST_ROWS), [])
    mosts: Mosts | None = None
    points = {same_id(each.student.id): each for each in graded}
    seen: set[str] = set()
    for row in table[1:]:
        student = _student(row, people, room)
        if student is None:
            continue
        found = points.get(same_id(student.id))
        seen.add(same_id(student.id))
        if found is not None and found.has_points:
            row.extend([""] * (at + 1 - len(row)))
            row[at] = number(found.marked.points)
            mosts = mosts or _mosts(_cell(row, most_at) or _cell(of_all, at), found.marked.max_points)
    missing = tuple(
        each.student.id for each in graded if each.has_points and same_id(each.student.id) not in seen
    )
    return Filled(
        tuple(map(tuple, table)), divider_of(text), text.startswith(BOM) or data.startswith(BOM.encode()),
        len(seen), missing, mosts,
    )  # fmt: skip


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _mosts(text: str, ours: Fraction) -> Mosts | None:
    """Put both side by side where the system's is a number, and another."""
    # A comma before one or two digits divides no thousands.
    read = read_number(text, "answer", decimal_comma=re.fullmatch(r"\d+,\d{1,2}", text) is not None)
    if isinstance(read, Unread) or read.value == ours:
        return None
    return Mosts(number(read.value), number(ours))


def _column(
    header: Sequence[str], people: Mapping[int, str], title: str, column: str | None, file: str
) -> int:
    """Find the column of points: the one that was named; Moodle's Grade; the assignment of Canvas."""
    others = [at for at in range(len(header)) if at not in people]
    if column is not None:
        named = [at for at in others if plain_heading(header[at]) == plain_heading(column)]
    else:
        named = [at for at in others if plain_heading(header[at]) in _GRADES]
    if not named and column is None:
        named = [at for at in others if _ASSIGNMENT.search(header[at])]
        if len(named) > 1:
            titled = [at for at in named if title and plain_heading(title) in plain_heading(header[at])]
            named = titled or named
    if len(named) != 1:
        columns = ", ".join(header[at].strip() for at in (named or others))[:400]
        raise SpecError(says.WHICH_COLUMN(file=file, columns=columns))
    return named[0]


def _student(row: Sequence[str], people: Mapping[int, str], room: Class) -> Student | None:
    cells: dict[str, str] = {}
    for at, kind in people.items():
        if at < len(row) and not cells.get(kind):
            cells[kind] = row[at].strip()
    name = whole_name(cells)  # type: ignore[arg-type]
    if not any((cells.get("id"), name, cells.get("email"))):
        return None
    asked = Submission((), (), "", cells.get("id", ""), name=name, email=cells.get("email", ""))
    return room.owner(asked).student


def table_text(filled: Filled) -> Iterator[str]:
    """Write a filled table as the system wrote it: its divider, its mark at the beginning."""
    import csv
    import io

    buffer = io.StringIO()
    csv.writer(buffer, delimiter=filled.divider, lineterminator="\n").writerows(filled.rows)
    yield (BOM if filled.has_mark else "") + buffer.getvalue()


# Feedback, back into the folders that the system's archive had


def feedback_names(graded: Iterable[Graded], ending: str) -> Iterator[tuple[Graded, str]]:
    """Name everybody's feedback as the system's own archive named what was handed in.

    Moodle has a folder a student, Canvas one name for each file; whoever has neither gets the id for a name.
    """
    for each in graded:
        place = next((found for part in each.source.split(", ") if (found := _place(part))), "")
        yield each, f"{place or each.student.file_name}{'/feedback' if place.endswith('_') else ''}.{ending}"


def _place(source: str) -> str:
    """Find in where something stands the folder of Moodle, or the name of Canvas.

    >>> _place("all.zip/Kim_12_assignsubmission_file_/a.md"), _place("sub/kimminsu_11_101_a-1.md:2")
    ('Kim_12_assignsubmission_file_', 'kimminsu_11_101_a-1')
    """
    parts = source.replace("\\", "/").split("/")
    for part in parts:
        if re.search(r"_\d+_assignsubmission_[a-z]+_?$", part):
            return part
    own = PurePosixPath(re.sub(r":\d+$", "", parts[-1])).stem
    return own if re.match(r"[^\W\d_]+(?:_LATE)?_\d+_\d+_", own) else ""
