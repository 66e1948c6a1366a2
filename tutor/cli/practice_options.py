"""The options of ``rnn-tutor practice``, apart from what the command needs to run: help comes at once."""

from __future__ import annotations

from tutor.calculation.assembly.limits import MAX_HIDDEN, MAX_STEPS, MAX_WORDS
from tutor.calculation.numbers import MAX_DECIMALS
from tutor.cli.handout_options import MAX_SEED, kind, number
from tutor.cli.messages import class_option_messages as of_classes
from tutor.cli.messages import practice_messages as says
from tutor.cli.spec_file import declare_spec
from tutor.cli.usage import Parser

MAX_VARIANTS = 200
VARIANTS = 6


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    declare_spec(parser, says.THE_SPEC_OR_THE_FOLDER_OF_A_CLASS)
    parser.argument("--own", action="store_true", help=says.THE_OWN_SHEETS_IN_PLACE_OF_FRESH_ONES)
    parser.section(of_classes.IN_PLACE_OF_A_SPEC_NOTHING_BUT_SIZES)
    number(parser, "--hidden", 1, MAX_HIDDEN, of_classes.HIDDEN_UNITS)
    parser.argument(
        "--words", nargs="+", metavar="WORD", help=of_classes.THE_WORDS_THAT_SENTENCES_ARE_MADE_OF
    )
    number(parser, "--steps", 1, MAX_STEPS, of_classes.WORDS_OF_A_SENTENCE)
    number(parser, "--input", 1, MAX_WORDS, of_classes.SO_MANY_OF_THE_WORDS_IN_EACH_VOCABULARY)
    parser.argument(
        "--cell", metavar="KIND", type=kind, help=of_classes.RNN_TANH_RNN_RELU_GRU_OR_LSTM_WITHOUT_IT
    )
    number(parser, "--decimals", 1, MAX_DECIMALS, of_classes.DIGITS_AFTER_THE_DECIMAL_POINT)
    parser.section(of_classes.WHAT_IS_ASKED)
    parser.argument("--blanks", metavar="PRESET", help=of_classes.H_STEPS_ONE_HOT_SHAPES_ALL)
    number(parser, "--variants", 1, MAX_VARIANTS, says.SHEETS_OF_EVERY_LEVEL)
    number(parser, "--seed", 0, MAX_SEED, says.ANOTHER_NUMBER_GIVES_OTHER_SHEETS)
    parser.section(of_classes.WHAT_IS_WRITTEN)
    parser.argument("-o", dest="page", metavar="PAGE.html", help=says.THE_PAGE)
    parser.argument("--exam", action="store_true", help=says.BOXES_AND_THE_ANSWER_FILE_ALONE)
    parser.argument("--exercise", metavar="FILE.json", help=says.ALSO_WHAT_GRADE_NEEDS)
    parser.argument("--runtime", metavar="FILE|DIR", help=says.PYODIDE_AS_NPM_PACKS_IT)
    parser.argument("--force", action="store_true", help=of_classes.REPLACE_EXISTING_FILES)
