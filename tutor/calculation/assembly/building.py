"""Parts → Problem: every part is checked against every other, and all faults are told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, cast

from tutor.calculation.assembly import parameter_messages as says
from tutor.calculation.assembly.limits import MAX_HIDDEN, MAX_LAYERS
from tutor.calculation.assembly.parameters import (
    MATRICES,
    OUTPUT,
    Architecture,
    Numbers,
    architecture_of,
    split_name,
    unstacked,
)
from tutor.calculation.assembly.sentences import (
    Reading,
    Tensor,
    read_inputs,
    read_sentences,
    read_words,
    reading_faults,
)
from tutor.calculation.assembly.shapes import Given, Shape, believed_sizes, size_faults, size_text
from tutor.calculation.assembly.vocabulary import (
    Vocabulary,
    case_warnings,
    distinct,
    normalised,
    vocabulary_faults,
)
from tutor.calculation.backward.loss import Activation, Loss
from tutor.calculation.backward.targets import At, Targets, activation_of, loss_faults, targets_of
from tutor.calculation.cells import output_layer
from tutor.calculation.equations import Axis, Cat, Cell, Direction, Expression, Matrix, Ref, Vector
from tutor.calculation.names import Layout, Orientation, Symbols
from tutor.calculation.network import Sequence as Steps
from tutor.calculation.network import Unit, X
from tutor.calculation.written import written_lines
from tutor.language.faults import Fault, SpecError
from tutor.record import NamedTuple

# state → its start for every unit and sequence
Starts = Mapping[str, Sequence[Sequence[Vector]]]


class Parts(NamedTuple):
    """What a problem is built from; see :meth:`tutor.calculation.problem.Problem.build`. Names are short."""

    kind: str
    words: Sequence[str] | None
    sentences: Sequence[Sequence[str]] | None
    inputs: Matrix | Tensor | None
    vocabulary: Sequence[str] | None
    parameters: Mapping[str, Numbers]
    num_layers: int | None
    bidirectional: bool | None
    bias: bool
    batch_first: bool
    start: Mapping[str, Any]
    targets: Targets | None
    at: At
    loss: Loss
    activation: Activation | None
    orientation: Mapping[str, Orientation]
    written: Sequence[str] | None
    symbols: Symbols
    layout: Layout
    limits: bool
    earlier: tuple[Fault, ...]

    @property
    def network(self) -> Architecture:
        """Kind, layers and directions."""
        return architecture_of(self.parameters, self.kind, self.num_layers, self.bidirectional, self.bias)

    @property
    def reading(self) -> Reading | None:
        """The sequences, or ``None`` where they could not be read."""
        if self.inputs is not None:
            return read_inputs(self.inputs, batch_first=self.batch_first)
        if self.sentences is not None:
            return read_sentences(self.sentences)
        return read_words(self.words) if self.words is not None else None


class Built(NamedTuple):
    """The parts of a problem that fit each other."""

    title: str
    vocabulary: Vocabulary
    sequences: tuple[Steps, ...]
    written: tuple[str, ...]
    batched: bool
    warnings: tuple[Fault, ...]


def build(parts: Parts) -> Built:
    """Check every part against every other. Raises :class:`SpecError` with every fault at once."""
    network, parameters, reading = parts.network, parts.parameters, parts.reading
    _require_decimals({**parameters, **parts.start})
    faults = list(parts.earlier)
    wrong_words = (
        vocabulary_faults(parts.vocabulary, limits=parts.limits) if parts.vocabulary is not None else []
    )
    faults += wrong_words
    known = _known_words(parts.vocabulary, wrong_words)
    if reading is not None:
        key = "inputs" if parts.inputs is not None else "sentences" if reading.batched else "sentence"
        faults += reading_faults(reading, known, key, limits=parts.limits)
    count, batched = (reading.count, reading.batched) if reading is not None else (1, False)
    starts, start_faults = starts_of(parts.start, network, count, batched=batched)
    faults += start_faults
    orientations = {name: parts.orientation.get(name, "columns") for name in parameters}
    givens = givens_of(network, parameters, starts, orientations)
    one_hot = known if reading is None or not reading.vectors else None
    input_size = reading.input_size if reading is not None else None
    words_out = known is not None and parts.loss.kind == "cross-entropy" and _names_words(parts.targets)
    output_size = len(known or ()) if words_out else None
    believed = believed_sizes(givens, len(one_hot) if one_hot is not None else input_size, output_size)
    faults += size_faults(givens, believed, one_hot, parts.symbols)
    hidden_size = believed.size.get("hidden", 0)
    if parts.limits:
        faults += _beyond_limits(hidden_size, network)
    targets, target_faults = (
        targets_of(parts.targets, reading, known, believed.size.get("output"), parts.loss.kind, parts.at)
        if reading is not None
        else ((), [])
    )
    faults += target_faults
    faults += loss_faults(parts.loss, parts.activation, believed.size.get("output"), parts.targets)
    if parts.at == "last" and network.directions > 1:
        faults.append(says.TWO_DIRECTIONS_HAVE_TWO_LAST_STATES().about("output.at"))
    top = partial(
        output_layer,
        activation=activation_of(parts.loss, parts.activation),
        loss=parts.loss.kind if parts.targets is not None else None,
    )
    cells = [network.cell, *([top(bias=True)] if "weight_hy" in parameters else [])]
    lines, line_faults = written_lines(cells, parts.written, parts.layout)
    faults += line_faults
    missing = reading is None or (parts.vocabulary is None and not reading.vectors)
    if missing or any(fault.severity == "error" for fault in faults):
        raise SpecError(faults)
    assert reading is not None
    units = units_of(
        network, turned(parameters, orientations), hidden_size, starts, top, only_last=parts.at == "last"
    )
    vocabulary = Vocabulary(tuple(map(normalised, parts.vocabulary or ())))
    words = reading.words or ((),) * reading.count
    sequences = []
    for index, (sentence, aims) in enumerate(zip(words, targets, strict=True)):
        spelled = tuple(map(normalised, sentence))
        vectors = reading.vectors[index] if reading.vectors else vocabulary.vectors(spelled)
        sequences.append(Steps(spelled, vectors, units(index), aims))
    return Built(
        reading.title,
        vocabulary,
        tuple(sequences),
        lines,
        batched,
        (*(fault for fault in faults if fault.severity != "error"), *case_warnings(parts.vocabulary or ())),
    )


def _names_words(targets: Targets | None) -> bool:
    """Tell whether a target is a word, so that the output has an entry for each word of the vocabulary."""
    return any(
        isinstance(each, str)
        if isinstance(each, (str, int, Decimal))
        else any(isinstance(inner, str) and inner for inner in each)
        for each in targets or ()
        if each != ""
    )


def _beyond_limits(hidden_size: int, network: Architecture) -> Iterator[Fault]:
    for title, help_, key, is_beyond in (
        (
            says.THE_HIDDEN_SIZE_IS_SIZE_THE_LIMIT_IS_LIMIT(size=hidden_size, limit=MAX_HIDDEN),
            says.USE_FEWER_HIDDEN_UNITS(),
            "weight_hh",
            hidden_size > MAX_HIDDEN,
        ),
        (
            says.THERE_ARE_COUNT_LAYERS_THE_LIMIT_IS_LIMIT(count=network.num_layers, limit=MAX_LAYERS),
            says.USE_FEWER_LAYERS_OR_LIFT_THE_LIMITS_WITH_NO(),
            "num_layers",
            network.num_layers > MAX_LAYERS,
        ),
    ):
        if is_beyond:
            because = says.A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND()
            yield Fault("S05", title, because=because, help=help_, key=key)


def _require_decimals(given: Mapping[str, object]) -> None:
    """Refuse what is not exact, before it fails somewhere in the middle."""
    for name, numbers in given.items():
        waiting = [numbers]
        while waiting and isinstance(waiting[0], (list, tuple)):
            waiting = [
                entry for each in waiting for entry in (each if isinstance(each, (list, tuple)) else [each])
            ]
        if not all(isinstance(entry, Decimal) for entry in waiting):
            raise TypeError(
                f"{name} must be a list of Decimal, or a list of such lists; "
                "Problem.from_dict takes floats and NumPy arrays"
            )


def _known_words(vocabulary: Sequence[str] | None, wrong: Sequence[Fault]) -> Sequence[str] | None:
    """Of a vocabulary that repeats words the distinct ones; one that is refused otherwise decides nothing."""
    if vocabulary is None or any(fault.code != "V03" for fault in wrong):
        return None
    return distinct(vocabulary)


def shape_of(values: Any) -> Shape:  # noqa: ANN401 - nested tuples of any depth
    """Give the shape of nested tuples, by their first entries."""
    return (len(values), *shape_of(values[0])) if isinstance(values, (tuple, list)) and values else ()


def starts_of(
    start: Mapping[str, Any], network: Architecture, sequences: int, *, batched: bool
) -> tuple[Starts, list[Fault]]:
    """Take start values apart, which come in torch's shape; one vector serves where one is needed.

    Args:
        start: "h", and "c" for an LSTM → (L·D, H) for a sentence, (L·D, N, H) for a batch.
        network: its layers L and directions D.
        sequences: N.
        batched: whether the sequences form a batch.
    """
    units = len(network.places)
    found: dict[str, tuple[tuple[Vector, ...], ...]] = {}
    faults = []
    for state, values in start.items():
        shape = shape_of(values)
        if state not in network.cell.states:
            faults.append(_no_such_state(state, network))
        elif len(shape) == 1 and units == 1 and not batched:
            found[state] = ((values,),)
        elif not batched and len(shape) == 2 and shape[0] == units:
            found[state] = tuple((vector,) for vector in values)
        elif batched and len(shape) == 3 and shape[:2] == (units, sequences):
            found[state] = tuple(map(tuple, values))
        else:
            faults.append(_wrong_start(state, shape, units, sequences, network, batched=batched))
    return MappingProxyType(found), faults


def _no_such_state(state: str, network: Architecture) -> Fault:
    return says.A_CELL_OF_KIND_HAS_NO_STATE(kind=network.kind, state=f"{state}_0").about(f"{state}_0")


def _wrong_start(
    state: str, shape: Shape, units: int, sequences: int, network: Architecture, *, batched: bool
) -> Fault:
    size = shape[-1]
    expected = (units, sequences, size) if batched else (units, size)
    return (
        says.NAME_IS_FOUND_IT_MUST_BE_EXPECTED(
            name=f"{state}_0", found=size_text(shape), expected=size_text(expected)
        )
        .saying(
            because=says.ITS_AXES_ARE_NUM_LAYERS_NUM_DIRECTIONS_BATCH(
                layers=network.num_layers, directions=network.directions, batch=sequences
            )
            if batched
            else says.ITS_AXES_ARE_NUM_LAYERS_NUM_DIRECTIONS(
                layers=network.num_layers, directions=network.directions
            ),
            help=says.WRITE_A_START_FOR_EVERY_LAYER_AND_DIRECTION()
            if not batched
            else says.WRITE_A_LIST_FOR_EVERY_LAYER_AND_DIRECTION(),
        )
        .about(f"{state}_0")
    )


def givens_of(
    network: Architecture,
    parameters: Mapping[str, Numbers],
    starts: Starts,
    orientations: Mapping[str, Orientation],
) -> list[Given]:
    """List what votes for sizes; a bias given in two parts votes twice."""
    gates, directions = max(1, len(network.cell.gates)), network.directions
    givens = []
    for place in network.places:
        for base in ("weight_ih", "weight_hh", "bias", "bias_ih", "bias_hh"):
            name = base + place.ending
            if name not in parameters:
                continue
            shape, way = shape_of(parameters[name]), orientations.get(name, "columns")
            if base not in MATRICES:
                givens.append(Given(name, ("hidden",), shape, blocks=(gates,)))
                continue
            axes: tuple[Axis, Axis] = ("hidden", "hidden")
            blocks, times = (gates, 1), "h_t−1"
            if base == "weight_ih" and place.layer:
                blocks, times = (gates, directions), "h_t"
            elif base == "weight_ih":
                axes, times = ("hidden", "input"), "x_t"
            givens.append(Given(name, axes, shape if way == "columns" else shape[::-1], way, blocks, times))
    for name in OUTPUT:
        if name in parameters:
            shape, way = shape_of(parameters[name]), orientations.get(name, "columns")
            if len(shape) == 1:
                givens.append(Given(name, ("output",), shape))
            else:
                shape = shape if way == "columns" else shape[::-1]
                givens.append(Given(name, ("output", "hidden"), shape, way, (1, directions), "h_t"))
    for state, of_units in starts.items():
        sizes = dict.fromkeys(len(vector) for of_unit in of_units for vector in of_unit)
        givens += [Given(f"{state}_0", ("hidden",), (size,)) for size in sizes]
    return givens


def units_of(
    network: Architecture,
    parameters: Mapping[str, Numbers],
    hidden_size: int,
    starts: Starts,
    output: Callable[..., Cell],
    *,
    only_last: bool = False,
) -> Callable[[int], tuple[Unit, ...]]:
    """Make the units: one for every layer and direction, then the output layer.

    They come from a function of the sequence, whose start values are theirs; zeros where none are given.
    """
    zeros = (Decimal(0),) * hidden_size
    held = []
    for place in network.places:
        own = {
            apart[0]: values
            for name, values in parameters.items()
            if (apart := split_name(name)) and apart[1] == place
        }
        held.append(MappingProxyType(unstacked(network.cell, own, hidden_size)))
    below = [_below(network, layer) for layer in range(network.num_layers + 1)]
    top: tuple[Unit, ...] = ()
    if "weight_hy" in parameters:
        cell = output(bias="bias_y" in parameters)
        own = {name: parameters[name] for name in OUTPUT if name in parameters}
        top = (Unit(cell, MappingProxyType(own), x=below[-1], layer=network.num_layers, only_last=only_last),)

    def of_sequence(number: int) -> tuple[Unit, ...]:
        units = []
        for index, place in enumerate(network.places):
            start = {
                state: starts[state][index][number] if state in starts else zeros
                for state in network.cell.states
            }
            direction: Direction = -1 if place.reverse else 1
            units.append(
                Unit(
                    network.cell,
                    held[index],
                    MappingProxyType(start),
                    below[place.layer],
                    place.layer,
                    direction,
                )
            )
        return (*units, *top)

    return of_sequence


def _below(network: Architecture, layer: int) -> Expression:
    """Say where x of a layer comes from."""
    if layer == 0:
        return X
    parts = tuple(
        Ref("h", unit=f"l{layer - 1}{'r' if reverse else ''}")
        for reverse in (False, True)[: network.directions]
    )
    return Cat(parts) if len(parts) > 1 else parts[0]


def turned(parameters: Mapping[str, Numbers], orientations: Mapping[str, Orientation]) -> dict[str, Numbers]:
    """Turn every matrix that was written for x W."""
    return {
        name: tuple(zip(*cast(Any, values), strict=True)) if orientations.get(name) == "rows" else values
        for name, values in parameters.items()
    }
