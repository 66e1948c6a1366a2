"""``rnn-tutor practice``: a page in one file that judges what is typed, by the judge that marks the class."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tutor import __version__
from tutor.cli.console import Console
from tutor.cli.messages import class_option_messages as of_classes
from tutor.cli.messages import practice_messages as says
from tutor.cli.practice_options import VARIANTS
from tutor.cli.refusals import UsageError, missing
from tutor.cli.spec_file import STANDARD_INPUT, read_spec
from tutor.desk.building.bundle import bundle
from tutor.desk.building.making import fresh, of_problem, own_sheets, template_of_class, to_grade
from tutor.desk.building.page_file import MEGA, MOST_MEGABYTES, MOST_OF_AN_EXAM, practice_page
from tutor.desk.building.runtime import cache_folder, find_runtime
from tutor.desk.content import Practice
from tutor.files.writing import write_together
from tutor.handout import handout_messages as of_handouts
from tutor.handout.blanks import set_for
from tutor.handout.exercise import Exercise, exercise_text, read_exercise
from tutor.handout.templates import Template, template_of, template_of_sizes
from tutor.language.faults import Count, SpecError

if TYPE_CHECKING:
    from tutor.language.languages import Code

EXAMPLE = "practice --hidden 2 --words i am here --steps 3 -o practice.html"
_ENDINGS = (".html", ".htm")
_SIZES = ("hidden", "words", "steps", "input", "cell")


def run(options: argparse.Namespace, console: Console) -> int:
    """Draw the sheets; write the page, and what marks its answer files."""
    _refuse_contradictions(options)
    practice, console = _practice(options, console)
    if options.exam:
        practice = practice.for_an_exam()
    runtime = made = None
    if not options.exam:
        runtime = find_runtime(Path(options.runtime) if options.runtime else None)
        made = bundle(runtime, cache_folder(os.environ))
    text = practice_page(practice, runtime, made)
    files: dict[Path, list[str | bytes]] = {Path(options.page): [text]}
    if options.exercise is not None:
        files[Path(options.exercise)] = [exercise_text(to_grade(practice))]
    inputs = [Path(options.spec)] if options.spec not in (None, STANDARD_INPUT) else []
    write_together(files, force=options.force, inputs=inputs)
    sheets, size = sum(len(level.sheets) for level in practice.levels), len(text.encode()) / MEGA
    most = MOST_OF_AN_EXAM if options.exam else MOST_MEGABYTES
    console.say(says.SHEETS_IN_A_PAGE(n=Count(sheets), file=options.page, size=f"{size:.1f}"))
    if made is not None and not made.is_compiled:
        console.say(says.NOT_COMPILED())
    if size > most:
        console.say((says.AN_EXAM_IS_LARGER if options.exam else says.A_PAGE_IS_LARGER)(most=most))
    if options.exam and practice.is_adaptive and options.exercise is None:
        console.say(says.NOTHING_GRADES_THIS_EXAM())
    return 0


def _refuse_contradictions(options: argparse.Namespace) -> None:
    sizes = [f"--{name}" for name in _SIZES if getattr(options, name) is not None]
    if options.spec is not None and sizes:
        raise UsageError(of_classes.A_SPEC_AND_SIZES_WERE_GIVEN(sizes=", ".join(sizes)))
    if options.spec is None:
        lacking = [name for name in ("--hidden", "--words", "--steps") if name not in sizes]
        if len(lacking) == 3:
            raise missing(says.WHICH_EXERCISE(), EXAMPLE)
        if lacking:
            raise missing(of_classes.OPTIONS_IS_MISSING(options=", ".join(lacking)), EXAMPLE)
        if options.own:
            raise UsageError(says.OWN_NEEDS_A_SPEC_OR_A_CLASS())
    else:
        _refuse_what_is_settled(options)
    if options.exam and options.runtime is not None:
        raise UsageError(says.AN_EXAM_CARRIES_NO_RUNTIME())
    if options.page is None:
        raise missing(says.WHICH_PAGE(), EXAMPLE)
    page = Path(options.page)
    if page.suffix.lower() not in _ENDINGS:
        raise UsageError(says.THE_PAGE_IS_HTML(file=page, name=page.with_suffix(".html")))
    if options.exercise is not None and Path(options.exercise).resolve() == Path(options.page).resolve():
        raise UsageError(says.THE_PAGE_AND_THE_EXERCISE_ARE_ONE_FILE(file=options.page))


def _refuse_what_is_settled(options: argparse.Namespace) -> None:
    """Refuse what would say again, and in vain, what a class or own sheets have settled already."""
    if _is_class(options):
        if options.own and options.blanks is not None:
            raise UsageError(says.THE_CLASS_SAYS_WHAT_IS_ASKED())
        if options.decimals is not None:
            raise UsageError(says.THE_CLASS_SAYS_HOW_MANY_DECIMALS())
    drawing = [f"--{name}" for name in ("variants", "seed") if getattr(options, name) is not None]
    if options.own and drawing:
        raise UsageError(says.OWN_SHEETS_ARE_NOT_DRAWN(options=", ".join(drawing)))


def _is_class(options: argparse.Namespace) -> bool:
    return options.spec != STANDARD_INPUT and Path(options.spec).is_dir()


def _practice(options: argparse.Namespace, console: Console) -> tuple[Practice, Console]:
    """Take a class, a spec or sizes; draw its sheets, or take its own."""
    if options.spec is not None and _is_class(options):
        return _of_class(options, read_exercise(Path(options.spec)), console), console
    preset = _preset(options, "steps")
    if options.spec is None:
        template = template_of_sizes(
            options.hidden,
            options.words,
            options.steps,
            input_size=options.input,
            kind=options.cell or "rnn_tanh",
            decimals=options.decimals or 3,
        )
        template = set_for(template, preset)
        return _drawn(options, template, preset, console, title=" ".join(options.words)), console
    given = {} if options.decimals is None else {"rounding.decimals": options.decimals}
    problem, console = read_spec(options, console, "practice", given, untold=() if options.own else ("N09",))
    language = _language(console, problem.language, problem.title, *problem.vocabulary.words)
    if options.own:
        return of_problem(problem, preset, language, __version__), console
    return _drawn(options, set_for(template_of(problem), preset), preset, console), console


def _of_class(options: argparse.Namespace, exercise: Exercise, console: Console) -> Practice:
    if not exercise.sheets:
        reason = says.IT_HAS_NO_SHEETS()
        raise SpecError(of_handouts.FILE_IS_NO_EXERCISE_REASON(file=options.spec, reason=reason))
    first = next(iter(exercise.sheets.values())).problem()
    given = exercise.more.get("language")
    language = _language(console, given if isinstance(given, str) else first.language, exercise.title)
    if options.own:
        return own_sheets(exercise, language, __version__)
    preset = _preset(options, exercise.preset or "steps")
    template = template_of_class(exercise)
    template = set_for(template, preset)
    taken = [sheet.problem() for sheet in exercise.sheets.values()]
    return fresh(
        template,
        preset,
        options.variants or VARIANTS,
        1 if options.seed is None else options.seed,
        taken=taken,
        title=exercise.title,
        language=language,
        program=__version__,
    )


def _drawn(
    options: argparse.Namespace, template: Template, preset: str, console: Console, title: str = ""
) -> Practice:
    problem = template.problem
    return fresh(
        template,
        preset,
        options.variants or VARIANTS,
        1 if options.seed is None else options.seed,
        title=title,
        language=_language(console, problem.language, title, problem.title, *problem.vocabulary.words),
        program=__version__,
    )


def _preset(options: argparse.Namespace, otherwise: str) -> str:
    return str(options.blanks or otherwise).replace(" ", "")


def _language(console: Console, given: str | None, *texts: str) -> Code:
    """Choose the language in which the page opens; not by the machine."""
    for code in (console.asked, given):
        if code is not None:
            return "ko" if code == "ko" else "en"
    return "ko" if re.search("[가-힣]", " ".join(texts)) else "en"
