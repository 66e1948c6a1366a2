"""A class of exercises: for every student a variant, its sheet, its key, and what marking needs of them.

    template, seed, id ─→ variant ─┬─→ sheets/ID.EXT, keys/ID.EXT
                                   └─→ the student's line of exercise.json

Whatever a student is given depends on the plan and the student alone, so that the work can be divided among
processes and go on where it was stopped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

from tutor.calculation.trace import trace
from tutor.documents.decimal_comma import with_commas
from tutor.documents.document import Document, needs_kotex
from tutor.documents.format_names import FORMATS, CellFormat, Format, SheetFormat
from tutor.documents.formats.formats import finished, sheet_tools, target_of, written
from tutor.documents.formats.targets import Target
from tutor.documents.formats.writing import write
from tutor.documents.formulas.printer import Printer
from tutor.documents.paper_sizes import PaperName, paper_size
from tutor.files.writing import put
from tutor.handout.blanks import blanks_of
from tutor.handout.exercise import Sheet, entry_text
from tutor.handout.limits import KeyKind, Level
from tutor.handout.roster import Student, file_name
from tutor.handout.sheets.class_key import ClassKey, KeyRow, key_table
from tutor.handout.sheets.notebook import sheet_notebook
from tutor.handout.sheets.sheet import key, sheet
from tutor.handout.sheets.sheet_number import key_id, sheet_id
from tutor.handout.sheets.workbook import sheet_workbook
from tutor.handout.task import Task, values_on
from tutor.handout.templates import Template
from tutor.handout.variants import Variant, draw
from tutor.language.languages import Code, Language
from tutor.record import NamedTuple, record, replace
from tutor.spec import spec_dict

SHEETS, KEYS = "sheets", "keys"
# Sheets that are filled in a file have a table for the answers at their end.
WITH_TABLE: tuple[SheetFormat, ...] = ("md", "ipynb")


@record()
class Plan:
    """What is handed out.

    Args:
        template: of the variants; its written lines are those of the preset.
        seed: another one gives everybody another variant.
        preset: what is blank; see :mod:`tutor.handout.blanks`.
        level: at which steps.
        formats: of the sheets and keys.
        key: whether there is a key for the class or for every student.
        working: whether those show how the answers come about.
        language: of a student who has none.
        one_language: whether everybody's documents are in it, whatever their own.
        paper: the size of the pages.
        decimal_comma: whether a half is written 0,5; files of data keep their points.
    """

    template: Template
    seed: int = 1
    preset: str = "steps"
    level: Level = "standard"
    formats: tuple[SheetFormat, ...] = ("md",)
    key: KeyKind = "class"
    working: bool = False
    language: Code = "en"
    one_language: bool = False
    paper: PaperName = "a4"
    decimal_comma: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is made for every student."""
        return (SHEETS, KEYS) if self.key == "full" else (SHEETS,)

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """The names of the blanks, the same on every sheet."""
        template = self.template
        problem = template.problem
        if template.steps != len(problem.sequences[0].inputs):  # the sentences are longer than the template's
            problem = next(draw(template, self.seed, [""])).problem
        return blanks_of(problem, self.preset, self.level)

    @cached_property
    def number(self) -> str:
        """What tells this exercise from every other; formats and languages do not."""
        return f"{self.template.fingerprint}|{self.seed}|{self.preset}|{self.level}"

    def sheet_id(self, student: Student) -> str:
        """Give the number of a student's sheet."""
        return sheet_id(self.number, student.id)

    def language_of(self, student: Student) -> Code:
        """Give the language of a student's sheet and key."""
        if self.one_language or student.language is None:
            return self.language
        return "ko" if student.language == "ko" else "en"


class Handed(NamedTuple):
    """What was made for a student: the line of exercise.json, that of the key, draws and files it took."""

    entry: str
    key: KeyRow
    draws: int
    files: int


def names_of(
    student: str, formats: Iterable[SheetFormat], kinds: Sequence[str] = (SHEETS, KEYS)
) -> Iterator[str]:
    """Name the files of a student, below the folder of the class.

    >>> list(names_of("kim", ["md", "pdf"]))
    ['sheets/kim.md', 'keys/kim.md', 'sheets/kim.pdf', 'keys/kim.pdf']
    """
    name = file_name(student)
    for to in formats:
        for kind in kinds:
            yield f"{kind}/{name}.{to}"


@record()
class Job:
    """What a process needs to know: the plan, and the folder of the class."""

    plan: Plan
    folder: Path


def hand_out(job: Job, students: Sequence[Student]) -> Iterator[Handed]:
    """Write the sheets and keys of some students, as far as they are not there, and say what was made."""
    plan, desk = job.plan, Desk(job.plan)
    variants = draw(plan.template, plan.seed, [student.id for student in students])
    for student, variant in zip(students, variants, strict=True):
        files = 0
        names = names_of(student.id, plan.formats, plan.kinds)
        missing = [name for name in names if not is_there(job.folder / name)]
        if missing:
            for name, content in desk.files(student, variant):
                if name in missing:
                    put(job.folder / name, content)
                    files += 1
        key_row = desk.key_row(student, variant)
        yield Handed(_entry(plan, student, variant), key_row, variant.draws, files)


