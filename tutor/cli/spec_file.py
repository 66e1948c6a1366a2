"""What the commands that read a spec share: its arguments, reading it, its warnings."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tutor.cli.console import Console
from tutor.cli.messages import command_messages as says
from tutor.cli.refusals import SourcedError, missing
from tutor.language.faults import Fault, Pattern, SpecError
from tutor.language.languages import choose_language

if TYPE_CHECKING:
    import argparse

    from tutor.calculation.problem import Problem
    from tutor.cli.usage import Parser

STANDARD_INPUT = "-"


def declare_spec(parser: Parser, what: Pattern = says.THE_SPEC_TOML_OR_JSON) -> None:
    """Declare the arguments that say which spec is read."""
    parser.section(says.WHAT_IS_READ)
    parser.argument("spec", nargs="?", metavar="SPEC", help=what)
    parser.argument(
        "--no-limits",
        action="store_true",
        help=says.ALLOW_MORE_STEPS_WORDS_AND_HIDDEN_UNITS_THAN,
    )


def read_spec(
    options: argparse.Namespace,
    console: Console,
    command: str,
    overrides: Mapping[str, object] | None = None,
    *,
    untold: Collection[str] = (),
) -> tuple[Problem, Console]:
    """Read the spec of a command line, take up its language, and say what to watch out for.

    ``untold`` are codes of warnings that do not matter to the command.

    Raises:
        UsageError: no spec was named.
        SourcedError: it cannot be read, or its content is refused.
    """
    from tutor.spec import read_problem, read_problem_text
    from tutor.spec.reader import MAX_BYTES

    if options.spec is None:
        raise missing(says.WHICH_SPEC(), f"{command} spec.toml")
    limits, path = not options.no_limits, Path(options.spec)
    piped = standard_input(MAX_BYTES + 1) if options.spec == STANDARD_INPUT else None
    try:
        if piped is not None:
            problem = read_problem_text(piped, STANDARD_INPUT, limits=limits, overrides=overrides)
        else:
            problem = read_problem(path, limits=limits, overrides=overrides)
    except SpecError as error:
        raise SourcedError(error.faults, _source(error.faults, path, piped)) from None
    console = console.speaking(choose_language(console.asked, problem.language))
    told = [warning for warning in problem.warnings if warning.code not in untold]
    console.tell(told, _source(told, path, piped))
    return problem, console


def standard_input(size: int) -> bytes:
    """Read no more than is looked at; standard input is missing where the caller closed it."""
    stream: TextIO | None = sys.stdin
    return stream.buffer.read(size) if stream is not None else b""


def _source(faults: Iterable[Fault], path: Path, piped: bytes | None) -> Mapping[str, str]:
    """Give the text of the spec where a message points into it."""
    if not any(fault.column for fault in faults):
        return {}
    data = path.read_bytes() if piped is None else piped
    return {str(path): data.decode("utf-8-sig", "replace")}
