"""The class: who is in it. A CSV with a column of ids, and perhaps of names, addresses and languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tutor.classroom.csv_text import decoded, plain, rows
from tutor.errors import Fault, Sentence, SpecError, say
from tutor.spec.reader import file_bytes

MAX_STUDENTS = 20_000
MAX_ID_LENGTH = 64

# Header words, without spaces and signs.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": (
            "id",
            "student",
            "studentid",
            "studentnumber",
            "userid",
            "username",
            "학번",
            "학생",
            "학생번호",
            "아이디",
        ),
        "name": ("name", "studentname", "fullname", "이름", "성명", "학생이름"),
        "email": ("email", "mail", "emailaddress", "이메일", "메일", "전자우편"),
        "language": ("language", "lang", "언어"),
        "sheet": ("sheet", "sheetid", "version", "variant", "문제지", "시트", "시험지", "유형"),
    }
)
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10)))
)
_LANGUAGES = {"ko": "ko", "korean": "ko", "한국어": "ko", "en": "en", "english": "en", "영어": "en"}


@dataclass(frozen=True)
class Student:
    """One row of the roster; ``id`` serves as a file name."""

    id: str
    name: str = ""
    email: str = ""
    language: str | None = None


def column_of(heading: str) -> str | None:
    """Say which column of a roster or a table of answers a heading names.

    >>> column_of("Student ID"), column_of("이름"), column_of("h_1[1]")
    ('id', 'name', None)
    """
    word = re.sub(r"[\s_.\-]", "", heading).casefold()
    return next((column for column, words in COLUMNS.items() if word in words), None)


def is_usable(student: str) -> bool:
    r"""Whether an id can be the name of a file on every system.

    >>> [is_usable(each) for each in ("2024-17", "김철수", "../x", "/abs/x", r"a\b", "CON", "x" * 300)]
    [True, True, False, False, False, False, False]
    """
    if student.isascii() and student.isalnum() and len(student) <= MAX_ID_LENGTH:
        return student.casefold() not in _RESERVED
    return (
        0 < len(student) <= MAX_ID_LENGTH
        and len(student.encode()) <= 200
        and not re.search(r'[\x00-\x1f\x7f/\\\\:*?"<>|]', student)
        and not student.startswith((".", "-", " "))
        and not student.endswith((".", " "))
        and student.partition(".")[0].casefold() not in _RESERVED
        and not any(
            unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for letter in student
        )
    )


def same_id(text: str) -> str:
    """Bring an id into the form in which two are compared."""
    if text.isalnum() and text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", plain(text.strip())).casefold()


def read_roster(path: Path) -> tuple[Student, ...]:
    """Read a roster. Raises :class:`SpecError` with every fault at once, each with its line."""
    name = str(path)
    data = file_bytes(path, say("give the path of a roster, a CSV with a column id"), 8 << 20)
    text = decoded(data)
    if text is None:
        raise SpecError(_fault(say("the roster is no text"), say("save it as CSV, in UTF-8")).at(name))
    return roster_of(text, name)


def roster_of(text: str, name: str = "") -> tuple[Student, ...]:
    r"""Take a text for a roster; without a header, the first column is the id and the second the name.

    >>> [each.id for each in roster_of("학번,이름\n2024-1,김철수\n2024-2,이영희\n")]
    ['2024-1', '2024-2']
    """
    table = [(number, row) for number, row in enumerate(rows(text), start=1) if any(map(str.strip, row))]
    if not table:
        raise SpecError(
            _fault(say("the roster is empty"), say("write a column id, a student a line")).at(name)
        )
    header = {at: column for at, cell in enumerate(table[0][1]) if (column := column_of(cell)) is not None}
    if header:
        table = table[1:]
        if "id" not in header.values():
            header = {at: "id" if column == "name" else column for at, column in header.items()}
    else:
        header = {0: "id", 1: "name"}
    if "id" not in header.values():
        raise SpecError(
            _fault(say("the roster has no column of ids"), say("call one column id, or 학번")).at(name, 1)
        )
    students, faults = [], []
    seen: dict[str, int] = {}
    for number, row in table:
        student, fault = _student(row, header, seen, number)
        if fault is not None:
            faults.append(fault.at(name, number))
        if student is not None:
            students.append(student)
    if len(students) > MAX_STUDENTS:
        faults.append(
            _fault(
                say("the roster has {n} students; the limit is {limit}", n=len(students), limit=MAX_STUDENTS)
            ).at(name)
        )
    if not faults and not students:
        faults.append(_fault(say("the roster is empty"), say("write a column id, a student a line")).at(name))
    if faults:
        raise SpecError(faults)
    return tuple(students)


def _student(
    row: Sequence[str], header: Mapping[int, str], seen: dict[str, int], number: int
) -> tuple[Student | None, Fault | None]:
    cells = dict.fromkeys(header.values(), "")
    for at, column in header.items():
        if at < len(row) and not cells[column]:
            cells[column] = unicodedata.normalize("NFC", plain(row[at].strip()))
    student = cells["id"]
    if not is_usable(student):
        return None, Fault(
            "G14",
            say("the id `{id}` cannot be the name of a file", id=student[:40]),
            because=say("Every student's files are named by the id."),
            help=say("use letters, digits, - and _, at most {limit} of them", limit=MAX_ID_LENGTH),
        )
    if (known := same_id(student)) in seen:
        return None, _fault(
            say(
                "the id `{id}` stands in lines {first} and {second}",
                id=student,
                first=seen[known],
                second=number,
            ),
            say("give every student an id of their own"),
        )
    seen[known] = number
    language = _LANGUAGES.get(cells.get("language", "").casefold())
    return Student(student, cells.get("name", ""), cells.get("email", ""), language), None


def _fault(title: Sentence, help_: Sentence | None = None) -> Fault:
    return Fault("G13", title, help=help_)
