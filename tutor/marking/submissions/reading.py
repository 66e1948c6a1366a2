"""Everything that was handed in → Submissions, whatever kind of file it stands in; what fails fails alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from tutor.files.archives import Handed, handed_in, unreadable
from tutor.files.csv_text import decoded, rows
from tutor.handout.sheets.sheet_number import find_sheet_id
from tutor.language.faults import Fault, Sentence, TutorError
from tutor.marking import submission_messages as says
from tutor.marking.submissions.data import read_json
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.rows import read_table
from tutor.marking.submissions.step_tables import MOST_ROWS, as_text, is_by_steps
from tutor.marking.submissions.submission import Submission
from tutor.reading.forms.file_text import file_text
from tutor.reading.forms.kinds import Kind, kind_of
from tutor.reading.forms.packages import UnreadableFileError
from tutor.reading.forms.workbooks import ods_tables, workbook_tables
from tutor.record import replace

TABLES = (".csv", ".tsv")
DATA = (".json",)
PAGES = (".html", ".htm")
TEXTS = (".md", ".markdown", ".txt", ".tex", *PAGES, "")
ENDINGS = (*TABLES, *DATA, *TEXTS[:-1], ".xlsx", ".ods", ".docx", ".ipynb", ".zip")
# Photos and scans: work on paper, which a person reads.
PAPER = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".gif", ".bmp", ".tif", ".tiff")


def read_submissions(paths: Iterable[Path], headings: Headings) -> Iterator[Submission]:
    """Read files, folders and archives.

    A file that cannot be read gives a refused submission that says why; it may still be known whose it is.
    """
    for path in paths:
        for handed in handed_in(path):
            yield from _of_file(handed, headings)


def _of_file(handed: Handed, headings: Headings) -> Iterator[Submission]:
    if handed.is_litter:
        yield Submission((), (), handed.name, kind="litter")
        return
    if handed.refused is not None:
        yield _unread(handed, handed.refused)
        return
    if handed.ending in PAPER or (handed.ending == ".pdf" and handed.data.startswith(b"%PDF")):
        yield Submission(
            (),
            (),
            handed.name,
            stem=handed.stem,
            faults=(_on_paper(handed.name),),
            kind="paper",
            when=handed.when,
        )
        return
    try:
        for each in _read(handed, headings):
            yield each if each.when else replace(each, when=handed.when)
    except TutorError as error:
        yield _unread(handed, *error.faults)
    except UnreadableFileError:
        yield _unread(handed, unreadable(handed.name, says.IT_IS_BROKEN()))
    except Exception as error:  # whatever it is: the others are graded, and this one is looked at
        yield _unread(
            handed,
            unreadable(handed.name, says.THIS_IS_A_FAULT_OF_RNN_TUTOR_KIND(kind=type(error).__name__)),
        )


def _unread(handed: Handed, *faults: Fault) -> Submission:
    return Submission((), (), handed.name, stem=handed.stem, faults=faults, kind="unread", when=handed.when)


def _on_paper(name: str) -> Fault:
    return says.IT_IS_ON_PAPER(file=name[-200:])


def _read(handed: Handed, headings: Headings) -> Iterator[Submission]:
    name, ending = handed.name, handed.ending
    kind = kind_of(handed.data, name)
    if kind in ("xlsx", "ods"):
        yield from _of_workbook(handed, kind, headings)
        return
    if kind == "text" and ending in (*TABLES, *DATA) and handed.data.strip():
        text = decoded(handed.data)
        if text is None:
            yield _unread(handed, unreadable(name, says.IT_IS_NO_TEXT()))
        elif ending in TABLES:
            yield from _of_table(rows(text), headings, handed, text[:4000])
        else:
            yield from read_json(text, headings, name, handed.stem)
        return
    try:
        # What a cell prints may be old; what a student hands in stands in the cells.
        text = file_text(handed.data, name, outputs=False).text
    except TutorError as error:
        reasons = [_reason(fault) for fault in error.faults]
        yield _unread(handed, *(unreadable(name, reason) for reason in reasons))
        return
    yield _of_text(text, headings, handed)


def _of_text(text: str, headings: Headings, handed: Handed) -> Submission:
    from tutor.marking.submissions.texts import read_text  # the reader of texts, which tables do without

    return read_text(text, headings, handed.name, handed.stem)


def _reason(fault: Fault) -> Sentence:
    """Say in one sentence why a file is not read and what to do."""
    return says.REASON_AND_HELP(reason=fault.title, help=fault.help) if fault.help else fault.title


def _of_workbook(handed: Handed, kind: Kind, headings: Headings) -> Iterator[Submission]:
    """Read every sheet that is a table of answers; where none is, say so once."""
    unread: list[Submission] = []
    found = False
    for table in ods_tables(handed.data) if kind == "ods" else workbook_tables(handed.data):
        head = "\n".join(" | ".join(row) for row in table[:40])
        for each in _of_table(table, headings, handed, head):
            if each.kind == "unread":
                unread.append(each)
            else:
                found = True
                yield each
    if not found:
        yield from unread[:1]


def _of_table(
    table: Iterable[Sequence[str]], headings: Headings, handed: Handed, head: str
) -> Iterator[Submission]:
    """Read the rows of a table: of a class, of answers, or of the steps of one derivation."""
    rest = iter(table)
    first = list(islice(rest, MOST_ROWS))
    if is_by_steps(first):
        text = as_text([*first, *rest])
        yield from _owned([_of_text(text, headings, handed)], head)
        return
    yield from _owned(read_table(chain(first, rest), headings, handed.name, handed.stem), head)


def _owned(submissions: Iterable[Submission], head: str) -> Iterator[Submission]:
    """Give a table of one person what the lines above it say: the sheet's number, the name."""
    for each in submissions:
        if each.student or each.sheet or not each.stem:
            yield each
            continue
        from tutor.marking.submissions.texts import owner

        number, whose = find_sheet_id(head), owner(head)
        yield replace(
            each,
            student=whose.id,
            name=whose.name,
            email=whose.email,
            sheet=number.sheet if number is not None else "",
            is_key=number is not None and number.is_key,
        )
