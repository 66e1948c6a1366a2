"""Parameters under torch's names: which belong to which unit, which are missing, how gates are stacked.

``weight_ih_l1_reverse`` is weight_ih of layer 1, backwards. The short name stands for layer 0, forwards, and
is the one that is used wherever a name is told: ``weight_ih_l0`` is read as ``weight_ih``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from tutor.calculation.assembly import parameter_messages as says
from tutor.calculation.cells import CELLS, WITHOUT_BIAS
from tutor.calculation.equations import Cell, Matrix, Vector
from tutor.calculation.numbers import decimals_of, scaled
from tutor.language.faults import Fault
from tutor.record import NamedTuple

Numbers = Vector | Matrix

MATRICES = ("weight_ih", "weight_hh")
BIASES = ("bias", "bias_ih", "bias_hh")
OUTPUT = ("weight_hy", "bias_y")

_NAME = re.compile(r"(weight_ih|weight_hh|bias_ih|bias_hh|bias)(?:_l([0-9]{1,3})(_reverse)?)?")


class Place(NamedTuple):
    """A unit's place in a network: its layer from 0, and whether it runs backwards."""

    layer: int
    reverse: bool

    @property
    def ending(self) -> str:
        """What the short names of the unit's parameters end in.

        >>> Place(0, False).ending, Place(1, True).ending
        ('', '_l1_reverse')
        """
        if self == (0, False):
            return ""
        return f"_l{self.layer}{'_reverse' if self.reverse else ''}"


@lru_cache(maxsize=1024)
def split_name(name: str) -> tuple[str, Place] | None:
    """Take a name apart into what it is and where it belongs, or ``None`` where it is no such name.

    >>> split_name("weight_hh_l1_reverse"), split_name("bias")
    (('weight_hh', Place(layer=1, reverse=True)), ('bias', Place(layer=0, reverse=False)))
    """
    found = _NAME.fullmatch(name)
    return (found[1], Place(int(found[2] or 0), bool(found[3]))) if found else None


def short_name(name: str) -> str:
    """Give the name under which a parameter is told.

    >>> short_name("weight_ih_l0"), short_name("bias_ih_l1"), short_name("weight_hy")
    ('weight_ih', 'bias_ih_l1', 'weight_hy')
    """
    apart = split_name(name)
    return apart[0] + apart[1].ending if apart else name


def torch_name(name: str) -> str:
    """Give the name of a parameter in a ``state_dict`` of torch.

    >>> torch_name("weight_ih"), torch_name("weight_ih_l1_reverse")
    ('weight_ih_l0', 'weight_ih_l1_reverse')
    """
    apart = split_name(name)
    return f"{name}_l0" if apart and not apart[1].ending else name


