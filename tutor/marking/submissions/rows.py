"""Rows of cells → Submissions: a column a quantity (wide), or a row an answer (long)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from sys import intern

from tutor.handout.sheets.columns import Column, columns_of, plain_heading, whole_name
from tutor.language.faults import Fault
from tutor.marking import submission_messages as says
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.submission import Kind, Submission
from tutor.marking.submissions.times import seconds
from tutor.record import NamedTuple, record, replace

# A header stands among the first rows; above it people write titles.
MOST_ROWS_ABOVE = 20

_QUANTITY = ("quantity", "item", "question", "양", "항목", "문항", "물리량", "기호")
# A heading with a number in brackets or behind a letter may be meant for a quantity.
_COUNTED = re.compile(r"[\[(]\d|[A-Za-z가-힣][_^-]?\d")
_VALUE = ("value", "answer", "answers", "youranswer", "값", "답", "답안", "응답")
# What stands in the place of a student below or above the rows of students.
_NOBODY = (
    "average", "mean", "median", "total", "sum", "max", "min", "overallaverage", "pointspossible",
    "classaverage",
    "maximum", "minimum", "count", "studenttest", "teststudent", "평균", "합계", "총점", "최고점", "최저점",
    "만점",
)  # fmt: skip


_TELLING = frozenset(("id", "name", "first", "last", "email", "who"))


@record()
class _Header:
    """Which column holds what; ``answers`` are the columns of quantities with their names."""

    row: int
    cells: tuple[str, ...]
    people: Mapping[int, Column]
    quantity: int | None
    value: int | None
    answers: tuple[tuple[int, str], ...]
    unknown: tuple[str, ...]
    width: int

    @property
    def is_long(self) -> bool:
        return self.quantity is not None and self.value is not None

    @property
    def names_people(self) -> bool:
        """Whether a row says whose it is; else the name of the file does."""
        return bool(_TELLING & set(self.people.values()))


def read_table(
    rows: Iterable[Sequence[str]],
    headings: Headings,
    source: str,
    stem: tuple[str, ...] = (),
    *,
    most_above: int = MOST_ROWS_ABOVE,
) -> Iterator[Submission]:
    """Read a table of answers; a table without quantities gives one refused submission that says so.

    ``most_above`` is how many rows may stand above its header.

    >>> table = [["student", "h1[1]", "h₁[2]"], ["kim", "0.197", "?"]]
    >>> for each in read_table(table, Headings(["h_1[1]", "h_1[2]"]), "class.csv"):
    ...     print(each.student, each.names, each.texts, each.source)
    kim ('h_1[1]', 'h_1[2]') ('0.197', '?') class.csv:2
    """
    rows = iter(rows)
    first_rows = list(islice(rows, most_above + 1))
    found = [_header(row, number, headings) for number, row in enumerate(first_rows)]
    headers = [each for each in found if each is not None]
    # An id above the table may look like a quantity; the two columns of a long table say what they are.
    header = next((each for each in headers if each.is_long), headers[0] if headers else None)
    if header is not None:
        rows = chain(first_rows[header.row + 1 :], rows)
    if header is None:
        # A list of students is nobody's work.
        head = first_rows[0] if first_rows else []
        people = columns_of(head)
        if "id" in people.values() and len(people) == len(head):  # a list of students is nobody's work
            yield Submission((), (), source, kind="litter")
            return
        whose = () if "id" in people.values() else stem
        yield Submission((), (), source, stem=whose, faults=(_no_columns(source),), kind="unread")
        return
    faults = tuple(_unknown_column(heading, source) for heading in header.unknown)
    reading = (
        _long(rows, header, headings, source, stem) if header.is_long else _wide(rows, header, source, stem)
    )
    for first in reading:
        yield replace(first, faults=(*first.faults, *faults)) if faults else first
        break
    yield from reading


def _header(row: Sequence[str], number: int, headings: Headings) -> _Header | None:
    """Take a row for the header if it names a quantity, or has the two columns of a long table."""
    plain = [plain_heading(cell) for cell in row]

    def column(words: Sequence[str]) -> int | None:
        return next((at for at, cell in enumerate(plain) if cell in words), None)

    quantity, value = column(_QUANTITY), column(_VALUE)
    answers = [(at, found) for at, cell in enumerate(row) if (found := headings.name(cell)) is not None]
    if not answers and (quantity is None or value is None):
        return None
    taken = {at for at, _ in answers}
    people = columns_of(
        ["" if at in taken or at in (quantity, value) else cell for at, cell in enumerate(row)]
    )
    unknown = [
        cell
        for at, cell in enumerate(row)
        if at not in taken and at not in people and (headings.looks_like(cell) or _COUNTED.search(cell))
    ]
    return _Header(
        number,
        tuple(cell.strip() for cell in row),
        people,
        quantity,
        value,
        tuple(answers),
        tuple(unknown),
        max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0),
    )


class _Who(NamedTuple):
    """What a row says of whose it is."""

    id: str = ""
    name: str = ""
    email: str = ""
    sheet: str = ""
    who: str = ""
    time: str = ""

    @property
    def is_nobody(self) -> bool:
        """Whether the row is of means or of points, and not of a student."""
        said = [each for each in (self.id, self.name, self.who) if each]
        return bool(said) and all(plain_heading(each).replace(",", "") in _NOBODY for each in said)


def _who(header: _Header, row: Sequence[str]) -> _Who:
    cells: dict[Column, str] = {}
    for at, column in header.people.items():
        if at < len(row) and not cells.get(column):
            cells[column] = row[at].strip()
    return _Who(
        cells.get("id", ""),
        whole_name(cells),
        cells.get("email", ""),
        cells.get("sheet", ""),
        cells.get("who", ""),
        cells.get("time", ""),
    )


def _wide(
    rows: Iterator[Sequence[str]], header: _Header, source: str, stem: tuple[str, ...]
) -> Iterator[Submission]:
    names = tuple(name for _, name in header.answers)
    columns = [at for at, _ in header.answers]
    first, last = min(columns), max(columns) + 1
    straight = columns == list(range(first, last))
    people, twice = tuple(header.people.items()), len(set(names)) < len(names)
    # Most tables have one column of people, the id.
    only_id = people[0][0] if len(people) == 1 and people[0][1] == "id" else None
    whose = () if header.names_people else stem
    for number, row in enumerate(rows, start=header.row + 2):
        if straight and len(row) >= last:
            texts = tuple(map(intern, row[first:last]))
        else:
            texts = tuple(row[at] if at < len(row) else "" for at in columns)
        if only_id is not None:
            who = _Who(row[only_id].strip() if only_id < len(row) else "")
        else:
            who = _who(header, row)
        if not any(who[:5]) and not any(text.strip() for text in texts):
            continue
        at = f"{source}:{number}"
        if who.is_nobody or _is_header(header, row):
            yield Submission((), (), at, kind="litter")
        elif any(cell.strip() for cell in row[header.width :]):
            fault = _too_wide(source, number, len(row), header.width)
            yield _submission((), (), at, who, whose, (fault,), "unread")
        else:
            yield _submission(*(_once(names, texts) if twice else (names, texts)), at, who, whose)


def _is_header(header: _Header, row: Sequence[str]) -> bool:
    """Whether a row says once more what the columns of people are."""
    return bool(header.people) and all(
        at < len(row) and row[at].strip() == header.cells[at] for at in header.people
    )


def _submission(
    names: tuple[str, ...],
    texts: tuple[str, ...],
    source: str,
    who: _Who,
    stem: tuple[str, ...],
    faults: tuple[Fault, ...] = (),
    kind: Kind = "answers",
) -> Submission:
    head = (who.who,) if who.who else ()
    return Submission(
        names, texts, source, who.id, who.sheet, stem, faults, kind, False, who.name, who.email, head,
        seconds(who.time) if who.time else 0,
    )  # fmt: skip


def _once(names: Sequence[str], texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put the columns of one quantity together; two answers to one question are left to the teacher."""
    answers: dict[str, str] = {}
    for name, text in zip(names, texts, strict=True):
        answers[name] = both(answers.get(name, ""), text.strip())
    return tuple(answers), tuple(answers.values())


