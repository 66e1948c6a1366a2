"""Formats: what a document can be written as; for each the printer of its mathematics, its target, its file.

    make(printer) ─→ Document ─ target, template ─→ text ─→ the bytes of the file, where it is no text

The one place that knows them all: whatever has ``--to`` asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tutor.documents.document import Document
from tutor.documents.formats.format_names import FORMATS, Format
from tutor.documents.formats.markdown import Markdown
from tutor.documents.formats.targets import Dialect, Target
from tutor.documents.formulas.printer import Printer
from tutor.documents.formulas.tex import Tex
from tutor.language.languages import Language


def printer_of(to: Format) -> Printer:
    """Give the printer of a format's mathematics.

    >>> type(printer_of("md")).__name__
    'Tex'
    """
    if to == "html":
        from tutor.documents.formulas.mathml import MathML

        return MathML()
    if to == "pdf":
        from tutor.documents.formulas.typst import Typst

        return Typst()
    if to == "docx":
        from tutor.documents.formats.word import WordTex

        return WordTex()
    if to == "tex":
        from tutor.documents.formats.latex import LatexTex

        return LatexTex()
    return Tex()


def target_of(
    to: Format, language: Language, *, dialect: Dialect = "portable", picture_link: str | None = None
) -> Target:
    """Give the target of a format; ``dialect`` and ``picture_link`` are Markdown's."""
    match to:
        case "md":
            return Markdown(language, dialect, picture_link)
        case "tex":
            from tutor.documents.formats.latex import Latex

            return Latex(language)
        case "html":
            from tutor.documents.formats.html import Html

            return Html(language)
        case "pdf":
            from tutor.documents.formats.paper import Paper

            return Paper(language)
        case "docx":
            from tutor.documents.formats.word import Word

            return Word(language)


def written(
    make: Callable[[Printer], Document], to: Format, language: Language, target: Target | None = None
) -> Iterator[str | bytes]:
    r"""Write a document in a format, piece by piece; as bytes where the format is no text.

    Args:
        make: lays the document out, with the printer of the format.
        to: the format.
        language: of the document.
        target: in place of the format's own.

    >>> from tutor.documents.document import Heading
    >>> "".join(map(str, written(lambda printer: Document([Heading(1, "h")]), "md", Language("en"))))
    '# h\n\n'
    """
    return finished(make(printer_of(to)), to, target or target_of(to, language))


def sheet_tools(to: Format, language: Language, *, is_key: bool = False) -> tuple[Printer, Target]:
    r"""Give the printer and the target of sheets or keys in a format; LaTeX has a class of its own for them.

    >>> printer, target = sheet_tools("tex", Language("en"))
    >>> printer.blank(), target.template
    ('\\answerbox{}', 'sheet.tex.j2')
    """
    if to != "tex":
        return printer_of(to), target_of(to, language)
    from tutor.documents.formats.exam import Exam, ExamTex

    return ExamTex(), Exam(language, is_key=is_key)


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
        from tutor.documents.formats.docx import converted

        footer = "" if document.footer is None else target.inline(document.footer).strip("`")
        return iter((converted("".join(write(document, target)), footer),))
    return write(document, target)
