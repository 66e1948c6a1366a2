"""Document × target → text, as a stream: the target finishes every block, its template puts them together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tutor.documents.document import Document, plain_blocks
from tutor.documents.formats.targets import Target
from tutor.language.languages import Language
from tutor.language.resources import template_folder


def write(document: Document, target: Target) -> Iterator[str]:
    """Write any document for a target."""
    template = _environment(target.language).get_template(target.template)
    blocks = plain_blocks(document.blocks, target.kept)
    return template.generate(
        blocks=map(target.finish, target.laid_out(blocks)),
        dialect=target.dialect,
        language=target.language.code,
        hangul=target.language.code == "ko" or document.hangul,
        matrix_columns=document.matrix_columns,
        footer="" if document.footer is None else target.inline(document.footer),
        **target.constants(document),
    )


@cache
def _environment(spoken: Language) -> Environment:
    environment = Environment(
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
        extensions=["jinja2.ext.i18n"],
        loader=FileSystemLoader(template_folder()),
        auto_reload=False,
        autoescape=False,  # each target escapes for itself
    )
    environment.install_gettext_callables(spoken.gettext, spoken.ngettext)  # type: ignore[attr-defined]
    return environment
