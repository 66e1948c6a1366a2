"""The problems of several sequences as one: they share their network and differ in what they read."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.calculation.problem import Problem
from tutor.record import replace


def in_one_batch(problems: Sequence[Problem]) -> Problem | None:
    """Put the problems of several sequences together; None where their networks, words or steps differ.

    >>> cell = {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]]}
    >>> one, other = (
    ...     Problem.from_dict({"sentence": said, "vocabulary": ["i", "am"], "cell": cell})
    ...     for said in ("i am", "am i"))
    >>> [each.words for each in in_one_batch([one, other]).sequences]
    [('i', 'am'), ('am', 'i')]
    """
    first, *others = problems
    for other in others:
        same = all(
            one.cell == two.cell and one.parameters == two.parameters
            for one, two in zip(first.units, other.units, strict=False)
        )
        if not same or len(first.units) != len(other.units) or first.vocabulary != other.vocabulary:
            return None
        if len(first.sequences[0].inputs) != len(other.sequences[0].inputs):
            return None
    decimals = max(each.rounding.decimals for each in problems)
    return replace(
        first,
        sequences=tuple(each.sequences[0] for each in problems),
        batched=True,
        rounding=replace(first.rounding, decimals=decimals),
    )
