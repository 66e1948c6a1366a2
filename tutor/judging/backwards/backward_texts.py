"""The backward pass of a text, judged by the judge of answers: what is written for a gradient is its answer.

    Work ─→ Network (its problem) ─→ lines of the backward pass
    δ_2, ∂L/∂h_2, dW_hh, W_hh^{new} ─→ their names ─→ answers ─→ verdicts, and the mistakes that explain them

Nobody is accused on a guess. Where a text can be read in several ways (what δ is, what a bare letter means)
that reading counts in which most follows; a wrong line is told only where a mistake of the catalogue explains
it; and where more than one line is wrong without a reason, the text was not understood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.binding.backwards.backward_network import networks_of
from tutor.binding.backwards.stated_network import Network
from tutor.binding.backwards.turned_steps import NEXT
from tutor.binding.backwards.wider_network import is_wider, wider_networks
from tutor.binding.networks.choosing import Spot
from tutor.calculation.problem import Problem
from tutor.judging import judging_messages as says
from tutor.judging.answers.backward_copies import Copied, miscopied
from tutor.judging.answers.backward_explaining import folded_explanations
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines
from tutor.judging.answers.explaining import explanations
from tutor.judging.answers.lines import Number
from tutor.judging.answers.sheet_answers import Script, judge_answers
from tutor.judging.backwards.growing_sums import fits
from tutor.judging.backwards.plain_slips import is_plain
from tutor.judging.backwards.wider_gradients import first_unread, settled_readings, wider_claims
from tutor.judging.backwards.written_gradients import (
    GradientClaim,
    claims_of,
    readings,
    subject_of,
    without_starts,
)
from tutor.language.faults import CalculationError, SpecError
from tutor.mistakes.backward_catalogue import BACKWARD, titled
from tutor.reading.findings import Finding
from tutor.reading.formulas.syntax import Place
from tutor.reading.work import Chain, Work
from tutor.record import record, replace

_NOWHERE: Mapping[str, Spot] = MappingProxyType({})
_RIGHT = ("exact", "rounding", "cut", "short", "follow-through")


@record()
class BackwardReading:
    """What became of the backward pass of a text: the numbers that follow, and what is wrong."""

    problem: Problem
    checked: tuple[Place, ...]
    findings: tuple[Finding, ...]
    doubted: tuple[Place, ...]


def backward_texts(
    work: Work,
    begins: int,
    given: Problem | None = None,
    forward: Problem | None = None,
    spots: Mapping[str, Spot] = _NOWHERE,
) -> BackwardReading | None:
    """Judge what a text writes of its backward pass, from a line on; None where that is not understood.

    Args:
        work: the text, read.
        begins: the line at which it begins to go backwards.
        given: the problem that it has to solve; without it, the network is found in the text.
        forward: its forward pass, as it was understood.
        spots: where what it computes by name stands in that.

    >>> from tutor.reading.reader import read
    >>> text = '''W_x = 0.5, W_h = 0.8, x_1 = 1, x_2 = 0.5, h_0 = 0, y = 0.2
    ... h_1 = tanh(0.5) = 0.4621
    ... h_2 = tanh(0.6197) = 0.5509
    ... L = ½(h_2 - y)²
    ... ∂L/∂h_2 = 0.5509 - 0.2 = 0.3509
    ... δ_2 = 0.3509 (1 - 0.5509) = 0.1576'''
    >>> [finding.mistakes for finding in backward_texts(read(text), 5).findings]
    [('slope-not-squared',)]
    """
    chains = [each for each in work.chains if each.place.line >= begins or subject_of(each) is not None]
    letters = sorted(
        {found.base for each in chains if (found := subject_of(each)) and found.step is not None}
    )
    best: tuple[int, int, BackwardReading] | None = None
    agreed = True
    wider = forward is not None and is_wider(forward)
    for network in (
        wider_networks(work, forward, spots)
        if forward is not None and wider
        else networks_of(work, given, forward)
    ):
        try:
            tables = _tables(network.problem, () if wider else NEXT.intersection(letters))
        except (SpecError, CalculationError):
            continue
        for reading in _settled(work, chains, network, tables) if wider else readings(network, letters):
            judged = _read_so(work, chains, network, tables, reading)
            if judged is not None and (best is None or judged[:2] > best[:2]):
                best, agreed = judged, True
            elif judged is not None and best is not None and judged[:2] == best[:2]:
                agreed = agreed and _say_the_same(judged[2], best[2])
    # Where two readings hold as well as each other, what only one of them says is not known.
    return best[2] if best is not None and agreed else None


def _settled(
    work: Work, chains: Sequence[Chain], network: Network, tables: Sequence[_Table]
) -> Iterator[Mapping[str, str]]:
    def score(reading: Mapping[str, str]) -> tuple[int, int] | None:
        found = _read_so(work, chains, network, tables, reading)
        return None if found is None else found[:2]

    names = {line.name() for table in tables for line in table.lines.lines}
    return settled_readings(chains, network, names, score)


@record()
class _Table:
    """The lines of a backward pass, and which of what is written is judged by them: a step's, or the sums."""

    lines: BackwardLines
    steps: bool
    sums: bool


