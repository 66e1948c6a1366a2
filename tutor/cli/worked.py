"""``rnn-tutor worked``: from a spec to a worked example."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args
from urllib.parse import quote

from tutor.calculation.names import Layout, Symbols
from tutor.calculation.numbers import MAX_DECIMALS, Carry, Ties
from tutor.cli.console import Console
from tutor.cli.messages import option_messages as says
from tutor.cli.refusals import PROGRAM, UsageError, not_on_a_terminal, one_of, whole_number
from tutor.cli.spec_file import declare_spec, read_spec
from tutor.cli.usage import Parser
from tutor.documents.paper_sizes import PaperName
from tutor.language.faults import Pattern

if TYPE_CHECKING:
    from tutor.calculation.trace import Trace
    from tutor.worked.rendering import Format

DIALECTS = ("portable", "github")
DETAILS = ("brief", "full", "symbolic")
STANDARD_OUTPUT = "-"

# Option → key of the spec that it replaces.
_REPLACES: Mapping[str, str] = MappingProxyType(
    {
        "decimals": "rounding.decimals",
        "carry": "rounding.carry",
        "ties": "rounding.ties",
        "layout": "notation.layout",
        "symbols": "notation.symbols",
    }
)


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    declare_spec(parser)
    parser.section(says.WHAT_IS_WRITTEN)
    parser.argument(
        "-o",
        dest="file",
        metavar="FILE",
        help=says.THE_FILE_TO_WRITE_ITS_ENDING_DECIDES,
    )
    parser.argument("--force", action="store_true", help=says.REPLACE_AN_EXISTING_FILE)
    _choice(parser, "--to", _formats(), says.FORMAT_WITHOUT_IT_THAT_OF_THE_FILES_ENDING)
    _choice(parser, "--dialect", DIALECTS, says.WHERE_MARKDOWN_IS_SHOWN_PORTABLE_FOR_VS_CODE)
    _choice(parser, "--detail", DETAILS, says.MATRIX_LINES_EACH_DOT_PRODUCT_AS_WELL)
    parser.argument("--backward", action="store_true", help=says.THE_BACKWARD_PASS_AS_WELL)
    _choice(parser, "--paper", get_args(PaperName), says.THE_SIZE_OF_THE_PAGES)
    parser.argument("--decimal-comma", action="store_true", help=says.WRITE_0_5_FOR_A_HALF)
    parser.argument("--fragment", action="store_true", help=says.A_PIECE_FOR_A_BOOK)
    parser.argument("--template", metavar="FILE", help=says.YOUR_OWN_FRAME_AROUND_THE_PAGE)
    parser.section(says.IN_PLACE_OF_WHAT_THE_SPEC_SAYS)
    parser.argument(
        "--decimals",
        metavar=f"1..{MAX_DECIMALS}",
        type=whole_number("--decimals", 1, MAX_DECIMALS),
        help=says.DIGITS_AFTER_THE_DECIMAL_POINT,
    )
    parser.argument(
        "--shorten",
        metavar=f"0..{MAX_DECIMALS}",
        type=whole_number("--shorten", 0, MAX_DECIMALS),
        help=says.ROUND_THE_PARAMETERS_TO_SO_MANY_DECIMALS,
    )
    _choice(parser, "--carry", get_args(Carry), says.WHAT_LATER_LINES_USE_WHAT_IS_WRITTEN)
    _choice(parser, "--ties", get_args(Ties), says.HOW_A_5_AT_THE_END_IS_ROUNDED_AWAY_FROM_ZERO)
    _choice(parser, "--layout", get_args(Layout), says.W_X_W_OR_ONE_BLOCK_MATRIX)
    _choice(parser, "--symbols", get_args(Symbols), says.THE_LETTERS_W_IH_W_XH_W_HX_OR_W_AND_U)


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the document to a file or to the standard output."""
    from tutor.calculation.trace import trace
    from tutor.worked.rendering import BINARY, stream

    file = None if options.file in (None, STANDARD_OUTPUT) else Path(options.file)
    to: Format = options.to or _format_of(file)
    _fits(options, to)
    replaced = {
        key: getattr(options, name) for name, key in _REPLACES.items() if getattr(options, name) is not None
    }
    look = {
        name: getattr(options, name)
        for name in ("detail", "dialect", "paper", "backward", "decimal_comma", "fragment")
        if getattr(options, name) is not None
    }
    if options.template is not None:
        from tutor.documents.formats.frame import Frame

        look["frame"] = Frame.read(Path(options.template), to)
    problem, console = read_spec(options, console, "worked", replaced)
    if options.shorten is not None:
        problem = problem.shortened(options.shorten)
    steps = trace(problem)
    picture = file.with_suffix(".svg") if file is not None and to == "md" else None
    if picture == file:
        picture = None
    link = quote(picture.name) if picture is not None else None
    pieces = stream(steps, to, console.language.code, **look, picture_link=link)
    if file is not None:
        from tutor.files.writing import write_together

        beside = _beside(steps, file, picture, console, look)
        inputs = [Path(each) for each in (options.spec, options.template) if each is not None]
        write_together({**beside, file: pieces}, force=options.force, inputs=inputs)
        return 0
    if to in BINARY and console.out.isatty():
        raise not_on_a_terminal(to)
    console.write(pieces)
    if to == "md" and console.out.isatty():
        piped = options.spec == STANDARD_OUTPUT
        page = "page.html" if piped else Path(options.spec).with_suffix(".html").name
        command = f"{PROGRAM} worked {options.spec} -o {page}"
        console.say(says.THIS_IS_MARKDOWN_TO_SEE_IT_AS_A_PAGE(command=command))
    return 0


