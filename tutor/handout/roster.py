"""The class: who is in it. A CSV with a column of ids, and perhaps of names, addresses and languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from tutor.files.csv_text import decoded, plain, rows
from tutor.files.file_text import file_bytes
from tutor.handout import list_messages as says
from tutor.handout.limits import MAX_STUDENTS
from tutor.handout.sheets.columns import Column, columns_of, whole_name
from tutor.language.faults import Fault, SpecError
from tutor.reading.forms.packages import UnreadableFileError
from tutor.reading.forms.workbooks import workbook_tables
from tutor.record import record, replace

MAX_ID_LENGTH = 64
_MOST_OF_AN_ID = 400

_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10)))
)
_LANGUAGES: Mapping[str, Literal["ko", "en"]] = MappingProxyType(
    {
        **dict.fromkeys(("ko", "kr", "kor", "ko-kr", "ko_kr", "korean", "한국어", "한글", "국문"), "ko"),
        **dict.fromkeys(("en", "eng", "en-us", "en-gb", "en_us", "en_gb", "english", "영어", "영문"), "en"),
    }
)
# A campus system may write so many lines above the header.
_LINES_ABOVE = 5


@record()
class Student:
    """One row of the roster. ``id`` may be any text; files are called by :attr:`file_name`."""

    id: str
    name: str = ""
    email: str = ""
    language: str | None = None

    @property
    def file_name(self) -> str:
        """What the student's files are called, without an ending."""
        return file_name(self.id)


def is_usable(student: str) -> bool:
    r"""Whether an id can be the name of a file on every system.

    >>> [is_usable(each) for each in ("2024-17", "김철수", "../x", "/abs/x", r"a\b", "CON", "x" * 300)]
    [True, True, False, False, False, False, False]
    """
    if student.isascii() and student.isalnum() and len(student) <= MAX_ID_LENGTH:
        return student.casefold() not in _RESERVED
    return (
        0 < len(student) <= MAX_ID_LENGTH
        and len(student.encode("utf-8", "replace")) <= 200
        and not re.search(r'[\x00-\x1f\x7f/\\\\:*?"<>|]', student)
        and not student.startswith((".", "-", " "))
        and not student.endswith((".", " "))
        and student.partition(".")[0].casefold() not in _RESERVED
        and not any(
            unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for letter in student
        )
    )


def file_name(student: str) -> str:
    """Give the id where every system takes it for a file's name, else what is left of it and a number.

    >>> file_name("2024-17"), file_name("a/b")
    ('2024-17', 'a_b-c14cdd')
    """
    if is_usable(student):
        return student
    left = re.sub(r"[^\w.@+-]", "_", student)[:40].strip("._- ")
    return f"{left or 'student'}-{sha256(student.encode('utf-8', 'replace')).hexdigest()[:6]}"


def same_id(text: str) -> str:
    """Bring an id into the form in which two are compared."""
    if text.isalnum() and text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", plain(text.strip())).casefold()


def read_roster(path: Path) -> tuple[Student, ...]:
    """Read a roster. Raises :class:`SpecError` with every fault at once, each with its line."""
    name = str(path)
    data = file_bytes(path, says.GIVE_THE_PATH_OF_A_ROSTER(), 8 << 20)
    if path.suffix.lower() == ".xlsx":
        try:
            tables = [table for table in workbook_tables(data) if any(any(row) for row in table)]
        except UnreadableFileError:
            raise SpecError(says.IT_IS_NO_WORKBOOK().at(name)) from None
        return roster_of_rows(tables[0] if tables else (), name)
    text = decoded(data)
    if text is None:
        raise SpecError(says.THE_ROSTER_IS_NO_TEXT().at(name))
    return roster_of(text, name)


def roster_of(text: str, name: str = "") -> tuple[Student, ...]:
    r"""Take a text for a roster; without a header, the first column is the id and the second the name.

    >>> [each.id for each in roster_of("학번,이름\n2024-1,김철수\n2024-2,이영희\n")]
    ['2024-1', '2024-2']
    """
    return roster_of_rows(rows(text), name)


