"""An exercise as it was handed out: for every student the sheet, the problem and what was left blank."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from hashlib import sha256
from operator import is_
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tutor.calculation.numbers import plain
from tutor.calculation.problem import Problem
from tutor.files.file_text import file_bytes
from tutor.handout import handout_messages as says
from tutor.language.faults import Sentence, SpecError, TutorError
from tutor.record import field, record
from tutor.spec import problem_of

VERSION = 1
# Which way of drawing variants made them; another draws others from the same seed.
DRAWING = 1
FILE = "exercise.json"
MAX_BYTES = 256 << 20


@record()
class Sheet:
    """What one student was given: the sheet's number, the spec of the problem, the names of the blanks."""

    sheet: str
    spec: Mapping[str, Any]
    blanks: tuple[str, ...]
    name: str = ""
    email: str = ""
    language: str | None = None

    def problem(self) -> Problem:
        """Build the problem of the sheet."""
        return problem_of(self.spec, limits=False, advised=False)


@record()
class Exercise:
    """What ``handout`` wrote into exercise.json: a sheet for every student, by the student's id.

    ``is_changed``: somebody has changed the file since.
    """

    title: str
    sheets: Mapping[str, Sheet] = field(default_factory=lambda: MappingProxyType({}))
    preset: str = ""
    more: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    is_changed: bool = False


# Of an exercise whose sheets are those of a practice page, and of nobody.
OF_A_PAGE: Mapping[str, Any] = MappingProxyType({"practice": True})


def is_of_a_page(exercise: Exercise) -> bool:
    """Whether the sheets are those of a practice page, on which drills ask for a part of one.

    >>> is_of_a_page(Exercise("x", more=OF_A_PAGE)), is_of_a_page(Exercise("x"))
    (True, False)
    """
    return exercise.more.get("practice") is True


def exercise_text(exercise: Exercise) -> str:
    """Write an exercise as the JSON that :func:`read_exercise` reads."""
    head = {"title": exercise.title, "preset": exercise.preset, **exercise.more}
    entries = (entry_text(student, sheet) for student, sheet in exercise.sheets.items())
    return "".join(exercise_pieces(head, entries))


def exercise_pieces(head: Mapping[str, Any], entries: Iterable[str]) -> Iterator[str]:
    """Write an exercise piece by piece: what is common, then a line for each student."""
    text = json_text({"version": VERSION, **head})
    yield text.removesuffix("}") + ', "students": {'
    divider, digest = "\n", sha256()
    for entry in entries:
        digest.update(entry.encode() + b"\n")
        yield divider + entry
        divider = ",\n"
    yield f'\n}}, "digest": "{digest.hexdigest()}"}}\n'


def entry_text(student: str, sheet: Sheet) -> str:
    """Write the line of one student."""
    entry = {
        "sheet": sheet.sheet,
        **({"name": sheet.name} if sheet.name else {}),
        **({"email": sheet.email} if sheet.email else {}),
        **({"language": sheet.language} if sheet.language else {}),
        "problem": sheet.spec,
        "blanks": sheet.blanks,
    }
    return f"{json_text(student)}: {json_text(entry)}"


