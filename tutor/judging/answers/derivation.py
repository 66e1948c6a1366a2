"""A derivation that answers a problem: its lines, the numbers in its formulas, and which of those are wrong.

Numbers inside a formula are the working of its line. ``h_2 = tanh([0.3, 0.4] + [0.5, 0.6] + b) = …`` writes
p_2 and q_2 down as well: they are answers like any other where they stand nowhere else. What is wrong in a
formula and is no line of the problem (an operand copied wrong, a partial sum) makes its line wrong, whatever
its result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.binding.normalisation import settled
from tutor.binding.roles import bind
from tutor.binding.steps import counted
from tutor.calculation.problem import Problem
from tutor.judging.answers.lines import Lines
from tutor.judging.answers.outcomes import Faulty
from tutor.judging.answers.results import results
from tutor.judging.judge import judge
from tutor.judging.judgement import Claim
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.reading.reader import read
from tutor.reading.sequences import sequences
from tutor.reading.work import Chain, Work
from tutor.record import field, record

# What is wrong with numbers; sizes and notation are said, and cost nothing by themselves.
_NUMBERS = ("C03", "C04", "C06", "C07")
_LINES = ("p", "q", "a", "h")


@record(slots=True)
class Working:
    """Something wrong inside the formula of a line.

    ``line`` is the line of the problem (from 0), ``entries`` which of it are concerned (from 0); ``inner``
    the line that the wrong numbers are themselves, where they are one.
    """

    line: int
    entries: tuple[int, ...]
    place: Place
    inner: int | None = None
    mistakes: tuple[str, ...] = ()


@record()
class Derivation:
    """What a text answers: the texts of vectors and entries by their names; what is wrong in its working."""

    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    workings: tuple[Working, ...] = ()


def derivation(text: str, lines: Lines, *, decimal_comma: bool = False) -> Derivation:
    """Read what a text comes to; in a simple network also what stands inside its formulas.

    Raises:
        TutorError: the text is longer than is read.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}})
    >>> found = derivation("h_1 = tanh([0.3] + [0] + [0.2]) = tanh([0.4]) = [0.380]", Lines(problem))
    >>> dict(found.answers), [(each.line, each.inner) for each in found.workings]
    ({'a_1': '[0.4]', 'h_1': '[0.380]', 'p_1': '[0.3]', 'q_1': '[0]'}, [(3, 0)])
    """
    work = read(text, decimal_comma=decimal_comma)
    vectors = {line.name() for line in lines.lines}
    answers = dict(results(work, lambda name: name if name in vectors or name in lines.names else None))
    parts = sequences(work)
    if len(parts) != 1 or not is_simple(lines.problem):
        return Derivation(MappingProxyType(answers))
    return _Reading(counted(settled(parts[0])), lines).derivation(answers)


def outside(workings: Sequence[Working], judged: Collection[int] | None = None) -> tuple[Working, ...]:
    """Leave out what is a line itself, which is judged as one, if it is among those ``judged`` (else all)."""
    return tuple(
        each for each in workings if each.inner is None or (judged is not None and each.inner not in judged)
    )


def faults(workings: Sequence[Working]) -> Faulty:
    """Give the entries that are wrong for what stands in their formulas."""
    found: dict[int, set[int]] = {}
    for each in workings:
        found.setdefault(each.line, set()).update(each.entries)
    return found


def is_simple(problem: Problem) -> bool:
    """Whether a problem is one layer of the plain cell over one sequence of words, in one direction."""
    unit = problem.units[0]
    return (
        len(problem.units) == 1
        and len(problem.sequences) == 1
        and unit.direction > 0
        and unit.cell.symbols == _LINES
        and bool(problem.words)
    )


class _Reading:
    """Takes a judged text apart."""

    def __init__(self, work: Work, lines: Lines) -> None:
        self.work = work
        self.lines = lines
        self.roles = bind(work).roles
        self.vectors = {line.name(): i for i, line in enumerate(lines.lines)}

    def derivation(self, results_: Mapping[str, str]) -> Derivation:
        judgement = judge(self.work, self.lines.problem)
        known = {name.partition("[")[0] for name in results_}
        inner: dict[str, str] = {}
        for claim in judgement.claims:
            for name, text in self._answer(claim):
                if name.partition("[")[0] not in known:
                    inner[name] = text
        workings = [each for finding in judgement.findings if finding.root for each in self._working(finding)]
        return Derivation(MappingProxyType({**results_, **inner}), tuple(workings))

    def _named(self, quantity: str | None) -> tuple[int, int | None] | None:
        """Find the line, and the entry from 0, that a quantity of the text is."""
        if quantity is None:
            return None
        whole, _, entry = quantity.partition("[")
        symbol, _, step = whole.partition("_")
        at = int(step) - self.work.first + 1 if step.isdigit() else 0
        i = self.vectors.get(f"{symbol}_{at}")
        if i is None:
            return None
        number = int(entry.rstrip("]")) - 1 if entry.rstrip("]").isdigit() else None
        if number is not None and not 0 <= number < self.lines.lines[i].size:
            return None
        return i, number

    def _answer(self, claim: Claim) -> Iterator[tuple[str, str]]:
        found = self._named(claim.quantity)
        if found is None or not claim.tokens:
            return
        i, entry = found
        line = self.lines.lines[i]
        if entry is None:
            yield line.name(), f"[{', '.join(claim.tokens)}]"
        elif len(claim.tokens) == 1:
            yield line.name(entry + 1), claim.tokens[0]

    def _working(self, finding: Finding) -> Iterator[Working]:
        if finding.severity != "error" or finding.code not in _NUMBERS:
            return
        chain = _chain_at(self.work.chains, finding.place)
        if chain is None or chain.name is None or not isinstance(chain.name.step, int):
            return
        role = self.roles.get(chain.name.base, chain.name.base)
        entry = chain.name.entry[0] if len(chain.name.entry) == 1 else None
        target = self._named(f"{role}_{chain.name.step}" + (f"[{entry}]" if entry else ""))
        if target is None:
            return
        own = self._named(finding.quantity) if finding.code == "C04" else None
        if own == target:
            return  # the result of the line is judged with the lines
        line, at = target
        size = self.lines.lines[line].size
        is_whole = finding.code in ("C06",) or len(finding.claimed) != size
        entries = (
            (at,)
            if at is not None
            else tuple(range(size))
            if is_whole or not finding.entries
            else tuple(each - 1 for each in finding.entries)
        )
        yield Working(line, entries, finding.place, own[0] if own is not None else None, finding.mistakes)


def _chain_at(chains: Sequence[Chain], place: Place) -> Chain | None:
    """Find the chain in which something stands."""
    for chain in chains:
        for segment in chain.segments:
            for node in w.walk(segment.expression):
                if node.place == place:
                    return chain
    return None
