"""Which part of which tensor a name is, and the tensors that a cell has of them.

    W_{ir}^{(1)}, U_z, W_{xf}   parts for one gate of weight_ih_l1, weight_hh_l0, weight_ih_l0
    b_z                         the sum of the biases of gate z
    ←W_{ih}                     weight_ih_l0_reverse

A tensor is put together whole or not at all: what is missing, or fits in no way, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from tutor.binding import binding_messages as says
from tutor.binding.gates import CANDIDATES
from tutor.binding.literal_rows import turned
from tutor.binding.networks.defined import Defined, Definition, Role, root_of
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Cell, Matrix
from tutor.calculation.names import Orientation
from tutor.language.faults import Sentence
from tutor.record import NamedTuple, record

Tensor = Literal["weight_ih", "weight_hh", "bias", "bias_ih", "bias_hh"]

# What the gates of a table are called elsewhere; the weights of the candidate may have no letter.
_OTHER_LETTERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("gru", "gru_reset_before"), MappingProxyType(dict.fromkeys(("h", "c", "g", ""), "n"))
        ),
        "lstm": MappingProxyType(dict.fromkeys(("c", "n", "u"), "g")),
    }
)
_NAME = re.compile(r"(?P<letter>[WUVRwubv])_?(?P<below>[A-Za-z]{0,2})")
_SIDES: Mapping[str, Tensor] = MappingProxyType(
    {**dict.fromkeys("ixw", "weight_ih"), **dict.fromkeys("hu", "weight_hh")}  # b_Wz goes with W_z
)
_BIASES: Mapping[str, Tensor] = MappingProxyType(
    {
        **dict.fromkeys(("", "h"), "bias"),
        **dict.fromkeys(("ih", "xh", "hx", "w", "x"), "bias_ih"),
        **dict.fromkeys(("hh", "u"), "bias_hh"),
    }
)


class NoNetworkError(Exception):
    """There is no network of this cell; ``why`` says what is missing or does not fit."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


class Place(NamedTuple):
    """One place in the network: layer as the writer numbers it, direction, tensor, gate."""

    layer: int
    reverse: bool
    tensor: Tensor
    gate: str


@record()
class Part:
    """What stands in a place: its definition, and on which side of its vector it was written, if told."""

    definition: Definition
    base: str
    order: Orientation | None


def symbol_of(root: str, cell: Cell) -> str | None:
    """Tell which quantity of a table a name is for: candidates have many names.

    >>> symbol_of("c_tilde", CELLS["lstm"]), symbol_of("h_tilde", CELLS["gru"]), symbol_of("y", CELLS["gru"])
    ('g', 'n', None)
    """
    root = root if root in cell.symbols else root.lower()
    if root in cell.symbols:
        return root
    candidate = {"g", "n"} & set(cell.gates)
    return candidate.pop() if candidate and root in (*CANDIDATES, "g", "n") else None


def place_of(base: str, kind: str, *, gate_first: bool = False) -> Place | None:
    """Tell which place of the network a name is for; ``gate_first`` where W_fx stands for W_xf.

    >>> place_of("W_hz^1_backward", "gru")
    Place(layer=1, reverse=True, tensor='weight_hh', gate='z')
    >>> place_of("U_f", "lstm").tensor, place_of("b_ih", "rnn_tanh").tensor, place_of("W_y", "gru")
    ('weight_hh', 'bias_ih', None)
    """
    root, layer, reverse = root_of(base)
    match = _NAME.fullmatch(root)
    if match is None:
        return None
    letter, below = match["letter"], match["below"]
    gates = CELLS[kind].gates
    if not gates:
        tensor = _simple(letter, below)
        return None if tensor is None else Place(layer, reverse, tensor, "")
    below = below.lower()
    side: Tensor | None = "bias" if letter == "b" else "weight_hh" if letter in "UuRvV" else "weight_ih"
    if len(below) == 2:
        if gate_first:
            below = below[::-1]
        side, below = _SIDES.get(below[0]), below[1]
        if letter == "b" and side is not None:
            side = "bias_ih" if side == "weight_ih" else "bias_hh"
    gate = below if below in gates and below else _OTHER_LETTERS[kind].get(below)
    return None if side is None or gate is None else Place(layer, reverse, side, gate)


