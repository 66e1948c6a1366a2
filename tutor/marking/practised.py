"""What a practice page says of an answer file: numbers that it has shown, the one line that a drill asks for.

The page itself goes by these rules, so a file earns what the page said. Whoever has the file can change it:
what it says counts only where it takes something from its writer, and in how its writer writes a number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from tutor.judging.answers.lines import Lines
from tutor.marking.marks import Marked
from tutor.record import replace

# The note of an entry that would earn something, had the page not shown its number.
SHOWN = "shown"


def without_shown(marked: Marked, shown: Collection[str]) -> Marked:
    """Take away what entries earn whose numbers the page has shown; what is computed from them earns its own.

    >>> from tutor.marking.marks import Mark
    >>> one = Fraction(1)
    >>> marks = tuple(Mark(name, "0.5", "exact", "0.5", one, one) for name in ("h_1[1]", "h_1[2]"))
    >>> marked = without_shown(Marked(marks, Fraction(2), Fraction(2)), ["h_1[2]"])
    >>> str(marked.points), [(str(mark.points), mark.note) for mark in marked.marks]
    ('1', [('1', ''), ('0', 'shown')])
    """
    withheld = [mark for mark in marked.marks if mark.quantity in shown and mark.points]
    if not withheld:
        return marked
    names = {mark.quantity for mark in withheld}
    marks = tuple(
        replace(mark, points=Fraction(0), note=SHOWN) if mark.quantity in names else mark
        for mark in marked.marks
    )
    points = marked.points - sum((mark.points for mark in withheld), Fraction(0))
    return replace(marked, marks=marks, points=max(points, Fraction(0)))


def drilled(lines: Lines, blanks: Iterable[str], symbol: str) -> tuple[str, ...]:
    """Give those of the blanks of a sheet that a drill on one symbol asks for.

    >>> from tutor import Problem
    >>> lines = Lines(Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}}))
    >>> drilled(lines, ("p_1[1]", "h_1[1]"), "h")
    ('h_1[1]',)
    """
    return tuple(
        name for name in blanks if name in lines.names and lines.lines[lines.names[name][0]].symbol == symbol
    )
