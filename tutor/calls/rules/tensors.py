"""Every tensor of a call with its axes by name: what goes in, the parameters, what comes out.

Which parameters there are, and their axes, is read from the equation table of the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from tutor.calculation.assembly.parameters import Place, torch_name
from tutor.calculation.equations import Parameter
from tutor.calls import call_messages as says
from tutor.calls.rules.forward import output_shapes
from tutor.calls.rules.modules import Module, Shape
from tutor.calls.rules.starts import Pair, Start
from tutor.language.faults import Operand, Sentence
from tutor.record import NamedTuple


class Axis(NamedTuple):
    """An axis by name, with its size; without a name where a tensor has axes that mean nothing here."""

    name: str
    size: int

    @property
    def said(self) -> Sentence | str:
        """The name in words; arguments of torch keep theirs."""
        match self.name:
            case "batch":
                return says.BATCH()
            case "time":
                return says.TIME()
            case "layers·directions":
                return says.LAYERS_DIRECTIONS()
            case "directions·hidden_size":
                return says.DIRECTIONS_HIDDEN_SIZE()
        return self.name


class Tensor(NamedTuple):
    """A tensor by torch's name."""

    name: str
    axes: tuple[Axis, ...]

    @property
    def shape(self) -> Shape:
        """The sizes of the axes."""
        return tuple(axis.size for axis in self.axes)

    @property
    def numbers(self) -> int:
        """How many numbers it holds."""
        return prod(self.shape)


class Block(NamedTuple):
    """The parameters of one layer in one direction."""

    layer: int
    reverse: bool
    tensors: tuple[Tensor, ...]

    @property
    def numbers(self) -> int:
        """How many numbers they hold together."""
        return sum(each.numbers for each in self.tensors)

    @property
    def terms(self) -> str:
        """The sum that gives the count; a matrix counts as columns · rows.

        >>> from tutor.calls.rules.modules import KINDS, Module
        >>> [block.terms for block in blocks(Module(KINDS["RNN"], {"input_size": 10, "hidden_size": 1}))]
        ['10·1 + 1·1 + 1 + 1']
        """
        return " + ".join("·".join(map(str, reversed(each.shape))) for each in self.tensors)


def blocks(module: Module) -> tuple[Block, ...]:
    """List the parameters in torch's order: layer by layer, forward before reverse."""
    return tuple(
        Block(place.layer, place.reverse, tuple(_parameters(module, place)))
        for place in module.network.places
    )


def _parameters(module: Module, place: Place) -> Iterator[Tensor]:
    """Stack the parameters of the table as torch stacks them: the rows of one gate below those of another."""
    stacked: dict[str, list[Parameter]] = {}
    for parameter in module.network.cell.parameters:
        for name in ("bias_ih", "bias_hh") if parameter.torch == "bias" else (parameter.torch,):
            stacked.setdefault(name, []).append(parameter)
    for name, parts in stacked.items():
        full = name if module.kind.is_cell else torch_name(name + place.ending)
        yield Tensor(full, (_rows(module, len(parts)), *_columns(module, place, parts[0])))


def _rows(module: Module, blocks: int) -> Axis:
    hidden = module.size("hidden_size")
    return Axis("hidden_size" if blocks == 1 else f"{blocks}·hidden_size", blocks * hidden)


def _columns(module: Module, place: Place, parameter: Parameter) -> Iterator[Axis]:
    """Name what a matrix is multiplied with: the input, the layer below, or the state before."""
    for axis in parameter.axes[1:]:
        if axis == "hidden":
            yield Axis("hidden_size", module.size("hidden_size"))
        elif place.layer == 0:
            yield Axis("input_size", module.size("input_size"))
        else:
            yield features(module)


def features(module: Module) -> Axis:
    """Name the last axis of the output, which the next layer reads: both directions side by side."""
    name = "hidden_size" if module.directions == 1 else "directions·hidden_size"
    return Axis(name, module.directions * module.size("hidden_size"))


def named(shape: Shape, names: Sequence[str]) -> tuple[Axis, ...]:
    """Put names to the sizes; where their numbers differ, no size has a name."""
    if len(shape) != len(names):
        return tuple(Axis("", size) for size in shape)
    return tuple(Axis(*each) for each in zip(names, shape, strict=True))


def _sequence_names(module: Module, axes: int) -> tuple[str, ...]:
    """Name the axes before the features, as the module reads them."""
    if module.kind.is_cell:
        return ("batch",) if axes == 2 else ()
    if axes != 3:
        return ("time",)
    return ("batch", "time") if module.batch_first else ("time", "batch")


def input_tensor(module: Module, input: Shape) -> Tensor:
    """Name the axes of the input as the module reads it."""
    return Tensor("input", named(input, (*_sequence_names(module, len(input)), "input_size")))


def state_names(module: Module, input: Shape) -> tuple[str, ...]:
    """Name the axes of the states, for this input."""
    batched = len(input) == (2 if module.kind.is_cell else 3)
    layers = () if module.kind.is_cell else ("layers·directions",)
    return (*layers, *(("batch",) if batched else ()), "hidden_size")


def start_tensors(module: Module, input: Shape, start: Start) -> tuple[Tensor, ...]:
    """Name the axes of the start values, as far as they were given."""
    if start is None:
        return ()
    shapes = tuple(start) if isinstance(start, Pair) else (start,)
    names = state_names(module, input)
    return tuple(Tensor(f"{'hc'[at]}_0", named(shape, names)) for at, shape in enumerate(shapes))


def output_tensors(module: Module, input: Shape, start: Start) -> tuple[Tensor, ...]:
    """Name the axes of what an accepted call returns."""
    states = state_names(module, input)
    tensors = []
    for name, shape in output_shapes(module, input, start).items():
        if name == "output":
            axes = (
                *named(shape[:-1], _sequence_names(module, len(input))),
                features(module),
            )
        else:
            axes = named(shape, states)
        tensors.append(Tensor(name, axes))
    return tuple(tensors)


def axes_said(axes: Sequence[Axis], sizes: bool = True) -> Sentence | None:
    """Say the axes one after the other, with their sizes; nothing where they have no names."""
    if not axes or not all(axis.name for axis in axes):
        return None
    parts = [
        says.NAME_SIZE(name=axis.said, size=axis.size) if sizes else says.NAME(name=axis.said)
        for axis in axes
    ]
    said = parts[0]
    for part in parts[1:]:
        said = says.FIRST_REST(first=said, rest=part)
    return said


def operand(symbol: str, module: Module, input: Shape, shape: Shape) -> Operand:
    """Show a tensor with its size and, where they have names, its axes."""
    of_input = symbol == "input"
    axes = input_tensor(module, shape).axes if of_input else named(shape, state_names(module, input))
    return Operand(symbol, shape_text(shape), axes_said(axes))


def wanted_operand(symbol: str, module: Module, input: Shape, shape: Shape) -> Operand:
    """Show the size that torch wants."""
    axes = axes_said(named(shape, state_names(module, input)))
    return Operand(symbol, shape_text(shape), says.IS_WANTED_AXES(axes=axes or ""))


def shape_text(shape: Shape) -> str:
    """Print a shape as torch does, so that it can be pasted.

    >>> shape_text((1, 3, 10)), shape_text((20,))
    ('(1, 3, 10)', '(20,)')
    """
    return str(tuple(shape))
