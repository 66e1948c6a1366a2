"""Two answers to one chain put together: does it follow as written, and is it what the network asks for?

What follows as written from end to end is no error, whatever a reading of the network says: then the reading
is wrong. What does not follow is one; the network's finding is taken where it has one on the same line, since
it names the mistake. Where a chain could not be followed as written, the network alone is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from tutor.judging.following.reads import Read
from tutor.judging.following.sides import has_numbers, is_backward
from tutor.judging.judgement import Judgement
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.reading.work import Chain
from tutor.record import replace


def weighed(judgement: Judgement, reads: Sequence[Read], backward: int | None = None) -> Judgement:
    """Give one judgement of both; from the line on which a text goes backwards, only of what is written."""
    trusted = _names_that_hold(reads)
    misfits = any(read.misfit for read in reads)
    errors = [
        each
        for each in judgement.findings
        if each.severity == "error" and (backward is None or each.line < backward)
    ]
    biased = judgement.reading.symbols.get("bias", "").lower().startswith("b")
    computes = any(read.checked for read in reads)
    shapes = [each.place for each in errors if each.kind == "shape"]

    def misread(read: Read) -> bool:
        """Whether sizes do not fit in the network's reading of a chain, and all fit as it is written."""
        fits = bool(read.checked) and not (read.misfit or read.unread)
        return fits and any(_covers(read.chain, place) for place in shapes)

    roots = [
        each
        for each in errors
        if each.root
        and _stands(each, reads, trusted, misfits, biased, misread)
        and (computes or each.code != "C07")  # of letters that nothing is computed with none is a copy
    ]
    first = min((each.line for each in roots), default=None)
    follows = [each for each in errors if not each.root and first is not None and each.line >= first]
    lines = {each.line for each in roots} | {each.line for each in follows}
    charged = any(each.code == "C01" for each in roots)
    judged = judgement.lines - {each.line for each in judgement.findings if each.kind == "unchecked"}
    # Of two that say the same, the network's has the numbers that should stand there.
    named = {(each.place, each.code): replace(each, root=False) for each in errors}
    added = [
        replace(each, root=False)
        if charged and each.kind == "shape"
        else each
        if each.root
        else named.get((each.place, each.code), each)
        for read in reads
        for each in read.findings
        if each.line not in lines
        and not (read.restated and each.line in judged)
        and not (charged and each.kind == "shape" and not read.unread)
        and not (backward is not None and each.line >= backward and not _is_arithmetic(each, read))
    ]
    # Behind a wrong size no number can be assessed, though it follows as written.
    fitting = not any(each.kind == "shape" for each in roots)
    rest = [
        each
        for each in judgement.findings
        if each.severity != "error"
        and not ((each.kind == "unchecked" or (fitting and each.code == "C08")) and _is_compared(each, reads))
        and not ("equals-chain" in each.mistakes and each.severity == "warning" and _holds(each, reads))
    ]
    findings = sorted(
        (*roots, *follows, *added, *rest), key=lambda each: (each.place.line, each.place.column)
    )
    return replace(
        judgement,
        findings=tuple(findings),
        lines=judgement.lines | {place.line for read in reads for place in read.checked},
    )


def completed(judgement: Judgement, reads: Sequence[Read], backward: int | None = None) -> Judgement:
    """Add what does not follow as written to the judgement of a network that is wholly known.

    A line that was put to the network is decided; of the others only what stands before them can tell. From
    the line on which a text goes backwards, that is the arithmetic of its numbers.
    """
    decided = judgement.lines | {each.line for each in judgement.findings if each.severity == "error"}
    added = [
        each
        for read in reads
        for each in read.findings
        if each.line not in decided
        and (backward is None or each.line < backward or _is_arithmetic(each, read))
    ]
    back = {place.line for read in reads for place in read.checked if backward and place.line >= backward}
    findings = sorted((*judgement.findings, *added), key=lambda each: (each.place.line, each.place.column))
    return replace(judgement, findings=tuple(findings), lines=judgement.lines | back)