class Architecture(NamedTuple):
    """The kind of cell, how many layers of it, in how many directions, and whether they have biases."""

    kind: str = "rnn_tanh"
    num_layers: int = 1
    bidirectional: bool = False
    bias: bool = True

    @property
    def cell(self) -> Cell:
        """The table of every unit."""
        return (CELLS if self.bias else WITHOUT_BIAS)[self.kind]

    @property
    def directions(self) -> int:
        """1, or 2 where the network is bidirectional."""
        return 2 if self.bidirectional else 1

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of all units, in the order of computing."""
        ways = (False, True)[: self.directions]
        return tuple(Place(layer, reverse) for layer in range(self.num_layers) for reverse in ways)


def architecture_of(
    names: Iterable[str],
    kind: str,
    num_layers: int | None = None,
    bidirectional: bool | None = None,
    bias: bool = True,
) -> Architecture:
    """Read layers and directions from the names of the parameters where they are not stated."""
    places = [apart[1] for apart in map(split_name, names) if apart]
    return Architecture(
        kind,
        num_layers or 1 + max((place.layer for place in places), default=0),
        any(place.reverse for place in places) if bidirectional is None else bidirectional,
        bias,
    )


def name_faults(names: Collection[str], network: Architecture) -> list[Fault]:
    """Find what is missing, given twice or not part of the network, from the names alone."""
    faults: list[Fault] = []
    given = {short_name(name) for name in names}
    for name in sorted(given):
        apart = split_name(name)
        if apart and apart[1] not in network.places:
            faults.append(_outside(name, apart[1], network))
    for place in network.places:
        ending = place.ending
        for matrix in MATRICES:
            if ending and matrix + ending not in given:
                faults.append(says.KEY_IS_MISSING(key=matrix + ending, name=matrix + ending).about("cell"))
        faults += _bias_faults([name for name in BIASES if name + ending in given], ending, network)
    return faults


def _outside(name: str, place: Place, network: Architecture) -> Fault:
    if place.layer >= network.num_layers:
        because = says.LAYERS_COUNT_FROM_0(layers=network.num_layers)
        help_ = says.SET_NUM_LAYERS_LAYERS_OR_REMOVE_IT(layers=place.layer + 1)
    else:
        because = says.BIDIRECTIONAL_IS_FALSE()
        help_ = says.SET_BIDIRECTIONAL_TRUE_OR_REMOVE_IT()
    return (
        says.NAME_BELONGS_TO_NO_LAYER_OF_THIS_NETWORK(name=name)
        .saying(because=because, help=help_)
        .about(f"cell.{name}")
    )


def _bias_faults(given: list[str], ending: str, network: Architecture) -> list[Fault]:
    """Find what is wrong with the biases of one unit, given by their names."""
    if given and not network.bias:
        return [says.NAME_IS_GIVEN_BUT_BIAS_FALSE(name=given[0] + ending).about(f"cell.{given[0]}{ending}")]
    if "bias" in given and len(given) > 1:
        return [
            says.WHOLE_IS_GIVEN_TOGETHER_WITH_PART(whole="bias" + ending, part=given[1] + ending).about(
                f"cell.{given[1]}{ending}"
            )
        ]
    if "bias" in given and network.kind == "gru":
        return [
            says.A_GRU_TAKES_FIRST_AND_SECOND_NOT_ONE_WHOLE(
                first="bias_ih" + ending, second="bias_hh" + ending, whole="bias" + ending
            ).about(f"cell.bias{ending}")
        ]
    if len(given) == 1 and given[0] != "bias":
        other = "bias_hh" if given[0] == "bias_ih" else "bias_ih"
        return [
            says.GIVEN_IS_GIVEN_WITHOUT_OTHER(given=given[0] + ending, other=other + ending)
            .saying(help=says.GIVE_BOTH_OR_ONLY_BIAS() if network.kind != "gru" else says.GIVE_BOTH())
            .about(f"cell.{given[0]}{ending}")
        ]
    return []


def unstacked(cell: Cell, given: Mapping[str, Numbers], hidden_size: int) -> dict[str, Numbers]:
    """Give every parameter of a table, and the parts that a bias is the sum of.

    Args:
        cell: whose parameters.
        given: the tensors of one unit under their bare names, gates stacked as torch stacks them, in columns.
        hidden_size: rows of each gate.
    """
    if any(each.role == "recurrent bias" for each in cell.parameters):
        # Where the two do not fold into one they are zeros each, not a sum that is zero.
        zeros = (Decimal(0),) * (hidden_size * len(cell.gates))
        given = {"bias_ih": zeros, "bias_hh": zeros, **given}
    found: dict[str, Numbers] = {}
    for each in cell.parameters:
        start = cell.gates.index(each.gate) * hidden_size if cell.gates else 0
        rows = slice(start, start + hidden_size)
        if each.torch in given:
            found[each.name] = given[each.torch][rows]
            continue
        assert len(each.axes) == 1, f"{each.torch} is required"
        halves = [
            (part, given[source][rows])
            for part, source in zip(each.sum_of, ("bias_ih", "bias_hh"), strict=False)
            if source in given
        ]
        found.update(halves)
        found[each.name] = _total([values for _, values in halves], hidden_size)
    return found


def _total(parts: list[Numbers], size: int) -> Vector:
    """Add the parts of a bias; without any it is zero."""
    if not parts:
        return (Decimal(0),) * size
    return tuple(map(_exact_sum, zip(*parts, strict=True)))


def _exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    numbers = tuple(numbers)
    places = max(map(decimals_of, numbers))
    return Decimal(f"{sum(scaled(number, places) for number in numbers)}E-{places}")


def stacked(cell: Cell, parameters: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Put the parameters of a unit together as torch stacks them: the inverse of :func:`unstacked`."""
    found: dict[str, list[object]] = {}
    for each in cell.parameters:
        parts = [
            (part, source)
            for part, source in zip(each.sum_of, ("bias_ih", "bias_hh"), strict=False)
            if part in parameters
        ]
        for name, source in parts or [(each.name, each.torch)]:
            found.setdefault(source, []).extend(parameters[name])
    return {source: tuple(rows) for source, rows in found.items()}  # type: ignore[misc]
