"""``rnn-tutor explain``: the page of a message code."""

from __future__ import annotations

import argparse

from tutor.cli.console import Console
from tutor.cli.usage import Parser, unknown
from tutor.language.explanations import codes, page, title


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.section("What is explained")
    parser.argument(
        "code", nargs="?", metavar="[CODE]", help="the code in brackets, such as S02; without it, all of them"
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Print a page, or the list of all pages."""
    if options.code is None:
        for code in codes():
            console.out.write(f"{code}  {title(code, console.language)}\n")
        return 0
    code = options.code.upper()
    if code not in codes():
        raise unknown("U07", "there is no message code `{word}`", options.code, codes())
    console.out.write(page(code, console.language))
    return 0
