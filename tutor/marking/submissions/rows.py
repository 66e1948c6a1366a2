"""Rows of cells → Submissions: a column a quantity (wide), or a row an answer (long)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from tutor.handout.roster import column_of
from tutor.language.faults import Fault, say
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.submission import Submission

# A header stands among the first rows; above it people write titles.
MOST_ROWS_ABOVE = 20

_QUANTITY = ("quantity", "item", "question", "양", "항목", "문항", "물리량", "기호")
# A heading with a number in brackets or behind a letter may be meant for a quantity.
_COUNTED = re.compile(r"[\[(]\d|[A-Za-z가-힣][_^-]?\d")
_VALUE = ("value", "answer", "answers", "youranswer", "값", "답", "답안", "응답")


@dataclass(frozen=True)
class _Header:
    """Which column holds what; ``answers`` are the columns of quantities with their names."""

    row: int
    student: int | None
    sheet: int | None
    quantity: int | None
    value: int | None
    answers: tuple[tuple[int, str], ...]
    unknown: tuple[str, ...]
    width: int

    @property
    def is_long(self) -> bool:
        return self.quantity is not None and self.value is not None


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
        is_list = any(column_of(cell) == "id" for row in first_rows[:1] for cell in row)
        yield Submission(
            (), (), source, stem=() if is_list else stem, faults=(_no_columns(source),), refused=True
        )
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
    plain = ["".join(cell.split()).casefold().strip("_-. ").replace("_", "") for cell in row]

    def column(words: Sequence[str]) -> int | None:
        return next((at for at, cell in enumerate(plain) if cell in words), None)

    known = {column_of(cell): at for at, cell in reversed(list(enumerate(row)))}
    quantity, value = column(_QUANTITY), column(_VALUE)
    answers = [(at, found) for at, cell in enumerate(row) if (found := headings.name(cell)) is not None]
    if not answers and (quantity is None or value is None):
        return None
    taken = {at for at, _ in answers}
    unknown = [
        cell
        for at, cell in enumerate(row)
        if at not in taken
        and column_of(cell) is None
        and (headings.looks_like(cell) or _COUNTED.search(cell))
    ]
    return _Header(
        number,
        known.get("id", known.get("name")),
        known.get("sheet"),
        quantity,
        value,
        tuple(answers),
        tuple(unknown),
        max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0),
    )


def _wide(
    rows: Iterator[Sequence[str]], header: _Header, source: str, stem: tuple[str, ...]
) -> Iterator[Submission]:
    names = tuple(name for _, name in header.answers)
    columns = [at for at, _ in header.answers]
    first, last = min(columns), max(columns) + 1
    straight = columns == list(range(first, last))
    student, sheet, twice = header.student, header.sheet, len(set(names)) < len(names)
    for number, row in enumerate(rows, start=header.row + 2):
        if straight and len(row) >= last:
            texts = tuple(row[first:last])
        else:
            texts = tuple(row[at] if at < len(row) else "" for at in columns)
        who = row[student].strip() if student is not None and student < len(row) else ""
        if not who and not any(text.strip() for text in texts):
            continue
        which = row[sheet].strip() if sheet is not None and sheet < len(row) else ""
        # A row of a class says whose it is; only a table of one person is told by the name of its file.
        at, whose = f"{source}:{number}", stem if student is None else ()
        if any(cell.strip() for cell in row[header.width :]):
            fault = _too_wide(source, number, len(row), header.width)
            yield Submission((), (), at, who, which, whose, (fault,), refused=True)
        else:
            yield Submission(*(_once(names, texts) if twice else (names, texts)), at, who, which, whose)


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
    people: dict[tuple[str, str], dict[str, str]] = {}
    places: dict[tuple[str, str], int] = {}
    unknown: dict[tuple[str, str], list[Fault]] = {}
    for number, row in enumerate(rows, start=header.row + 2):

        def cell(at: int | None, row: Sequence[str] = row) -> str:
            return row[at].strip() if at is not None and at < len(row) else ""

        who = cell(header.student), cell(header.sheet)
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
    for who, answers in people.items():
        yield Submission(
            tuple(answers),
            tuple(answers.values()),
            f"{source}:{places[who]}",
            *who,
            stem if header.student is None else (),
            tuple(unknown.get(who, ())),
        )


def _too_wide(source: str, number: int, found: int, width: int) -> Fault:
    return Fault(
        "G21",
        say(
            "row {row} of `{file}` has {found} cells, the first row {width}",
            row=number,
            file=source,
            found=found,
            width=width,
        ),
        because=say("So nobody can tell which answer is whose; a comma inside a number divides it."),
        help=say("put such numbers between quotation marks, or save the table with semicolons"),
        severity="warning",
    )


def _no_columns(source: str) -> Fault:
    return Fault(
        "G21",
        say("no column of `{file}` is a quantity of the exercise", file=source),
        because=say("A table has a column for each quantity, h_1[1], or the two columns quantity and value."),
        help=say("write the names of the quantities in the first row"),
        severity="warning",
    )


def _unknown_column(heading: str, source: str) -> Fault:
    return Fault(
        "G21",
        say("`{file}` answers `{name}`, which the exercise does not have", file=source, name=heading[:40]),
        because=say("It was left out."),
        severity="warning",
    )
