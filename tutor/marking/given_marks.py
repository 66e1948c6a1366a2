"""Sizes and one-hot vectors × mark scheme → points; a size turned round at every matrix is charged once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tutor.calculation.problem import Problem
from tutor.marking.given_answers import Given, GivenJudged, givens, judge_given
from tutor.marking.marks import Mark
from tutor.marking.scheme import Scheme

_NOTHING = Fraction(0)


class GivenMarker:
    """Marks what the problem gives and the sheet asks for.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
    >>> marker = GivenMarker(problem, Scheme(), ["shape(W_ih)[1]", "shape(W_ih)[2]"])
    >>> [mark.note for mark in marker.marks(marker.judged(["size of W_ih", "shape(W_ih)"], ["", "2 × 1"]))]
    ['exchanged', 'exchanged']
    """

    def __init__(
        self, problem: Problem, scheme: Scheme, asked: Iterable[str], *, decimal_comma: bool = False
    ) -> None:
        wanted = {name for name in asked if name.startswith(("x_", "shape("))}
        self._asked: list[tuple[Given, tuple[int, ...]]] = []
        for given in givens(problem) if wanted else ():
            entries = tuple(at for at in range(1, len(given.key) + 1) if given.name(at) in wanted)
            if entries:
                self._asked.append((given, entries))
        self.names = tuple(given.name(at) for given, entries in self._asked for at in entries)
        self.worths = [
            scheme.worth_of(given.points_names(at)) for given, entries in self._asked for at in entries
        ]
        self._once = scheme.repeated == "once"
        self._whole = scheme.partial == "line"
        self._decimal_comma = decimal_comma

    def judged(self, names: Sequence[str], texts: Sequence[str]) -> list[GivenJudged]:
        """Judge what was written for every quantity that was asked for."""
        written = dict(zip(names, texts, strict=True))
        return [
            judge_given(
                given,
                {at: written.get(given.name(at), "") for at in range(1, len(given.key) + 1)},
                written.get(given.name()),
                decimal_comma=self._decimal_comma,
            )
            for given, _ in self._asked
        ]

    def marks(self, judged: Sequence[GivenJudged]) -> list[Mark]:
        """Price what was judged; a quantity that is wrong in the same way as one before is not charged."""
        marks: list[Mark] = []
        charged: set[tuple[str, int]] = set()
        worths = iter(self.worths)
        for (given, entries), each in zip(self._asked, judged, strict=True):
            forgiven = self._once and each.mistake is not None and each.mistake in charged
            if each.mistake is not None:
                charged.add(each.mistake)
            right = [
                answered.verdict == "exact" or (forgiven and answered.verdict == "wrong")
                for answered in each.entries
            ]
            for at in entries:
                answered, worth = each.entries[at - 1], next(worths)
                earned = right[at - 1] and (not self._whole or all(right[other - 1] for other in entries))
                points, root = worth if earned else _NOTHING, answered.verdict == "wrong" and not forgiven
                key = str(given.key[at - 1])
                marks.append(
                    Mark(
                        given.name(at),
                        answered.text,
                        answered.verdict,
                        key,
                        points,
                        worth,
                        answered.note,
                        (),
                        root,
                    )
                )
        return marks
