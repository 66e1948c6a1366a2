"""A worked example as a notebook: a heading a cell, its drawings attached, its numbers as arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.calculation.assembly.parameters import stacked
from tutor.calculation.numbers import plain
from tutor.calculation.trace import Trace
from tutor.documents.formats.notebook import Attached, Program, notebook
from tutor.language.languages import Language
from tutor.worked import cell_messages as says

# Only a heading begins a line with these: what people wrote is escaped, and no formula does.
_HEADING = re.compile(r"^(?=#{1,6} )", re.MULTILINE)
_DRAWING = re.compile(r"!\[([^\]]*)\]\(data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)\)")


def worked_notebook(trace: Trace, page: str, language: Language) -> bytes:
    """Write a worked example as a notebook.

    Args:
        trace: its numbers.
        page: the page in Markdown, which carries its drawings.
        language: of the page.

    Raises:
        MissingExtraError: nbformat is not installed.
    """
    cells = [_attached(part.strip()) for part in _HEADING.split(page) if part.strip()]
    program = Program(language.say(says.THE_NUMBERS_OF_THIS_PAGE_AS_ARRAYS()), "\n".join(_arrays(trace)))
    return notebook([*cells, program], language.code)


def _attached(text: str) -> Attached:
    """Attach the drawings of a cell; programs that show notebooks refuse pictures inside the text."""
    drawings: dict[str, str] = {}

    def link(found: re.Match[str]) -> str:
        name = f"drawing-{len(drawings) + 1}.svg"
        drawings[name] = found[2]
        return f"![{found[1]}](attachment:{name})"

    return Attached(_DRAWING.sub(link, text), drawings)


def _arrays(trace: Trace) -> Iterator[str]:
    """Write what is given, and h of every step, as arrays of NumPy."""
    problem = trace.problem
    yield "import numpy as np"
    yield ""
    for unit in problem.units:
        for name, values in stacked(unit.cell, unit.parameters).items():
            yield f"{name}{unit.place.ending if not unit.is_output else ''} = {_array(values)}"
    for number, sequence in enumerate(problem.sequences, start=1):
        of_sequence = f"_{number}" if len(problem.sequences) > 1 else ""
        yield f"x{of_sequence} = {_array(sequence.inputs)}"
    for run in trace.runs:
        of_run = (f"_{run.sequence}" if len(problem.sequences) > 1 else "") + run.unit.place.ending
        symbol = run.unit.cell.output
        rows = ", ".join(
            f"[{', '.join(step.quantities[symbol].texts)}]"
            for step in run.in_time
            if symbol in step.quantities
        )
        yield f"{symbol}{'' if run.unit.is_output else of_run} = np.array([{rows}])"
        last = f"{symbol}{'' if run.unit.is_output else of_run}"
    yield last


def _array(values: Sequence[object]) -> str:
    rows = [
        f"[{', '.join(plain(each) for each in row)}]" if isinstance(row, tuple) else plain(row)  # type: ignore[arg-type]
        for row in values
    ]
    return f"np.array([{', '.join(rows)}])"
