"""Everything that was handed in → Submissions, whatever kind of file it stands in; what fails fails alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tutor.files.archives import Handed, handed_in, unreadable
from tutor.files.csv_text import decoded, rows
from tutor.handout.sheet_number import find_sheet_id
from tutor.language.faults import Fault, TutorError, say
from tutor.marking.submissions.data import read_json
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.rows import read_table
from tutor.marking.submissions.submission import Submission
from tutor.marking.submissions.texts import owner, read_text
from tutor.reading.file_forms import UnreadableFileError, notebook_texts, workbook_tables

TABLES = (".csv", ".tsv")
DATA = (".json",)
TEXTS = (".md", ".markdown", ".txt", ".tex", "")
ENDINGS = (*TABLES, *DATA, *TEXTS[:-1], ".xlsx", ".ipynb", ".zip")


def read_submissions(paths: Iterable[Path], headings: Headings) -> Iterator[Submission]:
    """Read files, folders and archives.

    A file that cannot be read gives a refused submission that says why; it may still be known whose it is.
    """
    for path in paths:
        for handed in handed_in(path):
            yield from _of_file(handed, headings)


def _of_file(handed: Handed, headings: Headings) -> Iterator[Submission]:
    if handed.refused is not None:
        yield _refused(handed, handed.refused)
        return
    try:
        yield from _read(handed, headings)
    except TutorError as error:
        yield _refused(handed, *error.faults)
    except UnreadableFileError:
        yield _refused(handed, unreadable(handed.name, say("it is broken")))
    except Exception as error:  # whatever it is: the others are graded, and this one is looked at
        yield _refused(
            handed,
            unreadable(handed.name, say("this is a fault of rnn-tutor ({kind})", kind=type(error).__name__)),
        )


def _refused(handed: Handed, *faults: Fault) -> Submission:
    return Submission((), (), handed.name, stem=handed.stem, faults=faults, refused=True)


def _read(handed: Handed, headings: Headings) -> Iterator[Submission]:
    name, ending = handed.name, handed.ending
    if ending == ".xlsx":
        yield from _of_workbook(handed, headings)
        return
    if ending == ".ipynb":
        yield read_text("\n\n".join(notebook_texts(handed.data)), headings, name, handed.stem)
        return
    if ending not in (*TABLES, *DATA, *TEXTS):
        yield _refused(
            handed,
            unreadable(
                name, say("files of this kind are not read; known are {known}", known=", ".join(ENDINGS))
            ),
        )
        return
    text = decoded(handed.data)
    if text is None:
        yield _refused(handed, unreadable(name, say("it is no text")))
    elif not text.strip():
        yield _refused(handed, unreadable(name, say("it is empty")))
    elif ending in TABLES:
        yield from _owned(read_table(rows(text), headings, name, handed.stem), text[:4000])
    elif ending in DATA:
        yield from read_json(text, headings, name, handed.stem)
    else:
        yield read_text(text, headings, name, handed.stem)


def _of_workbook(handed: Handed, headings: Headings) -> Iterator[Submission]:
    """Read every sheet that is a table of answers; where none is, say so once."""
    refused: list[Submission] = []
    found = False
    for table in workbook_tables(handed.data):
        head = "\n".join(" | ".join(row) for row in table[:40])
        for each in _owned(read_table(table, headings, handed.name, handed.stem), head):
            if each.refused:
                refused.append(each)
            else:
                found = True
                yield each
    if not found:
        yield from refused[:1]


def _owned(submissions: Iterable[Submission], head: str) -> Iterator[Submission]:
    """Give a table of one person what the lines above it say: the sheet's number, the name."""
    for each in submissions:
        if each.student or each.sheet or not each.stem:
            yield each
            continue
        number, whose = find_sheet_id(head), owner(head)
        yield replace(
            each,
            student=whose.id or whose.name,
            name=whose.name if whose.id else "",
            sheet=number.sheet if number is not None else "",
            is_key=number is not None and number.is_key,
        )
