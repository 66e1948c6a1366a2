"""Help for what is asked of the givens themselves: a size, an entry of a one-hot vector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.desk.desk import Desk
from tutor.desk.help import rung_messages as says
from tutor.documents.document import Block, Code, Paragraph
from tutor.marking.given_answers import Given, givens
from tutor.marking.marks import Mark
from tutor.marking.reporting import given_feedback


class GivenRungs:
    """Writes the rungs of one entry.

    Args:
        desk: the sheet.
        name: the entry.
    """

    def __init__(self, desk: Desk, name: str) -> None:
        self.problem, self.name = desk.task.problem, name
        self.given = next(each for each in givens(self.problem) if name in _names(each))

    @property
    def number(self) -> str:
        """The number of the entry."""
        return str(self.given.key[_names(self.given).index(self.name)])

    def explained(self, marks: Sequence[Mark], *, hints: bool) -> Iterator[Block]:
        """Say what is wrong; with hints where to look, else which mistake it may be."""
        names = _names(self.given)
        wrong = [mark for mark in marks if mark.quantity in names and mark.verdict == "wrong"]
        where = dict.fromkeys(names, self.given)
        return given_feedback.explained(wrong, where, self.problem, hints=hints)

    def operands(self) -> Iterator[Block]:
        """Say where it is seen."""
        yield Paragraph(
            says.COUNT_ROWS_AND_COLUMNS() if self.given.kind == "size" else says.THE_1_STANDS_AT()
        )

    def number_blocks(self) -> Iterator[Block]:
        """Write the number."""
        yield Paragraph(says.NAME_IS_VALUE(name=Code(self.name), value=self.number))
        yield Paragraph(says.THIS_ENTRY_NOW_EARNS_NOTHING())


def _names(given: Given) -> list[str]:
    return [given.name(at) for at in range(1, len(given.key) + 1)]
