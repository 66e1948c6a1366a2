"""The options of ``rnn-tutor handout``, apart from what the command needs to run: help comes at once."""

from __future__ import annotations

from typing import get_args

from tutor.calculation.assembly.limits import MAX_HIDDEN, MAX_STEPS, MAX_WORDS
from tutor.calculation.numbers import MAX_DECIMALS
from tutor.cli.messages import class_option_messages as says
from tutor.cli.messages.option_messages import THE_SIZE_OF_THE_PAGES, WRITE_0_5_FOR_A_HALF
from tutor.cli.refusals import one_of, whole_number
from tutor.cli.spec_file import declare_spec
from tutor.cli.usage import Parser
from tutor.documents.format_names import SHEET_FORMATS
from tutor.documents.paper_sizes import PaperName
from tutor.handout.limits import KEY_KINDS, LEVELS, MAX_STUDENTS
from tutor.language.faults import Pattern

MAX_SEED = 999_999_999


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    declare_spec(parser)
    parser.section(says.IN_PLACE_OF_A_SPEC_NOTHING_BUT_SIZES)
    number(parser, "--hidden", 1, MAX_HIDDEN, says.HIDDEN_UNITS)
    parser.argument("--words", nargs="+", metavar="WORD", help=says.THE_WORDS_THAT_SENTENCES_ARE_MADE_OF)
    number(parser, "--steps", 1, MAX_STEPS, says.WORDS_OF_A_SENTENCE)
    number(parser, "--input", 1, MAX_WORDS, says.SO_MANY_OF_THE_WORDS_IN_EACH_VOCABULARY)
    parser.argument(
        "--cell",
        metavar="KIND",
        type=kind,
        help=says.RNN_TANH_RNN_RELU_GRU_OR_LSTM_WITHOUT_IT,
    )
    parser.section(says.WHO_IS_IN_THE_CLASS)
    parser.argument(
        "--roster",
        metavar="CSV",
        help=says.A_COLUMN_STUDENT_AND_PERHAPS_NAME,
    )
    number(parser, "--count", 1, MAX_STUDENTS, says.IN_PLACE_OF_A_ROSTER_SO_MANY_STUDENTS_S01)
    parser.section(says.WHAT_IS_ASKED)
    parser.argument(
        "--blanks",
        metavar="PRESET",
        default="steps",
        help=says.H_STEPS_ONE_HOT_SHAPES_ALL,
    )
    parser.argument(
        "--level",
        metavar="|".join(LEVELS),
        type=one_of("--level", LEVELS),
        default="standard",
        help=says.BLANK_IS_STEP_1_ONLY_EVERY_STEP,
    )
    number(parser, "--decimals", 1, MAX_DECIMALS, says.DIGITS_AFTER_THE_DECIMAL_POINT)
    number(parser, "--seed", 0, MAX_SEED, says.ANOTHER_NUMBER_GIVES_EVERYBODY_ANOTHER)
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument("-o", dest="folder", metavar="DIR", help=says.THE_FOLDER_OF_THE_CLASS)
    parser.argument(
        "--to",
        nargs="+",
        metavar=("|".join(SHEET_FORMATS), "FORMAT"),
        help=says.FORMATS_OF_SHEETS_AND_KEYS_ONE_OR_SEVERAL,
    )
    parser.argument(
        "--key",
        metavar="|".join(KEY_KINDS),
        type=one_of("--key", KEY_KINDS),
        help=says.THE_KEY_OF_THE_CLASS_OR_EVERYBODYS_OWN,
    )
    parser.argument(
        "--paper",
        metavar="|".join(get_args(PaperName)),
        type=one_of("--paper", get_args(PaperName)),
        help=THE_SIZE_OF_THE_PAGES,
    )
    parser.argument("--decimal-comma", action="store_true", help=WRITE_0_5_FOR_A_HALF)
    parser.argument("--working", action="store_true", help=says.KEYS_SHOW_HOW_THE_ANSWERS_COME_ABOUT)
    parser.argument("--print", dest="prints", action="store_true", help=says.ALSO_SHEETS_PDF_AND_KEYS_PDF)
    parser.argument("--force", action="store_true", help=says.REPLACE_A_CLASS_THAT_IS_IN_THE_FOLDER)
    parser.argument(
        "-j", dest="jobs", metavar="N", type=whole_number("-j", 1, 64), default=1, help=says.WORKER_PROCESSES
    )


def kind(text: str) -> str:
    """Accept the name of a cell."""
    from tutor.calculation.cells import CELLS

    return one_of("--cell", tuple(CELLS))(text)


def number(parser: Parser, option: str, low: int, high: int, help_: Pattern) -> None:
    """Declare an option whose value is a whole number of a range."""
    parser.argument(option, metavar=f"{low}..{high}", type=whole_number(option, low, high), help=help_)
