"""What a side of a chain is, and what stands in a text without a name, before its lines are followed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tutor.binding.model import Model
from tutor.calculation.tolerance import given
from tutor.judging.following.literals import bare
from tutor.judging.following.quantities import Quantity, number
from tutor.judging.following.sheet import Formula, Key
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import step_of
from tutor.reading.work import Chain, Work

_ANOTHER = re.compile(r"\s*\(\{?-?\}?\d+\.\d+\)")


def is_formula(side: w.Expression) -> bool:
    """Whether a side names operands instead of writing numbers for them."""
    decimals = any(isinstance(node, w.Number) and node.decimals for node in w.walk(side))
    vectors = any(isinstance(node, w.Vector | w.Matrix) and w.is_literal(node) for node in w.walk(side))
    return bool(names_of(side)) and not decimals and not vectors


def names_of(side: w.Expression) -> list[w.Name]:
    """Give the names in a side, from left to right."""
    return [node for node in w.walk(side) if isinstance(node, w.Name)]


def has_numbers(side: w.Expression) -> bool:
    """Whether a side holds a number."""
    return any(isinstance(node, w.Number) for node in w.walk(side))


def is_backward(side: w.Expression) -> bool:
    """Whether a side has a symbol of the backward pass: a derivative, a delta, an update."""
    return any(
        name.base[:1] in "δ∂∇Δ"
        or name.base.startswith(("grad", "dL", "dE", "dW", "dU", "dV", "db", "dh", "da", "dz", "dy"))
        or "new" in name.base
        or "grad" in name.base
        for name in names_of(side)
    )


def is_parameter(name: w.Name) -> bool:
    """Whether a name is that of a weight or a bias."""
    return name.base[:1] in "WUVbwuv" or name.base.startswith(("weight", "bias"))


def same_numbers(a: w.Expression, b: w.Expression) -> bool:
    """Whether two sides hold the same numbers, the first one nothing else."""
    return [node.value for node in w.walk(a) if isinstance(node, w.Number)] == [
        node.value for node in w.walk(b) if isinstance(node, w.Number)
    ] and w.is_literal(a)


def formula_over_t(chain: Chain) -> Formula | None:
    """Formulas over t hold wherever they stand; what has numbers in it is one only with x_t and a state."""
    name = chain.name
    if name is None or not isinstance(name.step, str) or name.entry:
        return None
    sides = [segment.expression for segment in chain.segments[1:]]
    return next(
        (Formula(name, side, strong=True) for side in sides if is_formula(side) or _has_coefficients(side)),
        None,
    )


def _has_coefficients(side: w.Expression) -> bool:
    """Whether numbers stand for the weights of a formula, and none for x: tanh(0.5 x_t + 0.4 h_{t-1})."""
    over_t = {(each.base, each.step) for each in names_of(side) if isinstance(each.step, str)}
    return len(over_t) > 1 and any(base[:1] in "xX" for base, _ in over_t)


def formula_of_a_step(
    name: w.Name, side: w.Expression, states: Collection[str], inputs: Collection[str]
) -> Formula | None:
    """Give a formula of one step, which others may share; strong where it surely has all its terms.

    A number among factors, as in w x 1, may be what this step reads, and is no part of a formula for others.
    """
    if isinstance(name.step, str) or isinstance(side, w.Name) or not is_formula(side) or name.entry:
        return None
    products = [node for node in w.walk(side) if isinstance(node, w.Product)]
    if any(isinstance(bare(factor), w.Number | w.Neg) for node in products for factor in node.factors):
        return None
    names = names_of(side)
    before = any(isinstance(each.step, int) and each.step == (name.step or 0) - 1 for each in names)
    plain = all(each.step == name.step or each.step is None for each in names)
    stepped = any(each.step is not None for each in names)
    reads = any(each.base in inputs or each.base[:1] == "x" for each in names)
    return Formula(name, side, before or (plain and stepped and not reads and name.base not in states))


def states_of(work: Work) -> frozenset[str]:
    """The names that a later step reads."""
    found = set()
    for chain in work.chains:
        name = chain.name
        if name is None:
            continue
        here = name.step if isinstance(name.step, int) else 0
        for segment in chain.segments[1:]:
            for node in names_of(segment.expression):
                at = step_of(node, here)
                if (at is not None and at < here) or node.step == "t-1":
                    found.add(node.base)
    return frozenset(found)


def target_of(chain: Chain) -> str:
    """Give what a chain is about, as it is written."""
    head = chain.segments[0].expression
    return head.text if isinstance(head, w.Name) else "…"


def without_backward(
    name: w.Name | None, sides: list[w.Expression]
) -> tuple[w.Name | None, list[w.Expression]]:
    """Take off what a backward symbol equals: only the arithmetic behind it is judged."""
    if len(sides) > 1 and isinstance(sides[0], w.Transpose):
        sides = sides[1:]  # L' is another L
    if sides and is_backward(sides[0]):
        return None, [side for side in sides if not names_of(side)]
    return name, sides


def quantity_of_vector(numbers: Sequence[object]) -> Quantity:
    """Give the quantity that the numbers of a vector are."""
    return Quantity((len(numbers),), given(numbers))  # type: ignore[arg-type]


def given_values(model: Model) -> Iterator[tuple[Key, Quantity]]:
    """Give what stands in a text without a name: inputs by words, words by their vectors."""
    binding = model.binding
    for word, vector in model.givens.vectors.items():
        for name in (word, f"x_{word}", f"e_{word}", f"v_{word}"):
            yield (name, None), quantity_of_vector(vector)
    for base in binding.names("x"):
        for step, numbers in model.inputs.items():
            if step not in model.guessed:
                yield (base, step - binding.offset), quantity_of_vector(numbers)


def assumed_values(model: Model, work: Work) -> Iterator[tuple[Key, Quantity]]:
    """What is taken for a name that the text gives nothing for: zeros to start with, no bias."""
    binding = model.binding
    for base in binding.names("h"):
        if model.start is not None:
            yield (base, model.givens.start), quantity_of_vector(model.start)
    for base in binding.names("x"):
        for step in model.guessed:
            yield (base, step - binding.offset), quantity_of_vector(model.inputs[step])
    for chain in work.chains:
        for segment in chain.segments:
            for name in names_of(segment.expression):
                if name.step is None and name.base[:1] == "b" and not name.entry:
                    yield (name.base, None), number(0)


def guessed_inputs(chain: Chain, model: Model) -> Iterator[tuple[Key, int]]:
    """Find the inputs that a chain reads and that only the vocabulary tells: as written, and the step."""
    head, bases = chain.name, model.binding.names("x")
    here = head.step if head is not None and isinstance(head.step, int) else None
    for segment in chain.segments:
        for node in names_of(segment.expression):
            at = step_of(node, here) if node.base in bases and not node.entry else None
            if at is not None:
                step = at + model.binding.offset
                if step in model.guessed or step not in model.inputs:
                    yield (node.base, at), step


def has_another(work: Work, literal: w.Expression) -> bool:
    """Whether another value stands in parentheses behind a number: it is the one that was written."""
    rest = work.lines[literal.place.end_line - 1][literal.place.end_column - 1 :]
    return bool(_ANOTHER.match(rest))


def head_of(chain: Chain) -> str:
    """Give the letters of the name that a chain is about; none where it has none."""
    return chain.name.base if chain.name is not None else ""
