"""The formulas that gates surely have, where the text gives their weights by name and writes only numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.judging.following.sheet import NOWHERE, Formula
from tutor.judging.following.sides import is_formula
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain, Work

_GATES = frozenset("fiozru")
# What a candidate is called, and the letters with which its weights are.
_CANDIDATES = {"h_tilde": "hnc", "h_hat": "hnc", "n": "nh", "g": "gc", "c_tilde": "cg", "c_hat": "cg"}
_STATE = "h"


def gate_formulas(work: Work) -> Iterator[Formula]:
    r"""Give z_t = σ(W_z x_t + U_z h_{t-1} + b_z) and its like, in the names of the text.

    >>> from tutor.reading.reader import read
    >>> from tutor.reading.formulas.spelling import spelled
    >>> work = read("W_z = 0.5, U_z = 0.3, b_z = 0.1\nz_1 = σ(0.5·1 + 0.1) = 0.646")
    >>> [spelled(each.side) for each in gate_formulas(work)]
    ['σ(W_z x_t + U_z h_{t-1} + b_z)']
    """
    named = [(chain, chain.name) for chain in work.chains if chain.name is not None]
    names = {name.base for _, name in named if name.step is None}
    scalars = {name.base for chain, name in named if isinstance(chain.literal, w.Number)}
    heads = {name.base for _, name in named if isinstance(name.step, int)}
    heads -= {name.base for chain, name in named if _is_told(chain)}
    resets = any(name.base == "r" for _, name in named)
    for head in sorted(heads):
        gate = head in _GATES
        for letter in (head,) if gate else _CANDIDATES.get(head, ""):
            pair = _weights(names, letter)
            if pair is None:
                continue
            before: w.Expression = _name(_STATE, "t-1")
            if resets and not gate and "f" not in heads:
                if pair[1] not in scalars:
                    break  # the reset may come before the matrix, or after it
                before = w.Product(NOWHERE, (_name("r", "t"), before), ("⊙",))
            terms = [_product(pair[0], _name("x", "t")), _product(pair[1], before)]
            terms += [_name(bias) for bias in (f"b_{letter}", f"b{letter}") if bias in names][:1]
            total = w.Sum(NOWHERE, tuple(w.Term(1, each) for each in terms))
            function, text = ("sigmoid", "σ") if gate else ("tanh", "tanh")
            yield Formula(_name(head, "t"), w.Apply(NOWHERE, function, total, text), True, assumed=True)
            break


def _is_told(chain: Chain) -> bool:
    """Whether a formula is written for what a chain is about."""
    return any(is_formula(each.expression) for each in chain.segments[1:])


def _weights(names: set[str], letter: str) -> tuple[str, str] | None:
    """Find the weights of a gate for the input and for the state before it, if the text names them."""
    for inputs, recurrent in (
        (rf"[Ww]_?{letter}", rf"[UuR]_?{letter}"),
        (rf"[Ww]_?{letter}_?x", rf"[WwUu]_?{letter}_?h"),
        (rf"[Ww]_?x_?{letter}", rf"[WwUu]_?h_?{letter}"),
        (rf"[Ww]_?i_?{letter}", rf"[WwUu]_?h_?{letter}"),
    ):
        found = [[each for each in sorted(names) if re.fullmatch(form, each)] for form in (inputs, recurrent)]
        if len(found[0]) == len(found[1]) == 1 and found[0] != found[1]:
            return found[0][0], found[1][0]
    return None


def _name(base: str, step: str | None = None) -> w.Name:
    return w.Name(NOWHERE, base if step is None else f"{base}_{step}", base, step)


def _product(matrix: str, vector: w.Expression) -> w.Expression:
    return w.Product(NOWHERE, (_name(matrix), vector), ("",))
