"""``rnn-tutor handout``: a class of exercises, one variant a student: sheets, keys and what marking needs."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tutor import __version__
from tutor.calculation.assembly.limits import MAX_STEPS
from tutor.cli.console import Console
from tutor.cli.messages import class_option_messages as says
from tutor.cli.messages.option_messages import OPTION_DOES_NOT_GO_WITH_FORMAT
from tutor.cli.progress import progress
from tutor.cli.refusals import PROGRAM, UsageError, missing, one_of
from tutor.cli.spec_file import STANDARD_INPUT, read_spec
from tutor.documents.format_names import FORMATS, SHEET_FORMATS
from tutor.documents.formats.formats import PAGED
from tutor.files.locks import locked
from tutor.files.workers import Workers
from tutor.files.writing import made
from tutor.handout.blanks import set_for
from tutor.handout.class_folder import ANSWERS, begin, complete, interrupted, made_from, put_answers
from tutor.handout.exercise import DRAWING, exercise_pieces
from tutor.handout.folder_making import (
    SHEETS,
    Handed,
    Job,
    Plan,
    Print,
    hand_out,
    is_there,
    print_out,
    put_class_key,
    try_out,
)
from tutor.handout.limits import KEY_KINDS, KeyKind
from tutor.handout.roster import Student, read_roster
from tutor.handout.sheets.class_key import KeyRow
from tutor.handout.templates import Template, longer, template_of, template_of_sizes
from tutor.language.faults import Count, Fault, OutputError, Sentence
from tutor.record import record

if TYPE_CHECKING:
    from tutor.documents.format_names import SheetFormat
    from tutor.language.languages import Code

EXAMPLE = "handout --hidden 2 --words i am here --steps 3 --roster roster.csv -o class"
MAX_SEED = 999_999_999
LONG = 2  # times as many steps
# Students for a process at a time: screening many variants at once takes a third of the time.
TOGETHER = 250


def run(options: argparse.Namespace, console: Console) -> int:
    """Draw everybody's variant; write the class."""
    formats = _formats(options.to)
    _refuse_contradictions(options, formats)
    template, console = _template(options, console)
    students = _students(options)
    plan = Plan(
        template,
        seed=1 if options.seed is None else options.seed,
        preset=options.blanks.replace(" ", ""),
        level=options.level,
        formats=formats,
        key=_key(options),
        working=options.working,
        language=_language(console, template),
        one_language=console.asked is not None,
        paper=options.paper or "a4",
        decimal_comma=options.decimal_comma,
    )
    try_out(plan, students, prints=options.prints)
    folder = Path(options.folder)
    with made(folder), locked(folder):
        origin = made_from(plan, students, _given(options), __version__, prints=options.prints)
        late = begin(folder, origin, students, force=options.force, inputs=_inputs(options))
        with made(*(folder / kind for kind in plan.kinds)), _taken_up_again(folder):
            _write(plan, students, options, console, (origin.origin, late))
    if late:
        console.say(says.LATE_STUDENTS_WERE_ADDED(n=Count(len(late)), students=", ".join(late[:12])))
    console.say(_next(folder, prints=options.prints, commas=options.decimal_comma))
    if len(students) > 1 and set(plan.preset.split(",")) <= {"shapes", "one-hot"}:
        console.tell([_alike(plan.preset)], {})
    if template.is_scalar:
        console.tell([says.WITH_ONE_HIDDEN_UNIT_SOME_MISTAKES_DO_NOT_SHOW()], {})
    return 0


def _next(folder: Path, *, prints: bool, commas: bool) -> Sentence:
    """Say what to print and what to type when the answers are there."""
    answers = folder / ANSWERS
    words = [str(each) for each in (PROGRAM, "grade", folder, answers, "-o", f"{folder}-marks")]
    words += ["--decimal-comma"] if commas else []
    return says.PRINT_SHEETS_THEN_TYPE(
        sheets=folder / (f"{SHEETS}.pdf" if prints else SHEETS),
        answers=answers,
        # Double quotes are understood by the shells of every system.
        command=" ".join(f'"{word}"' if " " in word else word for word in words),
    )


def _alike(preset: str) -> Fault:
    """Say that sheets without calculations hardly differ."""
    return says.SHEETS_THAT_ASK_FOR_PRESET_ALONE_HAVE_FEW(preset=preset)


# What is read


def _formats(words: Sequence[str] | None) -> tuple[SheetFormat, ...]:
    """Take the formats of a command line, each once, in the order of the registry."""
    named = [word for each in words or ["md"] for word in each.split(",") if word]
    for word in named:
        one_of("--to", SHEET_FORMATS)(word)
    return tuple(each for each in SHEET_FORMATS if each in named) or ("md",)


def _key(options: argparse.Namespace) -> KeyKind:
    """Take the kind of the key; working is shown on everybody's own."""
    for kind in KEY_KINDS:
        if kind == options.key:
            return kind
    return "full" if options.working else "class"


def _sizes_given(options: argparse.Namespace) -> list[str]:
    return [
        f"--{name}"
        for name in ("hidden", "words", "steps", "input", "cell")
        if getattr(options, name) is not None
    ]


def _given(options: argparse.Namespace) -> dict[str, str]:
    """Give the sizes of a command line as they were written."""
    values = {name: getattr(options, name.removeprefix("--")) for name in _sizes_given(options)}
    if values and options.decimals is not None:
        values["--decimals"] = options.decimals
    return {
        name: " ".join(value) if isinstance(value, list) else str(value) for name, value in values.items()
    }


