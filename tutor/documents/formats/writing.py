"""Document × target → text, as a stream: the target finishes every block, then they are put together.

Markdown is written directly: its blocks need nothing around them, and a page of it starts without Jinja.
Every other format has a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from tutor.documents.document import Document
from tutor.documents.formats.targets import Dialect, Finished, Target
from tutor.documents.plain_blocks import plain_blocks
from tutor.language.resources import template_folder

if TYPE_CHECKING:
    from jinja2 import Environment

    from tutor.documents.formats.frame import Frame


def write(document: Document, target: Target) -> Iterator[str]:
    """Write any document for a target."""
    finished = _finished(document, target)
    if target.template is None:
        return markdown(finished, target.dialect)
    first = next(finished, None)
    values = {
        **_values(document, target),
        "blocks": finished if first is None else chain((first,), finished),
        "heading": "" if first is None else first.caption,
        "footer": "" if document.footer is None else target.inline(document.footer),
    }
    return template_environment().get_template(target.template).generate(values)


def write_fragment(document: Document, target: Target) -> Iterator[str]:
    """Write a document as a piece of a larger one, its headings one level lower.

    In LaTeX, the larger one has in its preamble what :func:`fragment_preamble` writes.
    """
    finished = _finished(document, target)
    if target.template is None:
        return markdown(finished, target.dialect, below=1)
    template = template_environment().get_template("fragment.tex.j2")
    return template.generate({**_values(document, target), "blocks": finished, "below": 1})


def fragment_preamble(document: Document, target: Target) -> str:
    """Write what the preamble of a larger document needs, in LaTeX."""
    return (
        template_environment()
        .get_template("fragment_preamble.tex.j2")
        .render({**_values(document, target), "in_a_book": True})
    )


def write_framed(document: Document, target: Target, frame: Frame) -> str:
    """Write a document in a frame of somebody's own: its title and the rest are values of the frame."""
    finished = _finished(document, target)
    first = next(finished, None)
    title = first.text if first is not None and first.level == 1 else ""
    rest = finished if first is None or title else chain((first,), finished)
    values = {"title": title, "language": target.language.code}
    if target.template is None:
        return frame.around({**values, "body": "".join(markdown(rest, target.dialect)).strip() + "\n"})
    environment, constants = template_environment(), _values(document, target)
    body = environment.get_template(f"blocks.{frame.to}.j2").render(constants, blocks=rest)
    given = "preamble" if frame.to == "tex" else "style"
    values[given] = environment.get_template(f"{given}.{frame.to}.j2").render(constants)
    return frame.around({**values, "body": body})


def _finished(document: Document, target: Target) -> Iterator[Finished]:
    return map(target.finish, target.laid_out(plain_blocks(document.blocks, target.kept)))


def _values(document: Document, target: Target) -> dict[str, object]:
    """Give what the templates of a format need besides the blocks."""
    return {
        "dialect": target.dialect,
        "language": target.language.code,
        "hangul": target.language.code == "ko" or document.hangul,
        "matrix_columns": document.matrix_columns,
        "below": 0,
        "in_a_book": False,
        **target.constants(document),
    }


_MARKS = {"paragraph": "", "item": "- ", "remark": "> "}


def markdown(blocks: Iterable[Finished], dialect: Dialect, below: int = 0) -> Iterator[str]:
    r"""Write finished blocks in Markdown, an empty line after each; headings so many levels ``below`` theirs.

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
            yield f"{'#' * (block.level + below)} {text}\n\n"
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