def _is_arithmetic(finding: Finding, read: Read) -> bool:
    """Whether an error is one of numbers alone; what names stand for is not known where a text goes back.

    A difference of what stands at a step, as the error ŷ_1 - t_1, is as good as one of numbers.
    """
    if finding.kind == "shape" or finding.code == "C07":
        return False
    for before, segment in pairwise(read.chain.segments):
        if _covers_place(segment.expression.place, finding.place):
            names = [node for node in w.walk(before.expression) if isinstance(node, w.Name)]
            return not names or _is_difference(before.expression)
    return True


def _is_difference(side: w.Expression) -> bool:
    """Whether a side takes one quantity of a step from another, neither of which is a gradient."""
    return (
        isinstance(side, w.Sum)
        and [term.sign for term in side.terms] == [1, -1]
        and all(
            isinstance(term.expression, w.Name)
            and isinstance(term.expression.step, int)
            and not is_backward(term.expression)
            for term in side.terms
        )
    )


def _stands(
    finding: Finding,
    reads: Sequence[Read],
    trusted: frozenset[tuple[str, int | str | None]],
    misfits: bool,
    biased: bool,
    misread: Callable[[Read], bool],
) -> bool:
    """Whether an error of the network's reading stands beside what follows as written."""
    read = next((each for each in reads if _covers(each.chain, finding.place)), None)
    if read is None or finding.code == "C18":
        return True
    if finding.code in ("C04", "C05") and _is_of_names(read.chain, finding.place):
        return False  # letters have no digits that could be wrong
    name = read.chain.name
    if read.restated and not read.checked:
        return not _is_another_thing(read.chain, finding)
    if name is not None and read.chain.literal is not None and not read.checked:
        if finding.code == "C02":
            return isinstance(read.chain.literal, w.Matrix) and isinstance(name.step, int)
        return finding.code == "C01" and misfits and (name.base, name.step) not in trusted
    if read.holds:
        return finding.code == "C11" and bool(finding.mistakes) and biased
    if read.findings:
        if misread(read):
            return False
        if not any(each.root for each in read.findings):
            return False  # it goes on from a number that is charged already
        lines = {each.line for each in read.findings}
        return finding.line in lines or finding.line not in {place.line for place in read.checked}
    return True


def _is_of_names(chain: Chain, place: Place) -> bool:
    """Whether what stands at a place is made of names alone."""
    nodes = [node for each in chain.segments for node in w.walk(each.expression) if node.place == place]
    return bool(nodes) and not any(map(has_numbers, nodes))


def _is_compared(finding: Finding, reads: Sequence[Read]) -> bool:
    """Whether a line that the network's reading cannot check was compared as it is written."""
    for read in reads:
        if _covers(read.chain, finding.place):
            sides = [each.expression for each in read.chain.segments]
            if finding.code != "C17":
                return bool(read.checked) and not read.unread
            return bool(read.checked) if read.chain.literal is not None else not any(map(has_numbers, sides))
    return False


def _holds(finding: Finding, reads: Sequence[Read]) -> bool:
    """Whether all sides of the chain that a finding is in are equal."""
    return any(read.holds and _covers(read.chain, finding.place) for read in reads)


def _is_another_thing(chain: Chain, finding: Finding) -> bool:
    """Whether a name without a step is given another value: a variable, or a letter of something else."""
    name = chain.name
    if name is None or name.step is not None:
        return False
    alone = isinstance(chain.literal, w.Number) and len(finding.expected) > 1
    return alone or name.base[:1] not in "WUVbwuv"


def _covers(chain: Chain, place: Place) -> bool:
    return _covers_place(chain.place, place)


def _covers_place(whole: Place, place: Place) -> bool:
    return whole[:2] <= place[:2] < whole[2:]


def _names_that_hold(reads: Sequence[Read]) -> frozenset[tuple[str, int | str | None]]:
    """The names that stand in chains which follow as written, and in none whose sizes do not fit."""
    return _names(read for read in reads if read.holds) - _names(read for read in reads if read.misfit)


def _names(reads: Iterable[Read]) -> frozenset[tuple[str, int | str | None]]:
    return frozenset(
        (node.base, node.step)
        for read in reads
        for segment in read.chain.segments
        for node in w.walk(segment.expression)
        if isinstance(node, w.Name)
    )
