"""The backward pass of a text, judged by the judge of answers: what is written for a gradient is its answer.

    Work ─→ Network (its problem) ─→ lines of the backward pass
    δ_2, ∂L/∂h_2, dW_hh, W_hh^{new} ─→ their names ─→ answers ─→ verdicts, and the mistakes that explain them

Nobody is accused on a guess. Where a text can be read in several ways (what δ is, what a bare letter means)
that reading counts in which most follows; a wrong line is told only where a mistake of the catalogue explains
it; and where more than one line is wrong without a reason, the text was not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tutor.binding.backward_facts import written
from tutor.binding.backward_network import Network, networks_of
from tutor.binding.gradient_names import DELTA, Wanted, wanted
from tutor.binding.normalisation import settled
from tutor.binding.steps import counted
from tutor.judging import judging_messages as says
from tutor.judging.answers.backward_copies import Copied, miscopied
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.judging.answers.explaining import explanations
from tutor.judging.answers.lines import Number
from tutor.judging.answers.sheet_answers import Script, judge_answers
from tutor.judging.judgement import Judgement, NotRead
from tutor.language.faults import CalculationError, Count, SpecError
from tutor.mistakes.backward_catalogue import BACKWARD, titled
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.reading.reading_messages import FROM_HERE_ON_THE_TEXT_GOES_BACKWARDS as GOES_BACKWARDS
from tutor.reading.work import Chain, Work
from tutor.record import record, replace

_RIGHT = ("exact", "rounding", "cut", "short", "follow-through")
_GRADIENTS: Mapping[str, str] = {
    "weight_ih": "dW_ih",
    "weight_hh": "dW_hh",
    "bias": "db",
    "weight_hy": "dW_hy",
    "bias_y": "db_y",
}


@record()
class BackwardReading:
    """What became of the backward pass of a text: the numbers that follow, and what is wrong."""

    checked: tuple[Place, ...]
    findings: tuple[Finding, ...]


@record()
class _Claim:
    """What is written for a line, or an entry of it, and where."""

    line: str
    entry: int  # from 1; 0 for the whole
    numbers: tuple[w.Number, ...]
    place: Place
    name: str
    chain: Chain


def backward_texts(work: Work, begins: int) -> BackwardReading | None:
    """Judge what a text writes of its backward pass, from a line on; None where that is not understood.

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
    chains = [each for each in work.chains if each.place.line >= begins or _about(each) is not None]
    letters = sorted({found.base for each in chains if (found := _about(each)) and found.step is not None})
    best: tuple[int, int, BackwardReading] | None = None
    for network in networks_of(work):
        try:
            lines = BackwardLines(network.problem)
        except (SpecError, CalculationError):
            continue
        for reading in _readings(network, letters):
            claims = _without_starts(list(_claims(work.lines, chains, network, lines, reading)))
            judged = _judged(network, lines, claims)
            if judged is not None and (best is None or judged[:2] > best[:2]):
                best = judged
    return None if best is None else best[2]


