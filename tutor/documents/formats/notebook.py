"""nbformat at the edge: cells of Markdown and of Python → a notebook, the same bytes for the same cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tutor.files.extras import missing_extra
from tutor.record import NamedTuple


class Attached(NamedTuple):
    """A cell of Markdown with drawings, by name, in base64."""

    text: str
    drawings: Mapping[str, str]


class Program(NamedTuple):
    """A cell of Python, and what is said of it in a comment."""

    told: str
    code: str


def notebook(cells: Iterable[str | Attached | Program], language: str) -> bytes:
    """Write a notebook; a text alone is a cell of Markdown.

    Raises:
        MissingExtraError: nbformat is not installed.
    """
    try:
        import nbformat
    except ImportError:
        raise missing_extra("notebook", "ipynb") from None
    v4: Any = nbformat.v4

    def made(cell: str | Attached | Program, name: str) -> Any:  # noqa: ANN401 - nbformat has no types
        if isinstance(cell, Program):
            return v4.new_code_cell(f"# {cell.told}\n{cell.code}", id=name)
        if isinstance(cell, str):
            return v4.new_markdown_cell(cell, id=name)
        drawings = {each: {"image/svg+xml": data} for each, data in cell.drawings.items()}
        return v4.new_markdown_cell(cell.text, id=name, **({"attachments": drawings} if drawings else {}))

    whole = v4.new_notebook(
        cells=[made(cell, f"cell-{number}") for number, cell in enumerate(cells, start=1)],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "lang": language,
        },
    )
    nbformat.validate(whole)
    text: str = v4.writes(whole)
    return f"{text}\n".encode()
