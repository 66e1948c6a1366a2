"""The weights of a text with gates, layers or directions beside those of its problem, gate by gate.

    W_iz, W_z, W_xz     the part of weight_ih for gate z, before its vector or after it
    W_ih (3H × I)       all parts, one below the other in torch's order or in another, or beside each other

What is none of the network's by its name is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from types import MappingProxyType

from tutor.binding import binding_messages as says
from tutor.binding.givens import Given
from tutor.binding.literal_rows import turned
from tutor.binding.networks.defined import Definition, defined, root_of
from tutor.binding.networks.units import NoNetworkError, Place, parts_of, tensor_of
from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.network import Unit
from tutor.calculation.numbers import plain
from tutor.reading.findings import Finding
from tutor.reading.work import Work

_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "weight_ih": "weight_i",
        "weight_hh": "weight_h",
        "bias_ih": "bias_i",
        "bias_hh": "bias_h",
        "bias": "bias_",
    }
)


def against(work: Work, units: Sequence[Unit]) -> tuple[list[Finding], bool]:
    """Compare the weights of a text with those of the units of a problem; tell, too, whether any were."""
    found = defined(work)
    kind = units[0].cell.kind
    gates = units[0].cell.gates
    stacked = {
        base: definition
        for base, definition in found.by_base.items()
        if len(gates) > 1 and _is_stacked(base, definition, units)
    }
    for base in stacked:
        found.by_base.pop(base)
    try:
        parts = parts_of(found, kind)
    except NoNetworkError:
        parts = {}
    places = [*parts, *(Place(*root_of(base)[1:], "bias", "") for base in stacked)]
    lowest = min((place.layer for place in places), default=0)
    by_place = {(unit.layer + lowest, unit.direction < 0): unit for unit in units}
    findings: list[Finding] = []
    compared = False
    for place, part in parts.items():
        unit = by_place.get((place.layer, place.reverse))
        wanted = _wanted(unit, place) if unit is not None else None
        if wanted is not None:
            compared = True
            findings += _differing(part.definition, part.order, [wanted])
    for base, definition in stacked.items():
        _, layer, reverse = root_of(base)
        unit = by_place.get((layer, reverse))
        if unit is not None:
            compared = True
            findings += _differing(definition, found.order.get(base), list(_stacks(unit, base)))
    return findings, compared


def _wanted(unit: Unit, place: Place) -> Matrix | None:
    """Give the problem's numbers of a place; none where one bias of a text may stand for two of them."""
    name = _PARTS[place.tensor] + place.gate if place.gate else place.tensor
    value = unit.parameters.get(name)
    if value is None and place.tensor == "bias" and place.gate:
        first, second = (unit.parameters.get(f"bias_{side}{place.gate}") for side in "ih")
        value = first if second is not None and not any(second) else None
    if value is None:
        return None
    return value if isinstance(value[0], tuple) else (value,)


def _is_stacked(base: str, definition: Definition, units: Sequence[Unit]) -> bool:
    """Whether a name is that of a whole tensor, with the parts of all gates in it."""
    tensor = tensor_of(base)
    rows, unit = definition.rows, units[0]
    height = len(unit.cell.gates) * len(unit.start["h"])
    return tensor is not None and height in (len(rows), len(rows[0]))


def _stacks(unit: Unit, base: str) -> Iterator[Matrix]:
    """Give a whole tensor with the gates in every order, torch's first."""
    tensor = tensor_of(base) or "bias"
    for order in permutations(unit.cell.gates):
        parts = [_wanted(unit, Place(0, False, tensor, gate)) for gate in order]
        if None in parts:
            return
        rows = [row for part in parts if part is not None for row in part]
        yield tuple(rows) if tensor.startswith("weight") else (tuple(n for row in rows for n in row),)


def _differing(definition: Definition, order: str | None, wanted: Sequence[Matrix]) -> Iterator[Finding]:
    """Say where a definition is none of what it may be; the first of these is what it should be."""
    if not wanted:
        return
    rows = definition.rows
    flat = len(rows) == 1 or len(rows[0]) == 1
    ways = [rows] if order == "columns" else [turned(rows)] if order == "rows" else [rows, turned(rows)]
    if flat:
        ways = [(_entries(rows),)]
        wanted = [(_entries(each),) for each in wanted]
    if any(way == each for way in ways for each in wanted) or _is_nothing(rows, wanted[0]):
        return
    given = Given("", definition.text, rows, definition.place, len(rows) > 1)
    yield differs(given, wanted[0], "rows" if not flat and order == "rows" else None)


def _entries(rows: Matrix) -> Vector:
    return tuple(entry for row in rows for entry in row)


def _is_nothing(rows: Matrix, wanted: Matrix) -> bool:
    """Whether a single zero stands for zeros."""
    return len(_entries(rows)) == 1 and not any((*_entries(rows), *_entries(wanted)))


def differs(given: Given, wanted: Vector | Matrix, way: str | None) -> Finding:
    """Say that a given of the text is not that of the problem, and in which entries."""
    rows: Matrix = wanted if wanted and isinstance(wanted[0], tuple) else (wanted,)  # type: ignore[assignment]
    if way == "rows":
        rows = turned(rows)
    shown = ["[" + ", ".join(map(plain, row)) + "]" for row in rows]
    numbers = _entries(rows)
    pairs = enumerate(zip(given.vector, numbers, strict=False), start=1)
    differing = tuple(at for at, (written, stated) in pairs if written != stated)
    return Finding(
        "C07",
        "error",
        "value",
        given.place,
        says.NAME_WAS_COPIED_WRONG(name=given.name),
        says.NAME_WAS_GIVEN_AS_MATRIX(name=given.name, matrix=_brackets(shown, matrix=given.is_matrix)),
        quantity=given.name,
        claimed=tuple(plain(number) for number in given.vector),
        expected=tuple(map(plain, numbers)),
        entries=differing if len(numbers) == len(given.vector) > 1 else (),
        root=True,
    )


def _brackets(rows: list[str], *, matrix: bool) -> str:
    return f"[{', '.join(rows)}]" if matrix else rows[0]
