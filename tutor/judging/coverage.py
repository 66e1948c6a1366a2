"""How much of a text was compared: every calculation that was seen is compared, or not read for a reason.

What was not read is never counted as right: it is neither an error nor one of the lines that hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.judging import judging_messages as says
from tutor.judging.following.reads import Read
from tutor.judging.judgement import Judgement, NotRead
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.record import replace

_JUDGED = frozenset({"exact", "rounding", "follows", "wrong"})


def covered(judgement: Judgement, reads: Sequence[Read], backward: int | None = None) -> Judgement:
    """Say of every calculation whether it was compared, and why it was not.

    From the line on which a text goes backwards, what does not follow and is not charged was not understood.
    """
    judged = {claim.place for claim in judgement.claims if _JUDGED.intersection(claim.verdicts)}
    charged = [each.place for each in judgement.findings if each.severity == "error"]
    silent = {place for read in reads for place in read.unread if not _is_definition(read, place)}
    misfits = {place for read in reads if read.misfit for place in read.unread if _follows(place, charged)}
    also = {place for place in silent if place in judged or any(_overlap(place, each) for each in charged)}
    also |= misfits  # of a product that does not exist no numbers can be right: that was said
    noted = {
        each.place: each.because or each.title
        for each in judgement.findings
        if each.severity == "note" and each.kind in {"unreadable", "unchecked"}
    }
    left = {
        place: says.NOTHING_SAYS_WHAT_IT_FOLLOWS_FROM()
        for place in silent - also
        if not any(_overlap(place, each) for each in noted)
    }
    checked = {place for read in reads for place in read.checked} | also
    if backward is not None:
        dropped = {
            each.place
            for read in reads
            for each in read.findings
            if each.line >= backward and each.line not in {place.line for place in charged}
        }
        checked -= dropped
        left |= {place: says.NOTHING_SAYS_WHAT_IT_FOLLOWS_FROM() for place in dropped}
    # What the network does not give and nobody is charged for is something else, of which nothing is said.
    other = {
        claim.place
        for claim in judgement.claims
        if "wrong" in claim.verdicts
        and not any(_overlap(claim.place, each) for each in (*charged, *checked, *noted))
    }
    left |= {place: says.NOTHING_SAYS_WHAT_IT_FOLLOWS_FROM() for place in other}
    return replace(
        judgement,
        lines=judgement.lines - ({place.line for place in other} - {place.line for place in checked}),
        checked=tuple(sorted(checked)),
        not_read=tuple(
            NotRead(place, reason) for place, reason in sorted({**noted, **left}.items(), key=_at)
        ),
    )


def together(judgements: Sequence[Judgement]) -> tuple[tuple[Place, ...], tuple[NotRead, ...]]:
    """Give what was compared and what was not read in several judgements of parts of one text."""
    checked = {place for one in judgements for place in one.checked}
    left = {each.place: each for one in judgements for each in one.not_read if each.place not in checked}
    return tuple(sorted(checked)), tuple(left[place] for place in sorted(left))


def _is_definition(read: Read, place: Place) -> bool:
    """Whether a side only defines: a formula over names, such as ``0.5 x + 1``, claims no result."""
    sides = (each.expression for each in read.chain.segments if each.expression.place == place)
    return any(isinstance(node, w.Name) for side in sides for node in w.walk(side))


def _at(item: tuple[Place, object]) -> Place:
    return item[0]


def _follows(place: Place, charged: Sequence[Place]) -> bool:
    """Whether an error stands before a side, on its line."""
    return any(each.line == place.line and each[:2] < place[:2] for each in charged)


def _overlap(one: Place, other: Place) -> bool:
    return one[:2] < other[2:] and other[:2] < one[2:]