def _tables(problem: Problem, apart: Collection[str]) -> tuple[_Table, ...]:
    """Give the tables that a text is judged by: one, or, where dh_next has lines, another for the steps."""
    short = BackwardLines(problem)
    if not apart:
        return (_Table(short, True, True),)
    every = BackwardLines(replace(problem, rounding=replace(problem.rounding, backward="all")))
    return _Table(every, True, False), _Table(short, False, True)


def _read_so(
    work: Work,
    chains: Sequence[Chain],
    network: Network,
    tables: Sequence[_Table],
    reading: Mapping[str, str],
) -> tuple[int, int, BackwardReading] | None:
    """Judge the chains as one reading has them: how many lines hold, how many not (below 0), what is said."""
    found = []
    for table in tables:
        claims_in = wider_claims if network.stands else claims_of
        claims = without_starts(list(claims_in(work, chains, network, table.lines, reading)))
        unread = None
        if network.stands:
            names = {line.name() for line in table.lines.lines}
            unread = first_unread(chains, network, names, reading)
        found.append(_judged(network, table, claims, unread))
    judged = [each for each in found if each is not None]
    if len(judged) < len(found) or sum(each.excused for each in judged) > 1:
        return None
    readings_ = [each.reading for each in judged]
    return (
        sum(each.right for each in judged),
        -sum(each.wrong for each in judged),
        BackwardReading(
            network.problem,
            tuple(place for each in readings_ for place in each.checked),
            tuple(finding for each in readings_ for finding in each.findings),
            tuple(place for each in readings_ for place in each.doubted),
        ),
    )


@record()
class _Judged:
    """What became of the claims of a table; ``excused`` counts what is wrong and told for no reason."""

    right: int
    wrong: int
    excused: int
    reading: BackwardReading


def _say_the_same(one: BackwardReading, other: BackwardReading) -> bool:
    return {each.line for each in one.findings} == {each.line for each in other.findings}


def _judged(
    network: Network, table: _Table, claims: Sequence[GradientClaim], unread: int | None
) -> _Judged | None:
    """Judge claims; None where too much is wrong for the text to be understood.

    Behind a line that is ``unread`` nothing is called wrong: it may rest on that.
    """
    lines = table.lines
    at = {line.name(): i for i, line in enumerate(lines.lines)}
    answers: list[list[Number | None] | None] = [None] * len(lines.lines)
    places: dict[int, list[GradientClaim]] = {}
    for (base, step), value in network.values.items():
        if base == network.state and step and (i := at.get(f"h_{step}")) is not None:
            _fill(answers, lines, i, 0, [lines.number(each.value) for each in value.flat])
    for name, value in network.stands.items():
        if (i := at.get(name)) is not None:
            _fill(answers, lines, i, 0, [lines.number(each.value) for each in value.flat])
    for (symbol, step), value in network.results.items():
        if (i := at.get(f"{symbol}_{step}")) is not None:
            _fill(answers, lines, i, 0, [lines.number(each.value) for each in value.flat])
    conflicts = 0
    for claim in claims:
        i = at.get(claim.line, -1)
        numbers = [lines.number(each.value) for each in claim.numbers]
        if claim.turns:
            continue
        if i >= 0 and _fill(answers, lines, i, claim.entry, numbers):
            places.setdefault(i, []).append(claim)
        elif i >= 0 and _is_another(answers[i], claim.entry, numbers):
            conflicts += 1
        elif i >= 0 and _is_again(answers[i], claim.entry, numbers):
            places.setdefault(i, []).append(claim)
    places = {i: of for i, of in places.items() if (table.steps if lines.lines[i].step > 0 else table.sums)}
    script = judge_answers(lines, [None if each is None else tuple(each) for each in answers])
    right: list[int] = []
    wrong: dict[int, tuple[str, ...]] = {}
    for i in places:
        judged = script.judged[i]
        if "wrong" in judged.verdicts:
            told = explanations(script, i) or _folded(script, lines, i)
            wrong[i] = tuple(each for each in told if each in BACKWARD)
        elif all(verdict in _RIGHT for verdict in judged.verdicts if verdict != "blank"):
            right.append(i)
    known = _numbers_of(network, claims)
    copied = {
        i: found
        for i, mistakes in wrong.items()
        if len(places[i]) == lines.lines[i].size == 1
        and (found := miscopied(places[i][0].chain, float(script.expected(i)[0]), known))
    }
    if unread is not None:
        wrong = {i: () if places[i][0].place.line > unread else told for i, told in wrong.items()}
    unexplained = [i for i, mistakes in wrong.items() if not mistakes and i not in copied]
    excused = len(unexplained) + conflicts * table.sums
    if excused > 1 or len(wrong) > len(right) + 1:
        return None
    if len(wrong) == len(unexplained) == 1 and unread is None:
        unexplained = [i for i in unexplained if not is_plain(script, lines, i, right)]
    findings = tuple(
        _finding(
            lines,
            script,
            i,
            _first_wrong(script, i, places[i]),
            () if i in copied else mistakes,
            copied.get(i),
        )
        for i, mistakes in wrong.items()
        if i not in unexplained
    )
    checked = [
        place
        for i in (*right, *wrong)
        if i not in unexplained
        for place in (claim.place for claim in places[i])
    ]
    checked += [
        claim.place
        for claim in claims
        if claim.turns and table.sums and fits(script, lines, claim.line, claim.turns, claim.numbers)
    ]
    doubted = tuple(claim.place for i in unexplained for claim in places[i])
    reading = BackwardReading(network.problem, tuple(checked), findings, doubted)
    return _Judged(len(right), len(wrong) + len(unexplained) + 2 * conflicts, excused, reading)


