"""The formula that a network surely has, where the text writes none: from the roles that its names have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.binding.roles import Binding
from tutor.judging.following.sheet import NOWHERE, Formula
from tutor.reading.claims.spoken_sums import SPOKEN
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Work

# What a matrix of the hidden layer is called, and none of the output layer.
_LAYER = re.compile(r"[WUwu](?:_?[^yo_]*)")


def assumed_formulas(work: Work, binding: Binding) -> tuple[Formula, ...]:
    """Give h_t = tanh(W x_t + U h_{t-1} + b), and the sum inside it, in the names of the text.

    >>> from tutor.binding.roles import bind
    >>> from tutor.reading.reader import read
    >>> from tutor.reading.formulas.spelling import spelled
    >>> work = read("W_x = 0.5, W_h = 0.2, b = 0.1, h_0 = 0, x_1 = 1")
    >>> [spelled(each.side) for each in assumed_formulas(work, bind(work))]
    ['tanh(W_x x_t + W_h h_{t-1} + b)']
    """
    if binding.gated or binding.stacked is not None:
        return ()
    inputs, recurrent = binding.names("weight_ih"), binding.names("weight_hh")
    if len(inputs) != 1 or len(recurrent) != 1:
        return ()
    if binding.by_shape and not all(_LAYER.fullmatch(each) for each in (*inputs, *recurrent)):
        return ()
    return tuple(_formulas(work, binding, inputs[0], recurrent[0]))


def _formulas(work: Work, binding: Binding, inputs: str, recurrent: str) -> Iterator[Formula]:
    (state, *_), (x, *_) = binding.names("h"), binding.names("x") or ("x",)
    terms: list[w.Expression] = [
        _product(binding, "weight_ih", _name(inputs), _name(x, "t")),
        _product(binding, "weight_hh", _name(recurrent), _name(state, "t-1")),
    ]
    written = {chain.name.base for chain in work.chains if chain.name is not None}
    for role in ("bias", "bias_ih", "bias_hh"):
        named = [base for base in binding.names(role)[:1] if base[:1] in ("b", "β")]
        terms += [_name(base) for base in named if base in written or role == "bias"]
    total = w.Sum(NOWHERE, tuple(w.Term(1, each) for each in terms))
    yield Formula(
        _name(state, "t"), w.Apply(NOWHERE, binding.activation, total, binding.activation), True, assumed=True
    )
    if SPOKEN in binding.names("a"):  # with the bias, or before it is added
        plain = w.Sum(NOWHERE, total.terms[:2])
        yield from (Formula(_name(SPOKEN, "t"), each, True) for each in (total, plain))
    for base in binding.names("a"):
        if base == SPOKEN:
            continue
        yield Formula(_name(base, "t"), total, True, assumed=not _is_the_sum(work, base, state))


def _is_the_sum(work: Work, base: str, state: str) -> bool:
    """Whether the text itself makes the state of a name, and says in no other way what the name is."""
    of_state, of_name = (
        [c for c in work.chains if c.name is not None and c.name.base == b] for b in (state, base)
    )
    if any(len(chain.segments) > 2 or chain.literal is None for chain in of_name):
        return False
    sides = [each.expression for chain in of_state for each in chain.segments]
    return any(
        isinstance(side, w.Apply) and isinstance(side.argument, w.Name) and side.argument.base == base
        for side in sides
    )


def _name(base: str, step: str | None = None) -> w.Name:
    return w.Name(NOWHERE, base if step is None else f"{base}_{step}", base, step)


def _product(binding: Binding, role: str, matrix: w.Name, vector: w.Name) -> w.Expression:
    factors = (vector, matrix) if binding.order.get(role) == "rows" else (matrix, vector)
    return w.Product(NOWHERE, factors, ("",))
