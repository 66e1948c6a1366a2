"""Completion in a shell: every command with its options, written as a script by shtab."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from tutor.cli.refusals import PROGRAM, one_of
from tutor.cli.usage import Parser

SHELLS = ("bash", "zsh", "tcsh")


def script(shell: str, parsers: Mapping[str, Parser]) -> str:
    """Write the script that a shell reads to complete commands and options.

    Raises:
        UsageError: the shell is none of bash, zsh and tcsh.
        ModuleNotFoundError: shtab, of the extra "completion", is not installed.
    """
    one_of("--completion", SHELLS)(shell)
    import shtab

    def made(prog: str, **_: object) -> Parser:
        return parsers[prog.rpartition(" ")[2]]

    parser_class: Any = made  # argparse calls it, and asks nothing else of it
    whole = argparse.ArgumentParser(PROGRAM)
    commands = whole.add_subparsers(parser_class=parser_class)
    for name, parser in parsers.items():
        commands.add_parser(name, help=parser.description)
    return str(shtab.complete(whole, shell))
