"""``rnn-tutor grade CLASS --type``: a desk in the terminal for who marks on paper, saved at every line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tutor.cli.console import Console
from tutor.cli.messages import typing_messages as says
from tutor.cli.refusals import missing
from tutor.files.csv_text import decoded, plain, rows, written
from tutor.files.locks import locked
from tutor.files.writing import put
from tutor.handout.class_folder import ANSWERS
from tutor.handout.exercise import Sheet, read_exercise
from tutor.handout.roster import same_id
from tutor.handout.sheets.sheet_number import differs_little, plain_sheet_id
from tutor.marking.marking import Marker
from tutor.marking.reporting.wording import VERDICTS
from tutor.marking.scheme import Scheme

END, BACK = ".", "<"


def type_in(options: argparse.Namespace, console: Console) -> int:
    """Ask for the number of a sheet, then for its entries one by one; every line is saved when it is typed.

    An empty line leaves an entry as it is, < goes back to the one before, . ends a sheet or, in the place of
    a number, everything. Entries that are filled are not asked for again.
    """
    folder = Path(options.spec or "")
    if options.spec is None or not folder.is_dir():
        raise missing(says.WHICH_CLASS(), "grade class --type")
    sheets = read_exercise(folder).sheets
    path = folder / ANSWERS
    table = [[plain(cell) for cell in row] for row in rows(decoded(path.read_bytes()) or "")]
    header, by_id = table[0], {same_id(row[0]): row for row in table[1:] if row}
    lines = _lines(console)
    with locked(folder):
        while True:
            left = sum(not any(row[header.index("sheet") + 1 :]) for row in by_id.values())
            console.say(says.NEXT_SHEET(left=left))
            said = next(lines, END).strip()
            if said == END:
                return 0
            student = _student(said, sheets)
            if student is None or same_id(student) not in by_id:
                console.say(says.NOBODY_HAS_IT(number=said[:40]))
                continue
            _sheet(console, lines, student, sheets[student], header, by_id[same_id(student)], lambda: put(
                path, written([header, *table[1:]])
            ))  # fmt: skip


def _lines(console: Console) -> Iterator[str]:
    """Read what is typed, line by line, until the end."""
    while True:
        console.flush()
        line = sys.stdin.readline()
        if not line:
            return
        yield line.rstrip("\n")


def _student(said: str, sheets: Mapping[str, Sheet]) -> str | None:
    """Find whose sheet has a number, the nearest one for a mistyped; or who has that id."""
    number = plain_sheet_id(said).sheet
    of_number = {plain_sheet_id(sheet.sheet).sheet: student for student, sheet in sheets.items()}
    if number in of_number:
        return of_number[number]
    own = next((student for student in sheets if same_id(student) == same_id(said)), None)
    near = [student for known, student in of_number.items() if differs_little(number, known)]
    return own or (near[0] if len(near) == 1 else None)


def _sheet(
    console: Console,
    lines: Iterator[str],
    student: str,
    sheet: Sheet,
    header: list[str],
    row: list[str],
    save: Callable[[], None],
) -> None:
    """Ask for the entries of one sheet that are still empty, and judge each at once."""
    marker = Marker(sheet.problem(), Scheme(), sheet.blanks, explain=False)
    columns = [at for at, name in enumerate(header) if name in sheet.blanks]
    row += [""] * (len(header) - len(row))
    console.say(says.SHEET_OF(student=student, sheet=sheet.sheet))
    waiting = [at for at in columns if not row[at].strip()]
    place = 0
    while place < len(waiting):
        at = waiting[place]
        console.say(says.ENTRY(name=header[at]))
        said = next(lines, END).strip()
        if said == END:
            break
        if said == BACK:
            place = max(0, place - 1)
            continue
        place += 1
        if not said:
            continue
        row[at] = said
        save()
        marked = marker.mark(tuple(header[each] for each in columns), tuple(row[each] for each in columns))
        mark = next(each for each in marked.marks if each.quantity == header[at])
        console.say(says.JUDGED(name=header[at], answer=said[:40], verdict=VERDICTS[mark.verdict]))
