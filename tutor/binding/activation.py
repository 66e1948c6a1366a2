"""Which activation a text uses: the one that it names, else the one that its own numbers show.

σ and f stand for whatever the author means; a network may also have the logistic sigmoid throughout, as the
first recurrent networks had. Where only such a letter stands, the results that follow it decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from tutor.calculation.functions import FUNCTIONS
from tutor.reading.formulas.syntax import Apply, Expression, Name, Number, children, is_literal, walk
from tutor.reading.work import Work

ACTIVATIONS = frozenset({"tanh", "relu", "sigmoid"})

# What stands for an activation without naming it; "sigmoid" written out is a name.
LETTERS = frozenset({"σ", "sigma", "f", "g", "φ", "phi", "ψ", "activation", "act"})


def is_letter(apply: Apply) -> bool:
    """Whether a function is a letter for the activation, not its name."""
    return apply.text.strip("\\") in LETTERS


def activation(work: Work) -> str:
    """Give the activation of a text.

    >>> from tutor.reading.reader import read
    >>> activation(read("h1 = σ([0.2, 0.4]) = [0.197, 0.380]")), activation(read("h1 = σ(0.2) = 0.550"))
    ('tanh', 'sigmoid')
    """
    applied = [
        node
        for chain in work.chains
        for segment in chain.segments
        for node in walk(segment.expression)
        if isinstance(node, Apply) and node.function in ACTIVATIONS
    ]
    named = Counter(node.function for node in applied if not is_letter(node))
    if named["relu"] > named["tanh"]:
        return "relu"
    if named["tanh"] or not applied:
        return "tanh"
    said = " ".join(work.lines).lower()
    if "tanh" in said and not re.search("sigmoid|logistic|시그모이드|로지스틱", said):
        return "tanh"
    shown = Counter(_shown(work))
    usual = "sigmoid" if named["sigmoid"] else "tanh"
    return max(("tanh", "sigmoid", "relu"), key=lambda name: (shown[name], name == usual))


def letter(work: Work, activation: str) -> str:
    """Give what a letter for a function stands for: what its results show, else the activation."""
    shown = Counter(_shown(work, letters=True))
    return max(("tanh", "sigmoid", "relu"), key=lambda name: (shown[name], name == activation))


def _shown(work: Work, *, letters: bool = False) -> Iterator[str]:
    """Give, for every result behind an applied activation, the functions that it is the value of.

    It is applied to numbers, or to a name with the numbers that it was last given.
    """
    known: dict[tuple[str, object], list[Number]] = {}
    for chain in work.chains:
        for before, after in pairwise(segment.expression for segment in chain.segments):
            if not (isinstance(before, Apply) and before.function in ACTIVATIONS):
                continue
            if letters and not is_letter(before):
                continue
            of_what = before.argument
            arguments, results = _numbers(of_what), _numbers(after)
            if isinstance(of_what, Name) and not of_what.entry:
                arguments = known.get((of_what.base, of_what.step), [])
            if len(arguments) != len(results) or not arguments:
                continue
            for function in ACTIVATIONS:
                of = FUNCTIONS[function].of_float
                if all(
                    math.isclose(of(float(z.value)), float(h.value), rel_tol=0, abs_tol=10.0**-h.decimals)
                    for z, h in zip(arguments, results, strict=True)
                ):
                    yield function
        if (name := chain.name) is not None and not name.entry:
            known[name.base, name.step] = _numbers(chain.segments[-1].expression)


def _numbers(side: Expression) -> list[Number]:
    if isinstance(side, Number):
        return [side]
    return [node for node in children(side) if isinstance(node, Number)] if is_literal(side) else []
