"""What a side of a backward pass is about: the gradient of a quantity, or a parameter after a step.

∂L/∂h_2, dL/dh2, ∇h_2, dh_2    the gradient of h at step 2, in plain text and in LaTeX
δ_2                            its own name, as texts differ in what it means
W_hh^{new}, W_new              a new W_hh
"""

from __future__ import annotations

import re
from typing import Literal

from tutor.reading.formulas import syntax as w
from tutor.record import record

DELTA = "δ"
_DELTAS = (DELTA, "delta", "Delta")
_LOSSES = "[LEJCl]"
_OVER = re.compile(rf"(?:∂|d)(?:{_LOSSES}|[Ll]oss|[Cc]ost)?")
_LOSS = re.compile(rf"(?:∂|d)(?:{_LOSSES}|[Ll]oss|[Cc]ost)")
_UNDER = re.compile(r"(?:∂|d)(?P<of>.+)")
_SHORT = re.compile(r"[d∇](?P<of>[A-Za-z].*)")
_NEW = re.compile(r"(?P<of>.+)_(?:new|\{new\})")


@record()
class Wanted:
    """The gradient of something (its name as the text has it, its step, its entry), or what it becomes."""

    kind: Literal["gradient", "new"]
    base: str
    step: int | None
    entry: tuple[int, ...] = ()


def wanted(expression: w.Expression) -> Wanted | None:
    """Say what the left side of a chain is about; None where it is no gradient.

    >>> from tutor.reading.reader import read
    >>> wanted(read("∂L/∂h_2 = 0.5").chains[0].segments[0].expression)
    Wanted(kind='gradient', base='h', step=2, entry=())
    >>> wanted(read("h_2 = 0.5").chains[0].segments[0].expression) is None
    True
    """
    match expression:
        case w.Name(base=base) as name:
            if base in _DELTAS:
                return _of("gradient", DELTA, name)
            if new := _NEW.fullmatch(base):
                return _of("new", new["of"], name)
            short = _SHORT.fullmatch(base)
            return _of("gradient", short["of"], name) if short else None
        case w.Quotient(numerator=numerator, denominator=denominator):
            over, under = _words(numerator), _words(denominator)
            if over is None or under is None or not _LOSS.fullmatch("".join(each.base for each in over)):
                return None
            return _under(under)
        case w.Product(factors=(w.Name(base="∇"), w.Name() as of)):
            return _of("gradient", of.base, of)
        case w.Power(base=w.Name() as of, exponent=w.Name(base="new")):
            return _of("new", of.base, of)
    return None


def _words(expression: w.Expression) -> tuple[w.Name, ...] | None:
    """Give the names that a numerator or a denominator is written with."""
    match expression:
        case w.Name():
            return (expression,)
        case w.Product(factors=factors) if all(isinstance(each, w.Name) for each in factors):
            return tuple(each for each in factors if isinstance(each, w.Name))
    return None


def _under(names: tuple[w.Name, ...]) -> Wanted | None:
    last = names[-1]
    found = _UNDER.fullmatch("".join(each.base for each in names))
    return _of("gradient", found["of"], last) if found else None


def _of(kind: Literal["gradient", "new"], base: str, name: w.Name) -> Wanted | None:
    if isinstance(name.step, str):
        return None
    return Wanted(kind, base, name.step, name.entry)
