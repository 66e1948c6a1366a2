"""Trace → a worked example in any format, whole or piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

from tutor.calculation.trace import Trace
from tutor.documents.drawings.picture import svg
from tutor.documents.drawings.scene_svg import scene_svg
from tutor.documents.formats import format_names, formats
from tutor.documents.formats.plain_text import plain_text
from tutor.documents.formats.targets import Dialect
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.language.languages import CODES, Language
from tutor.worked.network_drawing import drawings
from tutor.worked.page import Detail, worked
from tutor.worked.results import hidden_states

if TYPE_CHECKING:
    from tutor.calculation.backward.result import BackwardPass

Format = format_names.Format | Literal["json", "svg", "network.svg", "gradients.svg"]
FORMATS: tuple[Format, ...] = (*format_names.FORMATS, "json", "svg", "network.svg", "gradients.svg")


def render(
    trace: Trace,
    to: Format = "md",
    lang: str | None = None,
    *,
    detail: Detail = "full",
    dialect: Dialect = "portable",
    picture_link: str | None = None,
    backward: bool = False,
) -> Any:  # noqa: ANN401 - text, or bytes where the format is no text
    """Write a worked example: as text, or as bytes where the format is none.

    Args:
        trace: what :func:`tutor.trace` computed.
        to: "md", "tex", "html", "pdf", "docx", "json"; "svg" for the picture of the states alone,
            "network.svg" for that of the network, "gradients.svg" for that of the backward pass.
        lang: "ko" or "en"; by default the problem's own language, else English.
        detail: "brief", "full" or "symbolic".
        dialect: of Markdown, "portable" or "github".
        picture_link: where Markdown finds the picture; by default the page carries it.
        backward: whether the backward pass follows, which needs an output layer with targets.

    Raises:
        ValueError: ``to``, ``lang``, ``detail`` or ``dialect`` is none of these.

    >>> from tutor import Problem, trace
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> print(render(trace(problem), detail="brief").split("### ")[1][:11])
    Step 1: `i`
    """
    pieces = stream(
        trace, to, lang, detail=detail, dialect=dialect, picture_link=picture_link, backward=backward
    )
    together: Any = b"" if to in format_names.BINARY else ""
    return together.join(pieces)


def stream(
    trace: Trace,
    to: Format = "md",
    lang: str | None = None,
    *,
    detail: Detail = "full",
    dialect: Dialect = "portable",
    picture_link: str | None = None,
    backward: bool = False,
) -> Iterator[str | bytes]:
    """Write a worked example piece by piece; see :func:`render`."""
    for name, value, known in (
        ("to", to, FORMATS),
        ("lang", lang, (*CODES, None)),
        ("detail", detail, get_args(Detail)),
        ("dialect", dialect, get_args(Dialect)),
    ):
        if value not in known:
            raise ValueError(f"{name}={value!r} is not known; {name} is one of {', '.join(map(repr, known))}")
    done = _passed_back(trace) if backward else None
    return _pieces(trace, done, to, lang, detail, dialect, picture_link)


def _passed_back(trace: Trace) -> BackwardPass:
    from tutor.calculation.backward.result import backward_pass  # most pages have none

    return backward_pass(trace.problem)


def _drawn(trace: Trace, spoken: Language) -> str:
    """Draw the network, the first of the drawings where there are several."""
    drawing = next(drawings(trace, Notation(trace.problem, Plain())))
    return scene_svg(drawing.scene, plain_text(drawing.caption, spoken), plain_text(drawing.told, spoken))


def _gradients_drawn(trace: Trace, done: BackwardPass | None, spoken: Language) -> str:
    """Draw the size of what comes back at every step; nothing where there is no such picture."""
    from tutor.worked.gradient_sizes import sizes_of

    picture = sizes_of(trace, done, Notation(trace.problem, Plain())).picture() if done is not None else None
    if picture is None:
        return ""
    return svg(picture.series, plain_text(picture.caption, spoken), picture.first, picture.words)


def _pieces(
    trace: Trace,
    done: BackwardPass | None,
    to: Format,
    lang: str | None,
    detail: Detail,
    dialect: Dialect,
    picture_link: str | None,
) -> Iterator[str | bytes]:
    spoken = Language("ko" if (lang or trace.problem.language) == "ko" else "en")
    if to == "json":
        import json

        data = trace.to_dict()
        if done is not None:
            from tutor.calculation.backward.export import backward_dict

            data["backward"] = backward_dict(done)
        yield json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    elif to == "svg":
        picture = hidden_states(trace)
        yield svg(picture.series, plain_text(picture.caption, spoken), picture.first, picture.words)
    elif to == "network.svg":
        yield _drawn(trace, spoken)
    elif to == "gradients.svg":
        yield _gradients_drawn(trace, done, spoken)
    else:
        target = formats.target_of(to, spoken, dialect=dialect, picture_link=picture_link)
        yield from formats.written(
            lambda printer: worked(trace, printer, detail=detail, done=done), to, spoken, target
        )
