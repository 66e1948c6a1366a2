"""Role × gate: an equation of any cell as the catalogue of mistakes reads it.

The catalogue knows the terms of the simple network: weight_ih, weight_hh and bias, p, q and a. In a cell with
gates each gate has these; a mistake is made in one gate at a time, whose parameters and lines take the simple
names, by what they are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from tutor.calculation.assembly.parameters import Numbers
from tutor.calculation.equations import Expression, MatVec, Param, Ref, flat, rewrite, walk
from tutor.calculation.evaluation import Key
from tutor.calculation.network import Unit
from tutor.mistakes.sites import Change, Site, Variant
from tutor.record import field, record

V = TypeVar("V")

_PARAMETERS = MappingProxyType(
    {
        "input weight": "weight_ih",
        "recurrent weight": "weight_hh",
        "bias": "bias",
        "recurrent bias": "bias_recurrent",
        "output weight": "weight_ih",
        "output bias": "bias",
    }
)
_LINES = MappingProxyType({"input term": "p", "recurrent term": "q", "pre-activation": "a"})


@record()
class Scope:
    """An equation with one gate's parameters and lines under the simple names."""

    expression: Expression
    parameters: Mapping[str, Numbers]
    names: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def values(self, values: Mapping[Key, V]) -> dict[Key, V]:
        """Give the values of the gate's lines under their simple names."""
        return {
            (self.names[symbol], lag, unit): value
            for (symbol, lag, unit), value in values.items()
            if symbol in self.names
        }

    def back_name(self, name: str) -> str:
        """Give a parameter, or a changed one, the name that it has in its gate."""
        simple, slash, way = name.partition("/")
        return f"{self.own.get(simple, simple)}{slash}{way}"

    def back(self, node: Expression) -> Expression | None:
        """Put the own names of the gate in the place of the simple ones."""
        match node:
            case Param(name):
                return Param(self.back_name(name))
            case Ref(symbol, lag, unit):
                lines = {simple: own for own, simple in self.names.items()}
                return Ref(lines.get(symbol, symbol), lag, unit)
            case MatVec(Param(name), vector):
                return MatVec(Param(self.back_name(name)), rewrite(vector, self.back))
            case _:
                return None


def scopes(expression: Expression, unit: Unit) -> Iterator[Scope]:
    """Give an equation for each gate that it has parts of, or once as it is."""
    for gate in _gates(expression, unit) or [""]:
        yield _scope(expression, unit, gate)


def in_every_gate(
    change: Change, expression: Expression, unit: Unit, site: Callable[[Scope], Site]
) -> Iterator[Variant]:
    """Make the same mistake in all gates that an equation has parts of, where there are several.

    Where a mistake can be made in more than one way, it is made in the same way everywhere.
    """
    gates = _gates(expression, unit)
    if len(gates) < 2:
        return
    ways = max(len(_variants(change, _scope(expression, unit, gate), site)) for gate in gates)
    for way in range(ways):
        changed, made = expression, 0
        parameters: dict[str, Numbers] = {}
        for gate in gates:
            scope = _scope(changed, unit, gate)
            variants = _variants(change, scope, site)
            if way < len(variants):
                changed = rewrite(variants[way].expression, scope.back)
                parameters |= {scope.back_name(n): v for n, v in variants[way].parameters.items()}
                made += 1
        if made > 1:
            yield Variant(changed, MappingProxyType(parameters))


def has_several_gates(expression: Expression, unit: Unit) -> bool:
    """Whether an equation has parts of several gates, in all of which the same mistake can be made."""
    return len(_gates(expression, unit)) > 1


def _variants(change: Change, scope: Scope, site: Callable[[Scope], Site]) -> list[Variant]:
    return [each for each in change(flat(scope.expression), site(scope)) if not each.entry]


def _gates(expression: Expression, unit: Unit) -> list[str]:
    """Give the gates that an equation has parameters or terms of."""
    cell = unit.cell
    read = {node.name for node in walk(expression) if isinstance(node, Param)}
    read |= {node.symbol for node in walk(expression) if isinstance(node, Ref)}
    return [
        gate
        for gate in ("", *cell.gates)
        if any(each.gate == gate and each.name in read for each in cell.parameters)
        or any(each.gate == gate and each.symbol in read and each.role in _LINES for each in cell.equations)
    ]


def _scope(expression: Expression, unit: Unit, gate: str) -> Scope:
    cell = unit.cell
    parameters = {
        each.name: _PARAMETERS[each.role]
        for each in cell.parameters
        if each.gate == gate and each.role in _PARAMETERS
    }
    symbols = {
        each.symbol: _LINES[each.role] for each in cell.equations if each.gate == gate and each.role in _LINES
    }
    renamed = rewrite(expression, _renaming(parameters, symbols))
    known = {parameters.get(name, name): value for name, value in unit.parameters.items()}
    return Scope(
        renamed, MappingProxyType(known), symbols, {simple: name for name, simple in parameters.items()}
    )


def _renaming(
    parameters: Mapping[str, str], symbols: Mapping[str, str]
) -> Callable[[Expression], Expression | None]:
    def change(node: Expression) -> Expression | None:
        match node:
            case Param(name):
                return Param(parameters.get(name, name))
            case Ref(symbol, lag, unit):
                return Ref(symbols.get(symbol, symbol), lag, unit)
            case MatVec(Param(name), vector):
                return MatVec(Param(parameters.get(name, name)), rewrite(vector, change))
            case _:
                return None

    return change
