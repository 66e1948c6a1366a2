"""Trace → a worked example in any format, whole or piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

from tutor.calculation.trace import Trace
from tutor.documents import format_names
from tutor.documents.decimal_comma import commas_in
from tutor.documents.document import Document
from tutor.documents.drawings.picture import svg
from tutor.documents.drawings.scene_svg import scene_svg
from tutor.documents.formats import formats
from tutor.documents.formats.plain_text import plain_text
from tutor.documents.formats.targets import Dialect
from tutor.documents.formats.writing import fragment_preamble, write_fragment, write_framed
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.documents.paper_sizes import PaperName, paper_size
from tutor.language.languages import CODES, Language
from tutor.record import record, replace
from tutor.worked.network_drawing import drawings
from tutor.worked.page import Detail, worked
from tutor.worked.results import hidden_states

if TYPE_CHECKING:
    from tutor.calculation.backward.result import BackwardPass
    from tutor.documents.formats.frame import Frame

Drawn = Literal["svg", "network.svg", "backward.svg", "gradients.svg"]
Format = format_names.SheetFormat | Literal["json"] | Drawn
FORMATS: tuple[Format, ...] = (*format_names.SHEET_FORMATS, "json", *get_args(Drawn))
BINARY: tuple[Format, ...] = (*format_names.BINARY, "xlsx", "ipynb")


@record()
class Look:
    """How a page looks.

    Attributes:
        detail: "brief", "full" or "symbolic".
        dialect: of Markdown, "portable" or "github".
        picture_link: where Markdown finds the picture; by default the page carries it.
        backward: whether the backward pass follows, which needs an output layer with targets.
        paper: the size of the pages: "a4", "letter" or "b4".
        decimal_comma: whether a half is written 0,5.
        fragment: in Markdown and LaTeX, a piece for a larger document, its headings one level lower.
        frame: somebody's own frame around the page, in Markdown, LaTeX and HTML.
    """

    detail: Detail = "full"
    dialect: Dialect = "portable"
    picture_link: str | None = None
    backward: bool = False
    paper: PaperName = "a4"
    decimal_comma: bool = False
    fragment: bool = False
    frame: Frame | None = None


def render(
    trace: Trace,
    to: Format = "md",
    lang: str | None = None,
    **look: Any,  # noqa: ANN401 - the attributes of Look
) -> Any:  # noqa: ANN401 - text, or bytes where the format is no text
    """Write a worked example: as text, or as bytes where the format is none.

    Args:
        trace: what :func:`tutor.trace` computed.
        to: "md", "tex", "html", "pdf", "docx", "xlsx", "ipynb", "json"; "svg" for the picture of the states
            alone, "network.svg" for the network, "backward.svg" for it with the arrows turned round,
            "gradients.svg" for the sizes of what comes back.
        lang: "ko" or "en"; by default the problem's own language, else English.
        look: how the page looks, the attributes of :class:`Look`: detail, dialect, picture_link, backward,
            paper, decimal_comma, fragment, frame.

    Raises:
        ValueError: ``to``, ``lang`` or an attribute of the look is none that there is.

    >>> from tutor import Problem, trace
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> print(render(trace(problem), detail="brief").split("### ")[1][:11])
    Step 1: `i`
    """
    pieces = stream(trace, to, lang, **look)
    together: Any = b"" if to in BINARY else ""
    return together.join(pieces)


def stream(
    trace: Trace,
    to: Format = "md",
    lang: str | None = None,
    **look: Any,  # noqa: ANN401 - the attributes of Look
) -> Iterator[str | bytes]:
    """Write a worked example piece by piece; see :func:`render`."""
    try:
        wanted = Look(**look)
    except TypeError as error:
        raise ValueError(f"a page has no such look: {error}") from None
    for name, value, known in (
        ("to", to, FORMATS),
        ("lang", lang, (*CODES, None)),
        ("detail", wanted.detail, get_args(Detail)),
        ("dialect", wanted.dialect, get_args(Dialect)),
        ("paper", wanted.paper, get_args(PaperName)),
        ("fragment", wanted.fragment, (False,) if to not in formats.PIECES else (False, True)),
        ("frame", wanted.frame, (None,) if to not in formats.FRAMED else (wanted.frame,)),
    ):
        if value not in known:
            raise ValueError(f"{name}={value!r} is not known; {name} is one of {', '.join(map(repr, known))}")
    done = _passed_back(trace) if wanted.backward else None
    spoken = Language("ko" if (lang or trace.problem.language) == "ko" else "en")
    return _pieces(trace, done, to, spoken, wanted)


def _passed_back(trace: Trace) -> BackwardPass:
    from tutor.calculation.backward.result import backward_pass  # most pages have none

    return backward_pass(trace.problem)


def _drawn(trace: Trace, done: BackwardPass | None, spoken: Language, look: Look) -> str:
    """Draw the network, forwards or backwards, the first of the drawings where there are several."""
    notation = Notation(trace.problem, Plain())
    if done is None:
        drawing = next(drawings(trace, notation))
    else:
        from tutor.worked.gradient_drawing import turned  # most pages have none

        drawing = next(turned(trace, done, notation))
    if look.decimal_comma:
        drawing = commas_in(drawing)
    return scene_svg(drawing.scene, plain_text(drawing.caption, spoken), plain_text(drawing.told, spoken))


def _gradients_drawn(trace: Trace, done: BackwardPass | None, spoken: Language) -> str:
    """Draw the size of what comes back at every step; nothing where there is no such picture."""
    from tutor.worked.gradient_sizes import sizes_of

    picture = sizes_of(trace, done, Notation(trace.problem, Plain())).picture() if done is not None else None
    if picture is None:
        return ""
    return svg(picture.series, plain_text(picture.caption, spoken), picture.first, picture.words)


def _pieces(
    trace: Trace, done: BackwardPass | None, to: Format, spoken: Language, look: Look
) -> Iterator[str | bytes]:
    match to:
        case "json":
            yield _data(trace, done)
        case "svg":
            picture = hidden_states(trace)
            comma = "," if look.decimal_comma else "."
            caption = plain_text(picture.caption, spoken)
            yield svg(picture.series, caption, picture.first, picture.words, comma)
        case "network.svg":
            yield _drawn(trace, None, spoken, look)
        case "backward.svg":
            yield _drawn(trace, done, spoken, look)
        case "gradients.svg":
            yield _gradients_drawn(trace, done, spoken)
        case "xlsx":
            from tutor.worked.live_workbook import worked_workbook

            yield worked_workbook(trace, spoken, done)
        case "ipynb":
            from tutor.worked.page_notebook import worked_notebook

            page = "".join(map(str, _page(trace, done, "md", spoken, replace(look, picture_link=None))))
            yield worked_notebook(trace, page, spoken)
        case _:
            yield from _page(trace, done, to, spoken, look)


def _data(trace: Trace, done: BackwardPass | None) -> str:
    """Write the numbers as JSON."""
    import json

    data = trace.to_dict()
    if done is not None:
        from tutor.calculation.backward.export import backward_dict

        data["backward"] = backward_dict(done)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _page(
    trace: Trace, done: BackwardPass | None, to: format_names.Format, spoken: Language, look: Look
) -> Iterator[str | bytes]:
    """Write a page: whole, as a piece of another document, or in somebody's own frame."""
    paper = paper_size(look.paper)
    target = formats.target_of(to, spoken, dialect=look.dialect, picture_link=look.picture_link, paper=paper)
    document = _laid_out(trace, done, to, look)
    if look.frame is not None:
        return iter((write_framed(document, target, look.frame),))
    if look.fragment:
        return iter(write_fragment(document, target))
    return formats.finished(document, to, target)


def _laid_out(trace: Trace, done: BackwardPass | None, to: format_names.Format, look: Look) -> Document:
    return formats.laid_out(
        lambda printer: worked(trace, printer, detail=look.detail, done=done),
        to,
        decimal_comma=look.decimal_comma,
    )


def preamble(trace: Trace, lang: str | None = None) -> str:
    """Write what the preamble of a larger document in LaTeX needs for the fragments of worked examples."""
    spoken = Language("ko" if (lang or trace.problem.language) == "ko" else "en")
    return fragment_preamble(_laid_out(trace, None, "tex", Look()), formats.target_of("tex", spoken))
