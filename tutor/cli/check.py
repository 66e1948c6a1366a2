"""``rnn-tutor check``: a worked example that somebody else wrote, judged line by line and repaired."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.console import Console
from tutor.cli.messages import option_messages as says
from tutor.cli.refusals import SourcedError, UsageError, missing, one_of
from tutor.cli.spec_file import read_spec, standard_input
from tutor.cli.usage import Parser
from tutor.documents.format_names import FORMATS
from tutor.language.faults import Count, Fault, Sentence, SpecError, TutorError
from tutor.language.messages import message
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.checking.repair import Repair
    from tutor.documents.format_names import Format
    from tutor.judging.judgement import Judgement
    from tutor.language.languages import Language
    from tutor.reading.findings import Finding
    from tutor.reading.work import Work

STANDARD_INPUT = "-"
WRONG, NO_VERDICT = 1, 2
# As many lines are named as a reader looks up; JSON has them all.
MOST_LINES = 12


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.section(says.WHAT_IS_READ)
    parser.argument(
        "file",
        nargs="?",
        metavar="FILE",
        help=says.THE_WORKED_EXAMPLE_TEXT_MARKDOWN_OR_LATEX,
    )
    parser.argument(
        "--spec",
        metavar="SPEC",
        help=says.THE_PROBLEM_THAT_IT_MUST_SOLVE_WITHOUT_IT,
    )
    parser.argument(
        "--no-limits",
        action="store_true",
        help=says.ALLOW_MORE_STEPS_WORDS_AND_HIDDEN_UNITS_THAN,
    )
    parser.argument("--decimal-comma", action="store_true", help=says.READ_0_5_AS_A_NUMBER)
    parser.argument("--strict", action="store_true", help=says.STRICT_CHECK)
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument("--all", action="store_true", help=says.SHOW_WHAT_FOLLOWS)
    parser.argument("--json", action="store_true", help=says.THE_FINDINGS_AS_JSON_IN_PLACE_OF_MESSAGES)
    parser.argument("-o", dest="errata", metavar="ERRATA", help=says.WRITE_THE_ERRATA_ITS_ENDING_DECIDES)
    parser.argument(
        "--to",
        metavar="|".join(FORMATS),
        type=one_of("--to", FORMATS),
        help=says.FORMAT_OF_THE_ERRATA_WITHOUT_IT,
    )
    parser.argument("--fix", metavar="SPEC", help=says.WRITE_THE_REPAIRED_PROBLEM_AS_TOML)
    parser.argument("--force", action="store_true", help=says.REPLACE_EXISTING_FILES)


def run(options: argparse.Namespace, console: Console) -> int:
    """Judge the text; say, write and return what was found."""
    from tutor.checking.repair import repair
    from tutor.judging.judge import judge
    from tutor.reading.forms.file_text import file_text
    from tutor.reading.reader import read

    if options.file is None:
        raise missing(says.WHICH_FILE(), "check example.md")
    if options.file == options.spec == STANDARD_INPUT:
        raise missing(says.ONLY_ONE_OF_THE_TWO_CAN_BE_THE_STANDARD(), "check - --spec spec.toml")
    _check_endings(options)
    given = _data(options.file)
    try:
        work = read(file_text(given, options.file), decimal_comma=options.decimal_comma)
    except TutorError as error:
        shown = given.decode("utf-8", "replace") if any(fault.column for fault in error.faults) else ""
        faults = [fault.at(options.file, fault.line, fault.column) for fault in error.faults]
        raise SourcedError(faults, {options.file: shown}) from None
    problem = None
    if options.spec is not None:
        problem, console = read_spec(options, console, "check")
    judgement = judge(work, problem)
    if not judgement.lines_checked and not judgement.findings:
        raise SpecError(_no_calculation().at(options.file))
    repaired = repair(judgement)
    if options.json:
        from tutor.checking.report import report

        data = report(judgement, repaired, console.language, work.spots)
        console.out.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        _tell(judgement, options.file, work, console, every=options.all)
    _write(options, judgement, repaired, work, console)
    return _exit_code(judgement, strict=options.strict)


def _exit_code(judgement: Judgement, *, strict: bool) -> int:
    """Give 1 where something is wrong; 2 where nothing was compared or, if strict, not everything was."""
    if judgement.is_wrong:
        return WRONG
    if not judgement.lines_checked or (strict and judgement.not_read):
        return NO_VERDICT
    return 0


# What is read


def _check_endings(options: argparse.Namespace) -> None:
    """Refuse a file to write whose ending tells no format, before anything is computed."""
    errata = tuple(f".{each}" for each in FORMATS)
    for name, endings in ((None if options.to else options.errata, errata), (options.fix, (".toml",))):
        if name is not None and Path(name).suffix.lower() not in endings:
            raise UsageError(
                says.THE_ENDING_OF_FILE_TELLS_NO_TEXT_FORMAT(file=name, endings=", ".join(endings))
            )


def _data(name: str) -> bytes:
    """Read the file or the standard input, and of a larger one a byte more than is looked at."""
    from tutor.files.file_text import file_bytes
    from tutor.reading.forms.file_text import MAX_BYTES

    if name == STANDARD_INPUT:
        return standard_input(MAX_BYTES + 1)
    return file_bytes(Path(name), says.GIVE_THE_PATH_OF_A_WORKED_EXAMPLE(), MAX_BYTES)


def _no_calculation() -> Fault:
    return says.NO_CALCULATION_FOUND()


# What is said


def _tell(judgement: Judgement, name: str, work: Work, console: Console, *, every: bool) -> None:
    """Write every finding with its line, then how many there are and where to start.

    What follows from a mistake is said in one line below it; with ``every``, result by result.
    """
    colour = console.colour and console.out.isatty()
    grouped = [(each, ()) for each in judgement.findings] if every else _by_cause(judgement.findings)
    for finding, following in grouped:
        fault = _pointed(finding, name)
        if work.spots:
            fault = replace(fault, where=work.where(fault.line))
        text = message(fault, console.language, source=work.lines, colour=colour)
        if following:
            text += f"\n  {console.language.say(_following(following, work, console.language))}"
        console.out.write(text + "\n\n")
    said = [_summary(judgement, work)]
    if judgement.not_read:
        said.append(_unread(judgement, work, console.language))
    console.out.write(" ".join(map(console.language.say, said)) + "\n")


def _by_cause(findings: Sequence[Finding]) -> list[tuple[Finding, tuple[Finding, ...]]]:
    """Give every finding but what follows from a mistake; that stands beside the last mistake before it."""
    grouped: list[tuple[Finding, tuple[Finding, ...]]] = []
    at = None
    for each in findings:
        if each.severity == "error" and not each.root and at is not None:
            cause, following = grouped[at]
            grouped[at] = cause, (*following, each)
            continue
        if each.severity == "error" and each.root:
            at = len(grouped)
        grouped.append((each, ()))
    return grouped


def _following(findings: Sequence[Finding], work: Work, language: Language) -> Sentence:
    """Say on which lines, or where in a file, what follows from a mistake stands."""
    lines = sorted({each.line for each in findings})
    more = ", …" if len(lines) > MOST_LINES else ""
    if not work.spots:
        return says.WHAT_FOLLOWS_FROM_IT(lines=", ".join(map(str, lines[:MOST_LINES])) + more)
    spots = dict.fromkeys(work.spots[line - 1] for line in lines)
    places = "; ".join([language.say(spot.said()) for spot in spots][:MOST_LINES]) + more
    return says.WHAT_FOLLOWS_IN_A_FILE(places=places)


def _pointed(finding: Finding, name: str) -> Fault:
    """Point at the very numbers that are wrong, on the first line that has one; else at the whole operand."""
    carets, line = finding.carets or (finding.place,), finding.line
    stretches = tuple(
        (each.column, each.end_column if each.end_line == line else each.column + 1)
        for each in carets
        if each.line == line
    )
    return replace(finding.fault(name), line=line, column=stretches[0][0], carets=stretches)


def _summary(judgement: Judgement, work: Work) -> Sentence:
    from tutor.checking.errata_messages import NOTHING_WAS_COMPARED

    lines = Count(judgement.lines_checked)
    errors = Count(sum(each.severity == "error" for each in judgement.findings))
    if not errors and not judgement.lines_checked:
        return NOTHING_WAS_COMPARED()
    if not errors:
        return says.LINES_COMPARED_NOTHING_WRONG(lines=lines)
    if not judgement.roots:
        return says.LINES_COMPARED_ERRORS(lines=lines, errors=errors)
    return says.LINES_COMPARED_ERRORS_FROM_CAUSES(
        lines=lines,
        errors=errors,
        roots=Count(len(judgement.roots)),
        place=work.where(judgement.roots[0].line),
    )


def _unread(judgement: Judgement, work: Work, language: Language) -> Sentence:
    """Say how many of the calculations were compared, and on which lines the others stand."""
    lines = sorted({each.place.line for each in judgement.not_read})
    compared, seen = len(judgement.checked), judgement.steps_seen
    more = ", …" if len(lines) > MOST_LINES else ""
    if not work.spots:
        listed = ", ".join(map(str, lines[:MOST_LINES])) + more
        return says.SOME_WAS_NOT_READ(compared=compared, seen=seen, lines=listed)
    spots = dict.fromkeys(work.spots[line - 1] for line in lines)
    places = "; ".join([language.say(spot.said()) for spot in spots][:MOST_LINES]) + more
    return says.SOME_OF_A_FILE_WAS_NOT_READ(compared=compared, seen=seen, places=places)


# What is written


def _write(
    options: argparse.Namespace, judgement: Judgement, repaired: Repair, work: Work, console: Console
) -> None:
    """Write the errata and the repaired problem together; without a repair, the errata say why."""
    files: dict[Path, Iterable[str | bytes]] = {}
    if options.fix is not None and repaired.trace is not None:
        from tutor.spec.writer import spec_toml

        files[Path(options.fix)] = [spec_toml(repaired.trace.problem)]
    if options.errata is not None:
        files |= _errata(options, judgement, repaired, work, console.language)
    if files:
        from tutor.files.writing import write_together

        inputs = [Path(name) for name in (options.file, options.spec) if name not in (None, STANDARD_INPUT)]
        write_together(files, force=options.force, inputs=inputs)
    if options.fix is not None and repaired.trace is None:
        raise SpecError(_not_repaired(repaired).at(options.file))


def _errata(
    options: argparse.Namespace, judgement: Judgement, repaired: Repair, work: Work, language: Language
) -> dict[Path, Iterable[str | bytes]]:
    """Give the errata; in Markdown with the picture of the corrected example beside them."""
    from urllib.parse import quote

    from tutor.checking.errata import errata, goes_back
    from tutor.documents.formats.formats import format_of_ending, target_of, written
    from tutor.worked.rendering import Drawn, stream

    file = Path(options.errata)
    to: Format = options.to or format_of_ending(file) or "md"
    target, files = target_of(to, language), {}
    if to == "md":
        picture = file.with_suffix(".svg")
        target = target_of(to, language, picture_link=quote(picture.name))
        if repaired.trace is not None and picture != file:
            files[picture] = stream(repaired.trace, "svg", language.code)
            network = picture.with_name(f"{picture.stem}-network.svg")
            files[network] = stream(repaired.trace, "network.svg", language.code)
            if goes_back(work, repaired.trace.problem):
                drawings: tuple[Drawn, ...] = ("backward.svg", "gradients.svg")
                for drawn in drawings:
                    name = picture.with_name(f"{picture.stem}-{drawn}")
                    files[name] = stream(repaired.trace, drawn, language.code, backward=True)
    pieces = written(lambda printer: errata(judgement, repaired, work, printer), to, language, target)
    return {**files, file: pieces}


def _not_repaired(repaired: Repair) -> Fault:
    return says.THERE_IS_NO_REPAIRED_PROBLEM_TO_WRITE(why=repaired.why)
