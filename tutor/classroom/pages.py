"""Feedback and report as finished text, in the language of who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.checking.lines import Lines
from tutor.classroom.feedback import feedback
from tutor.classroom.grading import Graded, Result, Task
from tutor.classroom.report import report
from tutor.documents.document import Bars, Document, Picture
from tutor.documents.language import Code, Language
from tutor.documents.targets import Markdown, Target, drawn
from tutor.documents.tex import Tex
from tutor.documents.writing import write


@dataclass(frozen=True)
class Look:
    """How documents are written: format, language, with hints or numbers, all in that language or not."""

    to: Literal["md", "tex"] = "md"
    language: Code = "en"
    hints: bool = False
    one_language: bool = False


def feedback_texts(look: Look, graded: Sequence[Graded]) -> Iterator[str]:
    """Write everybody's feedback, each in the student's language where the roster has one."""
    shared: tuple[Task, Lines] | None = None
    for each in graded:
        task = each.task
        if task is not None and (shared is None or shared[0] is not task):
            shared = task, Lines(task.problem)
        lines = shared[1] if task is not None and shared is not None else None
        language = look.language
        if not look.one_language and each.student.language in ("ko", "en"):
            language = "ko" if each.student.language == "ko" else "en"
        yield "".join(_written(feedback(each, lines, Tex(), hints=look.hints), look, language))


def class_report(look: Look, title: str, result: Result) -> dict[str, str]:
    """Write the report, and in Markdown its pictures beside it: the name of every file and its text."""
    document = report(title, result)
    if look.to != "md":
        return {f"report.{look.to}": "".join(_written(document, look, look.language))}
    target = _WithFiles(Language(look.language))
    text = "".join(write(document, target))
    return {**target.files, "report.md": text}


class _WithFiles(Markdown):
    """Markdown whose pictures are files of their own, which every viewer shows."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.files: dict[str, str] = {}

    def picture(self, picture: Picture | Bars) -> str:
        name = f"report-{len(self.files) + 1}.svg"
        self.files[name] = drawn(picture, self.inline(picture.caption))
        return name


def _written(document: Document, look: Look, language: Code) -> Iterator[str]:
    spoken = Language(language)
    target: Target = Markdown(spoken)
    if look.to == "tex":
        from tutor.documents.latex import Latex

        target = Latex(spoken)
    return write(document, target)
