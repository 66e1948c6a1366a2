"""A line of numbers beside the same line of other steps: a weight that stands in all of them but one.

Where gates and layers are computed in numbers alone, no formula says which number is which weight. The same
line of another step does: r_1 = σ(-0.3·0.2 + 0.6·1), r_2 = σ(-0.8·0.547 + 0.6·(-0.5)), where W_r,h = -0.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Name, Number, Place
from tutor.reading.work import Chain
from tutor.record import replace

# Fewer weights on a line do not tell in which order it was written.
_LEAST_WEIGHTS = 2


def parallels(chains: Sequence[Chain]) -> Mapping[Place, w.Expression]:
    """Give for a line in which one weight differs what it should be: the line with its weights by name."""
    found: dict[Place, w.Expression] = {}
    groups: dict[tuple[str, str], list[tuple[Chain, w.Expression]]] = defaultdict(list)
    for chain in chains:
        name, side = chain.name, chain.segments[1].expression if len(chain.segments) > 1 else None
        if name is None or name.entry or not isinstance(name.step, int) or side is None or w.is_literal(side):
            continue
        if any(isinstance(node, Name | w.Gap | w.Vector | w.Matrix) for node in w.walk(side)):
            continue
        plain = without_signs(side)
        groups[name.base, shape(plain)].append((chain, plain))
    for (base, _), lines in groups.items():
        if len(lines) > 1 and (weights := dict(_weights_of(base, chains))):
            found |= dict(_deviating(lines, weights))
    return found


def _weights_of(base: str, chains: Sequence[Chain]) -> Iterator[tuple[Decimal, Name]]:
    """Give the weights, by value, that the letter of a gate or the number of a layer ties to its lines."""
    letter, _, layer = base.partition("^")
    for chain in chains:
        name, literal = chain.name, chain.literal
        if name is None or name.step is not None or not isinstance(literal, Number):
            continue
        own, _, of = name.base.partition("^")
        gate = letter[:1] != "h" and letter[:1] in own[1:]
        if own[:1] in "WUVwubv" and (of == layer if layer else gate and not of):
            yield literal.value, name


def _deviating(
    lines: Sequence[tuple[Chain, w.Expression]], weights: Mapping[Decimal, Name]
) -> Iterator[tuple[Place, w.Expression]]:
    """Find the lines in which exactly one of the weights is another number."""
    values = [[node.value for node in w.walk(side) if isinstance(node, Number)] for _, side in lines]
    places: dict[int, Decimal] = {}
    for position, column in enumerate(zip(*values, strict=True)):
        here = {
            value
            for value, row in zip(column, values, strict=True)
            if value in weights and row.count(value) == 1
        }
        if len(here) == 1:
            places[position] = here.pop()
    if len(places) < _LEAST_WEIGHTS:
        return
    for (_, side), row in zip(lines, values, strict=True):
        if sum(row[position] != value for position, value in places.items()) == 1:
            yield side.place, named(side, {at: weights[value] for at, value in places.items()})


def named(side: w.Expression, names: Mapping[int, w.Expression]) -> w.Expression:
    """Put names, or other numbers, in the places of the numbers of a side, counted from the left."""
    numbers = [node.place for node in w.walk(side) if isinstance(node, Number)]
    at = {numbers[position]: name for position, name in names.items()}

    def put(node: w.Expression) -> w.Expression:
        match node:
            case Number():
                return at.get(node.place, node)
            case w.Sum(terms=terms):
                return replace(
                    node, terms=tuple(replace(each, expression=put(each.expression)) for each in terms)
                )
            case w.Product(factors=factors):
                return replace(node, factors=tuple(map(put, factors)))
            case w.Apply(argument=argument) | w.Neg(argument=argument):
                return replace(node, argument=put(argument))
        return node

    return put(side)


def without_signs(node: w.Expression) -> w.Expression:
    """Put the sign of every term inside it, at its first number."""
    match node:
        case w.Sum(terms=terms):
            return replace(node, terms=tuple(w.Term(1, without_signs(w.signed(each))) for each in terms))
        case w.Apply(argument=argument):
            return replace(node, argument=without_signs(argument))
        case w.Product(factors=factors):
            return replace(node, factors=tuple(map(without_signs, factors)))
    return node


def shape(node: w.Expression) -> str:
    """Spell what is computed, without the numbers."""
    inside = ",".join(map(shape, w.children(node)))
    return f"{type(node).__name__}{getattr(node, 'function', '')}({inside})"
