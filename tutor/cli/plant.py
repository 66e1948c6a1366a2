"""``rnn-tutor plant``: a find-the-error sheet and its key."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.console import Console
from tutor.cli.spec_file import declare_spec, read_spec
from tutor.cli.usage import Parser, missing, unknown, whole_number
from tutor.errors import say

SHEET, KEY = "find_the_error.md", "key.md"


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    declare_spec(parser)
    parser.section("What is planted")
    parser.argument("--mistake", metavar="NAME", help="a mistake of the catalogue, such as bias-forgotten")
    parser.argument("--random", action="store_true", help="any mistake that shows in this problem")
    parser.argument(
        "--seed",
        metavar="N",
        type=whole_number("--seed", 0, 999_999_999),
        help="another number plants elsewhere, or another mistake",
    )
    parser.section("What is written")
    parser.argument("-o", dest="folder", metavar="DIR", help="the folder of the sheet and its key")
    parser.argument("--force", action="store_true", help="replace existing files")


def run(options: argparse.Namespace, console: Console) -> int:
    """Plant a mistake; write the sheet and the key."""
    from tutor.checking.planting import PLANTABLE, plant

    example = "plant spec.toml --random --seed 1 -o sheets"
    if options.mistake is None and not options.random:
        raise missing(say("which mistake?"), example)
    if options.mistake is not None and options.mistake not in _known():
        raise unknown("U09", "there is no mistake `{word}`", options.mistake, PLANTABLE)
    if options.folder is None:
        raise missing(say("which folder?"), example)
    problem, console = read_spec(options, console, "plant")
    planted = plant(problem, None if options.random else options.mistake, seed=options.seed or 0)
    from tutor.bridges.files import write_together
    from tutor.documents.planted import key, sheet
    from tutor.documents.rendering import write
    from tutor.documents.targets import Markdown
    from tutor.documents.tex import Tex

    folder, target = Path(options.folder), Markdown(console.language)
    _make(folder)
    files = {
        folder / SHEET: write(sheet(planted, Tex()), target),
        folder / KEY: write(key(planted, Tex()), target),
    }
    write_together(files, force=options.force, inputs=[Path(options.spec)])
    console.say(say("{sheet} and {key} are written.", sheet=str(folder / SHEET), key=str(folder / KEY)))
    return 0


def _known() -> frozenset[str]:
    from tutor.checking.malrules import CATALOGUE

    return frozenset(CATALOGUE)


def _make(folder: Path) -> None:
    """Make the folder, where only it is missing."""
    from tutor.bridges.files import not_written

    try:
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
