"""What became of a backward pass, put together with what became of the rest of its text.

Every line of it that was not compared is listed: what was not understood is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.binding.backwards.turned_steps import from_one, opens, turned_steps
from tutor.binding.normalisation import settled
from tutor.binding.steps import counted
from tutor.calculation.problem import Problem
from tutor.judging import judging_messages as says
from tutor.judging.backwards.backward_texts import BackwardReading, backward_texts
from tutor.judging.backwards.written_gradients import subject_of
from tutor.judging.following.sides import has_numbers, names_of
from tutor.judging.judgement import Judgement, NotRead
from tutor.language.faults import Count, TutorError
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.reading.reading_messages import FROM_HERE_ON_THE_TEXT_GOES_BACKWARDS as GOES_BACKWARDS
from tutor.reading.work import Chain, Work
from tutor.record import replace


def with_gradients(work: Work, judgement: Judgement, given: Problem | None = None) -> Judgement:
    """Add what became of the backward pass of a text to what became of the rest."""
    if work.backward is None:
        return judgement
    own = turned_steps(from_one(counted(settled(work))))
    found = backward_texts(own, work.backward, given, judgement.corrected, judgement.spots)
    if found is not None and found.checked:
        judgement = _with_findings(own, judgement, found)
    return _with_what_is_open(own, judgement, found)


def _with_findings(work: Work, judgement: Judgement, found: BackwardReading) -> Judgement:
    charged = {each.line for each in judgement.findings if each.severity == "error"}
    compared = [each.place for each in work.chains if each.segments[-1].expression.place in found.checked]

    def is_settled(place: Place) -> bool:
        """Whether a piece belongs to a line whose result was compared."""
        return any(each[:2] <= place[:2] and place[2:] <= each[2:] for each in compared)

    roots = [each for each in judgement.findings if each.root and each.severity == "error"]
    findings = [
        each
        for each in judgement.findings
        if each.severity != "note" or each.title.pattern == GOES_BACKWARDS or not is_settled(each.place)
    ] + [
        replace(each, root=False) if _goes_on_from(each, roots, work) else each
        for each in found.findings
        # What no mistake explains is right as it stands, where it was computed from what is charged.
        if each.line not in charged and (each.mistakes or not _reads_a_root(each, roots, work))
    ]
    return replace(
        judgement,
        findings=tuple(sorted(findings, key=lambda each: (each.place.line, each.place.column))),
        corrected=_with_the_loss(judgement.corrected, found.problem),
        lines=judgement.lines | {place.line for place in found.checked},
        checked=tuple(sorted({*found.checked, *judgement.checked})),
        not_read=tuple(each for each in judgement.not_read if not is_settled(each.place)),
    )


def _with_the_loss(corrected: Problem | None, network: Problem) -> Problem | None:
    """Give the corrected problem with the output, the targets and the loss that its gradients belong to."""
    if corrected is None or corrected.units[-1].is_output:
        return corrected
    from tutor.spec import spec_dict  # most texts have no gradients

    own, theirs = spec_dict(corrected), spec_dict(network)
    rounding = {
        "decimals_backward": network.rounding.decimals_backward,
        "written": list(dict.fromkeys((*corrected.written, *network.written))),
    }
    try:
        return Problem.from_dict(
            {
                **own,
                **{key: theirs[key] for key in ("output", "loss") if key in theirs},
                "rounding": {**own.get("rounding", {}), **rounding},
            }
        )
    except TutorError:
        return corrected


def _with_what_is_open(work: Work, judgement: Judgement, found: BackwardReading | None) -> Judgement:
    """List every result of the backward pass that was not compared, each with its line."""
    assert work.backward is not None
    charged = {each.line for each in judgement.findings if each.severity == "error"}
    doubted = [each for each in (found.doubted if found is not None else ()) if each.line not in charged]
    note = next((each for each in judgement.findings if each.title.pattern == GOES_BACKWARDS), None)
    before = [each for each in judgement.not_read if note is None or each.place != note.place]
    seen = {place for place in judgement.checked if not any(_overlap(place, each) for each in doubted)}
    defined = {
        each.name.base for each in work.chains if each.name is not None and each.place.line < work.backward
    }
    left = [
        place
        for chain in work.chains
        if chain.place.line >= work.backward and _is_result(chain, defined) and not opens(chain, work.chains)
        for place in [chain.segments[-1].expression.place]
        if not any(_overlap(place, each) for each in seen)
        if not any(_overlap(place, each.place) for each in before)
    ]
    findings = [each for each in judgement.findings if each is not note]
    compared = sum(place.line >= work.backward for place in seen)
    if note is not None and (left or not compared):
        told = says.PART_OF_THE_BACKWARD_PASS_IS_READ(n=Count(compared))
        if found is not None and found.checked:
            note = replace(note, title=told, help=None, place=left[0] if left else note.place)
        findings.append(note)
        before += [NotRead(place, note.title) for place in left or (note.place,)]
    return replace(
        judgement,
        findings=tuple(sorted(findings, key=lambda each: (each.place.line, each.place.column))),
        checked=tuple(sorted(seen)),
        lines=judgement.lines - ({each.line for each in doubted} - {place.line for place in seen}),
        not_read=tuple(sorted(before, key=lambda each: each.place)),
    )


def _is_result(chain: Chain, defined: set[str]) -> bool:
    """Whether a chain says what something comes to, and does not only give a number a name."""
    last = chain.segments[-1].expression
    if len(chain.segments) < 2 or not has_numbers(last) or names_of(last):
        return False  # a formula in letters says no number
    name = chain.name
    given_again = name is not None and name.base in defined
    return len(chain.segments) > 2 or given_again or subject_of(chain) is not None


def _overlap(one: Place, other: Place) -> bool:
    return one[:2] < other[2:] and other[:2] < one[2:]


def _goes_on_from(finding: Finding, roots: Sequence[Finding], work: Work) -> bool:
    """Whether a line is computed with a number that is charged already."""
    numbers = {
        node.token
        for chain in work.chains
        if chain.segments[-1].expression.place == finding.place
        for segment in chain.segments[:-1]
        for node in w.walk(segment.expression)
        if isinstance(node, w.Number)
    }
    return any(each.line < finding.line and not numbers.isdisjoint(each.claimed) for each in roots)


def _reads_a_root(finding: Finding, roots: Sequence[Finding], work: Work) -> bool:
    """Whether a line names something whose own line is charged already."""
    named: set[tuple[str, int | str | None]] = set()
    wrong: set[tuple[str, int | str | None]] = set()
    for chain in work.chains:
        if chain.segments[-1].expression.place == finding.place:
            named |= {
                (name.base, name.step) for each in chain.segments[1:] for name in names_of(each.expression)
            }
        if chain.name is not None and any(_overlap(chain.place, each.place) for each in roots):
            wrong.add((chain.name.base, chain.name.step))
    return not named.isdisjoint(wrong)
