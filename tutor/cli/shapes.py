"""``rnn-tutor shapes``: a call of a recurrent module of torch, its tensors and what is wrong with it."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.console import Console
from tutor.cli.messages import option_messages as says
from tutor.cli.refusals import SourcedError, missing
from tutor.cli.spec_file import standard_input
from tutor.cli.usage import Parser
from tutor.language.faults import CallError, Fault, SpecError

if TYPE_CHECKING:
    from tutor.calls.explanation import Explanation
    from tutor.calls.rules.modules import Value

STANDARD_INPUT = "-"
NO_VERDICT = 2
# A notebook holds its pictures, too; of the text in it, no more than of a paste is read.
MOST_BYTES = 16 << 20
_FILE = re.compile(r"[^\n\r()\"']+\.(?:py|ipynb|txt|md)", re.IGNORECASE)


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    parser.section(says.WHAT_IS_READ)
    parser.argument(
        "call",
        nargs="?",
        metavar="CALL",
        help=says.THE_CALL_OF_TORCH_IN_QUOTES,
    )
    parser.argument("--input", metavar="SHAPE", help=says.THE_SHAPE_OF_THE_INPUT_SUCH_AS_1_3_10)
    parser.argument("--h0", metavar="SHAPE", help=says.THE_SHAPE_OF_H_0)
    parser.argument("--c0", metavar="SHAPE", help=says.THE_SHAPE_OF_C_0_FOR_AN_LSTM)
    parser.argument(
        "--set",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help=says.WHAT_A_NAME_IN_THE_CALL_STANDS_FOR,
    )
    parser.argument("--module", metavar="NAME", help=says.WHICH_MODULE_OF_SEVERAL)
    parser.argument("--strict", action="store_true", help=says.STRICT_SHAPES)
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument("--json", action="store_true", help=says.THE_EXPLANATION_AS_JSON)


def run(options: argparse.Namespace, console: Console) -> int:
    """Explain the calls; exit 1 where torch refuses one or it is not meant, 2 where one was not read."""
    from tutor.calls.following.pasted import cleaned
    from tutor.calls.page import not_explained, page, report

    if options.call is None:
        raise missing(says.WHICH_CALL(), 'shapes "nn.RNN(10, 1, batch_first=True)" --input 1,3,10')
    if options.c0 is not None and options.h0 is None:
        raise missing(
            says.C_0_COMES_WITH_H_0(), 'shapes "nn.LSTM(10, 20)" --input 5,3,10 --h0 1,3,20 --c0 1,3,20'
        )
    text = ""
    try:
        text = _text(options.call)
        explanation = _explained(text, options)
    except CallError as error:
        if not options.json:
            raise SourcedError(error.faults, {"": cleaned(text)}) from None
        data = not_explained(error.faults, console.language)
        console.out.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return NO_VERDICT
    if options.json:
        data = report(explanation, console.language)
        console.out.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        colour = console.colour and console.out.isatty()
        console.out.write(page(explanation, console.language, colour=colour))
    code = explanation.exit_code
    return NO_VERDICT if options.strict and code == 0 and explanation.is_partly_read else code


def _text(call: str) -> str:
    """Give the text itself, or what stands in the file or the standard input that it names."""
    from tutor.calls.following.source import MAX_CHARACTERS
    from tutor.files.file_text import file_bytes

    if call == STANDARD_INPUT:
        return standard_input(4 * MAX_CHARACTERS + 4).decode("utf-8-sig", "replace")
    if _FILE.fullmatch(call.strip()):
        try:
            data = file_bytes(Path(call.strip()), says.GIVE_THE_PATH_OF_CODE(), MOST_BYTES)
        except SpecError as error:
            raise CallError(error.faults) from None
        if len(data) > MOST_BYTES:
            raise CallError(says.THE_FILE_OF_CODE_IS_TOO_LARGE(name=call.strip()))
        return data.decode("utf-8-sig", "replace")
    return call


def _explained(text: str, options: argparse.Namespace) -> Explanation:
    """Read everything, say everything that cannot be read, then explain."""
    from tutor.calls.rules.starts import Pair
    from tutor.calls.texts import explain_text
    from tutor.calls.values import setting, shape

    faults: list[Fault] = []
    settings: dict[str, Value] = {}
    for each in options.set:
        try:
            settings.update([setting(each)])
        except CallError as error:
            faults += error.faults
    written = {"--input": options.input, "--h0": options.h0, "--c0": options.c0}
    faults += _unused(settings, " ".join([text, *filter(None, written.values())]))
    shapes = {}
    for option, value in written.items():
        try:
            shapes[option] = None if value is None else shape(option, value, settings)
        except CallError as error:
            faults += error.faults
    input, h_0, c_0 = (shapes.get(option) for option in written)
    start = h_0 if h_0 is None or c_0 is None else Pair(h_0, c_0)
    try:
        explanation = explain_text(text, settings, input, start, options.module)
    except CallError as error:
        faults = [*error.faults, *faults]
    if faults:
        raise CallError(faults)
    return explanation


def _unused(settings: Mapping[str, Value], text: str) -> Iterator[Fault]:
    """Find names that are set and not used: most are misspelt."""
    from difflib import get_close_matches

    names = set(re.findall(r"[^\W\d]\w*", text))
    for name in settings:
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            near = get_close_matches(name, names, n=1, cutoff=0.6)
            yield says.NOTHING_IN_THE_CALL_IS_CALLED_NAME(name=name).saying(
                help=says.DID_YOU_MEAN_NEAR(near=near[0]) if near else says.LEAVE_SET_OUT()
            )
