"""Weights of a whole network that compute well by hand: layer by layer, each from what the one below gives.

What reads words is drawn by :mod:`tutor.spec.drawing`. What reads the states of another layer is drawn many
times over, and the draw whose pre-activations are nearest to the wanted bounds is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random

from tutor.calculation.assembly.parameters import Architecture, Numbers, unstacked
from tutor.calculation.equations import Cell, Vector
from tutor.calculation.evaluation import Floats
from tutor.calculation.network import Runner, Unit
from tutor.calculation.network import Sequence as Moments
from tutor.record import record
from tutor.spec.drawing import (
    BOUNDS,
    Bounds,
    Weights,
    bias_tenths,
    decimals,
    distinct,
    draw_weights,
    recurrent_tenths,
    signed,
)

# So many draws of a unit that reads states, fewer where one takes so many products that it is slow.
_DRAWS, _PRODUCTS, _FEWEST = 400, 400_000, 20
# The decimals of a state that the next layer is drawn for.
_PLACES = 6


@record()
class Drawn:
    """The tensors of a network under the names of a spec, and the bounds of every |a|."""

    tensors: Mapping[str, Numbers]
    bounds: Bounds


def draw_network(
    words: Sequence[str], hidden: int, seed: int, network: Architecture, *, outputs: int = 0
) -> Drawn | None:
    """Draw every parameter of a network; the same seed gives the same ones everywhere.

    Args:
        words: the sentence; its words in their order are the vocabulary.
        hidden: entries of h.
        seed: of the draw.
        network: cell, layers and directions.
        outputs: scores of an output layer that follows; 0 for none.

    Returns ``None`` where no bounds can be kept by the layer that reads the words.

    >>> drawn = draw_network(["i", "am"], 2, 0, Architecture("lstm", 2), outputs=2)
    >>> [name for name in drawn.tensors if name.startswith("weight")]
    ['weight_ih', 'weight_hh', 'weight_ih_l1', 'weight_hh_l1', 'weight_hy']
    """
    vocabulary = list(dict.fromkeys(words))
    inputs = [tuple(Decimal(int(word == each)) for each in vocabulary) for word in words]
    tensors: dict[str, Numbers] = {}
    sizes: list[Bounds] = []
    states: list[list[Vector]] = []
    for place in network.places:
        if place.layer and not place.reverse:
            inputs, states = [tuple(n for each in at for n in each) for at in zip(*states, strict=True)], []
        direction = -1 if place.reverse else 1
        own = seed if not place.ending else f"{seed}{place.ending}"
        if place.layer == 0:
            weights = draw_weights(words[::direction], hidden, own, network.kind)
        else:
            weights = _draw_reader(inputs[::direction], hidden, own, network.cell)
        if weights is None:
            return None
        tensors |= {name + place.ending: values for name, values in weights.tensors.items()}
        sizes.append(weights.bounds)
        states.append([h for h, _ in _run(weights, inputs[::direction], hidden, network.cell)][::direction])
    if outputs:
        random = Random(f"{seed}_output")
        count = hidden * network.directions
        tensors["weight_hy"] = decimals([signed(random, 9) for _ in range(count)] for _ in range(outputs))
        tensors["bias_y"] = decimals([distinct(random, outputs)])[0]
    return Drawn(tensors, (min(low for low, _ in sizes), max(high for _, high in sizes)))


def _draw_reader(inputs: Sequence[Vector], hidden: int, seed: int | str, cell: Cell) -> Weights | None:
    """Draw a unit that reads numbers, and keep the best of many draws."""
    random, gates = Random(seed), max(1, len(cell.gates))
    products = gates * hidden * (len(inputs[0]) + hidden) * len(inputs)
    # The more states are read, the less each counts, so that rounding errors do not grow from layer to layer.
    largest = max(1, round(9 * min(1, 2 / len(inputs[0]))))
    best: tuple[float, Weights] | None = None
    for _ in range(max(_FEWEST, min(_DRAWS, _PRODUCTS // products))):
        weight_hh = recurrent_tenths(random, hidden, gates, 0.7)
        if weight_hh is None:
            continue
        weight_ih = [[signed(random, largest) for _ in inputs[0]] for _ in range(gates * hidden)]
        biases = {name: decimals([row])[0] for name, row in bias_tenths(random, hidden, cell).items()}
        drawn = Weights(decimals(weight_ih), decimals(weight_hh), biases, BOUNDS[0])
        sizes = [abs(a) for _, all_a in _run(drawn, inputs, hidden, cell) for a in all_a]
        low, high = BOUNDS[0]
        # Rounded, so that no platform's last bit decides between two draws.
        outside = round(sum(max(low - a, a - high, 0) for a in sizes), 6)
        if best is None or outside < best[0]:
            # The bounds are rounded outwards, by so much that rounding on paper keeps them, too.
            bounds = (int(min(sizes) * 10 - 0.05) / 10, int(max(sizes) * 10 + 1.05) / 10)
            best = (
                outside,
                Weights(drawn.weight_ih, drawn.weight_hh, biases, bounds if outside else BOUNDS[0]),
            )
        if not outside:
            break
    return best[1] if best is not None else None


def _run(
    weights: Weights, inputs: Sequence[Vector], hidden: int, cell: Cell
) -> Iterator[tuple[Vector, list[float]]]:
    """Run a unit over what it reads: h of every step, and all its pre-activations."""
    zeros = (Decimal(0),) * hidden
    unit = Unit(cell, unstacked(cell, weights.tensors, hidden), dict.fromkeys(cell.states, zeros))
    for step in Runner([unit], Floats(), lambda _: cell.equations).run(Moments((), tuple(inputs), (unit,))):
        for line in step.lines:
            step.values[line.symbol, 0, ""] = line.evaluate(step.values)
        h = tuple(round(Decimal(each), _PLACES) for each in step.values["h", 0, ""])
        yield (
            h,
            [
                a
                for line in step.lines
                if line.equation.role == "pre-activation"
                for a in step.values[line.symbol, 0, ""]
            ],
        )
