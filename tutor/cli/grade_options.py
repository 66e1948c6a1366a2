"""The options of ``rnn-tutor grade``, apart from what the command needs to run: help comes at once."""

from __future__ import annotations

from tutor.cli.messages import class_option_messages as says
from tutor.cli.messages import typing_messages as typing
from tutor.cli.refusals import one_of, whole_number
from tutor.cli.usage import Parser
from tutor.documents.format_names import FORMATS

ATTEMPTS = ("ask", "latest", "best")


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.intermixed = True
    parser.section(says.WHAT_IS_READ)
    parser.argument(
        "spec",
        nargs="?",
        metavar="EXERCISE",
        help=says.THE_SPEC_THAT_EVERYBODY_DID,
    )
    parser.argument(
        "submissions",
        nargs="*",
        metavar="SUBMISSIONS",
        help=says.FILES_FOLDERS_AND_ZIP_ARCHIVES_CSV_JSON,
    )
    parser.argument("--roster", metavar="CSV", help=says.WHO_IS_IN_THE_CLASS_EVERYBODY)
    parser.argument("--scheme", metavar="TOML", help=says.WHAT_AN_ENTRY_IS_WORTH_BY_DEFAULT_ONE_POINT)
    parser.argument("--decisions", metavar="CSV", help=says.WHAT_THE_TEACHER_DECIDED)
    parser.argument(
        "--blanks",
        metavar="PRESET",
        help=says.WHAT_WAS_ASKED_H_STEPS_ONE_HOT_SHAPES_ALL,
    )
    parser.argument("--decimal-comma", action="store_true", help=says.READ_0_5_AS_A_NUMBER)
    parser.argument(
        "--no-limits",
        action="store_true",
        help=says.ALLOW_MORE_STEPS_WORDS_AND_HIDDEN_UNITS_THAN,
    )
    parser.argument(
        "--attempts",
        metavar="|".join(ATTEMPTS),
        type=one_of("--attempts", ATTEMPTS),
        help=says.WHICH_OF_SEVERAL_COUNTS,
    )
    parser.argument("--strict", action="store_true", help=says.EXIT_2_WHERE_SOMETHING_WAS_NOT_READ)
    parser.argument("--type", dest="typing", action="store_true", help=typing.TYPE_IN_WHAT_STANDS_ON_PAPER)
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument(
        "-o", dest="folder", metavar="DIR", help=says.THE_FOLDER_FOR_FEEDBACK_GRADEBOOK_AND_REPORT
    )
    parser.argument(
        "--to",
        nargs="+",
        metavar=("|".join(FORMATS), "FORMAT"),
        help=says.FORMAT_OF_FEEDBACK_AND_REPORT,
    )
    parser.argument("--into", metavar="CSV", help=says.FILL_A_COPY_OF_THE_SYSTEMS_TABLE)
    parser.argument("--column", metavar="NAME", help=says.THE_COLUMN_THAT_IS_FILLED)
    parser.argument("--feedback-zip", action="store_true", help=says.FEEDBACK_FOR_THE_SYSTEM)
    parser.argument("--hints", action="store_true", help=says.FEEDBACK_GIVES_DIRECTIONS_AND_NO_NUMBERS)
    parser.argument("--json", action="store_true", help=says.THE_MARKS_AS_JSON_ON_THE_STANDARD_OUTPUT)
    parser.argument("--force", action="store_true", help=says.REPLACE_EXISTING_FILES)
    parser.argument(
        "-j", dest="jobs", metavar="N", type=whole_number("-j", 1, 64), default=1, help=says.WORKER_PROCESSES
    )
