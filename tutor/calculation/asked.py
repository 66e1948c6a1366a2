"""What can be asked of a problem besides its lines: entries of one-hot vectors, and sizes; with the answers.

Names are ``x_1[2]`` for an entry, and ``shape(W_ih)[1]``, ``shape(W_ih)[2]`` for the rows and columns of a
matrix, ``shape(h)[1]`` for the entries of a vector, with torch's letters whatever stands on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tutor.calculation.names import SYMBOLS
from tutor.calculation.network import Unit, X
from tutor.calculation.problem import Problem
from tutor.record import NamedTuple


class Sized(NamedTuple):
    """A parameter or a quantity of a unit, and its size as it stands in the layout."""

    unit: Unit
    symbol: str
    parameter: str
    size: tuple[int, ...]

    @property
    def ending(self) -> str:
        """The layer and the direction, as they stand behind a name where there are several."""
        return "" if self.unit.is_output or self.unit.name == "l0" else f"@{self.unit.name}"

    def name(self, axis: int) -> str:
        """Name one number of the size, from 1."""
        return f"shape({self.symbol})[{axis}]{self.ending}"


def one_hot_entries(problem: Problem) -> Mapping[str, str]:
    """Give every entry of the one-hot vectors, in the order of the words; none where the inputs are numbers.

    >>> problem = Problem.from_dict({
    ...     "sentence": "am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
    >>> dict(one_hot_entries(problem))
    {'x_1[1]': '0', 'x_1[2]': '1'}
    """
    if not problem.words:
        return MappingProxyType({})
    unit = problem.units[0]
    return MappingProxyType(
        {
            unit.quantity_name("x", t, entry, number): str(int(value))
            for number, sequence in enumerate(problem.sequences, start=1)
            for t, x in enumerate(sequence.inputs, start=1)
            for entry, value in enumerate(x, start=1)
        }
    )


def every_size(problem: Problem) -> Iterator[Sized]:
    """List all that has a size, unit by unit: parameters and the parts of biases, x, every quantity."""
    names = SYMBOLS["pytorch"].names
    for unit in problem.units:
        for parameter in unit.cell.parameters:
            size = tuple(unit.sizes[axis] for axis in parameter.axes)
            turned = size[::-1] if problem.layout == "rows" else size
            parts = [part for part in parameter.sum_of if part in unit.parameters]
            for name in (parameter.name, *parts):
                yield Sized(unit, names[name], name, turned)
        for symbol in (*(() if unit.is_output else ("x",)), *unit.cell.symbols):
            yield Sized(unit, symbol, "", (unit.size_of(symbol),))


def sized(problem: Problem) -> tuple[Sized, ...]:
    """List what a sheet asks the size of: the parameters, x and the written lines; no single numbers."""
    return tuple(each for each in every_size(problem) if _is_asked(problem, each))


def _is_asked(problem: Problem, each: Sized) -> bool:
    unit = each.unit
    if each.parameter:
        return any(each.parameter == parameter.name for parameter in unit.cell.parameters)
    if each.symbol == "x":
        return unit.x == X and unit.direction > 0
    return any(each.symbol == line.symbol and line.axis != "one" for line in problem.lines_of(unit))


def sizes(problem: Problem) -> Mapping[str, str]:
    """Give every number of every size.

    >>> problem = Problem.from_dict({
    ...     "sentence": "am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}, "rounding": {"written": ["h"]}})
    >>> [f"{name} = {size}" for name, size in sizes(problem).items()][:3]
    ['shape(W_ih)[1] = 1', 'shape(W_ih)[2] = 2', 'shape(W_hh)[1] = 1']
    """
    return MappingProxyType(
        {
            each.name(axis): str(length)
            for each in sized(problem)
            for axis, length in enumerate(each.size, start=1)
        }
    )
