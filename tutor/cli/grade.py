"""``rnn-tutor grade``: what students handed in, marked line by line, with feedback, gradebook and report."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tutor.calculation.problem import Problem
from tutor.cli import class_option_messages as says
from tutor.cli.console import Console
from tutor.cli.progress import progress
from tutor.cli.spec_file import STANDARD_INPUT, read_spec
from tutor.cli.usage import Parser, missing, not_on_a_terminal, one_of, whole_number
from tutor.documents.formats.formats import BINARY, FORMATS
from tutor.files.csv_text import written
from tutor.files.workers import Workers
from tutor.files.writing import made, write_together
from tutor.handout.blanks import blanks_of
from tutor.handout.exercise import Exercise, problem_of_sheet, read_exercise
from tutor.handout.roster import Student, is_usable, read_roster
from tutor.judging.lines import Lines
from tutor.language.faults import Count, Fault, SpecError
from tutor.marking.decisions import FILE as DECISIONS
from tutor.marking.decisions import Decisions, decided, decision_rows, read_decisions, together
from tutor.marking.given_answers import SYMBOLS as GIVEN_SYMBOLS
from tutor.marking.given_answers import givens
from tutor.marking.gradebook import gradebook_rows, marks_json
from tutor.marking.grading import Class, Graded, Pile, Result, Settings, Task, asked_of, mark_piles, piles_of
from tutor.marking.pages import Look, class_report, feedback_texts
from tutor.marking.scheme import Scheme, check_names, read_scheme
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions
from tutor.marking.wording import NOTES

MOST_TOLD = 12


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.intermixed = True
    parser.section(says.WHAT_IS_READ)
    parser.argument(
        "spec",
        nargs="?",
        metavar="EXERCISE",
        help=says.THE_SPEC_THAT_EVERYBODY_DID,
    )
    parser.argument(
        "submissions",
        nargs="*",
        metavar="SUBMISSIONS",
        help=says.FILES_FOLDERS_AND_ZIP_ARCHIVES_CSV_JSON,
    )
    parser.argument("--roster", metavar="CSV", help=says.WHO_IS_IN_THE_CLASS_EVERYBODY)
    parser.argument("--scheme", metavar="TOML", help=says.WHAT_AN_ENTRY_IS_WORTH_BY_DEFAULT_ONE_POINT)
    parser.argument("--decisions", metavar="CSV", help=says.WHAT_THE_TEACHER_DECIDED)
    parser.argument(
        "--blanks",
        metavar="PRESET",
        help=says.WHAT_WAS_ASKED_H_STEPS_ONE_HOT_SHAPES_ALL,
    )
    parser.argument("--decimal-comma", action="store_true", help=says.READ_0_5_AS_A_NUMBER)
    parser.argument(
        "--no-limits",
        action="store_true",
        help=says.ALLOW_MORE_STEPS_WORDS_AND_HIDDEN_UNITS_THAN,
    )
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument(
        "-o", dest="folder", metavar="DIR", help=says.THE_FOLDER_FOR_FEEDBACK_GRADEBOOK_AND_REPORT
    )
    parser.argument(
        "--to",
        metavar="|".join(FORMATS),
        type=one_of("--to", FORMATS),
        default="md",
        help=says.FORMAT_OF_FEEDBACK_AND_REPORT,
    )
    parser.argument("--hints", action="store_true", help=says.FEEDBACK_GIVES_DIRECTIONS_AND_NO_NUMBERS)
    parser.argument("--json", action="store_true", help=says.THE_MARKS_AS_JSON_ON_THE_STANDARD_OUTPUT)
    parser.argument("--force", action="store_true", help=says.REPLACE_EXISTING_FILES)
    parser.argument(
        "-j", dest="jobs", metavar="N", type=whole_number("-j", 1, 64), default=1, help=says.WORKER_PROCESSES
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Mark the class; write and say what came of it."""
    if options.spec is None or not options.submissions:
        raise missing(says.WHICH_EXERCISE_AND_WHICH_SUBMISSIONS(), "grade spec.toml answers.csv -o marks")
    exercise, console = _exercise(options, console)
    roster = _roster(options)
    names, symbols = _names(exercise)
    scheme = _scheme(options, names, symbols)
    decisions = _decisions(options)
    paths = [Path(each) for each in options.submissions]
    if lost := [path for path in paths if not os.path.exists(path)]:  # noqa: PTH110 - of any name at all
        raise SpecError([_no_such_file(path) for path in lost])
    blanks = _blanks(options, exercise)
    headings = Headings(names, unasked=() if _asks_inputs(exercise, blanks) else _inputs(names))
    piles, nobodys, used = piles_of(Class(exercise, roster), read_submissions(paths, headings))
    if not used:
        faults = [fault for each, more in nobodys for fault in (*more, *each.faults)]
        faults += [fault for pile in piles for each in pile.submissions for fault in each.faults]
        raise SpecError([_nothing_used(), *faults[:MOST_TOLD]])
    common = (
        None if not isinstance(exercise, Problem) else Task(exercise, blanks or asked_of(piles, exercise))
    )
    settings = Settings(scheme, common, blanks, options.decimal_comma)
    with Workers(options.jobs) as workers:
        marked = workers.each(mark_piles, settings, piles)
        shown = progress(marked, len(piles), says.MARKING(), console.err, console.language)
        result = Result(tuple(shown), tuple(nobodys), used)
        result = replace(result, graded=_decided(result, decisions, options, console))
        if options.json:
            console.out.writelines(marks_json(result.graded))
        if options.folder is not None:
            _write(options, console, exercise, result, decisions, workers)
        elif not options.json:
            _show(options, console, result)
    _tell(options, console, result)
    if blanks is None and common is not None:
        _tell_asked(piles, common, console)
    return 0


