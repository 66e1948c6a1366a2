"""The network of a backward pass that has gates, layers or two directions: its forward pass is understood.

the network as its forward pass gives it ─→ which numbers stand for h, c, i, f, … at every step
what is made of the states of the top    ─→ V, c, the outputs; the loss and the targets as they are written
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tutor.binding.backwards.backward_network import loss_and_rounding, losses_of, output_layer
from tutor.binding.backwards.facts import Facts, Written, written
from tutor.binding.backwards.stated_network import Network
from tutor.binding.backwards.stated_targets import Targets, targets_of
from tutor.binding.backwards.written_outputs import written_outputs
from tutor.binding.networks.choosing import Spot
from tutor.binding.networks.units import place_of, symbol_of
from tutor.binding.stated import is_simple
from tutor.calculation.problem import Problem
from tutor.language.faults import TutorError
from tutor.reading.work import Work

# Where the states of the top stand among the values of a text; no text can write this name.
_TOP = "the states of the top"


def is_wider(forward: Problem) -> bool:
    """Whether a forward pass is that of one sentence through gates, layers or two directions."""
    return len(forward.sequences) == 1 and not forward.units[-1].is_output and not is_simple(forward)


def wider_networks(work: Work, forward: Problem, spots: Mapping[str, Spot]) -> Iterator[Network]:
    """Give the networks that a text may mean whose forward pass is understood; they differ in the targets.

    Args:
        work: the text.
        forward: its forward pass.
        spots: where what it computes by name stands there.
    """
    facts, stands = Facts(work), standing(work, forward, spots)
    steps, units = len(forward.sequences[0].inputs), forward.units
    top = [unit for unit in units if unit.layer == units[-1].layer]
    states: list[Written] = []
    for t in range(1, steps + 1):
        parts = [stands.get(f"h_{t}{suffix_of(unit.layer, unit.direction < 0)}") for unit in top]
        rows = tuple(row for part in parts if part is not None for row in part.rows)
        if None in parts:
            return
        states.append(Written(rows))
    facts.state, facts.steps = _TOP, steps
    facts.values |= {(_TOP, t): each for t, each in enumerate(states, start=1)}
    words = forward.vocabulary.words
    lowest = min(
        (place.layer for base in facts.order if (place := place_of(base, top[0].cell.kind))), default=0
    )
    for kind in losses_of(facts):
        for targets in targets_of(facts, kind, words):
            network = _with_output(facts, forward, targets, kind, stands, lowest)
            if network is not None:
                yield network


def suffix_of(layer: int, back: bool) -> str:
    """Give what the names of a unit's lines end with.

    >>> suffix_of(0, False), suffix_of(1, True)
    ('', '@l1r')
    """
    return f"@l{layer}{'r' if back else ''}" if layer or back else ""


def standing(work: Work, forward: Problem, spots: Mapping[str, Spot]) -> Mapping[str, Written]:
    """Give what a text writes for the lines of its forward pass, by their names."""
    found: dict[str, Written] = {}
    parts: dict[str, dict[int, Written]] = {}
    for chain in work.chains:
        spot = spots.get(chain.name.text) if chain.name is not None else None
        value = written(chain.segments[-1].expression)
        if spot is None or value is None or chain.place.line >= (work.backward or 0):
            continue
        unit = next((u for u in forward.units if (u.layer, u.direction < 0) == (spot.layer, spot.back)), None)
        symbol = symbol_of(spot.symbol, unit.cell) if unit is not None else None
        if symbol is None:
            continue
        name = f"{symbol}_{spot.step}{suffix_of(spot.layer, spot.back)}"
        if not spot.entry:
            found.setdefault(name, value)
        elif len(value.flat) == 1:
            parts.setdefault(name, {}).setdefault(spot.entry, value)
    for name, entries in parts.items():
        if name not in found and sorted(entries) == list(range(1, len(entries) + 1)):
            found[name] = Written(tuple(entries[at].rows[0] for at in sorted(entries)))
    return MappingProxyType(found)


def _with_output(
    facts: Facts, forward: Problem, targets: Targets, kind: str, stands: Mapping[str, Written], lowest: int
) -> Network | None:
    from tutor.spec import spec_dict  # most texts have no gradients

    cell = forward.units[0].cell.kind
    used = {
        base
        for base in facts.order
        if base != "V" and (place_of(base, cell) or place_of(base, cell, gate_first=True))
    }
    output = output_layer(facts, used, len(facts.states()[0].rows), targets, kind)
    if output is None:
        return None
    spec = {
        **spec_dict(forward),
        "output": dict(output.spec),
        **loss_and_rounding(facts, kind, "all"),
    }
    try:
        problem = Problem.from_dict(spec)
    except TutorError:
        return None
    return Network(
        problem,
        output.parameters,
        "",  # its states are among what stands for the lines
        output.outputs,
        MappingProxyType(facts.values),
        output.has_layer,
        written_outputs(facts, problem, targets.name) if output.has_layer else MappingProxyType({}),
        stands,
        lowest,
    )
