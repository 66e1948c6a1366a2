"""What a text was taken to say, and what it left open: vocabulary, sizes, orientations, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.calculation.names import Orientation
from tutor.language.faults import Sentence
from tutor.reading.formulas.syntax import Place
from tutor.record import NamedTuple, field, record


class Assumption(NamedTuple):
    """What a text left open and how it was taken; the place that it is about, where it is about one."""

    text: Sentence
    place: Place | None = None


@record()
class ProblemReading:
    """What the text was taken to say, whether or not it can be computed.

    ``symbols`` gives for each role of the table (weight_ih, weight_hh, bias, x, h) the writer's own name;
    ``orientation`` holds for each matrix the way it has to be read; ``assumptions`` what the text left open.
    """

    vocabulary: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    input_size: int | None = None
    hidden_size: int | None = None
    kind: str = "rnn_tanh"
    decimals: int = 3
    orientation: Mapping[str, Orientation] = field(default_factory=lambda: MappingProxyType({}))
    symbols: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    assumptions: tuple[Assumption, ...] = ()
