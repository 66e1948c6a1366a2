"""Feedback and report as finished text, in the language of who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.checking.lines import Lines
from tutor.classroom.feedback import feedback
from tutor.classroom.grading import Graded, Result, Task
from tutor.classroom.report import report
from tutor.documents.document import Document
from tutor.documents.language import Code, Language
from tutor.documents.rendering import write
from tutor.documents.targets import Markdown, Target
from tutor.documents.tex import Tex


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


def class_report(look: Look, title: str, result: Result) -> Iterator[str]:
    """Write the report."""
    return _written(report(title, result), look, look.language)


def _written(document: Document, look: Look, language: Code) -> Iterator[str]:
    spoken = Language(language)
    target: Target = Markdown(spoken)
    if look.to == "tex":
        from tutor.documents.latex import Latex

        target = Latex(spoken)
    return write(document, target)