def _refuse_contradictions(options: argparse.Namespace, formats: Sequence[SheetFormat]) -> None:
    for option, asked, having in (
        ("--paper", options.paper, PAGED),
        ("--decimal-comma", options.decimal_comma, (*FORMATS, "ipynb")),
    ):
        if asked and not options.prints and not {*having}.intersection(formats):
            shown = ", ".join(formats)
            raise UsageError(
                OPTION_DOES_NOT_GO_WITH_FORMAT(option=option, format=shown, formats=", ".join(having))
            )
    sizes = _sizes_given(options)
    if options.spec is not None and sizes:
        raise UsageError(says.A_SPEC_AND_SIZES_WERE_GIVEN(sizes=", ".join(sizes)))
    if options.spec is None:
        lacking = [name for name in ("--hidden", "--words", "--steps") if name not in sizes]
        if len(lacking) == 3:
            raise missing(says.WHICH_EXERCISE_GIVE_A_SPEC_OR_HIDDEN(), EXAMPLE)
        if lacking:
            raise missing(says.OPTIONS_IS_MISSING(options=", ".join(lacking)), EXAMPLE)
        if options.level == "long":
            raise UsageError(says.LEVEL_LONG_AND_SIZES_WERE_GIVEN())
    if options.blanks.strip() == "shapes" and options.level in ("first-step", "faded"):
        raise UsageError(says.LEVEL_AND_BLANKS_SHAPES_WERE_GIVEN(level=options.level))
    if options.working and options.key not in (None, "full"):
        raise UsageError(says.WORKING_AND_KEY_WERE_GIVEN(key=options.key))
    if options.roster is not None and options.count is not None:
        raise UsageError(says.A_ROSTER_AND_COUNT_WERE_GIVEN())
    if options.folder is None:
        raise missing(says.WHICH_FOLDER(), EXAMPLE)


def _template(options: argparse.Namespace, console: Console) -> tuple[Template, Console]:
    """Make the template, with the lines that the preset writes."""
    if options.spec is not None:
        given = {} if options.decimals is None else {"rounding.decimals": options.decimals}
        # Its numbers are drawn anew, so nobody needs to know how exact they are.
        problem, console = read_spec(options, console, "handout", given, untold=("N09",))
        template = set_for(template_of(problem), options.blanks)
        if options.level == "long":
            template = longer(template, min(MAX_STEPS, LONG * template.steps))
        return template, console
    template = template_of_sizes(
        options.hidden,
        options.words,
        options.steps,
        input_size=options.input,
        kind=options.cell or "rnn_tanh",
        decimals=options.decimals or 3,
    )
    return set_for(template, options.blanks), console


def _students(options: argparse.Namespace) -> Sequence[Student]:
    if options.roster is not None:
        return read_roster(Path(options.roster))
    count = options.count or 1
    digits = max(2, len(str(count)))
    return [Student(f"s{number:0{digits}}") for number in range(1, count + 1)]


def _language(console: Console, template: Template) -> Code:
    """Choose the language of whoever has none; not by the machine, so that every machine writes the same."""
    problem = template.problem
    for code in (console.asked, problem.language):
        if code is not None:
            return "ko" if code == "ko" else "en"
    return "ko" if re.search("[가-힣]", " ".join((problem.title, *problem.vocabulary.words))) else "en"


def _inputs(options: argparse.Namespace) -> list[Path]:
    return [Path(each) for each in (options.spec, options.roster) if each not in (None, STANDARD_INPUT)]


# What is written


def _write(
    plan: Plan,
    students: Sequence[Student],
    options: argparse.Namespace,
    console: Console,
    begun: tuple[Mapping[str, str], Sequence[str]],
) -> None:
    """Write everything; what says that the folder is complete comes last."""
    folder = Path(options.folder)
    (origin, late), totals = begun, _Totals()
    put_answers(folder, plan, students, late)
    with Workers(options.jobs) as workers:
        if options.prints:
            missing_prints = [kind for kind in plan.kinds if not is_there(folder / f"{kind}.pdf")]
            prints = workers.each(print_out, Print(Job(plan, folder), tuple(students)), missing_prints)
            totals.files += sum(
                progress(prints, len(missing_prints), says.PRINTING(), console.err, console.language)
            )
        handed = workers.each(hand_out, Job(plan, folder), students, together=TOGETHER)
        shown = progress(handed, len(students), says.HANDING_OUT(), console.err, console.language)
        head = {
            "title": plan.template.problem.title if options.spec is not None else " ".join(options.words),
            "preset": plan.preset,
            "level": plan.level,
            "seed": plan.seed,
            "language": plan.language,
            "made_from": dict(origin),
            "drawing": DRAWING,
        }
        rows: list[KeyRow] = []

        def entries() -> Iterator[str]:
            for handed in shown:
                rows.append(handed.key)
                yield totals.counted(handed)
            totals.files += put_class_key(folder, plan, rows, prints=options.prints)

        complete(folder, exercise_pieces(head, entries()))
    console.say(
        says.STUDENTS_DRAWS_EACH_ON_AVERAGE_MOST_AT_MOST(
            n=Count(len(students)),
            draws=f"{totals.draws / len(students):.1f}",
            most=totals.most,
            files=says.NEW_FILES(n=Count(totals.files)),
            folder=folder,
        )
    )


@record(frozen=False)
class _Totals:
    """What is told at the end."""

    draws: int = 0
    most: int = 0
    files: int = 0

    def counted(self, handed: Handed) -> str:
        """Count what was made for a student, and hand its line on."""
        self.draws += handed.draws
        self.most = max(self.most, handed.draws)
        self.files += handed.files
        return handed.entry


@contextmanager
def _taken_up_again(folder: Path) -> Iterator[None]:
    """Say of a disk that is full in the middle of a class how to go on."""
    try:
        yield
    except OutputError as error:
        raise interrupted(error, folder) from error