def with_gradients(work: Work, judgement: Judgement) -> Judgement:
    """Add what became of the backward pass of a text to what became of the rest."""
    if work.backward is None:
        return judgement
    found = backward_texts(counted(settled(work)), work.backward)
    if found is None or not found.checked:
        return judgement
    charged = {each.line for each in judgement.findings if each.severity == "error"}
    note = next((each for each in judgement.findings if each.title.pattern == GOES_BACKWARDS), None)
    compared = [each.place for each in work.chains if each.segments[-1].expression.place in found.checked]

    def is_settled(place: Place) -> bool:
        """Whether a piece belongs to a line whose result was compared."""
        return any(each[:2] <= place[:2] and place[2:] <= each[2:] for each in compared)

    findings = [
        each
        for each in judgement.findings
        if each is not note and not (each.severity == "note" and is_settled(each.place))
    ]
    places = set(found.checked) | set(judgement.checked)
    not_read = [
        each
        for each in judgement.not_read
        if not is_settled(each.place) and (note is None or each.place != note.place)
    ]
    open_still = [
        each.segments[-1].expression.place
        for each in work.chains
        if each.place.line >= work.backward and _about(each) is not None
    ]
    if note is not None and not places.issuperset(open_still):
        told = says.PART_OF_THE_BACKWARD_PASS_IS_READ(n=Count(len(found.checked)))
        findings.append(replace(note, title=told, help=None))
        not_read.append(NotRead(note.place, told))
    roots = [each for each in judgement.findings if each.root and each.severity == "error"]
    findings += [
        replace(each, root=False) if _goes_on_from(each, roots, work) else each
        for each in found.findings
        if each.line not in charged
    ]
    return replace(
        judgement,
        findings=tuple(sorted(findings, key=lambda each: (each.place.line, each.place.column))),
        lines=judgement.lines | {place.line for place in found.checked},
        checked=tuple(sorted(places)),
        not_read=tuple(sorted(not_read, key=lambda each: each.place)),
    )


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


def _about(chain: Chain) -> Wanted | None:
    return wanted(chain.segments[0].expression)


