"""The command line: the only part that prints or exits.

Exit codes: 0 fine, 1 findings or differences, 2 usage or input, 130 interrupted, 141 the reader has left.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

try:
    from tutor import __version__
except ImportError:  # another distribution has put its files over ours
    __version__ = ""
from tutor.cli.console import Console
from tutor.cli.messages import command_messages as says
from tutor.cli.messages import practice_messages as practice_says
from tutor.cli.refusals import PROGRAM, SourcedError, UsageError, one_of, split_language, unknown
from tutor.language.faults import Fault, Pattern, TutorError
from tutor.language.languages import CODES, choose_language

if TYPE_CHECKING:
    import argparse

    from tutor.cli.usage import Parser

USAGE = 2
INTERRUPTED = 130
READER_LEFT = 141

# Command → what it does. Its module has the same name and is imported only when it is called.
COMMANDS: Mapping[str, Pattern] = MappingProxyType(
    {
        "worked": says.WRITE_A_WORKED_EXAMPLE_FROM_A_SPEC,
        "check": says.CHECK_A_WORKED_EXAMPLE_AND_REPAIR_IT,
        "plant": says.WRITE_A_FIND_THE_ERROR_SHEET_AND_ITS_KEY,
        "handout": says.WRITE_SHEETS_AND_KEYS_FOR_A_CLASS,
        "practice": practice_says.WRITE_A_PAGE_TO_PRACTISE,
        "grade": says.MARK_WHAT_STUDENTS_HANDED_IN_WITH_FEEDBACK,
        "init": says.WRITE_A_COMMENTED_STARTER_SPEC,
        "verify": says.COMPARE_THE_NUMBERS_OF_A_SPEC_WITH_TORCH_NN,
        "shapes": says.EXPLAIN_THE_SHAPES_OF_A_CALL_OF_TORCH,
        "explain": says.EXPLAIN_THE_CODE_OF_A_MESSAGE,
    }
)


# Commands that import much have their options in a module of their own, so that their help comes at once.
OPTIONS_APART = ("grade", "handout", "practice")


class Options(Protocol):
    """What the module of a command's options offers."""

    def declare(self, parser: Parser) -> None:
        """Declare the arguments."""


class Command(Protocol):
    """What the module of a command offers."""

    def run(self, options: argparse.Namespace, console: Console) -> int:
        """Do the work and give the exit code."""


