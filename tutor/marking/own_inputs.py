"""Follow-through from a one-hot vector that was written wrongly: later lines are judged with it as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tutor.calculation.problem import Problem
from tutor.judging.answers.lines import Lines
from tutor.judging.answers.outcomes import Answers, Judged, Note, Verdict
from tutor.judging.answers.sheet_answers import Script, judge_answers
from tutor.marking.given_answers import GivenJudged
from tutor.record import replace

_RIGHT = ("exact", "rounding", "follow-through")

Inputs = Mapping[tuple[int, int], tuple[int, ...]]


class OwnInputs:
    """Judges the lines of a problem a second time, with the x that somebody wrote.

    >>> from tutor.marking.given_answers import givens, judge_given
    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
    >>> lines = Lines(problem)
    >>> answers = [(lines.number(Decimal("0.3")),), None, None, None]
    >>> script = judge_answers(lines, answers)
    >>> OwnInputs(lines).followed(script, answers, [judge_given(givens(problem)[-1], {}, "(0, 1)")])
    {0: ('0.300',)}
    >>> script.judged[0].verdicts
    ('follow-through',)
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._others: dict[tuple[object, ...], Lines] = {}

    def followed(
        self, script: Script, answers: Answers, judged: Sequence[GivenJudged]
    ) -> Mapping[int, tuple[str, ...]]:
        """Take the lines that follow from a wrong x as such; give what was to be expected there."""
        wrong = {
            (each.given.sequence, each.given.step): each.value
            for each in judged
            if each.given.kind == "one-hot" and each.value is not None and each.value != each.given.key
        }
        if not wrong:
            return {}
        other = judge_answers(self._with(wrong), answers)
        found: dict[int, tuple[str, ...]] = {}
        for i, own in script.judged.items():
            theirs = other.judged[i]
            if len(theirs.wrong) < len(own.wrong):
                line = self._lines.lines[i]
                # With an x of zeros there is nothing left to compute.
                trivial = not any(wrong.get((line.sequence, line.step), (1,)))
                found[i] = other.expected(i)
                script.judged[i] = _following(theirs, trivial)
            elif len(theirs.wrong) > len(own.wrong) and not own.charged:
                script.judged[i] = _not_own(own, theirs)
        return found

    def _with(self, inputs: Inputs) -> Lines:
        key = tuple(sorted(inputs.items()))
        if key not in self._others:
            self._others[key] = self._lines.of(_with_inputs(self._lines.problem, inputs))
        return self._others[key]


def _following(judged: Judged, trivial: bool) -> Judged:
    right: Verdict = "review" if trivial else "follow-through"
    verdicts = tuple(right if verdict in _RIGHT else verdict for verdict in judged.verdicts)
    note: Note = "trivial"
    notes = (note,) * len(verdicts) if trivial else judged.notes
    return replace(judged, verdicts=verdicts, notes=notes, charged=True)


def _not_own(own: Judged, theirs: Judged) -> Judged:
    """Note the entries that are right by the key, and not by the x that was written."""
    note: Note = "not-own"
    notes = tuple(
        note if at in theirs.wrong and at not in own.wrong else each
        for at, each in enumerate(own.notes, start=1)
    )
    return replace(own, notes=notes)


def _with_inputs(problem: Problem, inputs: Inputs) -> Problem:
    """Give the same problem, reading other vectors at some steps."""
    sequences = []
    for number, sequence in enumerate(problem.sequences, start=1):
        vectors = tuple(
            tuple(map(Decimal, inputs[number, step])) if (number, step) in inputs else x
            for step, x in enumerate(sequence.inputs, start=1)
        )
        sequences.append(replace(sequence, inputs=vectors))
    return replace(problem, sequences=tuple(sequences))