def tensor_of(base: str) -> Tensor | None:
    """Tell which whole tensor a name is for.

    >>> tensor_of("W_ih"), tensor_of("U"), tensor_of("W_z")
    ('weight_ih', 'weight_hh', None)
    """
    match = _NAME.fullmatch(root_of(base)[0])
    return _simple(match["letter"], match["below"]) if match is not None else None


def _simple(letter: str, below: str) -> Tensor | None:
    """Tell which tensor a name without gates is."""
    if letter == "b":
        return _BIASES.get(below.lower())
    if below in ("ih", "hx", "xh", "x"):
        return "weight_ih"
    if below in ("hh", "h") or (letter in "Uu" and not below):
        return "weight_hh"
    return None if below else "weight_ih"


def is_stacked(found: Defined, kind: str) -> bool:
    """Whether every gate has one matrix alone, wider than it is high: for state and x, stacked."""
    places = [(place, found.by_base[base]) for base in found.by_base if (place := place_of(base, kind))]
    weights = [(place, each.rows) for place, each in places if place.tensor.startswith("weight")]
    return bool(CELLS[kind].gates and weights) and all(
        place.tensor == "weight_ih" and len(rows) < len(rows[0]) for place, rows in weights
    )


def parts_of(found: Defined, kind: str, stack: Sequence[Role] = ()) -> dict[Place, Part]:
    """Give what stands in every place of a network of a kind; a matrix of a stack stands in two.

    ``stack`` is what is stacked where no product tells.

    Raises:
        NoNetworkError: the parts of a stack cannot be told.
    """
    gate_first = any(re.fullmatch(r"[WUw]_[a-z]x", root_of(base)[0]) for base in found.by_base)
    parts: dict[Place, Part] = {}
    for base, definition in found.by_base.items():
        place = place_of(base, kind, gate_first=gate_first)
        if place is None:
            continue
        own = found.stacks.get(base, stack)
        if not own or not CELLS[kind].gates or not place.tensor.startswith("weight"):
            parts.setdefault(place, Part(definition, base, found.order.get(base)))
            continue
        for tensor, rows in _split(definition, own, found.order.get(base, "columns")):
            half = Part(Definition(rows, definition.place, definition.text), base, "columns")
            parts.setdefault(place._replace(tensor=tensor), half)
    return parts


def _split(
    definition: Definition, stack: Sequence[Role], order: Orientation
) -> Iterator[tuple[Tensor, Matrix]]:
    """Take the matrix of a stack of two apart: it has as many rows as the state has entries."""
    rows = definition.rows if order == "columns" else turned(definition.rows)
    if sorted(stack) != ["hh", "ih"] or len(rows[0]) <= len(rows):
        raise NoNetworkError(says.NAME_FITS_IN_NO_WAY(name=definition.text, line=definition.place.line))
    cut = len(rows) if stack[0] == "hh" else len(rows[0]) - len(rows)
    first, second = tuple(row[:cut] for row in rows), tuple(row[cut:] for row in rows)
    one: Tensor = "weight_hh" if stack[0] == "hh" else "weight_ih"
    other: Tensor = "weight_ih" if stack[0] == "hh" else "weight_hh"
    yield one, first
    yield other, second


def tensors_of(parts: Mapping[Place, Part], kind: str, usual: Mapping[Tensor, Orientation]) -> dict[str, Any]:
    """Give the tensors by torch's names, the parts for the gates one below the other.

    Args:
        parts: what stands in every place.
        kind: the cell.
        usual: how a matrix is read that could stand on either side of its vector.

    Raises:
        NoNetworkError: something is missing, or fits in no way.
    """
    gates = CELLS[kind].gates or ("",)
    units = sorted({(place.layer, place.reverse) for place in parts if place.tensor.startswith("weight")})
    layers = sorted({layer for layer, _ in units})
    tensors: dict[str, Any] = {}
    for layer, reverse in units:
        unit = _Unit(parts, layer, reverse, gates)
        name = f"_l{layers.index(layer)}{'_reverse' if reverse else ''}"
        tensors[f"weight_ih{name}"] = unit.matrix("weight_ih", usual)
        tensors[f"weight_hh{name}"] = unit.matrix("weight_hh", usual)
        tensors |= {f"{tensor}{name}": value for tensor, value in unit.biases().items()}
    if not units:
        raise NoNetworkError(says.THE_TEXT_DOES_NOT_GIVE_EVERYTHING())
    if not any(tensor.startswith("bias") for tensor in tensors):
        tensors["bias"] = False
    if len(layers) > 1:
        tensors["num_layers"] = len(layers)
    if any(reverse for _, reverse in units):
        tensors["bidirectional"] = True
    return tensors


