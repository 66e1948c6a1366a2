"""The pages of ``rnn-tutor explain``: a message code with a wrong and a right example, or a topic."""

from __future__ import annotations

from tutor.language.languages import Language
from tutor.language.resources import template_folder, template_text

_HEADING = "# "


def codes() -> tuple[str, ...]:
    """List the codes that have a page.

    >>> "S02" in codes()
    True
    """
    return tuple(sorted(path.stem for path in (template_folder() / "explain" / "en").glob("*.md")))


def topics() -> tuple[str, ...]:
    """List the topics that have a page.

    >>> "rounding" in topics()
    True
    """
    return tuple(sorted(path.stem for path in (template_folder() / "topics" / "en").glob("*.md")))


def topic(name: str, language: Language) -> str:
    """Give the page of a topic."""
    return template_text("topics", language.code, f"{name}.md")


def page(code: str, language: Language) -> str:
    """Give the page of a code: Markdown that reads well as it is."""
    return template_text("explain", language.code, f"{code}.md")


def title(code: str, language: Language) -> str:
    """Give the heading of a page, without the code.

    >>> title("V04", Language("en"))
    'A word is not in the vocabulary'
    """
    heading = page(code, language).partition("\n")[0]
    return heading.removeprefix(f"{_HEADING}{code}: ")
