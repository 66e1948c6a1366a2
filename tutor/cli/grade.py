"""``rnn-tutor grade``: what students handed in, marked line by line, with feedback, gradebook and report."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tutor.calculation.names import Symbols
from tutor.calculation.problem import Problem
from tutor.cli.console import Console
from tutor.cli.grading.grade_talk import MOST_TOLD, exit_code, tell
from tutor.cli.grading.grade_writing import (
    Writer,
    formats_of,
    kept_options,
    remembered,
    rescaled,
    tell_changes,
)
from tutor.cli.messages import class_option_messages as says
from tutor.cli.progress import progress
from tutor.cli.refusals import missing, not_on_a_terminal
from tutor.cli.spec_file import STANDARD_INPUT, read_spec
from tutor.documents.format_names import BINARY, Format
from tutor.files.csv_text import written
from tutor.files.workers import Workers
from tutor.handout import handout_messages as of_classes
from tutor.handout.exercise import Exercise, is_of_a_page, problem_of_sheet, read_exercise
from tutor.handout.roster import Student, read_roster
from tutor.judging.answers.backward_lines import every_line, lines_asked
from tutor.language.faults import Fault, SpecError
from tutor.marking.decisions import FILE as DECISIONS
from tutor.marking.decisions import (
    Decisions,
    decided,
    named_owners,
    read_decisions,
    together,
)
from tutor.marking.given_answers import SYMBOLS as GIVEN_SYMBOLS
from tutor.marking.given_answers import givens
from tutor.marking.gradebook import gradebook_rows, marks_json
from tutor.marking.grading import (
    Class,
    Graded,
    Pile,
    Result,
    Settings,
    Sorted,
    Task,
    asked_of,
    mark_piles,
    piles_of,
)
from tutor.marking.marks_folder import FILE as STAMP
from tutor.marking.marks_folder import Stamp, stamp_of
from tutor.marking.reporting.pages import Look, feedback_texts
from tutor.marking.scheme import Scheme, check_names, read_scheme, scheme_of
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions
from tutor.marking.submissions.submission import Submission
from tutor.marking.system_tables import filled
from tutor.record import replace


def run(options: argparse.Namespace, console: Console) -> int:
    """Mark the class; write and say what came of it."""
    if options.typing:
        from tutor.cli.grading.grade_typing import type_in  # a desk of its own, which few runs need

        return type_in(options, console)
    formats = formats_of(options)
    if options.spec is None or not options.submissions:
        raise missing(says.WHICH_EXERCISE_AND_WHICH_SUBMISSIONS(), "grade spec.toml answers.csv -o marks")
    if options.folder is None and (options.into is not None or options.feedback_zip):
        raise missing(says.WHICH_FOLDER(), "grade class answers.csv --into export.csv -o marks")
    stamp = remembered(options, console)
    exercise, console = _exercise(options, console)
    roster = _roster(options)
    names, symbols = _names(exercise)
    scheme, scheme_text = _scheme(options, names, symbols, stamp)
    decisions = _decisions(options)
    paths = [Path(each) for each in options.submissions]
    if lost := [path for path in paths if not os.path.exists(path)]:  # noqa: PTH110 - of any name at all
        raise SpecError([_no_such_file(path) for path in lost])
    blanks = _blanks(options, exercise)
    unasked = () if _asks_inputs(exercise, blanks) else _inputs(names)
    headings = Headings(names, unasked, _notation(exercise))
    room = Class(exercise, roster)
    found = _sorted(options, console, room, list(read_submissions(paths, headings)), decisions)
    common = None
    if isinstance(exercise, Problem):
        common = Task(exercise, blanks or asked_of(found.piles, exercise))
    drills = isinstance(exercise, Exercise) and is_of_a_page(exercise)
    settings = Settings(
        scheme, common, blanks, options.decimal_comma, attempts=options.attempts or "ask", drills=drills
    )
    with Workers(options.jobs) as workers:
        marked = workers.each(mark_piles, settings, found.piles)
        shown = progress(marked, len(found.piles), says.MARKING(), console.err, console.language)
        result = Result(tuple(shown), found.lost, found.litter)
        if stamp is not None:
            decisions = rescaled(decisions, stamp, result, console)
        result = replace(result, graded=_decided(result, decisions, options, console))
        if options.json:
            console.out.writelines(marks_json(result))
        if options.folder is not None:
            into = None
            if options.into is not None:
                into = filled(Path(options.into), room, result.graded, exercise.title, options.column)
            writer = Writer(options, console, exercise.title, formats, workers)
            writer.write(result, decisions, stamp_of(scheme_text, kept_options(options), result.graded), into)
            tell_changes(console, stamp, result, into, options.into)
        elif not options.json:
            _show(options, console, result, formats[0])
    tell(console, result, Path(options.folder or ".") / DECISIONS, decimal_comma=options.decimal_comma)
    if blanks is None and common is not None:
        _tell_asked(found.piles, common, console)
    return exit_code(result, strict=options.strict)


def _sorted(
    options: argparse.Namespace,
    console: Console,
    room: Class,
    submissions: Sequence[Submission],
    decisions: Decisions,
) -> Sorted:
    """Find whose everything is; raises :class:`SpecError` where nothing could be read at all."""
    named, faults = named_owners(room, submissions, decisions, options.decisions or DECISIONS)
    if isinstance(room.exercise, Exercise) and room.exercise.is_changed:
        faults.append(of_classes.THE_EXERCISE_WAS_CHANGED(file=options.spec))
    console.tell(faults)
    found = piles_of(room, submissions, named)
    if not found.used and not any(each.kind == "paper" for pile in found.piles for each in pile.submissions):
        reasons = [fault for each in found.lost for fault in each.submission.faults or each.faults]
        reasons += [fault for pile in found.piles for each in pile.submissions for fault in each.faults]
        raise SpecError([_nothing_used(), *reasons[:MOST_TOLD]])
    return found


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
        lines = every_line(exercise)
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
            lines = lines_asked(problem_of_sheet(student, sheet, exercise.title), sheet.blanks)
            names.update(dict.fromkeys((*lines.names, *_given(lines.problem))))
            symbols.update(dict.fromkeys(line.symbol for line in lines.lines))
    return list(names), (*symbols, *GIVEN_SYMBOLS)


def _notation(exercise: Exercise | Problem) -> Symbols:
    """Give the letters of the exercise; its sheets have the same."""
    if isinstance(exercise, Problem):
        return exercise.symbols
    for student, sheet in exercise.sheets.items():
        return problem_of_sheet(student, sheet, exercise.title).symbols
    return "pytorch"


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


def _scheme(
    options: argparse.Namespace, names: Sequence[str], symbols: Sequence[str], stamp: Stamp | None
) -> tuple[Scheme, str]:
    """Read the scheme, or take that of the last run; give its text as well."""
    if options.scheme is None:
        text, name = (stamp.scheme if stamp is not None else ""), STAMP
        scheme = scheme_of(text.encode(), name)
    else:
        scheme, name = read_scheme(Path(options.scheme)), options.scheme
        text = Path(options.scheme).read_bytes().decode("utf-8-sig")
    check_names(scheme, dict.fromkeys(names), symbols, name)
    return scheme, text


def _blanks(options: argparse.Namespace, exercise: Exercise | Problem) -> tuple[str, ...] | None:
    if options.blanks is None:
        return None
    from tutor.handout.blanks import blanks_of  # a handed-out class says itself what was asked

    first = next(iter(exercise.sheets.values())).problem() if isinstance(exercise, Exercise) else exercise
    return blanks_of(first, options.blanks)


def _decisions(options: argparse.Namespace) -> Decisions:
    """Read what was decided: the file that is named, and the one that an earlier run left in the folder."""
    decisions = Decisions()
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


# What is said


def _show(options: argparse.Namespace, console: Console, result: Result, to: Format) -> None:
    """Show one student's feedback, or everybody's row, on the terminal."""
    present = [each for each in result.graded if each.handed_in]
    if len(present) == 1 and len(result.graded) == 1:
        if to in BINARY and console.out.isatty():
            raise not_on_a_terminal(to)
        look = Look(to, console.language.code, options.hints, True)
        console.write(feedback_texts(look, present))
        return
    console.out.writelines(written(gradebook_rows(result.graded, console.language)))


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
