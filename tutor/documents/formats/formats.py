"""Formats: what a document can be written as; for each the printer of its mathematics, its target, its file.

    make(printer) ─→ Document ─ target, template ─→ text ─→ the bytes of the file, where it is no text

The one place that knows them all: whatever has ``--to`` asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tutor.documents.document import Document
from tutor.documents.format_names import FORMATS, Format
from tutor.documents.formats.markdown import Markdown
from tutor.documents.formats.targets import Dialect, Target
from tutor.documents.formulas.printer import Printer
from tutor.documents.formulas.tex import Tex
from tutor.documents.paper_sizes import A4, PaperSize
from tutor.language.languages import Language

# Those of which a piece can stand in a larger document, that a frame can be put around, that have pages.
PIECES: tuple[Format, ...] = ("md", "tex")
FRAMED: tuple[Format, ...] = ("md", "tex", "html")
PAGED: tuple[Format, ...] = ("tex", "html", "pdf", "docx")


def printer_of(to: Format, *, decimal_comma: bool = False) -> Printer:
    """Give the printer of a format's mathematics; ``decimal_comma``: it writes 0,5 for a half.

    >>> type(printer_of("md")).__name__
    'Tex'
    >>> printer_of("html", decimal_comma=True).number("0.5")
    '<mn>0,5</mn>'
    """
    printer = _printer_of(to)
    printer.decimal_comma = decimal_comma
    return printer


def _printer_of(to: Format) -> Printer:
    if to == "html":
        from tutor.documents.formulas.mathml import MathML

        return MathML()
    if to == "pdf":
        from tutor.documents.formulas.typst import Typst

        return Typst()
    if to == "docx":
        from tutor.documents.formats.word.target import WordTex

        return WordTex()
    if to == "tex":
        from tutor.documents.formats.latex import LatexTex

        return LatexTex()
    return Tex()


def target_of(
    to: Format,
    language: Language,
    *,
    dialect: Dialect = "portable",
    picture_link: str | None = None,
    paper: PaperSize = A4,
) -> Target:
    """Give the target of a format; ``dialect`` and ``picture_link`` are Markdown's."""
    match to:
        case "md":
            return Markdown(language, dialect, picture_link, paper=paper)
        case "tex":
            from tutor.documents.formats.latex import Latex

            return Latex(language, paper=paper)
        case "html":
            from tutor.documents.formats.html import Html

            return Html(language, paper=paper)
        case "pdf":
            from tutor.documents.formats.paper import Paper

            return Paper(language, paper=paper)
        case "docx":
            from tutor.documents.formats.word.target import Word

            return Word(language, paper=paper)


def written(
    make: Callable[[Printer], Document],
    to: Format,
    language: Language,
    target: Target | None = None,
    *,
    decimal_comma: bool = False,
) -> Iterator[str | bytes]:
    r"""Write a document in a format, piece by piece; as bytes where the format is no text.

    Args:
        make: lays the document out, with the printer of the format.
        to: the format.
        language: of the document.
        target: in place of the format's own.
        decimal_comma: whether a half is written 0,5.

    >>> from tutor.documents.document import Heading
    >>> "".join(map(str, written(lambda printer: Document([Heading(1, "h")]), "md", Language("en"))))
    '# h\n\n'
    """
    document = laid_out(make, to, decimal_comma=decimal_comma)
    return finished(document, to, target or target_of(to, language))


def laid_out(make: Callable[[Printer], Document], to: Format, *, decimal_comma: bool = False) -> Document:
    """Lay a document out with the printer of a format. See :func:`written`."""
    document = make(printer_of(to, decimal_comma=decimal_comma))
    if not decimal_comma:
        return document
    from tutor.documents.decimal_comma import with_commas

    return with_commas(document)


def sheet_tools(
    to: Format,
    language: Language,
    *,
    is_key: bool = False,
    paper: PaperSize = A4,
    decimal_comma: bool = False,
) -> tuple[Printer, Target]:
    r"""Give the printer and the target of sheets or keys in a format; LaTeX has a class of its own for them.

    >>> printer, target = sheet_tools("tex", Language("en"))
    >>> printer.blank(), target.template
    ('\\answerbox{}', 'sheet.tex.j2')
    """
    if to != "tex":
        return printer_of(to, decimal_comma=decimal_comma), target_of(to, language, paper=paper)
    from tutor.documents.formats.exam import Exam, ExamTex

    printer = ExamTex()
    printer.decimal_comma = decimal_comma
    return printer, Exam(language, is_key=is_key, paper=paper)


def sheet_written(
    make: Callable[[Printer], Document], to: Format, language: Language, *, is_key: bool = False
) -> Iterator[str | bytes]:
    """Write a sheet or a key in a format. See :func:`written`."""
    printer, target = sheet_tools(to, language, is_key=is_key)
    return finished(make(printer), to, target)


def format_of_ending(file: Path) -> Format | None:
    """Tell a format by the ending of a file.

    >>> format_of_ending(Path("errata.TEX")), format_of_ending(Path("errata.txt"))
    ('tex', None)
    """
    return next((each for each in FORMATS if file.suffix.lower() == f".{each}"), None)


def finished(document: Document, to: Format, target: Target) -> Iterator[str | bytes]:
    """Write a document that was laid out with the printer of the format."""
    from tutor.documents.formats.writing import write

    if to == "pdf":
        from tutor.documents.formats.pdf import compiled

        return iter((compiled("".join(write(document, target))),))
    if to == "docx":
        from tutor.documents.formats.word.docx import converted

        footer = "" if document.footer is None else target.inline(document.footer).strip("`")
        return iter((converted("".join(write(document, target)), footer, target.paper),))
    return write(document, target)
