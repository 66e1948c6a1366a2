"""The command line: the only part that prints or exits.

Exit codes: 0 fine, 1 findings or differences, 2 usage or input, 130 interrupted, 141 the reader has left.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, cast

try:
    from tutor import __version__
except ImportError:  # another distribution has put its files over ours
    __version__ = ""
from tutor.cli.console import Console
from tutor.cli.spec_file import SourcedError
from tutor.cli.usage import PROGRAM, Parser, UsageError, one_of, split_language, unknown
from tutor.language.faults import Fault, TutorError, say
from tutor.language.languages import CODES, choose_language

USAGE = 2
INTERRUPTED = 130
READER_LEFT = 141

# Command → what it does. Its module has the same name and is imported only when it is called.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "worked": "write a worked example from a spec",
        "check": "check a worked example and repair it",
        "plant": "write a find-the-error sheet and its key",
        "handout": "write sheets and keys for a class, another variant for each student",
        "grade": "mark what students handed in, with feedback, gradebook and report",
        "init": "write a commented starter spec",
        "verify": "compare the numbers of a spec with torch.nn.RNN",
        "shapes": "explain the shapes of a call of torch, and why it fails",
        "explain": "explain the code of a message",
    }
)


class Command(Protocol):
    """What the module of a command offers."""

    def declare(self, parser: Parser) -> None:
        """Declare the arguments."""

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

        console.tell(not_written(console.language.gettext("the standard output"), error).faults)
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
        console.out.write(f"{PROGRAM} {__version__}\n")
        return 0
    if first in ("-h", "--help"):
        console.out.write(_overview(console))
        return 0
    if not first:
        console.err.write(_overview(console))
        return USAGE
    if first.startswith("-"):
        raise unknown("U02", "there is no option `{word}`", first, ("--help", "--version", "--lang"))
    raise unknown("U01", "there is no command `{word}`", first, COMMANDS)


def _run_command(name: str, words: Sequence[str], console: Console) -> int:
    command = cast(Command, importlib.import_module(f"tutor.cli.{name}"))
    parser = Parser(name, COMMANDS[name], console.language)
    command.declare(parser)
    parser.common()
    try:
        options = parser.read(words)
        if options.help:
            console.out.write(parser.format_help())
            return 0
        return command.run(options, console)
    except UsageError as error:
        console.tell(error.faults)
        console.err.write("\n" + parser.format_usage())
        return USAGE


def _overview(console: Console) -> str:
    say_ = console.language.gettext
    lines = [
        f"{say_('usage: ')}{PROGRAM} {say_('COMMAND …')} [--lang ko|en]",
        "",
        say_("Step-by-step worked examples for recurrent networks computed by hand."),
        "",
        *(f"  {name:<10}{say_(summary)}" for name, summary in COMMANDS.items()),
        "",
        say_("What a command takes: {example}", example=f"{PROGRAM} worked --help"),
        say_("The version: {example}", example=f"{PROGRAM} --version"),
    ]
    return "\n".join(lines) + "\n"


def _overlaid() -> Fault:
    """Say that the other distribution which has a package `tutor` lies over ours, or has lain there."""
    return Fault(
        "U15",
        say(
            "another package called `tutor` was installed over {program}, which cannot run so",
            program=PROGRAM,
        ),
        help=say(
            "keep one of them in an environment; for {program}: {first} and then {second}",
            program=PROGRAM,
            first="pip uninstall tutor",
            second=f"pip install --force-reinstall {PROGRAM}",
        ),
    )


def _missing(package: str) -> Fault:
    from tutor.files.extras import missing_package

    return missing_package(package)


def _own_fault(error: Exception) -> Fault:
    """Own up to an exception that nobody foresaw."""
    if os.environ.get("RNN_TUTOR_DEBUG"):
        traceback.print_exception(error)
    return Fault(
        "B01",
        say(
            "this is a fault of rnn-tutor, not yours ({kind}: {text})", kind=type(error).__name__, text=error
        ),
        help=say(
            "please report it with the command and the spec; {variable}=1 shows where it happened",
            variable="RNN_TUTOR_DEBUG",
        ),
    )
