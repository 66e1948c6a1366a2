"""``rnn-tutor plant``: a find-the-error sheet and its key."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.console import Console
from tutor.cli.spec_file import declare_spec, read_spec
from tutor.cli.usage import Parser, missing, one_of, unknown, whole_number
from tutor.documents.formats.formats import FORMATS
from tutor.language.faults import say

SHEET, KEY = "find_the_error", "key"


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
    parser.argument(
        "--to",
        metavar="|".join(FORMATS),
        type=one_of("--to", FORMATS),
        default="md",
        help="format of the sheet and the key",
    )
    parser.argument("--force", action="store_true", help="replace existing files")


def run(options: argparse.Namespace, console: Console) -> int:
    """Plant a mistake; write the sheet and the key."""
    from tutor.mistakes.planting import PLANTABLE, plant

    example = "plant spec.toml --random --seed 1 -o sheets"
    if options.mistake is None and not options.random:
        raise missing(say("which mistake?"), example)
    if options.mistake is not None and options.mistake not in _known():
        raise unknown("U09", "there is no mistake `{word}`", options.mistake, PLANTABLE)
    if options.folder is None:
        raise missing(say("which folder?"), example)
    problem, console = read_spec(options, console, "plant")
    planted = plant(problem, None if options.random else options.mistake, seed=options.seed or 0)
    from tutor.checking.planted_page import key, sheet
    from tutor.documents.formats.formats import written
    from tutor.files.writing import write_together

    folder, to = Path(options.folder), options.to
    _make(folder)
    files = {
        folder / f"{SHEET}.{to}": written(lambda printer: sheet(planted, printer), to, console.language),
        folder / f"{KEY}.{to}": written(lambda printer: key(planted, printer), to, console.language),
    }
    write_together(files, force=options.force, inputs=[Path(options.spec)])
    names = [str(each) for each in files]
    console.say(say("{sheet} and {key} are written.", sheet=names[0], key=names[1]))
    return 0


def _known() -> frozenset[str]:
    from tutor.mistakes.catalogue import CATALOGUE

    return frozenset(CATALOGUE)


def _make(folder: Path) -> None:
    """Make the folder, where only it is missing."""
    from tutor.files.writing import not_written

    try:
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
