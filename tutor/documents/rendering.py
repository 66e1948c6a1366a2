"""Document × target → text, as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tutor.calculation.trace import Trace
from tutor.documents.document import Document
from tutor.documents.language import CODES, Language
from tutor.documents.picture import svg
from tutor.documents.resources import template_folder
from tutor.documents.results import hidden_states
from tutor.documents.targets import Dialect, Markdown, Target
from tutor.documents.tex import Tex
from tutor.documents.worked import Detail, worked

Format = Literal["md", "tex", "json", "svg"]


def render(
    trace: Trace,
    to: Format = "md",
    lang: str | None = None,
    *,
    detail: Detail = "full",
    dialect: Dialect = "portable",
    picture_link: str | None = None,
) -> str:
    """Write a worked example.

    Args:
        trace: what :func:`tutor.trace` computed.
        to: "md", "tex", "json", or "svg" for the picture alone.
        lang: "ko" or "en"; by default the problem's own language, else English.
        detail: "brief", "full" or "symbolic".
        dialect: of Markdown, "portable" or "github".
        picture_link: where Markdown finds the picture; by default the page carries it.

    Raises:
        ValueError: ``to``, ``lang``, ``detail`` or ``dialect`` is none of these.

    >>> from tutor import Problem, trace
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> print(render(trace(problem), detail="brief").split("### ")[1][:11])
    Step 1: `i`
    """
    return "".join(stream(trace, to, lang, detail=detail, dialect=dialect, picture_link=picture_link))


def stream(
    trace: Trace,
    to: Format = "md",
    lang: str | None = None,
    *,
    detail: Detail = "full",
    dialect: Dialect = "portable",
    picture_link: str | None = None,
) -> Iterator[str]:
    """Write a worked example piece by piece; see :func:`render`."""
    for name, value, known in (
        ("to", to, get_args(Format)),
        ("lang", lang, (*CODES, None)),
        ("detail", detail, get_args(Detail)),
        ("dialect", dialect, get_args(Dialect)),
    ):
        if value not in known:
            raise ValueError(f"{name}={value!r} is not known; {name} is one of {', '.join(map(repr, known))}")
    return _pieces(trace, to, lang, detail, dialect, picture_link)


def _pieces(
    trace: Trace, to: Format, lang: str | None, detail: Detail, dialect: Dialect, picture_link: str | None
) -> Iterator[str]:
    spoken = Language("ko" if (lang or trace.problem.language) == "ko" else "en")
    if to == "json":
        yield json.dumps(trace.to_dict(), ensure_ascii=False, indent=2) + "\n"
    elif to == "svg":
        picture = hidden_states(trace)
        yield svg(picture.series, Markdown(spoken).inline(picture.caption), picture.first)
    else:
        target: Target = Markdown(spoken, dialect, picture_link)
        if to == "tex":
            from tutor.documents.latex import Latex

            target = Latex(spoken)
        yield from write(worked(trace, Tex(), detail=detail), target)


def write(document: Document, target: Target) -> Iterator[str]:
    """Write any document for a target."""
    template = _environment(target.language).get_template(target.template)
    return template.generate(
        blocks=map(target.finish, target.laid_out(document.blocks)),
        dialect=target.dialect,
        hangul=target.language.code == "ko" or document.hangul,
        matrix_columns=document.matrix_columns,
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
