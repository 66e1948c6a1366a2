"""The practice page of a problem in a notebook, in a frame of its own."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path

from tutor.calculation.problem import Problem
from tutor.desk.building.bundle import bundle
from tutor.desk.building.making import of_problem
from tutor.desk.building.page_file import practice_page
from tutor.desk.building.runtime import cache_folder, find_runtime
from tutor.files.writing import write_whole
from tutor.record import field, record

# In pixels.
HEIGHT = 900


@record()
class Frame:
    """A practice page that shows itself in a notebook.

    The frame may run the scripts of the page and save its answer file, and nothing else: it sees neither the
    notebook nor the network, and keeps nothing. The page, about 9 MB, becomes a part of the notebook; clear
    the output before the notebook is saved.
    """

    page: str = field(repr=False)
    height: int = HEIGHT

    def _repr_html_(self) -> str:
        """Show the page in Jupyter."""
        return (
            f'<iframe title="rnn-tutor" sandbox="allow-scripts allow-downloads" style="width: 100%; height: '
            f'{self.height}px; border: 1px solid #888" srcdoc="{escape(self.page)}"></iframe>'
        )

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the page as a file.

        Raises:
            OutputError: it is there already, unless with ``force``; or it cannot be written.
        """
        write_whole(Path(path), [self.page], force=force)


def practice(
    problem: Problem,
    *,
    blanks: str = "steps",
    language: str | None = None,
    runtime: str | Path | None = None,
    exam: bool = False,
) -> Frame:
    """Make a page on which a problem is solved line by line and judged while it is typed.

    Args:
        problem: whose numbers stand on the page.
        blanks: what is asked: h, steps, one-hot, shapes, all, or symbols such as a,h.
        language: "en" or "ko"; without it, that of the problem.
        runtime: Pyodide as npm packs it, or its folder; without it, the one that is kept, else npm is asked.
        exam: whether nothing is judged: boxes and the answer file alone, without the runtime.

    Raises:
        SpecError: the problem cannot be asked that.
        MissingExtraError: the runtime is nowhere to be had.

    >>> from tutor import Problem, practice
    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> practice(problem, exam=True)._repr_html_()[:40]
    '<iframe title="rnn-tutor" sandbox="allow'
    """
    content = of_problem(problem, blanks, language or problem.language or "en")
    if exam:
        return Frame(practice_page(content))
    found = find_runtime(Path(runtime) if runtime is not None else None)
    return Frame(practice_page(content, found, bundle(found, cache_folder(os.environ))))
