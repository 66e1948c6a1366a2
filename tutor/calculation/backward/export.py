"""A backward pass as plain data: the content of ``--to json``, and tensors in torch's shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tutor.calculation.assembly.parameters import OUTPUT, Place
from tutor.calculation.backward.derivation import gradient_symbol, updated_symbol
from tutor.calculation.backward.result import BackwardPass, ExactPass
from tutor.calculation.backward.units import WHOLE, Placed
from tutor.calculation.names import SYMBOLS
from tutor.calculation.network import Unit
from tutor.record import NamedTuple


class Tensors(NamedTuple):
    """The loss, gradients and updated parameters, in double precision, by the names of the spec.

    A gate's rows stand where torch stacks them. The gradients of starts are ``h_0`` and ``c_0``, of shape
    (layers · directions, batch, hidden_size).
    """

    loss: float
    gradients: Mapping[str, Any]
    updated: Mapping[str, Any]


At = tuple[str, str, int, int]


def tensors(done: ExactPass) -> Tensors:
    """Give what one compares with a framework: nothing of it was rounded on the way."""
    values: dict[At, list[float]] = {line.place: value for line, value in done.floats()}
    problem = done.table.problem
    gradients: dict[str, Any] = {}
    updated: dict[str, Any] = {}
    for unit in problem.units:
        for name, rows in _stacked(done, unit, values, gradient_symbol).items():
            gradients[name] = rows
        for name, rows in _stacked(done, unit, values, updated_symbol).items():
            updated[name] = rows
    gradients |= _starts(done, values)
    return Tensors(values["loss", "L", 1, WHOLE][0], gradients, updated)


def _stacked(
    done: ExactPass,
    unit: Unit,
    values: Mapping[At, list[float]],
    symbol_of: Callable[[str], str],
) -> dict[str, Any]:
    """Put what belongs to the parameters of a unit together as the spec has them."""
    found: dict[str, list[Any]] = {}
    for parameter in unit.cell.parameters:
        parts = [part for part in parameter.sum_of if part in unit.parameters]
        own = parts if symbol_of is updated_symbol and parts else [parameter.name]
        for name in own:
            value = values.get((f"s{unit.name}", symbol_of(name), 1, WHOLE))
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


def _starts(done: ExactPass, values: Mapping[At, list[float]]) -> dict[str, list[list[list[float]]]]:
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


def backward_dict(done: BackwardPass) -> dict[str, Any]:
    """Give a backward pass as plain data: numbers are the texts of the page, a matrix is a list of its rows.

    ``updated`` has the parameters' keys of ``gradients``; where there are several layers or directions a key
    ends in ``@l1r`` as the names of quantities do. ``full_precision`` has both with nothing rounded.
    """
    printed = {each.line.place: each.quantity.texts for each in done.lines}
    exact = {line.place: texts for line, texts in done.full_precision.significant()}
    return {
        "loss": printed["loss", "L", 1, WHOLE][0],
        "steps": _steps(done),
        **_results(done, printed),
        "full_precision": {"loss": exact["loss", "L", 1, WHOLE][0], **_results(done, exact)},
    }


def _steps(done: BackwardPass) -> list[dict[str, Any]]:
    """Give the lines of every step, the last one first; a single layer and its output are one entry."""
    units = [unit for unit in done.problem.units if not unit.is_output]
    found: dict[tuple[int, str, int], dict[str, Any]] = {}
    for line, quantity in done.lines:
        if line.t is None or line.t == line.unit.start:
            continue
        unit = line.unit.forward
        name = "" if len(units) == 1 else unit.name
        layer: dict[str, Any] = {}
        if name:
            layer["layer"] = "output" if unit.is_output else unit.layer
            layer["direction"] = "forward" if unit.direction > 0 else "backward"
        entry = found.setdefault(
            (line.sequence, name, line.t),
            {"t": line.t, **layer, "sequence": line.sequence, "quantities": {}},
        )
        entry["quantities"][line.symbol] = _shaped(line, quantity.texts)
    entries = list(found.values())
    return sorted(entries, key=lambda each: (each["sequence"], -each["t"])) if len(units) == 1 else entries


def _shaped(line: Placed, texts: Sequence[str]) -> list[Any]:
    shape = line.unit.shape(line.symbol)
    if len(shape) == 1:
        return list(texts)
    return [list(texts[at : at + shape[1]]) for at in range(0, len(texts), shape[1])]


def _results(done: BackwardPass, texts: Mapping[At, Sequence[str]]) -> dict[str, Any]:
    """Give the gradients of parameters and starts, and the parameters after a step of learning."""
    names = SYMBOLS["pytorch"].names
    gradients: dict[str, Any] = {}
    updated: dict[str, Any] = {}
    by_place = {each.line.place: each.line for each in done.lines}
    for unit in done.problem.units:
        ending = "" if unit.is_output or unit.name == "l0" else f"@{unit.name}"
        for parameter in unit.cell.parameters:
            parts = [part for part in parameter.sum_of if part in unit.parameters] or [parameter.name]
            place = (f"s{unit.name}", gradient_symbol(parameter.name), 1, WHOLE)
            for part in parts:
                gradients[names[part] + ending] = _shaped(by_place[place], texts[place])
                new = (f"s{unit.name}", updated_symbol(part), 1, WHOLE)
                if new in texts:
                    updated[names[part] + ending] = _shaped(by_place[new], texts[new])
    for state in done.problem.units[0].cell.states:
        gradients[f"{state}_0"] = _start(done, state, texts)
    return {"gradients": gradients, **({"updated": updated} if updated else {})}


def _start(done: BackwardPass, state: str, texts: Mapping[At, Sequence[str]]) -> list[Any]:
    """Give the gradient of a start as the start is given; zeros where nothing comes back."""
    problem, steps = done.problem, done.table.steps
    rows = [
        [
            list(
                texts.get(
                    (f"d{unit.name}", f"d{state}", number, 0 if unit.direction > 0 else steps + 1),
                    ["0"] * unit.output_size,
                )
            )
            for number in range(1, len(problem.sequences) + 1)
        ]
        for unit in problem.units
        if not unit.is_output
    ]
    if problem.batched:
        return rows
    flat = [row[0] for row in rows]
    return flat if len(flat) > 1 else flat[0]