def _folded(script: Script, lines: BackwardLines, i: int) -> tuple[str, ...]:
    return folded_explanations(script, lines, i) if isinstance(lines.lines[i], BackwardLine) else ()


def _numbers_of(network: Network, claims: Sequence[GradientClaim]) -> dict[float, str]:
    """Give the sizes of the numbers that a text computes with, each as it is written."""
    written_down = [number for value in network.values.values() for number in value.flat]
    written_down += [number for claim in claims for number in claim.numbers]
    return {abs(float(each.value)): each.token.lstrip("-−") for each in written_down}


def _first_wrong(script: Script, i: int, claims: Sequence[GradientClaim]) -> GradientClaim:
    """Give the first piece of a line in which something is wrong."""
    wrong = set(script.judged[i].wrong)
    return next((each for each in claims if not each.entry or each.entry in wrong), claims[0])


def _fill(
    answers: list[list[Number | None] | None],
    lines: BackwardLines,
    i: int,
    entry: int,
    numbers: Sequence[Number],
) -> bool:
    """Write numbers down for a line; the first that is written counts. False where they do not fit."""
    size = lines.lines[i].size
    own = answers[i] or [None] * size
    if entry:
        if len(numbers) != 1 or own[entry - 1] is not None:
            return False
        own[entry - 1] = numbers[0]
    else:
        if len(numbers) != size or any(each is not None for each in own):
            return False
        own[:] = numbers
    answers[i] = own
    return True


def _is_another(own: Sequence[Number | None] | None, entry: int, numbers: Sequence[Number]) -> bool:
    """Whether a line that has its numbers is written again with others: then it is another line."""
    if own is None:
        return False
    known = own[entry - 1 : entry] if entry else own
    return len(known) == len(numbers) and all(
        before is not None and before.value != number.value and before.decimals == number.decimals
        for before, number in zip(known, numbers, strict=True)
    )


def _is_again(own: Sequence[Number | None] | None, entry: int, numbers: Sequence[Number]) -> bool:
    """Whether a line is written again with the numbers that it has."""
    known = [] if own is None else own[entry - 1 : entry] if entry else own
    return [each and each.value for each in known] == [each.value for each in numbers]


def _finding(
    lines: BackwardLines,
    script: Script,
    i: int,
    claim: GradientClaim,
    mistakes: tuple[str, ...],
    copied: Copied | None,
) -> Finding:
    """Say that a gradient does not follow, which mistake or number is why, and what does follow."""
    judged, answer = script.judged[i], script.answers[i]
    assert answer is not None
    expected = script.expected(i)
    return Finding(
        "C11",
        "error",
        "value",
        claim.place,
        says.GRADIENT_DOES_NOT_FOLLOW(name=claim.name or lines.lines[i].name()),
        because=says.NUMBER_WAS_COPIED_FROM(number=copied.number.token, source=copied.source)
        if copied is not None
        else says.CONSISTENT_WITH_MISTAKE(mistake=titled(mistakes[0]))
        if mistakes
        else None,
        help=says.WRITE_THE_NUMBERS(numbers=", ".join(expected)),
        quantity=lines.lines[i].name(),
        expected=tuple(expected),
        entries=tuple(judged.wrong),
        root=True,
        mistakes=mistakes,
    )
