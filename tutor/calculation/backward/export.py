"""A backward pass as plain data: the content of ``--to json``, and tensors in torch's shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from tutor.calculation.backward.derivation import gradient_symbol, updated_symbol
from tutor.calculation.backward.result import ExactPass
from tutor.calculation.backward.units import Placed
from tutor.calculation.network import Unit
from tutor.calculation.parameters import OUTPUT, Place


class Tensors(NamedTuple):
    """The loss, gradients and updated parameters, in double precision, by the names of the spec.

    A gate's rows stand where torch stacks them. The gradients of starts are ``h_0`` and ``c_0``, of shape
    (layers · directions, batch, hidden_size).
    """

    loss: float
    gradients: Mapping[str, Any]
    updated: Mapping[str, Any]


_Of = Callable[[str, int, int], "list[float] | None"]


def tensors(done: ExactPass) -> Tensors:
    """Give what one compares with a framework: nothing of it was rounded on the way."""
    values: dict[tuple[str, str, int, int], list[float]] = {
        line.place: value for line, value in done.floats()
    }
    problem = done.table.problem
    gradients: dict[str, Any] = {}
    updated: dict[str, Any] = {}
    for unit in problem.units:
        for name, rows in _stacked(done, unit, values, gradient_symbol).items():
            gradients[name] = rows
        for name, rows in _stacked(done, unit, values, updated_symbol).items():
            updated[name] = rows
    gradients |= _starts(done, values)
    return Tensors(values["loss", "L", 1, -1][0], gradients, updated)


def _stacked(
    done: ExactPass,
    unit: Unit,
    values: Mapping[tuple[str, str, int, int], list[float]],
    symbol_of: Callable[[str], str],
) -> dict[str, Any]:
    """Put what belongs to the parameters of a unit together as the spec has them."""
    found: dict[str, list[Any]] = {}
    for parameter in unit.cell.parameters:
        parts = [part for part in parameter.sum_of if part in unit.parameters]
        own = parts if symbol_of is updated_symbol and parts else [parameter.name]
        for name in own:
            value = values.get((f"s{unit.name}", symbol_of(name), 1, -1))
            if value is None:
                continue
            size = unit.sizes[parameter.axes[-1]]
            rows: list[Any] = (
                [value[at : at + size] for at in range(0, len(value), size)]
                if len(parameter.axes) == 2
                else list(value)
            )
            for tensor in _tensors_of(parameter.torch, name, parts):
                found.setdefault(tensor, []).extend(rows)
    ending = "" if unit.is_output else Place(unit.layer, unit.direction < 0).ending or "_l0"
    return {name if name in OUTPUT else name + ending: rows for name, rows in found.items()}


def _tensors_of(torch: str, name: str, parts: Iterable[str]) -> tuple[str, ...]:
    """Say which tensors of torch a value belongs to: the gradient of a bias in two parts to both."""
    parts = tuple(parts)
    if not parts:
        return (torch,)
    if name in parts:
        return ("bias_ih" if name == parts[0] else "bias_hh",)
    return ("bias_ih", "bias_hh")


def _starts(
    done: ExactPass, values: Mapping[tuple[str, str, int, int], list[float]]
) -> dict[str, list[list[list[float]]]]:
    """Give the gradients of the start values; zeros where nothing comes back to them."""
    recurrent = [unit for unit in done.table.problem.units if not unit.is_output]
    many = range(1, len(done.table.problem.sequences) + 1)
    found: dict[str, list[list[list[float]]]] = {}
    for state in recurrent[0].cell.states:
        found[f"{state}_0"] = [
            [
                values.get(
                    (f"d{unit.name}", f"d{state}", number, 0 if unit.direction > 0 else done.table.steps + 1),
                    [0.0] * unit.output_size,
                )
                for number in many
            ]
            for unit in recurrent
        ]
    return found


def is_gradient(line: Placed) -> bool:
    """Whether a line is the gradient of a parameter over the whole batch."""
    return line.t is None and line.equation.role.endswith("sum")
