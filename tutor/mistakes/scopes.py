"""Role × gate: an equation of any cell as the catalogue of mistakes reads it.

The catalogue knows the terms of the simple network: weight_ih, weight_hh and bias, p, q and a. In a cell with
gates each gate has these; a mistake is made in one gate at a time, whose parameters and lines take the simple
names, by what they are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from tutor.calculation.equations import Expression, MatVec, Param, Ref, rewrite, walk
from tutor.calculation.evaluation import Key
from tutor.calculation.network import Unit
from tutor.calculation.parameters import Numbers

V = TypeVar("V")

_PARAMETERS = MappingProxyType(
    {
        "input weight": "weight_ih",
        "recurrent weight": "weight_hh",
        "bias": "bias",
        "output weight": "weight_ih",
        "output bias": "bias",
    }
)
_LINES = MappingProxyType({"input term": "p", "recurrent term": "q", "pre-activation": "a"})


@dataclass(frozen=True)
class Scope:
    """An equation with one gate's parameters and lines under the simple names."""

    expression: Expression
    parameters: Mapping[str, Numbers]
    names: Mapping[str, str]

    def values(self, values: Mapping[Key, V]) -> dict[Key, V]:
        """Give the values of the gate's lines under their simple names."""
        return {
            (self.names[symbol], lag, unit): value
            for (symbol, lag, unit), value in values.items()
            if symbol in self.names
        }


def scopes(expression: Expression, unit: Unit) -> Iterator[Scope]:
    """Give an equation for each gate that it has parts of, or once as it is."""
    cell = unit.cell
    read = {node.name for node in walk(expression) if isinstance(node, Param)}
    read |= {node.symbol for node in walk(expression) if isinstance(node, Ref)}
    gates = [
        gate
        for gate in ("", *cell.gates)
        if any(each.gate == gate and each.name in read for each in cell.parameters)
        or any(each.gate == gate and each.symbol in read and each.role in _LINES for each in cell.equations)
    ]
    for gate in gates or [""]:
        parameters = {
            each.name: _PARAMETERS[each.role]
            for each in cell.parameters
            if each.gate == gate and each.role in _PARAMETERS
        }
        symbols = {
            each.symbol: _LINES[each.role]
            for each in cell.equations
            if each.gate == gate and each.role in _LINES
        }
        renamed = rewrite(expression, _renaming(parameters, symbols))
        known = {parameters.get(name, name): value for name, value in unit.parameters.items()}
        yield Scope(renamed, MappingProxyType(known), symbols)


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
