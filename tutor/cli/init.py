"""``rnn-tutor init``: a commented starter spec that runs as it is."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from tutor.calculation.assembly.limits import MAX_HIDDEN, MAX_LAYERS
from tutor.cli.console import Console
from tutor.cli.messages import option_messages as says
from tutor.cli.refusals import PROGRAM, one_of, whole_number
from tutor.cli.usage import Parser
from tutor.files.writing import write_whole
from tutor.language.languages import Code

STANDARD_OUTPUT = "-"
# The keys of the tables, which are not imported to print a help.
CELL_KINDS = ("rnn_tanh", "rnn_relu", "rnn_sigmoid", "gru", "gru_reset_before", "lstm")
HANGUL = re.compile("[가-힣ㄱ-ㅣ]")


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument("file", nargs="?", metavar="[FILE]", help=says.THE_SPEC_TO_WRITE_WITHOUT_IT)
    parser.argument("--force", action="store_true", help=says.REPLACE_AN_EXISTING_FILE)
    parser.section(says.WHAT_THE_SPEC_IS_ABOUT)
    parser.argument("--sentence", metavar="TEXT", help=says.YOUR_OWN_SENTENCE_ITS_WORDS_BECOME)
    parser.argument(
        "--cell", metavar="|".join(CELL_KINDS), type=one_of("--cell", CELL_KINDS), help=says.THE_KIND_OF_CELL
    )
    parser.argument(
        "--hidden",
        metavar=f"1..{MAX_HIDDEN}",
        type=whole_number("--hidden", 1, MAX_HIDDEN),
        help=says.ENTRIES_OF_THE_HIDDEN_STATE,
    )
    parser.argument(
        "--layers",
        metavar=f"1..{MAX_LAYERS}",
        type=whole_number("--layers", 1, MAX_LAYERS),
        help=says.LAYERS_EACH_READS_THE_STATES_OF_THE_ONE_BELOW,
    )
    parser.argument("--bidirectional", action="store_true", help=says.EACH_LAYER_READS_THE_SENTENCE_BOTH_WAYS)
    parser.argument(
        "--output-layer",
        action="store_true",
        help=says.SCORES_PROBABILITIES_AND_THE_LOSS_OF_THE_NEXT_WORD,
    )
    parser.argument("--classifier", action="store_true", help=says.AN_OUTPUT_LAYER_AT_THE_LAST_STEP)
    parser.argument(
        "--seed",
        metavar="N",
        type=whole_number("--seed", 0, 999_999_999),
        help=says.ANOTHER_NUMBER_DRAWS_OTHER_WEIGHTS,
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the spec."""
    from tutor import spec
    from tutor.spec.starter import starter_spec

    given = {name: getattr(options, name) for name in ("sentence", "hidden", "seed", "cell", "layers")}
    chosen = {name: value for name, value in given.items() if value is not None}
    # Without --lang the spec speaks the language of its words.
    language: Code = console.language.code
    if not console.asked and options.sentence:
        language = "ko" if HANGUL.search(options.sentence) else "en"
    text = starter_spec(
        language=language,
        bidirectional=options.bidirectional,
        output_layer=options.output_layer,
        classifier=options.classifier,
        **chosen,
    )
    if options.file in (None, STANDARD_OUTPUT):
        console.out.write(text)
        return 0
    # Editors that know TOML complete and check the keys by this line; it is a comment for everybody else.
    schema = Path(spec.__file__).with_name("schema.json").as_uri()
    write_whole(Path(options.file), [f"#:schema {schema}\n", text], force=options.force)
    command = f"{PROGRAM} worked {options.file} -o {Path(options.file).with_suffix('.html')}"
    console.say(says.FILE_IS_WRITTEN_NEXT_COMMAND(file=options.file, command=command))
    return 0
