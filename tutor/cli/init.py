"""``rnn-tutor init``: a commented starter spec that runs as it is."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.calculation.building import MAX_HIDDEN
from tutor.cli.console import Console
from tutor.cli.usage import PROGRAM, Parser, whole_number
from tutor.files.writing import write_whole
from tutor.language.faults import say

STANDARD_OUTPUT = "-"


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.section("What is written")
    parser.argument(
        "file", nargs="?", metavar="[FILE]", help="the spec to write; without it, the standard output"
    )
    parser.argument("--force", action="store_true", help="replace an existing file")
    parser.section("What the spec is about")
    parser.argument("--sentence", metavar="TEXT", help="your own sentence; its words become the vocabulary")
    parser.argument(
        "--hidden",
        metavar=f"1..{MAX_HIDDEN}",
        type=whole_number("--hidden", 1, MAX_HIDDEN),
        help="entries of the hidden state",
    )
    parser.argument(
        "--seed",
        metavar="N",
        type=whole_number("--seed", 0, 999_999_999),
        help="another number draws other weights",
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the spec."""
    from tutor.spec.starter import starter_spec

    given = {name: getattr(options, name) for name in ("sentence", "hidden", "seed")}
    chosen = {name: value for name, value in given.items() if value is not None}
    text = starter_spec(language=console.language.code, **chosen)
    if options.file in (None, STANDARD_OUTPUT):
        console.out.write(text)
        return 0
    write_whole(Path(options.file), [text], force=options.force)
    command = f"{PROGRAM} worked {options.file}"
    console.say(say("{file} is written. Next: {command}", file=options.file, command=command))
    return 0