def main(words: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit code; nothing is raised."""
    # A command makes many objects and little garbage: with the usual threshold, collecting it is a
    # twentieth of the time that the command takes to start.
    threshold = gc.get_threshold()
    gc.set_threshold(50_000)
    asked, rest = split_language(sys.argv[1:] if words is None else words)
    console = Console.of_process(choose_language(asked), asked, os.environ)
    try:
        if not __version__:
            console.tell([_overlaid()])
            return USAGE
        return _run_and_tell(rest, console)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        console.abandon()
        return READER_LEFT
    except OSError:  # not even the message could be written
        console.abandon()
        return USAGE
    finally:
        gc.set_threshold(*threshold)


def _run_and_tell(words: Sequence[str], console: Console) -> int:
    """Run a command line; say what went wrong."""
    try:
        code = _run(words, console)
        console.flush()
    except BrokenPipeError:
        raise
    except SourcedError as error:
        console.tell(error.faults, error.sources)
    except TutorError as error:
        console.tell(error.faults)
    except OSError as error:
        from tutor.files.writing import not_written

        console.tell(not_written(console.language.gettext(says.THE_STANDARD_OUTPUT), error).faults)
        console.abandon()
    except ModuleNotFoundError as error:
        package = (error.name or "tutor").partition(".")[0]
        console.tell([_own_fault(error) if package == "tutor" else _missing(package)])
    except Exception as error:
        console.tell([_own_fault(error)])
    else:
        return code
    console.flush()
    return USAGE


def _run(words: Sequence[str], console: Console) -> int:
    if console.asked is not None:
        one_of("--lang", CODES)(console.asked)
    first = words[0] if words else ""
    if first in COMMANDS:
        return _run_command(first, words[1:], console)
    if first == "--version":
        console.out.write("".join(f"{line}\n" for line in _version("--details" in words)))
        return 0
    if first == "--completion":
        from tutor.cli.completion import script

        parsers = {name: _parser(name, console) for name in COMMANDS}
        console.out.write(script("".join(words[1:2]), parsers) + "\n")
        return 0
    if first in ("-h", "--help"):
        console.out.write(_overview(console))
        return 0
    if not first:
        console.err.write(_overview(console))
        return USAGE
    if first.startswith("-"):
        raise unknown(says.THERE_IS_NO_OPTION, first, ("--help", "--version", "--completion", "--lang"))
    raise unknown(says.THERE_IS_NO_COMMAND, first, COMMANDS)


# What a report of a fault should name besides the version.
PACKAGES = (
    "numpy",
    "sympy",
    "jinja2",
    "torch",
    "typst",
    "pypandoc_binary",
    "openpyxl",
    "XlsxWriter",
    "nbformat",
)


def _version(details: bool) -> Iterator[str]:
    """Give the version; with details those of Python, the system and the packages that are used."""
    yield f"{PROGRAM} {__version__}"
    if details:
        import platform
        from importlib.metadata import PackageNotFoundError, version

        yield f"Python {platform.python_version()}, {platform.platform()}"
        for package in PACKAGES:
            try:
                yield f"{package} {version(package)}"
            except PackageNotFoundError:
                yield f"{package} –"


def _parser(name: str, console: Console) -> Parser:
    """Make the parser of a command."""
    from tutor.cli.usage import Parser

    home = f"tutor.cli.{name}_options" if name in OPTIONS_APART else f"tutor.cli.{name}"
    parser = Parser(name, COMMANDS[name], console.language)
    cast(Options, importlib.import_module(home)).declare(parser)
    parser.common()
    return parser


def _run_command(name: str, words: Sequence[str], console: Console) -> int:
    parser = _parser(name, console)
    try:
        options = parser.read(words)
        if options.help:
            console.out.write(parser.format_help())
            return 0
        return cast(Command, importlib.import_module(f"tutor.cli.{name}")).run(options, console)
    except UsageError as error:
        console.tell(error.faults)
        console.err.write("\n" + parser.format_usage())
        return USAGE


def _overview(console: Console) -> str:
    say_ = console.language.gettext
    lines = [
        say_(says.USAGE_OF_THE_PROGRAM, program=PROGRAM),
        "",
        say_(says.STEP_BY_STEP_WORKED_EXAMPLES_FOR_RECURRENT),
        "",
        *(f"  {name:<10}{say_(summary)}" for name, summary in COMMANDS.items()),
        "",
        say_(says.WHAT_A_COMMAND_TAKES_EXAMPLE, example=f"{PROGRAM} worked --help"),
        say_(says.THE_VERSION_EXAMPLE, example=f"{PROGRAM} --version [--details]"),
        say_(says.COMPLETION_IN_A_SHELL, example=f"{PROGRAM} --completion bash|zsh|tcsh"),
    ]
    return "\n".join(lines) + "\n"


def _overlaid() -> Fault:
    """Say that the other distribution which has a package `tutor` lies over ours, or has lain there."""
    return says.ANOTHER_PACKAGE_CALLED_TUTOR_WAS_INSTALLED_OVER(
        program=PROGRAM,
        first="pip uninstall tutor",
        second=f"pip install --force-reinstall {PROGRAM}",
    )


def _missing(package: str) -> Fault:
    from tutor.files.extras import missing_package

    return missing_package(package)


def _own_fault(error: Exception) -> Fault:
    """Own up to an exception that nobody foresaw."""
    if os.environ.get("RNN_TUTOR_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return says.THIS_IS_A_FAULT_OF_RNN_TUTOR_NOT_YOURS_KIND(
        kind=type(error).__name__, text=error, variable="RNN_TUTOR_DEBUG"
    )
