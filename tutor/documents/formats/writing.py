"""Document × target → text, as a stream: the target finishes every block, then they are put together.

Markdown is written directly: its blocks need nothing around them, and a page of it starts without Jinja.
Every other format has a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from tutor.documents.document import Document
from tutor.documents.formats.targets import Dialect, Finished, Target
from tutor.documents.plain_blocks import plain_blocks
from tutor.language.resources import template_folder

if TYPE_CHECKING:
    from jinja2 import Environment


def write(document: Document, target: Target) -> Iterator[str]:
    """Write any document for a target."""
    finished = map(target.finish, target.laid_out(plain_blocks(document.blocks, target.kept)))
    if target.template is None:
        return markdown(finished, target.dialect)
    return (
        template_environment()
        .get_template(target.template)
        .generate(
            blocks=finished,
            dialect=target.dialect,
            language=target.language.code,
            hangul=target.language.code == "ko" or document.hangul,
            matrix_columns=document.matrix_columns,
            footer="" if document.footer is None else target.inline(document.footer),
            **target.constants(document),
        )
    )


_MARKS = {"paragraph": "", "item": "- ", "remark": "> "}


def markdown(blocks: Iterable[Finished], dialect: Dialect) -> Iterator[str]:
    r"""Write finished blocks in Markdown, an empty line after each.

    >>> list(markdown([Finished("item", "one"), Finished("display", "x")], "portable"))
    ['- one\n\n', '$$\nx\n$$\n\n']
    """
    opening, closing = ("```math", "```") if dialect == "github" else ("$$", "$$")
    for block in blocks:
        kind, text = block.kind, block.text
        if kind == "display":
            inside = f"\\begin{{aligned}}\n{text}\n\\end{{aligned}}" if block.aligned else text
            yield f"{opening}\n{inside}\n{closing}\n\n"
        elif kind == "heading":
            yield f"{'#' * block.level} {text}\n\n"
        elif kind in _MARKS:
            yield f"{_MARKS[kind]}{text}\n\n"
        elif kind == "fields":
            yield "".join([f"- {label}: {value}\n" for label, value in block.rows]) + "\n"
        elif kind == "table":
            ruled = "".join([" ---: |" if right else " --- |" for right in block.numeric])
            rows = "".join([f"| {' | '.join(row)} |\n" for row in block.rows])
            yield f"| {' | '.join(block.header)} |\n|{ruled}\n{rows}\n"
        elif text:
            yield f"![{block.caption}]({text})\n\n"


@cache
def template_environment() -> Environment:
    """Give what reads the templates."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(template_folder()),
        auto_reload=False,
        autoescape=False,  # each target escapes for itself
    )
