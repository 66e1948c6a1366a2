"""``rnn-tutor plant``: a find-the-error sheet and its key."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.console import Console
from tutor.cli.messages import option_messages as says
from tutor.cli.refusals import UsageError, missing, one_of, unknown, whole_number
from tutor.cli.spec_file import declare_spec, read_spec
from tutor.cli.usage import Parser
from tutor.documents.format_names import FORMATS

SHEET, KEY = "find_the_error", "key"


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    declare_spec(parser)
    parser.section(says.WHAT_IS_PLANTED)
    parser.argument("--mistake", metavar="NAME", help=says.A_MISTAKE_OF_THE_CATALOGUE)
    parser.argument("--random", action="store_true", help=says.ANY_MISTAKE_THAT_SHOWS_IN_THIS_PROBLEM)
    parser.argument(
        "--seed",
        metavar="N",
        type=whole_number("--seed", 0, 999_999_999),
        help=says.ANOTHER_NUMBER_PLANTS_ELSEWHERE,
    )
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument("-o", dest="folder", metavar="DIR", help=says.THE_FOLDER_OF_THE_SHEET_AND_ITS_KEY)
    parser.argument(
        "--to",
        metavar="|".join(FORMATS),
        type=one_of("--to", FORMATS),
        default="md",
        help=says.FORMAT_OF_THE_SHEET_AND_THE_KEY,
    )
    parser.argument("--force", action="store_true", help=says.REPLACE_EXISTING_FILES)


def run(options: argparse.Namespace, console: Console) -> int:
    """Plant a mistake; write the sheet and the key."""
    from tutor.mistakes.planting import PLANTABLE, plant

    example = "plant spec.toml --random --seed 1 -o sheets"
    if options.mistake is None and not options.random:
        raise missing(says.WHICH_MISTAKE(), example)
    if options.mistake is not None and options.mistake not in _known():
        if options.mistake in _known_backwards():
            raise UsageError(says.A_BACKWARD_MISTAKE_IS_NOT_PLANTED(word=options.mistake))
        raise unknown(says.THERE_IS_NO_MISTAKE, options.mistake, PLANTABLE)
    if options.folder is None:
        raise missing(says.WHICH_FOLDER(), example)
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
    console.say(says.SHEET_AND_KEY_ARE_WRITTEN(sheet=names[0], key=names[1]))
    return 0


def _known() -> frozenset[str]:
    from tutor.mistakes.catalogue import CATALOGUE

    return frozenset(CATALOGUE)


def _known_backwards() -> frozenset[str]:
    from tutor.mistakes.backward_catalogue import BACKWARD

    return frozenset(BACKWARD)


def _make(folder: Path) -> None:
    """Make the folder, where only it is missing."""
    from tutor.files.writing import not_written

    try:
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