def is_there(path: Path) -> bool:
    """Whether a file was written: those that are not empty are whole."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _entry(plan: Plan, student: Student, variant: Variant) -> str:
    language = None if plan.one_language else student.language
    return entry_text(
        student.id,
        Sheet(
            plan.sheet_id(student),
            spec_dict(variant.problem),
            plan.blanks,
            student.name,
            student.email,
            language,
        ),
    )


def try_out(plan: Plan, students: Sequence[Student], *, prints: bool) -> None:
    """Make the documents of one student of every kind, so that what cannot be made is refused at once.

    Raises:
        SpecError: there are no such variants, or they cannot be asked that.
        MissingExtraError: a package or a font is missing.
    """
    kinds = {(plan.language_of(each), needs_kotex(each.id + each.name)): each for each in reversed(students)}
    desk = Desk(replace(plan, formats=(*plan.formats, "pdf")) if prints else plan)
    for student in kinds.values():
        (variant,) = draw(plan.template, plan.seed, [student.id])
        for _, content in desk.files(student, variant):
            deque(content, maxlen=0)


@record()
class Print:
    """What a process needs to know that puts everybody's pages into one PDF."""

    job: Job
    students: tuple[Student, ...]


def print_out(what: Print, kinds: Sequence[str]) -> Iterator[int]:
    """Write everybody's sheets, or keys, as one PDF; give how many files that makes."""
    from tutor.documents.formats.pdf import combined

    for kind in kinds:
        pages = _pages(what.job.plan, what.students, kind)
        # Sheets are given to different people; keys stay with whoever marks.
        put(what.job.folder / f"{kind}.pdf", [combined(pages, leaves=kind == SHEETS)])
        yield 1


def _pages(plan: Plan, students: Sequence[Student], kind: str) -> Iterator[str]:
    desk = Desk(plan)
    variants = draw(plan.template, plan.seed, [student.id for student in students])
    for student, variant in zip(students, variants, strict=True):
        printer, target = desk.tools("pdf", plan.language_of(student), kind)
        document = desk.document(kind, desk.task(student, variant), printer)
        yield "".join(write(document, target))


def class_key_names(formats: Iterable[SheetFormat], kind: KeyKind) -> Iterator[str]:
    """Name the files of the key of the class.

    >>> list(class_key_names(["md", "xlsx"], "class"))
    ['keys.csv', 'keys.md']
    """
    yield f"{KEYS}.csv"
    if kind != "full":
        yield from (f"{KEYS}.{to}" for to in formats if to in FORMATS)


def put_class_key(folder: Path, plan: Plan, rows: Sequence[KeyRow], *, prints: bool) -> int:
    """Write the key of the class as far as it is not there; give how many files that makes."""
    problem = next(draw(plan.template, plan.seed, [rows[0].student])).problem
    whole = ClassKey(problem, plan.blanks, plan.template.problem.title, rows, plan.key)
    formats = (*plan.formats, "pdf") if prints and plan.key != "full" else plan.formats
    made = 0
    for name in dict.fromkeys(class_key_names(formats, plan.key)):
        if is_there(folder / name):
            continue
        made += 1
        to = name.rpartition(".")[2]
        if to == "csv":
            put(folder / name, key_table(plan.blanks, rows))
        else:
            language, paper = Language(plan.language), paper_size(plan.paper)
            target = target_of(cast(Format, to), language, paper=paper)
            commas = plan.decimal_comma
            put(
                folder / name,
                written(whole.document, cast(Format, to), language, target, decimal_comma=commas),
            )
    return made


class Desk:
    """Lays out and writes one student's documents after the other; what they share is made once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._tools: dict[tuple[Format, Code, str], tuple[Printer, Target]] = {}

    def tools(self, to: Format, language: Code, kind: str) -> tuple[Printer, Target]:
        """Give the printer and the target of sheets or keys in a format and a language."""
        known = to, language, kind
        if known not in self._tools:
            self._tools[known] = sheet_tools(
                to,
                Language(language),
                is_key=kind == KEYS,
                paper=paper_size(self.plan.paper),
                decimal_comma=self.plan.decimal_comma,
            )
        return self._tools[known]

    def task(self, student: Student, variant: Variant) -> Task:
        """Say what a student is asked."""
        number = self.plan.sheet_id(student)
        return Task(
            trace(variant.problem),
            self.plan.blanks,
            student=student.id,
            name=student.name,
            sheet_id=number,
            key_id=key_id(number),
            worked=self.plan.level == "faded",
        )

    def key_row(self, student: Student, variant: Variant) -> KeyRow:
        """Give a student's row of the key of the class."""
        task = self.task(student, variant)
        known = values_on(task, answers=True)
        return KeyRow(
            student.id,
            student.name,
            task.sheet_id,
            tuple(each.words for each in task.problem.sequences),
            tuple(known[name].text for name in task.blanks),
        )

    def document(self, kind: str, task: Task, printer: Printer) -> Document:
        """Lay out a sheet or a key."""
        plan = self.plan
        laid_out = sheet(task, printer) if kind == SHEETS else key(task, printer, working=plan.working)
        return with_commas(laid_out) if plan.decimal_comma else laid_out

    def files(self, student: Student, variant: Variant) -> Iterator[tuple[str, Iterator[str | bytes]]]:
        """Give a student's files, each by its name and piece by piece as it is read."""
        plain = self.task(student, variant)
        filled = replace(plain, table=True)
        language = self.plan.language_of(student)
        for to in self.plan.formats:
            task = filled if to in WITH_TABLE else plain
            for kind in self.plan.kinds:
                name = f"{kind}/{student.file_name}.{to}"
                match to:
                    case "ipynb" | "xlsx":
                        yield name, self.cells(kind, task, to, Language(language))
                    case _:
                        printer, target = self.tools(to, language, kind)
                        yield name, finished(self.document(kind, task, printer), to, target)

    def cells(self, kind: str, task: Task, to: CellFormat, language: Language) -> Iterator[bytes]:
        """Make a notebook or a workbook, once it is read."""
        is_key = kind == KEYS
        if to == "xlsx":
            yield sheet_workbook(task, language, is_key=is_key)
        else:
            working, commas = self.plan.working, self.plan.decimal_comma
            yield sheet_notebook(task, language, is_key=is_key, working=working, decimal_comma=commas)
