"""What became of one chain."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.judging.following.comparing import Following
from tutor.judging.following.sides import same_numbers
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.reading.work import Chain
from tutor.record import record


@record()
class Read:
    """What became of one chain: the numbers that were compared, those that were not, what is wrong.

    ``assumed`` tells whether it follows from a formula that nobody wrote, where it was put to one.
    """

    chain: Chain
    checked: tuple[Place, ...]
    unread: tuple[Place, ...]
    findings: tuple[Finding, ...]
    restated: bool = False
    misfit: bool = False
    assumed: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether it was compared from end to end, and everything in it follows."""
        return bool(self.checked) and not self.unread and not self.findings


def compared_with(
    c: Following, before: w.Expression, side: w.Expression, rest: Sequence[w.Expression]
) -> w.Expression | None:
    """Give what a side is compared with; an = between an argument and its function is mere notation."""
    if isinstance(side, w.Apply) and w.is_literal(before) and same_numbers(side.argument, before):
        return None
    if isinstance(before, w.Apply) and not isinstance(side, w.Apply) and not w.is_literal(side):
        later = any(isinstance(each, w.Apply) and each.function == before.function for each in rest)
        if later and c.fits(before.argument, side):
            return before.argument
    return before


def read_of(chain: Chain, c: Following, unread: list[w.Expression], assumed: bool | None = None) -> Read:
    """Put together what became of a chain."""
    return Read(
        chain,
        tuple(dict.fromkeys(c.checked)),
        tuple(dict.fromkeys(each.place for each in unread)),
        tuple(c.findings),
        assumed=assumed,
    )
