"""``rnn-tutor worked``: from a spec to a worked example."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args
from urllib.parse import quote

from tutor.calculation.names import Symbols
from tutor.calculation.numbers import MAX_DECIMALS, Carry, Ties
from tutor.calculation.written import Layout
from tutor.cli.console import Console
from tutor.cli.spec_file import declare_spec, read_spec
from tutor.cli.usage import Parser, UsageError, not_on_a_terminal, one_of, whole_number
from tutor.language.faults import Fault, say

if TYPE_CHECKING:
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
    parser.section("What is written")
    parser.argument(
        "-o",
        dest="file",
        metavar="FILE",
        help="the file to write; its ending decides the format; Markdown gets its picture beside it (.svg)",
    )
    parser.argument("--force", action="store_true", help="replace an existing file")
    _choice(parser, "--to", _formats(), "format; without it, that of the file's ending, else md")
    _choice(parser, "--dialect", DIALECTS, "where Markdown is shown: portable for VS Code, Jupyter or pandoc")
    _choice(
        parser, "--detail", DETAILS, "matrix lines; each dot product as well; or letters and closed forms"
    )
    parser.section("In place of what the spec says")
    parser.argument(
        "--decimals",
        metavar=f"1..{MAX_DECIMALS}",
        type=whole_number("--decimals", 1, MAX_DECIMALS),
        help="digits after the decimal point",
    )
    parser.argument(
        "--shorten",
        metavar=f"0..{MAX_DECIMALS}",
        type=whole_number("--shorten", 0, MAX_DECIMALS),
        help="round the parameters to so many decimals, and say how far the results move",
    )
    _choice(parser, "--carry", get_args(Carry), "what later lines use: what is written, or full precision")
    _choice(parser, "--ties", get_args(Ties), "how a 5 at the end is rounded: away from zero, or to even")
    _choice(parser, "--layout", get_args(Layout), "W x, x W, or one block matrix")
    _choice(parser, "--symbols", get_args(Symbols), "the letters: W_ih, W_xh, W_hx, or W and U")


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the document to a file or to the standard output."""
    from tutor.calculation.trace import trace
    from tutor.documents.formats.formats import BINARY
    from tutor.worked.rendering import stream

    file = None if options.file in (None, STANDARD_OUTPUT) else Path(options.file)
    to: Format = options.to or _format_of(file)
    replaced = {
        key: getattr(options, name) for name, key in _REPLACES.items() if getattr(options, name) is not None
    }
    problem, console = read_spec(options, console, "worked", replaced)
    if options.shorten is not None:
        problem = problem.shortened(options.shorten)
    steps = trace(problem)
    picture = file.with_suffix(".svg") if file is not None and to == "md" else None
    if picture == file:
        picture = None
    pieces = stream(
        steps,
        to=to,
        lang=console.language.code,
        detail=options.detail or "full",
        dialect=options.dialect or "portable",
        picture_link=quote(picture.name) if picture is not None else None,
    )
    if file is not None:
        from tutor.files.writing import write_together

        drawings = {}
        if picture is not None:
            network = picture.with_name(f"{picture.stem}-network.svg")
            drawings = {
                picture: stream(steps, "svg", console.language.code),
                network: stream(steps, "network.svg", console.language.code),
            }
        write_together({**drawings, file: pieces}, force=options.force, inputs=[Path(options.spec)])
        return 0
    if to in BINARY and console.out.isatty():
        raise not_on_a_terminal(to)
    console.write(pieces)
    if to == "md" and console.out.isatty():
        console.say(say("This is Markdown. To see it as a page, write it to a file: -o example.md"))
    return 0


def _choice(parser: Parser, option: str, known: tuple[str, ...], help_: str) -> None:
    parser.argument(option, metavar="|".join(known), type=one_of(option, known), help=help_)


def _formats() -> tuple[Format, ...]:
    """List what a worked example can be written as."""
    from tutor.documents.formats.formats import FORMATS

    return (*FORMATS, "json")


def _format_of(file: Path | None) -> Format:
    """Tell the format from the ending of the file."""
    if file is None:
        return "md"
    for each in _formats():
        if file.suffix.lower() == f".{each}":
            return each
    raise UsageError(
        Fault(
            "U06",
            say("the ending of `{file}` tells no format", file=file),
            because=say("Endings that do: {endings}.", endings=", ".join(f".{each}" for each in _formats())),
            help=say("choose another name, or name the format with --to"),
        )
    )
