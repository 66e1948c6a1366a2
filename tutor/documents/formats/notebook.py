"""nbformat at the edge: cells of Markdown → a notebook, the same bytes for the same cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tutor.files.extras import missing_extra


def notebook(cells: Iterable[str], language: str) -> bytes:
    """Write a notebook of Markdown cells.

    Raises:
        MissingExtraError: nbformat is not installed.
    """
    try:
        import nbformat
    except ImportError:
        raise missing_extra("notebook", "ipynb") from None
    v4: Any = nbformat.v4
    made = v4.new_notebook(
        cells=[v4.new_markdown_cell(text, id=f"cell-{number}") for number, text in enumerate(cells, start=1)],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "lang": language,
        },
    )
    nbformat.validate(made)
    text: str = v4.writes(made)
    return f"{text}\n".encode()
