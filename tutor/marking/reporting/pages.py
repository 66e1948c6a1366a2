"""Feedback and report as finished files, in the language of who reads them, in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.documents.document import Bars, Drawing, Picture
from tutor.documents.drawings.scene_svg import scene_svg
from tutor.documents.format_names import Format
from tutor.documents.formats.formats import finished, printer_of, target_of
from tutor.documents.formats.markdown import Markdown
from tutor.documents.formats.plain_text import plain_text
from tutor.documents.formats.targets import Target, drawn
from tutor.documents.formats.writing import write
from tutor.judging.answers.backward_lines import lines_asked
from tutor.judging.answers.lines import Lines
from tutor.language.languages import Code, Language
from tutor.marking.grading import Graded, Result, Task
from tutor.marking.reporting.feedback import feedback
from tutor.marking.reporting.report import report
from tutor.record import record


@record()
class Look:
    """How documents are written: format, language, with hints or numbers, all in that language or not."""

    to: Format = "md"
    language: Code = "en"
    hints: bool = False
    one_language: bool = False


def feedback_texts(look: Look, graded: Sequence[Graded]) -> Iterator[str | bytes]:
    """Write everybody's feedback, each in the student's language where the roster has one."""
    shared: tuple[Task, Lines] | None = None
    printer = printer_of(look.to)
    # One target a language: what it says again and again it knows.
    targets: dict[Code, Target] = {}
    for each in graded:
        task = each.task
        if task is not None and (shared is None or shared[0] is not task):
            shared = task, lines_asked(task.problem, task.asked)
        lines = shared[1] if task is not None and shared is not None else None
        language = look.language
        if not look.one_language and each.student.language in ("ko", "en"):
            language = "ko" if each.student.language == "ko" else "en"
        document = feedback(each, lines, printer, hints=look.hints)
        if language not in targets:
            targets[language] = target_of(look.to, Language(language))
        yield _joined(finished(document, look.to, targets[language]))


def class_report(look: Look, title: str, result: Result) -> dict[str, str | bytes]:
    """Write the report, and in Markdown its pictures beside it: the name of every file and its content."""
    document = report(title, result)
    spoken = Language(look.language)
    if look.to != "md":
        return {f"report.{look.to}": _joined(finished(document, look.to, target_of(look.to, spoken)))}
    target = _WithFiles(spoken)
    text = "".join(write(document, target))
    return {**target.files, "report.md": text}


class _WithFiles(Markdown):
    """Markdown whose pictures are files of their own, which every viewer shows."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.files: dict[str, str] = {}

    def picture(self, picture: Picture | Bars) -> str:
        return self._beside(drawn(picture, plain_text(picture.caption, self.language)))

    def drawing(self, drawing: Drawing) -> str:
        caption, told = (plain_text(each, self.language) for each in (drawing.caption, drawing.told))
        return self._beside(scene_svg(drawing.scene, caption, told))

    def _beside(self, picture: str) -> str:
        name = f"report-{len(self.files) + 1}.svg"
        self.files[name] = picture
        return name


def _joined(pieces: Iterator[str | bytes]) -> str | bytes:
    """Put the pieces of a file together; they are all text, or all bytes."""
    found = list(pieces)
    if any(isinstance(piece, bytes) for piece in found):
        return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in found)
    return "".join(piece for piece in found if isinstance(piece, str))
