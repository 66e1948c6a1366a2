"""What the commands that read a spec share: its arguments, reading it, its warnings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.console import Console
from tutor.cli.usage import Parser, missing
from tutor.documents.language import choose_language
from tutor.errors import Fault, SpecError, say

if TYPE_CHECKING:
    from tutor.calculation.problem import Problem
    from tutor.calculation.trace import Trace

STANDARD_INPUT = "-"


class SourcedError(SpecError):
    """A spec was refused; ``sources`` holds its text by its name, so that messages can show the lines."""

    def __init__(self, faults: Iterable[Fault], sources: Mapping[str, str]) -> None:
        super().__init__(faults)
        self.sources = sources


def declare_spec(parser: Parser) -> None:
    """Declare the arguments that say which spec is read."""
    parser.section("What is read")
    parser.argument(
        "spec", nargs="?", metavar="SPEC", help="the spec, TOML or JSON; - reads the standard input"
    )
    parser.argument(
        "--no-limits",
        action="store_true",
        help="allow more steps, words and hidden units than a person computes by hand",
    )


def read_spec(
    options: argparse.Namespace, command: str, overrides: Mapping[str, object] | None = None
) -> Problem:
    """Read the spec of a command line.

    Raises:
        UsageError: no spec was named.
        SourcedError: it cannot be read, or its content is refused.
    """
    from tutor.spec import read_problem, read_problem_text
    from tutor.spec.reader import MAX_BYTES

    if options.spec is None:
        raise missing(say("which spec?"), f"{command} spec.toml")
    limits, path = not options.no_limits, Path(options.spec)
    data = b""
    try:
        if options.spec == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
            return read_problem_text(data, STANDARD_INPUT, limits=limits, overrides=overrides)
        return read_problem(path, limits=limits, overrides=overrides)
    except SpecError as error:
        if path.is_file() and any(fault.column for fault in error.faults):
            data = path.read_bytes()
        raise SourcedError(error.faults, {options.spec: data.decode("utf-8-sig", "replace")}) from None


def traced(problem: Problem, console: Console) -> tuple[Trace, Console]:
    """Say what to watch out for, in the language that the spec asks for, and compute the steps."""
    from tutor.calculation.trace import trace

    console = console.speaking(choose_language(console.asked, problem.language))
    console.tell(problem.warnings)
    return trace(problem), console
