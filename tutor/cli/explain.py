"""``rnn-tutor explain``: the page of a message code, of a topic, or of a mistake by its name."""

from __future__ import annotations

import argparse

from tutor.cli.console import Console
from tutor.cli.messages import option_messages as says
from tutor.cli.refusals import unknown
from tutor.cli.usage import Parser
from tutor.language.explanations import codes, page, title, topic, topics


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.section(says.WHAT_IS_EXPLAINED)
    parser.argument(
        "code", nargs="?", metavar="[CODE]", help=says.THE_CODE_IN_BRACKETS_SUCH_AS_S02_WITHOUT_IT
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Print a page, or the list of all pages."""
    if options.code is None:
        for code in codes():
            console.out.write(f"{code}  {title(code, console.language)}\n")
        for name in topics():
            heading = topic(name, console.language).partition("\n")[0]
            console.out.write(f"{name}  {heading.removeprefix('# ')}\n")
        return 0
    if options.code.lower() in topics():
        console.out.write(topic(options.code.lower(), console.language))
        return 0
    code = options.code.upper()
    if code not in codes():
        from tutor.checking.mistake_page import mistake_page, names

        if options.code.lower() in names():
            console.out.write(mistake_page(options.code.lower(), console.language))
            return 0
        raise unknown(says.THERE_IS_NO_MESSAGE_CODE, options.code, (*codes(), *topics(), *names()))
    console.out.write(page(code, console.language))
    return 0
