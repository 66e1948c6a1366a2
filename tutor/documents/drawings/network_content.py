"""What a drawing of an unrolled network shows: printed numbers, and how its symbols are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tutor.documents.drawings.scene import Name, Part
from tutor.record import field, record

Texts = Sequence[str]


@record()
class Signs:
    """How the symbols of a unit are written: every name without its step; ``p`` where it is shown."""

    h: Name
    input_weight: Name
    recurrent_weight: Name
    bias: Name | None
    p: Name | None = None


@record()
class Row:
    """A unit over time, in numbers as they are printed; what is empty is not drawn.

    ``h``, ``p``, ``q``, ``c`` hold a vector a step, in the order of time; ``gates`` too, by their letters.
    """

    signs: Signs
    start: Texts
    h: Sequence[Texts]
    p: Sequence[Texts] = ()
    q: Sequence[Texts] = ()
    c_start: Texts = ()
    c: Sequence[Texts] = ()
    gates: Mapping[str, Sequence[Texts]] = field(default_factory=lambda: MappingProxyType({}))
    # Gates that lie between -1 and 1.
    signed: frozenset[str] = frozenset()
    cell: str = ""
    is_backward: bool = False


@record()
class Top:
    """An output layer: its symbol, its weight, its probabilities at every step that it computes."""

    name: Name
    weight: Name
    y: Mapping[int, Texts]


@record()
class Network:
    """What a drawing shows: words, the inputs of every step, rows from the lowest to the highest, the top."""

    words: Sequence[str]
    x_name: Name
    x: Sequence[Texts]
    rows: Sequence[Row]
    top: Top | None = None
    x_part: Part = "input"
    turned: bool = False