def json_text(value: object) -> str:
    """Write plain data as JSON; decimals keep their digits.

    >>> json_text({"w": [Decimal("0.10"), True, "나"]})
    '{"w": [0.10, true, "나"]}'
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_quoted(str(key))}: {json_text(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(json_text, value))}]"
    return _quoted(value)


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def read_exercise(path: Path) -> Exercise:
    """Read the folder or file that ``handout`` wrote. Raises :class:`SpecError` where it is none."""
    file = path / FILE if path.is_dir() else path
    data = file_bytes(file, says.GIVE_A_SPEC_OR_THE_FOLDER_THAT_RNN_TUTOR(), MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
        # Sheets are made of few different numbers, which they share.
        content = json.loads(text, parse_float=cache(Decimal))
    except (ValueError, RecursionError) as error:
        raise _refused(file, says.IT_IS_NOT_JSON_REASON(reason=str(error)[:120])) from None
    return exercise_of(content, file, as_written=_is_as_written(text))


def _is_as_written(text: str) -> bool:
    """Whether a file is laid out as it was, and its digest is that of the students' lines as they stand.

    So nearly every file is, and nothing has to be written anew to see that nobody changed it.
    """
    _, _, rest = text.partition(', "students": {\n')
    lines, _, end = rest.rpartition("\n}, ")
    digest = sha256((lines.replace(",\n", "\n") + "\n").encode()).hexdigest()
    return end.rstrip() == f'"digest": "{digest}"}}'


def exercise_of(content: object, file: Path, *, as_written: bool = False) -> Exercise:
    """Take plain data for an exercise; ``as_written``: it is known that nobody has changed it.

    Raises :class:`SpecError` with every fault at once.
    """
    if not isinstance(content, dict) or not isinstance(content.get("students"), dict):
        raise _refused(file, says.IT_HAS_NO_TABLE_OF_STUDENTS())
    if content.get("version") != VERSION:
        raise _refused(
            file,
            says.IT_IS_OF_VERSION_FOUND(found=content.get("version"), known=VERSION),
        )
    is_changed = not as_written and "digest" in content and content["digest"] != _digest(content["students"])
    sheets, faults = {}, []
    spec: Mapping[str, Any] = {}
    blanks: tuple[str, ...] = ()
    for student, entry in content["students"].items():
        reason = _wrong(entry)
        if reason is not None:
            faults.append(
                _refused(file, says.STUDENT_REASON(student=str(student)[:40], reason=reason)).faults[0]
            )
            continue
        spec = _shared(entry["problem"], spec)
        asked = tuple(map(str, entry.get("blanks", ())))
        blanks = blanks if asked == blanks else asked
        sheets[student] = Sheet(
            str(entry.get("sheet", "")),
            spec,
            blanks,
            str(entry.get("name", "")),
            str(entry.get("email", "")),
            entry.get("language"),
        )
    if faults:
        raise SpecError(faults[:20])
    known = ("version", "title", "preset", "students", "digest")
    more = {key: value for key, value in content.items() if key not in known}
    return Exercise(
        str(content.get("title", "")),
        MappingProxyType(sheets),
        str(content.get("preset", "")),
        MappingProxyType(more),
        is_changed,
    )


def _shared(value: Any, other: Any) -> Any:  # noqa: ANN401 - plain data of any kind
    """Give plain data with the objects of ``other`` where it is the same: words, settings, the whole of both.

    Numbers are left alone, which may be equal and written with other digits.

    >>> one, other = {"words": ["i", "am"], "w": [1]}, {"words": ["i", "am"], "w": [2]}
    >>> shared = _shared(other, one)
    >>> shared == other, shared["words"] is one["words"]
    (True, True)
    """
    if isinstance(value, str):
        return other if value == other else value
    if isinstance(value, dict) and isinstance(other, dict):
        found = {key: _shared(each, other.get(key)) for key, each in value.items()}
        is_same = list(found) == list(other) and all(map(is_, found.values(), other.values()))
        return other if is_same else found
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return other if value == other else value
    return value


def _digest(students: Mapping[str, Any]) -> str:
    """Give the digest of the students' lines, however the file that holds them is laid out."""
    digest = sha256()
    for student, entry in students.items():
        digest.update(f"{json_text(student)}: {json_text(entry)}\n".encode())
    return digest.hexdigest()


def _wrong(entry: object) -> Sentence | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("problem"), dict):
        return says.THERE_IS_NO_PROBLEM()
    if not isinstance(entry.get("blanks", []), list):
        return says.THE_BLANKS_ARE_NO_LIST()
    return None


def problem_of_sheet(student: str, sheet: Sheet, file: str) -> Problem:
    """Build the problem of a student. Raises :class:`SpecError` that names the student."""
    try:
        return sheet.problem()
    except TutorError as error:
        raise _refused(
            Path(file), says.STUDENT_REASON(student=student, reason=error.faults[0].title)
        ) from None


def _refused(file: Path, reason: Sentence) -> SpecError:
    return SpecError(says.FILE_IS_NO_EXERCISE_REASON(file=file, reason=reason).at(str(file)))