def both(first: str, second: str) -> str:
    """Give what two answers to one question say together.

    >>> both("0.1", "0.1"), both("", "0.1"), both("0.1", "0.2")
    ('0.1', '0.1', '0.1 | 0.2')
    """
    return first if first == second else " | ".join(filter(None, (first, second)))


def _long(
    rows: Iterator[Sequence[str]], header: _Header, headings: Headings, source: str, stem: tuple[str, ...]
) -> Iterator[Submission]:
    assert header.quantity is not None and header.value is not None
    people: dict[_Who, dict[str, str]] = {}
    places: dict[_Who, int] = {}
    unknown: dict[_Who, list[Fault]] = {}
    for number, row in enumerate(rows, start=header.row + 2):

        def cell(at: int, row: Sequence[str] = row) -> str:
            return row[at].strip() if at < len(row) else ""

        who = _who(header, row)._replace(time="")
        quantity, text = cell(header.quantity), cell(header.value)
        if not quantity and not text:
            continue
        answers = people.setdefault(who, {})
        places.setdefault(who, number)
        name = headings.name(quantity)
        if name is None:
            unknown.setdefault(who, []).append(_unknown_column(quantity, f"{source}:{number}"))
        else:
            answers[name] = both(answers.get(name, ""), text)
    stem = () if header.names_people else stem
    for who, answers in people.items():
        faults = tuple(unknown.get(who, ()))
        at = f"{source}:{places[who]}"
        yield _submission(tuple(answers), tuple(answers.values()), at, who, stem, faults)


def _too_wide(source: str, number: int, found: int, width: int) -> Fault:
    return says.ROW_OF_FILE_HAS_FOUND_CELLS(row=number, file=source, found=found, width=width)


def _no_columns(source: str) -> Fault:
    return says.NO_COLUMN_OF_FILE_IS_A_QUANTITY(file=source)


def _unknown_column(heading: str, source: str) -> Fault:
    return says.FILE_ANSWERS_NAME_WHICH_THE_EXERCISE_DOES(file=source, name=heading[:40])