def roster_of_rows(given: Iterable[Sequence[str]], name: str = "") -> tuple[Student, ...]:
    """Take rows of cells for a roster."""
    table: Sequence[tuple[int, Sequence[str]]] = [
        (number, row) for number, row in enumerate(given, start=1) if any(map(str.strip, row))
    ]
    if not table:
        raise SpecError(_empty().at(name))
    header, table = _headed(table, name)
    students, faults = [], []
    seen: dict[str, int] = {}
    for number, row in table:
        cells = _cells(row, header)
        if _is_nobody(cells):
            continue
        student, fault = _student(cells, seen, number)
        if fault is not None:
            faults.append(fault.at(name, number))
        if student is not None:
            students.append(student)
    if len(students) > MAX_STUDENTS:
        faults.append(
            says.THE_ROSTER_HAS_N_STUDENTS_THE_LIMIT_IS_LIMIT(n=len(students), limit=MAX_STUDENTS).at(name)
        )
    if not faults and not students:
        faults.append(_empty().at(name))
    if faults:
        raise SpecError(faults)
    return tuple(students)


# What systems write among students, in the column of names: Canvas' second row, its invented student.
_NOBODY = ("points possible", "student, test", "test student")


def _is_nobody(cells: Mapping[Column, str]) -> bool:
    return not cells["id"] and whole_name(cells).casefold() in _NOBODY


def _cells(row: Sequence[str], header: Mapping[int, Column]) -> dict[Column, str]:
    """Take the cells of a row by what they are; of two columns of a kind the first that is filled."""
    cells: dict[Column, str] = dict.fromkeys(header.values(), "")
    for at, column in header.items():
        if at < len(row) and not cells[column]:
            cells[column] = unicodedata.normalize("NFC", plain(row[at].strip()))
    return cells


def _empty() -> Fault:
    return says.THE_ROSTER_IS_EMPTY()


def _headed(
    table: Sequence[tuple[int, Sequence[str]]], name: str
) -> tuple[Mapping[int, Column], Sequence[tuple[int, Sequence[str]]]]:
    """Find the header, perhaps below a title, and what stands under it; a table may have none.

    Where there is no column of ids, e-mail addresses are ids, or else names are.
    """
    for above, (_, row) in enumerate(table[:_LINES_ABOVE]):
        found = columns_of(row)
        if "id" in found.values():
            return found, table[above + 1 :]
    number, first = table[0]
    found = columns_of(first)
    if not found:
        return {0: "id", 1: "name"}, table
    for kind in ("email", "name"):
        at = next((at for at, column in found.items() if column == kind), None)
        if at is not None and (kind == "email" or len(found) == len(first)):
            return {**found, at: "id"}, table[1:]
    raise SpecError(
        replace(
            says.THE_ROSTER_HAS_NO_COLUMN_OF_IDS(),
            because=says.ITS_COLUMNS_ARE_COLUMNS(columns=", ".join(cell.strip()[:40] for cell in first)),
        ).at(name, number)
    )


def _student(
    cells: Mapping[Column, str], seen: dict[str, int], number: int
) -> tuple[Student | None, Fault | None]:
    student = cells["id"]
    # A quotation mark that is never closed makes one cell of all lines that follow.
    if any("\n" in cell or "\r" in cell for cell in cells.values()):
        return None, says.A_CELL_GOES_OVER_THE_END_OF_ITS_LINE()
    if not student or len(student) > _MOST_OF_AN_ID:
        return None, says.AN_ID_TELLS_NOBODY(id=student[:40])
    if (known := same_id(student)) in seen:
        return None, says.THE_ID_STANDS_IN_LINES_FIRST_AND_SECOND(
            id=student, first=seen[known], second=number
        )
    seen[known] = number
    written = cells.get("language", "")
    language = _LANGUAGES.get(written.casefold())
    if written and language is None:
        return None, says.THE_LANGUAGE_OF_STUDENT_IS_NOT_KNOWN(language=written[:40], student=student)
    email = cells.get("email", "") or (student if "@" in student else "")
    return Student(student, whole_name(cells), email, language), None
