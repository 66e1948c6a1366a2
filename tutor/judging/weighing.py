"""Two answers to one chain put together: does it follow as written, and is it what the network asks for?

What follows as written from end to end is no error, whatever a reading of the network says: then the reading
is wrong. What does not follow is one; the network's finding is taken where it has one on the same line, since
it names the mistake. Where a chain could not be followed as written, the network alone is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tutor.judging.as_written import Read
from tutor.judging.judgement import Judgement
from tutor.reading import syntax as w
from tutor.reading.findings import Finding
from tutor.reading.syntax import Place


def weighed(judgement: Judgement, reads: Sequence[Read]) -> Judgement:
    """Give one judgement of both."""
    trusted = _names_that_hold(reads)
    kept: list[Finding] = []
    for finding in judgement.findings:
        if finding.severity != "error" or _stands(finding, reads, trusted):
            kept.append(finding)
    lines = {each.line for each in kept if each.severity == "error"}
    added = [each for read in reads for each in read.findings if each.line not in lines]
    findings = sorted((*kept, *added), key=lambda each: (each.place.line, each.place.column))
    checked = tuple(sorted({place for read in reads for place in read.checked}))
    return replace(
        judgement,
        findings=tuple(findings),
        checked=checked,
        lines=judgement.lines | {place.line for place in checked},
    )


def _stands(finding: Finding, reads: Sequence[Read], trusted: frozenset[str]) -> bool:
    """Whether an error of the network's reading stands beside what follows as written."""
    read = next((each for each in reads if _covers(each.chain, finding.place)), None)
    if read is None:
        return True
    name = read.chain.name
    if name is not None and read.chain.literal is not None and not read.checked:
        return name.base not in trusted
    if read.holds:
        return False
    if read.findings:
        return not finding.root or finding.line in {each.line for each in read.findings}
    return True


def _covers(chain: w.Chain, place: Place) -> bool:
    start = (chain.place.line, chain.place.column)
    end = (chain.place.end_line, chain.place.end_column)
    return start <= (place.line, place.column) < end


def _names_that_hold(reads: Sequence[Read]) -> frozenset[str]:
    """The names that stand in chains which follow as written: their sizes fit."""
    return frozenset(
        node.base
        for read in reads
        if read.holds
        for segment in read.chain.segments
        for node in w.walk(segment.expression)
        if isinstance(node, w.Name)
    )