def _fits_in_no_way(part: Part) -> NoNetworkError:
    name, line = part.definition.text, part.definition.place.line
    return NoNetworkError(says.NAME_FITS_IN_NO_WAY(name=name, line=line))


@record()
class _Unit:
    """The parts of one layer in one direction."""

    parts: Mapping[Place, Part]
    layer: int
    reverse: bool
    gates: Sequence[str]

    def part(self, tensor: Tensor, gate: str) -> Part | None:
        return self.parts.get(Place(self.layer, self.reverse, tensor, gate))

    @property
    def size(self) -> int:
        """The entries of the state: the recurrent matrices are square, and have as many rows."""
        found = (self.part("weight_hh", gate) for gate in self.gates)
        return next((len(each.definition.rows) for each in found if each is not None), 0)

    def matrix(self, tensor: Tensor, usual: Mapping[Tensor, Orientation]) -> list[list[Decimal]]:
        """Give the parts of a matrix for all gates, one below the other."""
        found: list[list[Decimal]] = []
        if not self.size:
            raise NoNetworkError(self._missing("weight_hh", self.gates[0]))
        for gate in self.gates:
            part = self.part(tensor, gate)
            if part is None:
                raise NoNetworkError(self._missing(tensor, gate))
            rows = self._fitting(part, tensor, usual)
            if found and len(found[0]) != len(rows[0]):
                raise _fits_in_no_way(part)
            found += [list(row) for row in rows]
        return found

    def _fitting(self, part: Part, tensor: Tensor, usual: Mapping[Tensor, Orientation]) -> Matrix:
        """Give a matrix as it stands before its vector; a list of numbers stands as it fits."""
        rows = part.definition.rows
        order = part.order or usual[tensor]
        if len(rows) == 1 or len(rows[0]) == 1 or (part.order is None and len(rows) != len(rows[0])):
            order = "columns" if len(rows) == self.size else "rows"
        found = rows if order == "columns" else turned(rows)
        if len(found) != self.size:
            raise _fits_in_no_way(part)
        return found

    def _missing(self, tensor: Tensor, gate: str) -> Sentence:
        """Say which part is missing, and beside which of its kind."""
        own = {place: part for place, part in self.parts.items() if place[:2] == (self.layer, self.reverse)}
        beside = next(
            (part for place, part in own.items() if place.gate == gate and place.tensor.startswith("weight")),
            next(iter(own.values())),
        )
        name, line = beside.definition.text, beside.definition.place.line
        if tensor == "weight_ih":
            return says.NO_INPUT_MATRIX_BESIDE_NAME(name=name, line=line)
        return says.NO_RECURRENT_MATRIX_BESIDE_NAME(name=name, line=line)

    def biases(self) -> dict[str, list[Decimal]]:
        """Give both biases, gate after gate; where only their sum is known, it stands as the first."""
        found: dict[str, list[Decimal]] = {"bias_ih": [], "bias_hh": []}
        known = False
        for gate in self.gates:
            first, second = self.part("bias_ih", gate), self.part("bias_hh", gate)
            if first is None or second is None:
                first, second = self.part("bias", gate) or first or second, None
            for name, part in zip(found, (first, second), strict=True):
                numbers = [entry for row in part.definition.rows for entry in row] if part is not None else []
                known = known or part is not None
                if numbers == [0]:
                    numbers = []  # zeros of the size that fits
                if part is not None and numbers and len(numbers) != self.size:
                    raise _fits_in_no_way(part)
                found[name] += numbers or [Decimal(0)] * self.size
        return found if known else {}