def _fits(options: argparse.Namespace, to: Format) -> None:
    """Refuse what the format cannot have."""
    from tutor.documents.format_names import FORMATS
    from tutor.documents.formats.formats import FRAMED, PAGED, PIECES

    for option, asked, formats in (
        ("--paper", options.paper, PAGED),
        ("--decimal-comma", options.decimal_comma, (*FORMATS, "ipynb")),
        ("--fragment", options.fragment, PIECES),
        ("--template", options.template, FRAMED),
    ):
        if asked and to not in formats:
            raise UsageError(
                says.OPTION_DOES_NOT_GO_WITH_FORMAT(option=option, format=to, formats=", ".join(formats))
            )
    if options.fragment and options.template:
        raise UsageError(says.A_FRAGMENT_HAS_NO_FRAME())


def _beside(
    steps: Trace, file: Path, picture: Path | None, console: Console, look: Mapping[str, object]
) -> dict[Path, Iterable[str | bytes]]:
    """Give what is written beside the page: its drawings, or the preamble that a fragment needs."""
    from tutor.worked.rendering import preamble, stream

    code = console.language.code
    if look["fragment"] and picture is None:
        return {file.with_name(f"{file.stem}-preamble.tex"): (preamble(steps, code),)}
    if picture is None:
        return {}
    drawings: dict[Path, Iterable[str | bytes]] = {
        picture: stream(steps, "svg", code, decimal_comma=look["decimal_comma"]),
        picture.with_name(f"{picture.stem}-network.svg"): stream(
            steps, "network.svg", code, decimal_comma=look["decimal_comma"]
        ),
    }
    if look["backward"] and look.get("detail") != "brief":
        gradients = picture.with_name(f"{picture.stem}-gradients.svg")
        drawings[gradients] = stream(steps, "gradients.svg", code, backward=True)
        turned = picture.with_name(f"{picture.stem}-backward.svg")
        drawings[turned] = stream(
            steps, "backward.svg", code, backward=True, decimal_comma=look["decimal_comma"]
        )
    return drawings


def _choice(parser: Parser, option: str, known: tuple[str, ...], help_: Pattern) -> None:
    parser.argument(option, metavar="|".join(known), type=one_of(option, known), help=help_)


def _formats() -> tuple[Format, ...]:
    """List what a worked example can be written as."""
    from tutor.documents.format_names import SHEET_FORMATS

    return (*SHEET_FORMATS, "json")


def _format_of(file: Path | None) -> Format:
    """Tell the format from the ending of the file."""
    if file is None:
        return "md"
    for each in _formats():
        if file.suffix.lower() == f".{each}":
            return each
    raise UsageError(
        says.THE_ENDING_OF_FILE_TELLS_NO_FORMAT(
            file=file, endings=", ".join(f".{each}" for each in _formats())
        )
    )
