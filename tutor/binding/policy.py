"""The rounding that a text states for itself; what is printed about it keeps to that.

A text that says nothing carries what is written, and rounds a 5 at the end away from zero. Nothing here has a
part in judging: whichever way a writer rounds, a right line is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tutor.binding.roles import Binding
from tutor.calculation.numbers import Carry, Rounding, Ties
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Work

_FULL = (
    r"full(?:-| )precision|unrounded|not rounded|not round|without (?:intermediate )?rounding|exact values?"
)
_CARRIED = r"carr(?:y|ied|ies)|go(?:es)? on|continu\w+|keep\w*|kept|later lines|next (?:line|step)\w*"
_CARRY_FULL = re.compile(
    rf"(?:{_CARRIED})\b[^.;]{{0,60}}?\b(?:{_FULL})\b"
    rf"|\b(?:{_FULL})\b[^.;]{{0,40}}?\b(?:{_CARRIED})\b"
    r"|\bcarry\s*[=:]\s*[\"'`]?full\b"
    r"|반올림하지\s*않은\s*값(?:으로|을)[^.]{0,20}(?:계속|사용|씁니다|쓴다)"
)
_HALF_EVEN = re.compile(
    r"\bto (?:the )?(?:nearest )?even\b|\bhalf[- ](?:to[- ])?even\b|\bbanker['’]?s['’]? rounding\b"
    r"|짝수\s*쪽|오사오입"
)
# One of these stands wherever one of the above does, which is not longer than the reach.
_OF_CARRY = ("precision", "round", "exact", "carry", "반올림")
_OF_TIES = ("even", "banker", "짝수", "오사오입")
_REACH = 160
# Figures behind a point, as they are written for a state.
_USUAL = 3


def stated_rounding(work: Work, binding: Binding) -> Rounding:
    r"""Give the rounding of a text: its decimals by its states, carry and ties as it says.

    >>> from tutor.binding.roles import bind
    >>> from tutor.reading.reader import read
    >>> work = read("Later lines go on with full precision.\nh_1 = tanh(0.2) = 0.1974")
    >>> found = stated_rounding(work, bind(work))
    >>> found.decimals, found.carry, found.ties
    (4, 'full', 'half-up')
    """
    carry, ties = _said(work.lines)
    return Rounding(_decimals(work, binding), carry, ties)


def _said(lines: Sequence[str]) -> tuple[Carry, Ties]:
    text = " ".join(lines).lower()
    return (
        "full" if any(map(_CARRY_FULL.search, _around(text, _OF_CARRY))) else "rounded",
        "half-even" if any(map(_HALF_EVEN.search, _around(text, _OF_TIES))) else "half-up",
    )


def _around(text: str, words: Sequence[str]) -> Iterator[str]:
    """Give what stands around each of some words; looking at all of a long text takes time."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield text[max(0, at - _REACH) : at + _REACH]
            at = text.find(word, at + len(word))


def _decimals(work: Work, binding: Binding) -> int:
    """Give the decimals that most states are written with; where there are none, most results."""
    states = Counter(_results(work, binding, states=True))
    counts = states or Counter(_results(work, binding, states=False))
    return max(counts, key=lambda count: (counts[count], count)) if counts else _USUAL


def _results(work: Work, binding: Binding, *, states: bool) -> Iterator[int]:
    for chain in work.chains:
        name = chain.name
        is_state = name is not None and name.step is not None and binding.roles.get(name.base) == "h"
        side = chain.segments[-1].expression
        if is_state is not states or not w.is_literal(side):
            continue
        decimals = max((each.decimals for each in w.walk(side) if isinstance(each, w.Number)), default=0)
        if decimals:
            yield decimals