def _readings(network: Network, letters: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Give what a letter with a step may be the gradient of: a state, what goes into it, a score."""
    known: dict[str, tuple[str, ...]] = {}
    for letter in letters:
        if letter == network.state:
            known[letter] = ("dh",)
        elif letter == DELTA:
            known[letter] = ("da", "dh", "ds") if network.has_output else ("da", "dh")
        elif letter in network.outputs:
            known[letter] = ("ds", "da") if letter not in ("o", "y_hat") else ("ds",)
        else:
            known[letter] = ("da",)
    for choice in product(*known.values()):
        yield dict(zip(known, choice, strict=True))


def _claims(
    texts: Sequence[str],
    chains: Sequence[Chain],
    network: Network,
    lines: BackwardLines,
    reading: Mapping[str, str],
) -> Iterator[_Claim]:
    """Find what is written for which line."""
    last = len(network.problem.sequences[0].inputs)
    # Whh and W_hh are one name.
    by_letter = {_bare(text): name for name, text in network.parameters.items()}
    for chain in chains:
        value = chain.segments[-1].expression
        numbers = written(value)
        about = _about(chain)
        name, plain = chain.name, None
        if about is None and name is not None and _bare(name.base) in by_letter and name.step is None:
            # A parameter that is computed anew behind the gradients.
            plain = Wanted("new", name.base, None, name.entry) if len(chain.segments) > 1 else None
        about = about or plain
        if about is None or numbers is None or len(chain.segments) < 2:
            continue
        line = ""
        if _bare(about.base) in by_letter and about.step is None:
            parameter = by_letter[_bare(about.base)]
            gradient = _GRADIENTS[parameter]
            line = gradient if about.kind == "gradient" else f"new_{gradient[1:]}"
        elif about.kind == "gradient" and about.step is not None and about.base in reading:
            line = f"{reading[about.base]}_{about.step}"
            if line == f"dh_{last}" and not network.has_output:
                # The state is the output: what comes back to it is the error itself.
                line = f"ds_{last}"
        elif about.kind == "gradient" and about.step is None and about.base in network.outputs:
            line = f"ds_{last}"
        if line and len(about.entry) <= 2:
            place = value.place
            entry = _entry(line, about.entry, lines)
            if entry is not None:
                said = _text(texts, chain.segments[0].expression.place)
                yield _Claim(line, entry, numbers.flat, place, said, chain)


def _without_starts(claims: Sequence[_Claim]) -> list[_Claim]:
    """Leave out the zeros that a sum begins with in code: the same line is written again behind them."""
    return [
        claim
        for at, claim in enumerate(claims)
        if any(each.value for each in claim.numbers)
        or all(other.line != claim.line for other in claims[at + 1 :])
    ]


def _bare(name: str) -> str:
    return name.replace("_", "").replace("{", "").replace("}", "")


def _text(lines: Sequence[str], place: Place) -> str:
    """Give what stands at a place of one line."""
    return (
        lines[place.line - 1][place.column - 1 : place.end_column - 1] if place.line == place.end_line else ""
    )


def _entry(line: str, entry: tuple[int, ...], lines: BackwardLines) -> int | None:
    """Give the place of an entry in a line, from 1; 0 for the whole, None where there is none."""
    if not entry:
        return 0
    found = lines.names.get(f"{line}[{','.join(map(str, entry))}]")
    return None if found is None else found[1] + 1


def _judged(
    network: Network, lines: BackwardLines, claims: Sequence[_Claim]
) -> tuple[int, int, BackwardReading] | None:
    """Judge claims: how many lines hold, how many not (below 0), and what is to be said."""
    at = {line.name(): i for i, line in enumerate(lines.lines)}
    answers: list[list[Number | None] | None] = [None] * len(lines.lines)
    places: dict[int, list[_Claim]] = {}
    for (base, step), value in network.values.items():
        if base == network.state and step and (i := at.get(f"h_{step}")) is not None:
            _fill(answers, lines, i, 0, [lines.number(each.value) for each in value.flat])
    conflicts = 0
    for claim in claims:
        i = at.get(claim.line, -1)
        numbers = [lines.number(each.value) for each in claim.numbers]
        if i >= 0 and _fill(answers, lines, i, claim.entry, numbers):
            places.setdefault(i, []).append(claim)
        elif i >= 0 and _is_another(answers[i], claim.entry, numbers):
            conflicts += 1
    script = judge_answers(lines, [None if each is None else tuple(each) for each in answers])
    right: list[int] = []
    wrong: dict[int, tuple[str, ...]] = {}
    for i in places:
        judged = script.judged[i]
        if "wrong" in judged.verdicts:
            wrong[i] = tuple(each for each in explanations(script, i) if each in BACKWARD)
        elif all(verdict in _RIGHT for verdict in judged.verdicts if verdict != "blank"):
            right.append(i)
    known = _numbers_of(network, claims)
    copied = {
        i: found
        for i, mistakes in wrong.items()
        if not mistakes
        and len(places[i]) == lines.lines[i].size == 1
        and (found := miscopied(places[i][0].chain, float(script.expected(i)[0]), known))
    }
    unexplained = [i for i, mistakes in wrong.items() if not mistakes and i not in copied]
    if len(unexplained) + conflicts > 1 or len(wrong) > len(right) + 1:
        return None
    findings = tuple(
        _finding(lines, script, i, _first_wrong(script, i, places[i]), mistakes, copied.get(i))
        for i, mistakes in wrong.items()
        if mistakes or i in copied
    )
    checked = [
        place
        for i in (*right, *wrong)
        if i not in unexplained
        for place in (claim.place for claim in places[i])
    ]
    return len(right), -len(wrong) - 2 * conflicts, BackwardReading(tuple(checked), findings)


def _numbers_of(network: Network, claims: Sequence[_Claim]) -> dict[float, str]:
    """Give the sizes of the numbers that a text computes with, each as it is written."""
    written_down = [number for value in network.values.values() for number in value.flat]
    written_down += [number for claim in claims for number in claim.numbers]
    return {abs(float(each.value)): each.token.lstrip("-−") for each in written_down}


def _first_wrong(script: Script, i: int, claims: Sequence[_Claim]) -> _Claim:
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


def _finding(
    lines: BackwardLines,
    script: Script,
    i: int,
    claim: _Claim,
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
        else says.CONSISTENT_WITH_MISTAKE(mistake=titled(mistakes[0])),
        help=says.WRITE_THE_NUMBERS(numbers=", ".join(expected)),
        quantity=lines.lines[i].name(),
        expected=tuple(expected),
        entries=tuple(judged.wrong),
        root=True,
        mistakes=mistakes,
    )