# What is read


def _exercise(options: argparse.Namespace, console: Console) -> tuple[Exercise | Problem, Console]:
    """Read what was handed out: a folder or exercise.json, else a spec."""
    path = Path(options.spec)
    if options.spec != STANDARD_INPUT and (path.is_dir() or _is_exercise(path)):
        return read_exercise(path), console
    return read_spec(options, console, "grade")


def _is_exercise(path: Path) -> bool:
    """Tell an exercise from a spec in JSON by its beginning."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    with path.open("rb") as file:
        return b'"students"' in file.read(1 << 20)


def _roster(options: argparse.Namespace) -> tuple[Student, ...]:
    return read_roster(Path(options.roster)) if options.roster is not None else ()


def _names(exercise: Exercise | Problem) -> tuple[list[str], tuple[str, ...]]:
    """Give every name that can be answered in the exercise, and the symbols of its lines."""
    if isinstance(exercise, Problem):
        lines = Lines(exercise)
        symbols_of = dict.fromkeys(line.symbol for line in lines.lines)
        return [*lines.names, *_given(exercise)], (*symbols_of, *GIVEN_SYMBOLS)
    names: dict[str, None] = {}
    symbols: dict[str, None] = {}
    shapes = set()
    for student, sheet in exercise.sheets.items():
        names.update(dict.fromkeys(sheet.blanks))
        # Variants have the same lines; a problem is built for every new set of blanks only.
        if sheet.blanks not in shapes:
            shapes.add(sheet.blanks)
            lines = Lines(problem_of_sheet(student, sheet, exercise.title))
            names.update(dict.fromkeys((*lines.names, *_given(lines.problem))))
            symbols.update(dict.fromkeys(line.symbol for line in lines.lines))
    return list(names), (*symbols, *GIVEN_SYMBOLS)


def _inputs(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith("x_")]


def _asks_inputs(exercise: Exercise | Problem, blanks: Sequence[str] | None) -> bool:
    """Whether x was asked for; where it was not, a derivation that states it does not answer anything."""
    if blanks is None and isinstance(exercise, Exercise):
        return any(_inputs(sheet.blanks) for sheet in exercise.sheets.values())
    return bool(_inputs(blanks or ()))


def _given(problem: Problem) -> Iterator[str]:
    """Name the entries of what a problem gives."""
    return (given.name(at) for given in givens(problem) for at in range(1, len(given.key) + 1))


def _scheme(options: argparse.Namespace, names: Sequence[str], symbols: Sequence[str]) -> Scheme:
    if options.scheme is None:
        return Scheme()
    scheme = read_scheme(Path(options.scheme))
    check_names(scheme, dict.fromkeys(names), symbols, options.scheme)
    return scheme


def _blanks(options: argparse.Namespace, exercise: Exercise | Problem) -> tuple[str, ...] | None:
    if options.blanks is None:
        return None
    first = next(iter(exercise.sheets.values())).problem() if isinstance(exercise, Exercise) else exercise
    return blanks_of(first, options.blanks)


def _decisions(options: argparse.Namespace) -> Decisions:
    """Read what was decided: the file that is named, and the one that an earlier run left in the folder."""
    decisions: Decisions = {}
    if options.folder is not None and (earlier := Path(options.folder) / DECISIONS).is_file():
        decisions = read_decisions(earlier)
    if options.decisions is not None:
        decisions = together(decisions, read_decisions(Path(options.decisions)))
    return decisions


def _no_such_file(path: Path) -> Fault:
    return says.FILE_WAS_NOT_READ_REASON(file=str(path)[-200:], reason=says.THERE_IS_NO_SUCH_FILE())


def _nothing_used() -> Fault:
    return says.NONE_OF_THE_SUBMISSIONS_COULD_BE_READ()


def _decided(
    result: Result, decisions: Decisions, options: argparse.Namespace, console: Console
) -> tuple[Graded, ...]:
    graded, faults = decided(result.graded, decisions, options.decisions or DECISIONS)
    console.tell(faults[:MOST_TOLD])
    return graded


# What is written


def _write(
    options: argparse.Namespace,
    console: Console,
    exercise: Exercise | Problem,
    result: Result,
    decisions: Decisions,
    workers: Workers,
) -> None:
    """Write everything, all or nothing."""
    folder, language = Path(options.folder), console.language
    why = {note: language.say(sentence) for note, sentence in NOTES.items()}
    files: dict[Path, Iterable[str | bytes]] = {
        folder / "gradebook.csv": written(gradebook_rows(result.graded, language)),
        folder / "marks.json": marks_json(result.graded),
        folder / DECISIONS: written(decision_rows(result.graded, decisions, why)),
    }
    look = Look(options.to, language.code, options.hints, console.asked is not None)
    for name, text in class_report(look, exercise.title, result).items():
        files[folder / name] = [text]
    texts = progress(
        workers.each(feedback_texts, look, result.graded),
        len(result.graded),
        says.FEEDBACK(),
        console.err,
        language,
    )
    # One after the other, as the files are written: nothing is kept in memory.
    for each in result.graded:
        if is_usable(each.student.id):
            files[folder / "feedback" / f"{each.student.id}.{options.to}"] = _next(texts)
    inputs = [
        Path(each) for each in (options.spec, *options.submissions, options.roster, options.scheme) if each
    ]
    ours = (folder / "marks.json").is_file()
    with made(folder, folder / "feedback"):
        write_together(files, force=options.force or ours, inputs=inputs)


def _next(texts: Iterator[str | bytes]) -> Iterator[str | bytes]:
    yield next(texts)


# What is said


def _show(options: argparse.Namespace, console: Console, result: Result) -> None:
    """Show one student's feedback, or everybody's row, on the terminal."""
    present = [each for each in result.graded if each.handed_in]
    if len(present) == 1 and len(result.graded) == 1:
        if options.to in BINARY and console.out.isatty():
            raise not_on_a_terminal(options.to)
        look = Look(options.to, console.language.code, options.hints, True)
        console.write(feedback_texts(look, present))
        return
    console.out.writelines(written(gradebook_rows(result.graded, console.language)))


def _tell(options: argparse.Namespace, console: Console, result: Result) -> None:
    """Say how many were marked and what is left to decide."""
    present = sum(each.handed_in for each in result.graded)
    console.say(says.STUDENTS_PRESENT_HANDED_IN(n=Count(len(result.graded)), present=present))
    waiting = sum(each.marked.needs_review for each in result.graded)
    if waiting:
        console.say(
            says.ENTRIES_FOR_YOU_TO_DECIDE(n=Count(waiting), file=Path(options.folder or ".") / DECISIONS)
        )  # fmt: skip
    commas = sum(mark.note == "ambiguous" for each in result.graded for mark in each.marked.marks)
    if commas and not options.decimal_comma:
        console.say(says.ANSWERS_CAN_BE_READ_IN_TWO_WAYS(n=Count(commas)))
    faults = [fault for each in result.graded for fault in each.remarks]
    faults += [fault for each, more in result.nobodys for fault in (*more, *each.faults)]
    told = [replace(fault, severity="warning") for fault in {id(fault): fault for fault in faults}.values()]
    console.tell(told[:MOST_TOLD])
    if len(told) > MOST_TOLD:
        console.say(says.AND_N_MORE_THE_REPORT_HAS_THEM_ALL(n=len(told) - MOST_TOLD))


def _tell_asked(piles: Sequence[Pile], task: Task, console: Console) -> None:
    """Say what was taken as asked where not everybody answered the same quantities."""
    symbols = set(map(_symbol, task.asked))
    answered = [
        {_symbol(name) for each in pile.submissions for name in each.names}
        for pile in piles
        if pile.submissions
    ]
    if any(own != symbols for own in answered):
        console.say(says.ASKED_AS_SOMEBODY_ANSWERED_IT_SYMBOLS(symbols=", ".join(sorted(symbols))))


def _symbol(name: str) -> str:
    """Give the symbol of a name: h of h_1[2], p_r of p_r_1, shape of shape(W_ih)."""
    return re.split(r"_\d|\(", name)[0]
